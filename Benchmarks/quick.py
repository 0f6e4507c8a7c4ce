#!/usr/bin/env python3
"""Compares the speed of two builds of Skou, which take turns; `make bench-quick` does all of it.

    Benchmarks/quick.py .bench-previous/.build/release/skou

A difference is beyond the noise if it shows in so many rounds (11 or 12 of 12) as would by chance
alone happen to less than one case in a hundred, and is more than 1 %.
"""
import math
import statistics
import sys

from harness.cases import BenchmarkError, Entry
from harness.options import parse_quick_arguments
from harness.quiet import Quiet
from harness.runs import Job, run

LEAST_DIFFERENCE = 0.01
CHANCE = 0.01


def compare(case, options):
    """The costs of the build before and of this one, in pairs; each goes first in turn."""
    jobs = [Job(Entry("Skou before"), case), Job(Entry("Skou"), case)]
    pairs = []
    for index in range(options.rounds):
        order = jobs if index % 2 == 0 else jobs[::-1]
        costs = {job: run(job, options).cost for job in order}
        pairs.append([costs[job] for job in jobs])
    return pairs


def exceptions(rounds):
    """How many rounds may say otherwise: the sign test. -1 where there are too few rounds."""
    below = [math.comb(rounds, count) / 2 ** (rounds - 1) for count in range(rounds)]
    return sum(sum(below[:count + 1]) <= CHANCE for count in range(rounds)) - 1


def interval(ratios):
    """The lowest and the highest of the rounds without the exceptions."""
    spare = exceptions(len(ratios))
    return sorted(ratios)[spare], sorted(ratios)[-1 - spare]


def verdict(ratios):
    """`ratios`: this build's cost over that of the one before, by round."""
    low, high = interval(ratios)
    middle = statistics.median(ratios)
    if abs(middle - 1) < LEAST_DIFFERENCE or low <= 1 <= high:
        return "within the noise"
    return "FASTER" if middle < 1 else "SLOWER"


def show(case, pairs):
    ratios = [now / before for before, now in pairs]
    before, now = (statistics.median(costs) for costs in zip(*pairs))
    low, high = interval(ratios)
    print(f"{case:22} {before:8.2f} {now:8.2f} {statistics.median(ratios):7.3f}  "
          f"{low:5.3f}–{high:5.3f}  {verdict(ratios)}", flush=True)


def main():
    options = parse_quick_arguments(__doc__.splitlines()[0])
    options.quiet = Quiet(options.cores, options.patience)
    print(f"{'':22} {'before':>8} {'now':>8} {'ratio':>7}  ns per compartment and step")
    failed = False
    for case in options.cases:
        try:
            show(case, compare(case, options))
        except BenchmarkError as error:
            failed = True
            print(f"{case:22} {error}", file=sys.stderr)
    print(options.quiet)
    options.quiet.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
