/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-page-private.h"

#include "formats/tri-tei-markup.h"
#include "model/tri-item-marker.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uloc.h>

TriExportPage *
tri_export_page_new (TriLibrary *library,
                     TriExportRows *rows,
                     const TriExportOptions *options,
                     gboolean is_book)
{
  TriExportPage *self = g_new0 (TriExportPage, 1);
  guint n_texts = tri_export_rows_get_texts (rows)->len;

  self->library = g_object_ref (library);
  self->rows = rows;
  self->is_book = is_book;
  self->with_notes = options->with_notes;
  self->with_entities = options->with_entities;
  self->notes = g_ptr_array_new ();
  for (guint i = 0; i < n_texts; i++)
    g_ptr_array_add (self->notes, g_string_new (NULL));
  self->n_notes = g_new0 (guint, n_texts + 1);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
tri_export_page_free (TriExportPage *self)
{
  for (guint i = 0; i < self->notes->len; i++)
    g_string_free (g_ptr_array_index (self->notes, i), TRUE);
  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->names);
  g_free (self->n_notes);
  g_object_unref (self->library);
  g_free (self);
}

char *
tri_export_page_dup_division_id (guint text, TriDivision *division)
{
  return g_strdup_printf ("t%u-d%u-%u", text + 1, division->first, division->level);
}

static gboolean
is_control (gunichar c)
{
  return c >= 0x7f && c < 0xa0;
}

void
tri_export_page_append_words (GString *out, const char *text, gssize length)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (*p == '\n')
      g_string_append (out, "<br/>");
    else if (is_control (g_utf8_get_char (p)))
      g_string_append_unichar (out, 0xfffd);
    else
      tri_tei_append_escaped (out, p, g_utf8_next_char (p) - p);
}

void
tri_export_page_append_lang (GString *out, const char *lang, gboolean is_book)
{
  if (!*lang)
    return;
  tri_tei_append_attribute (out, "lang", lang);
  if (is_book)
    tri_tei_append_attribute (out, "xml:lang", lang);
  if (tri_language_is_right_to_left (lang))
    g_string_append (out, " dir=\"rtl\"");
}

void
tri_export_page_append_title (GString *out, TriText *text)
{
  g_string_append (out, "<cite>");
  tri_export_page_append_words (out, text->title, -1);
  g_string_append (out, "</cite>");
  if (!text->author || !*text->author)
    return;
  g_string_append (out, ", ");
  tri_export_page_append_words (out, text->author, -1);
}

const char *
tri_export_page_get_own_lang (void)
{
  /* Translators: the language of this translation, as a tag of BCP 47: "fr", "nl". */
  return C_ ("language tag", "en");
}

/* "1890-12-30/1947-11-17" is 1890–1947: an index wants years. */
char *
tri_export_page_dup_years (const char *edtf)
{
  g_auto (GStrv) parts = g_strsplit (edtf, "/", -1);

  for (guint i = 0; parts[i]; i++)
    {
      char *month = *parts[i] ? strchr (parts[i] + 1, '-') : NULL;

      if (g_str_equal (parts[i], ".."))
        parts[i][0] = '\0';
      else if (month)
        *month = '\0';
    }
  return g_strjoinv ("–", parts);
}

/* --- Notes */

/* Its number leads back to its mark, or, when it has none, to what it stands behind. */
static void
append_note (TriExportCell *self, const TriPassage *passage)
{
  GString *out = g_ptr_array_index (self->page->notes, self->text);
  const char *element = self->page->is_book ? "aside epub:type=\"footnote\" role=\"doc-footnote\""
                                            : "div role=\"doc-footnote\"";
  gboolean is_unmarked = FALSE;
  guint number = tri_export_cell_number_note (self, passage->key, &is_unmarked);

  g_string_append_printf (out,
                          "<%s class=\"note\" id=\"t%u-p%u\"><p><a href=\"#",
                          element,
                          self->text + 1,
                          passage->ord);
  if (is_unmarked)
    g_string_append_printf (out, "t%u-p%u", self->text + 1, self->last_ord);
  else
    g_string_append_printf (out, "r-t%u-p%u", self->text + 1, passage->ord);
  g_string_append (out, "\" role=\"doc-backlink\"");
  tri_tei_append_attribute (out, "title", _ ("Back to the text"));
  g_string_append_printf (out, ">%u</a> ", number);
  tri_export_cell_append_content (self, out, passage);
  g_string_append (out, self->page->is_book ? "</p></aside>\n" : "</p></div>\n");
}

/* --- Passages */

static guint
get_heading (TriExportPage *self, guint level)
{
  return MIN (6, MAX (1, level) + (self->is_book ? 0 : 1));
}

