/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-spelling.h"

/* Words are no longer. */
#define MAX_LETTERS 128

/* The last three lines of the table are all that is looked at, and of these what lies within @most
 * of the diagonal. */
guint
tri_spelling_compare (const gunichar *one,
                      guint n_one,
                      const gunichar *other,
                      guint n_other,
                      guint most)
{
  guint lines[3][MAX_LETTERS + 1];
  guint far = most + 1;

  if (MAX (n_one, n_other) > MAX_LETTERS || MAX (n_one, n_other) - MIN (n_one, n_other) > most)
    return far;
  for (guint j = 0; j <= n_other; j++)
    lines[0][j] = MIN (j, far);
  for (guint i = 1; i <= n_one; i++)
    {
      guint *line = lines[i % 3];
      const guint *before = lines[(i + 2) % 3];
      const guint *last = lines[(i + 1) % 3];
      guint from = i > most ? i - most : 1;
      guint to = MIN (n_other, i + most);
      guint least = far;

      line[from - 1] = from == 1 ? MIN (i, far) : far;
      for (guint j = from; j <= to; j++)
        {
          guint up = j < i + most ? before[j] + 1 : far;
          guint best = MIN (MIN (up, line[j - 1] + 1),
                            before[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));

          if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
            best = MIN (best, last[j - 2] + 1);
          line[j] = MIN (best, far);
          least = MIN (least, line[j]);
        }
      if (least >= far && from > 1)
        return far;
    }
  return MIN (lines[n_one % 3][n_other], far);
}
