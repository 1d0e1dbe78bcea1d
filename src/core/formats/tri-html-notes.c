/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-reader.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper than this a note in a note in a note has none. */
#define MAX_NESTING 3
/* Of the words of a link that may be a mark. */
#define MAX_LABEL 24

/* What is inside the brackets of a mark. */
static char *
dup_label (const char *words)
{
  g_autofree char *plain = g_strndup (words, MAX_LABEL);

  g_strdelimit (plain, "[](){}^.:\n", ' ');
  g_strstrip (plain);
  return g_steal_pointer (&plain);
}

static gboolean
looks_like_mark (const char *label)
{
  gboolean has_digit = FALSE;
  gboolean has_symbol = FALSE;
  guint n_letters = 0;

  for (const char *at = label; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char_validated (at, -1);

      if ((int) c < 0 || g_unichar_isspace (c))
        return FALSE;
      if (g_unichar_isdigit (c))
        has_digit = TRUE;
      else if (g_unichar_isalpha (c))
        n_letters++;
      else
        has_symbol = TRUE;
    }
  if (strlen (label) > 8)
    return FALSE;
  if (has_digit)
    return n_letters <= 2;
  return has_symbol ? n_letters == 0 : n_letters > 0 && n_letters <= 4;
}

void
tri_html_notes_look (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  TriHtmlSurvey *survey = self->book->survey;
  const char *hash = strchr (tag->href, '#');
  TriHtmlLink link = { .file = self->file,
                       .offset = frame->offset,
                       .block = frame->block,
                       .note = -1 };
  int file = (int) self->file;

  if (strlen (tag->href) > 2000)
    return;
  if (hash != tag->href)
    file = self->book->resolve ? self->book->resolve (self->file, tag->href, self->book->data) : -1;
  if (file < 0)
    return;
  frame->start = tri_builder_get_place (self->builder);
  frame->link = -1;
  self->n_open++;
  if (!hash || !hash[1])
    return;
  if (tag->flags & TRI_HTML_IS_NOTE_REF)
    link.flags |= TRI_HTML_LINK_IS_REF;
  if (tag->flags & TRI_HTML_IS_BACK_LINK)
    link.flags |= TRI_HTML_LINK_IS_BACK;
  if (frame->is_high)
    link.flags |= TRI_HTML_LINK_IS_HIGH;
  link.target = tri_html_survey_dup_name ((guint) file, hash + 1);
  frame->link = (int) survey->links->len + 1;
  g_array_append_val (survey->links, link);
}

void
tri_html_notes_end_look (TriHtmlReader *self, TriHtmlFrame *frame)
{
  TriHtmlSurvey *survey = self->book->survey;
  TriHtmlLink *link = NULL;
  const GString *content = self->builder->content;
  gsize start = MIN (frame->start.byte, content->len);
  const char *words = content->str + start;
  gboolean is_high = words[0] == '[' || words[0] == '(' || words[0] == '*'
                     || (start > 0 && words[-1] == '[');

  self->n_open--;
  self->n_linked += self->builder->n_chars - MIN (frame->start.offset, self->builder->n_chars);
  if (frame->link < 0)
    return;
  link = &g_array_index (survey->links, TriHtmlLink, (guint) frame->link - 1);
  words += strspn (words, " ");
  link->label = strlen (words) <= MAX_LABEL ? dup_label (words) : g_strdup ("");
  if (*link->label && looks_like_mark (link->label))
    link->flags |= TRI_HTML_LINK_IS_MARK;
  for (guint i = self->builder->spans->len; i > 0 && !is_high; i--)
    {
      const TriSpan *span = &g_array_index (self->builder->spans, TriSpan, i - 1);

      if (span->start < frame->start.offset)
        break;
      is_high = span->kind == TRI_SPAN_SUPERSCRIPT;
    }
  if (is_high)
    link->flags |= TRI_HTML_LINK_IS_HIGH;
}

/* The bracket before a mark goes with it. */
static void
drop_bracket (TriHtmlReader *self)
{
  TriBuilder *builder = self->builder;
  gsize length = builder->content->len;

  if (length == 0 || builder->pending || self->span_end >= builder->n_chars)
    return;
  if (builder->content->str[length - 1] == '[')
    self->close = ']';
  else if (builder->content->str[length - 1] == '(')
    self->close = ')';
  else
    return;
  g_string_truncate (builder->content, --length);
  builder->n_chars--;
  if (length == 0 || builder->content->str[length - 1] != ' ' || self->span_end >= builder->n_chars)
    return;
  g_string_truncate (builder->content, length - 1);
  builder->n_chars--;
  builder->pending = ' ';
}

