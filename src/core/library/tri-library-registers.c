/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entities.h"

#include "library/tri-library-private.h"
#include "tri-fold.h"

#include <glib/gi18n.h>
#include <string.h>

static void
clear_register (gpointer data)
{
  TriRegister *self = data;

  g_free (self->uuid);
  g_free (self->title);
}

/**
 * tri_library_list_registers:
 *
 * Returns: (transfer full) (element-type TriRegister): the registers, by title
 */
GArray *
tri_library_list_registers (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT id, uuid, title,"
                            " (SELECT count(*) FROM entities WHERE register = r.id)"
                            " FROM registers AS r WHERE deleted IS NULL ORDER BY title, id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) registers = g_array_new (FALSE, TRUE, sizeof (TriRegister));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (registers, clear_register);
  while (tri_library_next (self, statement, &failed))
    {
      TriRegister each = { .id = sqlite3_column_int64 (statement, 0) };

      each.uuid = tri_statement_dup_text (statement, 1);
      each.title = tri_statement_dup_text (statement, 2);
      each.n_entities = (guint) sqlite3_column_int (statement, 3);
      g_array_append_val (registers, each);
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return g_steal_pointer (&registers);
}

/* Shorter names are words of the language too often. */
#define SHORTEST_NAME 5

/* The register that most names in @words stand in, or 0. */
static gint64
choose_register (TriLibrary *self, const char *words, TriStatement *statement, guint *n_names)
{
  gint64 best = 0;
  gint64 reg = 0;
  guint n = 0;

  *n_names = 0;
  while (tri_library_next (self, statement, NULL))
    {
      gint64 current = sqlite3_column_int64 (statement, 0);

      n = current == reg ? n : 0;
      reg = current;
      n += strstr (words, tri_statement_get_text (statement, 1)) != NULL;
      if (n > *n_names)
        {
          *n_names = n;
          best = reg;
        }
    }
  return best;
}

/**
 * tri_library_suggest_register:
 * @words: the beginning of a text
 * @n_names: (out): how many of its names stand in @words
 *
 * Looks which register speaks of the same as a text. Walks all names of the library: for the
 * worker.
 *
 * Returns: the register, 0 when no name of any stands there
 */
gint64
tri_library_suggest_register (TriLibrary *self, const char *words, guint *n_names, GError **error)
{
  static const char sql[] = "SELECT DISTINCT e.register, n.folded FROM entities e"
                            " JOIN entity_names n ON n.entity = e.id"
                            " WHERE length (n.folded) >= ? AND e.register IN"
                            "  (SELECT id FROM registers WHERE deleted IS NULL)"
                            " ORDER BY e.register";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *folded = tri_fold (words);

  *n_names = 0;
  if (!statement)
    return 0;
  sqlite3_bind_int (statement, 1, SHORTEST_NAME);
  return choose_register (self, folded, statement, n_names);
}

/* Entities that were found, with what tells them apart. */
typedef struct
{
  gint64 entity;
  guint n;
  GString *candidates;
} Found;

static gboolean
look_up (TriLibrary *self,
         const char *sql,
         gint64 work,
         const char *what,
         Found *found,
         GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, what);
  while (tri_library_next (self, statement, &failed))
    {
      found->entity = sqlite3_column_int64 (statement, 0);
      found->n++;
      g_string_append_printf (found->candidates,
                              "\n  %s  %s",
                              tri_statement_get_text (statement, 1),
                              tri_statement_get_text (statement, 2));
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

#define NAME_OF_ENTITY "(SELECT name FROM entity_names WHERE entity = e.id ORDER BY ord LIMIT 1)"
#define IN_WORK                                                                  \
  "((?1 = 0 AND e.register NOT IN (SELECT id FROM registers WHERE deleted > 0))" \
  " OR e.register IN (SELECT register FROM work_registers WHERE work = ?1))"

static gint64
conclude (const Found *found, const char *what, GError **error)
{
  if (found->n == 1)
    return found->entity;
  if (found->n == 0)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("There is no entity “%s”. Give its id, its key or one of its names."),
                 what);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_AMBIGUOUS,
                 _ ("Several entities are called “%s”. Give the id of one:%s"),
                 what,
                 found->candidates->str);
  return 0;
}

/**
 * tri_library_find_entity:
 * @work: look in the registers of this work only, 0 for all
 * @what: an id, else the key in a register, else any form of a name (case and accents do not
 *   count)
 *
 * Returns: the entity; 0 on error: %TRI_ERROR_NOT_FOUND, or %TRI_ERROR_AMBIGUOUS with the
 * candidates in the message
 */
gint64
tri_library_find_entity (TriLibrary *self, gint64 work, const char *what, GError **error)
{
  static const char by_uuid[] = "SELECT e.id, e.uuid, " NAME_OF_ENTITY
                                " FROM entities AS e WHERE e.uuid = ?2 AND ?1 = ?1";
  static const char by_key[] = "SELECT e.id, e.uuid, " NAME_OF_ENTITY
                               " FROM registers AS r"
                               " CROSS JOIN entities AS e ON e.register = r.id AND e.key = ?2"
                               " WHERE " IN_WORK;
  static const char by_name[] = "SELECT DISTINCT e.id, e.uuid, " NAME_OF_ENTITY
                                " FROM entity_names AS n"
                                " CROSS JOIN entities AS e ON e.id = n.entity"
                                " WHERE n.folded = ?2 AND " IN_WORK " ORDER BY e.id";
  const char *const ways[] = { by_uuid, by_key, by_name };
  g_autofree char *folded = g_strstrip (tri_fold (what));
  g_autoptr (GString) candidates = g_string_new (NULL);
  Found found = { .candidates = candidates };

  for (guint i = 0; i < G_N_ELEMENTS (ways) && found.n == 0; i++)
    if (!look_up (self, ways[i], work, ways[i] == by_name ? folded : what, &found, error))
      return 0;
  return conclude (&found, what, error);
}
