#!/usr/bin/env python3
"""Runs one benchmark model in Arbor, on one thread. Environment: PEERS, the folder of setup.sh."""
import argparse
import os
import time

import arbor
from arbor import units as U

import models
from result import memory_mebibytes, report

GROUP = 8  # cells advanced together: the fastest of 1, 4, 8, 32, 128
MIDDLE_OF_SOMA = "(on-components 0.5 (segment 0))"


def segment_tree(sections):
    """One segment, and with the policy below one control volume, for every compartment."""
    tree, ends = arbor.segment_tree(), []
    for section in sections:
        if section["parent"] < 0:
            parent, x = arbor.mnpos, 0.0
        else:
            parent, x = ends[section["parent"]]
        step = section["L"] / section["nseg"]
        for diameter in section["diam"]:
            near = arbor.mpoint(x, 0, 0, diameter / 2)
            far = arbor.mpoint(x + step, 0, 0, diameter / 2)
            parent, x = tree.append(parent, near, far, tag=1), x + step
        ends.append((parent, x))
    return tree


def cable_cell(sections, amplitude, has_pools):
    decor = arbor.decor()
    if has_pools:
        for name in models.POOL_MECHANISMS:
            decor.paint("(all)", arbor.density(f"bench_{name}"))
    else:
        decor.paint("(all)", arbor.density("bench_hhn", models.HH))
    clamp = arbor.i_clamp(models.CURRENT_START * U.ms, 1e5 * U.ms, amplitude * U.nA)
    decor.place(MIDDLE_OF_SOMA, clamp)
    decor.place(MIDDLE_OF_SOMA, arbor.threshold_detector(models.THRESHOLD * U.mV), "detector")
    return arbor.cable_cell(
        segment_tree(sections), decor, arbor.label_dict(), arbor.cv_policy_every_segment())


class Recipe(arbor.recipe):
    def __init__(self, sections, case):
        arbor.recipe.__init__(self)
        self.sections, self.case = sections, case
        self.properties = arbor.neuron_cable_properties()
        catalogue = self.properties.catalogue
        library = os.path.join(os.environ["PEERS"], "bench-catalogue.so")
        catalogue.extend(arbor.load_catalogue(library), "bench_")
        self.properties.catalogue = catalogue
        self.properties.set_property(
            Vm=models.START_VOLTAGE * U.mV, cm=0.01 * models.CAPACITANCE * U.F / U.m2,
            rL=models.RESISTIVITY * U.Ohm * U.cm,
            tempK=(models.TEMPERATURE + 273.15) * U.Kelvin)
        self.set_ions()

    def set_ions(self):
        reversal = {"na": models.SODIUM_REVERSAL, "k": models.POTASSIUM_REVERSAL}
        for ion, start in reversal.items():
            # Without pools the concentrations are not used: the reversal potentials are fixed.
            method = {"method": f"nernst/x={ion}"} if self.case.has_pools else {}
            self.properties.set_ion(
                ion, int_con=models.INSIDE[ion] * U.mM, ext_con=models.OUTSIDE[ion] * U.mM,
                rev_pot=start * U.mV, **method)

    def num_cells(self):
        return self.case.count

    def cell_kind(self, gid):
        return arbor.cell_kind.cable

    def global_properties(self, kind):
        return self.properties

    def cell_description(self, gid):
        return cable_cell(self.sections, self.case.amplitude(gid), self.case.has_pools)

    def probes(self, gid):
        if not self.case.has_pools:
            return []
        return [
            probe(MIDDLE_OF_SOMA, ion, f"{ion}{side}") for ion in models.INSIDE
            for side, probe in (("i", arbor.cable_probe_ion_int_concentration),
                                ("o", arbor.cable_probe_ion_ext_concentration))]


def sample_ends(simulation, case, step):
    """Handles of samplers that take the concentrations once, at the end; by name."""
    names = [f"{ion}{side}" for ion in models.INSIDE for side in "io"] if case.has_pools else []
    end = arbor.explicit_schedule([(case.duration - step) * U.ms])
    return {
        name: [simulation.sample((gid, name), end) for gid in range(case.count)] for name in names}


def last_samples(simulation, handles):
    def last(handle):
        return float(simulation.samples(handle)[0][0][-1, 1])

    return {name: [last(one) for one in each] for name, each in handles.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.CASES)
    parser.add_argument("--dt", type=float, default=0.025)
    parser.add_argument("--repetitions", type=int, default=2)
    arguments = parser.parse_args()
    case = models.CASES[arguments.case]
    baseline, sections = memory_mebibytes("VmRSS"), case.cell()
    recipe, context = Recipe(sections, case), arbor.context(threads=1)
    hint = {arbor.cell_kind.cable: arbor.partition_hint(cpu_group_size=GROUP)}
    decomposition = arbor.partition_load_balance(recipe, context, hint)
    simulation = arbor.simulation(recipe, context, decomposition)
    simulation.record(arbor.spike_recording.local)  # `all` records nothing without connections
    handles = sample_ends(simulation, case, arguments.dt)
    seconds = []
    for _ in range(arguments.repetitions):
        simulation.reset()
        begin = time.perf_counter()
        simulation.run(case.duration * U.ms, arguments.dt * U.ms)
        seconds.append(time.perf_counter() - begin)
    spikes = sorted([float(s["time"]), int(s["source"]["gid"])] for s in simulation.spikes())
    report("Arbor", arguments.case, case.count * models.compartment_count(sections),
           round(case.duration / arguments.dt), seconds, spikes, baseline,
           last_samples(simulation, handles))


if __name__ == "__main__":
    main()
