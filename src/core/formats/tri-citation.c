/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-citation.h"

#include "model/tri-item-marker.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* How far back the number of a page is looked for, in passages. */
#define PAGE_PASSAGES 1000
#define WINDOW 100
/* A quotation is cut behind so many code points. */
#define MAX_QUOTE 500
/* What is said of the source is a reference as long as it is shorter, in bytes; else a story. */
#define MAX_SOURCE 200
/* Divisions in divisions, from the passage outwards. */
#define MAX_DEPTH 4

static const char *const nicks[] = { "text", "bibtex", "csl-json" };

gboolean
tri_citation_style_from_nick (const char *nick, TriCitationStyle *style)
{
  for (guint i = 0; nick && i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (nick, nicks[i]))
      {
        *style = (TriCitationStyle) i;
        return TRUE;
      }
  return FALSE;
}

/* What is known of the place; empty strings are NULL. */
typedef struct
{
  TriWork *work;
  TriText *text;
  TriPassage *passage;
  char *division;
  char *verse;
  GStrv authors;
  char *page;
  char *year;
  char *quote;
} Citation;

static void
clear_citation (Citation *self)
{
  g_clear_pointer (&self->passage, tri_passage_unref);
  g_free (self->division);
  g_free (self->verse);
  g_strfreev (self->authors);
  g_free (self->page);
  g_free (self->year);
  g_free (self->quote);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Citation, clear_citation)

static const char *
or_null (const char *text)
{
  return text && *text ? text : NULL;
}

/* --- What is known ------------------------------------------------------------------------- */

/* The number of the last page that begins in the passage, at @limit at the latest. */
static const char *
find_page_in (const TriPassage *passage, guint limit)
{
  const char *page = NULL;

  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_PAGE && or_null (span->value) && span->start <= limit)
        page = span->value;
    }
  return page;
}

static char *
dup_page (TriLibrary *library, const TriPassage *passage, guint start)
{
  const char *own = find_page_in (passage, start);
  guint end = passage->ord;
  guint stop = end > PAGE_PASSAGES ? end - PAGE_PASSAGES : 0;

  if (own)
    return g_strdup (own);
  while (end > stop)
    {
      guint first = end - MIN (end - stop, WINDOW);
      g_autoptr (GPtrArray) window = NULL;

      window = tri_library_read_passages (library, passage->text, first, end - first, NULL);
      for (guint i = window ? window->len : 0; i > 0; i--)
        {
          const char *page = find_page_in (g_ptr_array_index (window, i - 1), G_MAXUINT);

          if (page)
            return g_strdup (page);
        }
      end = first;
    }
  return NULL;
}

static gboolean
is_year (const char *source, const char *at)
{
  return (at == source || !g_ascii_isdigit (at[-1]))
         && (g_str_has_prefix (at, "1") || g_str_has_prefix (at, "20"))
         && strspn (at, "0123456789") == 4;
}

/* The year that a short note on the source names, if it names one alone: which of several is that
 * of the edition nobody says. */
static char *
dup_year (const char *source)
{
  const char *found = NULL;

  if (!source || strlen (source) > MAX_SOURCE)
    return NULL;
  for (const char *at = source; *at; at++)
    if (is_year (source, at))
      {
        if (found && strncmp (found, at, 4) != 0)
          return NULL;
        found = at;
      }
  return found ? g_strndup (found, 4) : NULL;
}

static char *
dup_quote (const TriPassage *passage, guint start, guint end)
{
  guint length = (guint) g_utf8_strlen (passage->content, -1);
  g_autofree char *quote = NULL;

  end = end > start ? MIN (end, length) : length;
  start = MIN (start, end);
  quote = g_utf8_substring (passage->content,
                            (glong) start,
                            (glong) MIN (end, start + MAX_QUOTE));
  g_strdelimit (quote, "\n\t", ' ');
  return g_strconcat (quote, end > start + MAX_QUOTE ? "…" : "", NULL);
}

