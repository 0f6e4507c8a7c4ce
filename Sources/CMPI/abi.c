#include "skou_mpi.h"

/* Skou and its MPI library are built by different compilers: both must see the same table. */
_Static_assert(sizeof(skou_mpi) == 8 + 10 * sizeof(void *), "the table has no gaps");
