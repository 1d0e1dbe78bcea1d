/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible.h"
#include "formats/tri-sniff.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the end of an element ends. Files write names of elements in either case. */
typedef enum
{
  ROLE_NONE,
  ROLE_SKIP,
  ROLE_VALUE, /* what it holds is said of the text */
  ROLE_BOOK,
  ROLE_CHAPTER,
  ROLE_VERSE,
  ROLE_PARAGRAPH,
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
  gboolean in_information;
  GString *value;
  GString *lang;
  GString *title;
  GString *chapter; /* "Gen.1" */
} Reader;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);
  g_autofree char *lower = root ? g_ascii_strdown (root, -1) : NULL;

  return lower && tri_sniff_is_element (lower, "xmlbible") ? 100 : 0;
}

static void
begin_text (Reader *self)
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

static Role
start_bible (Reader *self, const TriXmlTag *tag)
{
  const char *name = tri_xml_get (tag, "biblename");

  if (name)
    g_string_assign (self->title, name);
  return ROLE_NONE;
}

static Role
start_information (Reader *self, const TriXmlTag *tag)
{
  self->in_information = TRUE;
  return ROLE_NONE;
}

/* Books beyond the 66 are known by their short name alone. */
static Role
start_book (Reader *self, const TriXmlTag *tag)
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
  return ROLE_BOOK;
}

static Role
start_chapter (Reader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "cnumber");

  begin_text (self);
  if (!number)
    return ROLE_NONE;
  g_string_printf (self->chapter, "%s.%s", tri_bible_get_book (self->bible), number);
  tri_bible_begin_chapter (self->bible, self->chapter->str, number);
  return ROLE_CHAPTER;
}

static Role
start_verse (Reader *self, const TriXmlTag *tag)
{
  const char *number = tri_xml_get (tag, "vnumber");

  begin_text (self);
  if (!number || self->chapter->len == 0)
    return ROLE_NONE;
  tri_bible_begin_verse_in (self->bible, self->chapter->str, number);
  return ROLE_VERSE;
}

static Role
start_title (Reader *self, const TriXmlTag *tag)
{
  begin_text (self);
  tri_bible_begin_title (self->bible, 2, FALSE, NULL);
  return ROLE_TITLE;
}

static Role
start_paragraph (Reader *self, const TriXmlTag *tag)
{
  begin_text (self);
  tri_bible_break_paragraph (self->bible);
  return ROLE_PARAGRAPH;
}

static Role
start_break (Reader *self, const TriXmlTag *tag)
{
  tri_bible_break_line (self->bible);
  return ROLE_NONE;
}

static Role
start_note (Reader *self, const TriXmlTag *tag)
{
  if (tri_bible_is_in_note (self->bible))
    return ROLE_NONE;
  tri_bible_begin_note (self->bible);
  return ROLE_NOTE;
}

/* "font-weight:bold", or fs="bold" of later versions. */
static Role
start_style (Reader *self, const TriXmlTag *tag)
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
        return ROLE_SPAN;
      }
  return ROLE_NONE;
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
} elements[] = {
  { "gr", NULL },
  { "vers", start_verse },
  { "style", start_style },
  { "br", start_break },
  { "note", start_note },
  { "xref", start_skipped },
  { "media", start_skipped },
  { "caption", start_title },
  { "prolog", start_paragraph },
  { "remark", start_paragraph },
  { "chapter", start_chapter },
  { "biblebook", start_book },
  { "information", start_information },
  { "xmlbible", start_bible },
};

static Role
start_in_information (Reader *self, const TriXmlTag *tag)
{
  g_string_truncate (self->value, 0);
  return g_str_equal (tag->name, "language") || g_str_equal (tag->name, "title") ? ROLE_VALUE
                                                                                 : ROLE_SKIP;
}

static Role
start_element (Reader *self, const TriXmlTag *tag)
{
  if (self->in_information)
    return start_in_information (self, tag);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_ascii_strcasecmp (elements[i].name, tag->name) == 0)
      return elements[i].start ? elements[i].start (self, tag) : ROLE_NONE;
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
  if (g_str_equal (name, "language"))
    g_string_assign (self->lang, self->value->str);
  else if (*self->value->str)
    g_string_assign (self->title, self->value->str);
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
    case ROLE_CHAPTER:
      tri_bible_end_chapter (self->bible);
      break;
    case ROLE_VERSE:
      tri_bible_end_verse (self->bible);
      break;
    case ROLE_PARAGRAPH:
      tri_bible_break_paragraph (self->bible);
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
  if (self->skipped == 0 && g_ascii_strcasecmp (name, "information") == 0)
    self->in_information = FALSE;
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
  g_string_free (self->title, TRUE);
  g_string_free (self->chapter, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
read_zefania (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start, end, text };
  g_auto (Reader) reader = { source, draft };

  reader.roles = g_byte_array_new ();
  reader.value = g_string_new (NULL);
  reader.lang = g_string_new (NULL);
  reader.title = g_string_new (NULL);
  reader.chapter = g_string_new (NULL);
  return tri_xml_read (source, &handler, &reader, cancellable, error)
         && (tri_bible_has_passages (reader.bible) || tri_xml_fail_empty (source, error));
}

const TriFormat tri_format_zefania = {
  .nick = "zefania",
  .label = N_ ("Zefania Bible"),
  .flags = TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ "xml", "zefania", NULL },
  .sniff = sniff,
  .read = read_zefania,
};
