/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-links.h"

#include "formats/tri-format.h"

#include <math.h>
#include <string.h>

/* Passages of different texts with the same id are one link: verses, lines. The ids of each text
 * lie in the order of an index, so all texts are gone through side by side, a page of each at a
 * time:
 *
 *     fr   Acts.1.1  Acts.1.2  Acts.1.3 …
 *     en   Acts.1.1            Acts.1.3 …     Acts.1.2 has a text alone
 *     nl   Acts.1.1+2          Acts.1.3 …     one passage with two ids ties all that have either
 */

#define PAGE 256
/* Ids that passages with several of them bring together; beyond it each id goes by itself. */
#define MAX_NAMES 64

/* One id; its name lies in the page. */
typedef struct
{
  guint name;
  TriImportMember member;
} Entry;

/* The ids of one text, or the further ones of all (text 0). */
typedef struct
{
  gint64 text;
  GString *names;
  GArray *entries; /* Entry */
  guint at;
  GString *last; /* the last one that was read; and of further ones its file */
  guint file;
  gboolean is_over;
} Stream;

typedef struct
{
  TriImportDraft *draft;
  GArray *texts;   /* gint64 */
  GArray *streams; /* Stream */
  gboolean has_several;
  GString *name;
  GArray *members; /* TriImportMember */
} Tie;

static void
clear_stream (gpointer data)
{
  Stream *stream = data;

  g_string_free (stream->names, TRUE);
  g_string_free (stream->last, TRUE);
  g_array_unref (stream->entries);
}

static void
clear_tie (Tie *self)
{
  g_array_unref (self->texts);
  g_array_unref (self->streams);
  g_string_free (self->name, TRUE);
  g_array_unref (self->members);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tie, clear_tie)

static void
init_tie (Tie *self, TriImportDraft *draft)
{
  self->draft = draft;
  self->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->streams = g_array_new (FALSE, FALSE, sizeof (Stream));
  g_array_set_clear_func (self->streams, clear_stream);
  self->name = g_string_new (NULL);
  self->members = g_array_new (FALSE, FALSE, sizeof (TriImportMember));
}

static gboolean
has_text (const Tie *self, gint64 text)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (g_array_index (self->texts, gint64, i) == text)
      return TRUE;
  return FALSE;
}

static void
add_stream (Tie *self, gint64 text)
{
  Stream stream = { .text = text };

  stream.names = g_string_new (NULL);
  stream.last = g_string_new (NULL);
  stream.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_append_val (self->streams, stream);
}

/* Whether the ids of the file that a text came from are those of other texts, too. */
static gboolean
do_ids_correspond (const Tie *self, const char *nick)
{
  const TriFormat *format = nick ? tri_formats_find_nick (nick) : NULL;

  return self->draft->tie == TRI_IMPORT_TIE_IDS
         || (format && (format->flags & TRI_FORMAT_IDS_CORRESPOND) != 0);
}

