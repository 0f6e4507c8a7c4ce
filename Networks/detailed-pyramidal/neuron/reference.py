#!/usr/bin/env python3
"""The model of this folder in NEURON, written a second time: where the expected values come from.

    mkdir /tmp/pyramidal && cd /tmp/pyramidal && nrnivmodl THIS_FOLDER
    THIS_FOLDER/reference.py [--dt 0.005] [--max-length 6.5]

NEURON loads the mechanisms from the folder that it is started in. Morphology, compartments,
densities and electrode are those of model.yaml. Prints spikes and peaks at the recorded places as
JSON; refine --dt (ms) and --max-length (um) to see what is converged.
"""
import argparse
import json
import math
import pathlib

import numpy as np
from neuron import h

HERE = pathlib.Path(__file__).resolve().parent
SOMA, AXON, BASAL, APICAL = 1, 2, 3, 4
SOMA_SIZE = 18.0  # um: one sample of radius 9 um stands for a cylinder of this length and diameter
SOMA_TO_SURFACE = 9.0  # um, from the soma's near end to its middle, where dendrites attach
DURATION, START, STOP, AMPLITUDE = 500.0, 50.0, 450.0, 0.6  # ms, ms, ms, nA
REST = -70.0  # mV
PLACES = {  # samples of the morphology, um
    "soma": (0.0, 0.0, 0.0),
    "initial_segment": (0.542, -50.991, 0.177),
    "axon": (2.749, -630.714, 64.326),
    "basal_tip": (212.934, -5.691, 82.125),
    "trunk_100": (3.350, 110.848, 3.168),
    "trunk_200": (3.601, 206.397, 12.122),
    "trunk_400": (22.763, 408.796, 25.932),
    "tuft_tip": (249.052, 794.101, 61.870),
}


def read_samples():
    """number -> (type, x, y, z, radius, parent)."""
    samples = {}
    for line in (HERE.parent / "pyramidal.swc").read_text().splitlines():
        if not line.startswith("#"):
            number, kind, x, y, z, radius, parent = line.split()
            place = [float(value) for value in (x, y, z, radius)]
            samples[int(number)] = (int(kind), *place, int(parent))
    return samples


def children_of(samples):
    children = {number: [] for number in samples}
    for number, sample in samples.items():
        if sample[5] in children:
            children[sample[5]].append(number)
    return children


def compartments_for(length, max_length):
    return max(1, math.ceil(length / max_length))


class Branch:
    """A section with its SWC type and the place of every compartment's centre."""

    def __init__(self, kind, section, centers):
        self.kind, self.section, self.centers = kind, section, centers


def soma_branch(max_length):
    section = h.Section(name="soma")
    section.L = section.diam = SOMA_SIZE
    section.nseg = compartments_for(SOMA_SIZE, max_length)
    offsets = [(segment.x - 0.5) * SOMA_SIZE for segment in section]
    return Branch(SOMA, section, [(0.0, offset, 0.0) for offset in offsets])


def neurite_branch(kind, points, parent, max_length, name):
    section = h.Section(name=name)
    section.pt3dclear()
    for x, y, z, radius in points:
        section.pt3dadd(x, y, z, 2 * radius)
    section.connect(parent, 0)
    section.nseg = compartments_for(section.L, max_length)
    arc = np.array([section.arc3d(i) for i in range(section.n3d())])
    columns = np.array(points)[:, :3].T
    centers = [
        tuple(np.interp(segment.x * section.L, arc, column) for column in columns)
        for segment in section]
    return Branch(kind, section, centers)


def build(max_length):
    """Neurites begin at their own first sample and attach to the middle of the soma."""
    samples = read_samples()
    children = children_of(samples)
    soma = soma_branch(max_length)
    branches = [soma]
    waiting = [([], number, soma.section(0.5)) for number in children[1]]
    while waiting:
        run, number, parent = waiting.pop(0)
        run = run + [number]
        while len(children[run[-1]]) == 1:
            run.append(children[run[-1]][0])
        points = [samples[member][1:5] for member in run]
        branch = neurite_branch(samples[number][0], points, parent, max_length, f"b{number}")
        branches.append(branch)
        waiting += [([run[-1]], child, branch.section(1)) for child in children[run[-1]]]
    return branches


