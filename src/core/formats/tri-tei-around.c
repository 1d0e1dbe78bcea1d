/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-blocks.h"
#include "formats/tri-tei-passage.h"

#include <string.h>

/* Elements around passages that are no divisions: a speech, the list of the cast, a table, what
 * nobody but the file knows. A passage says in one span, in order, which of them end before it and
 * which begin:
 *
 *     <sp who="#a"><speaker>A</speaker><l>…</l></sp><sp><speaker>B</speaker>…
 *                  (<sp who="#a">)                      (</sp><sp>)
 *
 * An end before a division or at the end of a part of the text is not said, since nothing reaches
 * over it. One without words stands before the next passage as a whole, and so does a block without
 * words. Where a front, a body behind one, or a back begins, its tag comes first. */

#define MAX_AROUND (16 * 1024)
#define BEGINNING "<?around?>"

gboolean
tri_tei_is_around (const TriSpan *span)
{
  return span->kind == TRI_SPAN_OTHER
         && span->end == 0
         && span->value
         && g_str_has_prefix (span->value, BEGINNING);
}

static gboolean
is_around (const TriTeiFrame *frame)
{
  return (frame->mode == TRI_TEI_MODE_STRUCTURE || frame->is_around)
         && frame->block_tag
         && frame->element->role != TRI_TEI_DIV
         && frame->element->role != TRI_TEI_PART;
}

/* Whether it has attributes that come back: a language is said of the words, an id may be that of
 * something else. */
static gboolean
has_own (const TriTeiTag *tag)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    if (g_strcmp0 (tag->attributes[i].prefix, "xml") != 0
        && !g_str_equal (tag->attributes[i].name, "corresp")
        && !g_str_equal (tag->attributes[i].name, "prev"))
      return TRUE;
  return FALSE;
}

/* An export has stanzas for verses by themselves, but not one that says more, or stands in one that
 * does. */
static gboolean
is_plain_stanza (TriTeiReader *self, const TriTeiTag *tag)
{
  const TriTeiFrame *outer = tri_tei_parent (self);

  if (tri_tei_is_middle (tag))
    return TRUE;
  return !has_own (tag) && !(outer->block_tag && strcmp (outer->name, "lg") == 0);
}

/* Whether an export has the element by itself, or nowhere to put it. */
static gboolean
is_left_out (TriTeiReader *self, const TriTeiTag *tag)
{
  switch (tag->element->role)
    {
    case TRI_TEI_CONTAINER:
      if (strcmp (tag->name, "lg") == 0)
        return is_plain_stanza (self, tag);
      return strcmp (tag->name, "floatingText") == 0;
    case TRI_TEI_QUOTE:
      return !has_own (tag);
    case TRI_TEI_UNKNOWN:
    case TRI_TEI_PART:
      return FALSE;
    case TRI_TEI_LIST:
      return tag->n_attributes == 0;
    default:
      return TRUE;
    }
}

/* Elements do not reach from one part of a text into another. */
static gboolean
begins_part (TriTeiReader *self, const TriTeiTag *tag)
{
  return tag->element->role == TRI_TEI_PART && tag->element != self->part
         && strcmp (tri_tei_parent (self)->name, "text") == 0;
}

/**
 * tri_tei_around_start:
 *
 * Keeps the tag of the innermost element, which stands around passages, for the first of them.
 */
void
tri_tei_around_start (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  g_autofree TriTeiAttribute *attributes = NULL;
  TriTeiTag own = *tag;
  gboolean is_tei = g_strcmp0 (tag->ns, self->ns) == 0;
  GString *value = NULL;

  if (begins_part (self, tag))
    g_string_truncate (self->around, 0);
  if (is_left_out (self, tag) || self->builders->len > 1)
    return;
  attributes = g_new (TriTeiAttribute, tag->n_attributes + 1);
  own.attributes = attributes;
  own.n_attributes = 0;
  if (is_tei)
    own.ns = TRI_TEI_NAMESPACE;
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &tag->attributes[i];
      gboolean is_xml = g_strcmp0 (attribute->prefix, "xml") == 0;

      /* The language is said of the passages; an id of another namespace names nothing here. */
      if (!is_xml || (is_tei && g_str_equal (attribute->name, "id")))
        attributes[own.n_attributes++] = *attribute;
    }
  value = g_string_new (NULL);
  tri_tei_append_tag (value, &own, TRI_TEI_TAG_INLINE);
  frame->block_tag = g_string_free (value, FALSE);
}

