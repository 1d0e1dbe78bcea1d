/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-library.h"

#include "library/tri-import.h"
#include "library/tri-seed.h"
#include "tri-environment.h"

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
  g_autofree char *path = g_strdup (context->path);
  TriLibrary *library = NULL;

  if (!path)
    {
      path = tri_library_dup_default_path ();
      if (!make_default (path, error))
        return NULL;
    }
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    mode = TRI_LIBRARY_READ_WRITE;
  library = tri_library_open (path, mode, error);
  if (library)
    tri_library_set_cancellable (library, context->cancellable);
  return library;
}
