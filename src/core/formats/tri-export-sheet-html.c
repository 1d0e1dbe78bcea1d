/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-sheet-private.h"

#include "formats/tri-tei-markup.h"
#include "model/tri-note.h"

/* A page that takes nothing from elsewhere: no script, no picture, no address that is followed by
 * itself. */
static const char style[]
    = "body{max-width:72rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 serif;"
      "color:#1c1c1c;background:#fff}"
      "h1{line-height:1.2}"
      ".item{margin:1.5rem 0;break-inside:avoid}"
      ".mark{border-inline-start:.25rem solid #9a9996;padding-inline-start:1rem}"
      ".yellow{border-color:#c88800}.green{border-color:#26a269}.blue{border-color:#1c71d8}"
      ".pink{border-color:#c64600}.purple{border-color:#813d9c}.orange{border-color:#e66100}"
      ".place,figcaption{font:.8rem/1.4 sans-serif;color:#5e5c64}"
      ".place{margin:0 0 .3rem}"
      ".columns{display:grid;gap:1.5rem}"
      "figure,blockquote{margin:0}"
      ".note{margin-top:.5rem;padding:.1rem .8rem;background:#f6f5f4}"
      "@media(max-width:40rem){.columns{grid-template-columns:1fr !important}}"
      "@media(prefers-color-scheme:dark){@media screen{body{color:#eee;background:#1e1e1e}"
      ".note{background:#303030}.place,figcaption{color:#c0bfbc}}}";

static void
append (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      if (i > 0)
        g_string_append (out, "<br/>");
      tri_tei_append_escaped (out, lines[i], -1);
    }
}

static void
append_note (GString *out, const char *note, const char *css)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);
  g_autofree char *html = tri_note_to_html (blocks);

  g_string_append_printf (out, "<div class=\"%s\" dir=\"auto\">\n%s</div>\n", css, html);
}

static void
append_title (GString *out, const char *title)
{
  g_autofree char *line = g_strdelimit (g_strdup (title), "\n", ' ');

  tri_tei_append_escaped (out, line, -1);
}

static void
begin (GString *out, TriSheet *sheet)
{
  g_string_append (out,
                   "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
                   "<meta charset=\"utf-8\"/>\n"
                   "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>");
  append_title (out, sheet->title);
  g_string_append_printf (out,
                          "</title>\n<style>%s</style>\n</head>\n<body>\n<h1 dir=\"auto\">",
                          style);
  append_title (out, sheet->title);
  g_string_append (out, "</h1>\n");
}

static void
append_quote (GString *out, const TriSheetQuote *quote)
{
  g_string_append (out, "<figure");
  if (quote->lang[0])
    tri_tei_append_attribute (out, "lang", quote->lang);
  g_string_append (out, "><blockquote dir=\"auto\"><p>");
  append (out, quote->quote);
  g_string_append (out, "</p></blockquote>");
  if (quote->title[0] || quote->lang[0])
    {
      g_string_append (out, "<figcaption>");
      append (out, quote->title);
      if (quote->lang[0])
        {
          g_string_append (out, quote->title[0] ? " (" : "(");
          append (out, quote->lang);
          g_string_append_c (out, ')');
        }
      g_string_append (out, "</figcaption>");
    }
  g_string_append (out, "</figure>\n");
}

static gboolean
is_colour (const char *colour)
{
  static const char *const colours[] = {
    "yellow", "green", "blue", "pink", "purple", "orange", NULL
  };

  return g_strv_contains (colours, colour);
}

static void
append_mark (GString *out, TriSheetItem *item)
{
  TriBookmark *mark = item->mark;
  const char *note = tri_sheet_writer_get_note (item);

  g_string_append_printf (out,
                          "<section class=\"item mark %s %s\">\n<p class=\"place\" dir=\"auto\">",
                          mark ? tri_mark_kind_to_nick (mark->kind) : "deleted",
                          mark && is_colour (mark->colour) ? mark->colour : "plain");
  append (out, item->place);
  g_string_append_printf (out,
                          "</p>\n<div class=\"columns\""
                          " style=\"grid-template-columns:repeat(%u,minmax(0,1fr))\">\n",
                          item->quotes->len);
  for (guint i = 0; i < item->quotes->len; i++)
    append_quote (out, g_ptr_array_index (item->quotes, i));
  g_string_append (out, "</div>\n");
  if (note[0])
    append_note (out, note, "note");
  g_string_append (out, "</section>\n");
}

static void
write_item (GString *out, TriSheetItem *item, gboolean is_first)
{
  if (tri_sheet_item_is_mark (item))
    append_mark (out, item);
  else
    append_note (out, item->words, "item words");
}

static void
end (GString *out)
{
  g_string_append (out, "</body>\n</html>\n");
}

const TriSheetWriter tri_sheet_writer_html = { begin, write_item, end };
