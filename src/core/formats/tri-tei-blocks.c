/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-blocks.h"

#include "formats/tri-tei-lists.h"
#include "model/tri-item-marker.h"

#include <string.h>

TriTeiBlocks *
tri_tei_blocks_new (TriTeiIds *ids, const char *lang)
{
  TriTeiBlocks *self = g_new0 (TriTeiBlocks, 1);

  self->ids = ids;
  self->lang = lang;
  self->at_top = TRUE;
  self->stanza_is_due = TRUE;
  self->markup = tri_tei_markup_new ();
  self->kept = tri_tei_kept_new ();
  self->tag = g_string_new (NULL);
  self->items = g_ptr_array_new ();
  self->around = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tri_tei_blocks_free (TriTeiBlocks *self)
{
  tri_tei_markup_free (self->markup);
  tri_tei_kept_free (self->kept);
  g_string_free (self->tag, TRUE);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->around);
  g_clear_pointer (&self->references, g_hash_table_unref);
  g_free (self);
}

/* A sentence is an s; where a name or a date runs over its end it can only be marked at its
 * beginning. @id: of the passage. */
static void
add_sentences (TriTeiBlocks *self, TriPassage *passage, const char *id)
{
  gboolean crosses = tri_tei_markup_crosses_sentence (self->markup, passage);

  for (guint i = 0; i < passage->sentences->len; i++)
    {
      const TriRange *sentence = &g_array_index (passage->sentences, TriRange, i);
      const char *open = NULL;

      g_string_append (self->tag, crosses ? "<anchor xml:id=\"" : "<s xml:id=\"");
      g_string_append (self->tag, id);
      tri_tei_ids_append_sentence (self->ids, self->tag, i);
      g_string_append (self->tag, crosses ? "\"/>" : "\">");
      open = tri_tei_markup_take (self->markup, self->tag);
      tri_tei_markup_add (self->markup,
                          sentence->start,
                          crosses ? sentence->start : sentence->end,
                          TRI_TEI_RANK_SENTENCE,
                          open,
                          crosses ? NULL : "</s>");
    }
}

void
tri_tei_append_content (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  const char *id = NULL;
  const char *stem = NULL;

  tri_tei_ids_append_passage (self->ids, self->tag, passage);
  id = tri_tei_markup_take (self->markup, self->tag);
  g_string_append (self->tag, id);
  tri_tei_ids_append_piece_stem (self->ids, self->tag);
  stem = tri_tei_markup_take (self->markup, self->tag);

  tri_tei_add_marks (self, window, passage);
  add_sentences (self, passage, id);
  tri_tei_markup_write (self->markup, out, passage->content, stem);
  tri_tei_markup_clear (self->markup);
}

/* White space that does not survive being collapsed. A single line break does, as lb. */
static gboolean
has_significant_space (const char *content)
{
  gboolean was_white = *content != '\0' && strchr (" \t\n\r", *content);

  if (was_white)
    return TRUE;
  for (const char *p = content; *p; p++)
    {
      if ((guchar) *p > ' ')
        {
          was_white = FALSE;
          continue;
        }
      if (*p == '\t' || *p == '\r' || (was_white && (*p == ' ' || *p == '\n')))
        return TRUE;
      was_white = *p == ' ' || *p == '\n';
    }
  return was_white;
}

/* The tag that the file had for the passage itself. */
static gboolean
find_block_tag (TriTeiBlocks *self, const TriPassage *passage)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->start > 0)
        return FALSE;
      if (tri_tei_is_block_tag (span)
          && tri_tei_kept_parse (self->kept, span->value)
          && tri_tei_may_be (passage->kind, self->kept->tag.name))
        return passage->kind != TRI_PASSAGE_PARAGRAPH
               || self->around->len > 0
               || !g_str_equal (self->kept->tag.name, "head");
    }
  return FALSE;
}

