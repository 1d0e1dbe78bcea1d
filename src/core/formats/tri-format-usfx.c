/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible-reader.h"
#include "formats/tri-sniff.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);

  return root && tri_sniff_is_element (root, "usfx") ? 100 : 0;
}

static void
begin_text (TriBibleReader *self)
{
  g_autofree char *lang = NULL;

  if (tri_bible_is_in_text (self->bible))
    return;
  if (self->lang->len > 0)
    lang = tri_language_dup_tag (self->lang->str);
  tri_bible_begin_text (self->bible, lang, NULL);
}

static TriBibleRole
start_book (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *code = tri_xml_get (tag, "id");
  const char *book = code ? tri_bible_find_book (code) : NULL;

  begin_text (self);
  g_string_truncate (self->chapter, 0);
  tri_bible_begin_book (self->bible, book ? book : code ? code
                                                        : "",
                        NULL);
  return TRI_BIBLE_BOOK;
}

static TriBibleRole
start_chapter (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "id");

  begin_text (self);
  if (!number)
    return TRI_BIBLE_NONE;
  g_string_printf (self->chapter, "%s.%s", tri_bible_get_book (self->bible), number);
  tri_bible_begin_chapter (self->bible, self->chapter->str, number);
  return TRI_BIBLE_NONE;
}

static TriBibleRole
start_verse (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "id");

  begin_text (self);
  if (number && self->chapter->len > 0)
    tri_bible_begin_verse_in (self->bible, self->chapter->str, number);
  return TRI_BIBLE_NONE;
}

static TriBibleRole
end_verse (TriBibleReader *self, const TriXmlTag *tag)
{
  tri_bible_end_verse (self->bible);
  return TRI_BIBLE_NONE;
}

static gboolean
is_title (const char *style)
{
  return g_str_has_prefix (style, "ms")
         || g_str_has_prefix (style, "s")
         || g_str_equal (style, "d")
         || g_str_equal (style, "cl");
}

/* A paragraph says by its marker what it is: a title, the beginning of one. */
static TriBibleRole
start_paragraph (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *style = tri_xml_get (tag, "sfm");

  if (!style)
    style = tri_xml_get (tag, "style");
  if (style && (g_str_has_prefix (style, "mt") || g_str_has_prefix (style, "imt")))
    return tri_bible_start_title (self, TRUE, tri_xml_get (tag, "level"));
  if (style && is_title (style))
    return tri_bible_start_title (self, FALSE, NULL);
  return tri_bible_start_paragraph (self, tag);
}

static TriBibleRole
start_main_title (TriBibleReader *self, const TriXmlTag *tag)
{
  return tri_bible_start_title (self, TRUE, tri_xml_get (tag, "level"));
}

static TriBibleRole
start_title (TriBibleReader *self, const TriXmlTag *tag)
{
  return tri_bible_start_title (self, FALSE, NULL);
}

static TriBibleRole
start_line (TriBibleReader *self, const TriXmlTag *tag)
{
  begin_text (self);
  tri_bible_break_line (self->bible);
  return TRI_BIBLE_LINE;
}

static TriBibleRole
start_value (TriBibleReader *self, const TriXmlTag *tag)
{
  return TRI_BIBLE_VALUE;
}

static const struct
{
  const char *name;
  TriBibleStart start;
  TriSpanKind kind; /* without a function: of what it marks; TRI_SPAN_OTHER for nothing */
} elements[] = {
  { "w", NULL, TRI_SPAN_OTHER },
  { "v", start_verse },
  { "ve", end_verse },
  { "p", start_paragraph },
  { "q", start_line },
  { "qs", start_line },
  { "b", start_line },
  { "tr", start_line },
  { "c", start_chapter },
  { "book", start_book },
  { "h", start_value },
  { "languageCode", start_value },
  { "mt", start_main_title },
  { "s", start_title },
  { "ms", start_title },
  { "d", start_title },
  { "f", tri_bible_start_note },
  { "fe", tri_bible_start_note },
  { "x", tri_bible_start_note },
  { "fr", tri_bible_start_skipped },
  { "xo", tri_bible_start_skipped },
  { "id", tri_bible_start_skipped },
  { "ide", tri_bible_start_skipped },
  { "rem", tri_bible_start_skipped },
  { "toc", tri_bible_start_skipped },
  { "cp", tri_bible_start_skipped },
  { "vp", tri_bible_start_skipped },
  { "fig", tri_bible_start_skipped },
  { "add", NULL, TRI_SPAN_EMPHASIS },
  { "it", NULL, TRI_SPAN_EMPHASIS },
  { "em", NULL, TRI_SPAN_EMPHASIS },
  { "fq", NULL, TRI_SPAN_EMPHASIS },
  { "fqa", NULL, TRI_SPAN_EMPHASIS },
  { "fk", NULL, TRI_SPAN_EMPHASIS },
  { "bd", NULL, TRI_SPAN_STRONG },
  { "bdit", NULL, TRI_SPAN_STRONG },
  { "nd", NULL, TRI_SPAN_SMALL_CAPS },
  { "sc", NULL, TRI_SPAN_SMALL_CAPS },
  { "sup", NULL, TRI_SPAN_SUPERSCRIPT },
  { "tl", NULL, TRI_SPAN_FOREIGN },
  { "bk", NULL, TRI_SPAN_TITLE },
};

static TriBibleRole
start (TriBibleReader *self, const TriXmlTag *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      if (!g_str_equal (elements[i].name, tag->name))
        continue;
      if (elements[i].start)
        return elements[i].start (self, tag);
      if (elements[i].kind == TRI_SPAN_OTHER)
        return TRI_BIBLE_NONE;
      tri_bible_open_span (self->bible,
                           elements[i].kind,
                           elements[i].kind == TRI_SPAN_FOREIGN ? "" : NULL);
      return TRI_BIBLE_SPAN;
    }
  return TRI_BIBLE_NONE;
}

static void
take_value (TriBibleReader *self, const char *name)
{
  if (g_str_equal (name, "h"))
    tri_bible_name_book (self->bible, self->value->str);
  else if (!tri_bible_is_in_text (self->bible))
    g_string_assign (self->lang, self->value->str);
}

static gboolean
read_usfx (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriBibleFormat format = { begin_text, start, take_value };

  return tri_bible_read (&format, source, draft, cancellable, error);
}

const TriFormat tri_format_usfx = {
  .nick = "usfx",
  .label = N_ ("USFX Bible"),
  .flags = TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ "xml", "usfx", NULL },
  .sniff = sniff,
  .read = read_usfx,
};
