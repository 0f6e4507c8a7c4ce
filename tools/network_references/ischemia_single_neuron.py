"""Anoxia of a neuron in a rigid box, written from the equations in the README."""
import math

import numpy as np
from scipy.integrate import solve_ivp

from .cressman_rates import potassium, sodium

FARADAY, RT_F, RATIO, AREA = 96485.33212, 26.64, 4268.533427556421, 922.0  # C/mol, mV, 1/cm, um2
W_IN = AREA / RATIO * 1e4  # um3
W_ALL = W_IN * 4 / 3
INSIDE, OUTSIDE = np.array([25.231485, 129.25764, 9.900239]), np.array([125.30555, 4, 123.2716])
REST, FEED = -67.193253, 0.17  # mV, 1/s
MOLES = AREA * 1e-8 / FARADAY * 1e12  # amol/s for 1 uA/cm2


def gate(oxygen):
    return oxygen / (oxygen + 0.001) / (1 + math.exp((0.625 - oxygen) / 0.09375))


def sigmoids(na_in, k_out):
    return 1 / (1 + math.exp((25 - na_in) / 3)) / (1 + math.exp(5.5 - k_out))


AT_REST = 6.8 * sigmoids(INSIDE[0], OUTSIDE[1])
OXYGEN = 1 - AT_REST * RATIO / FARADAY / 6 / FEED
LARGEST = 6.8 / gate(OXYGEN)
X_OUT = OUTSIDE @ [1, 1, -1]
X_IN = OUTSIDE.sum() + X_OUT + OXYGEN - INSIDE.sum()
VALENCE = (1e-3 * REST * RATIO / FARADAY - INSIDE @ [1, 1, -1]) / X_IN


def slopes(y, blood, chloride):
    """Of V, n, moles of Na, K and Cl inside, volume inside and moles of oxygen, a second."""
    v, n, *moles, volume, oxygen = map(float, y)
    shell = W_ALL - volume
    moles = np.array(moles)
    inside = moles / volume
    outer = (INSIDE * W_IN + OUTSIDE * W_IN / 3 - moles) / shell
    oxygen /= shell
    e_na, e_k, e_cl = RT_F * np.log(outer / inside) * [1, 1, -1]
    pump = LARGEST * gate(oxygen) * sigmoids(inside[0], outer[1])
    h = 1 - 1 / (1 + math.exp(-6.5 * (n - 0.35)))
    i_na = (0.0175 + 100 * sodium(v)**3 * h) * (v - e_na) + 3 * pump
    i_k, i_cl = (0.05 + 40 * n**4) * (v - e_k) - 2 * pump, chloride * (v - e_cl)
    excess = (inside.sum() + X_IN * W_IN / volume
              - outer.sum() - X_OUT * W_IN / 3 / shell - oxygen)
    alpha, beta = potassium(v)
    return [
        -1e3 * (i_na + i_k + i_cl), 3e3 * (alpha * (1 - n) - beta * n), -MOLES * i_na,
        -MOLES * i_k, MOLES * i_cl, 10 * 18e-6 * AREA * excess,
        FEED * (blood - oxygen) * volume - pump * MOLES / 6]


def spike(t, y):
    return y[0] + 40


spike.direction = 1


def main():
    print("impermeant inside", X_IN, "mM, valence", VALENCE, "outside", X_OUT, "mM")
    print("oxygen at rest", OXYGEN, "mM, largest pump current", LARGEST, "uA/cm2")
    alpha, beta = potassium(REST)
    for chloride in (0.02, 0.0):
        y = [REST, alpha / (alpha + beta), *(INSIDE * W_IN), W_IN, OXYGEN * W_IN / 3]
        ups = []
        for start, end, blood in ((0, 20, 1.0), (20, 900, 1e-3)):
            solution = solve_ivp(
                lambda t, y: slopes(y, blood, chloride), (start, end), y, method="LSODA",
                rtol=1e-10, atol=1e-9, events=spike, dense_output=True)
            y = solution.y[:, -1]
            ups += list(solution.t_events[0])
            for time in (t for t in (19.5, 40, 300, 900) if start < t <= end):
                v, _, na, k, _, volume, oxygen = solution.sol(time)
                shell = W_ALL - volume
                k_out = (INSIDE[1] * W_IN + OUTSIDE[1] * W_IN / 3 - k) / shell
                print(f"  {time} s: V {v:.6f} mV, K outside {k_out:.5f}, Na inside "
                      f"{na / volume:.5f}, oxygen {oxygen / shell:.6f} mM, volumes "
                      f"{volume / W_IN:.8f} {shell / W_IN * 3:.8f}")
        print(f"chloride {chloride} mS/cm2: first spike {ups[0]:.4f}, "
              f"depolarised from {ups[-1]:.4f} s")
