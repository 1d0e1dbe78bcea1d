/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-builder.h"
#include "formats/tri-sniff.h"
#include "formats/tri-xml.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Documents of which each sentence has an id that links point at: those of OPUS and InterText,
 * cesDoc, and our own export. A paragraph is a passage, its sentences are anchors; a sentence
 * outside of paragraphs is a passage of its own. Where the sentences are cut into words (w) the
 * space between them is found anew. */

/* What a paragraph may hold; more means that its end is missing. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_SENTENCES 65536

/* What an element is. */
typedef enum
{
  ROLE_NONE,
  ROLE_BLOCK,
  ROLE_HEADING,
  ROLE_SENTENCE,
  ROLE_WORD,
  ROLE_SKIP,
} Role;

typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  TriBuilder *builder;
  GByteArray *roles; /* Role: of the elements that are open */
  guint skipped;     /* depth of the element that is passed over; 0: none */
  guint n_blocks;    /* paragraphs and headings that are open */
  gboolean is_heading;
  gboolean in_sentence;
  GString *id; /* of the sentence, "" for none */
  TriPlace start;
  guint n_sentences;
  gsize n_bytes;
  guint n_passages;
  gboolean in_word;
  gboolean has_words;   /* in this sentence: what stands between them is no text */
  gboolean has_spacing; /* words say themselves which of them are joined */
  gboolean says_joined; /* this one does */
  gboolean is_joined;   /* with the next word */
  gboolean keeps_space; /* before ; : ! ? as in French */
  GString *word;
} Reader;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);
  g_autoptr (GString) text = NULL;

  if (!root || strstr (root, "xmlns"))
    return 0;
  if (tri_sniff_is_element (root, "cesDoc") || tri_sniff_is_element (root, "letsmt"))
    return 95;
  text = tri_sniff_new_text (bytes, n_bytes);
  if (!strstr (text->str, "<s id=") || strstr (text->str, "<TEI"))
    return 0;
  return tri_sniff_is_element (root, "text") || tri_sniff_is_element (root, "document") ? 95 : 65;
}

static Role
find_role (const TriXmlTag *tag)
{
  static const struct
  {
    const char *name;
    Role role;
  } roles[] = {
    { "s", ROLE_SENTENCE },
    { "w", ROLE_WORD },
    { "p", ROLE_BLOCK },
    { "head", ROLE_HEADING },
    { "title", ROLE_HEADING },
    { "cesHeader", ROLE_SKIP },
    { "meta", ROLE_SKIP },
    { "info", ROLE_SKIP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_ascii_strcasecmp (roles[i].name, tag->name) == 0)
      return roles[i].role;
  return ROLE_NONE;
}

static void
push (Reader *self, TriXml *xml)
{
  self->builder->kind = self->is_heading ? TRI_PASSAGE_HEADING : TRI_PASSAGE_PARAGRAPH;
  self->builder->level = self->is_heading ? 1 : 0;
  self->n_passages += !tri_builder_is_empty (self->builder);
  tri_xml_check (xml, tri_builder_push (self->builder, self->draft, tri_xml_error (xml)));
  self->n_sentences = 0;
  if (!self->in_word)
    self->n_bytes = 0;
}

static void
set_key (Reader *self, const char *kind, const char *id)
{
  if (!id || self->builder->key || !tri_builder_is_empty (self->builder))
    return;
  self->builder->key = g_strdelimit (g_strconcat (kind, id, NULL), ": \t\r\n/", '.');
}

static void
start_sentence (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "id");

  if (self->n_blocks == 0)
    push (self, xml);
  if (self->n_blocks == 0)
    set_key (self, "s-", id);
  self->in_sentence = TRUE;
  self->is_joined = FALSE;
  self->has_words = FALSE;
  g_string_assign (self->id, id ? id : "");
  self->start = tri_builder_get_place (self->builder);
}

