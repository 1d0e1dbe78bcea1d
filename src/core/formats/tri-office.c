/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-office.h"

#include "formats/tri-detect.h"
#include "model/tri-item-marker.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The language is told by the beginning. */
#define PROBE_BYTES TRI_DETECT_MAX_BYTES

#define N_KINDS (TRI_SPAN_STRIKE + 1)

/* Of the words before the mark of a note so many bytes tell which it is. */
#define MAX_BEFORE ((gsize) 16384)

typedef enum
{
  IN_BODY,
  IN_ROW,
  IN_NOTE,
  IN_BOX,
} Where;

/* Something that has words of its own, apart from those around it. */
struct _TriOfficeFrame
{
  Where where;
  TriBuilder *builder;
  TriOfficeParagraph paragraph;
  guint on; /* spans that are open, as bits */
  TriPlace starts[N_KINDS];
  char *href;
  TriPlace link;
};

typedef struct
{
  guint n_columns;
  gboolean has_row;
} Table;

static TriOfficeFrame *
push_frame (TriOffice *self, Where where)
{
  TriOfficeFrame *frame = g_new0 (TriOfficeFrame, 1);

  frame->where = where;
  frame->builder = tri_builder_new ();
  frame->paragraph.kind = TRI_PASSAGE_PARAGRAPH;
  g_ptr_array_add (self->frames, frame);
  return frame;
}

static void
frame_free (gpointer data)
{
  TriOfficeFrame *frame = data;

  tri_builder_free (frame->builder);
  g_free (frame->paragraph.marker);
  g_free (frame->href);
  g_free (frame);
}

static TriOfficeFrame *
top (TriOffice *self)
{
  return g_ptr_array_index (self->frames, self->frames->len - 1);
}

static void
pop_frame (TriOffice *self)
{
  g_ptr_array_set_size (self->frames, (int) self->frames->len - 1);
}

TriOffice *
tri_office_new (const TriSource *source, TriDraft *draft)
{
  TriOffice *self = g_new0 (TriOffice, 1);

  self->source = source;
  self->draft = draft;
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  self->levels = g_array_new (FALSE, FALSE, sizeof (guint));
  self->tables = g_array_new (FALSE, TRUE, sizeof (Table));
  self->note_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_string_new (NULL);
  self->langs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  push_frame (self, IN_BODY);
  return self;
}

/**
 * tri_office_new_probe:
 *
 * Reads the beginning of a document for its language and its title, and stores nothing.
 */
TriOffice *
tri_office_new_probe (const TriSource *source)
{
  return tri_office_new (source, NULL);
}

void
tri_office_free (TriOffice *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->frames);
  g_array_unref (self->levels);
  g_array_unref (self->tables);
  g_hash_table_unref (self->note_keys);
  g_string_free (self->words, TRUE);
  g_hash_table_unref (self->langs);
  g_free (self->title);
  g_free (self);
}

/* What most of the words are marked as. */
static const char *
find_marked (TriOffice *self)
{
  GHashTableIter iter;
  gpointer lang = NULL;
  gpointer n = NULL;
  const char *most = NULL;
  guint n_most = 0;

  g_hash_table_iter_init (&iter, self->langs);
  while (g_hash_table_iter_next (&iter, &lang, &n))
    if (GPOINTER_TO_UINT (n) > n_most)
      {
        most = lang;
        n_most = GPOINTER_TO_UINT (n);
      }
  return most && *most ? most : NULL;
}

/**
 * tri_office_dup_lang:
 *
 * Tells the language. What documents say of it is meant for the speller: a text that was typed on
 * another machine often keeps the language of that one, so the words are asked first, and what is
 * said counts where they agree or do not tell.
 */
char *
tri_office_dup_lang (TriOffice *self, const char *declared)
{
  const char *marked = find_marked (self);
  const char *detected = NULL;

  if (self->source->lang)
    return g_strdup (self->source->lang);
  detected = tri_detect_language (self->words->str, self->words->len);
  if (!marked)
    marked = declared;
  if (marked && (!*detected || tri_language_matches (marked, detected)))
    return g_strdup (marked);
  return g_strdup (detected);
}

