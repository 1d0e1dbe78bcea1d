/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-spans-private.h"

#include "model/tri-item-marker.h"

#include <string.h>

/* The tags of a file that nobody but the file understands. Where such a tag also says what we
 * understand (<emph> is emphasis) that is written once, as the file has it. */

static const char *
dup_end_tag (TriTeiMarks *self)
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
claim_at (TriTeiMarks *self,
          guint i,
          gboolean (*is_said) (const TriSpan *span, const TriTeiTag *tag))
{
  const TriSpan *span = tri_tei_marks_get_span (self, i);

  if (self->spans[i] || !is_said (span, &self->blocks->kept->tag))
    return FALSE;
  self->spans[i] = TRUE;
  return TRUE;
}

/* How many spans of one range are looked at on either side. They stand as in the file, so that what
 * a tag says is next to it; what is farther off is written by itself. */
#define MAX_NEAR 64

/* Marks the span that the tag at @index says, too. */
static gboolean
claim_span (TriTeiMarks *self,
            guint index,
            gboolean (*is_said) (const TriSpan *span, const TriTeiTag *tag))
{
  const TriSpan *tagged = tri_tei_marks_get_span (self, index);
  guint end = MIN (self->passage->spans->len, index + 1 + MAX_NEAR);
  guint first = index > MAX_NEAR ? index - MAX_NEAR : 0;

  for (guint i = index + 1; i < end; i++)
    {
      const TriSpan *span = tri_tei_marks_get_span (self, i);

      if (span->start != tagged->start || span->end != tagged->end)
        break;
      if (claim_at (self, i, is_said))
        return TRUE;
    }
  for (guint i = index; i > first; i--)
    {
      const TriSpan *span = tri_tei_marks_get_span (self, i - 1);

      if (span->start != tagged->start || span->end != tagged->end)
        break;
      if (claim_at (self, i - 1, is_said))
        return TRUE;
    }
  return FALSE;
}

/* Whether a pointer is written for what is named. */
static gboolean
is_pointed_at (TriTeiMarks *self, const TriMention *mention)
{
  return tri_tei_ids_get_entity (self->blocks->ids, mention->entity)
         || tri_tei_get (&self->blocks->kept->tag, "key")
         || (self->blocks->references
             && g_hash_table_contains (self->blocks->references, &mention->id));
}

/* @always: the tag names something without a pointer, too. */
static const TriMention *
claim_mention (TriTeiMarks *self, const TriSpan *span, int type, gboolean always)
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
claim_date (TriTeiMarks *self, const TriSpan *span)
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
append_naming (TriTeiMarks *self, const TriSpan *span, int type, gboolean always)
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
  tri_tei_marks_append_mention (self, mention, TRUE);
  return TRUE;
}

static gboolean
append_dating (TriTeiMarks *self, const TriSpan *span, const char *edtf)
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
  tri_tei_marks_append_date (self, date, is_same);
  return TRUE;
}

/* What we understand of the tag is said by it, and by nothing else then. */
static void
claim (TriTeiMarks *self, guint index)
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
append_kept (TriTeiMarks *self, const TriSpan *span)
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
says_gap (TriTeiMarks *self, const TriSpan *span)
{
  static const char ellipsis[] = "[…]";
  const char *at = NULL;

  if (self->blocks->kept->tag.element->role != TRI_TEI_GAP || span->end - span->start != 3)
    return FALSE;
  at = g_utf8_offset_to_pointer (self->passage->content, span->start);
  return g_str_has_prefix (at, ellipsis);
}

static void
add_tag (TriTeiMarks *self, guint index)
{
  const TriSpan *span = tri_tei_marks_get_span (self, index);
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
  range = tri_tei_marks_add (self,
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
add_pieces (TriTeiMarks *self, guint index)
{
  const TriSpan *span = tri_tei_marks_get_span (self, index);
  g_autofree char *open = NULL;
  g_autofree char *close = NULL;
  gboolean is_point = span->start == span->end;

  if (!tri_tei_kept_split (span->value, &open, &close))
    return;
  claim_span (self, index, is_variant);
  g_string_append (self->blocks->tag, open);
  if (is_point)
    g_string_append (self->blocks->tag, close);
  tri_tei_marks_add (self,
                     span->start,
                     span->end,
                     TRI_TEI_RANK_SPAN,
                     is_point ? NULL : g_string_chunk_insert (self->markup->strings, close));
}

void
tri_tei_marks_add_kept (TriTeiMarks *self, guint index)
{
  const TriSpan *span = tri_tei_marks_get_span (self, index);

  if (self->passage->kind == TRI_PASSAGE_ITEM && tri_item_marker_is_span (span))
    return;
  if (tri_tei_is_block_tag (span) || tri_tei_is_around (span))
    return;
  if (span->value && strstr (span->value, TRI_TEI_WORDS))
    add_pieces (self, index);
  else if (tri_tei_kept_parse (self->blocks->kept, span->value))
    add_tag (self, index);
}
