/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-main.h"

#include "tri-environment.h"

#include <glib/gi18n.h>

#define EXIT_USAGE 2

/**
 * cli_main:
 * @argc: the number of arguments
 * @argv: the arguments, the name of the program first
 *
 * Runs one command.
 *
 * Returns: the exit status: 0, 1 when it failed, 2 when it was called wrongly
 */
int
cli_main (int argc,
          char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      g_print ("triptych-cli %s\n", tri_environment_get_version ());
      return 0;
    }

  g_printerr (_ ("Usage: %s VERB [ARGUMENT…]\n"), "triptych-cli");
  return EXIT_USAGE;
}
