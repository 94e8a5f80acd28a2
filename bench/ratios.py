#!/usr/bin/env python3
"""Reads the JSON lines of a run and prints our figures beside each peer's, and their ratio."""
import json, statistics, sys

KEYS = ("cpu_per_1000", "first_connect_to_all_ok_s", "server_cpu", "total_mib", "good_ms_p99", "last_lamp_ms")
rows = {}
for line in open(sys.argv[1]):
    r = json.loads(line)
    what = " ".join(str(r[k]) for k in ("test", "transport", "auth", "rate") if r.get(k) is not None)
    for key in KEYS:
        if r.get(key) is not None:
            rows.setdefault((what, key), {}).setdefault(r["peer"], []).append(r[key])
print("%-28s %-26s %-14s %10s %10s %7s" % ("scenario", "figure", "peer", "ours", "peer", "ratio"))
for (what, key), peers in rows.items():
    ours = {p: v for p, v in peers.items() if p.startswith("ours")}
    for name, mine in ours.items():
        for peer, theirs in peers.items():
            if not peer.startswith("ours"):
                a, b = statistics.median(mine), statistics.median(theirs)
                print("%-28s %-26s %-14s %10.3f %10.3f %7.2f" % (what, key, peer, a, b, a / b if b else 0))