/* The text in which a note stands: this one, or that of another file. */
static const char *
get_text (TriHtmlReader *self, const TriHtmlBlock *block, gsize *length, GError **error)
{
  if (block->file == self->file && self->base == 0)
    {
      *length = self->length;
      return self->text;
    }
  return self->book->load (block->file, length, self->book->data, error);
}

static gboolean
read_note (TriHtmlReader *self, TriHtmlNote *note, TriBuilder *builder, GError **error)
{
  const TriHtmlBlock *block = &g_array_index (self->book->survey->blocks,
                                              TriHtmlBlock,
                                              (guint) note->block);
  gsize length = 0;
  const char *text = get_text (self, block, &length, error);
  g_autofree char *copy = NULL;
  TriHtmlReader reader = { .book = self->book,
                           .mode = TRI_HTML_WRITES_NOTE,
                           .file = block->file,
                           .builder = builder,
                           .own = (guint) block->note + 1,
                           .label = note->label,
                           .is_label = TRUE,
                           .nesting = self->nesting + 1 };
  gsize start = block->start;

  if (!text)
    return FALSE;
  self->book->n_note_bytes += block->end - block->start;
  if (self->book->n_note_bytes > TRI_HTML_MAX_NOTES)
    {
      tri_html_fail (self->html,
                     TRI_ERROR_LIMIT,
                     _ ("the notes are longer than %d MiB; look for end tags that are missing"),
                     TRI_HTML_MAX_NOTES / 1024 / 1024);
      return FALSE;
    }
  while (start < block->end && start < length && text[start++] != '>')
    ;
  /* The text may be let go while a note in this one is read. */
  copy = g_strndup (text + start, MIN (block->end, length) - MIN (start, MIN (block->end, length)));
  reader.base = start;
  reader.text = copy;
  reader.length = strlen (copy);
  return tri_html_reader_run (&reader, self->book->source->name, error);
}

/**
 * tri_html_notes_take:
 *
 * A mark ended: it becomes a place in the passage, behind which its note stands. A note that
 * several marks name stands behind the first.
 */
gboolean
tri_html_notes_take (TriHtmlReader *self, TriHtmlFrame *frame)
{
  TriHtmlSurvey *survey = self->book->survey;
  const TriHtmlLink *link = tri_html_survey_find_link (survey, self->file, frame->offset);
  TriHtmlNote *note = link ? &g_array_index (survey->notes, TriHtmlNote, (guint) link->note) : NULL;
  guint file = note ? g_array_index (survey->blocks, TriHtmlBlock, (guint) note->block).file : 0;
  g_autofree char *key = NULL;
  TriBuilder *builder = NULL;
  TriPlace place;

  if (!note || self->nesting >= MAX_NESTING)
    return TRUE;
  drop_bracket (self);
  key = self->book->has_prefixes ? g_strdup_printf ("c%u.%s", file + 1, note->id)
                                 : g_strdup (note->id);
  place = tri_builder_get_place (self->builder);
  tri_builder_add_span (self->builder,
                        (TriRange){ place.offset, place.offset },
                        TRI_SPAN_NOTE,
                        key);
  if (note->is_written)
    return TRUE;
  note->is_written = TRUE;
  builder = tri_builder_new ();
  tri_builder_clear (builder);
  if (!read_note (self, note, builder, tri_html_error (self->html)))
    {
      tri_builder_free (builder);
      return FALSE;
    }
  builder->kind = TRI_PASSAGE_NOTE;
  builder->level = 0;
  builder->key = g_steal_pointer (&key);
  tri_builder_take_note (self->builder, builder);
  return TRUE;
}

/* How much of @text is the number of a note, with the brackets and stops round it. */
gsize
tri_html_notes_skip_label (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  static const char before[] = " \t\n[(";
  static const char behind[] = " \t\n])}.:^";
  gsize length = self->label ? strlen (self->label) : 0;
  gsize at = 0;

  while (at < n_bytes && strchr (before, text[at]))
    at++;
  if (at == n_bytes)
    return n_bytes;
  if (length > 0 && n_bytes - at >= length && memcmp (text + at, self->label, length) == 0
      && (at + length == n_bytes || !g_ascii_isalnum (text[at + length])))
    at += length;
  else if (at > 0 && strchr ("[(", text[at - 1]))
    at = 0;
  while (at < n_bytes && strchr (behind, text[at]))
    at++;
  self->is_label = at == n_bytes;
  return at;
}
