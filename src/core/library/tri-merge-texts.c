/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

/* Texts that both libraries have: by uuid, or since each imported the same file. */

typedef struct
{
  gint64 id;
  char *uuid;
  char *work;
  char *source; /* its hash, and the key of the text in it */
  char *lang;
  gboolean is_taken;
} Text;

static void
clear_text (gpointer data)
{
  Text *self = data;

  g_free (self->uuid);
  g_free (self->work);
  g_free (self->source);
  g_free (self->lang);
}

static GArray *
list_texts (TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT t.id, t.uuid, w.uuid, coalesce (s.sha256, '') || ' '"
                            " || coalesce (t.key, ''), t.lang"
                            " FROM texts AS t JOIN works AS w ON w.id = t.work"
                            " LEFT JOIN sources AS s ON s.id = t.source"
                            " WHERE w.complete = 1 AND w.deleted IS NULL ORDER BY t.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, TRUE, sizeof (Text));
  GError *local = NULL;

  g_array_set_clear_func (texts, clear_text);
  if (!statement)
    return NULL;
  while (tri_library_next (library, statement, &local))
    {
      Text text = { sqlite3_column_int64 (statement, 0),
                    tri_statement_dup_text (statement, 1),
                    tri_statement_dup_text (statement, 2),
                    tri_statement_dup_text (statement, 3),
                    tri_statement_dup_text (statement, 4) };

      text.is_taken = text.source[0] == ' ';
      g_array_append_val (texts, text);
    }
  if (!local)
    return g_steal_pointer (&texts);
  g_propagate_error (error, local);
  return NULL;
}

/* What a text says, and how it is cut. */
static char *
dup_digest (TriLibrary *library, gint64 text, GError **error)
{
  static const char sql[] = "SELECT key, content FROM passages WHERE text = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, text);
  while (tri_library_next (library, statement, &local))
    for (int column = 0; column < 2; column++)
      g_checksum_update (digest,
                         (const guchar *) sqlite3_column_text (statement, column),
                         sqlite3_column_bytes (statement, column) + 1);
  if (!local)
    return g_strdup (g_checksum_get_string (digest));
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
is_same_text (TriMerge *self, gint64 theirs, gint64 mine, gboolean *out, GError **error)
{
  g_autofree char *digest = dup_digest (self->other, theirs, error);
  g_autofree char *other = digest ? dup_digest (self->library, mine, error) : NULL;

  *out = other && g_str_equal (digest, other);
  return other && !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* What both know by its uuid is known. */
static void
take_known (GArray *mine, GArray *theirs)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mine->len; i++)
    {
      Text *text = &g_array_index (mine, Text, i);

      g_hash_table_insert (uuids, text->uuid, text);
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      Text *text = &g_array_index (theirs, Text, i);
      Text *known = g_hash_table_lookup (uuids, text->uuid);

      if (known)
        known->is_taken = text->is_taken = TRUE;
    }
}

static void
add_match (TriMerge *self, Text *mine, Text *theirs)
{
  mine->is_taken = theirs->is_taken = TRUE;
  g_hash_table_insert (self->ours, g_strdup (theirs->uuid), g_strdup (mine->uuid));
  g_hash_table_insert (self->theirs, g_strdup (mine->uuid), g_strdup (theirs->uuid));
  if (!g_str_equal (theirs->work, mine->work) && !g_hash_table_contains (self->ours, theirs->work))
    g_hash_table_insert (self->ours, g_strdup (theirs->work), g_strdup (mine->work));
  self->report->n_texts++;
}

/* One of ours from the same file, in the order in which they came: so each has one counterpart,
 * the same whichever library is merged into which. */
static gboolean
match_text (TriMerge *self, GArray *mine, Text *theirs, gboolean is_strict, GError **error)
{
  for (guint i = 0; i < mine->len; i++)
    {
      Text *text = &g_array_index (mine, Text, i);
      gboolean fits = g_str_equal (text->lang, theirs->lang);

      if (text->is_taken || !g_str_equal (text->source, theirs->source))
        continue;
      if (is_strict && !is_same_text (self, theirs->id, text->id, &fits, error))
        return FALSE;
      if (!fits)
        continue;
      add_match (self, text, theirs);
      return TRUE;
    }
  return TRUE;
}

/* Those that say the same first, then those whose cut is another, as the program's was. */
gboolean
tri_merge_match_texts (TriMerge *self, GError **error)
{
  g_autoptr (GArray) mine = list_texts (self->library, error);
  g_autoptr (GArray) theirs = mine ? list_texts (self->other, error) : NULL;

  if (!theirs)
    return FALSE;
  take_known (mine, theirs);
  for (guint i = 0; i < 2 * theirs->len; i++)
    {
      Text *text = &g_array_index (theirs, Text, i % theirs->len);

      if (!text->is_taken && !match_text (self, mine, text, i < theirs->len, error))
        return FALSE;
    }
  return TRUE;
}

/* --- A text that marks stand on */

void
tri_merge_text_free (gpointer text)
{
  TriMergeText *self = text;

  g_clear_pointer (&self->versions, tri_replace_text_free);
  g_free (self->work);
  g_free (self);
}

static gint64
find_text (TriLibrary *library, const char *uuid, char **work)
{
  static const char sql[] = "SELECT t.id, w.uuid FROM texts AS t JOIN works AS w ON w.id = t.work"
                            " WHERE t.uuid = ?1 AND w.complete = 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  if (!tri_library_next (library, statement, NULL))
    return 0;
  if (work)
    *work = tri_statement_dup_text (statement, 1);
  return sqlite3_column_int64 (statement, 0);
}

/* @uuid: as it is here; (transfer none), %NULL with @error. */
TriMergeText *
tri_merge_get_text (TriMerge *self, const char *uuid, GError **error)
{
  TriMergeText *text = g_hash_table_lookup (self->texts, uuid);
  const char *theirs = g_hash_table_lookup (self->theirs, uuid);

  if (text)
    return text;
  text = g_new0 (TriMergeText, 1);
  text->now = find_text (self->library, uuid, &text->work);
  text->then = find_text (self->other, theirs ? theirs : uuid, NULL);
  if (text->now && text->then
      && !is_same_text (self, text->then, text->now, &text->is_same, error))
    {
      tri_merge_text_free (text);
      return NULL;
    }
  g_hash_table_insert (self->texts, g_strdup (uuid), text);
  return text;
}

TriReplaceText *
tri_merge_text_get_versions (TriMerge *self, TriMergeText *text, GError **error)
{
  if (!text->versions)
    text->versions = tri_replace_text_new_from (self->other,
                                                text->then,
                                                self->library,
                                                text->now,
                                                self->cancellable,
                                                error);
  return text->versions;
}
