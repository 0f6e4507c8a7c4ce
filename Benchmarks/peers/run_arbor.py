#!/usr/bin/env python3
"""Runs one benchmark model in Arbor. Environment: PEERS, the folder of setup.sh."""
import argparse
import os
import time

import arbor
from arbor import units as U

import models
from result import add_repetitions, memory, repeat, report

GROUP = 8  # cells advanced together: the fastest of 1, 4, 8, 32, 128
MIDDLE_OF_SOMA = "(on-components 0.5 (segment 0))"
SOMA, DENDRITE = 1, 3  # tags


def segment_tree(sections):
    """One segment, and with the policy below one control volume, for every compartment."""
    tree, ends = arbor.segment_tree(), []
    for section in sections:
        if section["parent"] < 0:
            parent, x = arbor.mnpos, 0.0
        else:
            parent, x = ends[section["parent"]]
        step = section["L"] / section["nseg"]
        tag = SOMA if section["kind"] == "soma" else DENDRITE
        for diameter in section["diam"]:
            near = arbor.mpoint(x, 0, 0, diameter / 2)
            far = arbor.mpoint(x + step, 0, 0, diameter / 2)
            parent, x = tree.append(parent, near, far, tag=tag), x + step
        ends.append((parent, x))
    return tree


def paint(decor, case):
    own = {models.POOLS: models.POOL_MECHANISMS, models.CHANNELS: models.CHANNEL_MECHANISMS}
    for name in own.get(case.membrane, []):
        decor.paint("(all)", arbor.density(f"bench_{name}"))
    if case.membrane == models.CHANNELS:
        decor.paint("(all)", passive(models.CHANNEL_LEAK))
    elif case.membrane == models.PASSIVE_DENDRITES:
        decor.paint(f"(tag {SOMA})", arbor.density("bench_hhn", models.HH))
        decor.paint(f"(tag {DENDRITE})", passive(models.PASSIVE))
    elif case.membrane == models.SQUID:
        decor.paint("(all)", arbor.density("bench_hhn", models.HH))


def passive(leak):
    return arbor.density(f"pas/e={leak['e']}", {"g": leak["g"]})


def place_synapses(decor, sections):
    """Each in the middle of the middle segment of its section."""
    first, count = {}, 0
    for section in sections:
        first[section["id"]] = count
        count += section["nseg"]
    for number in range(models.SYNAPSES):
        section = models.synapse_section(number)
        segment = first[section] + sections[section]["nseg"] // 2
        parameters = {"tau": models.SYNAPSE_TAU, "e": models.SYNAPSE_REVERSAL}
        decor.place(
            f"(on-components 0.5 (segment {segment}))", arbor.synapse("expsyn", parameters),
            f"synapse{number}")


def cable_cell(sections, case, gid):
    decor = arbor.decor()
    paint(decor, case)
    if case.amplitude:
        clamp = arbor.i_clamp(models.CURRENT_START * U.ms, 1e5 * U.ms, case.amplitude(gid) * U.nA)
        decor.place(MIDDLE_OF_SOMA, clamp)
    if case.is_ring:
        place_synapses(decor, sections)
    decor.place(MIDDLE_OF_SOMA, arbor.threshold_detector(models.THRESHOLD * U.mV), "detector")
    return arbor.cable_cell(
        segment_tree(sections), decor, arbor.label_dict(), arbor.cv_policy_every_segment())


