"""The benchmark models, as every peer simulator builds them.

A cell is a list of sections (dictionaries): id, parent (-1 for the root), L (um), nseg, diam (a
list of nseg, um), kind ('soma', 'dend', 'axon'). Every child hangs on the distal end of its parent.
Compartment i of a section is a cylinder of length L / nseg and diameter diam[i].
"""
import json
import pathlib
from collections.abc import Callable
from dataclasses import dataclass

RESISTIVITY, CAPACITANCE = 100.0, 1.0  # ohm cm, uF/cm2
HH = {"gnabar": 0.12, "gkbar": 0.036, "gl": 0.0003, "el": -54.3}  # S/cm2, mV
SODIUM_REVERSAL, POTASSIUM_REVERSAL = 50.0, -77.0  # mV
START_VOLTAGE, TEMPERATURE = -65.0, 6.3  # mV, degC
THRESHOLD = 0.0  # mV at the soma
# Cells with pools: channels and leaks, the pump, and the solutions on both sides of the membrane.
POOL_MECHANISMS = ["hhion", "nakp", "ipool", "opool"]
INSIDE, OUTSIDE = {"na": 18.0, "k": 130.0}, {"na": 145.0, "k": 3.5}  # mM, at the start
CURRENT_START = 1.0  # ms
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


def detailed_cell(name):
    return json.loads((MODELS / name).read_text())["sections"]


@dataclass
class Case:
    """A benchmark: its cells, the current into each soma from 1 ms in nA, the time in ms."""

    cell: Callable[[], list]
    count: int
    amplitude: Callable[[int], float]
    duration: float
    has_pools: bool = False


CASES = {
    "detailed-2000": Case(lambda: detailed_cell("detailed-2000/pyr2k.json"), 1, lambda _: 3, 200),
    "detailed-20000": Case(lambda: detailed_cell("detailed-20000/pyr20k.json"), 1, lambda _: 3, 40),
    "tree-128": Case(tree_cell, 128, lambda _: 1, 50),
    "ions-8": Case(tree_cell, 8, lambda cell: 1 + 0.1 * cell, 200, has_pools=True),
}


def compartment_count(sections):
    return sum(section["nseg"] for section in sections)
