/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-reader.h"

#include <string.h>

/* How many links make a table of contents, and what may stand beside them: a title, an author. */
#define MIN_CONTENTS 5
#define MAX_BESIDE 3

void
tri_html_book_init (TriHtmlBook *self, const TriSource *source, TriDraft *draft)
{
  memset (self, 0, sizeof *self);
  self->source = source;
  self->draft = draft;
  self->survey = tri_html_survey_new ();
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->contents = g_array_new (FALSE, FALSE, sizeof (guint));
  self->divisions = g_array_new (FALSE, FALSE, sizeof (int));
}

void
tri_html_book_clear (TriHtmlBook *self)
{
  g_clear_pointer (&self->survey, tri_html_survey_free);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->contents, g_array_unref);
  g_clear_pointer (&self->divisions, g_array_unref);
}

static gboolean
run (TriHtmlBook *self,
     TriHtmlMode mode,
     guint file,
     const char *name,
     const char *text,
     gsize length,
     GError **error)
{
  g_autoptr (TriBuilder) builder = tri_builder_new ();
  TriHtmlReader reader = { .book = self,
                           .mode = mode,
                           .file = file,
                           .text = text,
                           .length = length,
                           .builder = builder };

  tri_builder_clear (builder);
  if (!tri_html_reader_run (&reader, name, error))
    return FALSE;
  if (reader.n_leading >= MIN_CONTENTS && reader.n_lines <= reader.n_leading + MAX_BESIDE)
    g_array_append_val (self->contents, file);
  return TRUE;
}

gboolean
tri_html_book_look (TriHtmlBook *self,
                    guint file,
                    const char *name,
                    const char *text,
                    gsize length,
                    GError **error)
{
  return run (self, TRI_HTML_LOOKS, file, name, text, length, error);
}

void
tri_html_book_judge (TriHtmlBook *self)
{
  tri_html_survey_find_notes (self->survey);
  tri_html_survey_judge_headings (self->survey);
}

gboolean
tri_html_book_write (TriHtmlBook *self,
                     guint file,
                     const char *name,
                     const char *text,
                     gsize length,
                     GError **error)
{
  return run (self, TRI_HTML_WRITES, file, name, text, length, error);
}

gboolean
tri_html_book_finish (TriHtmlBook *self, GError **error)
{
  for (; self->divisions->len > 0; g_array_set_size (self->divisions, self->divisions->len - 1))
    if (!tri_draft_end_division (self->draft, error))
      return FALSE;
  return TRUE;
}
