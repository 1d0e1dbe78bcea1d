/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-export-contents.h"
#include "formats/tri-export-index.h"
#include "formats/tri-export-out.h"
#include "formats/tri-export-page.h"
#include "formats/tri-tei-markup.h"
#include "formats/tri-zip-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* EPUB 3. A file a chapter (a top division of the first text), or more when it is long:
 *
 *   mimetype                 first, stored
 *   META-INF/container.xml
 *   OPS/style.css
 *   OPS/title.xhtml
 *   OPS/c0001.xhtml, …       rows of boxes, notes at the end of each
 *   OPS/index1.xhtml, …      what is named
 *   OPS/nav.xhtml            written when all is known
 *   OPS/package.opf
 *
 * Only what is to be listed in the last two, and in which file each text goes on, is kept. */
#define MAX_FILE ((gsize) 256 * 1024)

static const char container[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">\n"
      "<rootfiles><rootfile full-path=\"OPS/package.opf\""
      " media-type=\"application/oebps-package+xml\"/></rootfiles>\n</container>\n";

static const char style[]
    = "body{margin:1em;line-height:1.45}h1,h2,h3,h4,h5,h6{line-height:1.25;break-after:avoid}\n"
      ".row{display:flex}.cell{flex:1 1 0;min-width:0;padding-inline-end:1em}"
      ".cell:last-child{padding-inline-end:0}\n"
      "@media(max-width:34em){.row{display:block;margin-bottom:.8em}.cell{padding-inline-end:0}"
      ".cell + .cell{border-inline-start:2px solid #999;padding-inline-start:.7em;"
      "margin-top:.3em}}\n"
      "p,blockquote{margin:.4em 0}blockquote{padding-inline-start:1.5em}\n"
      ".verse,.item{margin:.05em 0}.verse{padding-inline-start:2em;text-indent:-1em}"
      ".stanza{margin-top:.9em}\n.item{padding-inline-start:1.5em;text-indent:-1.2em}"
      ".l2{margin-inline-start:1.5em}"
      ".l3,.l4,.l5,.l6{margin-inline-start:3em}\n"
      ".caps{font-variant:small-caps}.mark{line-height:0;font-size:.75em}"
      ".mark a{text-decoration:none}\n"
      ".notes{border-top:1px solid #999;margin-top:2em;font-size:.9em}.notes h2{font-size:1.1em}\n"
      ".index dt{font-weight:bold}.index dd{margin-inline-start:1.5em}"
      ".dates,.lang{font-weight:normal}\n"
      "nav ol{list-style:none;padding-inline-start:1.2em}nav a{text-decoration:none}\n";

/* From a passage on, a text stands in a file. */
typedef struct
{
  guint first;
  guint file;
} Place;

typedef struct
{
  TriLibrary *library;
  TriExportRows *rows;
  TriExportPage *page;
  const TriExportOptions *options;
  TriZipWriter *zip;
  GCancellable *cancellable;
  GString *body;   /* of the file that is written */
  char *title;     /* of that */
  guint n_files;   /* chapters, with that */
  guint n_indexes; /* files of the index */
  GPtrArray *places;
  GString *nav;
  TriExportContents contents;
} Writer;

static gboolean
put_member (Writer *self, const char *name, GString *content, GError **error)
{
  return tri_zip_writer_add (self->zip, name, content->str, content->len, FALSE, error);
}

static void
begin_document (GString *out, const char *title, const char *type)
{
  g_string_append (out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
                   "<html xmlns=\"http://www.w3.org/1999/xhtml\""
                   " xmlns:epub=\"http://www.idpf.org/2007/ops\"");
  tri_export_page_append_lang (out, tri_export_page_get_own_lang (), TRUE);
  g_string_append (out, ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
  tri_export_append_xml (out, title, -1);
  g_string_append_printf (out,
                          "</title>\n<link rel=\"stylesheet\" type=\"text/css\""
                          " href=\"style.css\"/>\n</head>\n<body epub:type=\"%s\">\n",
                          type);
}

static gboolean
put_document (Writer *self,
              const char *name,
              const char *title,
              const char *type,
              const GString *body,
              GError **error)
{
  g_autoptr (GString) document = g_string_sized_new (body->len + 1024);
  g_autofree char *path = g_strconcat ("OPS/", name, NULL);

  begin_document (document, *title ? title : "–", type);
  g_string_append_len (document, body->str, (gssize) body->len);
  g_string_append (document, "</body>\n</html>\n");
  return put_member (self, path, document, error);
}

static gboolean
put_beginning (Writer *self, GError **error)
{
  static const char type[] = "application/epub+zip";

  return tri_zip_writer_add (self->zip, "mimetype", type, strlen (type), TRUE, error)
         && tri_zip_writer_add (self->zip,
                                "META-INF/container.xml",
                                container,
                                strlen (container),
                                FALSE,
                                error)
         && tri_zip_writer_add (self->zip, "OPS/style.css", style, strlen (style), FALSE, error);
}

static gboolean
put_title_page (Writer *self, GError **error)
{
  g_autoptr (GString) body = g_string_new ("<section>\n<h1>");
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  const char *title = tri_export_rows_get_title (self->rows);

  tri_export_page_append_words (body, title, -1);
  g_string_append (body, "</h1>\n");
  for (guint i = 0; i < texts->len; i++)
    {
      TriText *text = g_ptr_array_index (texts, i);

      g_string_append (body, "<p");
      tri_export_page_append_lang (body, text->lang, TRUE);
      g_string_append_c (body, '>');
      tri_export_page_append_title (body, text);
      g_string_append (body, "</p>\n");
    }
  g_string_append (body, "</section>\n");
  return put_document (self, "title.xhtml", title, "titlepage", body, error);
}

/* --- Chapters */

static char *
dup_file_name (guint file)
{
  return g_strdup_printf ("c%04u.xhtml", file);
}

static gboolean
end_file (Writer *self, GError **error)
{
  g_autofree char *name = NULL;

  if (self->n_files == 0)
    return TRUE;
  tri_export_page_close (self->page, self->body);
  g_string_append (self->body, "</section>\n");
  name = dup_file_name (self->n_files);
  return put_document (self, name, self->title, "bodymatter", self->body, error);
}

static gboolean
begin_file (Writer *self, GError **error)
{
  if (!end_file (self, error))
    return FALSE;
  self->n_files++;
  g_string_assign (self->body, "<section epub:type=\"chapter\">\n");
  g_free (self->title);
  self->title = g_strdup (tri_export_rows_get_title (self->rows));
  return TRUE;
}

/* The first of the texts of the row's strand: its divisions are the chapters, and the contents. */
static guint
get_leader (Writer *self, const TriExportRow *row)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  guint i = 0;

  while (((TriText *) g_ptr_array_index (texts, i))->strand != row->strand)
    i++;
  return i;
}

static gboolean
begins_chapter (GPtrArray *divisions)
{
  return divisions->len > 0
         && ((TriDivision *) g_ptr_array_index (divisions, 0))->level <= 1;
}

static void
list_strand (Writer *self, guint leader)
{
  TriText *text = g_ptr_array_index (tri_export_rows_get_texts (self->rows), leader);
  g_autofree char *href = dup_file_name (self->n_files);

  if (tri_export_rows_count_strands (self->rows) < 2)
    return;
  tri_export_contents_append (&self->contents, 0, href, text->title);
}

static void
list_divisions (Writer *self, guint leader, GPtrArray *divisions)
{
  for (guint i = 0; i < divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);
      g_autofree char *file = dup_file_name (self->n_files);
      g_autofree char *id = tri_export_page_dup_division_id (leader, division);
      g_autofree char *href = g_strconcat (file, "#", id, NULL);

      if (!*division->title)
        continue;
      tri_export_contents_append (&self->contents, division->level, href, division->title);
      if (division->level <= 1)
        {
          g_free (self->title);
          self->title = g_strdup (division->title);
        }
    }
}

