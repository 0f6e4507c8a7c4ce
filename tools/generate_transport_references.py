#!/usr/bin/env python3
"""Currents of the bundled pumps, exchangers and cotransporters, from their published equations.

    tools/generate_transport_references.py

writes Tests/MechanismTests/Generated/TransportReferences.swift and AlbersPostReferences.swift. The
equations are those of the READMEs in Mechanisms/, written down again with 50 digits and without any
of the shortcuts of the Swift sources; the turnover of the four-state pump comes from the balance of
its states, solved as linear equations. Needs mpmath (pip install mpmath).
"""
import itertools
import pathlib

from mpmath import mp, mpf

mp.dps = 50
OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/MechanismTests/Generated"
GAS, FARADAY = mpf("8.31446261815324"), mpf("96485.3321233100184")
BODY, TABLE = mpf("310.15"), mpf("310")  # K: of cells, and of the Albers-Post table
VOLTAGES = ["-120", "-75.5", "0", "40"]

# Concentrations inside and outside (mM): a resting cell, and one that runs down.
CELLS = [
    {"na": ("12", "145"), "k": ("140", "4"), "cl": ("10", "110"), "ca": ("1e-4", "2")},
    {"na": ("60", "90"), "k": ("90", "35"), "cl": ("25", "95"), "ca": ("5e-3", "0.3")},
]


def thermal_voltage(kelvin):
    return 1000 * GAS * kelvin / FARADAY


def numbers(cell):
    return {ion: (mpf(i), mpf(o)) for ion, (i, o) in cell.items()}


def pump(activity, imax):
    """The currents of sodium and potassium from the part of imax that flows."""

    def currents(v, cell):
        net = mpf(imax) * activity(v, cell)
        return {"na": 3 * net, "k": -2 * net}

    return currents


def hill(_, cell):
    return 1 / (1 + 2 / cell["k"][1])**2 / (1 + 10 / cell["na"][0])**3


def sigmoids(half):
    def activity(_, cell):
        sodium = 1 + mp.exp((25 - cell["na"][0]) / 3)
        return 1 / sodium / (1 + mp.exp(mpf(half) - cell["k"][1]))

    return activity


def cubic(_, cell):
    return (cell["na"][0] / cell["na"][1])**3


def luo_rudy(v, cell):
    u = v / thermal_voltage(BODY)
    sigma = (mp.exp(cell["na"][1] / mpf("67.3")) - 1) / 7
    factor = 1 / (1 + mpf("0.1245") * mp.exp(-u / 10) + mpf("0.0365") * sigma * mp.exp(-u))
    sodium = 1 / (1 + (10 / cell["na"][0])**mpf("1.5"))
    return factor * sodium * cell["k"][1] / (cell["k"][1] + mpf("1.5"))


def albers_post(v, cell):
    fuel = [mpf(5), mpf("0.1"), mpf(2)]
    reference = turnover(
        *cycle(mpf("-75.5"), BODY, *map(mpf, ("12", "145", "140", "4")), *fuel))
    return turnover(*cycle(v, BODY, *cell["na"], *cell["k"], *fuel)) / reference


def nkcc1(u, gate=lambda _: 1):
    def currents(_, cell):
        (na, k, cl) = (mp.log(cell[ion][0] / cell[ion][1]) for ion in ("na", "k", "cl"))
        rate = mpf(u) * gate(cell) * (na + k + 2 * cl)
        return {"na": rate, "k": rate, "cl": -2 * rate}

    return currents


def wei_gate(cell):
    return 1 / (1 + mp.exp(16 - cell["k"][1]))


def kcc2(_, cell):
    rate = mpf("0.00675") * (mp.log(cell["k"][0] / cell["k"][1])
                             + mp.log(cell["cl"][0] / cell["cl"][1]))
    return {"k": rate, "cl": -rate}


def ncx(v, cell):
    u, gamma = v / thermal_voltage(BODY), mpf("0.35")
    (ni, no), (ci, co) = cell["na"], cell["ca"]
    turns = mp.exp(gamma * u) * ni**3 * co - mp.exp((gamma - 1) * u) * no**3 * ci
    sites = (mpf("87.5")**3 + no**3) * (mpf("1.38") + co)
    net = mpf("1.6") * turns / sites / (1 + mpf("0.1") * mp.exp((gamma - 1) * u))
    return {"na": 3 * net, "ca": -2 * net}


def pmca(_, cell):
    return {"ca": mpf("2.75e-4") / (1 + mpf("5e-4") / cell["ca"][0])}


TRANSPORTERS = {
    "na_k_atpase hill": pump(hill, "0.013"),
    "na_k_atpase sigmoid": pump(sigmoids("5.5"), "0.0068"),
    "na_k_atpase sigmoid_oxygen": pump(sigmoids("3.5"), "0.018"),
    "na_k_atpase cubic": pump(cubic, "1"),
    "na_k_atpase luo_rudy": pump(luo_rudy, "0.0015"),
    "na_k_atpase albers_post": pump(albers_post, "0.00025"),
    "nkcc1 -": nkcc1("2.3e-5"),
    "nkcc1_wei -": nkcc1("0.00225", wei_gate),
    "kcc2 log": kcc2,
    "ncx -": ncx,
    "pmca -": pmca,
}


