/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-word-forms.h"

#include <glib/gstdio.h>

/* Makes the library that a first start copies: make-seed DATA-DIR FILE, when the program is
 * built. */
int
main (int argc, char **argv)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;
  g_unlink (argv[2]);
  library = tri_library_open (argv[2], TRI_LIBRARY_READ_WRITE, &error);
  if (library && tri_library_add_bundled (library, argv[1], &error)
      && tri_library_count_words (library, NULL, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
