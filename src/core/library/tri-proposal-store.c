/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-proposal-store.h"

#include "library/tri-library-stale.h"
#include "tri-fold.h"

#include <glib/gi18n.h>

void
tri_proposal_row_free (TriProposalRow *self)
{
  g_free (self->uuid);
  g_free (self->entity);
  g_clear_pointer (&self->proposal, tri_proposal_free);
  g_free (self);
}

static void
read_forms (TriLibrary *library, const char *json, TriProposal *proposal)
{
  static const char sql[] = "SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3"
                            " FROM json_each (?) ORDER BY key";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return;
  tri_statement_bind_text (statement, 1, json);
  while (tri_library_next (library, statement, NULL))
    {
      TriProposalForm form = { .n = (guint) sqlite3_column_int (statement, 3) };

      form.lang = tri_statement_dup_text (statement, 0);
      form.name = tri_statement_dup_text (statement, 1);
      form.kind = (TriNameKind) tri_statement_get_enum (statement, 2, TRI_NAME_SHORT + 1);
      g_array_append_val (proposal->forms, form);
    }
}

static void
read_places (TriLibrary *library, const char *json, TriProposal *proposal)
{
  static const char sql[] = "SELECT value ->> 0, value ->> 1, value ->> 2"
                            " FROM json_each (?) ORDER BY key";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return;
  tri_statement_bind_text (statement, 1, json);
  while (tri_library_next (library, statement, NULL))
    {
      TriProposalPlace place = { sqlite3_column_int64 (statement, 0),
                                 { (guint) sqlite3_column_int (statement, 1),
                                   (guint) sqlite3_column_int (statement, 2) } };

      g_array_append_val (proposal->places, place);
    }
}

/* @statement is at a row of TRI_PROPOSAL_COLUMNS. */
TriProposalRow *
tri_proposal_store_new_row (TriLibrary *library, TriStatement *statement)
{
  TriProposalRow *row = g_new0 (TriProposalRow, 1);
  TriProposal *proposal = tri_proposal_new ();

  row->id = sqlite3_column_int64 (statement, 0);
  row->work = sqlite3_column_int64 (statement, 1);
  row->uuid = tri_statement_dup_text (statement, 2);
  row->state = (TriProposalState) tri_statement_get_enum (statement, 3, TRI_PROPOSAL_MERGED + 1);
  row->proposal = proposal;
  proposal->type = (TriEntityType) tri_statement_get_enum (statement, 4, TRI_N_ENTITY_TYPES);
  proposal->name = tri_statement_dup_text (statement, 5);
  proposal->n_mentions = (guint) sqlite3_column_int (statement, 6);
  proposal->n_texts = (guint) sqlite3_column_int (statement, 7);
  proposal->confidence = sqlite3_column_double (statement, 8);
  read_forms (library, tri_statement_get_text (statement, 9), proposal);
  read_places (library, tri_statement_get_text (statement, 10), proposal);
  if (sqlite3_column_type (statement, 11) != SQLITE_NULL)
    row->entity = tri_statement_dup_text (statement, 11);
  return row;
}

TriProposalRow *
tri_proposal_store_read (TriLibrary *library, gint64 id, GError **error)
{
  static const char sql[] = "SELECT " TRI_PROPOSAL_COLUMNS " FROM proposals WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (tri_library_next (library, statement, &failed))
    return tri_proposal_store_new_row (library, statement);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This proposal is no longer in the library."));
  return NULL;
}

