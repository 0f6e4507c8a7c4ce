#!/usr/bin/env python3
"""Times Skou beside Arbor, NEURON and CoreNEURON on the same models.

    Benchmarks/peers/setup.sh FOLDER                  # once
    FOLDER/venv/bin/python Benchmarks/run.py --peers FOLDER

Every simulator's spikes, and concentrations where these are followed, are compared with converged
ones before anything is timed. Then the simulators take turns, so that a noisy moment of the machine
meets them all.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
PEERS = {
    "Arbor": ["run_arbor.py"],
    "NEURON": ["run_neuron.py"],
    "CoreNEURON": ["run_neuron.py", "--core"],
    "NEURON rxd": ["run_space.py"],
}
# What Skou is told beside the model: cells and space exchange every millisecond or every step.
OURS = {"Skou": [], "Skou 25 us": ["--set", "extracellular.step=0.025 ms"]}
CELLS = ["Skou", "Arbor", "NEURON", "CoreNEURON"]
SPACE = ["Skou", "Skou 25 us", "NEURON rxd"]
# At dt 0.025 ms the peers are of first order, Skou of second: the part of a spike's time by which
# it may miss the converged time, beside two time steps, and the part of a concentration.
TOLERANCE = {name: 1e-3 for name in OURS} | {name: 1e-2 for name in PEERS}
STAMP_TOLERANCE = 0.05  # ms
# The part of a concentration's change, where changes are small beside the concentrations.
CHANGE_TOLERANCE, LEAST_CHANGE = 1e-2, 1e-6  # -, mM


@dataclass
class Case:
    """Who takes part, and on how many threads."""

    simulators: list
    threads: list


CASES = {
    "detailed-2000": Case(CELLS, [1]),
    "detailed-20000": Case(CELLS, [1]),
    "tree-128": Case(CELLS, [1]),
    "ions-8": Case(CELLS, [1]),
    "busyring-simple-128": Case(CELLS, [1, 2]),
    "busyring-hh-128": Case(CELLS, [1, 2]),
    "busyring-simple-1024": Case(CELLS, [1, 2]),
    "busyring-hh-1024": Case(CELLS, [1, 2]),
    "ecs-50x10x10": Case(SPACE, [1]),
    "ecs-32": Case(SPACE, [1]),
}


class BenchmarkError(Exception):
    """A run that failed or a result that disagrees."""


@dataclass(frozen=True)
class Entry:
    """One who takes part: a simulator on some threads."""

    simulator: str
    threads: int

    @property
    def label(self):
        return self.simulator if self.threads == 1 else f"{self.simulator}, {self.threads} threads"


@dataclass
class Run:
    """One process's result.

    `seconds`: of stepping; `busy`: those of all its threads together, None where unknown.
    `spikes`: [time in ms, cell]. `concentrations`: in the somata at the end, in mM, by name; empty
    where they are constant.
    """

    seconds: float
    busy: float | None
    compartments: int
    steps: int
    spikes: list
    concentrations: dict
    kibibytes: float

    def nanoseconds(self, seconds):
        """Per compartment and step; voxels count as compartments."""
        return 1e9 * seconds / self.compartments / self.steps


def execute(command, cores, environment):
    """Runs on some cores; the output of a command that fails becomes the error."""
    pin = lambda: os.sched_setaffinity(0, cores)
    result = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, preexec_fn=pin,
        cwd=tempfile.gettempdir())
    if result.returncode != 0:
        raise BenchmarkError(f"{' '.join(map(str, command))}:\n{result.stderr[-2000:]}")
    return result.stdout


def run_peer(entry, case, options):
    """The fastest repetition in one process, without set-up."""
    script, *flags = PEERS[entry.simulator]
    python = pathlib.Path(options.peers) / "venv/bin/python"
    command = [python, HERE / "peers" / script, case, *flags, "--threads", str(entry.threads)]
    environment = {
        "PEERS": str(pathlib.Path(options.peers).resolve()),
        "OMP_NUM_THREADS": str(entry.threads)}
    output = execute(command, options.cores_for(entry.threads), environment)
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    result = json.loads(line.removeprefix("RESULT "))
    busy = result["processor_seconds"]
    return Run(
        min(result["stepping_seconds"]), None if None in busy else min(busy),
        result["compartments"], result["steps"], result["spikes"], result["concentrations"],
        result["kibibytes_per_compartment"])


def run_skou(entry, case, options):
    """One process; the figures are those that Skou writes into run.h5."""
    with tempfile.TemporaryDirectory() as parent:
        results = pathlib.Path(parent) / "results"
        command = [options.skou, "run", HERE / "models" / case, "-o", results]
        command += ["--threads", str(entry.threads), "--quiet", *OURS[entry.simulator]]
        execute(command, options.cores_for(entry.threads), {})
        return read_results(results, reference_of(case).get("voxels", 0))


def read_results(results, voxels):
    try:
        import h5py
    except ImportError:
        sys.exit("h5py is missing: use the Python of the peers' folder, or pip install h5py")
    with h5py.File(results / "run.h5") as file:
        names = [name.decode() for name in file["summary/name"][:]]
        numbers = dict(zip(names, map(float, file["summary/value"][:])))
    spikes = []
    with h5py.File(results / "spikes.h5") as file:
        for population in file["spikes"].values():
            columns = population["timestamps"][:], population["node_ids"][:]
            spikes += [[float(time), int(cell)] for time, cell in zip(*columns)]
    compartments = int(numbers["compartments"]) + voxels
    grown = numbers["peak_memory_bytes"] - numbers["baseline_memory_bytes"]
    return Run(
        numbers["stepping_seconds"], numbers.get("stepping_processor_seconds"), compartments,
        int(numbers["steps"]), sorted(spikes), read_concentrations(results),
        grown / 1024 / compartments)


def read_concentrations(results):
    """The last sample of each recorded concentration, in 64 bits where the file has them."""
    import h5py

    concentrations = {}
    for name in ("nai", "nao", "ki", "ko"):
        if not (results / f"{name}.h5").exists():
            continue
        with h5py.File(results / f"{name}.h5") as file:
            data = find_data(file)
            concentrations[name] = data[-1].tolist()
    return concentrations


def find_data(file):
    """The widest numbers of a report with one population."""
    found = []

    def visit(_, item):
        if getattr(item, "ndim", 0) == 2 and item.dtype.kind == "f":
            found.append(item)

    file.visititems(visit)
    return max(found, key=lambda item: item.dtype.itemsize)


def run(entry, case, options):
    return (run_skou if entry.simulator in OURS else run_peer)(entry, case, options)


def reference_of(case):
    return json.loads((HERE / "models" / case / "spikes.json").read_text())


def check(result, entry, case):
    """Every cell must do as the converged solution does. Returns the largest errors."""
    reference = reference_of(case)
    where, tolerance = f"{entry.label}, {case}", TOLERANCE[entry.simulator]
    expected = reference["compartments"] + reference.get("voxels", 0)
    if result.compartments != expected:
        raise BenchmarkError(f"{where}: {result.compartments} compartments, not {expected}")
    return {
        "spike_time_error_ms": check_spikes(result, reference, where, tolerance),
        "concentration_error": check_concentrations(result, reference, where, tolerance),
        "change_error": check_changes(result, reference, where)}


def check_spikes(result, reference, where, tolerance):
    times, count = reference["spike_times_ms"], reference["cells"]
    # One list serves where all cells are alike, and as many as a ring has cells where rings are.
    trains = times if isinstance(times[0], list) else [times]
    expected = [trains[cell % len(trains)] for cell in range(count)]
    found = [[] for _ in range(count)]
    for time, cell in result.spikes:
        found[cell].append(time)
    for cell, (times, dues) in enumerate(zip(found, expected)):
        if len(times) != len(dues):
            raise BenchmarkError(f"{where}: cell {cell} has {len(times)} spikes, not {len(dues)}")
        for time, due in zip(times, dues):
            if abs(time - due) > STAMP_TOLERANCE + tolerance * due:
                raise BenchmarkError(f"{where}: cell {cell} spikes at {time} ms, not {due} ms")
    return max(
        abs(time - due) for times, dues in zip(found, expected) for time, due in zip(times, dues))


def check_concentrations(result, reference, where, tolerance):
    """The largest error as a part of the concentration; None where concentrations are constant."""
    if "concentrations_mM" not in reference:
        return None
    worst = 0.0
    for name, expected in reference["concentrations_mM"].items():
        found = result.concentrations.get(name, [])
        if len(found) != len(expected):
            raise BenchmarkError(f"{where}: {len(found)} cells report {name}")
        for cell, (value, due) in enumerate(zip(found, expected)):
            worst = max(worst, abs(value / due - 1))
            if abs(value / due - 1) > tolerance:
                raise BenchmarkError(f"{where}: {name} of cell {cell} is {value} mM, not {due} mM")
    return worst


def check_changes(result, reference, where):
    """The largest error of a concentration's change from its start, as a part of the change."""
    worst = None
    for name, starts in reference.get("start_mM", {}).items():
        columns = starts, result.concentrations[name], reference["concentrations_mM"][name]
        for cell, (start, value, due) in enumerate(zip(*columns)):
            error, change = abs(value - due), abs(due - start)
            if error > LEAST_CHANGE + CHANGE_TOLERANCE * change:
                raise BenchmarkError(
                    f"{where}: {name} of cell {cell} changes from {start} mM to {value} mM, "
                    f"not to {due} mM")
            worst = max(worst or 0.0, error / max(change, LEAST_CHANGE))
    return worst


