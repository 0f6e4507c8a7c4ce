#!/usr/bin/env python3
"""Opens the results of a run with every reader: h5py, libsonata and bmtk.

    check_results.py DIR

Each reader reads all of each file that it understands. The first problem is reported and the
exit code is 1. DIR may still be written to, and may be what a killed run left.
"""

import pathlib
import sys
import warnings


def require(condition, problem):
    """Fails with the problem unless the condition holds."""
    if not condition:
        raise AssertionError(problem)


def check_with_h5py(path):
    """Reads every dataset and attribute of a file."""
    import h5py

    def visit(_, item):
        dict(item.attrs)
        if isinstance(item, h5py.Dataset):
            item[()]

    with h5py.File(path, "r") as file:
        require(file.attrs["magic"] == 0x0A7A, f"{path}: not a SONATA file")
        require(list(file.attrs["version"]) == [0, 1], f"{path}: not SONATA version 0.1")
        file.visititems(visit)


def holds(path, group):
    """Whether a file has a group at its top: spikes, or a report."""
    import h5py

    with h5py.File(path, "r") as file:
        return group in file


def expected_report(path):
    """Shapes and counts of a report as h5py sees them, to compare the other readers with."""
    import h5py

    with h5py.File(path, "r") as file:
        written = int(file["skou/samples_written"][0])
        return written, {
            name: (group["data"].shape, group["mapping/node_ids"][()].tolist())
            for name, group in file["report"].items()}


def check_report_with_libsonata(path, expected):
    """Reads all samples of all populations, those that are yet to come included."""
    import libsonata
    import numpy

    written, populations = expected
    reader = libsonata.ElementReportReader(str(path))
    require(sorted(reader.get_population_names()) == sorted(populations), f"{path}: populations")
    for name, ((rows, columns), nodes) in populations.items():
        population = reader[name]
        require(population.get_node_ids() == nodes, f"{path}: node ids of {name}")
        require(population.time_units == "ms", f"{path}: units of time")
        frame = population.get()
        values = numpy.asarray(frame.data)
        require(values.shape == (rows, columns), f"{path}: {values.shape}, not {rows, columns}")
        require(len(frame.times) == rows, f"{path}: {len(frame.times)} times for {rows} samples")
        if population.data_units == "mV" and written:
            require(numpy.isfinite(values[:written]).any(), f"{path}: no written sample is finite")


def check_report_with_bmtk(path, expected):
    """Reads all samples of all populations, and those of one cell."""
    from bmtk.utils.reports.compartment import CompartmentReport

    _, populations = expected
    report = CompartmentReport(str(path))
    for name, ((rows, _), nodes) in populations.items():
        require(bool(report.variable(population=name)), f"{path}: no variable")
        require(report.units(population=name) is not None, f"{path}: no units")
        for node in (None, nodes[0]):
            data = report.data(node_id=node, population=name)
            require(data.shape[0] == rows, f"{path}: bmtk reads {data.shape[0]} of {rows} rows")


def check_spikes_with_libsonata(path):
    """Reads all spikes; returns their number for each population."""
    import libsonata

    reader = libsonata.SpikeReader(str(path))
    counts = {}
    for name in reader.get_population_names():
        population = reader[name]
        times = [time for _, time in population.get()]
        if population.sorting == "by_time":
            require(times == sorted(times), f"{path}: {name} is not sorted by time")
        counts[name] = len(times)
    return counts


def check_spikes_with_bmtk(path, counts):
    """Reads all spikes and compares their number."""
    from bmtk.utils.reports.spike_trains import SpikeTrains

    trains = SpikeTrains.from_sonata(str(path))
    for name, count in counts.items():
        rows = len(trains.to_dataframe(populations=name))
        require(rows >= count, f"{path}: bmtk reads {rows} of {count} spikes of {name}")


def check_folder(folder):
    """Opens every file of a folder with every reader; returns the samples written per report."""
    folder = pathlib.Path(folder)
    warnings.simplefilter("ignore")
    written = {}
    for path in sorted(folder.glob("*.h5")):
        check_with_h5py(path)
        if holds(path, "spikes"):
            check_spikes_with_bmtk(path, check_spikes_with_libsonata(path))
        elif holds(path, "report"):
            expected = expected_report(path)
            check_report_with_libsonata(path, expected)
            check_report_with_bmtk(path, expected)
            written[path.stem] = expected[0]
    return written


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        written = check_folder(sys.argv[1])
    except ImportError as error:
        sys.exit(
            f"{error.name} is not installed; install the readers with\n"
            f"    {sys.executable} -m pip install -r tools/requirements.txt")
    except Exception as error:  # Every reader has errors of its own.
        sys.exit(f"check_results.py: {error}")
    for name, count in written.items():
        print(f"{name}: {count} samples")


if __name__ == "__main__":
    main()
