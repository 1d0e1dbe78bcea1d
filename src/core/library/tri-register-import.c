/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-register-stage.h"

#include "formats/tri-format.h"
#include "library/tri-import-draft.h"
#include "library/tri-journal.h"

#include <glib/gi18n.h>

/* A file becomes a register, or part of one. It is read into tables of its own first, so that what
 * is wrong with it, and what does not go with the register, is known before anything is written. */

void
tri_register_outcome_clear (TriRegisterOutcome *self)
{
  g_clear_pointer (&self->conflicts, g_array_unref);
  g_clear_pointer (&self->table, tri_table_free);
}

static gboolean
read_tei (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  const TriFormat *format = tri_formats_find (source->path, error);

  if (!format)
    return FALSE;
  if (format == &tri_format_tei)
    return format->read (source, draft, cancellable, error);
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("“%s” is no register: neither TEI nor a table. A table has to be called "
                  ".csv or .tsv."),
               source->name);
  return FALSE;
}

static gboolean
read_file (TriRegisterStage *stage,
           const TriRegisterImport *import,
           TriRegisterOutcome *outcome,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *name = g_filename_display_basename (import->path);
  const TriSource source = { import->path, name, import->table.lang };
  TriDraft *draft = TRI_DRAFT (stage);

  if (!tri_table_is_name (import->path))
    return read_tei (&source, draft, cancellable, error);
  outcome->table = tri_table_new ();
  return tri_table_read (outcome->table, &source, &import->table, draft, cancellable, error);
}

static gboolean
check_any (const TriRegisterImport *import, const TriRegisterOutcome *outcome, GError **error)
{
  g_autofree char *name = g_filename_display_basename (import->path);

  if (outcome->n_read > 0)
    return TRUE;
  if (outcome->table && outcome->table->problems->len > 0)
    {
      const TriTableProblem *first = &g_array_index (outcome->table->problems,
                                                     TriTableProblem,
                                                     0);

      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("%s:%u: %s. Nothing was imported."),
                   name,
                   first->line,
                   first->message);
    }
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("“%s” lists no persons, places, organisations, works or "
                    "events. Choose a file that does."),
                 name);
  return FALSE;
}

static char *
hash_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) bytes = file ? g_mapped_file_get_bytes (file) : NULL;

  return bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static gboolean
check_is_new (TriLibrary *self, const TriRegisterImport *import, const char *hash, GError **error)
{
  static const char sql[] = "SELECT r.title FROM registers r JOIN sources s ON s.id = r.source"
                            " WHERE s.sha256 = ? AND r.deleted IS NULL LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *name = g_filename_display_basename (import->path);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, hash);
  if (!tri_library_next (self, statement, NULL))
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_EXISTS,
               _ ("The file “%s” is in the library already, as the register “%s”."),
               name,
               tri_statement_get_text (statement, 0));
  return FALSE;
}

static char *
choose_title (const TriRegisterImport *import, TriRegisterStage *stage)
{
  g_autofree char *name = g_filename_display_basename (import->path);

  if (import->title && *import->title)
    return g_strdup (import->title);
  if (tri_register_stage_get_title (stage))
    return g_strdup (tri_register_stage_get_title (stage));
  return tri_file_dup_title (name);
}

static gboolean
insert_register (TriLibrary *self,
                 const char *uuid,
                 const char *title,
                 gint64 source,
                 GError **error)
{
  static const char sql[] = "INSERT INTO registers (uuid, title, source, created)"
                            " VALUES (?, ?, ?, unixepoch ())";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  tri_statement_bind_text (statement, 2, title);
  sqlite3_bind_int64 (statement, 3, source);
  return tri_library_run (self, statement, error);
}

/* The act "register.import". */
static gboolean
make_register (TriLibrary *self,
               const TriRegisterImport *import,
               TriRegisterStage *stage,
               gint64 *reg,
               GError **error)
{
  g_autofree char *hash = hash_file (import->path, error);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *title = choose_title (import, stage);
  g_autoptr (TriImportDraft) draft = NULL;
  g_autoptr (TriJournal) journal = NULL;
  const char *format = tri_table_is_name (import->path) ? "table" : "tei";

  if (!hash || !check_is_new (self, import, hash, error)
      || !(draft = tri_import_draft_new_register (self, NULL, error))
      || !(journal = tri_journal_begin (self, "register.import", error))
      || !tri_journal_watch (journal, TRI_JOURNAL_REGISTERS, uuid, error)
      || !tri_import_draft_begin_file (draft, import->path, format, hash, error)
      || !insert_register (self, uuid, title, draft->source, error))
    return FALSE;
  *reg = sqlite3_last_insert_rowid (self->db);
  return tri_register_apply (self, *reg, NULL, error)
         && tri_journal_commit (journal, error)
         && tri_batch_commit (&draft->batch, error);
}

