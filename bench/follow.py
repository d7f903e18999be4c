"""What it costs to follow many files: see follow.sh."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from processes import ends_with, resident, share, until

AGENT = sys.argv[1]
SECONDS = int(sys.argv[2])


def lines_of(path):
    try:
        with open(path, "rb") as out:
            return out.read().count(b"\n")
    except FileNotFoundError:
        return 0


def latencies(logs, out, count=20):
    seen = []
    for number in range(count):
        time.sleep(random.uniform(0.1, 0.6))
        text = f"late {number} {random.random()}"
        with open(random.choice(logs), "a") as log:
            log.write(text + "\n")
        written = time.monotonic()
        until(lambda: ends_with(out, text.encode()))
        seen.append(1000 * (time.monotonic() - written))
    return seen


def measure(files):
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/logs")
        logs = [f"{folder}/logs/site{number:05d}.log" for number in range(files)]
        for log in logs:
            with open(log, "w") as made:
                made.write(f"the first line of {log}\n")
        out = f"{folder}/out.jsonl"
        with open(f"{folder}/err", "w") as err:
            agent = subprocess.Popen(
                AGENT.split() + ["follow", f"{folder}/logs/*.log", "--lines", "--checkpoint", "bench", "--state", f"{folder}/state.db", "--to", out],
                stdout=subprocess.DEVNULL, stderr=err)
        try:
            begun = time.monotonic()
            until(lambda: lines_of(out) >= files)
            first = time.monotonic() - begun
            time.sleep(25)  # The compiler of the runtime has done its work by then.
            idle = share(agent.pid, SECONDS)
            rss, handles = resident(agent.pid), len(os.listdir(f"/proc/{agent.pid}/fd"))
            seen = latencies(logs, out)

            # One log that is written to all the time, among all the quiet ones.
            writer = subprocess.Popen([sys.executable, "-c",
                "import sys,time\nlog=open(sys.argv[1],'a')\nwhile True:\n log.write('x'*99+'\\n'); log.flush(); time.sleep(0.002)", logs[0]])
            time.sleep(2)
            busy = share(agent.pid, max(5, SECONDS // 4))
            writer.kill()
            writer.wait()

            # Every one is renamed, and its successor stays empty, as after a night's rotation.
            for log in logs:
                os.rename(log, log + ".1")
                open(log, "w").close()
            time.sleep(10)
            rotated = share(agent.pid, max(5, SECONDS // 4))
            handles_rotated = len(os.listdir(f"/proc/{agent.pid}/fd"))
            seen_rotated = latencies(logs, out, 5)
        finally:
            agent.terminate()
            agent.wait(30)
        print(f"| {files:,} | {first:.1f} s | {idle:.2f} % | {rss:.0f} MB | {handles} | {statistics.median(seen):.0f} / {max(seen):.0f} ms "
              f"| {busy:.1f} % | {rotated:.2f} % | {handles_rotated} | {statistics.median(seen_rotated):.0f} ms |", flush=True)


print("| files | all read after | idle | resident | handles | line seen, median / worst | one busy log | all just rotated, quiet | handles then | line seen then |")
print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
for files in [int(text) for text in sys.argv[3:]]:
    measure(files)
with open("/proc/loadavg") as load:
    print(f"\nLoad of the machine at the end: {load.read().split()[0]}, {os.cpu_count()} cores.")
