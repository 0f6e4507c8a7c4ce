#!/usr/bin/env python3
"""Draws the results of a run: every report, the spikes and the cells' shapes.

    plot.py DIR [--output FILE] [--show] [--morphology FILE.swc]

DIR is the folder that `skou run` wrote; it may still be written to. The picture goes to
DIR/plot.png unless --output names a file, whose ending chooses the format (png, pdf, svg).
"""

import argparse
import pathlib
import sys

LARGEST_TRACE_COUNT = 12
LARGEST_MAP = (2000, 1000)  # samples, elements
SAMPLES_PER_TRACE = 8000
# Okabe and Ito 2008: told apart with every kind of colour vision.
COLORS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999"]
STYLE = {
    "figure.dpi": 110, "savefig.dpi": 200, "font.size": 9, "font.family": "sans-serif",
    "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8,
    "axes.titlesize": 9, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "lines.linewidth": 1.1, "legend.frameon": False, "legend.fontsize": 8,
    "xtick.direction": "out", "ytick.direction": "out", "pdf.fonttype": 42,
}


class PlotError(Exception):
    """Something that the user can mend; shown without a traceback."""


def load_libraries(show):
    """Imports what drawing needs, and says how to install what is missing."""
    try:
        import h5py
        import matplotlib
        import numpy
    except ImportError as error:
        raise PlotError(
            f"{error.name} is not installed; install what plots need with\n"
            f"    {sys.executable} -m pip install -r tools/requirements.txt") from error
    if not show:
        matplotlib.use("Agg")
    import matplotlib.pyplot
    matplotlib.rcParams.update(STYLE)
    matplotlib.rcParams["axes.prop_cycle"] = matplotlib.cycler(color=COLORS)
    return h5py, matplotlib.pyplot, numpy


# ---------------------------------------------------------------------------------- reading


def text(value):
    """An HDF5 text as Python's."""
    return value.decode() if isinstance(value, bytes) else str(value)


def read_run(h5py, folder):
    """The title, the state and the shapes in run.h5; empty where there is none."""
    run = {"title": folder.name, "state": "", "shapes": {}}
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
    return run


def read_reports(h5py, folder):
    """One entry for each population of each report."""
    entries = []
    for path in sorted(folder.glob("*.h5")):
        with h5py.File(path, "r") as file:
            entries += [
                {"path": path, "report": path.stem, "population": name}
                for name in file.get("report", {})]
    return entries


def element_labels(mapping, numpy):
    """What each column is, such as "3" for a soma and "3, branch 2 (0.25)" elsewhere."""
    nodes, pointers = mapping["node_ids"][()], mapping["index_pointers"][()]
    branches, positions = mapping["element_ids"][()], mapping["element_pos"][()]
    counts = numpy.diff(pointers.astype(numpy.int64))
    owners = numpy.repeat(nodes, counts)
    alone = numpy.repeat(counts == 1, counts)
    return [
        f"{owner}" if only else f"{owner}, branch {branch} ({position:.3g})"
        for owner, only, branch, position in zip(owners, alone, branches, positions)]


