/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible-reader.h"
#include "formats/tri-sniff.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMESPACE "http://www.bibletechnologies.net/2003/OSIS/namespace"

typedef struct
{
  const char *name;
  TriBibleStart start;
} Element;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);

  if (!root)
    return 0;
  if (tri_sniff_is_element (root, "osis") || tri_sniff_is_element (root, "osisText"))
    return 100;
  return strstr (root, NAMESPACE) ? 95 : 0;
}

static gboolean
is_milestone_end (const TriXmlTag *tag)
{
  return tri_xml_get (tag, "eID") != NULL;
}

static gboolean
has_type (const TriXmlTag *tag, const char *type)
{
  return g_strcmp0 (tri_xml_get (tag, "type"), type) == 0;
}

/* What stands in front of the text comes with its first book. */
static void
begin_text (TriBibleReader *self)
{
  g_autofree char *lang = NULL;

  if (tri_bible_is_in_text (self->bible))
    return;
  if (self->lang->len > 0 && !g_str_equal (self->lang->str, "und"))
    lang = tri_language_dup_tag (self->lang->str);
  /* Some converters put the name of a file there. */
  tri_bible_begin_text (self->bible,
                        lang,
                        self->title->len > 0 && !strchr (self->title->str, '/')
                            ? self->title->str
                            : NULL);
}

static TriBibleRole
start_text (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *lang = tri_xml_get_xml (tag, "lang");

  tri_bible_end_text (self->bible);
  g_string_assign (self->lang, lang ? lang : "");
  g_string_truncate (self->title, 0);
  self->has_title = FALSE;
  return TRI_BIBLE_TEXT;
}

static TriBibleRole
start_header (TriBibleReader *self, const TriXmlTag *tag)
{
  return TRI_BIBLE_HEADER;
}

/* The first work is the one at hand, the others are what it refers to. */
static TriBibleRole
start_in_header (TriBibleReader *self, const TriXmlTag *tag)
{
  if (g_str_equal (tag->name, "title") && !self->has_title)
    return TRI_BIBLE_VALUE;
  return g_str_equal (tag->name, "work") || g_str_equal (tag->name, "header") ? TRI_BIBLE_HEADER
                                                                              : TRI_BIBLE_SKIP;
}

static TriBibleRole
start_div (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "osisID");

  begin_text (self);
  if (!has_type (tag, "book"))
    {
      tri_bible_break_paragraph (self->bible);
      return TRI_BIBLE_PARAGRAPH;
    }
  if (is_milestone_end (tag))
    tri_bible_end_book (self->bible);
  else
    tri_bible_begin_book (self->bible, id ? id : "", NULL);
  return is_milestone_end (tag) || tri_xml_get (tag, "sID") ? TRI_BIBLE_NONE : TRI_BIBLE_BOOK;
}

static TriBibleRole
start_chapter (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "osisID");
  const char *number = tri_xml_get (tag, "n");
  const char *dot = id ? strrchr (id, '.') : NULL;

  begin_text (self);
  if (is_milestone_end (tag))
    {
      tri_bible_end_chapter (self->bible);
      return TRI_BIBLE_NONE;
    }
  if (!number || !*number)
    number = dot ? dot + 1 : id;
  if (id)
    tri_bible_begin_chapter (self->bible, id, number);
  return tri_xml_get (tag, "sID") ? TRI_BIBLE_NONE : TRI_BIBLE_CHAPTER;
}

static TriBibleRole
start_verse (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *ids = tri_xml_get (tag, "osisID");

  begin_text (self);
  if (is_milestone_end (tag))
    {
      tri_bible_end_verse (self->bible);
      return TRI_BIBLE_NONE;
    }
  if (!ids)
    ids = tri_xml_get (tag, "sID");
  if (ids)
    tri_bible_begin_verse (self->bible, ids, tri_xml_get (tag, "n"));
  return tri_xml_get (tag, "sID") ? TRI_BIBLE_NONE : TRI_BIBLE_VERSE;
}

static TriBibleRole
start_title (TriBibleReader *self, const TriXmlTag *tag)
{
  return tri_bible_start_title (self, has_type (tag, "main"), tri_xml_get (tag, "level"));
}

static TriBibleRole
start_line (TriBibleReader *self, const TriXmlTag *tag)
{
  tri_bible_break_line (self->bible);
  return is_milestone_end (tag) || tri_xml_get (tag, "sID") ? TRI_BIBLE_NONE : TRI_BIBLE_LINE;
}

