/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-files.h"
#include "model/tri-link.h"

#include <math.h>
#include <string.h>

/* Links point at ids of passages and sentences, of this file or the others, behind or ahead. The
 * ids lie in a table on disk, and so do the links that point ahead until all is read: memory does
 * not grow with the file. */

gboolean
tri_import_create_tables (TriLibrary *library, GError **error)
{
  static const char sql[] = "CREATE TEMP TABLE IF NOT EXISTS import_anchors (name TEXT, file "
                            "INTEGER,"
                            " passage INTEGER, sentence INTEGER, last INTEGER NOT NULL DEFAULT -1,"
                            " PRIMARY KEY (name, file)) "
                            "WITHOUT ROWID;"
                            "CREATE TEMP TABLE IF NOT EXISTS import_links (id INTEGER PRIMARY KEY,"
                            " file INTEGER, relation INTEGER, score REAL, status INTEGER,"
                            " pair INTEGER, names BLOB, files BLOB, wide INTEGER);"
                            "CREATE TEMP TABLE IF NOT EXISTS import_mentions (mention INTEGER "
                            "PRIMARY KEY);";

  return tri_library_exec (library, sql, error);
}

gboolean
tri_import_drop_tables (TriLibrary *library, GError **error)
{
  static const char sql[] = "DROP TABLE IF EXISTS temp.import_anchors;"
                            "DROP TABLE IF EXISTS temp.import_links;"
                            "DROP TABLE IF EXISTS temp.import_identifiers;"
                            "DROP TABLE IF EXISTS temp.import_mentions;";

  return tri_library_exec (library, sql, error);
}

gboolean
tri_import_add_anchor (TriImportDraft *self,
                       const char *name,
                       gint64 passage,
                       int sentence,
                       GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO temp.import_anchors"
                            " (name, file, passage, sentence) VALUES (?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, self->file);
  sqlite3_bind_int64 (statement, 3, passage);
  sqlite3_bind_int (statement, 4, sentence);
  return tri_library_run (self->library, statement, error);
}

static gboolean
run_extension (TriImportDraft *self, const char *sql, const char *name, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, self->file);
  sqlite3_bind_int64 (statement, 3, (gint64) self->ord - 1);
  sqlite3_bind_int64 (statement, 4, self->text);
  return tri_library_run (self->library, statement, error);
}

/* What is named by a key alone gets an anchor now. */
gboolean
tri_import_extend_anchor (TriImportDraft *self, const char *name, GError **error)
{
  static const char extend[] = "UPDATE temp.import_anchors SET last = ?3"
                               " WHERE name = ?1 AND file = ?2"
                               " AND (SELECT text FROM passages p WHERE p.id = passage) = ?4";
  static const char add[] = "INSERT OR IGNORE INTO temp.import_anchors"
                            " (name, file, passage, sentence, last)"
                            " SELECT ?1, ?2, id, -1, ?3 FROM passages WHERE text = ?4 AND key = ?1";

  return run_extension (self, extend, name, error)
         && (sqlite3_changes (self->library->db) > 0 || run_extension (self, add, name, error));
}

static gboolean
next_anchor (TriImportDraft *self, TriStatement *statement, TriImportAnchor *out)
{
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  out->member.passage = sqlite3_column_int64 (statement, 0);
  out->member.sentence = sqlite3_column_int (statement, 1);
  out->last = sqlite3_column_int64 (statement, 2);
  return TRUE;
}

gboolean
tri_import_find_anchor (TriImportDraft *self, const char *name, guint file, TriImportAnchor *out)
{
  static const char sql[] = "SELECT passage, sentence, last FROM temp.import_anchors"
                            " WHERE name = ? AND file = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, file);
  return next_anchor (self, statement, out);
}

gboolean
tri_import_find_key (TriImportDraft *self, gint64 text, const char *name, TriImportAnchor *out)
{
  static const char sql[] = "SELECT id FROM passages WHERE text = ? AND key = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  tri_statement_bind_text (statement, 2, name);
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  *out = (TriImportAnchor){ { sqlite3_column_int64 (statement, 0), -1 }, -1 };
  return TRUE;
}

static gboolean
find_key (TriImportDraft *self, const char *name, TriImportAnchor *out)
{
  const GArray *const places[] = { self->texts, self->old_texts };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint i = places[p]->len; i > 0; i--)
      if (tri_import_find_key (self, g_array_index (places[p], gint64, i - 1), name, out))
        return TRUE;
  return FALSE;
}

