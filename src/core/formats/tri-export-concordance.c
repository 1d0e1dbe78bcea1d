/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-concordance.h"

#include "formats/tri-csv.h"
#include "formats/tri-mark-note.h"
#include "library/tri-library-works.h"
#include "tri-output.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes that are held back before they are written, and lines between two words of progress. */
#define HELD (64 * 1024)
#define STEP 200

/* The names of the columns of tables are for programs: they stay as they are. */
static const char *const columns[] = {
  "work",
  "text",
  "language",
  "chapter",
  "passage",
  "start",
  "end",
  "left",
  "hit",
  "right",
};

static const char *const nicks[TRI_N_CONCORDANCE_FORMATS] = { "csv", "tsv", "html" };

static const char style[]
    = "body{margin:2em;font:1em/1.45 serif;color:#222;background:#fff}\n"
      "table{border-collapse:collapse;width:100%}caption{text-align:left;font-size:1.3em;"
      "font-weight:bold;padding-bottom:.6em}\n"
      "th,td{padding:.25em .5em;vertical-align:top;border-bottom:1px solid #ccc}\n"
      "th{font:bold .85em sans-serif;text-align:left;color:#555}\n"
      ".left{text-align:right}.hit{text-align:center;font-weight:bold;white-space:nowrap}\n"
      ".about{font:.85em sans-serif;color:#555}mark{color:inherit;background:#ffe58a}\n"
      "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1c1c1c}\n"
      "th,.about{color:#aaa}th,td{border-color:#444}mark{background:#6b5600}}\n";

typedef struct
{
  TriConcordance *concordance;
  TriLibrary *library;
  const TriConcordanceExport *what;
  GStrv languages;
  GString *out;
} Writer;

const char *
tri_concordance_format_to_nick (TriConcordanceFormat format)
{
  return nicks[format];
}

gboolean
tri_concordance_format_from_nick (const char *nick, TriConcordanceFormat *out)
{
  for (guint i = 0; i < TRI_N_CONCORDANCE_FORMATS; i++)
    if (g_ascii_strcasecmp (nick, nicks[i]) == 0)
      {
        *out = (TriConcordanceFormat) i;
        return TRUE;
      }
  return FALSE;
}

/* --- Tables */

static char
get_separator (const Writer *self)
{
  return self->what->format == TRI_CONCORDANCE_TSV ? '\t' : ',';
}

static void
append_field (Writer *self, const char *text)
{
  if (self->out->len && self->out->str[self->out->len - 1] != '\n')
    g_string_append_c (self->out, get_separator (self));
  tri_csv_append_words (self->out, text, get_separator (self));
}

/* An empty first field is no beginning of a line. */
static void
append_next (Writer *self, const char *text)
{
  g_string_append_c (self->out, get_separator (self));
  tri_csv_append_words (self->out, text, get_separator (self));
}

static void
append_number (Writer *self, guint number)
{
  g_string_append_printf (self->out, "%c%u", get_separator (self), number);
}

static void
begin_table (Writer *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_field (self, columns[i]);
  for (guint i = 0; self->languages[i]; i++)
    {
      g_autofree char *name = g_strconcat ("counterpart ", self->languages[i], NULL);

      append_field (self, name);
    }
  g_string_append (self->out, "\r\n");
}

static char *
dup_key (Writer *self, gint64 passage)
{
  g_autofree char *id = tri_library_dup_passage_id (self->library, passage);
  const char *slash = id ? strchr (id, '/') : NULL;

  return g_strdup (slash ? slash + 1 : "");
}

static void
append_record (Writer *self, const TriConcordanceLine *line)
{
  g_autofree char *key = dup_key (self, line->hit.passage);

  tri_csv_append_words (self->out, line->text->work_title, get_separator (self));
  append_next (self, line->text->title);
  append_next (self, line->text->lang);
  append_next (self, line->chapter);
  append_next (self, key);
  append_number (self, line->hit.start);
  append_number (self, line->hit.end);
  append_next (self, g_strchomp (line->left));
  append_next (self, line->words);
  append_next (self, g_strchug (line->right));
  for (guint i = 0; self->languages[i]; i++)
    {
      g_autofree char *words = tri_concordance_line_dup_counterpart (line,
                                                                     self->languages[i],
                                                                     NULL);

      append_next (self, words);
    }
  g_string_append (self->out, "\r\n");
}

/* --- HTML */

