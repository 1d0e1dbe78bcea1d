/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-library.h"

#include "library/tri-import.h"
#include "library/tri-seed.h"
#include "tri-environment.h"

#include <glib/gi18n.h>

static gboolean
has_bundled (const char *path)
{
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, NULL);
  g_autofree char *bundled = library ? tri_library_dup_setting (library, "bundled") : NULL;

  return bundled != NULL;
}

/* The default library is made at the first start, with the bundled work; any other starts empty. */
static gboolean
make_default (const char *path, GError **error)
{
  g_autoptr (TriLibrary) library = NULL;

  if (has_bundled (path) || tri_seed_plant (tri_environment_get_seed (), path))
    return TRUE;
  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, error);
  return library && tri_library_add_bundled (library, tri_environment_get_data_dir (), error);
}

/* As the window remembers it; nothing where its settings are not installed. */
static char *
dup_chosen_path (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *chosen = NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (!schema)
    return NULL;
  settings = g_settings_new_full (schema, NULL, NULL);
  chosen = g_settings_get_string (settings, "library");
  return *chosen ? g_steal_pointer (&chosen) : NULL;
}

char *
cli_library_dup_path (const CliContext *context)
{
  char *path = context->path ? g_strdup (context->path) : dup_chosen_path ();

  return path ? path : tri_library_dup_default_path ();
}

gboolean
cli_library_is_there (const CliContext *context, GError **error)
{
  if (!context->path || g_file_test (context->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_NOT_FOUND,
               _ ("There is no library “%s”. Check the name."),
               context->path);
  return FALSE;
}

/* An older one is brought up to date first. */
static TriLibrary *
open_current (const char *path, TriLibraryMode mode, GError **error)
{
  g_autoptr (GError) failed = NULL;
  TriLibrary *library = tri_library_open (path, mode, &failed);

  if (g_error_matches (failed, TRI_ERROR, TRI_ERROR_UNSUPPORTED))
    return tri_library_open (path, TRI_LIBRARY_READ_WRITE, error);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return library;
}

/**
 * cli_library_open:
 * @mode: what the verb is about to do
 *
 * Opens the library that the command line names, else the default one. One that is not there is
 * made: the default one with the bundled work, any other empty.
 *
 * Returns: (transfer full) (nullable): the library, %NULL with @error set
 */
TriLibrary *
cli_library_open (const CliContext *context, TriLibraryMode mode, GError **error)
{
  g_autofree char *path = cli_library_dup_path (context);
  TriLibrary *library = NULL;

  if (!context->path)
    {
      if (!make_default (path, error))
        return NULL;
    }
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    mode = TRI_LIBRARY_READ_WRITE;
  library = open_current (path, mode, error);
  if (library)
    tri_library_set_cancellable (library, context->cancellable);
  return library;
}
