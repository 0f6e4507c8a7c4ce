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


def cable_cell(sections, amplitude):
    decor = arbor.decor()
    decor.paint("(all)", arbor.density("bench_hhn", models.HH))
    clamp = arbor.i_clamp(models.CURRENT_START * U.ms, 1e5 * U.ms, amplitude * U.nA)
    decor.place(MIDDLE_OF_SOMA, clamp)
    decor.place(MIDDLE_OF_SOMA, arbor.threshold_detector(models.THRESHOLD * U.mV), "detector")
    return arbor.cable_cell(
        segment_tree(sections), decor, arbor.label_dict(), arbor.cv_policy_every_segment())


class Recipe(arbor.recipe):
    def __init__(self, sections, count, amplitude):
        arbor.recipe.__init__(self)
        self.sections, self.count, self.amplitude = sections, count, amplitude
        self.properties = arbor.neuron_cable_properties()
        catalogue = self.properties.catalogue
        library = os.path.join(os.environ["PEERS"], "bench-catalogue.so")
        catalogue.extend(arbor.load_catalogue(library), "bench_")
        self.properties.catalogue = catalogue
        self.properties.set_property(
            Vm=models.START_VOLTAGE * U.mV, cm=0.01 * models.CAPACITANCE * U.F / U.m2,
            rL=models.RESISTIVITY * U.Ohm * U.cm,
            tempK=(models.TEMPERATURE + 273.15) * U.Kelvin)
        # The concentrations are not used: the reversal potentials are fixed.
        self.properties.set_ion(
            "na", int_con=10 * U.mM, ext_con=140 * U.mM, rev_pot=models.SODIUM_REVERSAL * U.mV)
        self.properties.set_ion(
            "k", int_con=54 * U.mM, ext_con=2.5 * U.mM, rev_pot=models.POTASSIUM_REVERSAL * U.mV)

    def num_cells(self):
        return self.count

    def cell_kind(self, gid):
        return arbor.cell_kind.cable

    def global_properties(self, kind):
        return self.properties

    def cell_description(self, gid):
        return cable_cell(self.sections, self.amplitude)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.CASES)
    parser.add_argument("--dt", type=float, default=0.025)
    parser.add_argument("--repetitions", type=int, default=2)
    arguments = parser.parse_args()
    cell, count, amplitude, duration = models.CASES[arguments.case]
    baseline, sections = memory_mebibytes("VmRSS"), cell()
    recipe, context = Recipe(sections, count, amplitude), arbor.context(threads=1)
    hint = {arbor.cell_kind.cable: arbor.partition_hint(cpu_group_size=GROUP)}
    decomposition = arbor.partition_load_balance(recipe, context, hint)
    simulation = arbor.simulation(recipe, context, decomposition)
    simulation.record(arbor.spike_recording.local)  # `all` records nothing without connections
    seconds = []
    for _ in range(arguments.repetitions):
        simulation.reset()
        begin = time.perf_counter()
        simulation.run(duration * U.ms, arguments.dt * U.ms)
        seconds.append(time.perf_counter() - begin)
    spikes = sorted([float(s["time"]), int(s["source"]["gid"])] for s in simulation.spikes())
    report("Arbor", arguments.case, count * models.compartment_count(sections),
           round(duration / arguments.dt), seconds, spikes, baseline)


if __name__ == "__main__":
    main()
