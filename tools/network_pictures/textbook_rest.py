"""At rest every ion flows and balances; what the pump's current adds, and how it answers a leak."""
import numpy as np

from .results import BLACK, BLUE, GREY, HOUR, RED, label

MODELS = ["model.yaml", "pump-current.yaml", "sodium-leak.yaml"]
HEIGHT = 3.2
AREA = 2000e-8  # cm2
ROWS = ["leak", "pump", "NKCC1"]


def currents(run):
    """pA by ion and route, with the charge of each ion."""
    last = {name: run.trace(name)[1][-1] * AREA * 1e9 for name in ("i_na", "i_k", "i_cl", "i_pump")}
    pump = last["i_pump"]
    cotransport = -(last["i_na"] + 3 * pump)
    return {
        "Na": [last["i_na"], 3 * pump, cotransport],
        "K": [last["i_k"], -2 * pump, cotransport],
        "Cl": [last["i_cl"], 0, -2 * cotransport]}


def draw(figure, rest, pump_current, leak):
    bars, shift, answer = figure.subplots(1, 3)
    times, v = pump_current.trace("v", "one_leak", unit=1)
    shift.plot(times - 20, v, color=BLACK)
    shift.set(xlim=(-20, 150))
    label(shift, "5 pA through 1 nS", "time after the pump is on (ms)", "V (mV)")
    for column, (ion, values) in enumerate(currents(rest).items()):
        for route, (value, color) in enumerate(zip(values, (GREY, RED, BLUE))):
            bars.bar(column + 0.25 * (route - 1), value, 0.23, color=color,
                     label=ROWS[route] if column == 0 else None)
    bars.axhline(0, color="black", lw=0.8)
    bars.set_xticks(range(3), ["Na", "K", "Cl"])
    label(bars, "each ion balances", None, "current (pA, outward)")
    bars.legend()
    times, sodium = leak.trace("sodium", unit=HOUR)
    answer.plot(times, sodium, color=RED)
    answer.set(xlim=(0, 3), ylim=(11, 18.5))
    answer.yaxis.label.set_color(RED)
    label(answer, "twice the sodium leak", "time (h)", "[Na]$_i$ (mM)")
    pump = answer.twinx()
    times, current = leak.trace("pump", unit=HOUR)
    pump.plot(times, np.asarray(current) * AREA * 1e9, color="black", ls="--")
    pump.spines["right"].set_visible(True)
    pump.set_ylabel("pump (pA, dashed)")
