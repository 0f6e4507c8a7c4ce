#!/usr/bin/env python3
"""Draws the results of a run: every report, the spikes and the cells' shapes.

    plot.py DIR [--output FILE] [--show] [--morphology FILE.swc]

DIR is the folder that `skou run` wrote; it may still be written to. The picture goes to
DIR/plot.png unless --output names a file, whose ending chooses the format (png, pdf, svg).

Many cells along a line, and an extracellular space along one, are drawn as a map over place and
time; cells elsewhere and a space of more dimensions as pictures of up to six moments.
"""

import argparse
import pathlib
import sys


def load_libraries(show):
    """The module that draws; where it cannot be imported, says how to install what it needs."""
    try:
        import matplotlib
        if not show:
            matplotlib.use("Agg")
        import plot_figure
    except ImportError as error:
        sys.exit(
            f"plot.py: {error.name} is not installed; install what plots need with\n"
            f"    {sys.executable} -m pip install -r tools/requirements-plots.txt")
    return plot_figure


def main():
    parser = argparse.ArgumentParser(description="Draws the results of a run of Skou.")
    parser.add_argument("folder", type=pathlib.Path, metavar="DIR", help="what 'skou run' wrote")
    parser.add_argument("--output", type=pathlib.Path, help="default: DIR/plot.png")
    parser.add_argument("--show", action="store_true", help="open a window, too")
    parser.add_argument("--morphology", type=pathlib.Path, help="draw the shape in an SWC file")
    options = parser.parse_args()
    if not options.folder.is_dir():
        raise ValueError(f"{options.folder} is not a folder")
    if options.morphology and not options.morphology.is_file():
        raise ValueError(f"{options.morphology} is not a file")
    plot_figure = load_libraries(options.show)
    figure = plot_figure.draw(options.folder, options.morphology)
    output = options.output or options.folder / "plot.png"
    figure.savefig(output)
    print(output)
    if options.show:
        plot_figure.pyplot.show()


if __name__ == "__main__":
    try:
        main()
    except (OSError, KeyError, ValueError) as problem:
        sys.exit(f"plot.py: {problem}")
