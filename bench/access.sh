#!/usr/bin/env bash
# Access logs: whole processes side by side, in one interleaved run, on generated files in the page cache. Answers are
# compared before times are. See bench/README.md.
#
#   bench/access.sh [LINES] [FOLDER FOR RESULTS]        5000000 lines, 1.2 GB, if it is not said
#
# ROUNDS=7 SLOW_ROUNDS=3   a peer slower than two seconds takes part in the first SLOW_ROUNDS only
# HEAD=1000000 LITTLE=200000   how many lines slow peers get; ours reads the same lines in the same rounds
# PEERS     folder with access.awk and its like   (../shared/bench/peers beside the repository)
# NODE      folder in which somebody has run: npm install @duckdb/node-api
# LOGSTATS SCRATCH ONE_CORE TWO_CORES   as bench/processes.sh says
# OURS      what it is asked                      (--by request --json --quiet)
# OURS_FORMAT   what goes before a --log-format   (--format combined)
#
# Peers of Debian: apt-get install mawk perl python3 goaccess mtail time
# shellcheck disable=SC2086 # options are words
set -euo pipefail
# shellcheck source=bench/processes.sh
. "$(dirname "$0")/processes.sh"
lines=${1:-5000000}
head=$((${HEAD:-1000000} < lines ? ${HEAD:-1000000} : lines))
little=$((${LITTLE:-200000} < lines ? ${LITTLE:-200000} : lines))
rounds=${ROUNDS:-7}
slow_rounds=${SLOW_ROUNDS:-3}
export peers OURS=${OURS:---by request --json --quiet}

# --- what is measured ---------------------------------------------------------------------------------------------------

generate() { # name, lines, arguments
    local log=$scratch/$1 count=$2
    shift 2
    if [ ! -s "$log" ] || [ "$(wc -l <"$log")" != "$count" ]; then
        dotnet run --project "$root/bench/LogStats.Bench" -c Release -v quiet -- generate-access "$log" --lines "$count" "$@" >&2
    fi
}

say "writing $lines lines"
generate full.log "$lines"
generate other.log "$lines" --order time-first
head -n "$head" "$scratch/full.log" >"$scratch/head.log"
head -n "$little" "$scratch/full.log" >"$scratch/little.log"
head -n $((lines / 10)) "$scratch/full.log" >"$scratch/tenth.log"
cat "$scratch"/{full,other,head,little,tenth}.log >/dev/null

combined='%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\" %D'
time_first='%t %D %>s %b \"%r\" %h %l %u \"%{User-agent}i\" \"%{Referer}i\"'

# Ten rules of which only the last knows most paths, as it is with rules that grew. Together they know every path.
rules=
for section in api shop static account docs media search; do
    rules+=" --rule '^/(?<group>$section)/(?<method>[a-z]+)(?:/\\d+)?/details\$'"
done
rules+=" --rule '^/(?<group>v\\d+)/(?<method>\\w+)' --rule '^/(?<group>feeds)/(?<method>\\w+)[/?]?' --rule '^/(?:(?<group>[^/]+)/)?(?<method>[^/]*)'"

python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || true)
export python node='' goaccess='' mtail='' ours="$program measure"
export GOACCESS_OUT=$scratch/goaccess.json
if [ -n "${NODE:-}" ] && have duckdb node duck_nonstrict.mjs && [ -d "$NODE/node_modules/@duckdb/node-api" ]; then
    # A module is looked for beside the script that wants it.
    node=$scratch/node
    mkdir -p "$node"
    cp "$peers/duck_nonstrict.mjs" "$node"
    ln -sfn "$(realpath "$NODE")/node_modules" "$node/node_modules"
else
    missing+=("duckdb: no @duckdb/node-api in NODE")
fi
if have goaccess goaccess; then
    goaccess='goaccess "$GOACCESS_LOG" --no-global-config --no-progress -o "$GOACCESS_OUT" --date-format=%d/%b/%Y --time-format=%T'
    goaccess+=' --log-format="%h %^ %^ [%d:%t %^] \"%r\" %s %b \"%R\" \"%u\" %D"'
    # Later releases read with several threads if they are told to.
    ! goaccess --help 2>&1 | grep -q -- --jobs || goaccess+=' --jobs=2'
