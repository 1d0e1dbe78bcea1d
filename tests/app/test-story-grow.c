/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A work grows while it is read: a text that comes later is aligned with what is there, and what
 * the reader confirmed stays. Once by the keyboard and once through the accessibility bus. */

#define FRENCH "En mars 1908"
#define ENGLISH "In March 1908"
#define DUTCH "In maart 1908"

/* By another process, as one that imports in a second window. */
static void
add_dutch (const char *library)
{
  g_autofree char *dutch = story_dup_lock ("lock.nl.md");
  const char *const arguments[] = {
    "--library",
    library,
    "import",
    dutch,
    "--lang",
    "nl",
    "--work",
    STORY_LOCK,
    "--no-align",
    NULL,
  };

  json_node_unref (program_ask (arguments));
}

static guint
count_confirmed (const char *library)
{
  const char *const arguments[] = {
    "--library",
    library,
    "export",
    STORY_LOCK,
    "--format",
    "json",
    NULL,
  };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *links = json_object_get_array_member (json_node_get_object (node), "alignment");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (links); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (links, i),
                                                     "status"),
                      "confirmed")
             ? 1
             : 0;
  return n;
}

/* What is said of the passage in focus: all is as sure as the text that came last. */
static void
check_grown (Program *program, const char *library, guint n_confirmed)
{
  program_wait_message (program, "aligned rows*3 of 3 texts*French, row 3 of *link computed*");
  g_object_unref (story_wait_passage (program, FRENCH, "Dutch: " DUTCH));
  g_object_unref (story_wait_passage (program, FRENCH, "English: " ENGLISH));
  g_assert_cmpuint (count_confirmed (library), ==, n_confirmed);
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;
  guint n_confirmed = 0;

  if (story_skip_keys ())
    return;
  path = story_make_lock (NULL, TRUE);
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*2 of 2 texts*French, row 1 of *");
  program_press ("Down");
  story_press_until (program, "Down", "*French, row 3 of *");
  story_press_until (program, "c", "*French, row 3 of *link confirmed");
  n_confirmed = count_confirmed (path);
  g_assert_cmpuint (n_confirmed, >, 0);
  add_dutch (path);
  program_wait_message (program, "*of 3 texts*");
  program_press ("ctrl+shift+a");
  check_grown (program, path, n_confirmed);
  program_press ("Right");
  story_press_until (program, "Right", "*Dutch, row 3 of *link computed*");
  story_quit (program);
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lock (NULL, TRUE);
  Program *program = story_start (path, STORY_LOCK);
  guint n_confirmed = 0;

  program_wait_message (program, "*2 of 2 texts*French, row 1 of *");
  story_act (program, FRENCH, "link.confirm", "Confirmed");
  n_confirmed = count_confirmed (path);
  g_assert_cmpuint (n_confirmed, >, 0);
  add_dutch (path);
  program_wait_message (program, "*of 3 texts*");
  story_act_window (program, "work.align", "*is aligned*");
  check_grown (program, path, n_confirmed);
  story_step (program, "text.next-column", "*English, row 3 of *");
  story_step (program, "text.next-column", "*Dutch, row 3 of *link computed*");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/grow/keyboard", test_keyboard);
  g_test_add_func ("/story/grow/bus", test_bus);
  return g_test_run ();
}
