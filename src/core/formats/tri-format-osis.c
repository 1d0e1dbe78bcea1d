/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible.h"
#include "formats/tri-sniff.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMESPACE "http://www.bibletechnologies.net/2003/OSIS/namespace"

/* What the end of an element ends. */
typedef enum
{
  ROLE_NONE,
  ROLE_SKIP,
  ROLE_TEXT,
  ROLE_BOOK,
  ROLE_CHAPTER,
  ROLE_VERSE,
  ROLE_PARAGRAPH,
  ROLE_LINE,
  ROLE_SPAN,
  ROLE_NOTE,
  ROLE_TITLE,
  ROLE_WORK_TITLE,
} Role;

typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  TriBible *bible;
  GByteArray *roles; /* Role: of the elements that are open */
  guint skipped;     /* depth of the element that is passed over; 0: none */
  GString *lang;     /* of the text to come */
  GString *title;
  gboolean has_title;
  gboolean in_header;
} Reader;

typedef struct
{
  const char *name;
  Role (*start) (Reader *self, const TriXmlTag *tag);
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
begin_text (Reader *self)
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

static Role
start_text (Reader *self, const TriXmlTag *tag)
{
  const char *lang = tri_xml_get_xml (tag, "lang");

  tri_bible_end_text (self->bible);
  g_string_assign (self->lang, lang ? lang : "");
  g_string_truncate (self->title, 0);
  self->has_title = FALSE;
  return ROLE_TEXT;
}

static Role
start_header (Reader *self, const TriXmlTag *tag)
{
  self->in_header = TRUE;
  return ROLE_NONE;
}

/* The first work is the one at hand, the others are what it refers to. */
static Role
start_in_header (Reader *self, const TriXmlTag *tag)
{
  if (g_str_equal (tag->name, "title") && !self->has_title)
    return ROLE_WORK_TITLE;
  return g_str_equal (tag->name, "work") || g_str_equal (tag->name, "header") ? ROLE_NONE
                                                                              : ROLE_SKIP;
}

static Role
start_div (Reader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "osisID");

  begin_text (self);
  if (!has_type (tag, "book"))
    {
      tri_bible_break_paragraph (self->bible);
      return ROLE_PARAGRAPH;
    }
  if (is_milestone_end (tag))
    tri_bible_end_book (self->bible);
  else
    tri_bible_begin_book (self->bible, id ? id : "", NULL);
  return is_milestone_end (tag) || tri_xml_get (tag, "sID") ? ROLE_NONE : ROLE_BOOK;
}

static Role
start_chapter (Reader *self, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "osisID");
  const char *number = tri_xml_get (tag, "n");
  const char *dot = id ? strrchr (id, '.') : NULL;

  begin_text (self);
  if (is_milestone_end (tag))
    {
      tri_bible_end_chapter (self->bible);
      return ROLE_NONE;
    }
  if (!number || !*number)
    number = dot ? dot + 1 : id;
  if (id)
    tri_bible_begin_chapter (self->bible, id, number);
  return tri_xml_get (tag, "sID") ? ROLE_NONE : ROLE_CHAPTER;
}

static Role
start_verse (Reader *self, const TriXmlTag *tag)
{
  const char *ids = tri_xml_get (tag, "osisID");

  begin_text (self);
  if (is_milestone_end (tag))
    {
      tri_bible_end_verse (self->bible);
      return ROLE_NONE;
    }
  if (!ids)
    ids = tri_xml_get (tag, "sID");
  if (ids)
    tri_bible_begin_verse (self->bible, ids, tri_xml_get (tag, "n"));
  return tri_xml_get (tag, "sID") ? ROLE_NONE : ROLE_VERSE;
}

