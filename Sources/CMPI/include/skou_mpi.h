#ifndef SKOU_MPI_H
#define SKOU_MPI_H
/* What Skou wants of MPI, as a table of functions in a library of its own: so that Skou is built and
   runs without MPI, and MPI's constants, which are macros, stay in C.

   The library exports skou_mpi_table(). Its first two fields are read before anything else. Counts and
   places are in doubles. Every function but the last two returns 0, or what skou_mpi.explain() words. */
#include <stdint.h>

#define SKOU_MPI_VERSION 1

typedef struct skou_mpi {
  uint32_t version;
  uint32_t size;

  /* Begins, and says who this is, of how many. */
  int32_t (*begin)(int32_t *rank, int32_t *count);
  /* Ends; nothing may be called after it. */
  int32_t (*end)(void);

  /* Everybody's block goes to everybody; one's own is in place. */
  int32_t (*share)(double *base, const int32_t *counts, const int32_t *places);
  /* A block for each, and one from each. */
  int32_t (*exchange)(
      const double *outgoing, const int32_t *outgoing_counts, const int32_t *outgoing_places,
      double *incoming, const int32_t *incoming_counts, const int32_t *incoming_places);

  /* The largest of everybody's numbers. */
  int32_t (*largest)(double *value);
  /* Like share(), of blocks of one size; is done when finish_sharing() has returned. */
  int32_t (*begin_sharing)(double *base, int32_t size);
  int32_t (*poll)(void);
  int32_t (*finish_sharing)(void);

  /* Ends all ranks at once. */
  void (*abort)(int32_t status);
  /* Words for what a function returned, in `text`, which has room for `size` bytes. */
  void (*explain)(int32_t code, char *text, int32_t size);
} skou_mpi;

typedef const skou_mpi *(*skou_mpi_table_function)(void);

#endif
