/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

/* The same days as in test-story-keyboard.c, told through the accessibility bus: by the actions
 * that passages, buttons and windows offer, and by what is written into entries. */

static void
act (Program *program, const char *action)
{
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, "Victor Serge");

  program_act (window, action);
}

static void
click (Program *program, const char *name)
{
  g_autoptr (Accessible) button = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, name);

  program_act (button, "click");
}

static void
fill_entry (Program *program, const char *name, const char *words)
{
  g_autoptr (Accessible) entry = program_wait_for (program, ATSPI_ROLE_ENTRY, name);

  program_set_words (entry, words);
}

/* GTK 4.8 names an action for this, which does nothing: the key that every screen reader sends. */
static void
activate_entry (Program *program, const char *name)
{
  g_autoptr (Accessible) entry = program_wait_for (program, ATSPI_ROLE_ENTRY, name);

  program_focus_window (program, "Victor Serge");
  program_grab_focus (entry);
  program_wait_focus (program, name);
  program_press ("Return");
}

static void
go_to_row (Program *program, const char *row)
{
  g_autofree char *status = g_strdup_printf ("*French, row %s of *", row);
  g_autofree char *item = g_strdup_printf ("row %s", row);

  click (program, "Go to");
  fill_entry (program, "Go to", row);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, item));
  activate_entry (program, "Go to");
  program_wait_message (program, status);
}

typedef struct
{
  Program *program;
  char *old;
  char *now;
} Card;

static gboolean
is_another (gpointer data)
{
  Card *card = data;

  g_free (card->now);
  card->now = story_dup_card (card->program);
  return g_strcmp0 (card->now, card->old) != 0;
}

/* The passage's names one after the other, until it is his. */
static void
open_trotsky (Program *program, const Place *place)
{
  Card card = { program, NULL, NULL };

  while (g_strcmp0 (card.now, "Leon Trotsky") != 0)
    {
      g_autoptr (Accessible) passage = story_wait_passage (program, place->words, "");

      g_free (card.old);
      card.old = g_steal_pointer (&card.now);
      program_act (passage, "mention.next");
      program_act (passage, "mention.open");
      program_wait_until (is_another, &card, "another card");
    }
  g_free (card.old);
  g_free (card.now);
}

static void
walk_mentions (Program *program)
{
  g_autofree char *first = story_dup_status (program);
  g_autofree char *second = NULL;
  g_autofree char *back = NULL;

  click (program, "Next Mention");
  second = story_wait_other_status (program, first);
  click (program, "Previous Mention");
  back = story_wait_other_status (program, second);
  g_assert_cmpstr (back, ==, first);
}

static void
add_bookmark (Program *program, const char *words)
{
  g_autoptr (Accessible) passage = story_wait_passage (program, words, "");

  program_act (passage, "bookmark.add");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_TEXT, "Note"));
}

static Place *
tell_first_session (void)
{
  Program *program = program_start (NULL);
  Place *place = NULL;
  g_autoptr (Accessible) note = NULL;

  story_check_columns (program);
  place = story_find_trotsky ();
  go_to_row (program, place->row);
  open_trotsky (program, place);
  story_check_card (program, story_count_mentions ("Léon Trotsky"));
  walk_mentions (program);
  go_to_row (program, place->row);
  add_bookmark (program, place->words);
  note = program_wait_for (program, ATSPI_ROLE_TEXT, "Note");
  program_set_words (note, "Kept by hand");
  click (program, "Done*");
  story_wait_note ("Kept by hand");
  program_end (program);
  return place;
}

/* What is on the disk when the program says that it is kept survives its sudden end. */
static void
tell_kill (const Place *place)
{
  Program *program = program_start (NULL);
  g_autofree char *status = g_strdup_printf ("*row %s of *", place->row);

  program_wait_message (program, status);
  g_object_unref (story_wait_passage (program, place->words, "bookmarked"));
  click (program, "Go to");
  fill_entry (program, "Go to", "1");
  program_wait_message (program, "row 1");
  activate_entry (program, "Go to");
  program_wait_message (program, "*row 1 of *");
  act (program, "bookmark.add");
  program_wait_message (program, "Bookmarked");
  program_kill (program);
  g_assert_cmpuint (story_count_bookmarks (), ==, 2);
}

static void
tell_bookmarks (void)
{
  Program *program = program_start (NULL);
  g_autoptr (Accessible) row = NULL;
  g_autoptr (Accessible) button = NULL;

  program_wait_message (program, "* of * texts*, * of *");
  act (program, "panel.bookmarks");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "*Kept by hand*");
  button = program_wait_in (row, ATSPI_ROLE_PUSH_BUTTON, "Delete the bookmark");
  program_act (button, "click");
  story_wait_bookmarks (1);
  act (program, "edit.undo");
  story_wait_bookmarks (2);
  act (program, "edit.redo");
  story_wait_bookmarks (1);
  act (program, "edit.undo");
  story_wait_bookmarks (2);
  story_wait_note ("Kept by hand");
  program_end (program);
}

static void
import (Program *program)
{
  g_autoptr (Accessible) dialog = program_wait_for (program, ATSPI_ROLE_FRAME, "Import Texts");

  /* It waits until all files are looked into. */
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "* · Markdown"));
  program_act (dialog, "import.start");
  program_wait_gone (program, ATSPI_ROLE_FRAME, "Import Texts");
}

/* From the list to his card, and to a mention in one of the new texts. */
static void
filter (Program *program)
{
  g_autofree char *before = story_dup_status (program);
  g_autofree char *there = NULL;

  act (program, "entity.filter");
  click (program, "This work");
  fill_entry (program, "Filter by any name*", "trotski");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "*Trotsky*"));
  activate_entry (program, "Filter by any name*");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, "Next Mention"));
  click (program, "Next Mention");
  there = story_wait_other_status (program, before);
}

static void
tell_import (void)
{
  g_autofree char *languages = NULL;
  g_auto (GStrv) accounts = story_dup_accounts (&languages);
  Program *program = program_start ((const char *const *) accounts);
  g_autofree char *status = g_strdup_printf ("* of %u texts*", g_strv_length (accounts));

  import (program);
  story_wait_works (2);
  story_check_import (languages);
  program_wait_message (program, status);
  filter (program);
  program_end (program);
}

static void
tell_library (void)
{
  Program *program = program_start (NULL);
  g_autoptr (Accessible) works = NULL;
  g_autoptr (Accessible) button = NULL;
  g_autoptr (Accessible) window = NULL;

  program_wait_message (program, "* of * texts*, * of *");
  act (program, "library.show");
  works = program_wait_for (program, ATSPI_ROLE_LIST, "Works");
  button = program_wait_in (works, ATSPI_ROLE_PUSH_BUTTON, "Delete");
  program_act (button, "click");
  story_wait_works (1);
  window = program_wait_for (program, ATSPI_ROLE_FRAME, "*");
  program_act (window, "edit.undo");
  story_wait_works (2);
  program_end (program);
}

static void
test_story (void)
{
  g_autofree char *keys = g_find_program_in_path ("xdotool");
  g_autoptr (Place) place = NULL;

  if (keys == NULL)
    {
      g_test_skip ("xdotool, which presses Return, is not installed");
      return;
    }

  place = tell_first_session ();
  tell_kill (place);
  tell_bookmarks ();
  tell_import ();
  tell_library ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/atspi", test_story);
  return g_test_run ();
}