/* One without words has no place that a link could point at. */
static void
end_sentence (Reader *self, TriXml *xml)
{
  TriRange range = tri_builder_get_range (self->builder, self->start);

  self->in_sentence = FALSE;
  if (range.end > range.start)
    {
      tri_builder_add_unit (self->builder, TRI_UNITS_SENTENCES, range);
      if (self->id->len > 0)
        tri_builder_add_anchor (self->builder, self->id->str, (int) range.start);
    }
  /* The next one does not join it. */
  tri_builder_append (self->builder, " ", 1);
  if (self->n_blocks == 0)
    push (self, xml);
  else if (++self->n_sentences > MAX_SENTENCES)
    tri_xml_fail (xml,
                  TRI_ERROR_LIMIT,
                  _ ("a paragraph has more than %d sentences; look for where its end is missing"),
                  MAX_SENTENCES);
}

static gboolean
has_prefix (const char *word, const char *const *signs)
{
  for (; *signs; signs++)
    if (g_str_has_prefix (word, *signs))
      return TRUE;
  return FALSE;
}

/* Whether a word is written to the one before. */
static gboolean
joins_before (Reader *self)
{
  static const char *const close[] = { ",", ".", ")", "]", "}", "”", "’", "…", "%", "'", NULL };
  static const char *const high[] = { ";", ":", "!", "?", "»", NULL };

  return has_prefix (self->word->str, close)
         || (!self->keeps_space && has_prefix (self->word->str, high));
}

static gboolean
joins_behind (Reader *self)
{
  static const char *const open[] = { "(", "[", "{", "“", "‘", "¿", "¡", NULL };
  const char *word = self->word->str;

  return has_prefix (word, open)
         || (!self->keeps_space && g_str_has_prefix (word, "«"))
         /* "l’" stands before its word. */
         || (self->word->len > 1
             && (g_str_has_suffix (word, "’") || g_str_has_suffix (word, "'")));
}

static void
end_word (Reader *self)
{
  gboolean joined = self->is_joined || (!self->has_spacing && joins_before (self));

  self->in_word = FALSE;
  if (!joined)
    tri_builder_append (self->builder, " ", 1);
  tri_builder_append (self->builder, self->word->str, self->word->len);
  self->is_joined = self->has_spacing ? self->says_joined : joins_behind (self);
}

/* "SpaceAfter=No" and the like. */
static gboolean
says_joined (const TriXmlTag *tag)
{
  const char *after = tri_xml_get (tag, "spaceafter");
  const char *misc = tri_xml_get (tag, "misc");

  return (after && g_ascii_strcasecmp (after, "no") == 0)
         || (misc && strstr (misc, "SpaceAfter=No"));
}

static void
start_word (Reader *self, const TriXmlTag *tag)
{
  self->says_joined = says_joined (tag);
  self->has_spacing = self->has_spacing || self->says_joined;
  self->has_words = TRUE;
  self->in_word = TRUE;
  g_string_truncate (self->word, 0);
}

static void
start_block (Reader *self, TriXml *xml, const TriXmlTag *tag, gboolean is_heading)
{
  if (self->n_blocks++ > 0)
    return;
  push (self, xml);
  self->is_heading = is_heading;
  set_key (self, "p-", tri_xml_get (tag, "id"));
}

static void
begin_text (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *said = tri_xml_get_xml (tag, "lang");
  g_autofree char *lang = tri_language_dup_tag (said ? said : tri_xml_get (tag, "lang"));
  const TriDraftText text = { .lang = lang ? lang : "" };
  const char *chosen = self->source->lang ? self->source->lang : text.lang;

  self->keeps_space = tri_language_matches (chosen, "fr");
  tri_xml_check (xml, tri_draft_begin_text (self->draft, &text, tri_xml_error (xml)));
}

