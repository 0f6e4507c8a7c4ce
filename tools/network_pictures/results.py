"""What the pictures share: reading a run, and how figures look."""
import h5py
import numpy as np

STYLE = {
    "font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8,
    "axes.titlesize": 9, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "lines.linewidth": 1.3, "legend.frameon": False, "legend.fontsize": 8,
}
# Okabe and Ito 2008: told apart with every kind of colour vision.
BLUE, RED, GREEN, PURPLE, ORANGE, SKY, BLACK, GREY = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999")
ION = {"na": RED, "k": BLUE, "cl": GREEN}
SECOND, MINUTE, HOUR, DAY = 1e3, 6e4, 3.6e6, 8.64e7  # ms


class Run:
    """The folder that `skou run` wrote."""

    def __init__(self, folder):
        self.folder = folder

    def trace(self, name, population=None, unit=SECOND):
        """Times, in the unit given in ms, and values of a recording's only or named population."""
        with h5py.File(self.folder / f"{name}.h5") as file:
            populations = file["report"]
            group = populations[population or next(iter(populations))]
            start, _, step = group["mapping/time"][()]
            doubles = file.get("skou/double_precision", {})
            name = group.name.split("/")[-1]
            data = doubles[name][()] if name in doubles else group["data"][()]
        times = (start + step * np.arange(len(data))) / unit
        return times, data[:, 0] if data.shape[1] == 1 else data


def label(axes, title, x=None, y=None):
    """Title and axis labels at once."""
    axes.set_title(title)
    axes.set(xlabel=x or "", ylabel=y or "")
