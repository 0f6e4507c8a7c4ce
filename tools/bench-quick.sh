#!/usr/bin/env bash
# Compares the speed of this tree with that of the last commit, without other simulators.
#
#   tools/bench-quick.sh [OPTIONS OF Benchmarks/quick.py]
#
# The last commit is HEAD where what is built differs from it, and else the one before it;
# BENCH_BASE names another. Its sources and its build stay in .bench-previous.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

previous=.bench-previous

say() { printf 'bench-quick: %s\n' "$*" >&2; }

# The commit to compare with.
base() {
  if [ -n "${BENCH_BASE:-}" ]; then
    echo "$BENCH_BASE"
  elif git diff --quiet HEAD -- Package.swift Sources Mechanisms; then
    echo HEAD^
  else
    echo HEAD
  fi
}

# Puts the sources of a commit there; a file keeps its time where it stays the same, so that only
# what differs is compiled.
check_out() {
  if [ -e "$previous/.git" ]; then
    git -C "$previous" checkout --quiet --detach "$1"
  else
    git worktree prune
    git worktree add --quiet --detach "$previous" "$1"
  fi
}

build_previous() {
  [ -x "$previous/.build/release/skou" ] \
    || say "building it for the first time, which takes several minutes"
  (cd "$previous" \
    && swift build --configuration release ${SKOU_JOBS:+--jobs "$SKOU_JOBS"} >&2)
}

tools/build.sh
commit=$(git rev-parse --verify "$(base)^{commit}")
say "comparing with $(git log -1 --format='%h, %s' "$commit")"
check_out "$commit"
build_previous
.venv/bin/python Benchmarks/quick.py "$previous/.build/release/skou" "$@"
