#!/usr/bin/env bash
# Two hosts, made of network namespaces: on one nginx writes under load while logrotate rotates, first with create, then with copytruncate, and
# the sender is killed and started again; on the other the receiver is killed and started again. Each line that nginx wrote has to be there once.
# An old shipper's upload is taken too. Needs root, iproute2, nginx, logrotate, apache2-utils (ab), openssl and curl.
#
#   tests/proofs/two-hosts.sh [SECONDS]       60 by default
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
work=$(mktemp -d)
web=logstats-web keeper=logstats-keeper
at_web() { ip netns exec "$web" "$@"; }
at_keeper() { ip netns exec "$keeper" "$@"; }
end() {
    set +e
    jobs -p | xargs -r kill 2>/dev/null
    [ -f "$work/nginx.pid" ] && kill "$(cat "$work/nginx.pid")" 2>/dev/null
    ip netns pids "$web" 2>/dev/null | xargs -r kill -9 2>/dev/null
    ip netns pids "$keeper" 2>/dev/null | xargs -r kill -9 2>/dev/null
    ip netns del "$web" 2>/dev/null
    ip netns del "$keeper" 2>/dev/null
    [ -n "${KEEP:-}" ] && echo "kept: $work" || rm -rf "$work"
}
trap end EXIT

dotnet publish src/LogStats.Agent -c Release -o "$work/bin" --nologo -v q >/dev/null
logstats=$work/bin/logstats

ip netns add "$web"
ip netns add "$keeper"
ip link add ls-web type veth peer name ls-keeper
ip link set ls-web netns "$web"
ip link set ls-keeper netns "$keeper"
at_web ip addr add 10.77.0.1/24 dev ls-web
at_keeper ip addr add 10.77.0.2/24 dev ls-keeper
for side in "$web ls-web" "$keeper ls-keeper"; do
    set -- $side
    ip netns exec "$1" ip link set "$2" up
    ip netns exec "$1" ip link set lo up
done

mkdir -p "$work/logs" "$work/in"
chmod 755 "$work"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=logstats-ca -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=keeper -keyout "$work/keeper.key" -out "$work/keeper.csr" 2>/dev/null
openssl x509 -req -in "$work/keeper.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days 2 -out "$work/keeper.pem" \
    -extfile <(echo subjectAltName=IP:10.77.0.2) 2>/dev/null
token=$(openssl rand -hex 32)
(umask 077; echo "web1 $token" >"$work/tokens"; echo "$token" >"$work/token")
chmod 600 "$work/keeper.key"

cat >"$work/nginx.conf" <<END
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 256; }
http {
    log_format own '\$remote_addr - - [\$time_local] "\$request" \$status \$body_bytes_sent "-" "\$request_id"';
    server {
        listen 127.0.0.1:8080;
        access_log $work/logs/access.log own;
        access_log $work/truth.log own;
        keepalive_requests 100000;
        return 200 ok;
    }
}
END
cat >"$work/create.conf" <<END
$work/logs/access.log { rotate 1000
 create
 postrotate
  kill -USR1 \$(cat $work/nginx.pid)
 endscript
}
END
cat >"$work/copy.conf" <<END
$work/logs/access.log { rotate 1000
 copytruncate
}
END
chmod 644 "$work"/*.conf

# In the background a function is a process of its own, which becomes the program: then its number is the program's.
run() { if [ "$BASHPID" = $$ ]; then "$@"; else exec "$@"; fi; }
receive() {
    run ip netns exec "$keeper" "$logstats" receive --listen https://10.77.0.2:5001 --certificate "$work/keeper.pem" --key "$work/keeper.key" --tokens "$work/tokens" \
        --directory "$work/in" --state "$work/receiver.db" --window 1m --grace 5s --upload 10.77.0.1 --quiet 2>>"$work/receive.err"
}
send() {
    run ip netns exec "$web" "$logstats" send "$work/logs/access.log" --to https://10.77.0.2:5001 --ca "$work/ca.pem" --token-file "$work/token" \
        --checkpoint web --state "$work/sender.db" --quiet "$@" 2>>"$work/send.err"
}
stop() {
    kill "$1" "$2" 2>/dev/null || true
    while kill -0 "$2" 2>/dev/null; do sleep 0.05; done
}
receive & receiver=$!
at_web nginx -c "$work/nginx.conf"
until send --once; do sleep 0.2; done # What is promised is promised of a log that is followed.
send & sender=$!

kills=0 rotations=0
until_time=$((SECONDS + seconds))
while [ "$SECONDS" -lt "$until_time" ]; do
    at_web ab -q -k -c 4 -n $((RANDOM % 4000 + 200)) http://127.0.0.1:8080/x >/dev/null 2>&1
    at_web logrotate -f -s "$work/rotate.state" "$work/create.conf"
    rotations=$((rotations + 1))
    case $((RANDOM % 3)) in
        0) stop -KILL "$sender"; send & sender=$!; kills=$((kills + 1)) ;;
        1) stop -KILL "$receiver"; receive & receiver=$!; kills=$((kills + 1)) ;;
    esac
    sleep 0.5
done

judge() {
    stop -TERM "$sender"
    send --once
    find "$work/in/web1" -name '*.log' -exec cat {} + | sort >"$work/there"
    sort "$work/truth.log" >"$work/written"
    printf '%s: %s lines written, %s there, %s lost, %s too many, %s rotations, %s kills\n' "$1" "$(wc -l <"$work/written")" "$(wc -l <"$work/there")" \
        "$(comm -23 "$work/written" "$work/there" | wc -l)" "$(comm -13 "$work/written" "$work/there" | wc -l)" "$rotations" "$kills"
}
judge create
lost=$(comm -3 "$work/written" "$work/there" | wc -l)

# copytruncate: what is written between the copy and the cut is gone before anybody can read it; nothing may be there twice.
send & sender=$!
rotations=0 kills=0
until_time=$((SECONDS + seconds / 3))
while [ "$SECONDS" -lt "$until_time" ]; do
    at_web ab -q -k -c 4 -n 2000 http://127.0.0.1:8080/x >/dev/null 2>&1 &
    load=$!
    at_web logrotate -f -s "$work/rotate.state" "$work/copy.conf"
    rotations=$((rotations + 1))
    while kill -0 "$load" 2>/dev/null; do sleep 0.05; done
    sleep 0.5
done
judge copytruncate
twice=$(comm -13 "$work/written" "$work/there" | wc -l)

answer=$(at_web curl -s --cacert "$work/ca.pem" -H 'Content-Type: application/json' https://10.77.0.2:5001/upload \
    -d '{"log":"10.0.0.9 - - [29/Nov/2025:10:19:59 +0600] \"GET /old HTTP/1.1\" 200 2 \"-\" \"-\"\n","host":"../../etc"}')
old=$(find "$work/in" -path '*10*77*' -name '*.log' -exec cat {} + | grep -c '/old')
printf 'an old shipper: answered "%s", %s line there\n' "$answer" "$old"
[ "$lost" = 0 ] && [ "$twice" = 0 ] && [ "$old" = 1 ]
