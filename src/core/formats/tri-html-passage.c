/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-reader.h"

#include "formats/tri-tei-keys.h"
#include "model/tri-item-marker.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"
/* Where a bracket that went may have left a space. */
#define BEHIND_BRACKET '.'

static gboolean
is_blank (const char *text, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!strchr (" \t\n\r", text[i]))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable): what @id of the file is called in the library, NULL when it is no
 * xml:id or was given away before. */
static char *
claim (TriHtmlReader *self, const char *id)
{
  TriHtmlBook *book = self->book;
  g_autofree char *key = book->has_prefixes ? g_strdup_printf ("c%u.%s", self->file + 1, id)
                                            : g_strdup (id);

  if (!tri_tei_key_is_id (key) || !g_hash_table_add (book->keys, g_strdup (key)))
    return NULL;
  return g_steal_pointer (&key);
}

/* @at: the code point, -1 for all of the passage */
void
tri_html_passage_anchor (TriHtmlReader *self, const char *id, int at)
{
  g_autofree char *key = NULL;

  if (self->mode != TRI_HTML_WRITES || self->builder->anchors->len >= TRI_HTML_MAX_ANCHORS)
    return;
  key = claim (self, id);
  if (key)
    tri_builder_add_anchor (self->builder, key, at);
}

/* The chapters that a table of contents lets begin here begin with the next passage. */
void
tri_html_passage_chapter (TriHtmlReader *self, const char *id)
{
  TriHtmlBook *book = self->book;
  g_autofree char *name = NULL;
  int at = 0;

  if (!book->places || self->mode != TRI_HTML_WRITES)
    return;
  name = tri_html_survey_dup_name (self->file, id);
  at = GPOINTER_TO_INT (g_hash_table_lookup (book->places, name)) - 1;
  g_hash_table_remove (book->places, name);
  for (; at >= 0; at = g_array_index (book->chapters, TriHtmlChapter, (guint) at).next)
    g_array_append_val (self->chapters, at);
}

static gboolean
begin_division (TriHtmlReader *self, int level, const char *title, GError **error)
{
  TriHtmlBook *book = self->book;
  TriDraftDivision division = { .title = title };
  GArray *levels = book->divisions;

  for (; levels->len > 0 && ABS (g_array_index (levels, int, levels->len - 1)) >= level;
       g_array_set_size (levels, levels->len - 1))
    if (!tri_draft_end_division (book->draft, error))
      return FALSE;
  g_array_append_val (levels, level);
  return tri_draft_begin_division (book->draft, &division, error);
}

/* Whether a paragraph is the heading of the chapter that begins with it, though the file does not
 * say so. */
static gboolean
is_title (const TriBuilder *builder, const char *title)
{
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *other = NULL;

  if (builder->kind != TRI_PASSAGE_PARAGRAPH || builder->content->len > TRI_HTML_MAX_TITLE)
    return FALSE;
  words = g_strdelimit (g_strdup (builder->content->str), "\n", ' ');
  folded = g_utf8_casefold (words, -1);
  other = g_utf8_casefold (title, -1);
  return g_str_equal (folded, other);
}

static gboolean
begin_chapters (TriHtmlReader *self, GError **error)
{
  gboolean begun = TRUE;

  for (guint i = 0; begun && i < self->chapters->len; i++)
    {
      int at = g_array_index (self->chapters, int, i);
      const TriHtmlChapter *chapter = &g_array_index (self->book->chapters,
                                                      TriHtmlChapter,
                                                      (guint) at);

      begun = begin_division (self, chapter->level, chapter->title, error);
      if (is_title (self->builder, chapter->title))
        self->builder->kind = TRI_PASSAGE_HEADING;
    }
  g_array_set_size (self->chapters, 0);
  return begun;
}

/* A table of contents ends where the next heading comes, whatever the level of that. */
static gboolean
end_leaf (TriHtmlReader *self, GError **error)
{
  GArray *levels = self->book->divisions;

  if (levels->len == 0 || g_array_index (levels, int, levels->len - 1) > 0)
    return TRUE;
  g_array_set_size (levels, levels->len - 1);
  return tri_draft_end_division (self->book->draft, error);
}

