"""What plot.py draws of space: maps over a line and time, and snapshots of planes and of cells."""

import dataclasses

import numpy

from grid_maps import POPULATION, read_grid, recorded_shape, recorded_spacing

MOST_SNAPSHOTS = 6
MOST_TIMES = 2000  # of a map over a line and time
MOST_NUMBERS = 10_000_000  # that are read for such a map
ELONGATED = 2  # times as long as in any other direction
AXES = "xyz"
COLORS = {"mV": "viridis", "mM": "magma"}
SNAPSHOT_WIDTH, SNAPSHOT_HEIGHT = 7.0, 4.8  # inches, for all of them together
STRAIGHT = 0.01  # how far cells may lie from a line, as a part of its length


@dataclasses.dataclass
class LineMap:
    """Values [time, place] along a line; places in um, in rising order."""

    times: numpy.ndarray
    values: numpy.ndarray
    places: numpy.ndarray
    axis: str
    """The name of the line's direction, such as "x"."""


@dataclasses.dataclass
class Snapshots:
    """Values [time, …] of a plane's voxels, or of cells; lengths in um."""

    times: numpy.ndarray
    values: numpy.ndarray
    """[time, across, up] of voxels, [time, cell] of cells."""
    across: numpy.ndarray
    """Centres of the voxels along the first of `axes`, or where each cell is along it."""
    up: numpy.ndarray
    axes: str
    """The two directions that are drawn, such as "xy"."""
    note: str
    """Where the plane is; empty if it is all there is."""
    is_grid: bool

    def aspect(self):
        """Width over height of the picture."""
        return extent(self.across) / extent(self.up)


def are_snapshots(space):
    """Whether something is drawn as pictures of moments."""
    return isinstance(space, Snapshots)


def extent(places):
    """How long a range of places is, with half a step or so at each end."""
    steps = max(len(numpy.unique(places)), 2)
    return max(float(numpy.ptp(places)) * steps / (steps - 1), 1e-9)


# ---------------------------------------------------------------------------------- reading


def read_positions(file):
    """Where the cells of each population are, [cell, axis] in um, from an open run.h5."""
    return {
        name: numpy.column_stack([group[axis][()] for axis in AXES])
        for name, group in file.get("cells", {}).items()}


def along_line(points):
    """Places along the line on which points lie, and its name; None if they lie on none."""
    if len(points) < 2:
        return None
    spans = numpy.ptp(points, axis=0)
    longest = int(numpy.argmax(spans))
    if spans[longest] > 0 and numpy.delete(spans, longest).max() <= STRAIGHT * spans[longest]:
        return points[:, longest], AXES[longest]
    centred = points - points.mean(axis=0)
    _, sizes, directions = numpy.linalg.svd(centred, full_matrices=False)
    if sizes[0] == 0 or sizes[1] > STRAIGHT * sizes[0]:
        return None
    return centred @ directions[0] * numpy.sign(directions[0][longest]), "line"


def is_grid(file):
    """Whether an open report holds maps of the extracellular space."""
    return "skou/grid" in file and POPULATION in file.get("report", {})