static void
note_places (Writer *self, const TriExportRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      GPtrArray *cell = tri_export_row_get_cell (row, i);
      GArray *places = g_ptr_array_index (self->places, i);
      Place place = { 0, self->n_files };

      if (cell->len == 0
          || (places->len > 0
              && g_array_index (places, Place, places->len - 1).file == self->n_files))
        continue;
      place.first = ((TriPassage *) g_ptr_array_index (cell, 0))->ord;
      g_array_append_val (places, place);
    }
}

static gboolean
put_row (Writer *self, const TriExportRow *row, GError **error)
{
  guint leader = get_leader (self, row);
  GPtrArray *divisions = tri_export_row_get_divisions (row, leader);
  gsize n_bytes = self->body->len + tri_export_page_count_waiting (self->page);

  if ((row->begins_strand || begins_chapter (divisions) || n_bytes > MAX_FILE)
      && !begin_file (self, error))
    return FALSE;
  if (row->begins_strand)
    list_strand (self, leader);
  list_divisions (self, leader, divisions);
  note_places (self, row);
  tri_export_page_append_row (self->page, self->body, row);
  return TRUE;
}

static gboolean
put_rows (Writer *self, GError **error)
{
  GError *local = NULL;
  const TriExportRow *row = NULL;

  while ((row = tri_export_rows_next (self->rows, self->cancellable, &local)))
    if (!put_row (self, row, error))
      return FALSE;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  /* A book has something to read. */
  if (self->n_files == 0 && !begin_file (self, error))
    return FALSE;
  return end_file (self, error);
}