static TriBibleRole
start_milestone (TriBibleReader *self, const TriXmlTag *tag)
{
  if (has_type (tag, "line"))
    tri_bible_break_line (self->bible);
  else if (has_type (tag, "x-usfm-h"))
    tri_bible_name_book (self->bible, tri_xml_get (tag, "n"));
  return TRI_BIBLE_NONE;
}

/* "1:20 " at the beginning of a note says only where its mark is. */
static TriBibleRole
start_reference (TriBibleReader *self, const TriXmlTag *tag)
{
  return has_type (tag, "annotateRef") || has_type (tag, "source") ? TRI_BIBLE_SKIP
                                                                   : TRI_BIBLE_NONE;
}

static TriBibleRole
open_span (TriBibleReader *self, TriSpanKind kind, const char *value)
{
  tri_bible_open_span (self->bible, kind, value);
  return TRI_BIBLE_SPAN;
}

static TriBibleRole
start_hi (TriBibleReader *self, const TriXmlTag *tag)
{
  static const struct
  {
    const char *type;
    TriSpanKind kind;
  } kinds[] = {
    { "bold", TRI_SPAN_STRONG },
    { "small-caps", TRI_SPAN_SMALL_CAPS },
    { "super", TRI_SPAN_SUPERSCRIPT },
    { "sub", TRI_SPAN_SUBSCRIPT },
    { "underline", TRI_SPAN_UNDERLINE },
    { "line-through", TRI_SPAN_STRIKE },
    { "normal", TRI_SPAN_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (has_type (tag, kinds[i].type))
      return kinds[i].kind == TRI_SPAN_OTHER ? TRI_BIBLE_NONE
                                             : open_span (self, kinds[i].kind, NULL);
  return open_span (self, TRI_SPAN_EMPHASIS, NULL);
}

static TriBibleRole
start_divine_name (TriBibleReader *self, const TriXmlTag *tag)
{
  return open_span (self, TRI_SPAN_SMALL_CAPS, NULL);
}

/* Words that the translators added, and the like. */
static TriBibleRole
start_change (TriBibleReader *self, const TriXmlTag *tag)
{
  return open_span (self, TRI_SPAN_EMPHASIS, NULL);
}

static TriBibleRole
start_foreign (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *lang = tri_xml_get_xml (tag, "lang");

  return open_span (self, TRI_SPAN_FOREIGN, lang ? lang : "");
}

/* A quotation that is given by two milestones says what mark stands there. */
static TriBibleRole
start_quote (TriBibleReader *self, const TriXmlTag *tag)
{
  const char *marker = tri_xml_get (tag, "marker");

  if (marker && (is_milestone_end (tag) || tri_xml_get (tag, "sID")))
    tri_bible_append (self->bible, marker, strlen (marker));
  return TRI_BIBLE_NONE;
}

static const Element elements[] = {
  { "w", NULL },
  { "verse", start_verse },
  { "l", start_line },
  { "q", start_quote },
  { "divineName", start_divine_name },
  { "transChange", start_change },
  { "note", tri_bible_start_note },
  { "reference", start_reference },
  { "hi", start_hi },
  { "foreign", start_foreign },
  { "p", tri_bible_start_paragraph },
  { "lg", start_line },
  { "lb", tri_bible_start_break },
  { "milestone", start_milestone },
  { "title", start_title },
  { "chapter", start_chapter },
  { "div", start_div },
  { "list", tri_bible_start_paragraph },
  { "item", tri_bible_start_paragraph },
  { "row", tri_bible_start_paragraph },
  { "caption", tri_bible_start_paragraph },
  { "closer", tri_bible_start_paragraph },
  { "salute", tri_bible_start_paragraph },
  { "signed", tri_bible_start_paragraph },
  { "speech", tri_bible_start_paragraph },
  { "index", tri_bible_start_skipped },
  { "osisText", start_text },
  { "header", start_header },
};

static TriBibleRole
start (TriBibleReader *self, const TriXmlTag *tag)
{
  if (tri_bible_is_in_header (self))
    return start_in_header (self, tag);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, tag->name))
      return elements[i].start ? elements[i].start (self, tag) : TRI_BIBLE_NONE;
  return TRI_BIBLE_NONE;
}

static void
take_value (TriBibleReader *self, const char *name)
{
  g_string_assign (self->title, self->value->str);
  self->has_title = TRUE;
}

static gboolean
read_osis (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriBibleFormat format = { begin_text, start, take_value };

  return tri_bible_read (&format, source, draft, cancellable, error);
}

const TriFormat tri_format_osis = {
  .nick = "osis",
  .label = N_ ("OSIS Bible"),
  .flags = TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ "xml", "osis", NULL },
  .sniff = sniff,
  .read = read_osis,
};
