#!/usr/bin/env bash
# Whole processes side by side, in one interleaved run, on generated rsyncd logs in the page cache: logstats measure,
# wc -l, and the loops that people use today. Sums are compared before times are. See bench/README.md.
#
#   SIZE=200M ROUNDS=11 bench/compare.sh [FOLDER FOR RESULTS]
#
# PEERS    folder with rsync.awk, rsync.py and rsync.pl   (../shared/bench/peers beside the repository)
# LOGSTATS a published program to measure                 (publishes src/LogStats.Agent)
# SCRATCH  folder for logs and programs, kept if it exists (a temporary one)
set -euo pipefail
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
size=${SIZE:-200M}
rounds=${ROUNDS:-11}
peers=${PEERS:-$root/../shared/bench/peers}
one=${ONE_CORE:-0}
two=${TWO_CORES:-0,1}

if [ -n "${SCRATCH:-}" ]; then
    scratch=$SCRATCH
    mkdir -p "$scratch"
else
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
fi

say() { printf '%s\n' "$*" >&2; }

publish() { # project, folder
    dotnet publish "$root/$1" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true --nologo -v quiet \
        --artifacts-path "$scratch/artifacts" -p:NuGetLockFilePath=obj/publish.lock.json -o "$2" >&2
}

generate() { # name, arguments
    local log=$scratch/$1
    shift
    [ -s "$log" ] || dotnet run --project "$root/bench/LogStats.Bench" -c Release -v quiet -- generate "$log" --size "$size" "$@" >&2
    cat "$log" >/dev/null
}

# --- what is measured -------------------------------------------------------------------------------------------------

say "publishing"
if [ -n "${LOGSTATS:-}" ]; then
    program=$LOGSTATS
elif [ -f "$root/src/LogStats.Agent/Verbs/MeasureVerb.cs" ]; then
    publish src/LogStats.Agent "$scratch/program"
    program=$scratch/program/logstats
else
    publish bench/LogStats.Bench "$scratch/program"
    program=$scratch/program/LogStats.Bench
fi

ours() { # log
    case $program in
        */LogStats.Bench) "$program" measure "$1" module,operation ;;
        *) "$program" measure "$1" --by module,operation --json --quiet ;;
    esac
}

say "writing logs of $size"
generate own.log
generate slow.log --pace 20
generate syslog.log --envelope syslog

missing=()
have() { # name, program, script
    if ! command -v "$2" >/dev/null; then
        missing+=("$1: no $2 on this machine")
    elif [ -n "${3:-}" ] && [ ! -f "$peers/$3" ]; then
        missing+=("$1: $3 is not in PEERS")
    else
        return 0
    fi
    return 1
}

# name | cores | log | command; {} is the log
contestants=("logstats measure|$one|own.log|ours {}" "wc -l|$one|own.log|wc -l {}")
have mawk mawk rsync.awk && contestants+=("mawk|$one|own.log|mawk -f $peers/rsync.awk {}")
have perl perl rsync.pl && contestants+=("perl|$one|own.log|perl $peers/rsync.pl <{}")
python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || echo python3)
have python "$python" rsync.py && contestants+=("python|$one|own.log|$python $peers/rsync.py {}")
contestants+=("logstats measure|$two|own.log|ours {}"
    "logstats measure|$one|slow.log|ours {}" "wc -l|$one|slow.log|wc -l {}"
    "logstats measure|$one|syslog.log|ours {}" "logstats measure|$two|syslog.log|ours {}" "wc -l|$one|syslog.log|wc -l {}")
if ! command -v taskset >/dev/null; then
    missing+=("taskset: nothing is kept on its cores")
    taskset() { shift 2; "$@"; }
fi

# --- the same sums ----------------------------------------------------------------------------------------------------

