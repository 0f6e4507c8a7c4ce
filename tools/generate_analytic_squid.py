#!/usr/bin/env python3
"""Reference numbers of the Hodgkin-Huxley membrane and axon from general-purpose solvers.

Independent of every neural simulator: scipy's DOP853 for the patch, two separate methods for the
axon (the travelling wave as an ordinary differential equation, as in 1952, and the method of lines
with LSODA). Needs numpy and scipy; takes about two minutes.

    tools/generate_analytic_squid.py [OUTPUT_FOLDER]

Source: A. L. Hodgkin, A. F. Huxley, J. Physiol. 117:500, 1952, doi:10.1113/jphysiol.1952.sp004764,
with the modern sign of V, rest near -65 mV and the leak's reversal rounded to -54.3 mV.
"""
import csv
import json
import pathlib
import sys

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

DEFAULT_OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Validation/Reference/analytic"
START = -65.0  # mV
PATCH_CURRENTS = [6.0, 6.5, 7.0, 10.0, 20.0]  # uA/cm2
AXON = {"diameter_um": 476.0, "resistivity_ohm_cm": 35.4, "temperature_degC": 18.5,
        "length_um": 1e5, "threshold_mV": 0.0}
SPEED_FACTOR = 3 ** ((AXON["temperature_degC"] - 6.3) / 10)  # Q10 = 3


def exprelr(x):
    """x / (exp(x) - 1), 1 at x = 0."""
    small = np.abs(x) < 1e-6
    safe = np.where(small, 1.0, x)
    return np.where(small, 1 - x / 2, safe / np.expm1(safe))


def rates(v):
    """Opening and closing rates of m, h, n in 1/ms at 6.3 degC."""
    return np.array([
        [exprelr(-0.1 * (v + 40)), 4 * np.exp(-(v + 65) / 18)],
        [0.07 * np.exp(-(v + 65) / 20), 1 / (1 + np.exp(-0.1 * (v + 35)))],
        [0.1 * exprelr(-0.1 * (v + 55)), 0.125 * np.exp(-(v + 65) / 80)]])


def steady_gates(v):
    alpha, beta = np.moveaxis(rates(v), 1, 0)
    return alpha / (alpha + beta)


def gate_slopes(v, gates, speed=1.0):
    alpha, beta = np.moveaxis(rates(v), 1, 0)
    return speed * (alpha - gates * (alpha + beta))


def ionic_current(v, gates):
    """Outward, in uA/cm2."""
    m, h, n = gates
    return 120 * m**3 * h * (v - 50) + 36 * n**4 * (v + 77) + 0.3 * (v + 54.3)


