/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exchange-private.h"

#include "formats/tri-tei-keys.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* So many ids are remembered, to see one that comes again. */
#define IDS_IN_MEMORY 49152
#define MAX_KEY 255
/* Different ways to write the languages of a file. */
#define MAX_SPELLINGS 1000
static void
free_text (gpointer data)
{
  TriExchangeText *text = data;

  g_free (text->lang);
  g_free (text->title);
  g_free (text->author);
  g_free (text);
}

static void
free_language (gpointer data)
{
  TriExchangeLanguage *language = data;

  g_ptr_array_unref (language->texts);
  g_array_unref (language->divisions);
  g_free (language);
}

static void
clear_division (gpointer data)
{
  g_clear_pointer (&((TriExchangeDivision *) data)->title, g_free);
}

TriExchange *
tri_exchange_new (const TriSource *source, TriDraft *draft, GCancellable *cancellable)
{
  TriExchange *self = g_new0 (TriExchange, 1);

  self->source = source;
  self->draft = draft;
  self->cancellable = cancellable;
  self->spool = tri_spool_new ();
  self->languages = g_ptr_array_new_with_free_func (free_language);
  self->texts = g_ptr_array_new_with_free_func (free_text);
  self->spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->divisions = g_array_new (FALSE, FALSE, sizeof (TriExchangeDivision));
  g_array_set_clear_func (self->divisions, clear_division);
  self->ids = tri_id_set_new (IDS_IN_MEMORY, FALSE);
  self->key = g_string_new (NULL);
  return self;
}

void
tri_exchange_free (TriExchange *self)
{
  tri_spool_free (self->spool);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->spellings);
  g_array_unref (self->divisions);
  tri_id_set_free (self->ids);
  g_string_free (self->key, TRUE);
  g_free (self);
}

static gboolean fail (TriExchange *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
fail (TriExchange *self, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, TRI_ERROR, TRI_ERROR_LIMIT, "%s: %s", self->source->name, message);
  return FALSE;
}

static TriExchangeLanguage *
get_language (TriExchange *self, const char *lang)
{
  TriExchangeLanguage *language = NULL;

  for (guint i = 0; i < self->texts->len; i++)
    {
      TriExchangeText *text = g_ptr_array_index (self->texts, i);

      if (tri_language_matches (text->lang, lang))
        return text->language;
    }
  language = g_new0 (TriExchangeLanguage, 1);
  language->stream = tri_spool_add_stream (self->spool);
  language->texts = g_ptr_array_new ();
  language->divisions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->languages, language);
  return language;
}

static TriExchangeText *
add_text (TriExchange *self, const char *lang, GError **error)
{
  TriExchangeText *text = NULL;

  if (self->texts->len == TRI_EXCHANGE_MAX_TEXTS)
    {
      fail (self,
            error,
            _ ("the file holds more than %d languages; leave some of them out"),
            TRI_EXCHANGE_MAX_TEXTS);
      return NULL;
    }
  text = g_new0 (TriExchangeText, 1);
  text->lang = g_strdup (lang);
  text->language = get_language (self, lang);
  text->number = text->language->texts->len;
  text->index = tri_spool_add_stream (self->spool);
  text->unit = -1;
  text->into = text;
  g_ptr_array_add (text->language->texts, text);
  g_ptr_array_add (self->texts, text);
  return text;
}

static TriExchangeText *
find_exactly (TriExchange *self, const char *lang)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriExchangeText *text = g_ptr_array_index (self->texts, i);

      if (strcmp (text->lang, lang) == 0)
        return text;
    }
  return NULL;
}

/* A file may say at its head that its source is in "en", and have "en-GB" in all of its units. */
static TriExchangeText *
find_announced (TriExchange *self, const char *lang)
{
  if (strstr (lang, "-x-"))
    return NULL;
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriExchangeText *text = g_ptr_array_index (self->texts, i);

      if (text->n_passages == 0 && tri_language_matches (text->lang, lang))
        {
          g_free (text->lang);
          text->lang = g_strdup (lang);
          g_hash_table_remove_all (self->spellings);
          return text;
        }
    }
  return NULL;
}