static void
append_item (TriExportCell *self, const TriPassage *passage)
{
  g_autofree char *marker = tri_item_marker_dup_n (passage);

  g_string_append_printf (self->out,
                          "<p class=\"item l%u\" id=\"t%u-p%u\">",
                          CLAMP (passage->level, 1, 6),
                          self->text + 1,
                          passage->ord);
  if (!marker || *marker)
    {
      g_string_append (self->out, "<span class=\"marker\">");
      tri_export_page_append_words (self->out, marker ? marker : "•", -1);
      g_string_append (self->out, "</span> ");
    }
  tri_export_cell_append_content (self, self->out, passage);
  g_string_append (self->out, "</p>\n");
}

static void
append_block (TriExportCell *self, const char *open, const char *close, const TriPassage *passage)
{
  g_string_append_printf (self->out, "<%s id=\"t%u-p%u\">", open, self->text + 1, passage->ord);
  tri_export_cell_append_content (self, self->out, passage);
  g_string_append_printf (self->out, "%s\n", close);
}

static void
append_passage (TriExportCell *self, const TriPassage *passage)
{
  guint level = get_heading (self->page, passage->level);
  char open[] = "h1", close[] = "</h1>";

  if (passage->kind != TRI_PASSAGE_NOTE)
    self->last_ord = passage->ord;
  open[1] = close[3] = (char) ('0' + level);
  switch (passage->kind)
    {
    case TRI_PASSAGE_HEADING:
      append_block (self, open, close, passage);
      break;
    case TRI_PASSAGE_ITEM:
      append_item (self, passage);
      break;
    case TRI_PASSAGE_VERSE:
      append_block (self,
                    passage->level == 1 ? "p class=\"verse stanza\"" : "p class=\"verse\"",
                    "</p>",
                    passage);
      break;
    case TRI_PASSAGE_QUOTE:
      append_block (self, "blockquote", "</blockquote>", passage);
      break;
    case TRI_PASSAGE_NOTE:
      append_note (self, passage);
      break;
    case TRI_PASSAGE_PARAGRAPH:
      append_block (self, "p", "</p>", passage);
      break;
    }
}

/* What begins here can be led to. Where its heading is no passage of the text, or was left out, its
 * title stands here. */
static void
append_division (TriExportCell *self, TriDivision *division)
{
  const TriPassage *first = g_ptr_array_index (self->passages, 0);
  g_autofree char *id = tri_export_page_dup_division_id (self->text, division);
  guint level = get_heading (self->page, division->level);

  if (!*division->title
      || (division->first == first->ord && first->kind == TRI_PASSAGE_HEADING))
    {
      g_string_append_printf (self->out, "<span id=\"%s\"></span>", id);
      return;
    }
  g_string_append_printf (self->out, "<h%u class=\"made\" id=\"%s\">", level, id);
  tri_export_page_append_words (self->out, division->title, -1);
  g_string_append_printf (self->out, "</h%u>\n", level);
}

static void
append_cell (TriExportPage *self, GString *out, guint text, const TriExportRow *row)
{
  TriText *found = g_ptr_array_index (tri_export_rows_get_texts (self->rows), text);
  GPtrArray *divisions = tri_export_row_get_divisions (row, text);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *passages = tri_export_row_get_cell (row, text);
  TriExportCell cell = { self, out, text, found->lang, passages, numbers, 0 };

  for (guint i = 0; i < divisions->len; i++)
    append_division (&cell, g_ptr_array_index (divisions, i));
  for (guint i = 0; i < cell.passages->len; i++)
    append_passage (&cell, g_ptr_array_index (cell.passages, i));
}

/* --- Rows */

static TriText *
get_text (TriExportPage *self, guint text)
{
  return g_ptr_array_index (tri_export_rows_get_texts (self->rows), text);
}

static gboolean
is_open_text (TriExportPage *self, guint text)
{
  return get_text (self, text)->strand == self->strand;
}

static gboolean
is_lang_shared (TriExportPage *self, guint text)
{
  for (guint i = 0; i < self->notes->len; i++)
    if (i != text && is_open_text (self, i)
        && g_ascii_strcasecmp (get_text (self, i)->lang, get_text (self, text)->lang) == 0)
      return TRUE;
  return FALSE;
}

/* A column is called by its language, or by its text when others have the same. */
static void
append_column_head (TriExportPage *self, GString *out, guint text)
{
  TriText *found = get_text (self, text);
  g_autofree char *name = NULL;

  if (is_lang_shared (self, text) || !*found->lang)
    name = g_strdup (found->title);
  else
    name = tri_language_dup_name (found->lang, found->lang);
  g_string_append (out, "<th scope=\"col\"");
  tri_export_page_append_lang (out, found->lang, self->is_book);
  g_string_append_c (out, '>');
  tri_export_page_append_words (out, name, -1);
  g_string_append (out, "</th>");
}