/* --- Index */

static char *
dup_href (guint text, guint ord, gpointer data)
{
  Writer *self = data;
  GArray *places = g_ptr_array_index (self->places, text);
  guint low = 0, high = places->len;
  g_autofree char *file = NULL;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (places, Place, middle).first <= ord)
        low = middle;
      else
        high = middle;
    }
  file = dup_file_name (places->len > 0 ? g_array_index (places, Place, low).file : 1);
  return g_strdup_printf ("%s#t%u-p%u", file, text + 1, ord);
}

static gboolean
end_index (Writer *self, GError **error)
{
  g_autofree char *name = g_strdup_printf ("index%u.xhtml", ++self->n_indexes);
  gboolean written = FALSE;

  written = put_document (self, name, _ ("Index of Names"), "backmatter", self->body, error);
  g_string_truncate (self->body, 0);
  return written;
}

static gboolean
pause_index (gpointer data, GError **error)
{
  Writer *self = data;

  if (self->body->len < MAX_FILE)
    return TRUE;
  g_string_append (self->body, "</section>\n");
  if (!end_index (self, error))
    return FALSE;
  g_string_assign (self->body, "<section class=\"index\">\n");
  return TRUE;
}

static gboolean
put_index (Writer *self, GError **error)
{
  const TriExportIndex index = { TRUE, self->body, dup_href, pause_index, self };

  g_string_truncate (self->body, 0);
  if (!self->options->with_entities)
    return TRUE;
  if (!tri_export_index_append (&index, self->library, self->rows, self->cancellable, error))
    return FALSE;
  if (self->body->len == 0)
    return TRUE;
  tri_export_contents_append (&self->contents, 0, "index1.xhtml", _ ("Index of Names"));
  return end_index (self, error);
}

/* --- What lists all */

static void
append_landmark (GString *out, const char *type, const char *href, const char *title)
{
  g_string_append_printf (out, "<li><a epub:type=\"%s\" href=\"%s\">", type, href);
  tri_export_page_append_words (out, title, -1);
  g_string_append (out, "</a></li>\n");
}

