"""Lets a turn begin when its cores have nothing else to do, and repeats one that ends otherwise.

A virtual machine's core is often half of a computer's: where neighbours work on the other half, or the
machine's own second core does, the two take turns at the units that multiply, and no counter within
the machine tells. Products of matrices keep these units busy all the time, and so they do: on Zen 5
they take within 3 % the same time on quiet cores, 12 to 25 % more beside neighbours, and 75 % more
while two cores of the machine are halves of one.
"""
import os
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor

try:
    import numpy
except ImportError:
    sys.exit("numpy is missing: use the Python of the peers' folder, or pip install numpy h5py")

SIZE = 64  # of matrices, whose product takes one thread, in L1
LOOPS, PASSES = 9, 400  # of a probe: some 40 ms
TOLERANCE = 0.10  # over the quickest probe so far
LIMIT = 15.0  # s of waiting for a try
TRIES = 3  # of a turn, at most
LONG = 30.0  # s; a turn of that length has quiet moments within, and is not repeated
FIRST_PROBES, FIRST_PAUSE = 20, 0.1  # s; to know how quick a quiet core is


def probe():
    """The median time of a short loop, in seconds."""
    matrix = numpy.full((SIZE, SIZE), 1 / SIZE)
    product = numpy.empty_like(matrix)
    times = []
    for _ in range(LOOPS):
        begin = time.perf_counter()
        for _ in range(PASSES):
            numpy.matmul(matrix, matrix, out=product)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def pin(core):
    os.sched_setaffinity(0, {core})


class Quiet:
    """Probes of some cores, each by a process of its own.

    `patience`: how many seconds may go, in all, to waiting and to tries that do not count; 0 for no
    probes.
    """

    def __init__(self, cores, patience):
        self.patience, self.waited = patience, 0.0
        self.turns, self.repeated, self.disturbed = 0, 0, 0
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
        """Returns once they are quiet, or patience is at an end; whether they are.

        Without pauses: two halves of one core that are both at work for a second or so are mostly
        given a core each.
        """
        begin = time.perf_counter()
        limit = min(LIMIT, self.patience - self.waited)
        quiet = self.is_quiet(cores)
        while not quiet and time.perf_counter() - begin < limit:
            quiet = self.is_quiet(cores)
        self.waited += time.perf_counter() - begin
        return quiet

    def take(self, turn, cores, seconds_of):
        """What the first try of a turn gives that begins and ends on quiet cores.

        The quickest of all tries where none does.
        """
        if not self.probers:
            return turn()
        self.turns += 1
        tries = []
        while True:
            quiet, begin = self.wait(cores), time.perf_counter()
            tries.append(turn())
            if self.is_quiet(cores) and quiet:
                return tries[-1]
            seconds = time.perf_counter() - begin
            patience = min(LONG, self.patience - self.waited)
            if len(tries) == TRIES or seconds > patience:
                self.disturbed += 1
                return min(tries, key=seconds_of)
            self.waited += seconds
            self.repeated += 1

    def close(self):
        """Ends the processes of the probes."""
        for prober in self.probers.values():
            prober.shutdown()

    def summary(self):
        """`repeated`: the tries that did not count; `disturbed`: turns without a quiet try.

        `waited_seconds`: those of waiting and of tries that did not count.
        """
        return {
            "turns": self.turns, "repeated": self.repeated, "disturbed": self.disturbed,
            "waited_seconds": round(self.waited, 1)}

    def __str__(self):
        return (f"{self.turns} turns: {self.waited:.0f} s went to waiting for quiet cores and to "
                f"{self.repeated} repeated tries; {self.disturbed} turns had no quiet one")
