/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-format.h"

#include <locale.h>
#include <stdlib.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n_bytes);

/* GLib ends a program by a trap, which libFuzzer does not catch: what it made up would be lost. */
static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  g_printerr ("%s: %s\n", domain ? domain : "", message);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    abort ();
}

/* What libFuzzer calls; FUZZ_FORMAT is the nick of the format, set by the build. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_log_set_default_handler (log_cb, NULL);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n_bytes)
{
  fuzz_format_read (tri_formats_find_nick (FUZZ_FORMAT), bytes, n_bytes);
  return 0;
}
