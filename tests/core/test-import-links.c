/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

/* Links that come before what they point at, and one that points at chapters. */
static void
test_links_ahead (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;

  g_assert_true (add_link (fixture, "a2", "b2", NULL));
  g_assert_true (add_link (fixture, "b2", "a2", NULL));
  g_assert_true (add_link (fixture, "chapter-a", "chapter-b", NULL));
  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a0", "a0");
  begin_division (fixture, "chapter-a");
  add (fixture, TRI_PASSAGE_HEADING, "a1", "a1");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a2", "a2");
  end_division (fixture);
  end_text (fixture);
  begin_text (fixture, "nl");
  begin_division (fixture, "chapter-b");
  add (fixture, TRI_PASSAGE_HEADING, "b1", "b1");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b2", "b2");
  end_text (fixture);
  rows = dump_rows (fixture->library, finish (fixture), 0, 0, 10);
  g_assert_cmpstr (rows, ==, "a0|; a1|b1; a2|b2");
  g_assert_cmpint (fixture->draft->n_links, ==, 2);
  assert_sound (fixture->library);
}

/* Two files use one id: each means its own, and finds in the other what it has not itself. */
static void
test_links_between_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;

  fixture->draft->file = 1;
  g_assert_true (add_link (fixture, "chapter-a", "chapter-b", NULL));
  begin_text (fixture, "fr");
  begin_division (fixture, "chapter-a");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  end_text (fixture);
  begin_text (fixture, "nl");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b0", "b0");
  begin_division (fixture, "chapter-b");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b1", "b1");
  end_text (fixture);
  fixture->draft->file = 2;
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "c0", "c0");
  begin_division (fixture, "chapter-b");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "c1", "c1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "chapter-b", "chapter-a", NULL));
  rows = dump_rows (fixture->library, finish (fixture), 0, 0, 10);
  g_assert_cmpstr (rows, ==, "|b0|; ||c0; a1|b1|c1");
  g_assert_cmpint (fixture->draft->n_links, ==, 2);
  assert_sound (fixture->library);
}

/* An edition points at persons and pages, too. */
static void
test_link_to_nothing (Fixture *fixture, gconstpointer data)
{
  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "nowhere", "elsewhere", NULL));
  finish (fixture);
  g_assert_cmpuint (fixture->draft->n_warnings, ==, 1);
  g_assert_cmpint (fixture->draft->n_links, ==, 0);
}

static void
test_link_half_missing (Fixture *fixture, gconstpointer data)
{
  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "a1", "elsewhere", NULL));
  finish (fixture);
  g_assert_cmpuint (fixture->draft->n_warnings, ==, 1);
  g_assert_cmpint (fixture->draft->n_links, ==, 0);
}

/* 400 rows lie in several blocks. */
static void
test_rows_anywhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;
  gint64 work;

  for (guint text = 0; text < 2; text++)
    {
      begin_text (fixture, text ? "en" : "fr");
      for (guint i = 0; i < 400; i++)
        {
          g_autofree char *key = g_strdup_printf ("%c%u", text ? 'e' : 'f', i);
          g_autofree char *other = g_strdup_printf ("f%u", i);

          add (fixture, TRI_PASSAGE_PARAGRAPH, key, key);
          if (text)
            g_assert_true (add_link (fixture, key, other, NULL));
        }
      end_text (fixture);
    }
  work = finish (fixture);
  g_assert_cmpuint (tri_library_count_rows (fixture->library, work, 0), ==, 400);
  rows = dump_rows (fixture->library, work, 0, 126, 4);
  g_assert_cmpstr (rows, ==, "f126|e126; f127|e127; f128|e128; f129|e129");
  for (guint i = 0; i < 400; i++)
    {
      guint64 row = 0;

      g_assert_true (tri_library_find_row (fixture->library, get_text (fixture, work, 1), i, &row));
      g_assert_cmpuint (row, ==, i);
    }
  g_clear_pointer (&rows, g_free);
  rows = dump_rows (fixture->library, work, 0, 399, 10);
  g_assert_cmpstr (rows, ==, "f399|e399");
}

/* Two sentences of one passage, tied to two passages. */
static void
test_counterparts (Fixture *fixture, gconstpointer data)
{
  const TriDraftAnchor anchors[] = { { "s1", 0 }, { "s2", 1 } };
  TriDraftPassage passage = { "a1", TRI_PASSAGE_PARAGRAPH, 0, "One. Two." };
  const TriCounterpart *counterpart;
  g_autoptr (GArray) found = NULL;
  gint64 work;

  passage.anchors = anchors;
  passage.n_anchors = 2;
  begin_text (fixture, "en");
  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
  end_text (fixture);
  begin_text (fixture, "nl");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b1", "Een.");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b2", "Twee.");
  end_text (fixture);
  g_assert_true (add_link (fixture, "s1", "b1", NULL));
  g_assert_true (add_link (fixture, "s2", "b2", NULL));
  work = finish (fixture);

  found = tri_library_get_counterparts (fixture->library, find (fixture, work, "a1"), 1, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  counterpart = &g_array_index (found, TriCounterpart, 0);
  g_assert_cmpint (counterpart->passage, ==, find (fixture, work, "b2"));
  g_assert_true (counterpart->full);
  g_clear_pointer (&found, g_array_unref);

  found = tri_library_get_counterparts (fixture->library, find (fixture, work, "a1"), -1, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_false (g_array_index (found, TriCounterpart, i).full);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/import/links/ahead", test_links_ahead);
  ADD ("/import/links/between-files", test_links_between_files);
  ADD ("/import/links/to-nothing", test_link_to_nothing);
  ADD ("/import/links/half-missing", test_link_half_missing);
  ADD ("/import/links/counterparts", test_counterparts);
  ADD ("/import/rows/anywhere", test_rows_anywhere);

  return g_test_run ();
}
