#!/usr/bin/env bash
# Installs NEURON (with CoreNEURON) and Arbor into FOLDER/venv and builds the mechanisms there.
# Takes about two minutes at first, none where nothing has changed; needs a C++ compiler and network
# access to PyPI; writes nothing elsewhere.
# usage: setup.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:?usage: setup.sh FOLDER}"
cd "$1"
[ -d venv ] || python3 -m venv venv
. venv/bin/activate
packages="neuron==9.0.2 arbor==0.12.2 cmake numpy scipy h5py mpmath"
if [ "$(cat packages.installed 2>/dev/null)" != "$packages" ]; then
  # shellcheck disable=SC2086 # One word a package.
  pip install -q $packages
  echo "$packages" >packages.installed
fi
export NEURON_MODULE_OPTIONS=-nogui

# NEURON, with the compiler flags of its wheel.
build_neuron() {
  rm -rf x86_64 mechanisms
  cp -r "$here/mechanisms-neuron" mechanisms
  nrnivmodl mechanisms >neuron.log 2>&1
}

# CoreNEURON as users who care for speed build it: the wheel's own flags are SSE and scalar exp.
# nrnivmodl-core builds the library and then trips over a file that is not needed here.
build_coreneuron() {
  rm -rf tuned
  mkdir -p tuned
  cp -r "$here/mechanisms-neuron" tuned/mechanisms
  (cd tuned && nrnivmodl-core -i '-O3 -march=native -ffast-math -fopenmp-simd' mechanisms \
    >coreneuron.log 2>&1) || test -e tuned/x86_64/libcorenrnmech.so
}

build_arbor() {
  rm -f bench-catalogue.so
  arbor-build-catalogue bench "$here/mechanisms-arbor" >arbor.log 2>&1
}

# Builds for one simulator unless the very same mechanisms have been built.
build() {
  local name=$1 sources=$2 now
  now=$(cd "$here/$sources" && cat ./*.mod | sha256sum)
  if [ "$(cat "$name.built" 2>/dev/null)" = "$now" ]; then return; fi
  echo "building the mechanisms for $name" >&2
  "build_$name"
  echo "$now" >"$name.built"
}

build neuron mechanisms-neuron
build coreneuron mechanisms-neuron
build arbor mechanisms-arbor
echo "peers are ready: PEERS=$PWD"
