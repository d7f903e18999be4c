#!/usr/bin/env bash
# Whole processes side by side, in one interleaved run, on generated rsyncd logs in the page cache: logstats measure,
# wc -l, and the loops that people use today. Sums are compared before times are. See bench/README.md.
#
#   SIZE=200M ROUNDS=11 bench/compare.sh [FOLDER FOR RESULTS]
#
# PEERS    folder with rsync.awk, rsync.py and rsync.pl   (../shared/bench/peers beside the repository)
# LOGSTATS SCRATCH ONE_CORE TWO_CORES   as bench/processes.sh says
set -euo pipefail
# shellcheck source=bench/processes.sh
. "$(dirname "$0")/processes.sh"
size=${SIZE:-200M}
rounds=${ROUNDS:-11}

generate() { # name, arguments
    local log=$scratch/$1
    shift
    [ -s "$log" ] || dotnet run --project "$root/bench/LogStats.Bench" -c Release -v quiet -- generate "$log" --size "$size" "$@" >&2
    cat "$log" >/dev/null
}

# --- what is measured -------------------------------------------------------------------------------------------------

ours="$program measure {} --by module,operation --json --quiet"

say "writing logs of $size"
generate own.log
generate slow.log --pace 20
generate syslog.log --envelope syslog

# name | cores | log | command; {} is the log
contestants=("logstats measure|$one|own.log|$ours" "wc -l|$one|own.log|wc -l {}")
have mawk mawk rsync.awk && contestants+=("mawk|$one|own.log|mawk -f $peers/rsync.awk {}")
have perl perl rsync.pl && contestants+=("perl|$one|own.log|perl $peers/rsync.pl <{}")
python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || echo python3)
have python "$python" rsync.py && contestants+=("python|$one|own.log|$python $peers/rsync.py {}")
contestants+=("logstats measure|$two|own.log|$ours"
    "logstats measure|$one|slow.log|$ours" "wc -l|$one|slow.log|wc -l {}"
    "logstats measure|$one|syslog.log|$ours" "logstats measure|$two|syslog.log|$ours" "wc -l|$one|syslog.log|wc -l {}")

# --- the same sums ----------------------------------------------------------------------------------------------------

# Each gives 'OPERATION MODULE FILES BYTES', or for python, which prints no sums by module, 'OPERATION MODULE FILES'
# and 'OPERATION BYTES'.
sums_ours() {
    ${ours/\{\}/$1} | sed 's/{"Name"/\n&/g' | awk -v OFMT=%.0f '
        function field(name) { return match($0, "\"" name "\":(\"[^\"]*\"|[0-9]+)") ? word(substr($0, RSTART, RLENGTH)) : "" }
        function word(text) { sub(/^[^:]*:/, "", text); gsub(/"/, "", text); return text }
        /"Operation":"(Send|Receive)"/ { print field("Operation"), field("Module"), field("FilesSent") + field("FilesReceived"), field("FileBytesSent") + field("FileBytesReceived") }' |
        sed 's/^Send /send /; s/^Receive /recv /' | sort
}
sums_mawk() { mawk -v OFMT=%.0f -f "$peers/rsync.awk" "$1" | tr '\034' ' ' | awk 'NF == 4' | sort; }
sums_perl() { perl "$peers/rsync.pl" <"$1" | sort; }
sums_python() {
    "$python" "$peers/rsync.py" "$1" | grep -oE "\('(send|recv)', '[^']*'\): [0-9]+|'(send|recv)': Counter|'[0-9/]{10}': [0-9]+" |
        awk -F"[' ():,]+" '/Counter/ { of = $2 } /^.[0-9]/ { bytes[of] += $3 } /^\(/ { print $2, $3, $4 }
            END { for (of in bytes) printf "%s %.0f\n", of, bytes[of] }' | sort
}
short() { awk '{ print $1, $2, $3; bytes[$1] += $4 } END { for (of in bytes) printf "%s %.0f\n", of, bytes[of] }' | sort; }

say "comparing sums"
mine=$(sums_ours "$scratch/own.log")
[ "$(echo "$mine" | awk 'NF == 4' | wc -l)" -gt 3 ] || { say "logstats gives no sums"; exit 1; }
for contestant in "${contestants[@]}"; do
    case $contestant in
        mawk*) agree mawk "$(sums_mawk "$scratch/own.log")" "$mine" ;;
        perl*) agree perl "$(sums_perl "$scratch/own.log")" "$mine" ;;
        python*) agree python "$(sums_python "$scratch/own.log")" "$(echo "$mine" | short)" ;;
    esac
