#!/usr/bin/env bash
# Five faults, each planted into a copy of the last commit: the tests named beside it have to fail there, and nothing else shows that
# they would catch such a fault. Needs strace for the fourth.
#
#   tests/proofs/planted.sh
set -uo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 LOGSTATS_KILL_POINTS=${LOGSTATS_KILL_POINTS:-20}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git clone -q . "$copy" || exit 1
cd "$copy" || exit 1
missed=0

# NAME FILE WHAT-STANDS-THERE WHAT-IS-PLANTED PROJECT FILTER; several faults that belong together are divided by a line of ---
plant() {
    python3 - "$2" "$3" "$4" <<'P' || exit 1
import sys
path, old, new = sys.argv[1:4]
text = open(path).read()
if text.count(old) != 1:
    sys.exit(f"{path} has it {text.count(old)} times: {old}")
open(path, "w").write(text.replace(old, new))
P
}
judge() {
    local name=$1 project=$2 filter=$3 log
    log=$(dotnet test "tests/$project" -c Release --nologo -m:1 --filter "$filter" 2>&1)
    if grep -qE '^ +Failed [A-Z]' <<<"$log"; then
        echo "caught: $name"
        grep -oE '^ +Failed [^ (\[]+' <<<"$log" | sort -u | sed 's/.*Failed /    by /'
    else
        echo "MISSED: $name"
        tail -3 <<<"$log"
        missed=1
    fi
    git checkout -q .
}

plant 1 src/LogStats.Sinks/Ship/BatchSender.cs 'if (_mark is null || !_outbox.AreSafe(_markSequence))' 'if (_mark is null)'
judge 'the place is saved before the answer' LogStats.Sinks.Tests 'FullyQualifiedName~Ship'

plant 2 src/LogStats/Receive/BatchGroup.cs 'PartStore.Sync(part);' '_ = part.IsDirty;'
judge 'nothing is synced' LogStats.Tests 'FullyQualifiedName~Receive'

plant 3 src/LogStats/Follow/FilePrint.cs 'Of(bytes) == this' 'Of(bytes) == this || Length >= 0'
plant 3 src/LogStats/Follow/FileState.cs 'MemoryMarshal.Read<long>(statx[32..]), Ticks(statx[80..])' 'MemoryMarshal.Read<long>(statx[32..]), 0'
judge 'a file is its number' LogStats.Tests 'FullyQualifiedName~Follow'

plant 4 src/LogStats/Files/WholeFile.cs '                DiskSync.File(file);
' ''
judge 'a name is given before the disk has the content' LogStats.Servers.Tests 'FullyQualifiedName~SyncOrder'

plant 5 src/LogStats/Receive/BatchRules.cs 'return key.Start == stored || loss ?' 'return key.Start <= stored || loss ?'
judge 'what is there is stored again' LogStats.Tests 'FullyQualifiedName~Receive'

exit $missed
