/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"

#include "library/tri-entity-act.h"
#include "library/tri-journal-entities.h"
#include "library/tri-library-stale.h"
#include "tri-fold.h"

#include <glib/gi18n.h>

gboolean
tri_entity_act_begin (TriEntityAct *self, TriLibrary *library, const char *name, GError **error)
{
  self->library = library;
  self->journal = tri_journal_begin (library, name, error);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self->journal != NULL;
}

void
tri_entity_act_clear (TriEntityAct *self)
{
  g_clear_pointer (&self->journal, tri_journal_free);
  g_clear_pointer (&self->touched, g_hash_table_unref);
}

gboolean
tri_entity_act_watch_entity (TriEntityAct *self, const char *uuid, GError **error)
{
  g_hash_table_add (self->touched, g_strdup (uuid));
  return tri_journal_watch (self->journal, TRI_JOURNAL_ENTITIES, uuid, error);
}

gboolean
tri_entity_act_watch_place (TriEntityAct *self,
                            gint64 passage,
                            guint start,
                            guint end,
                            GError **error)
{
  g_autofree char *name = tri_journal_place_name (passage, start, end);
  g_autofree char *row = tri_journal_places_read (self->library, name, error);

  if (!row)
    return FALSE;
  tri_journal_places_collect (self->library, row, self->touched);
  return tri_journal_watch (self->journal, TRI_JOURNAL_PLACES, name, error);
}

gboolean
tri_entity_act_commit (TriEntityAct *self, GError **error)
{
  return tri_journal_places_settle (self->library, self->touched, error)
         && tri_journal_commit (self->journal, error);
}

char *
tri_entity_act_dup_uuid (TriLibrary *library, gint64 entity, GError **error)
{
  static const char sql[] = "SELECT uuid FROM entities WHERE id = ?";

  return tri_library_ask_text (library,
                               sql,
                               entity,
                               _ ("This entry is no longer in the library."),
                               error);
}

/* --- Ranges */

/* All ranges of the passage about which something is said that overlaps. (element-type TriRange) */
static GArray *
list_overlapping (TriLibrary *library, const TriEntityRange *range, GError **error)
{
  static const char sql[] = "SELECT start, stop FROM mentions"
                            " WHERE passage = ?1 AND start < ?3 AND stop > ?2"
                            " UNION SELECT start, stop FROM refusals"
                            " WHERE passage = ?1 AND start < ?3 AND stop > ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) ranges = tri_range_array_new ();
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, range->passage);
  sqlite3_bind_int64 (statement, 2, range->start);
  sqlite3_bind_int64 (statement, 3, range->end);
  while (tri_library_next (library, statement, &failed))
    {
      TriRange each = { (guint) sqlite3_column_int (statement, 0),
                        (guint) sqlite3_column_int (statement, 1) };

      g_array_append_val (ranges, each);
    }
  if (!failed)
    return g_steal_pointer (&ranges);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
run_range (TriLibrary *library,
           const char *sql,
           const TriEntityRange *range,
           gint64 entity,
           GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autofree char *uuid = g_uuid_string_random ();

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, range->passage);
  sqlite3_bind_int64 (statement, 2, range->start);
  sqlite3_bind_int64 (statement, 3, range->end);
  if (sqlite3_bind_parameter_count (statement) > 3)
    tri_statement_bind_text (statement, 4, uuid);
  if (sqlite3_bind_parameter_count (statement) > 4)
    sqlite3_bind_int64 (statement, 5, entity);
  return tri_library_run (library, statement, error);
}

/* Words that are not in the passage name nobody. */
static gboolean
check_range (TriLibrary *library, const TriEntityRange *range, GError **error)
{
  static const char sql[] = "SELECT length (content) FROM passages WHERE id = ?";
  gint64 length = tri_library_ask (library, sql, range->passage, -1);

  if (range->start < range->end && (gint64) range->end <= length)
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_NOT_FOUND,
                       _ ("These words are no longer in the library."));
  return FALSE;
}

