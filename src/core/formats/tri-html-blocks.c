/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-reader.h"

#include "formats/tri-office.h"
#include "model/tri-item-marker.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A passage is what stands between the tags of two blocks. A file is read twice: first to find out
 * which links are marks of notes and what the headings are, then to write it. What stands in a note
 * is read once more, where its mark is. */

static void
clear_frame (gpointer data)
{
  TriHtmlFrame *frame = data;

  g_free (frame->id);
  g_free (frame->marker);
  g_free (frame->lang);
  g_free (frame->value);
}

/* A block in a heading is a line of it. */
static void
part (TriHtmlReader *self, gboolean is_end)
{
  const TriHtmlFrame *frame = tri_html_reader_top (self);

  if (frame->kind == TRI_PASSAGE_HEADING && !(is_end && frame->role == TRI_HTML_HEADING))
    tri_html_passage_break (self);
  else
    tri_html_passage_flush (self);
}

static TriHtmlFrame *
find_list (TriHtmlReader *self, guint from)
{
  for (guint i = from, n = 0; i > 0 && n < 4; i--, n++)
    if (g_array_index (self->frames, TriHtmlFrame, i - 1).role == TRI_HTML_LIST)
      return &g_array_index (self->frames, TriHtmlFrame, i - 1);
  return NULL;
}

static char *
dup_number (int n, char style)
{
  gboolean is_letter = n > 0 && n < 5000 && strchr ("aAiI", style);
  g_autofree char *number = is_letter ? tri_office_dup_number ((guint) n, style)
                                      : g_strdup_printf ("%d", n);

  return tri_item_marker_dup_value (number);
}

static int
to_number (const char *value, int otherwise)
{
  char *end = NULL;
  long n = value ? strtol (value, &end, 10) : 0;

  return value && end > value && labs (n) < 1000000 ? (int) n : otherwise;
}

static void
start_list (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  frame->nesting++;
  frame->step = 0;
  if (!tag->arg)
    return;
  frame->step = tag->is_reversed ? -1 : 1;
  frame->number = to_number (tag->start, 1);
  frame->style = tag->type ? tag->type[0] : '1';
}

static void
start_item (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  TriHtmlFrame *list = find_list (self, self->frames->len - 1);

  frame->kind = TRI_PASSAGE_ITEM;
  if (!list || list->step == 0)
    return;
  list->number = to_number (tag->value, list->number);
  frame->marker = dup_number (list->number, list->style);
  list->number += list->step;
}

/* A head or a foot of a page says nothing of the text but for its headings and paragraphs; in a
 * section it is a part of that. */
static void
start_banner (TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  if (frame->is_section)
    return;
  if (g_str_equal (tag->name, "footer"))
    frame->is_skipped = TRUE;
  else
    frame->is_banner = TRUE;
}

static void
start_block (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  switch (tag->role)
    {
    case TRI_HTML_ROOT:
      frame->is_section = frame->is_section || tag->arg;
      break;
    case TRI_HTML_HEADING:
      frame->kind = TRI_PASSAGE_HEADING;
      frame->is_poem = frame->is_banner = FALSE;
      break;
    case TRI_HTML_QUOTE:
      frame->is_section = TRUE;
      if (!frame->is_poem)
        frame->kind = TRI_PASSAGE_QUOTE;
      self->is_stanza = TRUE;
      break;
    case TRI_HTML_LIST:
      start_list (self, frame, tag);
      break;
    case TRI_HTML_ITEM:
      start_item (self, frame, tag);
      break;
    case TRI_HTML_DEFINITION:
      frame->kind = TRI_PASSAGE_ITEM;
      frame->marker = tri_item_marker_dup_value ("");
      break;
    case TRI_HTML_PRE:
      frame->is_pre = TRUE;
      break;
    case TRI_HTML_BANNER:
      start_banner (frame, tag);
      break;
    case TRI_HTML_BLOCK:
      if (tag->flags & TRI_HTML_IS_QUOTE)
        frame->kind = TRI_PASSAGE_QUOTE;
      if (g_str_equal (tag->name, "p"))
        {
          frame->is_banner = FALSE;
          self->is_stanza = TRUE;
        }
      break;
    default:
      break;
    }
}

/* Lines of verse, whatever elements they are made of. */
static void
start_verse (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  gboolean is_line = frame->is_poem && tag->flags & TRI_HTML_IS_LINE;

  if (is_line)
    {
      self->is_stanza = self->is_stanza && g_str_equal (tag->name, "p") ? FALSE : self->is_stanza;
      frame->is_block = TRUE;
    }
  else if (tag->flags & TRI_HTML_IS_POEM && frame->kind != TRI_PASSAGE_HEADING && frame->is_block)
    {
      frame->is_poem = TRUE;
      frame->kind = TRI_PASSAGE_VERSE;
      self->is_stanza = TRUE;
    }
}

