/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import.h"
#include "paper-pages.h"

#include <glib/gstdio.h>

/* A work on paper, for tests: a library with one, and what its pages say. */

#define N_ROWS 120
/* A paragraph that is longer than a page. */
#define LONG_ROW 101
#define LONG_WORDS 1500
#define WIDTH 500
#define HEIGHT 740

typedef struct
{
  char *folder;
  TriLibrary *library;
  gint64 work;
  PaperPages *pages;
  PangoContext *context;
} Fixture;

/* Paragraphs of 20 to 60 words that are all different: "fr7w3" is the third word of the seventh. */
static inline void
append_text (GString *tei, const char *lang)
{
  g_string_append_printf (tei, "<text xml:lang='%s'><body>", lang);
  for (guint row = 0; row < N_ROWS; row++)
    {
      if (row % 30 == 0)
        g_string_append_printf (tei,
                                "%s<div><head xml:id='%s-h%u'>Part%s%u</head>",
                                row > 0 ? "</div>" : "",
                                lang,
                                row,
                                lang,
                                row / 30 + 1);
      g_string_append_printf (tei, "<p xml:id='%s-%u'>", lang, row);
      for (guint word = 0; word < (row == LONG_ROW ? LONG_WORDS : 20 + row % 3 * 20); word++)
        g_string_append_printf (tei, "%s%uw%u ", lang, row, word);
      if (row % 50 == 5)
        g_string_append_printf (tei, "<persName ref='#ada'>Ada%s%u</persName>", lang, row);
      if (row % 40 == 7)
        g_string_append_printf (tei, "<note>Note%s%u</note>", lang, row);
      g_string_append (tei, "</p>");
    }
  g_string_append (tei, "</div></body></text>");
}

static inline char *
write_work (const char *folder)
{
  char *path = g_build_filename (folder, "work.xml", NULL);
  g_autoptr (GString) tei = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_append (tei,
                   "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"
                   "<title>Heading everywhere</title><author>A. Writer</author></titleStmt>"
                   "</fileDesc></teiHeader><standOff><listPerson><person xml:id='ada'>"
                   "<persName>Ada Lovelace</persName></person></listPerson>"
                   "<linkGrp type='alignment'>");
  for (guint row = 0; row < N_ROWS; row++)
    {
      if (row % 30 == 0)
        g_string_append_printf (tei, "<link target='#fr-h%u #en-h%u #nl-h%u'/>", row, row, row);
      g_string_append_printf (tei, "<link target='#fr-%u #en-%u #nl-%u'/>", row, row, row);
    }
  g_string_append (tei, "</linkGrp></standOff><text><group>");
  append_text (tei, "fr");
  append_text (tei, "en");
  append_text (tei, "nl");
  g_string_append (tei, "</group></text></TEI>");
  g_file_set_contents (path, tei->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

static inline void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *library = NULL;
  g_autofree char *path = NULL;
  TriImportFile file = { NULL };
  TriImportOptions import = { .files = &file, .n_files = 1, .kind = "auto" };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("paper-XXXXXX", NULL);
  library = g_build_filename (self->folder, "library.db", NULL);
  file.path = path = write_work (self->folder);
  self->library = tri_library_open (library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  self->work = tri_library_import (self->library, &import, NULL, &error);
  g_assert_no_error (error);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 72);
}

static inline void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "library.db",
                                       "library.db-wal",
                                       "library.db-shm",
                                       "work.xml" };

  g_clear_pointer (&self->pages, paper_pages_free);
  g_clear_object (&self->context);
  g_clear_object (&self->library);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

static inline void
open_pages (Fixture *self, const TriExportOptions *options)
{
  g_autoptr (GError) error = NULL;

  self->pages = paper_pages_new (self->library, options, &error);
  g_assert_no_error (error);
  paper_pages_set_size (self->pages, self->context, WIDTH, HEIGHT);
}

/* (element-type utf8): the words of each page. */
static inline GPtrArray *
lay_out_all (Fixture *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  while (paper_pages_add (self->pages, NULL, &error))
    {
      double end = 0;
      double limit = 0;

      g_ptr_array_add (all, paper_pages_dup_words (self->pages, &end, &limit));
      g_assert_cmpfloat (end, <=, limit);
    }
  g_assert_no_error (error);
  return all;
}

/* The page a word stands on, from 0; it stands on one alone, and once. */
static inline int
find_word (GPtrArray *pages, const char *word)
{
  g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", word);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  int found = -1;

  for (guint i = 0; i < pages->len; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (regex, g_ptr_array_index (pages, i), 0, &match);
           g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_assert_cmpint (found, ==, -1);
          found = (int) i;
        }
    }
  g_assert_cmpint (found, >=, 0);
  return found;
}

/* A work of one file: what stands in its TEI element. */
static inline gint64
import_tei (Fixture *self, const char *inner)
{
  g_autofree char *path = g_build_filename (self->folder, "work.xml", NULL);
  g_autofree char *tei = NULL;
  TriImportFile file = { path };
  TriImportOptions import = { .files = &file, .n_files = 1, .kind = "auto" };
  g_autoptr (GError) error = NULL;
  gint64 work;

  tei = g_strdup_printf ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>%s</TEI>", inner);
  g_assert_true (g_file_set_contents (path, tei, -1, NULL));
  work = tri_library_import (self->library, &import, NULL, &error);
  g_assert_no_error (error);
  return work;
}

static inline void
assert_drawn_alike (Fixture *self, GPtrArray *pages)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cairo = cairo_create (surface);

  for (guint page = pages->len; page > 0; page--)
    {
      g_autofree char *words = NULL;
      double end, limit;

      g_assert_true (paper_pages_draw (self->pages, page - 1, cairo, NULL));
      words = paper_pages_dup_words (self->pages, &end, &limit);
      g_assert_cmpstr (words, ==, g_ptr_array_index (pages, page - 1));
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

/* An entry of the index: pages that follow each other are a run. */
static inline char *
dup_entry (const char *name, GHashTable *named, guint n_pages)
{
  GString *line = g_string_new (name);
  int last = -2;
  int run = -2;

  for (int page = 0; page < (int) n_pages; page++)
    if (g_hash_table_contains (named, GINT_TO_POINTER (page)))
      {
        gboolean goes_on = g_hash_table_contains (named, GINT_TO_POINTER (page + 1));

        if (last != page - 1)
          {
            run = page;
            g_string_append_printf (line, ", %d", page + 1);
          }
        if (!goes_on && run < page)
          g_string_append_printf (line, "–%d", page + 1);
        last = page;
      }
  g_string_append_c (line, '\n');
  return g_string_free (line, FALSE);
}
