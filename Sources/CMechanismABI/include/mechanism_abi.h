#ifndef SKOU_MECHANISM_ABI_H
#define SKOU_MECHANISM_ABI_H
/* The boundary between the engine and a mechanism library: one table of plain C, and nothing else.
 *
 * A library file is called libSkouMechanism_<Name>.so (.dylib on macOS) and exports one function,
 *     const skou_mechanism_library *skou_mechanism_library_<Name>(void);
 * The engine first reads `major`, `minor` and `size` of what it returns, and nothing more until
 * they fit: major must be equal, minor not newer than the engine's, sizes equal to the engine's.
 *
 * The engine allocates; a mechanism never does. No hook keeps a pointer past its call, and none
 * is called before `skou_mechanism_library` has been checked. All hooks may be called from
 * several threads at once on disjoint blocks. Tables and strings live as long as the library.
 *
 * docs/plugin-abi.md explains it by an example.
 */
#include <stdint.h>

#define SKOU_ABI_MAJOR 3
#define SKOU_ABI_MINOR 0

/* Blocks are made of rows; a row is this many compartments side by side. */
#define SKOU_LANES 8

/* One number a compartment. Row r, lane l stands at values[r * stride + l]; stride is SKOU_LANES,
 * or 0 where every row is the same. Values are never NULL. */
typedef struct skou_column {
  const double *values;
  int64_t stride;
} skou_column;

/* A flux at the present voltage and its slope in voltage, written (not added to) by `current` and
 * `step` where the pointers are not NULL; both are NULL or neither is. */
typedef struct skou_flux {
  double *value_nA;
  double *slope_uS;
} skou_flux;

/* A species as a mechanism sees it. Columns that the table does not declare as read hold zeros. */
typedef struct skou_ion_block {
  skou_column reversal_mV;
  skou_column inside_mM;
  skou_column outside_mM;
  /* z F times the moles that leave through the membrane. */
  skou_flux current;
  /* F times the moles that reactions, buffers and sinks add, inside and outside. */
  skou_flux inside_gain;
  skou_flux outside_gain;
} skou_ion_block;

/* A run of rows of compartments that carry the mechanism, and all that its hooks may touch. */
typedef struct skou_block {
  uint32_t size; /* of this struct, in bytes */
  uint32_t reserved;
  int64_t row_count;
  /* Membrane potential, in mV; rows are contiguous, as in every array below that is no column. */
  const double *voltage_mV;
  /* Membrane area times 0.01: turns S/cm2 into uS and mA/cm2 into nA; 1 for point mechanisms, whose
   * conductances and currents are whole, in uS and nA; 0 in an empty lane. */
  const double *weight;
  /* The hooks add to these: the slope conductance, and slope times V minus current. */
  double *conductance_uS;
  double *drive_nA;
  double *const *states;         /* [state_count], read and written by `advance` */
  double *const *rates;          /* [state_count], written by `rates`, per ms */
  const skou_column *parameters; /* [parameter_count] */
  const skou_ion_block *ions;    /* [ion_count] */
  double *const *observables;    /* [observable_count], written by `observe` alone */
  skou_column temperature_factor; /* q10 ^ ((T - reference) / 10) */
  skou_column celsius;
  skou_column thermal_voltage_mV; /* RT/F */
  skou_column inside_volume_um3;
  skou_column outside_volume_um3; /* 1 where the outside is a bath */
  /* A whole number that no other compartment of the model has: keys random numbers. */
  skou_column identity;
  double time_step_ms;
  /* 0 where a relaxation over z = rate * time_step leaves exp(-z) of a distance. Else it goes with
   * Crank-Nicolson steps of V, and leaves 1 / (1 + z + z^2/2 + 3 z^3/10 + 7 z^4/40); for small z
   * that is exp(-(z + relaxation_correction z^3)), with a correction of 2/15. */
  double relaxation_correction;
  double time_ms;
  uint64_t random_key; /* of the run and the mechanism */
  uint64_t step_index; /* how many steps came before */
  /* Of the events that `receive` takes, one a lane; 0 where none arrives. */
  const double *event_weight;
} skou_block;

typedef struct skou_parameter_info {
  const char *name;
  const char *unit;
  const char *summary;
  double default_value, minimum, maximum;
} skou_parameter_info;

typedef struct skou_state_info {
  const char *name;
  const char *unit;
  const char *summary;
} skou_state_info;

