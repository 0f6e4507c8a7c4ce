"""The tables of Benchmarks/README.md, from the figures of a run.

Behind a peer's median stands the median, over rounds, of its ratio to Skou in the same round.
"""
from .sizes import BASE_COMPARTMENTS

OWN, RIVAL, OTHERS = "Skou", "Arbor", ["CoreNEURON", "NEURON"]
OWN_MEMORY = "own_kibibytes_per_compartment"


def table(header, rows):
    """Nothing without rows."""
    if not rows:
        return ""
    lines = ["| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *rows]]
    return "\n".join(lines) + "\n"


def figure(value, digits=3):
    """So many digits, as in 5.37, 19.1 and 145."""
    return f"{value:#.{digits}g}".rstrip(".") if value < 10 ** (digits - 1) else f"{value:.0f}"


def bold(text):
    return f"**{text}**"


def ratio(row):
    return figure(row["pair_ratio"], 2)


def by_name(rows, threads):
    """A case's rows on so many threads, by simulator."""
    return {row["simulator"].split(",")[0]: row for row in rows if row["threads"] == threads}


def one_thread(cases):
    def cells(case, found):
        more = [found.get(name) for name in OTHERS]
        return [
            f"`{case}`", bold(figure(found[OWN]["median_ns"])), figure(found[RIVAL]["median_ns"]),
            bold(f"{ratio(found[RIVAL])} ×"),
            *(f"{figure(row['median_ns'])} ({ratio(row)})" if row else "" for row in more)]

    found = {case: by_name(rows, 1) for case, rows in cases.items()}
    return table(
        ["ns per compartment and step, one thread", OWN, RIVAL, "", *OTHERS],
        [cells(case, rows) for case, rows in found.items() if {OWN, RIVAL} <= rows.keys()])


def two_threads(cases, gains):
    """With what the second thread gains: in pairs of runs, or, before these were made, in a round."""
    found = {case: by_name(rows, 2) for case, rows in cases.items()}
    gain = {(row["case"], row["simulator"]): row["ratio"] for row in gains}

    def times(case, name):
        return f"{gain.get((case, name), found[case][name]['thread_ratio']):.2f}"

    return table(
        ["two threads", OWN, RIVAL, "", f"times one thread: {OWN}", RIVAL],
        [[f"`{case}`", bold(figure(rows[OWN]["median_ns"])), figure(rows[RIVAL]["median_ns"]),
          bold(f"{ratio(rows[RIVAL])} ×"), times(case, OWN), times(case, RIVAL)]
         for case, rows in found.items() if {OWN, RIVAL} <= rows.keys()])


def memory(cases):
    """Of each case that the figures are known of: by how much processes grow."""
    def cells(case, found):
        pair = [found[OWN], found[RIVAL]]
        return [f"`{case}`",
                *(figure(row["kibibytes_per_compartment"], 2) for row in pair),
                *(figure(row[OWN_MEMORY], 2) for row in pair)]

    found = {case: by_name(rows, 1) for case, rows in cases.items()}
    return table(
        ["memory, KiB a compartment", OWN, RIVAL, f"without programs and libraries: {OWN}", RIVAL],
        [cells(case, rows) for case, rows in found.items()
         if {OWN, RIVAL} <= rows.keys() and OWN_MEMORY in rows[OWN]])


def space(cases):
    names = ["Skou", "Skou 25 us", "NEURON rxd"]
    found = {case: by_name(rows, 1) for case, rows in cases.items()}
    return table(
        ["the shared space, ns per voxel or compartment and step", "Skou",
         "Skou, exchange in every step", "NEURON rxd"],
        [[f"`{case}`", bold(figure(rows["Skou"]["median_ns"], 2)),
          figure(rows["Skou 25 us"]["median_ns"]),
          f"{figure(rows['NEURON rxd']['median_ns'])} ({ratio(rows['NEURON rxd'])} ×)"]
         for case, rows in found.items() if set(names) <= rows.keys()])


def errors(cases):
    """Who has the largest distance from converged results, by case."""
    def cell(row):
        parts = [f"{row['spike_time_error_ms']:.3f} ms"]
        if row["change_error"] is not None:
            parts.append(f"{100 * row['change_error']:.2g} % of the change")
        elif row["concentration_error"] is not None:
            parts.append(f"{100 * row['concentration_error']:.2g} %")
        return ", ".join(parts)

    rivals = [RIVAL, "NEURON rxd"]
    found = {case: by_name(rows, 1) for case, rows in cases.items()}
    return table(
        ["largest errors in that run: spikes, concentrations", f"{OWN} (second order)",
         "Arbor, NEURON rxd (first order)"],
        [[f"`{case}`", bold(cell(rows[OWN])), cell(rows[name])]
         for case, rows in found.items() for name in rivals if {OWN, name} <= rows.keys()])


def sizes(rows):
    """Columns are sizes."""
    found = {name: {row["compartments"]: row for row in rows if row["simulator"] == name}
             for name in (OWN, RIVAL)}
    counts = sorted(found[OWN].keys() & found[RIVAL].keys())
    kinds = [("ns", "median_ns", 2), ("KiB a compartment", "kibibytes_per_compartment", 2),
             ("without programs and libraries", OWN_MEMORY, 2)]
    lines = [
        [f"{name}, {unit}", *(figure(found[name][count][key], digits) for count in counts)]
        for unit, key, digits in kinds for name in found
        if all(key in found[name][count] for count in counts)]
    base = [f"{OWN}, to that of {BASE_COMPARTMENTS}",
            *(f"{found[OWN][count]['ratio_to_base']:.2f}" for count in counts)]
    header = ["compartments of `tree-128`", *(f"{count:,}".replace(",", " ") for count in counts)]
    return table(header, [*lines, base] if counts else [])


def precision(rows):
    def milliseconds(row):
        seconds = row["seconds_to_target"]
        return "not reached" if seconds is None else f"{figure(1000 * seconds)} ms"

    return table(["to a mean error of spike times of 33 µs", "", "to Skou"], [
        [row["method"], milliseconds(row), figure(row["ratio"], 2) if row["ratio"] else ""]
        for row in rows])


def set_up(rows):
    title = f"{rows[0]['compartments']:,} compartments".replace(",", " ")
    return table([title, "to the first step", "the process without stepping", "to Skou"], [
        [row["simulator"], f"{row['own_seconds']:.2f} s", f"{row['process_seconds']:.2f} s",
         f"{row['pair_ratio']:.1f}"] for row in rows])


def recording(figures):
    return ("A thousand potentials every 0.1 ms make a run "
            f"{figures['stepping_ratio']:.2f} times as long.\n")


def page(report):
    """All tables that the report has figures for."""
    parts = [f"{report['processor']}, {report['date']}, {report['rounds']} rounds.\n"]
    cases = report.get("cases", {})
    parts += [one_thread(cases), two_threads(cases, report.get("threads", [])), space(cases),
              memory(cases)]
    makers = {"precision": precision, "set-up": set_up, "sizes": sizes, "recording": recording}
    parts += [make(report[name]) for name, make in makers.items() if name in report]
    return "\n".join(part for part in [*parts, errors(cases)] if part)
