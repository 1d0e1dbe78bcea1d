/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* Four floats at once, by the vector extensions of the compiler: any processor that has them in
 * registers uses these, others count one by one. */
typedef float TriVector __attribute__ ((vector_size (16)));
typedef gint32 TriVectorInt __attribute__ ((vector_size (16)));

#define TRI_VECTOR_N 4

/* Far below any logarithm that counts, and far from overflow. */
#define TRI_LOG_ZERO (-1e30f)

static inline TriVector
tri_vector_load (const float *p)
{
  TriVector v;

  memcpy (&v, p, sizeof v);
  return v;
}

static inline void
tri_vector_store (float *p, TriVector v)
{
  memcpy (p, &v, sizeof v);
}

static inline TriVector
tri_vector_splat (float x)
{
  return (TriVector){ x, x, x, x };
}

/* Where @mask is set @a, else @b. */
static inline TriVector
tri_vector_choose (TriVectorInt mask, TriVector a, TriVector b)
{
  return (TriVector) ((mask & (TriVectorInt) a) | (~mask & (TriVectorInt) b));
}

/* Compilers do not see that one instruction does this. */
static inline TriVector
tri_vector_max (TriVector a, TriVector b)
{
#ifdef __SSE2__
  return (TriVector) _mm_max_ps ((__m128) a, (__m128) b);
#else
  return tri_vector_choose ((TriVectorInt) (a > b), a, b);
#endif
}

static inline TriVector
tri_vector_min (TriVector a, TriVector b)
{
#ifdef __SSE2__
  return (TriVector) _mm_min_ps ((__m128) a, (__m128) b);
#else
  return tri_vector_choose ((TriVectorInt) (a < b), a, b);
#endif
}

/* Each number where the next one was (to the left) or the one before (to the right), @n times over;
 * @in stands where there was none. */
#define tri_vector_shift_left_1(v, in) __builtin_shufflevector (v, in, 1, 2, 3, 4)
#define tri_vector_shift_left_2(v, in) __builtin_shufflevector (v, in, 2, 3, 4, 5)
#define tri_vector_shift_right_1(v, in) __builtin_shufflevector (in, v, 3, 4, 5, 6)
#define tri_vector_shift_right_2(v, in) __builtin_shufflevector (in, v, 2, 3, 4, 5)

/* e to the power of @x, for x ≤ 80; within 2 units in the last place (the polynomial is that of
 * Cephes, expf). 0 below -87. */
static inline TriVector
tri_vector_exp (TriVector x)
{
  TriVectorInt tiny = (TriVectorInt) (x < tri_vector_splat (-87));
  TriVector clamped = tri_vector_max (x, tri_vector_splat (-87));
  TriVector n = clamped * tri_vector_splat (1.44269504088896341f);
  TriVector round = tri_vector_splat (12582912.f);
  TriVectorInt whole = __builtin_convertvector(n + round - round, TriVectorInt);
  TriVector r = __builtin_convertvector(whole, TriVector);
  TriVector y;

  r = clamped - r * tri_vector_splat (.693359375f) - r * tri_vector_splat (-2.12194440e-4f);
  y = tri_vector_splat (1.9875691500e-4f);
  y = y * r + tri_vector_splat (1.3981999507e-3f);
  y = y * r + tri_vector_splat (8.3334519073e-3f);
  y = y * r + tri_vector_splat (4.1665795894e-2f);
  y = y * r + tri_vector_splat (1.6666665459e-1f);
  y = y * r + tri_vector_splat (5.0000001201e-1f);
  y = y * r * r + r + tri_vector_splat (1);
  y = (TriVector) ((TriVectorInt) y + (whole << 23));
  return (TriVector) ((TriVectorInt) y & ~tiny);
}

/* The natural logarithm of @x > 0, normal; within 2 units in the last place and without bias, which
 * long sums need (the polynomial is that of Cephes, logf). */
static inline TriVector
tri_vector_log (TriVector x)
{
  TriVectorInt bits = (TriVectorInt) x;
  TriVector e = __builtin_convertvector(((bits >> 23) & 0xff) - 126, TriVector);
  TriVector m = (TriVector) ((bits & 0x7fffff) | 0x3f000000);
  TriVectorInt low = (TriVectorInt) (m < tri_vector_splat (.707106781186547524f));
  TriVector z;
  TriVector y;

  e = e - (TriVector) (low & (TriVectorInt) tri_vector_splat (1));
  m = m - tri_vector_splat (1) + (TriVector) (low & (TriVectorInt) m);
  z = m * m;
  y = tri_vector_splat (7.0376836292e-2f);
  y = y * m + tri_vector_splat (-1.1514610310e-1f);
  y = y * m + tri_vector_splat (1.1676998740e-1f);
  y = y * m + tri_vector_splat (-1.2420140846e-1f);
  y = y * m + tri_vector_splat (1.4249322787e-1f);
  y = y * m + tri_vector_splat (-1.6668057665e-1f);
  y = y * m + tri_vector_splat (2.0000714765e-1f);
  y = y * m + tri_vector_splat (-2.4999993993e-1f);
  y = y * m + tri_vector_splat (3.3333331174e-1f);
  y = y * m * z + e * tri_vector_splat (-2.12194440e-4f) - z * tri_vector_splat (.5f);
  return m + y + e * tri_vector_splat (.693359375f);
}

G_END_DECLS
