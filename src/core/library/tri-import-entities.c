/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-keys.h"
#include "library/tri-import-identifiers.h"
#include "tri-fold.h"

G_STATIC_ASSERT (sizeof (TriDescription) == sizeof (TriIdentifier));

/* Pointers whose targets are kept at hand. */
#define MAX_TARGETS 4096

typedef struct
{
  gint64 passage;
  guint ord;
} TriImportPlace;

/* From the beginning, so that it goes with a work that does not come about. */
static gboolean
attach (TriImportDraft *self, GError **error)
{
  static const char sql[] = "INSERT INTO work_registers (work, register) VALUES (?, ?)";
  g_autoptr (TriStatement) statement = NULL;

  if (self->is_register)
    return TRUE;
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  sqlite3_bind_int64 (statement, 2, self->own_register);
  return tri_library_run (self->library, statement, error);
}

static gboolean
make_register (TriImportDraft *self, GError **error)
{
  static const char sql[] = "INSERT INTO registers (uuid, title, source, created)"
                            " VALUES (?, ?, ?, unixepoch ())";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  tri_statement_bind_text (statement, 2, self->title ? self->title : self->file_name);
  if (self->source)
    sqlite3_bind_int64 (statement, 3, self->source);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  self->own_register = sqlite3_last_insert_rowid (self->library->db);
  g_array_prepend_val (self->registers, self->own_register);
  return attach (self, error);
}

/* Returns the row, 0 when the register has this key already, -1 on error. */
static gint64
insert_entity (TriImportDraft *self, const TriEntity *entity, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO entities"
                            " (uuid, register, key, type, dates, created, modified)"
                            " VALUES (?, ?, ?, ?, ?, unixepoch (), unixepoch ())";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return -1;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, self->own_register);
  tri_statement_bind_text (statement, 3, entity->key);
  sqlite3_bind_int (statement, 4, (int) entity->type);
  tri_statement_bind_text (statement, 5, entity->dates);
  if (!tri_library_run (self->library, statement, error))
    return -1;
  return sqlite3_changes (self->library->db) ? sqlite3_last_insert_rowid (self->library->db) : 0;
}

static gboolean
insert_names (TriImportDraft *self, gint64 id, const TriEntity *entity, GError **error)
{
  static const char sql[] = "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);
      g_autofree char *folded = tri_fold (name->name);

      sqlite3_bind_int64 (statement, 1, id);
      sqlite3_bind_int64 (statement, 2, i);
      tri_statement_bind_text (statement, 3, name->lang);
      tri_statement_bind_text (statement, 4, name->name);
      sqlite3_bind_int (statement, 5, (int) name->kind);
      tri_statement_bind_text (statement, 6, folded);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_pairs (TriImportDraft *self,
              const char *sql,
              gint64 id,
              const GArray *pairs,
              GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < pairs->len; i++)
    {
      const TriIdentifier *pair = &g_array_index (pairs, TriIdentifier, i);

      sqlite3_bind_int64 (statement, 1, id);
      tri_statement_bind_text (statement, 2, pair->scheme);
      tri_statement_bind_text (statement, 3, pair->value);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* "#trotsky", "register.xml#trotsky", "reg:trotsky", "trotsky": what the register calls it. */
static char *
dup_key (const char *pointer)
{
  const char *mark = strrchr (pointer, '#');

  if (!mark)
    mark = strrchr (pointer, ':');
  return tri_tei_key_from_id (mark ? mark + 1 : pointer);
}

static gboolean
find_target_in (TriImportDraft *self, gint64 reg, const char *key, TriImportTarget *out)
{
  static const char sql[] = "SELECT id, type FROM entities WHERE register = ? AND key = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, reg);
  tri_statement_bind_text (statement, 2, key);
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  out->entity = sqlite3_column_int64 (statement, 0);
  out->type = (TriEntityType) sqlite3_column_int (statement, 1);
  return TRUE;
}

static gboolean
find_key (TriImportDraft *self, const char *key, TriImportTarget *out)
{
  TriImportTarget *known = g_hash_table_lookup (self->targets, key);
  gboolean found = known != NULL;

  if (found)
    *out = *known;
  for (guint i = 0; !found && i < self->registers->len; i++)
    found = find_target_in (self, g_array_index (self->registers, gint64, i), key, out);
  if (!found || known)
    return found;
  if (g_hash_table_size (self->targets) >= MAX_TARGETS)
    g_hash_table_remove_all (self->targets);
  g_hash_table_insert (self->targets, g_strdup (key), g_memdup2 (out, sizeof *out));
  return TRUE;
}

static gboolean
find_target (TriImportDraft *self, const char *pointer, TriImportTarget *out)
{
  g_autofree char *key = dup_key (pointer);

  return find_key (self, key, out) || tri_import_find_identified (self, pointer, out);
}

gboolean
tri_import_add_entity (TriImportDraft *self, TriEntity *entity, GError **error)
{
  static const char describe[] = "INSERT OR IGNORE INTO entity_descriptions"
                                 " (entity, lang, content) VALUES (?, ?, ?)";
  static const char identify[] = "INSERT OR IGNORE INTO entity_identifiers"
                                 " (entity, scheme, value) VALUES (?, ?, ?)";
  TriImportTarget known;
  gint64 id;

  if (self->is_version && entity->key && find_key (self, entity->key, &known))
    return TRUE;
  if (self->own_register == 0 && !make_register (self, error))
    return FALSE;
  id = insert_entity (self, entity, error);
  if (id < 0)
    return FALSE;
  if (id == 0)
    {
      self->n_warnings++;
      return TRUE;
    }
  /* A description is a pair of strings, as an identifier is. */
  return insert_names (self, id, entity, error)
         && insert_pairs (self, describe, id, entity->descriptions, error)
         && insert_pairs (self, identify, id, entity->identifiers, error)
         && tri_import_note_identifiers (self, id, entity, error);
}

static gboolean
has_target (const GArray *targets, gint64 entity)
{
  for (guint i = 0; i < targets->len; i++)
    if (g_array_index (targets, TriImportTarget, i).entity == entity)
      return TRUE;
  return FALSE;
}

/* "#trotsky #lenin" names two; two pointers to the same one name one. */
static GArray *
find_targets (TriImportDraft *self, const char *const *pointers)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (TriImportTarget));
  TriImportTarget target;

  for (; pointers && *pointers; pointers++)
    if (find_target (self, *pointers, &target) && !has_target (targets, target.entity))
      g_array_append_val (targets, target);
  return targets;
}

