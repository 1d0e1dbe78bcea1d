/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-lattice.h"

#include <math.h>

G_BEGIN_DECLS

/* log (exp (a) + exp (b)), exactly: a bias would grow with the text. */
static inline float
tri_log_add (float a, float b)
{
  float more = MAX (a, b);
  float apart = MIN (a, b) - more;

  return apart < -17 ? more : more + log1pf (expf (apart));
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
