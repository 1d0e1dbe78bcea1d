/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

/* When things happened: a reader finds a date in the sidebar, goes to the passages that say it, and
 * from a date in the text to its card; by the keyboard, and through the accessibility bus. */

#define WINDOW "Victor Serge"

typedef struct
{
  Program *program;
  const char *title;
} Card;

static gboolean
has_title (gpointer data)
{
  Card *card = data;
  g_autofree char *title = story_dup_card (card->program);

  return g_strcmp0 (title, card->title) == 0;
}

static void
wait_card (Program *program, const char *title)
{
  Card card = { program, title };

  program_wait_until (has_title, &card, title);
}

static void
wait_item (Program *program, AtspiRole role, const char *name)
{
  g_object_unref (program_wait_for (program, role, name));
}

/* From the filter the switch of kinds is one Tab away: people, places, …, dates. */
static void
choose_dates_by_key (Program *program)
{
  program_press ("ctrl+e");
  program_wait_focus (program, "Filter by any name*");
  program_press ("shift+Tab");
  program_wait_focus (program, "Library");
  program_press ("Left");
  program_wait_focus (program, "This work");
  program_press ("space");
  program_press ("ctrl+e");
  program_press ("Tab");
  program_wait_focus (program, "People");
  for (guint i = 0; i < 5; i++)
    program_press ("Right");
  program_wait_focus (program, "Dates");
  program_press ("space");
  program_press ("ctrl+e");
  program_wait_focus (program, "Filter by a year*");
}

static void
tell_by_keys (void)
{
  Program *program = program_start (NULL);
  g_autofree char *before = NULL;
  g_autofree char *there = NULL;

  program_focus_window (program, WINDOW);
  before = story_dup_status (program);
  choose_dates_by_key (program);
  program_type ("july 1917");
  wait_item (program, ATSPI_ROLE_LABEL, "Dates: 1");
  wait_item (program, ATSPI_ROLE_LIST_ITEM, "July 1917, Date, * mentions");
  program_press ("Return");
  wait_card (program, "July 1917");
  wait_item (program, ATSPI_ROLE_LABEL, "* in 3 texts");
  program_press ("ctrl+g");
  there = story_wait_other_status (program, before);

  /* A date in the text leads to its card. */
  program_press ("ctrl+l");
  program_wait_focus (program, "Go to");
  program_type ("2");
  wait_item (program, ATSPI_ROLE_LABEL, "row 2");
  program_press ("Return");
  program_wait_focus (program, "French, *");
  program_wait_message (program, "*French, row 2 of *");
  program_press ("d");
  program_press ("Return");
  wait_card (program, "1890");
  program_end (program);
}

static void
act_on_window (Program *program, const char *action)
{
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, WINDOW);

  program_act (window, action);
}

static void
click (Program *program, const char *name)
{
  g_autoptr (Accessible) button = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, name);

  program_act (button, "click");
}

static void
tell_by_bus (void)
{
  Program *program = program_start (NULL);
  g_autoptr (Accessible) filter = NULL;
  g_autoptr (Accessible) row = NULL;
  g_autoptr (Accessible) line = NULL;
  g_autoptr (Accessible) named = NULL;
  g_autofree char *before = NULL;
  g_autofree char *there = NULL;

  before = story_dup_status (program);
  act_on_window (program, "entity.filter");
  click (program, "Dates");
  click (program, "This work");
  filter = program_wait_for (program, ATSPI_ROLE_ENTRY, "Filter by a year*");
  /* as the French text says it, without its accent */
  program_set_words (filter, "decembre 1890");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "30 December 1890, Date, * mentions");
  program_act (row, "row.activate");
  line = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "*30 décembre 1890*");
  program_act (line, "row.activate");
  there = story_wait_other_status (program, before);

  /* Who and what is named with it has a card, too. */
  named = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Brussels, *");
  program_act (named, "row.activate");
  wait_card (program, "Brussels");
  program_end (program);
}

static gboolean
has_keys (void)
{
  g_autofree char *keys = g_find_program_in_path ("xdotool");

  if (keys == NULL)
    g_test_skip ("xdotool, which presses the keys, is not installed");
  return keys != NULL;
}

static void
test_keyboard (void)
{
  if (has_keys ())
    tell_by_keys ();
}

static void
test_atspi (void)
{
  tell_by_bus ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/dates/atspi", test_atspi);
  g_test_add_func ("/story/dates/keyboard", test_keyboard);
  return g_test_run ();
}