/* With the lines that go on with the heading; NULL when there are none. */
static char *
dup_title (TriHtmlReader *self, const TriHtmlHeading *heading)
{
  GArray *headings = self->book->survey->headings;
  guint at = (guint) (heading - (const TriHtmlHeading *) (gpointer) headings->data);
  g_autoptr (GString) title = g_string_new (heading->text);

  for (guint i = at + 1; i < headings->len; i++)
    {
      const TriHtmlHeading *next = &g_array_index (headings, TriHtmlHeading, i);

      if (next->role != TRI_HTML_HEADS_ON || title->len > TRI_HTML_MAX_TITLE)
        break;
      g_string_append_printf (title, " %s", next->text);
    }
  return title->len > strlen (heading->text) ? g_strdup (title->str) : NULL;
}

static const TriHtmlFrame *
find_heading_frame (TriHtmlReader *self)
{
  for (guint i = self->frames->len; i > 0; i--)
    if (g_array_index (self->frames, TriHtmlFrame, i - 1).role == TRI_HTML_HEADING)
      return &g_array_index (self->frames, TriHtmlFrame, i - 1);
  return NULL;
}

/* Begins the division of a heading. *is_dropped when the heading is none. */
static gboolean
begin_heading (TriHtmlReader *self, gboolean *is_dropped, GError **error)
{
  TriHtmlBook *book = self->book;
  const TriHtmlFrame *frame = find_heading_frame (self);
  const TriHtmlHeading *heading = NULL;
  g_autofree char *title = NULL;

  if (frame)
    heading = tri_html_survey_find_heading (book->survey, self->file, frame->offset);
  self->builder->level = MAX (1, book->divisions->len);
  if (!heading)
    return TRUE;
  *is_dropped = heading->role == TRI_HTML_HEADS_NONE;
  if (book->chapters || *is_dropped)
    return TRUE;
  if (heading->role == TRI_HTML_HEADS_WORK || heading->role == TRI_HTML_HEADS_ON)
    {
      self->builder->level += heading->role == TRI_HTML_HEADS_ON && book->divisions->len > 0;
      return TRUE;
    }
  title = dup_title (self, heading);
  if (!end_leaf (self, error) || !begin_division (self, heading->level, title, error))
    return FALSE;
  if (heading->role == TRI_HTML_HEADS_LEAF)
    g_array_index (book->divisions, int, book->divisions->len - 1) *= -1;
  self->builder->level = book->divisions->len;
  return TRUE;
}

/* The number of an item stands before its first passage; before the others stands nothing. */
static void
take_marker (TriHtmlReader *self)
{
  for (guint i = self->frames->len; i > 0; i--)
    {
      TriHtmlFrame *frame = &g_array_index (self->frames, TriHtmlFrame, i - 1);

      if (frame->role == TRI_HTML_LIST)
        return;
      if (!frame->marker)
        continue;
      tri_builder_add_span (self->builder, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, frame->marker);
      g_free (frame->marker);
      frame->marker = tri_item_marker_dup_value ("");
      return;
    }
}

static void
take_id (TriHtmlReader *self)
{
  TriHtmlFrame *frame = tri_html_reader_top (self);

  for (guint i = self->frames->len; i > 0 && !frame->is_block; i--)
    frame = &g_array_index (self->frames, TriHtmlFrame, i - 1);
  if (frame->id)
    self->builder->key = claim (self, frame->id);
  g_clear_pointer (&frame->id, g_free);
}

static void
write_passage (TriHtmlReader *self)
{
  TriBuilder *builder = self->builder;
  TriHtmlFrame *frame = tri_html_reader_top (self);
  GError **error = tri_html_error (self->html);
  gboolean is_dropped = FALSE;
  gboolean written = FALSE;

  builder->kind = frame->kind;
  builder->level = 0;
  written = begin_chapters (self, error);
  if (builder->kind == TRI_PASSAGE_HEADING)
    written = written && begin_heading (self, &is_dropped, error);
  else if (builder->kind == TRI_PASSAGE_ITEM)
    {
      builder->level = MAX (1, frame->nesting);
      take_marker (self);
    }
  else if (builder->kind == TRI_PASSAGE_VERSE)
    {
      builder->level = self->is_stanza;
      self->is_stanza = FALSE;
    }
  take_id (self);
  if (frame->in_lang && *self->book->lang
      && !tri_language_matches (frame->in_lang, self->book->lang))
    tri_builder_add_span (builder,
                          (TriRange){ 0, builder->n_chars },
                          TRI_SPAN_FOREIGN,
                          frame->in_lang);
  if (is_dropped)
    tri_builder_clear (builder);
  else
    written = written && tri_builder_push (builder, self->book->draft, error);
  tri_html_check (self->html, written);
  self->book->n_passages++;
  if (written && self->book->source->sample > 0
      && self->book->n_passages >= self->book->source->sample)
    tri_html_stop (self->html);
}

