/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-blocks.h"

#include "formats/tri-tei-lists.h"
#include "model/tri-item-marker.h"

static char *
dup_mention_tag (TriTeiBlocks *self, const char *element, const TriMention *mention)
{
  GString *tag = g_string_new ("<");
  const char *entity = tri_tei_ids_get_entity (self->ids, mention->entity);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (tag, element);
  if (g_str_equal (element, "rs") || g_str_equal (element, "name"))
    tri_tei_append_attribute (tag, "type", tri_entity_type_to_nick (mention->type));
  if (entity)
    g_string_append_printf (tag, " ref=\"#%s\"", entity);
  if (mention->origin != TRI_ORIGIN_ENCODED)
    g_string_append_printf (tag, " resp=\"#%s\"", tri_origin_to_nick (mention->origin));
  if (mention->confidence < 1)
    g_string_append_printf (tag,
                            " cert=\"%s\"",
                            g_ascii_dtostr (number, sizeof number, mention->confidence));
  g_string_append_c (tag, '>');
  return g_string_free (tag, FALSE);
}

static void
add_names_and_dates (TriTeiBlocks *self, GArray *ranges, TriPassage *passage)
{
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);
      const char *element = tri_tei_get_name_element (mention->type);

      if (tri_tei_is_title (passage, mention))
        element = "title";
      tri_tei_ranges_add (ranges,
                          mention->start,
                          mention->end,
                          TRI_TEI_RANK_MENTION,
                          dup_mention_tag (self, element, mention),
                          element);
    }
  for (guint i = 0; i < passage->dates->len; i++)
    {
      const TriDate *date = &g_array_index (passage->dates, TriDate, i);
      GString *tag = g_string_new ("<date");

      tri_tei_append_date_attributes (tag, date->edtf);
      if (date->inferred)
        g_string_append (tag, " evidence=\"internal\"");
      if (date->origin != TRI_ORIGIN_ENCODED)
        g_string_append_printf (tag, " resp=\"#%s\"", tri_origin_to_nick (date->origin));
      g_string_append_c (tag, '>');
      tri_tei_ranges_add (ranges,
                          date->start,
                          date->end,
                          TRI_TEI_RANK_DATE,
                          g_string_free (tag, FALSE),
                          "date");
    }
}

/* A sentence is an s; where a name or a date runs over its end it can only be marked at its
 * beginning. */
static void
add_sentences (TriTeiBlocks *self, GArray *ranges, TriPassage *passage, const char *id)
{
  gboolean cross = tri_tei_ranges_cross_sentence (ranges, passage);

  for (guint i = 0; i < passage->sentences->len; i++)
    {
      const TriRange *sentence = &g_array_index (passage->sentences, TriRange, i);
      g_autofree char *name = tri_tei_ids_dup_sentence (self->ids, id, i);

      if (cross)
        tri_tei_ranges_add (ranges,
                            sentence->start,
                            sentence->start,
                            TRI_TEI_RANK_SENTENCE,
                            g_strdup_printf ("<anchor xml:id=\"%s\"/>", name),
                            NULL);
      else
        tri_tei_ranges_add (ranges,
                            sentence->start,
                            sentence->end,
                            TRI_TEI_RANK_SENTENCE,
                            g_strdup_printf ("<s xml:id=\"%s\">", name),
                            "s");
    }
}

void
tri_tei_append_content (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  g_autoptr (GArray) ranges = tri_tei_ranges_new ();
  g_autofree char *id = tri_tei_ids_dup_passage (self->ids, passage);
  g_autofree char *stem = tri_tei_ids_dup_piece_stem (self->ids, id);

  add_names_and_dates (self, ranges, passage);
  add_sentences (self, ranges, passage, id);
  tri_tei_add_spans (self, ranges, window, passage);
  tri_tei_append_markup (out, passage->content, ranges, stem);
}

/* White space that does not survive being collapsed. A single line break does, as lb. */
static gboolean
has_significant_space (const char *content)
{
  return g_regex_match_simple ("^[ \\t\\n\\r]|[ \\t\\n\\r]$|[ \\n][ \\n]|[\\t\\r]",
                               content,
                               G_REGEX_DOLLAR_ENDONLY,
                               0);
}

void
tri_tei_append_start (TriTeiBlocks *self,
                      GString *out,
                      const char *element,
                      TriPassage *passage)
{
  g_autofree char *id = tri_tei_ids_dup_passage (self->ids, passage);
  const char *space = has_significant_space (passage->content) ? " xml:space=\"preserve\"" : "";

  g_string_append_printf (out, "<%s xml:id=\"%s\"%s>", element, id, space);
}

static void
append_element (TriTeiBlocks *self,
                GString *out,
                const char *element,
                GPtrArray *window,
                TriPassage *passage)
{
  tri_tei_append_start (self, out, element, passage);
  tri_tei_append_content (self, out, window, passage);
}

static void
close_lists (TriTeiBlocks *self, GString *out, guint depth)
{
  for (; self->list_depth > depth; self->list_depth--)
    g_string_append (out, "</item></list>\n");
}

static void
close_stanza (TriTeiBlocks *self, GString *out)
{
  if (self->in_stanza)
    g_string_append (out, "</lg>\n");
  self->in_stanza = FALSE;
}

/* A list stays open, and the item in which the next one may nest. */
static void
append_item (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  guint level = CLAMP (passage->level, 1, self->list_depth + 1);
  g_autofree char *n = tri_item_marker_dup_n (passage);
  g_autoptr (GString) element = g_string_new ("item");

  close_lists (self, out, level);
  if (self->list_depth == level)
    g_string_append (out, "</item>\n");
  else
    g_string_append (out, "<list>\n");
  self->list_depth = level;
  if (n)
    tri_tei_append_attribute (element, "n", n);
  append_element (self, out, element->str, window, passage);
}

static void
append_block (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  static const struct
  {
    const char *open;
    const char *close;
  } elements[] = {
    [TRI_PASSAGE_HEADING] = { "head", "</head>\n" },
    [TRI_PASSAGE_PARAGRAPH] = { "p", "</p>\n" },
    [TRI_PASSAGE_VERSE] = { "l", "</l>\n" },
    [TRI_PASSAGE_QUOTE] = { "p", "</p></quote>\n" },
    [TRI_PASSAGE_NOTE] = { "note", "</note>\n" },
  };
  gboolean in_middle = passage->kind == TRI_PASSAGE_HEADING && !self->at_top;

  if (passage->kind == TRI_PASSAGE_QUOTE)
    g_string_append (out, "<quote>");
  append_element (self,
                  out,
                  in_middle ? "ab type=\"heading\"" : elements[passage->kind].open,
                  window,
                  passage);
  g_string_append (out, in_middle ? "</ab>\n" : elements[passage->kind].close);
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

  self->next_ord = passage->ord + 1;
  if (passage->kind != TRI_PASSAGE_ITEM)
    close_lists (self, out, 0);
  if (self->in_stanza && (!is_verse || passage->level > 0))
    close_stanza (self, out);
  if (is_verse && !self->in_stanza)
    g_string_append (out, "<lg>\n");
  self->in_stanza = is_verse;

  if (passage->kind == TRI_PASSAGE_ITEM)
    append_item (self, out, window, passage);
  else
    append_block (self, out, window, passage);
  if (passage->kind != TRI_PASSAGE_HEADING)
    self->at_top = FALSE;
}

/**
 * tri_tei_blocks_close:
 *
 * Appends the ends of the lists and stanzas that are open.
 */
void
tri_tei_blocks_close (TriTeiBlocks *self, GString *out)
{
  close_lists (self, out, 0);
  close_stanza (self, out);
}
