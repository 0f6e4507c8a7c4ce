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

    def profile(self):
        """Means over y and z, weighted by volume fraction: [time, x]; NaN where nothing is."""
        weights = numpy.nan_to_num(self.volume_fraction)
        total = weights.sum(axis=(1, 2))
        sums = (numpy.where(weights > 0, self.values, 0) * weights).sum(axis=(2, 3))
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


def read_grid(path):
    """Reads a recording of the space.

    The maps reach as far as what was recorded: the smallest box of voxels that holds it all.
    Doubles are read where the recording kept them. Raises ValueError for other files.
    """
    with h5py.File(pathlib.Path(path), "r") as file:
        if "skou/grid" not in file:
            raise ValueError(f"{path} is no recording of the extracellular space")
        return read_maps(file)


def read_maps(file):
    """The maps of an open file."""
    report, own = file["report"][POPULATION], file["skou"]
    grid = own["grid"]
    written = int(own["samples_written"][0])
    start, _, interval = report["mapping/time"]
    voxels = numpy.unravel_index(
        report["mapping/node_ids"][()].astype(numpy.int64), grid["counts"][()].astype(int),
        order="F")  # x runs fastest
    first = [int(index.min()) for index in voxels]
    shape = tuple(int(index.max()) - low + 1 for index, low in zip(voxels, first))
    place = tuple(index - low for index, low in zip(voxels, first))
    precise = own.get(f"double_precision/{POPULATION}", report["data"])
    values = numpy.full((written, *shape), numpy.nan, precise.dtype)
    values[(slice(None), *place)] = precise[:written]
    fraction = numpy.full(shape, numpy.nan)
    fraction[place] = grid["volume_fraction"][()]
    spacing, origin = grid["spacing"][()], grid["origin"][()]
    centres = [
        corner + (low + numpy.arange(count) + 0.5) * side
        for corner, low, count, side in zip(origin, first, shape, spacing)]
    attributes = report["data"].attrs
    return GridMaps(
        text(attributes["variable"]), text(attributes["units"]),
        start + interval * numpy.arange(written), values, *centres, spacing, fraction)


def text(value):
    """An HDF5 text as Python's."""
    return value.decode() if isinstance(value, bytes) else str(value)
