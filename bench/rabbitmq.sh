#!/usr/bin/env bash
# Persistent, confirmed messages of 100 rows a second: our sink and the bare client library in turns, on a RabbitMQ of its own.
# See bench/README.md.
#
#   bench/rabbitmq.sh [--messages 2000] [--rounds 5]        Debian: apt-get install rabbitmq-server
set -euo pipefail
export LC_ALL=C.UTF-8 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
chmod 755 "$scratch"
drop=()
[ "$(id -u)" != 0 ] || drop=(setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all)
port=$((20000 + RANDOM % 10000))
cat >"$scratch/rabbitmq.conf" <<C
listeners.tcp.1 = 127.0.0.1:$port
disk_free_limit.absolute = 1MB
C
echo '[].' >"$scratch/enabled_plugins"
[ "$(id -u)" != 0 ] || chown -R 65534:65534 "$scratch"
names=$((port + 1))
broker=(env HOME="$scratch" ERL_EPMD_PORT=$names ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_NODENAME=bench$port@localhost
    RABBITMQ_CONFIG_FILE="$scratch/rabbitmq.conf" RABBITMQ_MNESIA_BASE="$scratch/mnesia" RABBITMQ_LOG_BASE="$scratch/log" RABBITMQ_LOGS=-
    RABBITMQ_ENABLED_PLUGINS_FILE="$scratch/enabled_plugins" RABBITMQ_PID_FILE="$scratch/pid" RABBITMQ_DIST_PORT=$((port + 2))
    RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_GENERATED_CONFIG_DIR="$scratch/gen"
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}')
cd "$scratch"
setsid "${drop[@]}" epmd -port $names -address 127.0.0.1 </dev/null >/dev/null 2>&1 &
epmd=$!
setsid "${drop[@]}" "${broker[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server </dev/null >"$scratch/out" 2>&1 &
server=$!
trap 'kill -s KILL -- -$server -$epmd; wait || true; rm -rf "$scratch" || true' EXIT
until grep -q 'Server startup complete' "$scratch/out"; do
    kill -0 $server || { cat "$scratch/out" >&2; exit 1; }
    sleep 0.1
done

dotnet build "$root/bench/LogStats.Bench" -c Release -m:1 -v quiet --nologo >&2
dotnet "$root/bench/LogStats.Bench/bin/Release/net10.0/LogStats.Bench.dll" rabbitmq $port "$@"