static gboolean
postpone (TriImportDraft *self, gint64 mention, GError **error)
{
  static const char sql[] = "INSERT INTO temp.import_mentions (mention) VALUES (?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mention);
  self->has_loose_mentions = TRUE;
  return tri_library_run (self->library, statement, error);
}

static gboolean
insert_mention (TriImportDraft *self,
                const TriImportPlace *place,
                const TriDraftMention *mention,
                const TriImportTarget *target,
                const char *pointers,
                GError **error)
{
  static const char sql[] = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type,"
                            " origin, confidence, reference)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place->passage);
  sqlite3_bind_int64 (statement, 2, self->text);
  sqlite3_bind_int64 (statement, 3, place->ord);
  sqlite3_bind_int64 (statement, 4, mention->start);
  sqlite3_bind_int64 (statement, 5, mention->end);
  if (target)
    sqlite3_bind_int64 (statement, 6, target->entity);
  sqlite3_bind_int (statement, 7, (int) (target ? target->type : mention->type));
  sqlite3_bind_int (statement, 8, (int) mention->origin);
  sqlite3_bind_double (statement, 9, mention->confidence);
  tri_statement_bind_text (statement, 10, pointers);
  return tri_library_run (self->library, statement, error);
}

gboolean
tri_import_add_mention (TriImportDraft *self,
                        gint64 passage,
                        guint ord,
                        const TriDraftMention *mention,
                        GError **error)
{
  const TriImportPlace place = { passage, ord };
  g_autoptr (GArray) targets = find_targets (self, mention->refs);
  g_autofree char *pointers = NULL;

  for (guint i = 0; i < targets->len; i++)
    if (!insert_mention (self,
                         &place,
                         mention,
                         &g_array_index (targets, TriImportTarget, i),
                         NULL,
                         error))
      return FALSE;
  if (targets->len > 0)
    return TRUE;
  if (mention->refs && mention->refs[0])
    pointers = g_strjoinv (" ", (char **) mention->refs);
  if (!insert_mention (self, &place, mention, NULL, pointers, error))
    return FALSE;
  return !pointers || postpone (self, sqlite3_last_insert_rowid (self->library->db), error);
}

static gboolean
set_target (TriImportDraft *self, gint64 mention, const TriImportTarget *target, GError **error)
{
  static const char sql[] = "UPDATE mentions SET entity = ?, type = ?, reference = NULL"
                            " WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, target->entity);
  sqlite3_bind_int (statement, 2, (int) target->type);
  sqlite3_bind_int64 (statement, 3, mention);
  return tri_library_run (self->library, statement, error);
}

/* The same words name another one as well. */
static gboolean
copy_mention (TriImportDraft *self, gint64 mention, const TriImportTarget *target, GError **error)
{
  static const char sql[] = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type,"
                            " origin, confidence) SELECT passage, text, ord, start, stop, ?, ?,"
                            " origin, confidence FROM mentions WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, target->entity);
  sqlite3_bind_int (statement, 2, (int) target->type);
  sqlite3_bind_int64 (statement, 3, mention);
  return tri_library_run (self->library, statement, error);
}

static gboolean
resolve_mention (TriImportDraft *self, gint64 mention, GStrv pointers, GError **error)
{
  g_autoptr (GArray) targets = find_targets (self, (const char *const *) pointers);
  const TriImportTarget *target = (const TriImportTarget *) (gconstpointer) targets->data;

  if (targets->len > 0 && !set_target (self, mention, target, error))
    return FALSE;
  for (guint i = 1; i < targets->len; i++)
    if (!copy_mention (self, mention, &target[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
next_loose_mention (TriImportDraft *self, gint64 *id, GStrv *pointers, GError **error)
{
  static const char sql[] = "SELECT i.mention, m.reference FROM temp.import_mentions i"
                            " JOIN mentions m ON m.id = i.mention"
                            " WHERE i.mention > ? ORDER BY i.mention LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *id);
  if (!tri_library_next (self->library, statement, error))
    return FALSE;
  *id = sqlite3_column_int64 (statement, 0);
  *pointers = g_strsplit (tri_statement_get_text (statement, 1), " ", -1);
  return TRUE;
}

/* Mentions that stood before the entity they name. */
gboolean
tri_import_resolve_mentions (TriImportDraft *self, GError **error)
{
  GError *local = NULL;
  GStrv pointers = NULL;
  gint64 id = 0;

  if (!self->has_loose_mentions || self->own_register == 0)
    return TRUE;
  while (next_loose_mention (self, &id, &pointers, &local))
    {
      gboolean done = resolve_mention (self, id, pointers, &local);

      g_clear_pointer (&pointers, g_strfreev);
      if (!done || !tri_batch_breathe (&self->batch, &local))
        break;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}
