/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-identifiers.h"

#include "model/tri-identifier.h"

/* Texts point at the web where their register has the same address or number as an identifier. The
 * library has no index by these, since nothing else asks for them: there is one for the time of an
 * import, made when the first text points there. */

static gboolean
note (TriImportDraft *self, gint64 entity, const char *scheme, const char *value, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO temp.import_identifiers (name, entity)"
                            " VALUES (?, ?)";
  g_autofree char *name = tri_identifier_dup_key (scheme, value);
  g_autoptr (TriStatement) statement = NULL;

  if (!name)
    return TRUE;
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, entity);
  return tri_library_run (self->library, statement, error);
}

static gboolean
note_register (TriImportDraft *self, gint64 reg, GError **error)
{
  static const char sql[] = "SELECT e.id, i.scheme, i.value FROM entities e"
                            " JOIN entity_identifiers i ON i.entity = e.id WHERE e.register = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  gboolean done = statement != NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, reg);
  while (done && tri_library_next (self->library, statement, error))
    done = note (self,
                 sqlite3_column_int64 (statement, 0),
                 tri_statement_get_text (statement, 1),
                 tri_statement_get_text (statement, 2),
                 error);
  return done;
}

static gboolean
make_index (TriImportDraft *self)
{
  static const char sql[] = "CREATE TEMP TABLE IF NOT EXISTS import_identifiers (name TEXT PRIMARY "
                            "KEY, entity INTEGER) WITHOUT ROWID; DELETE FROM "
                            "temp.import_identifiers";
  gboolean done = tri_library_exec (self->library, sql, NULL);

  for (guint i = 0; done && i < self->registers->len; i++)
    done = note_register (self, g_array_index (self->registers, gint64, i), NULL);
  self->has_identifiers = done;
  return done;
}

gboolean
tri_import_note_identifiers (TriImportDraft *self,
                             gint64 id,
                             const TriEntity *entity,
                             GError **error)
{
  for (guint i = 0; self->has_identifiers && i < entity->identifiers->len; i++)
    {
      const TriIdentifier *identifier = &g_array_index (entity->identifiers, TriIdentifier, i);

      if (!note (self, id, identifier->scheme, identifier->value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_import_find_identified (TriImportDraft *self, const char *pointer, TriImportTarget *out)
{
  static const char sql[] = "SELECT e.id, e.type FROM temp.import_identifiers i"
                            " JOIN entities e ON e.id = i.entity WHERE i.name = ?";
  g_autofree char *name = tri_identifier_dup_key (NULL, pointer);
  g_autoptr (TriStatement) statement = NULL;

  if (!name || (!self->has_identifiers && !make_index (self)))
    return FALSE;
  statement = tri_library_prepare (self->library, sql, NULL);
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, name);
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  out->entity = sqlite3_column_int64 (statement, 0);
  out->type = (TriEntityType) sqlite3_column_int (statement, 1);
  return TRUE;
}
