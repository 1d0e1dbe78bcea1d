/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "tri-error.h"

#include <glib/gi18n.h>

void
reader_window_show_problem (ReaderWindow *self,
                            const char *path,
                            const GError *error)
{
  g_message ("%s: %s", path, error->message);
}
