#!/usr/bin/env bash
# What it costs to watch many sources: bench/sources.sh [SECONDS] [SOURCES]. Two runs of the same watch, while every source
# writes each 20 seconds, and while all have been silent for longer than the threshold. That is 30 seconds, a tenth of the usual
# one, so that a short run sees every source looked at several times. Build the agent first (Release).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-120} threshold=30s sources=${2:-10000}
agent=src/LogStats.Agent/bin/Release/net10.0/LogStats.Agent.dll
work=$(mktemp -d) ; trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
cpu=$(grep -qi epyc /proc/cpuinfo && echo amd-epyc || echo other)
result=bench/results/$cpu/sources.md

make() { python3 - "$work/in" "$sources" "$1" <<'PY'
import os, sys, time
root, count, ago = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
for at in range(count):
    for state, files in (("", 1), ("sent", 12)):
        folder = os.path.join(root, state, f"web{at}")
        os.makedirs(folder, exist_ok=True)
        for part in range(files):
            path = os.path.join(folder, f"log_26112210_{part:02}-19_192-0-2-7.log")
            open(path, "w").write("line\n")
            then = time.time() - ago - (0 if state == "" else 3600)
            os.utime(path, (then, then))
PY
}
touching() { exec python3 - "$work/in" "$sources" <<'PY'
import os, sys, time
root, count = sys.argv[1], int(sys.argv[2])
while True:
    begun = time.time()
    for at in range(count):
        os.utime(os.path.join(root, f"web{at}", "log_26112210_00-19_192-0-2-7.log"))
        if at % 100 == 99:
            time.sleep(max(0, begun + 20 * at / count - time.time()))
PY
}
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
measure() { # what it costs once it has begun
    dotnet "$agent" sources "$work/in" --watch --threshold "$threshold" --checkpoint "$1" --state "$work/state.db" > "$work/$1.out" 2> "$work/$1.err" &
    local pid=$!
    sleep 15
    local before after
    before=$(ticks $pid); sleep "$seconds"; after=$(ticks $pid)
    echo "| $2 | $(wc -l < "$work/$1.out") | $(awk -v t=$((after - before)) -v s="$seconds" -v h="$(getconf CLK_TCK)" 'BEGIN {printf "%.2f %%", 100 * t / h / s}') | $(awk '/VmRSS/ {printf "%.0f MB", $2 / 1024}' "/proc/$pid/status") |" | tee -a "$result"
    kill $pid; wait $pid 2>/dev/null || true
}

mkdir -p "$(dirname "$result")"
cat > "$result" <<HEAD
# Watching $sources sources

\`bench/sources.sh $seconds $sources\`: \`logstats sources --watch --threshold 30s\` with its usual interval (10s), a source having a file that grows
and twelve that were sent. With the usual threshold (5m) those that write are looked at ten times less often. Processor time of $seconds seconds, after a quarter of a minute. Aim: under 2 % of a core.

| while | alerts told | of a core | memory |
|---|---|---|---|
HEAD
make 0
touching & toucher=$!
measure active "all write each 20 seconds"
kill $toucher 2>/dev/null || true; wait $toucher 2>/dev/null || true
make 3600
measure silent "all are silent"