const char *
tri_tei_append_start (TriTeiBlocks *self, GString *out, const char *element, TriPassage *passage)
{
  static const char *const without[] = { "n", NULL };
  static const char *const untyped[] = { "type", NULL };
  gboolean in_middle = g_str_has_prefix (element, "ab ");
  gboolean is_kept = find_block_tag (self, passage);
  const char *name = element;

  if (is_kept && in_middle && g_str_equal (self->kept->tag.name, "head"))
    {
      self->kept->tag.name = element;
      tri_tei_kept_append (self->kept, out, untyped);
    }
  else if (is_kept)
    {
      name = g_intern_string (self->kept->tag.name);
      tri_tei_kept_append (self->kept, out, passage->kind == TRI_PASSAGE_ITEM ? without : NULL);
    }
  else
    {
      g_string_append_c (out, '<');
      g_string_append (out, element);
    }
  g_string_append (out, " xml:id=\"");
  tri_tei_ids_append_passage (self->ids, out, passage);
  g_string_append_c (out, '"');
  if (has_significant_space (passage->content))
    g_string_append (out, " xml:space=\"preserve\"");
  return name;
}

static void
close_item (TriTeiBlocks *self, GString *out)
{
  guint last = self->items->len - 1;

  g_string_append (out, "</");
  g_string_append (out, g_ptr_array_index (self->items, last));
  g_string_append_c (out, '>');
  g_ptr_array_set_size (self->items, (int) last);
}

static void
close_lists (TriTeiBlocks *self, GString *out, guint depth)
{
  for (; self->list_depth > depth; self->list_depth--)
    {
      close_item (self, out);
      g_string_append (out, "</list>\n");
    }
}

static void
close_stanza (TriTeiBlocks *self, GString *out)
{
  if (self->in_stanza)
    g_string_append (out, "</lg>\n");
  self->in_stanza = FALSE;
}

/* A line that begins a stanza opens one, unless one of the file was opened for it; one that does
 * not goes on with what is open. Where a reader would take it for the beginning of a stanza it says
 * that it is the middle of one. */
static void
begin_line (TriTeiBlocks *self, GString *out, TriPassage *passage)
{
  if (passage->level > 0)
    close_stanza (self, out);
  if (passage->level > 0 && self->stanza_is_due && tri_tei_around_is_stanza (self))
    {
      self->stanza_is_due = FALSE;
      return;
    }
  if (!self->in_stanza && (passage->level > 0 || self->stanza_is_due))
    {
      g_string_append (out, passage->level > 0 ? "<lg>\n" : "<lg part=\"M\">\n");
      self->in_stanza = TRUE;
      self->stanza_is_due = passage->level > 0;
    }
}

/* @value: (nullable): the tag that the file had for the list, and more behind it */
static void
begin_list (TriTeiBlocks *self, GString *out, const char *value)
{
  g_autofree char *tag = value ? g_strndup (value, strcspn (value, ">") + 1) : NULL;
  const char *id = NULL;

  if (!tag || !tri_tei_kept_parse (self->kept, tag))
    {
      g_string_append (out, "<list>\n");
      return;
    }
  tri_tei_kept_append (self->kept, out, NULL);
  id = tri_tei_get_xml (&self->kept->tag, "id");
  if (id && tri_tei_ids_take (self->ids, id))
    tri_tei_append_attribute (out, "xml:id", id);
  g_string_append (out, ">\n");
}

/* A list stays open, and the item in which the next one may nest.
 * @list: (nullable): the tag of a list that begins with it */
static void
append_item (TriTeiBlocks *self,
             GString *out,
             GPtrArray *window,
             TriPassage *passage,
             const char *list)
{
  guint level = CLAMP (passage->level, 1, self->list_depth + 1);
  g_autofree char *n = tri_item_marker_dup_n (passage);

  close_lists (self, out, list ? level - 1 : level);
  if (self->list_depth == level)
    {
      close_item (self, out);
      g_string_append_c (out, '\n');
    }
  else
    begin_list (self, out, list);
  self->list_depth = level;
  g_ptr_array_add (self->items, (gpointer) tri_tei_append_start (self, out, "item", passage));
  if (n)
    tri_tei_append_attribute (out, "n", n);
  g_string_append_c (out, '>');
  tri_tei_append_content (self, out, window, passage);
}

