#!/usr/bin/env bash
# Installs what is missing, builds Skou in release, and links bin/skou to it.
#
#   tools/build.sh
#
# SKOU_MARCH names a processor level, such as x86-64-v3, where the best one of this machine is not
# wanted; SKOU_JOBS limits the compilers that run at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/setup.sh
# SwiftPM keeps what Package.swift found: a folder that is new in Mechanisms/ has to be looked for.
[ ! Mechanisms -nt Package.swift ] || touch Package.swift
swift build --configuration release ${SKOU_JOBS:+--jobs "$SKOU_JOBS"} >&2
mkdir -p bin
ln -sfn ../.build/release/skou bin/skou
