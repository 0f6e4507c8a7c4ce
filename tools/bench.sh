#!/usr/bin/env bash
# Builds Skou, installs the other simulators, checks that all agree, times them in turn, and draws
# the result.
#
#   tools/bench.sh [OPTIONS OF Benchmarks/run.py]
#
# PEERS names a folder for the other simulators, in place of .peers. OUTPUT names the file for the
# figures, in place of Benchmarks/results/latest.json; pictures go to Benchmarks/pictures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

peers=${PEERS:-.peers}
output=${OUTPUT:-Benchmarks/results/latest.json}
tools/build.sh
Benchmarks/peers/setup.sh "$peers"
.venv/bin/python Benchmarks/run.py --peers "$peers" --output "$output" \
  --parts cases,threads,sizes,precision,set-up,recording "$@"
.venv/bin/python Benchmarks/plots.py "$output" Benchmarks/pictures
echo "The figures are in $output; Benchmarks/tables.py prints them in Markdown"
