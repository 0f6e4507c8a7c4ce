"""A current into one cell, seen in the cell that a gap junction couples to it."""
import numpy as np

from network_references.gap_junction_pair import Pair

from .results import BLACK, BLUE, RED, label

MODELS = ["model.yaml"]
HEIGHT = 3.0
PAIRS = (("small", "large"), ("large", "small"))


def draw(figure, run):
    axes = figure.subplots(1, 3)
    colors = {"small": BLUE, "large": RED}
    for number, (driven, other) in enumerate(PAIRS):
        panel, pair = axes[number], Pair(driven, other)
        for name, closed in zip((driven, other), range(2)):
            times, v = run.trace(f"v_{name}", unit=1)
            panel.plot(times, v[:, number], color=colors[name], label=f"{name} cell")
            marks = np.linspace(12, 205, 21)
            panel.plot(marks, [pair.potentials(time)[closed] for time in marks], "o", ms=3,
                       mfc="none", mec=BLACK, mew=0.8, label="closed form" if closed else None)
        panel.set(ylim=(-66, -54))
        label(panel, f"20 pA into the {driven} cell", "time (ms)", "V (mV)")
        panel.legend()
    for name in ("small", "large"):
        times, amounts = run.trace(f"k_{name}", unit=1)
        axes[2].plot(times, amounts[:, 0] - amounts[0, 0], color=colors[name], label=f"{name} cell")
    label(axes[2], "potassium gained, left pair", "time (ms)", "amol")
    axes[2].legend()
