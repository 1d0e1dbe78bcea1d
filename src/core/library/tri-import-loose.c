/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-files.h"
#include "library/tri-import-links.h"

#include <math.h>
#include <string.h>

/* Links that point ahead, or at other files, wait in a table on disk until all is read. */

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

gboolean
tri_import_postpone (TriImportDraft *self, const TriDraftLink *link, GError **error)
{
  static const char sql[] = "INSERT INTO temp.import_links"
                            " (file, relation, score, status, pair, names, files)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (GByteArray) names = pack_names (link->members);
  g_autoptr (GArray) files = NULL;
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->file);
  sqlite3_bind_int (statement, 2, (int) link->relation);
  if (!isnan (link->score))
    sqlite3_bind_double (statement, 3, link->score);
  sqlite3_bind_int (statement, 4, (int) link->status);
  sqlite3_bind_int (statement, 5, link->is_rejected ? 2 : link->is_pair != FALSE);
  sqlite3_bind_blob (statement, 6, names->data, (int) names->len, SQLITE_STATIC);
  if (link->files && !(files = tri_import_files_intern (self->files, link, error)))
    return FALSE;
  if (files)
    sqlite3_bind_blob (statement,
                       7,
                       files->data,
                       (int) (files->len * sizeof (guint)),
                       SQLITE_STATIC);
  self->has_loose_links = TRUE;
  return tri_library_run (self->library, statement, error);
}

typedef struct
{
  gint64 id;
  guint file;
  gboolean is_wide;
  GArray *files; /* guint: for each name its file, as tri_import_files_intern() gave it; or empty */
} LooseLink;

static gboolean
set_wide (TriImportDraft *self, gint64 id, GError **error)
{
  static const char sql[] = "UPDATE temp.import_links SET wide = 1 WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return tri_library_run (self->library, statement, error);
}

/* A file of links says what it means: where part of that is missing, so is the link. */
static gboolean
resolve_in_files (TriImportDraft *self,
                  const LooseLink *loose,
                  const TriDraftLink *link,
                  GArray *members,
                  GError **error)
{
  if (!tri_import_files_resolve (self->files, self, link->members, loose->files, members))
    {
      self->report.n_unresolved++;
      return TRUE;
    }
  return tri_import_store_link (self, link, members, error);
}

/* Editions point at much that is no passage (a person, a page of a facsimile): a link that finds
 * less than it names is worth a warning. */
static gboolean
resolve_link (TriImportDraft *self,
              const LooseLink *loose,
              TriDraftLink *link,
              GPtrArray *names,
              GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (TriImportMember));
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (TriImportAnchor));
  guint n_missing;

  link->members = (const char *const *) names->pdata;
  if (loose->files->len > 0)
    return resolve_in_files (self, loose, link, members, error);
  n_missing = tri_import_resolve (self, link->members, loose->file, members, wide);
  if (n_missing > 0 && members->len < 2)
    {
      self->n_warnings++;
      return TRUE;
    }
  if (wide->len > 0 && !loose->is_wide)
    return set_wide (self, loose->id, error);
  self->n_warnings += n_missing > 0;
  tri_import_spread (self, wide, members);
  return tri_import_store_link (self, link, members, error);
}

static gboolean
next_loose_link (TriImportDraft *self,
                 LooseLink *loose,
                 TriDraftLink *link,
                 GByteArray *names,
                 GError **error)
{
  static const char all[] = "SELECT id, file, relation, score, status, pair, names, files"
                            " FROM temp.import_links"
                            " WHERE id > ? ORDER BY id LIMIT 1";
  static const char wide[] = "SELECT id, file, relation, score, status, pair, names, files"
                             " FROM temp.import_links"
                             " WHERE id < ? AND wide = 1 ORDER BY id DESC LIMIT 1";
  const char *sql = loose->is_wide ? wide : all;
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, loose->id);
  if (!tri_library_next (self->library, statement, error))
    return FALSE;
  loose->id = sqlite3_column_int64 (statement, 0);
  loose->file = (guint) sqlite3_column_int64 (statement, 1);
  link->relation = (TriRelation) sqlite3_column_int (statement, 2);
  link->score = NAN;
  if (sqlite3_column_type (statement, 3) != SQLITE_NULL)
    link->score = sqlite3_column_double (statement, 3);
  link->status = (TriStatus) sqlite3_column_int (statement, 4);
  link->is_pair = sqlite3_column_int (statement, 5) == 1;
  link->is_rejected = sqlite3_column_int (statement, 5) == 2;
  g_byte_array_set_size (names, 0);
  g_byte_array_append (names,
                       sqlite3_column_blob (statement, 6),
                       (guint) sqlite3_column_bytes (statement, 6));
  g_array_set_size (loose->files, 0);
  if (sqlite3_column_bytes (statement, 7) > 0)
    g_array_append_vals (loose->files,
                         sqlite3_column_blob (statement, 7),
                         (guint) sqlite3_column_bytes (statement, 7) / sizeof (guint));
  return TRUE;
}

static gboolean
resolve_loose (TriImportDraft *self, LooseLink from, GError **error)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  TriDraftLink link = { 0 };
  GError *local = NULL;

  from.files = files;
  while (next_loose_link (self, &from, &link, packed, &local))
    {
      unpack_names (packed, names);
      if (!resolve_link (self, &from, &link, names, &local)
          || !tri_batch_breathe (&self->batch, &local))
        break;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Looks at links between files for which way round their sides are meant. */
static gboolean
look_at_sides (TriImportDraft *self, GError **error)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  LooseLink loose = { .files = files };
  TriDraftLink link = { 0 };
  GError *local = NULL;

  while (next_loose_link (self, &loose, &link, packed, &local))
    {
      unpack_names (packed, names);
      if (files->len > 0)
        tri_import_files_look (self->files, self, (const char *const *) names->pdata, files);
      if (!tri_batch_breathe (&self->batch, &local))
        break;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Elements of several passages come when all is known of what is in them, those in others before
 * those around them: backwards. */
gboolean
tri_import_resolve_links (TriImportDraft *self, GError **error)
{
  const LooseLink first = { 0 };
  const LooseLink last_wide = { .id = G_MAXINT64, .is_wide = TRUE };

  if (!self->has_loose_links)
    return TRUE;
  if (!tri_import_files_match (self->files, self, error))
    return FALSE;
  if (tri_import_files_have_sides (self->files) && !look_at_sides (self, error))
    return FALSE;
  return resolve_loose (self, first, error) && resolve_loose (self, last_wide, error);
}