def sodium_and_potassium(kind, distance, y):
    """Densities of nav, kv and m_current in S/cm2 at a path distance (um) from the root."""
    if kind == SOMA:
        return 0.1, 0.01, 3e-4
    if kind == AXON:
        return (0.2, 0.05, 1e-4) if y > -57 else (0.05, 0.015, 1e-4)
    if kind == APICAL:
        return 0.02 * math.exp(-distance / 400), 0.005, 1e-4
    return 0.015, 0.005, 1e-4


def paint(branch, soma_middle):
    dendritic = branch.kind in (BASAL, APICAL)
    section = branch.section
    section.Ra, section.cm = 100, 2 if dendritic else 1
    for mechanism in ("pas", "nav", "kv", "m_current"):
        section.insert(mechanism)
    section.ena, section.ek = 50, -90
    section.e_pas, section.g_pas = REST, 6e-5 if dendritic else 3e-5
    for segment, center in zip(section, branch.centers):
        distance = SOMA_TO_SURFACE + h.distance(soma_middle, segment)
        densities = sodium_and_potassium(branch.kind, distance, center[1])
        segment.nav.gbar, segment.kv.gbar, segment.m_current.gbar = densities
        segment.nav.v_t = segment.kv.v_t = -58


def segment_near(branches, place):
    candidates = [
        (math.dist(center, place), segment)
        for branch in branches for center, segment in zip(branch.centers, branch.section)]
    return min(candidates, key=lambda candidate: candidate[0])[1]


def upward_crossings(times, voltages, threshold=0.0):
    before = np.flatnonzero((voltages[:-1] < threshold) & (voltages[1:] >= threshold))
    part = (threshold - voltages[before]) / (voltages[before + 1] - voltages[before])
    return times[before] + part * (times[before + 1] - times[before])


def simulate(branches, dt):
    """Second order in time; returns the times and the voltage at every place."""
    soma = branches[0].section
    h.dt, h.secondorder = dt, 2
    electrode = h.IClamp(soma(0.5))
    electrode.delay, electrode.dur, electrode.amp = START, STOP - START, AMPLITUDE
    segments = {name: segment_near(branches, place) for name, place in PLACES.items()}
    recorded = {name: h.Vector().record(seg._ref_v) for name, seg in segments.items()}
    times = h.Vector().record(h._ref_t)
    context = h.ParallelContext()
    context.set_maxstep(10)
    h.finitialize(REST)
    context.psolve(DURATION)
    return np.array(times), {name: np.array(vector) for name, vector in recorded.items()}


def summary(times, voltages, first_spike):
    spikes = upward_crossings(times, voltages)
    around = (times > first_spike - 5) & (times < first_spike + 15)
    return {
        "before_current_mV": round(float(np.interp(START, times, voltages)), 4),
        "spike_times_ms": [round(float(t), 4) for t in spikes],
        "first_peak_mV": round(float(voltages[around].max()), 3),
        "maximum_mV": round(float(voltages.max()), 3),
        "end_mV": round(float(voltages[-1]), 4),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dt", type=float, default=0.005)
    parser.add_argument("--max-length", type=float, default=6.5)
    arguments = parser.parse_args()
    branches = build(arguments.max_length)
    for branch in branches:
        paint(branch, branches[0].section(0.5))
    times, voltages = simulate(branches, arguments.dt)
    first_spike = upward_crossings(times, voltages["soma"])[0]
    places = {name: summary(times, v, first_spike) for name, v in voltages.items()}
    compartments = sum(branch.section.nseg for branch in branches)
    print(json.dumps({"compartments": compartments, "places": places}, indent=1))


if __name__ == "__main__":
    main()
