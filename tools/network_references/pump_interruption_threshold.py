"""Hübel & Dahlem 2014 (ModelDB 167714), written from the equations in the README.

Sodium follows from electroneutrality, as in the source.
"""
import numpy as np
from scipy.integrate import solve_ivp

from .cressman_rates import potassium, sodium

RT_F, PER_AREA = 26.64, 9.55589e-5  # mV; area over F
W_IN, W_OUT = 2.16, 0.72
NA, K, CL = (25.231485, 125.30555), (129.25764, 4.0), (9.900239, 123.2716)
START = [-67.193253, 0.069410823, K[0], CL[0], 0.0]


def outside(ion, inside):
    return ion[1] + (ion[0] - inside) * W_IN / W_OUT


def slopes(y, pump, stimulus):
    """Of V, n, potassium and chloride inside, and what glia gave, a second."""
    v, n, k_in, cl_in, given = map(float, y)
    na_in = NA[0] + K[0] - k_in - CL[0] + cl_in
    k_out = outside(K, k_in) + given
    e_k, e_na = RT_F * np.log(k_out / k_in), RT_F * np.log(outside(NA, na_in) / na_in)
    e_cl = -RT_F * np.log(outside(CL, cl_in) / cl_in)
    i_p = pump * 6.8 / (1 + np.exp((25 - na_in) / 3)) / (1 + np.exp(5.5 - k_out))
    h = 1 - 1 / (1 + np.exp(-6.5 * (n - 0.35)))
    i_na = (0.0175 + 100 * sodium(v)**3 * h) * (v - e_na) + 3 * i_p
    i_k, i_cl = (0.05 + 40 * n**4) * (v - e_k) - 2 * i_p, 0.02 * (v - e_cl)
    alpha, beta = potassium(v)
    binding = 5e-8 / (1 + np.exp((15 - k_out) / 1.09)) * k_out
    return [
        1e3 * (stimulus - i_na - i_k - i_cl), 3e3 * (alpha * (1 - n) - beta * n),
        -1e3 * PER_AREA * i_k / W_IN, 1e3 * PER_AREA * i_cl / W_IN,
        1e3 * (-5e-8 * given - binding * (500 + given))]


def crossing(level, direction):
    def event(t, y):
        return y[0] - level
    event.direction = direction
    return event


def run(pieces, tolerance, method="LSODA", start=START, **options):
    """Pieces of (end, pump, stimulus): times of crossings up and down, largest K_e, last state."""
    y, begin, up, down, largest = start, pieces[0][0], [], [], 0.0
    for end, pump, stimulus in pieces[1:]:
        solution = solve_ivp(
            lambda t, y: slopes(y, pump, stimulus), (begin, end), y, method=method, rtol=tolerance,
            atol=0.01 * tolerance, events=(crossing(-40, 1), crossing(-55, -1)), **options)
        y, begin = solution.y[:, -1], end
        up, down = up + list(solution.t_events[0]), down + list(solution.t_events[1])
        largest = max(largest, (outside(K, solution.y[2]) + solution.y[4]).max())
    return np.array(up), np.array(down), largest, y


def main():
    for pause in (2, 4, 5, 6, 6.5, 7, 8, 8.5, 8.75, 9, 9.25, 9.5):
        _, _, largest, y = run([(0,), (20, 1, 0), (20 + pause, 0, 0)], 1e-9)
        back = outside(K, y[2]) + y[4]
        _, _, later, _ = run([(20 + pause,), (45, 1, 0)], 1e-9, start=y)
        print(f"pause {pause} s: K_e {back:.4f} at its end, at most {max(largest, later):.4f} mM")
    cases = [("pause of 9.5 s", [(0,), (20, 1, 0), (29.5, 0, 0)], 90),
             ("100 uA/cm2 for 0.5 s", [(0,), (20, 1, 0), (20.5, 1, 100)], 80)]
    for name, pieces, late in cases:
        for tolerance in (1e-6, 1e-8, 1e-10):
            up, down, largest, _ = run(pieces + [(130, 1, 0)], tolerance)
            print(f"{name}, {tolerance}: first spike {up[0]:.4f}, depolarised from "
                  f"{up[up < 60][-1]:.4f}, repolarised {down[down > 60][0]:.3f} s, "
                  f"K_e {largest:.4f} mM")
        *_, y = run(pieces + [(late, 1, 0)], 1e-11)
        _, down, _, _ = run([(late,), (late + 18, 1, 0)], 1e-12, "DOP853", y, max_step=2e-4)
        print(f"{name}, DOP853 from {late} s: repolarised {down[0]:.4f} s")
