/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-units.h"

#include "library/tri-pack.h"

#define CHUNK_SIZE ((gsize) 256 * 1024)

static char *
dup_language (TriLibrary *library, gint64 text)
{
  static const char sql[] = "SELECT lang FROM texts WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return g_strdup ("");
  sqlite3_bind_int64 (statement, 1, text);
  return g_strdup (tri_library_next (library, statement, NULL)
                       ? tri_statement_get_text (statement, 0)
                       : "");
}

TriUnits *
tri_units_new (TriLibrary *library, gint64 text)
{
  TriUnits *self = g_new0 (TriUnits, 1);

  self->text = text;
  self->lang = dup_language (library, text);
  self->units = g_array_new (FALSE, FALSE, sizeof (TriUnit));
  self->words = g_ptr_array_new ();
  self->groups = g_array_new (FALSE, FALSE, sizeof (guint));
  self->parts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->store = g_string_chunk_new (CHUNK_SIZE);
  return self;
}

void
tri_units_free (TriUnits *self)
{
  g_free (self->lang);
  g_array_unref (self->units);
  g_ptr_array_unref (self->words);
  g_array_unref (self->groups);
  g_array_unref (self->parts);
  g_string_chunk_free (self->store);
  g_free (self);
}

/* Divisions have rising rows as a rule; whatever they have, a part's number never falls. */
static guint
get_part (TriUnits *self, gint64 division)
{
  guint part = 0;

  if (self->parts->len > 0)
    part = g_array_index (self->parts, guint, self->parts->len - 1) + (division != self->division);
  self->division = division;
  return part;
}

static void
add_unit (TriUnits *self, const TriUnit *unit, guint part, const char *words, gsize length)
{
  char *kept = g_string_chunk_insert_len (self->store, words, (gssize) length);

  g_array_append_vals (self->units, unit, 1);
  g_ptr_array_add (self->words, kept);
  g_array_append_vals (self->groups, &unit->ord, 1);
  g_array_append_val (self->parts, part);
}

/* @content is valid UTF-8; what a damaged file says of its ranges ends with it. */
static const char *
go_on (const char *from, guint n)
{
  for (; n > 0 && *from; n--)
    from = g_utf8_next_char (from);
  return from;
}

static void
add_sentences (TriUnits *self, TriUnit unit, guint part, const char *content, GArray *ranges)
{
  const char *at = content;
  guint offset = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const TriRange *range = &g_array_index (ranges, TriRange, i);
      const char *start = go_on (at, range->start - offset);

      at = go_on (start, range->end - range->start);
      offset = range->end;
      unit.sentence = (int) i;
      add_unit (self, &unit, part, start, (gsize) (at - start));
    }
}

static gboolean
add_passage (TriUnits *self, TriStatement *row, GArray *ranges, GError **error)
{
  TriUnit unit = { sqlite3_column_int64 (row, 0), (guint) sqlite3_column_int64 (row, 1), -1 };
  guint part = get_part (self, sqlite3_column_int64 (row, 2));
  const char *content = tri_statement_get_text (row, 3);
  const guint8 *bytes = sqlite3_column_blob (row, 4);
  TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (row, 4) };

  g_array_set_size (ranges, 0);
  if (bytes && !tri_unpack_ranges (&unpacker, ranges, error))
    return FALSE;
  if (ranges->len > 0)
    add_sentences (self, unit, part, content, ranges);
  else if (*content)
    add_unit (self, &unit, part, content, strlen (content));
  return TRUE;
}

int
tri_units_read (TriUnits *self, TriLibrary *library, guint first, guint n, GError **error)
{
  static const char sql[] = "SELECT id, ord, coalesce (division, 0), content, sentences"
                            " FROM passages WHERE text = ? AND ord >= ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) ranges = tri_range_array_new ();
  GError *local = NULL;
  int n_read = 0;

  if (!statement)
    return -1;
  sqlite3_bind_int64 (statement, 1, self->text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, (gint64) first + n);
  for (; tri_library_next (library, statement, &local); n_read++)
    if (!add_passage (self, statement, ranges, &local))
      break;
  if (!local)
    return n_read;
  g_propagate_error (error, local);
  return -1;
}

const TriUnit *
tri_units_get (const TriUnits *self, guint index)
{
  return &g_array_index (self->units, TriUnit, index);
}

/* The first unit of the passage at @ord or behind it. */
static guint
find_ord (const TriUnits *self, guint ord)
{
  guint low = 0, high = self->units->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (tri_units_get (self, middle)->ord < ord)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
tri_units_find (const TriUnits *self,
                gint64 passage,
                guint ord,
                int sentence,
                guint *first,
                guint *end)
{
  *first = find_ord (self, ord);
  for (*end = *first;
       *end < self->units->len && tri_units_get (self, *end)->passage == passage;
       (*end)++)
    if (sentence >= 0 && tri_units_get (self, *end)->sentence == sentence)
      {
        *first = *end;
        *end += 1;
        return TRUE;
      }
  return sentence < 0 && *end > *first;
}