static gboolean
put_nav (Writer *self, GError **error)
{
  g_autoptr (GString) body = g_string_new ("<nav epub:type=\"toc\" id=\"toc\">\n<h1>");

  if (self->contents.depth == 0)
    tri_export_contents_append (&self->contents,
                                0,
                                "c0001.xhtml",
                                tri_export_rows_get_title (self->rows));
  tri_export_contents_close (&self->contents);
  tri_export_page_append_words (body, _ ("Contents"), -1);
  g_string_append (body, "</h1>");
  g_string_append_len (body, self->nav->str, (gssize) self->nav->len);
  g_string_append (body,
                   "\n</nav>\n<nav epub:type=\"landmarks\" id=\"landmarks\""
                   " hidden=\"hidden\">\n<ol>\n");
  append_landmark (body, "titlepage", "title.xhtml", tri_export_rows_get_title (self->rows));
  append_landmark (body, "toc", "nav.xhtml", _ ("Contents"));
  append_landmark (body, "bodymatter", "c0001.xhtml", C_ ("of a book", "Text"));
  if (self->n_indexes > 0)
    append_landmark (body, "index", "index1.xhtml", _ ("Index of Names"));
  g_string_append (body, "</ol>\n</nav>\n");
  return put_document (self, "nav.xhtml", _ ("Contents"), "frontmatter", body, error);
}

/* The same for the same choice of the same work: a reading device takes another choice for another
 * book. */
static char *
dup_identifier (Writer *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  const char *hex = NULL;

  g_checksum_update (sum, (const guchar *) tri_export_rows_get_work (self->rows)->uuid, -1);
  for (guint i = 0; i < texts->len; i++)
    g_checksum_update (sum, (const guchar *) ((TriText *) texts->pdata[i])->uuid, -1);
  for (guint i = 0; self->options->ranges && i < self->options->ranges->len; i++)
    {
      const TriExportRange *range = NULL;
      g_autofree char *words = NULL;

      range = &g_array_index (self->options->ranges, TriExportRange, i);
      words = g_strdup_printf (" %" G_GINT64_FORMAT " %u %u", range->text, range->first, range->n);
      g_checksum_update (sum, (const guchar *) words, -1);
    }
  hex = g_checksum_get_string (sum);
  return g_strdup_printf ("urn:uuid:%.8s-%.4s-5%.3s-8%.3s-%.12s",
                          hex,
                          hex + 8,
                          hex + 13,
                          hex + 17,
                          hex + 20);
}

/* What several texts say alike is said once. */
static void
append_once (GString *out, GHashTable *seen, const char *element, const char *value)
{
  g_autofree char *key = value ? g_strconcat (element, " ", value, NULL) : NULL;

  if (!value || !*value || !g_hash_table_add (seen, g_steal_pointer (&key)))
    return;
  tri_export_append_element (out, element, value);
  g_string_append_c (out, '\n');
}

/* Semicolons part several. */
static void
append_authors (GString *out, GHashTable *seen, const char *author)
{
  g_auto (GStrv) names = g_strsplit (author ? author : "", ";", -1);

  for (char **name = names; *name; name++)
    append_once (out, seen, "dc:creator", g_strstrip (*name));
}

