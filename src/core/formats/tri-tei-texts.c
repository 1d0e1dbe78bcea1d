/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-passage.h"

#include "tri-language.h"

#include <string.h>

/* Characters: a longer subtitle is a table of contents. */
#define MAX_TITLE 120

/* Which text passages belong to: a text that begins is told to the draft with its first passage.
 * What stands around a group of texts is no text that anyone would lay beside them: its front
 * stands before the first of them and its back behind the last:
 *
 *     text ┬ front ────────┐
 *          ├ group ┬ text ─┴─ a text of the work
 *          │       └ text ─┬─ another
 *          └ back ─────────┘
 */

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
  /* Also those around a text that another one parted. */
  for (guint i = self->depth; i > 0 && !self->error; i--)
    if (self->frames[i].element->role == TRI_TEI_DIV && self->frames[i].begun)
      {
        self->frames[i].begun = FALSE;
        tri_tei_check (self, tri_draft_end_division (self->draft, &self->error));
      }
  if (!self->error)
    tri_tei_check (self, tri_draft_end_text (self->draft, &self->error));
  self->text_is_open = FALSE;
  self->text_is_over = FALSE;
  g_string_truncate (self->around, 0);
  g_ptr_array_set_size (self->anchors, 0);
  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_set_size (self->page_tags, 0);
}

/* The innermost text, up to this frame; the document where it is a part of one. */
static guint
find_text_frame (TriTeiReader *self, guint at)
{
  while (at > 0 && self->frames[at].element->role != TRI_TEI_TEXT)
    at--;
  return at;
}

gboolean
tri_tei_text_open (TriTeiReader *self)
{
  const TriTeiFrame *frame = NULL;
  const TriTeiHeader *header = &self->header;
  TriDraftText text = { .author = header->author,
                        .source = header->source,
                        .rights = header->rights };

  if (self->text_is_over)
    tri_tei_text_close (self);
  if (self->text_is_open || self->error)
    return self->error == NULL;
  self->text_frame = find_text_frame (self, self->depth);
  self->lang_frame = find_lang_frame (self);
  self->part = NULL;
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

/* Whether what is open is the front of the texts around this one. Where languages are named in
 * divisions alone, the front has its own. */
static gboolean
is_in_front (TriTeiReader *self)
{
  return self->text_is_open
         && !self->text_is_over
         && tri_tei_parent (self)->element->role == TRI_TEI_GROUP
         && (*tri_tei_top (self)->lang || self->lang_frame == 0);
}

/* The text that begins goes on with the front that stands before its group. */
static void
take_front (TriTeiReader *self)
{
  const TriTeiFrame *frame = tri_tei_top (self);
  TriDraftText text = { .key = frame->id };

  self->text_frame = self->depth;
  self->lang_frame = 0;
  if (*frame->lang && strcmp (frame->lang, self->text_lang) != 0)
    {
      text.lang = frame->lang;
      text.title = tri_tei_header_get_title (&self->header, text.lang);
      g_free (self->text_lang);
      self->text_lang = g_strdup (text.lang);
    }
  if (text.key || text.lang)
    tri_tei_check (self, tri_draft_set_text (self->draft, &text, &self->error));
  /* The title of a corpus says more than that of one of its files. */
  if (self->doc_title && !g_str_has_prefix (self->frames[1].name, "teiCorpus"))
    tri_draft_set_work (self->draft, self->doc_title, self->kind);
}

void
tri_tei_texts_begin (TriTeiReader *self)
{
  if (self->error)
    return;
  if (is_in_front (self))
    take_front (self);
  else
    tri_tei_text_close (self);
  g_clear_pointer (&self->doc_title, g_free);
}

/* Whether a note is one of a standOff that stands before its text, and may wait for that. */
gboolean
tri_tei_texts_may_wait (TriTeiReader *self)
{
  return !self->text_is_open && tri_tei_parent (self)->mode == TRI_TEI_MODE_STANDOFF
         && find_text_frame (self, self->depth) == 0
         && self->early_notes->len < TRI_TEI_MAX_EARLY_NOTES
         && self->early_bytes < TRI_TEI_MAX_EARLY_BYTES;
}

void
tri_tei_texts_take_early (TriTeiReader *self, TriBuilder *note)
{
  self->early_bytes += note->content->len;
  g_ptr_array_add (self->early_notes, note);
}

/* They stand behind the text, as those that follow it do. */
static void
push_early_notes (TriTeiReader *self)
{
  for (guint i = 0; i < self->early_notes->len && !self->error; i++)
    tri_tei_passage_push (self, g_ptr_array_index (self->early_notes, i));
  g_ptr_array_set_size (self->early_notes, 0);
  self->early_bytes = 0;
}

/**
 * tri_tei_texts_end:
 *
 * The innermost text ends. Was it one of a group, the back of that may follow; else notes may, in a
 * standOff. It is closed when the next one begins, or the file ends.
 */
void
tri_tei_texts_end (TriTeiReader *self)
{
  if (!self->text_is_open || self->text_frame != self->depth)
    return;
  push_early_notes (self);
  self->text_frame = find_text_frame (self, self->depth - 1);
  self->text_is_over = TRUE;
}

gboolean
tri_tei_texts_resume (TriTeiReader *self)
{
  if (self->text_is_over)
    self->text_is_over = FALSE;
  return self->text_is_open;
}

void
tri_tei_texts_begin_back (TriTeiReader *self)
{
  if (self->text_is_over && self->text_frame + 1 == self->depth)
    self->text_is_over = FALSE;
}

/* What a title page says of the book beside its title. */
static gboolean
names_work (const TriTeiFrame *part)
{
  return !part->value
         || g_str_equal (part->value, "main")
         || g_str_equal (part->value, "sub")
         || g_str_equal (part->value, "alt");
}

/* “Histoire du Roi de Bohême et de ses sept châteaux”, but “Les Choses. Une histoire”. */
static char *
join_title (const char *title, const char *part)
{
  gunichar last = g_utf8_get_char (g_utf8_prev_char (title + strlen (title)));
  gboolean goes_on = g_unichar_islower (g_utf8_get_char (part))
                     || (g_unichar_ispunct (last) && last != ')' && last != 0xbb);

  return g_strconcat (title, goes_on ? " " : ". ", part, NULL);
}

/**
 * tri_tei_texts_keep_title:
 * @passage: one that is added
 *
 * The title page of a group names the work: by its title and its subtitles, as far as they make
 * one line. Where several pages have a title the first one counts.
 */
void
tri_tei_texts_keep_title (TriTeiReader *self, const TriBuilder *passage)
{
  TriTeiFrame *page = self->owner > 0 ? &self->frames[self->owner - 1] : NULL;
  g_autofree char *part = NULL;

  if (!page || self->doc_title || strcmp (page->name, "docTitle") != 0)
    return;
  part = g_strstrip (g_strdelimit (g_strdup (passage->content->str), "\n", ' '));
  if (*part == '\0' || !names_work (&self->frames[self->owner]))
    return;
  if (!page->value)
    page->value = g_steal_pointer (&part);
  else if (g_utf8_strlen (page->value, -1) + g_utf8_strlen (part, -1) <= MAX_TITLE)
    {
      g_autofree char *title = g_steal_pointer (&page->value);

      page->value = join_title (title, part);
    }
}

void
tri_tei_texts_end_title (TriTeiReader *self)
{
  TriTeiFrame *page = tri_tei_top (self);

  if (!self->doc_title && strcmp (page->name, "docTitle") == 0)
    self->doc_title = g_steal_pointer (&page->value);
}