/* What is kept of a file in the first passage through it is bounded. */
static void
count_thing (TriHtmlReader *self)
{
  if (++self->book->survey->n_things > TRI_HTML_MAX_THINGS)
    tri_html_fail (self->html,
                   TRI_ERROR_LIMIT,
                   _ ("there are more than %d paragraphs, links and ids; split the text into "
                      "smaller files"),
                   TRI_HTML_MAX_THINGS);
}

static void
start_link (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  const TriHtmlLink *link = NULL;

  if (!tag->href || !*tag->href || g_str_equal (tag->href, "#"))
    return;
  if (self->mode == TRI_HTML_LOOKS)
    {
      count_thing (self);
      tri_html_notes_look (self, frame, tag);
      return;
    }
  link = tri_html_survey_find_link (self->book->survey, self->file, frame->offset);
  if (link
      && (link->note >= 0
          || (self->mode == TRI_HTML_WRITES_NOTE && link->flags & TRI_HTML_LINK_IS_BACK)))
    {
      frame->is_skipped = TRUE;
      frame->link = link->note >= 0;
      return;
    }
  if (g_ascii_strncasecmp (tag->href, "javascript:", 11) == 0 || strlen (tag->href) > 2000)
    return;
  frame->span = TRI_SPAN_LINK;
  frame->value = g_strdup (tag->href);
}

/* What is looked at in the first passage through a file. */
static void
look_at_block (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag, gboolean in_notes)
{
  TriHtmlSurvey *survey = self->book->survey;
  TriHtmlHeading heading = { .file = self->file, .offset = frame->offset, .level = tag->arg };
  TriHtmlBlock block = { .file = self->file,
                         .start = frame->offset,
                         .parent = frame->block,
                         .heading = self->heading,
                         .n_passages = self->book->n_passages,
                         .note = -1 };

  if (tag->role == TRI_HTML_ROOT)
    block.flags |= TRI_HTML_BLOCK_IS_ROOT;
  if (tag->role == TRI_HTML_HEADING)
    block.flags |= TRI_HTML_BLOCK_IS_HEADING;
  if (tag->role == TRI_HTML_ITEM || tag->role == TRI_HTML_DEFINITION
      || g_str_equal (tag->name, "aside"))
    block.flags |= TRI_HTML_BLOCK_IS_ITEM;
  if (tag->role == TRI_HTML_ROW)
    block.flags |= TRI_HTML_BLOCK_IS_ROW;
  if (tag->flags & TRI_HTML_IS_NOTE && !(tag->flags & TRI_HTML_IS_NOTES))
    block.flags |= TRI_HTML_BLOCK_IS_NOTE;
  if (in_notes && (tag->role == TRI_HTML_ITEM || (tag->role == TRI_HTML_BLOCK && tag->id)))
    block.flags |= TRI_HTML_BLOCK_IS_NOTE;
  count_thing (self);
  frame->block = (int) survey->blocks->len;
  g_array_append_val (survey->blocks, block);
  if (tag->role != TRI_HTML_HEADING)
    return;
  self->heading = (int) survey->headings->len;
  heading.text = g_strdup ("");
  g_array_append_val (survey->headings, heading);
}

/* Notes that stand at their marks stand nowhere else. One that is read may be of several blocks. */
static void
leave_out_note (TriHtmlReader *self, TriHtmlFrame *frame)
{
  TriHtmlSurvey *survey = self->book->survey;
  const TriHtmlBlock *block = NULL;

  if (survey->notes->len > 0)
    block = tri_html_survey_find_block (survey, self->file, frame->offset);
  if (block && block->note >= 0 && (guint) block->note + 1 != self->own)
    frame->is_skipped = TRUE;
}

static void
start_id (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  if (!tag->id || strlen (tag->id) > 200)
    return;
  if (self->mode == TRI_HTML_LOOKS)
    {
      count_thing (self);
      tri_html_survey_add_id (self->book->survey,
                              self->file,
                              tag->id,
                              frame->is_skipped ? -1 : frame->block);
    }
  if (self->mode != TRI_HTML_WRITES)
    return;
  tri_html_passage_chapter (self, tag->id);
  if (frame->is_skipped)
    return;
  if (frame->is_block)
    frame->id = g_strdup (tag->id);
  else
    tri_html_passage_anchor (self, tag->id, (int) self->builder->n_chars);
}

static void
start_lang (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  TriHtmlSurvey *survey = self->book->survey;

  if (!tag->lang || strlen (tag->lang) > 64)
    return;
  if (self->mode == TRI_HTML_LOOKS && tag->role == TRI_HTML_ROOT && !tag->arg)
    tri_html_meta_set (&survey->lang, tag->lang);
  if (frame->in_lang && tri_language_matches (frame->in_lang, tag->lang))
    return;
  frame->lang = tri_language_dup_tag (tag->lang);
  frame->in_lang = frame->lang;
}

