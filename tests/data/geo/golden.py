#!/usr/bin/env python3
"""Writes down what MaxMind's own reader says of every network in MaxMind's test databases.

    python3 tests/data/geo/golden.py FOLDER-OF-TEST-DATA

needs the package maxminddb. The answers are the golden files beside this script. Of databases that tell places and
networks only what LogStats takes from them is kept; of the others the whole record.
"""
import ipaddress
import json
import math
import os
import sys

import maxminddb

PLACES = ["GeoIP2-City-Test", "GeoLite2-City-Test", "GeoIP2-Country-Test", "GeoLite2-Country-Test", "GeoLite2-ASN-Test",
          "GeoIP2-ISP-Test", "GeoIP2-Enterprise-Test", "GeoIP2-Precision-Enterprise-Test"]
SAMPLED = {"GeoIP2-ISP-Test": 10}
WHOLE = ["MaxMind-DB-test-decoder", "MaxMind-DB-test-nested", "MaxMind-DB-test-pointer-decoder", "MaxMind-DB-string-value-entries",
         "MaxMind-DB-no-ipv4-search-tree", "MaxMind-DB-test-metadata-pointers"] + [
    f"MaxMind-DB-test-{version}-{size}" for version in ("ipv4", "ipv6", "mixed") for size in (24, 28, 32)]
LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz"


def geohash(latitude, longitude):
    """By arithmetic on whole numbers, 30 bits each, unlike the program's halving of ranges."""
    def scaled(value, least, width):
        return min(math.floor((value - least) / width * (1 << 30)), (1 << 30) - 1)
    north, east, letters = scaled(latitude, -90, 180), scaled(longitude, -180, 360), ""
    bits = 0
    for place in range(29, -1, -1):
        bits = bits << 2 | (east >> place & 1) << 1 | north >> place & 1
    for place in range(55, -1, -5):
        letters += LETTERS[bits >> place & 31]
    return letters


def place(record):
    if not isinstance(record, dict):
        return {}
    traits, location = record.get("traits", {}), record.get("location", {})
    found = {
        "Country": record.get("country", {}).get("iso_code"),
        "City": record.get("city", {}).get("names", {}).get("en"),
        "GeoHash": geohash(location["latitude"], location["longitude"]) if "latitude" in location else None,
        "Asn": record.get("autonomous_system_number", traits.get("autonomous_system_number")),
        "AsnOrganization": record.get("autonomous_system_organization", traits.get("autonomous_system_organization")),
    }
    return {name: value for name, value in found.items() if value is not None}


def plain(value):
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return {"base64": __import__("base64").b64encode(bytes(value)).decode()}
    if isinstance(value, bool) or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {"integer": str(value)}
    return {"number": repr(value)}


def networks(reader):
    """All networks in their order: each answer says how many bits it is for."""
    version = reader.metadata().ip_version
    width = 32 if version == 4 else 128
    at = 0
    while at < 1 << width:
        address = ipaddress.IPv4Address(at) if version == 4 else ipaddress.IPv6Address(at)
        record, length = reader.get_with_prefix_len(str(address))
        yield address, length, record
        at += 1 << (width - length)


folder, here = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
for name in PLACES + WHOLE:
    reader = maxminddb.open_database(os.path.join(folder, name + ".mmdb"))
    with open(os.path.join(here, name + ".golden.jsonl"), "w", encoding="utf-8") as golden:
        known = (found for found in networks(reader) if found[2] is not None)
        for index, (address, length, record) in enumerate(known):
            if index % SAMPLED.get(name, 1) == 0:
                answer = place(record) if name in PLACES else plain(record)
                golden.write(json.dumps({"Network": f"{address}/{length}", "Answer": answer}, ensure_ascii=False, sort_keys=True) + "\n")
