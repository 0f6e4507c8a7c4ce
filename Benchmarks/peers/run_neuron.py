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


def build(sections):
    built = []
    for description in sections:
        section = h.Section(name=f"s{description['id']}")
        section.L, section.nseg = description["L"], description["nseg"]
        section.Ra, section.cm = models.RESISTIVITY, models.CAPACITANCE
        for segment, diameter in zip(section, description["diam"]):
            segment.diam = diameter
        if description["parent"] >= 0:
            section.connect(built[description["parent"]](1))
        section.insert("hhn")
        for name, value in models.HH.items():
            setattr(section, f"{name}_hhn", value)
        section.ena, section.ek = models.SODIUM_REVERSAL, models.POTASSIUM_REVERSAL
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
    arguments = parser.parse_args()
    make_cell, count, amplitude, duration = models.CASES[arguments.case]
    baseline, sections = memory_mebibytes("VmRSS"), make_cell()
    context = h.ParallelContext()
    h.celsius, h.dt, h.secondorder = models.TEMPERATURE, arguments.dt, arguments.secondorder
    cells = [build(sections) for _ in range(count)]
    equipment = [equip(cell, gid, amplitude, context) for gid, cell in enumerate(cells)]
    times, sources = h.Vector(), h.Vector()
    context.spike_record(-1, times, sources)
    if arguments.core:
        from neuron import coreneuron
        coreneuron.enable, coreneuron.gpu, coreneuron.verbose = True, False, 2
    seconds = []
    for _ in range(arguments.repetitions):
        times.resize(0)
        sources.resize(0)
        seconds.append(step(context, duration, arguments.core))
    spikes = sorted([t, int(gid)] for t, gid in zip(times, sources))
    del equipment
    report("CoreNEURON" if arguments.core else "NEURON", arguments.case,
           count * models.compartment_count(sections), round(duration / arguments.dt), seconds,
           spikes, baseline)


if __name__ == "__main__":
    main()
