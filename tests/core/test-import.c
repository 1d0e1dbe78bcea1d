/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-draft.h"
#include "library/tri-library-works.h"

#include <math.h>

/* A library of its own for each test, and a draft in it. */
typedef struct
{
  TriLibrary *library;
  TriImportDraft *draft;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  fixture->cancellable = g_cancellable_new ();
  fixture->draft = tri_import_draft_new (fixture->library, 0, FALSE, fixture->cancellable, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->draft);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->library);
}

static void
begin_text (Fixture *fixture, const char *lang)
{
  const TriDraftText text = { NULL, lang, lang, NULL, NULL, NULL };

  g_assert_true (tri_draft_begin_text (TRI_DRAFT (fixture->draft), &text, NULL));
}

static void
end_text (Fixture *fixture)
{
  g_assert_true (tri_draft_end_text (TRI_DRAFT (fixture->draft), NULL));
}

static void
begin_division (Fixture *fixture, const char *key)
{
  const TriDraftDivision division = { key, NULL };

  g_assert_true (tri_draft_begin_division (TRI_DRAFT (fixture->draft), &division, NULL));
}

static void
end_division (Fixture *fixture)
{
  g_assert_true (tri_draft_end_division (TRI_DRAFT (fixture->draft), NULL));
}

static void
add (Fixture *fixture, TriPassageKind kind, const char *key, const char *content)
{
  TriDraftPassage passage = { key, kind, 1, content };

  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
}

static gboolean
add_link (Fixture *fixture, const char *a, const char *b, GError **error)
{
  const char *const members[] = { a, b, NULL };
  const TriDraftLink link = { members, TRI_RELATION_TRANSLATION, NAN, TRI_STATUS_IMPORTED };

  return tri_draft_add_link (TRI_DRAFT (fixture->draft), &link, error);
}

static gint64
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 work = tri_import_draft_finish (fixture->draft, "A work", "auto", &error);

  g_assert_no_error (error);
  return work;
}

/* "e1 e2|f1" for each row: the contents of the cells. */
static char *
dump_rows (TriLibrary *library, gint64 work, guint strand, guint from, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tri_library_read_rows (library, work, strand, from, count, &error);
  GString *dump = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      TriRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpuint (row->ordinal, ==, from + i);
      for (guint c = 0; c < row->cells->len; c++)
        {
          GPtrArray *cell = tri_row_get_cell (row, c);

          g_string_append (dump, c ? "|" : i ? "; "
                                             : "");
          for (guint p = 0; p < cell->len; p++)
            g_string_append_printf (dump,
                                    "%s%s",
                                    p ? " " : "",
                                    ((TriPassage *) g_ptr_array_index (cell, p))->content);
        }
    }
  return g_string_free (dump, FALSE);
}

static void
test_work_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autofree char *rows = NULL;
  const TriDivision *division;
  gint64 id;

  begin_text (fixture, "fr");
  begin_division (fixture, NULL);
  add (fixture, TRI_PASSAGE_HEADING, "fh", "Titre");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "f1", "Un");
  add (fixture, TRI_PASSAGE_NOTE, "fn", "Note");
  end_division (fixture);
  end_text (fixture);
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "e0", "Zero");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "e1", "One");
  end_text (fixture);
  g_assert_true (add_link (fixture, "f1", "e1", NULL));
  id = finish (fixture);

  work = tri_library_get_work (fixture->library, id, NULL);
  g_assert_cmpstr (work->title, ==, "A work");
  g_assert_cmpint (work->kind, ==, TRI_WORK_TRANSLATIONS);
  g_assert_cmpuint (work->texts->len, ==, 2);
  g_assert_cmpuint (tri_library_count_strands (fixture->library, id), ==, 1);
  rows = dump_rows (fixture->library, id, 0, 0, 10);
  g_assert_cmpstr (rows, ==, "Titre|; |Zero; Un Note|One");

  divisions = tri_library_list_divisions (fixture->library,
                                          ((TriText *) work->texts->pdata[0])->id,
                                          -1,
                                          0,
                                          NULL);
  g_assert_cmpuint (divisions->len, ==, 1);
  division = g_ptr_array_index (divisions, 0);
  g_assert_cmpstr (division->title, ==, "Titre");
  g_assert_cmpuint (division->n_passages, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/import/work/round-trip", test_work_round_trip);

  return g_test_run ();
}
