#!/usr/bin/env bash
# Lines from `logstats send` to `logstats receive` on this machine, over TLS, every batch on the disk before its answer: how fast, how
# much memory with 1,000 files, what rest costs, how soon a line is there. See bench/README.md.
#
#   LINES=5000000 ROUNDS=3 REST=60 FILES=1000 bench/ship.sh [FOLDER FOR RESULTS]
#
# LOGSTATS a published program to measure          (publishes src/LogStats.Agent)
# SCRATCH  folder for logs and programs, kept if it exists (a temporary one)
set -euo pipefail
export LC_ALL=C.UTF-8 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
results=${1:-$root/bench/results/amd-epyc}

if [ -n "${SCRATCH:-}" ]; then
    scratch=$SCRATCH
    mkdir -p "$scratch"
else
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
fi

if [ -n "${LOGSTATS:-}" ]; then
    program=$LOGSTATS
else
    dotnet publish "$root/src/LogStats.Agent" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true --nologo -v quiet \
        --artifacts-path "$scratch/artifacts" -p:NuGetLockFilePath=obj/publish.lock.json -o "$scratch/program" >&2
    program=$scratch/program/logstats
fi

log=$scratch/access.log
[ -s "$log" ] || dotnet run --project "$root/bench/LogStats.Bench" -c Release -- generate-access "$log" --lines "${LINES:-5000000}" >&2
cat "$log" >/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
    -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2>/dev/null
mkdir -p "$results"
python3 "$root/bench/ship.py" "$program" "$log" "$scratch" "${ROUNDS:-3}" "${REST:-60}" "${FILES:-1000}" | tee "$results/ship.md"
