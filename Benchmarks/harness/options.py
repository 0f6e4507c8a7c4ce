"""What the command line says."""
import argparse
import os
import pathlib

from .cases import CASES, HERE, PEERS, BenchmarkError

KNOWN = ["Skou", "Skou 25 us", *PEERS]
QUICK_CASES = [
    "detailed-2000", "tree-128", "morphologies-64", "ions-8", "channels-8", "busyring-simple-128",
    "ecs-50x10x10"]
LEAST_ROUNDS = 8
PATIENCE, QUICK_PATIENCE = 1200, 60  # s
PARTS = ["cases", "threads", "sizes", "precision", "set-up", "recording"]


class Options(argparse.Namespace):
    """Which simulators run what, where they are, on which cores, and when.

    `quiet`: what turns wait for, a `Quiet`; the caller's to set.
    """

    def cores_for(self, threads):
        """The last of the cores; a process with several threads gets as many."""
        if threads > len(self.cores):
            raise BenchmarkError(f"{threads} threads need {threads} cores, not {len(self.cores)}")
        return set(self.cores[-threads:])

    def executable(self, simulator):
        """Which build of Skou that is."""
        return self.before if simulator == "Skou before" else self.skou

    def chosen(self, simulators):
        """Those of them that the command line names; all where it names none."""
        return [name for name in simulators if name in (self.simulators or simulators)]


def names(text):
    """Cases or simulators, with commas between them."""
    return [name.strip() for name in text.split(",")]


def numbers(text):
    return [int(number) for number in text.split(",")]


def cores(text):
    """Those of this process, or some of them."""
    given, own = numbers(text), sorted(os.sched_getaffinity(0))
    for core in given:
        if core not in own:
            raise argparse.ArgumentTypeError(
                f"there is no core {core} here; there are {', '.join(map(str, own))}")
    return given


def add_machine(parser, patience):
    """On which cores, and how long to wait for them."""
    parser.add_argument("--cores", type=cores, default=sorted(os.sched_getaffinity(0)),
                        help="such as 0,1; a process gets the last of them, one a thread")
    parser.add_argument("--patience", type=float, default=patience, metavar="SECONDS",
                        help="how long to wait, in all, while other work makes the cores slower, and "
                        "to repeat what it made slower; 0 takes every turn as it comes; "
                        "default: %(default)s")


def parse_arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--peers", default=os.environ.get("PEERS"), help="folder of setup.sh")
    parser.add_argument("--skou", default=HERE.parent / "bin/skou", help="the executable")
    parser.add_argument("--parts", type=names, default=["cases"],
                        help=f"with commas between them, of {', '.join(PARTS)}; default: cases")
    parser.add_argument("--cases", type=names, default=list(CASES),
                        help=f"with commas between them, of {', '.join(CASES)}")
    parser.add_argument("--simulators", type=names,
                        help=f"those that are named here, of {', '.join(KNOWN)}")
    parser.add_argument("--threads", type=numbers, help="such as 1,2, in place of each case's own")
    parser.add_argument("--rounds", type=int, default=5)
    add_machine(parser, PATIENCE)
    parser.add_argument("--output", type=pathlib.Path, help="a JSON file for all figures")
    options = parser.parse_args(namespace=Options())
    known = ((options.cases, CASES), (options.parts, PARTS),
             (options.simulators or [], KNOWN))
    for given, all_names in known:
        for name in given:
            if name not in all_names:
                parser.error(f"there is no '{name}'; there are {', '.join(all_names)}")
    if options.peers is None and options.chosen(PEERS):
        parser.error("say where the peers are with --peers (see Benchmarks/README.md)")
    options.skou = pathlib.Path(options.skou).resolve()
    options.peers = options.peers and pathlib.Path(options.peers).resolve()
    return options


def parse_quick_arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("before", type=pathlib.Path, help="the executable to compare with")
    parser.add_argument("--skou", type=pathlib.Path, default=HERE.parent / "bin/skou")
    parser.add_argument("--cases", type=names, default=QUICK_CASES, help="with commas between them")
    parser.add_argument("--rounds", type=int, default=12, help="at least 8")
    add_machine(parser, QUICK_PATIENCE)
    options = parser.parse_args(namespace=Options())
    if options.rounds < LEAST_ROUNDS:
        parser.error(f"the noise shows in {LEAST_ROUNDS} rounds or more")
    options.before, options.skou = options.before.resolve(), options.skou.resolve()
    return options
