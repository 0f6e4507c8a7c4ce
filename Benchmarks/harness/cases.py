"""Who takes part in which benchmark, and by how much they may differ."""
import json
import pathlib
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent.parent
PEERS = {
    "Arbor": ["run_arbor.py"],
    "NEURON": ["run_neuron.py"],
    "CoreNEURON": ["run_neuron.py", "--core"],
    "NEURON rxd": ["run_space.py"],
}
# What every run of Skou is told beside the model: options of `skou run`.
SKOU_ARGUMENTS = ["--fuse"]
# Cells and space exchange every millisecond or every step. `Skou before` is another commit's build
# (quick.py).
OURS = {
    "Skou": SKOU_ARGUMENTS,
    "Skou 25 us": [*SKOU_ARGUMENTS, "--set", "extracellular.step=0.025 ms"],
    "Skou before": SKOU_ARGUMENTS,
}
CELLS = ["Skou", "Arbor", "NEURON", "CoreNEURON"]
SPACE = ["Skou", "Skou 25 us", "NEURON rxd"]
# At dt 0.025 ms the peers are of first order, Skou of second: the part of a spike's time by which
# it may miss the converged time, beside two time steps, and the part of a concentration.
TOLERANCE = {name: 1e-3 for name in OURS} | {name: 1e-2 for name in PEERS}
STAMP_TOLERANCE = 0.05  # ms
# The part of a concentration's change, where changes are small beside the concentrations.
CHANGE_TOLERANCE, LEAST_CHANGE = 1e-2, 1e-6  # -, mM


class BenchmarkError(Exception):
    """A run that failed or a result that disagrees."""


@dataclass
class Case:
    """Who takes part, and on how many threads."""

    simulators: list
    threads: list


CASES = {
    "detailed-2000": Case(CELLS, [1]),
    "detailed-20000": Case(CELLS, [1]),
    "tree-128": Case(CELLS, [1]),
    "morphologies-64": Case(CELLS, [1]),
    "ions-8": Case(CELLS, [1]),
    "ions-512": Case(CELLS, [1]),
    "channels-8": Case(CELLS, [1]),
    "busyring-simple-128": Case(CELLS, [1, 2]),
    "busyring-hh-128": Case(CELLS, [1, 2]),
    "busyring-simple-1024": Case(CELLS, [1, 2]),
    "busyring-hh-1024": Case(CELLS, [1, 2]),
    "ecs-50x10x10": Case(SPACE, [1]),
    "ecs-32": Case(SPACE, [1]),
}


@dataclass(frozen=True)
class Entry:
    """One who takes part: a simulator on some threads."""

    simulator: str
    threads: int = 1

    @property
    def label(self):
        return self.simulator if self.threads == 1 else f"{self.simulator}, {self.threads} threads"


def reference_of(case):
    """The converged results."""
    return json.loads((HERE / "models" / case / "spikes.json").read_text())