static guint
count_changes (TriLibrary *self, const char *batch)
{
  static const char sql[] = "SELECT count (*) FROM register_changes"
                            " WHERE batch = ? AND before IS NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, batch);
  return tri_library_next (self, statement, NULL) ? (guint) sqlite3_column_int (statement, 0) : 0;
}

/* The act "register.merge". */
static gboolean
merge_register (TriLibrary *self, gint64 reg, TriRegisterOutcome *outcome, GError **error)
{
  static const char forget[] = "DELETE FROM register_changes WHERE batch NOT IN"
                               " (SELECT after ->> '$[0].uuid' FROM journal"
                               "  WHERE act = 'register.merge')";
  g_autofree char *batch = g_uuid_string_random ();
  g_autoptr (TriJournal) journal = tri_journal_begin (self, "register.merge", error);

  if (!journal || !tri_journal_watch (journal, TRI_JOURNAL_BATCHES, batch, error)
      || !tri_register_apply (self, reg, batch, error)
      || !tri_stale_mark_register (self, reg, error))
    return FALSE;
  outcome->n_changed = count_changes (self, batch);
  return tri_journal_commit (journal, error) && tri_library_exec (self, forget, error);
}

static gboolean
check_decided (const TriRegisterOutcome *outcome, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < outcome->conflicts->len; i++)
    n += g_array_index (outcome->conflicts, TriRegisterConflict, i).choice == TRI_CHOICE_NONE;
  if (n == 0)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_AMBIGUOUS,
               ngettext ("%u entry does not go with the register. Decide about it first; nothing "
                         "was imported.",
                         "%u entries do not go with the register. Decide about them first; "
                         "nothing was imported.",
                         n),
               n);
  return FALSE;
}

static gboolean
compare (TriLibrary *self,
         const TriRegisterImport *import,
         TriRegisterOutcome *outcome,
         GError **error)
{
  g_autofree char *title = NULL;

  if (import->target)
    {
      title = tri_library_dup_register_title (self, import->target, error);
      if (!title || !tri_register_match (self, import->target, error))
        return FALSE;
    }
  if (!tri_register_decide (self, import, error)
      || !(outcome->conflicts = tri_register_list_conflicts (self, error)))
    return FALSE;
  tri_register_count (self, outcome);
  outcome->reg = import->target;
  return TRUE;
}

static gboolean
store (TriLibrary *self,
       const TriRegisterImport *import,
       TriRegisterStage *stage,
       TriRegisterOutcome *outcome,
       GError **error)
{
  if (import->target)
    return check_decided (outcome, error) && merge_register (self, import->target, outcome, error);
  return make_register (self, import, stage, &outcome->reg, error);
}

static gboolean
run_import (TriLibrary *self,
            const TriRegisterImport *import,
            TriRegisterOutcome *outcome,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TriRegisterStage) stage = tri_register_stage_new (self, error);

  if (!stage || !read_file (stage, import, outcome, cancellable, error))
    return FALSE;
  outcome->n_read = tri_register_stage_get_n (stage);
  if (!compare (self, import, outcome, error))
    return FALSE;
  if (import->dry_run)
    return TRUE;
  return check_any (import, outcome, error) && store (self, import, stage, outcome, error);
}

/**
 * tri_library_import_register_file:
 * @outcome: (out caller-allocates): what was found and done, also with an error
 *
 * Makes a register of a file (the act "register.import"), or merges it into one (the act
 * "register.merge"; works that use the register are marked for tri_library_link_stale()).
 *
 * An entity of the file is one of the register by an identifier (VIAF, Wikidata, …), else by the
 * key, else by a name and the type, when no other is meant. It then brings the names, identifiers,
 * dates and descriptions that the register lacks. Who is not found is added. What does not go
 * together is a conflict: without a decision about each nothing is imported.
 *
 * Memory does not grow with the register, and nothing is locked while the file is read and
 * compared.
 */
gboolean
tri_library_import_register_file (TriLibrary *self,
                                  const TriRegisterImport *import,
                                  TriRegisterOutcome *outcome,
                                  GCancellable *cancellable,
                                  GError **error)
{
  gboolean done = FALSE;

  *outcome = (TriRegisterOutcome){ 0 };
  tri_library_set_cancellable (self, cancellable);
  done = run_import (self, import, outcome, cancellable, error);
  tri_library_set_cancellable (self, NULL);
  return done;
}
