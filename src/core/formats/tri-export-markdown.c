/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-export-markdown-words.h"
#include "formats/tri-export-out.h"
#include "model/tri-item-marker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Markdown (CommonMark with footnotes), behind a front matter. A single text comes back as it went:
 * a passage is a block, a heading of a division is one level deeper than that of the whole. Of
 * several texts a row is one block behind the other, each led by its language; headings that
 * correspond are one heading. */
typedef struct
{
  TriExportRows *rows;
  gboolean with_notes;
  GPtrArray *tags; /* of the texts */
  guint *n_notes;  /* of each */
  gboolean has_block;
  guint item_level; /* of the block before; 0 for none */
  TriExportOut out;
} Writer;

/* A cell that is being written. */
typedef struct
{
  Writer *writer;
  guint text;
  GPtrArray *passages;
  GHashTable *marks; /* key of a note → what it is called */
} Cell;

static void
add_note_mark (Cell *self, GArray *tags, const TriSpan *span)
{
  const char *name = span->value ? g_hash_table_lookup (self->marks, span->value) : NULL;

  if (name)
    tri_export_tags_replace (tags, span->start, span->end, g_strdup_printf ("[^%s]", name));
  else if (!self->writer->with_notes)
    tri_export_tags_replace (tags, span->start, span->end, g_strdup (""));
}

static gboolean
has_mark (const TriPassage *passage, const char *key)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_NOTE && g_strcmp0 (span->value, key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Notes that nothing leads to would be lost: their marks stand at the end of what they follow. */
static void
append_unmarked (Cell *self, GString *out, guint at)
{
  const TriPassage *passage = g_ptr_array_index (self->passages, at);

  for (guint i = at + 1; passage->kind != TRI_PASSAGE_NOTE && i < self->passages->len; i++)
    {
      const TriPassage *note = g_ptr_array_index (self->passages, i);
      gboolean is_marked = FALSE;

      if (note->kind != TRI_PASSAGE_NOTE)
        return;
      for (guint j = 0; j < self->passages->len; j++)
        is_marked = is_marked || has_mark (g_ptr_array_index (self->passages, j), note->key);
      if (!is_marked)
        g_string_append_printf (out,
                                "[^%s]",
                                (char *) g_hash_table_lookup (self->marks, note->key));
    }
}

static char *
dup_words (Cell *self, guint at)
{
  const TriPassage *passage = g_ptr_array_index (self->passages, at);
  g_autoptr (GArray) tags = tri_export_tags_new ();
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_NOTE)
        add_note_mark (self, tags, span);
      else
        tri_export_markdown_add_span (tags, passage, span);
    }
  tri_export_tags_append (tags, words, passage->content, tri_export_markdown_append_escaped);
  append_unmarked (self, words, at);
  return g_string_free (words, FALSE);
}

/* --- Blocks */

/* An empty line before it, but for an item behind another one. */
static GString *
begin_block (Writer *self, guint item_level)
{
  if (self->has_block && !(item_level > 0 && self->item_level > 0))
    g_string_append_c (self->out.buffer, '\n');
  self->has_block = TRUE;
  self->item_level = item_level;
  return self->out.buffer;
}

static gboolean
is_code_block (const TriPassage *passage)
{
  glong n_chars = g_utf8_strlen (passage->content, -1);

  for (guint i = 0; strchr (passage->content, '\n') && i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_CODE && span->start == 0 && span->end >= n_chars)
        return TRUE;
    }
  return FALSE;
}

static void
append_code_block (GString *out, const TriPassage *passage)
{
  g_autoptr (GString) fence = g_string_new ("```");

  while (strstr (passage->content, fence->str))
    g_string_append_c (fence, '`');
  g_string_append_printf (out, "%s\n%s\n%s\n", fence->str, passage->content, fence->str);
}

/* A heading is on one line. */
static void
append_heading (Writer *self, guint level, const char *words)
{
  g_autoptr (GString) line = g_string_new (words);

  g_string_replace (line, "\\\n", " ", 0);
  g_string_append_printf (begin_block (self, 0),
                          "%.*s %s\n",
                          (int) MIN (6, level),
                          "######",
                          line->str);
}

static guint
get_heading (const TriPassage *passage)
{
  return passage->division == 0 ? 1 : MAX (1, passage->level) + 1;
}

/* With nothing before it, it goes on with the item above; its number is that of a list where it can
 * be one. */
static void
append_marker (GString *out, const char *marker)
{
  gsize n_digits = marker ? strspn (marker, "0123456789") : 0;

  if (n_digits > 0 && n_digits < 10 && !marker[n_digits])
    {
      g_string_append_printf (out, "%s. ", marker);
      return;
    }
  g_string_append (out, "- ");
  if (!marker || !*marker)
    return;
  tri_export_markdown_append_escaped (out, marker, (gssize) strlen (marker));
  g_string_append_c (out, ' ');
}

