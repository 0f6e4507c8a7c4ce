"""Lets a turn begin when its cores have nothing else to do.

Neighbours on the same computer make a virtual machine's cores slower for seconds, and no counter
within it tells. A loop of Python does: it takes up to twice as long while they work.
"""
import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor

LOOPS, PASSES = 9, 200_000  # of a probe: some 25 ms
TOLERANCE = 0.15  # over the quickest probe so far; quiet ones differ by less
PAUSE = 0.5  # s between probes of busy cores
LIMIT = 15.0  # s of waiting for one turn
FIRST_PROBES, FIRST_PAUSE = 20, 0.1  # s; to know how quick a quiet core is


def probe():
    """The median time of a short loop, in seconds."""
    times = []
    for _ in range(LOOPS):
        begin = time.perf_counter()
        for _ in range(PASSES):
            pass
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def pin(core):
    os.sched_setaffinity(0, {core})


class Quiet:
    """Probes of some cores, each by a process of its own.

    `patience`: how many seconds may be spent waiting, in all; 0 for no probes.
    """

    def __init__(self, cores, patience):
        self.patience, self.waited, self.disturbed, self.turns = patience, 0.0, 0, 0
        self.probers, self.least = {}, None
        if patience <= 0:
            return
        self.probers = {
            core: ProcessPoolExecutor(1, initializer=pin, initargs=(core,)) for core in cores}
        for _ in range(FIRST_PROBES):
            self.is_quiet(cores)
            time.sleep(FIRST_PAUSE)

    def is_quiet(self, cores):
        """Whether all of them are about as quick as any was so far, all at work at once."""
        probes = [self.probers[core].submit(probe) for core in cores]
        seconds = [one.result() for one in probes]
        self.least = min([*seconds, *([self.least] if self.least else [])])
        return max(seconds) <= (1 + TOLERANCE) * self.least

    def wait(self, cores):
        """Returns once they are quiet, or patience is at an end."""
        if not self.probers:
            return
        self.turns += 1
        begin = time.perf_counter()
        limit = min(LIMIT, self.patience - self.waited)
        quiet = self.is_quiet(cores)
        while not quiet and time.perf_counter() - begin < limit:
            time.sleep(PAUSE)
            quiet = self.is_quiet(cores)
        self.waited += time.perf_counter() - begin
        self.disturbed += not quiet

    def summary(self):
        """`disturbed`: the turns that began all the same."""
        return {
            "turns": self.turns, "disturbed": self.disturbed,
            "waited_seconds": round(self.waited, 1)}

    def __str__(self):
        return (f"waited {self.waited:.0f} s for quiet cores in {self.turns} turns, in vain in "
                f"{self.disturbed}")
