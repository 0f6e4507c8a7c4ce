#!/usr/bin/env python3
"""Runs the experiments with pumps and draws Networks/NAME/picture.png for each.

    tools/generate_network_pictures.py [NAME ...]      all of them without a name

Needs a built bin/skou (or the program that the variable SKOU names), numpy, h5py and matplotlib
(tools/requirements-plots.txt). Each file of tools/network_pictures draws one experiment: MODELS are
the model files it needs, and draw(figure, runs) fills the figure.
"""
import importlib
import os
import pathlib
import subprocess
import sys
import tempfile

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from network_pictures.results import Run, STYLE

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SKOU = os.environ.get("SKOU", PROJECT / "bin/skou")
NAMES = sorted(
    path.stem.replace("_", "-")
    for path in (PROJECT / "tools/network_pictures").glob("*.py") if path.stem != "results")


def simulate(network, model, folder):
    """Runs a model file into a folder, and reads what it left."""
    path = PROJECT / "Networks" / network / model
    results = folder / model.removesuffix(".yaml").replace("/", "-")
    subprocess.run([SKOU, "run", path, "-o", results, "--quiet"], check=True)
    return Run(results)


def draw(network):
    picture = importlib.import_module("network_pictures." + network.replace("-", "_"))
    figure = plt.figure(figsize=(10, picture.HEIGHT), layout="constrained")
    with tempfile.TemporaryDirectory() as folder:
        runs = [simulate(network, model, pathlib.Path(folder)) for model in picture.MODELS]
        picture.draw(figure, *runs)
    figure.savefig(PROJECT / "Networks" / network / "picture.png", dpi=130)
    plt.close(figure)


def main():
    matplotlib.rcParams.update(STYLE)
    for network in sys.argv[1:] or NAMES:
        if network not in NAMES:
            sys.exit(f"there is no picture of '{network}'; there are {', '.join(NAMES)}")
        print(network, flush=True)
        draw(network)


if __name__ == "__main__":
    main()
