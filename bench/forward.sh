#!/usr/bin/env bash
# Files to an sshd of its own on this machine: ours against the bare client for long files, and against one rsync and one ssh for each
# small file, as Log-RT-Sync did. See bench/README.md.
#
#   bench/forward.sh [FILES] [ROUNDS]       10,000 small files and 5 rounds by default. Debian: apt-get install openssh-server rsync
set -euo pipefail
export LC_ALL=C.UTF-8 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
files=${1:-10000} rounds=${2:-5} sample=50
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
chmod 755 "$scratch"
user=$(id -un) drop=()
if [ "$(id -u)" = 0 ]; then
    user=nobody
    drop=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups)
fi
port=$((20000 + RANDOM % 10000))
mkdir -p "$scratch/home"
ssh-keygen -q -t ed25519 -N '' -f "$scratch/host"
ssh-keygen -q -t ed25519 -N '' -f "$scratch/key"
echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$scratch/host.pub")" >"$scratch/known_hosts"
cat >"$scratch/sshd_config" <<C
Port $port
ListenAddress 127.0.0.1
HostKey $scratch/host
PidFile none
AuthorizedKeysFile $scratch/key.pub
StrictModes no
UsePAM yes
AllowUsers $user
Subsystem sftp internal-sftp -d $scratch/home
C
[ "$(id -u)" != 0 ] || chown -R nobody: "$scratch/host" "$scratch/home" "$scratch/sshd_config" "$scratch/key.pub"
setsid "${drop[@]}" /usr/sbin/sshd -D -f "$scratch/sshd_config" -E /dev/null </dev/null >/dev/null 2>&1 &
server=$!
trap 'kill -s KILL -- -$server; wait || true; rm -rf "$scratch" || true' EXIT
until ssh-keyscan -p $port 127.0.0.1 >/dev/null 2>&1; do kill -0 $server; done

dotnet build "$root/src/LogStats.Agent" -c Release -m:1 -v quiet --nologo >&2
options=(-oBatchMode=yes -oUserKnownHostsFile="$scratch/known_hosts" -oGlobalKnownHostsFile=/dev/null -oIdentityFile="$scratch/key" -oIdentitiesOnly=yes -oLogLevel=ERROR)
forward() {
    dotnet "$root/src/LogStats.Agent/bin/Release/net10.0/LogStats.Agent.dll" forward "$scratch/in" --to "sftp://$user@127.0.0.1:$port/~/" --once \
        --key "$scratch/key" --known-hosts "$scratch/known_hosts" --quiet
}
now() { date +%s.%N; }
archive() { # NAME COUNT BYTES
    rm -rf "$scratch/in"
    python3 - "$scratch/in/web1" "$@" <<'P'
import hashlib, json, os, sys
folder, name, count, length = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
os.makedirs(folder)
for number in range(count):
    file = f'{name}-{number}.log'
    content = (f'{number:09d} {os.urandom(30).hex()}\n' * (length // 71 + 1)).encode()[:length]
    open(f'{folder}/{file}', 'wb').write(content)
    json.dump(dict(name=file, source='web1', window='25112910_00-19', part=1, lines=content.count(b'\n'), bytes=length,
                   sha256=hashlib.sha256(content).hexdigest(), first=None, last=None), open(f'{folder}/{file}.json', 'w'))
P
}

echo "| four files of 100 MB, one session | bare sftp put, s | forward, s | forward's rate |"
echo "|---|---:|---:|---:|"
for round in $(seq "$rounds"); do
    archive "long$round" 4 100000000
    begin=$(now)
    for number in 0 1 2 3; do echo "put -f $scratch/in/web1/long$round-$number.log bare$number"; done | sftp -q "${options[@]}" -P $port -b - "$user@127.0.0.1" >/dev/null
    middle=$(now)
    forward
    end=$(now)
    cmp "$scratch/home/long$round-0.log" "$scratch/in/sent/web1/long$round-0.log"
    awk -v b="$begin" -v m="$middle" -v e="$end" -v r="$round" 'BEGIN { printf "| round %d | %.2f | %.2f | %.0f %% |\n", r, m - b, e - m, 100 * (m - b) / (e - m) }'
    rm -f "$scratch/home"/*
done

archive small "$files" 2000
begin=$(now)
forward
end=$(now)
ours=$(awk -v b="$begin" -v e="$end" 'BEGIN { print e - b }')
test "$(find "$scratch/home" -name 'small-*' | wc -l)" = "$files"
# Without a shell for nobody there is no rsync over ssh; what the original paid for is two sessions a file, and these are.
begin=$(now)
for number in $(seq 0 $((sample - 1))); do
    echo "put $scratch/in/sent/web1/small-$number.log tmp-$number" | sftp -q "${options[@]}" -P $port -b - "$user@127.0.0.1" >/dev/null
    echo "rename tmp-$number done-$number" | sftp -q "${options[@]}" -P $port -b - "$user@127.0.0.1" >/dev/null
done
end=$(now)
awk -v b="$begin" -v e="$end" -v o="$ours" -v n="$files" -v s="$sample" 'BEGIN {
    t = (e - b) / s * n
    printf "\n| %d files of 2 KB | seconds | files a second |\n|---|---:|---:|\n", n
    printf "| forward, one session | %.1f | %.0f |\n| two sessions a file, %d measured | %.0f | %.1f |\n\nForward is %.0f times as fast.\n", o, n / o, s, t, n / t, t / o }'
