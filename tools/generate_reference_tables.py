#!/usr/bin/env python3
"""Writes the reference traces of Tests/Validation/Reference as CSV, for readers without HDF5.

Needs numpy and h5py. Smooth passive traces and the slow ion traces keep every tenth sample.

    tools/generate_reference_tables.py
"""
import csv
import json
import pathlib

import h5py

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/Validation/Reference"
SAMPLE_INTERVAL = 0.025  # ms
KEEP_EVERY = {
    "a_single_hh": 1, "b1_rallpack1": 10, "b2_rallpack2": 10, "c_tree_hh": 1, "e_ions": 10}
GROUPS = {"converged": "converged", "fixed_dt_0.025": "fixed"}


def columns_of(file):
    """(header, values) of every trace: `converged_…` and `fixed_…`; mV, mM or a gate."""
    for group, prefix in GROUPS.items():
        for name, dataset in sorted(file[group].items()):
            yield f"{prefix}_{name}", dataset[:]


def write_table(name, keep_every):
    with h5py.File(FOLDER / f"{name}.h5") as file:
        columns = list(columns_of(file))
        spikes = [round(float(t), 6) for t in file["converged_spike_times_ms"]]
    count = min(len(values) for _, values in columns)
    with open(FOLDER / f"{name}.csv", "w", newline="") as output:
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(["time_ms"] + [header for header, _ in columns])
        for sample in range(0, count, keep_every):
            time = sample * SAMPLE_INTERVAL
            writer.writerow([f"{time:.10g}"] + [f"{values[sample]:.8g}" for _, values in columns])
    return spikes


def main():
    spikes = {name: write_table(name, every) for name, every in KEEP_EVERY.items()}
    spikes = {name: times for name, times in spikes.items() if "rallpack" not in name}
    (FOLDER / "spike_times.json").write_text(json.dumps(spikes, indent=1) + "\n")


if __name__ == "__main__":
    main()
