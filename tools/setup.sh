#!/usr/bin/env bash
# Installs what Skou needs and this machine lacks, and says what it installs.
#
#   tools/setup.sh [REQUIREMENTS]
#
# SKOU_WITH_MPI=1 wants an MPI library, too; SKOU_WITH_VALGRIND=1 wants valgrind.
#
# System packages: the HDF5 library, pkg-config, Python with its venv module. Python packages go to
# .venv in the project; REQUIREMENTS is one of tools/requirements*.txt (default: those for plots).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
requirements=${1:-tools/requirements-plots.txt}

say() { printf 'setup: %s\n' "$*" >&2; }

# Prints the Debian names of the system packages that are missing.
missing_packages() {
  if ! command -v pkg-config >/dev/null; then
    echo pkg-config
    [ -e /usr/include/hdf5/serial/hdf5.h ] || echo libhdf5-dev
  elif ! pkg-config --exists hdf5; then
    echo libhdf5-dev
  fi
  if [ -n "${SKOU_WITH_MPI:-}" ] && ! command -v "${MPICC:-mpicc}" >/dev/null; then
    echo libopenmpi-dev openmpi-bin
  fi
  if [ -n "${SKOU_WITH_VALGRIND:-}" ] && ! command -v valgrind >/dev/null; then echo valgrind; fi
  # Debian's python3 is there without what makes a venv.
  python3 -c 'import venv, ensurepip' 2>/dev/null || echo python3-venv
}

# Runs a command as root; fails where that needs a password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
  [ "$(id -u)" -eq 0 ] || { command -v sudo && sudo -n true; } >/dev/null 2>&1
}

# Asks the user for what this script may not or cannot install, and ends.
ask_for() {
  say "Skou needs software that is not installed: $*"
  if command -v apt-get >/dev/null; then
    say "ask an administrator for it, or type, and then repeat your command:"
    say "    sudo apt-get update && sudo apt-get install --no-install-recommends $*"
  elif command -v brew >/dev/null; then
    say "type, and then repeat your command:"
    say "    brew install hdf5 pkg-config python"
  else
    say "these are Debian's names; install the HDF5 library with its headers, pkg-config and"
    say "Python 3 with its venv module by your system's means, and then repeat your command"
  fi
  exit 1
}

install_packages() {
  if ! command -v apt-get >/dev/null || ! can_be_root; then ask_for "$@"; fi
  say "installing Debian packages: $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Makes .venv, or makes it anew where its Python does not run any more.
make_venv() {
  if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then return; fi
  say "making a Python environment in .venv"
  rm -rf .venv
  python3 -m venv .venv
}

# Installs a list of Python packages unless the very same list has been installed.
install_requirements() {
  local list=$1 stamp
  stamp=.venv/$(basename "$list").installed
  if cat tools/requirements*.txt | cmp -s - "$stamp"; then return; fi
  say "installing Python packages into .venv: $(list_packages "$list")"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$list"
  cat tools/requirements*.txt >"$stamp"
}

# The packages in a list and in the lists that it includes, on one line.
list_packages() {
  local included
  included=$(sed -n 's/^-r //p' "$1")
  sed '/^[#-]/d; /^$/d' "$1" ${included:+"tools/$included"} | tr '\n' ' '
}

if ! command -v swift >/dev/null; then
  say "Skou is written in Swift, which is not installed: see https://swift.org/install"
  exit 1
fi
packages=$(missing_packages)
# shellcheck disable=SC2086 # One word a package.
if [ -n "$packages" ]; then install_packages $packages; fi
make_venv
install_requirements "$requirements"
