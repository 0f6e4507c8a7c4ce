#!/usr/bin/env python3
"""Writes Networks/busyring, or the same network with another number of cells.

    tools/generate_busyring.py                           Networks/busyring, 128 cells
    tools/generate_busyring.py --cells 1024 --output DIR

The files are model.yaml (hh: channels everywhere), simple.yaml (hh: in the soma alone) and
silent.csv, the connections without weight. With 128 cells the models also expect the spikes of
NEURON 9.0.2 at the same time step.
"""
import argparse
import pathlib
import textwrap

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Networks/busyring"
RING = 16  # cells of a ring
SYNAPSES = 10  # of each cell: one that counts, nine that do not
DENDRITES = 62
SPIKES = {  # NEURON 9.0.2, backward Euler, 0.025 ms: (cell, number of its spike, ms)
    "hh": [(0, 1, 1.525), (1, 1, 7.05), (8, 1, 45.725), (15, 1, 84.4), (0, 2, 89.925),
           (15, 2, 172.8), (0, 3, 178.325), (3, 3, 194.9)],
    "simple": [(0, 1, 1.55), (1, 1, 7.1), (8, 1, 45.95), (15, 1, 84.8), (0, 2, 90.35),
               (15, 2, 173.6), (0, 3, 179.15), (3, 3, 195.8)],
}
CHANNELS = {
    "hh": """\
      - {use: nav_hh}
      - {use: kv_hh}
      - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}""",
    "simple": """\
      - {use: nav_hh, where: soma}
      - {use: kv_hh, where: soma}
      - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV, where: soma}
      - {use: leak, name: passive, g: 0.1 mS/cm2, reversal: -65 mV, where: dendrite}""",
}
TITLES = {"hh": "", "simple": ", with passive dendrites"}
MODEL = """\
skou: 1
title: Busy rings{title}
simulation: {{duration: 200 ms, dt: 0.025 ms, temperature: 6.3 degC, method: backward_euler}}

cells:
  neuron:
    morphology:
      tree:
        soma: {{length: 20 um, diameter: 20 um}}
        depth: 5
        branch_length: 50 um
        diameters: [2 um, 1.6 um, 1.3 um, 1.1 um, 1 um]
        compartments: 3
    cable: {{capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}}
    ions: {{na: {{reversal: 50 mV}}, k: {{reversal: -77 mV}}}}
    mechanisms:
{channels}
    synapses:
      - use: exp_syn
        at: [{sites}]
        tau: 2 ms
        reversal: 0 mV

populations:
  ring: {{cell: neuron, count: {count}}}

sources:
  kick: {{times: [1 ms], count: {rings}}}

connections:
  - {{from: ring, to: ring, rule: {{ring: {{step: 1, size: {size}}}}}, synapse: exp_syn, site: 0,
     weight: 0.1 uS, delay: 5 ms}}
  # Nine more inputs to each cell, without weight: their events have to be delivered all the same.
  - {{from: ring, to: ring, rule: {{list: silent.csv}}, synapse: exp_syn, weight: 0 uS}}
  - from: kick
    to: [{first}]
    rule: one_to_one
    synapse: exp_syn
    site: 0
    weight: 0.1 uS
    delay: 0 ms

record:
  v: {{variable: v, cells: ring 0 to 15, at: soma, every: 0.1 ms}}
  spikes: {{threshold: 0 mV, cells: ring, at: soma}}
"""


def places():
    """Where the synapses are: the soma, and the middles of nine dendrites."""
    return ["soma"] + [f"d{1 + 17 * number % DENDRITES}" for number in range(1, SYNAPSES)]


def silent_inputs(cells):
    """For each input without weight: from, to, site and delay."""
    for cell in range(cells):
        for site in range(1, SYNAPSES):
            source = (7 * cell + 13 * site + 1) % cells
            yield source + 1 if source == cell else source, cell, site, 5 + 0.5 * site


def listed(words):
    """Words with commas between them, on as many lines as they need, indented as a list."""
    return textwrap.fill(
        ", ".join(words), width=90, initial_indent=" " * 13, subsequent_indent=" " * 13).strip()


def expectations(variant):
    """What NEURON found, as text of a model."""
    lines = [
        "", "expect:",
        "  - {quantity: ledger, of: spikes, is: 288, within: 0.1, source: NEURON 9.0.2}"]
    for cell, number, time in SPIKES[variant]:
        lines.append(
            f"  - {{quantity: spike time, of: spikes, element: {cell}, number: {number}, "
            f"is: {time} ms,\n     within: 0.025 ms, source: NEURON 9.0.2}}")
    return "\n".join(lines) + "\n"


def model(variant, cells):
    text = MODEL.format(
        title=TITLES[variant], channels=CHANNELS[variant], count=cells, rings=cells // RING,
        size=RING, sites=", ".join(places()),
        first=listed(f"ring {first}" for first in range(0, cells, RING)))
    return text + (expectations(variant) if cells == 128 else "")


def main():
    parser = argparse.ArgumentParser(description="Writes the network 'busyring'.")
    parser.add_argument("--cells", type=int, default=128, help="a multiple of 16; default: 128")
    parser.add_argument("--output", type=pathlib.Path, default=FOLDER, metavar="DIR")
    options = parser.parse_args()
    if options.cells < RING or options.cells % RING:
        parser.error(f"{options.cells} is no multiple of {RING}")
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "model.yaml").write_text(model("hh", options.cells))
    (options.output / "simple.yaml").write_text(model("simple", options.cells))
    rows = [",".join(f"{number:g}" for number in row) for row in silent_inputs(options.cells)]
    (options.output / "silent.csv").write_text("\n".join(["from,to,site,delay", *rows]) + "\n")


if __name__ == "__main__":
    main()
