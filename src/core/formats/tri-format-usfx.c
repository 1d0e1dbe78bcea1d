/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible.h"
#include "formats/tri-sniff.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the end of an element ends. */
typedef enum
{
  ROLE_NONE,
  ROLE_SKIP,
  ROLE_VALUE, /* what it holds is said of the text or the book */
  ROLE_BOOK,
  ROLE_PARAGRAPH,
  ROLE_LINE,
  ROLE_SPAN,
  ROLE_NOTE,
  ROLE_TITLE,
} Role;

#define MAX_VALUE 1024

typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  TriBible *bible;
  GByteArray *roles; /* Role: of the elements that are open */
  guint skipped;     /* depth of the element that is passed over; 0: none */
  GString *value;
  GString *lang;
  GString *chapter; /* "Gen.1" */
} Reader;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);

  return root && tri_sniff_is_element (root, "usfx") ? 100 : 0;
}

static void
begin_text (Reader *self)
{
  g_autofree char *lang = NULL;

  if (tri_bible_is_in_text (self->bible))
    return;
  if (self->lang->len > 0)
    lang = tri_language_dup_tag (self->lang->str);
  tri_bible_begin_text (self->bible, lang, NULL);
}

static Role
start_book (Reader *self, const TriXmlTag *tag)
{
  const char *code = tri_xml_get (tag, "id");
  const char *book = code ? tri_bible_find_book (code) : NULL;

  begin_text (self);
  g_string_truncate (self->chapter, 0);
  tri_bible_begin_book (self->bible, book ? book : code ? code
                                                        : "",
                        NULL);
  return ROLE_BOOK;
}

static Role
start_chapter (Reader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "id");

  begin_text (self);
  if (!number)
    return ROLE_NONE;
  g_string_printf (self->chapter, "%s.%s", tri_bible_get_book (self->bible), number);
  tri_bible_begin_chapter (self->bible, self->chapter->str, number);
  return ROLE_NONE;
}

static Role
start_verse (Reader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "id");

  begin_text (self);
  if (number && self->chapter->len > 0)
    tri_bible_begin_verse_in (self->bible, self->chapter->str, number);
  return ROLE_NONE;
}

static Role
end_verse (Reader *self, const TriXmlTag *tag)
{
  tri_bible_end_verse (self->bible);
  return ROLE_NONE;
}

