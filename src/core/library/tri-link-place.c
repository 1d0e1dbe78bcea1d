/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-place.h"

#include "library/tri-library-works.h"
#include "library/tri-pack.h"
#include "library/tri-row-block.h"

#include <glib/gi18n.h>

gboolean
tri_place_find (TriLibrary *library, gint64 passage, TriPlace *out, GError **error)
{
  static const char sql[] = "SELECT t.work, t.strand, p.text, p.ord FROM passages p"
                            " JOIN texts t ON t.id = p.text WHERE p.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  if (tri_library_next (library, statement, &local))
    {
      out->work = sqlite3_column_int64 (statement, 0);
      out->strand = (guint) sqlite3_column_int64 (statement, 1);
      out->text = sqlite3_column_int64 (statement, 2);
      out->ord = (guint) sqlite3_column_int64 (statement, 3);
      if (tri_library_find_row (library, out->text, out->ord, &out->row))
        return TRUE;
    }
  if (local)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("The passage is no longer in the library."));
  return FALSE;
}

/* The sentences of a passage. */
static GArray *
read_ranges (TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT sentences FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  GArray *ranges = tri_range_array_new ();
  TriUnpacker unpacker;

  if (!statement)
    return ranges;
  sqlite3_bind_int64 (statement, 1, passage);
  if (!tri_library_next (library, statement, NULL))
    return ranges;
  unpacker.at = sqlite3_column_blob (statement, 0);
  unpacker.end = unpacker.at + sqlite3_column_bytes (statement, 0);
  if (unpacker.at)
    tri_unpack_ranges (&unpacker, ranges, NULL);
  return ranges;
}

guint
tri_place_count_sentences (TriLibrary *library, gint64 passage)
{
  g_autoptr (GArray) ranges = read_ranges (library, passage);

  return ranges->len;
}

static gint64
find_neighbour (TriLibrary *library, gint64 passage, int direction)
{
  static const char next[] = "SELECT n.id FROM passages p JOIN passages n"
                             " ON n.text = p.text AND n.ord = p.ord + 1 WHERE p.id = ?";
  static const char previous[] = "SELECT n.id FROM passages p JOIN passages n"
                                 " ON n.text = p.text AND n.ord = p.ord - 1 WHERE p.id = ?";

  return tri_library_ask (library, direction > 0 ? next : previous, passage, 0);
}

gboolean
tri_place_step (TriLibrary *library,
                const TriLinkMember *member,
                int direction,
                TriLinkMember *out)
{
  g_autoptr (GArray) ranges = read_ranges (library, member->passage);
  g_autoptr (GArray) beside = NULL;
  int next = member->sentence + direction;

  *out = *member;
  if (member->sentence >= 0 && next >= 0 && next < (int) ranges->len)
    {
      out->sentence = next;
      return TRUE;
    }
  out->passage = find_neighbour (library, member->passage, direction);
  if (out->passage == 0)
    return FALSE;
  beside = read_ranges (library, out->passage);
  if (member->sentence >= 0)
    out->sentence = direction > 0 && beside->len > 0 ? 0 : (int) beside->len - 1;
  return TRUE;
}

guint
tri_place_measure (TriLibrary *library, const TriLinkMember *member)
{
  g_autoptr (GArray) ranges = read_ranges (library, member->passage);
  const TriRange *range;

  if (ranges->len == 0 || member->sentence >= (int) ranges->len)
    return 1;
  if (member->sentence < 0)
    return g_array_index (ranges, TriRange, ranges->len - 1).end;
  range = &g_array_index (ranges, TriRange, member->sentence);
  return range->end - range->start;
}

static gboolean
add_passages (TriLibrary *library,
              gint64 text,
              guint first,
              guint n,
              GArray *members,
              GError **error)
{
  static const char sql[] = "SELECT id FROM passages WHERE text = ? AND ord >= ? AND ord < ?"
                            " AND kind <> 5 ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, (gint64) first + n);
  while (tri_library_next (library, statement, &local))
    {
      TriLinkMember member = { sqlite3_column_int64 (statement, 0), text, -1 };

      g_array_append_val (members, member);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The block of a row, read up to it. */
static gboolean
open_row (TriLibrary *library,
          gint64 work,
          guint strand,
          guint64 row,
          TriRowBlock *block,
          GError **error)
{
  gint64 id = tri_row_block_find (library, work, strand, &row, error);

  if (id == 0 || !tri_row_block_open (block, library, id, error))
    return FALSE;
  for (guint64 i = 0; i <= row; i++)
    if (!tri_row_block_next (block, error))
      return FALSE;
  return TRUE;
}

gboolean
tri_place_read_row (TriLibrary *library,
                    gint64 work,
                    guint strand,
                    guint64 row,
                    GArray *members,
                    GError **error)
{
  g_auto (TriRowBlock) block = { 0 };

  if (!open_row (library, work, strand, row, &block, error))
    return FALSE;
  for (guint i = 0; i < block.n_columns; i++)
    if (!add_passages (library, block.texts[i], block.ords[i], block.counts[i], members, error))
      return FALSE;
  return TRUE;
}

gboolean
tri_place_read_extent (TriLibrary *library,
                       gint64 work,
                       guint strand,
                       guint64 row,
                       GArray *texts,
                       GArray *firsts,
                       GArray *ends,
                       GError **error)
{
  g_auto (TriRowBlock) block = { 0 };

  if (!open_row (library, work, strand, row, &block, error))
    return FALSE;
  g_array_append_vals (texts, block.texts, block.n_columns);
  g_array_append_vals (firsts, block.ords, block.n_columns);
  for (guint i = 0; i < block.n_columns; i++)
    {
      guint end = block.ords[i] + block.counts[i];

      g_array_append_val (ends, end);
    }
  return TRUE;
}
