#!/usr/bin/env bash
# Points a second into a real InfluxDB 1.x on this machine: Export-LogInfluxDb's sink and the original's Python client, in
# turns, each into an empty database, one connection each. See bench/README.md.
#
#   bench/influx.sh [POINTS]        1000000 if it is not said
#
# ROUNDS=3   SERVER=influxd   Debian: apt-get install influxdb python3
set -euo pipefail
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
points=${1:-1000000}
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server" && wait "$server" || true; }; rm -rf "$scratch"' EXIT

port=$((20000 + RANDOM % 10000))
cat >"$scratch/influxdb.conf" <<C
reporting-disabled = true
bind-address = "127.0.0.1:$((port + 1))"
[meta]
  dir = "$scratch/meta"
[data]
  dir = "$scratch/data"
  wal-dir = "$scratch/wal"
[http]
  bind-address = "127.0.0.1:$port"
  log-enabled = false
[monitor]
  store-enabled = false
[subscriber]
  enabled = false
C
"${SERVER:-influxd}" run -config "$scratch/influxdb.conf" >"$scratch/log" 2>&1 &
server=$!
address=http://127.0.0.1:$port
until curl -sf -o /dev/null "$address/ping"; do
    kill -0 "$server" || { cat "$scratch/log" >&2; exit 1; }
    sleep 0.1
done
ask() { curl -sf -o /dev/null -XPOST "$address/query" --data-urlencode "q=$1"; }
fresh() {
    ask 'DROP DATABASE bench'
    ask 'CREATE DATABASE bench'
    ask 'CREATE RETENTION POLICY rp_rsyncevents ON bench DURATION 1w REPLICATION 1'
    ask 'CREATE RETENTION POLICY rp_rsyncstats ON bench DURATION 520w REPLICATION 1'
}
ticks() { awk '{print $14 + $15}' "/proc/$server/stat"; }
count() { curl -s "$address/query?db=bench" --data-urlencode 'q=SELECT count(sent) FROM rp_rsyncevents.rsyncevents' | sed 's/.*,\([0-9]*\)\]\].*/\1/'; }

dotnet build "$root/bench/LogStats.Bench" -c Release -v quiet --nologo >&2
bench=$root/bench/LogStats.Bench/bin/Release/net10.0/LogStats.Bench
"$bench" influx lines "$scratch/points.tsv" "$points"
run() { # name, command...
    local name=$1 before
    shift
    fresh
    before=$(ticks)
    printf '%-28s %s; ' "$name" "$("$@")"
    echo "$(($(ticks) - before)) ticks of the server, $(count) points there"
}
for _ in $(seq "${ROUNDS:-3}"); do
    run 'python' python3 "$root/bench/influx.py" "$address" bench "$scratch/points.tsv"
    run 'logstats' "$bench" influx "$address" bench "$points" original
    run 'logstats, batches of 20000' "$bench" influx "$address" bench "$points" original 20000
    run 'logstats, gzip' "$bench" influx "$address" bench "$points" original gzip
done
printf '%-28s %s\n' 'logstats, a server that only swallows' "$("$bench" influx build "$points" original)"
