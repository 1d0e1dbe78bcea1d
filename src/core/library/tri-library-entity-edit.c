/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"

#include "library/tri-entity-act.h"
#include "library/tri-library-private.h"
#include "library/tri-library-stale.h"
#include "model/tri-edtf.h"
#include "tri-fold.h"
#include "tri-language.h"

#include <glib/gi18n.h>

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

gboolean
tri_entity_act_check (TriEntity *entity, TriEntity *before, GError **error)
{
  gint64 first;
  gint64 last;

  for (guint i = 0; i < entity->names->len; i++)
    if (is_blank (g_array_index (entity->names, TriName, i).name))
      {
        g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, _ ("A name cannot be empty."));
        return FALSE;
      }
  if (entity->names->len == 0)
    {
      g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, _ ("An entry needs a name."));
      return FALSE;
    }
  if (!entity->dates || !entity->dates[0]
      || (before && g_strcmp0 (before->dates, entity->dates) == 0)
      || tri_edtf_get_bounds (entity->dates, &first, &last))
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_FAILED,
               _ ("“%s” is not a date. Write 1890, 1890-12-30, 1908~ or 1890/1947."),
               entity->dates);
  return FALSE;
}

static gboolean
run_pair (TriLibrary *self, const char *sql, gint64 one, gint64 other, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, one);
  if (sqlite3_bind_parameter_count (statement) > 1)
    sqlite3_bind_int64 (statement, 2, other);
  return tri_library_run (self, statement, error);
}

/* --- Edit */

static gboolean
write_head (TriLibrary *self, TriEntity *changed, GError **error)
{
  static const char head[] = "UPDATE entities SET type = ?2, dates = ?3, modified = unixepoch ()"
                             " WHERE id = ?1";
  static const char types[] = "UPDATE mentions SET type = ?2 WHERE entity = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, head, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, changed->id);
  sqlite3_bind_int (statement, 2, (int) changed->type);
  tri_statement_bind_text (statement,
                           3,
                           changed->dates && changed->dates[0] ? changed->dates : NULL);
  return tri_library_run (self, statement, error)
         && run_pair (self, types, changed->id, changed->type, error);
}

static gboolean
is_same_text (const char *one, const char *other)
{
  return g_strcmp0 (one ? one : "", other ? other : "") == 0;
}

