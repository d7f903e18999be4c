#!/usr/bin/env bash
# Whole processes side by side, in one interleaved run, on a generated pgbouncer log in the page cache: logstats measure,
# wc -l, mawk and Python doing the same counting. Sums are compared before times are. See bench/README.md.
#
#   LINES=2000000 ROUNDS=7 bench/pgbouncer.sh [FOLDER FOR RESULTS]
#
# PEERS    folder with pgb.awk and pgb.py          (../shared/bench/peers beside the repository)
# LOGSTATS SCRATCH ONE_CORE TWO_CORES   as bench/processes.sh says
set -euo pipefail
# shellcheck source=bench/processes.sh
. "$(dirname "$0")/processes.sh"
lines=${LINES:-2000000}
rounds=${ROUNDS:-7}

log=$scratch/pgbouncer.log
if [ ! -s "$log" ]; then
    say "writing $lines lines"
    # Logins and ends of 40 users in 8 databases from 2,000 addresses, failures, new servers and a line of statistics a minute;
    # the same bytes on every machine.
    awk -v lines="$lines" 'BEGIN {
        state = 42
        for (i = 0; i < lines; i++) {
            state = (state * 16807) % 2147483647
            second = int(i / 40); ms = (i % 40) * 25
            stamp = sprintf("2026-11-%02d %02d:%02d:%02d.%03d UTC [21592]", 1 + int(second / 86400) % 28, int(second / 3600) % 24, int(second / 60) % 60, second % 60, ms)
            db = "db" state % 8; user = "user" state % 40
            peer = sprintf("10.%d.%d.%d:%d", state % 4, state % 20, state % 250, 1024 + state % 60000)
            kind = i % 20
            socket = sprintf("C-0x55a3fa%06x: %s/%s@%s", state % 65536, db, user, peer)
            if (i % 2400 == 0) print stamp, "LOG stats: " state % 900 " xacts/s, " state % 1900 " queries/s, in " state % 90000 " B/s, out " state % 900000 " B/s, xact " state % 5000 " us, query " state % 3000 " us, wait " state % 100 " us"
            else if (kind < 9) print stamp, "LOG", socket, "login attempt: db=" db " user=" user " tls=no"
            else if (kind < 18) print stamp, "LOG", socket, "closing because: client close request (age=" state % 4000 "s)"
            else if (kind == 18) print stamp, "LOG S-0x55a3fa94cf20: " db "/" user "@10.0.0.9:5432 new connection to server (from 10.0.0.1:" 1024 + state % 60000 ")"
            else print stamp, "WARNING", socket, "pooler error: query_wait_timeout"
        }
    }' >"$log"
fi
cat "$log" >/dev/null

python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || echo python3)
contestants=("logstats|$one|$program measure $log --by database,user --json --quiet" "wc -l|$one|wc -l $log")
have mawk mawk pgb.awk && contestants+=("mawk|$one|mawk -f $peers/pgb.awk $log")
have python python3 pgb.py && contestants+=("python|$one|$python $peers/pgb.py $log")
contestants+=("logstats on two cores|$two|$program measure $log --by database,user --json --quiet")

say "comparing sums"
ours() { "$program" measure "$log" --by database,user --json --quiet | python3 -c '
import json, sys
report = json.load(sys.stdin)
def find(node):
    if isinstance(node, dict):
        if "Logins" in node and node.get("UserName") and node.get("Database"):
            print(node["Database"] + "/" + node["UserName"], node["Logins"], node["Sessions"])
        for value in node.values(): find(value)
    elif isinstance(node, list):
        for value in node: find(value)
find(report)' | sort; }
mine=$(ours)
[ "$(wc -l <<<"$mine")" -gt 10 ] || { say "logstats gives no sums"; exit 1; }
for contestant in "${contestants[@]}"; do
    case $contestant in
        mawk*) theirs=$(mawk -f "$peers/pgb.awk" "$log" | awk '$1 ~ /\// && NF == 5 { print $1, $2, $3 }' | sort) ;;
        python*) theirs=$("$python" "$peers/pgb.py" "$log" | sed -n "s/^('\([^']*\)', '\([^']*\)') \([0-9]*\) \([0-9]*\) .*/\1\/\2 \3 \4/p" | sort) ;;
        *) continue ;;
    esac
    agree "${contestant%%|*}" "$theirs" "$mine"
done

declare -A times
for ((round = 0; round <= rounds; round++)); do
    say "round $round of $rounds"
    for contestant in "${contestants[@]}"; do
        IFS='|' read -r name cores command <<<"$contestant"
        took=$(once "$cores" "$command")
        [ "$round" -eq 0 ] || times[$name]+="$took "
    done
done

results=$(results_in "${1:-}")
{
    echo "# pgbouncer logs: whole processes, side by side"
    echo
    echo "Written by \`bench/pgbouncer.sh\`: one interleaved run of $rounds rounds, $(wc -l <"$log") lines in the page cache. Times of one run may be"
    echo "compared with each other and with nothing else. mawk and python count logins and ends by database and user, as"
    echo "logstats does; the sums were compared first and are the same. logstats counts all else that a summary has as well."
    echo
    echo "| program | median s | best s | logstats is faster by | by best times |"
    echo "|---|---:|---:|---:|---:|"
    for contestant in "${contestants[@]}"; do
        name=${contestant%%|*}
        awk -v name="$name" -v middle="$(median "${times[$name]}")" -v best="$(best "${times[$name]}")" \
            -v mine="$(median "${times[logstats]}")" -v mine_best="$(best "${times[logstats]}")" \
            'BEGIN { printf "| %s | %.3f | %.3f | %.2f | %.2f |\n", name, middle / 1e6, best / 1e6, middle / mine, best / mine_best }'
    done
    echo
    echo "Load at the end: $(load). Commit $(git -C "$root" rev-parse --short HEAD)."
    not_measured
} >"$results/pgbouncer.md"
cat "$results/pgbouncer.md"
