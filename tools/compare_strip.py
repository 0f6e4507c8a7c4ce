#!/usr/bin/env python3
"""Compares a run of Networks/pump-failure-strip with its reference, all of it.

    bin/skou run Networks/pump-failure-strip --output results/strip
    tools/compare_strip.py results/strip
    bin/skou run Networks/pump-failure-strip/control.yaml --output results/control
    tools/compare_strip.py results/control --reference control

Prints the differences in all neurons, and how fast the front is from 700 to 1600 um: both from
samples every half second, as the reference has them.
"""
import argparse
import pathlib

import h5py
import numpy as np

from network_references.pump_failure_strip import arrivals, speed

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Networks/pump-failure-strip/reference"


def read_reference(model, name):
    """Places in um, times in s and values [time, neuron]."""
    path = FOLDER / f"{model}-{name}.csv"
    header = path.read_text().splitlines()[1].split(",")
    table = np.loadtxt(path, delimiter=",", skiprows=2)
    return np.array([float(word.split()[0]) for word in header[1:]]), table[:, 0], table[:, 1:]


def read_run(folder, name):
    """Times in s and values [time, neuron] of a recording."""
    with h5py.File(folder / f"{name}.h5") as file:
        group = file["report/strip"]
        start, _, interval = group["mapping/time"][()]
        values = group["data"][: int(file["skou/samples_written"][0])]
    return (start + interval * np.arange(len(values))) / 1e3, values


def at_times(run, times):
    """The values of a recording at these times, all of which are samples."""
    own, values = run
    return values[np.rint(times / (own[1] - own[0])).astype(int)]


def compare_values(name, unit, values, expected):
    differences = np.abs(values - expected)
    print(f"{name}: differs by at most {differences.max():.3g} {unit}, in 99 % of the samples by "
          f"at most {np.percentile(differences, 99):.2g}, in half of them by at most "
          f"{np.median(differences):.2g}")


def compare_fronts(x, times, values, expected):
    here, there = arrivals(times, values), arrivals(times, expected)
    print(f"front: {speed(x, here):.4f} mm/min, reference {speed(x, there):.4f}; it passes neurons "
          f"at most {1e3 * np.nanmax(np.abs(here - there)):.1f} ms apart")


def main():
    parser = argparse.ArgumentParser(description="Compares a strip with its reference.")
    parser.add_argument("results", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--reference", choices=["model", "control"], default="model")
    options = parser.parse_args()
    for name, unit in (("k_out", "mM"), ("v", "mV")):
        x, times, expected = read_reference(options.reference, name)
        values = at_times(read_run(options.results, name), times)
        compare_values(name, unit, values, expected)
        if name == "k_out":
            compare_fronts(x, times, values, expected)


if __name__ == "__main__":
    main()
