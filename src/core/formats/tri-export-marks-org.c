/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include <glib/gi18n.h>
#include <string.h>

#define HEADLINE 60 /* code points of a quote */

/* A line that Org takes for one of its own gets a comma in a block, a space elsewhere. */
static void
append_lines (GString *out, const char *text, const char *guard)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      const char *at = lines[i] + strspn (lines[i], ",");

      if (*at == '*' || g_str_has_prefix (at, "#+"))
        g_string_append (out, guard);
      g_string_append (out, lines[i]);
      g_string_append_c (out, '\n');
    }
}

static void
append_quote (GString *out, const char *quote)
{
  g_string_append (out, "#+begin_quote\n");
  append_lines (out, quote, ",");
  g_string_append (out, "#+end_quote\n");
}

static char *
dup_line (const char *text)
{
  return g_strstrip (g_strdelimit (g_strdup (text), "\n\r\t", ' '));
}

/* A tag has letters, digits and _@#% alone. */
static void
append_tags (GString *out, GStrv labels)
{
  for (guint i = 0; labels[i]; i++)
    {
      g_string_append (out, i ? "" : " :");
      for (const char *p = labels[i]; *p; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          g_string_append_unichar (out,
                                   g_unichar_isalnum (c) || strchr ("_@#%", (int) c) ? c : '_');
        }
      g_string_append_c (out, ':');
    }
}

static void
append_headline (GString *out, const TriMarkRecord *mark, const TriMarkSpot *spot)
{
  g_autofree char *line = dup_line (spot->quote);
  g_autofree char *begin = g_utf8_substring (line, 0, MIN (HEADLINE, g_utf8_strlen (line, -1)));

  g_string_append_printf (out,
                          "*** %s: %s%s",
                          tri_marks_name_kind (mark->kind),
                          begin,
                          strlen (begin) < strlen (line) ? "…" : "");
  append_tags (out, mark->labels);
  g_string_append_c (out, '\n');
}

static void
append_property (GString *out, const char *name, const char *value)
{
  g_autofree char *line = dup_line (value);

  if (line[0])
    g_string_append_printf (out, ":%s: %s\n", name, line);
}

static void
append_properties (GString *out, const TriMarkRecord *mark, const TriMarkSpot *spot)
{
  g_autofree char *created = tri_marks_dup_instant (mark->created);
  g_autofree char *modified = tri_marks_dup_instant (mark->modified);
  g_autofree char *place = tri_marks_dup_place (spot);
  g_autofree char *labels = g_strjoinv (", ", mark->labels);

  g_string_append (out, ":PROPERTIES:\n");
  append_property (out, "ID", mark->uuid);
  append_property (out, "PLACE", place);
  append_property (out, "COLOUR", mark->colour);
  append_property (out, "LABELS", labels);
  append_property (out, "CREATED", created);
  append_property (out, "MODIFIED", modified);
  g_string_append (out, ":END:\n");
}

static void
append_heading (GString *out, const char *stars, const char *title)
{
  g_autofree char *line = dup_line (title);

  g_string_append_printf (out, "%s %s\n", stars, line);
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *spot = tri_mark_record_get_spot (mark);

  if (!spot)
    return;
  if (tri_marks_is_new_work (sink, mark))
    append_heading (sink->out, "*", spot->work_title);
  if (tri_marks_is_new_chapter (sink, mark))
    append_heading (sink->out, "**", spot->chapter);
  append_headline (sink->out, mark, spot);
  append_properties (sink->out, mark, spot);
  for (guint i = 0; i < mark->spots->len; i++)
    append_quote (sink->out, ((TriMarkSpot *) g_ptr_array_index (mark->spots, i))->quote);
  for (guint i = 0; sink->languages[i]; i++)
    {
      g_autofree char *words = tri_marks_dup_counterpart (mark, sink->languages[i]);

      if (!words[0])
        continue;
      g_string_append_printf (sink->out, "%s:\n", sink->languages[i]);
      append_quote (sink->out, words);
    }
  if (mark->note[0])
    append_lines (sink->out, mark->note, " ");
}

static void
begin (TriMarksSink *sink)
{
  g_string_append_printf (sink->out, "#+title: %s\n", _ ("Bookmarks and Notes"));
}

static void
end (TriMarksSink *sink)
{
}

const TriMarksFormat tri_marks_org = {
  "org",
  "Org",
  "org",
  begin,
  append_mark,
  end,
};