static gboolean
close_divisions (TriOffice *self, guint level, GError **error)
{
  while (self->levels->len > 0
         && g_array_index (self->levels, guint, self->levels->len - 1) >= level)
    {
      g_array_set_size (self->levels, self->levels->len - 1);
      if (!tri_draft_end_division (self->draft, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_office_begin (TriOffice *self, const TriDraftText *text, GError **error)
{
  self->has_begun = tri_draft_begin_text (self->draft, text, error);
  return self->has_begun;
}

/* Ends the text. */
gboolean
tri_office_end (TriOffice *self, GError **error)
{
  if (self->n_passages == 0)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("%s: no words are in it; choose another file"),
                   self->source->name);
      return FALSE;
    }
  return close_divisions (self, 0, error) && tri_draft_end_text (self->draft, error);
}

/* Ends what is open, so that the passage can go, or a note stand in between. */
static void
close_spans (TriOfficeFrame *frame, guint still_on)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (frame->on & ~still_on & TRI_OFFICE_BIT (kind))
      {
        TriRange range = tri_builder_get_range (frame->builder, frame->starts[kind]);

        if (range.end > range.start)
          tri_builder_add_span (frame->builder, range, (TriSpanKind) kind, NULL);
      }
  frame->on &= still_on;
}

static void
open_spans (TriOfficeFrame *frame, guint on)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (on & ~frame->on & TRI_OFFICE_BIT (kind))
      frame->starts[kind] = tri_builder_get_place (frame->builder);
  frame->on |= on;
}

static void
learn (TriOffice *self, TriOfficeFrame *frame)
{
  const char *content = frame->builder->content->str;

  if (frame->paragraph.is_title && !self->title && *content)
    self->title = g_strdup (content);
  g_string_append (self->words, content);
  g_string_append_c (self->words, ' ');
  tri_builder_clear (frame->builder);
  if (self->words->len > PROBE_BYTES)
    tri_xml_stop (self->xml);
}

static gboolean
begin_division (TriOffice *self, guint level, GError **error)
{
  const TriDraftDivision division = { NULL, NULL };

  if (!close_divisions (self, level, error)
      || !tri_draft_begin_division (self->draft, &division, error))
    return FALSE;
  g_array_append_val (self->levels, level);
  return TRUE;
}

static void
push_passage (TriOffice *self, TriOfficeFrame *frame)
{
  TriOfficeParagraph *paragraph = &frame->paragraph;
  TriBuilder *builder = frame->builder;
  gboolean is_empty = tri_builder_is_empty (builder);
  GError **error = tri_xml_error (self->xml);

  if (!self->draft)
    {
      learn (self, frame);
      return;
    }
  /* What stands between notes. */
  if (!self->has_begun)
    {
      tri_builder_clear (builder);
      return;
    }
  builder->kind = paragraph->kind;
  builder->level = paragraph->level;
  if (paragraph->kind == TRI_PASSAGE_ITEM && paragraph->marker && !is_empty)
    {
      g_autofree char *value = tri_item_marker_dup_value (paragraph->marker);

      tri_builder_add_span (builder, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, value);
    }
  if (paragraph->kind == TRI_PASSAGE_HEADING && !is_empty && !paragraph->is_title)
    {
      if (!begin_division (self, paragraph->level, error))
        {
          tri_xml_check (self->xml, FALSE);
          return;
        }
      builder->level = self->levels->len;
    }
  self->n_passages += !is_empty || builder->notes->len > 0;
  tri_xml_check (self->xml, tri_builder_push (builder, self->draft, error));
  if (self->source->sample && self->n_passages >= self->source->sample)
    tri_xml_stop (self->xml);
}

static void
reset_paragraph (TriOfficeFrame *frame)
{
  g_free (frame->paragraph.marker);
  frame->paragraph = (TriOfficeParagraph){ .kind = TRI_PASSAGE_PARAGRAPH };
}

