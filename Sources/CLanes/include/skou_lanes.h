#ifndef SKOU_LANES_H
#define SKOU_LANES_H
/* What a processor does with eight numbers at once and Swift has no words for. */

typedef double skou_lanes __attribute__((ext_vector_type(8)));
#define SKOU_INLINE static inline __attribute__((always_inline))

#if defined(__AVX512F__)
#include <immintrin.h>

/* Whether skou_exponential() is there. */
SKOU_INLINE int skou_has_exponential(void) { return 1; }

/* e^x for -708 <= x <= 709, to 1.1 units in the last place.
 *
 * x = (n + r) ln 2 / 16 with a whole n: e^x is 2^(n / 16), of which 16 roots are in two registers, times
 * a polynomial of degree 6 in r, |r| <= ln 2 / 32, with a relative error of 3e-17. Table and
 * coefficients are those of tools/generate_exponential.py table. Seven instructions less than without
 * a table, of which the polynomial has degree 11. */
SKOU_INLINE skou_lanes skou_exponential(skou_lanes argument) {
  const __m512d low = {
      0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
      0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0};
  const __m512d high = {
      0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
      0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0};
  const __m512d x = (__m512d)argument;
  /* Added to 1.5 x 2^52, a number is rounded to a whole one, which stands in the low bits. */
  const __m512d shift = _mm512_set1_pd(0x1.8p52);
  const __m512d shifted = _mm512_fmadd_pd(x, _mm512_set1_pd(0x1.71547652b82fep+4), shift);
  const __m512d n = _mm512_sub_pd(shifted, shift);
  const __m512d root = _mm512_permutex2var_pd(low, _mm512_castpd_si512(shifted), high);
  const __m512d near = _mm512_fnmadd_pd(n, _mm512_set1_pd(0x1.62e42fefa39efp-5), x);
  const __m512d r = _mm512_fnmadd_pd(n, _mm512_set1_pd(0x1.abc9e3b39803fp-60), near);
  const __m512d square = _mm512_mul_pd(r, r);
  const __m512d c23 =
      _mm512_fmadd_pd(r, _mm512_set1_pd(0x1.55555554dcc9bp-3), _mm512_set1_pd(0x1p-1));
  const __m512d c45 = _mm512_fmadd_pd(
      r, _mm512_set1_pd(0x1.11120b77051e7p-7), _mm512_set1_pd(0x1.55555555190f9p-5));
  const __m512d c456 = _mm512_fmadd_pd(square, _mm512_set1_pd(0x1.6c17bbd1f560ap-10), c45);
  const __m512d q = _mm512_fmadd_pd(square, c456, c23);
  const __m512d minus_one = _mm512_fmadd_pd(square, q, r);
  const __m512d power = _mm512_fmadd_pd(root, minus_one, root);
  /* Times 2^floor(n / 16). */
  return (skou_lanes)_mm512_scalef_pd(power, _mm512_mul_pd(n, _mm512_set1_pd(0.0625)));
}
#else
SKOU_INLINE int skou_has_exponential(void) { return 0; }
/* Never called. */
SKOU_INLINE skou_lanes skou_exponential(skou_lanes argument) { return argument; }
#endif

#endif
