/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../core/align-fixture.h"

#include "view/reader-library-rows.h"
#include "view/reader-row-model.h"

/* The texts of a library by themselves, as linked columns show them. */

/* More than two of the blocks that are read at once. */
#define N_PASSAGES 80
#define BORDER 32

static ReaderRowModel *
open_text (TriLibrary *library, gint64 work, guint index)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);
  TriText *text = g_ptr_array_index (found->texts, index);
  g_autoptr (ReaderRowModel) rows = reader_library_rows_new (library, found, text->strand);

  return reader_row_model_dup_text (rows, text->column);
}

static TriPassage *
dup_first (ReaderRowModel *model, guint64 row)
{
  g_autoptr (TriRow) found = reader_row_model_dup_row (model, row);
  GPtrArray *cell = tri_row_get_cell (found, 0);

  return cell->len > 0 ? tri_passage_ref (g_ptr_array_index (cell, 0)) : NULL;
}

/* --- notes --- */

static void
test_notes (AlignFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "three-texts.xml", NULL);
  gint64 work = align_import (fixture->library, path, 0, "auto");
  TriLinkMember note = align_find (fixture->library, "Ou plus tôt.");
  g_autoptr (ReaderRowModel) model = open_text (fixture->library, work, 0);
  g_autoptr (TriRow) own = NULL;
  g_autoptr (TriRow) above = NULL;
  g_autoptr (TriPassage) passage = NULL;
  guint64 row = 0;

  passage = tri_library_get_passage (fixture->library, note.passage, NULL);
  g_assert_cmpint (passage->kind, ==, TRI_PASSAGE_NOTE);
  g_assert_cmpuint (reader_row_model_get_n_columns (model), ==, 1);
  g_assert_true (reader_row_model_find_passage (model, note.passage, &row));
  g_assert_cmpuint (row, ==, passage->ord - 1);
  above = reader_row_model_dup_row (model, row);
  g_assert_cmpuint (tri_row_get_cell (above, 0)->len, ==, 2);
  own = reader_row_model_dup_row (model, passage->ord);
  g_assert_cmpuint (tri_row_get_cell (own, 0)->len, ==, 0);
}

/* --- a text of several blocks --- */

