#!/usr/bin/env python3
"""What the client library of the rsync statistics program does with its points: line protocol made in Python by the same
steps (each tag and field of each point escaped and joined, tags sorted, points joined), POSTed in slices of 10000 with
precision=s over one connection. Takes the file that `influx lines` of LogStats.Bench writes.

    influx.py ADDRESS DATABASE FILE
"""
import sys
import time
from urllib.parse import urlsplit

try:
    from influxdb import InfluxDBClient  # the library itself, where it is installed
except ImportError:
    InfluxDBClient = None

try:
    import requests
except ImportError:
    requests = None
import http.client


def escape_tag(text):
    return text.replace("\\", "\\\\").replace(" ", "\\ ").replace(",", "\\,").replace("=", "\\=").replace("\n", "\\n")


def make_lines(points):
    lines = []
    for point in points:
        elements = [escape_tag(point["measurement"])]
        tags = []
        for key, value in sorted(point["tags"].items()):
            key, value = escape_tag(key), escape_tag(str(value))
            if key != "" and value != "":
                tags.append(key + "=" + value)
        elements = [",".join(elements + tags)]
        fields = []
        for key, value in sorted(point["fields"].items()):
            key = escape_tag(key)
            if isinstance(value, int) and not isinstance(value, bool):
                fields.append(key + "=" + str(value) + "i")
            elif isinstance(value, float):
                fields.append(key + "=" + repr(value))
            else:
                fields.append(key + '="' + str(value).replace('"', '\\"') + '"')
        elements.append(",".join(fields))
        elements.append(str(int(point["time"])))
        lines.append(" ".join(elements))
    return "\n".join(lines) + "\n"


def main():
    address, database, file = sys.argv[1:]
    events = [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8")]
    host = urlsplit(address)
    if InfluxDBClient:
        client = InfluxDBClient(host.hostname, host.port, database=database)
        name = "influxdb-python"
        send = lambda points: client.write_points(points, time_precision="s", retention_policy="rp_rsyncevents")
    else:
        path = f"/write?db={database}&rp=rp_rsyncevents&precision=s"
        if requests:
            session = requests.Session()
            name = "the library's algorithm over requests"
            post = lambda data: session.post(address.rstrip("/") + path, data=data).status_code
        else:
            connection = http.client.HTTPConnection(host.hostname, host.port)
            name = "the library's algorithm over http.client"

            def post(data):
                connection.request("POST", path, data)
                answer = connection.getresponse()
                answer.read()
                return answer.status

        def send(points):
            status = post(make_lines(points).encode("utf-8"))
            if status != 204:
                raise SystemExit(f"answered {status}")

    start = time.perf_counter()
    points = [
        {
            "measurement": "rsyncevents",
            "tags": {"module": e[0], "geohash": e[1], "city": e[2], "hosthash": e[3]},
            "time": int(e[7]),
            "fields": {"sent": int(e[4]), "received": int(e[5]), "total": int(e[6])},
        }
        for e in events
    ]
    for first in range(0, len(points), 10000):
        send(points[first:first + 10000])
    took = time.perf_counter() - start
    print(f"{len(points)} points in {took:.3f} s, {len(points) / took:.0f} a second ({name})")


main()