/* "Genesis, 12": the division it stands in, behind those around it, without the title of all. */
static char *
dup_division (TriLibrary *library, const Citation *self)
{
  g_autoptr (TriDivision) at = tri_library_get_division_of (library, self->passage->id);
  GString *path = g_string_new (NULL);

  for (guint depth = 0; at && depth < MAX_DEPTH; depth++)
    {
      TriDivision *parent = at->parent ? tri_library_get_division (library, at->parent) : NULL;
      gboolean is_whole = g_strcmp0 (at->title, self->text->title) == 0
                          || g_strcmp0 (at->title, self->work->title) == 0;

      if (or_null (at->title) && !is_whole)
        {
          g_string_prepend (path, path->len > 0 ? ", " : "");
          g_string_prepend (path, at->title);
        }
      g_object_unref (at);
      at = parent;
    }
  return g_string_free (path, path->len == 0);
}

/* "Genesis 1:4": where a verse of a Bible is, whose key says its book, chapter and number, as the
 * divisions around it do; NULL for what is none. The number is the printed one, "2–3". */
static char *
dup_verse (TriLibrary *library, const Citation *self)
{
  g_autoptr (TriDivision) chapter = tri_library_get_division_of (library, self->passage->id);
  g_autoptr (TriDivision) book = NULL;
  g_auto (GStrv) parts = g_strsplit (self->passage->key, ".", 4);
  g_autofree char *key = NULL;
  g_autofree char *printed = tri_item_marker_dup_n (self->passage);
  const char *colon = printed ? strrchr (printed, ':') : NULL;

  if (self->passage->kind != TRI_PASSAGE_ITEM || g_strv_length (parts) < 3
      || !g_ascii_isdigit (*parts[1]) || !g_ascii_isdigit (*parts[2]) || !chapter
      || !chapter->parent)
    return NULL;
  key = g_strdup_printf ("%s.%s", parts[0], parts[1]);
  book = tri_library_get_division (library, chapter->parent);
  if (!book || g_strcmp0 (chapter->key, key) != 0 || g_strcmp0 (book->key, parts[0]) != 0)
    return NULL;
  /* Translators: book, chapter and verse of a Bible. */
  return g_strdup_printf (_ ("%1$s %2$s:%3$s"),
                          or_null (book->title) ? book->title : parts[0],
                          parts[1],
                          colon     ? colon + 1
                          : printed ? printed
                                    : parts[2]);
}

/* Semicolons part several. */
static GStrv
split_authors (const char *author)
{
  g_auto (GStrv) names = g_strsplit (author ? author : "", ";", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (char **name = names; *name; name++)
    if (*g_strstrip (*name))
      g_strv_builder_add (kept, *name);
  return g_strv_builder_end (kept);
}

/* Where the family name ends, in "Moreau, Ana"; NULL where it is not told apart. */
static const char *
find_comma (const char *name)
{
  const char *comma = strchr (name, ',');

  return comma && comma > name && comma[1] && !strchr (comma + 1, ',') ? comma : NULL;
}

static gboolean
look_up (Citation *self,
         TriLibrary *library,
         gint64 passage,
         guint start,
         guint end,
         GError **error)
{
  self->passage = tri_library_get_passage (library, passage, error);
  if (!self->passage)
    return FALSE;
  self->text = tri_work_get_text (self->work, self->passage->text);
  if (!self->text)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("This text is no longer in the work."));
      return FALSE;
    }
  self->verse = dup_verse (library, self);
  self->division = self->verse ? g_strdup (self->verse) : dup_division (library, self);
  self->authors = split_authors (self->text->author);
  self->page = dup_page (library, self->passage, start);
  self->year = dup_year (self->text->source);
  self->quote = dup_quote (self->passage, start, end);
  return TRUE;
}

/* --- Plain text ---------------------------------------------------------------------------- */

static void
append_part (GString *out, const char *part)
{
  if (!or_null (part))
    return;
  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, part);
}

