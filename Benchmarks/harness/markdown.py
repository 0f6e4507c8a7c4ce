"""The tables of Benchmarks/README.md, from the figures of a run."""
from .sizes import BASE_COMPARTMENTS


def table(header, rows):
    lines = ["| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *rows]]
    return "\n".join(lines) + "\n"


def figure(value, digits=3):
    """So many digits, as in 5.37, 19.1 and 145."""
    return f"{value:#.{digits}g}" if value < 10 ** (digits - 1) else f"{value:.0f}"


def spread(row):
    """The least and the most of the rounds."""
    return f"{figure(row['least_ns'])}–{figure(row['most_ns'])}"


def simulator_of(row):
    """Without its number of threads."""
    return row["simulator"].split(",")[0]


def by_case(cases, title, cell, with_threads=True):
    """One row a case and number of threads, one column a simulator; `cell` makes the text."""
    rows = [row for rows in cases.values() for row in rows]
    simulators = list(dict.fromkeys(map(simulator_of, rows)))
    lines = []
    for case, rows in cases.items():
        for threads in dict.fromkeys(row["threads"] for row in rows):
            if threads > 1 and not with_threads:
                continue
            found = {simulator_of(row): row for row in rows if row["threads"] == threads}
            label = f"`{case}`" + (f", {threads} threads" if threads > 1 else "")
            lines.append(
                [label, *(cell(found[name]) if name in found else "" for name in simulators)])
    return table([title, *simulators], lines)


def speed(row):
    """The median, the least and most, and the ratio to Skou in the same round."""
    if simulator_of(row) == "Skou":
        return f"**{figure(row['median_ns'])}** ({spread(row)})"
    return f"{figure(row['median_ns'])} ({spread(row)}), {figure(row['pair_ratio'], 2)} ×"


def best_peers(cases):
    """Skou beside the fastest of the others, on one thread."""
    lines = []
    for case, rows in cases.items():
        alone = [row for row in rows if row["threads"] == 1]
        others = [row for row in alone if not simulator_of(row).startswith("Skou")]
        if simulator_of(alone[0]) != "Skou" or not others:
            continue
        best = min(others, key=lambda row: row["pair_ratio"])
        lines.append([
            f"`{case}`", f"**{figure(alone[0]['median_ns'])}**", figure(best["median_ns"]),
            best["simulator"], f"**{figure(best['pair_ratio'], 2)}**"])
    return table(["ns per compartment and step", "Skou", "best peer", "", "ratio"], lines)


def error(row):
    """The largest distances from converged results."""
    parts = [f"{row['spike_time_error_ms']:.3f} ms"]
    if row["concentration_error"] is not None:
        parts.append(f"{100 * row['concentration_error']:.2g} %")
    if row["change_error"] is not None:
        parts.append(f"{100 * row['change_error']:.2g} % of the change")
    return ", ".join(parts)


def of_cases(cases):
    contents = [
        ("ns per compartment and step", speed, True),
        ("largest errors", error, False),
        ("KiB a compartment", lambda row: f"{row['kibibytes_per_compartment']:.2f}", False)]
    tables = [best_peers(cases)] + [by_case(cases, *columns) for columns in contents]
    shared = {case: [row for row in rows if row["threads"] > 1] for case, rows in cases.items()}
    shared = {case: rows for case, rows in shared.items() if rows}
    if shared:
        tables.append(by_case(
            shared, "times as fast as one thread", lambda row: f"{row['thread_ratio']:.2f}"))
    return tables


def sizes(rows):
    lines = [
        [row["simulator"], f"{row['compartments']:,}".replace(",", " "),
         f"{figure(row['median_ns'])} ({spread(row)})", f"{row['ratio_to_base']:.2f}",
         f"{row['kibibytes_per_compartment']:.2f}"] for row in rows]
    header = ["", "compartments", "ns per compartment and step",
              f"to that of {BASE_COMPARTMENTS}", "KiB a compartment"]
    return table(header, lines)


def precision(rows):
    def milliseconds(row):
        seconds = row["seconds_to_target"]
        return "not reached" if seconds is None else f"{figure(1000 * seconds)} ms"

    lines = [
        [row["method"], milliseconds(row), "" if row["ratio"] is None else figure(row["ratio"], 2)]
        for row in rows]
    return table(["", "to a mean error of 33 µs", "to Skou"], lines)


def set_up(rows):
    lines = [
        [row["simulator"], f"{row['own_seconds']:.2f} s", f"{row['process_seconds']:.2f} s",
         f"{row['pair_ratio']:.1f}"] for row in rows]
    return table(["", "to the first step", "process without stepping", "to Skou"], lines)


def recording(figures):
    row = [figure(figures["silent_ns"]), figure(figures["recorded_ns"]),
           f"{figures['stepping_ratio']:.3f}", f"{figures['process_ratio']:.3f}"]
    header = ["ns without", "ns with 1 000 traces", "ratio", "ratio of whole processes"]
    return table(header, [row])


def page(report):
    """All tables that the report has figures for."""
    parts = [f"{report['processor']}, {report['date']}, {report['rounds']} rounds.\n"]
    if "cases" in report:
        parts += of_cases(report["cases"])
    makers = {"sizes": sizes, "precision": precision, "set-up": set_up, "recording": recording}
    parts += [make(report[name]) for name, make in makers.items() if name in report]
    return "\n".join(parts)