static void
look_at_passage (TriHtmlReader *self)
{
  GArray *headings = self->book->survey->headings;
  TriHtmlHeading *heading = NULL;

  if (self->heading >= 0)
    heading = &g_array_index (headings, TriHtmlHeading, (guint) self->heading);
  if (tri_html_reader_top (self)->kind != TRI_PASSAGE_HEADING)
    {
      self->book->n_passages++;
      self->n_lines++;
      self->n_leading += self->n_linked * 3 >= (self->builder->n_chars + self->n_passed) * 2;
      if (heading)
        heading->n_passages++;
    }
  else if (heading && !*heading->text)
    {
      g_free (heading->text);
      heading->text = g_strdup (self->builder->content->str);
      g_strdelimit (heading->text, "\n", ' ');
    }
  self->n_linked = self->n_passed = 0;
  tri_builder_clear (self->builder);
}

/* Puts what an open element says of the words since its start into the passage. */
void
tri_html_passage_record (TriHtmlReader *self, TriHtmlFrame *frame)
{
  TriRange range = tri_builder_get_range (self->builder, frame->start);

  if (g_str_has_prefix (self->builder->content->str
                            + MIN (frame->start.byte, self->builder->content->len),
                        NO_BREAK_SPACE)
      && frame->start.byte > 0)
    range.start++;
  if (range.end <= range.start)
    return;
  if (frame->span >= 0)
    tri_builder_add_span (self->builder, range, (TriSpanKind) frame->span, frame->value);
  if (frame->lang && !(*self->book->lang && tri_language_matches (frame->lang, self->book->lang)))
    tri_builder_add_span (self->builder, range, TRI_SPAN_FOREIGN, frame->lang);
  self->span_end = range.end;
}

/* Nothing but white space, as a pre may have: no passage. */
static void
drop_blank (TriBuilder *builder)
{
  if (builder->content->len == 0 || !is_blank (builder->content->str, builder->content->len))
    return;
  g_string_truncate (builder->content, 0);
  builder->n_chars = 0;
}

/**
 * tri_html_passage_flush:
 *
 * Ends the passage that was built so far; what is open in it goes on in the next one. A block in a
 * note is a line of it.
 */
void
tri_html_passage_flush (TriHtmlReader *self)
{
  TriBuilder *builder = self->builder;

  self->cells = self->hard = 0;
  self->breaks = FALSE;
  self->close = '\0';
  if (self->mode == TRI_HTML_WRITES_NOTE)
    {
      tri_builder_break_line (builder);
      return;
    }
  drop_blank (builder);
  builder->pending = 0;
  if (tri_builder_is_empty (builder) && builder->notes->len == 0)
    return;
  for (guint i = 0; i < self->open->len; i++)
    {
      TriHtmlFrame *frame = &g_array_index (self->frames,
                                            TriHtmlFrame,
                                            g_array_index (self->open, guint, i));

      tri_html_passage_record (self, frame);
      frame->start = (TriPlace){ 0, 0 };
    }
  self->span_end = 0;
  if (self->mode == TRI_HTML_LOOKS)
    look_at_passage (self);
  else
    write_passage (self);
}

/* A line ends; two of these end a paragraph. */
void
tri_html_passage_break (TriHtmlReader *self)
{
  const TriHtmlFrame *frame = tri_html_reader_top (self);
  gboolean is_plain = frame->kind == TRI_PASSAGE_PARAGRAPH || frame->kind == TRI_PASSAGE_QUOTE;

  if (self->breaks && is_plain && self->cells == 0)
    {
      tri_html_passage_flush (self);
      return;
    }
  self->hard = 0;
  self->breaks = TRUE;
  tri_builder_break_line (self->builder);
}

static void
make_room (TriHtmlReader *self)
{
  gsize length = self->builder->content->len;

  if (self->mode == TRI_HTML_WRITES_NOTE)
    {
      if (length > TRI_HTML_MAX_NOTE)
        tri_html_fail (self->html,
                       TRI_ERROR_LIMIT,
                       _ ("a note is longer than %d MiB; look for an end tag that is missing, or "
                          "split it"),
                       TRI_HTML_MAX_NOTE / 1024 / 1024);
      return;
    }
  if ((length > TRI_HTML_MAX_PASSAGE && self->builder->pending) || length > TRI_HTML_MAX_NOTE)
    tri_html_passage_flush (self);
}

