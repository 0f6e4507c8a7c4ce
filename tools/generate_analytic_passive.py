#!/usr/bin/env python3
"""Analytic solutions of passive cables and cells, written as CSV and JSON.

Closed forms and Laplace transforms only: no time stepping and no compartments, so that the numbers
are independent of every simulator. Needs numpy, scipy and mpmath.

    tools/generate_analytic_passive.py [OUTPUT_FOLDER]

Sources: W. Rall, "Core conductor theory and cable properties of neurons", Handbook of Physiology,
1977; U. S. Bhalla, D. H. Bilitch, J. M. Bower, "Rallpacks: a set of benchmarks for neuronal
simulators", Trends in Neurosciences 15:453, 1992, doi:10.1016/0166-2236(92)90009-W.
"""
import csv
import json
import math
import pathlib
import sys

import mpmath
import numpy as np
from scipy.integrate import solve_bvp
from scipy.special import ive, kve

DEFAULT_OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Validation/Reference/analytic"
MICROMETER = 1e-4  # cm
MILLIVOLT_PER_VOLT = 1e3
REST = -65.0  # mV


def write_csv(path, header, columns):
    """Writes columns of equal length with ten significant digits."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([f"{value:.10g}" for value in row] for row in zip(*columns))


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n")


# ---------------------------------------------------------------- steady state of finite cables

CABLE = {
    "length_um": 1000.0,
    "resistivity_ohm_cm": 150.0,
    "conductance_S_cm2": 1e-4,
    "reversal_mV": REST,
    "current_nA": 0.1,
    "injected_at": "x = 0 (the end of branch 0; the first compartment)",
    "other_end": "sealed",
}
DIAMETER = 2.0  # um, untapered
TAPER = (4.0, 1.0)  # um, at x = 0 and at x = length


def untapered_steady_state(x):
    """V(x) = E + I R_inf cosh((l - x)/lambda) / sinh(l/lambda), in mV; x in um."""
    diameter = DIAMETER * MICROMETER
    length = CABLE["length_um"] * MICROMETER
    resistivity, conductance = CABLE["resistivity_ohm_cm"], CABLE["conductance_S_cm2"]
    space_constant = math.sqrt(diameter / (4 * resistivity * conductance))  # cm
    input_resistance = resistivity * space_constant / (math.pi * diameter**2 / 4)  # ohm
    profile = np.cosh((length - x * MICROMETER) / space_constant)
    amplitude = CABLE["current_nA"] * 1e-9 * input_resistance * MILLIVOLT_PER_VOLT  # mV
    return REST + amplitude * profile / math.sinh(length / space_constant)


def tapered_steady_state(x):
    """V(x) in mV of a cable whose radius falls linearly; x in um from the thick end.

    With s the distance to the apex and r = k s the radius, Kirchhoff's law on the frustum,
    (s^2 V')' = beta s V with beta = 2 Ra g sqrt(1 + k^2) / k, has the solutions
    s^(-1/2) I1(z) and s^(-1/2) K1(z), z = 2 sqrt(beta s). The square root is the slant of the
    membrane. The exponentially scaled Bessel functions keep the two of comparable size.
    """
    radii = [diameter * MICROMETER / 2 for diameter in TAPER]
    length = CABLE["length_um"] * MICROMETER
    slope = (radii[0] - radii[1]) / length
    resistivity, conductance = CABLE["resistivity_ohm_cm"], CABLE["conductance_S_cm2"]
    beta = 2 * resistivity * conductance * math.sqrt(1 + slope**2) / slope
    near, far = radii[0] / slope, radii[1] / slope  # cm from the apex
    anchor = 2 * math.sqrt(beta * near)

    def basis(s):
        z = 2 * np.sqrt(beta * s)
        growing = np.exp(z - anchor) / np.sqrt(s)
        falling = np.exp(anchor - z) / np.sqrt(s)
        values = np.array([ive(1, z) * growing, kve(1, z) * falling])
        slopes = np.array([ive(2, z) * growing, -kve(2, z) * falling]) * np.sqrt(beta / s)
        return values, slopes

    current = CABLE["current_nA"] * 1e-9  # A, flows towards the apex: dV/ds = I Ra / (pi r^2)
    flux = current * resistivity / (math.pi * radii[0] ** 2)
    weights = np.linalg.solve(np.array([basis(near)[1], basis(far)[1]]), [flux, 0.0])
    values, _ = basis(near - x * MICROMETER)
    return REST + MILLIVOLT_PER_VOLT * (weights @ values)


def check_tapered_against_boundary_value_solver():
    """The Bessel form must satisfy the differential equation that it was derived from."""
    radii = [diameter * MICROMETER / 2 for diameter in TAPER]
    length = CABLE["length_um"] * MICROMETER
    resistivity, conductance = CABLE["resistivity_ohm_cm"], CABLE["conductance_S_cm2"]
    slant = math.sqrt(1 + ((radii[0] - radii[1]) / length) ** 2)
    radius = lambda x: radii[0] + (radii[1] - radii[0]) * x / length

    def right_hand_side(x, y):  # y = (V in volts, axial current in nA)
        r = radius(x)
        leak = 2 * math.pi * r * slant * conductance * y[0] * 1e9
        return np.array([-y[1] * 1e-9 * resistivity / (math.pi * r**2), -leak])

    ends = lambda a, b: np.array([a[1] - CABLE["current_nA"], b[1]])
    x = np.linspace(0, length, 200)
    solution = solve_bvp(
        right_hand_side, ends, x, np.zeros((2, x.size)), tol=1e-10, max_nodes=200_000)
    difference = REST + MILLIVOLT_PER_VOLT * solution.sol(x)[0]
    difference -= tapered_steady_state(x / MICROMETER)
    assert np.abs(difference).max() < 1e-6, np.abs(difference).max()


def steady_state_tables(output):
    """Both cables at the centres of 100 equal compartments, which refining by 3 keeps."""
    check_tapered_against_boundary_value_solver()
    x = (np.arange(100) + 0.5) * CABLE["length_um"] / 100
    write_csv(
        output / "cable_steady_state.csv",
        ["x_um", "untapered_mV", "tapered_mV"],
        [x, untapered_steady_state(x), tapered_steady_state(x)])
    write_json(
        output / "cable_steady_state.json",
        CABLE | {"untapered_diameter_um": DIAMETER, "tapered_diameters_um": TAPER})


# ---------------------------------------------------------------------------------- Rallpacks

RESISTIVITY, CONDUCTANCE, CAPACITANCE, CURRENT = 100.0, 2.5e-5, 1e-6, 0.1e-9
TIME_CONSTANT = 1e3 * CAPACITANCE / CONDUCTANCE  # ms
SAMPLES = np.arange(1, 1001) * 0.25  # ms


def rallpack1(x, times):
    """Sealed cable of 1000 um by 1 um, current from t = 0 at x = 0, in mV.

    The cosine series of the finite cable, with the part that converges slowly summed in closed
    form: V = V_steady - (I / C) sum_n (2 - [n = 0]) tau_n exp(-t / tau_n) cos(n pi x / l).
    """
    diameter, length = 1 * MICROMETER, 1000 * MICROMETER
    space_constant = math.sqrt(diameter / (4 * RESISTIVITY * CONDUCTANCE))
    input_resistance = RESISTIVITY * space_constant / (math.pi * diameter**2 / 4)
    x = x * MICROMETER
    steady = CURRENT * input_resistance * math.cosh((length - x) / space_constant)
    steady /= math.sinh(length / space_constant)
    modes = np.arange(2000)
    tau = TIME_CONSTANT / (1 + (modes * math.pi * space_constant / length) ** 2)  # ms
    weights = np.where(modes == 0, 1, 2) * tau * np.cos(modes * math.pi * x / length)
    capacitance = CAPACITANCE * math.pi * diameter * length  # F
    transient = np.exp(-times[:, None] / tau) @ weights * 1e-3 * CURRENT / capacitance
    return REST + MILLIVOLT_PER_VOLT * (steady - transient)


LEVEL_LENGTHS = [32, 25.4, 20.16, 16, 12.7, 10.08, 8, 6.35, 5.04, 4]  # um
LEVEL_DIAMETERS = [16, 10.08, 6.35, 4, 2.52, 1.587, 1, 0.63, 0.397, 0.25]  # um


def cable_of_level(level, s):
    """Characteristic admittance (S) and electrotonic half-length of a level at 1/ms rate s."""
    diameter = LEVEL_DIAMETERS[level] * MICROMETER
    conductance = CONDUCTANCE * (1 + s * TIME_CONSTANT)
    propagation = mpmath.sqrt(4 * RESISTIVITY * conductance / diameter)  # 1/cm
    admittance = mpmath.pi * diameter**2 / 4 / RESISTIVITY * propagation
    return admittance, propagation * LEVEL_LENGTHS[level] * MICROMETER / 2


def input_admittance(characteristic, angle, load):
    """Admittance at the near end of a cable with `load` at the far end."""
    tangent = mpmath.tanh(angle)
    return characteristic * (load + characteristic * tangent) / (characteristic + load * tangent)


def far_over_near(characteristic, angle, load):
    """Voltage at the far end of a cable over that at the near end."""
    return 1 / (mpmath.cosh(angle) + load / characteristic * mpmath.sinh(angle))


def rallpack2_transform(s):
    """Laplace transforms (V ms) at the centre of the root and at the centre of a leaf."""
    levels = [cable_of_level(level, s) for level in range(10)]
    loads = [mpmath.mpf(0)] * 10  # at the distal end of each level
    for level in range(9, 0, -1):
        characteristic, half = levels[level]
        loads[level - 1] = 2 * input_admittance(characteristic, 2 * half, loads[level])
    characteristic, half = levels[0]
    sealed_half = characteristic * mpmath.tanh(half)
    root = CURRENT / s / (sealed_half + input_admittance(characteristic, half, loads[0]))
    leaf = root * far_over_near(characteristic, half, loads[0])
    for level in range(1, 9):
        leaf *= far_over_near(levels[level][0], 2 * levels[level][1], loads[level])
    characteristic, half = levels[9]  # from its near end to its centre, a sealed half beyond
    leaf *= far_over_near(characteristic, half, characteristic * mpmath.tanh(half))
    return root, leaf


def rallpack2(times):
    """Binary tree of ten levels, current from t = 0 at the root's centre; two columns in mV."""
    columns = []
    for which in (0, 1):
        invert = lambda t: mpmath.invertlaplace(
            lambda s: rallpack2_transform(s)[which], t, method="talbot", degree=18)
        columns.append([REST + MILLIVOLT_PER_VOLT * float(invert(t)) for t in times])
    return columns


def check_rallpack1_against_laplace():
    """The series and an inversion of the transform are two routes to one number."""
    diameter, length = 1 * MICROMETER, 1000 * MICROMETER

    def transform(s):
        propagation = mpmath.sqrt(
            4 * RESISTIVITY * CONDUCTANCE * (1 + s * TIME_CONSTANT) / diameter)
        admittance = mpmath.pi * diameter**2 / 4 / RESISTIVITY * propagation
        return CURRENT / s / admittance / mpmath.sinh(propagation * length)

    for t in (1.0, 10.0, 100.0):
        inverted = REST + MILLIVOLT_PER_VOLT * float(mpmath.invertlaplace(transform, t))
        assert abs(inverted - rallpack1(1000.0, np.array([t]))[0]) < 1e-8


def rallpack_tables(output):
    check_rallpack1_against_laplace()
    write_csv(
        output / "rallpack1.csv", ["time_ms", "v_at_0.5_um_mV", "v_at_999.5_um_mV"],
        [SAMPLES, rallpack1(0.5, SAMPLES), rallpack1(999.5, SAMPLES)])
    coarse = SAMPLES[3::4]
    write_csv(
        output / "rallpack2.csv", ["time_ms", "v_root_mV", "v_leaf_mV"],
        [coarse, *rallpack2(coarse)])


# --------------------------------------------------------------------------- isopotential cell

def isopotential_tables(output):
    """Current step, then voltage clamp through a series resistance: one exponential each."""
    area = math.pi * (20 * MICROMETER) ** 2  # cm2, sphere of 20 um
    capacitance, leak, reversal = area * 1e-6, area * 1e-4, REST  # F, S, mV
    times = np.arange(0, 401) * 0.25  # ms
    current, tau = 0.01e-9, 1e3 * capacitance / leak
    step = reversal + MILLIVOLT_PER_VOLT * current / leak * (1 - np.exp(-times / tau))
    resistance, command = 1e7, -45.0  # ohm, mV
    total = leak + 1 / resistance
    clamp_tau = 1e3 * capacitance / total
    target = (leak * reversal + command / resistance) / total
    clamped = target + (reversal - target) * np.exp(-times / clamp_tau)
    electrode = (command - clamped) / resistance * 1e6  # nA
    write_csv(
        output / "isopotential_cell.csv",
        ["time_ms", "current_step_mV", "clamped_mV", "electrode_nA"],
        [times, step, clamped, electrode])
    write_json(output / "isopotential_cell.json", {
        "sphere_diameter_um": 20.0, "capacitance_uF_cm2": 1.0, "leak_S_cm2": 1e-4,
        "reversal_mV": reversal, "current_nA": 0.01, "membrane_time_constant_ms": tau,
        "clamp": {"command_mV": command, "series_resistance_Mohm": 10.0,
                  "time_constant_ms": clamp_tau, "steady_mV": target}})


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_OUTPUT
    output.mkdir(parents=True, exist_ok=True)
    steady_state_tables(output)
    isopotential_tables(output)
    rallpack_tables(output)


if __name__ == "__main__":
    main()
