/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-blocks.h"

#include "formats/tri-tei-lists.h"
#include "model/tri-item-marker.h"

#include <string.h>

/* What is marked in the words of a passage, as elements: names, dates, spans, and the tags of
 * its file that nobody but the file understands. Where such a tag also says what we understand
 * (<emph> is emphasis) that is written once, as the file has it. */

typedef struct
{
  const char *open;
  const char *close;
} SpanElement;

static const SpanElement span_elements[] = {
  [TRI_SPAN_EMPHASIS] = { "<hi rend=\"italic\">", "</hi>" },
  [TRI_SPAN_STRONG] = { "<hi rend=\"bold\">", "</hi>" },
  [TRI_SPAN_SMALL_CAPS] = { "<hi rend=\"smallcaps\">", "</hi>" },
  [TRI_SPAN_SUPERSCRIPT] = { "<hi rend=\"superscript\">", "</hi>" },
  [TRI_SPAN_SUBSCRIPT] = { "<hi rend=\"subscript\">", "</hi>" },
  [TRI_SPAN_UNDERLINE] = { "<hi rend=\"underline\">", "</hi>" },
  [TRI_SPAN_STRIKE] = { "<hi rend=\"strikethrough\">", "</hi>" },
  [TRI_SPAN_CODE] = { "<hi rend=\"code\">", "</hi>" },
  [TRI_SPAN_TITLE] = { "<title>", "</title>" },
  [TRI_SPAN_QUOTE] = { "<q>", "</q>" },
};

typedef struct
{
  TriTeiBlocks *blocks;
  TriTeiMarkup *markup;
  TriPassage *passage;
  GPtrArray *window;
  /* What was said by a tag of the file, by index; NULL when it has none. */
  guint8 *spans;
  guint8 *mentions;
  guint8 *dates;
} Marks;

static const TriSpan *
get_span (const Marks *self, guint i)
{
  return &g_array_index (self->passage->spans, TriSpan, i);
}

static TriTeiRange *
add (Marks *self, guint start, guint end, int rank, const char *close)
{
  const char *open = tri_tei_markup_take (self->markup, self->blocks->tag);

  return tri_tei_markup_add (self->markup, start, end, rank, open, close);
}

/* Spans stay in their order, whatever was written first. */
static void
order_from (Marks *self, guint n_before, guint index)
{
  for (guint i = n_before; i < self->markup->ranges->len; i++)
    g_array_index (self->markup->ranges, TriTeiRange, i).order = index;
}

static const char *
dup_end_tag (Marks *self)
{
  const TriTeiTag *tag = &self->blocks->kept->tag;
  GString *string = g_string_new ("</");
  const char *kept = NULL;

  if (tag->prefix)
    g_string_append_printf (string, "%s:", tag->prefix);
  g_string_append_printf (string, "%s>", tag->name);
  kept = g_string_chunk_insert_len (self->markup->strings, string->str, (gssize) string->len);
  g_string_free (string, TRUE);
  return kept;
}

/**
 * tri_tei_is_block_tag:
 *
 * Returns: whether the span keeps the tag of the passage itself, or of a division that begins
 * with it
 */
gboolean
tri_tei_is_block_tag (const TriSpan *span)
{
  char name[24] = "";
  gsize length = 0;

  if (span->kind != TRI_SPAN_OTHER || span->end > 0 || !span->value || *span->value != '<')
    return FALSE;
  length = strcspn (span->value + 1, " />");
  if (length >= sizeof name)
    return FALSE;
  memcpy (name, span->value + 1, length);
  return g_str_equal (name, "div") || tri_tei_is_block_name (name);
}

static gboolean
is_rendition (const TriSpan *span, const TriTeiTag *tag)
{
  return span->kind <= TRI_SPAN_QUOTE;
}

static gboolean
is_title (const TriSpan *span, const TriTeiTag *tag)
{
  return span->kind == TRI_SPAN_TITLE;
}

static gboolean
is_foreign (const TriSpan *span, const TriTeiTag *tag)
{
  const char *lang = tri_tei_get_xml (tag, "lang");

  return span->kind == TRI_SPAN_FOREIGN
         && (!lang || !span->value || g_ascii_strcasecmp (lang, span->value) == 0
             || tag->element->role == TRI_TEI_FOREIGN);
}

