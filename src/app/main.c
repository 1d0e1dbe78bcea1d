/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter.h"
#include "paper-pdf.h"
#include "reader-application.h"
#include "tri-environment.h"

int
main (int argc,
      char **argv)
{
  g_autoptr (ReaderApplication) application = NULL;
  int status = 0;

  tri_environment_init ();
  tri_exporters_add (&paper_pdf_exporter);
  application = reader_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status : reader_application_get_exit_status (application);
}
