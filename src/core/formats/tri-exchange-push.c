/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exchange-private.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How often one looks whether the reader gave up. */
#define RECORDS_PER_LOOK 256

/* Begun in the draft when something comes that stands in it. */
typedef struct
{
  char *title; /* or NULL */
  gboolean is_pushed;
} Division;

/* What is read back of a text. */
typedef struct
{
  const TriExchangeText *text;
  GArray *divisions; /* Division, those that are open */
  GString *strings;  /* key, values of spans, content: each with a zero behind */
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

static void
clear_division (gpointer data)
{
  g_clear_pointer (&((Division *) data)->title, g_free);
}

static gboolean
push_divisions (TriExchange *self, Record *record, GError **error)
{
  for (guint i = 0; i < record->divisions->len; i++)
    {
      Division *division = &g_array_index (record->divisions, Division, i);
      TriDraftDivision head = { NULL, division->title };

      if (!division->is_pushed && !tri_draft_begin_division (self->draft, &head, error))
        return FALSE;
      division->is_pushed = TRUE;
    }
  return TRUE;
}

static gboolean
push_passage (TriExchange *self, guint stream, Record *record, GError **error)
{
  GPtrArray *texts = record->text->language->texts;
  const TriExchangeText *from = NULL;
  guint64 number = 0, kind = 0, level = 0, n_spans = 0;
  gsize key = 0, content = 0;
  TriDraftPassage passage = { 0 };

  g_string_truncate (record->strings, 0);
  g_array_set_size (record->spans, 0);
  if (!tri_spool_read_number (self->spool, stream, &number, error)
      || !tri_spool_read_number (self->spool, stream, &kind, error)
      || !tri_spool_read_number (self->spool, stream, &level, error)
      || !read_string (self, stream, record, &key, error)
      || !tri_spool_read_number (self->spool, stream, &n_spans, error))
    return FALSE;
  for (guint64 i = 0; i < n_spans; i++)
    if (!read_span (self, stream, record, error))
      return FALSE;
  if (!read_string (self, stream, record, &content, error))
    return FALSE;
  from = g_ptr_array_index (texts, number);
  if (from->into != record->text)
    return TRUE;
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
  return push_divisions (self, record, error)
         && tri_draft_add_passage (self->draft, &passage, error);
}

static gboolean
begin_division (TriExchange *self, guint stream, Record *record, GError **error)
{
  guint64 has_title = 0;
  Division division = { NULL, FALSE };

  g_string_truncate (record->strings, 0);
  if (!tri_spool_read_number (self->spool, stream, &has_title, error)
      || !tri_spool_read_string (self->spool, stream, record->strings, error))
    return FALSE;
  division.title = has_title ? g_strdup (record->strings->str) : NULL;
  g_array_append_val (record->divisions, division);
  return TRUE;
}

static gboolean
end_division (TriExchange *self, Record *record, GError **error)
{
  guint last = record->divisions->len - 1;
  gboolean is_pushed = g_array_index (record->divisions, Division, last).is_pushed;

  g_array_set_size (record->divisions, last);
  return !is_pushed || tri_draft_end_division (self->draft, error);
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
      return begin_division (self, stream, record, error);
    case TRI_EXCHANGE_RECORD_END_DIVISION:
      return end_division (self, record, error);
    case TRI_EXCHANGE_RECORD_PASSAGE:
    default:
      return push_passage (self, stream, record, error);
    }
}

