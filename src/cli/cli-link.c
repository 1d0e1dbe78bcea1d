/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-import.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static gboolean
run_link (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 work = library ? tri_library_find_work (library, arguments[0], error) : 0;
  g_autoptr (JsonBuilder) builder = NULL;
  guint n = 0;
  guint n_dates = 0;

  if (work == 0
      || !tri_library_link_work (library, work, &n, context->cancellable, error)
      || !tri_library_find_dates (library, work, &n_dates, context->cancellable, error))
    return FALSE;
  if (!context->json)
    {
      g_print (ngettext ("%u mention\n", "%u mentions\n", n), n);
      g_print (ngettext ("%u date\n", "%u dates\n", n_dates), n_dates);
      return TRUE;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cli_json_add_int (builder, "mentions", n);
  cli_json_add_int (builder, "dates", n_dates);
  json_builder_end_object (builder);
  cli_json_print (builder);
  return TRUE;
}

const CliCommand cli_link_command = {
  "link",
  N_ ("WORK"),
  N_ ("Find the names of its registers and the dates in a work"),
  NULL,
  1,
  1,
  run_link,
};
