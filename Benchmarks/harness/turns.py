"""Lets simulators take turns, so that a noisy moment of the machine meets them all."""
import statistics

from .agreement import check
from .cases import CASES, PEERS, Entry
from .runs import Job, run

# Each turn has at least so many repetitions and seconds of stepping, and the fastest counts: a
# simulator that is done sooner does not see less of the machine's better moments.
REPETITIONS, SECONDS = 2, 3.0
SLOW = 2  # times the quickest peer: then one round is enough


def take_turns(jobs, rounds, options):
    """The runs of each job, in as many rounds."""
    runs = {job: [] for job in jobs}
    for _ in range(rounds):
        for job in jobs:
            runs[job].append(run(job, options))
    return runs


def pair_ratio(above, below, figure=lambda run: run.cost):
    """The median, over rounds, of the ratio within a round."""
    return statistics.median(figure(a) / figure(b) for a, b in zip(above, below))


def entries_of(case, options):
    case = CASES[case]
    names = [name for name in case.simulators if name in (options.simulators or case.simulators)]
    threads = options.threads or case.threads
    # One thread and two side by side: their ratio is taken within a round.
    return [Entry(name, count) for name in names for count in threads]


def measure(case, options):
    """Lets simulators take turns, after a first one in which all are checked; a summary for each."""
    jobs = [Job(entry, case, repetitions=REPETITIONS, seconds=SECONDS)
            for entry in entries_of(case, options)]
    runs = take_turns(jobs, 1, options)
    errors = {job: check(runs[job][0], job.entry, case) for job in jobs}
    lasting = [job for job in jobs if not is_slow(job, runs)]
    for job, more in take_turns(lasting, options.rounds - 1, options).items():
        runs[job] += more
    return [summary(job, runs) | errors[job] for job in jobs]


def is_slow(job, runs):
    """Whether a peer would take most of the time without being the one that counts."""
    rivals = [runs[other][0].cost for other in runs
              if other.entry.simulator in PEERS and other.entry.threads == job.entry.threads]
    return job.entry.simulator in PEERS and runs[job][0].cost > SLOW * min(rivals)


def summary(job, runs):
    """Medians over rounds, and those of ratios within a round.

    `pair_ratio`: this simulator's figure over that of the first one on as many threads;
    `pair_ratios`: in each round. `thread_ratio`: its own figure on the fewest threads over this
    one.
    """
    own, entry = runs[job], job.entry
    first = next(other for other in runs if other.entry.threads == entry.threads)
    alone = next(other for other in runs if other.entry.simulator == entry.simulator)
    figures = [one.cost for one in own]
    busy = [one.nanoseconds(one.busy) for one in own if one.busy is not None]
    return {
        "simulator": entry.label, "threads": entry.threads,
        "median_ns": statistics.median(figures), "least_ns": min(figures),
        "most_ns": max(figures), "all_ns": figures,
        "processor_ns": statistics.median(busy) if busy else None,
        "pair_ratio": pair_ratio(own, runs[first]),
        "pair_ratios": [a.cost / b.cost for a, b in zip(own, runs[first])],
        "thread_ratio": pair_ratio(runs[alone], own),
        "least_ratio": min(figures) / min(one.cost for one in runs[first]),
        "kibibytes_per_compartment": statistics.median(one.kibibytes for one in own),
        "own_kibibytes_per_compartment": statistics.median(
            one.own_kibibytes for one in own)}