/* The ids of other files come last. */
static gboolean
find_anchor_elsewhere (TriImportDraft *self, const char *name, TriImportAnchor *out)
{
  static const char sql[] = "SELECT passage, sentence, last FROM temp.import_anchors"
                            " WHERE name = ? ORDER BY file LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  return next_anchor (self, statement, out);
}

static gboolean
find_name (TriImportDraft *self, const char *name, guint file, TriImportAnchor *out)
{
  return tri_import_find_anchor (self, name, file, out)
         || find_key (self, name, out)
         || (strchr (name, '#') ? tri_import_files_find_pointer (self->files, self, name, out)
                                : find_anchor_elsewhere (self, name, out));
}

guint
tri_import_resolve (TriImportDraft *self,
                    const char *const *names,
                    guint file,
                    GArray *members,
                    GArray *wide)
{
  guint n_missing = 0;

  g_array_set_size (members, 0);
  g_array_set_size (wide, 0);
  for (; *names; names++)
    {
      TriImportAnchor anchor;

      if (!find_name (self, *names, file, &anchor))
        {
          n_missing++;
          continue;
        }
      g_array_append_val (members, anchor.member);
      if (anchor.last >= 0)
        g_array_append_val (wide, anchor);
    }
  tri_import_sort_members (members);
  return n_missing;
}

static gboolean
has_members (TriImportDraft *self, gint64 link, const GArray *members)
{
  static const char sql[] = "SELECT passage, sentence FROM link_members WHERE link = ?"
                            " ORDER BY passage, sentence";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);
  guint n = 0;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link);
  while (tri_library_next (self->library, statement, NULL))
    {
      TriImportMember member = { sqlite3_column_int64 (statement, 0),
                                 sqlite3_column_int (statement, 1) };

      if (n == members->len
          || tri_import_compare_members (&g_array_index (members, TriImportMember, n), &member)
                 != 0)
        return FALSE;
      n++;
    }
  return n == members->len;
}

/* What is in more links than these is looked at from another end. */
#define MAX_LINKS_OF_END 32

/* Whether one of the links of an end is this one; -1 when that is too many to tell. */
static int
is_among_links_of (TriImportDraft *self,
                   const TriImportMember *end,
                   const GArray *members,
                   TriLinkKind kind,
                   guint most)
{
  static const char sql[] = "SELECT m.link FROM link_members m CROSS JOIN links l ON l.id = m.link"
                            " WHERE m.passage = ? AND m.sentence = ? AND l.kind = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, end->passage);
  sqlite3_bind_int (statement, 2, end->sentence);
  sqlite3_bind_int (statement, 3, (int) kind);
  for (guint n = 0; tri_library_next (self->library, statement, NULL); n++)
    if (n == most)
      return -1;
    else if (has_members (self, sqlite3_column_int64 (statement, 0), members))
      return TRUE;
  return FALSE;
}

/* A pointer from here to there and one back are one link. */
static gboolean
is_known (TriImportDraft *self, const GArray *members, TriLinkKind kind)
{
  const TriImportMember *first = &g_array_index (members, TriImportMember, 0);
  const TriImportMember *last = &g_array_index (members, TriImportMember, members->len - 1);
  int known = is_among_links_of (self, first, members, kind, MAX_LINKS_OF_END);

  if (known < 0)
    known = is_among_links_of (self, last, members, kind, MAX_LINKS_OF_END);
  if (known < 0)
    known = is_among_links_of (self, first, members, kind, G_MAXUINT);
  return known;
}