static void
append_cell (GString *out, const char *class, const char *lang, const char *words)
{
  g_string_append_printf (out, "<td class=\"%s\"", class);
  if (lang)
    {
      g_string_append (out, " lang=\"");
      tri_mark_append_html (out, lang);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
  tri_mark_append_html (out, words);
  g_string_append (out, "</td>");
}

static void
append_head (GString *out, const char *words)
{
  g_string_append (out, "<th scope=\"col\">");
  tri_mark_append_html (out, words);
  g_string_append (out, "</th>");
}

static void
begin_page (Writer *self)
{
  const char *title = self->what->title ? self->what->title : _ ("Concordance");
  GString *out = self->out;

  g_string_append (out, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<title>");
  tri_mark_append_html (out, title);
  g_string_append_printf (out, "</title>\n<style>\n%s</style></head>\n<body><table>", style);
  g_string_append (out, "<caption>");
  tri_mark_append_html (out, title);
  g_string_append (out, "</caption>\n<thead><tr>");
  append_head (out, _ ("Text"));
  append_head (out, _ ("Before"));
  append_head (out, _ ("Hit"));
  append_head (out, _ ("After"));
  for (guint i = 0; self->languages[i]; i++)
    append_head (out, self->languages[i]);
  g_string_append (out, "</tr></thead>\n<tbody>\n");
}

static void
append_between (GString *out, const char *words, glong from, glong to)
{
  g_autofree char *part = g_utf8_substring (words, from, to);

  tri_mark_append_html (out, part);
}

static void
append_marked (Writer *self, const TriConcordanceLine *line, const char *lang)
{
  g_autoptr (GArray) matches = NULL;
  g_autofree char *words = tri_concordance_line_dup_counterpart (line, lang, &matches);
  GString *out = self->out;
  glong at = 0;

  g_string_append (out, "<td lang=\"");
  tri_mark_append_html (out, lang);
  g_string_append (out, "\">");
  for (guint i = 0; i < matches->len; i++)
    {
      const TriMatch *match = &g_array_index (matches, TriMatch, i);

      append_between (out, words, at, match->start);
      g_string_append (out, "<mark>");
      append_between (out, words, match->start, match->end);
      g_string_append (out, "</mark>");
      at = match->end;
    }
  append_between (out, words, at, -1);
  g_string_append (out, "</td>");
}

static void
append_row (Writer *self, const TriConcordanceLine *line)
{
  g_autofree char *about = g_strconcat (line->text->title,
                                        line->chapter[0] ? ", " : "",
                                        line->chapter,
                                        NULL);

  g_string_append (self->out, "<tr>");
  append_cell (self->out, "about", NULL, about);
  append_cell (self->out, "left", line->text->lang, line->left);
  append_cell (self->out, "hit", line->text->lang, line->words);
  append_cell (self->out, "right", line->text->lang, line->right);
  for (guint i = 0; self->languages[i]; i++)
    append_marked (self, line, self->languages[i]);
  g_string_append (self->out, "</tr>\n");
}

/* --- Writing */

static gboolean
flush (Writer *self, GOutputStream *stream, gsize held, GCancellable *cancellable, GError **error)
{
  if (self->out->len <= held)
    return TRUE;
  if (!g_output_stream_write_all (stream,
                                  self->out->str,
                                  self->out->len,
                                  NULL,
                                  cancellable,
                                  error))
    return FALSE;
  g_string_truncate (self->out, 0);
  return TRUE;
}

static gboolean
write_line (Writer *self, guint index, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (TriConcordanceLine) line = NULL;

  line = tri_concordance_read_line (self->concordance,
                                    self->library,
                                    index,
                                    self->what->width,
                                    &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (line && self->what->format == TRI_CONCORDANCE_HTML)
    append_row (self, line);
  else if (line)
    append_record (self, line);
  return TRUE;
}

gboolean
tri_export_concordance (TriConcordance *concordance,
                        TriLibrary *library,
                        const TriConcordanceExport *what,
                        GOutputStream *stream,
                        TriConcordanceProgress progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (GStrv) languages = tri_concordance_list_languages (concordance);
  g_autoptr (GString) out = g_string_new (NULL);
  Writer self = { concordance, library, what, languages, out };
  gboolean is_page = what->format == TRI_CONCORDANCE_HTML;

  if (is_page)
    begin_page (&self);
  else
    begin_table (&self);
  for (guint i = 0; i < what->n_lines; i++)
    {
      if (!write_line (&self, what->order[i], error)
          || g_cancellable_set_error_if_cancelled (cancellable, error)
          || !flush (&self, stream, HELD, cancellable, error))
        return FALSE;
      if (i % STEP == 0 && progress && !progress (i, what->n_lines, data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
          return FALSE;
        }
    }
  if (is_page)
    g_string_append (out, "</tbody></table></body></html>\n");
  return flush (&self, stream, 0, cancellable, error);
}

gboolean
tri_export_concordance_to_file (TriConcordance *concordance,
                                TriLibrary *library,
                                const TriConcordanceExport *what,
                                GFile *file,
                                TriConcordanceProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GOutputStream) stream = tri_output_open (file, cancellable, error);
  gboolean is_written = FALSE;

  if (!stream)
    return FALSE;
  is_written = tri_export_concordance (concordance,
                                       library,
                                       what,
                                       stream,
                                       progress,
                                       data,
                                       cancellable,
                                       error);
  return tri_output_close (stream, is_written, cancellable, error);
}
