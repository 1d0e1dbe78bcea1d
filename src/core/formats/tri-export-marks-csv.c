/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-csv.h"
#include "formats/tri-export-marks.h"

/* RFC 4180. The names of the columns are for programs: they stay as they are. */

static void
append_field (GString *out, const char *text)
{
  if (out->len && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  tri_csv_append_words (out, text, ',');
}

/* An empty first field is no empty line, since others follow. */
static void
append_number (GString *out, guint number)
{
  g_string_append_printf (out, ",%u", number);
}

static void
append_marked (GString *out, const TriMarkRecord *mark, const TriMarkSpot *spot)
{
  const char letter[] = { mark->letter, '\0' };

  append_field (out, mark->uuid);
  append_field (out, tri_mark_kind_to_nick (mark->kind));
  append_field (out,
                mark->kind == TRI_MARK_HIGHLIGHT ? tri_mark_style_to_nick (mark->style) : "");
  append_field (out, mark->colour);
  append_field (out, tri_scope_to_nick (mark->scope));
  append_field (out, letter);
  append_field (out, spot->work_title);
  append_field (out, spot->text_title);
  append_field (out, spot->lang);
  append_field (out, spot->chapter);
  append_field (out, spot->key);
  append_field (out, spot->end_key);
  append_number (out, spot->start);
  append_number (out, spot->end);
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *spot = tri_mark_record_get_spot (mark);
  g_autofree char *labels = g_strjoinv ("; ", mark->labels);
  g_autofree char *created = tri_marks_dup_instant (mark->created);
  g_autofree char *modified = tri_marks_dup_instant (mark->modified);
  g_autoptr (GString) quote = g_string_new (NULL);

  if (!spot)
    return;
  for (guint i = 0; i < mark->spots->len; i++)
    g_string_append_printf (quote,
                            "%s%s",
                            i ? "\n\n" : "",
                            ((TriMarkSpot *) g_ptr_array_index (mark->spots, i))->quote);
  append_marked (sink->out, mark, spot);
  append_field (sink->out, quote->str);
  append_field (sink->out, mark->note);
  append_field (sink->out, labels);
  append_field (sink->out, created);
  append_field (sink->out, modified);
  for (guint i = 0; sink->languages[i]; i++)
    {
      g_autofree char *words = tri_marks_dup_counterpart (mark, sink->languages[i]);

      append_field (sink->out, words);
    }
  g_string_append (sink->out, "\r\n");
}

static void
begin (TriMarksSink *sink)
{
  g_string_append (sink->out,
                   "id,kind,style,colour,scope,letter,work,text,language,chapter,passage,"
                   "end passage,start,end,quote,note,labels,created,modified");
  for (guint i = 0; sink->languages[i]; i++)
    {
      g_autofree char *name = g_strconcat ("counterpart ", sink->languages[i], NULL);

      append_field (sink->out, name);
    }
  g_string_append (sink->out, "\r\n");
}

static void
end (TriMarksSink *sink)
{
}

const TriMarksFormat tri_marks_csv = {
  "csv",
  "CSV",
  "csv",
  begin,
  append_mark,
  end,
};