def cycle(v, kelvin, ni, no, ki, ko, atp, adp, phosphate):
    """The rates of the four steps, forward and backward, in 1/s (Smith & Crampin 2004)."""
    u = v / thermal_voltage(kelvin)
    delta, km = mpf("-0.155"), mpf("0.5")
    kni, kno, kki, kko = map(mpf, ("9.073", "27.78", "0.5", "0.3582"))
    k1, k1m, k2, k2m, k3, k4, k4m = map(
        mpf, ("949.5", "182.4", "687.2", "39.4", "1899", "639", "40"))
    # Detailed balance: forward over backward rates at 1 M is the standard free energy of ATP.
    hydrolysis = mp.exp(mpf(30500) / (GAS * kelvin)) * 1000  # mM
    k3m = k1 * k2 * k3 * k4 / (k1m * k2m * k4m) * (kno / kni)**3 * (kki / kko)**2 / km / hydrolysis
    ni, no = ni / (kni * mp.exp(delta * u / 3)), no / (kno * mp.exp((1 + delta) * u / 3))
    ki, ko, fuel = ki / kki, ko / kko, atp / km
    inside, outside = (1 + ni)**3 + (1 + ki)**2 - 1, (1 + no)**3 + (1 + ko)**2 - 1
    forward = [k1 * ni**3 / inside, k2, k3 * ko**2 / outside, k4 * fuel / (1 + fuel)]
    backward = [k1m * adp, k2m * no**3 / outside, k3m * phosphate / (1 + fuel),
                k4m * ki**2 / inside]
    return forward, backward


def turnover(forward, backward):
    """The flux through the first step where no state gains or loses."""
    matrix, right = mp.zeros(4), mp.matrix([1, 0, 0, 0])
    for i in range(4):
        j = (i + 1) % 4
        matrix[i, i] -= forward[i]
        matrix[j, i] += forward[i]
        matrix[j, j] -= backward[i]
        matrix[i, j] += backward[i]
    for i in range(4):
        matrix[0, i] = 1
    shares = mp.lu_solve(matrix, right)
    return forward[0] * shares[0] - backward[0] * shares[1]


def misprint(forward, backward):
    """The true sum of the states' weights over that of published code, b2 b4 b3 for b1 b4 b3."""
    total = (mp.fprod(forward) - mp.fprod(backward)) / turnover(forward, backward)
    b1, b2, b3, b4 = backward
    return total / (total + b3 * b4 * (b2 - b1))


def transport_lines():
    for name, currents in TRANSPORTERS.items():
        for (number, cell), text in itertools.product(enumerate(CELLS), VOLTAGES):
            values = currents(mpf(text), numbers(cell))
            slopes = {ion: mp.diff(lambda v, ion=ion: currents(v, numbers(cell))[ion], mpf(text))
                      for ion in values}
            words = [f"{ion}:{mp.nstr(values[ion], 20)}:{mp.nstr(mp.chop(slopes[ion]), 20)}"
                     for ion in values]
            yield " ".join([name, str(number), text] + words)


def albers_post_lines():
    for words in itertools.product(("-100", "-75", "-50", "0", "40"), ("6", "12", "25", "50"),
                                   ("1", "4", "12", "40"),
                                   ("9.8 0.05 4.2", "2 0.3 10", "0.2 1 20")):
        v, sodium, potassium = map(mpf, words[:3])
        fuel = map(mpf, words[3].split())
        rates = cycle(v, TABLE, sodium, mpf(145), mpf(140), potassium, *fuel)
        yield " ".join(words) + " " + " ".join(
            mp.nstr(rate(*rates), 17) for rate in (turnover, misprint))


def write(name, constant, words, lines):
    body = "\n".join("  " + line for line in lines)
    (OUTPUT / f"{name}.swift").write_text(
        "// Made by tools/generate_transport_references.py: do not edit.\n"
        "// swift-format-ignore-file: LineLength\n\n"
        + "".join(f"/// {line}".rstrip() + "\n" for line in words)
        + f'let {constant} = """\n{body}\n  """\n')


def main():
    write("TransportReferences", "transportReferences",
          ["Name, model, cell, potential, then ion:current:slope (mA/cm², S/cm²) of each ion.", "",
           "Cell 0 has Na 12/145, K 140/4, Cl 10/110, Ca 1e-4/2 mM, cell 1 Na 60/90, K 90/35,",
           "Cl 25/95, Ca 5e-3/0.3 mM; RT/F is that of 310.15 K."], transport_lines())
    write("AlbersPostReferences", "albersPostReferences",
          ["Potential, Na inside, K outside, ATP, ADP, phosphate (mM), then cycles per second, and the",
           "factor that a misprint in published code puts to it.", "",
           "Sodium outside 145, potassium inside 140 mM, 310 K: the lines of `albersPostTable`."],
          albers_post_lines())


if __name__ == "__main__":
    main()
