"""Draws the figures of a run."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as pyplot  # noqa: E402

from .precision import TARGET  # noqa: E402

# Okabe and Ito 2008: told apart with every kind of colour vision.
COLORS = {
    "Skou": "#0072B2", "Arbor": "#D55E00", "NEURON": "#009E73", "CoreNEURON": "#CC79A7",
    "NEURON rxd": "#E69F00", "Skou 25 us": "#56B4E9", "NEURON, second order": "#E69F00",
    "NEURON, adaptive": "#56B4E9"}
MARKERS = "osD^vPX"
STYLE = {
    "figure.dpi": 110, "savefig.dpi": 150, "font.size": 9, "axes.spines.top": False,
    "axes.spines.right": False, "axes.titlesize": 9, "axes.titlelocation": "left",
    "legend.frameon": False, "legend.fontsize": 8, "figure.constrained_layout.use": True}


def simulator_of(row):
    return row["simulator"].split(",")[0]


def ratios(report):
    """How many times as long as Skou every other simulator takes, on one thread."""
    cases = report["cases"]
    figure, axes = pyplot.subplots(figsize=(8, 1.2 + 0.45 * len(cases)))
    used = {}
    for place, rows in enumerate(cases.values()):
        others = [row for row in rows[1:] if row["threads"] == 1]
        height = 0.8 / max(1, len(others))
        for index, row in enumerate(others):
            name, y = simulator_of(row), place + (index - (len(others) - 1) / 2) * height
            used[name] = axes.barh(
                y, row["pair_ratio"] - 1, 0.9 * height, left=1, color=COLORS[name])
            add_spread(axes, row, y)
    axes.set_yticks(range(len(cases)), [label(case, rows) for case, rows in cases.items()])
    axes.invert_yaxis()
    axes.set(
        xscale="log", xlabel="time per step over that of Skou: median, least, most of the rounds")
    axes.xaxis.set_major_formatter("{x:g}")
    figure.legend(used.values(), used.keys(), loc="outside lower center", ncols=len(used))
    return finish(figure, axes, "How many times as long as Skou, one thread", report)


def label(case, rows):
    return f"{case} ({rows[0]['median_ns']:.3g} ns)"


def add_spread(axes, row, y):
    """A whisker over the rounds, and the ratio."""
    least, most = min(row["pair_ratios"]), max(row["pair_ratios"])
    axes.plot([least, most], [y, y], color="black", linewidth=1)
    axes.text(1.03 * most, y, f"{row['pair_ratio']:.1f}", va="center", fontsize=7)


def sizes(report):
    """Nanoseconds per compartment and step against the number of compartments."""
    figure, axes = pyplot.subplots(figsize=(6, 4))
    names = dict.fromkeys(simulator_of(row) for row in report["sizes"])
    for marker, name in zip(MARKERS, names):
        rows = [row for row in report["sizes"] if simulator_of(row) == name]
        costs = [row["median_ns"] for row in rows]
        ends = [[row["median_ns"] - row["least_ns"] for row in rows],
                [row["most_ns"] - row["median_ns"] for row in rows]]
        axes.errorbar([row["compartments"] for row in rows], costs, yerr=ends, marker=marker,
                      color=COLORS[name], label=name, capsize=2, linewidth=1.2, markersize=4)
    axes.set(xscale="log", yscale="log", xlabel="compartments",
             ylabel="ns per compartment and step")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.legend()
    return finish(figure, axes, "Cost against size, one thread", report)


def precision(report):
    """The mean error of spike times against the time it takes."""
    figure, axes = pyplot.subplots(figsize=(6, 4))
    for marker, row in zip(MARKERS, report["precision"]):
        axes.plot([1000 * point["seconds"] for point in row["points"]],
                  [1000 * point["error_ms"] for point in row["points"]], marker=marker,
                  color=COLORS[row["method"]], label=row["method"], linewidth=1.2, markersize=4)
    axes.axhline(1000 * TARGET, color="grey", linewidth=0.8, linestyle=":")
    axes.set(xscale="log", yscale="log", xlabel="time for 100 ms of one cell (ms)",
             ylabel="mean error of spike times (µs)")
    axes.legend()
    return finish(figure, axes, "Error against cost, 52 compartments", report)


def finish(figure, axes, title, report):
    count = report["rounds"]
    rounds = f"{count} rounds" if count > 1 else "one round"
    axes.set_title(f"{title}\n{report['processor']}, {report['date']}, {rounds}")
    return figure


DRAWINGS = {"cases": ("ratios", ratios), "sizes": ("sizes", sizes),
            "precision": ("precision", precision)}


def draw_all(report, folder):
    """Draws what the report has figures for; returns the files."""
    matplotlib.rcParams.update(STYLE)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for part, (name, draw) in DRAWINGS.items():
        if part in report:
            files.append(folder / f"{name}.png")
            draw(report).savefig(files[-1])
    return files
