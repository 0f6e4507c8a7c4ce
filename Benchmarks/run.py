#!/usr/bin/env python3
"""Times Skou beside Arbor, NEURON and CoreNEURON on the same models.

    Benchmarks/peers/setup.sh FOLDER                  # once
    FOLDER/venv/bin/python Benchmarks/run.py --peers FOLDER

Every simulator's spikes, and concentrations where these are followed, are compared with converged
ones before anything is timed. Then the simulators take turns, so that a noisy moment of the machine
meets them all. `make bench` does all of it.
"""
import datetime
import json
import os
import platform
import sys
import time

from harness.cases import BenchmarkError
from harness.costs import measure_recording, measure_set_up, print_recording, print_set_up
from harness.options import parse_arguments
from harness.precision import measure_precision, print_precision
from harness.quiet import Quiet
from harness.sizes import measure_sizes, print_sizes
from harness.tables import print_case
from harness.threads import measure_threads, print_threads
from harness.turns import measure

OTHER_WORK = 0.05  # of a core, that gives rise to a warning
MEASURES = {
    "threads": (measure_threads, print_threads),
    "sizes": (measure_sizes, print_sizes),
    "precision": (measure_precision, print_precision),
    "set-up": (measure_set_up, print_set_up),
    "recording": (measure_recording, print_recording),
}


def processor():
    """Its name, family and number of cores, in words."""
    with open("/proc/cpuinfo") as file:
        pairs = [line.split(":", 1) for line in file if ":" in line]
    found = {key.strip(): value.strip() for key, value in pairs}
    if "model name" not in found:
        return platform.processor()
    return (f"{found['model name']} (family {found.get('cpu family', '?')}), "
            f"{len(os.sched_getaffinity(0))} cores")


def other_work():
    """How many cores other programs use, over a second."""
    def used():
        with open("/proc/stat") as file:
            columns = list(map(int, file.readline().split()[1:]))
        return sum(columns[:3]) / os.sysconf("SC_CLK_TCK")  # user, nice, system

    before = used()
    time.sleep(1)
    return used() - before


def save(report, path):
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(report, indent=1) + "\n")


def measure_cases(report, options):
    report["cases"] = {}
    for case in options.cases:
        report["cases"][case] = measure(case, options)
        print_case(case, report["cases"][case])
        save(report, options.output)


def main():
    options = parse_arguments(__doc__.splitlines()[0])
    options.quiet = Quiet(options.cores, options.patience)
    report = {
        "date": datetime.date.today().isoformat(), "processor": processor(),
        "rounds": options.rounds}
    print(report["processor"])
    if other_work() > OTHER_WORK:
        print("warning: this machine has other work; quote nothing but ratios", file=sys.stderr)
    try:
        for part in options.parts:
            if part == "cases":
                measure_cases(report, options)
                continue
            measure_part, print_part = MEASURES[part]
            report[part] = measure_part(options)
            print_part(report[part])
            save(report, options.output)
        report["quiet"] = options.quiet.summary()
        print(f"\n{options.quiet}")
        save(report, options.output)
    except BenchmarkError as error:
        sys.exit(f"error: {error}")
    finally:
        options.quiet.close()


if __name__ == "__main__":
    main()