void
tri_office_begin_paragraph (TriOffice *self)
{
  TriOfficeFrame *frame = top (self);

  reset_paragraph (frame);
  if (frame->where == IN_NOTE)
    tri_builder_break_line (frame->builder);
  else if (frame->where == IN_ROW)
    tri_builder_append (frame->builder, " ", 1);
}

/* What is known of the paragraph once its words come. Takes a copy. */
void
tri_office_set_paragraph (TriOffice *self, const TriOfficeParagraph *paragraph)
{
  TriOfficeFrame *frame = top (self);

  reset_paragraph (frame);
  frame->paragraph = *paragraph;
  frame->paragraph.marker = g_strdup (paragraph->marker);
}

void
tri_office_end_paragraph (TriOffice *self)
{
  TriOfficeFrame *frame = top (self);

  close_spans (frame, 0);
  g_clear_pointer (&frame->href, g_free);
  if (frame->where == IN_BODY)
    push_passage (self, frame);
  else if (frame->where == IN_BOX && !tri_builder_is_empty (frame->builder))
    {
      TriOfficeFrame *outer = g_ptr_array_index (self->frames, self->frames->len - 2);

      frame->builder->kind = TRI_PASSAGE_PARAGRAPH;
      tri_builder_take_note (outer->builder, g_steal_pointer (&frame->builder));
      frame->builder = tri_builder_new ();
    }
}

static gboolean
is_shown (const TriOfficeFrame *frame, const TriOfficeLook *look)
{
  return !(look->on & TRI_OFFICE_HIDDEN) && !frame->paragraph.is_left_out;
}

void
tri_office_text (TriOffice *self, const TriOfficeLook *look, const char *text, gsize n_bytes)
{
  TriOfficeFrame *frame = top (self);
  guint on = look->on;

  if (!is_shown (frame, look))
    return;
  if (!self->draft)
    {
      const char *lang = look->lang ? look->lang : "";
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->langs, lang));

      g_hash_table_insert (self->langs, g_strdup (lang), GUINT_TO_POINTER (n + (guint) n_bytes));
    }
  /* Headings are bold; only what is not so in one says something. */
  if (frame->paragraph.kind == TRI_PASSAGE_HEADING)
    on &= ~TRI_OFFICE_BIT (TRI_SPAN_STRONG);
  close_spans (frame, on);
  open_spans (frame, on & (TRI_OFFICE_BIT (N_KINDS) - 1));
  if (frame->builder->content->len + n_bytes <= TRI_OFFICE_MAX_PASSAGE)
    tri_builder_append (frame->builder, text, n_bytes);
  else
    tri_xml_fail (self->xml,
                  TRI_ERROR_LIMIT,
                  _ ("a paragraph or a row is longer than %d MiB; split it"),
                  TRI_OFFICE_MAX_PASSAGE / 1024 / 1024);
}

void
tri_office_break_line (TriOffice *self)
{
  TriOfficeFrame *frame = top (self);

  if (frame->where == IN_ROW || frame->paragraph.kind == TRI_PASSAGE_HEADING)
    tri_builder_append (frame->builder, " ", 1);
  else
    tri_builder_break_line (frame->builder);
}

void
tri_office_begin_link (TriOffice *self, const char *href)
{
  TriOfficeFrame *frame = top (self);

  g_free (frame->href);
  frame->href = g_strdup (href);
  frame->link = tri_builder_get_place (frame->builder);
}

void
tri_office_end_link (TriOffice *self)
{
  TriOfficeFrame *frame = top (self);
  TriRange range;

  if (!frame->href)
    return;
  range = tri_builder_get_range (frame->builder, frame->link);
  if (range.end > range.start)
    tri_builder_add_span (frame->builder, range, TRI_SPAN_LINK, frame->href);
  g_clear_pointer (&frame->href, g_free);
}

void
tri_office_begin_table (TriOffice *self)
{
  const Table table = { 0, FALSE };

  g_array_append_val (self->tables, table);
}

static Table *
get_table (TriOffice *self)
{
  guint n = self->tables->len;

  return n > 0 ? &g_array_index (self->tables, Table, n - 1) : NULL;
}

void
tri_office_add_columns (TriOffice *self, guint n)
{
  Table *table = get_table (self);

  if (table)
    table->n_columns += MIN (n, 1024);
}

