"""The benchmark models, as every peer simulator builds them.

A cell is a list of sections (dictionaries): id, parent (-1 for the root), L (um), nseg, diam (a
list of nseg, um), kind ('soma', 'dend', 'axon'). Every child hangs on the distal end of its parent.
Compartment i of a section is a cylinder of length L / nseg and diameter diam[i].
"""
import json
import pathlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

RESISTIVITY, CAPACITANCE = 100.0, 1.0  # ohm cm, uF/cm2
HH = {"gnabar": 0.12, "gkbar": 0.036, "gl": 0.0003, "el": -54.3}  # S/cm2, mV
SODIUM_REVERSAL, POTASSIUM_REVERSAL = 50.0, -77.0  # mV
START_VOLTAGE, TEMPERATURE = -65.0, 6.3  # mV, degC
THRESHOLD = 0.0  # mV at the soma
# Cells with pools: channels and leaks, the pump, and the solutions on both sides of the membrane.
POOL_MECHANISMS = ["hhion", "nakp", "ipool", "opool"]
INSIDE, OUTSIDE = {"na": 18.0, "k": 130.0}, {"na": 145.0, "k": 3.5}  # mM, at the start
CURRENT_START = 1.0  # ms
CHANNEL_CURRENT, CHANNEL_CURRENT_STEP = 0.4, 0.01  # nA: of the first cell, more for each further
PASSIVE = {"g": 1e-4, "e": -65.0}  # S/cm2, mV: dendrites without channels
# Cells with many channels: what moves ions, and a pool of calcium; their parameters are in the
# mechanisms' files. The eighth channel is an unspecific leak.
CHANNEL_MECHANISMS = [
    "nav", "kv", "mcurrent", "hcurrent", "napersistent", "kir", "ghkca", "pmca", "capool"]
CHANNEL_LEAK = {"g": 5e-5, "e": -70.0}  # S/cm2, mV
CHANNEL_TEMPERATURE = 36.0  # degC
POTASSIUM_OUTSIDE = 3.5  # mM, which the inward rectifier reads
CALCIUM_INSIDE, CALCIUM_OUTSIDE = 1e-4, 2.0  # mM: at the start; for good
# What is in a cell's membrane. Squid: Hodgkin-Huxley channels everywhere.
SQUID, PASSIVE_DENDRITES, POOLS, CHANNELS = "squid", "passive dendrites", "pools", "channels"
RING = 16  # cells of each ring
SYNAPSES = 10  # of each cell: the first on the soma, from the cell before it in the ring
WEIGHT, SYNAPSE_TAU, SYNAPSE_REVERSAL = 0.1, 2.0, 0.0  # uS, ms, mV
DELAY, DELAY_STEP = 5.0, 0.5  # ms, of the first synapse, and more for each further one
KICK = 1.0  # ms: an event that reaches the first cell of each ring
TREE_LENGTH = 50.0  # um, of every branch
TREE_DIAMETERS = [2.0, 1.6, 1.3, 1.1, 1.0]  # um, by level

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"


def tree_cell(compartments=3, stems=2):
    """A soma and binary trees of five levels: 63 sections, 187 compartments, level by level."""
    sections = [{"id": 0, "parent": -1, "L": 20.0, "nseg": 1, "diam": [20.0], "kind": "soma"}]
    frontier = [0] * stems
    for diameter in TREE_DIAMETERS:
        level = []
        for parent in frontier:
            level.append(len(sections))
            sections.append({
                "id": level[-1], "parent": parent, "L": TREE_LENGTH, "nseg": compartments,
                "diam": [diameter] * compartments, "kind": "dend"})
        frontier = [parent for parent in level for _ in (0, 1)]
    return sections


@cache
def cell_of(name):
    """The sections in a file."""
    return json.loads((MODELS / name).read_text())["sections"]


def unbranched_cell():
    """A soma and one dendrite of 500 um: 52 compartments."""
    return [
        {"id": 0, "parent": -1, "L": 20.0, "nseg": 1, "diam": [20.0], "kind": "soma"},
        {"id": 1, "parent": 0, "L": 500.0, "nseg": 51, "diam": [2.0] * 51, "kind": "dend"}]


