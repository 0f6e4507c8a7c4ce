"""Barreto & Cressman 2011 (ModelDB 142630), written from the equations in the README."""
import numpy as np
from scipy.integrate import solve_ivp

from .cressman_rates import inactivation, potassium, sodium

BETA, GAMMA, RT_F, CHLORIDE = 7.0, 0.044494542, 26.64, -81.93864549


def slopes(y, bath):
    """Of V, n, h, potassium outside and sodium inside, a second."""
    v, n, h, k_out, na_in = y
    e_k = RT_F * np.log(k_out / (158 - na_in))
    e_na = RT_F * np.log((144 - BETA * (na_in - 18)) / na_in)
    i_na = (100 * sodium(v)**3 * h + 0.0175) * (v - e_na)
    i_k = (40 * n**4 + 0.05) * (v - e_k)
    pump = 1.25 / (1 + np.exp((25 - na_in) / 3)) / (1 + np.exp(5.5 - k_out))
    glia = 200 / 3 / (1 + np.exp((18 - k_out) / 2.5))
    (a_n, b_n), (a_h, b_h) = potassium(v), inactivation(v)
    return [
        -1e3 * (i_na + i_k + 0.05 * (v - CHLORIDE)), 3e3 * (a_n * (1 - n) - b_n * n),
        3e3 * (a_h * (1 - h) - b_h * h),
        GAMMA * BETA * i_k - 2 * BETA * pump - glia - 4 / 3 * (k_out - bath),
        -GAMMA * i_na - 3 * pump]


def main():
    def spike(t, y):
        return y[0]
    spike.direction = 1
    for bath in (4, 5, 6, 7, 8):
        solution = solve_ivp(
            lambda t, y: slopes(y, bath), (0, 100), [-50, 0.08553, 0.96859, 7.8, 15.5],
            method="LSODA", rtol=1e-9, atol=1e-11, max_step=0.5, events=spike)
        times = solution.t_events[0]
        first = times[np.r_[True, np.diff(times) > 2]]
        late = solution.y[:, solution.t > 50]
        print(f"{bath} mM: bursts at {first} s, {np.sum(times > 20)} spikes after 20 s")
        print("  V, n, h, K outside, Na inside at 100 s:", solution.y[:, -1])
        print("  K outside", late[3].min(), late[3].max(),
              "Na inside", late[4].min(), late[4].max())
