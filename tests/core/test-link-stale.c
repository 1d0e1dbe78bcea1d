/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-align.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-names.h"
#include "library/tri-library-proposals.h"
#include "library/tri-library-registers.h"
#include "query-fixture.h"

/* Works whose names changed are marked, and linked later, whatever happens in between. */

/* A second work (2) with the register of the first, and a third (3) without. */
static TriLibrary *
make_library (void)
{
  TriLibrary *library = fixture_new_linked ();

  g_assert_true (tri_library_exec (
      library,
      "INSERT INTO works (id, uuid, title, kind, complete, created, modified)"
      " VALUES (2, 'w2', 'Other', 0, 1, 1, 1), (3, 'w3', 'None', 0, 1, 1, 1);"
      "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages, modified)"
      " VALUES (3, 't-2', 2, 0, 0, 'en', 'Other', 1, 1), (4, 't-3', 3, 0, 0, 'en', 'None', 1, 1);"
      "INSERT INTO passages (id, text, ord, kind, level, key, content, hash) VALUES"
      " (21, 3, 0, 1, 0, 'o0', 'There stood Kibalchich with Trotsky.', 0),"
      " (31, 4, 0, 1, 0, 'n0', 'There stood Kibalchich with Trotsky.', 0);"
      "INSERT INTO work_registers VALUES (2, 1);",
      NULL));
  g_assert_true (tri_library_link_work (library, 2, NULL, NULL, NULL));
  g_assert_false (tri_library_has_stale (library));
  return library;
}

static gint64
count (TriLibrary *library, gint64 entity, gint64 text)
{
  return tri_library_count_mentions (library, entity, text);
}

static void
name_serge (TriLibrary *library, const char *name)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, 1, NULL);
  g_autoptr (GError) error = NULL;

  tri_entity_add_name (entity, "en", name, TRI_NAME_SHORT);
  g_assert_true (tri_library_edit_entity (library, entity, &error));
  g_assert_no_error (error);
}