static gboolean
choose_texts (Tie *self, GError **error)
{
  static const char sql[] = "SELECT t.id, s.format FROM texts t LEFT JOIN sources s"
                            " ON s.id = t.source WHERE t.work IN (?, ?) ORDER BY t.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->draft->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->draft->work);
  sqlite3_bind_int64 (statement, 2, self->draft->target);
  while (tri_library_next (self->draft->library, statement, &local))
    {
      gint64 text = sqlite3_column_int64 (statement, 0);

      if (do_ids_correspond (self, (const char *) sqlite3_column_text (statement, 1)))
        g_array_append_val (self->texts, text);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* "b.d3.p5-1a2b3c4d" is no id of the file: a place and a hash, as the import makes keys, and
 * readers those of notes ("b.n3-1a2b3c4d"). */
static gboolean
is_made (const char *name)
{
  const char *dash = NULL;

  if (!g_str_has_prefix (name, "b."))
    return FALSE;
  dash = strchr (name, '-');
  return dash
         && strspn (name + 1, ".dnp0123456789") == (gsize) (dash - name - 1)
         && strspn (dash + 1, "0123456789abcdef") == 8;
}

static const char *
get_name (const Stream *stream, guint at)
{
  return stream->names->str + g_array_index (stream->entries, Entry, at).name;
}

static void
add_entry (Stream *stream, const char *name, TriImportMember member)
{
  Entry entry = { (guint) stream->names->len, member };

  g_string_append (stream->names, name);
  g_string_append_c (stream->names, '\0');
  g_array_append_val (stream->entries, entry);
}

static TriStatement *
begin_page (Tie *self, const Stream *stream, GError **error)
{
  static const char keys[] = "SELECT key, id, -1 FROM passages WHERE text = ?2 AND key > ?1"
                             " ORDER BY key LIMIT ?3";
  /* What a division is called stands for its first passage, which says nothing of that. */
  static const char further[] = "SELECT a.name, a.passage, a.sentence, a.file,"
                                " (SELECT text FROM passages p WHERE p.id = a.passage) AS text,"
                                " EXISTS (SELECT 1 FROM divisions d WHERE d.key = a.name"
                                "  AND d.text = (SELECT text FROM passages p"
                                "                WHERE p.id = a.passage))"
                                " FROM temp.import_anchors a WHERE (a.name, a.file) > (?1, ?2)"
                                " ORDER BY a.name, a.file LIMIT ?3";
  TriStatement *statement = tri_library_prepare (self->draft->library,
                                                 stream->text ? keys : further,
                                                 error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, stream->last->str);
  sqlite3_bind_int64 (statement, 2, stream->text ? stream->text : stream->file);
  sqlite3_bind_int (statement, 3, PAGE);
  return statement;
}

static gboolean
is_wanted (Tie *self, const Stream *stream, TriStatement *statement, const char *name)
{
  if (stream->text)
    return !is_made (name);
  return sqlite3_column_int (statement, 5) == 0
         && has_text (self, sqlite3_column_int64 (statement, 4));
}

/* The next page; also one of which nothing is wanted. */
static gboolean
read_page (Tie *self, Stream *stream, GError **error)
{
  g_autoptr (TriStatement) statement = begin_page (self, stream, error);
  GError *local = NULL;
  guint n = 0;

  if (!statement)
    return FALSE;
  for (; tri_library_next (self->draft->library, statement, &local); n++)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      const TriImportMember member = { sqlite3_column_int64 (statement, 1),
                                       sqlite3_column_int (statement, 2) };

      g_string_assign (stream->last, name);
      if (!stream->text)
        stream->file = (guint) sqlite3_column_int64 (statement, 3);
      if (is_wanted (self, stream, statement, name))
        add_entry (stream, name, member);
    }
  stream->is_over = n < PAGE;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Sees to it that an id is at hand unless there is none left. */
static gboolean
fill (Tie *self, Stream *stream, GError **error)
{
  if (stream->at < stream->entries->len || stream->is_over)
    return TRUE;
  g_string_truncate (stream->names, 0);
  g_array_set_size (stream->entries, 0);
  stream->at = 0;
  while (stream->entries->len == 0 && !stream->is_over)
    if (!read_page (self, stream, error))
      return FALSE;
  return TRUE;
}

/* The ids of the next name in any text, taken from where they were. FALSE at the end. */
static gboolean
take_next (Tie *self, GError **error)
{
  const char *least = NULL;

  g_array_set_size (self->members, 0);
  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = &g_array_index (self->streams, Stream, i);

      if (!fill (self, stream, error))
        return FALSE;
      if (stream->at < stream->entries->len
          && (!least || strcmp (get_name (stream, stream->at), least) < 0))
        least = get_name (stream, stream->at);
    }
  if (!least)
    return FALSE;
  g_string_assign (self->name, least);
  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = &g_array_index (self->streams, Stream, i);

      /* Of the further ones several may have this name, on two pages. */
      while (stream->at < stream->entries->len
             && g_str_equal (get_name (stream, stream->at), self->name->str))
        {
          g_array_append_val (self->members,
                              g_array_index (stream->entries, Entry, stream->at).member);
          stream->at++;
          if (!fill (self, stream, error))
            return FALSE;
        }
    }
  tri_import_sort_members (self->members);
  return TRUE;
}

static gboolean
add_name (GPtrArray *names, const char *name)
{
  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return TRUE;
  g_ptr_array_add (names, g_strdup (name));
  return names->len <= MAX_NAMES;
}

/* The names of a passage: its key, and those that came with it. */
static gboolean
add_names_of (Tie *self, gint64 passage, GPtrArray *names)
{
  static const char sql[] = "SELECT key FROM passages WHERE id = ?1 UNION ALL"
                            " SELECT name FROM temp.import_anchors a"
                            " WHERE a.passage = ?1 AND a.sentence < 0 AND NOT EXISTS"
                            " (SELECT 1 FROM divisions d JOIN passages p ON p.text = d.text"
                            "  WHERE p.id = ?1 AND d.key = a.name)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->draft->library, sql, NULL);
  gboolean is_bounded = TRUE;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  while (is_bounded && tri_library_next (self->draft->library, statement, NULL))
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);

      is_bounded = is_made (name) || add_name (names, name);
    }
  return is_bounded;
}

static void
add_member (GArray *members, gint64 passage)
{
  const TriImportMember member = { passage, -1 };

  for (guint i = 0; i < members->len; i++)
    if (tri_import_compare_members (&g_array_index (members, TriImportMember, i), &member) == 0)
      return;
  g_array_append_val (members, member);
}

