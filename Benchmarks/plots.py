#!/usr/bin/env python3
"""Draws the figures of a run: ratios per case, cost against size, error against cost.

    Benchmarks/plots.py Benchmarks/results/latest.json Benchmarks/pictures
"""
import json
import pathlib
import sys

from harness.pictures import draw_all

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    report = json.loads(pathlib.Path(sys.argv[1]).read_text())
    for file in draw_all(report, pathlib.Path(sys.argv[2])):
        print(file)
