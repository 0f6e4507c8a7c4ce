"""Pumps fail in a core; potassium carries the failure into tissue whose pumps are intact."""
import numpy as np

from .results import BLACK, BLUE, GREY, RED, label

MODELS = ["model.yaml", "control.yaml", "finer.yaml"]
HEIGHT = 5.6
LENGTH = 2000.0  # um


def arrivals(run):
    """Places, and when potassium passes 20 mM there, in s."""
    times, k = run.trace("k_out")
    places = (np.arange(k.shape[1]) + 0.5) * LENGTH / k.shape[1]
    above = k > 20
    first = above.argmax(axis=0)
    there = above.any(axis=0) & (first > 0)
    values = [np.interp(20, k[row - 1:row + 1, cell], times[row - 1:row + 1])
              for cell, row in enumerate(first) if there[cell]]
    return places[there], np.array(values)


def draw_map(axes, run, name, title, unit, colors):
    times, values = run.trace(name)
    low, high = np.percentile(values, [0.1, 99.9])
    image = axes.imshow(
        values.T, origin="lower", aspect="auto", extent=(0, times[-1], 0, LENGTH / 1e3), vmin=low,
        vmax=high, cmap=colors, interpolation="nearest")
    axes.figure.colorbar(image, ax=axes, label=unit, pad=0.02)
    axes.axhline(0.5, color="white", lw=0.8, ls="--")
    label(axes, title, "time (s)", "x (mm)")


def draw(figure, core, control, finer):
    top, bottom = figure.subplots(2, 2)
    draw_map(top[0], core, "k_out", "potassium outside; below the line pumps fail", "mM", "magma")
    draw_map(top[1], core, "v", "potential", "mV", "viridis")
    traces, front = bottom
    times, k = core.trace("k_out")
    _, v = core.trace("v")
    for cell, color in ((2, RED), (14, BLACK), (31, BLUE)):
        traces.plot(times, v[:, cell], color=color, lw=0.9, label=f"{25 + 50 * cell} µm")
        traces.plot(times, k[:, cell], color=color, lw=0.9, ls=":")
    label(traces, "potential, and potassium outside (dotted)", "time (s)", "mV, mM")
    traces.set(xlim=(0, 90), ylim=(-95, 130))
    traces.legend(loc="upper right", ncols=3)
    for run, color, text in ((core, RED, "pumps fail in a core"),
                             (control, BLACK, "60 mM potassium at first"),
                             (finer, GREY, "the same, 25 µm")):
        places, seconds = arrivals(run)
        front.plot(seconds, places / 1e3, ".", ms=4, color=color, label=text)
    front.set(xlim=(0, 90), ylim=(0, 2))
    label(front, "the front: 20 mM potassium", "time (s)", "x (mm)")
    front.legend(loc="lower right")
