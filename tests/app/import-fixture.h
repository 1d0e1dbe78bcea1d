/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-dialog.h"
#include "window-fixture.h"

/* The import assistant, as a reader goes through it. */

static inline GtkWidget *
import_open (WindowFixture *fixture)
{
  GtkWidget *dialog = reader_import_dialog_new (reader_window_get_session (fixture->window));

  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

/* All at once, up to %NULL. */
static inline void
import_add_all (GtkWidget *dialog,
                const char *const *paths)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);

      g_list_store_append (files, file);
    }
  reader_import_dialog_add_files (READER_IMPORT_DIALOG (dialog), G_LIST_MODEL (files));
}

static inline void
import_add (GtkWidget *dialog,
            const char *path)
{
  const char *const paths[] = { path, NULL };

  import_add_all (dialog, paths);
}

static inline gboolean
import_is_ready (GtkWidget *dialog)
{
  return reader_import_dialog_is_ready (READER_IMPORT_DIALOG (dialog));
}

static inline void
import_wait_ready (GtkWidget *dialog)
{
  wait_until (import_is_ready (dialog));
}

static inline void
import_done_cb (gint64 *out,
                gint64 work)
{
  *out = work;
}

/* @work gets what the texts become. */
static inline void
import_start (GtkWidget *dialog,
              gint64 *work)
{
  g_signal_connect_swapped (dialog, "imported", G_CALLBACK (import_done_cb), work);
  reader_import_dialog_start (READER_IMPORT_DIALOG (dialog));
}

static inline gint64
import_run (GtkWidget *dialog)
{
  gint64 work = 0;

  import_start (dialog, &work);
  wait_until (work != 0);

  return work;
}
