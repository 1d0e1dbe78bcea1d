/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Where the reader was: the line of a stay comes by itself, leads back there,
 * and can be taken away and brought back. By the keyboard, and through the bus. */

#define HISTORY "Reading History"
#define HERE "*, " STORY_LOCK "*Today*"

static Accessible *
wait_line (Program *program)
{
  return program_wait_for (program, ATSPI_ROLE_LIST_ITEM, HERE);
}

/* A stay is one after two looks. */
static void
open_history (Program *program)
{
  program_press ("ctrl+h");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, HISTORY));
  program_focus_window (program, HISTORY);
  program_wait_focus (program, "Filter the history");
}

/* The words go to the filter from the list too, and so does what takes them away. */
static void
test_filter (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  open_history (program);
  g_object_unref (wait_line (program));
  program_type ("qq");
  program_wait_message (program, "Nothing was read that says this");
  program_press ("Escape");
  g_object_unref (wait_line (program));
  program_press ("Down");
  program_wait_focus (program, HERE);
  program_type ("qq");
  program_wait_message (program, "Nothing was read that says this");
  program_wait_focus (program, "Filter the history");
  program_press ("BackSpace");
  program_press ("BackSpace");
  g_object_unref (wait_line (program));
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, HISTORY);
  program_focus_window (program, STORY_LOCK);
  program_wait_focus (program, "French, *");
  story_quit (program);
}

static void
test_keyboard (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  story_press_until (program, "Down", "*row 2 of *");
  open_history (program);
  g_object_unref (wait_line (program));
  program_press ("Down");
  program_wait_focus (program, HERE);
  program_press ("Delete");
  program_wait_message (program, "1 line cleared");
  program_wait_message (program, "What you read will be listed here");
  program_press ("ctrl+z");
  g_object_unref (wait_line (program));
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, HISTORY);

  program_focus_window (program, STORY_LOCK);
  program_wait_focus (program, "French, *");
  story_press_until (program, "Home", "*row 1 of *");
  open_history (program);
  g_object_unref (wait_line (program));
  /* Enter takes the first line. */
  program_press ("Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, HISTORY);
  program_focus_window (program, STORY_LOCK);
  program_wait_focus (program, "French, *");
  story_quit (program);
}

static void
test_bus (void)
{
  g_autofree char *library = story_make_lock ("lock.nl.md", TRUE);
  Program *program = story_start (library, STORY_LOCK);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) history = NULL;
  g_autoptr (Accessible) line = NULL;

  program_wait_message (program, "*row 1 of *");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, STORY_LOCK);
  program_act (window, "history.show");
  history = program_wait_for (program, ATSPI_ROLE_FRAME, HISTORY);
  line = wait_line (program);
  story_click (program, "Clear");
  story_click_item (program, "All");
  program_wait_message (program, "1 line cleared");
  program_act (history, "history.undo");
  g_clear_object (&line);
  line = wait_line (program);
  program_act (line, "row.activate");
  program_wait_gone (program, ATSPI_ROLE_FRAME, HISTORY);
  program_wait_message (program, "*row 1 of *");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-history/keyboard", test_keyboard);
  g_test_add_func ("/story-history/filter", test_filter);
  g_test_add_func ("/story-history/bus", test_bus);
  return g_test_run ();
}
