/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

static void
assert_told (Fixture *fixture, const char *words)
{
  const char *told = fixture->view->marks->told;

  g_assert_nonnull (told);
  if (strstr (told, words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, told);
}

/* Who does not see the tints is told what corresponds, sentence by sentence, and where nothing
 * does. */
static void
test_counterparts (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1000);
  go_to (&fixture, 1, 0, 0, 0);
  assert_told (&fixture, "English: There he sets newspapers in type");
  assert_told (&fixture, "Dutch: Hij zet er kranten");
  g_assert_null (strstr (fixture.view->marks->told, "French"));
  act (&fixture, "text.next-sentence");
  act (&fixture, "text.next-sentence");
  assert_told (&fixture, "English: Salvador Seguí teaches him");
  g_assert_null (strstr (fixture.view->marks->told, "newspapers"));
  go_to (&fixture, SYNTHETIC_GAP - 1, 0, 0, 0);
  assert_told (&fixture, "no counterpart in Dutch");
  close_view (&fixture);
}

static void
test_names (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1000);
  go_to (&fixture, 1, 1, 0, 0);
  act (&fixture, "mention.next");
  g_assert_true (g_str_has_prefix (fixture.view->marks->told, "newspapers.\n"));
  act (&fixture, "mention.next");
  g_assert_true (g_str_has_prefix (fixture.view->marks->told, "Salvador Seguí.\n"));
  close_view (&fixture);
}

/* What the linker is not sure of is told as a question. */
static void
test_question (void)
{
  Fixture fixture;
  TriMention *mention = NULL;

  open_view (&fixture, 200, 3, TRUE, 1000);
  go_to (&fixture, 1, 1, 0, 0);
  mention = &g_array_index (fixture.view->focus->mentions, TriMention, 0);
  mention->origin = TRI_ORIGIN_LINKED;
  mention->confidence = TRI_MENTION_DOUBT - 0.05;
  act (&fixture, "mention.next");
  g_assert_true (g_str_has_prefix (fixture.view->marks->told, "newspapers, perhaps.\n"));
  mention->origin = TRI_ORIGIN_READER;
  act (&fixture, "mention.next");
  act (&fixture, "mention.previous");
  g_assert_true (g_str_has_prefix (fixture.view->marks->told, "newspapers.\n"));
  close_view (&fixture);
}

/* What is hidden is not told. */
static void
test_concealed (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1000);
  g_object_set (fixture.view, "concealed-text", (gint64) 2, NULL);
  go_to (&fixture, 1, 0, 0, 0);
  assert_told (&fixture, "English: hidden");
  g_assert_null (strstr (fixture.view->marks->told, "newspapers"));
  close_view (&fixture);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/view-speech/counterparts", test_counterparts);
  g_test_add_func ("/view-speech/names", test_names);
  g_test_add_func ("/view-speech/question", test_question);
  g_test_add_func ("/view-speech/concealed", test_concealed);

  return g_test_run ();
}