static void
append_string (GString *json, const char *string)
{
  g_string_append_c (json, '"');
  for (const char *p = string; *p; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

static char *
write_forms (const TriProposal *proposal)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < proposal->forms->len; i++)
    {
      const TriProposalForm *form = &g_array_index (proposal->forms, TriProposalForm, i);

      g_string_append (json, i ? ",[" : "[");
      append_string (json, form->lang);
      g_string_append_c (json, ',');
      append_string (json, form->name);
      g_string_append_printf (json, ",%u,%u]", (guint) form->kind, form->n);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static char *
write_places (const TriProposal *proposal)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < proposal->places->len; i++)
    {
      const TriProposalPlace *place = &g_array_index (proposal->places, TriProposalPlace, i);

      g_string_append_printf (json,
                              "%s[%" G_GINT64_FORMAT ",%u,%u]",
                              i ? "," : "",
                              place->passage,
                              place->range.start,
                              place->range.end);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

gboolean
tri_proposal_store_write (TriLibrary *library, const TriProposalRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO proposals (uuid, work, state, type, name, folded,"
                            " n_mentions, n_texts, confidence, forms, places, entity, created,"
                            " modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch (),"
                            " unixepoch ()) ON CONFLICT (uuid) DO UPDATE SET"
                            " state = excluded.state, type = excluded.type,"
                            " name = excluded.name, folded = excluded.folded,"
                            " n_mentions = excluded.n_mentions, n_texts = excluded.n_texts,"
                            " confidence = excluded.confidence, forms = excluded.forms,"
                            " places = excluded.places, entity = excluded.entity,"
                            " modified = excluded.modified";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  const TriProposal *proposal = row->proposal;
  g_autofree char *folded = tri_fold (proposal->name);
  g_autofree char *forms = write_forms (proposal);
  g_autofree char *places = write_places (proposal);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row->uuid);
  sqlite3_bind_int64 (statement, 2, row->work);
  sqlite3_bind_int (statement, 3, (int) row->state);
  sqlite3_bind_int (statement, 4, (int) proposal->type);
  tri_statement_bind_text (statement, 5, proposal->name);
  tri_statement_bind_text (statement, 6, folded);
  sqlite3_bind_int64 (statement, 7, proposal->n_mentions);
  sqlite3_bind_int64 (statement, 8, proposal->n_texts);
  sqlite3_bind_double (statement, 9, proposal->confidence);
  tri_statement_bind_text (statement, 10, forms);
  tri_statement_bind_text (statement, 11, places);
  tri_statement_bind_text (statement, 12, row->entity);
  return tri_library_run (library, statement, error);
}

static gboolean
run_for_work (TriLibrary *library,
              const char *sql,
              gint64 work,
              gint64 reg,
              const char *text,
              GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, reg);
  tri_statement_bind_text (statement, 3, text);
  return tri_library_run (library, statement, error);
}

/* The register of what was discovered in the work; it is made when there is none, or the reader
 * removed it. */
static gint64
find_register (TriLibrary *library, gint64 work, GError **error)
{
  static const char find[] = "SELECT d.register FROM discoveries AS d"
                             " JOIN registers AS r ON r.id = d.register"
                             " WHERE d.work = ? AND r.deleted IS NULL";
  static const char make[] = "INSERT INTO registers (uuid, title, created)"
                             " SELECT ?3, title, unixepoch () FROM works WHERE id = ?1 AND ?2 = 0";
  static const char note[] = "INSERT OR REPLACE INTO discoveries (work, register) SELECT ?1, ?2"
                             " WHERE ?3 IS NULL";
  static const char attach[] = "INSERT INTO work_registers (work, register) SELECT ?1, ?2"
                               " WHERE ?3 IS NULL ON CONFLICT DO NOTHING";
  gint64 reg = tri_library_ask (library, find, work, 0);
  g_autofree char *uuid = g_uuid_string_random ();

  if (reg == 0)
    {
      if (!run_for_work (library, make, work, 0, uuid, error))
        return 0;
      reg = sqlite3_last_insert_rowid (library->db);
      if (!run_for_work (library, note, work, reg, NULL, error))
        return 0;
    }
  return run_for_work (library, attach, work, reg, NULL, error) ? reg : 0;
}

static gboolean
add_name (TriLibrary *library,
          gint64 entity,
          guint ord,
          const TriProposalForm *form,
          GError **error)
{
  static const char sql[] = "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autofree char *folded = tri_fold (form->name);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, ord);
  tri_statement_bind_text (statement, 3, form->lang);
  tri_statement_bind_text (statement, 4, form->name);
  sqlite3_bind_int (statement, 5, (int) form->kind);
  tri_statement_bind_text (statement, 6, folded);
  return tri_library_run (library, statement, error);
}

static gboolean
has_form (const TriProposal *proposal, const char *name)
{
  for (guint i = 0; i < proposal->forms->len; i++)
    if (g_str_equal (g_array_index (proposal->forms, TriProposalForm, i).name, name))
      return TRUE;
  return FALSE;
}

/* A name that the reader gave is the first, in no language. */
static gboolean
add_names (TriLibrary *library, gint64 entity, const TriProposal *proposal, GError **error)
{
  TriProposalForm given = { (char *) "", proposal->name, TRI_NAME_OFFICIAL, 0 };
  guint ord = 0;

  if (!has_form (proposal, proposal->name) && !add_name (library, entity, ord++, &given, error))
    return FALSE;
  for (guint i = 0; i < proposal->forms->len; i++)
    if (!add_name (library,
                   entity,
                   ord++,
                   &g_array_index (proposal->forms, TriProposalForm, i),
                   error))
      return FALSE;
  return TRUE;
}

gboolean
tri_proposal_store_make_entity (TriLibrary *library, const TriProposalRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO entities (uuid, register, type, created, modified)"
                            " VALUES (?, ?, ?, unixepoch (), unixepoch ())";
  gint64 reg = find_register (library, row->work, error);
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (reg == 0 || !statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row->entity);
  sqlite3_bind_int64 (statement, 2, reg);
  sqlite3_bind_int (statement, 3, (int) row->proposal->type);
  return tri_library_run (library, statement, error)
         && tri_stale_mark_register (library, reg, error)
         && add_names (library, sqlite3_last_insert_rowid (library->db), row->proposal, error);
}
