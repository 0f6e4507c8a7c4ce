"""Real readers open what Skou writes: finished, while it is written, and after kill -9.

    SKOU_EXECUTABLE=bin/skou python -m pytest Tests/Readers

With SKOU_RESULTS=DIR, the files of that folder are checked, too.
"""

import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = pathlib.Path(__file__).with_name("model.yaml")
sys.path.insert(0, str(ROOT / "tools"))

from check_results import check_folder  # noqa: E402

# So long that no machine is done before it is killed, with reports of a few megabytes.
LONG = ["--duration", "1 h"]
REPORTS = {"v", "v_often"}


def executable():
    path = pathlib.Path(os.environ.get("SKOU_EXECUTABLE", ROOT / "bin" / "skou")).resolve()
    if not path.exists():
        pytest.fail(f"{path} is not there: build it with `make build`")
    return str(path)


def start(folder, *options):
    return subprocess.Popen(
        [executable(), "run", str(MODEL), "-o", str(folder), "--quiet", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for(process, paths, limit=60):
    """Waits until all paths are there."""
    deadline = time.monotonic() + limit
    while not all(path.exists() for path in paths):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            _, errors = process.communicate()
            pytest.fail(f"{paths} did not appear: {errors.decode()}")
        time.sleep(0.001)


def kill(process):
    """Kills a process that must still be running."""
    ended = process.poll()
    process.send_signal(signal.SIGKILL)
    _, errors = process.communicate()
    assert ended is None, f"the run ended with {ended} before it was killed: {errors.decode()}"


def outputs(folder):
    return [folder / f"{name}.h5" for name in ("run", "spikes", *REPORTS)]


def state(folder):
    import h5py

    with h5py.File(folder / "run.h5", "r") as file:
        return file["status"].attrs["state"]


def hidden(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readers") / "finished"
    process = start(folder)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return folder


def test_every_reader_opens_a_finished_run(finished):
    written = check_folder(finished)
    assert set(written) == REPORTS
    # 200 ms; whether the sample at the end counts is not this test's question.
    assert written["v"] in (2, 3)
    assert written["v_often"] in (10, 11)
    assert state(finished) == "done"
    assert not hidden(finished)


def test_spikes_are_there_and_sorted(finished):
    import libsonata

    reader = libsonata.SpikeReader(str(finished / "spikes.h5"))
    [name] = reader.get_population_names()
    spikes = reader[name].get()
    assert len(spikes) >= 8
    assert {node for node, _ in spikes} == set(range(8))
    times = [time for _, time in spikes]
    assert times == sorted(times)


@pytest.mark.skipif("SKOU_RESULTS" not in os.environ, reason="SKOU_RESULTS names no folder")
def test_every_reader_opens_the_given_folder():
    check_folder(os.environ["SKOU_RESULTS"])


def test_every_reader_opens_a_run_that_goes_on(tmp_path):
    process = start(tmp_path / "run", *LONG)
    try:
        wait_for(process, outputs(tmp_path / "run"))
        for _ in range(3):
            written = check_folder(tmp_path / "run")
            assert set(written) == REPORTS
            assert state(tmp_path / "run") == "running"
    finally:
        kill(process)


@pytest.mark.parametrize("seed", range(10))
def test_every_reader_opens_a_killed_run(tmp_path, seed):
    folder = tmp_path / "run"
    process = start(folder, *LONG)
    wait_for(process, outputs(folder))
    time.sleep(random.Random(seed).uniform(0, 1))
    kill(process)
    assert set(check_folder(folder)) == REPORTS
    assert state(folder) == "running"


@pytest.mark.parametrize("seed", range(10))
def test_files_of_a_run_killed_at_its_start_are_whole_or_absent(tmp_path, seed):
    folder = tmp_path / "run"
    process = start(folder, *LONG)
    wait_for(process, [folder])
    time.sleep(random.Random(seed).uniform(0, 0.01))
    kill(process)
    check_folder(folder)


def test_a_new_run_replaces_a_killed_one(tmp_path):
    folder = tmp_path / "run"
    process = start(folder, *LONG)
    wait_for(process, [folder / "run.h5"])
    kill(process)
    assert start(folder).wait() == 0
    assert set(check_folder(folder)) == REPORTS
    assert not hidden(folder)


def test_the_table_of_events_is_read(finished):
    import h5py
    with h5py.File(finished / "run.h5", "r") as file:
        events = {name: column[:] for name, column in file["events"].items()}
        names = file["events/name"].asstr()[:]
        summary = dict(zip(file["summary/name"].asstr(), file["summary/value"]))
    assert {len(column) for column in events.values()} == {len(names)}
    assert (events["time"][1:] >= events["time"][:-1]).all()
    first = events["global_cell"][names == "first_spike"]
    assert sorted(first) == list(range(8))
    assert list(events["time"][names == "less"]) == [50, 60]
    assert (events["cell"][names == "spike_of_2"] == 2).all()
    detected = (events["kind"] == b"detected").sum()
    assert detected == summary["events"] > 8


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_the_results_are_drawn(finished, tmp_path, ending):
    picture = tmp_path / f"picture.{ending}"
    plot = [sys.executable, str(ROOT / "tools" / "plot.py"), str(finished)]
    subprocess.run([*plot, "--output", str(picture)], check=True)
    assert picture.stat().st_size > 5_000


def test_a_folder_without_results_is_not_drawn(tmp_path):
    plot = [sys.executable, str(ROOT / "tools" / "plot.py"), str(tmp_path)]
    answer = subprocess.run(plot, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "nothing to draw" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_full_disk_is_an_error_and_what_was_written_is_kept(tmp_path):
    """The limit on the size of a file stands for the full disk: writing beyond it fails."""
    import resource

    def limit_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    shutil.rmtree(tmp_path / "run", ignore_errors=True)
    answer = subprocess.run(
        [executable(), "run", str(MODEL), "-o", str(tmp_path / "run"), "--quiet", *LONG],
        preexec_fn=limit_files, capture_output=True, text=True)
    assert answer.returncode in (1, 2), answer.stderr
    assert ".h5" in answer.stderr, answer.stderr
    check_folder(tmp_path / "run")
