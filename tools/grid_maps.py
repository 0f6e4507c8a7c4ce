"""Reads maps of the extracellular space, as `on: extracellular` records them, into numpy arrays.

    from grid_maps import read_grid
    k = read_grid("results/strip/k_map.h5")
    k.values[-1, :, 0, 0]       # the last map along x, in the first row of voxels
    k.front(20)                 # how far potassium of 20 mM reaches along x, at each time

The file may still be written to: what is yet to come is left out.
"""

import dataclasses
import pathlib

import h5py
import numpy

POPULATION = "extracellular"


@dataclasses.dataclass
class GridMaps:
    """A time series of maps of one species; lengths are in micrometres and times in ms."""

    variable: str
    units: str
    times: numpy.ndarray
    """When: [time]."""
    values: numpy.ndarray
    """[time, x, y, z]; NaN in voxels that were not recorded."""
    x: numpy.ndarray
    """The centres of the voxels along x; `y` and `z` likewise."""
    y: numpy.ndarray
    z: numpy.ndarray
    spacing: numpy.ndarray
    """The sides of a voxel along x, y and z."""
    volume_fraction: numpy.ndarray
    """[x, y, z] at the start; NaN in voxels that were not recorded."""

    def front(self, level):
        """The largest x at which a map crosses `level` downward, for each time.

        It lies between the centres of two voxels, on the straight line between their values; NaN
        where no voxel is above the level, and the last centre where the last one is. Values are
        means over y and z of the recorded voxels.
        """
        profiles = self.profile()
        return numpy.array([crossing(self.x, profile, level) for profile in profiles])

    def centres(self, axis):
        """The centres of the voxels along an axis: 0 for x, 1 for y, 2 for z."""
        return (self.x, self.y, self.z)[axis]

    def profile(self, axis=0):
        """Means across an axis (0 is x), weighted by volume fraction; NaN where nothing is.

        [time, voxel along the axis].
        """
        others = tuple(other for other in range(3) if other != axis)
        weights = numpy.nan_to_num(self.volume_fraction)
        total = weights.sum(axis=others)
        sums = numpy.where(weights > 0, self.values, 0) * weights
        sums = sums.sum(axis=tuple(other + 1 for other in others))
        return numpy.divide(sums, total, out=numpy.full_like(sums, numpy.nan), where=total > 0)


def crossing(places, values, level):
    """The last place at which values fall below a level, between two places if need be."""
    above = numpy.flatnonzero(values >= level)
    if len(above) == 0:
        return numpy.nan
    last = above[-1]
    if last + 1 == len(values) or numpy.isnan(values[last + 1]):
        return float(places[last])
    part = (values[last] - level) / (values[last] - values[last + 1])
    return float(places[last] + part * (places[last + 1] - places[last]))


def read_grid(path, samples=None):
    """Reads a recording of the space: all of it, or the samples of the given numbers.

    The maps reach as far as what was recorded: the smallest box of voxels that holds it all.
    Doubles are read where the recording kept them. Raises ValueError for other files.
    """
    with open_recording(path) as file:
        numbers = range(written(file)) if samples is None else samples
        return read_maps(file, numpy.fromiter(numbers, int))


def recorded_shape(path):
    """How many voxels maps have along x, y and z, and how many maps there are by now."""
    with open_recording(path) as file:
        return recorded_box(file)[1], written(file)


def recorded_spacing(path):
    """The sides of a voxel along x, y and z, in um."""
    with open_recording(path) as file:
        return file["skou/grid/spacing"][()]


def open_recording(path):
    """Opens a recording of the space; raises ValueError for other files."""
    file = h5py.File(pathlib.Path(path), "r")
    if "skou/grid" in file:
        return file
    file.close()
    raise ValueError(f"{path} is no recording of the extracellular space")


def written(file):
    """How many maps an open file holds by now."""
    return int(file["skou/samples_written"][0])


def recorded_box(file):
    """The first voxel of the box that holds all recorded ones, its shape, and where they are."""
    voxels = numpy.unravel_index(
        file["report"][POPULATION]["mapping/node_ids"][()].astype(numpy.int64),
        file["skou/grid/counts"][()].astype(int), order="F")  # x runs fastest
    first = [int(index.min()) for index in voxels]
    shape = tuple(int(index.max()) - low + 1 for index, low in zip(voxels, first))
    return first, shape, tuple(index - low for index, low in zip(voxels, first))


def read_maps(file, samples):
    """The maps of an open file with the given numbers, which rise."""
    report, own = file["report"][POPULATION], file["skou"]
    grid = own["grid"]
    start, _, interval = report["mapping/time"]
    first, shape, place = recorded_box(file)
    precise = own.get(f"double_precision/{POPULATION}", report["data"])
    values = numpy.full((len(samples), *shape), numpy.nan, precise.dtype)
    values[(slice(None), *place)] = rows(precise, samples)
    fraction = numpy.full(shape, numpy.nan)
    fraction[place] = grid["volume_fraction"][()]
    spacing, origin = grid["spacing"][()], grid["origin"][()]
    centres = [
        corner + (low + numpy.arange(count) + 0.5) * side
        for corner, low, count, side in zip(origin, first, shape, spacing)]
    attributes = report["data"].attrs
    return GridMaps(
        text(attributes["variable"]), text(attributes["units"]),
        start + interval * samples, values, *centres, spacing, fraction)


def rows(data, samples):
    """Rows of a data set, by rising numbers; evenly spaced ones are read at once."""
    steps = set(numpy.diff(samples))
    if len(samples) == 0 or len(steps) > 1:
        return data[samples]
    return data[samples[0]:samples[-1] + 1:steps.pop() if steps else 1]


def text(value):
    """An HDF5 text as Python's."""
    return value.decode() if isinstance(value, bytes) else str(value)
