/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-export-contents.h"
#include "formats/tri-export-index.h"
#include "formats/tri-export-out.h"
#include "formats/tri-export-page.h"
#include "formats/tri-tei-markup.h"
#include "tri-environment.h"

#include <glib/gi18n-lib.h>

/* Notes that wait for the end of their chapter come earlier when there are so many. */
#define MAX_WAITING ((gsize) 256 * 1024)

/* One page that needs nothing else: no script, no other file. */
static const char style[]
    = ":root{color-scheme:light dark;--ink:#222;--paper:#fff;--faint:#666;--line:#ddd;"
      "--link:#1c5d99}\n"
      "@media(prefers-color-scheme:dark){:root{--ink:#ddd;--paper:#1c1c1c;--faint:#aaa;"
      "--line:#444;--link:#8ab8e6}}\n"
      "body{margin:2em auto;padding:0 1.5em;max-width:76em;color:var(--ink);"
      "background:var(--paper);font:1.05em/1.5 Georgia,'Noto Serif',serif}\n"
      "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.2em 0 .5em;text-wrap:balance}\n"
      "h1{font-size:2em;margin-top:0}h2{font-size:1.45em}h3{font-size:1.2em}"
      "h4,h5,h6{font-size:1em}\n"
      "a{color:var(--link)}\n"
      ".texts{list-style:none;padding:0;color:var(--faint)}\n"
      "nav ol{list-style:none;padding-inline-start:1.2em;margin:.2em 0}nav>ol{padding:0}\n"
      "nav a{text-decoration:none}nav a:hover{text-decoration:underline}\n"
      "table.rows{width:100%;border-collapse:collapse;table-layout:fixed}\n"
      ".rows th{position:sticky;top:0;background:var(--paper);color:var(--faint);"
      "font:.8em/1.4 system-ui,sans-serif;text-align:start;padding:.5em 1.25em;"
      "border-bottom:1px solid var(--line)}\n"
      ".rows td{vertical-align:top;padding:.15em 1em;overflow-wrap:break-word}\n"
      ".rows td:first-child,.rows th:first-child{padding-left:0}"
      ".rows td:last-child,.rows th:last-child{padding-right:0}\n"
      ".gap td{border-top:1px solid var(--line)}\n"
      "p,blockquote{margin:.45em 0;hyphens:auto}blockquote{padding-inline-start:1.5em}\n"
      ".verse,.item{margin:.05em 0;hyphens:manual}.verse{padding-inline-start:2em;text-indent:-1em}"
      ".stanza{margin-top:.9em}\n"
      ".item{padding-inline-start:1.5em;text-indent:-1.2em}"
      ".l2{margin-inline-start:1.5em}.l3{margin-inline-start:3em}"
      ".l4,.l5,.l6{margin-inline-start:4.5em}.marker{color:var(--faint)}\n"
      ".close td{padding-top:0;padding-bottom:0}\n"
      ".caps{font-variant:small-caps}.made{color:var(--faint)}\n"
      ".name{text-decoration:underline dotted var(--faint) 1px;text-underline-offset:.2em}\n"
      ".mark{line-height:0;font-size:.75em}.mark a{text-decoration:none;padding:0 .1em}\n"
      ".notes{border-top:1px solid var(--line);margin:2em 0;font-size:.88em}"
      ".notes h2{font-size:1.1em}\n"
      ".notes .row{display:flex;gap:2em}.notes .cell{flex:1 1 0;min-width:0}\n"
      ".index{border-top:1px solid var(--line);margin-top:3em;font-size:.92em}\n"
      ".index dl{margin:.5em 0;break-inside:avoid}.index dt{font-weight:bold}"
      ".index dd{margin-inline-start:1.5em}\n"
      ".dates,.lang{color:var(--faint);font-weight:normal}\n"
      ":target{outline:2px solid var(--link);outline-offset:.2em}\n"
      "@media screen and (max-width:42em){.rows thead{display:none}"
      ".rows tr,.rows tbody,.rows td,table.rows,"
      ".notes .row{display:block}.rows td{padding:.15em 0}"
      ".rows td:not(:first-child){border-inline-start:3px solid var(--line);"
      "padding-inline-start:.8em}.rows td:empty{display:none}}\n"
      "@media print{:root{--ink:#000;--paper:#fff;--faint:#444;--line:#999;--link:#000}"
      "body{margin:0;padding:0;max-width:none;font-size:10pt}"
      ".rows thead{display:table-header-group}.rows th{position:static}"
      "h2,h3,h4,h5,h6{break-after:avoid}p{orphans:2;widows:2}"
      "a{text-decoration:none}.name{text-decoration:none}nav{break-after:page}"
      ".index{columns:2;column-gap:2em}.index>h2{column-span:all}.index dd{display:none}}\n";

