/* The table of skou_mpi.h over MPI; tools/mpi.sh compiles it with mpicc. */
#include "skou_mpi.h"

#include <mpi.h>
#include <stdio.h>

static MPI_Comm ranks = MPI_COMM_NULL;
static MPI_Request under_way = MPI_REQUEST_NULL;

/* Errors come back as codes: MPI's own way is to end the process without a word on where. */
static int32_t begin(int32_t *rank, int32_t *count) {
  int provided = 0, number = 0, size = 0;
  int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  if (code != MPI_SUCCESS) return code;
  if (provided < MPI_THREAD_FUNNELED) return MPI_ERR_OTHER;
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  if ((code = MPI_Comm_dup(MPI_COMM_WORLD, &ranks)) != MPI_SUCCESS) return code;
  MPI_Comm_set_errhandler(ranks, MPI_ERRORS_RETURN);
  if ((code = MPI_Comm_rank(ranks, &number)) != MPI_SUCCESS) return code;
  if ((code = MPI_Comm_size(ranks, &size)) != MPI_SUCCESS) return code;
  *rank = number;
  *count = size;
  return MPI_SUCCESS;
}

static int32_t end(void) { return MPI_Finalize(); }

static int32_t share(double *base, const int32_t *counts, const int32_t *places) {
  return MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DOUBLE, base, counts, places, MPI_DOUBLE, ranks);
}

static int32_t exchange(
    const double *outgoing, const int32_t *outgoing_counts, const int32_t *outgoing_places,
    double *incoming, const int32_t *incoming_counts, const int32_t *incoming_places) {
  return MPI_Alltoallv(
      outgoing, outgoing_counts, outgoing_places, MPI_DOUBLE, incoming, incoming_counts,
      incoming_places, MPI_DOUBLE, ranks);
}

static int32_t largest(double *value) {
  return MPI_Allreduce(MPI_IN_PLACE, value, 1, MPI_DOUBLE, MPI_MAX, ranks);
}

static int32_t begin_sharing(double *base, int32_t size) {
  return MPI_Iallgather(
      MPI_IN_PLACE, 0, MPI_DOUBLE, base, size, MPI_DOUBLE, ranks, &under_way);
}

static int32_t poll(void) {
  int done = 0;
  return MPI_Test(&under_way, &done, MPI_STATUS_IGNORE);
}

static int32_t finish_sharing(void) { return MPI_Wait(&under_way, MPI_STATUS_IGNORE); }

static void abort_all(int32_t status) { MPI_Abort(MPI_COMM_WORLD, status); }

static void explain(int32_t code, char *text, int32_t size) {
  char words[MPI_MAX_ERROR_STRING];
  int length = 0;
  if (MPI_Error_string(code, words, &length) != MPI_SUCCESS) length = 0;
  snprintf(text, (size_t)size, "%.*s", length, words);
}

const skou_mpi *skou_mpi_table(void) {
  static const skou_mpi table = {
      SKOU_MPI_VERSION, sizeof(skou_mpi), begin, end, share, exchange, largest,
      begin_sharing, poll, finish_sharing, abort_all, explain};
  return &table;
}
