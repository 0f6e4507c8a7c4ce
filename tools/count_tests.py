#!/usr/bin/env python3
"""Adds up what the parts of `make test` found, and prints 'N passed, N failed, N skipped'.

    count_tests.py DIR

DIR holds swift-swift-testing.xml and readers.xml, in JUnit's format, and verify.txt, the output of
`skou verify`. Where one is missing, a part did not come to its end, and the exit code is 1.
"""

import pathlib
import re
import sys
from xml.etree import ElementTree


def count_cases(path):
    """Passed, failed and skipped test cases; a case may have several failures.

    Names those that failed: the last lines of a long log are what people see first.
    """
    passed = failed = skipped = 0
    for case in ElementTree.parse(path).iter("testcase"):
        marks = {child.tag for child in case}
        if marks & {"failure", "error"}:
            failed += 1
            print(f"failed: {case.get('classname')}: {case.get('name')}")
            for child in case:
                print(f"  {child.get('message', '')}"[:400])
        elif "skipped" in marks:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_expectations(path):
    """What the closing line of `skou verify` says."""
    found = re.findall(r"^(\d+) met, (\d+) not met$", path.read_text(), re.MULTILINE)
    if not found:
        raise ValueError(f"{path} has no closing line")
    passed, failed = found[-1]
    return int(passed), int(failed), 0


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    try:
        parts = [
            count_cases(folder / "swift-swift-testing.xml"), count_cases(folder / "readers.xml"),
            count_expectations(folder / "verify.txt")]
    except (OSError, ValueError, ElementTree.ParseError) as problem:
        sys.exit(f"The tests did not come to their end: {problem}")
    passed, failed, skipped = (sum(counts) for counts in zip(*parts))
    ending = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{ending}")


if __name__ == "__main__":
    main()
