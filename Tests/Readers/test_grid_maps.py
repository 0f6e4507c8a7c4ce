"""Tests tools/grid_maps.py with files laid out as Skou writes recordings of the space."""

import pathlib
import sys

import h5py
import numpy
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tools"))

import grid_maps  # noqa: E402

COUNTS = (4, 3, 2)


def write(path, voxels, values, written, precise=None):
    """Writes maps of some voxels of a lattice of 50 × 10 × 10 um."""
    with h5py.File(path, "w") as file:
        report = file.create_group("report/extracellular")
        data = report.create_dataset("data", data=numpy.float32(values))
        data.attrs["units"], data.attrs["variable"] = "mM", "[k]o"
        report["mapping/node_ids"] = numpy.uint64(voxels)
        report["mapping/time"] = [500.0, 500.0 + 100 * len(values), 100.0]
        own = file.create_group("skou")
        own["samples_written"] = numpy.uint64([written])
        own["grid/counts"] = numpy.uint64(COUNTS)
        own["grid/spacing"] = [50.0, 10.0, 10.0]
        own["grid/origin"] = [-25.0, 0.0, 1000.0]
        own["grid/volume_fraction"] = numpy.where(numpy.asarray(voxels) % 4 < 2, 0.07, 0.2)
        if precise is not None:
            own["double_precision/extracellular"] = precise


@pytest.fixture(name="path")
def temporary_path(tmp_path):
    return tmp_path / "k_map.h5"


def test_values_lie_where_the_voxels_are(path):
    write(path, range(24), numpy.arange(72).reshape(3, 24), written=2)
    maps = grid_maps.read_grid(path)
    assert (maps.variable, maps.units) == ("[k]o", "mM")
    assert maps.values.shape == (2, *COUNTS)
    # Voxel (i, j, k) has the number i + 4 (j + 3 k).
    assert maps.values[1, 3, 2, 1] == 24 + 3 + 4 * (2 + 3 * 1)
    assert maps.times.tolist() == [500, 600]
    assert maps.x.tolist() == [0, 50, 100, 150]
    assert maps.y.tolist() == [5, 15, 25]
    assert maps.z.tolist() == [1005, 1015]
    assert maps.volume_fraction[1, 0, 0] == 0.07 and maps.volume_fraction[2, 0, 0] == 0.2


def test_a_part_of_the_space_is_the_smallest_box(path):
    write(path, [5, 6, 9], [[1, 2, 3]], written=1)
    maps = grid_maps.read_grid(path)
    assert maps.values.shape == (1, 2, 2, 1)
    assert maps.values[0, :, 0, 0].tolist() == [1, 2]
    assert maps.values[0, 0, 1, 0] == 3
    assert numpy.isnan(maps.values[0, 1, 1, 0])
    assert maps.x.tolist() == [50, 100] and maps.y.tolist() == [15, 25]


def test_doubles_are_preferred(path):
    precise = numpy.full((1, 1), 1 / 3)
    write(path, [0], precise, written=1, precise=precise)
    assert grid_maps.read_grid(path).values[0, 0, 0, 0] == 1 / 3


def test_a_front_lies_between_voxels(path):
    profile = [60, 30, 10, 4]
    maps = [profile * 6, [4] * 24, [60] * 24]
    write(path, range(24), maps, written=3)
    front = grid_maps.read_grid(path).front(20)
    assert front[0] == pytest.approx(75, abs=1e-4)  # half way from 50 to 100; float32 values
    assert numpy.isnan(front[1])
    assert front[2] == 150


def test_means_are_weighted_by_the_volume(path):
    write(path, [0, 4], [[1, 4]], written=1)
    with h5py.File(path, "a") as file:
        file["skou/grid/volume_fraction"][...] = [0.1, 0.2]
    assert grid_maps.read_grid(path).profile()[0].tolist() == pytest.approx([3])
    assert grid_maps.read_grid(path).profile(axis=1)[0].tolist() == pytest.approx([1, 4])


@pytest.mark.parametrize("samples", [[0, 1, 2], [0, 2], [1], [0, 2, 3], []])
def test_some_samples_can_be_read_alone(path, samples):
    write(path, range(24), numpy.arange(96).reshape(4, 24), written=4)
    maps = grid_maps.read_grid(path, samples=samples)
    assert maps.times.tolist() == [500 + 100 * sample for sample in samples]
    assert maps.values[:, 1, 0, 0].tolist() == [24 * sample + 1 for sample in samples]
    assert grid_maps.recorded_shape(path) == (COUNTS, 4)


def test_other_files_are_refused(path):
    with h5py.File(path, "w") as file:
        file.create_group("report/cells")
    with pytest.raises(ValueError, match="no recording of the extracellular space"):
        grid_maps.read_grid(path)
