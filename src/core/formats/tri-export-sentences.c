/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-pair.h"

#include "formats/tri-pair-walk.h"
#include "formats/tri-tei-markup.h"

#define FLUSH_BYTES ((gsize) 1 << 16)

/* The language is what a file said it is: of another one than letters, digits and hyphens no file
 * is named. */
static char *
dup_stem (TriText *text)
{
  char *stem = g_ascii_strdown (*text->lang ? text->lang : "und", -1);

  g_strcanon (stem, "abcdefghijklmnopqrstuvwxyz0123456789-", '_');
  return stem;
}

/**
 * tri_export_dup_sentences_name:
 * @texts: (array fixed-size=2): two texts of a work
 * @side: which of them, 0 or 1
 * @extension: without the dot
 *
 * Returns: (transfer full): the name of a file, without a folder
 */
char *
tri_export_dup_sentences_name (TriText *const *texts, guint side, const char *extension)
{
  g_autofree char *first = dup_stem (texts[0]);
  g_autofree char *second = dup_stem (texts[1]);

  if (g_str_equal (first, second))
    return g_strdup_printf ("%s-%u.%s", first, side + 1, extension);
  return g_strconcat (side == 0 ? first : second, ".", extension, NULL);
}

/* On one line, whatever lines the text has. */
static char *
dup_words (const TriSentenceCursor *cursor)
{
  const TriPassage *passage = cursor->passage;
  const TriRange *range = NULL;
  const char *start = passage->content;
  char *words = NULL;

  if (passage->sentences->len == 0)
    words = g_strdup (start);
  else
    {
      range = &g_array_index (passage->sentences, TriRange, cursor->unit.sentence);
      words = g_utf8_substring (start, range->start, range->end);
    }
  return g_strstrip (g_strdelimit (words, "\t\n\v\f\r", ' '));
}

static gboolean
flush (GString *buffer,
       gsize limit,
       GOutputStream *stream,
       GCancellable *cancellable,
       GError **error)
{
  gboolean done = TRUE;

  if (buffer->len <= limit)
    return TRUE;
  done = g_output_stream_write_all (stream, buffer->str, buffer->len, NULL, cancellable, error);
  g_string_truncate (buffer, 0);
  return done;
}

/* What is not ours to break lines at is a space: NEL, and the separators of lines and
 * paragraphs. */
static void
append_line (GString *out, const char *words)
{
  for (const char *p = words; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, c == 0x85 || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  g_string_append_c (out, '\n');
}

/**
 * tri_export_sentence_lines:
 * @stream: where to write; it is not closed
 *
 * Returns: %FALSE with @error when the library could not be read or the stream not be written
 */
gboolean
tri_export_sentence_lines (TriLibrary *library,
                           TriText *text,
                           GOutputStream *stream,
                           GCancellable *cancellable,
                           GError **error)
{
  g_auto (TriSentenceCursor) cursor = { 0 };
  g_autoptr (GString) buffer = g_string_new (NULL);

  if (!tri_sentence_cursor_init (&cursor, library, text, error))
    return FALSE;
  while (cursor.passage)
    {
      g_autofree char *words = dup_words (&cursor);

      append_line (buffer, words);
      if (!flush (buffer, FLUSH_BYTES, stream, cancellable, error)
          || !tri_sentence_cursor_step (&cursor, error))
        return FALSE;
    }
  return flush (buffer, 0, stream, cancellable, error);
}

static void
append_sentence (GString *out, const TriSentenceCursor *cursor)
{
  g_autofree char *words = dup_words (cursor);
  guint ord = cursor->unit.ord + 1;

  if (cursor->unit.sentence == 0)
    g_string_append_printf (out, "<p id=\"%u\">\n", ord);
  g_string_append_printf (out, "<s id=\"%u.%u\">", ord, cursor->unit.sentence + 1);
  tri_tei_append_escaped (out, words, -1);
  g_string_append (out, "</s>\n");
  if (cursor->unit.sentence + 1 >= cursor->passage->sentences->len)
    g_string_append (out, "</p>\n");
}

/**
 * tri_export_sentence_document:
 * @stream: where to write; it is not closed
 *
 * Returns: %FALSE with @error when the library could not be read or the stream not be written
 */
gboolean
tri_export_sentence_document (TriLibrary *library,
                              TriText *text,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error)
{
  g_auto (TriSentenceCursor) cursor = { 0 };
  g_autoptr (GString) buffer = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<text");

  if (!tri_sentence_cursor_init (&cursor, library, text, error))
    return FALSE;
  tri_tei_append_attribute (buffer, "xml:lang", text->lang);
  g_string_append (buffer, ">\n");
  while (cursor.passage)
    {
      append_sentence (buffer, &cursor);
      if (!flush (buffer, FLUSH_BYTES, stream, cancellable, error)
          || !tri_sentence_cursor_step (&cursor, error))
        return FALSE;
    }
  g_string_append (buffer, "</text>\n");
  return flush (buffer, 0, stream, cancellable, error);
}
