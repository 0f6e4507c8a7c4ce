#!/usr/bin/env python3
"""Writes the networks of Benchmarks/models: rings of cells, and cells in a shared space.

The sizes and wiring are those of Benchmarks/peers/models.py, which the other simulators read.

    tools/generate_benchmark_networks.py [--check]      # --check compares, and writes nothing
"""
import pathlib
import sys

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent / "Benchmarks"
sys.path.insert(0, str(BENCHMARKS / "peers"))

import models  # noqa: E402

# By whether dendrites are passive.
RING_MECHANISMS = {
    True: """\
      - {use: nav_hh, where: soma, gbar: 0.12 S/cm2}
      - {use: kv_hh, where: soma, gbar: 0.036 S/cm2}
      - {use: leak, where: soma, g: 0.3 mS/cm2, reversal: -54.3 mV}
      - {use: leak, name: passive, where: dendrite, g: 0.1 mS/cm2, reversal: -65 mV}""",
    False: """\
      - {use: nav_hh, gbar: 0.12 S/cm2}
      - {use: kv_hh, gbar: 0.036 S/cm2}
      - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}""",
}

RING = """\
skou: 1
title: Benchmark, {count} cells in rings of {ring}, {dendrites} dendrites
simulation: {{duration: {duration:g} ms, dt: 0.025 ms, temperature: 6.3 degC}}

cells:
  tree:
    morphology:
      tree:
        soma: {{length: 20 um, diameter: 20 um}}
        stems: 2
        depth: 5
        branch_length: 50 um
        diameters: [2 um, 1.6 um, 1.3 um, 1.1 um, 1 um]
        compartments: 3
    cable: {{capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}}
    ions:
      na: {{reversal: 50 mV}}
      k: {{reversal: -77 mV}}
    mechanisms:
{mechanisms}
    synapses:
      - {{use: exp_syn, at: [{sites}], tau: 2 ms, reversal: 0 mV}}

populations:
  ring: {{cell: tree, count: {count}}}
sources:
  kick: {{times: [1 ms], count: {rings}}}
connections:
  - from: ring
    to: ring
    rule: {{ring: {{step: 1, size: {ring}}}}}
    synapse: exp_syn
    site: 0
    weight: 0.1 uS
    delay: 5 ms
  - {{from: ring, to: ring, rule: {{list: ../silent-{count}.csv}}, synapse: exp_syn}}
  - {{from: kick, to: ring, rule: {{list: ../kicks-{count}.csv}}, synapse: exp_syn, site: 0}}

record:
  spikes: {{threshold: 0 mV, cells: ring, at: soma}}
"""

SPACE = """\
skou: 1
title: Benchmark, {cells} cells in an extracellular space of {voxels} voxels
simulation: {{duration: {duration:g} ms, dt: 0.025 ms, temperature: 6.3 degC}}

ions:
  na: {{inside: 18 mM, outside: 145 mM, dynamics: pool, diffusion: 0 um2/ms}}
  k: {{inside: 130 mM, outside: 3.5 mM, dynamics: pool, diffusion: 2.62 um2/ms}}
  cl: {{reversal: -70 mV}}
extracellular:
  space: grid
  spacing: 20 um
  box: {{from: [0 um, 0 um, 0 um], to: [{sides}]}}
  volume_fraction: 0.2
  tortuosity: 1.6
  initial: [{{within: {{x: [~, {core:g} um]}}, k: 40 mM}}]

cells:
  cell:
    morphology: {{sphere: {{diameter: 10 um}}}}     # the area of a cylinder of 10 um by 10 um
    cable: {{capacitance: 1 uF/cm2, voltage: -65 mV}}
    volume: {{surface_to_volume: 4000 /cm}}
    mechanisms:
      - {{use: nav_hh, gbar: 0.12 S/cm2}}
      - {{use: kv_hh, gbar: 0.036 S/cm2}}
      - {{use: leak_na, g: 1.75e-5 S/cm2}}
      - {{use: leak_k, g: 5e-5 S/cm2}}
      - {{use: leak_cl, g: 5e-5 S/cm2}}
      - {{use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}}

populations:
  cell: {{cell: cell, positions: {{file: positions.csv}}}}
interventions:
  - at: 0 ms
    set: {{na_k_atpase.imax: 0 mA/cm2}}
    cells: [{stopped}]

record:
  spikes: {{threshold: 0 mV, cells: cell, at: soma}}
  ko: {{variable: "[k]o", cells: cell, at: soma, every: {duration:g} ms, precision: double}}
"""


def table(header, rows):
    return "".join(line + "\n" for line in [header, *(",".join(f"{x:g}" for x in r) for r in rows)])


def ring_model(case):
    is_passive = case.membrane == models.PASSIVE_DENDRITES
    places = ["soma"] + [f"d{models.synapse_section(k)}" for k in range(1, models.SYNAPSES)]
    return RING.format(
        count=case.count, ring=models.RING, rings=case.count // models.RING,
        duration=case.duration, dendrites="passive" if is_passive else "active",
        mechanisms=RING_MECHANISMS[is_passive], sites=", ".join(places))


def ring_tables(count):
    """The connections without weight, and those from the sources to each ring's first cell."""
    inputs = [(cell, one) for cell in range(count) for one in models.ring_inputs(cell, count)[1:]]
    silent = [(source, cell, k, weight, delay) for cell, (k, source, weight, delay) in inputs]
    kicks = [
        (ring, ring * models.RING, models.WEIGHT, 0) for ring in range(count // models.RING)]
    return {
        f"silent-{count}.csv": table("from,to,site,weight,delay", silent),
        f"kicks-{count}.csv": table("from,to,weight,delay", kicks)}


def space_files(case):
    counts, cells = case.voxels, case.centres()
    sides = ", ".join(f"{models.VOXEL * count:g} um" for count in counts)
    stopped = ", ".join(f"cell {i}" for i in range(len(cells)) if models.is_stopped(i))
    text = SPACE.format(
        cells=len(cells), voxels=" x ".join(map(str, counts)), duration=case.duration, sides=sides,
        core=models.CORE * models.VOXEL * counts[0], stopped=stopped)
    return {"model.yaml": text, "positions.csv": table("x,y,z", cells)}


def files():
    """All contents by path."""
    contents = {}
    for name, case in models.CASES.items():
        if not case.is_ring:
            continue
        contents[models.MODELS / name / "model.yaml"] = ring_model(case)
        for file, text in ring_tables(case.count).items():
            contents[models.MODELS / file] = text
    for name, case in models.SPACES.items():
        for file, text in space_files(case).items():
            contents[models.MODELS / name / file] = text
    return contents


def main():
    stale = [p for p, text in files().items() if not p.exists() or p.read_text() != text]
    if "--check" in sys.argv:
        sys.exit(f"differ: {', '.join(map(str, stale))}" if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files()[path])
        print(path)


if __name__ == "__main__":
    main()
