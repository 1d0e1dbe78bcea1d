/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-import.h"

#include <glib/gi18n.h>

static gboolean repair;

static const GOptionEntry options[] = {
  { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, N_ ("Mend what can be computed again"), NULL },
  { NULL },
};

static void
print_faults (const CliContext *context, GPtrArray *faults)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      for (guint i = 0; i < faults->len; i++)
        g_print ("%s\n", (const char *) g_ptr_array_index (faults, i));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (faults, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

static gboolean
run_check (const CliContext *context, char **arguments, GError **error)
{
  TriLibraryMode mode = repair ? TRI_LIBRARY_READ_WRITE : TRI_LIBRARY_READ_ONLY;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  if (cli_library_is_there (context, error))
    library = cli_library_open (context, mode, error);
  if (!library)
    return FALSE;
  faults = tri_library_check (library, repair, context->cancellable, error);
  if (!faults)
    return FALSE;
  print_faults (context, faults);
  if (faults->len == 0)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_DAMAGED,
               ngettext ("%s: %u fault", "%s: %u faults", faults->len),
               tri_library_get_path (library),
               faults->len);
  return FALSE;
}

const CliCommand cli_check_command = {
  "check", "", N_ ("Check the library file"), options, 0, 0, run_check
};