static gboolean
is_file_name (const char *alt)
{
  static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".tif" };
  static const char *const empty[] = { "cover", "image", "images", "illustration", "logo" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (alt, ends[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    if (g_ascii_strcasecmp (alt, empty[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What is an inline element that has words in it. */
static void
start_inline (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  switch (tag->role)
    {
    case TRI_HTML_SPAN:
      frame->span = tag->span;
      frame->is_high = frame->is_high || tag->span == TRI_SPAN_SUPERSCRIPT;
      break;
    case TRI_HTML_LINK:
      start_link (self, frame, tag);
      break;
    case TRI_HTML_BREAK:
      if (frame->is_poem && frame->kind == TRI_PASSAGE_VERSE)
        tri_html_passage_flush (self);
      else
        tri_html_passage_break (self);
      break;
    case TRI_HTML_IMAGE:
      if (tag->alt && !is_file_name (tag->alt) && strlen (tag->alt) < 64 * 1024)
        tri_html_passage_text (self, tag->alt, strlen (tag->alt));
      break;
    case TRI_HTML_TITLE:
      tri_html_meta_capture (self, frame, tag);
      break;
    case TRI_HTML_META:
      if (self->mode == TRI_HTML_LOOKS)
        tri_html_meta_take (self, tag);
      break;
    default:
      break;
    }
}

/* What says of which kind its words are is found again when a passage ends in it. */
#define MAX_FOREIGN 4

static void
open_span (TriHtmlReader *self, TriHtmlFrame *frame)
{
  guint at = self->frames->len - 1;
  gboolean is_new = frame->span >= 0 && !(frame->spans & (1u << frame->span));
  gboolean is_foreign = frame->lang && frame->n_foreign < MAX_FOREIGN;

  if (!is_new)
    frame->span = -1;
  if (!is_new && !is_foreign)
    return;
  if (is_new)
    frame->spans |= 1u << frame->span;
  frame->n_foreign += is_foreign;
  frame->start = tri_builder_get_place (self->builder);
  g_array_append_val (self->open, at);
}

static TriHtmlFrame *
push_frame (TriHtmlReader *self, const TriHtmlTag *tag)
{
  TriHtmlFrame frame = *tri_html_reader_top (self);

  frame.id = frame.marker = frame.lang = frame.value = NULL;
  frame.ends_capture = FALSE;
  frame.link = 0;
  frame.span = -1;
  frame.role = tag->role;
  frame.offset = self->base + tri_html_get_offset (self->html);
  frame.is_block = tri_html_role_is_block (tag->role);
  g_array_append_val (self->frames, frame);
  return tri_html_reader_top (self);
}

static gboolean
is_page (const TriHtmlTag *tag)
{
  return tag->flags & TRI_HTML_IS_PAGE
         && (tag->role <= TRI_HTML_LINK || tag->role == TRI_HTML_BLOCK);
}

static void
start_shown (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag, gboolean in_notes)
{
  if (frame->is_block)
    {
      start_block (self, frame, tag);
      if (self->mode == TRI_HTML_LOOKS)
        look_at_block (self, frame, tag, in_notes);
      else
        leave_out_note (self, frame);
    }
  start_verse (self, frame, tag);
  frame->holds_notes = frame->holds_notes || tag->flags & TRI_HTML_IS_NOTES;
  start_lang (self, frame, tag);
  start_id (self, frame, tag);
  if (!frame->is_block && !frame->is_skipped)
    start_inline (self, frame, tag);
  if (!frame->is_block && !frame->is_skipped)
    open_span (self, frame);
}

static void
start_cb (TriHtml *html, const char *name, const char *const *attributes, gpointer data)
{
  TriHtmlReader *self = data;
  TriHtmlTag tag = tri_html_tag (name, attributes);
  TriHtmlFrame *outer = tri_html_reader_top (self);
  gboolean in_poem = outer->is_poem && tag.flags & TRI_HTML_IS_LINE;
  TriHtmlFrame *frame = NULL;

  self->html = html;
  if (is_page (&tag))
    tag.role = TRI_HTML_INLINE;
  if (!outer->is_skipped && !self->is_captured
      && (tri_html_role_is_block (tag.role) || in_poem))
    {
      part (self, FALSE);
      if (outer->id)
        tri_html_passage_anchor (self, outer->id, -1);
      g_clear_pointer (&outer->id, g_free);
    }
  frame = push_frame (self, &tag);
  if (tag.role == TRI_HTML_SKIP || tag.flags & TRI_HTML_IS_HIDDEN)
    frame->is_skipped = TRUE;
  if (tag.role == TRI_HTML_CELL && !frame->is_skipped)
    self->cells++;
  if (frame->is_skipped || self->is_captured)
    start_id (self, frame, &tag);
  else if (is_page (&tag))
    {
      start_id (self, frame, &tag);
      tri_html_meta_capture (self, frame, &tag);
    }
  else
    start_shown (self, frame, &tag, frame->holds_notes);
}

/* Where what stands in a block ends: before its end tag, or before the tag that closed it. */
static void
end_look (TriHtmlReader *self, const TriHtmlFrame *frame)
{
  TriHtmlBlock *block = &g_array_index (self->book->survey->blocks,
                                        TriHtmlBlock,
                                        (guint) frame->block);
  gsize end = MIN (tri_html_get_offset (self->html), self->length);

  if (end > block->start && self->text[end - 1] == '>')
    {
      const char *from = self->text + block->start;
      const char *open = memrchr (from, '<', end + 1 - block->start);

      end = open ? (gsize) (open - self->text) : block->start;
    }
  block->end = MAX (end, block->start);
  block->n_passages = self->book->n_passages - block->n_passages;
}

static void
end_cb (TriHtml *html, const char *name, gpointer data)
{
  TriHtmlReader *self = data;
  TriHtmlFrame *frame = NULL;

  if (self->frames->len <= 1)
    return;
  frame = tri_html_reader_top (self);
  if (frame->ends_capture)
    tri_html_meta_end_capture (self, frame);
  else if (frame->link != 0 && self->mode == TRI_HTML_LOOKS)
    tri_html_notes_end_look (self, frame);
  else if (frame->link > 0)
    tri_html_check (html, tri_html_notes_take (self, frame));
  if (self->open->len > 0
      && g_array_index (self->open, guint, self->open->len - 1) == self->frames->len - 1)
    {
      tri_html_passage_record (self, frame);
      g_array_set_size (self->open, self->open->len - 1);
    }
  if (frame->is_block && !frame->is_skipped && !self->is_captured)
    part (self, TRUE);
  if (frame->is_block && self->mode == TRI_HTML_LOOKS && !frame->is_skipped && frame->block >= 0)
    end_look (self, frame);
  if (frame->id)
    tri_html_passage_anchor (self, frame->id, -1);
  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
text_cb (TriHtml *html, const char *text, gsize n_bytes, gpointer data)
{
  TriHtmlReader *self = data;
  const TriHtmlFrame *frame = tri_html_reader_top (self);

  self->html = html;
  if (frame->is_skipped || (frame->is_banner && !self->is_captured))
    return;
  if (!self->is_captured)
    tri_html_passage_text (self, text, n_bytes);
  else if (self->captured->len < TRI_HTML_MAX_TITLE)
    g_string_append_len (self->captured, text, (gssize) n_bytes);
}

/* What stands behind all elements is a passage, too. */
static void
finish_cb (TriHtml *html, gpointer data)
{
  TriHtmlReader *self = data;

  self->html = html;
  g_array_set_size (self->open, 0);
  g_array_set_size (self->frames, 1);
  tri_html_passage_flush (self);
}

/**
 * tri_html_reader_run:
 * @name: of the file, for messages
 *
 * Reads the text of the reader in its mode.
 */
gboolean
tri_html_reader_run (TriHtmlReader *self, const char *name, GError **error)
{
  static const TriHtmlHandler handler = { start_cb, end_cb, text_cb, finish_cb };
  const TriSource source = { .path = self->book->source->path, .name = name };
  static const char *const none[] = { NULL };
  TriHtmlTag outer = tri_html_tag ("body", none);
  gboolean read = FALSE;

  self->frames = g_array_new (FALSE, FALSE, sizeof (TriHtmlFrame));
  g_array_set_clear_func (self->frames, clear_frame);
  self->open = g_array_new (FALSE, FALSE, sizeof (guint));
  self->chapters = g_array_new (FALSE, FALSE, sizeof (int));
  self->captured = g_string_new (NULL);
  self->heading = -1;
  /* What stands outside of all elements stands in this one. */
  g_array_append_vals (self->frames,
                       &(TriHtmlFrame){ .role = outer.role,
                                        .kind = TRI_PASSAGE_PARAGRAPH,
                                        .is_block = TRUE,
                                        .span = -1,
                                        .block = -1,
                                        .in_lang = self->book->lang },
                       1);
  tri_html_passage_chapter (self, "");
  read = tri_html_parse (&source,
                         self->text,
                         self->length,
                         &handler,
                         self,
                         self->book->cancellable,
                         error);
  g_array_unref (self->frames);
  g_array_unref (self->open);
  g_array_unref (self->chapters);
  g_string_free (self->captured, TRUE);
  return read;
}
