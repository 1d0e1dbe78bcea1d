/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-builder.h"

#include "tri-utf8.h"

#include <string.h>

typedef struct
{
  char *id;
  int at; /* in code points, -1 for the whole passage */
} Anchor;

static void
clear_first_string (gpointer data)
{
  g_clear_pointer ((char **) data, g_free);
}

static void
clear_span (gpointer data)
{
  g_free (((TriSpan *) data)->value);
}

static void
clear_mention (gpointer data)
{
  g_strfreev ((char **) ((TriDraftMention *) data)->refs);
}

static void
clear_date (gpointer data)
{
  g_free (((TriDate *) data)->edtf);
}

static GArray *
new_array (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

TriBuilder *
tri_builder_new (void)
{
  TriBuilder *self = g_new0 (TriBuilder, 1);

  self->content = g_string_sized_new (1024);
  self->spans = new_array (sizeof (TriSpan), clear_span);
  self->mentions = new_array (sizeof (TriDraftMention), clear_mention);
  self->dates = new_array (sizeof (TriDate), clear_date);
  for (guint i = 0; i < G_N_ELEMENTS (self->units); i++)
    self->units[i] = new_array (sizeof (TriRange), NULL);
  self->anchors = new_array (sizeof (Anchor), clear_first_string);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_builder_free);
  return self;
}

void
tri_builder_free (TriBuilder *self)
{
  if (!self)
    return;
  g_string_free (self->content, TRUE);
  g_free (self->key);
  g_array_unref (self->spans);
  g_array_unref (self->mentions);
  g_array_unref (self->dates);
  for (guint i = 0; i < G_N_ELEMENTS (self->units); i++)
    g_array_unref (self->units[i]);
  g_array_unref (self->anchors);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->sum, g_checksum_free);
  g_free (self);
}

/**
 * tri_builder_clear:
 *
 * Empties the builder for the next passage.
 */
void
tri_builder_clear (TriBuilder *self)
{
  g_string_truncate (self->content, 0);
  g_clear_pointer (&self->key, g_free);
  self->n_chars = 0;
  self->pending = 0;
  self->glued = FALSE;
  self->keeps_space = FALSE;
  self->kind = TRI_PASSAGE_PARAGRAPH;
  self->level = 0;
  g_array_set_size (self->spans, 0);
  g_array_set_size (self->mentions, 0);
  g_array_set_size (self->dates, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->units); i++)
    g_array_set_size (self->units[i], 0);
  g_array_set_size (self->anchors, 0);
  g_ptr_array_set_size (self->notes, 0);
  g_clear_pointer (&self->sum, g_checksum_free);
}