static void
append_item (Writer *self, const TriPassage *passage, const char *words)
{
  g_autofree char *marker = tri_item_marker_dup_n (passage);
  gboolean goes_on = marker && !*marker && self->item_level > 0;
  guint level = MIN (MAX (1, passage->level), self->item_level + 1);
  g_autofree char *blanks = g_strnfill (4 * (level - 1), ' ');
  g_autofree char *further = g_strconcat (blanks, "    ", NULL);
  GString *out = self->out.buffer;

  if (goes_on)
    g_string_append_printf (out, "\n%s", further);
  else
    {
      g_string_append (begin_block (self, level), blanks);
      append_marker (out, marker);
    }
  tri_export_markdown_append_lines (out, words, further);
  g_string_append_c (out, '\n');
}

/* Of several texts a list would count through all of them: what stands before an item is one of its
 * words. */
static void
append_marker_words (GString *out, const TriPassage *passage)
{
  g_autofree char *marker = tri_item_marker_dup_n (passage);

  if (marker && !*marker)
    return;
  if (marker)
    tri_export_markdown_append_escaped (out, marker, (gssize) strlen (marker));
  else
    g_string_append (out, "•");
  g_string_append_c (out, ' ');
}

/* What stands before each line of a passage but the first. */
static const char *
get_indent (const TriPassage *passage)
{
  if (passage->kind == TRI_PASSAGE_QUOTE)
    return "> ";
  return passage->kind == TRI_PASSAGE_NOTE ? "    " : "";
}

static void
append_block (Cell *self, const TriPassage *passage, const char *lead, const char *words)
{
  GString *out = begin_block (self->writer, 0);

  if (passage->kind == TRI_PASSAGE_PARAGRAPH && is_code_block (passage))
    {
      append_code_block (out, passage);
      return;
    }
  if (passage->kind == TRI_PASSAGE_NOTE)
    g_string_append_printf (out,
                            "[^%s]: ",
                            (char *) g_hash_table_lookup (self->marks, passage->key));
  else
    g_string_append (out, get_indent (passage));
  g_string_append (out, lead);
  if (passage->kind == TRI_PASSAGE_ITEM)
    append_marker_words (out, passage);
  tri_export_markdown_append_lines (out, words, get_indent (passage));
  g_string_append_c (out, '\n');
}

static void
append_passage (Cell *self, guint at, const char *lead)
{
  const TriPassage *passage = g_ptr_array_index (self->passages, at);
  g_autofree char *words = dup_words (self, at);

  if (passage->kind == TRI_PASSAGE_ITEM && self->writer->tags->len == 1)
    append_item (self->writer, passage, words);
  else if (passage->kind == TRI_PASSAGE_HEADING)
    {
      g_autofree char *whole = g_strconcat (lead, words, NULL);

      append_heading (self->writer, get_heading (passage), whole);
    }
  else
    append_block (self, passage, lead, words);
}

static void
init_cell (Cell *self, Writer *writer, const TriExportRow *row, guint text)
{
  self->writer = writer;
  self->text = text;
  self->passages = tri_export_row_get_cell (row, text);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < self->passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (self->passages, i);
      const char *tag = writer->tags->len > 1 ? g_ptr_array_index (writer->tags, text) : "";

      if (passage->kind == TRI_PASSAGE_NOTE)
        g_hash_table_insert (self->marks,
                             passage->key,
                             g_strdup_printf ("%s%u", tag, ++writer->n_notes[text]));
    }
}

/* Where a heading is no passage of the text, or was left out, the title of the division stands
 * here: of several texts that of the first, for all. */
static void
append_titles (Writer *self, const TriExportRow *row)
{
  const TriPassage *first = NULL;
  GPtrArray *divisions = NULL;
  guint text = 0;

  while (text + 1 < row->cells->len && tri_export_row_get_divisions (row, text)->len == 0)
    text++;
  divisions = tri_export_row_get_divisions (row, text);
  if (divisions->len > 0)
    first = g_ptr_array_index (tri_export_row_get_cell (row, text), 0);
  for (guint i = 0; i < divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);
      g_autoptr (GString) words = g_string_new (NULL);

      if (!*division->title
          || (division->first == first->ord && first->kind == TRI_PASSAGE_HEADING))
        continue;
      tri_export_markdown_append_escaped (words,
                                          division->title,
                                          (gssize) strlen (division->title));
      append_heading (self, division->level + 1, words->str);
    }
}

/* Notes come behind the other passages of their cell. */
static void
append_cell (Cell *self, const char *lead)
{
  for (guint notes = 0; notes < 2; notes++)
    for (guint i = 0; i < self->passages->len; i++)
      {
        const TriPassage *passage = g_ptr_array_index (self->passages, i);

        if ((passage->kind == TRI_PASSAGE_NOTE) != (notes == 1))
          continue;
        append_passage (self, i, i == 0 ? lead : "");
      }
}

