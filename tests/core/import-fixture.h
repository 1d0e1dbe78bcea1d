/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-draft.h"
#include "library/tri-import.h"
#include "library/tri-library-works.h"

#include <math.h>

/* A library of its own for each test, and a draft in it. */
typedef struct
{
  TriLibrary *library;
  TriImportDraft *draft;
  GCancellable *cancellable;
} Fixture;

static inline void
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

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->draft);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->library);
}

static inline void
begin_text (Fixture *fixture, const char *lang)
{
  const TriDraftText text = { NULL, lang, lang, NULL, NULL, NULL };

  g_assert_true (tri_draft_begin_text (TRI_DRAFT (fixture->draft), &text, NULL));
}

static inline void
end_text (Fixture *fixture)
{
  g_assert_true (tri_draft_end_text (TRI_DRAFT (fixture->draft), NULL));
}

static inline void
begin_division (Fixture *fixture, const char *key)
{
  const TriDraftDivision division = { key, NULL };

  g_assert_true (tri_draft_begin_division (TRI_DRAFT (fixture->draft), &division, NULL));
}

static inline void
end_division (Fixture *fixture)
{
  g_assert_true (tri_draft_end_division (TRI_DRAFT (fixture->draft), NULL));
}

static inline void
add (Fixture *fixture, TriPassageKind kind, const char *key, const char *content)
{
  TriDraftPassage passage = { key, kind, 1, content };

  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
}

static inline gboolean
add_link (Fixture *fixture, const char *a, const char *b, GError **error)
{
  const char *const members[] = { a, b, NULL };
  const TriDraftLink link = { members, TRI_RELATION_TRANSLATION, NAN, TRI_STATUS_IMPORTED };

  return tri_draft_add_link (TRI_DRAFT (fixture->draft), &link, error);
}

static inline gint64
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 work = tri_import_draft_finish (fixture->draft, "A work", "auto", &error);

  g_assert_no_error (error);
  return work;
}

/* "e1 e2|f1" for each row: the contents of the cells. */
static inline char *
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

static inline gint64
get_text (Fixture *fixture, gint64 work, guint index)
{
  g_autoptr (TriWork) found = tri_library_get_work (fixture->library, work, NULL);

  return ((TriText *) g_ptr_array_index (found->texts, index))->id;
}

static inline gint64
find (Fixture *fixture, gint64 work, const char *key)
{
  g_autoptr (GError) error = NULL;
  gint64 passage = tri_library_find_passage (fixture->library, work, key, &error);

  g_assert_no_error (error);
  return passage;
}

/* What is written is found nowhere any more. */
static inline void
assert_sound (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = tri_library_check (library, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

/* A test that gets a Fixture. */
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
