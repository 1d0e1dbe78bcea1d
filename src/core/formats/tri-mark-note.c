/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-mark-note.h"

#include "formats/tri-tei-markup.h"
#include "model/tri-note.h"

/* HTML holds no control characters. */
static gboolean
is_allowed (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0));
}

void
tri_mark_append_html (GString *out, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else
        g_string_append_unichar (out, is_allowed (c) ? c : 0xfffd);
    }
}

/* Its words lead nowhere outside the program, so links are written as their words. */
static void
drop_links (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      TriNoteBlock *block = g_ptr_array_index (blocks, i);

      for (guint j = 0; j < block->spans->len; j++)
        g_clear_pointer (&((TriNoteSpan *) g_ptr_array_index (block->spans, j))->target, g_free);
    }
}

void
tri_mark_append_note_html (GString *out, const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);
  g_autofree char *html = NULL;

  drop_links (blocks);
  html = tri_note_to_html (blocks);
  g_string_append_printf (out, "<div class=\"note\">\n%s\n</div>\n", html);
}

static void
append_span (GString *out, const TriNoteSpan *span)
{
  const char *open = span->style & TRI_NOTE_CODE       ? "<code>"
                     : span->style & TRI_NOTE_STRONG   ? "<hi rend=\"bold\">"
                     : span->style & TRI_NOTE_EMPHASIS ? "<emph>"
                                                       : "";
  const char *close = span->style & TRI_NOTE_CODE       ? "</code>"
                      : span->style & TRI_NOTE_STRONG   ? "</hi>"
                      : span->style & TRI_NOTE_EMPHASIS ? "</emph>"
                                                        : "";

  if (span->target)
    {
      g_string_append (out, "<ref");
      tri_tei_append_attribute (out, "target", span->target);
      g_string_append_c (out, '>');
    }
  g_string_append (out, open);
  tri_tei_append_escaped (out, span->text, -1);
  g_string_append (out, close);
  if (span->target)
    g_string_append (out, "</ref>");
}

static void
append_block (GString *out, const TriNoteBlock *block)
{
  static const char *const opens[] = { "<p>", "<list><item>", "<quote><p>" };
  static const char *const closes[] = { "</p>", "</item></list>", "</p></quote>" };

  g_string_append (out, opens[block->kind]);
  for (guint i = 0; i < block->spans->len; i++)
    append_span (out, g_ptr_array_index (block->spans, i));
  g_string_append (out, closes[block->kind]);
}

void
tri_mark_append_note_tei (GString *out, const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);

  g_string_append (out, "<note type=\"comment\">");
  for (guint i = 0; i < blocks->len; i++)
    append_block (out, g_ptr_array_index (blocks, i));
  g_string_append (out, "</note>\n");
}

char *
tri_mark_dup_note_plain (const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);

  return tri_note_to_text (blocks);
}
