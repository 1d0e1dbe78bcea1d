/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-register-stage.h"

#include "library/tri-journal.h"

#include <glib/gi18n.h>

/* The reader's acts on registers, and what is asked of them. */

static char *
dup_register (TriLibrary *self, gint64 reg, GError **error)
{
  static const char sql[] = "SELECT uuid FROM registers WHERE id = ? AND deleted IS NULL";

  return tri_library_ask_text (self,
                               sql,
                               reg,
                               _ ("This register is no longer in the library."),
                               error);
}

/* What the journal calls the use of a register in a work. */
static char *
dup_attachment (TriLibrary *self, gint64 work, gint64 reg, GError **error)
{
  static const char sql[] = "SELECT uuid FROM works WHERE id = ? AND deleted IS NULL";
  g_autofree char *reg_uuid = dup_register (self, reg, error);
  g_autofree char *work_uuid = NULL;

  if (reg_uuid)
    work_uuid = tri_library_ask_text (self,
                                      sql,
                                      work,
                                      _ ("This work is no longer in the library."),
                                      error);
  return work_uuid ? g_strjoin (" ", work_uuid, reg_uuid, NULL) : NULL;
}

static gboolean
set_attached (TriLibrary *self,
              const char *act,
              gint64 work,
              gint64 reg,
              gboolean attached,
              GError **error)
{
  g_autoptr (TriJournal) journal = NULL;
  g_autofree char *name = dup_attachment (self, work, reg, error);

  if (!name)
    return FALSE;
  if (tri_library_is_attached (self, work, reg) == attached)
    return TRUE;
  journal = tri_journal_begin (self, act, error);
  return journal
         && tri_journal_watch (journal, TRI_JOURNAL_ATTACHMENTS, name, error)
         && tri_journal_attachment_put (self, name, attached ? "{}" : NULL, error)
         && tri_journal_commit (journal, error);
}

/**
 * tri_library_attach_register:
 *
 * Lets the entities of a register be named in a work: the act "register.attach". Nothing happens
 * when it is attached already. Names are found by tri_library_link_stale().
 */
gboolean
tri_library_attach_register (TriLibrary *self, gint64 work, gint64 reg, GError **error)
{
  return set_attached (self, "register.attach", work, reg, TRUE, error);
}

/**
 * tri_library_detach_register:
 *
 * The act "register.detach". What a file or the reader marked stays.
 */
gboolean
tri_library_detach_register (TriLibrary *self, gint64 work, gint64 reg, GError **error)
{
  return set_attached (self, "register.detach", work, reg, FALSE, error);
}

static gboolean
run (TriLibrary *self, const char *sql, gint64 argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, argument);
  return tri_library_run (self, statement, error);
}