@dataclass
class Case:
    """A benchmark of cells, each with a current into its soma from 1 ms or in rings."""

    cell: Callable[[int], list]  # the sections of a cell by its number
    count: int
    duration: float  # ms
    amplitude: Callable[[int], float] | None = None  # nA, by cell
    membrane: str = SQUID
    is_ring: bool = False

    @property
    def temperature(self):
        return CHANNEL_TEMPERATURE if self.membrane == CHANNELS else TEMPERATURE

    @property
    def concentrations(self):
        """The names of those that change."""
        return {POOLS: ["nai", "nao", "ki", "ko"], CHANNELS: ["cai"]}.get(self.membrane, [])

    def compartments(self):
        return sum(compartment_count(self.cell(number)) for number in range(self.count))


def trees(count, duration, **more):
    """Regular trees, all alike."""
    sections = tree_cell()
    return Case(lambda _: sections, count, duration, **more)


def ring(count, duration, membrane):
    return trees(count, duration, membrane=membrane, is_ring=True)


def detailed(name, duration):
    return Case(lambda _: cell_of(name), 1, duration, lambda _: 3)


# The rings end between two spikes, as the simulators see them: then all count the same.
CASES = {
    "detailed-2000": detailed("detailed-2000/pyr2k.json", 200),
    "detailed-20000": detailed("detailed-20000/pyr20k.json", 40),
    "tree-128": trees(128, 50, amplitude=lambda _: 1),
    "morphologies-64": Case(
        lambda number: cell_of(f"morphologies-64/t{number:02}.json"), 64, 44.75, lambda _: 1),
    "ions-8": trees(8, 200, amplitude=lambda cell: 1 + 0.1 * cell, membrane=POOLS),
    "ions-512": trees(512, 25, amplitude=lambda _: 1, membrane=POOLS),
    "channels-8": trees(
        16, 88, amplitude=lambda cell: CHANNEL_CURRENT + CHANNEL_CURRENT_STEP * cell,
        membrane=CHANNELS),
    "precision": Case(lambda _: unbranched_cell(), 1, 100, lambda _: 0.5),
    "busyring-simple-128": ring(128, 175, PASSIVE_DENDRITES),
    "busyring-hh-128": ring(128, 175, SQUID),
    "busyring-simple-1024": ring(1024, 50, PASSIVE_DENDRITES),
    "busyring-hh-1024": ring(1024, 50, SQUID),
}


def case(arguments):
    """The case that the arguments of the command line name, with what they change of it."""
    named = CASES[arguments.case]
    changes = {"count": arguments.cells, "duration": arguments.duration}
    return replace(named, **{key: value for key, value in changes.items() if value})


def synapse_section(synapse):
    """The section of the regular tree that holds a synapse, in its middle."""
    return 0 if synapse == 0 else 1 + 17 * synapse % 62


def ring_inputs(cell, count):
    """(synapse, source, weight in uS, delay in ms) of each connection to a cell.

    All but the first have no weight: they cost what connections cost and change nothing.
    """
    first = cell // RING * RING
    inputs = [(0, first + (cell - first - 1) % RING, WEIGHT, DELAY)]
    for synapse in range(1, SYNAPSES):
        source = (7 * cell + 13 * synapse + 1) % count
        if source == cell:
            source = (source + 1) % count
        inputs.append((synapse, source, 0.0, DELAY + DELAY_STEP * synapse))
    return inputs


VOXEL = 20.0  # um
VOLUME_FRACTION, TORTUOSITY, DIFFUSION = 0.2, 1.6, 2.62  # DIFFUSION in um2/ms
CELL_SIZE, SURFACE_TO_VOLUME = 10.0, 4000.0  # um, of the diameter and length; /cm
CORE, CORE_POTASSIUM = 0.1, 40.0  # the part of the space along x that starts with so much, in mM


@dataclass
class Space:
    """Cells of one compartment in a sealed box of voxels, through which potassium diffuses."""

    voxels: tuple
    cells: tuple  # along x, y and z
    duration: float  # ms

    def centres(self):
        """In um; z runs fastest."""
        def along(axis):
            step = VOXEL * self.voxels[axis] / self.cells[axis]
            return [(i + 0.5) * step for i in range(self.cells[axis])]
        return [(x, y, z) for x in along(0) for y in along(1) for z in along(2)]


SPACES = {
    "ecs-50x10x10": Space((50, 10, 10), (50, 1, 1), 50),
    "ecs-32": Space((32, 32, 32), (8, 8, 8), 50),
}


def is_stopped(cell):
    """Whether the cell's pumps do not work: one in ten."""
    return cell % 10 == 5


def compartment_count(sections):
    return sum(section["nseg"] for section in sections)
