/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-sentences.h"
#include "library/tri-import-draft.h"
#include "library/tri-pack.h"
#include "tri-utf8.h"

#include <stdlib.h>

/* Where a passage is cut, the end of a sentence is looked for in so many bytes. */
#define SENTENCE_NEAR 8192

static TriOpenDivision *
get_innermost (TriImportDraft *self)
{
  return &g_array_index (self->divisions, TriOpenDivision, self->divisions->len - 1);
}

/* FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint32
hash_words (const char *words)
{
  guint32 hash = 2166136261u;

  for (const guint8 *byte = (const guint8 *) words; *byte; byte++)
    hash = (hash ^ *byte) * 16777619u;
  return hash;
}

/* A name for a passage that has none: its path in the text and a hash of its words, such as
 * b.d3.p5-1a2b3c4d. It is a valid xml:id, so that a file we write can keep it. */
static void
make_key (TriImportDraft *self, const char *content)
{
  g_string_assign (self->key, "b");
  for (guint i = 0; i + 1 < self->divisions->len; i++)
    g_string_append_printf (self->key,
                            ".d%u",
                            g_array_index (self->divisions, TriOpenDivision, i).n_parts);
  g_string_append_printf (self->key,
                          ".p%u-%08x",
                          get_innermost (self)->n_passages,
                          hash_words (content));
}

static gboolean
are_in_order (const TriRange *ranges, guint n_ranges, guint length)
{
  guint last = 0;

  for (guint i = 0; i < n_ranges; i++)
    {
      if (ranges[i].start < last || ranges[i].end < ranges[i].start || ranges[i].end > length)
        return FALSE;
      last = ranges[i].end;
    }
  return TRUE;
}

static void
pack_sentences (TriImportDraft *self, const TriDraftPassage *passage, guint length)
{
  g_byte_array_set_size (self->packed_sentences, 0);
  if (passage->sentences && are_in_order (passage->sentences, passage->n_sentences, length))
    {
      tri_pack_ranges (self->packed_sentences, passage->sentences, passage->n_sentences);
      return;
    }
  tri_sentences_split (passage->content, self->lang, self->sentences);
  tri_pack_ranges (self->packed_sentences,
                   (const TriRange *) (gpointer) self->sentences->data,
                   self->sentences->len);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const TriSpan *left = a, *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->end > right->end ? -1 : left->end < right->end;
}

static void
pack_spans (TriImportDraft *self, const TriDraftPassage *passage, guint length)
{
  g_byte_array_set_size (self->packed_spans, 0);
  if (passage->n_spans == 0)
    return;
  g_array_set_size (self->spans, 0);
  for (guint i = 0; i < passage->n_spans; i++)
    {
      TriSpan span = passage->spans[i];

      span.end = MIN (span.end, length);
      if (span.start <= span.end)
        g_array_append_val (self->spans, span);
    }
  /* Not g_array_sort() alone: spans of equal extent keep their order. */
  g_array_sort (self->spans, compare_spans);
  tri_pack_spans (self->packed_spans,
                  (const TriSpan *) (gpointer) self->spans->data,
                  self->spans->len);
}

static int
insert_row (TriImportDraft *self,
            const TriDraftPassage *passage,
            TriStatement *statement,
            gint64 hash)
{
  int result;

  sqlite3_bind_int64 (statement, 1, self->text);
  sqlite3_bind_int64 (statement, 2, self->ord);
  if (self->divisions->len > 1)
    sqlite3_bind_int64 (statement, 3, get_innermost (self)->id);
  sqlite3_bind_int (statement, 4, (int) passage->kind);
  sqlite3_bind_int64 (statement, 5, passage->level);
  sqlite3_bind_text (statement, 6, self->key->str, (int) self->key->len, SQLITE_STATIC);
  tri_statement_bind_text (statement, 7, passage->content);
  sqlite3_bind_blob (statement,
                     8,
                     self->packed_sentences->data,
                     (int) self->packed_sentences->len,
                     SQLITE_STATIC);
  if (self->packed_spans->len > 0)
    sqlite3_bind_blob (statement,
                       9,
                       self->packed_spans->data,
                       (int) self->packed_spans->len,
                       SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 10, hash);
  result = sqlite3_step (statement);
  sqlite3_reset (statement);
  return result;
}

