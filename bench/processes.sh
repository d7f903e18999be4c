# shellcheck shell=bash
# What the scripts share that put whole processes side by side: where things are, the program that is measured, one run of a
# command, and what many runs come to. They source it first. Their heads say what they take; of all of them:
#
# PEERS    folder with the loops that people use today   (../shared/bench/peers beside the repository)
# LOGSTATS a published program to measure                (publishes src/LogStats.Agent)
# SCRATCH  folder for logs and programs, kept if it exists (a temporary one)
# ONE_CORE=0 TWO_CORES=0,1   the cores that programs are kept on
# shellcheck disable=SC2034 # what is set here is used by them
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peers=${PEERS:-$root/../shared/bench/peers}
one=${ONE_CORE:-0}
two=${TWO_CORES:-0,1}
cpu=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
missing=()
checked=()

if [ -n "${SCRATCH:-}" ]; then
    scratch=$SCRATCH
    mkdir -p "$scratch"
else
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
fi

say() { printf '%s\n' "$*" >&2; }

if [ -n "${LOGSTATS:-}" ]; then
    program=$LOGSTATS
else
    say "publishing"
    dotnet publish "$root/src/LogStats.Agent" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true --nologo -v quiet \
        --artifacts-path "$scratch/artifacts" -p:NuGetLockFilePath=obj/publish.lock.json -o "$scratch/program" >&2
    program=$scratch/program/logstats
fi

if ! command -v taskset >/dev/null; then
    missing+=("taskset: nothing is kept on its cores")
    taskset() { shift 2; "$@"; }
fi

have() { # name, program, script of PEERS; what is not there is named in the results
    if ! command -v "$2" >/dev/null; then
        missing+=("$1: no $2 on this machine")
    elif [ -n "${3:-}" ] && [ ! -f "$peers/$3" ]; then
        missing+=("$1: $3 is not in PEERS")
    else
        return 0
    fi
    return 1
}

agree() { # name, its sums, ours
    if [ "$2" = "$3" ]; then
        checked+=("$1")
        return
    fi
    say "$1 gives other sums than logstats:"
    diff <(echo "$2") <(echo "$3") >&2 || true
    exit 1
}

once() { # cores, command, a file for its input; prints microseconds
    local start end
    start=${EPOCHREALTIME/./}
    # shellcheck disable=SC2086 # the command is words
    taskset -c "$1" $2 <"${3:-/dev/null}" >/dev/null
    end=${EPOCHREALTIME/./}
    echo $((end - start))
}

median() { tr ' ' '\n' <<<"$1" | grep . | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
best() { tr ' ' '\n' <<<"$1" | grep . | sort -n | head -n 1; }

results_in() { # folder, or empty for the one of this processor; prints it
    local slug
    slug=$(tr '[:upper:]' '[:lower:]' <<<"${cpu:-unknown}" | sed 's/([^)]*)//g; s/[^a-z0-9]\{1,\}/-/g; s/^-//; s/-$//')
    mkdir -p "${1:-$root/bench/results/$slug}"
    echo "${1:-$root/bench/results/$slug}"
}

not_measured() {
    for line in "${missing[@]}"; do
        echo
        echo "Not measured: $line."
    done
}

load() { # more words; prints them
    echo "$(cut -d' ' -f1-3 /proc/loadavg)${1:-}; nought but the measured program would be about 1"
}

machine() { # the head of a file of versions
    echo "machine   $cpu, $(nproc) cores seen, $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
    echo "system    $(uname -sr), $(. /etc/os-release && echo "$PRETTY_NAME")"
    echo "runtime   .NET $(dotnet --list-runtimes | awk '/^Microsoft.NETCore.App 10/ { last = $2 } END { print last }')"
}
