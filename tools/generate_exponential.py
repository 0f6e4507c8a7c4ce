#!/usr/bin/env python3
"""The polynomial of the exponentials in Sources/Numerics/Lanes.swift, and reference values for tests.

    tools/generate_exponential.py coefficients
        prints the minimax coefficients of q in eʳ − 1 = r + r² q(r), |r| ≤ 1.0005 ln 2 / 2
    tools/generate_exponential.py references
        writes Tests/NumericsTests/Generated/ElementaryReferences.swift

Everything is computed with 50 digits. Needs mpmath (pip install mpmath).

The fit is Remez' exchange algorithm for the error relative to eʳ (E. W. Cheney, Introduction to
Approximation Theory, 1966, chapter 3): with degree 9 it stays below 10⁻¹⁷.
"""
import pathlib
import random
import sys

from mpmath import mp, mpf

mp.dps = 50
LIMIT = mp.log(2) / 2 * mpf("1.0005")
DEGREE = 9
GRID = 3000
OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/NumericsTests/Generated"


def target(r):
    """(eʳ − 1 − r) / r², which q approximates."""
    return (mp.expm1(r) - r) / r**2 if r else mpf(1) / 2


def weight(r):
    """Turns an error of q into a relative error of eʳ."""
    return r * r / mp.exp(r)


def polynomial(coefficients, r):
    return mp.polyval(coefficients[::-1], r)


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
    points = [-LIMIT + 2 * LIMIT * i / GRID for i in range(GRID + 1)]
    errors = [(polynomial(coefficients, p) - target(p)) * weight(p) for p in points]
    chosen = []
    for i, error in enumerate(errors):
        inside = 0 < i < GRID
        turns = not inside or (error - errors[i - 1]) * (errors[i + 1] - error) <= 0
        if not turns or error == 0:
            continue
        if chosen and (errors[chosen[-1]] > 0) == (error > 0):
            if abs(error) > abs(errors[chosen[-1]]):
                chosen[-1] = i
        else:
            chosen.append(i)
    while len(chosen) > DEGREE + 2:
        chosen.pop(0 if abs(errors[chosen[0]]) < abs(errors[chosen[-1]]) else -1)
    return [points[i] for i in chosen], max(abs(e) for e in errors)


def minimax():
    """The coefficients of q, lowest power first, and the largest relative error of eʳ."""
    count = DEGREE + 2
    nodes = [-LIMIT * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    nodes = [node if abs(node) > 1e-9 else mpf("0.05") for node in nodes]  # the weight is 0 at 0
    best = None
    for _ in range(15):
        coefficients = levelled(nodes)
        fresh, error = extrema(coefficients)
        if best is None or error < best[1]:
            best = coefficients, error
        if len(fresh) < count or max(abs(a - b) for a, b in zip(fresh, nodes)) < 1e-10:
            break
        nodes = fresh
    return best


def print_coefficients():
    coefficients, error = minimax()
    print(f"largest relative error {mp.nstr(error, 3)}")
    for power, coefficient in enumerate(coefficients):
        print(f"r^{power}  {float(coefficient).hex()}")


def exprelr(x):
    return x / mp.expm1(x) if x else mpf(1)


def arguments(low, high, special):
    """Special arguments, uniform ones, and tiny ones of either sign, as doubles."""
    generator = random.Random(1)
    uniform = [generator.uniform(low, high) for _ in range(200)]
    small = [generator.uniform(-2, 2) for _ in range(100)]
    tiny = [s * 10.0**-e for e in range(1, 300, 12) for s in (-1.5, 1.5)]
    return special + uniform + small + tiny


def reference_lines(function, values):
    """Argument, value rounded to a double, and what rounding left, in hexadecimal."""
    for x in values:
        exact = function(mpf(x))
        high = float(exact)
        low = float(exact - mpf(high))
        yield f"    {x.hex()} {high.hex()} {low.hex()}"


def write_references():
    around_zero = [0.0, 2.0**-60, -(2.0**-60), 0.06, -0.06, 0.34, -0.34, 0.3466, -0.3466, 1.0, -1.0]
    positive = [2.0**-1000, 0.5, 0.70710678, 0.7071068, 1 - 2.0**-53, 1.0, 1 + 2.0**-52, 2.0, 1e300]
    generator = random.Random(2)
    positive += [10 ** generator.uniform(-300, 300) for _ in range(150)]
    positive += [generator.uniform(0.5, 2) for _ in range(150)]
    tables = [
        ("exponential", mp.exp, arguments(-700, 709, around_zero + [-708.0, 709.0])),
        ("exponentialMinusOne", mp.expm1, arguments(-60, 709, around_zero + [-708.0, 709.0])),
        ("exprelr", exprelr, arguments(-700, 650, around_zero)),
        ("logarithm", mp.log, positive),
    ]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with open(OUTPUT / "ElementaryReferences.swift", "w") as file:
        file.write("// Made by tools/generate_exponential.py references: do not edit.\n\n")
        file.write("/// Arguments, values, and what rounding the values left, from 50 digits.\n")
        file.write("enum ElementaryReferences {\n")
        blocks = []
        for name, function, values in tables:
            lines = "\n".join(reference_lines(function, values))
            blocks.append(f'  static let {name} = """\n{lines}\n    """\n')
        file.write("\n".join(blocks) + "}\n")


if __name__ == "__main__":
    actions = {"coefficients": print_coefficients, "references": write_references}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.exit(__doc__)
    actions[sys.argv[1]]()
