#!/usr/bin/env python3
"""Draws Networks/detailed-pyramidal/picture.png: the cell, its spikes, and how the first travels.

    bin/skou run Networks/detailed-pyramidal -o RESULTS
    tools/generate_pyramidal_picture.py RESULTS [PICTURE]

Needs numpy, h5py and matplotlib.
"""
import pathlib
import sys

import h5py
import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Networks/detailed-pyramidal"
LABELS = {  # element of the recordings: name, colour
    2: ("axon, far end", "#7f7f7f"), 1: ("initial segment", "#d62728"), 0: ("soma", "#000000"),
    3: ("basal tip", "#8c564b"), 4: ("trunk, 100 µm", "#08519c"), 5: ("trunk, 200 µm", "#3182bd"),
    6: ("trunk, 400 µm", "#6baed6"), 7: ("tuft tip", "#9ecae1"),
}
PLACES = [  # x, y of the recorded places in model.yaml, in um
    (0, 0), (0.542, -50.991), (2.749, -630.714), (212.934, -5.691), (3.35, 110.848),
    (3.601, 206.397), (22.763, 408.796), (249.052, 794.101)]


def report(path):
    """Times in ms and the voltages [time, element] of a report of the only population."""
    with h5py.File(path) as file:
        (population,) = file["report"].values()
        start, _, step = population["mapping/time"][:]
        data = population["data"][:]
    return start + step * np.arange(len(data)), data


def draw_cell(axes):
    samples = np.loadtxt(FOLDER / "pyramidal.swc", comments="#")
    by_number = {int(sample[0]): sample for sample in samples}
    for sample in samples:
        parent = by_number.get(int(sample[6]))
        if parent is not None and parent[1] != 1:
            axes.plot(*zip(parent[2:4], sample[2:4]), color="0.35",
                      lw=0.5 + 0.5 * sample[5], solid_capstyle="round")
    axes.add_patch(plt.Circle((0, 0), by_number[1][5], color="0.2"))
    for element, (_, color) in LABELS.items():
        axes.plot(*PLACES[element], "o", ms=6, color=color, mec="white", mew=0.8, zorder=5)
    axes.plot([-250, -50], [-600, -600], color="black", lw=2)
    axes.text(-150, -615, "200 µm", ha="center", va="top")
    axes.set_aspect("equal")
    axes.axis("off")


def draw_voltages(whole, first, results):
    times, voltages = report(results / "v.h5")
    whole.plot(times, voltages[:, 7], color=LABELS[7][1], lw=1)
    whole.plot(times, voltages[:, 0], color=LABELS[0][1], lw=1)
    whole.set(xlim=(0, 500), xlabel="time (ms)", ylabel="V (mV)")
    whole.set_title("ten spikes at the soma", fontsize=10, loc="left")
    times, voltages = report(results / "first_spike.h5")
    for element, (name, color) in LABELS.items():
        first.plot(times, voltages[:, element], color=color, lw=1.5, label=name)
    first.set(xlim=(84, 95), xlabel="time (ms)", ylabel="V (mV)")
    first.set_title("the first of them along the cell", fontsize=10, loc="left")
    first.legend(frameon=False, fontsize=8)


def main():
    results = pathlib.Path(sys.argv[1])
    picture = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER / "picture.png"
    figure = plt.figure(figsize=(10, 6.5), layout="constrained")
    grid = figure.add_gridspec(2, 2, width_ratios=[1, 1.6], height_ratios=[1, 1.6])
    draw_cell(figure.add_subplot(grid[:, 0]))
    whole, first = figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1])
    draw_voltages(whole, first, results)
    for axes in (whole, first):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(picture, dpi=130)


if __name__ == "__main__":
    main()
