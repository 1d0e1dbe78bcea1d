/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-mark-links.h"
#include "library/tri-mark-read.h"

/* A mark may cover a whole text; so many passages of it are looked at. */
#define MAX_PASSAGES 512

/* Words of another text. */
typedef struct
{
  gint64 text;
  gint64 text_ord;
  gint64 passage;
  guint ord;
  guint start;
  guint end; /* G_MAXUINT: to the end of the passage */
} Piece;

typedef struct
{
  TriLibrary *library;
  GHashTable *texts; /* where the mark stands itself */
  GArray *pieces;
  TriMarkSentences sentences;
} Search;

static void
free_counterpart (TriMarkCounterpart *self)
{
  g_free (self->lang);
  g_free (self->quote);
  g_free (self);
}

/* --- Where the mark stands */

/* A passage of it, and what it covers there. */
typedef struct
{
  gint64 passage;
  TriRange range;
} Own;

static gboolean
read_own (TriLibrary *self, gint64 bookmark, GArray *own, GHashTable *texts, GError **error)
{
  static const char sql[] = "SELECT p.id, iif (p.ord = b.ord AND NOT b.whole, b.start, 0),"
                            " iif (p.ord = b.end_ord AND NOT b.whole, b.stop, length (p.content)),"
                            " p.text"
                            " FROM bookmarks AS f CROSS JOIN bookmarks AS b"
                            "  ON b.id = f.id OR (b.part_of <> '' AND b.part_of = f.uuid)"
                            " CROSS JOIN passages AS p"
                            "  ON p.text = b.text AND p.ord BETWEEN b.ord AND b.end_ord"
                            " WHERE f.id = ?1 AND f.scope = 1 AND b.passage IS NOT NULL LIMIT ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, bookmark);
  sqlite3_bind_int (statement, 2, MAX_PASSAGES);
  while (tri_library_next (self, statement, &local))
    {
      Own each = { sqlite3_column_int64 (statement, 0),
                   { (guint) sqlite3_column_int64 (statement, 1),
                     (guint) sqlite3_column_int64 (statement, 2) } };
      gint64 text = sqlite3_column_int64 (statement, 3);

      g_array_append_val (own, each);
      g_hash_table_add (texts, g_memdup2 (&text, sizeof text));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static GArray *
list_ties (Search *self, const GArray *own, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < own->len; i++)
    g_array_append_val (ids, g_array_index (own, Own, i).passage);
  return tri_mark_list_ties (self->library, (const gint64 *) ids->data, ids->len, error);
}

/* --- What corresponds */

static void
add_piece (Search *self, const TriMarkTie *tie)
{
  static const char ord[] = "SELECT ord FROM passages WHERE id = ?";
  static const char text_ord[] = "SELECT ord FROM texts WHERE id = ?";
  TriRange range = { 0, G_MAXUINT };
  Piece piece = { tie->other_text, 0, tie->other, 0, 0, G_MAXUINT };

  tri_mark_sentences_get (&self->sentences, tie->other, tie->other_sentence, &range);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *known = &g_array_index (self->pieces, Piece, i);

      if (known->passage != tie->other)
        continue;
      known->start = MIN (known->start, range.start);
      known->end = MAX (known->end, range.end);
      return;
    }
  piece.text_ord = tri_library_ask (self->library, text_ord, tie->other_text, 0);
  piece.ord = (guint) tri_library_ask (self->library, ord, tie->other, 0);
  piece.start = range.start;
  piece.end = range.end;
  g_array_append_val (self->pieces, piece);
}

static void
follow_ties (Search *self, const GArray *own, const GArray *ties)
{
  for (guint i = 0; i < ties->len; i++)
    {
      const TriMarkTie *tie = &g_array_index (ties, TriMarkTie, i);

      if (g_hash_table_contains (self->texts, &tie->other_text))
        continue;
      for (guint k = 0; k < own->len; k++)
        {
          const Own *each = &g_array_index (own, Own, k);

          if (each->passage == tie->passage
              && tri_mark_sentences_touches (&self->sentences,
                                             tie->passage,
                                             tie->sentence,
                                             &each->range))
            add_piece (self, tie);
        }
    }
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *one = a;
  const Piece *other = b;

  if (one->text_ord != other->text_ord)
    return one->text_ord < other->text_ord ? -1 : 1;
  if (one->text != other->text)
    return one->text < other->text ? -1 : 1;
  return one->ord < other->ord ? -1 : one->ord > other->ord;
}

/* --- Their words */

static char *
dup_words (TriLibrary *self, const Piece *piece)
{
  static const char sql[] = "SELECT content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  const char *content;
  glong start;
  glong end;
  glong n;

  if (!statement)
    return g_strdup ("");
  sqlite3_bind_int64 (statement, 1, piece->passage);
  if (!tri_library_next (self, statement, NULL))
    return g_strdup ("");
  content = tri_statement_get_text (statement, 0);
  n = g_utf8_strlen (content, -1);
  start = MIN ((glong) piece->start, n);
  end = piece->end == G_MAXUINT ? n : CLAMP ((glong) piece->end, start, n);
  return g_utf8_substring (content, start, end);
}

static char *
dup_lang (TriLibrary *self, gint64 text)
{
  static const char sql[] = "SELECT lang FROM texts WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return g_strdup ("");
  sqlite3_bind_int64 (statement, 1, text);
  return tri_library_next (self, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                  : g_strdup ("");
}

/* One counterpart of the pieces of a text, [first, end). */
static TriMarkCounterpart *
join_pieces (Search *self, guint first, guint end)
{
  const Piece *pieces = (const Piece *) self->pieces->data;
  TriMarkCounterpart *counterpart = g_new0 (TriMarkCounterpart, 1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = first; i < end; i++)
    g_ptr_array_add (words, dup_words (self->library, &pieces[i]));
  g_ptr_array_add (words, NULL);
  counterpart->text = pieces[first].text;
  counterpart->passage = pieces[first].passage;
  counterpart->end_passage = pieces[end - 1].passage;
  counterpart->lang = dup_lang (self->library, counterpart->text);
  counterpart->quote = g_strjoinv ("\n", (char **) words->pdata);
  return counterpart;
}

static GPtrArray *
join_all (Search *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) free_counterpart);
  const Piece *pieces = (const Piece *) self->pieces->data;

  for (guint first = 0, end; first < self->pieces->len; first = end)
    {
      for (end = first + 1; end < self->pieces->len && pieces[end].text == pieces[first].text;)
        end++;
      g_ptr_array_add (all, join_pieces (self, first, end));
    }
  return all;
}

/**
 * tri_library_list_mark_counterparts:
 * @bookmark: a mark
 *
 * Finds what stands in the other texts where a mark that means its passage in all texts is: the
 * sentences that links tie to those that it touches, else the passages.
 *
 * Returns: (transfer full) (element-type TriMarkCounterpart): one for each text in which no part of
 * the mark stands, in the order of the texts; none for a mark that means its wording
 */
GPtrArray *
tri_library_list_mark_counterparts (TriLibrary *self, gint64 bookmark, GError **error)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (Own));
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_int64_hash,
                                                        g_int64_equal,
                                                        g_free,
                                                        NULL);
  g_autoptr (GArray) ties = NULL;
  Search search = { self, texts, pieces };

  if (!read_own (self, bookmark, own, texts, error) || !(ties = list_ties (&search, own, error)))
    return NULL;
  tri_mark_sentences_init (&search.sentences, self);
  follow_ties (&search, own, ties);
  tri_mark_sentences_clear (&search.sentences);
  g_array_sort (pieces, compare_pieces);
  return join_all (&search);
}