/* A key that another passage has already gets a number. */
static gint64
insert_passage (TriImportDraft *self, const TriDraftPassage *passage, GError **error)
{
  static const char sql[] = "INSERT INTO passages (text, ord, division, kind, level, key, content,"
                            " sentences, spans, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  gsize size = self->key->len;
  gint64 hash = tri_library_hash_passage (self->checksum,
                                          passage->content,
                                          self->packed_sentences->data,
                                          self->packed_sentences->len,
                                          self->packed_spans->data,
                                          self->packed_spans->len);
  int result;

  if (!statement)
    return 0;
  result = insert_row (self, passage, statement, hash);
  for (guint i = 2; result == SQLITE_CONSTRAINT && i < 10000; i++)
    {
      g_string_truncate (self->key, size);
      g_string_append_printf (self->key, "-%u", i);
      result = insert_row (self, passage, statement, hash);
    }
  if (result != SQLITE_DONE)
    {
      tri_library_fail (self->library, error);
      return 0;
    }
  return sqlite3_last_insert_rowid (self->library->db);
}

static gboolean
index_words (TriImportDraft *self, gint64 passage, const char *content, GError **error)
{
  static const char sql[] = "INSERT INTO passages_fts (rowid, content) VALUES (?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  gboolean done;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  tri_statement_bind_text (statement, 2, content);
  tri_import_listen (self, passage);
  done = tri_library_run (self->library, statement, error);
  tri_import_stop_listening (self);
  return done;
}

