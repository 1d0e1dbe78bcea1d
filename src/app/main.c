/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-application.h"
#include "tri-environment.h"

int
main (int argc,
      char **argv)
{
  g_autoptr (ReaderApplication) application = NULL;
  int status = 0;

  tri_environment_init ();
  application = reader_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status : reader_application_get_exit_status (application);
}
