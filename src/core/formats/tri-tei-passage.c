/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-passage.h"

#include "model/tri-item-marker.h"

#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A passage belongs to the innermost element that is a block or a part of the structure, its owner;
 * it is added when text of another owner comes, or when its owner ends. So a list inside a
 * paragraph parts the paragraph, a figure without words does not. */

static gboolean
is_blank (const char *text, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

guint
tri_tei_find_owner (TriTeiReader *self)
{
  guint at = self->depth;

  while (at > 0 && self->frames[at].mode == TRI_TEI_MODE_INLINE)
    at--;
  return at;
}

gboolean
tri_tei_is_in_passage (TriTeiReader *self)
{
  TriTeiMode mode = tri_tei_parent (self)->mode;

  return mode == TRI_TEI_MODE_BLOCK || mode == TRI_TEI_MODE_INLINE;
}

void
tri_tei_passage_part (TriTeiReader *self, char join)
{
  if (join == '\n')
    tri_builder_break_line (self->builder);
  else
    tri_builder_append (self->builder, " ", 1);
}

/* A division without a heading is called by its number; else @n counts when it begins with the
 * heading and says more: so does our own export of "Chapter I", "In which …". */
static const char *
get_title_beside (const TriTeiFrame *division, const TriBuilder *heading)
{
  const char *title = division->value;
  gsize length = heading->content->len;

  if (!title || strncmp (title, heading->content->str, length) != 0)
    return NULL;
  return title[length] == ' ' ? title : NULL;
}

static gboolean
open_division (TriTeiReader *self, TriTeiFrame *frame, const TriBuilder *heading)
{
  gboolean is_called = !heading || frame->is_titled;
  TriDraftDivision division = { frame->id,
                                is_called ? frame->value : get_title_beside (frame, heading) };

  frame->begun = tri_draft_begin_division (self->draft, &division, &self->error);
  return frame->begun;
}

static gboolean
is_division (const TriTeiFrame *frame)
{
  return frame->element->role == TRI_TEI_DIV;
}

/* The tags of the divisions that are about to begin stand in the first passage, all of them when
 * one says more than an export would. */
static void
keep_tags (TriTeiReader *self, TriBuilder *first, guint innermost)
{
  gboolean is_special = FALSE;

  for (guint i = self->text_frame + 1; i <= innermost; i++)
    if (is_division (&self->frames[i]) && !self->frames[i].begun)
      is_special |= self->frames[i].is_special;
  for (guint i = self->text_frame + 1; is_special && i <= innermost; i++)
    if (is_division (&self->frames[i]) && !self->frames[i].begun)
      tri_builder_add_span (first,
                            (TriRange){ 0, 0 },
                            TRI_SPAN_OTHER,
                            self->frames[i].block_tag);
}

/* Those around @first that have not begun; when it is a heading it is that of the innermost. */
static gboolean
open_divisions (TriTeiReader *self, TriBuilder *first)
{
  guint innermost = self->depth;
  gboolean opened = TRUE;

  while (innermost > self->text_frame && !is_division (&self->frames[innermost]))
    innermost--;
  keep_tags (self, first, innermost);
  for (guint i = self->text_frame + 1; opened && i <= innermost; i++)
    {
      gboolean is_its_own = i == innermost && first->kind == TRI_PASSAGE_HEADING;

      if (is_division (&self->frames[i]) && !self->frames[i].begun)
        opened = open_division (self, &self->frames[i], is_its_own ? first : NULL);
    }
  return opened;
}

/* @tag: (nullable): what the file has there, when that says more than @n */
void
tri_tei_passage_add_page (TriBuilder *builder, TriRange range, const char *n, const char *tag)
{
  tri_builder_add_span (builder, range, TRI_SPAN_PAGE, n);
  if (tag)
    tri_builder_add_span (builder, range, TRI_SPAN_OTHER, tag);
}

/* What waited for the next passage: pages that began and ids of the elements around it. */
static void
attach_waiting (TriTeiReader *self, TriBuilder *builder)
{
  for (guint i = 0; i < self->pages->len; i++)
    tri_tei_passage_add_page (builder,
                              (TriRange){ 0, 0 },
                              g_ptr_array_index (self->pages, i),
                              g_ptr_array_index (self->page_tags, i));
  for (guint i = 0; i < self->anchors->len; i++)
    tri_builder_add_anchor (builder, g_ptr_array_index (self->anchors, i), -1);
  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_set_size (self->page_tags, 0);
  g_ptr_array_set_size (self->anchors, 0);
}

void
tri_tei_passage_push (TriTeiReader *self, TriBuilder *builder)
{
  gboolean pushed = tri_tei_text_open (self) && open_divisions (self, builder);

  if (pushed && !tri_builder_is_empty (builder))
    attach_waiting (self, builder);
  pushed = pushed && tri_builder_push (builder, self->draft, &self->error);
  self->n_passages++;
  for (guint i = 0; pushed && i < self->endings->len; i++)
    pushed = tri_draft_extend_anchor (self->draft,
                                      g_ptr_array_index (self->endings, i),
                                      &self->error);
  g_ptr_array_set_size (self->endings, 0);
  tri_tei_check (self, pushed);
}

/* The number of an item stands before its first passage; before the others stands nothing. */
static void
take_marker (TriTeiReader *self, TriBuilder *builder, const TriTeiFrame *owner)
{
  guint at = (guint) (owner - self->frames);

  while (at > 0
         && self->frames[at].element->role != TRI_TEI_ITEM
         && self->frames[at].element->role != TRI_TEI_LIST)
    at--;
  if (self->frames[at].element->role != TRI_TEI_ITEM || !self->frames[at].value)
    return;
  tri_builder_add_span (builder, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, self->frames[at].value);
  g_free (self->frames[at].value);
  self->frames[at].value = tri_item_marker_dup_value ("");
}

static gboolean
is_foreign (TriTeiReader *self, const TriTeiFrame *owner)
{
  return *self->text_lang
         && *owner->lang
         && !tri_language_matches (owner->lang, self->text_lang)
         && !tri_tei_inline_is_foreign (self, owner);
}

static void
finish_passage (TriTeiReader *self, TriBuilder *builder, TriTeiFrame *owner)
{
  builder->kind = owner->kind;
  builder->level = 0;
  if (owner->kind == TRI_PASSAGE_HEADING)
    builder->level = MAX (owner->level, 1);
  else if (owner->kind == TRI_PASSAGE_ITEM)
    {
      builder->level = MAX (owner->nesting, 1);
      take_marker (self, builder, owner);
    }
  else if (owner->kind == TRI_PASSAGE_VERSE)
    {
      builder->level = MIN (owner->level, 1);
      owner->level = 0;
    }
  if (owner->mode == TRI_TEI_MODE_BLOCK && owner->id && !owner->id_used)
    {
      builder->key = g_strdup (tri_tei_get_key (self, owner->id));
      owner->id_used = TRUE;
      if (!g_str_equal (builder->key, owner->id))
        tri_builder_add_anchor (builder, owner->id, -1);
    }
  if (owner->mode == TRI_TEI_MODE_BLOCK && owner->block_tag && !owner->is_around)
    {
      tri_builder_add_span (builder, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, owner->block_tag);
      g_clear_pointer (&owner->block_tag, g_free);
    }
  tri_tei_around_passage (self, builder, (guint) (owner - self->frames));
  if (is_foreign (self, owner))
    tri_builder_add_span (builder,
                          (TriRange){ 0, builder->n_chars },
                          TRI_SPAN_FOREIGN,
                          owner->lang);
}

/* Puts what the open elements say of the passage into it. */
static gboolean
complete_passage (TriTeiReader *self)
{
  if (!tri_tei_text_open (self))
    {
      tri_tei_check (self, FALSE);
      return FALSE;
    }
  for (guint i = self->owner; i <= self->depth; i++)
    if (self->frames[i].mode == TRI_TEI_MODE_INLINE || i == self->owner)
      tri_tei_inline_record (self, &self->frames[i]);
  finish_passage (self, self->builder, &self->frames[self->owner]);
  tri_tei_texts_keep_title (self, self->builder);
  return TRUE;
}

static gboolean
has_passage (TriTeiReader *self)
{
  return self->builders->len == 1
         && (!tri_builder_is_empty (self->builder) || self->builder->notes->len > 0);
}

/**
 * tri_tei_text_flush:
 *
 * Adds the passage that was built so far; what is open in it goes on in the next one.
 */
void
tri_tei_text_flush (TriTeiReader *self)
{
  if (!has_passage (self) || (!self->is_complete && !complete_passage (self)))
    return;
  self->is_complete = FALSE;
  if (self->owner > self->depth)
    self->owner = 0;
  tri_tei_passage_push (self, self->builder);
  g_hash_table_remove_all (self->pieces);
  for (guint i = 1; i <= self->depth; i++)
    self->frames[i].start = (TriPlace){ 0, 0 };
}

/* What only holds blocks together. */
static gboolean
is_wrapper (const TriTeiFrame *frame)
{
  TriTeiRole role = frame->element->role;

  return frame->mode == TRI_TEI_MODE_STRUCTURE
         && (role == TRI_TEI_LIST || role == TRI_TEI_CONTAINER || role == TRI_TEI_QUOTE);
}

/* Whether the innermost element parts another block. */
static gboolean
is_in_block (TriTeiReader *self)
{
  guint at = self->depth - 1;

  while (at > 0 && is_wrapper (&self->frames[at]))
    at--;
  return self->frames[at].mode == TRI_TEI_MODE_BLOCK;
}

/**
 * tri_tei_passage_end:
 *
 * The innermost element ends. A passage of its own is added; one in another block (a salute in an
 * opener) waits for the comma that may follow.
 */
void
tri_tei_passage_end (TriTeiReader *self)
{
  if (self->is_complete && !is_wrapper (tri_tei_top (self)))
    tri_tei_text_flush (self);
  if (self->owner != self->depth)
    return;
  if (!is_in_block (self) || tri_builder_is_empty (self->builder))
    tri_tei_text_flush (self);
  else if (has_passage (self) && !self->is_complete)
    self->is_complete = complete_passage (self);
}

/* How much of the text behind a block is punctuation that closes what it says: all of it where no
 * words follow, else without a dash, which may begin something. */
static gsize
measure_closing (const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;
  const char *closed = text;

  for (const char *at = text; at < end;)
    {
      gunichar c = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (c);
      gboolean closes = type == G_UNICODE_CLOSE_PUNCTUATION
                        || type == G_UNICODE_FINAL_PUNCTUATION
                        || g_utf8_strchr (".,;:!?…", -1, c) != NULL
                        || (at == text && (c == '"' || c == '\''));

      if (!closes && type != G_UNICODE_DASH_PUNCTUATION && !g_unichar_isspace (c))
        return (gsize) (closed - text);
      at = g_utf8_next_char (at);
      if (closes)
        closed = at;
    }
  return n_bytes;
}

/* Gives the passage that is complete what belongs to it. Returns how much it took. */
static gsize
take_closing (TriTeiReader *self, const char *text, gsize n_bytes)
{
  gboolean is_full = self->builder->content->len > TRI_TEI_MAX_PASSAGE;
  gsize n = is_full || is_blank (text, n_bytes) ? 0 : measure_closing (text, n_bytes);
  gsize from = 0;

  /* The lines of the file, and no language, have white space before a comma. */
  while (from < n && g_ascii_isspace (text[from]))
    from++;
  if (from == n || !strchr (",.", text[from]))
    from = 0;
  if (self->builder->keeps_space)
    tri_builder_append_verbatim (self->builder, text + from, n - from);
  else
    tri_builder_append (self->builder, text + from, n - from);
  return n;
}

/* Makes the builder hold a passage of the innermost owner. */
void
tri_tei_passage_claim (TriTeiReader *self)
{
  guint owner = tri_tei_find_owner (self);

  if (owner != self->owner)
    {
      tri_tei_text_flush (self);
      self->owner = owner;
    }
}

void
tri_tei_text_chars (TriTeiReader *self, const char *text, gsize n_bytes)
{
  const TriTeiFrame *frame = tri_tei_top (self);
  TriTeiRole role = frame->element->role;

  if (role == TRI_TEI_CHOICE || role == TRI_TEI_APP)
    return;
  if (self->is_complete)
    {
      gsize n = take_closing (self, text, n_bytes);

      text += n;
      n_bytes -= n;
    }
  if (frame->mode != TRI_TEI_MODE_INLINE && self->owner != self->depth && is_blank (text, n_bytes))
    return;
  tri_tei_passage_claim (self);
  if (self->builder->content->len > TRI_TEI_MAX_PASSAGE && self->builder->pending)
    tri_tei_text_flush (self);
  if (self->builder->content->len > TRI_TEI_MAX_NOTE)
    {
      tri_tei_fail (self,
                    TRI_ERROR_LIMIT,
                    _ ("a note or a word is longer than %d MiB; look for an end tag "
                       "that is missing, or split it"),
                    TRI_TEI_MAX_NOTE / 1024 / 1024);
      return;
    }
  self->builder->keeps_space = self->frames[self->owner].keeps_space;
  if (self->builder->keeps_space)
    tri_builder_append_verbatim (self->builder, text, n_bytes);
  else
    tri_builder_append (self->builder, text, n_bytes);
}

/* An element around passages can be pointed at: its id names the next passage as well. */
void
tri_tei_passage_await (TriTeiReader *self, const char *id)
{
  if (!id || self->builders->len > 1)
    return;
  if (self->anchors->len < 64)
    g_ptr_array_add (self->anchors, g_strdup (id));
}

/* A division, a part or a text that stands in another corresponds by its beginning: what is in it
 * is tied by links of its own, or aligned. */
static gboolean
is_below_division (const TriTeiFrame *frame)
{
  switch (frame->element->role)
    {
    case TRI_TEI_ROOT:
    case TRI_TEI_TEXT:
    case TRI_TEI_GROUP:
    case TRI_TEI_PART:
    case TRI_TEI_DIV:
      return FALSE;
    default:
      return (frame->mode == TRI_TEI_MODE_STRUCTURE || frame->mode == TRI_TEI_MODE_BLOCK)
             && !g_str_equal (frame->element->name, "floatingText");
    }
}

void
tri_tei_passage_extend (TriTeiReader *self)
{
  const TriTeiFrame *frame = tri_tei_top (self);
  gboolean waits = self->is_complete && has_passage (self);
  guint n = self->n_passages - frame->first + waits;

  if (self->error || !frame->id || n < 2 || !is_below_division (frame))
    return;
  if (waits)
    g_ptr_array_add (self->endings, g_strdup (frame->id));
  else if (self->text_is_open)
    tri_tei_check (self, tri_draft_extend_anchor (self->draft, frame->id, &self->error));
}
