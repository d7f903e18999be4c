#!/usr/bin/env bash
# Forward and its sessions at the server killed in RUNS runs of each of three kinds: forward at a call of the system, a session at a call of
# the system, either at any time. Needs sshd and strace.
#
#   tests/proofs/forward.sh [RUNS]       67 by default: 201 in all
set -euo pipefail
cd "$(dirname "$0")/../.."
export LOGSTATS_FORWARD_KILLS=${1:-67}
exec dotnet test tests/LogStats.Servers.Tests -c Release --nologo --filter 'FullyQualifiedName~ForwardKill' --logger 'console;verbosity=detailed'
