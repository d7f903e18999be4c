#!/usr/bin/env bash
# Rows a second into PostgreSQL: our sink beside Npgsql's binary importer and psql's \copy, in one interleaved run on a
# server of its own without fsync. See bench/README.md.
#
#   bench/postgresql.sh [--rows 300000] [--rounds 5] [--batch 20000]
set -euo pipefail
export LC_ALL=C.UTF-8 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
programs=$(dirname "$(readlink -f "$(command -v initdb || find /usr/lib/postgresql -name initdb | sort -r | head -n 1)")")
scratch=$(mktemp -d)
drop=()
[ "$(id -u)" != 0 ] || drop=(setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all)
[ "$(id -u)" != 0 ] || chown 65534:65534 "$scratch"
port=${PORT:-54999}

"${drop[@]}" "$programs/initdb" -D "$scratch/data" -U bench -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
printf '%s\n' "listen_addresses = '127.0.0.1'" "port = $port" "unix_socket_directories = ''" "fsync = off" "full_page_writes = off" \
    "shared_buffers = 256MB" "max_wal_size = 4GB" >>"$scratch/data/postgresql.conf"
(cd "$scratch" && exec "${drop[@]}" "$programs/postgres" -D "$scratch/data" >/dev/null 2>&1) &
server=$!
trap 'kill -QUIT $server; wait $server || true; rm -rf "$scratch"' EXIT
until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; do sleep 0.1; done

dotnet build "$root/bench/LogStats.Bench" -c Release -m:1 -v quiet --nologo >&2
dotnet "$root/bench/LogStats.Bench/bin/Release/net10.0/LogStats.Bench.dll" store-postgresql 127.0.0.1 "$port" bench "$programs/psql" "$@"