static gboolean
watch_all (TriLibrary *self, TriJournal *journal, gint64 reg, GArray *works, GError **error)
{
  static const char sql[] = "SELECT uuid FROM works WHERE id = ?";
  g_autofree char *uuid = dup_register (self, reg, error);

  if (!uuid || !tri_journal_watch (journal, TRI_JOURNAL_REGISTERS, uuid, error))
    return FALSE;
  for (guint i = 0; i < works->len; i++)
    {
      g_autofree char *work = tri_library_ask_text (self,
                                                    sql,
                                                    g_array_index (works, gint64, i),
                                                    "",
                                                    error);
      g_autofree char *name = work ? g_strjoin (" ", work, uuid, NULL) : NULL;

      if (!name || !tri_journal_watch (journal, TRI_JOURNAL_ATTACHMENTS, name, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tri_library_remove_register:
 *
 * The act "register.remove": takes the register from all works and hides it. Undoing brings it back
 * with all its entities: it stays on the disk.
 */
gboolean
tri_library_remove_register (TriLibrary *self, gint64 reg, GError **error)
{
  static const char hide[] = "UPDATE registers SET deleted = unixepoch () WHERE id = ?";
  static const char detach[] = "DELETE FROM work_registers WHERE register = ?";
  g_autoptr (TriJournal) journal = tri_journal_begin (self, "register.remove", error);
  g_autoptr (GArray) works = NULL;

  if (!journal || !(works = tri_library_list_register_works (self, reg, error)))
    return FALSE;
  return watch_all (self, journal, reg, works, error)
         && tri_stale_mark_register (self, reg, error)
         && run (self, detach, reg, error)
         && run (self, hide, reg, error)
         && tri_journal_commit (journal, error);
}

gboolean
tri_library_is_attached (TriLibrary *self, gint64 work, gint64 reg)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM work_registers"
                            " WHERE work = ? AND register = ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, reg);
  return tri_library_next (self, statement, NULL) && sqlite3_column_int (statement, 0);
}

static GArray *
list_ids (TriLibrary *self, TriStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  while (tri_library_next (self, statement, &failed))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (!failed)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GArray *
tri_library_list_register_works (TriLibrary *self, gint64 reg, GError **error)
{
  static const char sql[] = "SELECT w.id FROM work_registers r JOIN works w ON w.id = r.work"
                            " WHERE r.register = ? AND w.complete AND w.deleted IS NULL"
                            " ORDER BY w.title, w.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, reg);
  return list_ids (self, statement, error);
}

GArray *
tri_library_list_register_entities (TriLibrary *self,
                                    gint64 reg,
                                    gint64 after,
                                    guint limit,
                                    GError **error)
{
  static const char sql[] = "SELECT id FROM entities INDEXED BY entities_by_register"
                            " WHERE register = ? AND id > ? ORDER BY id LIMIT ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, reg);
  sqlite3_bind_int64 (statement, 2, after);
  sqlite3_bind_int64 (statement, 3, limit);
  return list_ids (self, statement, error);
}

char *
tri_library_dup_register_title (TriLibrary *self, gint64 reg, GError **error)
{
  static const char sql[] = "SELECT title FROM registers WHERE id = ? AND deleted IS NULL";

  return tri_library_ask_text (self,
                               sql,
                               reg,
                               _ ("This register is no longer in the library."),
                               error);
}

char *
tri_library_dup_register_uuid (TriLibrary *self, gint64 reg)
{
  return dup_register (self, reg, NULL);
}

/* The registers that @sql finds, with what tells them apart. */
static gint64
look_up (TriLibrary *self, const char *sql, const char *what, guint *n, GString *candidates)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  gint64 found = 0;

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, what);
  while (tri_library_next (self, statement, NULL))
    {
      found = sqlite3_column_int64 (statement, 0);
      (*n)++;
      g_string_append_printf (candidates,
                              "\n  %s  %s",
                              tri_statement_get_text (statement, 1),
                              tri_statement_get_text (statement, 2));
    }
  return found;
}

/**
 * tri_library_find_register:
 * @what: an id, else a title
 *
 * Returns: the register; 0 on error: %TRI_ERROR_NOT_FOUND, or %TRI_ERROR_AMBIGUOUS with the
 * candidates in the message
 */
gint64
tri_library_find_register (TriLibrary *self, const char *what, GError **error)
{
  static const char by_uuid[] = "SELECT id, uuid, title FROM registers"
                                " WHERE uuid = ? AND deleted IS NULL";
  static const char by_title[] = "SELECT id, uuid, title FROM registers"
                                 " WHERE title = ? AND deleted IS NULL ORDER BY id";
  g_autoptr (GString) candidates = g_string_new (NULL);
  guint n = 0;
  gint64 found = look_up (self, by_uuid, what, &n, candidates);

  if (n == 0)
    found = look_up (self, by_title, what, &n, candidates);
  if (n == 1)
    return found;
  if (n == 0)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("There is no register “%s”. Give its id or its title."),
                 what);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_AMBIGUOUS,
                 _ ("Several registers are called “%s”. Give the id of one:%s"),
                 what,
                 candidates->str);
  return 0;
}

static const char columns_sql[] = "SELECT 3, n.kind, n.lang, NULL, min ((n.entity << 16) + n.ord)"
                                  " AS first FROM entities e"
                                  " JOIN entity_names n ON n.entity = e.id WHERE e.register = ?1"
                                  " GROUP BY n.kind, n.lang"
                                  " UNION ALL SELECT 7, 0, '', NULL, 0 FROM registers WHERE id = ?1"
                                  " UNION ALL SELECT 6, 0, d.lang, NULL, min (d.entity) FROM"
                                  " entities e"
                                  "  JOIN entity_descriptions d ON d.entity = e.id WHERE"
                                  " e.register = ?1 GROUP BY d.lang"
                                  " UNION ALL SELECT 10, 0, NULL, i.scheme, min (i.entity) FROM"
                                  " entities e"
                                  "  JOIN entity_identifiers i ON i.entity = e.id WHERE e.register"
                                  " = ?1 GROUP BY i.scheme"
                                  " ORDER BY 1, 2, 5, 3, 4";

G_STATIC_ASSERT (TRI_COLUMN_NAME == 3 && TRI_COLUMN_DESCRIPTION == 6);
G_STATIC_ASSERT (TRI_COLUMN_DATES == 7 && TRI_COLUMN_IDENTIFIER == 10);

static void
add_column (GArray *columns, TriColumnRole role, guint kind, const char *lang, const char *scheme)
{
  TriColumn column = { role, (TriNameKind) kind, g_strdup (lang), g_strdup (scheme) };

  g_array_append_val (columns, column);
}

GArray *
tri_library_list_register_columns (TriLibrary *self, gint64 reg, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, columns_sql, error);
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (TriColumn));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (columns, (GDestroyNotify) tri_column_clear);
  add_column (columns, TRI_COLUMN_KEY, 0, NULL, NULL);
  add_column (columns, TRI_COLUMN_TYPE, 0, NULL, NULL);
  sqlite3_bind_int64 (statement, 1, reg);
  while (tri_library_next (self, statement, &failed))
    add_column (columns,
                (TriColumnRole) sqlite3_column_int (statement, 0),
                tri_statement_get_enum (statement, 1, TRI_NAME_SHORT + 1),
                tri_statement_get_text (statement, 2),
                tri_statement_get_text (statement, 3));
  if (!failed)
    return g_steal_pointer (&columns);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