/* The innermost division among the frames up to @limit, else the text; @begins: whether one of
 * those around it has no passage yet. */
static guint
find_division (TriTeiReader *self, guint limit, gboolean *begins)
{
  guint found = self->text_frame;

  *begins = FALSE;
  for (guint i = self->text_frame + 1; i <= limit; i++)
    if (self->frames[i].element->role == TRI_TEI_DIV)
      {
        found = i;
        *begins |= !self->frames[i].begun;
      }
  return found;
}

/* Elements do not reach over the beginning of a division. */
static void
forget (TriTeiReader *self, guint division)
{
  g_string_truncate (self->around, 0);
  for (guint i = self->text_frame + 1; i < division; i++)
    if (is_around (&self->frames[i]))
      g_clear_pointer (&self->frames[i].block_tag, g_free);
}

/* Lists nest by the level of their items: each says what it is at the first one of its own. */
static gboolean
begins_with (const TriTeiFrame *frame, const TriBuilder *passage)
{
  if (frame->element->role != TRI_TEI_LIST)
    return TRUE;
  return passage && passage->kind == TRI_PASSAGE_ITEM && passage->level == frame->nesting;
}

/* Appends the tags of those that have not begun. */
static void
begin (TriTeiReader *self, guint first, guint last, const TriBuilder *passage)
{
  for (guint i = first; i <= last; i++)
    {
      TriTeiFrame *frame = &self->frames[i];

      if (!is_around (frame) || frame->begun || !begins_with (frame, passage))
        continue;
      frame->begun = TRUE;
      g_string_append (self->around, frame->block_tag);
    }
}

/* The part of the text that the passage is the first of; a body is one where something says that
 * it is, or what follows a front in no part. */
static const char *
find_part (TriTeiReader *self, guint limit)
{
  const TriTeiFrame *frame = &self->frames[self->text_frame + 1];
  const TriTeiElement *before = self->part;

  if (limit <= self->text_frame || frame->element->role != TRI_TEI_PART)
    {
      if (!before || strcmp (before->name, "front") != 0)
        return NULL;
      self->part = tri_tei_element_find ("body");
      return "<body>";
    }
  if (!frame->block_tag)
    return NULL;
  self->part = frame->element;
  if (before == frame->element || (!before && g_str_equal (frame->block_tag, "<body>")))
    return NULL;
  return frame->block_tag;
}

/**
 * tri_tei_around_passage:
 * @passage: one that is complete, in an open text
 * @limit: the frame that it belongs to
 *
 * Puts into the passage which elements end and begin before it.
 */
void
tri_tei_around_passage (TriTeiReader *self, TriBuilder *passage, guint limit)
{
  gboolean begins = FALSE;
  guint division = find_division (self, limit, &begins);
  const char *part = find_part (self, limit);

  if (begins)
    forget (self, division);
  begin (self, division + 1, limit, passage);
  if (self->around->len > MAX_AROUND)
    forget (self, limit + 1);
  if (part)
    g_string_prepend (self->around, part);
  if (self->around->len == 0)
    return;
  g_string_prepend (self->around, BEGINNING);
  tri_builder_add_span (passage, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, self->around->str);
  g_string_truncate (self->around, 0);
}

static gboolean
is_in_block (TriTeiReader *self)
{
  for (guint i = self->depth - 1; i > self->text_frame; i--)
    if (self->frames[i].mode == TRI_TEI_MODE_BLOCK)
      return TRUE;
  return FALSE;
}

/* What an element without passages says can wait for the next one. */
static gboolean
begin_empty (TriTeiReader *self)
{
  gboolean begins = FALSE;
  guint division = 0;

  if (!self->text_is_open || self->text_is_over || is_in_block (self))
    return FALSE;
  division = find_division (self, self->depth, &begins);
  if (begins || self->around->len > MAX_AROUND / 2)
    return FALSE;
  begin (self, division + 1, self->depth, NULL);
  return TRUE;
}

