/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-kept.h"
#include "formats/tri-tei-passage.h"

#include "model/tri-item-marker.h"

#include "tri-language.h"

#include <string.h>

/* From the elements of a text to divisions, blocks, notes and marks. */

static void
start_joined (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  frame->mode = TRI_TEI_MODE_INLINE;
  frame->begun = TRUE;
  tri_tei_passage_part (self, frame->join);
  frame->start = tri_builder_get_place (self->builder);
  if (tag->element->role == TRI_TEI_QUOTE)
    frame->span = TRI_SPAN_QUOTE;
}

static void
start_structure (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  frame->mode = TRI_TEI_MODE_STRUCTURE;
  if (frame->id && tag->element->role != TRI_TEI_TEXT && tag->element->role != TRI_TEI_DIV)
    {
      tri_tei_text_flush (self);
      tri_tei_passage_await (self, frame->id);
    }
  frame->first = self->n_passages;
  tri_tei_around_start (self, tag);
}

/* An opener is a passage where it has words, and stands around others where it begins with one. */
static gboolean
holds_blocks (TriTeiReader *self, const TriTeiFrame *outer)
{
  return outer->mode == TRI_TEI_MODE_BLOCK
         && outer->block_tag
         && outer->first == self->n_passages
         && (strcmp (outer->name, "opener") == 0 || strcmp (outer->name, "closer") == 0);
}

static void
start_block (TriTeiReader *self, TriPassageKind kind)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiFrame *outer = tri_tei_parent (self);

  tri_tei_text_flush (self);
  if (outer->mode == TRI_TEI_MODE_BLOCK && outer->id && !outer->id_used)
    {
      outer->id_used = TRUE;
      tri_tei_passage_await (self, outer->id);
    }
  if (holds_blocks (self, outer))
    outer->is_around = TRUE;
  frame->mode = TRI_TEI_MODE_BLOCK;
  frame->kind = kind;
  frame->first = self->n_passages;
  frame->start = (TriPlace){ 0, 0 };
  self->owner = self->depth;
}

/* The level of a heading where an export says that it is not that of its division. */
static void
take_level (TriTeiReader *self, const TriTeiTag *tag)
{
  const char *subtype = tri_tei_get (tag, "subtype");

  if (subtype && g_str_has_prefix (subtype, "level-"))
    tri_tei_top (self)->level = (guint) MIN (g_ascii_strtoull (subtype + 6, NULL, 10), 99);
}

/* A heading that stands behind other passages is an ab in our own export. */
static void
start_paragraph (TriTeiReader *self, const TriTeiTag *tag)
{
  gboolean is_heading = g_strcmp0 (tri_tei_get (tag, "type"), "heading") == 0;

  start_block (self, is_heading ? TRI_PASSAGE_HEADING : tri_tei_top (self)->kind);
  take_level (self, tag);
}

static void
start_head (TriTeiReader *self, const TriTeiTag *tag)
{
  const TriTeiFrame *outer = tri_tei_parent (self);
  TriTeiRole role = outer->element->role;
  gboolean names = tag->element->arg == 1
                   || role == TRI_TEI_DIV
                   || role == TRI_TEI_PART
                   || role == TRI_TEI_TEXT
                   || role == TRI_TEI_GROUP
                   || strcmp (outer->name, "lg") == 0;

  start_block (self, names ? TRI_PASSAGE_HEADING : TRI_PASSAGE_PARAGRAPH);
  take_level (self, tag);
  if (strcmp (tag->name, "titlePart") == 0)
    tri_tei_top (self)->value = g_strdup (tri_tei_get (tag, "type"));
}

static void
start_note (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (tri_tei_is_in_passage (self))
    {
      frame->mode = TRI_TEI_MODE_INLINE;
      tri_tei_passage_claim (self);
    }
  else
    tri_tei_text_flush (self);
  frame->mode = TRI_TEI_MODE_BLOCK;
  frame->kind = TRI_PASSAGE_NOTE;
  frame->join = '\n';
  frame->saved_owner = self->owner;
  frame->start = (TriPlace){ 0, 0 };
  self->builder = tri_builder_new ();
  self->builder->kind = TRI_PASSAGE_NOTE;
  g_ptr_array_add (self->builders, self->builder);
  self->owner = self->depth;
}

