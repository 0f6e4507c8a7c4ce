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
from result import StandardOutput, add_repetitions, memory, repeat, report

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


def add_passive(section, leak):
    section.insert("pas")
    section.g_pas, section.e_pas = leak["g"], leak["e"]


def add_many_channels(section):
    for name in models.CHANNEL_MECHANISMS:
        section.insert(name)
    add_passive(section, models.CHANNEL_LEAK)
    # A mechanism reads E_K and potassium outside: both are constant.
    h.ion_style("k_ion", 1, 1, 0, 0, 0, sec=section)
    section.ena, section.ek = models.SODIUM_REVERSAL, models.POTASSIUM_REVERSAL
    section.ko, section.cao = models.POTASSIUM_OUTSIDE, models.CALCIUM_OUTSIDE


def add_mechanisms(section, kind, case):
    if case.membrane == models.POOLS:
        add_pools(section)
    elif case.membrane == models.CHANNELS:
        add_many_channels(section)
    elif case.membrane == models.PASSIVE_DENDRITES and kind != "soma":
        add_passive(section, models.PASSIVE)
    else:
        add_channels(section)


def set_diameters(section, diameters):
    if len(set(diameters)) == 1:
        section.diam = diameters[0]
        return
    for segment, diameter in zip(section, diameters):
        segment.diam = diameter


def build(sections, case):
    built = []
    for description in sections:
        section = h.Section(name=f"s{description['id']}")
        section.L, section.nseg = description["L"], description["nseg"]
        section.Ra, section.cm = models.RESISTIVITY, models.CAPACITANCE
        set_diameters(section, description["diam"])
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


def concentrations(cells, case):
    """In the middle of each soma, by name."""
    return {
        name: [getattr(cell[0](0.5), name) for cell in cells] for name in case.concentrations}


class Trace:
    """The potential of the first soma in every step, for spike times between two of them.

    A NetCon's times are whole steps where these are fixed.
    """

    def __init__(self, cells):
        self.times, self.voltages = h.Vector(), h.Vector()
        self.times.record(h._ref_t)
        self.voltages.record(cells[0][0](0.5)._ref_v)

    def spikes(self):
        """[time in ms, 0]: crossings by straight lines."""
        times, voltages = self.times.as_numpy(), self.voltages.as_numpy() - models.THRESHOLD
        pairs = zip(times, voltages, times[1:], voltages[1:])
        return [
            [float(t + (after - t) * -v / (above - v)), 0] for t, v, after, above in pairs
            if v < 0 <= above]


def step(context, duration, core):
    """Seconds of stepping and of the processor's time, and when the first step began.

    Of CoreNEURON it is its own figure, which leaves its set-up out; the processor's is unknown.
    """
    context.set_maxstep(10)
    h.finitialize(models.START_VOLTAGE)
    with StandardOutput() as printed:
        begin, busy = time.perf_counter(), time.process_time()
        context.psolve(duration)
        end, busy = time.perf_counter(), time.process_time() - busy
    if not core:
        return end - begin, busy, begin
    seconds = float(re.search(r"Solver Time\s*:\s*([0-9.eE+-]+)", printed.text)[1])
    return seconds, None, end - seconds


def set_solver(arguments, case):
    h.celsius, h.dt, h.secondorder = case.temperature, arguments.dt, arguments.secondorder
    if arguments.tolerance:
        solver = h.CVode()
        solver.active(True)
        solver.atol(arguments.tolerance)
        solver.rtol(0)
        solver.condition_order(2)


def choose_core():
    from neuron import coreneuron
    coreneuron.enable, coreneuron.gpu, coreneuron.verbose = True, False, 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.CASES)
    parser.add_argument("--core", action="store_true", help="CoreNEURON, tuned")
    parser.add_argument("--dt", type=float, default=0.025)
    parser.add_argument("--secondorder", type=int, default=0)
    add_repetitions(parser)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cells", type=int, help="in place of the case's number")
    parser.add_argument("--duration", type=float, help="in ms, in place of the case's")
    parser.add_argument("--tolerance", type=float, help="of an adaptive solver in place of dt")
    parser.add_argument("--trace", action="store_true", help="spikes of one cell, between steps")
    arguments = parser.parse_args()
    case = models.case(arguments)
    baseline, begin = memory(), time.perf_counter()
    context = h.ParallelContext()
    set_solver(arguments, case)
    cells = [build(case.cell(number), case) for number in range(case.count)]
    equipment = equip(cells, case, context)
    context.nthread(arguments.threads)
    times, sources = h.Vector(), h.Vector()
    context.spike_record(-1, times, sources)
    trace = Trace(cells) if arguments.trace else None
    if arguments.core:
        choose_core()

    def begin_anew():
        times.resize(0)
        sources.resize(0)
        return step(context, case.duration, arguments.core)

    runs = repeat(begin_anew, arguments)
    spikes = sorted([t, int(gid)] for t, gid in zip(times, sources))
    del equipment
    report("CoreNEURON" if arguments.core else "NEURON", arguments.case, case.compartments(),
           round(case.duration / arguments.dt), [run[:2] for run in runs],
           trace.spikes() if trace else spikes, baseline, runs[0][2] - begin,
           concentrations(cells, case))


if __name__ == "__main__":
    main()
