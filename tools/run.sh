#!/usr/bin/env bash
# Builds Skou, simulates the detailed pyramidal neuron and draws the result.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

results=results/detailed-pyramidal
tools/build.sh
bin/skou run Networks/detailed-pyramidal --output "$results"
bin/skou plot "$results"
echo "The picture is $PWD/$results/plot.png"
echo "The recordings beside it are HDF5 files: see 'Read the results' in README.md"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then
  xdg-open "$results/plot.png" >/dev/null 2>&1 || true
fi