done

# --- times ------------------------------------------------------------------------------------------------------------

take() { # contestant; prints microseconds
    local cores log command input=
    IFS='|' read -r _ cores log command <<<"$1"
    command=${command//\{\}/$scratch/$log}
    [[ $command != *'<'* ]] || { input=${command##*<}; command=${command%%<*}; }
    once "$cores" "$command" "$input"
}

for contestant in "${contestants[@]}"; do
    take "$contestant" >/dev/null
done
declare -A times
for ((round = 1; round <= rounds; round++)); do
    say "round $round of $rounds"
    for contestant in "${contestants[@]}"; do
        times[$contestant]+="$(take "$contestant") "
    done
done

# --- the table --------------------------------------------------------------------------------------------------------

of() { # median or best, name, cores, log
    local contestant
    for contestant in "${contestants[@]}"; do
        [[ $contestant == "$2|$3|$4|"* ]] && "$1" "${times[$contestant]}" && return
    done
}

results=$(results_in "${1:-}")
{
    echo "# rsync logs: whole processes, side by side"
    echo
    echo "Written by \`bench/compare.sh\`: one interleaved run of $rounds rounds, logs of $size in the page cache. Times of one"
    echo "run may be compared with each other and with nothing else. mawk, perl and python run EQUIVALENT rewrites of the"
    echo "originals' loops (count and sum by module and by day), not the originals. The sums by operation and module of"
    echo "${checked[*]:-nobody} and logstats were compared first and are the same."
    echo
    echo "| log | program | cores | median s | best s | times \`wc -l\` | logstats is faster by | by best times |"
    echo "|---|---|---:|---:|---:|---:|---:|---:|"
    for contestant in "${contestants[@]}"; do
        IFS='|' read -r name cores log _ <<<"$contestant"
        awk -v name="$name" -v cores="$(tr -cd , <<<"$cores" | wc -c)" -v log_name="${log%.log}" \
            -v middle="$(median "${times[$contestant]}")" -v best="$(best "${times[$contestant]}")" \
            -v floor="$(of median 'wc -l' "$one" "$log")" \
            -v mine="$(of median 'logstats measure' "$one" "$log")" -v mine_best="$(of best 'logstats measure' "$one" "$log")" '
            function faster(theirs, ours) {
                return name == "logstats measure" ? (cores == 0 ? "" : sprintf("%.2f", ours / theirs)) : sprintf("%.2f", theirs / ours)
            }
            BEGIN {
                printf "| %s | %s | %d | %.3f | %.3f | %.1f | %s | %s |\n", log_name, name, cores + 1, middle / 1e6, best / 1e6,
                    middle / floor, faster(middle, mine), faster(best, mine_best)
            }'
    done
    echo
    echo "\`own\`: the daemon's own file; \`slow\`: the same with transfers 20 times slower, so that few lines share a second;"
    echo "\`syslog\`: the same messages behind a syslog head, which the peers do not read. For logstats on two cores the last"
    echo "columns are what the second core gives; for the others, how many times longer than logstats on one core they take."
    not_measured
} >"$results/rsync.md"
{
    machine
    echo "measured  $(basename "$program"), commit $(git -C "$root" rev-parse --short HEAD)"
    echo "wc        $(wc --version | head -n 1)"
    echo "mawk      $(mawk -W version 2>&1 | head -n 1)"
    echo "perl      $(perl -e 'print $^V')"
    echo "python    $("$python" --version 2>&1)"
    echo "logs      $(cd "$scratch" && wc -lc own.log slow.log syslog.log | awk '$3 != "total" { printf "%s %d lines %d bytes; ", $3, $1, $2 }')"
    echo "load      $(load " at the end")"
    echo "command   SIZE=$size ROUNDS=$rounds bench/compare.sh"
} >"$results/Versions.txt" 2>/dev/null
cat "$results/rsync.md"
