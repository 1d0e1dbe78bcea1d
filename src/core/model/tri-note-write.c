/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-note.h"

#include <string.h>

/* How a writer puts a run of words between what opens and what closes a style. */
typedef struct
{
  TriNoteStyle style;
  const char *open;
  const char *close;
} Tag;

static const Tag html_tags[] = {
  { TRI_NOTE_STRONG, "<strong>", "</strong>" },
  { TRI_NOTE_EMPHASIS, "<em>", "</em>" },
  { TRI_NOTE_CODE, "<code>", "</code>" },
};

static const Tag markup_tags[] = {
  { TRI_NOTE_STRONG, "<b>", "</b>" },
  { TRI_NOTE_EMPHASIS, "<i>", "</i>" },
  { TRI_NOTE_CODE, "<tt>", "</tt>" },
};

/* @line_end: what stands for the end of a line. */
static void
append_lines (GString *out, const char *text, const char *line_end)
{
  while (*text)
    {
      gsize n = strcspn (text, "\n");

      g_string_append_len (out, text, (gssize) n);
      text += n;
      if (*text == '\n')
        {
          g_string_append (out, line_end);
          text++;
        }
    }
}

static void
append_escaped (GString *out, const char *text, const char *line_end)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  append_lines (out, escaped, line_end);
}

static void
append_span (GString *out,
             const TriNoteSpan *span,
             const Tag tags[3],
             const char *line_end,
             gboolean with_link)
{
  g_autofree char *address = with_link && span->target ? g_markup_escape_text (span->target, -1)
                                                       : NULL;

  if (address)
    g_string_append_printf (out, "<a href=\"%s\">", address);
  for (guint i = 0; i < 3; i++)
    if (span->style & tags[i].style)
      g_string_append (out, tags[i].open);
  append_escaped (out, span->text, line_end);
  for (guint i = 3; i > 0; i--)
    if (span->style & tags[i - 1].style)
      g_string_append (out, tags[i - 1].close);
  if (address)
    g_string_append (out, "</a>");
}

/* Between two blocks: items of one list stand close. */
static const char *
get_gap (GPtrArray *blocks, guint i)
{
  const TriNoteBlock *block = blocks->pdata[i];
  const TriNoteBlock *before = i > 0 ? blocks->pdata[i - 1] : NULL;

  if (!before)
    return "";
  return before->kind == TRI_NOTE_ITEM && block->kind == TRI_NOTE_ITEM ? "\n" : "\n\n";
}

static const char *
get_lead (const TriNoteBlock *block)
{
  static const char *const leads[] = { "", "• ", "    " };

  return leads[block->kind];
}

/* The lines of a quotation stand below each other. */
static const char *
get_line_end (const TriNoteBlock *block)
{
  return block->kind == TRI_NOTE_QUOTATION ? "\n    " : "\n";
}

char *
tri_note_to_text (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const TriNoteBlock *block = blocks->pdata[i];

      g_string_append (out, get_gap (blocks, i));
      g_string_append (out, get_lead (block));
      for (guint j = 0; j < block->spans->len; j++)
        append_lines (out, ((TriNoteSpan *) block->spans->pdata[j])->text, get_line_end (block));
    }
  return g_string_free (out, FALSE);
}

static void
append_html (GString *out, const TriNoteBlock *block)
{
  static const char *const opens[] = { "<p>", "<li>", "<blockquote><p>" };
  static const char *const closes[] = { "</p>\n", "</li>\n", "</p></blockquote>\n" };

  g_string_append (out, opens[block->kind]);
  for (guint i = 0; i < block->spans->len; i++)
    append_span (out, block->spans->pdata[i], html_tags, "<br/>\n", TRUE);
  g_string_append (out, closes[block->kind]);
}

char *
tri_note_to_html (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);
  gboolean in_list = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      const TriNoteBlock *block = blocks->pdata[i];

      if ((block->kind == TRI_NOTE_ITEM) != in_list)
        {
          in_list = !in_list;
          g_string_append (out, in_list ? "<ul>\n" : "</ul>\n");
        }
      append_html (out, block);
    }
  if (in_list)
    g_string_append (out, "</ul>\n");
  return g_string_free (out, FALSE);
}

char *
tri_note_to_markup (GPtrArray *blocks, gboolean with_links)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const TriNoteBlock *block = blocks->pdata[i];

      g_string_append (out, get_gap (blocks, i));
      g_string_append (out, get_lead (block));
      for (guint j = 0; j < block->spans->len; j++)
        append_span (out, block->spans->pdata[j], markup_tags, get_line_end (block), with_links);
    }
  return g_string_free (out, FALSE);
}
