/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-epub-package.h"

#include "formats/tri-html-load.h"
#include "formats/tri-html.h"
#include "formats/tri-office.h"

#include <string.h>

/* Of one title, in bytes; of all lines; of lists in lists. */
#define MAX_TITLE 1000
#define MAX_ENTRIES 100000
#define MAX_LEVEL 12

typedef struct
{
  TriArchive *archive;
  GHashTable *members;
  const char *member;
  GArray *entries;
  int level;
  GString *title;     /* of the line that is open */
  gboolean is_inside; /* the words are those of a title */
  guint nav;          /* how deep below the contents; 0 for outside */
  guint depth;
  guint label; /* the depth of the line that is open, or 0 */
  char *href;
} Reader;

static void
clear_entry (gpointer data)
{
  TriEpubEntry *entry = data;

  g_free (entry->title);
  g_free (entry->path);
  g_free (entry->fragment);
}

static void
collapse (GString *title)
{
  g_auto (GStrv) words = g_strsplit_set (title->str, " \t\r\n", -1);
  gsize length = 0;

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      {
        char *to = title->str + length;
        gsize n = strlen (words[i]);

        if (length > 0)
          *to++ = ' ';
        memcpy (to, words[i], n);
        length = (gsize) (to - title->str) + n;
      }
  g_string_truncate (title, length);
}

/* A line without an address stands where the next one does. */
static void
add_entry (Reader *self, const char *href)
{
  TriEpubEntry entry = { .level = CLAMP (self->level, 1, MAX_LEVEL) };
  const char *hash = href ? strchr (href, '#') : NULL;

  collapse (self->title);
  if (self->title->len == 0 || self->entries->len >= MAX_ENTRIES)
    return;
  if (href)
    entry.path = g_strdup (tri_epub_find_path (self->members, self->member, href));
  if (href && !entry.path)
    return;
  entry.title = g_strdup (self->title->str);
  entry.fragment = hash && hash[1] ? g_uri_unescape_string (hash + 1, NULL) : NULL;
  g_array_append_val (self->entries, entry);
}

/* Of NCX the address comes behind the title: navPoint, navLabel, content, navPoint… */
static void
start_ncx_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;

  if (g_str_equal (tag->name, "navMap"))
    self->nav = tri_xml_get_depth (xml);
  else if (self->nav == 0)
    return;
  else if (g_str_equal (tag->name, "navPoint"))
    self->level++;
  else if (g_str_equal (tag->name, "navLabel"))
    {
      self->is_inside = TRUE;
      g_string_truncate (self->title, 0);
    }
  else if (g_str_equal (tag->name, "content"))
    {
      add_entry (self, tri_xml_get (tag, "src"));
      g_string_truncate (self->title, 0);
    }
}

static void
end_ncx_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  Reader *self = data;

  if (g_str_equal (name, "navMap"))
    self->nav = 0;
  else if (g_str_equal (name, "navLabel"))
    self->is_inside = FALSE;
  else if (g_str_equal (name, "navPoint"))
    self->level--;
}

static void
add_words (Reader *self, const char *text, gsize n_bytes)
{
  if (self->is_inside && self->title->len + n_bytes < MAX_TITLE)
    g_string_append_len (self->title, text, (gssize) n_bytes);
}

static void
text_ncx_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  add_words (data, text, n_bytes);
}

static const char *
get (const char *const *attributes, const char *name)
{
  for (; *attributes; attributes += 2)
    if (g_str_equal (attributes[0], name))
      return attributes[1];
  return NULL;
}

static void
start_nav_cb (TriHtml *html, const char *name, const char *const *attributes, gpointer data)
{
  Reader *self = data;
  const char *type = get (attributes, "epub:type");
  const char *role = get (attributes, "role");

  self->depth++;
  if (g_str_equal (name, "nav") && self->nav == 0
      && ((type && strstr (type, "toc")) || (role && strstr (role, "toc"))))
    self->nav = self->depth;
  else if (self->nav == 0)
    return;
  else if (g_str_equal (name, "ol") || g_str_equal (name, "ul"))
    self->level++;
  else if (self->level > 0 && self->label == 0
           && (g_str_equal (name, "a") || g_str_equal (name, "span")))
    {
      g_string_truncate (self->title, 0);
      self->is_inside = TRUE;
      self->label = self->depth;
      self->href = g_strdup (g_str_equal (name, "a") ? get (attributes, "href") : NULL);
    }
}

static void
end_nav_cb (TriHtml *html, const char *name, gpointer data)
{
  Reader *self = data;

  if (self->label == self->depth && self->label > 0)
    {
      add_entry (self, self->href);
      g_clear_pointer (&self->href, g_free);
      self->is_inside = FALSE;
      self->label = 0;
    }
  else if (self->nav == self->depth)
    {
      self->nav = 0;
      self->level = 0;
    }
  else if (self->nav > 0 && (g_str_equal (name, "ol") || g_str_equal (name, "ul")))
    self->level--;
  self->depth--;
}

static void
text_nav_cb (TriHtml *html, const char *text, gsize n_bytes, gpointer data)
{
  add_words (data, text, n_bytes);
}

static void
read_nav (Reader *self, const TriSource *source, const char *path, GCancellable *cancellable)
{
  static const TriHtmlHandler handler = { start_nav_cb, end_nav_cb, text_nav_cb, NULL };
  g_autoptr (GBytes) bytes = tri_archive_read (self->archive, path, NULL);
  const TriSource member = { .path = source->path, .name = path, .bytes = bytes };
  gsize length = 0;
  g_autofree char *text = bytes ? tri_html_load (&member, &length, NULL) : NULL;

  self->member = path;
  if (text)
    tri_html_parse (&member, text, length, &handler, self, cancellable, NULL);
}

static void
read_ncx (Reader *self, const TriSource *source, const char *path, GCancellable *cancellable)
{
  static const TriXmlHandler handler = { start_ncx_cb, end_ncx_cb, text_ncx_cb };

  self->member = path;
  tri_office_read_member (source, self->archive, path, &handler, self, cancellable, NULL);
}

/* What has no address of its own stands where the next line does. */
static void
settle (GArray *entries)
{
  for (guint i = entries->len; i > 0; i--)
    {
      TriEpubEntry *entry = &g_array_index (entries, TriEpubEntry, i - 1);
      const TriEpubEntry *next = entry + 1;

      if (entry->path || i == entries->len || next->level <= entry->level)
        continue;
      entry->path = g_strdup (next->path);
      entry->fragment = g_strdup (next->fragment);
    }
}

/**
 * tri_epub_read_contents:
 *
 * Reads the table of contents of a book, that of EPUB 3 before that of EPUB 2.
 *
 * Returns: (transfer full) (element-type TriEpubEntry): its lines
 */
GArray *
tri_epub_read_contents (const TriSource *source,
                        TriArchive *archive,
                        GHashTable *members,
                        const TriEpubPackage *package,
                        GCancellable *cancellable)
{
  Reader self = { .archive = archive, .members = members };

  self.entries = g_array_new (FALSE, FALSE, sizeof (TriEpubEntry));
  g_array_set_clear_func (self.entries, clear_entry);
  self.title = g_string_new (NULL);
  if (package->nav)
    read_nav (&self, source, package->nav, cancellable);
  if (self.entries->len == 0 && package->ncx)
    {
      self.is_inside = FALSE;
      self.level = 0;
      self.nav = 0;
      read_ncx (&self, source, package->ncx, cancellable);
    }
  g_string_free (self.title, TRUE);
  g_free (self.href);
  settle (self.entries);
  return self.entries;
}