gboolean
tri_builder_is_empty (const TriBuilder *self)
{
  return self->content->len == 0;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Behind the words from @at on that have one space between them. */
static const char *
find_run_end (const char *at, const char *end)
{
  while (at < end && (!is_space (*at) || (*at == ' ' && at + 1 < end && !is_space (at[1]))))
    at++;
  return at;
}

static void
settle_space (TriBuilder *self)
{
  if (self->pending && self->content->len > 0)
    {
      g_string_append_c (self->content, self->pending);
      self->n_chars++;
    }
  self->pending = 0;
  self->glued = FALSE;
}

/**
 * tri_builder_append:
 * @text: UTF-8 that need not end with a zero
 *
 * Adds text with its white space collapsed, none at the beginning and the end of the passage. Only
 * the four white space characters of XML count: a no-break space is a letter.
 */
void
tri_builder_append (TriBuilder *self, const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;

  while (text < end)
    {
      const char *word = text;

      while (word < end && is_space (*word))
        word++;
      if (word > text && !self->pending && !self->glued)
        self->pending = ' ';
      text = find_run_end (word, end);
      if (text > word)
        tri_builder_append_verbatim (self, word, (gsize) (text - word));
    }
}

/**
 * tri_builder_append_verbatim:
 *
 * Adds text as it is, behind the white space that is due.
 */
void
tri_builder_append_verbatim (TriBuilder *self, const char *text, gsize n_bytes)
{
  settle_space (self);
  g_string_append_len (self->content, text, (gssize) n_bytes);
  self->n_chars += tri_utf8_count (text, n_bytes);
}

/* The next word begins a new line. */
void
tri_builder_break_line (TriBuilder *self)
{
  self->pending = '\n';
  self->glued = FALSE;
}

/* The next word joins the last one, whatever white space stands between them. */
void
tri_builder_glue (TriBuilder *self)
{
  self->pending = 0;
  self->glued = TRUE;
}

TriPlace
tri_builder_get_place (const TriBuilder *self)
{
  return (TriPlace){ self->n_chars, (guint) self->content->len };
}

/**
 * tri_builder_get_range:
 * @start: where something opened
 *
 * Returns: the range from there to here, without the white space that was due when it opened
 */
TriRange
tri_builder_get_range (const TriBuilder *self, TriPlace start)
{
  guint offset = start.offset;

  if (!self->keeps_space
      && start.byte < self->content->len
      && start.byte > 0
      && is_space (self->content->str[start.byte]))
    offset++;
  return (TriRange){ offset, MAX (offset, self->n_chars) };
}

/* Whether the range goes before one that closed earlier: by start, the longer first, and of two
   that
 * are equal the outer, which closes last. Marks without width keep their order. */
static gboolean
goes_before (TriRange range, TriRange earlier)
{
  if (range.start != earlier.start)
    return range.start < earlier.start;
  if (range.end != earlier.end)
    return range.end > earlier.end;
  return range.end > range.start;
}

/* All that has a range begins with it. */
static guint
find_place (const GArray *array, TriRange range)
{
  guint size = g_array_get_element_size ((GArray *) array);
  guint at = array->len;

  for (; at > 0; at--)
    {
      TriRange earlier;

      memcpy (&earlier, array->data + (gsize) (at - 1) * size, sizeof earlier);
      if (!goes_before (range, earlier))
        break;
    }
  return at;
}

void
tri_builder_add_span (TriBuilder *self, TriRange range, TriSpanKind kind, const char *value)
{
  TriSpan span = { range.start, range.end, kind, g_strdup (value) };

  g_array_insert_val (self->spans, find_place (self->spans, range), span);
}

/* Copies the pointers of @mention. */
void
tri_builder_add_mention (TriBuilder *self, const TriDraftMention *mention)
{
  TriRange range = { mention->start, mention->end };
  TriDraftMention copy = *mention;

  if (range.end == range.start)
    return;
  copy.refs = (const char *const *) g_strdupv ((char **) mention->refs);
  g_array_insert_val (self->mentions, find_place (self->mentions, range), copy);
}

void
tri_builder_add_date (TriBuilder *self, const TriDate *date)
{
  TriRange range = { date->start, date->end };
  TriDate copy = *date;

  copy.edtf = g_strdup (date->edtf);
  g_array_insert_val (self->dates, find_place (self->dates, range), copy);
}

/* Nothing but white space stands between a piece and the one before. */
static gboolean
do_touch (const TriBuilder *self, guint end, guint start)
{
  const char *text = NULL;

  if (start < end)
    return FALSE;
  text = g_utf8_offset_to_pointer (self->content->str, end);
  for (; end < start; end++, text = g_utf8_next_char (text))
    if (!is_space (*text))
      return FALSE;
  return TRUE;
}

static gboolean
have_same_refs (const TriDraftMention *a, const TriDraftMention *b)
{
  if (!a->refs || !b->refs)
    return a->refs == b->refs;
  return g_strv_equal (a->refs, b->refs);
}

/* What became longer goes before those that it now holds. */
static void
sort_in (GArray *array, guint at)
{
  guint size = g_array_get_element_size (array);
  g_autofree char *moved = g_memdup2 (array->data + (gsize) at * size, size);
  TriRange range;

  memcpy (&range, moved, sizeof range);
  for (; at > 0; at--)
    {
      TriRange earlier;

      memcpy (&earlier, array->data + (gsize) (at - 1) * size, sizeof earlier);
      if (earlier.start != range.start || earlier.end > range.end)
        break;
      memcpy (array->data + (gsize) at * size, array->data + (gsize) (at - 1) * size, size);
    }
  memcpy (array->data + (gsize) at * size, moved, size);
}

/**
 * tri_builder_join_mention:
 * @piece: what goes on with a mention that ended before
 *
 * Makes the innermost mention of the same thing that ends where @piece begins reach to its end.
 *
 * Returns: whether there is one
 */
gboolean
tri_builder_join_mention (TriBuilder *self, const TriDraftMention *piece)
{
  for (guint i = self->mentions->len; i > 0; i--)
    {
      TriDraftMention *mention = &g_array_index (self->mentions, TriDraftMention, i - 1);

      if (mention->type != piece->type
          || mention->origin != piece->origin
          || !have_same_refs (mention, piece)
          || !do_touch (self, mention->end, piece->start))
        continue;
      mention->end = piece->end;
      sort_in (self->mentions, i - 1);
      return TRUE;
    }
  return FALSE;
}

/**
 * tri_builder_join_date:
 *
 * As tri_builder_join_mention() for a date.
 *
 * Returns: whether there is one to go on with
 */
gboolean
tri_builder_join_date (TriBuilder *self, const TriDate *piece)
{
  for (guint i = self->dates->len; i > 0; i--)
    {
      TriDate *date = &g_array_index (self->dates, TriDate, i - 1);

      if (!g_str_equal (date->edtf, piece->edtf)
          || date->origin != piece->origin
          || !do_touch (self, date->end, piece->start))
        continue;
      date->end = piece->end;
      sort_in (self->dates, i - 1);
      return TRUE;
    }
  return FALSE;
}

/**
 * tri_builder_join_span:
 * @whole: what the span is with its next piece
 * @at: where that begins
 *
 * Makes a span that begins with @whole and ends where the piece begins reach to its end.
 *
 * Returns: whether there is one to go on with
 */
gboolean
tri_builder_join_span (TriBuilder *self,
                       TriRange whole,
                       guint at,
                       TriSpanKind kind,
                       const char *value)
{
  for (guint i = self->spans->len; i > 0; i--)
    {
      TriSpan *span = &g_array_index (self->spans, TriSpan, i - 1);

      if (span->kind != kind
          || span->start != whole.start
          || span->start == span->end
          || g_strcmp0 (span->value, value) != 0
          || !do_touch (self, span->end, at))
        continue;
      span->end = whole.end;
      sort_in (self->spans, i - 1);
      return TRUE;
    }
  return FALSE;
}

/* Units of one kind do not overlap: an inner one gives way to the outer. */
void
tri_builder_add_unit (TriBuilder *self, TriUnits units, TriRange range)
{
  GArray *array = self->units[units];

  while (array->len > 0
         && units != TRI_UNITS_ANCHORS
         && g_array_index (array, TriRange, array->len - 1).end > range.start)
    g_array_set_size (array, array->len - 1);
  if (range.end > range.start || units == TRI_UNITS_ANCHORS)
    g_array_append_val (array, range);
}

/**
 * tri_builder_add_anchor:
 * @at: the code point it stands at, -1 for the whole passage
 */
void
tri_builder_add_anchor (TriBuilder *self, const char *id, int at)
{
  Anchor anchor = { g_strdup (id), at };

  g_array_append_val (self->anchors, anchor);
}

void
tri_builder_take_note (TriBuilder *self, TriBuilder *note)
{
  g_ptr_array_add (self->notes, note);
}

/* Anchors without width stand where a unit begins: make the ranges between them. */
static void
close_anchor_units (TriBuilder *self)
{
  GArray *units = self->units[TRI_UNITS_ANCHORS];
  guint kept = 0;

  for (guint i = 0; i < units->len; i++)
    {
      TriRange *unit = &g_array_index (units, TriRange, i);

      unit->end = i + 1 < units->len ? g_array_index (units, TriRange, i + 1).start : self->n_chars;
      if (unit->end > unit->start)
        g_array_index (units, TriRange, kept++) = *unit;
    }
  g_array_set_size (units, kept);
}

/* Adds what stands from @from to @to outside of every unit as a unit of its own, unless it says
 * nothing. */
static const char *
add_gap (GArray *units, const char *text, guint from, guint to)
{
  TriRange gap = { 0, 0 };
  gboolean speaks = FALSE;

  for (guint i = from; i < to; i++, text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isspace (c))
        continue;
      if (gap.end == 0)
        gap.start = i;
      gap.end = i + 1;
      speaks = speaks || g_unichar_isalnum (c);
    }
  if (speaks)
    g_array_append_val (units, gap);
  return text;
}

