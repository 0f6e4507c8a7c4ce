"""Runs a simulator in a process of its own and reads what it found and how long it took."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from math import nan

from peers.result import repeat_until

from .cases import HERE, OURS, PEERS, BenchmarkError, Entry, reference_of

MOST = 20  # repetitions in a turn


@dataclass(frozen=True)
class Job:
    """What one process does: a case, and what is changed of it.

    `more`: further options of the simulator.
    """

    entry: Entry
    case: str
    cells: int | None = None  # of `tree-128`
    duration: float | None = None  # ms
    dt: float | None = None  # ms
    # Of a turn, of which the fastest counts: at least so many (by default a peer's own number, or 1),
    # and for at least so many seconds of stepping.
    repetitions: int | None = None
    seconds: float | None = None
    more: tuple = ()

    def peer_arguments(self):
        given = {
            "--cells": self.cells, "--duration": self.duration, "--dt": self.dt,
            "--repetitions": self.repetitions, "--seconds": self.seconds, "--most": MOST,
            "--threads": self.entry.threads}
        values = [(name, str(value)) for name, value in given.items() if value is not None]
        return [*(text for pair in values for text in pair), *self.more]

    def own_arguments(self):
        texts = ["--threads", str(self.entry.threads), "--quiet", *OURS[self.entry.simulator]]
        if self.cells:
            texts += ["--set", f"populations.tree.count={self.cells}"]
        if self.duration:
            texts += ["--duration", f"{self.duration} ms"]
        if self.dt:
            texts += ["--dt", f"{self.dt} ms"]
        return [*texts, *self.more]


@dataclass
class Run:
    """One process's result.

    `seconds`: of stepping; `busy`: those of all its threads together, None where unknown.
    `set_up_seconds`: by its own account, from the libraries' end of loading to the first step;
    `wall_seconds`: of the whole process.
    `spikes`: [time in ms, cell]. `concentrations`: in the somata at the end, in mM, by name; empty
    where they are constant. `kibibytes` and `own_kibibytes`: how much the process has grown since
    before the model, a compartment: at most, and, at the end, by what it has written itself.
    """

    seconds: float
    busy: float | None
    set_up_seconds: float
    compartments: int
    steps: int
    spikes: list
    concentrations: dict
    kibibytes: float
    own_kibibytes: float
    wall_seconds: float = 0.0

    def nanoseconds(self, seconds):
        """Per compartment and step; voxels count as compartments."""
        return 1e9 * seconds / self.compartments / self.steps

    @property
    def cost(self):
        return self.nanoseconds(self.seconds)


def execute(command, cores, environment):
    """Runs on some cores; returns the output and the seconds that it took.

    The output of a command that fails becomes the error.
    """
    pin = lambda: os.sched_setaffinity(0, cores)
    begin = time.perf_counter()
    result = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, preexec_fn=pin,
        cwd=tempfile.gettempdir())
    seconds = time.perf_counter() - begin
    if result.returncode != 0:
        raise BenchmarkError(f"{' '.join(map(str, command))}:\n{result.stderr[-2000:]}")
    return result.stdout, seconds


def run(job, options):
    """One turn, on quiet cores where it can be."""
    turn = run_skou if job.entry.simulator in OURS else run_peer
    cores = options.cores_for(job.entry.threads)
    return options.quiet.take(lambda: turn(job, options), cores, lambda one: one.seconds)


def run_peer(job, options):
    """The fastest repetition in one process, without set-up."""
    script, *flags = PEERS[job.entry.simulator]
    python = options.peers / "venv/bin/python"
    command = [python, HERE / "peers" / script, job.case, *flags, *job.peer_arguments()]
    environment = {
        "PEERS": str(options.peers), "OMP_NUM_THREADS": str(job.entry.threads)}
    output, wall = execute(command, options.cores_for(job.entry.threads), environment)
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    result = json.loads(line.removeprefix("RESULT "))
    busy = result["processor_seconds"]
    return Run(
        min(result["stepping_seconds"]), None if None in busy else min(busy),
        result["set_up_seconds"], result["compartments"], result["steps"], result["spikes"],
        result["concentrations"], result["kibibytes_per_compartment"],
        result["own_kibibytes_per_compartment"], wall)


def run_skou(job, options):
    """The fastest of some processes, as peers repeat themselves in theirs."""
    seconds_of = lambda one: one.seconds
    runs = repeat_until(
        lambda: run_skou_once(job, options), seconds_of, job.repetitions or 1, job.seconds or 0,
        MOST)
    return min(runs, key=seconds_of)


def run_skou_once(job, options):
    """One process; the figures are those that Skou writes into run.h5."""
    with tempfile.TemporaryDirectory() as parent:
        results = pathlib.Path(parent) / "results"
        skou = options.executable(job.entry.simulator)
        command = [skou, "run", HERE / "models" / job.case, "-o", results]
        command += job.own_arguments()
        _, wall = execute(command, options.cores_for(job.entry.threads), {})
        return read_results(results, job.case, wall)


def read_results(results, case, wall):
    try:
        import h5py
    except ImportError:
        sys.exit("h5py is missing: use the Python of the peers' folder, or pip install h5py")
    reference = reference_of(case)
    with h5py.File(results / "run.h5") as file:
        names = [name.decode() for name in file["summary/name"][:]]
        numbers = dict(zip(names, map(float, file["summary/value"][:])))
    compartments = int(numbers["compartments"]) + reference.get("voxels", 0)
    grown = numbers["peak_memory_bytes"] - numbers["baseline_memory_bytes"]
    # The last commit's program, which `quick.py` runs, may not tell these.
    own = numbers.get("own_memory_bytes", nan) - numbers.get("baseline_own_memory_bytes", nan)
    return Run(
        numbers["stepping_seconds"], numbers.get("stepping_processor_seconds"),
        numbers["set_up_seconds"], compartments, int(numbers["steps"]),
        read_spikes(results, reference.get("populations", [])), read_concentrations(results),
        grown / 1024 / compartments, own / 1024 / compartments, wall)


def read_spikes(results, populations):
    """[time in ms, cell]; `populations` are those of one cell each, in the cells' order."""
    import h5py

    first, spikes = {name: number for number, name in enumerate(populations)}, []
    with h5py.File(results / "spikes.h5") as file:
        for name, population in file["spikes"].items():
            columns = population["timestamps"][:], population["node_ids"][:]
            spikes += [
                [float(time), first.get(name, 0) + int(cell)] for time, cell in zip(*columns)]
    return sorted(spikes)


def read_concentrations(results):
    """The last sample of each recorded concentration, in 64 bits where the file has them."""
    import h5py

    concentrations = {}
    for name in ("nai", "nao", "ki", "ko", "cai"):
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