static TriExchangeText *
get_text (TriExchange *self, const char *lang, GError **error)
{
  TriExchangeText *text = g_hash_table_lookup (self->spellings, lang);
  g_autofree char *tag = NULL;

  if (text)
    return text;
  tag = tri_language_dup_tag (lang);
  text = find_exactly (self, tag);
  if (!text)
    text = find_announced (self, tag);
  if (!text)
    text = add_text (self, tag, error);
  if (g_hash_table_size (self->spellings) >= MAX_SPELLINGS)
    g_hash_table_remove_all (self->spellings);
  if (text)
    g_hash_table_insert (self->spellings, g_strdup (lang), text);
  return text;
}

static void
set_string (char **string, const char *value)
{
  if (!value)
    return;
  g_free (*string);
  *string = g_strdup (value);
}

gboolean
tri_exchange_add_text (TriExchange *self,
                       const char *lang,
                       const char *title,
                       const char *author,
                       GError **error)
{
  g_autofree char *tag = tri_language_dup_tag (lang);
  TriExchangeText *text = find_exactly (self, tag);

  if (!text)
    text = add_text (self, tag, error);
  if (!text)
    return FALSE;
  set_string (&text->title, title);
  set_string (&text->author, author);
  return TRUE;
}

gboolean
tri_exchange_begin_division (TriExchange *self, const char *title, GError **error)
{
  TriExchangeDivision added = { self->n_divisions, g_strdup (title) };

  self->n_divisions++;
  self->n_changes++;
  g_array_append_val (self->divisions, added);
  return TRUE;
}

gboolean
tri_exchange_end_division (TriExchange *self, GError **error)
{
  g_return_val_if_fail (self->divisions->len > 0, FALSE);

  self->n_changes++;
  g_array_set_size (self->divisions, self->divisions->len - 1);
  return TRUE;
}

static gboolean
write_division (TriExchange *self,
                TriExchangeLanguage *language,
                const TriExchangeDivision *division,
                GError **error)
{
  const char *title = division->title ? division->title : "";
  guint stream = language->stream;

  g_array_append_val (language->divisions, division->number);
  return tri_spool_write_number (self->spool, stream, TRI_EXCHANGE_RECORD_BEGIN_DIVISION, error)
         && tri_spool_write_number (self->spool, stream, division->title != NULL, error)
         && tri_spool_write_string (self->spool, stream, title, strlen (title), error);
}

/* Divisions begin and end in a language when something comes that stands in them, or behind
 * them. */
static gboolean
write_divisions (TriExchange *self, TriExchangeLanguage *language, GError **error)
{
  guint n_same = 0;

  while (n_same < language->divisions->len && n_same < self->divisions->len
         && g_array_index (language->divisions, guint, n_same)
                == g_array_index (self->divisions, TriExchangeDivision, n_same).number)
    n_same++;
  while (language->divisions->len > n_same)
    {
      g_array_set_size (language->divisions, language->divisions->len - 1);
      if (!tri_spool_write_number (self->spool,
                                   language->stream,
                                   TRI_EXCHANGE_RECORD_END_DIVISION,
                                   error))
        return FALSE;
    }
  for (guint i = n_same; i < self->divisions->len; i++)
    if (!write_division (self,
                         language,
                         &g_array_index (self->divisions, TriExchangeDivision, i),
                         error))
      return FALSE;
  language->n_changes = self->n_changes;
  return TRUE;
}

/* An id that comes a second time names nothing, nor does one without end. */
static void
set_key (TriExchange *self, const char *id)
{
  g_autofree char *made = NULL;

  g_string_truncate (self->key, 0);
  if (!id || !*id)
    return;
  if (!tri_tei_key_is_id (id))
    id = made = tri_tei_key_to_id (id);
  if (id && strlen (id) <= MAX_KEY && tri_id_set_add (self->ids, id, 0))
    g_string_assign (self->key, id);
}

gboolean
tri_exchange_begin (TriExchange *self, const TriExchangeUnit *unit, GError **error)
{
  self->unit = *unit;
  self->n_segments = 0;
  self->n_ahead = 0;
  set_key (self, unit->key);
  self->unit.key = NULL;
  return TRUE;
}

static const char *
skip_space (const char *at)
{
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

static const char *
find_end (const char *content)
{
  const char *end = content + strlen (content);

  while (end > content)
    {
      const char *before = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (before)))
        break;
      end = before;
    }
  return end;
}

/* Where a span is when what stood around the content is gone. */
static TriRange
place_span (const TriSpan *span, guint n_before, guint length)
{
  TriRange range = { MAX (span->start, n_before) - n_before, MAX (span->end, n_before) - n_before };

  range.start = MIN (range.start, length);
  range.end = CLAMP (range.end, range.start, length);
  return range;
}

