/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From elements to texts, divisions and passages. A passage belongs to the innermost element that
   is
 * a block or a part of the structure, its owner; it is added when text of another owner comes, or
 * when its owner ends. So a list inside a paragraph parts the paragraph, a figure without words
 * does not. */

static gboolean
is_blank (const char *text, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_lang (const char *a, const char *b)
{
  gsize n = strcspn (a, "-_");

  return n == strcspn (b, "-_") && g_ascii_strncasecmp (a, b, n) == 0;
}

static guint
find_owner (TriTeiReader *self)
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

static void
close_text (TriTeiReader *self)
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

/* A division without a heading is called by its number. */
static gboolean
open_divisions (TriTeiReader *self, const TriBuilder *first)
{
  gboolean has_heading = first->kind == TRI_PASSAGE_HEADING;
  gboolean opened = TRUE;

  for (guint i = self->text_frame + 1; opened && i <= self->depth; i++)
    {
      TriTeiFrame *frame = &self->frames[i];
      TriDraftDivision division = { frame->id, has_heading ? NULL : frame->value };

      if (frame->element->role != TRI_TEI_DIV || frame->begun)
        continue;
      opened = tri_draft_begin_division (self->draft, &division, &self->error);
      frame->begun = opened;
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

static void
push_passage (TriTeiReader *self, TriBuilder *builder)
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
  if (*self->text_lang && *owner->lang && !is_same_lang (owner->lang, self->text_lang))
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
  push_passage (self, builder);
  for (guint i = 1; i <= self->depth; i++)
    self->frames[i].start = (TriPlace){ 0, 0 };
}

/* Makes the builder hold a passage of the innermost owner. */
static void
claim (TriTeiReader *self)
{
  guint owner = find_owner (self);

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
  claim (self);
  if (self->builder->content->len > TRI_TEI_MAX_PASSAGE && self->builder->pending)
    tri_tei_text_flush (self);
  if (self->builder->content->len > TRI_TEI_MAX_NOTE)
    {
      tri_tei_fail (self,
                    TRI_ERROR_LIMIT,
                    _ ("a note or a word is longer than %d MiB"),
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
static void
wait_for_passage (TriTeiReader *self, const char *id)
{
  if (!id || self->builders->len > 1)
    return;
  if (self->anchors->len < 64)
    g_ptr_array_add (self->anchors, g_strdup (id));
}

static gboolean
is_in_passage (TriTeiReader *self)
{
  TriTeiMode mode = tri_tei_parent (self)->mode;

  return mode == TRI_TEI_MODE_BLOCK || mode == TRI_TEI_MODE_INLINE;
}

static void
put_break (TriTeiReader *self, char join)
{
  if (join == '\n')
    tri_builder_break_line (self->builder);
  else
    tri_builder_append (self->builder, " ", 1);
}

static void
start_joined (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  frame->mode = TRI_TEI_MODE_INLINE;
  frame->begun = TRUE;
  put_break (self, frame->join);
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
      wait_for_passage (self, frame->id);
    }
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
      wait_for_passage (self, outer->id);
    }
  frame->mode = TRI_TEI_MODE_BLOCK;
  frame->kind = kind;
  frame->start = (TriPlace){ 0, 0 };
  self->owner = self->depth;
}

/* A heading that stands behind other passages is an ab in our own export. */
static void
start_paragraph (TriTeiReader *self, const TriTeiTag *tag)
{
  gboolean is_heading = g_strcmp0 (tri_tei_get (tag, "type"), "heading") == 0;

  start_block (self, is_heading ? TRI_PASSAGE_HEADING : tri_tei_top (self)->kind);
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
}

static void
start_note (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (is_in_passage (self))
    {
      frame->mode = TRI_TEI_MODE_INLINE;
      claim (self);
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

/* A note without an id gets one from its words and those that stand before its mark. */
static char *
make_note_key (TriTeiReader *self, const TriBuilder *outer, const TriBuilder *note)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *key = NULL;
  guint n = 1;

  g_checksum_update (checksum, (const guchar *) outer->content->str, (gssize) outer->content->len);
  g_checksum_update (checksum, (const guchar *) note->content->str, (gssize) note->content->len);
  key = g_strdup_printf ("note-%.10s", g_checksum_get_string (checksum));
  while (!tri_tei_add_id (self, key))
    {
      g_free (key);
      key = g_strdup_printf ("note-%.10s-%u", g_checksum_get_string (checksum), ++n);
    }
  return g_steal_pointer (&key);
}

static void
end_note (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriBuilder *note = g_ptr_array_steal_index (self->builders, self->builders->len - 1);
  TriBuilder *outer = g_ptr_array_index (self->builders, self->builders->len - 1);

  self->builder = outer;
  self->owner = frame->saved_owner;
  if (tri_builder_is_empty (note))
    {
      tri_builder_free (note);
      return;
    }
  note->key = frame->id ? g_strdup (tri_tei_get_key (self, frame->id))
                        : make_note_key (self, outer, note);
  if (frame->id && !g_str_equal (note->key, frame->id))
    tri_builder_add_anchor (note, frame->id, -1);
  if (is_in_passage (self) || self->builders->len > 1)
    {
      TriPlace place = tri_builder_get_place (outer);

      tri_builder_add_span (outer,
                            (TriRange){ place.offset, place.offset },
                            TRI_SPAN_NOTE,
                            note->key);
      tri_builder_take_note (outer, note);
    }
  else
    {
      push_passage (self, note);
      tri_builder_free (note);
    }
}

static void
start_text (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  tri_tei_text_flush (self);
  close_text (self);
  frame->mode = TRI_TEI_MODE_STRUCTURE;
  frame->level = 0;
}

static void
start_page (TriTeiReader *self, const TriTeiTag *tag)
{
  const char *n = tri_tei_get (tag, "n");
  TriPlace place = tri_builder_get_place (self->builder);
  TriRange range = { place.offset, place.offset };

  if (g_strcmp0 (tri_tei_get (tag, "break"), "no") == 0)
    tri_builder_glue (self->builder);
  if (!n)
    n = "";
  if (!tri_builder_is_empty (self->builder) && find_owner (self) == self->owner)
    tri_builder_add_span (self->builder, range, TRI_SPAN_PAGE, n);
  else if (self->pages->len < 64)
    g_ptr_array_add (self->pages, g_strdup (n));
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
      return role == TRI_TEI_QUOTE && !is_in_passage (self);
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

/* "chapter 3", or what our own export writes: the title. */
static void
start_division (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  const char *n = tri_tei_get (tag, "n");
  const char *type = tri_tei_get (tag, "type");

  tri_tei_text_flush (self);
  if (self->text_is_open && self->depth == self->lang_frame && frame->own_lang
      && !is_same_lang (frame->own_lang, self->text_lang))
    close_text (self);
  frame->level++;
  if (n && type && g_ascii_isdigit (*n))
    frame->value = g_strdup_printf ("%s %s", type, n);
  else if (n && *n)
    frame->value = g_strdup (n);
  start_structure (self, tag);
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
      start_block (self, TRI_PASSAGE_VERSE);
      break;
    case TRI_TEI_ITEM:
      start_block (self, TRI_PASSAGE_ITEM);
      break;
    case TRI_TEI_ROW:
      start_block (self, TRI_PASSAGE_PARAGRAPH);
      frame->join = ' ';
      break;
    case TRI_TEI_DIV:
      start_division (self, tag);
      break;
    default:
      frame->nesting += tag->element->role == TRI_TEI_LIST;
      if (tag->element->role == TRI_TEI_QUOTE)
        frame->kind = TRI_PASSAGE_QUOTE;
      start_structure (self, tag);
    }
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
  else if (role == TRI_TEI_CONTAINER && strcmp (tag->name, "cit") == 0 && is_in_passage (self))
    start_inline (self, tag);
  else
    start_parting (self, tag);
  if (!self->error && tri_tei_get (tag, "corresp"))
    tri_tei_correspond (self, tag);
}

/* The other readings go into a span of the choice they stand in. */
static void
end_capture (TriTeiReader *self)
{
  TriTeiFrame *choice = tri_tei_parent (self);
  g_autofree char *reading = NULL;
  g_autofree char *before = NULL;

  if (choice->mode == TRI_TEI_MODE_CAPTURE)
    return;
  reading = tri_tei_dup_collapsed (self->capture->str);
  g_string_truncate (self->capture, 0);
  if (tri_tei_top (self)->element->role == TRI_TEI_DEL)
    {
      TriPlace place = tri_builder_get_place (self->builder);

      if (*reading)
        tri_builder_add_span (self->builder,
                              (TriRange){ place.offset, place.offset },
                              TRI_SPAN_VARIANT,
                              reading);
      return;
    }
  before = choice->value;
  choice->value = before ? g_strconcat (before, " | ", reading, NULL) : g_steal_pointer (&reading);
}

static void
end_choice (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (!frame->has_reading && frame->value)
    tri_builder_append (self->builder, frame->value, strlen (frame->value));
  if (frame->has_reading && frame->value)
    frame->span = TRI_SPAN_VARIANT;
  tri_tei_inline_end (self);
}

static void
end_block (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiRole role = frame->element->role;

  if (self->owner == self->depth)
    tri_tei_text_flush (self);
  if (role == TRI_TEI_DIV && frame->begun && !self->error)
    tri_tei_check (self, tri_draft_end_division (self->draft, &self->error));
  if (role == TRI_TEI_TEXT && self->text_is_open && self->text_frame == self->depth)
    close_text (self);
}

void
tri_tei_text_end (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiRole role = frame->element->role;

  if (frame->mode == TRI_TEI_MODE_CAPTURE)
    end_capture (self);
  else if (role == TRI_TEI_NOTE)
    end_note (self);
  else if (frame->mode != TRI_TEI_MODE_INLINE)
    end_block (self);
  else if (role == TRI_TEI_CHOICE || role == TRI_TEI_APP)
    end_choice (self);
  else
    tri_tei_inline_end (self);
  if (frame->mode == TRI_TEI_MODE_INLINE && frame->begun)
    put_break (self, frame->join);
}
