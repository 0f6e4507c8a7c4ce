"""ATP runs out; without oxygen a neuron depolarises and swells, unless chloride cannot follow."""
from .results import BLACK, BLUE, GREEN, GREY, MINUTE, ORANGE, RED, SECOND, label

MODELS = ["model.yaml", "anoxia.yaml"]
HEIGHT = 5.4


def draw(figure, energy, anoxia):
    (store, potential), (block, swelling) = figure.subplots(2, 2)
    cells = (("pump_alone", BLACK, "pump alone"), ("with_demand", ORANGE, "and other users"))
    for population, color, text in cells:
        store.plot(*energy.trace("atp", population, unit=MINUTE), color=color, label=text)
        potential.plot(*energy.trace("v", population, unit=MINUTE), color=color)
    store.axhline(0.5, color=GREY, lw=0.8, ls="--")
    store.text(0.1, 0.56, "K$_m$", color=GREY)
    store.set(xlim=(0, 12))
    label(store, "ATP, not made from 1 min on", "time (min)", "mM")
    store.legend()
    potential.set(xlim=(0, 12))
    label(potential, "the pump's current goes", "time (min)", "V (mV)")
    block.plot(*anoxia.trace("onset", "neuron", unit=SECOND), color=BLACK, lw=0.4)
    block.axvline(20, color=GREY, lw=0.8, ls="--")
    block.set(xlim=(15, 45))
    label(block, "no oxygen from 20 s on", "time (s)", "V (mV)")
    twin = block.twinx()
    twin.plot(*anoxia.trace("potassium", "neuron", unit=SECOND), color=BLUE)
    twin.set_ylabel("[K]$_o$ (mM)", color=BLUE)
    twin.spines["right"].set_visible(True)
    series = (("volume", "neuron", RED, "cell"), ("shell", "neuron", BLUE, "space outside"),
              ("volume", "without_chloride", GREEN, "cell, no chloride channels"))
    for name, population, color, text in series:
        times, volume = anoxia.trace(name, population, unit=MINUTE)
        swelling.plot(times, 100 * volume / volume[0], color=color, label=text)
    swelling.set(xlim=(0, 15))
    label(swelling, "it swells at the cost of the space outside", "time (min)", "volume (%)")
    swelling.legend()