static gboolean
is_link (const TriSpan *span, const TriTeiTag *tag)
{
  return span->kind == TRI_SPAN_LINK && g_strcmp0 (span->value, tri_tei_get (tag, "target")) == 0;
}

static gboolean
is_page (const TriSpan *span, const TriTeiTag *tag)
{
  const char *n = tri_tei_get (tag, "n");

  return span->kind == TRI_SPAN_PAGE && g_strcmp0 (span->value, n ? n : "") == 0;
}

static gboolean
is_variant (const TriSpan *span, const TriTeiTag *tag)
{
  return span->kind == TRI_SPAN_VARIANT;
}

/* Spans of one range stand together. */
static gboolean
claim_at (Marks *self,
          guint i,
          gboolean (*is_said) (const TriSpan *span, const TriTeiTag *tag))
{
  const TriSpan *span = get_span (self, i);

  if (self->spans[i] || !is_said (span, &self->blocks->kept->tag))
    return FALSE;
  self->spans[i] = TRUE;
  return TRUE;
}

/* Marks the span that the tag at @index says, too. */
static gboolean
claim_span (Marks *self,
            guint index,
            gboolean (*is_said) (const TriSpan *span, const TriTeiTag *tag))
{
  const TriSpan *tagged = get_span (self, index);

  for (guint i = index + 1; i < self->passage->spans->len; i++)
    {
      const TriSpan *span = get_span (self, i);

      if (span->start != tagged->start || span->end != tagged->end)
        break;
      if (claim_at (self, i, is_said))
        return TRUE;
    }
  for (guint i = index; i > 0; i--)
    {
      const TriSpan *span = get_span (self, i - 1);

      if (span->start != tagged->start || span->end != tagged->end)
        break;
      if (claim_at (self, i - 1, is_said))
        return TRUE;
    }
  return FALSE;
}

/* Whether a pointer is written for what is named. */
static gboolean
is_pointed_at (Marks *self, const TriMention *mention)
{
  return tri_tei_ids_get_entity (self->blocks->ids, mention->entity)
         || tri_tei_get (&self->blocks->kept->tag, "key")
         || (self->blocks->references
             && g_hash_table_contains (self->blocks->references, &mention->id));
}

/* @always: the tag names something without a pointer, too. */
static const TriMention *
claim_mention (Marks *self, const TriSpan *span, int type, gboolean always)
{
  for (guint i = 0; i < self->passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (self->passage->mentions, TriMention, i);

      if (mention->start > span->start)
        break;
      if (mention->start != span->start
          || mention->end != span->end
          || self->mentions[i]
          || mention->type != (TriEntityType) type)
        continue;
      if (!always && (mention->origin != TRI_ORIGIN_ENCODED || !is_pointed_at (self, mention)))
        continue;
      self->mentions[i] = TRUE;
      return mention;
    }
  return NULL;
}

static const TriDate *
claim_date (Marks *self, const TriSpan *span)
{
  for (guint i = 0; i < self->passage->dates->len; i++)
    {
      const TriDate *date = &g_array_index (self->passage->dates, TriDate, i);

      if (date->start != span->start || date->end != span->end || self->dates[i])
        continue;
      self->dates[i] = TRUE;
      return date;
    }
  return NULL;
}

static void
append_origin (GString *tag, TriOrigin origin)
{
  if (origin != TRI_ORIGIN_ENCODED)
    g_string_append_printf (tag, " resp=\"#%s\"", tri_origin_to_nick (origin));
}

/* @is_kept: what the file said of an entity that is none, and how sure it was, stands there
 * already. */
