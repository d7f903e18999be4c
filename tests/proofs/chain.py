#!/usr/bin/env python3
"""The whole chain that replaces Log-RT-Sync, from one job file: nginx under load, its log renamed every few seconds, logstats send, receive,
forward to a real sshd, sources with mails to a real SMTP server, and tidy. Once in EVERY seconds one of the five is killed and started again.
At the end every line that nginx wrote has to be at the SFTP server once, and the reports of forward have to say as many.

    tests/proofs/chain.py [MINUTES [EVERY]]        60 minutes, one kill in 60 seconds

Needs nginx, openssh-server, openssl, python3-aiosmtpd. LOGSTATS names a published program (one is published), KEEP=1 keeps everything.
"""

import collections
import http.client
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

MINUTES = float(sys.argv[1]) if len(sys.argv) > 1 else 60
EVERY = float(sys.argv[2]) if len(sys.argv) > 2 else 60
ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = pathlib.Path(tempfile.mkdtemp())
WORK.chmod(0o755)
running = {}


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(what, why, limit=120):
    end = time.monotonic() + limit
    while not what():
        if time.monotonic() > end:
            raise SystemExit(f"gave up waiting until {why}; see {WORK}")
        time.sleep(0.1)


def run(*words):
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start(name, *words):
    with open(WORK / f"{name}.log", "ab") as log:
        process = subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    running[name] = process
    return process


def answers(number):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", number)) == 0


