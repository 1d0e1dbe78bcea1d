/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-main.h"
#include "formats/tri-exporter.h"
#include "paper-pdf.h"
#include "tri-environment.h"

int
main (int argc,
      char **argv)
{
  tri_environment_init ();
  tri_exporters_add (&paper_pdf_exporter);

  return cli_main (argc, argv);
}
