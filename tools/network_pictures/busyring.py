"""Spikes run around eight rings of sixteen cells."""
import h5py
import numpy as np

from .results import BLACK, BLUE, GREEN, GREY, RED, label

MODELS = ["model.yaml", "simple.yaml"]
HEIGHT = 3.0
RING = 16


def spikes(run):
    with h5py.File(run.folder / "spikes.h5") as file:
        group = file["spikes/ring"]
        return group["timestamps"][()], group["node_ids"][()].astype(int)


def draw(figure, everywhere, soma):
    raster, potentials = figure.subplots(1, 2, width_ratios=[2, 1.2])
    for run, color, text in ((everywhere, BLACK, "channels everywhere"),
                             (soma, RED, "channels in the soma alone")):
        times, cells = spikes(run)
        raster.scatter(times, cells, s=9, marker="|", color=color, linewidths=1.2, label=text)
    for first in range(RING, 8 * RING, RING):
        raster.axhline(first - 0.5, color=GREY, lw=0.4)
    raster.set(xlim=(0, 200), ylim=(-0.5, 127.5), yticks=range(0, 129, RING))
    label(raster, "spikes", "time (ms)", "cell")
    raster.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, handletextpad=0.1)
    times, v = everywhere.trace("v", unit=1)
    shown = times < 32
    for cell, color in zip(range(5), (BLACK, BLUE, RED, GREEN, GREY)):
        potentials.plot(times[shown], np.asarray(v)[shown, cell], color=color)
        potentials.text(3 + 5.525 * cell, 34, str(cell), color=color)
    potentials.set(xlim=(0, 32))
    label(potentials, "the first cells of a ring", "time (ms)", "V (mV)")