def read_space(path):
    """A recording of the extracellular space, as a LineMap or as Snapshots; None while empty."""
    shape, written = recorded_shape(path)
    if written == 0:
        return None
    long_axes = [axis for axis in range(3) if shape[axis] > 1]
    if len(long_axes) <= 1:
        step = max(1, written // MOST_TIMES)
        maps = read_grid(path, samples=range(0, written, step))
        axis = long_axes[0] if long_axes else 0
        return LineMap(
            maps.times, maps.values.reshape(len(maps.times), -1), maps.centres(axis), AXES[axis])
    return plane(read_grid(path, samples=snapshot_numbers(written)), shape)


def is_elongated(path):
    """Whether a space of more dimensions than one is much longer along one of them."""
    shape, written = recorded_shape(path)
    sides = sorted(numpy.multiply(shape, recorded_spacing(path)))
    return written > 0 and sorted(shape)[1] > 1 and sides[2] >= ELONGATED * sides[1]


def read_profile(path):
    """Means across the longest direction of a space, along it."""
    shape, written = recorded_shape(path)
    axis = int(numpy.argmax(numpy.multiply(shape, recorded_spacing(path))))
    most = min(MOST_TIMES, max(2, MOST_NUMBERS // int(numpy.prod(shape))))
    maps = read_grid(path, samples=range(0, written, -(-written // most)))
    return LineMap(maps.times, maps.profile(axis), maps.centres(axis), AXES[axis])


def plane(maps, shape):
    """The middle plane across the axis with the fewest voxels."""
    across = min(range(3), key=lambda axis: (shape[axis], -axis))
    middle = shape[across] // 2
    first, second = (axis for axis in range(3) if axis != across)
    place = maps.centres(across)[middle]
    return Snapshots(
        maps.times, numpy.take(maps.values, middle, axis=1 + across), maps.centres(first),
        maps.centres(second), AXES[first] + AXES[second],
        f"{AXES[across]} = {place:g} µm" if shape[across] > 1 else "", is_grid=True)


def snapshot_numbers(count):
    """Up to six samples, evenly spaced, the last one among them."""
    return sorted({round(number) for number in numpy.linspace(0, count - 1, MOST_SNAPSHOTS)})


def of_cells(times, values, points):
    """Values of cells at points as a LineMap, or as Snapshots if they lie on no line."""
    line = along_line(points)
    if line is None:
        numbers = snapshot_numbers(len(times))
        flat = int(numpy.argmin(numpy.ptp(points, axis=0)[::-1]))  # z if there is a choice
        first, second = (axis for axis in range(3) if axis != 2 - flat)
        return Snapshots(
            times[numbers], values[numbers], points[:, first], points[:, second],
            AXES[first] + AXES[second], "", is_grid=False)
    order = numpy.argsort(line[0], kind="stable")
    return LineMap(times, values[:, order], line[0][order], line[1])


# ---------------------------------------------------------------------------------- drawing


def limits(values):
    """Least and greatest value to be told apart: outliers are left out."""
    finite = values[numpy.isfinite(values)]
    low, high = numpy.percentile(finite, [0.1, 99.9]) if finite.size else (0, 1)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def colors(units):
    """The colours of a map of values in these units."""
    return COLORS.get(units, "viridis")


def draw_line_map(axes, line, label, units):
    """Time across, place up, value as colour."""
    low, high = limits(line.values)
    image = axes.pcolormesh(
        edges(line.times), edges(line.places), line.values.T, vmin=low, vmax=high,
        cmap=colors(units), rasterized=True)
    axes.figure.colorbar(image, ax=axes, label=label, pad=0.01, fraction=0.05)
    axes.set_ylabel(f"{'along the line' if line.axis == 'line' else line.axis} (µm)")


def edges(centres):
    """The borders of intervals about centres, half way between them."""
    centres = numpy.asarray(centres)
    if len(centres) == 1:
        return numpy.array([centres[0] - 0.5, centres[0] + 0.5])
    between = (centres[1:] + centres[:-1]) / 2
    first, last = 2 * centres[0] - between[0], 2 * centres[-1] - between[-1]
    return numpy.concatenate([[first], between, [last]])


def layout(snapshots):
    """Rows, columns and the height of all in inches: as large as there is room for."""
    count, aspect = len(snapshots.times), snapshots.aspect()
    columns = next(
        (columns for columns in range(1, count + 1)
         if -(-count // columns) * SNAPSHOT_WIDTH / columns / aspect <= SNAPSHOT_HEIGHT), count)
    rows = -(-count // columns)
    heights = min(rows * SNAPSHOT_WIDTH / columns / aspect, SNAPSHOT_HEIGHT)
    return rows, columns, heights + 0.3 * rows + 0.75


def draw_snapshots(figure, snapshots, title, label, units, time_name):
    """Pictures of one moment each, in a row or several, with one scale of colours."""
    rows, columns, _ = layout(snapshots)
    figure.suptitle(
        title + (f" at {snapshots.note}" if snapshots.note else ""), x=0.01, ha="left",
        fontsize=9, fontweight="bold")
    panels = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    low, high = limits(snapshots.values)
    style = {"vmin": low, "vmax": high, "cmap": colors(units), "rasterized": True}
    for axes, time, values in zip(panels.flat, snapshots.times, snapshots.values):
        if snapshots.is_grid:
            image = axes.pcolormesh(
                edges(snapshots.across), edges(snapshots.up), values.T, **style)
        else:
            image = axes.scatter(
                snapshots.across, snapshots.up, c=values, s=dot_size(snapshots), linewidths=0,
                **style)
        axes.set_aspect("equal")
        axes.set_title(f"{time:.4g} {time_name}", fontweight="normal", loc="center")
        axes.locator_params(nbins=4)
    for axes in panels.flat[len(snapshots.times):]:
        axes.set_axis_off()
    for axes in panels[-1]:
        axes.set_xlabel(f"{snapshots.axes[0]} (µm)")
    for axes in panels[:, 0]:
        axes.set_ylabel(f"{snapshots.axes[1]} (µm)")
    figure.colorbar(image, ax=panels.ravel().tolist(), label=label, pad=0.01, fraction=0.05)


def dot_size(snapshots):
    """Area of a dot in square points: larger where there are few, so that they fill the picture."""
    rows, columns, _ = layout(snapshots)
    height = min(SNAPSHOT_WIDTH / columns / snapshots.aspect(), SNAPSHOT_HEIGHT / rows)
    area = height**2 * snapshots.aspect() * 72**2
    return float(numpy.clip(0.4 * area / max(1, len(snapshots.across)), 1, 80))
