"""A pause of the pump that is survived, and one that is not."""
from .results import BLACK, BLUE, GREY, RED, SKY, label

MODELS = ["model.yaml", "scan.yaml"]
HEIGHT = 5.4
PAUSES = ["2", "4", "5", "6", "6_5", "7", "8", "8_5", "8_75", "9", "9_25"]


def draw(figure, run, scan):
    grid = figure.add_gridspec(2, 2)
    whole = figure.add_subplot(grid[0, :])
    whole.plot(*run.trace("v", "interrupted"), color=BLACK, lw=0.7)
    whole.axvspan(20, 29.5, color=SKY, alpha=0.3, lw=0)
    whole.set(xlim=(0, 150))
    label(whole, "the pump is off for 9.5 s", "time (s)", "V (mV)")
    twin = whole.twinx()
    twin.plot(*run.trace("k_out", "interrupted"), color=BLUE)
    twin.set_ylabel("[K]$_o$ (mM)", color=BLUE)
    twin.spines["right"].set_visible(True)
    courses, peaks = figure.add_subplot(grid[1, 0]), figure.add_subplot(grid[1, 1])
    for pause in PAUSES:
        seconds = float(pause.replace("_", "."))
        color = RED if seconds >= 9 else BLACK
        times, potassium = scan.trace("k_out", "off_" + pause)
        courses.semilogy(times, potassium, color=color, lw=0.9)
        peaks.semilogy(seconds, potassium.max(), "o", color=color)
    courses.set(xlim=(19, 40))
    for axes in (courses, peaks):
        axes.set_yticks([4, 10, 20, 40, 70], ["4", "10", "20", "40", "70"])
        axes.minorticks_off()
    peaks.axhspan(19.1, 22.5, color=GREY, alpha=0.3, lw=0)
    label(courses, "pauses of 2 to 9.25 s", "time (s)", "[K]$_o$ (mM)")
    label(peaks, "the threshold lies between 19.1 and 22.5 mM", "pause (s)", "largest [K]$_o$ (mM)")