static void
start_element (Reader *self, TriXml *xml, const TriXmlTag *tag, Role role)
{
  switch (role)
    {
    case ROLE_SENTENCE:
      start_sentence (self, xml, tag);
      break;
    case ROLE_WORD:
      start_word (self, tag);
      break;
    case ROLE_BLOCK:
    case ROLE_HEADING:
      start_block (self, xml, tag, role == ROLE_HEADING);
      break;
    case ROLE_SKIP:
      self->skipped = tri_xml_get_depth (xml);
      break;
    case ROLE_NONE:
      break;
    }
}

static void
start (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;
  Role role = find_role (tag);
  guint8 kept;

  if (self->roles->len == 0)
    begin_text (self, xml, tag);
  if (self->skipped > 0 || (self->in_sentence && role == ROLE_SENTENCE)
      || (self->in_word && role == ROLE_WORD))
    role = ROLE_NONE;
  kept = (guint8) role;
  g_byte_array_append (self->roles, &kept, 1);
  if (!*tri_xml_error (xml))
    start_element (self, xml, tag, role);
}

static void
end_block (Reader *self, TriXml *xml)
{
  if (--self->n_blocks > 0)
    return;
  push (self, xml);
  self->is_heading = FALSE;
  if (self->source->sample == 0 || self->n_passages < self->source->sample)
    return;
  tri_xml_check (xml, tri_draft_end_text (self->draft, tri_xml_error (xml)));
  tri_xml_stop (xml);
}

static void
end_element (Reader *self, TriXml *xml, Role role)
{
  switch (role)
    {
    case ROLE_SENTENCE:
      end_sentence (self, xml);
      break;
    case ROLE_WORD:
      end_word (self);
      break;
    case ROLE_BLOCK:
    case ROLE_HEADING:
      end_block (self, xml);
      break;
    case ROLE_SKIP:
    case ROLE_NONE:
      break;
    }
}

static void
end (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  Reader *self = data;
  Role role;

  if (self->roles->len == 0)
    return;
  role = (Role) self->roles->data[self->roles->len - 1];
  g_byte_array_set_size (self->roles, self->roles->len - 1);
  if (self->skipped == 0)
    end_element (self, xml, role);
  else if (self->skipped == tri_xml_get_depth (xml))
    self->skipped = 0;
  if (self->roles->len > 0 || *tri_xml_error (xml))
    return;
  push (self, xml);
  tri_xml_check (xml, tri_draft_end_text (self->draft, tri_xml_error (xml)));
}

static void
text (TriXml *xml, const char *chars, gsize n_bytes, gpointer data)
{
  Reader *self = data;

  if (self->skipped > 0 || self->roles->len == 0)
    return;
  self->n_bytes += n_bytes;
  if (self->n_bytes > MAX_BYTES)
    tri_xml_fail (xml,
                  TRI_ERROR_LIMIT,
                  _ ("a paragraph is longer than %d MiB; look for where its end is missing"),
                  MAX_BYTES / 1024 / 1024);
  else if (self->in_word)
    g_string_append_len (self->word, chars, (gssize) n_bytes);
  else if (!(self->in_sentence && self->has_words))
    tri_builder_append (self->builder, chars, n_bytes);
}

static void
clear_reader (Reader *self)
{
  tri_builder_free (self->builder);
  g_byte_array_unref (self->roles);
  g_string_free (self->id, TRUE);
  g_string_free (self->word, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
read_document (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start, end, text };
  g_auto (Reader) reader = { source, draft };

  reader.builder = tri_builder_new ();
  reader.roles = g_byte_array_new ();
  reader.id = g_string_new (NULL);
  reader.word = g_string_new (NULL);
  return tri_xml_read (source, &handler, &reader, cancellable, error)
         && (reader.n_passages > 0 || tri_xml_fail_empty (source, error));
}

const TriFormat tri_format_xces_doc = {
  .nick = "xces-doc",
  .label = N_ ("XCES document"),
  .flags = TRI_FORMAT_NONE,
  .extensions = (const char *const[]){ "xml", NULL },
  .sniff = sniff,
  .read = read_document,
};