static gboolean
push_text (TriExchange *self, const TriExchangeText *text, Record *record, GError **error)
{
  const char *chosen = self->source->lang ? self->source->lang : "";
  guint stream = text->language->stream;
  TriDraftText head = { 0 };

  head.lang = *text->lang ? text->lang : chosen;
  head.title = text->title;
  head.author = text->author;
  record->text = text;
  if (!tri_draft_begin_text (self->draft, &head, error)
      || !tri_spool_rewind (self->spool, stream, error))
    return FALSE;
  for (guint i = 0; !tri_spool_is_at_end (self->spool, stream); i++)
    if ((i % RECORDS_PER_LOOK == 0
         && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        || !push_record (self, stream, record, error))
      return FALSE;
  while (record->divisions->len > 0)
    if (!end_division (self, record, error))
      return FALSE;
  return tri_draft_end_text (self->draft, error);
}

/* A text that another one of its language is told apart from by a name of somebody's own. */
static gboolean
is_named (const TriExchangeText *text)
{
  return strstr (text->lang, "-x-") != NULL;
}

/* "fr" here and "fr-FR" there are one text, when no unit has both and there is no other region. */
static void
join_regions (TriExchangeLanguage *language)
{
  TriExchangeText *texts[2] = { NULL };
  guint n = 0;

  for (guint i = 0; i < language->texts->len; i++)
    {
      TriExchangeText *text = g_ptr_array_index (language->texts, i);

      if (text->n_passages == 0)
        continue;
      if (n == G_N_ELEMENTS (texts))
        return;
      texts[n++] = text;
    }
  if (n < 2 || language->is_apart || is_named (texts[0]) || is_named (texts[1])
      || (strchr (texts[0]->lang, '-') && strchr (texts[1]->lang, '-')))
    return;
  texts[1]->into = texts[0];
  if (!strchr (texts[1]->lang, '-'))
    {
      g_free (texts[0]->lang);
      texts[0]->lang = g_strdup (texts[1]->lang);
    }
}

/* Where the texts are read on, side by side, to see which of them have a unit. */
typedef struct
{
  guint stream;
  guint text;  /* in the draft */
  gint64 unit; /* that the next passage is of; -1 at the end */
  TriStatus status;
  double score;
} Cursor;

typedef struct
{
  GArray *cursors;
  GArray *next; /* guint: the passage of each text that is the next one */
  GArray *places;
} Walk;

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

/* What of @unit is where the cursor is. */
static gboolean
take_places (TriExchange *self,
             Walk *walk,
             Cursor *cursor,
             gint64 unit,
             TriDraftLink *link,
             GError **error)
{
  while (cursor->unit == unit)
    {
      guint *next = &g_array_index (walk->next, guint, cursor->text);
      TriDraftPlace place = { cursor->text, *next, -1 };

      g_array_append_val (walk->places, place);
      link->status = cursor->status;
      link->score = cursor->score;
      *next += 1;
      if (!step (self, cursor, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_of_one_text (const GArray *places)
{
  return places->len == 0
         || g_array_index (places, TriDraftPlace, 0).text
                == g_array_index (places, TriDraftPlace, places->len - 1).text;
}

static gboolean
push_link (TriExchange *self, Walk *walk, gint64 unit, GError **error)
{
  TriDraftLink link = { .relation = TRI_RELATION_TRANSLATION };

  g_array_set_size (walk->places, 0);
  for (guint i = 0; i < walk->cursors->len; i++)
    if (!take_places (self,
                      walk,
                      &g_array_index (walk->cursors, Cursor, i),
                      unit,
                      &link,
                      error))
      return FALSE;
  return is_of_one_text (walk->places)
         || tri_draft_link_places (self->draft,
                                   (const TriDraftPlace *) (gpointer) walk->places->data,
                                   walk->places->len,
                                   &link,
                                   error);
}

/* The cursors of one text stand together. */
static gboolean
add_cursors (TriExchange *self, const TriExchangeText *text, Walk *walk, GError **error)
{
  GPtrArray *texts = text->language->texts;
  guint first = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      const TriExchangeText *from = g_ptr_array_index (texts, i);
      Cursor cursor = { from->index, walk->next->len };

      if (from->into != text || from->n_passages == 0)
        continue;
      if (!tri_spool_rewind (self->spool, from->index, error) || !step (self, &cursor, error))
        return FALSE;
      g_array_append_val (walk->cursors, cursor);
    }
  g_array_append_val (walk->next, first);
  return TRUE;
}

static gboolean
is_pushed (const TriExchangeText *text)
{
  return text->n_passages > 0 && text->into == text;
}

static gboolean
walk_units (TriExchange *self, Walk *walk, GError **error)
{
  gint64 unit = 0;

  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriExchangeText *text = g_ptr_array_index (self->texts, i);

      if (is_pushed (text) && !add_cursors (self, text, walk, error))
        return FALSE;
    }
  for (guint i = 0; (unit = find_next_unit (walk->cursors)) >= 0; i++)
    if ((i % RECORDS_PER_LOOK == 0
         && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        || !push_link (self, walk, unit, error))
      return FALSE;
  return TRUE;
}

static gboolean
push_links (TriExchange *self, GError **error)
{
  g_autoptr (GArray) cursors = g_array_new (FALSE, FALSE, sizeof (Cursor));
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TriDraftPlace));
  Walk walk = { cursors, next, places };

  return walk_units (self, &walk, error);
}

gboolean
tri_exchange_finish (TriExchange *self, GError **error)
{
  g_autoptr (GString) strings = g_string_new (NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (TriSpan));
  g_autoptr (GArray) divisions = g_array_new (FALSE, FALSE, sizeof (Division));
  Record record = { NULL, divisions, strings, spans };
  guint n_texts = 0;

  g_array_set_clear_func (divisions, clear_division);
  for (guint i = 0; i < self->languages->len; i++)
    join_regions (g_ptr_array_index (self->languages, i));
  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriExchangeText *text = g_ptr_array_index (self->texts, i);

      if (!is_pushed (text))
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
