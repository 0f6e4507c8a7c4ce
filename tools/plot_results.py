"""Reads what a run left: reports, spikes, shapes and places of cells, for plot.py."""

import h5py
import numpy

import plot_maps
import plot_measures
from plot_measures import text

LARGEST_TRACE_COUNT = 12
LARGEST_MAP = (2000, 1000)  # samples, elements
SAMPLES_PER_TRACE = 8000


class PlotError(ValueError):
    """Something that the user can mend; shown without a traceback."""


def read_run(folder):
    """What run.h5 has: title, state, shapes, places, measures; empty where there is none."""
    run = {"title": folder.name, "state": "", "shapes": {}, "places": {}, "measures": []}
    path = folder / "run.h5"
    if not path.exists():
        return run
    with h5py.File(path, "r") as file:
        model = text(file["provenance/model"][0]) if len(file["provenance/model"]) else ""
        for line in model.splitlines():
            if line.startswith("title:"):
                run["title"] = line.removeprefix("title:").strip().strip("\"'")
        status = file["status"].attrs
        if text(status["state"]) != "done":
            run["state"] = ": ".join(
                part for part in (text(status["state"]), text(status["message"])) if part)
        for name, cell in file["morphology"].items():
            run["shapes"][name] = {key: cell[key][()] for key in cell}
        run["places"] = plot_maps.read_positions(file)
        run["measures"] = plot_measures.read_measures(file)
    return run


def read_reports(folder):
    """One entry for each population of each report; two for an elongated space."""
    entries = []
    for path in sorted(folder.glob("*.h5")):
        with h5py.File(path, "r") as file:
            names, is_space = list(file.get("report", {})), plot_maps.is_grid(file)
        for name in names:
            entry = {"path": path, "report": path.stem, "population": name}
            if is_space and plot_maps.is_elongated(path):
                mean = f"{path.stem}, mean across the space"
                entries.append({**entry, "report": mean, "read": plot_maps.read_profile})
            entries.append({**entry, "read": plot_maps.read_space if is_space else None})
    return entries


def element_labels(mapping):
    """What each column is, such as "3" for a soma and "3, branch 2 (0.25)" elsewhere."""
    nodes, pointers = mapping["node_ids"][()], mapping["index_pointers"][()]
    branches, positions = mapping["element_ids"][()], mapping["element_pos"][()]
    counts = numpy.diff(pointers.astype(numpy.int64))
    owners = numpy.repeat(nodes, counts)
    alone = numpy.repeat(counts == 1, counts)
    return [
        f"{owner}" if only else f"{owner}, branch {branch} ({position:.3g})"
        for owner, only, branch, position in zip(owners, alone, branches, positions)]


def load_report(entry, places):
    """Adds the times and values of a report, thinned to what a picture can show."""
    with h5py.File(entry["path"], "r") as file:
        data = file["report"][entry["population"]]["data"]
        mapping = file["report"][entry["population"]]["mapping"]
        rows = data.shape[0]
        if "skou/samples_written" in file:
            rows = min(rows, int(file["skou/samples_written"][0]))
        entry["isMap"] = bool(entry["read"]) or data.shape[1] > LARGEST_TRACE_COUNT
        entry["units"] = text(data.attrs.get("units", ""))
        entry["variable"] = text(data.attrs.get("variable", entry["report"]))
        data = file.get(f"skou/double_precision/{entry['population']}", data)
        if entry["read"]:
            add_space(entry)
        elif entry["isMap"]:
            add_map(entry, data, mapping, rows)
            add_places(entry, places.get(entry["population"]), mapping["node_ids"][()])
        else:
            start, _, interval = mapping["time"][()]
            entry["times"], entry["values"] = keep_extremes(
                start + interval * numpy.arange(rows), data[:rows])
            entry["labels"] = element_labels(mapping)
    return entry


def add_space(entry):
    """Adds maps of the extracellular space, or nothing to draw while there are none."""
    entry["space"] = entry["read"](entry["path"])
    entry["times"] = entry["space"].times if entry["space"] else []


def add_map(entry, data, mapping, rows):
    """Adds the values of many elements."""
    start, _, interval = mapping["time"][()]
    step = max(1, rows // LARGEST_MAP[0])
    entry["values"] = read_thinned(data, rows, step)
    entry["times"] = start + interval * numpy.arange(0, rows, step)


def add_places(entry, points, nodes):
    """Adds where the cells of a map are, if that is known and each has one place in it."""
    has_points = points is not None and len(nodes) == entry["values"].shape[1]
    if has_points and len(entry["times"]) and nodes.max() < len(points):
        entry["space"] = plot_maps.of_cells(entry["times"], entry["values"], points[nodes])


def read_thinned(data, rows, step):
    """Every `step`-th row, read in blocks so that a large report does not fill the memory."""
    if step == 1:
        return data[:rows]
    block = step * max(1, 4_000_000 // max(1, step * data.shape[1]))
    parts = [data[first:min(first + block, rows)][::step] for first in range(0, rows, block)]
    return numpy.concatenate(parts)


def keep_extremes(times, values):
    """Thins long traces to the least and the greatest value of each stretch, so spikes stay."""
    stretch = len(times) // (SAMPLES_PER_TRACE // 2)
    if stretch < 2:
        return times, values
    count = len(times) // stretch
    blocks = values[:count * stretch].reshape(count, stretch, -1)
    blocks = numpy.where(numpy.isnan(blocks), numpy.inf, blocks)
    low = blocks.min(axis=1)
    high = numpy.where(numpy.isinf(blocks), -numpy.inf, blocks).max(axis=1)
    thin = numpy.empty((2 * count, values.shape[1]))
    thin[0::2], thin[1::2] = low, high
    thin[~numpy.isfinite(thin)] = numpy.nan
    starts = times[:count * stretch:stretch]
    return numpy.repeat(starts, 2), thin


def read_spikes(folder):
    """Population, times and cells of the spikes of each detector and population."""
    spikes = {}
    for path in sorted(folder.glob("*.h5"), key=lambda path: (path.stem != "spikes", path.stem)):
        with h5py.File(path, "r") as file:
            for name, group in file.get("spikes", {}).items():
                label = name if path.stem == "spikes" else f"{path.stem}, {name}"
                spikes[label] = (name, group["timestamps"][()], group["node_ids"][()])
    return spikes
