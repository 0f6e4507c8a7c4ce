#!/usr/bin/env python3
"""Recomputes the reference traces of Tests/Validation/Reference with NEURON and compares them.

The models are defined in Tests/Validation/Reference/README.md and, a second time, here. Needs
NEURON 9 with the mechanisms of Benchmarks/peers (Benchmarks/peers/setup.sh), numpy and h5py.

    PEERS=FOLDER tools/generate_reference_traces.py OUTPUT_FOLDER [NAME ...]

Writes OUTPUT_FOLDER/NAME.h5 in the layout of the committed files and prints the largest
difference to them.
"""
import os
import pathlib
import sys

import h5py
import numpy as np
from neuron import h

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Benchmarks/peers"))
import models

h.nrn_load_dll(os.path.join(os.environ["PEERS"], "x86_64", "libnrnmech.so"))
REFERENCE = ROOT / "Tests/Validation/Reference"
RALLPACK2_LENGTHS = [32, 25.4, 20.16, 16, 12.7, 10.08, 8, 6.35, 5.04, 4]
RALLPACK2_DIAMETERS = [16, 10.08, 6.35, 4, 2.52, 1.587, 1, 0.63, 0.397, 0.25]
SAMPLE_INTERVAL = 0.025  # ms


def section(parent, length, diameters, kind):
    return {"parent": parent, "L": length, "nseg": len(diameters), "diam": diameters, "kind": kind}


def rallpack2_cell():
    sections, frontier = [], [-1]
    for length, diameter in zip(RALLPACK2_LENGTHS, RALLPACK2_DIAMETERS):
        first = len(sections)
        sections += [section(parent, length, [diameter], "dend") for parent in frontier]
        frontier = [index for index in range(first, len(sections)) for _ in (0, 1)]
    return sections


def insert_hh(sec):
    sec.insert("hhn")
    sec.ena, sec.ek = 50, -77


def insert_passive(sec):
    sec.insert("pas")
    sec.g_pas, sec.e_pas = 2.5e-5, -65


def insert_ions(sec):
    for mechanism in ("hhion", "nakp", "ipool", "opool"):
        sec.insert(mechanism)
    sec.nai, sec.ki, sec.nao, sec.ko = 18, 130, 145, 3.5


def build(sections, insert):
    built = []
    for index, description in enumerate(sections):
        sec = h.Section(name=f"s{index}")
        sec.L, sec.nseg, sec.Ra, sec.cm = description["L"], description["nseg"], 100, 1
        for segment, diameter in zip(sec, description["diam"]):
            segment.diam = diameter
        if description["parent"] >= 0:
            sec.connect(built[description["parent"]](1))
        insert(sec)
        built.append(sec)
    return built


def first_and_last(names):
    def recorded(cell):
        last = cell[-1]
        return {names[0]: cell[0](0.5 / cell[0].nseg)._ref_v,
                names[1]: last(1 - 0.5 / last.nseg)._ref_v}
    return recorded


def single_compartment(cell):
    middle = cell[0](0.5)
    gates = {gate: getattr(middle.hhn, f"_ref_{gate}") for gate in "mhn"}
    return gates | {"v": middle._ref_v}


def ion_traces(cell):
    soma, tip = cell[0](0.5), cell[-1](1 - 0.5 / cell[-1].nseg)
    ions = {name: getattr(soma, f"_ref_{name}") for name in ("nai", "ki", "nao", "ko", "ena", "ek")}
    return ions | {"v_soma": soma._ref_v, "ko_tip": tip._ref_ko}


# name: (sections, insert, recorded, (amplitude nA, start ms, stop ms), duration ms, tolerance)
CASES = {
    "a_single_hh": ([section(-1, 17.841241, [17.841241], "soma")], insert_hh, single_compartment,
                    (0.1, 5, 55), 100, 1e-9),
    "b1_rallpack1": ([section(-1, 1000, [1.0] * 1000, "axon")], insert_passive,
                     first_and_last(("v_first", "v_last")), (0.1, 0, 1e9), 250, 1e-9),
    "b2_rallpack2": (rallpack2_cell(), insert_passive, first_and_last(("v_root", "v_tip")),
                     (0.1, 0, 1e9), 250, 1e-9),
    "c_tree_hh": (models.tree_cell(), insert_hh, first_and_last(("v_soma", "v_tip")),
                  (1.0, 1, 1e9), 100, 1e-9),
    "e_ions": (models.tree_cell(), insert_ions, ion_traces, (1.0, 1, 1e9), 500, 1e-6),
}


def run(cell, recorded, clamp, duration, tolerance):
    """Samples every 0.025 ms; `tolerance` None means backward Euler at that step."""
    electrode = h.IClamp(cell[0](0.5 / cell[0].nseg))
    electrode.amp, electrode.delay, electrode.dur = clamp[0], clamp[1], clamp[2] - clamp[1]
    vectors = {n: h.Vector().record(ref, SAMPLE_INTERVAL) for n, ref in recorded(cell).items()}
    solver, context = h.CVode(), h.ParallelContext()
    solver.active(tolerance is not None)
    if tolerance is not None:
        solver.atol(tolerance)
        solver.rtol(0)
    h.celsius, h.dt, h.secondorder = 6.3, SAMPLE_INTERVAL, 0
    context.set_maxstep(10)
    h.finitialize(-65)
    context.psolve(duration)
    return {name: np.array(vector) for name, vector in vectors.items()}


def compare(name, group, traces):
    with h5py.File(REFERENCE / f"{name}.h5") as file:
        for trace, values in traces.items():
            committed = file[group][trace][:]
            count = min(len(values), len(committed))
            difference = np.abs(values[:count] - committed[:count]).max()
            print(f"{name:14} {group:15} {trace:8} largest difference {difference:.2e}")


def main():
    output = pathlib.Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or CASES:
        sections, insert, recorded, clamp, duration, tolerance = CASES[name]
        cell = build(sections, insert)
        with h5py.File(output / f"{name}.h5", "w") as file:
            for group, accuracy in (("converged", tolerance), ("fixed_dt_0.025", None)):
                traces = run(cell, recorded, clamp, duration, accuracy)
                for trace, values in traces.items():
                    file[f"{group}/{trace}"] = values
                compare(name, group, traces)
        for sec in cell:
            h.delete_section(sec=sec)


if __name__ == "__main__":
    main()