static Role
start_title (Reader *self, const TriXmlTag *tag)
{
  gboolean is_main = has_type (tag, "main");
  const char *level = tri_xml_get (tag, "level");
  gboolean is_first = is_main && (!level || g_str_equal (level, "1"));
  const char *book = tri_bible_get_book (self->bible);
  g_autofree char *key = NULL;

  begin_text (self);
  if (is_first && *book)
    key = g_strconcat (book, ".title", NULL);
  tri_bible_begin_title (self->bible, is_main ? 1 : 2, is_first, key);
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
start_line (Reader *self, const TriXmlTag *tag)
{
  tri_bible_break_line (self->bible);
  return is_milestone_end (tag) || tri_xml_get (tag, "sID") ? ROLE_NONE : ROLE_LINE;
}

static Role
start_break (Reader *self, const TriXmlTag *tag)
{
  tri_bible_break_line (self->bible);
  return ROLE_NONE;
}

static Role
start_milestone (Reader *self, const TriXmlTag *tag)
{
  if (has_type (tag, "line"))
    tri_bible_break_line (self->bible);
  else if (has_type (tag, "x-usfm-h"))
    tri_bible_name_book (self->bible, tri_xml_get (tag, "n"));
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

/* "1:20 " at the beginning of a note says only where its mark is. */
static Role
start_reference (Reader *self, const TriXmlTag *tag)
{
  return has_type (tag, "annotateRef") || has_type (tag, "source") ? ROLE_SKIP : ROLE_NONE;
}

static Role
open_span (Reader *self, TriSpanKind kind, const char *value)
{
  tri_bible_open_span (self->bible, kind, value);
  return ROLE_SPAN;
}

static Role
start_hi (Reader *self, const TriXmlTag *tag)
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
      return kinds[i].kind == TRI_SPAN_OTHER ? ROLE_NONE : open_span (self, kinds[i].kind, NULL);
  return open_span (self, TRI_SPAN_EMPHASIS, NULL);
}

static Role
start_divine_name (Reader *self, const TriXmlTag *tag)
{
  return open_span (self, TRI_SPAN_SMALL_CAPS, NULL);
}

/* Words that the translators added, and the like. */
static Role
start_change (Reader *self, const TriXmlTag *tag)
{
  return open_span (self, TRI_SPAN_EMPHASIS, NULL);
}

static Role
start_foreign (Reader *self, const TriXmlTag *tag)
{
  const char *lang = tri_xml_get_xml (tag, "lang");

  return open_span (self, TRI_SPAN_FOREIGN, lang ? lang : "");
}

/* A quotation that is given by two milestones says what mark stands there. */
static Role
start_quote (Reader *self, const TriXmlTag *tag)
{
  const char *marker = tri_xml_get (tag, "marker");

  if (marker && (is_milestone_end (tag) || tri_xml_get (tag, "sID")))
    tri_bible_append (self->bible, marker, strlen (marker));
  return ROLE_NONE;
}

static Role
start_skipped (Reader *self, const TriXmlTag *tag)
{
  return ROLE_SKIP;
}

static const Element elements[] = {
  { "w", NULL },
  { "verse", start_verse },
  { "l", start_line },
  { "q", start_quote },
  { "divineName", start_divine_name },
  { "transChange", start_change },
  { "note", start_note },
  { "reference", start_reference },
  { "hi", start_hi },
  { "foreign", start_foreign },
  { "p", start_paragraph },
  { "lg", start_line },
  { "lb", start_break },
  { "milestone", start_milestone },
  { "title", start_title },
  { "chapter", start_chapter },
  { "div", start_div },
  { "list", start_paragraph },
  { "item", start_paragraph },
  { "row", start_paragraph },
  { "caption", start_paragraph },
  { "closer", start_paragraph },
  { "salute", start_paragraph },
  { "signed", start_paragraph },
  { "speech", start_paragraph },
  { "index", start_skipped },
  { "osisText", start_text },
  { "header", start_header },
};

static Role
start_element (Reader *self, const TriXmlTag *tag)
{
  if (self->in_header)
    return start_in_header (self, tag);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, tag->name))
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
end_element (Reader *self, Role role)
{
  switch (role)
    {
    case ROLE_TEXT:
      begin_text (self);
      tri_bible_end_text (self->bible);
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
    case ROLE_WORK_TITLE:
      self->has_title = TRUE;
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
    end_element (self, role);
  if (self->in_header && self->skipped == 0 && g_str_equal (name, "header"))
    self->in_header = FALSE;
  if (self->roles->len == 0)
    tri_bible_end_text (self->bible);
}

static void
text (TriXml *xml, const char *chars, gsize n_bytes, gpointer data)
{
  Reader *self = data;

  if (self->skipped > 0 || !self->bible)
    return;
  if (!self->in_header)
    tri_bible_append (self->bible, chars, n_bytes);
  else if (self->roles->len > 0
           && self->roles->data[self->roles->len - 1] == ROLE_WORK_TITLE
           && self->title->len < 1024)
    g_string_append_len (self->title, chars, (gssize) n_bytes);
}

static void
clear_reader (Reader *self)
{
  tri_bible_free (self->bible);
  g_byte_array_unref (self->roles);
  g_string_free (self->lang, TRUE);
  g_string_free (self->title, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
read_osis (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start, end, text };
  g_auto (Reader) reader = { source, draft };

  reader.roles = g_byte_array_new ();
  reader.lang = g_string_new (NULL);
  reader.title = g_string_new (NULL);
  return tri_xml_read (source, &handler, &reader, cancellable, error)
         && (tri_bible_has_passages (reader.bible) || tri_xml_fail_empty (source, error));
}

const TriFormat tri_format_osis = {
  .nick = "osis",
  .label = N_ ("OSIS Bible"),
  .flags = TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ "xml", "osis", NULL },
  .sniff = sniff,
  .read = read_osis,
};