static void
start_text (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  tri_tei_text_flush (self);
  tri_tei_texts_begin (self);
  frame->mode = TRI_TEI_MODE_STRUCTURE;
  frame->level = 0;
}

static void
start_page (TriTeiReader *self, const TriTeiTag *tag)
{
  static const char *const known[] = { "n", NULL };
  const char *n = tri_tei_get (tag, "n");
  TriPlace place = tri_builder_get_place (self->builder);
  TriRange range = { place.offset, place.offset };
  g_autofree char *more = tri_tei_says_more (tag, known) ? tri_tei_tag_to_string (tag) : NULL;

  if (g_strcmp0 (tri_tei_get (tag, "break"), "no") == 0)
    tri_builder_glue (self->builder);
  if (!n)
    n = "";
  if (!tri_builder_is_empty (self->builder) && tri_tei_find_owner (self) == self->owner)
    tri_tei_passage_add_page (self->builder, range, n, more);
  else if (self->pages->len < 64)
    {
      g_ptr_array_add (self->pages, g_strdup (n));
      g_ptr_array_add (self->page_tags, g_steal_pointer (&more));
    }
}

/* An element of the running text that stands where only blocks may stand is a block. */
static void
start_inline (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  gboolean bare = tri_tei_parent (self)->mode == TRI_TEI_MODE_STRUCTURE
                  && tri_builder_is_empty (self->builder);

  if (bare && tag->element->role == TRI_TEI_UNKNOWN)
    {
      start_structure (self, tag);
      return;
    }
  if (bare)
    start_block (self, frame->kind);
  else
    frame->mode = TRI_TEI_MODE_INLINE;
  tri_tei_inline_start (self, tag);
}

static gboolean
starts_block (TriTeiReader *self, TriTeiRole role)
{
  switch (role)
    {
    case TRI_TEI_BLOCK:
    case TRI_TEI_HEAD:
    case TRI_TEI_VERSE:
    case TRI_TEI_LIST:
    case TRI_TEI_ITEM:
    case TRI_TEI_CONTAINER:
    case TRI_TEI_ROW:
    case TRI_TEI_DIV:
    case TRI_TEI_PART:
    case TRI_TEI_GROUP:
    case TRI_TEI_TEXT:
      return TRUE;
    default:
      return role == TRI_TEI_QUOTE && !tri_tei_is_in_passage (self);
    }
}

static void
start_other (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  switch (tag->element->role)
    {
    case TRI_TEI_NOTE:
      start_note (self);
      break;
    case TRI_TEI_PB:
      frame->mode = TRI_TEI_MODE_INLINE;
      start_page (self, tag);
      break;
    case TRI_TEI_LINK:
      frame->mode = TRI_TEI_MODE_SKIP;
      tri_tei_link (self, tag);
      break;
    case TRI_TEI_LINK_GROUP:
    case TRI_TEI_ENTITIES:
      tri_tei_text_flush (self);
      frame->mode = TRI_TEI_MODE_STANDOFF;
      tri_tei_register_start (self, tag);
      break;
    case TRI_TEI_SKIP:
    case TRI_TEI_HEADER:
      frame->mode = TRI_TEI_MODE_SKIP;
      break;
    default:
      start_inline (self, tag);
    }
}

/* A division in another language than that of the text begins a text of its own where the file
 * names no language but in its divisions. What stands before the first that does goes with it. */
static void
mind_lang (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  const TriDraftText text = { .lang = frame->own_lang };

  if (self->error || !self->text_is_open || !frame->own_lang)
    return;
  if (!*self->text_lang)
    {
      g_free (self->text_lang);
      self->text_lang = g_strdup (frame->own_lang);
      self->lang_frame = self->depth;
      tri_tei_check (self, tri_draft_set_text (self->draft, &text, &self->error));
    }
  else if (self->depth == self->lang_frame
           && !tri_language_matches (frame->own_lang, self->text_lang))
    tri_tei_text_close (self);
}

