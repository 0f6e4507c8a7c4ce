#!/usr/bin/env bash
# Builds Skou, runs all tests, and ends with a line 'N passed, N failed'.
#
# Three parts: the Swift tests, the Python readers of results (Tests/Readers), and what the models
# in Networks/ expect. A part that fails does not keep the others from running.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

reports=.build-tests/reports
status=0

swift_tests() {
  # A scratch path of their own: 'swift build' and 'swift test' evict each other's objects.
  swift test --scratch-path .build-tests --xunit-output "$reports/swift.xml" \
    ${SKOU_JOBS:+--jobs "$SKOU_JOBS"}
}

reader_tests() {
  local results=.build-tests/results
  bin/skou run Networks/detailed-pyramidal --output "$results" --quiet
  SKOU_RESULTS=$results .venv/bin/python -m pytest -q -p no:cacheprovider \
    --junitxml "$reports/readers.xml" Tests/Readers
}

verify_models() {
  bin/skou verify --all | tee "$reports/verify.txt"
}

tools/setup.sh tools/requirements.txt
tools/mpi.sh
rm -rf "$reports"
mkdir -p "$reports"
for part in swift_tests reader_tests verify_models; do
  echo "== ${part//_/ }"
  "$part" || status=1
done

.venv/bin/python tools/count_tests.py "$reports" || status=1
exit "$status"