fi
! have mtail mtail access.mtail || mtail=mtail
ready=yes
if ! $ours "$scratch/little.log" $OURS >/dev/null 2>"$scratch/ours.error" </dev/null; then
    missing+=("logstats: $(head -n 1 "$scratch/ours.error")")
    ready=''
    ours=''
fi

# name|cores|log|rounds|command; {} is the log, and a trailing < gives it on standard input
contestants=()
enter() { contestants+=("$1|$2|$3|$4|$5"); }
ours_on() { # log, more
    [ -z "$ready" ] || { enter "logstats${3:+, $3}" "$one" "$1" "$rounds" "$ours {} $OURS $2"; enter "logstats${3:+, $3}" "$two" "$1" "$rounds" "$ours {} $OURS $2"; }
}
enter 'wc -l' "$one" full.log "$rounds" 'wc -l {}'
ours_on full.log ''
ours_on full.log "${OURS_FORMAT:=--format combined} --log-format \"$combined\"" 'LogFormat'
ours_on full.log "$rules" 'ten rules'
! have mawk mawk access.awk || enter 'mawk, histogram' "$one" full.log "$slow_rounds" "mawk -f '$peers/access.awk' {}"
! have 'mawk, counts only' mawk access_nohist.awk || enter 'mawk, counts only' "$one" full.log "$slow_rounds" "mawk -f '$peers/access_nohist.awk' {}"
if [ -n "$node" ]; then
    enter 'DuckDB read_csv' "$one" full.log "$rounds" "node '$node/duck_nonstrict.mjs' csv {} 1"
    enter 'DuckDB read_csv' "$two" full.log "$rounds" "node '$node/duck_nonstrict.mjs' csv {} 2"
fi
enter 'wc -l' "$one" other.log "$rounds" 'wc -l {}'
ours_on other.log "$OURS_FORMAT --log-format \"$time_first\"" 'LogFormat'
[ -z "$ready" ] || enter logstats "$two" tenth.log "$rounds" "$ours {} $OURS"
ours_on head.log ''
[ -z "$node" ] || enter 'DuckDB regex' "$two" head.log "$slow_rounds" "node '$node/duck_nonstrict.mjs' regex {} 2"
! have perl perl access.pl || enter perl "$one" head.log "$slow_rounds" "perl '$peers/access.pl' <"
if [ -n "$python" ]; then
    ! have python "$python" access.py || enter python "$one" head.log "$slow_rounds" "'$python' '$peers/access.py' {}"
    ! have elfstatsd "$python" elfstatsd_eq.py || enter "elfstatsd's loop" "$one" head.log "$slow_rounds" "'$python' '$peers/elfstatsd_eq.py' {}"
fi
[ -z "$goaccess" ] || enter GoAccess "$two" head.log "$slow_rounds" "${goaccess/\"\$GOACCESS_LOG\"/\{\}}"
ours_on little.log ''
[ -z "$goaccess" ] || enter GoAccess "$two" little.log "$slow_rounds" "${goaccess/\"\$GOACCESS_LOG\"/\{\}}"
[ -z "$mtail" ] || enter mtail "$two" little.log "$slow_rounds" "mtail --one_shot --progs '$peers/access.mtail' --logs {}"

say "comparing answers on $head lines"
"$root/bench/access-answers.sh" "$scratch/head.log" "$scratch/answers" | tee "$scratch/answers.txt" >&2 ||
    { say "logstats does not give the sums of the lines: no times are taken"; exit 1; }
if [ -n "$ready" ]; then
    sums() { $ours "$scratch/$1" $OURS "${@:2}" </dev/null | sed 's/.*"total"//'; }
    if cmp -s <(sums full.log) <(sums other.log $OURS_FORMAT --log-format "${time_first//\\/}"); then
        echo "ours, LogFormat of another order: the same document" >>"$scratch/answers.txt"
    else
        echo "ours, LogFormat of another order: ANOTHER document, or none" | tee -a "$scratch/answers.txt" >&2
    fi
fi

# --- times --------------------------------------------------------------------------------------------------------------

