"""Compares results with converged ones."""
from .cases import (
    CHANGE_TOLERANCE, LEAST_CHANGE, STAMP_TOLERANCE, TOLERANCE, BenchmarkError, reference_of)


def check(result, entry, case):
    """Every cell must do as the converged solution does. Returns the largest errors."""
    reference = reference_of(case)
    where, tolerance = f"{entry.label}, {case}", TOLERANCE[entry.simulator]
    expected = reference["compartments"] + reference.get("voxels", 0)
    if result.compartments != expected:
        raise BenchmarkError(f"{where}: {result.compartments} compartments, not {expected}")
    return {
        "spike_time_error_ms": check_spikes(result, reference, where, tolerance),
        "concentration_error": check_concentrations(result, reference, where, tolerance),
        "change_error": check_changes(result, reference, where)}


def check_spikes(result, reference, where, tolerance):
    times, count = reference["spike_times_ms"], reference["cells"]
    # One list serves where all cells are alike, and as many as a ring has cells where rings are.
    trains = times if isinstance(times[0], list) else [times]
    expected = [trains[cell % len(trains)] for cell in range(count)]
    found = [[] for _ in range(count)]
    for time, cell in result.spikes:
        found[cell].append(time)
    for cell, (times, dues) in enumerate(zip(found, expected)):
        if len(times) != len(dues):
            raise BenchmarkError(f"{where}: cell {cell} has {len(times)} spikes, not {len(dues)}")
        for time, due in zip(times, dues):
            if abs(time - due) > STAMP_TOLERANCE + tolerance * due:
                raise BenchmarkError(f"{where}: cell {cell} spikes at {time} ms, not {due} ms")
    return max(
        abs(time - due) for times, dues in zip(found, expected) for time, due in zip(times, dues))


def check_concentrations(result, reference, where, tolerance):
    """The largest error as a part of the concentration; None where concentrations are constant."""
    if "concentrations_mM" not in reference:
        return None
    worst, count = 0.0, reference["cells"]
    for name, expected in reference["concentrations_mM"].items():
        found = result.concentrations.get(name, [])
        # One number serves where all cells are alike.
        dues = expected * count if len(expected) == 1 else expected
        if len(found) != len(dues):
            raise BenchmarkError(f"{where}: {len(found)} cells report {name}")
        for cell, (value, due) in enumerate(zip(found, dues)):
            worst = max(worst, abs(value / due - 1))
            if abs(value / due - 1) > tolerance:
                raise BenchmarkError(f"{where}: {name} of cell {cell} is {value} mM, not {due} mM")
    return worst


def check_changes(result, reference, where):
    """The largest error of a concentration's change from its start, as a part of the change."""
    worst = None
    for name, starts in reference.get("start_mM", {}).items():
        columns = starts, result.concentrations[name], reference["concentrations_mM"][name]
        for cell, (start, value, due) in enumerate(zip(*columns)):
            error, change = abs(value - due), abs(due - start)
            if error > LEAST_CHANGE + CHANGE_TOLERANCE * change:
                raise BenchmarkError(
                    f"{where}: {name} of cell {cell} changes from {start} mM to {value} mM, "
                    f"not to {due} mM")
            worst = max(worst or 0.0, error / max(change, LEAST_CHANGE))
    return worst


def check_beginning(result, job):
    """The spikes of a run of another length or with more cells, as far as the reference goes."""
    reference = reference_of(job.case)
    dues, cells = reference["spike_times_ms"], job.cells or reference["cells"]
    tolerance, latest = TOLERANCE[job.entry.simulator], dues[-1]
    end = min(latest * (1 + tolerance) + STAMP_TOLERANCE, job.duration)
    found = {}
    for time, cell in result.spikes:
        if time <= end:
            found.setdefault(cell, []).append(time)
    expected = [due for due in dues if due < end]
    for cell in range(cells):
        times = found.get(cell, [])
        if len(times) != len(expected) or any(
                abs(time - due) > STAMP_TOLERANCE + tolerance * due
                for time, due in zip(times, expected)):
            raise BenchmarkError(
                f"{job.entry.label}, {cells} cells of {job.case}: cell {cell} spikes at "
                f"{times} ms, not {expected} ms")
