"""Pumps fail at one end of a slice of two thousand cells, and return."""
import h5py
import numpy as np
from grid_maps import read_grid

from .results import BLACK, label

MODELS = ["slice/model.yaml"]
HEIGHT = 5.4
TIMES = (12, 18, 24, 30, 60, 90)  # s
CORE = 300.0  # um, and its pumps stand still from 5 to 40 s


def draw_snapshots(figure, maps):
    panels = figure.subplots(1, len(TIMES), sharey=True)
    extent = (0, maps.x[-1] + maps.x[0], 0, maps.y[-1] + maps.y[0])
    for axes, time in zip(panels, TIMES):
        sample = int(np.argmin(abs(maps.times - 1e3 * time)))
        image = axes.imshow(
            maps.values[sample].mean(axis=2).T, origin="lower", extent=extent, vmin=0, vmax=50,
            cmap="magma")
        axes.axvline(CORE, color="white", lw=0.7, ls="--")
        axes.set(xticks=(0, 500, 1000), yticks=(0, 300, 600))
        label(axes, f"{time} s", "x (µm)")
    panels[0].set_ylabel("y (µm)")
    figure.colorbar(image, ax=panels, label="[K⁺]o (mM)", shrink=0.7, pad=0.01)


def draw_course(axes, maps):
    profile = maps.profile()
    image = axes.imshow(
        profile.T, origin="lower", aspect="auto", vmin=0, vmax=50, cmap="magma",
        extent=(0, maps.times[-1] / 1e3, 0, maps.x[-1] + maps.x[0]))
    axes.figure.colorbar(image, ax=axes, label="[K⁺]o (mM)", pad=0.02)
    axes.plot([5, 40], [CORE / 2, CORE / 2], color="white", lw=2)
    axes.text(5, CORE / 2 + 25, "no pumps here", color="white", fontsize=7)
    label(axes, "potassium, mean over y and z", "time (s)", "x (µm)")


def draw_raster(axes, run):
    with h5py.File(run.folder / "spikes.h5") as spikes, h5py.File(run.folder / "run.h5") as file:
        times = spikes["spikes/tissue/timestamps"][()] / 1e3
        cells = spikes["spikes/tissue/node_ids"][()]
        places = file["cells/tissue/x"][()][cells]
    step = max(len(times) // 60_000, 1)
    axes.plot(times[::step], places[::step], ",", color=BLACK, alpha=0.4, rasterized=True)
    axes.set(xlim=(0, 90), ylim=(0, 1200))
    label(axes, "spikes", "time (s)", "x (µm)")


def draw(figure, run):
    maps = read_grid(run.folder / "k_map.h5")
    top, bottom = figure.subfigures(2, 1, height_ratios=(1, 1.6))
    draw_snapshots(top, maps)
    course, raster = bottom.subplots(1, 2)
    draw_course(course, maps)
    draw_raster(raster, run)
