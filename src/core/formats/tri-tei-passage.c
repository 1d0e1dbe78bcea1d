/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-passage.h"

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

/* A file that names no language but in its divisions holds as many texts as they name: the
 * division that does, the outermost one. */
static guint
find_lang_frame (TriTeiReader *self)
{
  if (*self->frames[self->text_frame].lang)
    return 0;
  for (guint i = self->text_frame + 1; i <= self->depth; i++)
    if (self->frames[i].element->role == TRI_TEI_DIV && self->frames[i].own_lang)
      return i;
  return 0;
}

void
tri_tei_text_close (TriTeiReader *self)
{
  if (!self->text_is_open)
    return;
  for (guint i = self->depth; i > self->text_frame; i--)
    if (self->frames[i].element->role == TRI_TEI_DIV && self->frames[i].begun)
      {
        self->frames[i].begun = FALSE;
        tri_tei_check (self, tri_draft_end_division (self->draft, &self->error));
      }
  if (!self->error)
    tri_tei_check (self, tri_draft_end_text (self->draft, &self->error));
  self->text_is_open = FALSE;
  g_ptr_array_set_size (self->anchors, 0);
  g_ptr_array_set_size (self->pages, 0);
}

static gboolean
open_text (TriTeiReader *self)
{
  const TriTeiFrame *frame = NULL;
  const TriTeiHeader *header = &self->header;
  TriDraftText text = { .author = header->author,
                        .source = header->source,
                        .rights = header->rights };

  if (self->text_is_open)
    return TRUE;
  for (self->text_frame = self->depth; self->text_frame > 1; self->text_frame--)
    if (self->frames[self->text_frame].element->role == TRI_TEI_TEXT)
      break;
  self->lang_frame = find_lang_frame (self);
  frame = &self->frames[self->lang_frame ? self->lang_frame : self->text_frame];
  text.key = self->lang_frame ? NULL : frame->id;
  text.lang = *frame->lang ? frame->lang : header->lang;
  if (!text.lang)
    text.lang = self->source->lang ? self->source->lang : "";
  text.title = tri_tei_header_get_title (header, text.lang);
  g_free (self->text_lang);
  self->text_lang = g_strdup (text.lang);
  self->text_is_open = tri_draft_begin_text (self->draft, &text, &self->error);
  self->n_texts++;
  return self->text_is_open;
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
  TriDraftDivision division = { frame->id,
                                heading ? get_title_beside (frame, heading) : frame->value };

  frame->begun = tri_draft_begin_division (self->draft, &division, &self->error);
  return frame->begun;
}

static gboolean
is_division (const TriTeiFrame *frame)
{
  return frame->element->role == TRI_TEI_DIV;
}

/* Those around @first that have not begun; when it is a heading it is that of the innermost. */
static gboolean
open_divisions (TriTeiReader *self, const TriBuilder *first)
{
  guint innermost = self->depth;
  gboolean opened = TRUE;

  while (innermost > self->text_frame && !is_division (&self->frames[innermost]))
    innermost--;
  for (guint i = self->text_frame + 1; opened && i <= innermost; i++)
    {
      gboolean is_its_own = i == innermost && first->kind == TRI_PASSAGE_HEADING;

      if (is_division (&self->frames[i]) && !self->frames[i].begun)
        opened = open_division (self, &self->frames[i], is_its_own ? first : NULL);
    }
  return opened;
}

/* What waited for the next passage: pages that began and ids of the elements around it. */
static void
attach_waiting (TriTeiReader *self, TriBuilder *builder)
{
  for (guint i = 0; i < self->pages->len; i++)
    tri_builder_add_span (builder,
                          (TriRange){ 0, 0 },
                          TRI_SPAN_PAGE,
                          g_ptr_array_index (self->pages, i));
  for (guint i = 0; i < self->anchors->len; i++)
    tri_builder_add_anchor (builder, g_ptr_array_index (self->anchors, i), -1);
  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_set_size (self->anchors, 0);
}

void
tri_tei_passage_push (TriTeiReader *self, TriBuilder *builder)
{
  gboolean pushed = open_text (self) && open_divisions (self, builder);

  if (pushed && !tri_builder_is_empty (builder))
    attach_waiting (self, builder);
  pushed = pushed && tri_builder_push (builder, self->draft, &self->error);
  self->n_passages++;
  tri_tei_check (self, pushed);
}

static void
finish_passage (TriTeiReader *self, TriBuilder *builder, TriTeiFrame *owner)
{
  builder->kind = owner->kind;
  builder->level = 0;
  if (owner->kind == TRI_PASSAGE_HEADING)
    builder->level = MAX (owner->level, 1);
  else if (owner->kind == TRI_PASSAGE_ITEM)
    builder->level = MAX (owner->nesting, 1);
  if (owner->mode == TRI_TEI_MODE_BLOCK && owner->id && !owner->id_used)
    {
      builder->key = g_strdup (tri_tei_get_key (self, owner->id));
      owner->id_used = TRUE;
      if (!g_str_equal (builder->key, owner->id))
        tri_builder_add_anchor (builder, owner->id, -1);
    }
  if (*self->text_lang && *owner->lang && !tri_language_matches (owner->lang, self->text_lang))
    tri_builder_add_span (builder,
                          (TriRange){ 0, builder->n_chars },
                          TRI_SPAN_FOREIGN,
                          owner->lang);
}

/**
 * tri_tei_text_flush:
 *
 * Adds the passage that was built so far; what is open in it goes on in the next one.
 */
void
tri_tei_text_flush (TriTeiReader *self)
{
  TriTeiFrame *owner = &self->frames[self->owner];
  TriBuilder *builder = self->builder;

  if (self->builders->len > 1 || (tri_builder_is_empty (builder) && builder->notes->len == 0))
    return;
  if (!open_text (self))
    {
      tri_tei_check (self, FALSE);
      return;
    }
  for (guint i = self->owner; i <= self->depth; i++)
    if (self->frames[i].mode == TRI_TEI_MODE_INLINE || i == self->owner)
      tri_tei_inline_record (self, &self->frames[i]);
  finish_passage (self, builder, owner);
  tri_tei_passage_push (self, builder);
  for (guint i = 1; i <= self->depth; i++)
    self->frames[i].start = (TriPlace){ 0, 0 };
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