static gboolean
write_span (TriExchange *self,
            guint stream,
            const TriSpan *span,
            TriRange range,
            GError **error)
{
  const char *value = span->value ? span->value : "";

  return tri_spool_write_number (self->spool, stream, range.start, error)
         && tri_spool_write_number (self->spool, stream, range.end - range.start, error)
         && tri_spool_write_number (self->spool, stream, span->kind, error)
         && tri_spool_write_number (self->spool, stream, span->value != NULL, error)
         && tri_spool_write_string (self->spool, stream, value, strlen (value), error);
}

static gboolean
write_head (TriExchange *self, const TriExchangeText *text, guint n_spans, GError **error)
{
  const char *key = text->n_in_unit == 0 ? self->key->str : "";
  guint stream = text->language->stream;

  return tri_spool_write_number (self->spool, stream, TRI_EXCHANGE_RECORD_PASSAGE, error)
         && tri_spool_write_number (self->spool, stream, text->number, error)
         && tri_spool_write_number (self->spool, stream, self->unit.kind, error)
         && tri_spool_write_number (self->spool, stream, self->unit.level, error)
         && tri_spool_write_string (self->spool, stream, key, strlen (key), error)
         && tri_spool_write_number (self->spool, stream, n_spans, error);
}

static void
note_others (TriExchange *self, TriExchangeText *text)
{
  GPtrArray *texts = text->language->texts;

  for (guint i = 0; i < texts->len; i++)
    {
      const TriExchangeText *other = g_ptr_array_index (texts, i);

      text->language->is_apart |= other != text && other->unit == self->n_units;
    }
}

/* What most links are takes up a byte. */
static gboolean
write_index (TriExchange *self, TriExchangeText *text, GError **error)
{
  guint64 n_behind = (guint64) (self->n_units - MAX (text->unit, 0));
  gboolean is_plain = self->unit.status == TRI_STATUS_IMPORTED && isnan (self->unit.score);

  text->unit = self->n_units;
  text->n_in_unit++;
  text->n_passages++;
  if (!tri_spool_write_number (self->spool, text->index, n_behind << 1 | !is_plain, error))
    return FALSE;
  return is_plain
         || (tri_spool_write_number (self->spool, text->index, self->unit.status, error)
             && tri_spool_write (self->spool,
                                 text->index,
                                 &self->unit.score,
                                 sizeof (double),
                                 error));
}

gboolean
tri_exchange_add (TriExchange *self,
                  const char *lang,
                  const char *content,
                  const TriSpan *spans,
                  guint n_spans,
                  GError **error)
{
  const char *begin = skip_space (content);
  gsize size = (gsize) (find_end (begin) - begin);
  guint n_before = (guint) g_utf8_strlen (content, begin - content);
  guint length = n_spans > 0 ? (guint) g_utf8_strlen (begin, (gssize) size) : 0;
  TriExchangeText *text = NULL;
  TriExchangeLanguage *language = NULL;

  if (size == 0)
    return TRUE;
  if (size > TRI_EXCHANGE_MAX_SEGMENT)
    return fail (self,
                 error,
                 _ ("a segment is longer than %d KiB; part it"),
                 (int) (TRI_EXCHANGE_MAX_SEGMENT / 1024));
  if (++self->n_segments > TRI_EXCHANGE_MAX_SEGMENTS)
    return fail (self,
                 error,
                 _ ("a unit has more than %d segments; part it into smaller ones"),
                 TRI_EXCHANGE_MAX_SEGMENTS);
  text = get_text (self, lang, error);
  if (!text)
    return FALSE;
  self->n_ahead += size;
  language = text->language;
  if (text->unit != self->n_units)
    text->n_in_unit = 0;
  note_others (self, text);
  if ((language->n_changes != self->n_changes && !write_divisions (self, language, error))
      || !write_head (self, text, n_spans, error))
    return FALSE;
  for (guint i = 0; i < n_spans; i++)
    if (!write_span (self,
                     language->stream,
                     &spans[i],
                     place_span (&spans[i], n_before, length),
                     error))
      return FALSE;
  return tri_spool_write_string (self->spool, language->stream, begin, size, error)
         && write_index (self, text, error);
}

gboolean
tri_exchange_end (TriExchange *self, gboolean *is_enough, GError **error)
{
  self->n_units++;
  *is_enough = self->source->sample > 0 && self->n_units >= self->source->sample;
  return tri_draft_breathe (self->draft, self->n_ahead, error);
}