/* --- Rows */

static gboolean
is_heading (GPtrArray *cell)
{
  return cell->len == 1
         && ((TriPassage *) g_ptr_array_index (cell, 0))->kind == TRI_PASSAGE_HEADING;
}

/* Whether all that it says are headings, of several texts. */
static gboolean
is_common_heading (const TriExportRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->cells->len; i++)
    {
      GPtrArray *cell = tri_export_row_get_cell (row, i);

      if (cell->len > 0 && !is_heading (cell))
        return FALSE;
      n += cell->len > 0;
    }
  return n > 1;
}

static void
append_common_heading (Writer *self, const TriExportRow *row)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint level = 0;

  for (guint i = 0; i < row->cells->len; i++)
    {
      GPtrArray *passages = tri_export_row_get_cell (row, i);
      Cell cell = { 0 };
      g_autofree char *title = NULL;

      if (passages->len == 0)
        continue;
      init_cell (&cell, self, row, i);
      title = dup_words (&cell, 0);
      g_string_append_printf (words, "%s%s", words->len > 0 ? " / " : "", title);
      if (level == 0)
        level = get_heading (g_ptr_array_index (passages, 0));
      g_hash_table_unref (cell.marks);
    }
  append_heading (self, level, words->str);
}

static void
append_row (Writer *self, const TriExportRow *row)
{
  if (row->begins_range && !row->begins_strand)
    g_string_append (begin_block (self, 0), "* * *\n");
  append_titles (self, row);
  if (is_common_heading (row))
    {
      append_common_heading (self, row);
      return;
    }
  for (guint i = 0; i < row->cells->len; i++)
    {
      Cell cell = { 0 };
      g_autofree char *lead = NULL;

      if (tri_export_row_get_cell (row, i)->len == 0)
        continue;
      if (self->tags->len > 1)
        lead = g_strdup_printf ("**%s** ", (char *) g_ptr_array_index (self->tags, i));
      init_cell (&cell, self, row, i);
      append_cell (&cell, lead ? lead : "");
      g_hash_table_unref (cell.marks);
    }
}

/* --- Front matter: of YAML only what needs no escapes */

static void
append_value (GString *out, const char *name, const char *value)
{
  g_autofree char *line = NULL;
  char quote = '"';

  if (!value || !*value)
    return;
  line = g_strdup (value);
  for (char *p = line; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  if (strpbrk (line, "\"\\"))
    quote = '\'';
  if (quote == '\'')
    g_strdelimit (line, "'", '`');
  g_string_append_printf (out, "%s: %c%s%c\n", name, quote, line, quote);
}

static void
append_front (Writer *self)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  GString *out = self->out.buffer;
  TriText *only = texts->len == 1 ? g_ptr_array_index (texts, 0) : NULL;
  const char *title = tri_export_rows_get_title (self->rows);

  g_string_append (out, "---\n");
  append_value (out, "title", only && *only->title ? only->title : title);
  if (only)
    {
      append_value (out, "author", only->author);
      append_value (out, "lang", only->lang);
    }
  else
    {
      g_string_append (out, "languages: [");
      for (guint i = 0; i < self->tags->len; i++)
        g_string_append_printf (out,
                                "%s%s",
                                i > 0 ? ", " : "",
                                (char *) g_ptr_array_index (self->tags, i));
      g_string_append (out, "]\n");
    }
  g_string_append (out, "---\n\n");
}

static gboolean
put_all (Writer *self, GError **error)
{
  GError *local = NULL;
  const TriExportRow *row = NULL;

  append_front (self);
  while ((row = tri_export_rows_next (self->rows, self->out.cancellable, &local)))
    {
      append_row (self, row);
      if (!tri_export_out_flush (&self->out, error))
        return FALSE;
    }
  if (!local)
    return tri_export_out_finish (&self->out, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
write_markdown (TriLibrary *library,
                const TriExportOptions *options,
                GOutputStream *stream,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, error);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *n_notes = NULL;
  Writer writer = { rows, options->with_notes, tags };
  gboolean written = FALSE;

  if (!rows)
    return FALSE;
  for (guint i = 0; i < tri_export_rows_get_texts (rows)->len; i++)
    g_ptr_array_add (tags, tri_export_dup_tag (rows, i));
  writer.n_notes = n_notes = g_new0 (guint, tags->len + 1);
  tri_export_out_init (&writer.out, stream, cancellable);
  written = put_all (&writer, error);
  tri_export_out_clear (&writer.out);
  return written;
}

const TriExporter tri_exporter_markdown = {
  .nick = "markdown",
  .label = N_ ("Markdown"),
  .extension = "md",
  .media_type = "text/markdown",
  .flags = TRI_EXPORTER_NOTES,
  .write = write_markdown,
};
