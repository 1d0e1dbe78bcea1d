/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-ribbons.h"

#include "library/tri-library-private.h"
#include "library/tri-pack.h"

#include <math.h>

/* A file can link everything to everything; nobody could see that. */
#define MAX_LINKS 1024
#define MAX_ENDS 8192

static guint
read_n_sentences (TriStatement *row, int column)
{
  const guint8 *bytes = sqlite3_column_blob (row, column);
  TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (row, column) };
  guint64 n = 0;

  return bytes && tri_unpack_number (&unpacker, &n, NULL) ? (guint) MIN (n, G_MAXINT) : 0;
}

static TriLinkEnd
read_end (TriStatement *row)
{
  TriLinkEnd end = { 0 };

  end.link = sqlite3_column_int64 (row, 0);
  end.text = sqlite3_column_int64 (row, 1);
  end.passage = sqlite3_column_int64 (row, 2);
  end.ord = (guint) sqlite3_column_int64 (row, 3);
  end.sentence = sqlite3_column_int (row, 4);
  end.n_sentences = read_n_sentences (row, 5);
  end.status = (TriStatus) tri_statement_get_enum (row, 6, TRI_STATUS_CONFIRMED + 1);
  end.relation = (TriRelation) tri_statement_get_enum (row, 7, TRI_RELATION_OVERLAP + 1);
  end.score = NAN;
  if (sqlite3_column_type (row, 8) != SQLITE_NULL)
    end.score = sqlite3_column_double (row, 8);
  return end;
}

/**
 * tri_library_list_link_ends:
 * @first: an ordinal
 *
 * Lists what ties some passages of a text to others, notes left out: links of all their texts, for
 * what is said of a pair alone would be seen twice, and an omission ties nothing. It takes the same
 * time in a work of any size.
 *
 * Returns: (transfer full) (element-type TriLinkEnd): the ends, by link, text and ordinal; %NULL
 * on error
 */
GArray *
tri_library_list_link_ends (TriLibrary *self, gint64 text, guint first, guint n, GError **error)
{
  static const char sql[] = "SELECT o.link, q.text, q.id, q.ord, o.sentence, q.sentences,"
                            " l.status, l.relation, l.score"
                            " FROM (SELECT DISTINCT m.link AS id FROM passages p"
                            "       CROSS JOIN link_members m ON m.passage = p.id"
                            "       CROSS JOIN links k ON k.id = m.link AND k.kind = 0"
                            "       WHERE p.text = ?1 AND p.ord >= ?2 AND p.ord < ?3 LIMIT ?4) s"
                            " CROSS JOIN links l ON l.id = s.id"
                            " CROSS JOIN link_members o ON o.link = l.id"
                            " CROSS JOIN passages q ON q.id = o.passage"
                            " WHERE q.kind <> ?5 ORDER BY o.link, q.text, q.ord, o.sentence"
                            " LIMIT ?6";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TriLinkEnd));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, (gint64) first + n);
  sqlite3_bind_int (statement, 4, MAX_LINKS);
  sqlite3_bind_int (statement, 5, TRI_PASSAGE_NOTE);
  sqlite3_bind_int (statement, 6, MAX_ENDS);
  while (tri_library_next (self, statement, &local))
    {
      TriLinkEnd end = read_end (statement);

      g_array_append_val (ends, end);
    }
  if (!local)
    return g_steal_pointer (&ends);
  g_propagate_error (error, local);
  return NULL;
}
