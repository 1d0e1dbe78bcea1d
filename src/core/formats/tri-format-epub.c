/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-epub-package.h"
#include "formats/tri-html-blocks.h"
#include "formats/tri-html-load.h"
#include "formats/tri-sniff.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIME "application/epub+zip"
/* Of pages that are kept for the second reading. */
#define MAX_KEPT ((gsize) 48 * 1024 * 1024)
/* A table of contents with fewer lines says less than the headings do. */
#define MIN_CHAPTERS 2

/* A page; @text is NULL until it is read, and once more when it is not kept. */
typedef struct
{
  char *path;
  char *name; /* for messages */
  char *text;
  gsize length;
} Page;

typedef struct
{
  const TriSource *source;
  GCancellable *cancellable;
  TriArchive *archive;
  GHashTable *members;
  TriEpubPackage *package;
  GArray *pages;        /* Page, in the order in which they are read */
  GHashTable *by_path;  /* a path to its place in pages, + 1 */
  GHashTable *resolved; /* hrefs without fragments, by page, to the same */
  GHashTable *last;     /* the name of a place to the last chapter there, + 1 */
  gsize n_kept;
  char *borrowed; /* the last text that was not kept */
  TriHtmlBook html;
} Book;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  static const char container[] = "META-INF/container.xml";
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (tri_archive_sniff (bytes, n_bytes, MIME))
    return 100;
  if (!tri_sniff_is_zip (bytes, n_bytes))
    return 0;
  if (g_str_has_suffix (lower, ".epub"))
    return 95;
  return memmem (bytes, n_bytes, container, strlen (container)) ? 80 : 0;
}

static void
clear_page (gpointer data)
{
  Page *page = data;

  g_free (page->path);
  g_free (page->name);
  g_free (page->text);
}

static void
clear_chapter (gpointer data)
{
  g_free (((TriHtmlChapter *) data)->title);
}

/* What does not stand in the order of reading comes behind it. */
static void
list_pages (Book *self)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < self->package->files->len; i++)
      {
        const TriEpubFile *file = &g_array_index (self->package->files, TriEpubFile, i);
        Page page = { 0 };

        if (file->is_linear != (round == 0) || g_hash_table_contains (self->by_path, file->path))
          continue;
        page.path = g_strdup (file->path);
        page.name = g_strdup_printf ("%s: %s", self->source->name, file->path);
        g_array_append_val (self->pages, page);
        g_hash_table_insert (self->by_path, page.path, GUINT_TO_POINTER (self->pages->len));
      }
}

static char *
load_page (Book *self, const Page *page, gsize *length, GError **error)
{
  g_autoptr (GBytes) bytes = tri_archive_read (self->archive, page->path, error);
  const TriSource source = { .path = self->source->path, .name = page->name, .bytes = bytes };

  return bytes ? tri_html_load (&source, length, error) : NULL;
}

/* The text stays valid until that of another page is asked for. */
static const char *
get_text (Book *self, guint i, gsize *length, GError **error)
{
  Page *page = &g_array_index (self->pages, Page, i);
  char *text = NULL;

  if (page->text)
    {
      *length = page->length;
      return page->text;
    }
  text = load_page (self, page, length, error);
  if (text && self->n_kept + *length <= MAX_KEPT)
    {
      self->n_kept += *length;
      page->text = text;
      page->length = *length;
    }
  else
    {
      g_free (self->borrowed);
      self->borrowed = text;
    }
  return text;
}

static const char *
load_cb (guint file, gsize *length, gpointer data, GError **error)
{
  return get_text (data, file, length, error);
}

static int
find_page (Book *self, guint from, const char *href)
{
  const Page *page = &g_array_index (self->pages, Page, from);
  const char *path = tri_epub_find_path (self->members, page->path, href);

  return path ? GPOINTER_TO_INT (g_hash_table_lookup (self->by_path, path)) - 1 : -1;
}

static int
resolve_cb (guint file, const char *href, gpointer data)
{
  Book *self = data;
  g_autofree char *key = g_strdup_printf ("%u#%.*s", file, (int) strcspn (href, "#"), href);
  gpointer known = NULL;

  if (!g_hash_table_lookup_extended (self->resolved, key, NULL, &known))
    {
      known = GINT_TO_POINTER (find_page (self, file, href));
      g_hash_table_insert (self->resolved, g_steal_pointer (&key), known);
    }
  return GPOINTER_TO_INT (known);
}

static gboolean
look (Book *self, GError **error)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const Page *page = &g_array_index (self->pages, Page, i);
      gsize length = 0;
      const char *text = get_text (self, i, &length, error);

      if (!text || !tri_html_book_look (&self->html, i, page->name, text, length, error))
        return FALSE;
    }
  tri_html_book_judge (&self->html);
  if (self->html.n_passages > 0 || self->html.survey->headings->len > 0)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("%s: there is no text in the book; choose another file"),
               self->source->name);
  return FALSE;
}

/* A chapter that begins where another does comes behind it. */
static void
place_chapter (Book *self, const char *name, int at)
{
  int last = GPOINTER_TO_INT (g_hash_table_lookup (self->last, name)) - 1;

  if (last < 0)
    g_hash_table_insert (self->html.places, g_strdup (name), GINT_TO_POINTER (at + 1));
  else
    g_array_index (self->html.chapters, TriHtmlChapter, (guint) last).next = at;
  g_hash_table_insert (self->last, g_strdup (name), GINT_TO_POINTER (at + 1));
}

