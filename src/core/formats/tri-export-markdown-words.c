/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-markdown-words.h"

#include <string.h>

void
tri_export_markdown_append_escaped (GString *out, const char *text, gssize length)
{
  for (const char *p = text; p < text + length; p++)
    {
      if (*p == '\n')
        {
          g_string_append (out, "\\\n");
          continue;
        }
      if (strchr ("\\`*_[]<>~|&", *p))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

/* And at the beginning of one; blanks there would be code. */
static void
append_line (GString *out, const char *line, gsize length)
{
  gsize n = 0;

  while (length > 0 && (*line == ' ' || *line == '\t'))
    {
      line++;
      length--;
    }
  n = strspn (line, "0123456789");
  if (length > 0 && strchr ("#+-=", *line))
    g_string_append_c (out, '\\');
  else if (n > 0 && n < length && (line[n] == '.' || line[n] == ')'))
    {
      g_string_append_len (out, line, (gssize) n);
      g_string_append_c (out, '\\');
      line += n;
      length -= n;
    }
  g_string_append_len (out, line, (gssize) length);
}

void
tri_export_markdown_append_lines (GString *out, const char *words, const char *before)
{
  while (TRUE)
    {
      gsize length = strcspn (words, "\n");

      append_line (out, words, length);
      if (!words[length])
        return;
      g_string_append_printf (out, "\n%s", before);
      words += length + 1;
    }
}

/* White space at the ends of an emphasis would make it none. */
static gboolean
trim (const char *content, guint *start, guint *end)
{
  while (*start < *end
         && g_unichar_isspace (
             g_utf8_get_char (g_utf8_offset_to_pointer (content, (glong) *start))))
    (*start)++;
  while (*end > *start
         && g_unichar_isspace (
             g_utf8_get_char (g_utf8_offset_to_pointer (content, (glong) *end - 1))))
    (*end)--;
  return *start < *end;
}

/* Between more backquotes than it has in it. */
static char *
dup_code (const char *content, guint start, guint end)
{
  g_autofree char *code = g_utf8_substring (content, (glong) start, (glong) end);
  g_autoptr (GString) fence = g_string_new ("`");

  while (strstr (code, fence->str))
    g_string_append_c (fence, '`');
  g_strdelimit (code, "\n", ' ');
  if (code[0] == '`' || g_str_has_suffix (code, "`"))
    return g_strdup_printf ("%s %s %s", fence->str, code, fence->str);
  return g_strdup_printf ("%s%s%s", fence->str, code, fence->str);
}

static void
add_link (GArray *tags, const TriSpan *span, guint start, guint end)
{
  g_autofree char *close = NULL;

  if (!span->value || strpbrk (span->value, "<>\n\\"))
    return;
  close = g_strdup_printf ("](<%s>)", span->value);
  tri_export_tags_add (tags, start, end, g_strdup ("["), close);
}

static gboolean
is_emphasis (const TriSpan *span)
{
  return span->kind == TRI_SPAN_EMPHASIS || span->kind == TRI_SPAN_TITLE
         || span->kind == TRI_SPAN_FOREIGN;
}

/* A title in italics: the same mark within itself would end it. The longer comes first. */
static gboolean
is_in_emphasis (const TriPassage *passage, const TriSpan *span)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *other = &g_array_index (passage->spans, TriSpan, i);

      if (other == span || other->start > span->start)
        return FALSE;
      if (is_emphasis (other) && other->end >= span->end)
        return TRUE;
    }
  return FALSE;
}

void
tri_export_markdown_add_span (GArray *tags, const TriPassage *passage, const TriSpan *span)
{
  guint start = span->start, end = span->end;
  const char *mark = NULL;

  if (!trim (passage->content, &start, &end))
    return;
  switch (span->kind)
    {
    case TRI_SPAN_EMPHASIS:
    case TRI_SPAN_TITLE:
    case TRI_SPAN_FOREIGN:
      mark = is_in_emphasis (passage, span) ? NULL : "*";
      break;
    case TRI_SPAN_STRONG:
      mark = "**";
      break;
    case TRI_SPAN_STRIKE:
      mark = "~~";
      break;
    case TRI_SPAN_CODE:
      tri_export_tags_replace (tags, start, end, dup_code (passage->content, start, end));
      break;
    case TRI_SPAN_LINK:
      add_link (tags, span, start, end);
      break;
    case TRI_SPAN_SMALL_CAPS:
    case TRI_SPAN_SUPERSCRIPT:
    case TRI_SPAN_SUBSCRIPT:
    case TRI_SPAN_UNDERLINE:
    case TRI_SPAN_QUOTE:
    case TRI_SPAN_NOTE:
    case TRI_SPAN_PAGE:
    case TRI_SPAN_VARIANT:
    case TRI_SPAN_OTHER:
      break;
    }
  if (mark)
    tri_export_tags_add (tags, start, end, g_strdup (mark), mark);
}
