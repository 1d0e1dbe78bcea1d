/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include <glib/gi18n.h>
#include <string.h>

/* Words as they are: nothing of them is taken for Markdown. */
static void
append_plain (GString *out, const char *text)
{
  gboolean begins_line = TRUE;

  for (const char *p = text; *p; p++)
    {
      gboolean is_special = strchr ("\\`*_[]<>&|~", *p) != NULL;

      if (begins_line && strchr ("#+-=", *p))
        is_special = TRUE;
      if (begins_line && g_ascii_isdigit (*p))
        {
          gsize n = strspn (p, "0123456789");

          g_string_append_len (out, p, (gssize) n);
          p += n - 1;
          if (p[1] == '.' || p[1] == ')')
            g_string_append_c (out, '\\');
          begins_line = FALSE;
          continue;
        }
      if (is_special)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
      begins_line = *p == '\n' || (begins_line && *p == ' ');
    }
}

static void
append_quoted (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_string_append (out, lines[i][0] ? "> " : ">");
      append_plain (out, lines[i]);
      /* A line that goes on in the next one. */
      g_string_append (out, lines[i][0] && lines[i + 1] && lines[i + 1][0] ? "\\\n" : "\n");
    }
}

/* A note is Markdown already, but never HTML. */
static void
append_note (GString *out, const char *note)
{
  for (const char *p = note; *p; p++)
    switch (*p)
      {
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '&':
        g_string_append (out, "&amp;");
        break;
      default:
        g_string_append_c (out, *p);
      }
  g_string_append_c (out, '\n');
}

static void
append_heading (GString *out, const char *signs, const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n", ' ');

  g_string_append (out, signs);
  append_plain (out, line);
  g_string_append (out, "\n\n");
}

static void
append_about (GString *out, const TriMarkRecord *mark, const TriMarkSpot *spot)
{
  g_autofree char *day = tri_marks_dup_day (mark->created);
  g_autofree char *place = tri_marks_dup_place (spot);

  g_string_append (out, "— *");
  append_plain (out, tri_marks_name_kind (mark->kind));
  g_string_append (out, "*");
  if (mark->colour[0])
    {
      g_string_append (out, " (");
      append_plain (out, tri_marks_name_colour (mark->colour));
      g_string_append (out, ")");
    }
  g_string_append (out, ", ");
  append_plain (out, place);
  g_string_append_printf (out, ", %s", day);
  for (guint i = 0; mark->labels[i]; i++)
    {
      g_string_append (out, i ? ", #" : " · #");
      append_plain (out, mark->labels[i]);
    }
  g_string_append (out, "\n\n");
}

static void
append_counterparts (GString *out, const TriMarkRecord *mark, GStrv languages)
{
  for (guint i = 0; languages[i]; i++)
    {
      g_autofree char *words = tri_marks_dup_counterpart (mark, languages[i]);

      if (!words[0])
        continue;
      g_string_append_printf (out, "*%s*\n\n", languages[i]);
      append_quoted (out, words);
      g_string_append_c (out, '\n');
    }
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *spot = tri_mark_record_get_spot (mark);

  if (!spot)
    return;
  if (tri_marks_is_new_work (sink, mark))
    append_heading (sink->out, "# ", spot->work_title);
  if (tri_marks_is_new_chapter (sink, mark))
    append_heading (sink->out, "## ", spot->chapter);
  for (guint i = 0; i < mark->spots->len; i++)
    {
      append_quoted (sink->out, ((TriMarkSpot *) g_ptr_array_index (mark->spots, i))->quote);
      g_string_append_c (sink->out, '\n');
    }
  append_counterparts (sink->out, mark, sink->languages);
  if (mark->note[0])
    {
      append_note (sink->out, mark->note);
      g_string_append_c (sink->out, '\n');
    }
  append_about (sink->out, mark, spot);
}

static void
begin (TriMarksSink *sink)
{
}

const TriMarksFormat tri_marks_markdown = {
  "markdown",
  "Markdown",
  "md",
  begin,
  append_mark,
  begin,
};
