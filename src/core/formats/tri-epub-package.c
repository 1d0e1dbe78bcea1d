/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-epub-package.h"

#include "formats/tri-office.h"
#include "formats/tri-xml.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONTAINER "META-INF/container.xml"

typedef struct
{
  char *path;
  gboolean is_page;
} Item;

typedef struct
{
  TriArchive *archive;
  GHashTable *members;
  char *package; /* its path */
  TriEpubPackage *read;
  GHashTable *items;   /* Item, by id */
  GHashTable *others;  /* ids of creators who are no authors */
  GPtrArray *creators; /* by turns their ids and their names */
  char *toc;
  GString *words; /* of the element that is open, or NULL */
  char *id;
  char *role;
  char *refines; /* of a meta that says a role */
  char *main_title;
} Reader;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_free (item);
}

static void
clear_file (gpointer data)
{
  g_free (((TriEpubFile *) data)->path);
}

void
tri_epub_package_free (TriEpubPackage *self)
{
  g_free (self->title);
  g_free (self->author);
  g_free (self->lang);
  g_free (self->rights);
  g_array_unref (self->files);
  g_free (self->nav);
  g_free (self->ncx);
  g_free (self);
}

/* Accents and capitals are written one way by who packs a book and another by who lists it. */
static char *
dup_folded (const char *path)
{
  g_autofree char *normal = g_utf8_normalize (path, -1, G_NORMALIZE_NFC);

  return g_utf8_casefold (normal ? normal : path, -1);
}

GHashTable *
tri_epub_list_members (TriArchive *archive)
{
  GHashTable *members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = tri_archive_get_n_members (archive);

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < n; i++)
      {
        const char *member = tri_archive_get_member (archive, i);
        char *name = round == 0 ? g_strdup (member) : dup_folded (member);

        if (g_hash_table_contains (members, name))
          g_free (name);
        else
          g_hash_table_insert (members, name, (gpointer) member);
      }
  return members;
}

/* The member of this name, or NULL. */
static const char *
find_member (GHashTable *members, const char *path)
{
  const char *member = g_hash_table_lookup (members, path);
  g_autofree char *folded = member ? NULL : dup_folded (path);

  return member ? member : g_hash_table_lookup (members, folded);
}

const char *
tri_epub_find_path (GHashTable *members, const char *member, const char *href)
{
  g_autofree char *path = tri_archive_dup_path (member, href);

  return path ? find_member (members, path) : NULL;
}

static void
start_container_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;
  const char *path = NULL;

  if (!g_str_equal (tag->name, "rootfile") || self->package)
    return;
  path = tri_xml_get (tag, "full-path");
  if (path)
    self->package = g_strdup (find_member (self->members, path));
}

static void
end_nothing_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
}

static gboolean
is_page (const char *type, const char *path)
{
  static const char *const ends[] = { ".xhtml", ".html", ".htm", ".xml" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (type && (strstr (type, "xhtml") || strstr (type, "html") || strstr (type, "oeb1-document")))
    return TRUE;
  for (guint i = 0; !type && i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (lower, ends[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit_set (words ? words : "", " \t\n", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static void
read_item (Reader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "id");
  const char *href = tri_xml_get (tag, "href");
  const char *type = tri_xml_get (tag, "media-type");
  const char *path = href ? tri_epub_find_path (self->members, self->package, href) : NULL;
  Item *item = NULL;

  if (!path)
    return;
  item = g_new0 (Item, 1);
  item->path = g_strdup (path);
  item->is_page = is_page (type, path);
  if (!self->read->nav && has_word (tri_xml_get (tag, "properties"), "nav"))
    self->read->nav = g_strdup (path);
  if (!self->read->ncx && type && strstr (type, "dtbncx"))
    self->read->ncx = g_strdup (path);
  g_hash_table_insert (self->items, g_strdup (id ? id : path), item);
}

/* The table of contents is shown beside the text; the page that is nothing else is left out. */
static void
read_itemref (Reader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "idref");
  const Item *item = id ? g_hash_table_lookup (self->items, id) : NULL;
  TriEpubFile file = { .is_linear = g_strcmp0 (tri_xml_get (tag, "linear"), "no") != 0 };

  if (!item || !item->is_page || g_strcmp0 (item->path, self->read->nav) == 0)
    return;
  file.path = g_strdup (item->path);
  g_array_append_val (self->read->files, file);
}

static void
begin_words (Reader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "id");

  if (self->words)
    return;
  self->words = g_string_new (NULL);
  self->id = g_strdup (id ? id : "");
  self->role = g_strdup (tri_office_get (tag, "role"));
}

static void
start_package_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  static const char metadata[] = "|title|creator|language|rights|";
  Reader *self = data;
  const char *refines = NULL;

  if (g_str_equal (tag->name, "item"))
    read_item (self, tag);
  else if (g_str_equal (tag->name, "spine"))
    {
      g_free (self->toc);
      self->toc = g_strdup (tri_xml_get (tag, "toc"));
    }
  else if (g_str_equal (tag->name, "itemref"))
    read_itemref (self, tag);
  else if (tri_office_is_one_of (tag->name, metadata))
    begin_words (self, tag);
  else if (g_str_equal (tag->name, "meta") && (refines = tri_xml_get (tag, "refines")))
    {
      const char *property = tri_xml_get (tag, "property");

      if (property && (g_str_equal (property, "role") || g_str_equal (property, "title-type")))
        {
          begin_words (self, tag);
          g_free (self->refines);
          self->refines = g_strdup (refines + (*refines == '#'));
        }
    }
}

static void
take_title (Reader *self, const char *words)
{
  if (!self->read->title || g_strcmp0 (self->main_title, self->id) == 0)
    {
      g_free (self->read->title);
      self->read->title = g_strdup (words);
    }
  /* Which of several is the main one is said behind them. */
  g_ptr_array_add (self->creators, g_strconcat ("title:", self->id, NULL));
  g_ptr_array_add (self->creators, g_strdup (words));
}

static void
take_words (Reader *self, const char *name, const char *words)
{
  if (self->refines)
    {
      if (g_str_equal (words, "main"))
        {
          g_free (self->main_title);
          self->main_title = g_strdup (self->refines);
        }
      else if (strlen (words) == 3 && !g_str_equal (words, "aut"))
        g_hash_table_add (self->others, g_strdup (self->refines));
    }
  else if (!*words)
    return;
  else if (g_str_equal (name, "title"))
    take_title (self, words);
  else if (g_str_equal (name, "creator") && (!self->role || g_str_equal (self->role, "aut")))
    {
      g_ptr_array_add (self->creators, g_strdup (self->id));
      g_ptr_array_add (self->creators, g_strdup (words));
    }
  else if (g_str_equal (name, "language") && !self->read->lang
           && g_ascii_strcasecmp (words, "und") != 0)
    self->read->lang = g_strdup (words);
  else if (g_str_equal (name, "rights") && !self->read->rights)
    self->read->rights = g_strdup (words);
}

static void
end_package_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  static const char elements[] = "|title|creator|language|rights|meta|";
  Reader *self = data;
  g_autofree char *words = NULL;

  if (!self->words || !tri_office_is_one_of (name, elements))
    return;
  words = g_strdelimit (g_strstrip (g_strdup (self->words->str)), "\n\t", ' ');
  take_words (self, name, words);
  g_string_free (g_steal_pointer (&self->words), TRUE);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->refines, g_free);
}

