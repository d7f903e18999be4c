"""What a running process uses: shared by follow.py and ship.py."""

import os
import time

TICKS = os.sysconf("SC_CLK_TCK")


def used(pid):
    """Seconds of processor time of a process, all its threads."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def shares(pids, seconds):
    """Percent of one core of each, while nothing, or somebody else, happens."""
    begun, before = time.monotonic(), [used(pid) for pid in pids]
    time.sleep(seconds)
    return [100 * (used(pid) - was) / (time.monotonic() - begun) for pid, was in zip(pids, before)]


def share(pid, seconds):
    return shares([pid], seconds)[0]


def until(what, limit=60):
    end = time.monotonic() + limit
    while not what():
        if time.monotonic() > end:
            raise SystemExit("gave up waiting")
        time.sleep(0.001)


def ends_with(path, text):
    try:
        with open(path, "rb") as out:
            out.seek(max(0, os.path.getsize(path) - 4096))
            return text in out.read()
    except FileNotFoundError:
        return False