static Role
begin_title (Reader *self, gboolean is_main, const char *level)
{
  const char *book = tri_bible_get_book (self->bible);
  gboolean is_first = is_main && (!level || g_str_equal (level, "1"));
  g_autofree char *key = NULL;

  begin_text (self);
  if (is_first && *book)
    key = g_strconcat (book, ".title", NULL);
  tri_bible_begin_title (self->bible, is_main ? 1 : 2, is_first, key);
  return ROLE_TITLE;
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
static Role
start_paragraph (Reader *self, const TriXmlTag *tag)
{
  const char *style = tri_xml_get (tag, "sfm");

  if (!style)
    style = tri_xml_get (tag, "style");
  if (style && (g_str_has_prefix (style, "mt") || g_str_has_prefix (style, "imt")))
    return begin_title (self, TRUE, tri_xml_get (tag, "level"));
  if (style && is_title (style))
    return begin_title (self, FALSE, NULL);
  begin_text (self);
  tri_bible_break_paragraph (self->bible);
  return ROLE_PARAGRAPH;
}

static Role
start_main_title (Reader *self, const TriXmlTag *tag)
{
  return begin_title (self, TRUE, tri_xml_get (tag, "level"));
}

static Role
start_title (Reader *self, const TriXmlTag *tag)
{
  return begin_title (self, FALSE, NULL);
}

static Role
start_line (Reader *self, const TriXmlTag *tag)
{
  begin_text (self);
  tri_bible_break_line (self->bible);
  return ROLE_LINE;
}

static Role
start_note (Reader *self, const TriXmlTag *tag)
{
  if (tri_bible_is_in_note (self->bible))
    return ROLE_NONE;
  tri_bible_begin_note (self->bible);
  return ROLE_NOTE;
}

static Role
start_value (Reader *self, const TriXmlTag *tag)
{
  g_string_truncate (self->value, 0);
  return ROLE_VALUE;
}

static Role
start_skipped (Reader *self, const TriXmlTag *tag)
{
  return ROLE_SKIP;
}

static const struct
{
  const char *name;
  Role (*start) (Reader *self, const TriXmlTag *tag);
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
  { "f", start_note },
  { "fe", start_note },
  { "x", start_note },
  { "fr", start_skipped },
  { "xo", start_skipped },
  { "id", start_skipped },
  { "ide", start_skipped },
  { "rem", start_skipped },
  { "toc", start_skipped },
  { "cp", start_skipped },
  { "vp", start_skipped },
  { "fig", start_skipped },
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

static Role
start_element (Reader *self, const TriXmlTag *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      if (!g_str_equal (elements[i].name, tag->name))
        continue;
      if (elements[i].start)
        return elements[i].start (self, tag);
      if (elements[i].kind == TRI_SPAN_OTHER)
        return ROLE_NONE;
      tri_bible_open_span (self->bible,
                           elements[i].kind,
                           elements[i].kind == TRI_SPAN_FOREIGN ? "" : NULL);
      return ROLE_SPAN;
    }
  return ROLE_NONE;
}

static void
start (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;
  guint8 role = ROLE_NONE;

  if (!self->bible)
    self->bible = tri_bible_new (xml, self->draft, self->source->sample);
  if (self->skipped == 0)
    role = (guint8) start_element (self, tag);
  if (role == ROLE_SKIP)
    self->skipped = tri_xml_get_depth (xml);
  g_byte_array_append (self->roles, &role, 1);
}

static void
take_value (Reader *self, const char *name)
{
  g_strchomp (g_strchug (self->value->str));
  if (g_str_equal (name, "h"))
    tri_bible_name_book (self->bible, self->value->str);
  else if (!tri_bible_is_in_text (self->bible))
    g_string_assign (self->lang, self->value->str);
}

static void
end_element (Reader *self, Role role, const char *name)
{
  switch (role)
    {
    case ROLE_VALUE:
      take_value (self, name);
      break;
    case ROLE_BOOK:
      tri_bible_end_book (self->bible);
      break;
    case ROLE_PARAGRAPH:
      tri_bible_break_paragraph (self->bible);
      break;
    case ROLE_LINE:
      tri_bible_break_line (self->bible);
      break;
    case ROLE_SPAN:
      tri_bible_close_span (self->bible);
      break;
    case ROLE_NOTE:
      tri_bible_end_note (self->bible);
      break;
    case ROLE_TITLE:
      tri_bible_end_title (self->bible);
      break;
    case ROLE_NONE:
    case ROLE_SKIP:
      break;
    }
}

static void
end (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  Reader *self = data;
  Role role = ROLE_NONE;

  if (self->roles->len == 0)
    return;
  role = (Role) self->roles->data[self->roles->len - 1];
  g_byte_array_set_size (self->roles, self->roles->len - 1);
  if (self->skipped == tri_xml_get_depth (xml))
    self->skipped = 0;
  else if (self->skipped == 0)
    end_element (self, role, name);
  if (self->roles->len == 0)
    {
      begin_text (self);
      tri_bible_end_text (self->bible);
    }
}

static void
text (TriXml *xml, const char *chars, gsize n_bytes, gpointer data)
{
  Reader *self = data;

  if (self->skipped > 0 || self->roles->len == 0)
    return;
  if (self->roles->data[self->roles->len - 1] != ROLE_VALUE)
    tri_bible_append (self->bible, chars, n_bytes);
  else if (self->value->len < MAX_VALUE)
    g_string_append_len (self->value, chars, (gssize) n_bytes);
}

static void
clear_reader (Reader *self)
{
  tri_bible_free (self->bible);
  g_byte_array_unref (self->roles);
  g_string_free (self->value, TRUE);
  g_string_free (self->lang, TRUE);
  g_string_free (self->chapter, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
read_usfx (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start, end, text };
  g_auto (Reader) reader = { source, draft };

  reader.roles = g_byte_array_new ();
  reader.value = g_string_new (NULL);
  reader.lang = g_string_new (NULL);
  reader.chapter = g_string_new (NULL);
  return tri_xml_read (source, &handler, &reader, cancellable, error)
         && (tri_bible_has_passages (reader.bible) || tri_xml_fail_empty (source, error));
}

const TriFormat tri_format_usfx = {
  .nick = "usfx",
  .label = N_ ("USFX Bible"),
  .flags = TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ "xml", "usfx", NULL },
  .sniff = sniff,
  .read = read_usfx,
};