/* The linker looks for nothing else. */
static gboolean
has_same_names (TriEntity *one, TriEntity *other)
{
  if (one->type != other->type || one->names->len != other->names->len)
    return FALSE;
  for (guint i = 0; i < one->names->len; i++)
    {
      const TriName *name = &g_array_index (one->names, TriName, i);
      const TriName *same = &g_array_index (other->names, TriName, i);

      if (name->kind != same->kind || !is_same_text (name->lang, same->lang)
          || !is_same_text (name->name, same->name))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_same_parts (TriEntity *one, TriEntity *other)
{
  if (!has_same_names (one, other) || !is_same_text (one->dates, other->dates)
      || one->descriptions->len != other->descriptions->len)
    return FALSE;
  for (guint i = 0; i < one->descriptions->len; i++)
    {
      const TriDescription *said = &g_array_index (one->descriptions, TriDescription, i);
      const TriDescription *same = &g_array_index (other->descriptions, TriDescription, i);

      if (!is_same_text (said->lang, same->lang) || !is_same_text (said->text, same->text))
        return FALSE;
    }
  return TRUE;
}

/**
 * tri_library_edit_entity:
 *
 * The act "entity.edit". Identifiers stay as they are. What is as it was before is no act.
 */
gboolean
tri_library_edit_entity (TriLibrary *self, TriEntity *changed, GError **error)
{
  g_auto (TriEntityAct) act = { 0 };
  g_autoptr (TriEntity) before = tri_library_get_entity (self, changed->id, error);

  if (!before || !tri_entity_act_check (changed, before, error))
    return FALSE;
  if (has_same_parts (before, changed))
    return TRUE;
  return tri_entity_act_begin (&act, self, "entity.edit", error)
         && tri_entity_act_watch_entity (&act, before->uuid, error)
         && write_head (self, changed, error)
         && (has_same_names (before, changed)
             || tri_stale_mark_entity (self, before->uuid, error))
         && tri_entity_act_write_parts (&act, changed->id, changed, error)
         && tri_entity_act_commit (&act, error);
}

/* --- Mentions of one entity */

typedef struct
{
  gint64 id;
  gint64 passage;
  gint64 text;
  guint start;
  guint end;
  char *surface;
  char *lang;
  gboolean goes;
} Mention;

static void
clear_mention (gpointer data)
{
  Mention *self = data;

  g_free (self->surface);
  g_free (self->lang);
}

static GArray *
list_mentions (TriLibrary *self, gint64 entity, GError **error)
{
  static const char sql[] = "SELECT m.id, m.passage, m.text, m.start, m.stop,"
                            " substr (p.content, m.start + 1, m.stop - m.start), t.lang"
                            " FROM mentions m JOIN passages p ON p.id = m.passage"
                            " JOIN texts t ON t.id = m.text WHERE m.entity = ?"
                            " ORDER BY t.ord, m.ord, m.start";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) mentions = g_array_new (FALSE, TRUE, sizeof (Mention));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (mentions, clear_mention);
  sqlite3_bind_int64 (statement, 1, entity);
  while (tri_library_next (self, statement, &failed))
    {
      Mention each = { .id = sqlite3_column_int64 (statement, 0) };

      each.passage = sqlite3_column_int64 (statement, 1);
      each.text = sqlite3_column_int64 (statement, 2);
      each.start = (guint) sqlite3_column_int (statement, 3);
      each.end = (guint) sqlite3_column_int (statement, 4);
      each.surface = tri_statement_dup_text (statement, 5);
      each.lang = tri_statement_dup_text (statement, 6);
      g_array_append_val (mentions, each);
    }
  if (!failed)
    return g_steal_pointer (&mentions);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
watch_mentions (TriEntityAct *act, GArray *mentions, GError **error)
{
  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *each = &g_array_index (mentions, Mention, i);

      if (!tri_entity_act_watch_place (act, each->passage, each->start, each->end, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Merge */

static gboolean
join_parts (TriLibrary *self, gint64 entity, gint64 other, GError **error)
{
  static const char *const steps[] = {
    /* A file may say of one range that it names both. */
    "DELETE FROM mentions WHERE entity = ?2 AND EXISTS (SELECT 1 FROM mentions m"
    " WHERE m.passage = mentions.passage AND m.start = mentions.start"
    " AND m.stop = mentions.stop AND m.entity = ?1)",
    "UPDATE mentions SET entity = ?1, type = (SELECT type FROM entities WHERE id = ?1)"
    " WHERE entity = ?2",
    "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
    " SELECT ?1, o.ord + 1 + (SELECT coalesce (max (ord), 0) FROM entity_names WHERE entity = ?1),"
    " o.lang, o.name, o.kind, o.folded FROM entity_names o WHERE o.entity = ?2"
    " AND NOT EXISTS (SELECT 1 FROM entity_names n WHERE n.entity = ?1 AND n.lang = o.lang"
    "  AND n.name = o.name)",
    "INSERT OR IGNORE INTO entity_descriptions (entity, lang, content)"
    " SELECT ?1, lang, content FROM entity_descriptions WHERE entity = ?2",
    "INSERT OR IGNORE INTO entity_identifiers (entity, scheme, value)"
    " SELECT ?1, scheme, value FROM entity_identifiers WHERE entity = ?2",
    /* Of a form of which something is said of both, what is said of the one that stays holds. */
    "UPDATE OR IGNORE name_decisions SET entity = ?1 WHERE entity = ?2",
    "UPDATE entities SET modified = unixepoch (),"
    " dates = coalesce (dates, (SELECT dates FROM entities WHERE id = ?2)) WHERE id = ?1",
    "DELETE FROM entities WHERE id = ?1",
  };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (steps); i++)
    if (!run_pair (self, steps[i], entity, other, error))
      return FALSE;
  return run_pair (self, steps[G_N_ELEMENTS (steps) - 1], other, 0, error);
}

/* What the reader decided of spellings goes along. */
static gboolean
watch_decisions (TriEntityAct *act, gint64 entity, GError **error)
{
  static const char sql[] = "SELECT uuid FROM name_decisions WHERE entity = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (act->library, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  while (!failed && tri_library_next (act->library, statement, &failed))
    tri_journal_watch (act->journal,
                       TRI_JOURNAL_NAME_DECISIONS,
                       tri_statement_get_text (statement, 0),
                       &failed);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/**
 * tri_library_merge_entities:
 *
 * The act "entity.merge".
 */
gboolean
tri_library_merge_entities (TriLibrary *self, gint64 entity, gint64 other, GError **error)
{
  g_auto (TriEntityAct) act = { 0 };
  g_autofree char *kept = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GArray) mentions = NULL;

  if (entity == other)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_FAILED,
                           _ ("An entry cannot be merged with itself."));
      return FALSE;
    }
  return tri_entity_act_begin (&act, self, "entity.merge", error)
         && (kept = tri_entity_act_dup_uuid (self, entity, error))
         && (gone = tri_entity_act_dup_uuid (self, other, error))
         && tri_entity_act_watch_entity (&act, kept, error)
         && tri_entity_act_watch_entity (&act, gone, error)
         && tri_stale_mark_entity (self, kept, error)
         && tri_stale_mark_entity (self, gone, error)
         && (mentions = list_mentions (self, other, error))
         && watch_mentions (&act, mentions, error)
         && watch_decisions (&act, other, error)
         && join_parts (self, entity, other, error)
         && tri_entity_act_commit (&act, error);
}

/* --- Split */

static gboolean
goes_along (const TriEntitySplit *split, GHashTable *picked, const Mention *mention)
{
  switch (split->by)
    {
    case TRI_ENTITY_SPLIT_LANG:
      return tri_language_matches (mention->lang, split->lang);
    case TRI_ENTITY_SPLIT_TEXT:
      return mention->text == split->text;
    case TRI_ENTITY_SPLIT_MENTIONS:
    default:
      return g_hash_table_contains (picked, &mention->id);
    }
}

/* The forms, folded, of the mentions that go, or stay. */
static GHashTable *
collect_forms (GArray *mentions, gboolean going)
{
  GHashTable *forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *each = &g_array_index (mentions, Mention, i);

      if (each->goes == going)
        g_hash_table_add (forms, tri_fold (each->surface));
    }
  return forms;
}

/* Puts each name where it belongs, see tri_library_split_entity(). */
static void
share_names (TriEntity *from,
             const TriEntitySplit *split,
             GArray *mentions,
             TriEntity *stays,
             TriEntity *goes)
{
  g_autoptr (GHashTable) going = collect_forms (mentions, TRUE);
  g_autoptr (GHashTable) staying = collect_forms (mentions, FALSE);

  for (guint i = 0; i < from->names->len; i++)
    {
      const TriName *name = &g_array_index (from->names, TriName, i);
      g_autofree char *folded = tri_fold (name->name);
      gboolean by_lang = split->by == TRI_ENTITY_SPLIT_LANG
                         && tri_language_matches (name->lang, split->lang);
      gboolean leaves = by_lang || g_hash_table_contains (going, folded);

      if (leaves)
        tri_entity_add_name (goes, name->lang, name->name, name->kind);
      if (!leaves || g_hash_table_contains (staying, folded))
        tri_entity_add_name (stays, name->lang, name->name, name->kind);
    }
}

/* Both have a name in the end: the one that goes what a mention says, the one that stays all. */
static void
ensure_names (TriEntity *from, GArray *mentions, TriEntity *stays, TriEntity *goes)
{
  for (guint i = 0; goes->names->len == 0 && i < mentions->len; i++)
    {
      const Mention *each = &g_array_index (mentions, Mention, i);

      if (each->goes)
        tri_entity_add_name (goes, each->lang, each->surface, TRI_NAME_OFFICIAL);
    }
  for (guint i = 0; stays->names->len < from->names->len && stays->names->len <= i
                    && i < from->names->len;
       i++)
    {
      const TriName *name = &g_array_index (from->names, TriName, i);

      tri_entity_add_name (stays, name->lang, name->name, name->kind);
    }
}

/* From now on it is the reader's that the mention names @entity. */
static gboolean
pin (TriLibrary *self, gint64 mention, gint64 entity, GError **error)
{
  static const char sql[] = "UPDATE mentions SET entity = ?2, origin = 2, confidence = 1.0,"
                            " uuid = coalesce (uuid, ?3), reference = NULL,"
                            " created = iif (created = 0, unixepoch (), created),"
                            " modified = unixepoch () WHERE id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *uuid = g_uuid_string_random ();

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mention);
  sqlite3_bind_int64 (statement, 2, entity);
  tri_statement_bind_text (statement, 3, uuid);
  return tri_library_run (self, statement, error);
}

