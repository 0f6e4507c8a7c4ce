#!/usr/bin/env python3
"""Writes the synthetic pyramidal cell of Networks/detailed-pyramidal as SWC.

Every number below is chosen, none is measured on a cell: the proportions follow what textbooks
say of a thick-tufted pyramidal neuron of layer 5. The same seed gives the same file everywhere.

    tools/generate_pyramidal.py [OUTPUT.swc]
"""
import math
import pathlib
import random
import sys

DEFAULT_OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Networks/detailed-pyramidal/pyramidal.swc"
SEED = 1957  # the year of Skou's pump
SOMA, AXON, BASAL, APICAL = 1, 2, 3, 4  # SWC types
SOMA_RADIUS = 9.0  # um
SAMPLE_SPACING = 6.0  # um


def unit(vector):
    norm = math.sqrt(sum(component**2 for component in vector))
    return tuple(component / norm for component in vector)


def along(origin, direction, distance):
    return tuple(o + distance * d for o, d in zip(origin, direction))


def perpendicular(direction, angle):
    """The unit vector at right angles to `direction` that `angle` turns about it."""
    helper = (1.0, 0.0, 0.0) if abs(direction[0]) < 0.7 else (0.0, 0.0, 1.0)
    cross = lambda a, b: (
        a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    first = unit(cross(direction, helper))
    second = cross(direction, first)
    return tuple(math.cos(angle) * f + math.sin(angle) * s for f, s in zip(first, second))


class Tip:
    """Where a branch stands: its last sample, place, heading and radius (um)."""

    def __init__(self, sample, position, direction, radius):
        self.sample, self.position = sample, position
        self.direction, self.radius = direction, radius


class Tree:
    """Grows branches sample by sample; parents always precede their children."""

    def __init__(self, seed):
        self.samples = []  # (type, position, radius, parent's number)
        self.random = random.Random(seed)

    def add(self, kind, position, radius, parent):
        self.samples.append((kind, position, radius, parent))
        return len(self.samples)

    def vary(self, value, fraction=0.2):
        return value * (1 + fraction * (2 * self.random.random() - 1))

    def stem(self, kind, soma, direction, radius):
        """A branch's first sample, on the soma's surface."""
        direction = unit(direction)
        position = along((0.0, 0.0, 0.0), direction, SOMA_RADIUS)
        return Tip(self.add(kind, position, radius, soma), position, direction, radius)

    def grow(self, kind, tip, length, radius, wander=0.12):
        """Lengthens a branch, tapering to `radius` and turning a little at every sample."""
        steps = max(1, round(length / SAMPLE_SPACING))
        sample, position, direction = tip.sample, tip.position, tip.direction
        for step in range(1, steps + 1):
            turn = perpendicular(direction, 2 * math.pi * self.random.random())
            direction = unit(along(direction, turn, wander * self.random.random()))
            position = along(position, direction, length / steps)
            here = tip.radius + (radius - tip.radius) * step / steps
            sample = self.add(kind, position, here, sample)
        return Tip(sample, position, direction, radius)

    def heading(self, tip, angle, turn):
        """The same place, headed `angle` radians away."""
        side = perpendicular(tip.direction, turn)
        direction = unit(along(tip.direction, side, math.tan(angle)))
        return Tip(tip.sample, tip.position, direction, tip.radius)

    def arbor(self, kind, tip, lengths, radius, shrink=0.72, angle=0.5):
        """Grows one branch, then two daughters for every further entry of `lengths`."""
        tip.radius = radius
        tip = self.grow(kind, tip, self.vary(lengths[0]), 0.85 * radius)
        if len(lengths) == 1:
            return
        turn = 2 * math.pi * self.random.random()
        for side in (0.0, math.pi):
            daughter = self.heading(tip, self.vary(angle), turn + side)
            self.arbor(kind, daughter, lengths[1:], max(0.25, shrink * radius), shrink, angle)


def grow_basal_dendrites(tree, soma, count=5):
    for index in range(count):
        azimuth = 2 * math.pi * (index + 0.5) / count
        tip = tree.stem(BASAL, soma, (math.cos(azimuth), -0.35, math.sin(azimuth)), 1.1)
        tree.arbor(BASAL, tip, [25, 40, 60, 85], 1.1)


def grow_apical_dendrite(tree, soma, pieces=12):
    """A tapering trunk with an oblique dendrite at every piece, and a tuft."""
    tip = tree.stem(APICAL, soma, (0.0, 1.0, 0.0), 2.4)
    for index in range(pieces):
        tip = tree.grow(APICAL, tip, 42.0, tip.radius - 0.1, wander=0.03)
        oblique = tree.heading(tip, tree.vary(1.2, 0.1), 2.4 * index)  # near the golden angle
        tree.arbor(APICAL, oblique, [tree.vary(40), 75], 0.55)
    tree.arbor(APICAL, tip, [50, 60, 70, 85, 100], 1.0, shrink=0.8, angle=0.4)


def grow_axon(tree, soma, pieces=6):
    """Hillock, initial segment, and a thin axon with collaterals."""
    tip = tree.stem(AXON, soma, (0.0, -1.0, 0.0), 1.6)
    tip = tree.grow(AXON, tip, 12.0, 0.75, wander=0.02)
    tip = tree.grow(AXON, tip, 36.0, 0.55, wander=0.02)
    for index in range(pieces):
        tip = tree.grow(AXON, tip, 75.0, 0.5, wander=0.05)
        collateral = tree.heading(tip, 1.1, 2.4 * index)
        tree.arbor(AXON, collateral, [70, 100], 0.35, shrink=0.85)


def pyramidal_cell():
    tree = Tree(SEED)
    soma = tree.add(SOMA, (0.0, 0.0, 0.0), SOMA_RADIUS, -1)
    grow_basal_dendrites(tree, soma)
    grow_apical_dendrite(tree, soma)
    grow_axon(tree, soma)
    return tree.samples


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_OUTPUT
    samples = pyramidal_cell()
    with open(output, "w") as file:
        file.write("# Synthetic pyramidal cell, own data, written by tools/generate_pyramidal.py\n")
        file.write("# sample type x y z radius parent (um; 1 soma, 2 axon, 3 basal, 4 apical)\n")
        for number, (kind, (x, y, z), radius, parent) in enumerate(samples, start=1):
            file.write(f"{number} {kind} {x:.3f} {y:.3f} {z:.3f} {radius:.4f} {parent}\n")
    print(f"{output}: {len(samples)} samples")


if __name__ == "__main__":
    main()
