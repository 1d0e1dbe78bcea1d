/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-html-blocks.h"
#include "formats/tri-html-load.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The letters of UTF-16, as far as they are ASCII, small. */
static char *
dup_squeezed (const guint8 *bytes, gsize n_bytes)
{
  GString *string = g_string_sized_new (n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] != 0)
      g_string_append_c (string, g_ascii_tolower ((char) bytes[i]));
  return g_string_free (string, FALSE);
}

static gboolean
is_tag (const char *text, const char *name)
{
  gsize n = strlen (name);

  return strncmp (text, name, n) == 0 && (g_ascii_isspace (text[n]) || text[n] == '>' || !text[n]);
}

/* Behind what may stand before the first element, or the type of the document. */
static const char *
find_first (const char *text)
{
  static const char mark[] = "\xEF\xBB\xBF";

  for (text += g_str_has_prefix (text, mark) ? 3 : 0;;)
    {
      const char *end = NULL;

      text += strspn (text, " \t\r\n\xFF\xFE");
      if (g_str_has_prefix (text, "<!--"))
        end = strstr (text, "-->");
      else if (g_str_has_prefix (text, "<?"))
        end = strchr (text, '>');
      if (!end)
        return text;
      text = strchr (end, '>') + 1;
    }
}

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  static const char *const others[] = {
    "<head>",
    "<title>",
    "<meta ",
    "<p>",
    "<h1>",
    "<div>",
    "<table",
  };
  g_autofree char *text = dup_squeezed (bytes, n_bytes);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *first = find_first (text);
  gboolean is_named = g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm")
                      || g_str_has_suffix (lower, ".xhtml");

  if (is_tag (first, "<!doctype html") || is_tag (first, "<html") || is_tag (first, "<body"))
    return 95;
  if (first > text && strstr (text, "<html xmlns=\"http://www.w3.org/1999/xhtml\""))
    return 95;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (first, others[i]))
      return is_named ? 90 : 30;
  return is_named && *first ? 70 : 0;
}

static char *
dup_lang (const TriSource *source, const TriHtmlSurvey *survey)
{
  if (survey->lang && g_ascii_strcasecmp (survey->lang, "und") != 0)
    return tri_language_dup_tag (survey->lang);
  return g_strdup (source->lang ? source->lang : "");
}

static gboolean
is_empty (TriHtmlBook *book, const TriSource *source, GError **error)
{
  if (book->n_passages > 0 || book->survey->headings->len > 0)
    return FALSE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s:1: there is no text in the page; choose another file"),
               source->name);
  return TRUE;
}

static gboolean
write_text (TriHtmlBook *book, const char *text, gsize length, GError **error)
{
  const TriSource *source = book->source;
  TriHtmlSurvey *survey = book->survey;
  g_autofree char *lang = dup_lang (source, survey);
  const char *heading = survey->headings->len > 0
                            ? g_array_index (survey->headings, TriHtmlHeading, 0).text
                            : NULL;
  TriDraftText head = { .lang = lang,
                        .title = survey->title ? survey->title : heading,
                        .author = survey->author,
                        .rights = survey->rights };

  book->lang = lang;
  book->n_passages = 0;
  return tri_draft_begin_text (book->draft, &head, error)
         && tri_html_book_write (book, 0, source->name, text, length, error)
         && tri_html_book_finish (book, error) && tri_draft_end_text (book->draft, error);
}

typedef struct
{
  const char *text;
  gsize length;
} Page;

/* For a note in a note. */
static const char *
load_cb (guint file, gsize *length, gpointer data, GError **error)
{
  const Page *page = data;

  *length = page->length;
  return page->text;
}

static gboolean
read_html (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autofree char *text = tri_html_load (source, &length, error);
  Page page = { text, length };
  g_auto (TriHtmlBook) book = { 0 };

  if (!text)
    return FALSE;
  tri_html_book_init (&book, source, draft);
  book.cancellable = cancellable;
  book.lang = "";
  book.data = &page;
  book.load = load_cb;
  if (!tri_html_book_look (&book, 0, source->name, text, length, error)
      || is_empty (&book, source, error))
    return FALSE;
  tri_html_book_judge (&book);
  return write_text (&book, text, length, error);
}

const TriFormat tri_format_html = {
  .nick = "html",
  .label = N_ ("HTML"),
  .flags = TRI_FORMAT_NONE,
  .extensions = (const char *const[]){ "html", "htm", "xhtml", NULL },
  .sniff = sniff,
  .read = read_html,
};
