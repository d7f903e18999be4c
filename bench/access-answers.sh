#!/usr/bin/env bash
# What each program says about one access log, and where they disagree. bench/access.sh calls it before it takes times.
#
#   bench/access-answers.sh LOG FOLDER      LOG is combined with %D; FOLDER holds what was made on the way
#
# Answers are lines 'METRIC KEY VALUE' in FOLDER/NAME.answer: calls, slow, min, max and percentiles by path, status by
# code, bytes. They are compared twice: on the log without its odd lines, with sums made field by field, where everybody
# must agree; and on the log as it is, with ours. The exit code is 1 if ours differ on the clean one.
# Environment, from access.sh: peers node python goaccess mtail ours OURS (commands and files; empty where there is none).
set -euo pipefail
export LC_ALL=C
log=$1
work=$2
mkdir -p "$work"

# --- the same words for all ---------------------------------------------------------------------------------------------

# The field-by-field sums of lines that hold no surprise.
reference() {
    awk '{
            request = $0; sub(/^[^"]*"/, "", request); path = request; sub(/^[^ ]* /, "", path); sub(/[ ?].*/, "", path)
            rest = request; sub(/^[^"]*" /, "", rest); split(rest, number, " ")
            parts = split(path, part, "/"); key = "/" part[2] (parts > 2 ? "/" part[3] : "")
            micros = $NF + 0; calls[key]++; status[number[1]]++; bytes += number[2] == "-" ? 0 : number[2]
            if (micros > 1000000) slow[key]++
            if (!(key in least) || micros < least[key]) least[key] = micros
            if (micros > most[key]) most[key] = micros
        }
        END {
            for (key in calls) printf "calls %s %d\nslow %s %d\nmin %s %d\nmax %s %d\n", key, calls[key], key, slow[key], key, least[key], key, most[key]
            for (code in status) printf "status %s %d\n", code, status[code]
            printf "bytes - %.0f\n", bytes
        }' "$1"
}

# The rows of the JSON document: the one of all has codes and bytes, the others are groups.
answer_ours() {
    # shellcheck disable=SC2086 # options are words
    $ours "$1" $OURS </dev/null | sed 's/{"Name"/\n&/g' | awk '
        function field(name) {
            if (!match($0, "\"" name "\":(\"[^\"]*\"|[-+0-9.eE]+)")) return ""
            name = substr($0, RSTART, RLENGTH); sub(/^[^:]*:/, "", name); gsub(/"/, "", name); return name
        }
        function micros(metric, column) { if (field(column) != "") printf "%s %s %.0f\n", metric, key, field(column) * 1000000 }
        /^\{"Name":"all"/ {
            if (field("SentBytes") != "") print "bytes", "-", field("SentBytes")
            many = split(field("Statuses"), pair, ", ")
            for (at = 1; at <= many; at++) { split(pair[at], part, "="); print "status", part[1], part[2] }
        }
        field("Request") != "" {
            key = field("Request"); if (key !~ /^\//) key = "/" key
            gsub(/ /, "%20", key); print "calls", key, field("Calls"); micros("min", "Min"); micros("max", "Max")
            if (field("Calls") + 0 >= 5000) { micros("p50", "P50"); micros("p90", "P90"); micros("p99", "P99") }
        }'
}
answer_mawk() {
    mawk -f "$peers/access.awk" "$1" | awk '$1 == "bad" { next } { printf "calls %s %s\nslow %s %s\nmin %s %s\nmax %s %s\n", $1, $2, $1, $3, $1, $4, $1, $5; ok += $7 } END { print "status", 200, ok }'
}
answer_mawk_no_histogram() { mawk -f "$peers/access_nohist.awk" "$1" | awk '$1 != "bad" { print "calls", $1, $2 }'; }
answer_perl() {
    perl "$peers/access.pl" <"$1" | awk '$1 != "bad" { printf "calls %s %s\nmin %s %s\nmax %s %s\n", $1, $2, $1, $3, $1, $4
        if ($2 >= 5000) printf "p50 %s %s\np90 %s %s\np99 %s %s\n", $1, $6, $1, $7, $1, $8 }'
}
codes() { # of a Python dictionary at the end of the line, added up
    awk -v by="$1" '$1 == "bad" || /^\{/ { next }
        { key = $1; if (key != "other" && by == "path") key = "/" key
          print "calls", key, $2
          if (by == "path") print "slow", key, $3
          if (by == "path" && key != "other") { printf "min %s %s\nmax %s %s\n", key, $4, key, $5
              if ($2 >= 5000) printf "p50 %s %s\np90 %s %s\np99 %s %s\n", key, $7, key, $8, key, $9 }
          text = $0; sub(/^[^{]*\{/, "", text); gsub(/[^0-9:,]/, "", text); many = split(text, pair, ",")
          for (at = 1; at <= many; at++) { split(pair[at], part, ":"); status[part[1]] += part[2] } }
        END { for (code in status) print "status", code, status[code] }'
}
answer_python() { "$python" "$peers/access.py" "$1" | codes path; }
answer_elfstatsd() { "$python" "$peers/elfstatsd_eq.py" "$1" | codes name; }
answer_duckdb() { # the number of groups and the two largest are all that the script prints
    node "$node/duck_nonstrict.mjs" csv "$1" 2 | sed 's/^csv [0-9]* //; s/ [0-9]*ms$//; s/ ; /\n/g; s/, /,/g' | tr -d '[]' | awk -F'|' '{
        split($7, p, ","); printf "calls %s %s\nslow %s %s\nmin %s %s\nmax %s %s\n", $1, $2, $1, $3, $1, $4, $1, $5
        if ($2 >= 5000) printf "p50 %s %s\np90 %s %s\np99 %s %s\n", $1, p[1], $1, p[2], $1, p[3] }'
}
answer_mtail() {
    mtail --one_shot --progs "$peers/access.mtail" --logs "$1" 2>/dev/null </dev/null | tr -d '\n ' | sed 's/{"Labels"/\n&/g' |
        sed -n 's/^{"Labels":\["\([^"]*\)","\([0-9]*\)"\],"Value":{"Value":\([0-9]*\).*/\1 \2 \3/p' |
        awk '{ calls[$1] += $3; status[$2] += $3 } END { for (key in calls) print "calls", key, calls[key]; for (code in status) print "status", code, status[code] }'
}
answer_goaccess() {
    eval "$goaccess" >/dev/null 2>&1 </dev/null
    grep -o '"bandwidth": [0-9]*' "$GOACCESS_OUT" | head -n 1 | awk '{ print "bytes", "-", $2 }'
    tr -d '\n\t' <"$GOACCESS_OUT" | sed 's/.*"status_codes"//; s/{"hits"/\n&/g' | sed -n 's/^{"hits": {"count": \([0-9]*\).*"data": "\([0-9][0-9][0-9]\) .*/status \2 \1/p'
}

# --- who says what ------------------------------------------------------------------------------------------------------

# Names as that program makes them; what becomes one name is added up, of which only counts can be compared.
named() { # program
    case $1 in
        python) awk '$1 ~ /^(calls|slow)$/ && $2 ~ /^\/[^\/]*$/ { $2 = "other" } $1 ~ /^(min|max|p..)$/ && $2 ~ /^\/[^\/]*$/ { next }
            { sum[$1 " " $2] += $3 } END { for (key in sum) printf "%s %.0f\n", key, sum[key] }' ;;
        elfstatsd) awk '$1 ~ /^(slow|min|max|p..)$/ { next }
            $1 == "calls" { name = substr($2, 2); if (name !~ /\//) name = "nogroup_" name; gsub(/[.-]/, "", name); sub(/\//, "_", name); $2 = name }
            { print }' ;;
        *) cat ;;
    esac
}

compare() { # program, theirs, expected; prints one line, and the first differences
    awk -v who="$1" '
        NR == FNR { expected[$1 " " $2] = $3; known[$1]++; next }
        { key = $1 " " $2; seen[key] = 1; said[$1]++ }
        !($1 in known) { next }
        { tolerance = $1 ~ /^p/ ? 0.03 : 0; off = expected[key] - $3; if (off < 0) off = -off
          counted++; of[$1]++; if (!(key in expected) || off > tolerance * $3) { differ++; if (differ <= 5) line[differ] = "    " key ": " $3 ", not " (key in expected ? expected[key] : "any") } }
        END {
            split("calls status", whole, " ")
            for (at in whole) for (key in expected) { split(key, part, " ")
                if (part[1] == whole[at] && said[part[1]] > 2 && !(key in seen)) { counted++; differ++; if (differ <= 5) line[differ] = "    " key ": none, not " expected[key] } }
            for (metric in of) text = text (text == "" ? "" : ", ") of[metric] " " metric
            printf "%s: %d of %d figures differ (%s)\n", who, differ, counted, text
            for (at = 1; at <= 5 && at in line; at++) print line[at]
        }' "$3" "$2"
}

why() {
    case $1 in
        mawk*) echo "splits at quotes: a request with an escaped quote, none, or one that is no path is left out" ;;
        perl | mtail) echo "wants 'METHOD /path protocol': TLS bytes, '-', '*' and requests with an escaped quote are left out" ;;
        python) echo "wants 'METHOD target protocol': TLS bytes, '-' and requests with an escaped quote are left out; '*' is 'other'" ;;
        elfstatsd) echo "wants a second word that begins with a slash: TLS bytes, '-' and '*' are errors" ;;
        duckdb) echo "groups are paths only; the script shows the two largest groups" ;;
        goaccess) echo "by status and bytes only, since it knows whole URLs and no groups of them; it counts every line" ;;
        *) echo "counts what is not a path as a group of its own" ;;
    esac
}

