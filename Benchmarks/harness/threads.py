"""How much faster two threads are than one."""
import statistics

from .agreement import check
from .cases import CASES, Entry
from .runs import Job
from .turns import take_turns

SIMULATORS = ["Skou", "Arbor"]
PAIRS, REPETITIONS = 3, 2  # pairs of turns in a round, and runs in a turn


def measure_threads(options):
    """For each case on two threads, how much faster each simulator is than on one.

    A pair of turns follow each other. Each is two runs, of which the quicker counts: on a virtual
    machine a run on two threads was at times slow for its first 60 to 90 ms, three of them seen, each
    after one on a single thread. The quickest of many would need one quiet core on one thread, and two
    at once on two: beside neighbours it finds the first sooner.
    """
    return [row for case in options.cases if 2 in CASES[case].threads
            for row in measure_case(case, options)]


def measure_case(case, options):
    jobs = [Job(Entry(name, threads), case, repetitions=REPETITIONS)
            for name in options.chosen(SIMULATORS) for threads in (1, 2)]
    runs = take_turns(jobs, PAIRS * options.rounds, options)
    for job in jobs:
        check(runs[job][0], job.entry, case)
    return [row(case, runs, *pair) for pair in zip(jobs[::2], jobs[1::2])]


def row(case, runs, one, two):
    """`ratio`: the median over pairs; `quartiles` of it."""
    ratios = [a.cost / b.cost for a, b in zip(runs[one], runs[two])]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return {
        "case": case, "simulator": one.entry.simulator, "ratio": middle,
        "quartiles": [low, high], "ratios": ratios,
        "one_thread_ns": [run.cost for run in runs[one]],
        "two_threads_ns": [run.cost for run in runs[two]]}


def print_threads(rows):
    print(f"\n{'Two threads, times one: median and quartiles of pairs of runs':60} {'pairs':>6}")
    for row in rows:
        low, high = row["quartiles"]
        print(f"{row['case']:22} {row['simulator']:14} {row['ratio']:7.3f}  {low:.3f}–{high:.3f} "
              f"{len(row['ratios']):11}", flush=True)
