"""Arranges everything that a run left in one figure, for plot.py."""

import matplotlib
import matplotlib.pyplot as pyplot

import plot_maps
import plot_measures
from plot_results import LARGEST_MAP, PlotError, load_report, read_reports, read_run, read_spikes
from plot_shapes import draw_shapes, read_swc, shapes_to_draw

PANEL_HEIGHT = 2.2  # inches
IN_SPACE = {"snapshots", "measure"}  # panels without an axis of time
TIME_UNITS = [("ms", 1.0), ("s", 1e3), ("min", 6e4), ("h", 3.6e6)]
# Okabe and Ito 2008: told apart with every kind of colour vision.
COLORS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999"]
STYLE = {
    "figure.dpi": 110, "savefig.dpi": 200, "font.size": 9, "font.family": "sans-serif",
    "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8,
    "axes.titlesize": 9, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "lines.linewidth": 1.1, "legend.frameon": False, "legend.fontsize": 8,
    "xtick.direction": "out", "ytick.direction": "out", "pdf.fonttype": 42,
}


def draw(folder, shapes_file):
    """Draws everything that is in the folder; returns the figure."""
    matplotlib.rcParams.update(STYLE)
    matplotlib.rcParams["axes.prop_cycle"] = matplotlib.cycler(color=COLORS)
    run = read_run(folder)
    if shapes_file:
        run["shapes"] = {shapes_file.stem: read_swc(shapes_file)}
    reports = [load_report(entry, run["places"]) for entry in read_reports(folder)]
    spikes = read_spikes(folder)
    unit = change_time_unit(reports, spikes, run["measures"])
    panels = arrange(reports, spikes, run["measures"])
    shapes = shapes_to_draw(run["shapes"], panels)
    if not panels and not shapes:
        raise PlotError(f"{folder} holds nothing to draw")
    height = 0.4 + sum(panel["height"] for panel in panels)
    figure = pyplot.figure(figsize=(9 + (3 if shapes else 0), max(3.2, height)),
                           layout="constrained")
    figure.suptitle(f"{run['title']}{'   ' + run['state'] if run['state'] else ''}")
    sides = figure.subfigures(1, 2, width_ratios=[1, 3]) if shapes and panels else None
    if shapes:
        draw_shapes(sides[0] if panels else figure, shapes)
    if panels:
        draw_panels(
            sides[1] if sides is not None else figure, panels, run["places"], unit)
    return figure


def change_time_unit(reports, spikes, measures=()):
    """Turns all times into the largest unit of which the run lasts ten; returns its name."""
    ends = [time_span(entry)[1] for entry in reports]
    ends += [times.max() for _, times, _ in spikes.values() if len(times)]
    ends += [time for measure in measures for time in measure.times[measure.times > 0]]
    longest = max(ends, default=0.0)
    name, size = max(
        (unit for unit in TIME_UNITS if unit[1] == 1 or longest >= 10 * unit[1]),
        key=lambda unit: unit[1])
    for entry in reports:
        if len(entry["times"]):
            entry["times"] = entry["times"] / size
            if entry.get("space"):
                entry["space"].times = entry["space"].times / size
    for label, (population, times, nodes) in spikes.items():
        spikes[label] = (population, times / size, nodes)
    for measure in measures:
        measure.times = measure.times / size
    return name


def time_span(entry):
    """First and last time of a report."""
    times = entry["times"]
    return (times[0], times[-1]) if len(times) else (0.0, 0.0)


def arrange(reports, spikes, measures):
    """The panels from top to bottom: kind, what they show, and their height in inches.

    First what shares one axis of time, the spikes last; then windows of the run, then snapshots
    and maps of measures.
    """
    snapshots = [entry for entry in reports if shows_moments(entry)]
    whole, windows = split_windows([entry for entry in reports if not shows_moments(entry)])
    panels = [panel("report", entry, PANEL_HEIGHT) for entry in whole]
    panels += [panel("front", measure, PANEL_HEIGHT) for measure in measures
               if measure.kind == "front"]
    if spikes:
        part = min(1.0, 0.25 + 0.06 * sum(row_counts(spikes))) if panels else 1.0
        panels.append(panel("spikes", spikes, part * PANEL_HEIGHT))
    panels += [panel("window", entry, PANEL_HEIGHT) for entry in windows]
    panels += [
        panel("snapshots", entry, plot_maps.layout(entry["space"])[2]) for entry in snapshots]
    return panels + [
        panel("measure", measure, plot_measures.height(measure)) for measure in measures
        if measure.is_drawn_in_space()]


def panel(kind, content, height):
    """A panel: what kind it is of, what it shows and how many inches it takes."""
    return {"kind": kind, "content": content, "height": height}


def shows_moments(entry):
    """Whether a report is drawn as pictures of moments."""
    return plot_maps.are_snapshots(entry.get("space"))


def split_windows(reports):
    """Reports of the whole run, and those of a window of less than half of it."""
    whole = max((end - start for start, end in map(time_span, reports)), default=0.0)
    is_window = [2 * (end - start) < whole for start, end in map(time_span, reports)]
    return ([entry for entry, window in zip(reports, is_window) if not window],
            [entry for entry, window in zip(reports, is_window) if window])