static void
add_passages_of (Tie *self, const char *name, GArray *members)
{
  static const char keys[] = "SELECT id FROM passages WHERE text = ? AND key = ?";
  static const char further[] = "SELECT passage, (SELECT text FROM passages p"
                                " WHERE p.id = passage)"
                                " FROM temp.import_anchors WHERE name = ? AND sentence < 0";
  g_autoptr (TriStatement) key = tri_library_prepare (self->draft->library, keys, NULL);
  g_autoptr (TriStatement) other = tri_library_prepare (self->draft->library, further, NULL);

  if (!key || !other)
    return;
  for (guint i = 0; i < self->texts->len; i++)
    {
      sqlite3_bind_int64 (key, 1, g_array_index (self->texts, gint64, i));
      tri_statement_bind_text (key, 2, name);
      if (tri_library_next (self->draft->library, key, NULL))
        add_member (members, sqlite3_column_int64 (key, 0));
      sqlite3_reset (key);
    }
  tri_statement_bind_text (other, 1, name);
  while (tri_library_next (self->draft->library, other, NULL))
    if (has_text (self, sqlite3_column_int64 (other, 1)))
      add_member (members, sqlite3_column_int64 (other, 0));
}

/* Adds to the members all that passages with several ids bring with them. FALSE when these were
 * taken already, under a name before this one. */
static gboolean
close_members (Tie *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) members = g_array_copy (self->members);
  guint n_names = 1;

  add_name (names, self->name->str);
  for (guint i = 0; i < members->len; i++)
    {
      const TriImportMember *member = &g_array_index (members, TriImportMember, i);

      /* Sentences have one id. */
      if (member->sentence >= 0 || !add_names_of (self, member->passage, names))
        return TRUE;
      for (; n_names < names->len; n_names++)
        add_passages_of (self, g_ptr_array_index (names, n_names), members);
    }
  for (guint i = 1; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), self->name->str) < 0)
      return FALSE;
  g_array_set_size (self->members, 0);
  g_array_append_vals (self->members, members->data, members->len);
  tri_import_sort_members (self->members);
  return TRUE;
}

static gboolean
are_of_one_text (Tie *self)
{
  const TriImportMember *members = (const TriImportMember *) (gpointer) self->members->data;
  gint64 text;

  if (self->members->len < 2)
    return TRUE;
  text = tri_import_get_text (self->draft, members[0].passage);
  for (guint i = self->members->len; i > 1; i--)
    if (tri_import_get_text (self->draft, members[i - 1].passage) != text)
      return FALSE;
  return TRUE;
}

/* Headings and notes are not what is counted. */
static gboolean
is_counted (Tie *self, const TriImportMember *member)
{
  static const char sql[] = "SELECT kind FROM passages WHERE id = ?";
  gint64 kind;

  if (member->sentence >= 0)
    return FALSE;
  kind = tri_library_ask (self->draft->library, sql, member->passage, TRI_PASSAGE_NOTE);
  return kind != TRI_PASSAGE_HEADING && kind != TRI_PASSAGE_NOTE;
}

static gboolean
tie_next (Tie *self, GError **error)
{
  static const TriDraftLink link = { .relation = TRI_RELATION_TRANSLATION,
                                     .score = NAN,
                                     .status = TRI_STATUS_IMPORTED };
  TriImportReport *report = &self->draft->report;

  if (self->has_several && !close_members (self))
    return TRUE;
  if (!are_of_one_text (self))
    {
      report->n_tied++;
      return tri_import_store_link (self->draft, &link, self->members, error);
    }
  report->n_lone += is_counted (self, &g_array_index (self->members, TriImportMember, 0));
  return TRUE;
}

/* Passages with several ids are asked for by their row. */
static gboolean
prepare_further (Tie *self, GError **error)
{
  static const char count[] = "SELECT count (*) FROM (SELECT 1 FROM temp.import_anchors LIMIT ?)";
  static const char sql[] = "CREATE INDEX IF NOT EXISTS temp.import_anchors_by_passage"
                            " ON import_anchors (passage)";

  self->has_several = tri_library_ask (self->draft->library, count, 1, 0) > 0;
  if (!self->has_several)
    return TRUE;
  add_stream (self, 0);
  return tri_library_exec (self->draft->library, sql, error);
}

static gboolean
tie_all (Tie *self, GError **error)
{
  GError *local = NULL;

  while (!local && take_next (self, &local))
    if (tie_next (self, &local))
      tri_batch_breathe (&self->draft->batch, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_import_tie_ids:
 *
 * Makes links of the passages that have one id in several texts, as draft->tie says. What one text
 * alone has stays without a counterpart, and is counted in the report.
 */
gboolean
tri_import_tie_ids (TriImportDraft *draft, GError **error)
{
  g_auto (Tie) self = { 0 };

  init_tie (&self, draft);
  /* The links of a version that is replaced come along. */
  if (draft->tie == TRI_IMPORT_TIE_NONE || draft->is_version)
    return TRUE;
  if (!choose_texts (&self, error))
    return FALSE;
  if (self.texts->len < 2)
    return TRUE;
  for (guint i = 0; i < self.texts->len; i++)
    add_stream (&self, g_array_index (self.texts, gint64, i));
  if (!prepare_further (&self, error) || !tie_all (&self, error))
    return FALSE;
  /* Nobody need ask whether such texts are translations of each other. */
  if (draft->report.n_tied > 0 && !draft->kind)
    draft->kind = g_strdup ("translations");
  return TRUE;
}