static void
append_mention_attributes (Marks *self, const TriMention *mention, gboolean is_kept)
{
  GString *tag = self->blocks->tag;
  const char *entity = tri_tei_ids_get_entity (self->blocks->ids, mention->entity);
  const char *reference = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (mention->entity == 0 && self->blocks->references
      && !(is_kept && tri_tei_get (&self->blocks->kept->tag, "key")))
    reference = g_hash_table_lookup (self->blocks->references, &mention->id);
  if (entity)
    {
      g_string_append (tag, " ref=\"#");
      g_string_append (tag, entity);
      g_string_append_c (tag, '"');
    }
  else if (reference)
    tri_tei_append_attribute (tag, "ref", reference);
  append_origin (tag, mention->origin);
  if (mention->confidence < 1 && !(is_kept && mention->origin == TRI_ORIGIN_ENCODED))
    {
      g_string_append (tag, " cert=\"");
      g_string_append (tag, g_ascii_dtostr (number, sizeof number, mention->confidence));
      g_string_append_c (tag, '"');
    }
}

static void
append_date_attributes (Marks *self, const TriDate *date, gboolean is_kept)
{
  GString *tag = self->blocks->tag;

  if (!is_kept)
    tri_tei_append_date_attributes (tag, date->edtf);
  if (date->inferred)
    g_string_append (tag, " evidence=\"internal\"");
  append_origin (tag, date->origin);
}

