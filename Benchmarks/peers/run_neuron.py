#!/usr/bin/env python3
"""Runs one benchmark model in NEURON or CoreNEURON, on one thread, with exact rates (hhn).

Environment: PEERS, the folder of setup.sh. Start it from another folder than that one: NEURON
loads an `x86_64` that it stands in a second time.
"""
import argparse
import os
import re
import time

import models
from result import StandardOutput, memory_mebibytes, report

PEERS = os.environ["PEERS"]
os.environ["CORENEURONLIB"] = os.path.join(PEERS, "tuned", "x86_64", "libcorenrnmech.so")
os.environ["NEURON_MODULE_OPTIONS"] = "-nogui"

from neuron import h  # reads the environment when it is imported

h.nrn_load_dll(os.path.join(PEERS, "x86_64", "libnrnmech.so"))


def add_channels(section):
    section.insert("hhn")
    for name, value in models.HH.items():
        setattr(section, f"{name}_hhn", value)
    section.ena, section.ek = models.SODIUM_REVERSAL, models.POTASSIUM_REVERSAL


def add_pools(section):
    for name in models.POOL_MECHANISMS:
        section.insert(name)
    for ion in models.INSIDE:
        setattr(section, f"{ion}i", models.INSIDE[ion])
        setattr(section, f"{ion}o", models.OUTSIDE[ion])


def build(sections, has_pools):
    built = []
    for description in sections:
        section = h.Section(name=f"s{description['id']}")
        section.L, section.nseg = description["L"], description["nseg"]
        section.Ra, section.cm = models.RESISTIVITY, models.CAPACITANCE
        for segment, diameter in zip(section, description["diam"]):
            segment.diam = diameter
        if description["parent"] >= 0:
            section.connect(built[description["parent"]](1))
        (add_pools if has_pools else add_channels)(section)
        built.append(section)
    return built


def equip(cell, gid, amplitude, context):
    """An electrode and a spike detector in the middle of the soma; the caller keeps them alive."""
    electrode = h.IClamp(cell[0](0.5))
    electrode.delay, electrode.dur, electrode.amp = models.CURRENT_START, 1e9, amplitude
    context.set_gid2node(gid, 0)
    detector = h.NetCon(cell[0](0.5)._ref_v, None, sec=cell[0])
    detector.threshold = models.THRESHOLD
    context.cell(gid, detector)
    return electrode, detector


def concentrations(cells):
    """In the middle of each soma, by name."""
    names = [f"{ion}{side}" for ion in models.INSIDE for side in "io"]
    return {name: [getattr(cell[0](0.5), name) for cell in cells] for name in names}


def step(context, duration, core):
    """Seconds of stepping; CoreNEURON's own figure, which leaves its set-up out."""
    context.set_maxstep(10)
    h.finitialize(models.START_VOLTAGE)
    with StandardOutput() as printed:
        begin = time.perf_counter()
        context.psolve(duration)
        seconds = time.perf_counter() - begin
    if not core:
        return seconds
    return float(re.search(r"Solver Time\s*:\s*([0-9.eE+-]+)", printed.text)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.CASES)
    parser.add_argument("--core", action="store_true", help="CoreNEURON, tuned")
    parser.add_argument("--dt", type=float, default=0.025)
    parser.add_argument("--secondorder", type=int, default=0)
    parser.add_argument("--repetitions", type=int, default=2)
    parser.add_argument("--tolerance", type=float, help="of an adaptive solver in place of dt")
    arguments = parser.parse_args()
    case = models.CASES[arguments.case]
    baseline, sections = memory_mebibytes("VmRSS"), case.cell()
    context, solver = h.ParallelContext(), h.CVode()
    h.celsius, h.dt, h.secondorder = models.TEMPERATURE, arguments.dt, arguments.secondorder
    if arguments.tolerance:
        solver.active(True)
        solver.atol(arguments.tolerance)
        solver.rtol(0)
    cells = [build(sections, case.has_pools) for _ in range(case.count)]
    equipment = [equip(c, gid, case.amplitude(gid), context) for gid, c in enumerate(cells)]
    times, sources = h.Vector(), h.Vector()
    context.spike_record(-1, times, sources)
    if arguments.core:
        from neuron import coreneuron
        coreneuron.enable, coreneuron.gpu, coreneuron.verbose = True, False, 2
    seconds = []
    for _ in range(arguments.repetitions):
        times.resize(0)
        sources.resize(0)
        seconds.append(step(context, case.duration, arguments.core))
    spikes = sorted([t, int(gid)] for t, gid in zip(times, sources))
    del equipment
    report("CoreNEURON" if arguments.core else "NEURON", arguments.case,
           case.count * models.compartment_count(sections), round(case.duration / arguments.dt),
           seconds, spikes, baseline, concentrations(cells) if case.has_pools else None)


if __name__ == "__main__":
    main()
