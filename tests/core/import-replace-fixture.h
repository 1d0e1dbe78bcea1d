/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-draft.h"
#include "library/tri-library-align.h"
#include "library/tri-library-private.h"
#include "library/tri-library-registers.h"

/* A work of two texts with a register, in which the reader has marked things. */
typedef struct
{
  char *folder;
  TriLibrary *library;
  gint64 work;
  gint64 fr;
  gint64 en;
} Fixture;

#define REGISTER                                                    \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff><listPerson>" \
  "<person xml:id='ada'><persName>Ada Perrin</persName></person>"   \
  "<person xml:id='bob'><persName>Bob Lindt</persName></person></listPerson></standOff></TEI>"

#define FIRST "Ada Perrin came to the town on a cold evening, and nobody was there to meet her."
#define SECOND "She asked at the inn for Bob Lindt. The host said that he had gone to the harbour."
#define THIRD \
  "In the morning the snow lay high. Ada Perrin wrote a letter, and waited for the post."
#define FOURTH "The letter came back after a week. Nobody of that name was known at the harbour."
#define FIFTH "Yes."

#define SIXTH "So she took the road again, with one trunk, and did not look back at the town."

static const char *const passages[] = { FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH };

static inline char *
write_file (Fixture *fixture, const char *name, const char *content)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static inline char *
write_text (Fixture *fixture, const char *name, const char *const *lines, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\n\n", lines[i]);
  return write_file (fixture, name, text->str);
}

static inline gint64
ask (Fixture *fixture, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number = -1;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture->library->db, sql, -1, &statement, NULL), ==, 0);
  if (sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

static inline gint64
get_text (Fixture *fixture, const char *lang)
{
  g_autofree char *sql = g_strdup_printf ("SELECT t.id FROM texts t JOIN works w ON w.id = t.work"
                                          " WHERE lang = '%s' AND w.deleted IS NULL",
                                          lang);

  return ask (fixture, sql);
}

static inline gint64
get_passage (Fixture *fixture, const char *lang, guint ord)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM passages WHERE text = %" G_GINT64_FORMAT
                                          " AND ord = %u",
                                          get_text (fixture, lang),
                                          ord);

  return ask (fixture, sql);
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *reg = NULL;
  g_autofree char *fr = NULL;
  g_autofree char *en = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile files[2] = { { NULL, "fr" }, { NULL, "en" } };
  TriImportOptions options = { files, 2, .link = TRUE, .kind = "translations" };

  fixture->folder = g_dir_make_tmp ("replace-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  reg = write_file (fixture, "register.xml", REGISTER);
  fr = write_text (fixture, "fr.txt", passages, G_N_ELEMENTS (passages));
  en = write_file (fixture,
                   "en.txt",
                   "One.\n\n" FIRST "\n\n" SECOND "\n\n" THIRD "\n\n" FOURTH "\n\n" SIXTH "\n");
  files[0].path = fr;
  files[1].path = en;
  options.register_path = reg;
  fixture->work = tri_library_import (fixture->library, &options, NULL, &error);
  g_assert_no_error (error);
  fixture->fr = get_text (fixture, "fr");
  fixture->en = get_text (fixture, "en");
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_free (fixture->folder);
}

static inline void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = tri_library_check (fixture->library, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static inline char *
dup_rows (Fixture *fixture, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  GString *rows = g_string_new (NULL);

  g_assert_cmpint (sqlite3_prepare_v2 (fixture->library->db, sql, -1, &statement, NULL), ==, 0);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (rows,
                            "%s%s",
                            rows->len ? "; " : "",
                            (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return g_string_free (rows, FALSE);
}

static inline void
assert_rows (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *rows = dup_rows (fixture, sql);

  g_assert_cmpstr (rows, ==, expected);
}

/* What is linked, with its status. */
#define LINKS                                                                           \
  "SELECT t.lang || p.ord || ' ' || l.status FROM links l JOIN link_members m"          \
  " ON m.link = l.id JOIN passages p ON p.id = m.passage JOIN texts t ON t.id = p.text" \
  " JOIN works w ON w.id = t.work AND w.deleted IS NULL ORDER BY t.lang, p.ord"

#define ADD(name) \
  g_test_add ("/import-replace/" #name, Fixture, NULL, set_up, test_##name, tear_down)