programs=()
[ -n "${ours:-}" ] && programs+=(ours)
command -v mawk >/dev/null && [ -f "$peers/access.awk" ] && programs+=(mawk mawk_no_histogram)
command -v perl >/dev/null && [ -f "$peers/access.pl" ] && programs+=(perl)
[ -n "${python:-}" ] && [ -f "$peers/access.py" ] && programs+=(python)
[ -n "${python:-}" ] && [ -f "$peers/elfstatsd_eq.py" ] && programs+=(elfstatsd)
[ -n "${node:-}" ] && programs+=(duckdb)
[ -n "${goaccess:-}" ] && programs+=(goaccess)
[ -n "${mtail:-}" ] && programs+=(mtail)

clean=$work/clean.log
grep -E '^[0-9a-f.:]+ - [^ ]+ \[[^]]+\] "[A-Z]+ /[^ "\\]* HTTP/[0-9.]+" [0-9]{3} ([0-9]+|-) "[^"\\]*" "[^"\\]*" [0-9]+$' "$log" >"$clean"
reference "$clean" >"$work/reference.answer"
failed=0
for which in "$clean" "$log"; do
    if [ "$which" = "$clean" ]; then
        echo "## $(wc -l <"$clean") lines, without the $(($(wc -l <"$log") - $(wc -l <"$clean"))) odd ones; compared with sums made field by field"
        base=$work/reference.answer
    elif [ -n "${ours:-}" ]; then
        echo "## $(wc -l <"$log") lines, the odd ones too; compared with ours"
        base=$work/ours.log.answer
    else
        echo "## $(wc -l <"$log") lines, the odd ones too; compared with the sums of the others, because ours gives no answer"
        base=$work/reference.answer
    fi
    for program in "${programs[@]}"; do
        answer=$work/$program.$(basename "${which##*/}" | sed 's/^clean.log$/clean/; t; s/.*/log/').answer
        export GOACCESS_LOG=$which GOACCESS_OUT=$work/goaccess.json
        if ! "answer_$program" "$which" >"$answer" || [ ! -s "$answer" ]; then
            echo "$program: no answer"
            [ "$program" != ours ] || exit 1
            continue
        fi
        [ "$base" != "$answer" ] || continue
        named "$program" <"$base" >"$work/expected"
        said=$(compare "$program" "$answer" "$work/expected")
        echo "$said"
        if [[ $said != *": 0 of "* ]]; then
            echo "    why: $(why "$program")"
            [ "$program" != ours ] || failed=1
        fi
        if [ "$program" = ours ]; then
            for metric in calls status bytes; do
                grep -q "^$metric " "$answer" || { echo "ours: no $metric to compare; see answer_ours for the names of columns"; failed=1; }
            done
            [ $failed = 0 ] || exit 1
        fi
    done
done
