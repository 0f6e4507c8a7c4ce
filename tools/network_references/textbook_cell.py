"""The textbook cell: at rest, poisoned, washed, leaky, and losing its pumps.

Units: mV, pA, pF, nS, mM, s, pL, fmol.
"""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

R, F, T = 8.314462618, 96485.33212, 310.15
RT_F = 1e3 * R * T / F
CHARGE = F * 1e-3  # pC a fmol
AREA, CAPACITANCE, REST, PUMP, CONDUCTANCE = 2000.0, 20.0, -75.5, 5.0, 1.0
VOLUME = AREA * np.sqrt(AREA / 4 / np.pi) / 3e3
INSIDE, OUTSIDE = np.array([12.0, 140, 10]), np.array([145.0, 4, 110])  # Na, K, Cl
IMPERMEANT, IMPERMEANT_OUTSIDE = 136.0, 39.0
Z = np.array([1, 1, -1])


def nernst(inside, outside):
    return RT_F / Z * np.log(outside / inside)


def hill(sodium, potassium):
    return (sodium / (sodium + 10))**3 * (potassium / (potassium + 2))**2


def affinity(inside, outside):
    return np.log(np.prod(outside**[1, 1, 2]) / np.prod(inside**[1, 1, 2]))


def calibrate():
    """Conductances (nS) and the cotransporter's current (pA) that balance each ion."""
    drive = REST - nernst(INSIDE, OUTSIDE)
    matrix = np.zeros((4, 4))
    matrix[:3, :3] = np.diag(drive)
    matrix[:3, 3] = [-1, -1, 2]
    matrix[3, :3] = 1
    return np.linalg.solve(matrix, [-3 * PUMP, 2 * PUMP, 0, CONDUCTANCE])


*LEAKS, COTRANSPORT = calibrate()
LEAKS = np.array(LEAKS)
LARGEST = PUMP / hill(INSIDE[0], OUTSIDE[1])
U = COTRANSPORT / affinity(INSIDE, OUTSIDE)
VALENCE = (CAPACITANCE * REST * 1e-3 / CHARGE / VOLUME - INSIDE @ Z) / IMPERMEANT


def slopes(y, pump, leaks, water, shell):
    """Of V, sodium and potassium (fmol) and volume (pL), a second; chloride follows from charge."""
    v, sodium, potassium, volume = y
    moles = np.array([sodium, potassium, 0])
    moles[2] = moles @ Z + VALENCE * IMPERMEANT * VOLUME - CAPACITANCE * v * 1e-3 / CHARGE
    inside, outside, impermeant = moles / volume, OUTSIDE, IMPERMEANT_OUTSIDE
    if shell:
        size = (1 + shell) * VOLUME - volume
        outside = (INSIDE * VOLUME + OUTSIDE * shell * VOLUME - moles) / size
        impermeant = IMPERMEANT_OUTSIDE * shell * VOLUME / size
    current = pump * LARGEST * hill(inside[0], outside[1])
    flux = U * affinity(inside, outside)
    ions = leaks * (v - nernst(inside, outside)) + current * np.array([3, -2, 0])
    excess = inside.sum() + IMPERMEANT * VOLUME / volume - outside.sum() - impermeant
    swelling = 1e-3 * 18e-6 * excess * AREA * 10 if water else 0.0
    return [-ions.sum() / CAPACITANCE * 1e3, (flux - ions[0]) / CHARGE, (flux - ions[1]) / CHARGE,
            swelling]


def run(until, pump=lambda t: 1.0, leaks=LEAKS, water=True, shell=0.0, changes=()):
    """A function of time: V, sodium and potassium inside, relative volume."""
    y, solutions, bounds = [REST, 12 * VOLUME, 140 * VOLUME, VOLUME], [], [0, *changes, until]
    for start, end in zip(bounds, bounds[1:]):
        middle = 0.5 * (start + end)  # steps of the pump are constant between changes
        rate = pump if not changes else (lambda t, middle=middle: pump(middle))
        solution = solve_ivp(
            lambda t, y: slopes(y, rate(t), leaks, water, shell), (start, end), y, method="BDF",
            rtol=1e-10, atol=[1e-8, 1e-9, 1e-9, 1e-10], dense_output=True)
        y = solution.y[:, -1]
        solutions.append((end, solution.sol))

    def at(time):
        v, sodium, potassium, volume = next(s for end, s in solutions if time <= end)(time)
        return v, sodium / volume, potassium / volume, volume / VOLUME
    return at


def table(title, at, times):
    print(title)
    for time in times:
        v, sodium, potassium, volume = at(time)
        print(f"  {time:>9} s  V {v:.8f} mV  Na {sodium:.6f}  K {potassium:.6f} mM  W {volume:.8f}")


def main():
    print("leaks", LEAKS, "nS, cotransport", COTRANSPORT, "pA, largest", LARGEST, "pA, U", U, "pA")
    print("valence", VALENCE, "volume", VOLUME, "pL")
    off = {"pump": lambda t: float(t < 60), "changes": (60,)}
    table("fixed volume", run(360000, water=False, **off),
          [600, 1800, 3600, 7200, 14400, 36000, 86400, 360000])
    swollen = run(100000, **off)
    table("osmotic", swollen, [600, 3600, 7200, 14400, 36000, 86400])
    for level in (-60, -50, -30):
        print(f"  {level} mV at", brentq(lambda t: swollen(t)[0] - level, 1000, 86400), "s")
    print("  twice the volume at", brentq(lambda t: swollen(t)[3] - 2, 1000, 100000), "s")
    table("closed", run(86400, shell=0.25, **off), [120, 600, 1800, 3600, 7200, 86400])
    washout = run(14400, pump=lambda t: float(not 60 <= t < 660), changes=(60, 660))
    table("washout", washout, [600, 660, 660.2, 1800, 3600, 14400])
    table("twice the sodium leak, after 600 s", run(42600, leaks=LEAKS * [2, 1, 1]), [42600])
    for part in (2, 1, 0.7, 0.5, 0.35, 0.25, 0.2, 0.15, 0.1, 0.05, 0.02):
        table(f"pumps x {part}", run(3e6, pump=lambda t, part=part: part), [3e6])
    lost = run(140 * 3600, pump=lambda t: 2**(-t / 144000))
    table("half-life 40 h", lost, [288000, 478357.6])


if __name__ == "__main__":
    main()