/* A block that made no passage. In a list or a stanza it would part what stands around it. */
static gboolean
is_wordless (TriTeiReader *self, const TriTeiFrame *frame)
{
  switch (frame->element->role)
    {
    case TRI_TEI_BLOCK:
    case TRI_TEI_HEAD:
    case TRI_TEI_ITEM:
    case TRI_TEI_ROW:
      break;
    default:
      return FALSE;
    }
  return frame->mode == TRI_TEI_MODE_BLOCK
         && !frame->is_around
         && frame->kind != TRI_PASSAGE_QUOTE
         && frame->nesting == 0
         && frame->first == self->n_passages
         && self->builders->len == 1
         && tri_builder_is_empty (self->builder)
         && self->builder->notes->len == 0
         && strcmp (tri_tei_parent (self)->name, "lg") != 0;
}

/* It waits for the next passage, too. */
static void
keep_wordless (TriTeiReader *self, const TriTeiFrame *frame)
{
  g_autofree char *plain = NULL;

  if (!begin_empty (self))
    return;
  if (!frame->block_tag)
    plain = g_strdup_printf ("<%s>", frame->name);
  g_string_append_printf (self->around,
                          "%s</%s>",
                          plain ? plain : frame->block_tag,
                          frame->name);
}

/* At the end of each element that is a block or a part of the structure. */
void
tri_tei_around_end (TriTeiReader *self)
{
  const TriTeiFrame *frame = tri_tei_top (self);

  if (frame->element->role == TRI_TEI_DIV && frame->begun)
    g_string_truncate (self->around, 0);
  if (is_wordless (self, frame))
    {
      keep_wordless (self, frame);
      return;
    }
  if (!is_around (frame) || frame->element->role == TRI_TEI_LIST || self->builders->len > 1)
    return;
  if (!frame->begun && !begin_empty (self))
    return;
  g_string_append (self->around, "</");
  g_string_append_len (self->around,
                       frame->block_tag + 1,
                       (gssize) strcspn (frame->block_tag + 1, " >"));
  g_string_append_c (self->around, '>');
}

/* Whether the innermost element is a stanza of the file. */
gboolean
tri_tei_around_is_stanza (TriTeiBlocks *self)
{
  guint n = self->around->len;

  return n > 0 && strcmp (g_ptr_array_index (self->around, n - 1), "lg") == 0;
}

/* Whether what is in one of them is quoted. */
gboolean
tri_tei_around_is_quote (TriTeiBlocks *self)
{
  for (guint i = 0; i < self->around->len; i++)
    {
      const TriTeiElement *element = tri_tei_element_find (g_ptr_array_index (self->around, i));

      if (element && element->role == TRI_TEI_QUOTE)
        return TRUE;
    }
  return FALSE;
}

static void
close_last (TriTeiBlocks *self, GString *out)
{
  guint last = self->around->len - 1;

  g_string_append_printf (out, "</%s>\n", (const char *) g_ptr_array_index (self->around, last));
  self->stanza_is_due |= tri_tei_around_is_stanza (self);
  g_ptr_array_set_size (self->around, (int) last);
}

/* Ends the innermost element of this name, if there is one, and those in it. */
static void
close_element (TriTeiBlocks *self, GString *out, const char *name, gsize length)
{
  guint at = self->around->len;

  for (; at > 0; at--)
    {
      const char *other = g_ptr_array_index (self->around, at - 1);

      if (strncmp (other, name, length) == 0 && other[length] == '\0')
        break;
    }
  while (at > 0 && self->around->len >= at)
    close_last (self, out);
}

/* Appends the tag without its end, with the id that it has in its file. */
static gboolean
append_tag (TriTeiBlocks *self, GString *out, const char *value)
{
  const char *id = NULL;

  if (!tri_tei_kept_parse (self->kept, value))
    return FALSE;
  tri_tei_kept_append (self->kept, out, NULL);
  id = tri_tei_get_xml (&self->kept->tag, "id");
  if (id && tri_tei_ids_take (self->ids, id))
    tri_tei_append_attribute (out, "xml:id", id);
  return TRUE;
}