def secret(name, text):
    with os.fdopen(os.open(WORK / name, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    return WORK / name


def web():
    number = port()
    (WORK / "logs").mkdir()
    (WORK / "nginx.conf").write_text(f"""
worker_processes 1;
daemon off;
pid {WORK}/nginx.pid;
error_log {WORK}/nginx-error.log;
events {{ worker_connections 256; }}
http {{
    log_format own '$remote_addr - - [$time_local] "$request" $status $body_bytes_sent "-" "$request_id"';
    client_body_temp_path {WORK}/t1; proxy_temp_path {WORK}/t2; fastcgi_temp_path {WORK}/t3; uwsgi_temp_path {WORK}/t4; scgi_temp_path {WORK}/t5;
    server {{
        listen 127.0.0.1:{number};
        access_log {WORK}/logs/access.log own;
        access_log {WORK}/truth.log own;
        keepalive_requests 100000;
        return 200 ok;
    }}
}}
""")
    start("nginx", "nginx", "-c", WORK / "nginx.conf")
    until(lambda: answers(number), "nginx answers")
    return number


def sftp():
    number = port()
    (WORK / "there").mkdir()
    for name in ("host", "client"):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", WORK / name)
    shutil.copy(WORK / "client.pub", WORK / "authorized")
    kind, key = (WORK / "host.pub").read_text().split()[:2]
    (WORK / "known").write_text(f"[127.0.0.1]:{number} {kind} {key}\n")
    (WORK / "sshd.conf").write_text(f"""
Port {number}
ListenAddress 127.0.0.1
HostKey {WORK}/host
PidFile none
AuthorizedKeysFile {WORK}/authorized
StrictModes no
UsePAM yes
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
""")
    os.makedirs("/run/sshd", exist_ok=True)
    start("sshd", "/usr/sbin/sshd", "-D", "-e", "-f", WORK / "sshd.conf")
    until(lambda: answers(number), "sshd answers")
    return number


def mail():
    number = port()
    (WORK / "mails").mkdir()
    (WORK / "smtp.py").write_text("""
import asyncio, itertools, sys
from aiosmtpd.smtp import SMTP
count = itertools.count()
class Keep:
    async def handle_DATA(self, server, session, envelope):
        with open(f"{sys.argv[1]}/{next(count):04d}.eml", "wb") as mail:
            mail.write(envelope.original_content)
        return "250 kept"
async def main():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Keep()), "127.0.0.1", int(sys.argv[2]))
    await server.serve_forever()
asyncio.run(main())
""")
    start("smtp", "/usr/bin/python3", WORK / "smtp.py", WORK / "mails", number)
    until(lambda: answers(number), "the mail server answers")
    return number


def jobs():
    receiver, server, letters = port(), sftp(), mail()
    (WORK / "in").mkdir()
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", WORK / "own.key", "-out", WORK / "own.pem")
    os.chmod(WORK / "own.key", 0o600)
    made = {
        "ship": {"run": "send", "files": [f"{WORK}/logs/access.log"], "to": f"https://127.0.0.1:{receiver}", "ca": f"{WORK}/own.pem",
                 "token-file": str(secret("token", "0123456789abcdef")), "checkpoint": "web", "state": f"{WORK}/ship.db"},
        "receive": {"run": "receive", "directory": f"{WORK}/in", "listen": f"https://127.0.0.1:{receiver}", "certificate": f"{WORK}/own.pem",
                    "key": f"{WORK}/own.key", "tokens": str(secret("tokens", "web1 0123456789abcdef\n")), "window": "1m", "grace": "5s"},
        "forward": {"run": "forward", "files": [f"{WORK}/in"], "to": f"sftp://{os.environ.get('USER', 'root')}@127.0.0.1:{server}{WORK}/there",
                    "key": f"{WORK}/client", "known-hosts": f"{WORK}/known", "interval": "3s", "pause": "1s"},
        "watch": {"run": "sources", "files": [f"{WORK}/in"], "watch": True, "threshold": "30s", "expect": ["web1", "web2"], "summary": True,
                  "interval": "5s", "state": f"{WORK}/watch.db",
                  "to": f"smtp://127.0.0.1:{letters}?from=mon@example.org&to=ops@example.org&tls=none&spool={WORK}/spool"},
        "tidy": {"run": "tidy", "files": [f"{WORK}/in"], "compress-after": "1m", "remove-after": "2m", "interval": "10s"},
    }
    (WORK / "jobs.json").write_text(json.dumps({"jobs": made}, indent=2))
    return list(made)


def begin(name):
    return start(name, LOGSTATS, "run", WORK / "jobs.json", name)


def kill(name):
    os.killpg(running[name].pid, signal.SIGKILL)
    running[name].wait()


def load(number, stop):
    client = http.client.HTTPConnection("127.0.0.1", number)
    for request in itertools.count():
        if stop.is_set():
            return
        client.request("GET", f"/{request}")
        client.getresponse().read()
        if request % 50 == 0:
            time.sleep(random.uniform(0, 0.4))


def rotate():
    for number in itertools.count(1):
        if not (WORK / f"logs/access.log.{number}").exists():
            break
    (WORK / "logs/access.log").rename(WORK / f"logs/access.log.{number}")
    os.kill(running["nginx"].pid, signal.SIGUSR1)
    for old in sorted((WORK / "logs").glob("access.log.*"), key=lambda path: path.stat().st_mtime)[:-20]:
        old.unlink()


def count(paths):
    return sum(path.read_bytes().count(b"\n") for path in paths)


def reported(name):
    path = WORK / "in" / name
    return [line.split(" | ") for line in path.read_text().splitlines()] if path.exists() else []


def judge(kills, rotations):
    written = (WORK / "truth.log").read_bytes().splitlines()
    there = [line for path in (WORK / "there").iterdir() for line in path.read_bytes().splitlines()]
    sent = reported("linecount-report.log")
    lost, extra = collections.Counter(written) - collections.Counter(there), collections.Counter(there) - collections.Counter(written)
    lines = sum(int(line[2].removeprefix("lines=")) for line in sent)
    twice = len(sent) - len({line[1] for line in sent})
    mails = collections.Counter(next(line for line in path.read_text().splitlines() if line.startswith("Subject:")) for path in (WORK / "mails").iterdir())
    print(f"{len(written):,} lines written, {len(there):,} at the server, {sum(lost.values())} lost, {sum(extra.values())} too many; "
          f"{len(list((WORK / 'there').iterdir()))} files, reported {len(sent)} with {lines:,} lines, {twice} twice; {rotations} rotations, {kills} kills")
    for subject, times in sorted(mails.items()):
        print(f"  {times} x {subject}")
    left = [path for path in (WORK / "there").iterdir() if path.name.startswith(".")]
    return not lost and not extra and not twice and not left and lines == len(written)


def main():
    names, number, stop = jobs(), web(), threading.Event()
    for name in names:
        begin(name)
    # What is promised is promised of a log that is followed.
    until(lambda: (WORK / "ship.db").exists() and any((WORK / "in").glob(".ledger.db")), "the chain is up")
    warm = http.client.HTTPConnection("127.0.0.1", number)
    warm.request("GET", "/first")
    warm.getresponse().read()
    until(lambda: any((WORK / "in").glob("web1/*.log")), "the first line is received")
    traffic = threading.Thread(target=load, args=(number, stop))
    traffic.start()
    end, due, kills, rotations = time.monotonic() + 60 * MINUTES, time.monotonic() + EVERY, 0, 0
    while time.monotonic() < end:
        time.sleep(random.uniform(1, 4))
        rotate()
        rotations += 1
        if time.monotonic() > due:
            name = random.choice(names)
            kill(name)
            begin(name)
            kills += 1
            due += EVERY
    stop.set()
    traffic.join()
    until(lambda: not [path for path in (WORK / "in" / "web1").glob("*.log")] and count((WORK / "there").glob("[!.]*")) >= count([WORK / "truth.log"]),
          "everything is delivered", 300)
    for name in names:
        running[name].terminate()
        running[name].wait(60)
    return judge(kills, rotations)


try:
    LOGSTATS = os.environ.get("LOGSTATS")
    if not LOGSTATS:
        run("dotnet", "publish", ROOT / "src/LogStats.Agent", "-c", "Release", "-o", WORK / "bin", "--nologo", "-v", "q")
        LOGSTATS = WORK / "bin" / "logstats"
    ok = main()
finally:
    for process in running.values():
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    if "KEEP" in os.environ:
        print(f"kept: {WORK}")
    else:
        shutil.rmtree(WORK, ignore_errors=True)
sys.exit(0 if ok else 1)
