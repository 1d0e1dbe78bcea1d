/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

/* A reader's first days with the program, told by the keyboard alone: the keys are those of the
 * help, what comes of them is read on the accessibility bus and in the library. */

#define MAIN_WINDOW "Victor Serge"

static Program *
start (const char *const *arguments)
{
  Program *program = program_start (arguments);

  program_focus_window (program, MAIN_WINDOW);
  return program;
}

static void
quit (Program *program)
{
  program_press ("ctrl+q");
  program_wait (program);
}

static void
go_to_row (Program *program, const char *row)
{
  g_autofree char *status = g_strdup_printf ("*French, row %s of *", row);
  g_autofree char *item = g_strdup_printf ("row %s", row);

  program_press ("ctrl+l");
  program_wait_focus (program, "Go to");
  program_type (row);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, item));
  program_press ("Return");
  program_wait_focus (program, "French, *");
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

/* Opens one name after the other, until it is his. No name follows on itself there. */
static void
open_trotsky (Program *program)
{
  Card card = { program, NULL, NULL };

  while (g_strcmp0 (card.now, "Leon Trotsky") != 0)
    {
      g_free (card.old);
      card.old = g_steal_pointer (&card.now);
      program_press ("n");
      program_press ("Return");
      program_wait_until (is_another, &card, "another card");
      program_wait_focus (program, "French, *");
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

  program_press ("ctrl+g");
  second = story_wait_other_status (program, first);
  program_press ("ctrl+shift+g");
  back = story_wait_other_status (program, second);
  g_assert_cmpstr (back, ==, first);
}

static void
bookmark (Program *program, const char *note, guint n)
{
  program_press ("ctrl+d");
  program_wait_focus (program, "Note");
  story_wait_bookmarks (n);
  if (note == NULL)
    return;
  program_type (note);
  program_press ("ctrl+Return");
  program_wait_focus (program, "French, *");
  story_wait_note (note);
}

/* The place is kept meanwhile, and the rows are read again: neither may close the note. */
static void
read_note (Program *program)
{
  go_to_row (program, "7");
  program_press ("o");
  program_wait_focus (program, "C’était l’artificier*");
  program_press ("Escape");
  program_wait_focus (program, "French, *");
  program_press ("Down");
  program_wait_message (program, "*French, row 8 of *");
}

/* Returns the place, so that the next session can look for it. */
static Place *
tell_first_session (void)
{
  Program *program = start (NULL);
  Place *place = NULL;

  story_check_columns (program);
  read_note (program);
  place = story_find_trotsky ();
  go_to_row (program, place->row);
  open_trotsky (program);
  story_check_card (program, story_count_mentions ("Léon Trotsky"));
  walk_mentions (program);
  go_to_row (program, place->row);
  bookmark (program, "Kept by hand", 1);
  quit (program);
  return place;
}

static void
tell_kill (const Place *place)
{
  Program *program = start (NULL);
  g_autofree char *status = g_strdup_printf ("*row %s of *", place->row);

  program_wait_message (program, status);
  g_object_unref (story_wait_passage (program, place->words, "bookmarked"));
  program_press ("Down");
  program_wait_focus (program, "French, *");
  program_press ("ctrl+d");
  program_wait_focus (program, "Note");
  program_wait_message (program, "Bookmarked");
  program_kill (program);
  g_assert_cmpuint (story_count_bookmarks (), ==, 2);
}

/* From the texts to the list and back, by keys alone. */
static void
tell_bookmarks (void)
{
  Program *program = start (NULL);

  program_wait_message (program, "* of * texts*, * of *");
  program_press ("ctrl+b");
  program_wait_focus (program, "*fr * Victor Serge, une vie*");
  program_press ("Delete");
  story_wait_bookmarks (1);
  program_press ("ctrl+z");
  story_wait_bookmarks (2);
  program_press ("ctrl+shift+z");
  story_wait_bookmarks (1);
  program_press ("ctrl+z");
  story_wait_bookmarks (2);
  quit (program);
}

static void
tell_import (void)
{
  g_autofree char *languages = NULL;
  g_auto (GStrv) accounts = story_dup_accounts (&languages);
  Program *program = program_start ((const char *const *) accounts);

  program_focus_window (program, "Import Texts");
  program_wait_focus (program, "*Import*");
  program_press ("Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, "Import Texts");
  story_wait_works (2);
  story_check_import (languages);
  program_wait_message (program, "* of * texts*, * 1 of *");
  quit (program);
}

static void
filter (Program *program)
{
  program_press ("ctrl+e");
  program_wait_focus (program, "Filter by any name*");
  program_press ("shift+Tab");
  program_press ("Left");
  program_press ("space");
  program_press ("ctrl+e");
  program_wait_focus (program, "Filter by any name*");
  program_type ("trotski");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "*Trotsky*"));
  program_press ("Return");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, "Next Mention"));
}

static void
tell_filter (void)
{
  Program *program = start (NULL);
  g_autofree char *before = story_dup_status (program);
  g_autofree char *there = NULL;

  filter (program);
  program_press ("ctrl+g");
  there = story_wait_other_status (program, before);
  quit (program);
}

static void
tell_undo (void)
{
  Program *program = start (NULL);

  program_press ("ctrl+shift+l");
  program_focus_window (program, "Library");
  program_wait_focus (program, "Victor Serge. *");
  program_press ("Delete");
  story_wait_works (1);
  program_press ("ctrl+z");
  story_wait_works (2);
  /* Two works of one title say how they differ. */
  program_wait_focus (program, "Victor Serge. * passages, *");
  quit (program);
}

static void
test_story (void)
{
  g_autofree char *keys = g_find_program_in_path ("xdotool");
  g_autoptr (Place) place = NULL;

  if (keys == NULL)
    {
      g_test_skip ("xdotool, which presses the keys, is not installed");
      return;
    }

  place = tell_first_session ();
  tell_kill (place);
  tell_bookmarks ();
  tell_import ();
  tell_filter ();
  tell_undo ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/keyboard", test_story);
  return g_test_run ();
}
