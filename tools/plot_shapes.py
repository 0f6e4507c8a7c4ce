"""Draws the shapes of cells, for plot.py."""

import numpy
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle

from plot_results import PlotError


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


def draw_shapes(figure, shapes):
    """The cells' shapes, one above the other."""
    cells = list(shapes.items())[:4]
    grid = figure.subplots(len(cells), 1, squeeze=False)
    for axes, (name, shape) in zip(grid[:, 0], cells):
        draw_shape(axes, name, shape)


def draw_shape(axes, name, shape):
    """A cell seen along z, each piece as wide as it is."""
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
        axes.add_patch(Circle(point, width / 2, color="#333333", linewidth=0))
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


def shapes_to_draw(shapes, panels):
    """Shapes with something to see: not those of one compartment beside other panels."""
    return {name: shape for name, shape in shapes.items()
            if len(shape["x"]) > 1 or not panels or "branch" not in shape}
