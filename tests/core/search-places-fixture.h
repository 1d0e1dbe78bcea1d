/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import.h"
#include "library/tri-library-private.h"
#include "library/tri-library-search.h"
#include "library/tri-library-works.h"
#include "library/tri-word-forms.h"

#include <string.h>

/* Search among several works and texts, and what a question says of where it looks. */

typedef struct
{
  char *folder;
  char *path;
  TriLibrary *library;
  guint n_files;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* A file of TEI with these texts. */
static inline char *
write_tei (Fixture *fixture, const char *title, const char *texts)
{
  g_autofree char *name = g_strdup_printf ("%u.xml", fixture->n_files++);
  g_autofree char *xml = g_strdup_printf (
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>%s</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
      "</sourceDesc></fileDesc></teiHeader><standOff><listPerson><person xml:id=\"ada\">"
      "<persName>Ada Lamb</persName><persName type=\"short\">Ada</persName></person>"
      "</listPerson></standOff><text><group>%s</group></text></TEI>",
      title,
      texts);
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  return path;
}

static inline gint64
add_work (Fixture *fixture, const char *title, const char *texts)
{
  g_autofree char *path = write_tei (fixture, title, texts);
  TriImportFile file = { path };
  TriImportOptions options = { &file, 1, .kind = "translations" };
  g_autoptr (GError) error = NULL;
  gint64 work = tri_library_import (fixture->library, &options, NULL, &error);

  g_assert_no_error (error);
  return work;
}

static inline void
count_words (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tri_library_count_words (fixture->library, NULL, &error);
  g_assert_no_error (error);
}

static inline void
run_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  tri_library_exec (fixture->library, sql, &error);
  g_assert_no_error (error);
}

#define TEXT(lang, body) "<text xml:lang=\"" lang "\"><body>" body "</body></text>"
#define ADA "<persName ref=\"#ada\">Ada Lamb</persName>"
#define P(key, words) "<p xml:id=\"" key "\">" words "</p>"
#define LIKE(key, other, words) "<p xml:id=\"" key "\" corresp=\"#" other "\">" words "</p>"

/* --- Asking */

typedef struct
{
  TriLibrary *library;
  GPtrArray *keys;
  gboolean is_counted;
  gboolean is_complete;
} Answer;

static inline gboolean
found_cb (const TriSearchStep *step, gpointer data)
{
  Answer *answer = data;

  /* Nothing follows the end; when all are counted they are only put in order. */
  g_assert_false (answer->is_complete);
  g_assert_true (!answer->is_counted || step->n_hits == 0 || step->replaces);
  g_assert_true (!step->is_ranked || (step->is_counted && step->is_complete));
  if (step->is_ranked && answer->is_counted)
    g_assert_cmpuint (step->n_hits, ==, answer->keys->len);
  answer->is_counted |= step->is_counted;
  if (step->replaces)
    g_ptr_array_set_size (answer->keys, 0);
  for (guint i = 0; i < step->n_hits; i++)
    {
      g_autoptr (TriPassage) passage = tri_library_get_passage (answer->library,
                                                                step->hits[i].passage,
                                                                NULL);

      g_ptr_array_add (answer->keys, g_strdup (passage ? passage->key : "gone"));
    }
  answer->is_complete = step->is_complete;
  return TRUE;
}

static inline int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static inline GPtrArray *
run (TriSearch *search, TriLibrary *library)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  Answer answer = { library, keys };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_search_run (search, library, found_cb, &answer, &error));
  g_assert_no_error (error);
  g_assert_true (answer.is_complete);
  return keys;
}

static inline char *
join (GPtrArray *keys)
{
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (" ", (char **) keys->pdata);
}

/* The keys of what is found: in their own order, or in that in which they are found. */
static inline char *
ask_for (Fixture *fixture, const char *typed, const TriSearchOptions *options, gboolean ranked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed, options, &error);
  g_autoptr (GPtrArray) keys = NULL;

  g_assert_no_error (error);
  keys = run (search, fixture->library);
  if (!ranked)
    g_ptr_array_sort (keys, compare_keys);
  return join (keys);
}

#define assert_finds(fixture, typed, options, expected)                     \
  {                                                                         \
    g_autofree char *found_keys = ask_for (fixture, typed, options, FALSE); \
    if (!g_str_equal (found_keys, expected))                                \
      g_error ("%s: found “%s”, not “%s”", typed, found_keys, expected);    \
  }

static inline gint64
ask_number (Fixture *fixture, const char *sql)
{
  return tri_library_ask (fixture->library, sql, 0, 0);
}

#define ROOF P ("a3", "stone roof")
#define QUOTED "<quote>" P ("a4", "stone quoted") "</quote>"
#define HOUSE "<div><head xml:id=\"b0\">Stone house</head>" ROOF QUOTED "</div>"

static inline void
add_two_works (Fixture *fixture)
{
  add_work (fixture,
            "Apples",
            TEXT ("en",
                  "<div><head xml:id=\"a0\">Stone garden</head>" P ("a1", "stone and water")
                      P ("a2", "stone alone") "</div>" HOUSE));
  add_work (fixture,
            "Pears",
            TEXT ("en",
                  "<div><head xml:id=\"c0\">Garden</head>" P ("c1", "stone and fire")
                      P ("c2", "water") "</div>"));
  count_words (fixture);
}

#define ADD(path, func) g_test_add ("/search/" path, Fixture, NULL, set_up, func, tear_down)
