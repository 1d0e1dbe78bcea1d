/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A work without a register: who and what it seems to speak of is proposed, and judged in the
 * window, once by the keyboard and once through the accessibility bus. */

static guint
count_entities (const char *path)
{
  const char *const arguments[] = { "--library", path, "entities", STORY_LOCK, NULL };
  JsonNode *node = program_ask (arguments);
  guint n = json_array_get_length (json_node_get_array (node));

  json_node_unref (node);
  return n;
}

typedef struct
{
  const char *path;
  guint n;
} Wanted;

static gboolean
has_entities (gpointer data)
{
  Wanted *wanted = data;

  return count_entities (wanted->path) == wanted->n;
}

static void
wait_entities (const char *path, guint n)
{
  Wanted wanted = { path, n };

  program_wait_until (has_entities, &wanted, "entities that are named");
}

static void
press_to (Program *program, const char *keys, const char *focus)
{
  program_press (keys);
  program_wait_focus (program, focus);
}

/* What is not an entity any more, and what is done again. */
static void
judge_by_keys (Program *program, const char *path)
{
  press_to (program, "ctrl+shift+e", "Josse Peeters. Person*");
  /* What is done is done where the keyboard is, however it came there. */
  press_to (program, "Tab", "Willem Droste. Person*");
  story_press_until (program, "a", "Accepted: Willem Droste");
  program_wait_focus (program, "Wijmen. Place*");
  wait_entities (path, 1);
  story_press_until (program, "t", "Type changed: Wijmen");
  program_wait_focus (program, "Wijmen. Organisation*");
  story_press_until (program, "ctrl+z", "Undone: changing the type of a proposal");
  program_wait_focus (program, "Wijmen. Place*");
  story_press_until (program, "Delete", "Not an entity: Wijmen");
  program_wait_focus (program, "Lena Verhoef. Person*");
}

static void
rename_and_merge_by_keys (Program *program)
{
  press_to (program, "F2", "New name");
  program_type ("Lena of the Canal");
  story_press_until (program, "Return", "Renamed: Lena of the Canal");
  program_wait_focus (program, "Lena of the Canal. Person*");
  story_press_until (program, "m", "Merge with Lena of the Canal*");
  press_to (program, "Up", "Josse Peeters. Person*");
  story_press_until (program, "m", "Merged: Josse Peeters");
  program_wait_focus (program, "Lena of the Canal. Person · 24 mentions*");
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  judge_by_keys (program, path);
  rename_and_merge_by_keys (program);
  /* The first takes the toast away, where one is still shown. */
  program_press ("Escape");
  press_to (program, "Escape", "French, *");
  story_quit (program);
  /* What was done before is undone after a restart too, and what was rejected is remembered. */
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  story_press_until (program, "ctrl+z", "Undone: merging proposals");
  press_to (program, "ctrl+shift+e", "Josse Peeters. Person*");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, "Wijmen*");
  story_quit (program);
}

/* What the filter lets through, and what of it is selected, is judged at once. */
static void
test_filter (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  press_to (program, "ctrl+shift+e", "Josse Peeters. Person*");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "6 proposals"));
  press_to (program, "f", "Filter by any name*");
  program_type ("WIJM");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "1 proposal"));
  press_to (program, "Return", "Wijmen. Place*");
  press_to (program, "f", "Filter by any name*");
  press_to (program, "Escape", "Wijmen. Place*");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "6 proposals"));
  press_to (program, "Home", "Josse Peeters. Person*");
  press_to (program, "shift+Down", "Willem Droste. Person*");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "6 proposals · 2 selected"));
  story_press_until (program, "a", "Accepted: 2 proposals");
  program_wait_focus (program, "Wijmen. Place*");
  wait_entities (path, 2);
  story_press_until (program, "ctrl+z", "Undone: accepting proposals");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "6 proposals"));
  wait_entities (path, 0);
  story_quit (program);
}

/* An action of the list, on the row that has the keyboard. */
static void
act_on_list (Program *program, const char *row, const char *action, const char *label)
{
  g_autoptr (Accessible) page = program_wait_for (program, ATSPI_ROLE_PANEL, "Proposals");
  g_autoptr (Accessible) panel = atspi_accessible_get_child_at_index (page, 0, NULL);
  g_autoptr (Accessible) item = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, row);

  program_act (item, "row.focus");
  program_wait_focus (program, row);
  program_act (panel, action);
  if (label != NULL)
    program_wait_message (program, label);
}

/* The sidebar has such buttons, too. */
static void
choose_type (Program *program, const char *type)
{
  g_autoptr (Accessible) page = program_wait_for (program, ATSPI_ROLE_PANEL, "Proposals");
  g_autoptr (Accessible) button = program_wait_in (page, ATSPI_ROLE_PUSH_BUTTON, type);

  program_act (button, "click");
}

/* One by one: each verb has a button of the row, or an action of the list. */
static void
test_bus_verbs (void)
{
  g_autofree char *path = story_make_lock ("lock.nl.md", TRUE);
  g_autoptr (Accessible) entry = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  story_act_window (program, "entity.discover", "*");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Wijmen. Place*"));
  story_click (program, "Accept: Willem Droste");
  program_wait_message (program, "Accepted: Willem Droste");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, "Willem Droste*");
  wait_entities (path, 1);
  act_on_list (program, "Wijmen. Place*", "proposal.next-type", "Type changed: Wijmen");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Wijmen. Organisation*"));
  story_click (program, "Not an entity: Wijmen");
  program_wait_message (program, "Not an entity: Wijmen");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, "Wijmen*");
  act_on_list (program, "Lena Verhoef. Person*", "proposal.rename", NULL);
  entry = program_wait_for (program, ATSPI_ROLE_TEXT, "New name");
  program_set_words (entry, "Lena of the Canal");
  story_press_until (program, "Return", "Renamed: Lena of the Canal");
  act_on_list (program, "Lena of the Canal*", "proposal.merge", "Merge with Lena of the Canal*");
  act_on_list (program, "Josse Peeters. Person*", "proposal.merge", "Merged: Josse Peeters");
  g_object_unref (
      program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Lena of the Canal. Person · 24 mentions*"));
  story_click (program, "Filter and Order (F)");
  choose_type (program, "People");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "2 proposals"));
  story_click (program, "Accept All");
  program_wait_message (program, "Accepted: 2 proposals");
  wait_entities (path, 3);
  story_act_window (program, "edit.undo", "Undone: accepting proposals");
  wait_entities (path, 1);
  program_end (program);
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lock ("lock.nl.md", TRUE);
  g_autoptr (Accessible) row = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  story_act_window (program, "entity.discover", "*");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Wijmen. Place · 9 mentions*");
  program_act (row, "row.focus");
  program_wait_focus (program, "Wijmen. Place*");
  program_act (row, "row.activate");
  program_wait_message (program, "*row 1 of *");
  story_click (program, "Accept All");
  program_wait_message (program, "Accepted: *");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "There is nothing to propose."));
  /* The rows are gone, and the keyboard has not gone with them. */
  program_wait_focus (program, "There is nothing to propose.");
  wait_entities (path, 6);
  story_act_window (program, "edit.undo", "Undone: accepting proposals");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Wijmen. Place*"));
  wait_entities (path, 0);
  story_act_window (program, "edit.redo", "Redone: accepting proposals");
  wait_entities (path, 6);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/proposals/keyboard", test_keyboard);
  g_test_add_func ("/story/proposals/filter", test_filter);
  g_test_add_func ("/story/proposals/bus", test_bus);
  g_test_add_func ("/story/proposals/bus/verbs", test_bus_verbs);
  return g_test_run ();
}
