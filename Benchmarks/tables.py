#!/usr/bin/env python3
"""Makes the tables of Benchmarks/README.md, from the figures of a run.

    Benchmarks/tables.py RESULTS            # prints them
    Benchmarks/tables.py RESULTS README     # puts them into a page, between the lines
                                            # <!-- RESULTS --> and <!-- /RESULTS -->
"""
import json
import pathlib
import sys

from harness.markdown import page


def replace(text, results, tables):
    """The page with other tables in the place of those of a file of that name."""
    begin, end = f"<!-- {results} -->\n", f"<!-- /{results} -->\n"
    if begin not in text or end not in text:
        sys.exit(f"error: the page has no lines '{begin.strip()}' and '{end.strip()}'")
    head, rest = text.split(begin, 1)
    return head + begin + tables + end + rest.split(end, 1)[1]


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    results = pathlib.Path(sys.argv[1])
    tables = page(json.loads(results.read_text()))
    if len(sys.argv) == 2:
        print(tables)
        return
    target = pathlib.Path(sys.argv[2])
    target.write_text(replace(target.read_text(), results.name, tables))


if __name__ == "__main__":
    main()
