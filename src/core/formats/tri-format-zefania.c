/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible-reader.h"
#include "formats/tri-sniff.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);
  g_autofree char *lower = root ? g_ascii_strdown (root, -1) : NULL;

  return lower && tri_sniff_is_element (lower, "xmlbible") ? 100 : 0;
}

static void
begin_text (TriBibleReader *self)
{
  g_autofree char *lower = NULL;
  g_autofree char *lang = NULL;

  if (tri_bible_is_in_text (self->bible))
    return;
  lower = g_ascii_strdown (self->lang->str, -1);
  if (*lower)
    lang = tri_language_dup_tag (lower);
  tri_bible_begin_text (self->bible, lang, self->title->len > 0 ? self->title->str : NULL);
}

static TriBibleRole
start_bible (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *name = tri_xml_get (tag, "biblename");

  if (name)
    g_string_assign (self->title, name);
  return TRI_BIBLE_NONE;
}

static TriBibleRole
start_information (TriBibleReader *self, const TriXmlTag *tag)
{
  return TRI_BIBLE_HEADER;
}

/* Books beyond the 66 are known by their short name alone. */
static TriBibleRole
start_book (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "bnumber");
  const char *name = tri_xml_get (tag, "bname");
  const char *short_name = tri_xml_get (tag, "bsname");
  const char *id = NULL;
  g_autofree char *made = NULL;

  begin_text (self);
  g_string_truncate (self->chapter, 0);
  if (number)
    id = tri_bible_find_numbered ((guint) CLAMP (g_ascii_strtoll (number, NULL, 10), 0, 1000));
  if (!id && short_name)
    id = tri_bible_find_book (short_name);
  if (!id)
    id = made = g_strdup_printf ("book-%s", number ? number : short_name ? short_name
                                                                         : "0");
  tri_bible_begin_book (self->bible, id, name);
  return TRI_BIBLE_BOOK;
}

static TriBibleRole
start_chapter (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "cnumber");

  begin_text (self);
  if (!number)
    return TRI_BIBLE_NONE;
  g_string_printf (self->chapter, "%s.%s", tri_bible_get_book (self->bible), number);
  tri_bible_begin_chapter (self->bible, self->chapter->str, number);
  return TRI_BIBLE_CHAPTER;
}

static TriBibleRole
start_verse (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "vnumber");

  begin_text (self);
  if (!number || self->chapter->len == 0)
    return TRI_BIBLE_NONE;
  tri_bible_begin_verse_in (self->bible, self->chapter->str, number);
  return TRI_BIBLE_VERSE;
}

static TriBibleRole
start_title (TriBibleReader *self, const TriXmlTag *tag)
{
  return tri_bible_start_title (self, FALSE, NULL);
}

/* "font-weight:bold", or fs="bold" of later versions. */
static TriBibleRole
start_style (TriBibleReader *self, const TriXmlTag *tag)
{
  static const struct
  {
    const char *word;
    TriSpanKind kind;
  } kinds[] = {
    { "bold", TRI_SPAN_STRONG },
    { "italic", TRI_SPAN_EMPHASIS },
    { "emphasis", TRI_SPAN_EMPHASIS },
    { "small-caps", TRI_SPAN_SMALL_CAPS },
    { "divineName", TRI_SPAN_SMALL_CAPS },
    { "super", TRI_SPAN_SUPERSCRIPT },
    { "sub", TRI_SPAN_SUBSCRIPT },
    { "underline", TRI_SPAN_UNDERLINE },
    { "line-through", TRI_SPAN_STRIKE },
  };
  const char *style = tri_xml_get (tag, "fs");

  if (!style)
    style = tri_xml_get (tag, "css");
  for (guint i = 0; style && i < G_N_ELEMENTS (kinds); i++)
    if (strstr (style, kinds[i].word))
      {
        tri_bible_open_span (self->bible, kinds[i].kind, NULL);
        return TRI_BIBLE_SPAN;
      }
  return TRI_BIBLE_NONE;
}

/* Files write them in either case. */
static const struct
{
  const char *name;
  TriBibleStart start;
} elements[] = {
  { "gr", NULL },
  { "vers", start_verse },
  { "style", start_style },
  { "br", tri_bible_start_break },
  { "note", tri_bible_start_note },
  { "xref", tri_bible_start_skipped },
  { "media", tri_bible_start_skipped },
  { "caption", start_title },
  { "prolog", tri_bible_start_paragraph },
  { "remark", tri_bible_start_paragraph },
  { "chapter", start_chapter },
  { "biblebook", start_book },
  { "information", start_information },
  { "xmlbible", start_bible },
};

static TriBibleRole
start_in_information (TriBibleReader *self, const TriXmlTag *tag)
{
  return g_str_equal (tag->name, "language") || g_str_equal (tag->name, "title") ? TRI_BIBLE_VALUE
                                                                                 : TRI_BIBLE_SKIP;
}

static TriBibleRole
start (TriBibleReader *self, const TriXmlTag *tag)
{
  if (tri_bible_is_in_header (self))
    return start_in_information (self, tag);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_ascii_strcasecmp (elements[i].name, tag->name) == 0)
      return elements[i].start ? elements[i].start (self, tag) : TRI_BIBLE_NONE;
  return TRI_BIBLE_NONE;
}

static void
take_value (TriBibleReader *self, const char *name)
{
  if (g_str_equal (name, "language"))
    g_string_assign (self->lang, self->value->str);
  else if (*self->value->str)
    g_string_assign (self->title, self->value->str);
}

static gboolean
read_zefania (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriBibleFormat format = { begin_text, start, take_value };

  return tri_bible_read (&format, source, draft, cancellable, error);
}

const TriFormat tri_format_zefania = {
  .nick = "zefania",
  .label = N_ ("Zefania Bible"),
  .flags = TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ "xml", "zefania", NULL },
  .sniff = sniff,
  .read = read_zefania,
};
