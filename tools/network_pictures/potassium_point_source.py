"""Potassium spreads from a pipette."""
import numpy as np
from grid_maps import read_grid

from network_references.potassium_point_source import concentration

from .results import BLACK, BLUE, ORANGE, RED, label

MODELS = ["model.yaml", "fine.yaml"]
HEIGHT = 3.0


def draw(figure, coarse, fine):
    plane, profile, course = figure.subplots(1, 3)
    maps = read_grid(fine.folder / "k_plane.h5")
    last = maps.values[-1, :, :, 0] - 3
    half = maps.spacing[0] / 2
    image = plane.imshow(
        last.T, origin="lower", cmap="magma", norm="log", vmin=0.01, vmax=10,
        extent=(maps.x[0] - half, maps.x[-1] + half, maps.y[0] - half, maps.y[-1] + half))
    figure.colorbar(image, ax=plane, label="mM above 3 mM")
    label(plane, "after 50 s", "x (µm)", "y (µm)")
    distances = np.linspace(8, 500, 300)
    middle = len(maps.y) // 2
    for time, color in ((5, BLUE), (10, RED), (50, ORANGE)):
        sample = int(np.argmin(abs(maps.times - 1e3 * time)))
        values = maps.values[sample, :, middle, 0] - 3
        right = maps.x > 5
        profile.plot(maps.x[right], values[right], "o", ms=3, color=color, label=f"{time} s")
        profile.plot(distances, concentration(distances, time), color=color, lw=1)
    profile.set(yscale="log", ylim=(1e-3, 10), xlim=(0, 400))
    label(profile, "along x; lines: closed form", "distance (µm)", "mM")
    profile.legend()
    seconds = np.linspace(0.05, 50, 500)
    course.plot(seconds, concentration(100, seconds), color=BLACK, lw=1, label="closed form")
    for run, color, text in ((coarse, RED, "voxels of 20 µm"), (fine, BLUE, "voxels of 10 µm")):
        series = read_grid(run.folder / "k_100.h5")
        course.plot(series.times[::2] / 1e3, series.values[::2, 0, 0, 0] - 3, "o", ms=3,
                    mfc="none", color=color, label=text)
    label(course, "100 µm away", "time (s)", "mM")
    course.legend()
