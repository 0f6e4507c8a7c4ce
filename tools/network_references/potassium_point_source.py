"""Diffusion from a point into an endless medium (Nicholson & Phillips 1981)."""
import numpy as np
from scipy.special import erfc

FARADAY = 96485.33212  # C/mol
DIFFUSION, FRACTION, TORTUOSITY = 1.96, 0.2, 1.6  # um2/ms, 1, 1
CURRENT = 15.0  # nA carried by potassium: 0.3 of 50 nA


def concentration(distance, time):
    """What is added at a distance in um after a time in s, in mM."""
    released = CURRENT / FARADAY * 1e6  # mM um3/ms
    apparent = DIFFUSION / TORTUOSITY**2
    shape = erfc(distance / (2 * np.sqrt(apparent * 1e3 * np.asarray(time, dtype=float))))
    return released / (4 * np.pi * apparent * FRACTION * distance) * shape


def main():
    for time in (5, 10, 50, np.inf):
        print(f"100 um, {time} s: {concentration(100, time):.9f} mM")