static void
link_stale (TriLibrary *library, gint64 first, guint expected)
{
  const TriLinkOptions options = { .first = first };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (tri_library_link_stale_with (library, &options, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
  g_assert_false (tri_library_has_stale (library));
}

/* A new name is looked for in all works of the register; undo takes it away there as well. */
static void
test_edit (void)
{
  g_autoptr (TriLibrary) library = make_library ();
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, 1, NULL);
  g_autofree char *act = NULL;

  tri_entity_add_description (entity, "en", "a writer");
  g_assert_true (tri_library_edit_entity (library, entity, NULL));
  g_assert_false (tri_library_has_stale (library));

  name_serge (library, "Kibalchich");
  g_assert_true (tri_library_is_stale (library, 1));
  g_assert_true (tri_library_is_stale (library, 2));
  g_assert_false (tri_library_is_stale (library, 3));
  g_assert_cmpint (count (library, 1, 3), ==, 0);
  link_stale (library, 2, 2);
  g_assert_cmpint (count (library, 1, 3), ==, 1);

  act = tri_library_undo (library, NULL);
  g_assert_cmpstr (act, ==, "entity.edit");
  g_assert_true (tri_library_is_stale (library, 2));
  link_stale (library, 0, 2);
  g_assert_cmpint (count (library, 1, 3), ==, 0);
  /* the description alone: nothing to look for */
  g_free (act);
  act = tri_library_undo (library, NULL);
  g_assert_false (tri_library_has_stale (library));
}

static void
test_acts (void)
{
  g_autoptr (TriLibrary) library = make_library ();
  g_autoptr (GError) error = NULL;
  const TriEntitySplit split = { .by = TRI_ENTITY_SPLIT_TEXT, .text = 3 };

  g_assert_true (tri_library_accept_name (library, 1, 1, "en", "Kibalchich", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tri_library_is_stale (library, 2));
  link_stale (library, 0, 2);
  g_assert_cmpint (count (library, 1, 3), ==, 1);
  g_assert_true (tri_library_merge_entities (library, 2, 7, &error));
  g_assert_true (tri_library_is_stale (library, 2));
  link_stale (library, 0, 2);
  g_assert_cmpint (tri_library_split_entity (library, 2, &split, &error), >, 0);
  g_assert_no_error (error);
  g_assert_true (tri_library_is_stale (library, 2));
  link_stale (library, 0, 2);
  for (guint i = 0; i < 3; i++)
    {
      g_free (tri_library_undo (library, &error));
      g_assert_no_error (error);
      g_assert_true (tri_library_is_stale (library, 2));
      link_stale (library, 0, 2);
    }
  g_assert_cmpint (count (library, 1, 3), ==, 0);
}

/* An accepted proposal is found at the next start, if the window closed before. */
static void
test_proposal (void)
{
  g_autoptr (TriLibrary) library = make_library ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 id = 0;

  g_assert_true (tri_library_exec (library,
                                   "UPDATE passages SET content = 'We saw Agnes Harrow in York, and"
                                   " with Agnes Harrow her son.' WHERE id = 31",
                                   NULL));
  g_assert_true (tri_library_discover (library, 3, NULL, NULL, &error));
  g_assert_no_error (error);
  rows = tri_library_list_proposals (library, 3, TRI_PROPOSAL_OPEN, &error);
  g_assert_cmpuint (rows->len, >, 0);
  id = ((TriProposalRow *) rows->pdata[0])->id;
  g_assert_true (tri_library_accept_proposals (library, &id, 1, &error));
  g_assert_true (tri_library_is_stale (library, 3));
  g_assert_false (tri_library_is_stale (library, 2));
  link_stale (library, 0, 1);
  g_assert_cmpint (tri_library_ask (library,
                                    "SELECT count (*) FROM mentions WHERE passage = ?",
                                    31,
                                    0),
                   ==,
                   2);
  g_free (tri_library_undo (library, &error));
  g_assert_true (tri_library_is_stale (library, 3));
  link_stale (library, 0, 1);
}

/* Stopped, it is done the next time; what was said of how far it is goes forward. */
static void
note_cb (gint64 work, double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_cancel (void)
{
  g_autoptr (TriLibrary) library = make_library ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double done = 0;
  const TriLinkOptions options = { 0, note_cb, &done };

  name_serge (library, "Kibalchich");
  g_cancellable_cancel (cancellable);
  g_assert_false (tri_library_link_stale (library, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (tri_library_is_stale (library, 1));
  g_assert_true (tri_library_link_work_with (library, 1, &options, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (done, ==, 1);
  g_assert_false (tri_library_is_stale (library, 1));
  g_assert_true (tri_library_is_stale (library, 2));
}

/* The reader acts between two batches: the one that is being looked for is somebody else's. */
static void
merge_cb (gpointer data)
{
  TriLibrary *library = data;
  g_autoptr (GError) error = NULL;

  library->between = NULL;
  g_assert_true (tri_library_merge_entities (library, 5, 2, &error));
  g_assert_no_error (error);
}

static void
test_between (void)
{
  g_autoptr (TriLibrary) library = make_library ();
  g_autoptr (GError) error = NULL;

  library->between = merge_cb;
  library->hook_data = library;
  g_assert_true (tri_library_link_work (library, 1, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (library->between);
  g_assert_false (tri_library_is_stale (library, 1));
  g_assert_true (tri_library_is_stale (library, 2));
  g_assert_cmpint (count (library, 5, 1), ==, 3);
  g_assert_cmpint (count (library, 5, 2), ==, 1);
  g_assert_cmpint (tri_library_ask (library,
                                    "SELECT count (*) FROM mentions WHERE entity = ?",
                                    2,
                                    -1),
                   ==,
                   0);
}

/* Counterparts that are known later help the names then. */
static void
test_aligned (void)
{
  static const TriLibraryAlignOptions options = { .again = TRUE };
  g_autoptr (TriLibrary) library = make_library ();
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_exec (library, "DELETE FROM links", NULL));
  g_assert_true (tri_library_rebuild_rows (library, 1, &error));
  g_assert_true (tri_library_align (library, 1, &options, &alignment, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (alignment.n_aligned, >, 0);
  g_assert_true (tri_library_is_stale (library, 1));
  link_stale (library, 0, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-stale/edit/all-works", test_edit);
  g_test_add_func ("/link-stale/acts/mark", test_acts);
  g_test_add_func ("/link-stale/proposal/mark", test_proposal);
  g_test_add_func ("/link-stale/cancel/mark-stays", test_cancel);
  g_test_add_func ("/link-stale/between/begins-anew", test_between);
  g_test_add_func ("/link-stale/align/mark", test_aligned);

  return g_test_run ();
}