# Each gives 'OPERATION MODULE FILES BYTES', or for python, which prints no sums by module, 'OPERATION MODULE FILES'
# and 'OPERATION BYTES'.
sums_ours() {
    case $program in
        */LogStats.Bench) ours "$1" | awk -v OFMT=%.0f -F'\t' '$1 ~ /, (Send|Receive)$/ { split($1, part, ", "); print part[2], part[1], $7 + $8, $10 + $11 }' ;;
        *) ours "$1" | sed 's/{"Name"/\n&/g' | awk -v OFMT=%.0f '
            function field(name) { return match($0, "\"" name "\":(\"[^\"]*\"|[0-9]+)") ? word(substr($0, RSTART, RLENGTH)) : "" }
            function word(text) { sub(/^[^:]*:/, "", text); gsub(/"/, "", text); return text }
            /"Operation":"(Send|Receive)"/ { print field("Operation"), field("Module"), field("FilesSent") + field("FilesReceived"), field("FileBytesSent") + field("FileBytesReceived") }' ;;
    esac | sed 's/^Send /send /; s/^Receive /recv /' | sort
}
sums_mawk() { mawk -v OFMT=%.0f -f "$peers/rsync.awk" "$1" | tr '\034' ' ' | awk 'NF == 4' | sort; }
sums_perl() { perl "$peers/rsync.pl" <"$1" | sort; }
sums_python() {
    "$python" "$peers/rsync.py" "$1" | grep -oE "\('(send|recv)', '[^']*'\): [0-9]+|'(send|recv)': Counter|'[0-9/]{10}': [0-9]+" |
        awk -F"[' ():,]+" '/Counter/ { of = $2 } /^.[0-9]/ { bytes[of] += $3 } /^\(/ { print $2, $3, $4 }
            END { for (of in bytes) printf "%s %.0f\n", of, bytes[of] }' | sort
}
short() { awk '{ print $1, $2, $3; bytes[$1] += $4 } END { for (of in bytes) printf "%s %.0f\n", of, bytes[of] }' | sort; }

agree() { # name, theirs, ours
    if [ "$2" != "$3" ]; then
        say "$1 gives other sums than logstats:"
        diff <(echo "$2") <(echo "$3") >&2 || true
        exit 1
    fi
    checked+=("$1")
}

say "comparing sums"
checked=()
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

once() { # contestant; prints microseconds
    local name cores log command start end
    IFS='|' read -r name cores log command <<<"$1"
    command=${command//\{\}/$scratch/$log}
    if [[ $command == ours* ]]; then
        case $program in
            */LogStats.Bench) command="$program measure $scratch/$log module,operation" ;;
            *) command="$program measure $scratch/$log --by module,operation --json --quiet" ;;
        esac
    fi
    local input=/dev/null
    [[ $command == *'<'* ]] && input=${command##*<} && command=${command%%<*}
    start=${EPOCHREALTIME/./}
    # shellcheck disable=SC2086 # the command is words
    taskset -c "$cores" $command <"$input" >/dev/null
    end=${EPOCHREALTIME/./}
    echo $((end - start))
}

for contestant in "${contestants[@]}"; do
    once "$contestant" >/dev/null
done
declare -A times
for ((round = 1; round <= rounds; round++)); do
    say "round $round of $rounds"
    for contestant in "${contestants[@]}"; do
        times[$contestant]+="$(once "$contestant") "
    done
done

# --- the table --------------------------------------------------------------------------------------------------------

median() { tr ' ' '\n' <<<"$1" | grep . | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
best() { tr ' ' '\n' <<<"$1" | grep . | sort -n | head -n 1; }
of() { # median or best, name, cores, log
    local contestant
    for contestant in "${contestants[@]}"; do
        [[ $contestant == "$2|$3|$4|"* ]] && "$1" "${times[$contestant]}" && return
    done
}

cpu=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
slug=$(tr '[:upper:]' '[:lower:]' <<<"${cpu:-unknown}" | sed 's/([^)]*)//g; s/[^a-z0-9]\{1,\}/-/g; s/^-//; s/-$//')
results=${1:-$root/bench/results/$slug}
mkdir -p "$results"
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
    for line in "${missing[@]}"; do
        echo
        echo "Not measured: $line."
    done
} >"$results/rsync.md"
{
    echo "machine   $cpu, $(nproc) cores seen, $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
    echo "system    $(uname -sr), $(. /etc/os-release && echo "$PRETTY_NAME")"
    echo "runtime   .NET $(dotnet --list-runtimes | awk '/^Microsoft.NETCore.App 10/ { last = $2 } END { print last }')"
    echo "measured  $(basename "$program"), commit $(git -C "$root" rev-parse --short HEAD)"
    echo "wc        $(wc --version | head -n 1)"
    echo "mawk      $(mawk -W version 2>&1 | head -n 1)"
    echo "perl      $(perl -e 'print $^V')"
    echo "python    $("$python" --version 2>&1)"
    echo "logs      $(cd "$scratch" && wc -lc own.log slow.log syslog.log | awk '$3 != "total" { printf "%s %d lines %d bytes; ", $3, $1, $2 }')"
    echo "load      $(cut -d' ' -f1-3 /proc/loadavg) at the end; nought but the measured program would be about 1"
    echo "command   SIZE=$size ROUNDS=$rounds bench/compare.sh"
} >"$results/Versions.txt" 2>/dev/null
cat "$results/rsync.md"
