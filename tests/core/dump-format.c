/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft-dump.h"

#include "formats/tri-format.h"

#include <stdio.h>
#include <string.h>

/* Writes the dump of each FILE to standard output: dump-format [--quiet] FILE… */
int
main (int argc,
      char **argv)
{
  gboolean is_quiet = argc > 1 && strcmp (argv[1], "--quiet") == 0;
  int status = 0;

  for (int i = is_quiet ? 2 : 1; i < argc; i++)
    {
      g_autoptr (DraftDump) dump = is_quiet ? draft_dump_new_quiet () : draft_dump_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_filename_display_basename (argv[i]);
      TriSource source = { argv[i], name, NULL };
      const TriFormat *format = tri_formats_find (argv[i], &error);

      if (!format || !format->read (&source, TRI_DRAFT (dump), NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          status = 1;
        }
      fputs (draft_dump_get_text (dump), stdout);
      if (is_quiet)
        g_print ("%s: %u texts, %u passages, %u links, %u entities\n",
                 name,
                 draft_dump_get_n_texts (dump),
                 draft_dump_get_n_passages (dump),
                 draft_dump_get_n_links (dump),
                 draft_dump_get_n_entities (dump));
    }
  return status;
}