gboolean
tri_entity_act_decide (TriEntityAct *self,
                       const TriEntityRange *range,
                       gint64 entity,
                       GError **error)
{
  static const char no_mentions[] = "DELETE FROM mentions"
                                    " WHERE passage = ?1 AND start < ?3 AND stop > ?2";
  static const char no_refusals[] = "DELETE FROM refusals"
                                    " WHERE passage = ?1 AND start < ?3 AND stop > ?2";
  static const char link[] = "INSERT INTO mentions (uuid, passage, text, ord, start, stop,"
                             " entity, type, origin,"
                             " confidence, created, modified)"
                             " SELECT ?4, p.id, p.text, p.ord, ?2, ?3, e.id, e.type, 2, 1.0,"
                             " unixepoch (), unixepoch ()"
                             " FROM passages p JOIN entities e ON e.id = ?5 WHERE p.id = ?1";
  static const char refuse[] = "INSERT INTO refusals (uuid, passage, start, stop, created,"
                               " modified)"
                               " VALUES (?4, ?1, ?2, ?3, unixepoch (), unixepoch ())";
  g_autoptr (GArray) overlapping = NULL;

  G_STATIC_ASSERT (TRI_ORIGIN_READER == 2);
  if (!check_range (self->library, range, error)
      || !(overlapping = list_overlapping (self->library, range, error)))
    return FALSE;
  /* The range itself comes first: what it covered is put back when it is free again. */
  if (!tri_entity_act_watch_place (self, range->passage, range->start, range->end, error))
    return FALSE;
  for (guint i = 0; i < overlapping->len; i++)
    {
      const TriRange *each = &g_array_index (overlapping, TriRange, i);

      if (!tri_entity_act_watch_place (self, range->passage, each->start, each->end, error))
        return FALSE;
    }
  return run_range (self->library, no_mentions, range, 0, error)
         && run_range (self->library, no_refusals, range, 0, error)
         && run_range (self->library, entity ? link : refuse, range, entity, error);
}

/**
 * tri_library_link_ranges:
 *
 * The act "entity.link".
 */
gboolean
tri_library_link_ranges (TriLibrary *self,
                         const TriEntityRange *ranges,
                         guint n_ranges,
                         gint64 entity,
                         GError **error)
{
  g_auto (TriEntityAct) act = { 0 };
  g_autofree char *uuid = NULL;

  if (!tri_entity_act_begin (&act, self, "entity.link", error)
      || !(uuid = tri_entity_act_dup_uuid (self, entity, error)))
    return FALSE;
  g_hash_table_add (act.touched, g_steal_pointer (&uuid));
  for (guint i = 0; i < n_ranges; i++)
    if (!tri_entity_act_decide (&act, &ranges[i], entity, error))
      return FALSE;
  return tri_entity_act_commit (&act, error);
}

/**
 * tri_library_refuse_ranges:
 *
 * The act "entity.refuse".
 */
gboolean
tri_library_refuse_ranges (TriLibrary *self,
                           const TriEntityRange *ranges,
                           guint n_ranges,
                           GError **error)
{
  g_auto (TriEntityAct) act = { 0 };

  if (!tri_entity_act_begin (&act, self, "entity.refuse", error))
    return FALSE;
  for (guint i = 0; i < n_ranges; i++)
    if (!tri_entity_act_decide (&act, &ranges[i], 0, error))
      return FALSE;
  return tri_entity_act_commit (&act, error);
}

/* --- One mention */

/* Who a mention names, and whether that is the linker's word alone. */
typedef struct
{
  TriEntityRange range;
  gint64 entity;
  gboolean is_linked;
} Said;

static gboolean
read_mention (TriLibrary *self, gint64 mention, Said *out, GError **error)
{
  static const char sql[] = "SELECT passage, start, stop, entity, origin FROM mentions"
                            " WHERE id = ? AND entity IS NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mention);
  if (tri_library_next (self, statement, &failed))
    {
      out->range.passage = sqlite3_column_int64 (statement, 0);
      out->range.start = (guint) sqlite3_column_int (statement, 1);
      out->range.end = (guint) sqlite3_column_int (statement, 2);
      out->entity = sqlite3_column_int64 (statement, 3);
      out->is_linked = sqlite3_column_int (statement, 4) == TRI_ORIGIN_LINKED;
      return TRUE;
    }
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("These words are no longer in the library."));
  return FALSE;
}

/**
 * tri_library_confirm_mention:
 *
 * The act "entity.link", of what the linker said already.
 */
gboolean
tri_library_confirm_mention (TriLibrary *self, gint64 mention, GError **error)
{
  Said said = { 0 };

  return read_mention (self, mention, &said, error)
         && (!said.is_linked
             || tri_library_link_ranges (self, &said.range, 1, said.entity, error));
}

/**
 * tri_library_reject_mention:
 *
 * The act "entity.refuse".
 */
gboolean
tri_library_reject_mention (TriLibrary *self, gint64 mention, GError **error)
{
  Said said = { 0 };

  return read_mention (self, mention, &said, error)
         && tri_library_refuse_ranges (self, &said.range, 1, error);
}

/* --- New ones */

/* The register of the work in which the reader's own entities live. It is no act by itself, and
 * stays when the act that needed it first is undone. */
