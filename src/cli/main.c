/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-main.h"
#include "tri-environment.h"

int
main (int argc,
      char **argv)
{
  tri_environment_init ();

  return cli_main (argc, argv);
}