static gboolean
pin_all (TriLibrary *self, GArray *mentions, gint64 stays, gint64 goes, GError **error)
{
  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *each = &g_array_index (mentions, Mention, i);

      if (!pin (self, each->id, each->goes ? goes : stays, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_shares (GArray *mentions, const TriEntitySplit *split, GError **error)
{
  g_autoptr (GHashTable) picked = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < split->n_mentions; i++)
    g_hash_table_add (picked, (gpointer) &split->mentions[i]);
  for (guint i = 0; i < mentions->len; i++)
    {
      Mention *each = &g_array_index (mentions, Mention, i);

      each->goes = goes_along (split, picked, each);
      n += each->goes;
    }
  if (n > 0 && n < mentions->len)
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_FAILED,
                       n == 0 ? _ ("Nothing would go to the new entry: it is not mentioned there.")
                              : _ ("Nothing would stay with this entry: all its mentions would "
                                   "go."));
  return FALSE;
}

/**
 * tri_library_split_entity:
 *
 * The act "entity.split".
 *
 * Returns: the new entity, 0 on error
 */
gint64
tri_library_split_entity (TriLibrary *self,
                          gint64 entity,
                          const TriEntitySplit *split,
                          GError **error)
{
  static const char get_register[] = "SELECT register FROM entities WHERE id = ?";
  g_auto (TriEntityAct) act = { 0 };
  g_autoptr (TriEntity) from = tri_library_get_entity (self, entity, error);
  g_autoptr (GArray) mentions = from ? list_mentions (self, entity, error) : NULL;
  g_autoptr (TriEntity) stays = tri_entity_new ();
  g_autoptr (TriEntity) goes = tri_entity_new ();
  gint64 made = 0;

  if (!mentions || !check_shares (mentions, split, error))
    return 0;
  share_names (from, split, mentions, stays, goes);
  ensure_names (from, mentions, stays, goes);
  for (guint i = 0; i < from->descriptions->len; i++)
    {
      const TriDescription *said = &g_array_index (from->descriptions, TriDescription, i);

      tri_entity_add_description (stays, said->lang, said->text);
    }
  if (!tri_entity_act_begin (&act, self, "entity.split", error)
      || !tri_entity_act_watch_entity (&act, from->uuid, error)
      || !(made = tri_entity_act_insert (&act,
                                         tri_library_ask (self, get_register, entity, 0),
                                         from->type,
                                         NULL,
                                         error))
      || !watch_mentions (&act, mentions, error)
      || !tri_stale_mark_entity (self, from->uuid, error)
      || !tri_entity_act_write_parts (&act, entity, stays, error)
      || !tri_entity_act_write_parts (&act, made, goes, error)
      || !pin_all (self, mentions, entity, made, error)
      || !tri_entity_act_commit (&act, error))
    return 0;
  return made;
}