def load_report(h5py, numpy, entry):
    """Adds the times and values of a report, thinned to what a picture can show."""
    with h5py.File(entry["path"], "r") as file:
        group = file["report"][entry["population"]]
        data, mapping = group["data"], group["mapping"]
        start, _, interval = mapping["time"][()]
        rows = data.shape[0]
        if "skou/samples_written" in file:
            rows = min(rows, int(file["skou/samples_written"][0]))
        columns = data.shape[1]
        entry["isMap"] = columns > LARGEST_TRACE_COUNT
        entry["units"] = text(data.attrs.get("units", ""))
        entry["variable"] = text(data.attrs.get("variable", entry["report"]))
        if entry["isMap"]:
            row_step = max(1, rows // LARGEST_MAP[0])
            column_step = max(1, columns // LARGEST_MAP[1])
            entry["values"] = read_thinned(data, numpy, rows, row_step)[:, ::column_step]
            entry["times"] = start + interval * numpy.arange(0, rows, row_step)
            entry["columns"] = columns
        else:
            values = data[:rows]
            entry["times"], entry["values"] = keep_extremes(
                numpy, start + interval * numpy.arange(rows), values)
            entry["labels"] = element_labels(mapping, numpy)
    return entry


def read_thinned(data, numpy, rows, step):
    """Every `step`-th row, read in blocks so that a large report does not fill the memory."""
    if step == 1:
        return data[:rows]
    block = step * max(1, 4_000_000 // max(1, step * data.shape[1]))
    parts = [data[first:min(first + block, rows)][::step] for first in range(0, rows, block)]
    return numpy.concatenate(parts)


def keep_extremes(numpy, times, values):
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


def read_spikes(h5py, folder):
    """Times and cells of the spikes of each detector and population."""
    spikes = {}
    for path in sorted(folder.glob("*.h5"), key=lambda path: (path.stem != "spikes", path.stem)):
        with h5py.File(path, "r") as file:
            for name, group in file.get("spikes", {}).items():
                label = name if path.stem == "spikes" else f"{path.stem}, {name}"
                spikes[label] = (group["timestamps"][()], group["node_ids"][()])
    return spikes


def read_swc(path):
    """The samples of an SWC file as a shape: x, y, z, diameter and the index of the parent."""
    rows = []
    for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        words = line.split("#")[0].split()
        if len(words) >= 7:
            rows.append([float(word) for word in words[:7]])
    if not rows:
        raise PlotError(f"{path} holds no SWC samples")
    index = {int(row[0]): place for place, row in enumerate(rows)}
    return {
        "x": [row[2] for row in rows], "y": [row[3] for row in rows],
        "z": [row[4] for row in rows], "diameter": [2 * row[5] for row in rows],
        "parent": [index.get(int(row[6]), -1) for row in rows]}


# ---------------------------------------------------------------------------------- drawing


def draw_report(axes, entry, numpy):
    """Traces of few elements, a map of many."""
    title = entry["report"]
    if entry["population"] != title:
        title += f", {entry['population']}"
    axes.set_title(title)
    units = f" ({entry['units']})" if entry["units"] else ""
    if entry["isMap"] and len(entry["times"]):
        draw_map(axes, entry, f"{entry['variable']}{units}", numpy)
        return
    if not entry["isMap"]:
        for column, label in enumerate(entry["labels"]):
            axes.plot(entry["times"], entry["values"][:, column], label=label)
        if len(entry["labels"]) > 1:
            put_legend(axes, len(entry["labels"]))
    axes.set_ylabel(f"{entry['variable']}{units}")


def draw_map(axes, entry, label, numpy):
    """Time along x, elements along y, values as colour."""
    times, values = entry["times"], entry["values"]
    finite = values[numpy.isfinite(values)]
    low, high = (numpy.percentile(finite, [0.1, 99.9]) if finite.size else (0, 1))
    step = times[1] - times[0] if len(times) > 1 else 1
    image = axes.imshow(
        values.T, aspect="auto", origin="lower", cmap="viridis", interpolation="nearest",
        vmin=low, vmax=high, extent=(times[0], times[-1] + step, 0, entry["columns"]))
    axes.figure.colorbar(image, ax=axes, label=label, pad=0.01, fraction=0.05)
    axes.set_ylabel("element")


def put_legend(axes, count):
    """Beside the title if it is short, else to the right."""
    if count <= 5:
        axes.legend(
            loc="lower right", bbox_to_anchor=(1.0, 0.98), ncols=count, handlelength=1.0,
            columnspacing=1.2, borderpad=0.1)
    else:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.02), handlelength=1.2)


def draw_spikes(axes, spikes):
    """One row a cell, one colour a population or detector, these above each other."""
    axes.set_title("spikes")
    offset = 0
    rows = row_counts(spikes)
    height = max(1.5, min(8.0, 80.0 / max(1, sum(rows))))
    for color, count, (name, (times, nodes)) in zip(COLORS * len(spikes), rows, spikes.items()):
        axes.scatter(
            times, nodes + offset, s=height ** 2, marker="|", linewidths=0.9, color=color,
            label=f"{name} ({len(times)})", rasterized=len(times) > 20_000)
        offset += count
    axes.set_ylim(-0.5, max(1, offset) - 0.5)
    if max(rows) == 1:
        axes.set_yticks([])
    else:
        axes.set_ylabel("cell")
        axes.yaxis.get_major_locator().set_params(integer=True)
    put_legend(axes, len(spikes))


def row_counts(spikes):
    """How many rows the cells of each population or detector take."""
    return [int(nodes.max()) + 1 if len(nodes) else 1 for _, nodes in spikes.values()]


def draw_shape(axes, name, shape, numpy):
    """A cell seen along z, each piece as wide as it is."""
    from matplotlib.collections import LineCollection

    points = numpy.column_stack([shape["x"], shape["y"]]).astype(float)
    parents = numpy.asarray(shape["parent"])
    widths = numpy.asarray(shape["diameter"], dtype=float)
    has_parent = (parents >= 0) & (parents < len(points))
    segments = numpy.stack([points[parents[has_parent]], points[has_parent]], axis=1)
    span = max(float(numpy.ptp(points, axis=0).max()), float(widths.max()), 1e-9)
    axes.add_collection(LineCollection(
        segments, linewidths=numpy.clip(220 * widths[has_parent] / span, 0.5, 12),
        colors="#333333", capstyle="round"))
    for point, width in zip(points[~has_parent], widths[~has_parent]):
        axes.add_patch(axes.figure.skou_circle(point, width / 2, color="#333333", linewidth=0))
    axes.set_title(name)
    axes.set_aspect("equal")
    axes.autoscale_view()
    axes.margins(0.08)
    axes.set_axis_off()
    draw_scale_bar(axes, span)


def draw_scale_bar(axes, span):
    """A bar of a round length, with its length in µm."""
    length = next(
        (candidate for candidate in (500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5)
         if candidate <= span / 3), span / 3)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    y = bottom - 0.02 * (top - bottom)
    axes.plot([left, left + length], [y, y], color="black", linewidth=2, clip_on=False)
    axes.annotate(
        f"{length:g} µm", (left + length / 2, y), xytext=(0, -4), textcoords="offset points",
        ha="center", va="top", annotation_clip=False)


def draw(folder, shapes_file, show):
    """Draws everything that is in the folder; returns the figure."""
    h5py, pyplot, numpy = load_libraries(show)
    from matplotlib.patches import Circle

    run = read_run(h5py, folder)
    if shapes_file:
        run["shapes"] = {shapes_file.stem: read_swc(shapes_file)}
    reports = [load_report(h5py, numpy, entry) for entry in read_reports(h5py, folder)]
    spikes = read_spikes(h5py, folder)
    panels = len(reports) + (1 if spikes else 0)
    if not panels and not run["shapes"]:
        raise PlotError(f"{folder} holds nothing to draw")
    figure = pyplot.figure(
        figsize=(9 + (3 if run["shapes"] else 0), max(3.2, 2.2 * panels)), layout="constrained")
    figure.skou_circle = Circle
    figure.suptitle(f"{run['title']}{'   ' + run['state'] if run['state'] else ''}")
    sides = figure.subfigures(1, 2, width_ratios=[1, 3]) if run["shapes"] and panels else None
    if run["shapes"]:
        draw_shapes(sides[0] if panels else figure, run["shapes"], numpy, Circle)
    if panels:
        draw_panels(sides[1] if sides is not None else figure, reports, spikes, numpy)
    return figure, pyplot


def draw_shapes(figure, shapes, numpy, circle):
    """The cells' shapes, one above the other."""
    figure.skou_circle = circle
    cells = list(shapes.items())[:4]
    grid = figure.subplots(len(cells), 1, squeeze=False)
    for axes, (name, shape) in zip(grid[:, 0], cells):
        draw_shape(axes, name, shape, numpy)


def time_span(entry):
    """First and last time of a report."""
    times = entry["times"]
    return (times[0], times[-1]) if len(times) else (0.0, 0.0)


def split_windows(reports):
    """Reports of the whole run, and those of a window of less than half of it."""
    whole = max((end - start for start, end in map(time_span, reports)), default=0.0)
    is_window = [2 * (end - start) < whole for start, end in map(time_span, reports)]
    return ([entry for entry, window in zip(reports, is_window) if not window],
            [entry for entry, window in zip(reports, is_window) if window])


def draw_panels(figure, reports, spikes, numpy):
    """Reports and spikes above each other, over one axis of time; below, windows on their own."""
    reports, windows = split_windows(reports)
    heights = [1.0] * len(reports)
    if spikes:
        heights.append(min(1.0, 0.1 + 0.06 * sum(row_counts(spikes))) if reports else 1.0)
    shared = len(heights)
    heights += [1.0] * len(windows)
    grid = figure.subplots(
        len(heights), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
    for axes in grid[1:shared]:
        axes.sharex(grid[0])
        grid[0].tick_params(labelbottom=False)
    for axes in grid[1:max(shared - 1, 1)]:
        axes.tick_params(labelbottom=False)
    for axes, entry in zip([*grid[:len(reports)], *grid[shared:]], reports + windows):
        draw_report(axes, entry, numpy)
    if spikes:
        draw_spikes(grid[shared - 1], spikes)
    spans = [time_span(entry) for entry in reports]
    if spans:
        grid[0].set_xlim(min(start for start, _ in spans), max(end for _, end in spans))
    for axes, entry in zip(grid[shared:], windows):
        axes.set_xlim(*time_span(entry))
    for axes in grid[max(shared - 1, 0):]:
        axes.set_xlabel("time (ms)")


def main():
    parser = argparse.ArgumentParser(description="Draws the results of a run of Skou.")
    parser.add_argument("folder", type=pathlib.Path, metavar="DIR", help="what 'skou run' wrote")
    parser.add_argument("--output", type=pathlib.Path, help="default: DIR/plot.png")
    parser.add_argument("--show", action="store_true", help="open a window, too")
    parser.add_argument("--morphology", type=pathlib.Path, help="draw the shape in an SWC file")
    options = parser.parse_args()
    if not options.folder.is_dir():
        raise PlotError(f"{options.folder} is not a folder")
    if options.morphology and not options.morphology.is_file():
        raise PlotError(f"{options.morphology} is not a file")
    figure, pyplot = draw(options.folder, options.morphology, options.show)
    output = options.output or options.folder / "plot.png"
    figure.savefig(output)
    print(output)
    if options.show:
        pyplot.show()


if __name__ == "__main__":
    try:
        main()
    except (PlotError, OSError, KeyError, ValueError) as problem:
        sys.exit(f"plot.py: {problem}")
