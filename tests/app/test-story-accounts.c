/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Accounts of one life, whose passages are linked by what they tell: once by the keyboard and once
 * through the accessibility bus. */

#define COOK "The Cook"
#define ENGLISH "In 1889 she came to Lille"
#define FRENCH "Ouvrière à la filature"

static char *
make_cook (void)
{
  g_autofree char *folder = g_dir_make_tmp ("story-accounts-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  static const char *const langs[] = { "en", "fr", "nl" };
  static const char *const rest[] = { "--lang", "en,fr,nl", "--work", COOK, "--kind", "accounts" };

  g_ptr_array_add (arguments, g_strdup ("--library"));
  g_ptr_array_add (arguments, g_strdup (path));
  g_ptr_array_add (arguments, g_strdup ("import"));
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_autofree char *name = g_strdup_printf ("cook.%s.md", langs[i]);

      g_ptr_array_add (arguments,
                       g_test_build_filename (G_TEST_DIST, "fixtures", "accounts", name, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    g_ptr_array_add (arguments, g_strdup (rest[i]));
  g_ptr_array_add (arguments, NULL);
  json_node_unref (program_ask ((const char *const *) arguments->pdata));
  return path;
}

/* Which relation, and how sure; from one column to what tells the same in the next. */
static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = make_cook ();
  program = story_start (path, COOK);
  program_wait_message (program, "linked columns*English, passage 1 of *");
  story_press_until (program, "Down", "*English, passage 2 of *overlap, link unsure, *");
  story_press_until (program, "Down", "*English, passage 3 of *same events, link unsure, *");
  story_press_until (program, "Right", "*French, passage 4 of *same events, link unsure, *");
  story_press_until (program, "c", "*French, passage 4 of *same events, link confirmed");
  story_press_until (program, "ctrl+z", "*French, passage 4 of *same events, link unsure, *");
  /* This one is no account of that. */
  story_press_until (program, "k", "*picked: K *");
  program_press ("Left");
  story_press_until (program, "0", "*English, passage 3 of *same events, link unsure, 5* %");
  story_press_until (program, "0", "*English, passage 3 of *no links");
  story_press_until (program, "ctrl+z", "*English, passage 3 of *same events, *");
  story_quit (program);
}

static void
test_bus (void)
{
  g_autofree char *path = make_cook ();
  Program *program = story_start (path, COOK);

  program_wait_message (program, "linked columns*English, passage 1 of *");
  story_step (program, "text.next-passage", "*English, passage 2 of *overlap, link unsure, *");
  story_step (program, "text.next-passage", "*English, passage 3 of *same events, link unsure, *");
  story_act_window (program, "link.confirm", "*English, passage 3 of *same events, link confirmed");
  story_act_window (program, "edit.undo", "*same events, link unsure, *");
  story_act (program, ENGLISH, "link.tie", "*picked: K *");
  story_act (program, FRENCH, "link.tie", "*");
  g_object_unref (story_wait_passage (program, FRENCH, "same events, link confirmed"));
  story_act_window (program, "link.omit", "*French, passage 4 of *no links");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/accounts/keyboard", test_keyboard);
  g_test_add_func ("/story/accounts/bus", test_bus);
  return g_test_run ();
}
