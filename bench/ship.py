"""How fast and how cheap lines go from one machine to another: see ship.sh."""

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

from processes import ends_with, resident, shares, until, used

PROGRAM, LOG, SCRATCH = sys.argv[1:4]
ROUNDS, REST, FILES = map(int, sys.argv[4:7])
TOKEN = "a-token-of-the-bench"


def write(path, text, mode=0o600):
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "w") as made:
        made.write(text)


class Receiver:
    def __init__(self):
        self.folder = f"{SCRATCH}/in"
        shutil.rmtree(self.folder, ignore_errors=True)
        os.mkdir(self.folder)
        write(f"{SCRATCH}/tokens", f"web1 {TOKEN}\n")
        write(f"{SCRATCH}/token", TOKEN)
        self.process = subprocess.Popen(
            [PROGRAM, "receive", "--directory", self.folder, "--listen", "https://127.0.0.1:0", "--tokens", f"{SCRATCH}/tokens",
             "--certificate", f"{SCRATCH}/cert.pem", "--key", f"{SCRATCH}/key.pem", "--json"], stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"https://[0-9.:]+", self.process.stdout.readline())[0]
        self.pid = self.process.pid
        # What it tells of each batch has to go somewhere.
        self.rest = subprocess.Popen(["cat"], stdin=self.process.stdout, stdout=subprocess.DEVNULL)

    def send(self, *words):
        state = f"{SCRATCH}/send.db"
        return [PROGRAM, "send", *words, "--to", self.address, "--token-file", f"{SCRATCH}/token", "--ca", f"{SCRATCH}/cert.pem", "--state", state]

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.rest.wait(30)
        for name in os.listdir(SCRATCH):
            if name.startswith("send.db"):
                os.remove(f"{SCRATCH}/{name}")

    def files(self):
        folder = f"{self.folder}/web1"
        return [f"{folder}/{name}" for name in os.listdir(folder) if name.endswith(".log")] if os.path.isdir(folder) else []


def took(log, *more):
    receiver = Receiver()
    begun = time.monotonic()
    subprocess.run(receiver.send(log, "--once", "-q", *more), check=True)
    seconds = time.monotonic() - begun
    there = sum(os.path.getsize(path) for path in receiver.files())
    if there != os.path.getsize(log):
        raise SystemExit(f"{there} bytes of {os.path.getsize(log)} are there")
    cost = used(receiver.pid)
    receiver.close()
    return seconds, cost


def throughput(*more):
    """Megabytes a second with the start of the sender, and without it: of what the whole log takes longer than a fifth of it."""
    rates, steady, costs = [], [], []
    for _ in range(ROUNDS):
        (short, _), (long, cost) = took(FIFTH, *more), took(LOG, *more)
        rates.append(os.path.getsize(LOG) / long / 1e6)
        steady.append((os.path.getsize(LOG) - os.path.getsize(FIFTH)) / (long - short) / 1e6)
        costs.append(cost)
    return rates, steady, costs


def many():
    receiver = Receiver()
    folder = f"{SCRATCH}/logs"
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    logs = [f"{folder}/site{number:05d}.log" for number in range(FILES)]

    def line(text):
        return time.strftime("192.0.2.1 - - [%d/%b/%Y:%H:%M:%S +0000] ", time.gmtime()) + f'"GET /{text} HTTP/1.1" 200 1\n'

    for log in logs:
        write(log, "".join(line(f"{number}") for number in range(100)))
    sender = subprocess.Popen(receiver.send(f"{folder}/*.log", "-q"))
    until(lambda: sum(open(path, "rb").read().count(b"\n") for path in receiver.files()) >= 100 * FILES)
    time.sleep(25)  # The compiler of the runtime has done its work by then.
    idle = shares((sender.pid, receiver.pid), REST)
    seen = []
    for number in range(40):
        time.sleep(random.uniform(0.1, 0.6))
        text = f"late-{number}-{random.random()}"
        with open(random.choice(logs), "a") as log:
            log.write(line(text))
        written = time.monotonic()
        until(lambda: any(ends_with(path, text.encode()) for path in receiver.files()))
        seen.append(1000 * (time.monotonic() - written))
    # All of them are written to, ten lines each a second.
    busy = [time.monotonic() + 10, 0]
    while time.monotonic() < busy[0]:
        for log in logs:
            with open(log, "a") as out:
                out.write(line("busy") * 10)
            busy[1] += 10
        time.sleep(max(0, 1 - (time.monotonic() % 1)))
    memory = [resident(sender.pid), resident(receiver.pid)]
    until(lambda: sum(open(path, "rb").read().count(b"\n") for path in receiver.files()) >= 100 * FILES + 40 + busy[1])
    sender.terminate()
    sender.wait(30)
    receiver.close()
    return idle, seen, memory


FIFTH = f"{SCRATCH}/fifth.log"
with open(LOG, "rb") as whole, open(FIFTH, "wb") as fifth:
    for _ in range(os.path.getsize(LOG) // 5 >> 20):
        fifth.write(whole.read(1 << 20))
    fifth.write(whole.readline())
plain, steady, plain_cost = throughput()
packed, packed_steady, _ = throughput("--gzip")
idle, seen, memory = many()
lines = sum(1 for _ in open(LOG, "rb"))
print("# From machine to machine\n")
print(f"`logstats send` and `logstats receive` on one machine of {os.cpu_count()} cores, over TLS, every batch synced before its answer. Made by `bench/ship.sh`.\n")
print("The rate is that of what the whole log takes longer than its first fifth: so the second in which a program starts is not counted.\n")
print("| what | measured | aim |\n|---|---|---|")
print(f"| {lines:,} lines, {os.path.getsize(LOG) / 1e6:,.0f} MB; {ROUNDS} rounds | "
      f"{statistics.median(steady):.0f} MB/s (best {max(steady):.0f}), receiver {statistics.median(plain_cost):.1f} s of a core | 200 MB/s |")
print(f"| the start of the sender included | {statistics.median(plain):.0f} MB/s (best {max(plain):.0f}) | |")
print(f"| with `--gzip`; the start included | {statistics.median(packed_steady):.0f} MB/s; {statistics.median(packed):.0f} MB/s | |")
print(f"| rest, {FILES:,} files, {REST} s: sender, receiver | {idle[0]:.2f} %, {idle[1]:.2f} % of a core | 0.5 % each |")
print(f"| resident after that and {FILES * 10:,} lines a second for 10 s: sender, receiver | {memory[0]:.0f} MB, {memory[1]:.0f} MB | 100 MB each |")
print(f"| a line is at the receiver, of 40: median, worst | {statistics.median(seen):.0f} ms, {max(seen):.0f} ms | 300 ms |")
with open("/proc/loadavg") as load:
    print(f"\nLoad of the machine at the end: {load.read().split()[0]}.")
