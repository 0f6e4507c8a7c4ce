"""Error against cost: how long a simulator takes until its spikes are as exact as asked for.

One cell of 52 compartments, 100 ms, eight spikes. The error is the mean distance of the spikes from
converged ones. A method is measured at several steps; the time for the asked-for error lies on a
straight line, in logarithms, between two of them.
"""
import math

from .cases import BenchmarkError, Entry, reference_of
from .runs import Job
from .turns import take_turns

CASE = "precision"
TARGET = 0.033  # ms
REPETITIONS = 5  # of a peer within a process
LONG_STEPS = [0.2, 0.1, 0.05, 0.025, 0.0125]  # ms: for methods of second order
SHORT_STEPS = [0.05, 0.025, 0.0125, 0.00625, 0.003125, 0.0015625]
TOLERANCES = [1e-2, 1e-3, 1e-4, 1e-5]


def steps_of(simulator, steps, *more):
    own = simulator == "Skou"
    return {step: Job(Entry(simulator), CASE, dt=step, more=more,
                      repetitions=None if own else REPETITIONS) for step in steps}


METHODS = {
    "Skou": steps_of("Skou", LONG_STEPS),
    "Arbor": steps_of("Arbor", SHORT_STEPS),
    "NEURON": steps_of("NEURON", SHORT_STEPS, "--trace"),
    "NEURON, second order": steps_of("NEURON", LONG_STEPS, "--trace", "--secondorder", "2"),
    "NEURON, adaptive": {
        tolerance: Job(Entry("NEURON"), CASE, more=("--tolerance", str(tolerance)),
                       repetitions=REPETITIONS) for tolerance in TOLERANCES},
}


def measure_precision(options):
    """For each method its steps (or tolerances), errors, and least seconds of all rounds."""
    methods = {
        name: jobs for name, jobs in METHODS.items()
        if options.chosen([next(iter(jobs.values())).entry.simulator])}
    runs = take_turns([job for jobs in methods.values() for job in jobs.values()],
                      max(options.rounds, 3), options)
    rows = [curve(name, jobs, runs) for name, jobs in methods.items()]
    first = rows[0]["seconds_to_target"]
    return [row | {"ratio": ratio(row["seconds_to_target"], first)} for row in rows]


def ratio(above, below):
    return None if above is None or below is None else above / below


def curve(name, jobs, runs):
    points = [
        {"step": step, "error_ms": mean_error(runs[job][0], name),
         "seconds": min(one.seconds for one in runs[job])} for step, job in jobs.items()]
    return {"method": name, "points": points, "seconds_to_target": time_to(TARGET, points)}


def mean_error(run, name):
    dues = reference_of(CASE)["spike_times_ms"]
    times = [time for time, _ in run.spikes]
    if len(times) != len(dues):
        raise BenchmarkError(f"{name}, {CASE}: {len(times)} spikes, not {len(dues)}")
    return sum(abs(time - due) for time, due in zip(times, dues)) / len(dues)


def time_to(error, points):
    """The seconds after which the error stays below; None where it never does.

    The first point's where that is exact enough already.
    """
    exact = [all(one["error_ms"] <= error for one in points[i:]) for i in range(len(points))]
    if True not in exact:
        return None
    index = exact.index(True)
    if index == 0:
        return points[0]["seconds"]
    before, after = points[index - 1], points[index]
    part = math.log(before["error_ms"] / error) / math.log(before["error_ms"] / after["error_ms"])
    return before["seconds"] * (after["seconds"] / before["seconds"]) ** part


def print_precision(rows):
    print(f"\nTime to a mean spike-time error of {1000 * TARGET:g} us; the ratio is to "
          f"{rows[0]['method']}")
    for row in rows:
        seconds, times = row["seconds_to_target"], row["ratio"]
        print(f"{row['method']:22} "
              + ("     never" if seconds is None else f"{1000 * seconds:7.2f} ms")
              + ("" if times is None else f" {times:7.2f}"))
        for point in row["points"]:
            print(f"{'':22} {point['step']:<10g} {1000 * point['error_ms']:9.3f} us "
                  f"{1000 * point['seconds']:9.2f} ms", flush=True)
