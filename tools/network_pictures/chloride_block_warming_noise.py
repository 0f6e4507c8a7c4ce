"""Chloride channels blocked; cells warmed and cooled; the noise of a few channels."""
from .results import BLACK, BLUE, GREEN, GREY, RED, SECOND, label

MODELS = ["model.yaml", "noise.yaml"]
HEIGHT = 3.2


def draw(figure, run, noise):
    block, warming, fluctuation = figure.subplots(1, 3)
    cells = (("neuron", BLACK, "E$_{Cl}$ = −64.1 mV"),
             ("little_chloride", GREEN, "E$_{Cl}$ = −88.6 mV"))
    for population, color, text in cells:
        block.plot(*run.trace("block", population, unit=1), color=color, label=text)
    block.axvline(500, color=GREY, lw=0.8, ls="--")
    block.set(xlim=(450, 700))
    label(block, "chloride channels blocked at 500 ms", "time (ms)", "V (mV)")
    block.legend()
    cells = (("warm", RED, "47 °C"), ("cold", BLUE, "27 °C"))
    for population, color, text in cells:
        warming.plot(*run.trace("warming", population, unit=1), color=color, label=text)
        warming.plot(*run.trace("warming", population + "_alike", unit=1), color=color, ls=":")
    warming.axhline(-75.5, color=GREY, lw=0.8)
    warming.axvline(500, color=GREY, lw=0.8, ls="--")
    warming.set(xlim=(300, 700))
    label(warming, "pump blocked at 500 ms; dotted: one Q10", "time (ms)", "V (mV)")
    warming.legend()
    for population, color, text in (("spine", BLACK, "20 channels"), ("small", BLUE, "100")):
        times, v = noise.trace(population, population, unit=SECOND)
        fluctuation.plot(times, v[:, 0], color=color, lw=0.7, label=text)
    fluctuation.set(xlim=(10, 11), ylim=(-88.5, -73.5))
    label(fluctuation, "noise", "time (s)", "V (mV)")
    fluctuation.legend()
