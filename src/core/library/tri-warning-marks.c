/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-warning-marks.h"

#include "library/tri-journal.h"
#include "tri-error.h"
#include "tri-fold.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a warning is about, in words that outlive the rows of the library: uuids, and a passage's
 * key. */
typedef struct
{
  int kind;
  char *entity;
  char *other;  /* of a form: the one whose uuid comes later; else "" */
  char *folded; /* of a form; else "" */
  char *text;   /* that lacks it; of a form "" */
  char *place;  /* the passage: uuid of its text, and its key; of a form "" */
} Mark;

static void
mark_clear (Mark *self)
{
  g_free (self->entity);
  g_free (self->other);
  g_free (self->folded);
  g_free (self->text);
  g_free (self->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mark, mark_clear)

/* The one text that @sql says of @id; NULL with @error set. */
static char *
dup_said (TriLibrary *self, const char *sql, gint64 id, GError **error)
{
  return tri_library_ask_text (self, sql, id, _ ("This is no longer in the library."), error);
}

static char *
dup_entity (TriLibrary *self, gint64 entity, GError **error)
{
  return dup_said (self, "SELECT uuid FROM entities WHERE id = ?", entity, error);
}

/* Which of two a form named first may change with every linking. */
static gboolean
mark_form (TriLibrary *self, const TriEntityWarning *warning, Mark *mark, GError **error)
{
  mark->other = dup_entity (self, warning->other, error);
  if (!mark->other)
    return FALSE;
  if (strcmp (mark->entity, mark->other) > 0)
    {
      char *first = mark->other;

      mark->other = mark->entity;
      mark->entity = first;
    }
  mark->folded = tri_fold (warning->form);
  mark->text = g_strdup ("");
  mark->place = g_strdup ("");
  return TRUE;
}

static gboolean
mark_passage (TriLibrary *self, const TriEntityWarning *warning, Mark *mark, GError **error)
{
  static const char text[] = "SELECT uuid FROM texts WHERE id = ?";
  static const char place[] = "SELECT t.uuid || ' ' || p.key FROM passages AS p"
                              " JOIN texts AS t ON t.id = p.text WHERE p.id = ?";

  mark->other = g_strdup ("");
  mark->folded = g_strdup ("");
  mark->text = dup_said (self, text, warning->text, error);
  mark->place = mark->text ? dup_said (self, place, warning->place.passage, error) : NULL;
  return mark->place != NULL;
}

static gboolean
mark_fill (TriLibrary *self, const TriEntityWarning *warning, Mark *mark, GError **error)
{
  mark->kind = warning->kind;
  mark->entity = dup_entity (self, warning->entity, error);
  if (!mark->entity)
    return FALSE;
  return warning->kind == TRI_ENTITY_WARNING_FORM ? mark_form (self, warning, mark, error)
                                                  : mark_passage (self, warning, mark, error);
}

static char *
dup_key (const Mark *mark)
{
  return g_strdup_printf ("%d\n%s\n%s\n%s\n%s\n%s",
                          mark->kind,
                          mark->entity,
                          mark->other,
                          mark->folded,
                          mark->text,
                          mark->place);
}

/* The keys of what was put aside in the work. */
static GHashTable *
list_aside (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT kind || char (10) || entity || char (10) || other || char (10)"
                            " || folded || char (10) || text || char (10) || place"
                            " FROM warnings_aside WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GHashTable) aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    g_hash_table_add (aside, tri_statement_dup_text (statement, 0));
  if (!failed)
    return g_steal_pointer (&aside);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
tri_warning_marks_read (TriLibrary *self, gint64 work, GArray *warnings, GError **error)
{
  g_autoptr (GHashTable) aside = list_aside (self, work, error);

  if (!aside)
    return FALSE;
  for (guint i = 0; g_hash_table_size (aside) > 0 && i < warnings->len; i++)
    {
      TriEntityWarning *warning = &g_array_index (warnings, TriEntityWarning, i);
      g_auto (Mark) mark = { 0 };
      g_autofree char *key = NULL;

      if (!mark_fill (self, warning, &mark, error))
        return FALSE;
      key = dup_key (&mark);
      warning->is_aside = g_hash_table_contains (aside, key);
    }
  return TRUE;
}

/* --- The act */

static void
bind_mark (TriStatement *statement, int from, gint64 work, const Mark *mark)
{
  sqlite3_bind_int64 (statement, from, work);
  sqlite3_bind_int (statement, from + 1, mark->kind);
  tri_statement_bind_text (statement, from + 2, mark->entity);
  tri_statement_bind_text (statement, from + 3, mark->other);
  tri_statement_bind_text (statement, from + 4, mark->folded);
  tri_statement_bind_text (statement, from + 5, mark->text);
  tri_statement_bind_text (statement, from + 6, mark->place);
}

/* The uuid of the row that says it; "" when there is none, NULL with @error set. */
static char *
dup_stored (TriLibrary *self, gint64 work, const Mark *mark, GError **error)
{
  static const char sql[] = "SELECT uuid FROM warnings_aside WHERE work = ? AND kind = ?"
                            " AND entity = ? AND other = ? AND folded = ? AND text = ?"
                            " AND place = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  bind_mark (statement, 1, work, mark);
  if (tri_library_next (self, statement, &failed))
    return tri_statement_dup_text (statement, 0);
  if (!failed)
    return g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
insert (TriLibrary *self, const char *uuid, gint64 work, const Mark *mark, GError **error)
{
  static const char sql[] = "INSERT INTO warnings_aside (uuid, work, kind, entity, other, folded,"
                            " text, place, created, modified)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, unixepoch (), unixepoch ())";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  bind_mark (statement, 2, work, mark);
  return tri_library_run (self, statement, error);
}

static gboolean
forget (TriLibrary *self, const char *uuid, GError **error)
{
  static const char sql[] = "DELETE FROM warnings_aside WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (self, statement, error);
}

/**
 * tri_library_put_warning_aside:
 *
 * Nothing is done, and no act noted, when it is so already.
 */
gboolean
tri_library_put_warning_aside (TriLibrary *self,
                               gint64 work,
                               const TriEntityWarning *warning,
                               gboolean aside,
                               GError **error)
{
  g_auto (Mark) mark = { 0 };
  g_autofree char *stored = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (TriJournal) journal = NULL;

  if (!mark_fill (self, warning, &mark, error)
      || !(journal = tri_journal_begin (self, aside ? "warning.aside" : "warning.return", error))
      || !(stored = dup_stored (self, work, &mark, error)))
    return FALSE;
  if (aside == (*stored != '\0'))
    return TRUE;
  uuid = aside ? g_uuid_string_random () : g_strdup (stored);
  return tri_journal_watch (journal, TRI_JOURNAL_WARNINGS, uuid, error)
         && (aside ? insert (self, uuid, work, &mark, error) : forget (self, uuid, error))
         && tri_journal_commit (journal, error);
}
