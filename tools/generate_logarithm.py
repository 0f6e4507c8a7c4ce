#!/usr/bin/env python3
"""The polynomial of Sources/Numerics/Lanes+Logarithm.swift, and reference values for tests.

    tools/generate_logarithm.py coefficients
        prints the minimax coefficients of p in 2 artanh s = 2 s + s³ p(s²), s² ≤ 0.04
    tools/generate_logarithm.py references
        writes Tests/NumericsTests/Generated/QuotientReferences.swift

Everything is computed with 50 digits. Needs mpmath (pip install mpmath).

The fit is Remez' exchange algorithm for the error relative to 2 s (E. W. Cheney, Introduction to
Approximation Theory, 1966, chapter 3): with degree 6 it stays below 2 × 10⁻¹⁷.
"""
import pathlib
import random
import sys

from mpmath import mp, mpf

mp.dps = 50
LIMIT = mpf("0.04001")
DEGREE = 6
GRID = 1500
OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/NumericsTests/Generated"


def target(square):
    """2 (artanh s − s) / s³, which p approximates."""
    s = mp.sqrt(square)
    return 2 * (mp.atanh(s) - s) / s**3


def weight(square):
    """Turns an error of p into an error relative to 2 s."""
    return square / 2


def between(part):
    """Points that crowd at the ends of (0, LIMIT], by their part of the way."""
    return LIMIT * (1 - mp.cos(mp.pi * part)) / 2


def levelled(nodes):
    """Coefficients whose weighted error has one size and alternating signs at the nodes."""
    size = DEGREE + 2
    matrix, right = mp.matrix(size, size), mp.matrix(size, 1)
    for row, node in enumerate(nodes):
        for power in range(DEGREE + 1):
            matrix[row, power] = node**power
        matrix[row, DEGREE + 1] = (-1) ** row / weight(node)
        right[row] = target(node)
    return list(mp.lu_solve(matrix, right))[:-1]


def extrema(coefficients):
    """The grid points at which the weighted error is largest, with alternating signs."""
    points = [between(mpf(i) / GRID) for i in range(1, GRID + 1)]
    errors = [(mp.polyval(coefficients[::-1], p) - target(p)) * weight(p) for p in points]
    chosen = []
    for i, error in enumerate(errors):
        if chosen and (errors[chosen[-1]] > 0) == (error > 0):
            if abs(error) > abs(errors[chosen[-1]]):
                chosen[-1] = i
        else:
            chosen.append(i)
    while len(chosen) > DEGREE + 2:
        chosen.pop(0 if abs(errors[chosen[0]]) < abs(errors[chosen[-1]]) else -1)
    return [points[i] for i in chosen], max(abs(e) for e in errors)


def minimax():
    """The coefficients of p, lowest power first, and the largest relative error."""
    count = DEGREE + 2
    nodes = [between(mpf(2 * i + 1) / (2 * count)) for i in range(count)]
    for _ in range(8):
        coefficients = levelled(nodes)
        nodes, error = extrema(coefficients)
    return coefficients, error


def print_coefficients():
    coefficients, error = minimax()
    print(f"largest relative error {mp.nstr(error, 3)}")
    for power, coefficient in enumerate(coefficients):
        print(f"s^{2 * power}  {float(coefficient).hex()}")


def pairs():
    """Numerators and denominators: near each other, at the ends of the reduction, far apart."""
    generator = random.Random(3)
    for _ in range(100):
        yield 10 ** generator.uniform(-150, 150), 10 ** generator.uniform(-150, 150)
        below = generator.uniform(1, 8)
        yield below * generator.uniform(0.6, 1.6), below
        yield below * (1 + generator.choice((-1, 1)) * 10 ** generator.uniform(-15, -1)), below
        yield below * generator.uniform(1.499, 1.501), below
    yield from [(145.0, 18.0), (3.5, 130.0), (1.0, 1.0), (2.0, 1.0), (1.5, 1.0), (1.0, 1.5)]
    yield from [(2.0**-1022, 2.0**1023), (2.0**1023, 2.0**-1022)]


def write_references():
    OUTPUT.mkdir(parents=True, exist_ok=True)
    lines = []
    for a, b in pairs():
        exact = mp.log(mpf(a) / mpf(b))
        high = float(exact)
        lines.append(f"    {a.hex()} {b.hex()} {high.hex()} {float(exact - mpf(high)).hex()}")
    with open(OUTPUT / "QuotientReferences.swift", "w") as file:
        file.write("// Made by tools/generate_logarithm.py references: do not edit.\n\n")
        file.write("/// Pairs, the logarithms of their quotients, and what rounding left of 50 digits.\n")
        file.write("enum QuotientReferences {\n")
        file.write('  static let logarithm = """\n' + "\n".join(lines) + '\n    """\n}\n')


if __name__ == "__main__":
    actions = {"coefficients": print_coefficients, "references": write_references}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.exit(__doc__)
    actions[sys.argv[1]]()