static void
open_element (TriTeiBlocks *self, GString *out, const char *value, gboolean is_empty)
{
  const TriTeiTag *tag = &self->kept->tag;

  if (!append_tag (self, out, value))
    return;
  g_string_append (out, is_empty ? "/>\n" : ">\n");
  self->stanza_is_due |= g_str_equal (tag->name, "lg");
  if (!is_empty)
    g_ptr_array_add (self->around,
                     tag->prefix ? g_strconcat (tag->prefix, ":", tag->name, NULL)
                                 : g_strdup (tag->name));
}

static const char *
find_value (const TriPassage *passage)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->start > 0)
        return NULL;
      if (tri_tei_is_around (span))
        return span->value + strlen (BEGINNING);
    }
  return NULL;
}

static const char *const parts[] = { "front", "body", "back" };

/* Which of the parts of a text has its tag at @at, or none of them. */
static int
get_part (const char *at)
{
  for (guint i = 0; at && *at == '<' && i < G_N_ELEMENTS (parts); i++)
    {
      gsize length = strlen (parts[i]);

      if (strncmp (at + 1, parts[i], length) == 0 && strchr (" >", at[1 + length]))
        return (int) i;
    }
  return -1;
}

/**
 * tri_tei_around_get_part:
 *
 * Returns: the #TriTeiPart that begins with @passage, or %TRI_TEI_PART_NONE
 */
TriTeiPart
tri_tei_around_get_part (const TriPassage *passage)
{
  return (TriTeiPart) (get_part (find_value (passage)) + 1);
}

/**
 * tri_tei_around_begin_part:
 * @part: the part that begins
 * @before: the one that is open
 * @passage: (nullable): the first one of it
 *
 * Appends what ends and begins, if it is not open: a text has each part once and always a body.
 *
 * Returns: which part is open now
 */
TriTeiPart
tri_tei_around_begin_part (TriTeiBlocks *self,
                           GString *out,
                           TriTeiPart part,
                           TriTeiPart before,
                           const TriPassage *passage)
{
  const char *at = passage ? find_value (passage) : NULL;
  g_autofree char *tag = NULL;

  if (part <= before)
    return before;
  if (before != TRI_TEI_PART_NONE)
    g_string_append_printf (out, "</%s>\n", parts[before - 1]);
  if (part > TRI_TEI_PART_BODY && before < TRI_TEI_PART_BODY)
    g_string_append (out, "<body>\n</body>\n");
  if (part == TRI_TEI_PART_END)
    return part;
  if (get_part (at) + 1 == (int) part)
    tag = g_strndup (at, strcspn (at, ">") + 1);
  if (!tag || !append_tag (self, out, tag))
    g_string_append_printf (out, "<%s", parts[part - 1]);
  g_string_append (out, ">\n");
  self->at_top = TRUE;
  return part;
}

/* Whether the tag at @at is that of a list; those are written with their first item. */
static gboolean
is_list (const char *at)
{
  return g_str_has_prefix (at, "<list ") || g_str_has_prefix (at, "<list>");
}

/**
 * tri_tei_around_write:
 *
 * Appends what ends and begins before @passage. The lists and stanzas that are open have ended
 * where anything does.
 *
 * Returns: (nullable): the tag of the list of which the passage is the first item
 */
const char *
tri_tei_around_write (TriTeiBlocks *self, GString *out, TriPassage *passage)
{
  const char *at = find_value (passage);
  const char *list = NULL;

  if (get_part (at) >= 0)
    at = strchr (at, '>') ? strchr (at, '>') + 1 : NULL;
  while (at && *at == '<')
    {
      const char *end = strchr (at, '>');
      gboolean is_empty = FALSE;
      g_autofree char *tag = NULL;

      if (!end)
        break;
      if (is_list (at))
        {
          list = at;
          at = end + 1;
          continue;
        }
      tri_tei_blocks_close_lists (self, out);
      if (at[1] == '/')
        close_element (self, out, at + 2, (gsize) (end - at - 2));
      else
        {
          tag = g_strndup (at, (gsize) (end - at + 1));
          is_empty = g_str_has_prefix (end + 1, "</");
          open_element (self, out, tag, is_empty);
        }
      at = is_empty ? strchr (end + 1, '>') : end;
      at = at ? at + 1 : NULL;
    }
  return list;
}

void
tri_tei_around_close (TriTeiBlocks *self, GString *out)
{
  while (self->around->len > 0)
    close_last (self, out);
}
