/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tied-fixture.h"

#include "library/tri-library-align.h"

#include <string.h>

/* Passages of several texts with the same id. */

static void
add_with (Fixture *fixture, const char *key, const char *content, const char *further)
{
  const TriDraftAnchor anchors[] = { { further, -1 } };
  const TriDraftPassage passage = { .key = key,
                                    .kind = TRI_PASSAGE_ITEM,
                                    .content = content,
                                    .anchors = anchors,
                                    .n_anchors = further ? 1 : 0 };

  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
}

/* One letter a verse: "a b c". A verse "b+c" has two ids. */
static void
add_text (Fixture *fixture, const char *lang, const char *verses)
{
  g_auto (GStrv) names = g_strsplit (verses, " ", -1);

  fixture->draft->file++;
  begin_text (fixture, lang);
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *content = g_strconcat (lang, "-", names[i], NULL);
      char *plus = strchr (names[i], '+');

      if (plus)
        *plus = '\0';
      add_with (fixture, names[i], content, plus ? plus + 1 : NULL);
    }
  end_text (fixture);
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *rows = dump_rows (fixture->library, finish (fixture), 0, 0, 20);

  g_assert_cmpstr (rows, ==, expected);
  assert_sound (fixture->library);
}

static void
test_three (Fixture *fixture, gconstpointer data)
{
  fixture->draft->tie = TRI_IMPORT_TIE_IDS;
  add_text (fixture, "fr", "a b c d");
  add_text (fixture, "en", "a c d e");
  add_text (fixture, "nl", "a b c d");
  assert_rows (fixture,
               "fr-a|en-a|nl-a; fr-b||nl-b; fr-c|en-c|nl-c; fr-d|en-d|nl-d; |en-e|");
  g_assert_cmpint (fixture->draft->n_links, ==, 4);
  g_assert_cmpuint (fixture->draft->report.n_tied, ==, 4);
  g_assert_cmpuint (fixture->draft->report.n_lone, ==, 1);
}

/* A passage with two ids is in one link with all that have either of them. */
static void
test_several_ids (Fixture *fixture, gconstpointer data)
{
  fixture->draft->tie = TRI_IMPORT_TIE_IDS;
  add_text (fixture, "fr", "a b+c d");
  add_text (fixture, "en", "a b c+d");
  add_text (fixture, "nl", "a b c d");
  assert_rows (fixture, "fr-a|en-a|nl-a; fr-b+c fr-d|en-b en-c+d|nl-b nl-c nl-d");
  g_assert_cmpint (fixture->draft->n_links, ==, 2);
  g_assert_cmpuint (fixture->draft->report.n_lone, ==, 0);
}

/* An id that only the second name of a passage has in common. */
static void
test_second_id (Fixture *fixture, gconstpointer data)
{
  fixture->draft->tie = TRI_IMPORT_TIE_IDS;
  add_text (fixture, "fr", "a b+c");
  add_text (fixture, "en", "a c x+y");
  assert_rows (fixture, "fr-a|en-a; fr-b+c|en-c; |en-x+y");
  g_assert_cmpuint (fixture->draft->report.n_lone, ==, 1);
}

/* The first passage of a chapter is not what another chapter of that name begins with. */
static void
test_divisions (Fixture *fixture, gconstpointer data)
{
  fixture->draft->tie = TRI_IMPORT_TIE_IDS;
  for (guint i = 0; i < 2; i++)
    {
      fixture->draft->file++;
      begin_text (fixture, i ? "en" : "fr");
      begin_division (fixture, "Gen.1");
      if (i == 0)
        add (fixture, TRI_PASSAGE_HEADING, NULL, "Heading");
      add (fixture, TRI_PASSAGE_ITEM, "Gen.1.1", i ? "en-1" : "fr-1");
      end_division (fixture);
      end_text (fixture);
    }
  assert_rows (fixture, "Heading|; fr-1|en-1");
  g_assert_cmpint (fixture->draft->n_links, ==, 1);
  g_assert_cmpuint (fixture->draft->report.n_lone, ==, 0);
}

/* More ids than are read at a time, in another order than that of the texts. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  fixture->draft->tie = TRI_IMPORT_TIE_IDS;
  for (guint text = 0; text < 3; text++)
    {
      fixture->draft->file++;
      begin_text (fixture, text ? "en" : "fr");
      for (guint i = 0; i < 2000; i++)
        {
          g_autofree char *key = g_strdup_printf ("v%u", i);
          g_autofree char *further = g_strdup_printf ("w%u", i);

          if (text == 1 && i % 10 == 0)
            continue;
          add_with (fixture, key, key, text == 0 && i % 7 == 0 ? further : NULL);
        }
      end_text (fixture);
    }
  g_assert_cmpuint (tri_library_count_rows (fixture->library, finish (fixture), 0), ==, 2000);
  g_assert_cmpuint (fixture->draft->report.n_tied, ==, 2000);
  g_assert_cmpuint (fixture->draft->report.n_lone, ==, 0);
  assert_sound (fixture->library);
}

/* Of texts whose files do not say that their ids correspond nothing is tied, nor when the reader
 * wants nothing tied. */
