"""A patch of squid axon with amounts of ions, a split leak and a pump."""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

R, F = 8.314462618, 96485.33212
RATIO = 4 / 476e-4  # membrane over volume of the giant axon, 1/cm


def exprelr(x):
    return 1 - x / 2 if abs(x) < 1e-9 else x / np.expm1(x)


def rates(v):
    """Opening and closing of m, h, n in 1/ms at 6.3 degC."""
    return np.array([
        [exprelr(-0.1 * (v + 40)), 4 * np.exp(-(v + 65) / 18)],
        [0.07 * np.exp(-(v + 65) / 20), 1 / (1 + np.exp(-0.1 * (v + 35)))],
        [0.1 * exprelr(-0.1 * (v + 55)), 0.125 * np.exp(-(v + 65) / 80)]])


def steady(v):
    both = rates(v)
    return both[:, 0] / both.sum(axis=1)


def classical(v):
    m, h, n = steady(v)
    return 120 * m**3 * h * (v - 50) + 36 * n**4 * (v + 77) + 0.3 * (v + 54.3)


REST = brentq(classical, -70, -60)
M, H, N = steady(REST)
# Leaks and pump add up to the classical leak, and sodium balances at rest.
LEAK_NA, LEAK_K, PUMP = np.linalg.solve(
    [[1, 1, 0], [50, -77, -1], [REST - 50, 0, 3]],
    [0.3, -0.3 * 54.3, -120 * M**3 * H * (REST - 50)])


def concentrations(celsius):
    """RT/F, sodium inside, potassium outside and the pump's largest current."""
    rt_f = 1e3 * R * (celsius + 273.15) / F
    na, k = 440 * np.exp(-50 / rt_f), 400 * np.exp(-77 / rt_f)
    return rt_f, na, k, PUMP / hill(na, k)


def hill(na, k):
    return (na / (na + 10))**3 * (k / (k + 2))**2


RT_F, NA_IN, K_OUT, LARGEST = concentrations(6.3)


def slopes(y, stimulus):
    v, m, h, n, na, k = y
    pump = LARGEST * hill(na, K_OUT)
    i_na = (120 * m**3 * h + LEAK_NA) * (v - RT_F * np.log(440 / na)) + 3 * pump
    i_k = (36 * n**4 + LEAK_K) * (v - RT_F * np.log(K_OUT / k)) - 2 * pump
    both = rates(v)
    gates = both[:, 0] - np.array([m, h, n]) * both.sum(axis=1)
    return [stimulus - i_na - i_k, *gates, *(-RATIO / F * 1e-3 * np.array([i_na, i_k]))]


def spike(t, y):
    return y[0]


spike.direction = 1


def run(*pieces):
    """Pieces of (end, uA/cm2): spike times, the largest V, and pmol/cm2 of Na and K gained."""
    y, start, times, peak = [REST, *steady(REST), NA_IN, 400.0], 0, [], REST
    for end, stimulus in pieces:
        solution = solve_ivp(lambda t, y: slopes(y, stimulus), (start, end), y, method="DOP853",
                             rtol=1e-11, atol=1e-12, events=spike)
        y, start, times = solution.y[:, -1], end, times + list(solution.t_events[0])
        peak = max(peak, solution.y[0].max())
    return np.array(times), peak, (y[4:] - [NA_IN, 400]) / RATIO * 1e6


def main():
    print("rest", REST, "leaks", LEAK_NA, LEAK_K, "mS/cm2, pump", PUMP, "uA/cm2")
    for celsius in (6.3, 18.5):
        print(celsius, "degC: RT/F, Na inside, K outside, imax", *concentrations(celsius))
    _, peak, gained = run((2, 0), (2.5, 40), (40, 0))
    print("one spike: Na, K", gained, "pmol/cm2; C dV/F", (peak - REST) * 1e3 / F)
    times, _, _ = run((1000, 10))
    late = times[times > 500]
    print("10 uA/cm2:", (len(late) - 1) / (late[-1] - late[0]) * 1e3, "Hz")
