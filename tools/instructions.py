#!/usr/bin/env python3
"""Counts the instructions of small models' steps, and compares them with the figures on record.

    tools/instructions.py            # fails where a figure is 5 % above or below
    tools/instructions.py --accept   # writes the figures anew, after a deliberate change

The models and the figures are in Tests/Guards. Skou is built for x86-64-v3, as valgrind knows no
AVX-512, and runs on one thread under callgrind, which counts alike on any machine, however busy.
What is counted is `Simulation.runEpoch`: set-up and files take as much as they take. Each model runs
twice, for different times, and the figure is the difference per compartment (or voxel) and step.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
GUARDS = ROOT / "Tests/Guards"
FIGURES = GUARDS / "instructions.json"
LEVEL = "x86-64-v3"
# A folder of its own: what is built for another processor would be built again and again.
BUILD = ROOT / ".build-guards"
PRODUCTS = ["skou"] + [
    f"SkouMechanism_{name}" for name in ("KvHH", "Leak", "NaKATPase", "NavHH", "Synapses")]
# `Simulation.runEpoch(to:)`, and none of the closures in it.
STEPPING = "$s6Engine10SimulationC8runEpoch*F"
TOLERANCE = 0.05
TIME_STEP = 0.025  # ms, of all models


@dataclass(frozen=True)
class Model:
    """A file in Tests/Guards, and how it is run.

    `elements`: its compartments and voxels. `steps`: of the short run and of the long one.
    `is_fused`: with steps that are compiled for the model.
    """

    file: str
    elements: int
    steps: tuple = (200, 600)
    is_fused: bool = False


MODELS = {
    "membrane": Model("membrane", 8 * 187),
    "fused membrane": Model("membrane", 8 * 187, is_fused=True),
    "recording": Model("recording", 8 * 187),
    "ring": Model("ring", 32 * 187),
    "pools": Model("pools", 8 * 187),
    "fused pools": Model("pools", 8 * 187, is_fused=True),
    # Here every step exchanges with all voxels.
    "grid": Model("grid", 64 + 16**3, (20, 60)),
    "electroneutral grid": Model("electroneutral-grid", 64 + 16**3, (20, 60)),
}


class GuardError(Exception):
    """Nothing could be counted."""


def run(command, **environment):
    """Output and errors of a command, which become the error where it fails."""
    result = subprocess.run(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        cwd=ROOT, env=os.environ | environment)
    if result.returncode != 0:
        raise GuardError(f"{' '.join(map(str, command))}:\n{result.stdout[-2000:]}")
    return result.stdout


def build():
    """Builds what the models need; valgrind cannot read Swift's debugging symbols."""
    print(f"building for {LEVEL} in {BUILD.name}: some minutes, the first time", flush=True)
    jobs = ["--jobs", os.environ["SKOU_JOBS"]] if "SKOU_JOBS" in os.environ else []
    for product in PRODUCTS:
        run(["swift", "build", "--configuration", "release", "--scratch-path", BUILD,
             "--product", product, "-Xlinker", "--strip-debug", *jobs], SKOU_MARCH=LEVEL)


def compiler():
    """The first line of what the compiler says of itself."""
    return run(["swift", "--version"]).strip().splitlines()[0]


def simulation(model, steps, folder):
    """The command that runs a model, with results in a folder."""
    command = [
        BUILD / "release/skou", "run", GUARDS / f"{model.file}.yaml", "--quiet", "--threads", 1,
        "--duration", f"{steps * TIME_STEP:g} ms", "--output", f"{folder}/results"]
    return command + (["--fuse"] if model.is_fused else [])


def settings(model, folder):
    """What the environment says. Fused steps that are found are used: this build's, or none."""
    cache = BUILD / "cache" if model.is_fused else folder
    return {
        "SWIFT_DETERMINISTIC_HASHING": "1", "SKOU_MARCH": LEVEL, "XDG_CACHE_HOME": str(cache)}


def fuse(model):
    """Lets Skou compile fused steps and keep them: under valgrind it could not."""
    with tempfile.TemporaryDirectory() as folder:
        run(simulation(model, 1, folder), **settings(model, folder))


def count(model, steps):
    """How many instructions so many steps take."""
    with tempfile.TemporaryDirectory() as folder:
        output = run(
            ["valgrind", "--tool=callgrind", f"--toggle-collect={STEPPING}",
             f"--callgrind-out-file={folder}/callgrind.out", *simulation(model, steps, folder)],
            **settings(model, folder))
    counted = int(re.search(r"Collected : (\d+)", output).group(1))
    if counted == 0:
        raise GuardError(
            "callgrind counted nothing: if Simulation.runEpoch has another name now, say so in "
            "STEPPING of tools/instructions.py")
    return counted


def measure():
    """The figure of each model, with as many runs at once as there are processors."""
    for model in MODELS.values():
        if model.is_fused:
            fuse(model)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {
            name: [pool.submit(count, model, steps) for steps in model.steps]
            for name, model in MODELS.items()}
        return {name: figure(MODELS[name], *(one.result() for one in runs[name])) for name in runs}


def figure(model, short, long):
    """Instructions per element and step."""
    return round((long - short) / (model.steps[1] - model.steps[0]) / model.elements, 2)


def compare(figures, known):
    """Prints all figures beside those on record; the names of those that are too far away."""
    print(f"{'instructions per compartment and step':38} {'on record':>10} {'now':>10}")
    strayed = []
    for name, value in figures.items():
        due = known.get(name)
        change = value / due - 1 if due else float("inf")
        if abs(change) > TOLERANCE:
            strayed.append(name)
        before, part = (f"{due:.2f}", f"{change:+.1%}") if due else ("none", "")
        print(f"{name:38} {before:>10} {value:10.2f} {part:>8}")
    return strayed


def accept(figures):
    record = {"compiler": compiler(), "processor_level": LEVEL, "instructions": figures}
    FIGURES.write_text(json.dumps(record, indent=2) + "\n")
    print(f"written to {FIGURES.relative_to(ROOT)}")


def judge(figures, record):
    """Ends with a sentence where the figures are not those on record."""
    strayed = compare(figures, record["instructions"])
    if record["compiler"] != compiler():
        sys.exit(
            f"error: the figures on record are of {record['compiler']}, this is {compiler()}: "
            "these cannot be compared. Check them with the recorded compiler, or record those of "
            "this one by tools/instructions.py --accept")
    if strayed:
        sys.exit(
            f"error: steps of {', '.join(strayed)} take over {TOLERANCE:.0%} more or fewer "
            "instructions than on record. If that is meant, run tools/instructions.py --accept, "
            "commit Tests/Guards/instructions.json, and say why in docs/performance.md; if not, "
            "look for what the change did to the inner loops")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accept", action="store_true", help="record the figures of this build")
    options = parser.parse_args()
    try:
        environment = os.environ | {"SKOU_WITH_VALGRIND": "1"}
        subprocess.run([ROOT / "tools/setup.sh"], check=True, env=environment)
        build()
        figures = measure()
        record = json.loads(FIGURES.read_text()) if FIGURES.exists() else {"instructions": {}}
        if options.accept:
            compare(figures, record["instructions"])
            accept(figures)
        else:
            judge(figures, record)
    except (GuardError, subprocess.CalledProcessError) as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
