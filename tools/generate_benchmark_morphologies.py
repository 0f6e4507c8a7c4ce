#!/usr/bin/env python3
"""Writes Benchmarks/models/morphologies-64: random trees, no two alike, and the model of them.

Own data, from a linear congruential generator of integers, so that any language can draw the same.

    tools/generate_benchmark_morphologies.py [--check]      # --check compares, and writes nothing
"""
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Benchmarks/models/morphologies-64"
COUNT = 64
COMPARTMENTS = (100, 400)  # of a tree, at least and at most
SECTION_COMPARTMENTS = (1, 12)
COMPARTMENT_LENGTH = (8, 20)  # um
STEMS = (2, 6)
LEAST_DIAMETER = 0.4  # um

MODEL = """\
skou: 1
title: Benchmark, {count} random trees of {least} to {most} compartments
simulation: {{duration: 44.75 ms, dt: 0.025 ms, temperature: 6.3 degC}}

cells:
  t00:
    morphology: {{sections: t00.json}}
    cable: &cable {{capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}}
    ions: &ions
      na: {{reversal: 50 mV}}
      k: {{reversal: -77 mV}}
    mechanisms: &mechanisms
      - {{use: nav_hh, gbar: 0.12 S/cm2}}
      - {{use: kv_hh, gbar: 0.036 S/cm2}}
      - {{use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}}
{others}

populations:
{populations}

stimuli:
  - current_clamp: {{amplitude: 1 nA, start: 1 ms}}
    cells: &all [{names}]
    at: soma

record:
  spikes: {{threshold: 0 mV, cells: *all, at: soma}}
"""
OTHER = "  {name}: {{morphology: {{sections: {name}.json}}, cable: *cable, ions: *ions, " \
    "mechanisms: *mechanisms}}"


class Random:
    """Numbers that any language can draw."""

    def __init__(self, seed):
        self.state = seed

    def number(self, low, high):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return low + (high - low) * (self.state >> 8) / 2.0**23

    def integer(self, low, high):
        """Both ends included."""
        return min(high, int(self.number(low, high + 1)))


def section(identifier, parent, count, length, diameter, kind):
    return {"id": identifier, "parent": parent, "L": round(length, 3), "nseg": count,
            "diam": [round(diameter, 3)] * count, "kind": kind}


def random_tree(random):
    """Grows at ends drawn at random, which fork in two, until it has all of its compartments."""
    left = random.integer(*COMPARTMENTS) - 1
    size = random.number(15, 25)
    sections = [section(0, -1, 1, size, size, "soma")]
    ends = [(0, random.number(1.5, 3)) for _ in range(random.integer(*STEMS))]  # parent, diameter
    while left > 0:
        parent, diameter = ends.pop(random.integer(0, len(ends) - 1))
        count = min(left, random.integer(*SECTION_COMPARTMENTS))
        length = count * random.number(*COMPARTMENT_LENGTH)
        sections.append(section(len(sections), parent, count, length, diameter, "dend"))
        left -= count
        ends += [
            (sections[-1]["id"], max(LEAST_DIAMETER, diameter * random.number(0.6, 0.95)))
            for _ in (0, 1)]
    return sections


def files():
    """All contents by name."""
    random = Random(20261122)
    names = [f"t{number:02}" for number in range(COUNT)]
    trees = {f"{name}.json": json.dumps({"sections": random_tree(random)}) + "\n" for name in names}
    text = MODEL.format(
        count=COUNT, least=COMPARTMENTS[0], most=COMPARTMENTS[1],
        others="\n".join(OTHER.format(name=name) for name in names[1:]),
        populations="\n".join(f"  {name}: {{cell: {name}, count: 1}}" for name in names),
        names=", ".join(names))
    return trees | {"model.yaml": text}


def main():
    stale = [
        name for name, text in files().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text() != text]
    if "--check" in sys.argv[1:]:
        sys.exit(f"differ: {', '.join(stale)}" if stale else 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(files()[name])


if __name__ == "__main__":
    main()
