"""How much sodium an impulse lets in, and what it takes to pump it out."""
import numpy as np

from .results import BLACK, BLUE, GREY, RED, label

MODELS = ["model.yaml", "patch.yaml"]
HEIGHT = 3.2
FARADAY = 96485.33212
COMPARTMENT = np.pi * 476 * 1e5 / 501 * 1e-8  # cm2


def draw(figure, axon, patch):
    impulse, moles, firing = figure.subplots(1, 3)
    times, v = axon.trace("v", unit=1)
    impulse.plot(times, v, color=BLACK)
    impulse.set(xlim=(0, 14), ylabel="V (mV)")
    label(impulse, "in the middle of the axon, 18.5 °C", "time (ms)", "V (mV)")
    for name, sign, color, text in (("sodium", 1, RED, "Na in"), ("potassium", -1, BLUE, "K out")):
        times, amount = axon.trace(name, unit=1)
        moles.plot(times, sign * (amount - amount[0]) * 1e-6 / COMPARTMENT, color=color, label=text)
    times, current = axon.trace("i_na", unit=1)
    charge = np.cumsum((current[1:] + current[:-1]) / 2 * np.diff(times)) * -1e6 / FARADAY
    moles.plot(times[1::90], charge[::90], "o", ms=3, mfc="none", color=RED, label="∫ I$_{Na}$/F")
    moles.axhline(0.938, color=GREY, lw=0.8, ls="--")
    moles.text(13.9, 0.98, "C ΔV/F", ha="right", va="bottom", color=GREY)
    moles.set(xlim=(0, 14))
    label(moles, "through its membrane", "time (ms)", "pmol/cm²")
    moles.legend(loc="center right", bbox_to_anchor=(1, 0.6))
    times, amount = patch.trace("sodium", "firing", unit=1)
    firing.plot(times, (amount - amount[0]) * 0.1 / 3, color=BLACK)
    label(firing, "ATP for a patch at 68 Hz, 6.3 °C", "time (ms)", "ΔNa/3 (pmol/cm²)")
    firing.set(xlim=(0, 300), ylim=(0, 110))
