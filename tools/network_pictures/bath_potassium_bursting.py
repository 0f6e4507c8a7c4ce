"""From silence to bursts with potassium in the bath."""
from .results import BLACK, BLUE, GREY, RED, label

MODELS = ["model.yaml"]
HEIGHT = 5.2


def draw(figure, run):
    quiet, bursts, ions = figure.subplots(3, 1, sharex=True)
    quiet.plot(*run.trace("v", "bath_4"), color=GREY, lw=0.6)
    label(quiet, "4 mM in the bath", None, "V (mV)")
    bursts.plot(*run.trace("v", "bath_8"), color=BLACK, lw=0.4)
    label(bursts, "8 mM", None, "V (mV)")
    ions.plot(*run.trace("potassium", "bath_8"), color=BLUE, lw=0.8)
    ions.set(xlim=(0, 100), ylim=(6, 10.5))
    label(ions, "8 mM: potassium sets bursts off, sodium ends them", "time (s)")
    ions.set_ylabel("[K]$_o$ (mM)", color=BLUE)
    twin = ions.twinx()
    twin.plot(*run.trace("sodium", "bath_8"), color=RED, lw=0.8)
    twin.set_ylabel("[Na]$_i$ (mM)", color=RED)
    twin.spines["right"].set_visible(True)
