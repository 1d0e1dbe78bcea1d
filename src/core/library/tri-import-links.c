/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-draft.h"
#include "model/tri-link.h"

#include <math.h>
#include <string.h>

/* Links point at ids of passages and sentences, of this file or the others, behind or ahead. The
 * ids lie in a table on disk, and so do the links that point ahead until all is read: memory does
 * not grow with the file. */

typedef struct
{
  gint64 passage;
  int sentence;
} Member;

gboolean
tri_import_create_tables (TriLibrary *library, GError **error)
{
  static const char sql[] = "CREATE TEMP TABLE IF NOT EXISTS import_anchors (name TEXT, file "
                            "INTEGER,"
                            " passage INTEGER, sentence INTEGER, PRIMARY KEY (name, file)) "
                            "WITHOUT ROWID;"
                            "CREATE TEMP TABLE IF NOT EXISTS import_links (id INTEGER PRIMARY KEY,"
                            " file INTEGER, relation INTEGER, score REAL, status INTEGER,"
                            " pair INTEGER, names BLOB);"
                            "CREATE TEMP TABLE IF NOT EXISTS import_mentions (mention INTEGER "
                            "PRIMARY KEY);";

  return tri_library_exec (library, sql, error);
}

gboolean
tri_import_drop_tables (TriLibrary *library, GError **error)
{
  static const char sql[] = "DROP TABLE IF EXISTS temp.import_anchors;"
                            "DROP TABLE IF EXISTS temp.import_links;"
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
next_anchor (TriImportDraft *self, TriStatement *statement, Member *out)
{
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  out->passage = sqlite3_column_int64 (statement, 0);
  out->sentence = sqlite3_column_int (statement, 1);
  return TRUE;
}

static gboolean
find_anchor_in (TriImportDraft *self, const char *name, guint file, Member *out)
{
  static const char sql[] = "SELECT passage, sentence FROM temp.import_anchors"
                            " WHERE name = ? AND file = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, file);
  return next_anchor (self, statement, out);
}

/* An id of the same file before one of another file: two walks down the key, where ordering by
 * "the same or not" would set up a sorter for each name. */
static gboolean
find_anchor (TriImportDraft *self, const char *name, guint file, Member *out)
{
  static const char sql[] = "SELECT passage, sentence FROM temp.import_anchors"
                            " WHERE name = ? ORDER BY file LIMIT 1";
  g_autoptr (TriStatement) statement = NULL;

  if (find_anchor_in (self, name, file, out))
    return TRUE;
  statement = tri_library_prepare (self->library, sql, NULL);
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  return next_anchor (self, statement, out);
}

static gboolean
find_key_in (TriImportDraft *self, gint64 text, const char *name, Member *out)
{
  static const char sql[] = "SELECT id FROM passages WHERE text = ? AND key = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  tri_statement_bind_text (statement, 2, name);
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  out->passage = sqlite3_column_int64 (statement, 0);
  out->sentence = -1;
  return TRUE;
}

static gboolean
find_key (TriImportDraft *self, const char *name, Member *out)
{
  const GArray *const places[] = { self->texts, self->old_texts };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint i = places[p]->len; i > 0; i--)
      if (find_key_in (self, g_array_index (places[p], gint64, i - 1), name, out))
        return TRUE;
  return FALSE;
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a, *right = b;

  if (left->passage != right->passage)
    return left->passage < right->passage ? -1 : 1;
  return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

/* Finds what the names stand for. Returns how many of them stand for nothing. */
static guint
resolve (TriImportDraft *self, const char *const *names, guint file, GArray *members)
{
  guint n_missing = 0;

  g_array_set_size (members, 0);
  for (; *names; names++)
    {
      Member member;

      if (find_anchor (self, *names, file, &member) || find_key (self, *names, &member))
        g_array_append_val (members, member);
      else
        n_missing++;
    }
  g_array_sort (members, compare_members);
  for (guint i = members->len; i > 1; i--)
    if (compare_members (&g_array_index (members, Member, i - 1),
                         &g_array_index (members, Member, i - 2))
        == 0)
      g_array_remove_index (members, i - 1);
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
      Member member = { sqlite3_column_int64 (statement, 0), sqlite3_column_int (statement, 1) };

      if (n == members->len
          || compare_members (&g_array_index (members, Member, n), &member) != 0)
        return FALSE;
      n++;
    }
  return n == members->len;
}

/* A pointer from here to there and one back are one link. */
static gboolean
is_known (TriImportDraft *self, const GArray *members, TriLinkKind kind)
{
  static const char sql[] = "SELECT m.link FROM link_members m CROSS JOIN links l ON l.id = m.link"
                            " WHERE m.passage = ? AND m.sentence = ? AND l.kind = ?";
  const Member *first = &g_array_index (members, Member, 0);
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first->passage);
  sqlite3_bind_int (statement, 2, first->sentence);
  sqlite3_bind_int (statement, 3, (int) kind);
  while (tri_library_next (self->library, statement, NULL))
    if (has_members (self, sqlite3_column_int64 (statement, 0), members))
      return TRUE;
  return FALSE;
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
      const Member *member = &g_array_index (members, Member, i);

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
    passages[i] = g_array_index (members, Member, i).passage;
  tri_rows_add_link (self->rows, passages, members->len);
}

