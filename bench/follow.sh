#!/usr/bin/env bash
# What it costs to follow many logs: processor time at rest, memory, how soon a line is seen. See bench/README.md.
#
#   bench/follow.sh [SECONDS] [FILES...]        60 seconds of rest each, of 1, 1,000 and 10,000 files
set -euo pipefail
export LC_ALL=C.UTF-8 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
seconds=${1:-60}
shift || true
dotnet build "$root/src/LogStats.Agent" -c Release -m:1 -v quiet --nologo >&2
python3 "$root/bench/follow.py" "dotnet $root/src/LogStats.Agent/bin/Release/net10.0/LogStats.Agent.dll" "$seconds" ${@:-1 1000 10000}