class Recipe(arbor.recipe):
    def __init__(self, case):
        arbor.recipe.__init__(self)
        self.case = case
        self.properties = arbor.neuron_cable_properties()
        catalogue = self.properties.catalogue
        library = os.path.join(os.environ["PEERS"], "bench-catalogue.so")
        catalogue.extend(arbor.load_catalogue(library), "bench_")
        self.properties.catalogue = catalogue
        self.properties.set_property(
            Vm=models.START_VOLTAGE * U.mV, cm=0.01 * models.CAPACITANCE * U.F / U.m2,
            rL=models.RESISTIVITY * U.Ohm * U.cm,
            tempK=(case.temperature + 273.15) * U.Kelvin)
        self.set_ions()

    def set_ions(self):
        reversal = {"na": models.SODIUM_REVERSAL, "k": models.POTASSIUM_REVERSAL}
        for ion, start in reversal.items():
            # Without pools the reversal potentials are fixed; `kir` reads potassium outside.
            method = {"method": f"nernst/x={ion}"} if self.case.membrane == models.POOLS else {}
            self.properties.set_ion(
                ion, int_con=models.INSIDE[ion] * U.mM, ext_con=models.OUTSIDE[ion] * U.mM,
                rev_pot=start * U.mV, **method)
        if self.case.membrane == models.CHANNELS:
            self.properties.set_ion(
                "ca", int_con=models.CALCIUM_INSIDE * U.mM, ext_con=models.CALCIUM_OUTSIDE * U.mM,
                rev_pot=0 * U.mV)  # which no mechanism reads

    def num_cells(self):
        return self.case.count

    def cell_kind(self, gid):
        return arbor.cell_kind.cable

    def global_properties(self, kind):
        return self.properties

    def cell_description(self, gid):
        return cable_cell(self.case.cell(gid), self.case, gid)

    def connections_on(self, gid):
        if not self.case.is_ring:
            return []
        return [
            arbor.connection((source, "detector"), f"synapse{number}", weight, delay * U.ms)
            for number, source, weight, delay in models.ring_inputs(gid, self.case.count)]

    def event_generators(self, gid):
        if not self.case.is_ring or gid % models.RING:
            return []
        schedule = arbor.explicit_schedule([models.KICK * U.ms])
        return [arbor.event_generator("synapse0", models.WEIGHT, schedule)]

    def probes(self, gid):
        probes = {"i": arbor.cable_probe_ion_int_concentration,
                  "o": arbor.cable_probe_ion_ext_concentration}
        return [
            probes[name[-1]](MIDDLE_OF_SOMA, name[:-1], name) for name in self.case.concentrations]


def sample_ends(simulation, case, step):
    """Handles of samplers that take the concentrations once, at the end; by name."""
    end = arbor.explicit_schedule([(case.duration - step) * U.ms])
    return {
        name: [simulation.sample((gid, name), end) for gid in range(case.count)]
        for name in case.concentrations}


def last_samples(simulation, handles):
    def last(handle):
        return float(simulation.samples(handle)[0][0][-1, 1])

    return {name: [last(one) for one in each] for name, each in handles.items()}


def step(simulation, duration, dt):
    """Steps through a case from its start; wall seconds and those of all threads."""
    simulation.reset()
    begin, busy = time.perf_counter(), time.process_time()
    simulation.run(duration * U.ms, dt * U.ms)
    return time.perf_counter() - begin, time.process_time() - busy


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.CASES)
    parser.add_argument("--dt", type=float, default=0.025)
    add_repetitions(parser)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cells", type=int, help="in place of the case's number")
    parser.add_argument("--duration", type=float, help="in ms, in place of the case's")
    arguments = parser.parse_args()
    case = models.case(arguments)
    baseline, begin = memory(), time.perf_counter()
    recipe, context = Recipe(case), arbor.context(threads=arguments.threads)
    hint = {arbor.cell_kind.cable: arbor.partition_hint(cpu_group_size=GROUP)}
    decomposition = arbor.partition_load_balance(recipe, context, hint)
    simulation = arbor.simulation(recipe, context, decomposition)
    # `all` records nothing without connections.
    recording = arbor.spike_recording
    simulation.record(recording.all if case.is_ring else recording.local)
    handles = sample_ends(simulation, case, arguments.dt)
    set_up = time.perf_counter() - begin
    timings = repeat(lambda: step(simulation, case.duration, arguments.dt), arguments)
    spikes = sorted([float(s["time"]), int(s["source"]["gid"])] for s in simulation.spikes())
    report("Arbor", arguments.case, case.compartments(), round(case.duration / arguments.dt),
           timings, spikes, baseline, set_up, last_samples(simulation, handles))


if __name__ == "__main__":
    main()
