"""Neurons along a line that share one extracellular space: pumps fail, or potassium is high.

Each is a neuron of Hübel & Dahlem 2014 with a quarter of its tissue outside; potassium, sodium and
chloride diffuse from the space of one to that of the next. All of it takes about ten minutes.
"""
import numpy as np
from scipy.integrate import solve_ivp

RT_F, PER_AREA = 26.64, 9.55589e-5  # mV; membrane area over F
INSIDE, OUTSIDE = 2.16, 0.72  # 1000 um3
TORTUOSITY = 1.6
DIFFUSION = np.array([1.96, 1.33, 2.03]) / TORTUOSITY**2  # um2/ms: potassium, sodium, chloride
LENGTH, CORE, HIGH = 2000.0, 500.0, 250.0  # um: all of it, without pumps, with 60 mM potassium
# V, n, potassium, sodium and chloride inside, then outside.
REST = [-67.193253, 0.069410823, 129.25764, 25.231485, 9.900239, 4.0, 125.30555, 123.2716]
LEVEL, SPEED_FROM, SPEED_TO = 20.0, 700.0, 1600.0  # mM, um, um


def ratio(x):
    """x / (1 − e^(−x/10)), 10 at 0."""
    near = np.abs(x) < 1e-6
    safe = np.where(near, 1.0, x)
    return np.where(near, 10 + x / 2, safe / (1 - np.exp(-safe / 10)))


def gates(v, n):
    """Sodium activation cubed times inactivation, and the slope of n, in 1/ms."""
    opening, closing = 0.1 * ratio(v + 30), 4 * np.exp(-(v + 55) / 18)
    activation = opening / (opening + closing)
    inactivation = 1 - 1 / (1 + np.exp(-6.5 * (n - 0.35)))
    slope = 0.03 * ratio(v + 34) * (1 - n) - 0.375 * np.exp(-(v + 44) / 80) * n
    return activation**3 * inactivation, slope


def currents(state, pump):
    """Of potassium, sodium and chloride, in uA/cm2, and the slope of n."""
    v, n, inside, outside = state[:, 0], state[:, 1], state[:, 2:5], state[:, 5:8]
    k, na, cl = (RT_F * np.log(outside / inside) * [1, 1, -1]).T
    sodium_gates, slope = gates(v, n)
    pumped = pump * 6.8 / (1 + np.exp((25 - inside[:, 1]) / 3)) / (1 + np.exp(5.5 - outside[:, 0]))
    return np.column_stack([
        (0.05 + 40 * n**4) * (v - k) - 2 * pumped,
        (0.0175 + 100 * sodium_gates) * (v - na) + 3 * pumped, 0.02 * (v - cl)]), slope


def slopes(state, pump, spacing):
    """Of all variables of all neurons, a millisecond."""
    current, gate = currents(state, pump)
    moved = PER_AREA * current * [1, 1, -1]
    flux = np.diff(state[:, 5:8], axis=0) * DIFFUSION / spacing**2
    change = np.empty_like(state)
    change[:, 0], change[:, 1] = -current.sum(axis=1), gate
    change[:, 2:5], change[:, 5:8] = -moved / INSIDE, moved / OUTSIDE
    change[:-1, 5:8] += flux
    change[1:, 5:8] -= flux
    return change


def integrate(count, duration, fails):
    """Places in um, times in s, and [time, neuron, variable]; `fails`: the pumps of the core."""
    spacing = LENGTH / count
    x = (np.arange(count) + 0.5) * spacing
    start = np.tile(REST, (count, 1))
    pump = np.where(fails & (x < CORE), 0.0, 1.0)
    if not fails:
        start[x < HIGH, 5] += 56
        start[x < HIGH, 6] -= 56
    solution = solve_ivp(
        lambda t, y: slopes(y.reshape(count, 8), pump, spacing).ravel(), (0, 1e3 * duration),
        start.ravel(), method="LSODA", lband=15, uband=15, rtol=1e-6, atol=1e-7,
        t_eval=np.arange(0, 1e3 * duration + 1, 100))
    return x, solution.t / 1e3, solution.y.T.reshape(-1, count, 8)


def arrivals(times, potassium):
    """When each neuron's space passes 20 mM, in s; NaN where it does not."""
    found = np.full(potassium.shape[1], np.nan)
    for place, values in enumerate(potassium.T):
        upward = np.flatnonzero((values[:-1] <= LEVEL) & (values[1:] > LEVEL))
        if len(upward):
            found[place] = np.interp(
                LEVEL, values[upward[0]:upward[0] + 2], times[upward[0]:upward[0] + 2])
    return found


def speed(x, arrived):
    """Of the front from 700 to 1600 um, by a straight line, in mm/min."""
    there = (x >= SPEED_FROM) & (x <= SPEED_TO) & ~np.isnan(arrived)
    return 0.06 * np.polyfit(arrived[there], x[there], 1)[0]


def main():
    for name, count, duration, fails in (
            ("core without pumps, 50 um", 40, 90, True), ("high potassium, 50 um", 40, 45, False),
            ("high potassium, 25 um", 80, 45, False)):
        x, times, states = integrate(count, duration, fails)
        arrived = arrivals(times, states[:, :, 5])
        print(f"{name}: {speed(x, arrived):.5f} mm/min", flush=True)
        print("  20 mM at (s):", *(f"{time:.3f}" for time in arrived[~np.isnan(arrived)]))
        print("  potassium at the end (mM):", *(f"{value:.5g}" for value in states[-1, ::8, 5]))
