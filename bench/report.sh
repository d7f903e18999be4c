#!/usr/bin/env bash
# What a report costs on top of measuring the same groupings, in turns, on a generated access log in the page cache; how large it is;
# and in a headless Chromium how long it takes to open, and to show one hour of it. See bench/README.md.
#
#   LINES=5000000 PATHS=10000 ROUNDS=5 bench/report.sh [FOLDER FOR RESULTS]
#
# LOGSTATS a published program to measure          (publishes src/LogStats.Agent)
# SCRATCH  folder for logs and programs, kept if it exists (a temporary one)
set -euo pipefail
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
lines=${LINES:-5000000}
paths=${PATHS:-10000}
rounds=${ROUNDS:-5}
results=${1:-$root/bench/results/amd-epyc}

if [ -n "${SCRATCH:-}" ]; then
    scratch=$SCRATCH
    mkdir -p "$scratch"
else
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
fi

say() { printf '%s\n' "$*" >&2; }

if [ -n "${LOGSTATS:-}" ]; then
    program=$LOGSTATS
else
    say "publishing"
    dotnet publish "$root/src/LogStats.Agent" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true --nologo -v quiet \
        --artifacts-path "$scratch/artifacts" -p:NuGetLockFilePath=obj/publish.lock.json -o "$scratch/program" >&2
    program=$scratch/program/logstats
fi

log=$scratch/access.log
if [ ! -s "$log" ]; then
    say "making $lines lines"
    awk -v n="$lines" -v g="$paths" 'BEGIN {
        srand(7)
        for (i = 0; i < n; i++) {
            s = int(i * 86400 / n)
            p = int(exp(rand() * log(g)))
            printf "192.0.%d.%d - - [11/May/2026:%02d:%02d:%02d +0000] \"%s /s%d/%d/x%d HTTP/1.1\" %d %d \"-\" \"agent/%d\" %.3f\n",
                rand() * 8, rand() * 250, s / 3600, s % 3600 / 60, s % 60, rand() < .9 ? "GET" : "POST", p % 40, p % 125, p,
                rand() < .95 ? 200 : rand() < .5 ? 404 : 503, exp(rand() * 12), rand() * 30, exp(rand() * 7) / 1000
        }
    }' >"$log"
fi
cat "$log" >/dev/null

by=(--by request --by status --by hour --by method --by protocol --by cache --by request,requestpath --by clientaddress --by username
    --by virtualhost --by useragent --by referer)
seconds() { local from=$EPOCHREALTIME; "$@" >/dev/null 2>&1; awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", b - a }'; }
for round in $(seq "$rounds"); do
    say "round $round"
    seconds "$program" measure "$log" "${by[@]}" --top 1 >>"$scratch/plain"
    seconds "$program" measure "$log" "${by[@]}" --top 1 --report "$scratch/report.html" >>"$scratch/with"
done
middle() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
plain=$(middle "$scratch/plain")
with=$(middle "$scratch/with")

page() {
    chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$scratch/browser" --timeout=20000 \
        --virtual-time-budget=20000 --dump-dom "file://$scratch/report.html$1" 2>/dev/null | grep -o "data-$2-ms=\"[0-9.]*\"" | head -1 | tr -dc '0-9.'
}
opened=- filtered=-
if command -v chromium >/dev/null; then
    for round in $(seq "$rounds"); do
        page '' open >>"$scratch/opened"; echo >>"$scratch/opened"
        page '#from=2026-05-11T10:00Z&to=2026-05-11T11:00Z' filter >>"$scratch/filtered"; echo >>"$scratch/filtered"
    done
    opened=$(middle "$scratch/opened")
    filtered=$(middle "$scratch/filtered")
fi

mkdir -p "$results"
{
    echo "# Reports"
    echo
    echo "$(wc -l <"$log") lines of an access log, $paths paths, 2,000 clients, one day; middle of $rounds rounds in turns. Made by \`bench/report.sh\`."
    echo
    echo "| what | measured | aim |"
    echo "|---|---|---|"
    echo "| measure, the groupings of a report | $plain s | |"
    echo "| the same with \`--report\` | $with s, $(awk -v a="$plain" -v b="$with" 'BEGIN { printf "%+.1f %%", (b / a - 1) * 100 }') | +5 % |"
    echo "| size of the report | $(stat -c %s "$scratch/report.html") bytes | 1,000,000 |"
    echo "| opens, data unpacked and drawn, headless Chromium | $opened ms | 500 ms |"
    echo "| shows one hour of it | $filtered ms | 100 ms |"
} >"$results/report.md"
cat "$results/report.md"
