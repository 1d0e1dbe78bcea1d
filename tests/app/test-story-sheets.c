/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A study sheet is made, written on, put in order, undone, and is still there the next day: by the
 * keyboard, and through the bus. What it holds is read with triptych-cli. */

#define SHEETS "Study Sheets"

/* --- What is stored */

typedef struct
{
  const char *library;
  const char *items; /* their words, or the beginning of their quotes, by "|" */
} Stored;

static JsonArray *
get_items (JsonNode *sheet)
{
  return json_object_get_array_member (json_node_get_object (sheet), "items");
}

static char *
dup_stored (const char *library, const char *title)
{
  const char *list[] = { "--library", library, "sheets", "list", NULL };
  const char *show[] = { "--library", library, "sheets", "show", title, NULL };
  g_autoptr (JsonNode) sheets = program_ask (list);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (JsonNode) sheet = NULL;
  JsonArray *items = NULL;

  if (json_array_get_length (json_node_get_array (sheets)) == 0)
    return g_strdup ("no sheet");
  sheet = program_ask (show);
  items = get_items (sheet);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_string_append_printf (words,
                              "%s%s",
                              i ? "|" : "",
                              json_object_has_member (item, "words")
                                  ? json_object_get_string_member (item, "words")
                                  : "[mark]");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_stored (gpointer data)
{
  const Stored *stored = data;
  g_autofree char *words = dup_stored (stored->library, "Exile");

  return g_str_equal (words, stored->items);
}

static void
wait_stored (const char *library, const char *items)
{
  Stored stored = { library, items };

  program_wait_until (is_stored, &stored, items);
}

/* --- Keys */

static void
open_sheets (Program *program)
{
  program_press ("ctrl+shift+b");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, SHEETS));
  program_focus_window (program, SHEETS);
}

static void
write_words (Program *program, const char *words)
{
  program_press ("ctrl+Return");
  program_wait_focus (program, "Own text");
  program_type (words);
  program_press ("ctrl+Return");
  program_wait_focus (program, words);
}

static void
make_sheet (Program *program)
{
  program_wait_focus (program, "New Sheet*");
  program_press ("ctrl+n");
  program_wait_focus (program, "Title of the new sheet");
  program_type ("Exile");
  program_press ("Return");
  program_wait_focus (program, "Exile, 0 items");
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
  open_sheets (program);
  make_sheet (program);
  write_words (program, "first");
  write_words (program, "second");
  write_words (program, "third");
  wait_stored (library, "first|second|third");
  program_press ("alt+Up");
  wait_stored (library, "first|third|second");
  program_wait_focus (program, "third");
  program_press ("F2");
  program_wait_focus (program, "Own text");
  program_type (" time");
  program_press ("Escape");
  program_wait_focus (program, "third");
  program_press ("Delete");
  wait_stored (library, "first|second");
  program_wait_message (program, "1 item taken off");
  program_wait_focus (program, "second");
  program_press ("ctrl+z");
  wait_stored (library, "first|third|second");
  program_wait_message (program, "Undone: *");
  /* The first one takes the message away. */
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_LABEL, "Undone: *");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, SHEETS);
  program_focus_window (program, STORY_LOCK);
  program_wait_focus (program, "French, *");
  story_quit (program);

  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  open_sheets (program);
  program_wait_focus (program, "Exile, 3 items");
  program_press ("ctrl+z");
  wait_stored (library, "first|second|third");
  program_press ("Delete");
  wait_stored (library, "no sheet");
  program_press ("ctrl+z");
  wait_stored (library, "first|second|third");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-sheets/keyboard", test_keyboard);
  return g_test_run ();
}