static void
open_table (TriExportPage *self, GString *out)
{
  g_string_append (out, "<table class=\"rows\">\n<thead><tr>");
  for (guint i = 0; i < self->notes->len; i++)
    if (is_open_text (self, i))
      append_column_head (self, out, i);
  g_string_append (out, "</tr></thead>\n<tbody>\n");
}

static void
open_rows (TriExportPage *self, GString *out, const TriExportRow *row)
{
  self->strand = row->strand;
  self->n_columns = tri_export_rows_count_columns (self->rows, row->strand);
  self->is_open = TRUE;
  if (self->n_columns > 1 && !self->is_book)
    open_table (self, out);
}

static void
close_rows (TriExportPage *self, GString *out)
{
  if (self->is_open && self->n_columns > 1 && !self->is_book)
    g_string_append (out, "</tbody>\n</table>\n");
  self->is_open = FALSE;
}

/* Lines of verse and items stand close below each other. */
static gboolean
is_close (const TriExportRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      GPtrArray *cell = tri_export_row_get_cell (row, i);
      const TriPassage *last = NULL;

      for (guint j = 0; j < cell->len; j++)
        if (((TriPassage *) g_ptr_array_index (cell, j))->kind != TRI_PASSAGE_NOTE)
          last = g_ptr_array_index (cell, j);
      if (last && last->kind != TRI_PASSAGE_VERSE && last->kind != TRI_PASSAGE_ITEM)
        return FALSE;
    }
  return TRUE;
}

static void
append_boxed (TriExportPage *self,
              GString *out,
              const char *box,
              guint text,
              const TriExportRow *row)
{
  const char *class = box[0] == 'd' && self->n_columns > 1 ? " class=\"cell\"" : "";

  g_string_append_printf (out, "<%s%s", box, class);
  tri_export_page_append_lang (out, get_text (self, text)->lang, self->is_book);
  g_string_append_c (out, '>');
  append_cell (self, out, text, row);
  g_string_append_printf (out, "</%s>\n", box);
}

/* A rule where rows were left out. */
static gboolean
is_behind_gap (const TriExportRow *row)
{
  return row->begins_range && !row->begins_strand;
}

void
tri_export_page_append_row (TriExportPage *self, GString *out, const TriExportRow *row)
{
  const char *element = self->is_book ? "div" : "tr";
  gboolean is_table = FALSE;

  if (self->is_open && row->strand != self->strand)
    tri_export_page_close (self, out);
  if (!self->is_open)
    open_rows (self, out, row);
  is_table = self->n_columns > 1;
  if (is_table)
    g_string_append_printf (out,
                            "<%s class=\"row%s%s\">\n",
                            element,
                            is_close (row) ? " close" : "",
                            is_behind_gap (row) ? " gap" : "");
  else if (is_behind_gap (row))
    g_string_append (out, "<hr/>\n");
  for (guint i = 0; i < row->cells->len; i++)
    if (is_open_text (self, i))
      append_boxed (self, out, is_table && !self->is_book ? "td" : "div", i, row);
  if (is_table)
    g_string_append_printf (out, "</%s>\n", element);
}

gsize
tri_export_page_count_waiting (TriExportPage *self)
{
  gsize n = 0;

  for (guint i = 0; i < self->notes->len; i++)
    n += ((GString *) g_ptr_array_index (self->notes, i))->len;
  return n;
}

static void
append_notes_of (TriExportPage *self, GString *out, guint text)
{
  GString *notes = g_ptr_array_index (self->notes, text);

  g_string_append (out, "<div class=\"cell\"");
  tri_export_page_append_lang (out, get_text (self, text)->lang, self->is_book);
  g_string_append (out, ">\n");
  g_string_append_len (out, notes->str, (gssize) notes->len);
  g_string_append (out, "</div>\n");
  g_string_truncate (notes, 0);
}

void
tri_export_page_close (TriExportPage *self, GString *out)
{
  gboolean has_notes = tri_export_page_count_waiting (self) > 0;

  close_rows (self, out);
  if (!has_notes)
    return;
  g_string_append_printf (out,
                          "<section class=\"notes\"%s>\n<h2>",
                          self->is_book ? " epub:type=\"footnotes\"" : " role=\"doc-endnotes\"");
  tri_export_page_append_words (out, C_ ("of a text", "Notes"), -1);
  g_string_append (out, "</h2>\n<div class=\"row\">\n");
  for (guint i = 0; i < self->notes->len; i++)
    if (is_open_text (self, i))
      append_notes_of (self, out, i);
  g_string_append (out, "</div>\n</section>\n");
}