/* Its @n alone may be what our own export writes: the title. */
static void
keep_division_tag (TriTeiFrame *frame, const TriTeiTag *tag)
{
  static const char *const own[] = { "n", "subtype", NULL };
  TriTeiTag division = *tag;
  GString *value = g_string_new (NULL);

  division.name = "div";
  tri_tei_append_tag (value, &division, TRI_TEI_TAG_BLOCK);
  frame->block_tag = g_string_free (value, FALSE);
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &tag->attributes[i];
      gboolean is_n = strcmp (attribute->name, "n") == 0;
      gboolean is_title = frame->is_titled ? g_strv_contains (own, attribute->name)
                                           : is_n && strchr (attribute->value, ' ');

      if (!attribute->prefix && !is_title && strcmp (attribute->name, "corresp") != 0)
        frame->is_special = TRUE;
    }
}

/* "chapter 3", or what our own export writes: the title. */
static void
start_division (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  const char *n = tri_tei_get (tag, "n");
  const char *type = tri_tei_get (tag, "type");

  tri_tei_text_flush (self);
  mind_lang (self);
  frame->is_titled = n && g_strcmp0 (tri_tei_get (tag, "subtype"), TRI_TEI_TITLED) == 0;
  keep_division_tag (frame, tag);
  frame->level++;
  if (n && type && g_ascii_isdigit (*n))
    frame->value = g_strdup_printf ("%s %s", type, n);
  else if (n && *n)
    frame->value = g_strdup (n);
  start_structure (self, tag);
}

static void
start_verse (TriTeiReader *self)
{
  start_block (self, TRI_PASSAGE_VERSE);
  tri_tei_top (self)->level = self->begins_stanza;
  self->begins_stanza = FALSE;
}

static gboolean
has_number_style (const TriTeiTag *tag, const char *attribute)
{
  const char *value = tri_tei_get (tag, attribute);

  return value && (strstr (value, "ordered") || strstr (value, "numbered"))
         && !strstr (value, "unordered") && !strstr (value, "unnumbered");
}

static void
start_list (TriTeiFrame *frame, const TriTeiTag *tag)
{
  frame->nesting++;
  frame->is_numbered = has_number_style (tag, "rend") || has_number_style (tag, "type");
}

/* Keeps what is to stand before the item for its first passage. A list that has labels needs no
 * numbers. */
static void
number_item (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *list = tri_tei_parent (self);
  const char *n = tri_tei_get (tag, "n");
  g_autofree char *number = NULL;

  if (strcmp (tag->name, "label") == 0)
    list->is_numbered = FALSE;
  if (strcmp (tag->name, "item") != 0)
    return;
  if (n && g_ascii_isdigit (*n))
    list->n_items = (guint) MIN (g_ascii_strtoull (n, NULL, 10), G_MAXINT);
  else
    list->n_items++;
  if (!n && list->element->role == TRI_TEI_LIST && list->is_numbered)
    n = number = g_strdup_printf ("%u", list->n_items);
  if (n)
    tri_tei_top (self)->value = tri_item_marker_dup_value (n);
}

void
tri_tei_text_start_entry (TriTeiReader *self, const TriTeiTag *tag)
{
  start_block (self, TRI_PASSAGE_ITEM);
}

/* The middle of a stanza neither begins nor ends one. */
gboolean
tri_tei_is_middle (const TriTeiTag *tag)
{
  return g_strcmp0 (tri_tei_get (tag, "part"), "M") == 0;
}

static void
start_parting (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  switch (tag->element->role)
    {
    case TRI_TEI_TEXT:
      start_text (self);
      break;
    case TRI_TEI_BLOCK:
      start_paragraph (self, tag);
      break;
    case TRI_TEI_HEAD:
      start_head (self, tag);
      break;
    case TRI_TEI_VERSE:
      start_verse (self);
      break;
    case TRI_TEI_ITEM:
      start_block (self, TRI_PASSAGE_ITEM);
      number_item (self, tag);
      break;
    case TRI_TEI_ROW:
      start_block (self, TRI_PASSAGE_PARAGRAPH);
      frame->join = ' ';
      break;
    case TRI_TEI_DIV:
      start_division (self, tag);
      break;
    default:
      if (tag->element->role == TRI_TEI_LIST)
        start_list (frame, tag);
      if (strcmp (tag->name, "lg") == 0)
        self->begins_stanza = !tri_tei_is_middle (tag);
      frame->is_piece = strcmp (tag->name, "lg") == 0 && tri_tei_is_middle (tag);
      if (tag->element->role == TRI_TEI_QUOTE)
        frame->kind = TRI_PASSAGE_QUOTE;
      if (strcmp (tag->name, "back") == 0)
        tri_tei_texts_begin_back (self);
      start_structure (self, tag);
    }
}