/* A table in a cell adds to the row around it. */
void
tri_office_begin_row (TriOffice *self)
{
  Table *table = get_table (self);

  if (!table || table->has_row)
    return;
  table->has_row = table->n_columns != 1 && top (self)->where == IN_BODY;
  if (table->has_row)
    push_frame (self, IN_ROW);
}

void
tri_office_begin_cell (TriOffice *self)
{
  TriOfficeFrame *frame = top (self);

  if (frame->where == IN_ROW && !tri_builder_is_empty (frame->builder))
    tri_builder_append (frame->builder, " | ", 3);
}

void
tri_office_end_row (TriOffice *self)
{
  Table *table = get_table (self);

  if (!table || !table->has_row || top (self)->where != IN_ROW)
    return;
  table->has_row = FALSE;
  reset_paragraph (top (self));
  close_spans (top (self), 0);
  push_passage (self, top (self));
  pop_frame (self);
}

void
tri_office_end_table (TriOffice *self)
{
  if (self->tables->len > 0)
    g_array_set_size (self->tables, self->tables->len - 1);
}

void
tri_office_begin_note (TriOffice *self)
{
  push_frame (self, IN_NOTE);
}

/**
 * tri_office_steal_note:
 *
 * Ends the note that is open.
 *
 * Returns: (transfer full): it
 */
TriBuilder *
tri_office_steal_note (TriOffice *self)
{
  TriOfficeFrame *frame = top (self);
  TriBuilder *note = NULL;

  close_spans (frame, 0);
  note = g_steal_pointer (&frame->builder);
  note->kind = TRI_PASSAGE_NOTE;
  pop_frame (self);
  return note;
}

void
tri_office_end_note (TriOffice *self)
{
  if (top (self)->where == IN_NOTE)
    tri_office_take_note (self, tri_office_steal_note (self));
}

/* From its words and those that stand before its mark, so that it keeps it when others come. */
static char *
make_note_key (TriOffice *self, const TriBuilder *outer, const TriBuilder *note)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n_before = MIN (outer->content->len, MAX_BEFORE);
  char *key = NULL;

  g_checksum_update (checksum,
                     (const guchar *) outer->content->str + outer->content->len - n_before,
                     (gssize) n_before);
  g_checksum_update (checksum, (const guchar *) note->content->str, (gssize) note->content->len);
  key = g_strdup_printf ("note-%.10s", g_checksum_get_string (checksum));
  if (g_hash_table_contains (self->note_keys, key))
    {
      g_free (key);
      key = g_strdup_printf ("note-%.10s-%u",
                             g_checksum_get_string (checksum),
                             g_hash_table_size (self->note_keys));
    }
  g_hash_table_add (self->note_keys, g_strdup (key));
  return key;
}

/**
 * tri_office_take_note:
 * @note: (transfer full): what belongs to the mark that stands here
 */
void
tri_office_take_note (TriOffice *self, TriBuilder *note)
{
  TriOfficeFrame *frame = top (self);
  TriPlace place = tri_builder_get_place (frame->builder);

  if (tri_builder_is_empty (note) || frame->paragraph.is_left_out)
    {
      tri_builder_free (note);
      return;
    }
  if (frame->builder->notes->len >= TRI_OFFICE_MAX_NOTES)
    {
      tri_builder_free (note);
      tri_xml_fail (self->xml,
                    TRI_ERROR_LIMIT,
                    _ ("a paragraph or a row has more than %d notes; split it"),
                    TRI_OFFICE_MAX_NOTES);
      return;
    }
  note->key = make_note_key (self, frame->builder, note);
  tri_builder_add_span (frame->builder,
                        (TriRange){ place.offset, place.offset },
                        TRI_SPAN_NOTE,
                        note->key);
  tri_builder_take_note (frame->builder, note);
}

void
tri_office_begin_box (TriOffice *self)
{
  push_frame (self, IN_BOX);
}

void
tri_office_end_box (TriOffice *self)
{
  if (top (self)->where == IN_BOX)
    pop_frame (self);
}