typedef struct
{
  TriLibrary *library;
  TriExportRows *rows;
  TriExportPage *page;
  gboolean with_entities;
  TriExportOut out;
} Writer;

static void
begin (Writer *self)
{
  GString *out = self->out.buffer;
  const char *title = tri_export_rows_get_title (self->rows);

  g_string_append (out, "<!DOCTYPE html>\n<html");
  tri_export_page_append_lang (out, tri_export_page_get_own_lang (), FALSE);
  g_string_append (out,
                   ">\n<head>\n<meta charset=\"utf-8\"/>\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                   "<meta name=\"generator\"");
  tri_tei_append_attribute (out, "content", "Triptych " TRIPTYCH_VERSION);
  g_string_append (out, "/>\n<title>");
  tri_export_page_append_words (out, title, -1);
  g_string_append_printf (out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<header>\n", style);
  g_string_append (out, "<h1 dir=\"auto\">");
  tri_export_page_append_words (out, title, -1);
  g_string_append (out, "</h1>\n");
}

static void
append_texts (Writer *self)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  GString *out = self->out.buffer;

  g_string_append (out, "<ul class=\"texts\">\n");
  for (guint i = 0; i < texts->len; i++)
    {
      TriText *text = g_ptr_array_index (texts, i);

      g_string_append (out, "<li");
      tri_export_page_append_lang (out, text->lang, FALSE);
      g_string_append_c (out, '>');
      tri_export_page_append_title (out, text);
      g_string_append (out, "</li>\n");
    }
  g_string_append (out, "</ul>\n</header>\n");
}

/* --- Contents: the divisions of the first text of each strand */

/* What has no title cannot be chosen from a list. */
static gboolean
is_listed (TriExportRows *rows, guint text, TriDivision *division)
{
  return *division->title && tri_export_rows_has_division (rows, text, division);
}

static void
append_contents_of (Writer *self, guint text)
{
  GPtrArray *divisions = tri_export_rows_get_divisions (self->rows, text);
  TriExportContents contents = { .out = self->out.buffer };

  for (guint i = 0; i < divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);
      g_autofree char *id = tri_export_page_dup_division_id (text, division);
      g_autofree char *href = g_strconcat ("#", id, NULL);

      if (is_listed (self->rows, text, division))
        tri_export_contents_append (&contents, division->level, href, division->title);
    }
  tri_export_contents_close (&contents);
  g_string_append_c (self->out.buffer, '\n');
}

/* Whether no text before it stands in the same strand. */
static gboolean
is_first_of_strand (Writer *self, guint text)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);

  for (guint i = 0; i < text; i++)
    if (((TriText *) texts->pdata[i])->strand == ((TriText *) texts->pdata[text])->strand)
      return FALSE;
  return TRUE;
}

static gboolean
has_contents (Writer *self)
{
  for (guint i = 0; i < tri_export_rows_get_texts (self->rows)->len; i++)
    {
      GPtrArray *divisions = tri_export_rows_get_divisions (self->rows, i);

      for (guint j = 0; is_first_of_strand (self, i) && j < divisions->len; j++)
        if (is_listed (self->rows, i, g_ptr_array_index (divisions, j)))
          return TRUE;
    }
  return FALSE;
}

static void
append_contents (Writer *self)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  GString *out = self->out.buffer;

  if (!has_contents (self))
    return;
  g_string_append (out,
                   "<nav aria-labelledby=\"contents\" role=\"doc-toc\">\n"
                   "<h2 id=\"contents\">");
  tri_export_page_append_words (out, _ ("Contents"), -1);
  g_string_append (out, "</h2>");
  for (guint i = 0; i < texts->len; i++)
    {
      TriText *text = g_ptr_array_index (texts, i);

      if (!is_first_of_strand (self, i))
        continue;
      g_string_append (out, "\n<div");
      tri_export_page_append_lang (out, text->lang, FALSE);
      g_string_append_c (out, '>');
      if (tri_export_rows_count_strands (self->rows) > 1)
        tri_export_append_element (out, "p", text->title);
      append_contents_of (self, i);
      g_string_append (out, "</div>");
    }
  g_string_append (out, "\n</nav>\n");
}

