"""What else a run costs: set-up of a network, and recording."""
import statistics

from .agreement import check_beginning
from .cases import Entry
from .runs import Job
from .turns import pair_ratio, take_turns

SET_UP_CASE = "busyring-hh-1024"
SET_UP_DURATION = 1.0  # ms; stepping is taken off a process's time
RECORDED_CASE, RECORDED_DURATION = "recorded-1000", 200.0  # ms
SILENT_CELLS = 125  # of `tree-128`: the same model without recording


def measure_set_up(options):
    """Seconds before the first step: by the program's own account, and the whole process's less
    those of stepping."""
    names = options.chosen(["Skou", "Arbor", "NEURON", "CoreNEURON"])
    jobs = [Job(Entry(name), SET_UP_CASE, duration=SET_UP_DURATION,
                repetitions=None if name == "Skou" else 1) for name in names]
    runs = take_turns(jobs, options.rounds, options)
    return [{
        "simulator": job.entry.label, "compartments": runs[job][0].compartments,
        "own_seconds": statistics.median(one.set_up_seconds for one in runs[job]),
        "process_seconds": statistics.median(one.wall_seconds - one.seconds for one in runs[job]),
        "pair_ratio": pair_ratio(runs[job], runs[jobs[0]], lambda one: one.set_up_seconds),
    } for job in jobs]


def print_set_up(rows):
    print(f"\nSet-up of {SET_UP_CASE}, {rows[0]['compartments']} compartments: by its own account, "
          "and the process without stepping")
    for row in rows:
        print(f"{row['simulator']:14} {row['own_seconds']:7.2f} s {row['process_seconds']:7.2f} s "
              f"{row['pair_ratio']:7.2f}", flush=True)


def measure_recording(options):
    """What 1000 traces, sampled every 0.1 ms, add to the same run without."""
    silent = Job(Entry("Skou"), "tree-128", cells=SILENT_CELLS, duration=RECORDED_DURATION)
    recorded = Job(Entry("Skou"), RECORDED_CASE, duration=RECORDED_DURATION)
    runs = take_turns([silent, recorded], options.rounds, options)
    for job in (silent, recorded):
        check_beginning(runs[job][0], job)
    return {
        "silent_ns": statistics.median(one.cost for one in runs[silent]),
        "recorded_ns": statistics.median(one.cost for one in runs[recorded]),
        "stepping_ratio": pair_ratio(runs[recorded], runs[silent]),
        "process_ratio": pair_ratio(runs[recorded], runs[silent], lambda one: one.wall_seconds)}


def print_recording(figures):
    print("\nSkou, 1000 traces every 0.1 ms against none: stepping "
          f"{figures['recorded_ns']:.2f} ns over {figures['silent_ns']:.2f} ns, ratio "
          f"{figures['stepping_ratio']:.3f}; of the whole process {figures['process_ratio']:.3f}",
          flush=True)