static gint64
get_text (TriImportDraft *self, gint64 passage)
{
  return tri_library_ask (self->library, "SELECT text FROM passages WHERE id = ?", passage, 0);
}

/* Members of one text alone have no counterpart in the others. */
static TriLinkKind
get_kind (TriImportDraft *self, const TriDraftLink *link, const GArray *members)
{
  gint64 text;

  if (link->is_pair)
    return TRI_LINK_PAIR;
  text = get_text (self, g_array_index (members, Member, 0).passage);
  for (guint i = members->len; i > 1; i--)
    if (get_text (self, g_array_index (members, Member, i - 1).passage) != text)
      return TRI_LINK_GROUP;
  return TRI_LINK_OMISSION;
}

static gboolean
store_link (TriImportDraft *self, const TriDraftLink *link, const GArray *members, GError **error)
{
  static const char sql[] = "INSERT INTO links (work, relation, score, status, kind)"
                            " VALUES (?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = NULL;
  TriLinkKind kind;

  if (members->len == 0)
    return TRUE;
  kind = get_kind (self, link, members);
  if (is_known (self, members, kind))
    return TRUE;
  statement = tri_library_prepare (self->library, sql, error);
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

/* One behind the other, each with its zero. */
static GByteArray *
pack_names (const char *const *names)
{
  GByteArray *packed = g_byte_array_new ();

  for (; *names; names++)
    g_byte_array_append (packed, (const guint8 *) *names, (guint) strlen (*names) + 1);
  return packed;
}

static void
unpack_names (const GByteArray *packed, GPtrArray *names)
{
  g_ptr_array_set_size (names, 0);
  for (guint at = 0; at < packed->len; at += (guint) strlen ((char *) packed->data + at) + 1)
    g_ptr_array_add (names, packed->data + at);
  g_ptr_array_add (names, NULL);
}

static gboolean
postpone (TriImportDraft *self, const TriDraftLink *link, GError **error)
{
  static const char sql[] = "INSERT INTO temp.import_links"
                            " (file, relation, score, status, pair, names)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (GByteArray) names = pack_names (link->members);
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->file);
  sqlite3_bind_int (statement, 2, (int) link->relation);
  if (!isnan (link->score))
    sqlite3_bind_double (statement, 3, link->score);
  sqlite3_bind_int (statement, 4, (int) link->status);
  sqlite3_bind_int (statement, 5, link->is_pair);
  sqlite3_bind_blob (statement, 6, names->data, (int) names->len, SQLITE_STATIC);
  self->has_loose_links = TRUE;
  return tri_library_run (self->library, statement, error);
}

gboolean
tri_import_add_link (TriImportDraft *self, const TriDraftLink *link, GError **error)
{
  g_autoptr (GArray) members = NULL;

  if (!link->members[0])
    return TRUE;
  /* Before the first text there is nothing to find. */
  if (self->texts->len == 0)
    return postpone (self, link, error);
  members = g_array_new (FALSE, FALSE, sizeof (Member));
  if (resolve (self, link->members, self->file, members) > 0)
    return postpone (self, link, error);
  return store_link (self, link, members, error);
}

/* Editions point at much that is no passage (a person, a page of a facsimile): a link that finds
 * less than it names is worth a warning. */
static gboolean
resolve_link (TriImportDraft *self,
              TriDraftLink *link,
              guint file,
              GPtrArray *names,
              GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  guint n_missing;

  link->members = (const char *const *) names->pdata;
  n_missing = resolve (self, link->members, file, members);
  self->n_warnings += n_missing > 0;
  if (n_missing > 0 && members->len < 2)
    return TRUE;
  return store_link (self, link, members, error);
}

static gboolean
next_loose_link (TriImportDraft *self,
                 gint64 *id,
                 TriDraftLink *link,
                 guint *file,
                 GByteArray *names,
                 GError **error)
{
  static const char sql[] = "SELECT id, file, relation, score, status, pair, names"
                            " FROM temp.import_links"
                            " WHERE id > ? ORDER BY id LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *id);
  if (!tri_library_next (self->library, statement, error))
    return FALSE;
  *id = sqlite3_column_int64 (statement, 0);
  *file = (guint) sqlite3_column_int64 (statement, 1);
  link->relation = (TriRelation) sqlite3_column_int (statement, 2);
  link->score = NAN;
  if (sqlite3_column_type (statement, 3) != SQLITE_NULL)
    link->score = sqlite3_column_double (statement, 3);
  link->status = (TriStatus) sqlite3_column_int (statement, 4);
  link->is_pair = sqlite3_column_int (statement, 5);
  g_byte_array_set_size (names, 0);
  g_byte_array_append (names,
                       sqlite3_column_blob (statement, 6),
                       (guint) sqlite3_column_bytes (statement, 6));
  return TRUE;
}

gboolean
tri_import_resolve_links (TriImportDraft *self, GError **error)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  TriDraftLink link = { 0 };
  GError *local = NULL;
  gint64 id = 0;
  guint file = 0;

  while (self->has_loose_links && next_loose_link (self, &id, &link, &file, packed, &local))
    {
      unpack_names (packed, names);
      if (!resolve_link (self, &link, file, names, &local)
          || !tri_batch_breathe (&self->batch, &local))
        break;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}
