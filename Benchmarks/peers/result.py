"""What every peer prints: one line `RESULT {json}` that Benchmarks/run.py reads."""
import json
import os
import sys
import tempfile


def memory():
    """What this process holds, in KiB, by the system's names.

    `VmRSS` now and `VmHWM` at most so far, with the parts of programs and libraries that it has
    touched; `RssAnon`: what it has written itself, now.
    """
    with open("/proc/self/status") as file:
        pairs = [line.split(":", 1) for line in file]
    return {key: int(value.split()[0]) for key, value in pairs if value.strip().endswith("kB")}


def add_repetitions(parser):
    """How often a case is stepped through within a process: options of every peer."""
    parser.add_argument("--repetitions", type=int, default=2, help="at least")
    parser.add_argument("--seconds", type=float, default=0, help="of stepping, at least")
    parser.add_argument("--most", type=int, default=10, help="repetitions, for --seconds")


def repeat(step, arguments):
    """What `step` returns each time; the first item of it are its seconds."""
    return repeat_until(
        step, lambda run: run[0], arguments.repetitions, arguments.seconds, arguments.most)


def repeat_until(step, seconds_of, least, seconds, most):
    """At least so many runs, then on to so many seconds in all or the most runs."""
    runs = []
    while len(runs) < least or len(runs) < most and sum(map(seconds_of, runs)) < seconds:
        runs.append(step())
    return runs


def report(simulator, case, compartments, steps, timings, spikes, baseline, set_up_seconds,
           concentrations=None):
    """`timings`: for each repetition the seconds of stepping and those of all its threads together,
    or None where these are unknown; `spikes`: [time in ms, cell] sorted.

    `baseline`: what `memory` gave at the imports' end; `set_up_seconds`: from there to the first
    step. `concentrations`: in mM in each soma at the end, by name: nai, nao, ki, ko, cai.
    """
    now = memory()
    print("RESULT " + json.dumps({
        "simulator": simulator, "case": case, "compartments": compartments, "steps": steps,
        "stepping_seconds": [wall for wall, _ in timings],
        "processor_seconds": [busy for _, busy in timings], "spikes": spikes,
        "set_up_seconds": set_up_seconds,
        "concentrations": concentrations or {},
        "kibibytes_per_compartment": (now["VmHWM"] - baseline["VmRSS"]) / compartments,
        "own_kibibytes_per_compartment": (now["RssAnon"] - baseline["RssAnon"]) / compartments,
    }), flush=True)


class StandardOutput:
    """Catches what C code prints; `text` holds it afterwards."""

    def __enter__(self):
        sys.stdout.flush()
        self.file, self.saved = tempfile.TemporaryFile(), os.dup(1)
        os.dup2(self.file.fileno(), 1)
        return self

    def __exit__(self, *_):
        sys.stdout.flush()
        os.dup2(self.saved, 1)
        os.close(self.saved)
        self.file.seek(0)
        self.text = self.file.read().decode(errors="replace")