/* Trims the units and fills the gaps between them. */
static GArray *
make_sentences (TriBuilder *self, const GArray *units)
{
  GArray *sentences = g_array_sized_new (FALSE, FALSE, sizeof (TriRange), units->len);
  const char *text = self->content->str;
  guint at = 0;

  for (guint i = 0; i < units->len; i++)
    {
      TriRange unit = g_array_index (units, TriRange, i);
      const char *end = NULL;

      text = add_gap (sentences, text, at, unit.start);
      for (; unit.start < unit.end && is_space (*text); unit.start++)
        text++;
      end = g_utf8_offset_to_pointer (text, (glong) unit.end - (glong) unit.start);
      at = unit.end;
      for (; unit.end > unit.start && is_space (end[-1]); unit.end--)
        end--;
      text = g_utf8_offset_to_pointer (end, (glong) at - (glong) unit.end);
      if (unit.end > unit.start)
        g_array_append_val (sentences, unit);
    }
  add_gap (sentences, text, at, self->n_chars);
  return sentences;
}

static GArray *
find_sentences (TriBuilder *self)
{
  close_anchor_units (self);
  for (int i = TRI_UNITS_SENTENCES; i > TRI_UNITS_NONE; i--)
    if (self->units[i]->len > 0)
      return make_sentences (self, self->units[i]);
  return NULL;
}

