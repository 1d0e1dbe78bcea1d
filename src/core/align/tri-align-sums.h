/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-lattice.h"

#include <math.h>

G_BEGIN_DECLS

/* log (exp (a) + exp (b)), without bias: it would grow with the text. */
static inline TriVector
tri_log_add (TriVector a, TriVector b)
{
  TriVector most = tri_vector_max (a, b);
  TriVector apart = tri_vector_min (a, b) - most;

  return most + tri_vector_log (tri_vector_splat (1) + tri_vector_exp (apart));
}

/* Adds to each place what the places before it bring, @cost less for each step. */
static inline void
tri_log_scan_right (float *values, gsize n, float cost)
{
  const TriVector nothing = tri_vector_splat (TRI_LOG_ZERO);
  const TriVector steps = { cost, 2 * cost, 3 * cost, 4 * cost };
  TriVector carry = nothing;

  for (gsize j = 0; j < n; j += TRI_VECTOR_N)
    {
      TriVector sum = tri_vector_load (values + j);

      sum = tri_log_add (sum, tri_vector_shift_right_1 (sum, nothing) - tri_vector_splat (cost));
      sum = tri_log_add (sum,
                         tri_vector_shift_right_2 (sum, nothing) - tri_vector_splat (2 * cost));
      sum = tri_log_add (sum, carry - steps);
      tri_vector_store (values + j, sum);
      carry = tri_vector_splat (sum[3]);
    }
}

/* The same from the other end; @n is a multiple of four. */
static inline void
tri_log_scan_left (float *values, gsize n, float cost)
{
  const TriVector nothing = tri_vector_splat (TRI_LOG_ZERO);
  const TriVector steps = { 4 * cost, 3 * cost, 2 * cost, cost };
  TriVector carry = nothing;

  for (gsize j = n; j > 0; j -= TRI_VECTOR_N)
    {
      TriVector sum = tri_vector_load (values + j - TRI_VECTOR_N);

      sum = tri_log_add (sum, tri_vector_shift_left_1 (sum, nothing) - tri_vector_splat (cost));
      sum = tri_log_add (sum, tri_vector_shift_left_2 (sum, nothing) - tri_vector_splat (2 * cost));
      sum = tri_log_add (sum, carry - steps);
      tri_vector_store (values + j - TRI_VECTOR_N, sum);
      carry = tri_vector_splat (sum[0]);
    }
}

/* The same for @n rows of terms, @width apart, place by place; -1e30 stands for nothing. */
static inline TriVector
tri_log_sum (const float *terms, gsize width, guint n, TriVector *most)
{
  TriVector max = tri_vector_load (terms);
  TriVector sum = tri_vector_splat (0);

  for (guint i = 1; i < n; i++)
    max = tri_vector_max (max, tri_vector_load (terms + i * width));
  for (guint i = 0; i < n; i++)
    sum += tri_vector_exp (tri_vector_load (terms + i * width) - max);
  *most = max;
  return max + tri_vector_log (sum);
}

static inline void
tri_fill_zero (float *terms, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    terms[i] = TRI_LOG_ZERO;
}

G_END_DECLS