static void
take_entry (Book *self, const TriEpubEntry *entry)
{
  gpointer found = entry->path ? g_hash_table_lookup (self->by_path, entry->path) : NULL;
  int page = GPOINTER_TO_INT (found) - 1;
  TriHtmlChapter chapter = { .level = entry->level, .next = -1 };
  const char *id = entry->fragment ? entry->fragment : "";
  g_autofree char *name = NULL;

  if (page < 0)
    return;
  if (*id && !tri_html_survey_has_id (self->html.survey, (guint) page, id))
    id = "";
  chapter.title = g_strdup (entry->title);
  g_array_append_val (self->html.chapters, chapter);
  name = tri_html_survey_dup_name ((guint) page, id);
  place_chapter (self, name, (int) self->html.chapters->len - 1);
}

/* Where there is no table of contents the headings say what is a chapter. */
static void
read_chapters (Book *self)
{
  g_autoptr (GArray) entries = tri_epub_read_contents (self->source,
                                                       self->archive,
                                                       self->members,
                                                       self->package,
                                                       self->cancellable);

  self->html.chapters = g_array_new (FALSE, FALSE, sizeof (TriHtmlChapter));
  g_array_set_clear_func (self->html.chapters, clear_chapter);
  self->html.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < entries->len; i++)
    take_entry (self, &g_array_index (entries, TriEpubEntry, i));
  if (self->html.chapters->len >= MIN_CHAPTERS
      || self->html.chapters->len >= self->html.survey->headings->len)
    return;
  g_clear_pointer (&self->html.chapters, g_array_unref);
  g_clear_pointer (&self->html.places, g_hash_table_unref);
}

static char *
dup_lang (Book *self)
{
  const char *lang = self->package->lang;

  if (!lang)
    lang = self->html.survey->lang;
  if (lang && g_ascii_strcasecmp (lang, "und") != 0)
    return tri_language_dup_tag (lang);
  return g_strdup (self->source->lang ? self->source->lang : "");
}

/* A table of contents on a page of its own, where the contents are known. */
static gboolean
is_contents (Book *self, guint page)
{
  GArray *contents = self->html.contents;

  for (guint i = 0; self->html.chapters && i < contents->len; i++)
    if (g_array_index (contents, guint, i) == page)
      return self->pages->len > 1;
  return FALSE;
}

static gboolean
write_pages (Book *self, GError **error)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const Page *page = &g_array_index (self->pages, Page, i);
      gsize length = 0;
      const char *text = is_contents (self, i) ? "" : get_text (self, i, &length, error);
      /* A note of another page may take its place. */
      g_autofree char *own = text && text == self->borrowed ? g_steal_pointer (&self->borrowed)
                                                            : NULL;

      if (!text || !tri_html_book_write (&self->html, i, page->name, text, length, error))
        return FALSE;
      if (self->source->sample > 0 && self->html.n_passages >= self->source->sample)
        break;
    }
  return tri_html_book_finish (&self->html, error);
}

static gboolean
write_book (Book *self, GError **error)
{
  const TriEpubPackage *package = self->package;
  const TriHtmlSurvey *survey = self->html.survey;
  g_autofree char *lang = dup_lang (self);
  TriDraftText head = { .lang = lang,
                        .title = package->title ? package->title : survey->title,
                        .author = package->author ? package->author : survey->author,
                        .rights = package->rights };

  self->html.lang = lang;
  self->html.n_passages = 0;
  return tri_draft_begin_text (self->html.draft, &head, error) && write_pages (self, error)
         && tri_draft_end_text (self->html.draft, error);
}

static gboolean
read_book (Book *self, GError **error)
{
  self->archive = tri_archive_new (self->source, self->cancellable, error);
  if (!self->archive
      || !tri_epub_check_lock (self->source, self->archive, self->cancellable, error))
    return FALSE;
  self->members = tri_epub_list_members (self->archive);
  self->package = tri_epub_package_new (self->source,
                                        self->archive,
                                        self->members,
                                        self->cancellable,
                                        error);
  if (!self->package)
    return FALSE;
  list_pages (self);
  if (!look (self, error))
    return FALSE;
  read_chapters (self);
  return write_book (self, error);
}

static gboolean
read_epub (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  Book book = { .source = source, .cancellable = cancellable };
  gboolean read = FALSE;

  book.pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (book.pages, clear_page);
  book.by_path = g_hash_table_new (g_str_hash, g_str_equal);
  book.last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book.resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tri_html_book_init (&book.html, source, draft);
  book.html.cancellable = cancellable;
  book.html.data = &book;
  book.html.resolve = resolve_cb;
  book.html.load = load_cb;
  book.html.has_prefixes = TRUE;
  book.html.lang = "";
  read = read_book (&book, error);
  g_clear_pointer (&book.html.chapters, g_array_unref);
  g_clear_pointer (&book.html.places, g_hash_table_unref);
  tri_html_book_clear (&book.html);
  g_array_unref (book.pages);
  g_hash_table_unref (book.by_path);
  g_hash_table_unref (book.resolved);
  g_hash_table_unref (book.last);
  g_clear_pointer (&book.members, g_hash_table_unref);
  g_clear_pointer (&book.archive, tri_archive_free);
  g_clear_pointer (&book.package, tri_epub_package_free);
  g_free (book.borrowed);
  return read;
}

const TriFormat tri_format_epub = {
  .nick = "epub",
  .label = N_ ("EPUB"),
  .flags = TRI_FORMAT_NONE,
  .extensions = (const char *const[]){ "epub", NULL },
  .sniff = sniff,
  .read = read_epub,
};
