/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"
#include "story-links.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is read goes to a file, and a citation to the clipboard: by the keyboard, and through the
 * bus. */

#define MAIN_WINDOW "Victor Serge"
#define EXPORT "Export or Print"
#define ASSISTANT "Import Texts"

static char *
dup_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

/* What was written, once it is whole: the dialog is gone long before. */
static char *
wait_file (Program *program, const char *path, gsize *length)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = g_strdup_printf ("“%s” written", name);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  program_wait_gone (program, ATSPI_ROLE_FRAME, EXPORT);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, words));
  g_file_get_contents (path, &content, length, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return content;
}

/* As a file manager does with "Open with…": the program that runs takes the file. */
static void
open_with (Program *program)
{
  g_autofree char *file = story_dup_lock ("lock.nl.md");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                    &error,
                                                    g_getenv ("TRIPTYCH"),
                                                    file,
                                                    NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (other, NULL, &error));
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "lock.nl.md · Markdown"));
  program_focus_window (program, ASSISTANT);
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
  program_focus_window (program, MAIN_WINDOW);
}

/* What is in the clipboard becomes a text, if one wants that. */
static void
paste_citation (Program *program)
{
  program_press ("ctrl+alt+c");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "Citation copied"));
  program_press ("ctrl+o");
  program_focus_window (program, ASSISTANT);
  program_wait_focus (program, "Choose Files*");
  program_press ("ctrl+v");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "*.txt · Plain text"));
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
  program_focus_window (program, MAIN_WINDOW);
}

/* The title is selected: that is what one means. */
static void
export_selection (Program *program)
{
  g_autofree char *path = dup_path ("title.html");
  g_autofree char *page = NULL;

  program_press ("shift+Right");
  program_press ("ctrl+alt+e");
  program_focus_window (program, EXPORT);
  program_wait_focus (program, "What is written");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "What is selected"));
  program_press ("ctrl+Return");
  story_choose_file (program, "Export", path);
  page = wait_file (program, path, NULL);
  g_assert_nonnull (strstr (page, "Victor Serge"));
  g_assert_null (strstr (page, "Over de moeder"));
  program_focus_window (program, MAIN_WINDOW);
}

/* GTK's own dialog, which gives back the keyboard. */
static void
see_printers (Program *program)
{
  program_press ("ctrl+p");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_INVALID, "Print"));
  program_focus_window (program, "Print");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_INVALID, "Print");
  program_focus_window (program, EXPORT);
}

static void
test_keyboard (void)
{
  g_autofree char *path = dup_path ("serge.pdf");
  Program *program = program_start (NULL);
  g_autofree char *pdf = NULL;
  gsize length = 0;

  program_wait_message (program, "*, row 1 of *");
  open_with (program);
  paste_citation (program);
  /* Ctrl+P proposes what paper would get. */
  program_press ("ctrl+p");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, EXPORT));
  program_focus_window (program, EXPORT);
  program_wait_focus (program, "What is written");
  see_printers (program);
  program_press ("ctrl+Return");
  story_choose_file (program, "Export", path);
  pdf = wait_file (program, path, &length);
  g_assert_cmpuint (length, >, 100);
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  g_assert_cmpstr (pdf + length - strlen ("%%EOF\n"), ==, "%%EOF\n");
  program_focus_window (program, MAIN_WINDOW);
  export_selection (program);
  program_press ("ctrl+q");
  program_wait (program);
}

/* The list of bookmarks is there, so it can be what is meant. */
static void
export_bookmarks (Program *program, Accessible *window)
{
  g_autofree char *path = dup_path ("marks.html");
  g_autofree char *page = NULL;
  g_autoptr (Accessible) dialog = NULL;

  program_act (window, "bookmark.add");
  program_wait_message (program, "Bookmarked");
  program_act (window, "panel.bookmarks");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "*Victor Serge*"));
  program_act (window, "work.print");
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, EXPORT);
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "PDF"));
  program_act (dialog, "window.close");
  program_wait_gone (program, ATSPI_ROLE_FRAME, EXPORT);
  g_clear_object (&dialog);
  program_act (window, "work.export");
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, EXPORT);
  /* GTK 4.8 offers no action of a list that drops down. */
  program_focus_window (program, EXPORT);
  program_wait_focus (program, "What is written");
  program_press ("space");
  program_press ("End");
  program_press ("Return");
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "All bookmarks of this work"));
  program_act (dialog, "work-export.write");
  story_choose_file (program, "Export", path);
  page = wait_file (program, path, NULL);
  g_assert_nonnull (strstr (page, "Victor Serge"));
  g_assert_null (strstr (page, "Over de moeder"));
}

/* Without a text nothing can be written; with the last one again, that one is. */
static void
test_bus (void)
{
  static const char *const texts[] = { "Victor Serge, une vie à contre-courant",
                                       "Victor Serge, a life against the current",
                                       "Victor Serge, een leven tegen de stroom in" };
  g_autofree char *path = dup_path ("serge.html");
  Program *program = program_start (NULL);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) dialog = NULL;
  g_autofree char *page = NULL;

  program_wait_message (program, "*, row 1 of *");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, MAIN_WINDOW);
  program_focus_window (program, MAIN_WINDOW);
  program_press ("F10");
  story_click_item (program, "Copy Citation");
  story_click_item (program, "As BibTeX");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "Citation copied"));
  program_act (window, "work.export");
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, EXPORT);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (Accessible) check = program_wait_in (dialog, ATSPI_ROLE_CHECK_BOX, texts[i]);

      g_assert_true (program_has_state (check, ATSPI_STATE_CHECKED));
      /* GTK 4.8 offers no action there. */
      program_focus_window (program, EXPORT);
      story_tab_to (program, "Tab", texts[i]);
      program_press ("space");
    }
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "Choose one text at least."));
  program_press ("space");
  program_wait_gone (program, ATSPI_ROLE_LABEL, "Choose one text at least.");
  program_act (dialog, "work-export.write");
  story_choose_file (program, "Export", path);
  page = wait_file (program, path, NULL);
  g_assert_nonnull (strstr (page, "Over de moeder"));
  g_assert_null (strstr (page, "About the mother"));
  export_bookmarks (program, window);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-export/keyboard", test_keyboard);
  g_test_add_func ("/story-export/bus", test_bus);
  story_overlook_leaks ();
  return g_test_run ();
}