once() { # contestant, a program in front of it; prints microseconds
    local name cores log turns command words input=/dev/null start end
    IFS='|' read -r name cores log turns command <<<"$1"
    [[ $command != *'<' ]] || { input=$scratch/$log; command=${command%<}; }
    eval "words=(${command//\{\}/\"\$scratch/\$log\"})"
    start=${EPOCHREALTIME/./}
    taskset -c "$cores" ${2:-} "${words[@]}" <"$input" >/dev/null 2>"$scratch/error" || return 1
    end=${EPOCHREALTIME/./}
    echo $((end - start))
}

[ -x /usr/bin/time ] || missing+=("memory: no /usr/bin/time on this machine")
declare -A times peak
entered=()
for contestant in "${contestants[@]}"; do
    IFS='|' read -r name cores log _ <<<"$contestant"
    say "first $name on $cores, $log"
    front=
    [ ! -x /usr/bin/time ] || front="/usr/bin/time -q -f %M -o $scratch/peak"
    if once "$contestant" "$front" >/dev/null; then
        entered+=("$contestant")
        peak[$contestant]=$([ -z "$front" ] || tail -n 1 "$scratch/peak")
    else
        missing+=("$name on $log: it failed, $(head -n 1 "$scratch/error" | cut -c1-160)")
    fi
done
for ((round = 1; round <= rounds; round++)); do
    say "round $round of $rounds"
    for contestant in "${entered[@]}"; do
        IFS='|' read -r _ _ _ turns _ <<<"$contestant"
        [ "$round" -gt "$turns" ] || times[$contestant]+="$(once "$contestant") "
    done
done

# --- the tables ---------------------------------------------------------------------------------------------------------

of() { # median or best, name, cores, log
    local contestant
    for contestant in "${entered[@]}"; do
        [[ $contestant != "$2|$3|$4|"* ]] || "$1" "${times[$contestant]}"
    done
}
peak_of() {
    local contestant
    for contestant in "${entered[@]}"; do
        [[ $contestant != "$1|$2|$3|"* ]] || echo "${peak[$contestant]}"
    done
}
ratio() { awk -v upper="${1:-0}" -v lower="${2:-0}" 'BEGIN { if (upper > 0 && lower > 0) printf "%.2f", upper / lower }'; }
aim() { # what, at most or at least, bound, measured
    awk -v what="$1" -v way="$2" -v bound="$3" -v value="$4" 'BEGIN {
        good = way == "at most" ? (value + 0 <= bound + 0) : (value + 0 >= bound + 0)
        met = value == "" ? "not measured" : (good ? "yes" : "NO")
        printf "| %s | %s %s | %s | %s |\n", what, way, bound, value, met }'
}
peer() { # name, cores, log: how many times the time of ours, on one core and on two
    ratio "$(of median "$1" "$2" "$3")" "$(of median logstats "$4" "$3")"
}