static void
test_how (Tied *tied, gconstpointer data)
{
  gint64 work;

  tied_write (tied, "a.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='fr'><body>"
                             "<p xml:id='p1'>Un.</p></body></text></TEI>");
  tied_write (tied, "b.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='en'><body>"
                             "<p xml:id='p1'>One.</p></body></text></TEI>");
  tied_write (tied, "c.txt", "Een.");
  tied_write (tied, "d.txt", "One more.");
  work = tied_import (tied, "a.xml b.xml", NULL, 0, TRI_IMPORT_TIE_AUTO);
  tied_assert (tied, work, "");
  g_assert_true (tied->kind_is_open);
  work = tied_import (tied, "c.txt d.txt", "lines", 0, TRI_IMPORT_TIE_NONE);
  tied_assert (tied, work, "");
}

static void
test_ids (Tied *tied, gconstpointer data)
{
  gint64 work;

  tied_write (tied, "a.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='fr'><body>"
                             "<p xml:id='p1'>Un.</p><p>Deux.</p></body></text></TEI>");
  tied_write (tied, "b.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='en'><body>"
                             "<p xml:id='p1'>One.</p><p>Two.</p></body></text></TEI>");
  work = tied_import (tied, "a.xml b.xml", NULL, 0, TRI_IMPORT_TIE_IDS);
  tied_assert (tied, work, "Un.|One.");
  g_assert_cmpuint (tied->report.n_lone, ==, 0);
  g_assert_cmpint (tied_get_kind (tied, work), ==, TRI_WORK_TRANSLATIONS);
  g_assert_false (tied->kind_is_open);
}

/* A text that comes later is tied to those that are there. */
static void
test_add (Tied *tied, gconstpointer data)
{
  g_autofree char *rows = NULL;
  gint64 work;

  tied_write (tied, "a.fr.txt", "un\ndeux\ntrois\n");
  tied_write (tied, "a.en.txt", "one\n\nthree\n");
  tied_write (tied, "a.nl.txt", "een\ntwee\ndrie\nvier\n");
  work = tied_import (tied, "a.fr.txt a.en.txt", "lines", 0, TRI_IMPORT_TIE_AUTO);
  tied_assert (tied, work, "un|one\ntrois|three");
  tied_import (tied, "a.nl.txt", "lines", work, TRI_IMPORT_TIE_AUTO);
  rows = dump_rows (tied->library, work, 0, 0, 10);
  g_assert_cmpstr (rows, ==, "un|one|een; deux||twee; trois|three|drie; ||vier");
  g_assert_cmpuint (tied->report.n_tied, ==, 3);
  g_assert_cmpuint (tied->report.n_lone, ==, 1);
  assert_sound (tied->library);
}

/* What ids tied is not computed anew. */
static void
test_align (Tied *tied, gconstpointer data)
{
  const TriLibraryAlignOptions how = { 0 };
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 work;

  /* By their words the lines would go the other way. */
  tied_write (tied, "a.fr.txt", "Le port de Marseille en 1941.\nLa gare de Lyon en 1936.\n");
  tied_write (tied, "a.en.txt", "The station of Lyon in 1936.\nThe port of Marseille in 1941.\n");
  work = tied_import (tied, "a.fr.txt a.en.txt", "lines", 0, TRI_IMPORT_TIE_AUTO);
  g_assert_true (tri_library_align (tied->library, work, &how, &alignment, NULL, &error));
  g_assert_no_error (error);
  tied_assert (tied,
               work,
               "Le port de Marseille en 1941.|The station of Lyon in 1936.\n"
               "La gare de Lyon en 1936.|The port of Marseille in 1941.");
  g_assert_cmpint (tied_get_kind (tied, work), ==, TRI_WORK_TRANSLATIONS);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->draft->tie = TRI_IMPORT_TIE_IDS;
  for (guint text = 0; text < 2; text++)
    {
      begin_text (fixture, "fr");
      for (guint i = 0; i < 64; i++)
        {
          g_autofree char *key = g_strdup_printf ("v%u", i);

          add (fixture, TRI_PASSAGE_ITEM, key, key);
        }
      end_text (fixture);
    }
  g_cancellable_cancel (fixture->cancellable);
  g_assert_cmpint (tri_import_draft_finish (fixture->draft, NULL, "auto", &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/ids/three", test_three);
  ADD ("/ids/several", test_several_ids);
  ADD ("/ids/second", test_second_id);
  ADD ("/ids/divisions", test_divisions);
  ADD ("/ids/many", test_many);
  ADD ("/ids/cancel", test_cancel);
  ADD_TIED ("/ids/how", test_how);
  ADD_TIED ("/ids/all", test_ids);
  ADD_TIED ("/ids/add", test_add);
  ADD_TIED ("/ids/align", test_align);
  return g_test_run ();
}