/* --- Rows */

/* Of several strands each is headed by the titles of its texts. */
static void
append_strand_head (Writer *self, guint strand)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  GString *out = self->out.buffer;
  gboolean is_first = TRUE;

  if (tri_export_rows_count_strands (self->rows) < 2)
    return;
  g_string_append (out, "<h2>");
  for (guint i = 0; i < texts->len; i++)
    {
      TriText *text = g_ptr_array_index (texts, i);

      if (text->strand != strand)
        continue;
      g_string_append (out, is_first ? "<span" : " · <span");
      tri_export_page_append_lang (out, text->lang, FALSE);
      g_string_append_c (out, '>');
      tri_export_page_append_words (out, text->title, -1);
      g_string_append (out, "</span>");
      is_first = FALSE;
    }
  g_string_append (out, "</h2>\n");
}

static gboolean
begins_chapter (const TriExportRow *row)
{
  for (guint i = 0; i < row->divisions->len; i++)
    {
      GPtrArray *divisions = tri_export_row_get_divisions (row, i);

      if (divisions->len > 0)
        return ((TriDivision *) g_ptr_array_index (divisions, 0))->level <= 1;
    }
  return FALSE;
}

static gboolean
put_row (Writer *self, const TriExportRow *row, GError **error)
{
  gsize n_waiting = tri_export_page_count_waiting (self->page);

  if (row->begins_strand || n_waiting > MAX_WAITING || (n_waiting > 0 && begins_chapter (row)))
    tri_export_page_close (self->page, self->out.buffer);
  if (row->begins_strand)
    append_strand_head (self, row->strand);
  tri_export_page_append_row (self->page, self->out.buffer, row);
  return tri_export_out_flush (&self->out, error);
}

static gboolean
put_rows (Writer *self, GError **error)
{
  GError *local = NULL;
  const TriExportRow *row = NULL;

  g_string_append (self->out.buffer, "<main>\n");
  while ((row = tri_export_rows_next (self->rows, self->out.cancellable, &local)))
    if (!put_row (self, row, error))
      return FALSE;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  tri_export_page_close (self->page, self->out.buffer);
  g_string_append (self->out.buffer, "</main>\n");
  return TRUE;
}

static char *
dup_href (guint text, guint ord, gpointer data)
{
  return g_strdup_printf ("#t%u-p%u", text + 1, ord);
}

static gboolean
pause_index (gpointer data, GError **error)
{
  return tri_export_out_flush (&((Writer *) data)->out, error);
}

static gboolean
put_index (Writer *self, GError **error)
{
  const TriExportIndex index = { FALSE, self->out.buffer, dup_href, pause_index, self };

  if (!self->with_entities)
    return TRUE;
  return tri_export_index_append (&index,
                                  self->library,
                                  self->rows,
                                  self->out.cancellable,
                                  error);
}

static gboolean
put_all (Writer *self, GError **error)
{
  begin (self);
  append_texts (self);
  append_contents (self);
  if (!put_rows (self, error) || !put_index (self, error))
    return FALSE;
  g_string_append (self->out.buffer, "</body>\n</html>\n");
  return tri_export_out_finish (&self->out, error);
}

static gboolean
write_html (TriLibrary *library,
            const TriExportOptions *options,
            GOutputStream *stream,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, error);
  g_autoptr (TriExportPage) page = NULL;
  Writer writer = { library, rows, NULL, options->with_entities };
  gboolean written = FALSE;

  if (!rows)
    return FALSE;
  writer.page = page = tri_export_page_new (library, rows, options, FALSE);
  tri_export_out_init (&writer.out, stream, cancellable);
  written = put_all (&writer, error);
  tri_export_out_clear (&writer.out);
  return written;
}

const TriExporter tri_exporter_html = {
  .nick = "html",
  .label = N_ ("Web page"),
  .extension = "html",
  .media_type = "text/html",
  .flags = TRI_EXPORTER_NOTES | TRI_EXPORTER_ENTITIES,
  .write = write_html,
};
