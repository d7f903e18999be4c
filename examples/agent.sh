#!/bin/sh
# The program logstats, without PowerShell. Run from the root of the repository:
#
#     dotnet publish src/LogStats.Agent -c Release -o dist
#     LOGSTATS=dist/logstats sh examples/agent.sh [FOLDER]
#
# Writes into FOLDER only, or into a new folder for temporary files.
set -eu

: "${LOGSTATS:=logstats}"
log=examples/data/rsyncd.log
out=${1:-$(mktemp -d)}
mkdir -p "$out"

# 4 means that a part was done: one line of this log was cut off. Everything else but 0 ends the script.
run() {
    printf '\n$ logstats %s\n' "$*"
    code=0
    $LOGSTATS "$@" || code=$?
    [ "$code" -eq 0 ] || [ "$code" -eq 4 ] || exit "$code"
}

# Which format is it, and what does not fit?
run resolve "$log"

# Statistics, by two groupings at once; then as one JSON document.
run measure "$log" --by module --by day,operation
$LOGSTATS measure "$log" --json --quiet > "$out/summary.json" || [ $? -eq 4 ]

# Refused clients and failed logins, from all logs.
run read 'examples/data/rsyncd*' --kind denied,authfailed --zone UTC --to "$out/refused.csv"

# Into SQLite twice: the second run adds nothing.
run read "$log" --to "sqlite:$out/stats.db"
run read "$log" --to "sqlite:$out/stats.db"

# What another program writes: the journal (journalctl -u rsync -o json), or ssh host cat log.
gzip -dc examples/data/rsyncd-journal.jsonl.gz | run read - --first 3

printf '\nWritten to %s:\n' "$out"
ls "$out"
