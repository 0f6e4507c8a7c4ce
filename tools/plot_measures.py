"""What plot.py draws of measures: how a front advances, what fails first, what became of cells."""

import dataclasses

import matplotlib
import numpy

import plot_maps

OUTCOMES = {  # Okabe and Ito 2008: told apart with every kind of colour vision
    "depolarized": "#D55E00", "blocked": "#E69F00", "recovered": "#009E73", "silent": "#999999",
    "active": "#0072B2", "resting": "#56B4E9"}
NEVER = "#DDDDDD"
MAP_WIDTH, MAP_HEIGHT = 7.0, 3.0  # inches, at most
LINE_HEIGHT = 1.3  # inches of outcomes along a line
PLACES = ("x", "y", "z")


@dataclasses.dataclass
class Measure:
    """A measure of a run, and its table of places; lengths in um."""

    name: str
    kind: str
    """`front` or `outcome`."""
    about: str
    summary: dict
    """Value and unit of each number, by name."""
    points: numpy.ndarray
    """Where the places are: [place, axis]."""
    times: numpy.ndarray
    """When a front came to each place; NaN where it did not. Empty for outcomes."""
    positions: numpy.ndarray
    """Along which a front is measured. Empty for outcomes."""
    outcomes: list
    """What became of each place, in a word. Empty for fronts."""

    def is_spread(self):
        """Whether the places lie otherwise than along a line, so that a map of them says more."""
        return len(self.points) > 1 and plot_maps.along_line(self.points) is None and (
            numpy.ptp(self.points, axis=0).max() > 0)

    def is_drawn_in_space(self):
        """Whether it is drawn as a map: fronts in two dimensions, outcomes of many places."""
        return self.is_spread() or self.kind == "outcome" and (
            len(self.points) > 1 and plot_maps.along_line(self.points) is not None)


def read_measures(file):
    """All measures of an open run.h5."""
    return [read_measure(name, group) for name, group in file.get("measures", {}).items()]


def read_measure(name, group):
    summary, places = group["summary"], group["places"]
    names, units = (texts(summary[column]) for column in ("name", "units"))
    column = lambda key: places[key][()] if key in places else numpy.empty(0)
    return Measure(
        name, text(group.attrs["kind"]), text(group.attrs["about"]),
        dict(zip(names, zip(summary["value"][()], units))),
        numpy.column_stack([places[axis][()] for axis in PLACES]), column("time"),
        column("position"), texts(places["outcome"]) if "outcome" in places else [])


def texts(data):
    """A data set of texts as Python's."""
    return [text(value) for value in data[()]]


def text(value):
    """An HDF5 text as Python's."""
    return value.decode() if isinstance(value, bytes) else str(value)


# ---------------------------------------------------------------------------------- drawing


def draw_front(axes, measure):
    """Where the front is at each time, and its speed."""
    speed = measure.summary.get("speed")
    axes.set_title(f"{measure.name}: {measure.about}")
    label = f"{speed[0]:.4g} {speed[1]}" if speed and numpy.isfinite(speed[0]) else None
    axes.plot(measure.times, measure.positions, ".", markersize=4, label=label)
    if label:
        axes.legend(loc="lower right", handlelength=0.5)
    axes.set_ylabel("position (µm)")


def height(measure):
    """How many inches a map takes."""
    if not measure.is_spread():
        return LINE_HEIGHT
    return min(MAP_WIDTH / seen(measure).aspect(), MAP_HEIGHT) + 0.9


def seen(measure):
    """The places as they are seen along the direction in which they extend least."""
    values = measure.times if measure.kind == "front" else numpy.zeros(len(measure.points))
    return plot_maps.of_cells(numpy.zeros(1), values[None], measure.points)


def draw_in_space(figure, measure, unit):
    """A map of first times, or of outcomes."""
    axes = figure.subplots()
    axes.set_title(f"{measure.name}: {measure.about}")
    if not measure.is_spread():
        draw_outcomes_along_line(axes, measure)
        return
    picture = seen(measure)
    axes.set_aspect("equal")
    axes.set(xlabel=f"{picture.axes[0]} (µm)", ylabel=f"{picture.axes[1]} (µm)")
    size = float(numpy.clip(9000 / max(1, len(measure.points)), 2, 60))
    if measure.kind == "front":
        draw_first_times(axes, measure, picture, size, unit)
    else:
        draw_outcomes(axes, measure, picture.across, picture.up, size)


def draw_first_times(axes, measure, picture, size, unit):
    """Each place in the colour of the time at which the front came, grey where it did not."""
    came = numpy.isfinite(measure.times)
    axes.scatter(picture.across[~came], picture.up[~came], s=size, color=NEVER, linewidths=0)
    dots = axes.scatter(
        picture.across[came], picture.up[came], s=size, c=measure.times[came], cmap="plasma",
        linewidths=0)
    axes.figure.colorbar(dots, ax=axes, label=f"first ({unit})", pad=0.01, fraction=0.05)


def draw_outcomes_along_line(axes, measure):
    """Outcomes of places along a line, in a row."""
    places, axis = plot_maps.along_line(measure.points)
    draw_outcomes(axes, measure, places, numpy.zeros(len(places)), 40)
    axes.set(yticks=[], ylim=(-1, 1))
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("along the line (µm)" if axis == "line" else f"{axis} (µm)")


def draw_outcomes(axes, measure, across, up, size):
    """Each place in the colour of what became of it."""
    words = numpy.array(measure.outcomes)
    others = sorted(set(measure.outcomes) - set(OUTCOMES))
    for word in [*OUTCOMES, *others]:
        chosen = words == word
        if chosen.any():
            axes.scatter(
                across[chosen], up[chosen], s=size, linewidths=0,
                color=OUTCOMES.get(word, matplotlib.rcParams["text.color"]),
                label=f"{word} ({chosen.sum()})")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.05), handlelength=0.8)
