/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-sheet-private.h"

#include "model/tri-note.h"

/* Plain text, and Markdown. */

static char *
dup_line (const char *text)
{
  return g_strdelimit (g_strdup (text), "\n\r\v\f", ' ');
}

/* --- Plain text */

static void
append_indented (GString *out, const char *text, const char *indent)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    g_string_append_printf (out, "%s%s\n", lines[i][0] ? indent : "", lines[i]);
}

static char *
dup_note (const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);

  return g_strchomp (tri_note_to_text (blocks));
}

static void
begin_text (GString *out, TriSheet *sheet)
{
  g_autofree char *title = dup_line (sheet->title);

  g_string_append_printf (out, "%s\n", title);
  for (glong i = g_utf8_strlen (title, -1); i > 0; i--)
    g_string_append_c (out, '=');
  g_string_append_c (out, '\n');
}

static void
write_text (GString *out, TriSheetItem *item, gboolean is_first)
{
  const char *note = tri_sheet_writer_get_note (item);
  g_autofree char *place = dup_line (item->place);
  g_autofree char *words = dup_note (tri_sheet_item_is_mark (item) ? note : item->words);

  g_string_append_c (out, '\n');
  if (!tri_sheet_item_is_mark (item))
    {
      append_indented (out, words, "");
      return;
    }
  g_string_append_printf (out, "[%s]\n", place);
  for (guint i = 0; i < item->quotes->len; i++)
    {
      const TriSheetQuote *quote = g_ptr_array_index (item->quotes, i);

      if (quote->lang[0])
        g_string_append_printf (out, "%s:\n", quote->lang);
      append_indented (out, quote->quote, "    ");
    }
  if (words[0])
    append_indented (out, words, "  ");
}

static void
end_nothing (GString *out)
{
}

const TriSheetWriter tri_sheet_writer_text = { begin_text, write_text, end_nothing };

/* --- Markdown */

/* Where a line would begin something: a list, a heading, a rule, a fence. */
static gboolean
begins_block (const char *line)
{
  const char *p = line + strspn (line, " \t");

  if (*p != '\0' && strchr ("-+=~", *p))
    return TRUE;
  return FALSE;
}

/* "1." and "1)" begin a list: the sign behind the number is escaped. */
static const char *
skip_number (const char *line)
{
  const char *p = line + strspn (line, " \t");
  gsize digits = strspn (p, "0123456789");

  return digits > 0 && (p[digits] == '.' || p[digits] == ')') ? p + digits : NULL;
}

static void
append_escaped (GString *out, const char *line, gboolean at_start)
{
  const char *number = at_start ? skip_number (line) : NULL;
  gboolean block = at_start && begins_block (line);

  for (const char *p = at_start ? line + strspn (line, " \t") : line; *p; p++)
    {
      if (strchr ("\\`*_{}[]<>#|!&$^", *p) || p == number || block)
        g_string_append_c (out, '\\');
      block = FALSE;
      /* What is no text is none here either. */
      if ((guchar) *p >= 0x20 || *p == '\t')
        g_string_append_c (out, *p);
    }
}

/* Lines stay lines. */
static void
append_lines (GString *out, const char *text, const char *lead)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_string_append_printf (out, "%s%s", i ? "  \n" : "", lead);
      append_escaped (out, lines[i], TRUE);
    }
  g_string_append_c (out, '\n');
}

static const char *
get_fence (guint style)
{
  static const char *const fences[] = { "", "*", "**", "***" };

  return fences[style & (TRI_NOTE_EMPHASIS | TRI_NOTE_STRONG)];
}

/* Links lead into the library alone: here their words stay. */
static void
append_spans (GString *out, GPtrArray *spans, const char *lead)
{
  gboolean at_start = TRUE;

  for (guint i = 0; i < spans->len; i++)
    {
      const TriNoteSpan *span = g_ptr_array_index (spans, i);
      g_auto (GStrv) lines = g_strsplit (span->text, "\n", -1);
      const char *fence = get_fence (span->style);

      for (guint j = 0; lines[j]; j++)
        {
          if (j > 0)
            g_string_append_printf (out, "  \n%s", lead);
          if (!lines[j][0])
            continue;
          g_string_append (out, fence);
          append_escaped (out, lines[j], (at_start || j > 0) && !fence[0]);
          g_string_append (out, fence);
        }
      at_start = FALSE;
    }
}

static void
append_note (GString *out, const char *note)
{
  static const char *const firsts[] = { "", "- ", "> " };
  static const char *const leads[] = { "", "  ", "> " };
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);

  for (guint i = 0; i < blocks->len; i++)
    {
      const TriNoteBlock *block = g_ptr_array_index (blocks, i);

      g_string_append (out, firsts[block->kind]);
      append_spans (out, block->spans, leads[block->kind]);
      g_string_append (out, "\n\n");
    }
}

static void
begin_markdown (GString *out, TriSheet *sheet)
{
  g_autofree char *title = dup_line (sheet->title);

  g_string_append (out, "# ");
  append_escaped (out, title, FALSE);
  g_string_append (out, "\n\n");
}

static void
append_place (GString *out, const char *place)
{
  g_autofree char *line = dup_line (place);

  if (!line[0])
    return;
  g_string_append (out, "### ");
  append_escaped (out, line, FALSE);
  g_string_append (out, "\n\n");
}

static void
write_markdown (GString *out, TriSheetItem *item, gboolean is_first)
{
  if (!tri_sheet_item_is_mark (item))
    {
      append_note (out, item->words);
      return;
    }
  append_place (out, item->place);
  for (guint i = 0; i < item->quotes->len; i++)
    {
      const TriSheetQuote *quote = g_ptr_array_index (item->quotes, i);

      append_lines (out, quote->quote, "> ");
      if (quote->lang[0])
        {
          g_string_append (out, ">\n> — ");
          append_escaped (out, quote->lang, FALSE);
          g_string_append_c (out, '\n');
        }
      g_string_append_c (out, '\n');
    }
  append_note (out, tri_sheet_writer_get_note (item));
}

const TriSheetWriter tri_sheet_writer_markdown = { begin_markdown, write_markdown, end_nothing };