static void
text_package_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  Reader *self = data;

  if (self->words && self->words->len < 1000)
    g_string_append_len (self->words, text, (gssize) n_bytes);
}

/* What could be said only when all was read. */
static void
settle (Reader *self)
{
  g_autoptr (GString) authors = g_string_new (NULL);
  const Item *toc = self->toc ? g_hash_table_lookup (self->items, self->toc) : NULL;

  for (guint i = 0; i + 1 < self->creators->len; i += 2)
    {
      const char *id = g_ptr_array_index (self->creators, i);
      const char *words = g_ptr_array_index (self->creators, i + 1);

      if (g_str_has_prefix (id, "title:"))
        {
          if (self->main_title && g_str_equal (id + strlen ("title:"), self->main_title))
            {
              g_free (self->read->title);
              self->read->title = g_strdup (words);
            }
        }
      else if (!g_hash_table_contains (self->others, id))
        g_string_append_printf (authors, "%s%s", authors->len > 0 ? ", " : "", words);
    }
  if (authors->len > 0)
    self->read->author = g_strdup (authors->str);
  if (toc && !self->read->ncx)
    self->read->ncx = g_strdup (toc->path);
}

static gboolean
read_package (Reader *self, const TriSource *source, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler container = { start_container_cb, end_nothing_cb, NULL };
  static const TriXmlHandler package = { start_package_cb, end_package_cb, text_package_cb };

  if (!tri_office_read_member (source,
                               self->archive,
                               CONTAINER,
                               &container,
                               self,
                               cancellable,
                               error))
    return FALSE;
  /* A book without a container may still have a package. */
  for (guint i = 0; !self->package && i < tri_archive_get_n_members (self->archive); i++)
    if (g_str_has_suffix (tri_archive_get_member (self->archive, i), ".opf"))
      self->package = g_strdup (tri_archive_get_member (self->archive, i));
  if (!self->package)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_UNSUPPORTED,
                   "%s: %s",
                   source->name,
                   _ ("this is no book: nothing in it says what belongs to it; get it once more"));
      return FALSE;
    }
  return tri_office_read_member (source,
                                 self->archive,
                                 self->package,
                                 &package,
                                 self,
                                 cancellable,
                                 error);
}

static void
clear_reader (Reader *self)
{
  g_free (self->package);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->others);
  g_ptr_array_unref (self->creators);
  g_free (self->toc);
  if (self->words)
    g_string_free (self->words, TRUE);
  g_free (self->id);
  g_free (self->role);
  g_free (self->refines);
  g_free (self->main_title);
}

/**
 * tri_epub_package_new:
 *
 * Reads which files a book has, in which order, and what it says of itself. Files that are not
 * there are passed over.
 *
 * Returns: (transfer full) (nullable): %NULL with an error that names the file
 */
TriEpubPackage *
tri_epub_package_new (const TriSource *source,
                      TriArchive *archive,
                      GHashTable *members,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TriEpubPackage) package = g_new0 (TriEpubPackage, 1);
  Reader self = { .archive = archive, .members = members, .read = package };
  gboolean read = FALSE;

  package->files = g_array_new (FALSE, FALSE, sizeof (TriEpubFile));
  g_array_set_clear_func (package->files, clear_file);
  self.items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, item_free);
  self.others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.creators = g_ptr_array_new_with_free_func (g_free);
  read = read_package (&self, source, cancellable, error);
  if (read && package->files->len == 0)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   "%s: %s:1: %s",
                   source->name,
                   self.package,
                   _ ("the book names no pages that can be read; get it once more"));
      read = FALSE;
    }
  if (read)
    settle (&self);
  clear_reader (&self);
  return read ? g_steal_pointer (&package) : NULL;
}
