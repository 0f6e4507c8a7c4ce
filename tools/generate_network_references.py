#!/usr/bin/env python3
"""Prints the numbers that Networks/ expect, from general-purpose solvers.

    tools/generate_network_references.py [NAME ...]      all of them without a name

Independent of Skou: each file of tools/network_references has the equations of an experiment as its
README gives them, and integrates them with scipy. Needs numpy and scipy; all of them take about
twenty minutes.
"""
import importlib
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / "network_references"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "cressman_rates")


def main():
    for name in sys.argv[1:] or NAMES:
        if name not in NAMES:
            sys.exit(f"there are no numbers for '{name}'; there are {', '.join(NAMES)}")
        print(f"--- {name}", flush=True)
        importlib.import_module(f"network_references.{name}").main()


if __name__ == "__main__":
    main()
