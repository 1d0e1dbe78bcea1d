/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "anchor/tri-passage-likeness.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS 5
/* Of a longer passage the beginning says enough. */
#define MAX_LETTERS 65536

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

static guint32
mix (const gunichar *letters)
{
  guint64 hash = 0xcbf29ce484222325;

  for (guint i = 0; i < LETTERS; i++)
    hash = (hash ^ letters[i]) * 0x100000001b3;
  hash ^= hash >> 29;
  hash *= 0xbf58476d1ce4e5b9;
  return (guint32) (hash >> 32);
}

GArray *
tri_likeness_list_hashes (const char *text)
{
  GArray *hashes = g_array_new (FALSE, FALSE, sizeof (guint32));
  gunichar window[LETTERS] = { 0 };
  guint n = 0;
  guint n_kept = 0;

  for (; *text && n < MAX_LETTERS; text = g_utf8_next_char (text))
    {
      guint32 hash;

      memmove (window, window + 1, sizeof window - sizeof *window);
      window[LETTERS - 1] = g_unichar_tolower (g_utf8_get_char (text));
      if (++n < LETTERS)
        continue;
      hash = mix (window);
      g_array_append_val (hashes, hash);
    }
  if (hashes->len > 0)
    qsort (hashes->data, hashes->len, sizeof (guint32), compare_hashes);
  for (guint i = 0; i < hashes->len; i++)
    {
      guint32 hash = g_array_index (hashes, guint32, i);

      if (n_kept == 0 || g_array_index (hashes, guint32, n_kept - 1) != hash)
        g_array_index (hashes, guint32, n_kept++) = hash;
    }
  g_array_set_size (hashes, n_kept);
  return hashes;
}

void
tri_likeness_init (TriLikeness *self, const char *text)
{
  g_autoptr (GArray) hashes = tri_likeness_list_hashes (text);

  self->n = MIN (hashes->len, TRI_LIKENESS_SIZE);
  for (guint i = 0; i < self->n; i++)
    self->hashes[i] = g_array_index (hashes, guint32, i);
}

/* The smallest of both together are a sample of both. */
double
tri_likeness_compare (const TriLikeness *self, const TriLikeness *other)
{
  guint i = 0;
  guint j = 0;
  guint n = 0;
  guint shared = 0;

  if (self->n == 0 || other->n == 0)
    return 0;
  for (; n < TRI_LIKENESS_SIZE && (i < self->n || j < other->n); n++)
    {
      if (i < self->n && j < other->n && self->hashes[i] == other->hashes[j])
        {
          shared++;
          i++;
          j++;
        }
      else if (j >= other->n || (i < self->n && self->hashes[i] < other->hashes[j]))
        i++;
      else
        j++;
    }
  return (double) shared / n;
}

GArray *
tri_likeness_list_shared (const char *text, const char *other)
{
  g_autoptr (GArray) hashes = tri_likeness_list_hashes (text);
  g_autoptr (GArray) others = tri_likeness_list_hashes (other);
  GArray *shared = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0, j = 0; i < hashes->len && j < others->len;)
    {
      guint32 hash = g_array_index (hashes, guint32, i);
      guint32 second = g_array_index (others, guint32, j);

      if (hash == second)
        g_array_append_val (shared, hash);
      i += hash <= second;
      j += second <= hash;
    }
  return shared;
}