enum {
  SKOU_ION_READS_REVERSAL = 1,
  SKOU_ION_READS_INSIDE = 2,
  SKOU_ION_READS_OUTSIDE = 4,
  SKOU_ION_MOVES = 8,
  SKOU_ION_CONFIGURABLE = 16, /* the model names the species (key `ion`), or none */
  SKOU_ION_GAINS_INSIDE = 32,
  SKOU_ION_GAINS_OUTSIDE = 64,
  /* The model need not have it: then there are 1e30 mM inside and outside, and it reverses at
   * 1e30 mV. */
  SKOU_ION_OPTIONAL = 128
};

typedef struct skou_ion_info {
  const char *name;
  uint32_t flags;
  uint32_t reserved;
} skou_ion_info;

enum {
  SKOU_KIND_DENSITY = 1, /* in the membrane: everything per area */
  SKOU_KIND_POINT = 2    /* at a point of a cell, and possibly the target of events */
};

enum {
  SKOU_MECHANISM_IS_RANDOM = 1, /* `advance` draws random numbers: no rates, fixed steps only */
  /* Each connection has a point mechanism of its own, as its states depend on what has arrived. */
  SKOU_MECHANISM_IS_PER_CONNECTION = 2
};

typedef void (*skou_hook)(const skou_block *);

/* What each hook does to every row of a block. A step calls `step`, or `current` where gates stay;
 * recordings call `advance`, `current` and `observe` on copies.
 *   initialize  states := their steady state at the present voltage
 *   advance     states := states after time_step_ms at the present voltage
 *   current     adds the linearised membrane current at the present voltage and states
 *   step        advance, then current, in one pass
 *   observe     writes the observables at the present voltage and states
 *   rates       writes the states' derivatives in time at the present voltage and states
 *   receive     states := states after an event of `event_weight` has arrived
 *   respond     states := states after the cell that carries the mechanism has spiked
 * The last two are NULL in mechanisms that take no events, or do not mind spikes. Every lane of the
 * block takes its event; the engine hands in a row of copies where only one lane has any. */
typedef struct skou_hooks {
  skou_hook initialize, advance, current, step, observe, rates, receive, respond;
} skou_hooks;

typedef struct skou_mechanism_table {
  uint32_t size; /* of this struct, in bytes */
  uint16_t kind; /* SKOU_KIND_... */
  uint16_t flags; /* SKOU_MECHANISM_... */
  const char *name;
  const char *variant; /* "" where there is only one */
  const char *summary;
  const char *citation;
  const char *event_unit; /* of the weight of events; "" where none are taken */
  double q10, reference_celsius;
  int32_t parameter_count, state_count, ion_count, observable_count;
  const skou_parameter_info *parameters;
  const skou_state_info *states;
  const skou_ion_info *ions;
  const skou_state_info *observables;
  skou_hooks lanes;  /* eight compartments at a time */
  skou_hooks scalar; /* one at a time, with the C library's functions: the oracle */
  /* NULL, or what is wrong with the mechanism as it was declared: the catalogue refuses it. */
  const char *defect;
  /* The Swift type behind the hooks, generic over its number, from which a fused step can be
   * compiled; NULL where there is none. */
  const char *type_name;
} skou_mechanism_table;

typedef struct skou_mechanism_library {
  uint32_t major, minor;
  uint32_t size;       /* of this struct */
  uint32_t table_size; /* of skou_mechanism_table */
  uint32_t block_size; /* of skou_block */
  int32_t table_count;
  const skou_mechanism_table *const *tables;
} skou_mechanism_library;

typedef const skou_mechanism_library *(*skou_library_entry)(void);

/* The steps of several mechanisms with the same rows in one pass: `blocks` are theirs, in the order
 * in which the steps would be called. The same bits as those steps, one after the other, but that
 * currents of ions whose sum was asked for when the hook was made are not written one by one: their
 * sums are, in that order, to `sums`. `scratch` has room for SKOU_FUSED_SCRATCH numbers, of which
 * nothing is expected, and stands on a border of 64 bytes. */
#define SKOU_FUSED_SCRATCH 2048
typedef void (*skou_fused_hook)(const skou_block *const *blocks, const skou_flux *sums,
                                double *scratch);

/* What a library of fused steps says, in the function
 *     const skou_fused_library *skou_fused_library_entry(void);
 * `major` and `minor` are those of this header, and equal to the engine's. */
typedef struct skou_fused_library {
  uint32_t major, minor;
  uint32_t size;       /* of this struct */
  uint32_t block_size; /* of skou_block */
  int32_t hook_count;
  const skou_fused_hook *hooks;
} skou_fused_library;

typedef const skou_fused_library *(*skou_fused_library_entry)(void);

#endif
