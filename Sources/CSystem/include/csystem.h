#ifndef SKOU_CSYSTEM_H
#define SKOU_CSYSTEM_H
/* What the C library or the processor offers and Swift cannot name. */

/* Tells the processor that this is a spin loop. */
static inline void skou_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

/* The processor level that the kernels were compiled for, such as "x86-64-v3"; "" elsewhere. */
const char *skou_cpu_level(void);

/* NULL where this processor has what the kernels were compiled for; else what it lacks. */
const char *skou_missing_cpu_feature(const char *level);

#endif