static char *
write_text (AlignFixture *fixture, const char *name, const char *before, const char *behind)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GString) words = g_string_new (NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PASSAGES; i++)
    g_string_append_printf (words, "%s %03u %s\n\n", before, i, behind);
  g_file_set_contents (path, words->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

static gint64
import_long (AlignFixture *fixture)
{
  g_autofree char *french = write_text (fixture, "fr.md", "Le bateau", "attend sur la Meuse.");
  g_autofree char *english = write_text (fixture, "en.md", "Boat", "waits on the Meuse.");
  TriImportFile files[] = { { .path = french, .lang = "fr" }, { .path = english, .lang = "en" } };
  TriImportOptions options = { .files = files, .n_files = 2, .kind = "translations" };
  g_autoptr (GError) error = NULL;
  gint64 work = tri_library_import (fixture->library, &options, NULL, &error);

  g_assert_no_error (error);
  align_run (fixture->library, work, FALSE);
  return work;
}

static void
test_rows (AlignFixture *fixture, gconstpointer data)
{
  gint64 work = import_long (fixture);
  g_autoptr (ReaderRowModel) model = open_text (fixture->library, work, 1);

  g_assert_cmpuint (reader_row_model_get_n_rows (model), ==, N_PASSAGES);
  for (guint i = 0; i < N_PASSAGES; i++)
    {
      /* Up and down, as one scrolls; more blocks than are kept. */
      guint row = (i * 37) % N_PASSAGES;
      g_autofree char *expected = g_strdup_printf ("Boat %03u waits on the Meuse.", row);
      g_autoptr (TriPassage) passage = dup_first (model, row);
      guint64 found = 0;

      g_assert_cmpstr (passage->content, ==, expected);
      g_assert_true (reader_row_model_find_passage (model, passage->id, &found));
      g_assert_cmpuint (found, ==, row);
    }
  g_assert_null (reader_row_model_dup_row (model, N_PASSAGES));
}

/* The passages of another text are not there, their links are. */
static void
test_other (AlignFixture *fixture, gconstpointer data)
{
  gint64 work = import_long (fixture);
  TriLinkMember at = align_find (fixture->library, "Le bateau 033");
  TriLinkMember other = align_find (fixture->library, "Boat 033");
  g_autoptr (ReaderRowModel) model = open_text (fixture->library, work, 1);
  g_autoptr (GArray) counterparts = NULL;
  guint64 row = 0;

  g_assert_false (reader_row_model_find_passage (model, at.passage, &row));
  counterparts = reader_row_model_dup_counterparts (model, other.passage, -1);
  g_assert_cmpuint (counterparts->len, ==, 1);
  g_assert_cmpint (g_array_index (counterparts, TriCounterpart, 0).passage, ==, at.passage);
}

static gboolean
has_end (const GArray *ends, gint64 passage)
{
  for (guint i = 0; i < ends->len; i++)
    if (g_array_index (ends, TriLinkEnd, i).passage == passage)
      return TRUE;
  return FALSE;
}

/* Each link stands once, whole, also one that lies in two blocks. */
static void
test_links (AlignFixture *fixture, gconstpointer data)
{
  gint64 work = import_long (fixture);
  TriLinkMember members[] = { align_find (fixture->library, "Le bateau 031"),
                              align_find (fixture->library, "Le bateau 032"),
                              align_find (fixture->library, "Boat 031"),
                              align_find (fixture->library, "Boat 032") };
  g_autoptr (GHashTable) links = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (ReaderRowModel) model = NULL;
  g_autoptr (GArray) ends = NULL;
  gint64 before = 0;
  guint n_common = 0;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    members[i].sentence = -1;
  g_assert_true (tri_library_tie (fixture->library,
                                  members,
                                  G_N_ELEMENTS (members),
                                  TRI_RELATION_TRANSLATION,
                                  NULL,
                                  NULL));
  model = open_text (fixture->library, work, 0);
  ends = reader_row_model_dup_links (model, BORDER - 4, 8);
  for (guint i = 0; i < ends->len; i++)
    {
      TriLinkEnd *end = &g_array_index (ends, TriLinkEnd, i);

      if (end->link != before)
        g_assert_true (g_hash_table_add (links, &end->link));
      before = end->link;
      n_common += end->sentence < 0
                  && (end->passage == members[0].passage || end->passage == members[1].passage);
    }
  g_assert_cmpuint (n_common, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (has_end (ends, members[i].passage));
}

/* --- chapters --- */

#define CHAPTERS                                                                \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"   \
  "<title>The ferry</title></titleStmt><publicationStmt><p/></publicationStmt>" \
  "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text xml:lang='en'>"    \
  "<front><p>To my brother.</p></front><body>"                                  \
  "<div><head>Out</head><p>The ferry left.</p></div>"                           \
  "<div><head>Back</head><p>The ferry came home.</p></div></body>"              \
  "<back><p>Printed in Ghent.</p><p>On good paper.</p></back></text></TEI>"

/* Where it goes from a passage, in words. */
static char *
dup_step (AlignFixture *fixture, ReaderRowModel *model, const char *from, int direction)
{
  TriLinkMember at = align_find (fixture->library, from);
  g_autoptr (TriPassage) passage = tri_library_get_passage (fixture->library, at.passage, NULL);
  gint64 to = reader_row_model_step_division (model, passage, direction);
  g_autoptr (TriPassage) found = to != 0 ? tri_library_get_passage (fixture->library, to, NULL)
                                         : NULL;

  return g_strdup (found != NULL ? found->content : "");
}

/* Also from what is in no chapter, before the first one and behind the last. */
static void
test_chapters (AlignFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *up;
    const char *down;
  } steps[] = {
    { "To my brother", "", "Out" },
    { "Out", "To my brother.", "Back" },
    { "The ferry left", "Out", "Back" },
    { "Back", "Out", "Printed in Ghent." },
    { "Printed in", "Back", "" },
    { "On good paper", "Back", "" },
  };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *path = g_build_filename (folder, "ferry.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autoptr (ReaderRowModel) model = NULL;

  g_file_set_contents (path, CHAPTERS, -1, &error);
  g_assert_no_error (error);
  work = tri_library_get_work (fixture->library,
                               align_import (fixture->library, path, 0, "auto"),
                               &error);
  g_assert_no_error (error);
  model = reader_library_rows_new (fixture->library, work, 0);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *up = dup_step (fixture, model, steps[i].from, -1);
      g_autofree char *down = dup_step (fixture, model, steps[i].from, 1);

      g_assert_cmpstr (up, ==, steps[i].up);
      g_assert_cmpstr (down, ==, steps[i].down);
    }
}

/* What is made anew after a change shows it; what was read before stays as it was. */
static void
test_change (AlignFixture *fixture, gconstpointer data)
{
  gint64 work = import_long (fixture);
  g_autoptr (TriLibrary) other = align_open (fixture->path);
  TriLinkMember at = align_find (fixture->library, "Boat 010");
  g_autoptr (ReaderRowModel) model = open_text (fixture->library, work, 1);
  g_autoptr (ReaderRowModel) again = NULL;
  g_autoptr (GArray) before = reader_row_model_dup_links (model, 10, 1);
  g_autoptr (GArray) after = NULL;

  g_assert_true (has_end (before, at.passage));
  at.sentence = -1;
  g_assert_true (tri_library_omit_link (other, &at, 0, NULL, NULL));
  again = open_text (fixture->library, work, 1);
  after = reader_row_model_dup_links (again, 10, 1);
  g_assert_false (has_end (after, at.passage));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/text-rows/" name, AlignFixture, NULL, align_set_up, func, align_tear_down)

  ADD ("notes", test_notes);
  ADD ("rows", test_rows);
  ADD ("other", test_other);
  ADD ("links", test_links);
  ADD ("chapters", test_chapters);
  ADD ("change", test_change);
  return g_test_run ();
}