/* The type of what a reader of the tag may take it to name; @always: without a pointer, too. */
static gboolean
may_name (const TriTeiTag *tag, int *type, gboolean *always)
{
  *always = TRUE;
  switch (tag->element->role)
    {
    case TRI_TEI_MENTION:
      *type = tag->element->arg;
      return TRUE;
    case TRI_TEI_NAME:
      *type = tri_tei_get_named_type (tag);
      *always = *type >= 0;
      if (*type < 0)
        *type = TRI_ENTITY_PERSON;
      return TRUE;
    case TRI_TEI_ENTITY:
      *type = tag->element->arg;
      *always = FALSE;
      return TRUE;
    case TRI_TEI_TITLE:
      *type = TRI_ENTITY_WORK;
      *always = FALSE;
      return TRUE;
    case TRI_TEI_DATE:
      *type = TRI_ENTITY_EVENT;
      *always = FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Appends the tag for what is named, without its end. FALSE: it is not named any more, or is
 * another. */
static gboolean
append_naming (Marks *self, const TriSpan *span, int type, gboolean always)
{
  static const char *const unknown[] = { "prev", "next", NULL };
  static const char *const named[] = { "ref", "prev", "next", NULL };
  static const char *const linked[] = { "ref", "resp", "cert", "prev", "next", NULL };
  const char *const *without = unknown;
  const TriMention *mention = claim_mention (self, span, type, always);

  if (!mention)
    return FALSE;
  if (mention->origin != TRI_ORIGIN_ENCODED)
    without = linked;
  else if (mention->entity != 0)
    without = named;
  tri_tei_kept_append (self->blocks->kept, self->blocks->tag, without);
  append_mention_attributes (self, mention, TRUE);
  return TRUE;
}

static gboolean
append_dating (Marks *self, const TriSpan *span, const char *edtf)
{
  static const char *const pieces[] = { "prev", "next", "evidence", "resp", NULL };
  static const char *const dating[] = {
    "when",
    "from",
    "to",
    "notBefore",
    "notAfter",
    "when-iso",
    "from-iso",
    "to-iso",
    "notBefore-iso",
    "notAfter-iso",
    "when-custom",
    "datingMethod",
    "cert",
    "precision",
    "prev",
    "next",
    "evidence",
    "resp",
    NULL,
  };
  const TriDate *date = claim_date (self, span);
  gboolean is_same = date && g_str_equal (date->edtf, edtf);

  if (!date)
    return FALSE;
  tri_tei_kept_append (self->blocks->kept, self->blocks->tag, is_same ? pieces : dating);
  append_date_attributes (self, date, is_same);
  return TRUE;
}

/* What we understand of the tag is said by it, and by nothing else then. */
static void
claim (Marks *self, guint index)
{
  const TriTeiTag *tag = &self->blocks->kept->tag;
  const char *lang = NULL;

  switch (tag->element->role)
    {
    case TRI_TEI_HI:
    case TRI_TEI_SPAN:
    case TRI_TEI_QUOTE:
      claim_span (self, index, is_rendition);
      break;
    case TRI_TEI_TITLE:
      claim_span (self, index, is_title);
      break;
    case TRI_TEI_FOREIGN:
      claim_span (self, index, is_foreign);
      break;
    case TRI_TEI_REF:
      claim_span (self, index, is_link);
      break;
    case TRI_TEI_PB:
      claim_span (self, index, is_page);
      break;
    default:
      break;
    }
  lang = tri_tei_get_xml (tag, "lang");
  /* In the language of the text it would say nothing. */
  if (tag->element->role != TRI_TEI_FOREIGN && lang
      && g_ascii_strcasecmp (lang, self->blocks->lang) != 0)
    claim_span (self, index, is_foreign);
}

static gboolean
append_kept (Marks *self, const TriSpan *span)
{
  static const char *const pieces[] = { "prev", "next", NULL };
  const TriTeiTag *tag = &self->blocks->kept->tag;
  g_autofree char *edtf = tag->element->role == TRI_TEI_DATE ? tri_tei_dup_edtf (tag) : NULL;
  gboolean always = FALSE;
  int type = -1;

  if (edtf && span->start < span->end)
    return append_dating (self, span, edtf);
  if (may_name (tag, &type, &always) && span->start < span->end)
    {
      if (append_naming (self, span, type, always))
        return TRUE;
      if (always || tri_tei_get (tag, "key"))
        return FALSE;
    }
  tri_tei_kept_append (self->blocks->kept, self->blocks->tag, pieces);
  return TRUE;
}

static gboolean
says_gap (Marks *self, const TriSpan *span)
{
  static const char ellipsis[] = "[…]";
  const char *at = NULL;

  if (self->blocks->kept->tag.element->role != TRI_TEI_GAP || span->end - span->start != 3)
    return FALSE;
  at = g_utf8_offset_to_pointer (self->passage->content, span->start);
  return g_str_has_prefix (at, ellipsis);
}

static void
add_tag (Marks *self, guint index)
{
  const TriSpan *span = get_span (self, index);
  const TriTeiTag *tag = &self->blocks->kept->tag;
  GString *string = self->blocks->tag;
  gboolean is_point = span->start == span->end;
  gboolean hides = FALSE;
  const char *id = NULL;
  TriTeiRange *range = NULL;

  if (!append_kept (self, span))
    {
      g_string_truncate (string, 0);
      return;
    }
  claim (self, index);
  hides = says_gap (self, span);
  g_string_append (string, is_point || hides ? "/>" : ">");
  range = add (self,
               span->start,
               span->end,
               TRI_TEI_RANK_SPAN,
               is_point || hides ? NULL : dup_end_tag (self));
  range->hides = hides;
  range->is_line = tag->element->role == TRI_TEI_LB;
  id = tri_tei_get_xml (tag, "id");
  if (id && tri_tei_ids_take (self->blocks->ids, id))
    range->id = g_string_chunk_insert (self->markup->strings, id);
}

/* More than a tag: the other readings of a choice, what was deleted. */
static void
add_pieces (Marks *self, guint index)
{
  const TriSpan *span = get_span (self, index);
  g_autofree char *open = NULL;
  g_autofree char *close = NULL;
  gboolean is_point = span->start == span->end;

  if (!tri_tei_kept_split (span->value, &open, &close))
    return;
  claim_span (self, index, is_variant);
  g_string_append (self->blocks->tag, open);
  if (is_point)
    g_string_append (self->blocks->tag, close);
  add (self,
       span->start,
       span->end,
       TRI_TEI_RANK_SPAN,
       is_point ? NULL : g_string_chunk_insert (self->markup->strings, close));
}

static void
add_kept (Marks *self, guint index)
{
  const TriSpan *span = get_span (self, index);

  if (self->passage->kind == TRI_PASSAGE_ITEM && tri_item_marker_is_span (span))
    return;
  if (tri_tei_is_block_tag (span) || tri_tei_is_around (span))
    return;
  if (span->value && strstr (span->value, TRI_TEI_WORDS))
    add_pieces (self, index);
  else if (tri_tei_kept_parse (self->blocks->kept, span->value))
    add_tag (self, index);
}

/* The next passage that is to be written, when it is the note of this mark. */
static TriPassage *
find_note (Marks *self, const char *key)
{
  guint first = ((TriPassage *) g_ptr_array_index (self->window, 0))->ord;
  TriPassage *next = NULL;

  if (self->blocks->next_ord - first >= self->window->len)
    return NULL;
  next = g_ptr_array_index (self->window, self->blocks->next_ord - first);
  return next->kind == TRI_PASSAGE_NOTE && g_strcmp0 (next->key, key) == 0 ? next : NULL;
}

static void
add_inline_note (Marks *self, TriPassage *note, guint offset)
{
  TriTeiBlocks *blocks = self->blocks;
  g_autoptr (TriTeiMarkup) inner = tri_tei_markup_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  blocks->next_ord = note->ord + 1;
  blocks->markup = inner;
  tri_tei_append_start (blocks, out, "note", note);
  g_string_append_c (out, '>');
  tri_tei_append_content (blocks, out, self->window, note);
  g_string_append (out, "</note>");
  blocks->markup = self->markup;
  g_string_append_len (blocks->tag, out->str, (gssize) out->len);
  add (self, offset, offset, TRI_TEI_RANK_SPAN, NULL);
}

/* A note that stands right behind goes to its mark. A second mark, one with words of its own and
 * one whose note stands elsewhere point at it. */
static void
add_note (Marks *self, const TriSpan *span)
{
  gboolean is_point = span->start == span->end;
  TriPassage *note = is_point ? find_note (self, span->value) : NULL;
  GString *tag = self->blocks->tag;

  if (note)
    {
      add_inline_note (self, note, span->start);
      return;
    }
  if (!span->value)
    return;
  g_string_append (tag, "<ref type=\"note\" target=\"#");
  tri_tei_ids_append_key (self->blocks->ids, tag, self->passage->text, span->value);
  g_string_append (tag, is_point ? "\"/>" : "\">");
  add (self, span->start, span->end, TRI_TEI_RANK_SPAN, is_point ? NULL : "</ref>");
}

static void
add_variant (Marks *self, const TriSpan *span)
{
  GString *tag = self->blocks->tag;
  g_autoptr (GString) close = g_string_new ("</reg><orig>");
  const char *value = span->value ? span->value : "";
  const char *end = NULL;

  if (span->start == span->end)
    {
      g_string_append (tag, "<del>");
      tri_tei_append_escaped (tag, value, -1);
      g_string_append (tag, "</del>");
      add (self, span->start, span->start, TRI_TEI_RANK_SPAN, NULL);
      return;
    }
  tri_tei_append_escaped (close, value, -1);
  g_string_append (close, "</orig></choice>");
  end = g_string_chunk_insert (self->markup->strings, close->str);
  g_string_append (tag, "<choice><reg>");
  add (self, span->start, span->end, TRI_TEI_RANK_SPAN, end);
}

static void
add_page (Marks *self, const TriSpan *span)
{
  g_string_append (self->blocks->tag, "<pb");
  if (span->value && *span->value)
    tri_tei_append_attribute (self->blocks->tag, "n", span->value);
  g_string_append (self->blocks->tag, "/>");
  add (self, span->start, span->start, TRI_TEI_RANK_SPAN, NULL);
}

static void
add_foreign (Marks *self, const TriSpan *span)
{
  GString *tag = self->blocks->tag;

  g_string_append (tag, "<foreign");
  if (span->value && *span->value)
    tri_tei_append_attribute (tag, "xml:lang", span->value);
  g_string_append_c (tag, '>');
  add (self, span->start, span->end, TRI_TEI_RANK_SPAN, "</foreign>");
}

static void
add_link (Marks *self, const TriSpan *span)
{
  gboolean is_point = span->start == span->end;
  GString *tag = self->blocks->tag;

  g_string_append (tag, is_point ? "<ptr" : "<ref");
  tri_tei_append_attribute (tag, "target", span->value ? span->value : "");
  g_string_append (tag, is_point ? "/>" : ">");
  add (self, span->start, span->end, TRI_TEI_RANK_SPAN, is_point ? NULL : "</ref>");
}

static void
add_span (Marks *self, const TriSpan *span)
{
  switch (span->kind)
    {
    case TRI_SPAN_NOTE:
      add_note (self, span);
      break;
    case TRI_SPAN_PAGE:
      add_page (self, span);
      break;
    case TRI_SPAN_VARIANT:
      add_variant (self, span);
      break;
    case TRI_SPAN_LINK:
      add_link (self, span);
      break;
    case TRI_SPAN_FOREIGN:
      if (span->start < span->end)
        add_foreign (self, span);
      break;
    default:
      if (span->start < span->end)
        tri_tei_markup_add (self->markup,
                            span->start,
                            span->end,
                            TRI_TEI_RANK_SPAN,
                            span_elements[span->kind].open,
                            span_elements[span->kind].close);
    }
}

/* Whether the mention and a span are both said by one title element. */
static gboolean
takes_title (Marks *self, const TriMention *mention)
{
  if (mention->type != TRI_ENTITY_WORK
      || mention->origin != TRI_ORIGIN_ENCODED
      || mention->entity == 0)
    return FALSE;
  for (guint i = 0; i < self->passage->spans->len; i++)
    {
      const TriSpan *span = get_span (self, i);

      if (span->kind != TRI_SPAN_TITLE
          || span->start != mention->start
          || span->end != mention->end
          || self->spans[i])
        continue;
      self->spans[i] = TRUE;
      return TRUE;
    }
  return FALSE;
}

static void
add_mention (Marks *self, const TriMention *mention)
{
  static const char *const ends[] = {
    [TRI_ENTITY_PERSON] = "</persName>",
    [TRI_ENTITY_PLACE] = "</placeName>",
    [TRI_ENTITY_ORGANISATION] = "</orgName>",
    [TRI_ENTITY_WORK] = "</rs>",
    [TRI_ENTITY_EVENT] = "</name>",
  };
  GString *tag = self->blocks->tag;
  gboolean is_title = takes_title (self, mention);
  const char *element = is_title ? "title" : tri_tei_get_name_element (mention->type);

  g_string_append_c (tag, '<');
  g_string_append (tag, element);
  if (!is_title && mention->type >= TRI_ENTITY_WORK)
    tri_tei_append_attribute (tag, "type", tri_entity_type_to_nick (mention->type));
  append_mention_attributes (self, mention, FALSE);
  g_string_append_c (tag, '>');
  add (self,
       mention->start,
       mention->end,
       TRI_TEI_RANK_MENTION,
       is_title ? "</title>" : ends[mention->type]);
}

static void
add_date (Marks *self, const TriDate *date)
{
  g_string_append (self->blocks->tag, "<date");
  append_date_attributes (self, date, FALSE);
  g_string_append_c (self->blocks->tag, '>');
  add (self, date->start, date->end, TRI_TEI_RANK_DATE, "</date>");
}

/**
 * tri_tei_add_marks:
 * @window: (element-type TriPassage): @passage among those that follow it
 *
 * Adds what is marked in a passage to its markup, and the notes that stand behind it at their
 * marks.
 */
void
tri_tei_add_marks (TriTeiBlocks *blocks, GPtrArray *window, TriPassage *passage)
{
  guint n = passage->spans->len + passage->mentions->len + passage->dates->len;
  g_autofree guint8 *said = n > 0 ? g_malloc0 (n) : NULL;
  Marks self = { blocks, blocks->markup, passage, window, said };

  if (!said)
    return;
  self.mentions = said + passage->spans->len;
  self.dates = self.mentions + passage->mentions->len;
  for (guint i = 0; i < passage->spans->len; i++)
    if (get_span (&self, i)->kind == TRI_SPAN_OTHER)
      {
        guint n_before = self.markup->ranges->len;

        add_kept (&self, i);
        order_from (&self, n_before, i);
      }
  for (guint i = 0; i < passage->mentions->len; i++)
    if (!self.mentions[i])
      add_mention (&self, &g_array_index (passage->mentions, TriMention, i));
  for (guint i = 0; i < passage->dates->len; i++)
    if (!self.dates[i])
      add_date (&self, &g_array_index (passage->dates, TriDate, i));
  for (guint i = 0; i < passage->spans->len; i++)
    if (!self.spans[i] && get_span (&self, i)->kind != TRI_SPAN_OTHER)
      {
        guint n_before = self.markup->ranges->len;

        add_span (&self, get_span (&self, i));
        order_from (&self, n_before, i);
      }
}
