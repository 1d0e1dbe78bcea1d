/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible-reader.h"

#define MAX_VALUE 1024

static TriBibleRole
get_role (const TriBibleReader *self)
{
  guint n_roles = self->roles->len;

  return n_roles > 0 ? (TriBibleRole) self->roles->data[n_roles - 1] : TRI_BIBLE_NONE;
}

static TriBibleRole
start_element (TriBibleReader *self, const TriXmlTag *tag)
{
  TriBibleRole role = self->format->start (self, tag);

  if (role == TRI_BIBLE_VALUE)
    g_string_truncate (self->value, 0);
  return role;
}

static void
start (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  TriBibleReader *self = data;
  guint8 role = TRI_BIBLE_NONE;

  if (!self->bible)
    self->bible = tri_bible_new (xml, self->draft, self->source->sample);
  if (self->skipped == 0)
    role = (guint8) start_element (self, tag);
  if (role == TRI_BIBLE_SKIP)
    self->skipped = tri_xml_get_depth (xml);
  g_byte_array_append (self->roles, &role, 1);
}

static void
end_element (TriBibleReader *self, TriBibleRole role, const char *name)
{
  switch (role)
    {
    case TRI_BIBLE_VALUE:
      g_strstrip (self->value->str);
      self->format->take_value (self, name);
      break;
    case TRI_BIBLE_TEXT:
      self->format->begin_text (self);
      tri_bible_end_text (self->bible);
      break;
    case TRI_BIBLE_BOOK:
      tri_bible_end_book (self->bible);
      break;
    case TRI_BIBLE_CHAPTER:
      tri_bible_end_chapter (self->bible);
      break;
    case TRI_BIBLE_VERSE:
      tri_bible_end_verse (self->bible);
      break;
    case TRI_BIBLE_PARAGRAPH:
      tri_bible_break_paragraph (self->bible);
      break;
    case TRI_BIBLE_LINE:
      tri_bible_break_line (self->bible);
      break;
    case TRI_BIBLE_SPAN:
      tri_bible_close_span (self->bible);
      break;
    case TRI_BIBLE_NOTE:
      tri_bible_end_note (self->bible);
      break;
    case TRI_BIBLE_TITLE:
      tri_bible_end_title (self->bible);
      break;
    case TRI_BIBLE_NONE:
    case TRI_BIBLE_SKIP:
    case TRI_BIBLE_HEADER:
      break;
    }
}

static void
end (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  TriBibleReader *self = data;
  TriBibleRole role = get_role (self);

  if (self->roles->len == 0)
    return;
  g_byte_array_set_size (self->roles, self->roles->len - 1);
  if (self->skipped == tri_xml_get_depth (xml))
    self->skipped = 0;
  else if (self->skipped == 0)
    end_element (self, role, name);
  if (self->roles->len == 0)
    tri_bible_end_text (self->bible);
}

static void
text (TriXml *xml, const char *chars, gsize n_bytes, gpointer data)
{
  TriBibleReader *self = data;
  TriBibleRole role = get_role (self);

  if (self->skipped > 0 || self->roles->len == 0 || role == TRI_BIBLE_HEADER)
    return;
  if (role != TRI_BIBLE_VALUE)
    tri_bible_append (self->bible, chars, n_bytes);
  else if (self->value->len < MAX_VALUE)
    g_string_append_len (self->value, chars, (gssize) n_bytes);
}

static void
clear_reader (TriBibleReader *self)
{
  tri_bible_free (self->bible);
  g_byte_array_unref (self->roles);
  g_string_free (self->value, TRUE);
  g_string_free (self->lang, TRUE);
  g_string_free (self->title, TRUE);
  g_string_free (self->chapter, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriBibleReader, clear_reader)

gboolean
tri_bible_read (const TriBibleFormat *format,
                const TriSource *source,
                TriDraft *draft,
                GCancellable *cancellable,
                GError **error)
{
  static const TriXmlHandler handler = { start, end, text };
  g_auto (TriBibleReader) self = { format, source, draft };

  self.roles = g_byte_array_new ();
  self.value = g_string_new (NULL);
  self.lang = g_string_new (NULL);
  self.title = g_string_new (NULL);
  self.chapter = g_string_new (NULL);
  return tri_xml_read (source, &handler, &self, cancellable, error)
         && (tri_bible_has_passages (self.bible) || tri_xml_fail_empty (source, error));
}

gboolean
tri_bible_is_in_header (const TriBibleReader *self)
{
  TriBibleRole role = get_role (self);

  return role == TRI_BIBLE_HEADER || role == TRI_BIBLE_VALUE;
}

TriBibleRole
tri_bible_start_paragraph (TriBibleReader *self, const TriXmlTag *tag)
{
  self->format->begin_text (self);
  tri_bible_break_paragraph (self->bible);
  return TRI_BIBLE_PARAGRAPH;
}

TriBibleRole
tri_bible_start_break (TriBibleReader *self, const TriXmlTag *tag)
{
  tri_bible_break_line (self->bible);
  return TRI_BIBLE_NONE;
}

TriBibleRole
tri_bible_start_note (TriBibleReader *self, const TriXmlTag *tag)
{
  if (tri_bible_is_in_note (self->bible))
    return TRI_BIBLE_NONE;
  tri_bible_begin_note (self->bible);
  return TRI_BIBLE_NOTE;
}

TriBibleRole
tri_bible_start_skipped (TriBibleReader *self, const TriXmlTag *tag)
{
  return TRI_BIBLE_SKIP;
}

TriBibleRole
tri_bible_start_title (TriBibleReader *self, gboolean is_main, const char *level)
{
  gboolean is_first = is_main && (!level || g_str_equal (level, "1"));
  const char *book = tri_bible_get_book (self->bible);
  g_autofree char *key = NULL;

  self->format->begin_text (self);
  if (is_first && *book)
    key = g_strconcat (book, ".title", NULL);
  tri_bible_begin_title (self->bible, is_main ? 1 : 2, is_first, key);
  return TRI_BIBLE_TITLE;
}