def draw_panels(figure, panels, places, unit):
    """All panels above each other: those with an axis of time, then each of the others."""
    timed = [item for item in panels if item["kind"] not in IN_SPACE]
    moments = [item for item in panels if item["kind"] in IN_SPACE]
    heights = [sum(item["height"] for item in timed)] if timed else []
    heights += [item["height"] for item in moments]
    parts = figure.subfigures(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
    if timed:
        draw_timed(parts[0], timed, places, unit)
    for part, item in zip(parts[len(heights) - len(moments):], moments):
        if item["kind"] == "measure":
            plot_measures.draw_in_space(part, item["content"], unit)
        else:
            entry = item["content"]
            plot_maps.draw_snapshots(
                part, entry["space"], title_of(entry), label_of(entry), entry["units"], unit)


def draw_timed(figure, panels, places, unit):
    """Panels with an axis of time, which all but the windows share."""
    grid = figure.add_gridspec(
        len(panels), 1, height_ratios=[item["height"] for item in panels])
    shared = []
    for place, item in zip(grid, panels):
        is_window = item["kind"] == "window"
        axes = figure.add_subplot(place, sharex=shared[0] if shared and not is_window else None)
        if item["kind"] == "spikes":
            draw_spikes(axes, item["content"], places)
        elif item["kind"] == "front":
            plot_measures.draw_front(axes, item["content"])
        else:
            draw_report(axes, item["content"])
        if is_window:
            axes.set(xlim=time_span(item["content"]), xlabel=f"time ({unit})")
        else:
            shared.append(axes)
    finish_shared(shared, panels, unit)


def finish_shared(shared, panels, unit):
    """Gives panels with one axis of time its limits, and the last of them its label."""
    for axes in shared[:-1]:
        axes.tick_params(labelbottom=False)
    spans = [time_span(item["content"]) for item in panels if item["kind"] == "report"]
    first = min((start for start, _ in spans), default=0)
    last = max((end for _, end in spans), default=0)
    if first < last:
        shared[0].set_xlim(first, last)
    for axes in shared[-1:]:
        axes.set_xlabel(f"time ({unit})")


def draw_report(axes, entry):
    """Traces of few elements, a map of many."""
    axes.set_title(title_of(entry))
    label = label_of(entry)
    if entry["isMap"] and len(entry["times"]):
        if entry.get("space"):
            plot_maps.draw_line_map(axes, entry["space"], label, entry["units"])
        else:
            draw_map(axes, entry, label)
        return
    if not entry["isMap"]:
        for column, element in enumerate(entry["labels"]):
            axes.plot(entry["times"], entry["values"][:, column], label=element)
        if len(entry["labels"]) > 1:
            put_legend(axes, len(entry["labels"]))
    axes.set_ylabel(label)


def title_of(entry):
    """The report's name, and the population's where that says more."""
    return ", ".join(dict.fromkeys([entry["report"], entry["population"]]))


def label_of(entry):
    """The variable and its unit, for an axis."""
    return entry["variable"] + (f" ({entry['units']})" if entry["units"] else "")


def draw_map(axes, entry, label):
    """Time across, elements up, values as colour."""
    times, columns = entry["times"], entry["values"].shape[1]
    values = entry["values"][:, ::max(1, columns // LARGEST_MAP[1])]
    low, high = plot_maps.limits(values)
    step = times[1] - times[0] if len(times) > 1 else 1
    image = axes.imshow(
        values.T, aspect="auto", origin="lower", cmap=plot_maps.colors(entry["units"]),
        interpolation="nearest", vmin=low, vmax=high,
        extent=(times[0], times[-1] + step, 0, columns))
    axes.figure.colorbar(image, ax=axes, label=label, pad=0.01, fraction=0.05)
    axes.set_ylabel("element")
    axes.yaxis.get_major_locator().set_params(integer=True)


def put_legend(axes, count):
    """Beside the title if it is short, else to the right."""
    if count <= 5:
        axes.legend(
            loc="lower right", bbox_to_anchor=(1.0, 0.98), ncols=count, handlelength=1.0,
            columnspacing=1.2, borderpad=0.1)
    else:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.02), handlelength=1.2)


def draw_spikes(axes, spikes, places):
    """One row a cell, one colour a population or detector, these above each other.

    Where all cells that spike stand along one line, their places take the place of their numbers.
    """
    axes.set_title("spikes")
    lines = spike_lines(spikes, places)
    offset = 0
    rows = row_counts(spikes)
    height = max(3.0, min(8.0, 80.0 / max(1, sum(rows))))
    for color, count, (name, spike) in zip(COLORS * len(spikes), rows, spikes.items()):
        population, times, nodes = spike
        axes.scatter(
            times, lines[population][nodes] if lines else nodes + offset, s=height ** 2,
            marker="|", linewidths=0.9, color=color, label=f"{name} ({len(times)})",
            rasterized=len(times) > 20_000)
        offset += count
    if lines:
        ends = [end for line in lines.values() for end in plot_maps.edges(sorted(line))[[0, -1]]]
        axes.set(ylim=(min(ends), max(ends)), ylabel=f"{spike_axes(spikes, places).pop()} (µm)")
    elif max(rows) == 1:
        axes.set_yticks([])
    else:
        axes.set_ylim(-0.5, max(1, offset) - 0.5)
        axes.set_ylabel("cell")
        axes.yaxis.get_major_locator().set_params(integer=True)
    put_legend(axes, len(spikes))


def spike_axes(spikes, places):
    """The directions of the lines along which the populations stand; None for one without."""
    lines = [
        plot_maps.along_line(places[name]) if name in places else None
        for name, _, _ in spikes.values()]
    return {line[1] if line else None for line in lines}


def spike_lines(spikes, places):
    """Where each population's cells are along x, y or z, if all stand along the same."""
    if spike_axes(spikes, places) not in ({"x"}, {"y"}, {"z"}):
        return None
    return {name: plot_maps.along_line(places[name])[0] for name, _, _ in spikes.values()}


def row_counts(spikes):
    """How many rows the cells of each population or detector take."""
    return [int(nodes.max()) + 1 if len(nodes) else 1 for _, _, nodes in spikes.values()]
