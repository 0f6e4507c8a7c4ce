#include "csystem.h"
#include <string.h>

#ifndef SKOU_CPU_LEVEL
#define SKOU_CPU_LEVEL ""
#endif

const char *skou_cpu_level(void) { return SKOU_CPU_LEVEL; }

const char *skou_missing_cpu_feature(const char *level) {
#if defined(__x86_64__)
  int is_v4 = strcmp(level, "x86-64-v4") == 0;
  __builtin_cpu_init();
  /* Of other levels (x86-64, a processor's own name) whoever chose them knows what they need. */
  if (!is_v4 && strcmp(level, "x86-64-v3") != 0) return 0;
  if (!__builtin_cpu_supports("avx2")) return "AVX2";
  if (!__builtin_cpu_supports("fma")) return "FMA";
  if (!__builtin_cpu_supports("bmi2")) return "BMI2";
  if (!is_v4) return 0;
  if (!__builtin_cpu_supports("avx512f")) return "AVX-512F";
  if (!__builtin_cpu_supports("avx512bw")) return "AVX-512BW";
  if (!__builtin_cpu_supports("avx512cd")) return "AVX-512CD";
  if (!__builtin_cpu_supports("avx512dq")) return "AVX-512DQ";
  if (!__builtin_cpu_supports("avx512vl")) return "AVX-512VL";
#else
  (void)level;
#endif
  return 0;
}
