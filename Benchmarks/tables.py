#!/usr/bin/env python3
"""Prints the tables of Benchmarks/README.md in Markdown, from the figures of a run.

    Benchmarks/tables.py Benchmarks/results/latest.json
"""
import json
import pathlib
import sys

from harness.markdown import page

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(page(json.loads(pathlib.Path(sys.argv[1]).read_text())))
