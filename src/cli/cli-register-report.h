/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-registers.h"

G_BEGIN_DECLS

/* The words for what is done about a conflict, by #TriRegisterChoice. */
extern const char *const cli_register_choices[];

/* How it is told. */
typedef enum
{
  CLI_REGISTER_REPORT_WORDS,
  CLI_REGISTER_REPORT_PREVIEW, /* with the columns and first lines of a table */
  CLI_REGISTER_REPORT_JSON,
} CliRegisterReport;

void cli_register_report_problems (const TriRegisterOutcome *outcome, const char *name);
void cli_register_report (TriLibrary *library,
                          const TriRegisterOutcome *outcome,
                          guint n_works,
                          CliRegisterReport report);

G_END_DECLS