/* A heading of what an export writes around it is none of a division there, either. */
static gboolean
is_in_kept (TriTeiReader *self)
{
  const TriTeiFrame *outer = tri_tei_parent (self);

  for (; outer->mode == TRI_TEI_MODE_STRUCTURE; outer--)
    switch (outer->element->role)
      {
      case TRI_TEI_CONTAINER:
      case TRI_TEI_UNKNOWN:
      case TRI_TEI_QUOTE:
        if (outer->block_tag)
          return TRUE;
        break;
      case TRI_TEI_LIST:
        break;
      default:
        return FALSE;
      }
  return FALSE;
}

/* The tag of a passage is kept where it says more than what the passage is. */
static void
keep_block_tag (TriTeiReader *self, const TriTeiTag *tag)
{
  static const char *const plain[] = {
    "<p>",
    "<head>",
    "<l>",
    "<item>",
    "<note>",
    "<ab type=\"heading\">",
    NULL,
  };
  TriTeiFrame *frame = tri_tei_top (self);
  const char *subtype = tri_tei_get (tag, "subtype");
  gboolean is_inner_head = frame->kind == TRI_PASSAGE_PARAGRAPH && strcmp (tag->name, "head") == 0;
  g_autofree TriTeiAttribute *attributes = g_new (TriTeiAttribute, tag->n_attributes + 1);
  TriTeiTag own = *tag;
  g_autoptr (GString) value = NULL;

  if (frame->kind == TRI_PASSAGE_HEADING && strcmp (tag->name, "ab") == 0)
    {
      own.name = "head";
      own.attributes = attributes;
      own.n_attributes = 0;
      for (guint i = 0; i < tag->n_attributes; i++)
        if (strcmp (tag->attributes[i].name, "type") != 0)
          attributes[own.n_attributes++] = tag->attributes[i];
    }
  if (!tri_tei_may_be (frame->kind, own.name) || (subtype && g_str_has_prefix (subtype, "level-")))
    return;
  if (is_inner_head && !is_in_kept (self))
    return;
  value = g_string_new (NULL);
  tri_tei_append_tag (value, &own, TRI_TEI_TAG_BLOCK);
  if (!is_inner_head && g_strv_contains (plain, value->str))
    return;
  if (g_str_has_prefix (value->str, "<item n="))
    return;
  frame->block_tag = g_strdup (value->str);
}

/* An export writes the passages of a division that stand behind its parts into a div that is none.
 */
static gboolean
continues_division (const TriTeiTag *tag)
{
  return tag->element->role == TRI_TEI_DIV
         && g_strcmp0 (tri_tei_get (tag, "type"), "continued") == 0;
}

void
tri_tei_text_start (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiRole role = tag->element->role;

  if (continues_division (tag))
    {
      tri_tei_top (self)->element = tri_tei_element_find ("floatingText");
      tri_tei_text_flush (self);
      tri_tei_top (self)->mode = TRI_TEI_MODE_STRUCTURE;
      return;
    }
  if (!starts_block (self, role))
    start_other (self, tag);
  else if (tri_tei_top (self)->join)
    start_joined (self, tag);
  else if (role == TRI_TEI_CONTAINER
           && strcmp (tag->name, "cit") == 0
           && tri_tei_is_in_passage (self))
    start_inline (self, tag);
  else
    start_parting (self, tag);
  if (tri_tei_top (self)->mode == TRI_TEI_MODE_BLOCK)
    keep_block_tag (self, tag);
  if (!self->error && tri_tei_get (tag, "corresp"))
    tri_tei_correspond (self, tag);
}