def write_csv(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([f"{value:.10g}" for value in row] for row in rows)


# ------------------------------------------------------------------------------------ the patch

def patch_slope(current):
    def slope(_, state):
        v, gates = state[0], state[1:]
        return np.concatenate([[current - ionic_current(v, gates)], gate_slopes(v, gates)])
    return slope


def upward_crossing(_, state):
    return state[0]


upward_crossing.direction = 1


def simulate_patch(current, duration, samples=None):
    """A current step from t = 0 on 1 uF/cm2, from -65 mV and the gates' steady state."""
    start = np.concatenate([[START], steady_gates(START)])
    return solve_ivp(
        patch_slope(current), (0, duration), start, method="DOP853", rtol=1e-12, atol=1e-12,
        events=upward_crossing, t_eval=samples)


def patch_rest():
    return brentq(lambda v: ionic_current(v, steady_gates(v)), -80, -50, xtol=1e-13)


def firing(current):
    """Rate in Hz from the intervals between 500 and 1000 ms, and every spike's time in ms."""
    spikes = simulate_patch(current, 1000.0).t_events[0]
    late = spikes[spikes > 500]
    rate = 1e3 / np.diff(late).mean() if late.size > 1 else 0.0
    return {"current_uA_cm2": current, "rate_Hz": round(float(rate), 6),
            "spike_times_ms": [round(float(t), 6) for t in spikes]}


def patch_tables(output):
    times = np.arange(0, 2001) * 0.025
    trace = simulate_patch(10.0, times[-1], times).y
    write_csv(output / "squid_patch_10_uA_cm2.csv", ["time_ms", "v_mV", "m", "h", "n"],
              np.vstack([times, trace]).T)
    firings = [firing(current) for current in PATCH_CURRENTS]
    result = {"rest_mV": patch_rest(), "start_mV": START, "temperature_degC": 6.3,
              "step_starts_ms": 0.0, "threshold_mV": 0.0, "steps": firings}
    (output / "squid_patch.json").write_text(json.dumps(result, indent=1) + "\n")
    return [(entry["current_uA_cm2"], entry["rate_Hz"]) for entry in firings]


# ------------------------------------------------------------------------------------- the axon

def rest_state():
    v = patch_rest()
    return np.concatenate([[v, 0.0], steady_gates(v)])


def wave_diverges_upward(k):
    """Whether V runs to +infinity for V'' = K (V' + I_ion / C), K in 1/ms.

    The start lies on the unstable direction of the rest, found from the linearised equations.
    """
    rest = rest_state()

    def slope(_, y):
        gates = y[2:]
        return np.concatenate([
            [y[1], k * (y[1] + ionic_current(y[0], gates))],
            gate_slopes(y[0], gates, SPEED_FACTOR)])

    step = 1e-6
    jacobian = np.array([
        (slope(0, rest + step * e) - slope(0, rest - step * e)) / (2 * step) for e in np.eye(5)]).T
    eigenvalues, eigenvectors = np.linalg.eig(jacobian)
    leading = np.argmax(eigenvalues.real)
    direction = eigenvectors[:, leading].real
    start = rest + 1e-4 * direction / direction[0]

    def far(_, y):
        return (y[0] - 120) * (y[0] + 140)
    far.terminal = True
    solution = solve_ivp(
        slope, (0, 100), start, method="DOP853", rtol=1e-11, atol=1e-12, events=far)
    return solution.y[0, -1] > 0


def travelling_wave_speed():
    """Conduction speed in m/s: theta^2 = K d / (4 Ra C), K bisected as Hodgkin and Huxley did."""
    low, high = 5.0, 30.0  # 1/ms: V runs down below K and up above it
    assert wave_diverges_upward(high) and not wave_diverges_upward(low)
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (low, middle) if wave_diverges_upward(middle) else (middle, high)
    diameter, resistivity = AXON["diameter_um"] * 1e-4, AXON["resistivity_ohm_cm"]
    return 1e-2 * np.sqrt(1e3 * low * diameter / (4 * resistivity * 1e-6))


def axon_crossings(nodes, places=(0.3, 0.7)):
    """Compartment-centred method of lines, 10 cm, sealed; times in ms of the crossings of 0 mV.

    Starts at rest: an axon started at -65 mV conducts 0.03 % faster. Stimulus: 40 uA
    for 0.3 ms into the first compartment. States of a node are neighbours, so that the Jacobian
    has four bands on each side.
    """
    dx = AXON["length_um"] * 1e-4 / nodes  # cm
    diameter, resistivity = AXON["diameter_um"] * 1e-4, AXON["resistivity_ohm_cm"]
    coupling = 1e3 * diameter / (4 * resistivity * dx**2)  # mS/cm2 of membrane
    stimulus = 40.0 / (np.pi * diameter * dx)  # uA/cm2

    def slope(t, flat):
        v, gates = flat[0::4], np.array([flat[1::4], flat[2::4], flat[3::4]])
        dv = -ionic_current(v, gates)
        flow = coupling * np.diff(v)
        dv[:-1] += flow
        dv[1:] -= flow
        if t < 0.3:
            dv[0] += stimulus
        out = np.empty_like(flat)
        out[0::4] = dv
        out[1::4], out[2::4], out[3::4] = gate_slopes(v, gates, SPEED_FACTOR)
        return out

    watched = [int(place * nodes) for place in places]
    events = []
    for node in watched:
        def event(_, y, node=node):
            return y[4 * node]
        event.direction = 1
        events.append(event)
    rest = patch_rest()
    state = np.tile(np.concatenate([[rest], steady_gates(rest)]), nodes)
    times = []
    for begin, end in ((0, 0.3), (0.3, 6.0)):  # the stimulus ends at a node of the integration
        solution = solve_ivp(
            slope, (begin, end), state, method="LSODA", rtol=1e-8, atol=1e-8, events=events,
            lband=4, uband=4, max_step=0.02)
        state = solution.y[:, -1]
        times.append(solution.t_events)
        peak = solution.y[4 * (nodes // 2)].max()
    crossings = [float(np.concatenate([part[i] for part in times])[0]) for i in range(len(places))]
    positions = [(node + 0.5) * dx for node in watched]  # cm
    return crossings, positions, float(peak)


def axon_table(output):
    wave = travelling_wave_speed()
    rows = []
    for nodes in (401, 1203):
        (first, second), (near, far), peak = axon_crossings(nodes)
        rows.append({"compartments": nodes, "crossings_ms": [first, second],
                     "positions_cm": [near, far], "peak_in_the_middle_mV": peak,
                     "speed_m_s": 10 * (far - near) / (second - first)})
    result = AXON | {"starts_at_mV": patch_rest(), "travelling_wave_m_s": float(wave),
                     "method_of_lines": rows,
                     "stimulus": "40 uA into the first compartment, 0 to 0.3 ms"}
    (output / "squid_axon.json").write_text(json.dumps(result, indent=2) + "\n")
    return result


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_OUTPUT
    output.mkdir(parents=True, exist_ok=True)
    print(patch_tables(output))
    print(axon_table(output))


if __name__ == "__main__":
    main()