results=$(results_in "${2:-}")
{
    echo "# Access logs: whole processes, side by side"
    echo
    echo "Written by \`bench/access.sh\`: one interleaved run of $rounds rounds ($slow_rounds for slow programs), files in the page cache."
    echo "Times of one run may be compared with each other and with nothing else, and a ratio is always one of the same file."
    echo "mawk, perl, python and elfstatsd's loop are EQUIVALENT rewrites, not the originals. Of them all only"
    echo "GoAccess adds up bytes, and only GoAccess and elfstatsd's loop read the time of a line; logstats does both."
    echo
    echo "## Aims"
    echo
    echo "| medians, on the same file | aim | measured | met |"
    echo "|---|---|---:|---|"
    floor=$(of median 'wc -l' "$one" full.log)
    aim "times \`wc -l\`, one core" "at most" 5 "$(ratio "$(of median logstats "$one" full.log)" "$floor")"
    aim "times \`wc -l\`, two cores" "at most" 3 "$(ratio "$(of median logstats "$two" full.log)" "$floor")"
    for cores in "$one" "$two"; do
        count="$([ "$cores" = "$one" ] && echo "logstats on one core" || echo "logstats on two")"
        aim "GoAccess, $head lines, $count" "at least" 50 "$(peer GoAccess "$two" head.log "$cores")"
        aim "GoAccess, $little lines, $count" "at least" 50 "$(peer GoAccess "$two" little.log "$cores")"
        aim "mawk with a histogram, $count" "at least" 10 "$(peer 'mawk, histogram' "$one" full.log "$cores")"
        aim "python, $count" "at least" 60 "$(peer python "$one" head.log "$cores")"
        aim "DuckDB's \`read_csv\`, as many cores as $count" "at least" 4 "$(peer 'DuckDB read_csv' "$cores" full.log "$cores")"
        aim "ten rules against none, $count" "at most" 2 "$(ratio "$(of median 'logstats, ten rules' "$cores" full.log)" "$(of median logstats "$cores" full.log)")"
        aim "speed with a LogFormat of these columns, $count" "at least" 0.6 "$(ratio "$(of median logstats "$cores" full.log)" "$(of median 'logstats, LogFormat' "$cores" full.log)")"
        aim "speed with a LogFormat of another order, $count" "at least" 0.6 "$(ratio "$(of median logstats "$cores" full.log)" "$(of median 'logstats, LogFormat' "$cores" other.log)")"
    done
    aim "peak of memory, MB, all lines, two cores" "at most" 100 "$(ratio "$(peak_of logstats "$two" full.log)" 1000)"
    aim "peak of memory, MB, a tenth of them" "at most" 100 "$(ratio "$(peak_of logstats "$two" tenth.log)" 1000)"
    echo
    echo "## Times"
    echo
    echo "| log | program | cores | median s | best s | M lines/s | times \`wc -l\` | times logstats on one core | on as many | peak MB |"
    echo "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for contestant in "${entered[@]}"; do
        IFS='|' read -r name cores log _ <<<"$contestant"
        awk -v name="$name" -v cores="$(tr -cd , <<<"$cores" | wc -c)" -v log_name="${log%.log}" -v count="$(wc -l <"$scratch/$log")" \
            -v middle="$(median "${times[$contestant]}")" -v best="$(best "${times[$contestant]}")" -v peak="${peak[$contestant]}" \
            -v floor="$(of median 'wc -l' "$one" "$log")" -v single="$(of median logstats "$one" "$log")" -v same="$(of median logstats "$cores" "$log")" '
            function per(ours, form) { return ours > 0 ? sprintf(form, middle / ours) : "" }
            BEGIN { printf "| %s | %s | %d | %.3f | %.3f | %.2f | %s | %s | %s | %s |\n", log_name, name, cores + 1, middle / 1e6, best / 1e6,
                count / middle, per(floor, "%.1f"), per(single, "%.2f"), per(same, "%.2f"), (peak == "" ? "" : sprintf("%.0f", peak / 1000)) }'
    done
    echo
    echo "\`full\`: $lines lines, $(wc -c <"$scratch/full.log") bytes; \`head\`, \`little\`, \`tenth\`: the first $head, $little and $((lines / 10)) of them;"
    echo "\`other\`: the same requests with the columns in the order of \`${time_first//\\/}\`."
    not_measured
    echo
    echo "## Answers"
    echo
    echo '```'
    cat "$scratch/answers.txt"
    echo '```'
} >"$results/access.md"
{
    machine
    echo "measured  $(basename "$program") measure FILE $OURS, commit $(git -C "$root" rev-parse --short HEAD)"
    echo "wc        $(wc --version | head -n 1)"
    echo "mawk      $(mawk -W version 2>&1 | head -n 1)"
    echo "perl      $(perl -e 'print $^V')"
    echo "python    $("$python" --version 2>&1)"
    echo "goaccess  $(goaccess --version 2>&1 | head -n 1)"
    echo "mtail     $(mtail --version 2>&1 | head -n 1)"
    echo "duckdb    $(sed -n 's/.*"version": "\(.*\)".*/\1/p' "${NODE:-}/node_modules/@duckdb/node-api/package.json"), node $(node --version)"
    echo "load      $(load " at the end")"
    echo "command   ROUNDS=$rounds SLOW_ROUNDS=$slow_rounds HEAD=$head LITTLE=$little bench/access.sh $lines"
} >"$results/access-versions.txt" 2>/dev/null || true
cat "$results/access.md"