static gint64
ensure_register (TriLibrary *self, gint64 work, GError **error)
{
  static const char find[] = "SELECT r.id FROM work_registers w"
                             " JOIN registers r ON r.id = w.register"
                             " WHERE w.work = ? AND r.reader = 1 ORDER BY r.id LIMIT 1";
  static const char make[] = "INSERT INTO registers (uuid, title, created, reader)"
                             " SELECT ?1, title, unixepoch (), 1 FROM works WHERE id = ?2";
  static const char attach[] = "INSERT INTO work_registers (register, work) VALUES (?, ?)";
  gint64 found = tri_library_ask (self, find, work, 0);
  g_autoptr (TriStatement) statement = NULL;
  g_autoptr (TriStatement) attaching = NULL;
  g_autofree char *uuid = g_uuid_string_random ();

  if (found)
    return found;
  statement = tri_library_prepare (self, make, error);
  attaching = statement ? tri_library_prepare (self, attach, error) : NULL;
  if (!attaching)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, work);
  if (!tri_library_run (self, statement, error))
    return 0;
  found = sqlite3_last_insert_rowid (self->db);
  sqlite3_bind_int64 (attaching, 1, found);
  sqlite3_bind_int64 (attaching, 2, work);
  return tri_library_run (self, attaching, error) ? found : 0;
}

gint64
tri_entity_act_insert (TriEntityAct *self,
                       gint64 reg,
                       TriEntityType type,
                       const char *dates,
                       GError **error)
{
  static const char sql[] = "INSERT INTO entities (uuid, register, type, dates, created, modified)"
                            " VALUES (?, ?, ?, ?, unixepoch (), unixepoch ())";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  gint64 entity;

  if (!statement || !tri_entity_act_watch_entity (self, uuid, error))
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, reg);
  sqlite3_bind_int (statement, 3, (int) type);
  tri_statement_bind_text (statement, 4, dates && dates[0] ? dates : NULL);
  if (!tri_library_run (self->library, statement, error))
    return 0;
  entity = sqlite3_last_insert_rowid (self->library->db);
  return tri_stale_mark_register (self->library, reg, error) ? entity : 0;
}

static gboolean
forget_parts (TriLibrary *library, gint64 entity, GError **error)
{
  static const char no_names[] = "DELETE FROM entity_names WHERE entity = ?";
  static const char no_descriptions[] = "DELETE FROM entity_descriptions WHERE entity = ?";
  const char *const steps[] = { no_names, no_descriptions };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (library, steps[i], error);

      if (!statement)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, entity);
      if (!tri_library_run (library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_name (TriLibrary *library, gint64 entity, guint ord, const TriName *name, GError **error)
{
  static const char sql[] = "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autofree char *folded = tri_fold (name->name);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, ord);
  tri_statement_bind_text (statement, 3, name->lang ? name->lang : "");
  tri_statement_bind_text (statement, 4, name->name);
  sqlite3_bind_int (statement, 5, (int) name->kind);
  tri_statement_bind_text (statement, 6, folded);
  return tri_library_run (library, statement, error);
}

static gboolean
write_description (TriLibrary *library,
                   gint64 entity,
                   const TriDescription *description,
                   GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO entity_descriptions (entity, lang, content)"
                            " VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  tri_statement_bind_text (statement, 2, description->lang);
  tri_statement_bind_text (statement, 3, description->text);
  return tri_library_run (library, statement, error);
}

gboolean
tri_entity_act_write_parts (TriEntityAct *self, gint64 entity, TriEntity *from, GError **error)
{
  if (!forget_parts (self->library, entity, error))
    return FALSE;
  for (guint i = 0; i < from->names->len; i++)
    if (!write_name (self->library,
                     entity,
                     i,
                     &g_array_index (from->names, TriName, i),
                     error))
      return FALSE;
  for (guint i = 0; i < from->descriptions->len; i++)
    if (!write_description (self->library,
                            entity,
                            &g_array_index (from->descriptions, TriDescription, i),
                            error))
      return FALSE;
  return TRUE;
}

/**
 * tri_library_add_entity:
 *
 * The act "entity.add".
 *
 * Returns: the new entity, 0 on error
 */
gint64
tri_library_add_entity (TriLibrary *self,
                        gint64 work,
                        TriEntity *draft,
                        const TriEntityRange *ranges,
                        guint n_ranges,
                        GError **error)
{
  g_auto (TriEntityAct) act = { 0 };
  gint64 reg;
  gint64 entity;

  if (!tri_entity_act_check (draft, NULL, error)
      || !tri_entity_act_begin (&act, self, "entity.add", error)
      || !(reg = ensure_register (self, work, error))
      || !(entity = tri_entity_act_insert (&act, reg, draft->type, draft->dates, error))
      || !tri_entity_act_write_parts (&act, entity, draft, error))
    return 0;
  for (guint i = 0; i < n_ranges; i++)
    if (!tri_entity_act_decide (&act, &ranges[i], entity, error))
      return 0;
  return tri_entity_act_commit (&act, error) ? entity : 0;
}
