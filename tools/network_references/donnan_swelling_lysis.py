"""Donnan equilibria of the textbook cell, and the pump-leak cell with and without its pump."""
import numpy as np
from scipy.optimize import fsolve

from .textbook_cell import RT_F, VALENCE

F, RT_F_PUMP_LEAK = 96485.33212, 26.725
CAPACITANCE, VOLUME = 20.0, 8410.441740067201  # pF, um3
OUTSIDE = np.array([145, 3.5, 119, 29.5])  # Na, K, Cl, impermeant
LEAKS = np.array([0.02, 0.07, 0.02])  # mS/cm2


def textbook():
    """In the bath, isotonic: chord of K and Na outside 149 mM, Cl 110 mM, all 298 mM."""
    def balances(unknown):
        ratio, impermeant = unknown
        return [149 * ratio + 110 / ratio + impermeant - 298,
                149 * ratio - 110 / ratio + VALENCE * impermeant]
    ratio, impermeant = fsolve(balances, [1.01, 39], xtol=1e-14)
    print("in the bath: V", -RT_F * np.log(ratio), "mV, volume x", 136 / impermeant)
    charge = -VALENCE * 136
    ratio = (charge + np.sqrt(charge**2 + 4 * 149 * 110)) / 298
    print("fixed volume: V", -RT_F * np.log(ratio), "mV; K, Na, Cl",
          4 * ratio, 145 * ratio, 110 / ratio)


def fluxes(v, inside, pump):
    """uA/cm2 of Na, K and Cl: leaks, KCC2 and a cubic pump."""
    nernst = RT_F_PUMP_LEAK * np.array([1, 1, -1]) * np.log(OUTSIDE[:3] / inside)
    cotransport = 0.02 * (nernst[2] - nernst[1])
    current = pump * (inside[0] / OUTSIDE[0])**3
    leaks = LEAKS * (v - nernst)
    return leaks + cotransport * np.array([0, 1, -1]) + current * np.array([3, -2, 0])


def held(v, volume):
    """The charge on the membrane, in mM."""
    return CAPACITANCE * v / F / volume * 1e3


def pump_leak():
    def rest(unknown):
        v, *inside, x = unknown
        return [*fluxes(v, inside, 1000), inside[0] + inside[1] - inside[2] - 0.85 * x,
                sum(inside) + x - OUTSIDE.sum()]
    v, *inside, x = fsolve(rest, [-70, 10, 120, 6, 150], xtol=1e-14)
    valence = (held(v, VOLUME) - inside[0] - inside[1] + inside[2]) / x
    print("pump-leak: V", v, "Na, K, Cl", inside, "impermeant", x, "valence", valence)

    def end(unknown):
        v, *inside, volume = unknown
        last = x * VOLUME / volume
        charge = inside[0] + inside[1] - inside[2] + valence * last
        return [*fluxes(v, inside, 0), charge - held(v, volume), sum(inside) + last - OUTSIDE.sum()]
    *_, volume = fsolve(end, [0.4, 143, 3.4, 121, 43000], xtol=1e-14)
    print("without pump: impermeant", x * VOLUME / volume, "mM, volume", volume, volume / VOLUME)


def main():
    textbook()
    pump_leak()
