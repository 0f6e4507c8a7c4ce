#!/usr/bin/env python3
"""Gates, currents and slopes of the bundled mechanisms, from their published equations.

    tools/generate_mechanism_references.py

writes Tests/MechanismTests/Generated/MechanismReferences.swift. The equations are those of the
READMEs in Mechanisms/, written down again with 50 digits and without any of the shortcuts that
the Swift sources take. Needs mpmath (pip install mpmath).
"""
import pathlib

from mpmath import mp, mpf

mp.dps = 50
OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/MechanismTests/Generated"
DURATION = mpf("0.1")  # ms
START = mpf("0.3")  # every gate, before a step
FACTOR = mpf("1.5")  # of temperature
E_NA, E_K = mpf(50), mpf(-90)
# Ordinary potentials, and those at which a rate is a quotient of zeros.
VOLTAGES = ["-154.9", "-150", "-90", "-65", "-55", "-43.2", "-41.2", "-40", "-35.001", "-16.2",
            "0", "37.5", "100"]


def linear_over_exponential(x):
    """x / (eˣ − 1)."""
    return x / mp.expm1(x) if x else mpf(1)


def opening(alpha, beta):
    return alpha / (alpha + beta), alpha + beta


def nav_hh(v):
    m = opening(linear_over_exponential(-(v + 40) / 10), 4 * mp.exp(-(v + 65) / 18))
    h = opening(mpf("0.07") * mp.exp(-(v + 65) / 20), 1 / (1 + mp.exp(-(v + 35) / 10)))
    return [m, h]


def kv_hh(v):
    alpha = linear_over_exponential(-(v + 55) / 10) / 10
    return [opening(alpha, mpf("0.125") * mp.exp(-(v + 65) / 80))]


def nav(v):
    u = v + mpf("56.2")
    m = opening(mpf("0.32") * 4 * linear_over_exponential((13 - u) / 4),
                mpf("0.28") * 5 * linear_over_exponential((u - 40) / 5))
    h = opening(mpf("0.128") * mp.exp((17 - u) / 18), 4 / (1 + mp.exp((40 - u) / 5)))
    return [m, h]


def kv(v):
    u = v + mpf("56.2")
    alpha = mpf("0.032") * 5 * linear_over_exponential((15 - u) / 5)
    return [opening(alpha, mpf("0.5") * mp.exp((10 - u) / 40))]


def m_current(v):
    tau = 608 / (mpf("3.3") * mp.exp((v + 35) / 20) + mp.exp(-(v + 35) / 20))
    return [(1 / (1 + mp.exp(-(v + 35) / 10)), 1 / tau)]


def h_current(v):
    alpha = mpf("0.00643") * mpf("11.9") * linear_over_exponential((v + mpf("154.9")) / mpf("11.9"))
    return [opening(alpha, mpf("0.193") * mp.exp(v / mpf("33.1")))]


# Gates, conductance at default parameters (S/cm²) as a function of the gates, reversal (mV).
MECHANISMS = {
    "nav_hh": (nav_hh, lambda m, h: mpf("0.12") * m**3 * h, E_NA),
    "kv_hh": (kv_hh, lambda n: mpf("0.036") * n**4, E_K),
    "nav": (nav, lambda m, h: mpf("0.056") * m**3 * h, E_NA),
    "kv": (kv, lambda n: mpf("0.006") * n**4, E_K),
    "m_current": (m_current, lambda p: mpf("7.5e-5") * p, E_K),
    "h_current": (h_current, lambda m: mpf("2e-4") * m, mpf(-45)),
}


def lines(name, gates, conductance, reversal):
    for text in VOLTAGES:
        v = mpf(text)
        rates = gates(v)
        steady = [target for target, _ in rates]
        later = [
            target + (START - target) * mp.exp(-FACTOR * DURATION * rate) for target, rate in rates
        ]
        slope = conductance(*steady)
        numbers = steady + later + [slope, slope * (v - reversal)]
        yield " ".join([name, text] + [mp.nstr(number, 20) for number in numbers])


def main():
    rows = [row for name, parts in MECHANISMS.items() for row in lines(name, *parts)]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    body = "\n".join("  " + row for row in rows)
    (OUTPUT / "MechanismReferences.swift").write_text(
        "// Made by tools/generate_mechanism_references.py: do not edit.\n"
        "// swift-format-ignore-file: LineLength\n\n"
        "/// Name, potential, gates at rest, gates 0.1 ms after 0.3 at a temperature factor of 1.5,\n"
        "/// then conductance (S/cm²) and current (mA/cm²) with the gates at rest.\n"
        f'let mechanismReferences = """\n{body}\n  """\n')


if __name__ == "__main__":
    main()
