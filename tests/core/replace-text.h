/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-replace.h"

/* Exchanges a text for the version that is to be imported, which must succeed. */
static inline void
replace_text (TriLibrary *library, gint64 text, const TriImportOptions *options)
{
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (GError) error = NULL;

  tri_library_import_replace (library, text, options, FALSE, report, NULL, &error);
  g_assert_no_error (error);
}
