#!/usr/bin/env python3
"""Writes the detailed cells of Benchmarks/models: one synthetic tree, cut coarsely and finely.

Own data: a pyramidal shape from a linear congruential generator of integers, so that any language
can draw the same. Sections are cylinders' diameters, one for each compartment, which every
simulator can represent exactly.

    tools/generate_benchmark_cells.py [--check]      # --check compares, and writes nothing
"""
import json
import math
import pathlib
import sys

MODELS = pathlib.Path(__file__).resolve().parent.parent / "Benchmarks/models"
TARGETS = {2000: "detailed-2000/pyr2k.json", 20000: "detailed-20000/pyr20k.json"}
SOMA, AXON, BASAL, APICAL = 1, 2, 3, 4  # SWC types
KINDS = {AXON: "axon", BASAL: "dend", APICAL: "dend"}
SAMPLE_SPACING = 7.0  # um


def unit(vector):
    norm = math.sqrt(sum(x * x for x in vector))
    return tuple(x / norm for x in vector)


class Tree:
    """Samples (type, position, radius, parent's index or None) in the order of growth."""

    def __init__(self):
        self.samples, self.state = [], 20240611

    def random(self):
        """From 0 to 1."""
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) / 2.0**23

    def random_direction(self, y=None):
        x = self.random() - 0.5
        return unit((x, self.random() - 0.5 if y is None else y, self.random() - 0.5))

    def add(self, kind, position, radius, parent):
        position = tuple(float(f"{x:.4f}") for x in position)
        self.samples.append((kind, position, radius, parent))
        return len(self.samples) - 1

    def grow(self, kind, parent, position, direction, length, radii, jitter=0.18):
        """One wandering branch; radii (um) at its start and end, each sample's varied by 10 %."""
        steps = max(2, round(length / SAMPLE_SPACING))
        for step in range(1, steps + 1):
            direction = unit(tuple(d + jitter * (self.random() - 0.5) for d in direction))
            position = tuple(p + d * length / steps for p, d in zip(position, direction))
            radius = radii[0] + (radii[1] - radii[0]) * step / steps
            radius = round(radius * (0.9 + 0.2 * self.random()), 3)
            parent = self.add(kind, position, radius, parent)
        return parent, position, direction

    def arbor(self, kind, parent, position, direction, length, radii, level, splits, depth):
        """A branch and, above the last level, two daughters; `splits` are lengths by level."""
        end = self.grow(kind, parent, position, direction, length, radii)
        for side in (-1, 1) if level < depth else ():
            aside = self.random_direction()
            heading = unit(tuple(d + 0.55 * side * a for d, a in zip(end[2], aside)))
            longer = splits[min(level + 1, len(splits) - 1)] * (0.7 + 0.6 * self.random())
            thinner = (radii[1] * 0.85, max(0.2, radii[1] * 0.7))
            self.arbor(kind, *end[:2], heading, longer, thinner, level + 1, splits, depth)


def grow_basal_dendrites(tree, soma):
    for index in range(7):
        angle = 2 * math.pi * index / 7
        direction = unit((math.cos(angle), -0.3, math.sin(angle)))
        position = tuple(10 * x for x in direction)
        length = 30 + 15 * tree.random()
        tree.arbor(BASAL, soma, position, direction, length, (1.2, 0.9), 0, [40, 60, 90, 120], 3)


def grow_apical_dendrite(tree, soma):
    end, radius = (soma, (0.0, 10.0, 0.0), (0.0, 1.0, 0.0)), 2.6
    for _ in range(14):
        end = tree.grow(APICAL, *end, 45.0, (radius, radius - 0.11), jitter=0.05)
        radius -= 0.11
        direction = tree.random_direction(y=0.15)
        length = 45 + 40 * tree.random()
        tree.arbor(APICAL, *end[:2], direction, length, (0.7, 0.5), 0, [60, 80, 110], 2)
    splits = [60, 70, 80, 90, 110, 130]
    tree.arbor(APICAL, *end, 60.0, (radius, 0.8), 0, splits, 5)


def grow_axon(tree, soma):
    end = (soma, (0.0, -10.0, 0.0), (0.0, -1.0, 0.0))
    for piece in range(10):
        end = tree.grow(AXON, *end, 60.0, (0.6 if piece else 1.0, 0.5), jitter=0.05)
        direction = tree.random_direction(y=-0.2)
        length = 120 + 60 * tree.random()
        tree.arbor(AXON, *end[:2], direction, length, (0.35, 0.3), 0, [150, 150, 180], 2)


def synthetic_tree():
    tree = Tree()
    soma = tree.add(SOMA, (0.0, 0.0, 0.0), 10.0, None)
    grow_basal_dendrites(tree, soma)
    grow_apical_dendrite(tree, soma)
    grow_axon(tree, soma)
    return tree.samples


def mean_diameters(points, positions, count):
    """The diameters of `count` equal cylinders with the frusta's membrane area, at least 0.1 um."""
    length, diameters = positions[-1], []
    for low, high in ((length * i / count, length * (i + 1) / count) for i in range(count)):
        area = 0.0
        for near, far, start, end in zip(points, points[1:], positions, positions[1:]):
            a, b = max(low, start), min(high, end)
            if b > a:
                slope = (far[2] - near[2]) / (end - start)
                first, last = near[2] + slope * (a - start), near[2] + slope * (b - start)
                area += math.pi * (first + last) * math.hypot(b - a, first - last)
        diameters.append(round(max(area / (math.pi * (high - low)), 0.1), 6))
    return diameters


def sections_of(samples, max_length):
    """Unbranched runs as sections; those on the soma begin at their own first sample."""
    children = {index: [] for index in range(len(samples))}
    for index, sample in enumerate(samples[1:], start=1):
        children[sample[3]].append(index)
    diameter = 2 * samples[0][2]
    sections = [
        {"id": 0, "parent": -1, "L": diameter, "nseg": 1, "diam": [diameter], "kind": "soma"}]
    waiting = [([], index, 0) for index in reversed(children[0])]
    while waiting:
        run, index, parent = waiting.pop()
        run = run + [index]
        while len(children[run[-1]]) == 1:
            run.append(children[run[-1]][0])
        points, positions = [samples[i] for i in run], [0.0]
        for near, far in zip(points, points[1:]):
            positions.append(positions[-1] + math.dist(near[1], far[1]))
        count = max(1, math.ceil(positions[-1] / max_length))
        sections.append({
            "id": len(sections), "parent": parent, "L": round(positions[-1], 6), "nseg": count,
            "diam": mean_diameters(points, positions, count), "kind": KINDS[points[-1][0]]})
        identifier = len(sections) - 1
        waiting += [([run[-1]], child, identifier) for child in reversed(children[run[-1]])]
    return sections


def compartments_in(sections):
    return sum(section["nseg"] for section in sections)


def cell_with(samples, target):
    """Bisects the longest compartment (um) until there are `target` compartments at most."""
    low, high = 0.05, 500.0
    for _ in range(60):
        middle = math.sqrt(low * high)
        if compartments_in(sections_of(samples, middle)) > target:
            low = middle
        else:
            high = middle
    sections = sections_of(samples, high)
    return {"maxlen_um": high, "ncomp": compartments_in(sections), "sections": sections}


def main():
    samples, same = synthetic_tree(), True
    for target, name in TARGETS.items():
        text = json.dumps(cell_with(samples, target))
        if "--check" in sys.argv[1:]:
            same = same and (MODELS / name).read_text() == text
        else:
            (MODELS / name).write_text(text)
    sys.exit(0 if same else "the committed cells differ from the generated ones")


if __name__ == "__main__":
    main()
