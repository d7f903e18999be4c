#!/usr/bin/env bash
# Whole processes side by side, in one interleaved run, on a generated log_tcp_complete of 130 columns in the page cache:
# logstats measure, wc -l, mawk and DuckDB's CSV reader adding up by the server's port; and logstats read against Python, two
# JSON documents a row. Sums are compared before times are. See bench/README.md.
#
#   ROWS=500000 DOCUMENTS=100000 ROUNDS=7 bench/tstat.sh [FOLDER FOR RESULTS]
#
# PEERS    folder with tstat.awk and tstat_eq.py   (../shared/bench/peers beside the repository)
# NODE     folder in which somebody has run: npm install @duckdb/node-api
# LOGSTATS SCRATCH ONE_CORE TWO_CORES   as bench/processes.sh says
set -euo pipefail
# shellcheck source=bench/processes.sh
. "$(dirname "$0")/processes.sh"
rows=${ROWS:-500000}
documents=${DOCUMENTS:-100000}
rounds=${ROUNDS:-7}

log=$scratch/log_tcp_complete
if [ ! -s "$log" ]; then
    say "writing $rows rows"
    dotnet run --project "$root/bench/LogStats.Bench" -c Release -- generate-tstat "$log" --rows "$rows" >&2
fi
head=$scratch/head/log_tcp_complete
mkdir -p "$scratch/head"
head -n $((documents + 1)) "$log" >"$head"
cat "$log" "$head" >/dev/null

python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || echo python3)
sums="$program measure $log --by port,direction --json --quiet"
contestants=("logstats|$one|$sums" "logstats on two cores|$two|$sums" "wc -l|$one|wc -l $log")
have mawk mawk tstat.awk && contestants+=("mawk|$one|mawk -f $peers/tstat.awk $log")
if [ -n "${NODE:-}" ] && [ -d "$NODE/node_modules/@duckdb/node-api" ]; then
    node=$scratch/node
    mkdir -p "$node"
    ln -sfn "$(realpath "$NODE")/node_modules" "$node/node_modules"
    cat >"$node/tstat.mjs" <<'JS'
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
const [,, file, threads] = process.argv;
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
const names = readFileSync(file, { encoding: 'utf8', flag: 'r' }).slice(0, 8192).split('\n')[0].split('#').pop().split(' ').map(name => name.split(':')[0]);
const type = name => /^(first|last|durat|.*_rtt_(avg|min|max|std))$/.test(name) ? 'DOUBLE' : /bytes_uniq|s_port/.test(name) ? 'BIGINT' : 'VARCHAR';
const columns = names.map(name => `'${name}':'${type(name)}'`).join(',');
const result = await connection.runAndReadAll(`SELECT s_port, count(*), sum(c_bytes_uniq), sum(s_bytes_uniq), avg(durat), max(durat), avg(c_rtt_avg)
  FROM read_csv('${file}', columns={${columns}}, delim=' ', quote='', escape='', header=false, skip=1, auto_detect=false) GROUP BY s_port`);
for (const row of result.getRows()) console.log(row.slice(0, 4).join(' '));
JS
    contestants+=("DuckDB|$one|node $node/tstat.mjs $log 1" "DuckDB on two cores|$two|node $node/tstat.mjs $log 2")
else
    missing+=("DuckDB: no @duckdb/node-api in NODE")
fi
contestants+=("logstats, two documents a row|$one|$program read $head --as original --to $scratch/documents.jsonl --quiet")
have python python3 tstat_eq.py && contestants+=("python, two documents a row|$one|$python $peers/tstat_eq.py $head")

say "comparing sums"
mine=$($sums | python3 -c '
import json, sys
ports = {}
def find(node):
    if isinstance(node, dict):
        if node.get("Port") and node.get("Direction"): ports.setdefault(node["Port"], {})[node["Direction"]] = (node["Flows"], node["Bytes"])
        for value in node.values(): find(value)
    elif isinstance(node, list):
        for value in node: find(value)
find(json.load(sys.stdin))
for port, ways in ports.items(): print(port, ways["In"][0], ways["In"][1], ways["Out"][1])' | sort)
[ "$(wc -l <<<"$mine")" -gt 3 ] || { say "logstats gives no sums"; exit 1; }
for contestant in "${contestants[@]}"; do
    IFS='|' read -r name cores command <<<"$contestant"
    case $name in
        mawk*) theirs=$(mawk -v OFMT=%.0f -v CONVFMT=%.0f -f "$peers/tstat.awk" "$log" | cut -d' ' -f1-4 | sort) ;;
        DuckDB*) theirs=$($command | sort) ;;
        *) continue ;;
    esac
    agree "${contestant%%|*}" "$theirs" "$mine"
done

declare -A times
for ((round = 0; round <= rounds; round++)); do
    say "round $round of $rounds"
    for contestant in "${contestants[@]}"; do
        IFS='|' read -r name cores command <<<"$contestant"
        # Python takes half a minute: its first round is enough to be warm, and two are enough to be sure.
        case $name in python*) [ "$round" -le 2 ] || continue ;; esac
        took=$(once "$cores" "$command")
        [ "$round" -eq 0 ] || times[$name]+="$took "
    done
done
[ "$(wc -l <"$scratch/documents.jsonl")" -eq $((documents * 2)) ] || { say "not two documents a row"; exit 1; }

results=$(results_in "${1:-}")
{
    echo "# tstat logs: whole processes, side by side"
    echo
    echo "Written by \`bench/tstat.sh\`: one interleaved run of $rounds rounds, $rows rows of 130 columns ($(($(stat -c %s "$log") / 1000000)) MB) in the page cache, and"
    echo "$documents rows for documents. Times of one run may be compared with each other and with nothing else. All add up flows and"
    echo "bytes of both directions, durations and round trips by the server's port; the sums were compared first and are the same."
    echo "The last column is against logstats on as many cores, or on two cores where the other cannot use them."
    echo
    echo "| program | median s | best s | logstats is faster by |"
    echo "|---|---:|---:|---:|"
    for contestant in "${contestants[@]}"; do
        name=${contestant%%|*}
        case $name in
            *documents*) base='logstats, two documents a row' ;;
            mawk*|*two*) base='logstats on two cores' ;;
            *) base=logstats ;;
        esac
        awk -v name="$name" -v middle="$(median "${times[$name]}")" -v best="$(best "${times[$name]}")" -v mine="$(median "${times[$base]}")" \
            'BEGIN { printf "| %s | %.3f | %.3f | %.2f |\n", name, middle / 1e6, best / 1e6, middle / mine }'
    done
    echo
    echo "Aims: on two cores at least 3 times mawk and 3 times DuckDB; documents at least 30 times Python."
    echo
    echo "Load at the end: $(load). Commit $(git -C "$root" rev-parse --short HEAD)."
    not_measured
} >"$results/tstat.md"
cat "$results/tstat.md"
