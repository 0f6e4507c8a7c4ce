"""Cost against size: regular trees with Hodgkin-Huxley channels, a thousand to a million
compartments."""
import statistics

from .agreement import check_beginning
from .cases import Entry
from .runs import Job
from .turns import pair_ratio, take_turns

CASE = "tree-128"
# Of trees of 187 compartments each, how long they run (ms): small models for longer, so that the
# clock is exact enough.
DURATIONS = {6: 400, 53: 100, 128: 50, 535: 50, 5348: 25}
BASE, LARGEST = 128, 5348
BASE_COMPARTMENTS = "23 936"
# The sizes of those whose turn would take minutes.
LIMITS = {"NEURON": 535, "CoreNEURON": 535}


def jobs_for(simulator):
    return [
        Job(Entry(simulator), CASE, cells=cells, duration=duration,
            repetitions=1 if cells > BASE else None)
        for cells, duration in DURATIONS.items() if cells <= LIMITS.get(simulator, LARGEST)]


def measure_sizes(options):
    """For each simulator and size the cost, and that over the cost of 23 936 compartments."""
    jobs = [job for name in options.chosen(["Skou", "Arbor", "NEURON", "CoreNEURON"])
            for job in jobs_for(name)]
    runs = take_turns(jobs, options.rounds, options)
    for job in jobs:
        check_beginning(runs[job][0], job)
    return [row(job, runs) for job in jobs]


def row(job, runs):
    base = next(
        other for other in runs if other.entry == job.entry and other.cells == BASE)
    figures = [one.cost for one in runs[job]]
    return {
        "simulator": job.entry.label, "compartments": runs[job][0].compartments,
        "median_ns": statistics.median(figures), "least_ns": min(figures), "most_ns": max(figures),
        "ratio_to_base": pair_ratio(runs[job], runs[base]),
        "kibibytes_per_compartment": statistics.median(one.kibibytes for one in runs[job]),
        "own_kibibytes_per_compartment": statistics.median(
            one.own_kibibytes for one in runs[job])}


def print_sizes(rows):
    print(f"\nCost against size; the ratio is to {BASE_COMPARTMENTS} compartments")
    print(f"{'':14} {'compartments':>12} {'median':>9} {'least':>9} {'most':>9} {'ratio':>7} "
          f"{'KiB/comp':>9} {'own':>6}")
    for row in rows:
        print(f"{row['simulator']:14} {row['compartments']:12} {row['median_ns']:6.2f} ns "
              f"{row['least_ns']:6.2f} ns {row['most_ns']:6.2f} ns {row['ratio_to_base']:7.2f} "
              f"{row['kibibytes_per_compartment']:9.2f} "
              f"{row['own_kibibytes_per_compartment']:6.2f}", flush=True)
