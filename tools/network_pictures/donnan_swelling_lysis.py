"""Without a pump a cell swells; how far depends on what is impermeant outside."""
import numpy as np

from .results import BLACK, BLUE, DAY, GREY, HOUR, ORANGE, PURPLE, RED, label

MODELS = ["model.yaml", "closed.yaml", "no-impermeant-bath.yaml"]
HEIGHT = 3.2
START = 8410.441740067201  # um3


def draw(figure, bath, closed, bare):
    volume, potential, shell = figure.subplots(1, 3)
    runs = ((bath, BLACK, "39 mM"), (bare, RED, "none"))
    for run, color, text in runs:
        times, volumes = run.trace("volume", unit=DAY)
        later = times > 0
        volume.loglog(times[later], volumes[later] / START, color=color, label=text)
    volume.axhline(2, color=GREY, lw=0.8, ls="--")
    volume.text(0.003, 2.06, "lysis", color=GREY)
    volume.set_yticks([1, 2, 3.5, 10, 20], ["1", "2", "3.5", "10", "20"])
    volume.minorticks_off()
    label(volume, "volume in an endless bath", "time (days)", "volume / start")
    volume.legend(title="impermeant outside", loc="upper left", title_fontsize=8)
    times, v = bath.trace("v", unit=HOUR)
    potential.plot(times, v, color=BLACK, label="bath")
    times, v = closed.trace("v", unit=HOUR)
    potential.plot(times, v, color=PURPLE, label="closed shell")
    potential.set(xlim=(0, 24))
    label(potential, "potential", "time (h)", "V (mV)")
    potential.legend()
    for name, color, text in (("k_out", BLUE, "[K]$_o$"), ("na_out", RED, "[Na]$_o$")):
        shell.plot(*closed.trace(name, unit=HOUR), color=color, label=text)
    times, volumes = closed.trace("shell", unit=HOUR)
    shell.plot(times, 100 * np.asarray(volumes) / volumes[0], color=ORANGE, label="shell (%)")
    shell.set(xlim=(0, 3), ylim=(0, 150))
    label(shell, "the closed shell", "time (h)", "mM; % of its volume")
    shell.legend()
