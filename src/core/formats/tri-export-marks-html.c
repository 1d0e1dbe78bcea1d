/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include "formats/tri-mark-note.h"

#include <glib/gi18n.h>

/* One page that needs nothing else and runs nothing. */

#define STYLE                                                                  \
  "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.05em/1.5 serif}\n" \
  "body{color:#222;background:#fff}h1,h2{line-height:1.2}\n"                   \
  "article{margin:1.6em 0;padding-left:1em;border-left:3px solid #aaa}\n"      \
  "blockquote{margin:.4em 0;white-space:pre-line}.counterpart{color:#444}\n"   \
  ".about{font:.85em sans-serif;color:#555}\n"                                 \
  ".yellow{border-color:#d5a800}.green{border-color:#2f9e44}\n"                \
  ".blue{border-color:#2b7cd3}.pink{border-color:#d6468f}\n"                   \
  ".purple{border-color:#8455c9}.orange{border-color:#dd6b10}\n"               \
  ".underline .words{text-decoration:underline}\n"                             \
  ".wave .words{text-decoration:underline wavy}\n"                             \
  ".strike .words{text-decoration:line-through}\n"                             \
  "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1c1c1c}\n"    \
  ".counterpart{color:#bbb}.about{color:#aaa}}\n"

static const char style[] = STYLE;

static void
append_escaped (GString *out, const char *text)
{
  tri_mark_append_html (out, text);
}

static void
append_heading (GString *out, const char *element, const char *words)
{
  g_string_append_printf (out, "<%s>", element);
  append_escaped (out, words);
  g_string_append_printf (out, "</%s>\n", element);
}

static void
append_quote (GString *out, const char *class, const char *lang, const char *quote)
{
  g_string_append_printf (out, "<blockquote class=\"%s\"", class);
  if (lang[0])
    {
      g_string_append (out, " lang=\"");
      append_escaped (out, lang);
      g_string_append_c (out, '"');
    }
  g_string_append (out, "><p>");
  append_escaped (out, quote);
  g_string_append (out, "</p></blockquote>\n");
}

static void
append_labels (GString *out, GStrv labels)
{
  for (guint i = 0; labels[i]; i++)
    {
      g_string_append (out, i ? ", <b>" : " · <b>");
      append_escaped (out, labels[i]);
      g_string_append (out, "</b>");
    }
}

static void
append_about (GString *out, const TriMarkRecord *mark, const TriMarkSpot *spot)
{
  g_autofree char *day = tri_marks_dup_day (mark->created);
  g_autofree char *instant = tri_marks_dup_instant (mark->created);
  g_autofree char *place = tri_marks_dup_place (spot);

  g_string_append (out, "<p class=\"about\">");
  append_escaped (out, tri_marks_name_kind (mark->kind));
  if (mark->colour[0])
    {
      g_string_append (out, " (");
      append_escaped (out, tri_marks_name_colour (mark->colour));
      g_string_append (out, ")");
    }
  g_string_append (out, ", ");
  append_escaped (out, place);
  g_string_append_printf (out, ", <time datetime=\"%s\">%s</time>", instant, day);
  append_labels (out, mark->labels);
  g_string_append (out, "</p>\n");
}

static void
append_counterparts (GString *out, const TriMarkRecord *mark, GStrv languages)
{
  for (guint i = 0; languages[i]; i++)
    {
      g_autofree char *words = tri_marks_dup_counterpart (mark, languages[i]);

      if (words[0])
        append_quote (out, "counterpart", languages[i], words);
    }
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *spot = tri_mark_record_get_spot (mark);

  if (!spot)
    return;
  if (tri_marks_is_new_work (sink, mark))
    append_heading (sink->out, "h1", spot->work_title);
  if (tri_marks_is_new_chapter (sink, mark))
    append_heading (sink->out, "h2", spot->chapter);
  g_string_append (sink->out, "<article id=\"m-");
  append_escaped (sink->out, mark->uuid);
  g_string_append_printf (sink->out,
                          "\" class=\"%s %s ",
                          tri_mark_kind_to_nick (mark->kind),
                          mark->kind == TRI_MARK_HIGHLIGHT ? tri_mark_style_to_nick (mark->style)
                                                           : "");
  append_escaped (sink->out, mark->colour);
  g_string_append (sink->out, "\">\n");
  for (guint i = 0; i < mark->spots->len; i++)
    {
      const TriMarkSpot *part = g_ptr_array_index (mark->spots, i);

      append_quote (sink->out, "words", part->lang, part->quote);
    }
  append_counterparts (sink->out, mark, sink->languages);
  if (mark->note[0])
    tri_mark_append_note_html (sink->out, mark->note);
  append_about (sink->out, mark, spot);
  g_string_append (sink->out, "</article>\n");
}

static void
begin (TriMarksSink *sink)
{
  g_string_append (sink->out,
                   "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  append_escaped (sink->out, _ ("Bookmarks and Notes"));
  g_string_append_printf (sink->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
}

static void
end (TriMarksSink *sink)
{
  g_string_append (sink->out, "</body>\n</html>\n");
}

const TriMarksFormat tri_marks_html = {
  "html",
  "HTML",
  "html",
  begin,
  append_mark,
  end,
};