static char *
dup_plain (const Citation *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *authors = g_strjoinv ("; ", self->authors);
  g_autofree char *number = g_strdup_printf (_ ("passage %u"), self->passage->ord + 1);
  /* Translators: a page of a printed book. */
  g_autofree char *page = self->page ? g_strdup_printf (_ ("p. %s"), self->page) : NULL;

  append_part (out, authors);
  append_part (out, self->text->title);
  if (g_strcmp0 (self->text->title, self->work->title) != 0)
    append_part (out, self->work->title);
  append_part (out, self->division);
  append_part (out, page);
  append_part (out, self->verse ? NULL : number);
  if (or_null (self->text->source) && strlen (self->text->source) <= MAX_SOURCE)
    g_string_append_printf (out, ". %s", self->text->source);
  if (out->str[out->len - 1] != '.')
    g_string_append_c (out, '.');
  /* Translators: a quotation, and behind it where it is from. */
  return g_strdup_printf (_ ("“%s” %s"), self->quote, out->str);
}

/* --- BibTeX -------------------------------------------------------------------------------- */

/* BibTeX counts braces, whatever stands before them. */
static gboolean
has_paired_braces (const char *value)
{
  int depth = 0;

  for (const char *at = value; *at && depth >= 0; at++)
    depth += *at == '{' ? 1 : *at == '}' ? -1
                                         : 0;
  return depth == 0;
}

static void
append_escaped (GString *out, const char *value)
{
  static const struct
  {
    char c;
    const char *written;
  } special[] = {
    { '\\', "\\textbackslash{}" },
    { '{', "\\{" },
    { '}', "\\}" },
    { '{', "\\textbraceleft{}" },
    { '}', "\\textbraceright{}" },
    { '%', "\\%" },
    { '&', "\\&" },
    { '#', "\\#" },
    { '$', "\\$" },
    { '_', "\\_" },
    { '~', "\\textasciitilde{}" },
    { '^', "\\textasciicircum{}" },
  };
  gboolean is_paired = has_paired_braces (value);

  for (const char *at = value; *at; at++)
    {
      const char *written = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (special); i++)
        if (special[i].c == *at && !(written && is_paired))
          written = special[i].written;
      if (written)
        g_string_append (out, written);
      else
        g_string_append_c (out, g_ascii_iscntrl (*at) ? ' ' : *at);
    }
}

static void
append_bibtex (GString *out, const char *field, const char *value)
{
  if (!or_null (value))
    return;
  g_string_append_printf (out, ",\n  %s = {", field);
  append_escaped (out, value);
  g_string_append_c (out, '}');
}

/* "and" parts names there, and commas their parts, unless they are in braces. */
static void
append_authors (GString *out, GStrv authors)
{
  for (guint i = 0; authors[i]; i++)
    {
      gboolean is_whole = g_regex_match_simple ("\\sand\\s", authors[i], G_REGEX_CASELESS, 0)
                          || (strchr (authors[i], ',') && !find_comma (authors[i]));

      g_string_append (out, i == 0 ? ",\n  author = {" : " and ");
      g_string_append (out, is_whole ? "{" : "");
      append_escaped (out, authors[i]);
      g_string_append (out, is_whole ? "}" : "");
      g_string_append (out, authors[i + 1] ? "" : "}");
    }
}