def entries_of(case, options):
    case = CASES[case]
    names = [name for name in case.simulators if name in (options.simulators or case.simulators)]
    threads = options.threads or case.threads
    return [Entry(name, count) for count in threads for name in names]


def measure(case, options):
    """Checks every simulator, then lets them take turns; a summary for each."""
    entries = entries_of(case, options)
    errors = {entry: check(run(entry, case, options), entry, case) for entry in entries}
    runs = {entry: [] for entry in entries}
    for _ in range(options.rounds):
        for entry in entries:
            runs[entry].append(run(entry, case, options))
    return [summary(entry, runs) | errors[entry] for entry in entries]


def summary(entry, runs):
    """Medians over rounds, and those of ratios within a round.

    `pair_ratio`: this simulator's figure over that of the first one on as many threads.
    `thread_ratio`: its own figure on the fewest threads over this one.
    """
    own, label = runs[entry], entry.label
    first = next(other for other in runs if other.threads == entry.threads)
    alone = next(other for other in runs if other.simulator == entry.simulator)
    figures = [one.nanoseconds(one.seconds) for one in own]
    busy = [one.nanoseconds(one.busy) for one in own if one.busy is not None]

    def ratio(above, below):
        return statistics.median(a.seconds / b.seconds for a, b in zip(runs[above], runs[below]))

    return {
        "simulator": label, "threads": entry.threads, "median_ns": statistics.median(figures),
        "least_ns": min(figures), "most_ns": max(figures), "all_ns": figures,
        "processor_ns": statistics.median(busy) if busy else None,
        "pair_ratio": ratio(entry, first), "thread_ratio": ratio(alone, entry),
        "least_ratio": min(figures) / min(one.nanoseconds(one.seconds) for one in runs[first]),
        "kibibytes_per_compartment": statistics.median(one.kibibytes for one in own)}