/* The space between two sentences belongs to the second: what is anchored there begins it. */
static int
find_sentence_at (const GArray *sentences, int at)
{
  guint low = 0;
  guint high = sentences ? sentences->len : 0;

  if (at < 0 || high == 0)
    return -1;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (sentences, TriRange, middle).end > (guint) at)
        high = middle;
      else
        low = middle + 1;
    }
  return (int) MIN (low, sentences->len - 1);
}

static GArray *
resolve_anchors (TriBuilder *self, const GArray *sentences)
{
  GArray *anchors = g_array_sized_new (FALSE, FALSE, sizeof (TriDraftAnchor), self->anchors->len);

  for (guint i = 0; i < self->anchors->len; i++)
    {
      const Anchor *anchor = &g_array_index (self->anchors, Anchor, i);
      TriDraftAnchor resolved = { anchor->id, find_sentence_at (sentences, anchor->at) };

      g_array_append_val (anchors, resolved);
    }
  return anchors;
}

static gboolean
push_one (TriBuilder *self, TriDraft *draft, GError **error)
{
  g_autoptr (GArray) sentences = find_sentences (self);
  g_autoptr (GArray) anchors = resolve_anchors (self, sentences);
  TriDraftPassage passage = {
    .key = self->key,
    .kind = self->kind,
    .level = self->level,
    .content = self->content->str,
    .sentences = sentences ? (const TriRange *) (gconstpointer) sentences->data : NULL,
    .n_sentences = sentences ? sentences->len : 0,
    .spans = (const TriSpan *) (gconstpointer) self->spans->data,
    .n_spans = self->spans->len,
    .mentions = (const TriDraftMention *) (gconstpointer) self->mentions->data,
    .n_mentions = self->mentions->len,
    .dates = (const TriDate *) (gconstpointer) self->dates->data,
    .n_dates = self->dates->len,
    .anchors = (const TriDraftAnchor *) (gconstpointer) anchors->data,
    .n_anchors = anchors->len,
  };

  return tri_draft_add_passage (draft, &passage, error);
}

/**
 * tri_builder_push:
 *
 * Adds the passage and, behind it, its notes to the draft, and empties the builder. A passage
 * without words is not added.
 *
 * Returns: %FALSE with the error of the draft
 */
gboolean
tri_builder_push (TriBuilder *self, TriDraft *draft, GError **error)
{
  gboolean pushed = tri_builder_is_empty (self) || push_one (self, draft, error);

  for (guint i = 0; pushed && i < self->notes->len; i++)
    pushed = tri_builder_push (g_ptr_array_index (self->notes, i), draft, error);
  tri_builder_clear (self);
  return pushed;
}