/* Letters and digits of ASCII: "serge1937-p12". */
static char *
dup_key (const Citation *self)
{
  const char *author = self->authors[0];
  const char *comma = author ? find_comma (author) : NULL;
  g_autofree char *name = comma ? g_strndup (author, (gsize) (comma - author))
                                : g_strdup (author ? author : self->text->title);
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autofree char *passage = g_str_to_ascii (self->passage->key, "C");
  const char *last = strrchr (g_strchomp (ascii), ' ');
  GString *key = g_string_new (NULL);

  for (const char *at = last ? last + 1 : ascii; *at; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (key, g_ascii_tolower (*at));
  if (key->len == 0)
    g_string_append (key, "text");
  if (self->year)
    g_string_append (key, self->year);
  g_string_append_c (key, '-');
  for (const char *at = passage; *at; at++)
    g_string_append_c (key, g_ascii_isalnum (*at) ? *at : '-');
  return g_string_free (key, FALSE);
}

/* A chapter is in a collection, as Zotero has it too: "inbook" is one thing for BibTeX and another
 * for BibLaTeX. */
static char *
dup_bibtex (const Citation *self)
{
  g_autofree char *key = dup_key (self);
  GString *out = g_string_new (NULL);

  g_string_printf (out, "@%s{%s", self->division ? "incollection" : "book", key);
  append_authors (out, self->authors);
  append_bibtex (out, "title", self->division ? self->division : self->text->title);
  if (self->division)
    append_bibtex (out, "booktitle", self->text->title);
  if (g_strcmp0 (self->text->title, self->work->title) != 0)
    append_bibtex (out, "series", self->work->title);
  append_bibtex (out, "pages", self->page);
  append_bibtex (out, "year", self->year);
  append_bibtex (out, "language", self->text->lang);
  append_bibtex (out, "howpublished", self->text->source);
  append_bibtex (out, "note", self->quote);
  g_string_append (out, "\n}\n");
  return g_string_free (out, FALSE);
}

/* --- CSL-JSON ------------------------------------------------------------------------------ */

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (!or_null (value))
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_authors (JsonBuilder *builder, GStrv authors)
{
  json_builder_set_member_name (builder, "author");
  json_builder_begin_array (builder);
  for (char **name = authors; *name; name++)
    {
      const char *comma = find_comma (*name);
      g_autofree char *family = comma ? g_strndup (*name, (gsize) (comma - *name)) : NULL;
      g_autofree char *given = comma ? g_strstrip (g_strdup (comma + 1)) : NULL;

      json_builder_begin_object (builder);
      add_member (builder, "family", family);
      add_member (builder, "given", given);
      add_member (builder, "literal", comma ? NULL : *name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* "issued": {"date-parts": [[1937]]} */
static void
add_year (JsonBuilder *builder, const char *year)
{
  json_builder_set_member_name (builder, "issued");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "date-parts");
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, g_ascii_strtoll (year, NULL, 10));
  json_builder_end_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
dup_csl_json (const Citation *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *key = dup_key (self);

  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_member (builder, "id", key);
  add_member (builder, "type", self->division ? "chapter" : "book");
  add_member (builder, "title", self->division ? self->division : self->text->title);
  if (self->division)
    add_member (builder, "container-title", self->text->title);
  if (g_strcmp0 (self->text->title, self->work->title) != 0)
    add_member (builder, "collection-title", self->work->title);
  if (self->authors[0])
    add_authors (builder, self->authors);
  if (self->year)
    add_year (builder, self->year);
  add_member (builder, "language", self->text->lang);
  add_member (builder, "page", self->page);
  add_member (builder, "source", self->text->source);
  add_member (builder, "note", self->quote);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/**
 * tri_citation_dup:
 * @work: the work it stands in, with its texts
 * @start: the first of the quoted words, in code points into the passage; @end: behind the last;
 *   both 0 for all of it
 *
 * Makes a citation for a passage: who and what, the division, the page where the edition has any,
 * the passage by its number or as a verse, and its words (500 code points of them at most).
 *
 * Returns: (transfer full) (nullable): the citation, or %NULL with an error when the passage cannot
 * be read
 */
char *
tri_citation_dup (TriLibrary *library,
                  TriWork *work,
                  gint64 passage,
                  guint start,
                  guint end,
                  TriCitationStyle style,
                  GError **error)
{
  g_auto (Citation) self = { .work = work };

  if (!look_up (&self, library, passage, start, end, error))
    return NULL;
  switch (style)
    {
    case TRI_CITATION_BIBTEX:
      return dup_bibtex (&self);
    case TRI_CITATION_CSL_JSON:
      return dup_csl_json (&self);
    case TRI_CITATION_PLAIN:
    default:
      return dup_plain (&self);
    }
}
