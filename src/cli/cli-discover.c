/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-import.h"
#include "library/tri-library-proposals.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static gboolean accept_all;

static const GOptionEntry entries[] = {
  {
      "accept-all",
      0,
      0,
      G_OPTION_ARG_NONE,
      &accept_all,
      N_ ("Make entities of all proposals, and link them"),
      NULL,
  },
  { NULL },
};

static void
add_forms (JsonBuilder *builder, const TriProposal *proposal)
{
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < proposal->forms->len; i++)
    {
      const TriProposalForm *form = &g_array_index (proposal->forms, TriProposalForm, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "lang", form->lang);
      cli_json_add_string (builder, "name", form->name);
      cli_json_add_string (builder, "kind", tri_name_kind_to_nick (form->kind));
      cli_json_add_int (builder, "seen", form->n);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const TriProposalRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "id", row->uuid);
      cli_json_add_string (builder, "type", tri_entity_type_to_nick (row->proposal->type));
      cli_json_add_string (builder, "name", row->proposal->name);
      cli_json_add_int (builder, "mentions", row->proposal->n_mentions);
      cli_json_add_int (builder, "texts", row->proposal->n_texts);
      cli_json_add_double (builder, "confidence", row->proposal->confidence);
      add_forms (builder, row->proposal);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static void
print_text (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TriProposal *proposal = ((TriProposalRow *) g_ptr_array_index (rows, i))->proposal;
      g_autoptr (GString) forms = g_string_new (NULL);

      for (guint j = 0; j < proposal->forms->len; j++)
        {
          const TriProposalForm *form = &g_array_index (proposal->forms, TriProposalForm, j);

          g_string_append_printf (forms, "%s%s: %s", j ? ", " : "", form->lang, form->name);
        }
      g_print ("%6u  %-12s %s (%s)\n",
               proposal->n_mentions,
               tri_entity_type_to_nick (proposal->type),
               proposal->name,
               forms->str);
    }
}

static gboolean
accept (TriLibrary *library,
        gint64 work,
        GPtrArray *rows,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((TriProposalRow *) g_ptr_array_index (rows, i))->id);
  return tri_library_accept_proposals (library,
                                       (const gint64 *) (gpointer) ids->data,
                                       ids->len,
                                       error)
         && tri_library_link_work (library, work, NULL, cancellable, error);
}

static gboolean
run_discover (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 work = library ? tri_library_find_work (library, arguments[0], error) : 0;
  g_autoptr (GPtrArray) rows = NULL;

  if (work == 0 || !tri_library_discover (library, work, NULL, context->cancellable, error))
    return FALSE;
  rows = tri_library_list_proposals (library, work, TRI_PROPOSAL_OPEN, error);
  if (!rows || (accept_all && !accept (library, work, rows, context->cancellable, error)))
    return FALSE;
  if (context->json)
    print_json (rows);
  else
    print_text (rows);
  return TRUE;
}

const CliCommand cli_discover_command = {
  "discover",
  N_ ("WORK"),
  N_ ("Propose the entities a work speaks of, without a register"),
  entries,
  1,
  1,
  run_discover,
};
