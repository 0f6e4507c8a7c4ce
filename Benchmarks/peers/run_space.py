#!/usr/bin/env python3
"""Runs cells in a shared extracellular space in NEURON's rxd, on one thread.

Potassium diffuses from voxel to voxel; sodium outside stays as it is. Environment: PEERS, the
folder of setup.sh; see run_neuron.py.
"""
import argparse
import os
import time

import models
from result import add_repetitions, memory, repeat, report

os.environ["NEURON_MODULE_OPTIONS"] = "-nogui"

from neuron import h, rxd  # reads the environment when it is imported

h.nrn_load_dll(os.path.join(os.environ["PEERS"], "x86_64", "libnrnmech.so"))


def cell(number, centre):
    """One compartment along x, about its centre."""
    x, y, z = centre
    section, half = h.Section(name=f"c{number}"), models.CELL_SIZE / 2
    section.pt3dclear()
    for end in (x - half, x + half):
        section.pt3dadd(end, y, z, models.CELL_SIZE)
    section.nseg, section.cm, section.Ra = 1, models.CAPACITANCE, models.RESISTIVITY
    for mechanism in ("hhion", "nakp", "ipool"):
        section.insert(mechanism)
    section.sv_ipool = models.SURFACE_TO_VOLUME
    if models.is_stopped(number):
        section.imax_nakp = 0.0
    return section


def potassium(space):
    """The box and what diffuses in it; the caller keeps both alive."""
    sides = [models.VOXEL * count for count in space.voxels]
    box = rxd.Extracellular(
        0, 0, 0, *sides, dx=models.VOXEL, volume_fraction=models.VOLUME_FRACTION,
        tortuosity=models.TORTUOSITY)
    edge = models.CORE * sides[0]

    def initial(node):
        return models.CORE_POTASSIUM if node.x3d < edge else models.OUTSIDE["k"]

    return box, rxd.Species(box, name="k", d=models.DIFFUSION, charge=1, initial=initial)


def step(context, duration):
    """Seconds of stepping and of the processor's time."""
    context.set_maxstep(10)
    h.finitialize(models.START_VOLTAGE)
    begin, busy = time.perf_counter(), time.process_time()
    context.psolve(duration)
    return time.perf_counter() - begin, time.process_time() - busy


def record(cells):
    """Spike times in the middle of each cell; the connections must be kept alive."""
    trains = [h.Vector() for _ in cells]
    detectors = []
    for section, train in zip(cells, trains):
        detectors.append(h.NetCon(section(0.5)._ref_v, None, sec=section))
        detectors[-1].threshold = models.THRESHOLD
        detectors[-1].record(train)
    return trains, detectors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=models.SPACES)
    parser.add_argument("--dt", type=float, default=0.025)
    add_repetitions(parser)
    parser.add_argument("--threads", type=int, choices=[1], default=1)
    arguments = parser.parse_args()
    space = models.SPACES[arguments.case]
    baseline, context = memory(), h.ParallelContext()
    begin = time.perf_counter()
    h.celsius, h.dt = models.TEMPERATURE, arguments.dt
    h.nao0_na_ion = models.OUTSIDE["na"]  # a cell's own `nao` would not outlive finitialize
    cells = [cell(number, centre) for number, centre in enumerate(space.centres())]
    box, species = potassium(space)
    trains, detectors = record(cells)
    set_up = time.perf_counter() - begin
    timings = repeat(lambda: step(context, space.duration), arguments)
    spikes = sorted([t, number] for number, train in enumerate(trains) for t in train)
    outside = {"ko": [section(0.5).ko for section in cells]}
    voxels = len(species[box].nodes)
    del detectors
    report("NEURON", arguments.case, len(cells) + voxels, round(space.duration / arguments.dt),
           timings, spikes, baseline, set_up, outside)


if __name__ == "__main__":
    main()
