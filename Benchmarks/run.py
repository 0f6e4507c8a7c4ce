#!/usr/bin/env python3
"""Times Skou beside Arbor, NEURON and CoreNEURON on the same models, on one thread.

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

HERE = pathlib.Path(__file__).resolve().parent
CASES = ["detailed-2000", "detailed-20000", "tree-128", "ions-8"]
PEERS = {
    "Arbor": ["run_arbor.py"],
    "NEURON": ["run_neuron.py"],
    "CoreNEURON": ["run_neuron.py", "--core"],
}
# At dt 0.025 ms the peers are of first order, Skou of second: the part of a spike's time by which
# it may miss the converged time, beside two time steps, and the part of a concentration.
TOLERANCE = {"Skou": 1e-3, "Arbor": 1e-2, "NEURON": 1e-2, "CoreNEURON": 1e-2}
STAMP_TOLERANCE = 0.05  # ms


class BenchmarkError(Exception):
    """A run that failed or a result that disagrees."""


class Run:
    """One process's result: nanoseconds per compartment and step, spikes, memory.

    `concentrations`: in the somata at the end, in mM, by name; empty where they are constant.
    """

    def __init__(self, simulator, seconds, compartments, steps, spikes, concentrations, kibibytes):
        self.simulator, self.spikes, self.kibibytes = simulator, spikes, kibibytes
        self.concentrations = concentrations
        self.compartments, self.steps = compartments, steps
        self.nanoseconds = 1e9 * seconds / compartments / steps


def execute(command, core, environment):
    """Runs on one core; the output of a command that fails becomes the error."""
    pin = lambda: os.sched_setaffinity(0, {core})
    result = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, preexec_fn=pin,
        cwd=tempfile.gettempdir())
    if result.returncode != 0:
        raise BenchmarkError(f"{' '.join(map(str, command))}:\n{result.stderr[-2000:]}")
    return result.stdout


def run_peer(name, case, options):
    """The fastest repetition in one process, without set-up."""
    script, *flags = PEERS[name]
    python = pathlib.Path(options.peers) / "venv/bin/python"
    command = [python, HERE / "peers" / script, case, *flags]
    environment = {"PEERS": str(pathlib.Path(options.peers).resolve()), "OMP_NUM_THREADS": "1"}
    output = execute(command, options.core, environment)
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    result = json.loads(line.removeprefix("RESULT "))
    return Run(
        name, min(result["stepping_seconds"]), result["compartments"], result["steps"],
        result["spikes"], result["concentrations"], result["kibibytes_per_compartment"])


def run_skou(case, options):
    """One process; the figures are those that Skou writes into run.h5."""
    with tempfile.TemporaryDirectory() as parent:
        results = pathlib.Path(parent) / "results"
        command = [options.skou, "run", HERE / "models" / case, "-o", results]
        execute([*command, "--threads", "1", "--quiet"], options.core, {})
        return read_results(results)


def read_results(results):
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
    concentrations = {}
    for name in ("nai", "nao", "ki", "ko"):
        if (results / f"{name}.h5").exists():
            with h5py.File(results / f"{name}.h5") as file:
                population = next(iter(file["report"].values()))
                concentrations[name] = population["data"][-1].tolist()
    compartments = int(numbers["compartments"])
    return Run(
        "Skou", numbers["stepping_seconds"], compartments, int(numbers["steps"]), sorted(spikes),
        concentrations,
        (numbers["peak_memory_bytes"] - numbers["baseline_memory_bytes"]) / 1024 / compartments)


def run(name, case, options):
    return run_skou(case, options) if name == "Skou" else run_peer(name, case, options)


def check(result, case):
    """Every cell must do as the converged solution does. Returns the largest errors."""
    reference = json.loads((HERE / "models" / case / "spikes.json").read_text())
    where, tolerance = f"{result.simulator}, {case}", TOLERANCE[result.simulator]
    if result.compartments != reference["compartments"]:
        raise BenchmarkError(f"{where}: {result.compartments} compartments")
    return {
        "spike_time_error_ms": check_spikes(result, reference, where, tolerance),
        "concentration_error": check_concentrations(result, reference, where, tolerance)}


def check_spikes(result, reference, where, tolerance):
    times, count = reference["spike_times_ms"], reference["cells"]
    # One list serves where all cells are alike.
    expected = times if isinstance(times[0], list) else [times] * count
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


def measure(case, options):
    """Checks every simulator, then lets them take turns; a summary for each."""
    errors = {name: check(run(name, case, options), case) for name in options.simulators}
    figures = {name: [] for name in options.simulators}
    kibibytes = {name: [] for name in options.simulators}
    for _ in range(options.rounds):
        for name in options.simulators:
            result = run(name, case, options)
            figures[name].append(result.nanoseconds)
            kibibytes[name].append(result.kibibytes)
    first = figures[options.simulators[0]]
    return [
        summary(name, figures[name], first, kibibytes[name]) | errors[name]
        for name in options.simulators]


def summary(name, figures, first, kibibytes):
    """`pair_ratio`: the median, over rounds, of this simulator's figure over the first one's."""
    return {
        "simulator": name, "median_ns": statistics.median(figures), "least_ns": min(figures),
        "most_ns": max(figures), "all_ns": figures,
        "pair_ratio": statistics.median(own / other for own, other in zip(figures, first)),
        "kibibytes_per_compartment": statistics.median(kibibytes)}


def print_table(case, rows):
    first = rows[0]
    print(f"\n{case}: ns per compartment and step, one thread")
    print(f"{'':12} {'median':>8} {'least':>8} {'most':>8}   / {first['simulator']}: {'pairs':>8} "
          f"{'least':>8} {'KiB/comp':>9} {'spike error':>12} {'mM error':>9}")
    gap = " " * (len(first["simulator"]) + 5)
    for row in rows:
        error = row["concentration_error"]
        shown = "" if error is None else f"{100 * error:7.3f} %"
        print(f"{row['simulator']:12} {row['median_ns']:8.1f} {row['least_ns']:8.1f} "
              f"{row['most_ns']:8.1f} {gap} {row['pair_ratio']:8.2f} "
              f"{row['least_ns'] / first['least_ns']:8.2f} "
              f"{row['kibibytes_per_compartment']:9.2f} {row['spike_time_error_ms']:9.3f} ms "
              f"{shown}", flush=True)


def processor():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return f"{names[0]}, {len(names)} cores" if names else platform.processor()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", default=os.environ.get("PEERS"), help="folder of setup.sh")
    parser.add_argument("--skou", default=HERE.parent / "bin/skou", help="the executable")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=CASES)
    parser.add_argument("--simulators", nargs="+", choices=["Skou", *PEERS],
                        default=["Skou", *PEERS], help="the first is what others are compared to")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--output", help="a JSON file for all figures")
    options = parser.parse_args()
    if options.peers is None and any(name in PEERS for name in options.simulators):
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
    except BenchmarkError as error:
        sys.exit(f"error: {error}")
    if options.output:
        pathlib.Path(options.output).write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