def optional(value, form):
    """A figure that not every case has, as wide as the form makes any other."""
    return " " * len(format(0.0, form)) if value is None else format(value, form)


def print_table(case, rows):
    print(f"\n{case}: ns per compartment and step; pairs and least are / {rows[0]['simulator']}")
    print(f"{'':22} {'median':>8} {'least':>8} {'most':>8} {'CPU':>8} {'pairs':>7} {'least':>7} "
          f"{'threads':>8} {'KiB/comp':>9} {'spike error':>12} {'mM error':>11} {'change':>9}")
    for row in rows:
        print(f"{row['simulator']:22} {row['median_ns']:8.2f} {row['least_ns']:8.2f} "
              f"{row['most_ns']:8.2f} {optional(row['processor_ns'], '8.2f')} "
              f"{row['pair_ratio']:7.2f} {row['least_ratio']:7.2f} {row['thread_ratio']:8.2f} "
              f"{row['kibibytes_per_compartment']:9.2f} {row['spike_time_error_ms']:9.4f} ms "
              f"{optional(row['concentration_error'], '11.5%')} "
              f"{optional(row['change_error'], '9.3%')}", flush=True)


def processor():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return f"{names[0]}, {len(names)} cores" if names else platform.processor()


class Options(argparse.Namespace):
    """What the command line says."""

    def cores_for(self, threads):
        """The last of the cores; a process with several threads gets as many."""
        if threads > len(self.cores):
            raise BenchmarkError(f"{threads} threads need {threads} cores, not {len(self.cores)}")
        return set(self.cores[-threads:])


def names(text):
    """Cases or simulators, with commas between them."""
    return [name.strip() for name in text.split(",")]


def numbers(text):
    return [int(number) for number in text.split(",")]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", default=os.environ.get("PEERS"), help="folder of setup.sh")
    parser.add_argument("--skou", default=HERE.parent / "bin/skou", help="the executable")
    parser.add_argument("--cases", type=names, default=list(CASES),
                        help=f"with commas between them, of {', '.join(CASES)}")
    parser.add_argument("--simulators", type=names,
                        help=f"of {', '.join([*OURS, *PEERS])}: those of a case that are named here")
    parser.add_argument("--threads", type=numbers, help="such as 1,2, in place of each case's own")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cores", type=numbers, default=sorted(os.sched_getaffinity(0)))
    parser.add_argument("--output", help="a JSON file for all figures")
    options = parser.parse_args(namespace=Options())
    for given, known in ((options.cases, CASES), (options.simulators or [], OURS | PEERS)):
        for name in given:
            if name not in known:
                parser.error(f"there is no '{name}'; there are {', '.join(known)}")
    if options.peers is None and any(
            entry.simulator in PEERS for case in options.cases
            for entry in entries_of(case, options)):
        parser.error("say where the peers are with --peers (see Benchmarks/README.md)")
    options.skou = pathlib.Path(options.skou).resolve()
    return options


def main():
    options = parse_arguments()
    report = {"date": datetime.date.today().isoformat(), "processor": processor(), "cases": {}}
    print(report["processor"])
    try:
        for case in options.cases:
            report["cases"][case] = measure(case, options)
            print_table(case, report["cases"][case])
            if options.output:
                pathlib.Path(options.output).write_text(json.dumps(report, indent=1) + "\n")
    except BenchmarkError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