static gboolean
insert_dates (TriImportDraft *self,
              gint64 id,
              const TriDraftPassage *passage,
              guint length,
              GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO dates (passage, start, stop, edtf,"
                            " origin, inferred, text, ord) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < passage->n_dates; i++)
    {
      const TriDate *date = &passage->dates[i];

      if (date->start >= date->end || date->end > length)
        continue;
      sqlite3_bind_int64 (statement, 1, id);
      sqlite3_bind_int64 (statement, 2, date->start);
      sqlite3_bind_int64 (statement, 3, date->end);
      tri_statement_bind_text (statement, 4, date->edtf);
      sqlite3_bind_int (statement, 5, (int) date->origin);
      sqlite3_bind_int (statement, 6, date->inferred ? 1 : 0);
      sqlite3_bind_int64 (statement, 7, self->text);
      sqlite3_bind_int64 (statement, 8, self->ord);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_mentions (TriImportDraft *self,
                 gint64 id,
                 const TriDraftPassage *passage,
                 guint length,
                 GError **error)
{
  for (guint i = 0; i < passage->n_mentions; i++)
    {
      const TriDraftMention *mention = &passage->mentions[i];

      if (mention->start < mention->end && mention->end <= length
          && !tri_import_add_mention (self, id, self->ord, mention, error))
        return FALSE;
    }
  return TRUE;
}

/* A link to a division is a link to its first passage. */
static gboolean
anchor_divisions (TriImportDraft *self, gint64 passage, GError **error)
{
  for (guint i = self->divisions->len - 1; i > 0; i--)
    {
      TriOpenDivision *division = &g_array_index (self->divisions, TriOpenDivision, i);

      if (division->first != self->ord)
        break;
      if (division->key && !tri_import_add_anchor (self, division->key, passage, -1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_anchors (TriImportDraft *self, gint64 id, const TriDraftPassage *passage, GError **error)
{
  for (guint i = 0; i < passage->n_anchors; i++)
    {
      const TriDraftAnchor *anchor = &passage->anchors[i];

      if (!tri_import_add_anchor (self, anchor->id, id, anchor->sentence, error))
        return FALSE;
    }
  return anchor_divisions (self, id, error);
}

/* The first heading in a division names it, when the file does not. */
static gboolean
title_division (TriImportDraft *self, const char *heading, GError **error)
{
  static const char sql[] = "UPDATE divisions SET title = ? WHERE id = ?";
  TriOpenDivision *division = get_innermost (self);
  g_autoptr (TriStatement) statement = NULL;
  g_autofree char *title = NULL;

  if (division->has_title)
    return TRUE;
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  title = g_strdelimit (g_strdup (heading), "\n\t", ' ');
  tri_statement_bind_text (statement, 1, title);
  sqlite3_bind_int64 (statement, 2, division->id);
  division->has_title = TRUE;
  return tri_library_run (self->library, statement, error);
}

static gboolean
add_piece (TriImportDraft *self, const TriDraftPassage *passage, GError **error)
{
  guint length = tri_utf8_count (passage->content, strlen (passage->content));
  gint64 id;

  get_innermost (self)->n_passages++;
  if (passage->key && *passage->key)
    g_string_assign (self->key, passage->key);
  else
    make_key (self, passage->content);
  pack_sentences (self, passage, length);
  pack_spans (self, passage, length);
  id = insert_passage (self, passage, error);
  if (id == 0
      || !index_words (self, id, passage->content, error)
      || (passage->n_dates > 0 && !insert_dates (self, id, passage, length, error))
      || !insert_mentions (self, id, passage, length, error)
      || !insert_anchors (self, id, passage, error))
    return FALSE;
  if (passage->kind == TRI_PASSAGE_HEADING && !title_division (self, passage->content, error))
    return FALSE;
  tri_rows_add_passage (self->rows, id, passage->kind == TRI_PASSAGE_NOTE);
  self->ord++;
  self->n_stored++;
  return TRUE;
}

static const char *
find_char (const char *at)
{
  while ((*at & 0xc0) == 0x80)
    at--;
  return at;
}

/* The end of the piece that begins at @content: at most @max bytes on, behind a sentence, if one
 * ends near there, else behind the last line, else behind the last space, else between two
 * characters. */
static const char *
find_cut (const char *content, gsize max, const char *lang)
{
  const char *end = find_char (content + max);
  const char *near = find_char (end - SENTENCE_NEAR);
  const char *cut = near + tri_sentences_find_last (near, (gsize) (end - near), lang);

  if (cut > near)
    return cut;
  cut = g_strrstr_len (content, end - content, "\n");
  if (!cut || cut < content + max / 2)
    cut = g_strrstr_len (content, end - content, " ");
  return cut && cut > content ? cut + 1 : end;
}

/* What lies in [from, to), moved to the beginning. */
static gboolean
cut_range (guint *start, guint *end, guint from, guint to)
{
  if (*start >= to || *end <= from)
    return FALSE;
  *start = MAX (*start, from) - from;
  *end = MIN (*end, to) - from;
  return TRUE;
}

#define DEFINE_CUT(name, Type)                                             \
  static GArray *name (const Type *all, guint n_all, guint from, guint to) \
  {                                                                        \
    GArray *cut = g_array_new (FALSE, FALSE, sizeof (Type));               \
                                                                           \
    for (guint i = 0; i < n_all; i++)                                      \
      {                                                                    \
        Type one = all[i];                                                 \
                                                                           \
        if (cut_range (&one.start, &one.end, from, to))                    \
          g_array_append_val (cut, one);                                   \
      }                                                                    \
    return cut;                                                            \
  }

DEFINE_CUT (cut_spans, TriSpan)
DEFINE_CUT (cut_mentions, TriDraftMention)
DEFINE_CUT (cut_dates, TriDate)

/* One piece of a passage: the first keeps its anchors, the sentences are found anew. */
static gboolean
add_cut (TriImportDraft *self,
         const TriDraftPassage *whole,
         const char *content,
         guint from,
         guint to,
         GError **error)
{
  g_autoptr (GArray) spans = cut_spans (whole->spans, whole->n_spans, from, to);
  g_autoptr (GArray) mentions = cut_mentions (whole->mentions, whole->n_mentions, from, to);
  g_autoptr (GArray) dates = cut_dates (whole->dates, whole->n_dates, from, to);
  TriDraftPassage piece = { whole->key, whole->kind, whole->level, content };

  piece.spans = (const TriSpan *) (gpointer) spans->data;
  piece.n_spans = spans->len;
  piece.mentions = (const TriDraftMention *) (gpointer) mentions->data;
  piece.n_mentions = mentions->len;
  piece.dates = (const TriDate *) (gpointer) dates->data;
  piece.n_dates = dates->len;
  piece.anchors = whole->anchors;
  piece.n_anchors = from == 0 ? whole->n_anchors : 0;
  return add_piece (self, &piece, error);
}

gboolean
tri_import_add_passage (TriImportDraft *self, const TriDraftPassage *passage, GError **error)
{
  const char *content = passage->content;
  gsize left = strlen (content);
  guint from = 0;

  if (left <= TRI_IMPORT_MAX_PASSAGE)
    return add_piece (self, passage, error);
  while (left > 0)
    {
      gsize size = left;
      g_autofree char *piece = NULL;
      guint n;

      if (left > TRI_IMPORT_MAX_PASSAGE)
        size = (gsize) (find_cut (content, TRI_IMPORT_MAX_PASSAGE, self->lang) - content);
      piece = g_strndup (content, size);
      n = tri_utf8_count (piece, size);
      if (!add_cut (self, passage, piece, from, from + n, error)
          || !tri_batch_breathe (&self->batch, error))
        return FALSE;
      from += n;
      content += size;
      left -= size;
    }
  return TRUE;
}
