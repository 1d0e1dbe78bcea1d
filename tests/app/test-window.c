/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window.h"

static void
test_new_from_template (void)
{
  g_autoptr (ReaderApplication) application = reader_application_new ();
  g_autoptr (GError) error = NULL;
  ReaderWindow *window = NULL;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);

  window = reader_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Triptych");
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (window);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/window/new/from-template", test_new_from_template);

  return g_test_run ();
}
