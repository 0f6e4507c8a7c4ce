"""What Skou writes of cells in space, and that its readers find it there.

    SKOU_EXECUTABLE=bin/skou python -m pytest Tests/Readers
"""

import os
import pathlib
import subprocess
import sys

import h5py
import numpy
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = pathlib.Path(__file__).with_name("tissue.yaml")
sys.path.insert(0, str(ROOT / "tools"))

import plot_maps  # noqa: E402
from check_results import check_folder  # noqa: E402
from grid_maps import read_grid  # noqa: E402


@pytest.fixture(scope="module", name="results")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tissue") / "results"
    skou = pathlib.Path(os.environ.get("SKOU_EXECUTABLE", ROOT / "bin" / "skou")).resolve()
    subprocess.run([skou, "run", MODEL, "-o", folder, "--quiet"], check=True)
    return folder


def test_every_reader_opens_the_files(results):
    assert set(check_folder(results)) == {"v_line", "v_sheet", "k_map"}


def test_positions_are_those_of_the_model(results):
    with h5py.File(results / "run.h5") as file:
        places = plot_maps.read_positions(file)
        assert file["cells/line/x"].attrs["units"] == "um"
    assert set(places) == {"line", "sheet"}
    assert places["line"].tolist() == [[390 - 25 * cell, 10, 50] for cell in range(16)]
    assert places["sheet"].tolist() == [
        [10 + 50 * (cell % 8), 10 + 20 * (cell // 8), 50] for cell in range(24)]


def test_cells_have_the_potassium_of_their_place(results):
    """At the end, V of cells in high potassium is higher than that of others."""
    with h5py.File(results / "run.h5") as file:
        places = plot_maps.read_positions(file)
    for name, cells in places.items():
        with h5py.File(results / f"v_{name}.h5") as file:
            last = file[f"report/{name}/data"][-1]
        within = cells[:, 0] < 90
        assert last[within].min() > -60 and last[~within & (cells[:, 0] > 150)].max() < -80


def test_maps_begin_as_the_model_says(results):
    maps = read_grid(results / "k_map.h5")
    assert maps.values.shape == (11, 20, 4, 1)
    assert maps.x[:2].tolist() == [10, 30]
    expected = numpy.where(maps.x < 100, 40, 4)[:, None, None]
    assert (maps.values[0] == numpy.broadcast_to(expected, (20, 4, 1))).all()


def test_all_of_it_is_drawn(results, tmp_path):
    picture = tmp_path / "picture.png"
    subprocess.run(
        [sys.executable, ROOT / "tools" / "plot.py", results, "--output", picture], check=True)
    assert picture.stat().st_size > 20_000
