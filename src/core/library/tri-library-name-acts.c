/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"
#include "library/tri-library-names.h"

#include "library/tri-entity-act.h"
#include "library/tri-library-private.h"
#include "library/tri-library-stale.h"
#include "tri-fold.h"

/* More than stands of one form in any work. */
#define MOST 100000

/* The uuid of what is decided of the form, or a new one. */
static char *
dup_decision (TriLibrary *self,
              gint64 work,
              gint64 entity,
              const char *lang,
              const char *folded,
              GError **error)
{
  static const char sql[] = "SELECT uuid FROM name_decisions WHERE work = ?1 AND lang = ?2"
                            " AND folded = ?3 AND entity = ?4";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, lang);
  tri_statement_bind_text (statement, 3, folded);
  sqlite3_bind_int64 (statement, 4, entity);
  if (tri_library_next (self, statement, &failed))
    return tri_statement_dup_text (statement, 0);
  if (!failed)
    return g_uuid_string_random ();
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
decide (TriEntityAct *act,
        gint64 work,
        gint64 entity,
        const char *lang,
        const char *form,
        gboolean accepted,
        GError **error)
{
  static const char sql[] = "INSERT INTO name_decisions (uuid, work, entity, lang, folded,"
                            " accepted, created, modified)"
                            " VALUES (?, ?, ?, ?, ?, ?, unixepoch (), unixepoch ())"
                            " ON CONFLICT (uuid) DO UPDATE SET accepted = excluded.accepted,"
                            " modified = excluded.modified";
  TriLibrary *library = act->library;
  g_autofree char *folded = tri_fold (form);
  g_autofree char *uuid = dup_decision (library, work, entity, lang, folded, error);
  g_autoptr (TriStatement) statement = NULL;

  if (!uuid || !tri_journal_watch (act->journal, TRI_JOURNAL_NAME_DECISIONS, uuid, error)
      || !(statement = tri_library_prepare (library, sql, error)))
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, work);
  sqlite3_bind_int64 (statement, 3, entity);
  tri_statement_bind_text (statement, 4, lang);
  tri_statement_bind_text (statement, 5, folded);
  sqlite3_bind_int (statement, 6, accepted);
  return tri_library_run (library, statement, error);
}

static gboolean
has_name (TriEntity *entity, const char *lang, const char *form)
{
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      if (g_strcmp0 (name->lang, lang) == 0 && g_strcmp0 (name->name, form) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_name (TriEntityAct *act, gint64 id, const char *lang, const char *form, GError **error)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (act->library, id, error);

  if (!entity || !tri_entity_act_watch_entity (act, entity->uuid, error))
    return FALSE;
  if (has_name (entity, lang, form))
    return TRUE;
  tri_entity_add_name (entity, lang, form, TRI_NAME_TRANSLITERATION);
  return tri_stale_mark_entity (act->library, entity->uuid, error)
         && tri_entity_act_write_parts (act, id, entity, error);
}

/* In texts of the language, where nothing is said of the words yet. */
static gboolean
is_meant (TriLibrary *self, const TriOccurrence *occurrence, const char *lang)
{
  static const char sql[] = "SELECT 1 FROM texts WHERE id = ? AND lang = ?";
  g_autoptr (TriStatement) statement = NULL;

  if (occurrence->decided || occurrence->context.mention.entity != 0)
    return FALSE;
  statement = tri_library_prepare (self, sql, NULL);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, occurrence->context.text);
  tri_statement_bind_text (statement, 2, lang);
  return tri_library_next (self, statement, NULL);
}

static gboolean
link_form (TriEntityAct *act,
           const GArray *occurrences,
           gint64 entity,
           const char *lang,
           GError **error)
{
  for (guint i = 0; i < occurrences->len; i++)
    {
      const TriOccurrence *occurrence = &g_array_index (occurrences, TriOccurrence, i);
      TriEntityRange range = { occurrence->context.passage,
                               occurrence->context.mention.start,
                               occurrence->context.mention.end };

      if (is_meant (act->library, occurrence, lang)
          && !tri_entity_act_decide (act, &range, entity, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
accept (TriEntityAct *act,
        gint64 work,
        const TriNameSuggestion *suggestion,
        GCancellable *cancellable,
        GError **error)
{
  gint64 entity = suggestion->entity;
  const char *lang = suggestion->lang;
  const char *form = suggestion->form;
  g_autoptr (GArray) occurrences = NULL;

  occurrences = tri_library_list_occurrences (act->library, work, form, MOST, cancellable, error);
  return occurrences
         && add_name (act, entity, lang, form, error)
         && decide (act, work, entity, lang, form, TRUE, error)
         && link_form (act, occurrences, entity, lang, error);
}

/**
 * tri_library_accept_names:
 * @suggestions: (element-type TriNameSuggestion): their @entity, @lang and @form
 *
 * The act "name.accept".
 */
gboolean
tri_library_accept_names (TriLibrary *self,
                          gint64 work,
                          GPtrArray *suggestions,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (TriEntityAct) act = { 0 };

  if (!tri_entity_act_begin (&act, self, "name.accept", error))
    return FALSE;
  for (guint i = 0; i < suggestions->len; i++)
    if (!accept (&act, work, suggestions->pdata[i], cancellable, error))
      return FALSE;
  return tri_entity_act_commit (&act, error);
}

/**
 * tri_library_reject_names:
 * @suggestions: (element-type TriNameSuggestion): their @entity, @lang and @form
 *
 * The act "name.reject".
 */
gboolean
tri_library_reject_names (TriLibrary *self, gint64 work, GPtrArray *suggestions, GError **error)
{
  g_auto (TriEntityAct) act = { 0 };

  if (!tri_entity_act_begin (&act, self, "name.reject", error))
    return FALSE;
  for (guint i = 0; i < suggestions->len; i++)
    {
      const TriNameSuggestion *one = suggestions->pdata[i];

      if (!decide (&act, work, one->entity, one->lang, one->form, FALSE, error))
        return FALSE;
    }
  return tri_entity_act_commit (&act, error);
}

gboolean
tri_library_accept_name (TriLibrary *self,
                         gint64 work,
                         gint64 entity,
                         const char *lang,
                         const char *form,
                         GCancellable *cancellable,
                         GError **error)
{
  TriNameSuggestion one = { .entity = entity, .lang = (char *) lang, .form = (char *) form };
  g_autoptr (GPtrArray) suggestions = g_ptr_array_new ();

  g_ptr_array_add (suggestions, &one);
  return tri_library_accept_names (self, work, suggestions, cancellable, error);
}

gboolean
tri_library_reject_name (TriLibrary *self,
                         gint64 work,
                         gint64 entity,
                         const char *lang,
                         const char *form,
                         GError **error)
{
  TriNameSuggestion one = { .entity = entity, .lang = (char *) lang, .form = (char *) form };
  g_autoptr (GPtrArray) suggestions = g_ptr_array_new ();

  g_ptr_array_add (suggestions, &one);
  return tri_library_reject_names (self, work, suggestions, error);
}
