/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exchange-private.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How often one looks whether the reader gave up. */
#define RECORDS_PER_LOOK 256

/* What is read back of a text. */
typedef struct
{
  GString *strings; /* key, values of spans, content: each with a zero behind */
  GArray *spans;
} Record;

static gboolean
read_string (TriExchange *self, guint stream, Record *record, gsize *at, GError **error)
{
  *at = record->strings->len;
  if (!tri_spool_read_string (self->spool, stream, record->strings, error))
    return FALSE;
  g_string_append_c (record->strings, '\0');
  return TRUE;
}

/* The values are where they stand in @strings until those stay where they are. */
static gboolean
read_span (TriExchange *self, guint stream, Record *record, GError **error)
{
  guint64 numbers[4] = { 0 };
  TriSpan span = { 0 };
  gsize at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!tri_spool_read_number (self->spool, stream, &numbers[i], error))
      return FALSE;
  if (!read_string (self, stream, record, &at, error))
    return FALSE;
  span.start = (guint) numbers[0];
  span.end = (guint) (numbers[0] + numbers[1]);
  span.kind = (TriSpanKind) numbers[2];
  span.value = numbers[3] ? GSIZE_TO_POINTER (at) : NULL;
  g_array_append_val (record->spans, span);
  return TRUE;
}

static gboolean
push_passage (TriExchange *self, guint stream, Record *record, GError **error)
{
  guint64 kind = 0, level = 0, n_spans = 0;
  gsize key = 0, content = 0;
  TriDraftPassage passage = { 0 };

  g_string_truncate (record->strings, 0);
  g_array_set_size (record->spans, 0);
  if (!tri_spool_read_number (self->spool, stream, &kind, error)
      || !tri_spool_read_number (self->spool, stream, &level, error)
      || !read_string (self, stream, record, &key, error)
      || !tri_spool_read_number (self->spool, stream, &n_spans, error))
    return FALSE;
  for (guint64 i = 0; i < n_spans; i++)
    if (!read_span (self, stream, record, error))
      return FALSE;
  if (!read_string (self, stream, record, &content, error))
    return FALSE;
  for (guint i = 0; i < record->spans->len; i++)
    {
      TriSpan *span = &g_array_index (record->spans, TriSpan, i);

      if (span->value)
        span->value = record->strings->str + GPOINTER_TO_SIZE (span->value);
    }
  passage.key = record->strings->str[key] ? record->strings->str + key : NULL;
  passage.kind = (TriPassageKind) kind;
  passage.level = (guint) level;
  passage.content = record->strings->str + content;
  passage.spans = (const TriSpan *) (gpointer) record->spans->data;
  passage.n_spans = record->spans->len;
  return tri_draft_add_passage (self->draft, &passage, error);
}

static gboolean
push_division (TriExchange *self, guint stream, Record *record, GError **error)
{
  guint64 has_title = 0;
  TriDraftDivision division = { 0 };

  g_string_truncate (record->strings, 0);
  if (!tri_spool_read_number (self->spool, stream, &has_title, error)
      || !tri_spool_read_string (self->spool, stream, record->strings, error))
    return FALSE;
  division.title = has_title ? record->strings->str : NULL;
  return tri_draft_begin_division (self->draft, &division, error);
}

static gboolean
push_record (TriExchange *self, guint stream, Record *record, GError **error)
{
  guint64 type = 0;

  if (!tri_spool_read_number (self->spool, stream, &type, error))
    return FALSE;
  switch (type)
    {
    case TRI_EXCHANGE_RECORD_BEGIN_DIVISION:
      return push_division (self, stream, record, error);
    case TRI_EXCHANGE_RECORD_END_DIVISION:
      return tri_draft_end_division (self->draft, error);
    case TRI_EXCHANGE_RECORD_PASSAGE:
    default:
      return push_passage (self, stream, record, error);
    }
}

