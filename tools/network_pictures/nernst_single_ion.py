"""One ion, one channel: V goes to the Nernst potential. Several: it settles between them."""
from .results import BLUE, GREEN, GREY, ION, ORANGE, PURPLE, RED, label

MODELS = ["model.yaml"]
HEIGHT = 3.2
LEVELS = [("E$_{Na}$", 66.598, RED), ("E$_{Cl}$", -64.088, GREEN), ("E$_{K}$", -95.023, BLUE)]


def draw(figure, run):
    single, several = figure.subplots(1, 2, sharey=True)
    for ion, population in (("na", "sodium"), ("cl", "chloride"), ("k", "potassium")):
        single.plot(*run.trace("one_ion", population, unit=1), color=ION[ion], label=population)
    label(single, "one ion each", "time (ms)", "V (mV)")
    single.set(xlim=(0, 10))
    single.legend(loc="center right")
    for name, level, color in LEVELS:
        several.axhline(level, color=color, lw=0.8, ls=":")
        several.text(10.1, level, name, color=color, va="center")
    cells = [
        ("chord", "chord", "conductances 10 : 1 : 5", GREY),
        ("chord", "epithelium", "conductances 1 : 0.4 : 3.95", ORANGE),
        ("field", "field", "permeabilities 1 : 0.04 : 0.45", PURPLE),
        ("field", "field_with_pump", "1 : 0.04 : 0, and a pump", "black")]
    for trace, population, text, color in cells:
        several.plot(*run.trace(trace, population, unit=1), color=color, label=text)
    label(several, "K : Na : Cl together", "time (ms)")
    several.set(xlim=(0, 10))
    several.legend(loc="upper right", bbox_to_anchor=(1, 0.85))