/* The cells of a row are parted as those of other formats are. */
static void
part_cells (TriHtmlReader *self)
{
  guint n = tri_builder_is_empty (self->builder) ? 0 : MIN (self->cells, 100);

  for (guint i = 0; i < n; i++)
    {
      tri_builder_append (self->builder, " ", 1);
      tri_builder_append_verbatim (self->builder, "|", 1);
    }
  if (n > 0)
    tri_builder_append (self->builder, " ", 1);
  self->cells = 0;
}

static void
append (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  if (!is_blank (text, n_bytes))
    {
      if (self->cells > 0)
        part_cells (self);
      self->breaks = FALSE;
    }
  /* The lines of the file go on behind a br. */
  if (self->builder->pending == '\n' && !self->breaks && is_blank (text, n_bytes))
    return;
  tri_builder_append (self->builder, text, n_bytes);
}

/* One no-break space between two words is a letter; several are a way to leave room, and so is one
 * beside other spaces or at an end. */
static void
append_hard (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;

  while (text < end)
    {
      const char *space = memmem (text, (gsize) (end - text), NO_BREAK_SPACE, 2);
      gsize n = (gsize) ((space ? space : end) - text);

      if (n > 0 && self->hard == 1 && !self->builder->pending && self->cells == 0
          && !is_blank (text, 1) && !tri_builder_is_empty (self->builder))
        tri_builder_append_verbatim (self->builder, NO_BREAK_SPACE, 2);
      else if (n > 0 && self->hard > 0)
        append (self, " ", 1);
      if (n > 0)
        {
          self->hard = 0;
          append (self, text, n);
        }
      self->hard += space != NULL;
      text = space ? space + 2 : end;
    }
}

static void
append_lines (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;

  while (text < end)
    {
      const char *line = memchr (text, '\n', (gsize) (end - text));
      gsize n = (gsize) ((line ? line : end) - text);

      if (n > 0)
        {
          part_cells (self);
          tri_builder_append_verbatim (self->builder, text, n);
        }
      if (line && self->builder->pending == '\n' && self->open->len == 0)
        tri_html_passage_flush (self);
      else if (line)
        tri_builder_break_line (self->builder);
      text = line ? line + 1 : end;
    }
}

/* The bracket behind a mark goes with it, and so does the space before a stop. */
static gsize
close_bracket (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  static const char stops[] = ",.;:!?)";
  gsize n = text[0] == self->close && self->close != BEHIND_BRACKET;

  self->close = n > 0 ? BEHIND_BRACKET : '\0';
  if (n == n_bytes)
    return n;
  if (strchr (stops, text[n]))
    self->builder->pending = '\0';
  self->close = '\0';
  return n;
}

/* Who only looks wants the words of headings and links, and to know that there are others. */
static gboolean
is_passed (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  const GString *content = self->builder->content;

  return self->mode == TRI_HTML_LOOKS && self->n_open == 0 && n_bytes > 0 && content->len > 0
         && text[n_bytes - 1] != '[' && content->str[content->len - 1] != '['
         && tri_html_reader_top (self)->kind != TRI_PASSAGE_HEADING;
}

/**
 * tri_html_passage_text:
 *
 * Adds words to the passage.
 */
void
tri_html_passage_text (TriHtmlReader *self, const char *text, gsize n_bytes)
{
  if (is_passed (self, text, n_bytes))
    {
      self->n_passed += (guint) n_bytes;
      return;
    }
  if (self->close && n_bytes > 0)
    {
      gsize n = close_bracket (self, text, n_bytes);

      text += n;
      n_bytes -= n;
    }
  if (self->is_label)
    {
      gsize n = tri_html_notes_skip_label (self, text, n_bytes);

      text += n;
      n_bytes -= n;
    }
  make_room (self);
  if (tri_html_reader_top (self)->is_pre)
    append_lines (self, text, n_bytes);
  else if (self->hard > 0 || memmem (text, n_bytes, NO_BREAK_SPACE, 2))
    append_hard (self, text, n_bytes);
  else
    append (self, text, n_bytes);
}