static gboolean
push_text (TriExchange *self, TriExchangeText *text, Record *record, GError **error)
{
  const char *chosen = self->source->lang ? self->source->lang : "";
  TriDraftText head = { 0 };

  head.lang = *text->lang ? text->lang : chosen;
  head.title = text->title;
  head.author = text->author;
  if (!tri_draft_begin_text (self->draft, &head, error)
      || !tri_spool_rewind (self->spool, text->stream, error))
    return FALSE;
  for (guint i = 0; !tri_spool_is_at_end (self->spool, text->stream); i++)
    if ((i % RECORDS_PER_LOOK == 0
         && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        || !push_record (self, text->stream, record, error))
      return FALSE;
  tri_spool_close (self->spool, text->stream);
  for (guint i = 0; i < text->divisions->len; i++)
    if (!tri_draft_end_division (self->draft, error))
      return FALSE;
  return tri_draft_end_text (self->draft, error);
}

/* Where the texts are read on, side by side, to see which of them have a unit. */
typedef struct
{
  guint stream;
  guint number;  /* of the text in the draft */
  guint passage; /* the next one */
  gint64 unit;   /* that it is of; -1 at the end */
  TriStatus status;
  double score;
} Cursor;

static gboolean
step (TriExchange *self, Cursor *cursor, GError **error)
{
  guint64 n_behind = 0, status = 0;

  if (tri_spool_is_at_end (self->spool, cursor->stream))
    {
      cursor->unit = -1;
      return TRUE;
    }
  if (!tri_spool_read_number (self->spool, cursor->stream, &n_behind, error))
    return FALSE;
  cursor->unit += (gint64) (n_behind >> 1);
  cursor->status = TRI_STATUS_IMPORTED;
  cursor->score = NAN;
  if (!(n_behind & 1))
    return TRUE;
  if (!tri_spool_read_number (self->spool, cursor->stream, &status, error)
      || !tri_spool_read (self->spool, cursor->stream, &cursor->score, sizeof (double), error))
    return FALSE;
  cursor->status = (TriStatus) status;
  return TRUE;
}

static gint64
find_next_unit (const GArray *cursors)
{
  gint64 unit = -1;

  for (guint i = 0; i < cursors->len; i++)
    {
      const Cursor *cursor = &g_array_index (cursors, Cursor, i);

      if (cursor->unit >= 0 && (unit < 0 || cursor->unit < unit))
        unit = cursor->unit;
    }
  return unit;
}

/* What of @unit is in the text of the cursor. */
static gboolean
take_places (TriExchange *self,
             Cursor *cursor,
             gint64 unit,
             GArray *places,
             TriDraftLink *link,
             GError **error)
{
  while (cursor->unit == unit)
    {
      TriDraftPlace place = { cursor->number, cursor->passage, -1 };

      g_array_append_val (places, place);
      link->status = cursor->status;
      link->score = cursor->score;
      cursor->passage++;
      if (!step (self, cursor, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
push_link (TriExchange *self, GArray *cursors, GArray *places, gint64 unit, GError **error)
{
  TriDraftLink link = { .relation = TRI_RELATION_TRANSLATION };
  guint n_texts = 0;

  g_array_set_size (places, 0);
  for (guint i = 0; i < cursors->len; i++)
    {
      guint before = places->len;

      if (!take_places (self,
                        &g_array_index (cursors, Cursor, i),
                        unit,
                        places,
                        &link,
                        error))
        return FALSE;
      n_texts += places->len > before;
    }
  return n_texts < 2
         || tri_draft_link_places (self->draft,
                                   (const TriDraftPlace *) (gpointer) places->data,
                                   places->len,
                                   &link,
                                   error);
}

static gboolean
push_links (TriExchange *self, GError **error)
{
  g_autoptr (GArray) cursors = g_array_new (FALSE, TRUE, sizeof (Cursor));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TriDraftPlace));
  gint64 unit = 0;

  for (guint i = 0; i < self->texts->len; i++)
    {
      TriExchangeText *text = g_ptr_array_index (self->texts, i);
      Cursor cursor = { text->index, cursors->len };

      if (text->n_passages == 0)
        continue;
      if (!tri_spool_rewind (self->spool, text->index, error) || !step (self, &cursor, error))
        return FALSE;
      g_array_append_val (cursors, cursor);
    }
  for (guint i = 0; (unit = find_next_unit (cursors)) >= 0; i++)
    if ((i % RECORDS_PER_LOOK == 0
         && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        || !push_link (self, cursors, places, unit, error))
      return FALSE;
  return TRUE;
}

gboolean
tri_exchange_finish (TriExchange *self, GError **error)
{
  g_autoptr (GString) strings = g_string_new (NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (TriSpan));
  Record record = { strings, spans };
  guint n_texts = 0;

  for (guint i = 0; i < self->texts->len; i++)
    {
      TriExchangeText *text = g_ptr_array_index (self->texts, i);

      if (text->n_passages == 0)
        continue;
      if (!push_text (self, text, &record, error))
        return FALSE;
      n_texts++;
    }
  if (n_texts > 0)
    return push_links (self, error);
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s: there is no text in the file; choose another one"),
               self->source->name);
  return FALSE;
}
