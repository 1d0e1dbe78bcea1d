/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-format.h"

#include <locale.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n_bytes);

/* What libFuzzer calls; FUZZ_FORMAT is the nick of the format, set by the build. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n_bytes)
{
  fuzz_format_read (tri_formats_find_nick (FUZZ_FORMAT), bytes, n_bytes);
  return 0;
}
