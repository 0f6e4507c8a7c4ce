"""Tests what tools/plot.py draws, with small files laid out as Skou writes them."""

import pathlib
import subprocess
import sys

import h5py
import matplotlib
import numpy
import pytest

matplotlib.use("Agg")
TOOLS = pathlib.Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

import plot_figure  # noqa: E402
import plot_maps  # noqa: E402

COUNT = 16  # cells: more than are drawn as traces
STRAY = [[20.0 * (cell % 4), 50.0 * (cell // 4), 0] for cell in range(COUNT)]
# Along x, in another order than that of their numbers.
LINE = [[10.0 * (7 * cell % COUNT), 5, 0] for cell in range(COUNT)]
SAMPLES, INTERVAL = 11, 100.0


def write_run(folder, points):
    """run.h5 of a population without shapes."""
    with h5py.File(folder / "run.h5", "w") as file:
        file["provenance/model"] = ["title: Small\n"]
        status = file.create_group("status")
        status.attrs["state"], status.attrs["message"] = "done", ""
        file.create_group("morphology")
        for axis, values in zip("xyz", numpy.transpose(points)):
            file[f"cells/sheet/{axis}"] = values


def write_report(folder, name, nodes, values, population="sheet", units="mV"):
    """A report with one place a node."""
    with h5py.File(folder / f"{name}.h5", "w") as file:
        report = file.create_group(f"report/{population}")
        data = report.create_dataset("data", data=numpy.float32(values))
        data.attrs["units"], data.attrs["variable"] = units, name
        report["mapping/node_ids"] = numpy.uint64(nodes)
        report["mapping/index_pointers"] = numpy.uint64(range(len(nodes) + 1))
        report["mapping/element_ids"] = numpy.zeros(len(nodes), numpy.uint32)
        report["mapping/element_pos"] = numpy.zeros(len(nodes), numpy.float32)
        report["mapping/time"] = [0.0, INTERVAL * len(values), INTERVAL]
        file["skou/samples_written"] = numpy.uint64([len(values)])


def write_space(folder, counts, values):
    """A recording of all voxels, 10 um wide."""
    write_report(
        folder, "k_map", range(int(numpy.prod(counts))), values, "extracellular", units="mM")
    with h5py.File(folder / "k_map.h5", "a") as file:
        file["skou/grid/counts"] = numpy.uint64(counts)
        file["skou/grid/spacing"] = [10.0, 10.0, 10.0]
        file["skou/grid/origin"] = [0.0, 0.0, 0.0]
        file["skou/grid/volume_fraction"] = numpy.full(int(numpy.prod(counts)), 0.2)


def write_measure(folder, name, points, summary=(), **columns):
    """A measure in run.h5: a front where there are times, else outcomes."""
    with h5py.File(folder / "run.h5", "a") as file:
        group = file.create_group(f"measures/{name}")
        group.attrs["kind"] = "front" if "time" in columns else "outcome"
        group.attrs["about"] = "all cells"
        group["summary/name"] = [name for name, _, _ in summary]
        group["summary/value"] = [value for _, value, _ in summary]
        group["summary/units"] = [units for _, _, units in summary]
        for axis, values in zip("xyz", numpy.transpose(points)):
            group[f"places/{axis}"] = values
        for column, values in columns.items():
            group[f"places/{column}"] = values


def draw(folder):
    """All axes of the picture that have a label or a title, once they are laid out."""
    figure = plot_figure.draw(folder, None)
    figure.canvas.draw()
    return figure.axes


def labelled(axes, label):
    return [panel for panel in axes if panel.get_ylabel() == label]


def meshes(panel):
    return [item for item in panel.collections if hasattr(item, "get_coordinates")]


def test_cells_on_a_line_are_a_map_over_place_and_time(tmp_path):
    write_run(tmp_path, LINE)
    places = numpy.array(LINE)[:, 0]
    write_report(tmp_path, "v", range(COUNT), numpy.tile(places, (SAMPLES, 1)))
    [panel] = labelled(draw(tmp_path), "x (µm)")
    [mesh] = meshes(panel)
    values = numpy.asarray(mesh.get_array()).reshape(COUNT, SAMPLES)
    assert values[:, 0].tolist() == sorted(places)
    assert panel.get_ylim() == pytest.approx((-5, 10 * COUNT - 5))


def test_a_report_of_some_cells_takes_their_places(tmp_path):
    points = numpy.array(LINE + [[1000.0 + cell, 5, 0] for cell in range(COUNT)])
    write_run(tmp_path, points)
    write_report(tmp_path, "v", range(COUNT, 2 * COUNT), numpy.zeros((SAMPLES, COUNT)))
    [panel] = labelled(draw(tmp_path), "x (µm)")
    assert panel.get_ylim() == pytest.approx((999.5, 1000 + COUNT - 0.5))


def test_cells_elsewhere_are_drawn_at_six_moments(tmp_path):
    write_run(tmp_path, STRAY)
    write_report(tmp_path, "v", range(COUNT), numpy.arange(SAMPLES * COUNT).reshape(SAMPLES, -1))
    dots = [panel for panel in draw(tmp_path) if panel.collections and panel.get_title("center")]
    assert [panel.get_title("center") for panel in dots] == [
        f"{time} ms" for time in range(0, 1001, 200)]
    last = dots[-1].collections[0]
    assert last.get_offsets().tolist() == [point[:2] for point in STRAY]
    assert last.get_array().tolist() == list(range(10 * COUNT, 11 * COUNT))


def test_cells_without_places_are_numbered(tmp_path):
    write_report(tmp_path, "v", range(COUNT), numpy.zeros((SAMPLES, COUNT)))
    assert labelled(draw(tmp_path), "element")


def test_a_line_of_voxels_is_a_map_over_place_and_time(tmp_path):
    write_space(tmp_path, (5, 1, 1), numpy.arange(SAMPLES * 5).reshape(SAMPLES, 5))
    [panel] = labelled(draw(tmp_path), "x (µm)")
    assert panel.get_ylim() == pytest.approx((0, 50))
    values = numpy.asarray(meshes(panel)[0].get_array()).reshape(5, SAMPLES)
    assert values[3, 2] == 2 * 5 + 3


def test_of_a_space_the_middle_plane_is_drawn(tmp_path):
    counts = (6, 5, 3)
    write_space(tmp_path, counts, numpy.arange(SAMPLES * 90).reshape(SAMPLES, 90))
    axes = draw(tmp_path)
    pictures = [panel for panel in axes if panel.get_title("center")]
    assert len(pictures) == 6
    assert pictures[-1].get_title("center") == "1000 ms"
    values = numpy.asarray(meshes(pictures[-1])[0].get_array()).reshape(5, 6)
    # Voxel (i, j, 1) of the last of 11 maps; x runs fastest.
    assert values[2, 4] == 10 * 90 + 4 + 6 * (2 + 5 * 1)
    space = plot_maps.read_space(tmp_path / "k_map.h5")
    assert (space.axes, space.note) == ("xy", "z = 15 µm")


def test_an_elongated_space_is_a_map_over_place_and_time_too(tmp_path):
    # The number of a voxel along y, plus 10 in the first of two along x.
    values = numpy.arange(8)[:, None] + [10, 0]
    write_space(tmp_path, (2, 8, 1), numpy.tile(values.ravel(), (SAMPLES, 1)))
    [panel] = [panel for panel in draw(tmp_path) if "mean" in panel.get_title("left")]
    assert panel.get_ylabel() == "y (µm)"
    values = numpy.asarray(meshes(panel)[0].get_array()).reshape(8, SAMPLES)
    assert values[:, 0] == pytest.approx(numpy.arange(8) + 5)


@pytest.mark.parametrize("counts, axes", [((4, 1, 3), "xz"), ((1, 4, 3), "yz"), ((4, 3, 1), "xy")])
def test_a_plane_keeps_its_directions(tmp_path, counts, axes):
    write_space(tmp_path, counts, numpy.zeros((SAMPLES, 12)))
    space = plot_maps.read_space(tmp_path / "k_map.h5")
    assert (space.axes, space.note) == (axes, "")
    assert space.values.shape == (6, len(space.across), len(space.up))


def test_a_map_that_has_no_samples_yet_is_left_empty(tmp_path):
    write_space(tmp_path, (5, 1, 1), numpy.zeros((SAMPLES, 5)))
    with h5py.File(tmp_path / "k_map.h5", "a") as file:
        file["skou/samples_written"][0] = 0
    assert draw(tmp_path)


def test_spikes_stand_where_their_cells_do(tmp_path):
    write_run(tmp_path, LINE)
    with h5py.File(tmp_path / "spikes.h5", "w") as file:
        file["spikes/sheet/timestamps"] = [1.0, 2.0, 3.0]
        file["spikes/sheet/node_ids"] = numpy.uint64([0, 1, 2])
    [panel] = labelled(draw(tmp_path), "x (µm)")
    assert panel.collections[0].get_offsets()[:, 1].tolist() == [0, 70, 140]


def test_a_front_is_drawn_over_time_with_its_speed(tmp_path):
    write_run(tmp_path, LINE)
    positions = numpy.array(LINE)[:, 0]
    times = numpy.where(positions < 100, 10 * positions, numpy.nan)
    write_measure(
        tmp_path, "front", LINE, [("places", COUNT, ""), ("speed", 6.0, "mm/min")], time=times,
        position=positions)
    [panel] = draw(tmp_path)
    assert panel.get_title("left") == "front: all cells"
    [dots] = panel.lines
    assert dots.get_label() == "6 mm/min"
    assert numpy.array_equal(dots.get_xdata(), times, equal_nan=True)
    assert dots.get_ydata().tolist() == positions.tolist()


def test_what_fails_first_is_a_map_where_cells_lie_on_no_line(tmp_path):
    write_run(tmp_path, STRAY)
    times = [numpy.nan if cell % 4 == 3 else 100.0 * cell for cell in range(COUNT)]
    write_measure(tmp_path, "front", STRAY, time=times, position=numpy.zeros(COUNT))
    [picture] = [panel for panel in draw(tmp_path) if panel.get_ylabel() == "y (µm)"]
    never, first = picture.collections
    assert never.get_offsets().tolist() == [point[:2] for point in STRAY[3::4]]
    assert first.get_array().tolist() == [time for time in times if not numpy.isnan(time)]


@pytest.mark.parametrize("points", [LINE, STRAY])
def test_outcomes_are_counted_and_drawn_where_cells_are(tmp_path, points):
    write_run(tmp_path, points)
    words = ["blocked" if cell < 5 else "resting" for cell in range(COUNT)]
    write_measure(tmp_path, "fate", points, outcome=words)
    [panel] = draw(tmp_path)
    labels = [entry.get_text() for entry in panel.get_legend().get_texts()]
    assert labels == ["blocked (5)", "resting (11)"]
    across = panel.collections[0].get_offsets()[:, 0]
    assert across.tolist() == [point[0] for point in points[:5]]


@pytest.mark.parametrize("turn", [0, 0.3])
def test_lines_are_found_in_every_direction(turn):
    places = numpy.array([0.0, 30, 10, 20])
    points = numpy.column_stack(
        [places * numpy.cos(turn), places * numpy.sin(turn), numpy.ones(4)])
    found, _ = plot_maps.along_line(points)
    assert found - found.min() == pytest.approx(places)
    points[2, 2] += 5
    assert plot_maps.along_line(points) is None


@pytest.mark.parametrize("longest, unit", [(9_000, "ms"), (90_000, "s"), (3.6e7, "h")])
def test_time_has_a_unit_that_can_be_read(longest, unit):
    report = {"times": numpy.array([0, longest])}
    spikes = {"all": ("cells", numpy.array([longest / 2]), numpy.array([0]))}
    assert plot_figure.change_time_unit([report], spikes) == unit
    assert report["times"][1] == 2 * spikes["all"][1][0] <= longest


def test_the_program_draws_a_picture(tmp_path):
    write_run(tmp_path, LINE)
    write_space(tmp_path, (6, 5, 3), numpy.zeros((SAMPLES, 90)))
    write_report(tmp_path, "v", range(COUNT), numpy.zeros((SAMPLES, COUNT)))
    subprocess.run([sys.executable, TOOLS / "plot.py", tmp_path], check=True)
    assert (tmp_path / "plot.png").stat().st_size > 10_000
