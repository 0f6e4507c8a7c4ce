#!/usr/bin/env python3
"""Runs one benchmark model in NEURON or CoreNEURON, with exact rates (hhn).

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


def add_passive(section):
    section.insert("pas")
    section.g_pas, section.e_pas = models.PASSIVE["g"], models.PASSIVE["e"]


def add_mechanisms(section, kind, case):
    if case.has_pools:
        add_pools(section)
    elif case.has_passive_dendrites and kind != "soma":
        add_passive(section)
    else:
        add_channels(section)


def build(sections, case):
    built = []
    for description in sections:
        section = h.Section(name=f"s{description['id']}")
        section.L, section.nseg = description["L"], description["nseg"]
        section.Ra, section.cm = models.RESISTIVITY, models.CAPACITANCE
        for segment, diameter in zip(section, description["diam"]):
            segment.diam = diameter
        if description["parent"] >= 0:
            section.connect(built[description["parent"]](1))
        add_mechanisms(section, description["kind"], case)
        built.append(section)
    return built


def detector(cell, gid, context):
    """Notes spikes in the middle of the soma."""
    context.set_gid2node(gid, 0)
    connection = h.NetCon(cell[0](0.5)._ref_v, None, sec=cell[0])
    connection.threshold = models.THRESHOLD
    context.cell(gid, connection)
    return connection


def electrode(cell, amplitude):
    clamp = h.IClamp(cell[0](0.5))
    clamp.delay, clamp.dur, clamp.amp = models.CURRENT_START, 1e9, amplitude
    return clamp


def synapses(cell):
    made = []
    for number in range(models.SYNAPSES):
        synapse = h.ExpSyn(cell[models.synapse_section(number)](0.5))
        synapse.tau, synapse.e = models.SYNAPSE_TAU, models.SYNAPSE_REVERSAL
        made.append(synapse)
    return made


def kick(synapse):
    """One event of the full weight, at models.KICK."""
    source = h.NetStim()
    source.number, source.start, source.noise = 1, 0, 0
    connection = h.NetCon(source, synapse)
    connection.delay, connection.weight[0] = models.KICK, models.WEIGHT
    return source, connection


def connect(cells, context):
    """All synapses and connections of the rings."""
    placed = [synapses(cell) for cell in cells]
    made = [placed]
    for gid, own in enumerate(placed):
        for number, source, weight, delay in models.ring_inputs(gid, len(cells)):
            connection = context.gid_connect(source, own[number])
            connection.weight[0], connection.delay = weight, delay
            made.append(connection)
        if gid % models.RING == 0:
            made.append(kick(own[0]))
    return made


def equip(cells, case, context):
    """Detectors, electrodes and connections; the caller keeps them alive."""
    equipment = [detector(cell, gid, context) for gid, cell in enumerate(cells)]
    if case.amplitude:
        equipment += [electrode(cell, case.amplitude(gid)) for gid, cell in enumerate(cells)]
    if case.is_ring:
        equipment += connect(cells, context)
    return equipment


def concentrations(cells):
    """In the middle of each soma, by name."""
    names = [f"{ion}{side}" for ion in models.INSIDE for side in "io"]
    return {name: [getattr(cell[0](0.5), name) for cell in cells] for name in names}


def step(context, duration, core):
    """Seconds of stepping and of the processor's time.

    Of CoreNEURON it is its own figure, which leaves its set-up out; the other is unknown.
    """
    context.set_maxstep(10)
    h.finitialize(models.START_VOLTAGE)
    with StandardOutput() as printed:
        begin, busy = time.perf_counter(), time.process_time()
        context.psolve(duration)
        seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    if not core:
        return seconds, busy
    return float(re.search(r"Solver Time\s*:\s*([0-9.eE+-]+)", printed.text)[1]), None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.CASES)
    parser.add_argument("--core", action="store_true", help="CoreNEURON, tuned")
    parser.add_argument("--dt", type=float, default=0.025)
    parser.add_argument("--secondorder", type=int, default=0)
    parser.add_argument("--repetitions", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cells", type=int, help="in place of the case's number")
    parser.add_argument("--duration", type=float, help="in ms, in place of the case's")
    parser.add_argument("--tolerance", type=float, help="of an adaptive solver in place of dt")
    arguments = parser.parse_args()
    case = models.case(arguments)
    baseline, sections = memory_mebibytes("VmRSS"), case.cell()
    context, solver = h.ParallelContext(), h.CVode()
    h.celsius, h.dt, h.secondorder = models.TEMPERATURE, arguments.dt, arguments.secondorder
    if arguments.tolerance:
        solver.active(True)
        solver.atol(arguments.tolerance)
        solver.rtol(0)
        solver.condition_order(2)
    cells = [build(sections, case) for _ in range(case.count)]
    equipment = equip(cells, case, context)
    context.nthread(arguments.threads)
    times, sources = h.Vector(), h.Vector()
    context.spike_record(-1, times, sources)
    if arguments.core:
        from neuron import coreneuron
        coreneuron.enable, coreneuron.gpu, coreneuron.verbose = True, False, 2
    timings = []
    for _ in range(arguments.repetitions):
        times.resize(0)
        sources.resize(0)
        timings.append(step(context, case.duration, arguments.core))
    spikes = sorted([t, int(gid)] for t, gid in zip(times, sources))
    del equipment
    report("CoreNEURON" if arguments.core else "NEURON", arguments.case,
           case.count * models.compartment_count(sections), round(case.duration / arguments.dt),
           timings, spikes, baseline, concentrations(cells) if case.has_pools else None)


if __name__ == "__main__":
    main()