static gboolean
insert_members (TriImportDraft *self, gint64 link, const GArray *members, GError **error)
{
  static const char sql[] = "INSERT INTO link_members (link, passage, sentence) VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link);
  for (guint i = 0; i < members->len; i++)
    {
      const TriImportMember *member = &g_array_index (members, TriImportMember, i);

      sqlite3_bind_int64 (statement, 2, member->passage);
      sqlite3_bind_int (statement, 3, member->sentence);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_to_rows (TriImportDraft *self, const GArray *members)
{
  gint64 few[16];
  g_autofree gint64 *many = members->len > 16 ? g_new (gint64, members->len) : NULL;
  gint64 *passages = many ? many : few;

  for (guint i = 0; i < members->len; i++)
    passages[i] = g_array_index (members, TriImportMember, i).passage;
  tri_rows_add_link (self->rows, passages, members->len);
}

/* Members of one text alone have no counterpart in the others. */
static TriLinkKind
get_kind (TriImportDraft *self, const TriDraftLink *link, const GArray *members)
{
  gint64 text;

  if (link->is_rejected)
    return TRI_LINK_REJECTED;
  if (link->is_pair)
    return TRI_LINK_PAIR;
  text = tri_import_get_text (self, g_array_index (members, TriImportMember, 0).passage);
  for (guint i = members->len; i > 1; i--)
    if (tri_import_get_text (self, g_array_index (members, TriImportMember, i - 1).passage) != text)
      return TRI_LINK_GROUP;
  return TRI_LINK_OMISSION;
}

static gboolean
insert_link (TriImportDraft *self,
             const TriDraftLink *link,
             TriLinkKind kind,
             const GArray *members,
             GError **error)
{
  static const char sql[] = "INSERT INTO links (work, relation, score, status, kind)"
                            " VALUES (?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  sqlite3_bind_int (statement, 2, (int) link->relation);
  if (!isnan (link->score))
    sqlite3_bind_double (statement, 3, link->score);
  sqlite3_bind_int (statement, 4, (int) link->status);
  sqlite3_bind_int (statement, 5, (int) kind);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  if (kind == TRI_LINK_GROUP)
    {
      add_to_rows (self, members);
      self->n_links++;
    }
  return insert_members (self, sqlite3_last_insert_rowid (self->library->db), members, error);
}

gboolean
tri_import_store_link (TriImportDraft *self,
                       const TriDraftLink *link,
                       const GArray *members,
                       GError **error)
{
  TriLinkKind kind;

  if (members->len == 0)
    return TRUE;
  kind = get_kind (self, link, members);
  return is_known (self, members, kind) || insert_link (self, link, kind, members, error);
}

/* What is at a place of a text of this file; FALSE when nothing is. */
static gboolean
find_place (TriImportDraft *self, const TriDraftPlace *place, TriImportMember *out)
{
  guint text = self->first_text + place->text;

  if (text >= self->texts->len)
    return FALSE;
  out->passage = tri_rows_get_passage (self->rows, text, place->passage);
  out->sentence = place->sentence;
  return out->passage != 0;
}

static TriLinkKind
get_kind_of_places (const TriDraftLink *link, const TriDraftPlace *places, guint n_places)
{
  if (link->is_pair)
    return TRI_LINK_PAIR;
  for (guint i = 1; i < n_places; i++)
    if (places[i].text != places[0].text)
      return TRI_LINK_GROUP;
  return TRI_LINK_OMISSION;
}

/* Nothing is looked up in the library, which would take longer than storing the link. */
gboolean
tri_import_link_places (TriImportDraft *self,
                        const TriDraftPlace *places,
                        guint n_places,
                        const TriDraftLink *link,
                        GError **error)
{
  g_autoptr (GArray) members = g_array_sized_new (FALSE, FALSE, sizeof (TriImportMember), n_places);
  TriImportMember member;

  for (guint i = 0; i < n_places; i++)
    if (find_place (self, &places[i], &member))
      g_array_append_val (members, member);
    else
      g_return_val_if_reached (FALSE);
  tri_import_sort_members (members);
  return members->len == 0
         || insert_link (self, link, get_kind_of_places (link, places, n_places), members, error);
}

gboolean
tri_import_add_link (TriImportDraft *self, const TriDraftLink *link, GError **error)
{
  g_autoptr (GArray) members = NULL;
  g_autoptr (GArray) wide = NULL;

  if (!link->members[0])
    return TRUE;
  /* Before the first text there is nothing to find. */
  if (self->texts->len == 0 || link->files)
    return tri_import_postpone (self, link, error);
  members = g_array_new (FALSE, FALSE, sizeof (TriImportMember));
  wide = g_array_new (FALSE, FALSE, sizeof (TriImportAnchor));
  if (tri_import_resolve (self, link->members, self->file, members, wide) > 0 || wide->len > 0)
    return tri_import_postpone (self, link, error);
  return tri_import_store_link (self, link, members, error);
}
