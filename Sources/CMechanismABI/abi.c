#include "mechanism_abi.h"
/* A header is all there is to the interface; the package manager wants one file to compile. */
_Static_assert(sizeof(skou_column) == 16, "columns are a pointer and a stride");
