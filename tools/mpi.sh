#!/usr/bin/env bash
# Builds Skou and beside it the library through which 'skou run --mpi' reaches MPI.
#
#   tools/mpi.sh
#
# MPICC names the compiler of another MPI library than the one that 'mpicc' stands for; without
# either, Open MPI is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SKOU_WITH_MPI=1 tools/build.sh
source=Sources/CMPI/mpi/skou_mpi.c
# Beside the executable, where Skou looks for it.
library=.build/release/libskou_mpi.so
if [ ! -e "$library" ] || [ -n "$(find Sources/CMPI -newer "$library" -type f)" ]; then
  "${MPICC:-mpicc}" -shared -fPIC -O2 -Wall -Wextra -Werror -I Sources/CMPI/include \
    "$source" -o "$library.new"
  mv "$library.new" "$library"
fi
