#!/usr/bin/env bash
# Installs NEURON (with CoreNEURON) and Arbor into FOLDER/venv and builds the mechanisms there.
# Takes about a minute, needs a C++ compiler and network access to PyPI; writes nothing elsewhere.
# usage: setup.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:?usage: setup.sh FOLDER}"
cd "$1"
[ -d venv ] || python3 -m venv venv
. venv/bin/activate
pip install -q neuron==9.0.2 arbor==0.12.2 cmake numpy scipy h5py mpmath
export NEURON_MODULE_OPTIONS=-nogui

# NEURON, with the compiler flags of its wheel.
if [ ! -e x86_64/libnrnmech.so ]; then
  cp -r "$here/mechanisms-neuron" mechanisms
  nrnivmodl mechanisms >neuron.log 2>&1
fi

# CoreNEURON as users who care for speed build it: the wheel's own flags are SSE and scalar exp.
# nrnivmodl-core builds the library and then trips over a file that is not needed here.
if [ ! -e tuned/x86_64/libcorenrnmech.so ]; then
  mkdir -p tuned
  cp -r "$here/mechanisms-neuron" tuned/mechanisms
  (cd tuned && nrnivmodl-core -i '-O3 -march=native -ffast-math -fopenmp-simd' mechanisms \
    >coreneuron.log 2>&1) || test -e tuned/x86_64/libcorenrnmech.so
fi

[ -e bench-catalogue.so ] || arbor-build-catalogue bench "$here/mechanisms-arbor" >arbor.log 2>&1
echo "peers are ready: PEERS=$PWD"