static void
append_metadata (Writer *self, GString *out)
{
  GPtrArray *texts = tri_export_rows_get_texts (self->rows);
  const char *title = tri_export_rows_get_title (self->rows);
  g_autofree char *identifier = dup_identifier (self);
  gint64 created = tri_export_rows_get_work (self->rows)->created;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (created);
  g_autofree char *modified = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append (out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
  g_string_append_printf (out, "<dc:identifier id=\"id\">%s</dc:identifier>\n", identifier);
  tri_export_append_element (out, "dc:title", *title ? title : "–");
  g_string_append_c (out, '\n');
  for (guint i = 0; i < texts->len; i++)
    {
      TriText *text = g_ptr_array_index (texts, i);

      append_once (out, seen, "dc:language", *text->lang ? text->lang : "und");
      append_authors (out, seen, text->author);
      append_once (out, seen, "dc:source", text->source);
      append_once (out, seen, "dc:rights", text->rights);
    }
  g_string_append_printf (out,
                          "<meta property=\"dcterms:modified\">%s</meta>\n"
                          "<meta property=\"schema:accessMode\">textual</meta>\n"
                          "<meta property=\"schema:accessModeSufficient\">textual</meta>\n"
                          "<meta property=\"schema:accessibilityFeature\">tableOfContents</meta>\n"
                          "<meta property=\"schema:accessibilityFeature\">readingOrder</meta>\n"
                          "<meta property=\"schema:accessibilityFeature\">"
                          "structuralNavigation</meta>\n"
                          "<meta property=\"schema:accessibilityFeature\">"
                          "displayTransformability</meta>\n"
                          "<meta property=\"schema:accessibilityHazard\">none</meta>\n"
                          "</metadata>\n",
                          modified ? modified : "1970-01-01T00:00:00Z");
}

static void
append_items (GString *manifest, GString *spine, const char *stem, const char *properties)
{
  g_string_append_printf (manifest,
                          "<item id=\"%s\" href=\"%s.xhtml\""
                          " media-type=\"application/xhtml+xml\"%s/>\n",
                          stem,
                          stem,
                          properties);
  g_string_append_printf (spine, "<itemref idref=\"%s\"/>\n", stem);
}

static gboolean
put_package (Writer *self, GError **error)
{
  g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                          "<package xmlns=\"http://www.idpf.org/2007/opf\""
                                          " version=\"3.0\" unique-identifier=\"id\">\n");
  g_autoptr (GString) spine = g_string_new ("<spine>\n");

  append_metadata (self, out);
  g_string_append (out,
                   "<manifest>\n"
                   "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
  append_items (out, spine, "title", "");
  append_items (out, spine, "nav", " properties=\"nav\"");
  for (guint i = 1; i <= self->n_files; i++)
    {
      g_autofree char *stem = g_strdup_printf ("c%04u", i);

      append_items (out, spine, stem, "");
    }
  for (guint i = 1; i <= self->n_indexes; i++)
    {
      g_autofree char *stem = g_strdup_printf ("index%u", i);

      append_items (out, spine, stem, "");
    }
  g_string_append_printf (out, "</manifest>\n%s</spine>\n</package>\n", spine->str);
  return put_member (self, "OPS/package.opf", out, error);
}

static gboolean
put_all (Writer *self, GError **error)
{
  return put_beginning (self, error)
         && put_title_page (self, error)
         && put_rows (self, error)
         && put_index (self, error)
         && put_nav (self, error)
         && put_package (self, error)
         && tri_zip_writer_finish (self->zip, error);
}

static gboolean
write_epub (TriLibrary *library,
            const TriExportOptions *options,
            GOutputStream *stream,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, error);
  g_autoptr (TriExportPage) page = NULL;
  g_autoptr (TriZipWriter) zip = tri_zip_writer_new (stream, cancellable);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GString) nav = g_string_new (NULL);
  g_autoptr (GPtrArray) places = NULL;
  Writer writer = { library, rows, NULL, options, zip, cancellable, body };
  gboolean written = FALSE;

  if (!rows)
    return FALSE;
  writer.page = page = tri_export_page_new (library, rows, options, TRUE);
  writer.places = places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < tri_export_rows_get_texts (rows)->len; i++)
    g_ptr_array_add (places, g_array_new (FALSE, FALSE, sizeof (Place)));
  writer.nav = writer.contents.out = nav;
  written = put_all (&writer, error);
  g_free (writer.title);
  return written;
}

const TriExporter tri_exporter_epub = {
  .nick = "epub",
  .label = N_ ("EPUB book"),
  .extension = "epub",
  .media_type = "application/epub+zip",
  .flags = TRI_EXPORTER_NOTES | TRI_EXPORTER_ENTITIES,
  .write = write_epub,
};
