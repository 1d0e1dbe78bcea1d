/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-library-page.h"
#include "library/tri-backup.h"
#include "reader-window-private.h"
#include "window-fixture.h"

/* The window and the safety of the library. */

static GtkWidget *
find_page (gpointer data)
{
  WindowFixture *fixture = data;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *page = NULL;

  for (GList *l = windows; l != NULL && page == NULL; l = l->next)
    if (l->data != (gpointer) fixture->window)
      page = window_fixture_find_mapped (l->data, READER_TYPE_LIBRARY_PAGE);

  return page;
}

static gboolean
has_page (gpointer data)
{
  return find_page (data) != NULL;
}

static GtkWidget *
find_toast_button (WindowFixture *fixture)
{
  GtkWidget *toasts = GTK_WIDGET (fixture->window->toasts);
  GtkWidget *label = window_fixture_find_label (toasts, "Preferences");

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static gboolean
has_toast_button (gpointer data)
{
  return find_toast_button (data) != NULL;
}

static void
close_page (WindowFixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (find_page (fixture))));
}

/* Who is told that the file is damaged comes to where it is checked. */
static void
test_doubtful (WindowFixture *fixture,
               gconstpointer data)
{
  window_fixture_open (fixture);
  g_assert_false (has_page (fixture));
  g_signal_emit_by_name (fixture->window->session, "doubtful");
  window_fixture_wait (has_toast_button, fixture);
  g_signal_emit_by_name (find_toast_button (fixture), "clicked");
  window_fixture_wait (has_page, fixture);
  close_page (fixture);
  window_fixture_close (fixture);
}

static void
copy_old_library (WindowFixture *fixture)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "fixtures", "library-4.db", NULL);
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (old, &content, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->library, content, (gssize) size, NULL));
}

/* An older library opens, brought up to date, and as it was before it is among the backups. */
static void
test_old_library (WindowFixture *fixture,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  const TriBackup *backup = NULL;

  copy_old_library (fixture);
  window_fixture_open (fixture);
  g_assert_nonnull (fixture->window->session);
  g_assert_null (fixture->window->problem_page);
  backups = tri_backup_list (NULL, fixture->library, NULL);
  g_assert_cmpuint (backups->len, ==, 1);
  backup = backups->pdata[0];
  g_assert_cmpint (backup->reason, ==, TRI_BACKUP_MIGRATION);
  g_assert_cmpuint (backup->version, ==, 4);
  g_assert_true (tri_backup_verify (backup, NULL, NULL));
  window_fixture_close (fixture);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/safe-window/doubtful", test_doubtful);
  window_fixture_add ("/safe-window/old-library", test_old_library);

  return g_test_run ();
}