/* A heading has the level of its division, unless it says otherwise. */
static void
append_level (TriTeiBlocks *self, GString *out, TriPassage *passage)
{
  if (passage->kind == TRI_PASSAGE_HEADING && passage->level != MAX (self->division_level, 1))
    g_string_append_printf (out, " subtype=\"level-%u\"", passage->level);
}

/* Whether a reader would take its head for something else: at the top of a division or a stanza one
 * is a heading. */
static gboolean
is_inner_heading (TriTeiBlocks *self, const TriPassage *passage)
{
  if (passage->kind != TRI_PASSAGE_HEADING)
    return FALSE;
  return self->around->len > 0 ? !tri_tei_around_is_stanza (self) : !self->at_top;
}

static void
append_block (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  static const char *const elements[] = {
    [TRI_PASSAGE_HEADING] = "head",
    [TRI_PASSAGE_PARAGRAPH] = "p",
    [TRI_PASSAGE_VERSE] = "l",
    [TRI_PASSAGE_ITEM] = "castItem",
    [TRI_PASSAGE_QUOTE] = "p",
    [TRI_PASSAGE_NOTE] = "note",
  };
  gboolean is_quote = passage->kind == TRI_PASSAGE_QUOTE && !tri_tei_around_is_quote (self);
  const char *name = is_inner_heading (self, passage) ? "ab type=\"heading\""
                                                      : elements[passage->kind];

  if (is_quote)
    g_string_append (out, "<quote>");
  name = tri_tei_append_start (self, out, name, passage);
  append_level (self, out, passage);
  g_string_append_c (out, '>');
  tri_tei_append_content (self, out, window, passage);
  g_string_append (out, "</");
  g_string_append (out, g_str_has_prefix (name, "ab ") ? "ab" : name);
  g_string_append (out, is_quote ? "></quote>\n" : ">\n");
}

/* One of the list of the cast stands in no other list. */
static gboolean
is_in_list (TriTeiBlocks *self, const TriPassage *passage)
{
  return passage->kind == TRI_PASSAGE_ITEM
         && !(passage->level <= 1
              && find_block_tag (self, passage)
              && g_str_equal (self->kept->tag.name, "castItem"));
}

/**
 * tri_tei_blocks_append:
 * @window: (element-type TriPassage): passages that follow each other, with the notes of each
 * @index: which of them to write
 *
 * Appends a passage as its element, its notes at their marks.
 */
void
tri_tei_blocks_append (TriTeiBlocks *self, GString *out, GPtrArray *window, guint index)
{
  TriPassage *passage = g_ptr_array_index (window, index);
  gboolean is_verse = passage->kind == TRI_PASSAGE_VERSE;
  gboolean is_item = is_in_list (self, passage);
  const char *list = tri_tei_around_write (self, out, passage);

  self->next_ord = passage->ord + 1;
  if (!is_item)
    close_lists (self, out, 0);
  if (is_verse)
    begin_line (self, out, passage);
  else
    close_stanza (self, out);

  if (is_item)
    append_item (self, out, window, passage, list);
  else
    append_block (self, out, window, passage);
  if (passage->kind != TRI_PASSAGE_HEADING)
    self->at_top = FALSE;
}

void
tri_tei_blocks_close_lists (TriTeiBlocks *self, GString *out)
{
  close_lists (self, out, 0);
  close_stanza (self, out);
}

/**
 * tri_tei_blocks_close:
 *
 * Appends the ends of the lists and stanzas that are open, and of the elements around them.
 */
void
tri_tei_blocks_close (TriTeiBlocks *self, GString *out)
{
  tri_tei_blocks_close_lists (self, out);
  tri_tei_around_close (self, out);
}
