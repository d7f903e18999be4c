#!/usr/bin/env bash
# Sender and receiver killed at POINTS calls of the system each, and both at RANDOM times while the log rotates. Needs strace.
#
#   tests/proofs/kills.sh [POINTS] [RANDOM]       500 and 1000 by default
set -euo pipefail
cd "$(dirname "$0")/../.."
export LOGSTATS_KILL_POINTS=${1:-500} LOGSTATS_RANDOM_KILLS=${2:-1000}
exec dotnet test tests/LogStats.Servers.Tests -c Release --nologo --filter 'FullyQualifiedName~ShipKill' --logger 'console;verbosity=detailed'
