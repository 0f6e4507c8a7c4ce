#include "csystem.h"
#include <string.h>

#ifndef SKOU_CPU_LEVEL
#define SKOU_CPU_LEVEL ""
#endif

const char *skou_cpu_level(void) { return SKOU_CPU_LEVEL; }

const char *skou_missing_cpu_feature(const char *level) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (strcmp(level, "x86-64") == 0 || strcmp(level, "x86-64-v2") == 0) return 0;
  if (!__builtin_cpu_supports("avx2")) return "AVX2";
  if (!__builtin_cpu_supports("fma")) return "FMA";
  if (!__builtin_cpu_supports("bmi2")) return "BMI2";
  if (strcmp(level, "x86-64-v4") == 0) {
    if (!__builtin_cpu_supports("avx512f")) return "AVX-512F";
    if (!__builtin_cpu_supports("avx512dq")) return "AVX-512DQ";
    if (!__builtin_cpu_supports("avx512vl")) return "AVX-512VL";
  }
#else
  (void)level;
#endif
  return 0;
}
