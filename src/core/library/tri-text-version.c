/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-text-version.h"

#include "library/tri-library-stale.h"

#include <string.h>

typedef struct
{
  gint64 work; /* the hidden one */
  gint64 target;
  gint64 shown;
  gint64 hidden;
} Version;

static void
bind_version (TriStatement *statement, const Version *version)
{
  const gint64 values[] = { version->work, version->target, version->shown, version->hidden };
  int n = sqlite3_bind_parameter_count (statement);

  for (int i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
}

/* ?1: the hidden work, ?2: the other, ?3: the text that is shown, ?4: the one that is hidden */
static gboolean
run (TriLibrary *library, const char *sql, const Version *version, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  bind_version (statement, version);
  return tri_library_run (library, statement, error);
}

static gboolean
run_all (TriLibrary *library,
         const char *const *steps,
         guint n_steps,
         const Version *version,
         GError **error)
{
  for (guint i = 0; i < n_steps; i++)
    if (!run (library, steps[i], version, error))
      return FALSE;
  return TRUE;
}

gboolean
tri_text_version_add (TriLibrary *library,
                      gint64 hidden_work,
                      gint64 target,
                      gint64 shown,
                      gint64 hidden,
                      GError **error)
{
  static const char sql[] = "INSERT INTO text_versions (work, target, shown, hidden)"
                            " VALUES (?, ?, ?, ?)";
  const Version version = { hidden_work, target, shown, hidden };

  return run (library, sql, &version, error);
}

static GArray *
list_versions (TriLibrary *library, gint64 hidden_work, GError **error)
{
  static const char sql[] = "SELECT target, shown, hidden FROM text_versions WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, hidden_work);
  while (tri_library_next (library, statement, &local))
    {
      Version version = { hidden_work,
                          sqlite3_column_int64 (statement, 0),
                          sqlite3_column_int64 (statement, 1),
                          sqlite3_column_int64 (statement, 2) };

      g_array_append_val (versions, version);
    }
  if (!local)
    return g_steal_pointer (&versions);
  g_propagate_error (error, local);
  return NULL;
}

/* The links that come back, before others go. */
static gboolean
note_links (TriLibrary *library, const Version *version, GError **error)
{
  static const char make[] = "CREATE TEMP TABLE IF NOT EXISTS version_links"
                             " (link INTEGER PRIMARY KEY) STRICT";
  static const char note[] = "INSERT INTO temp.version_links SELECT id FROM links WHERE work = ?1";

  return tri_library_exec (library, make, error)
         && tri_library_exec (library, "DELETE FROM temp.version_links", error)
         && run (library, note, version, error);
}

static gboolean
hide_links (TriLibrary *library, const Version *version, GError **error)
{
  static const char sql[] = "UPDATE links SET work = ?1, uuid = ?3 || ':' || uuid"
                            " WHERE work = ?2 AND id IN (SELECT m.link FROM passages p"
                            "  CROSS JOIN link_members m ON m.passage = p.id WHERE p.text = ?3)";

  return run (library, sql, version, error);
}

static gboolean
show_links (TriLibrary *library, const Version *version, GError **error)
{
  /* A text that was taken out of the work meanwhile keeps its members to itself. */
#define STAYS                                                           \
  " AND EXISTS (SELECT 1 FROM passages p JOIN texts t ON t.id = p.text" \
  "  WHERE p.id = hidden_members.passage AND t.work = ?2) AND ?1"
  static const char members[] = "INSERT OR IGNORE INTO link_members (link, passage, sentence)"
                                " SELECT link, passage, sentence FROM hidden_members"
                                " WHERE link IN (SELECT link FROM temp.version_links)" STAYS;
  static const char forget[] = "DELETE FROM hidden_members"
                               " WHERE link IN (SELECT link FROM temp.version_links)" STAYS;
#undef STAYS
  static const char move[] = "UPDATE links SET work = ?2,"
                             " uuid = substr (uuid, instr (uuid, ':') + 1)"
                             " WHERE id IN (SELECT link FROM temp.version_links) AND ?1";
  const char *const steps[] = { members, forget, move };

  return run_all (library, steps, G_N_ELEMENTS (steps), version, error);
}

/* What the links that went have in texts that stay. */
static gboolean
hide_members (TriLibrary *library, const Version *version, GError **error)
{
  static const char keep[] = "INSERT OR IGNORE INTO hidden_members (link, passage, sentence)"
                             " SELECT m.link, m.passage, m.sentence"
                             " FROM links l CROSS JOIN link_members m ON m.link = l.id"
                             " CROSS JOIN passages p ON p.id = m.passage"
                             " CROSS JOIN texts t ON t.id = p.text"
                             " WHERE l.work = ?1 AND t.work <> ?1";
  static const char remove[] = "DELETE FROM link_members WHERE (link, passage, sentence) IN"
                               " (SELECT link, passage, sentence FROM hidden_members"
                               "  WHERE link IN (SELECT id FROM links WHERE work = ?1))";
  const char *const steps[] = { keep, remove };

  return run_all (library, steps, G_N_ELEMENTS (steps), version, error);
}

static gboolean
exchange_uuids (TriLibrary *library, const Version *version, GError **error)
{
#define HIDE " SET uuid = ?3 || ':' || uuid WHERE"
#define SHOW " SET uuid = substr (uuid, instr (uuid, ':') + 1) WHERE uuid GLOB ?4 || ':*' AND"
  static const char hide_mentions[] = "UPDATE mentions" HIDE
                                      " uuid > '' AND passage IN"
                                      " (SELECT id FROM passages WHERE text = ?3)";
  static const char hide_refusals[] = "UPDATE refusals" HIDE
                                      " passage IN (SELECT id FROM passages WHERE text = ?3)";
  static const char show_mentions[] = "UPDATE mentions" SHOW
                                      " passage IN (SELECT id FROM passages WHERE text = ?4)";
  static const char show_refusals[] = "UPDATE refusals" SHOW
                                      " passage IN (SELECT id FROM passages WHERE text = ?4)";
#undef HIDE
#undef SHOW
  const char *const steps[] = { hide_mentions, hide_refusals, show_mentions, show_refusals };

  return run_all (library, steps, G_N_ELEMENTS (steps), version, error);
}

static gboolean
exchange_texts (TriLibrary *library, const Version *version, GError **error)
{
  /* Nobody's uuid in between. */
  static const char name[] = "UPDATE texts SET uuid = uuid || '?' WHERE id IN (?3, ?4)"
                             " AND ?1 + ?2 IS NOT NULL";
  static const char exchange[] = "UPDATE texts AS t SET"
                                 " uuid = rtrim (o.uuid, '?'), work = o.work, ord = o.ord,"
                                 " col = o.col, lang = o.lang, title = o.title, author = o.author,"
                                 " modified = unixepoch ()"
                                 " FROM (SELECT * FROM texts WHERE id IN (?3, ?4)) AS o"
                                 " WHERE t.id IN (?3, ?4) AND o.id IN (?3, ?4) AND o.id <> t.id"
                                 " AND ?1 + ?2 IS NOT NULL";
  static const char note[] = "UPDATE text_versions SET shown = ?4, hidden = ?3"
                             " WHERE work = ?1 AND shown = ?3 AND ?2 IS NOT NULL";
  const char *const steps[] = { name, exchange, note };

  return run_all (library, steps, G_N_ELEMENTS (steps), version, error);
}

gboolean
tri_text_version_exchange (TriLibrary *library, gint64 hidden_work, GError **error)
{
  g_autoptr (GArray) versions = list_versions (library, hidden_work, error);
  const Version *version;
  const Version *all;

  if (!versions || versions->len == 0)
    return versions != NULL;
  all = (const Version *) (gconstpointer) versions->data;
  if (!note_links (library, all, error))
    return FALSE;
  for (version = all; version < all + versions->len; version++)
    if (!hide_links (library, version, error)
        || !exchange_uuids (library, version, error)
        || !exchange_texts (library, version, error))
      return FALSE;
  return show_links (library, all, error) && hide_members (library, all, error);
}

char *
tri_journal_version_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('shown', json_group_array (v.shown))"
                            " FROM (SELECT shown FROM text_versions WHERE work ="
                            "  (SELECT id FROM works WHERE uuid = ?1) ORDER BY shown) AS v"
                            " HAVING count (*) > 0";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static gboolean
find_works (TriLibrary *library, const char *uuid, Version *out, GError **error)
{
  static const char sql[] = "SELECT w.id, v.target FROM works w JOIN text_versions v"
                            " ON v.work = w.id WHERE w.uuid = ? LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  if (!tri_library_next (library, statement, error))
    return FALSE;
  out->work = sqlite3_column_int64 (statement, 0);
  out->target = sqlite3_column_int64 (statement, 1);
  return TRUE;
}

gboolean
tri_journal_version_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  g_autofree char *now = tri_journal_version_read (library, uuid, NULL);
  Version version = { 0 };

  if (!row || !now || strcmp (row, now) == 0)
    return TRUE;
  return find_works (library, uuid, &version, error)
         && tri_text_version_exchange (library, version.work, error)
         && tri_library_rebuild_rows (library, version.target, error)
         && tri_library_recount_mentions (library, version.target, error)
         && tri_stale_mark_work (library, version.target, error);
}
