/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-marks.h"

G_DEFINE_FINAL_TYPE (ReaderMarks, reader_marks, G_TYPE_OBJECT)

static void
match_free (gpointer data)
{
  ReaderMatch *match = data;

  g_clear_pointer (&match->sentences, g_array_unref);
  g_free (match);
}

static void
reader_marks_finalize (GObject *object)
{
  ReaderMarks *self = READER_MARKS (object);

  g_hash_table_unref (self->counterparts);
  g_hash_table_unref (self->hovered_counterparts);
  g_hash_table_unref (self->words);
  g_object_unref (self->set);
  g_clear_object (&self->hits);
  g_hash_table_unref (self->concealed);
  g_hash_table_unref (self->revealed);
  g_array_unref (self->picked);
  g_array_unref (self->kept);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_free (self->told);
  g_free (self->highlight_date);

  G_OBJECT_CLASS (reader_marks_parent_class)->finalize (object);
}

static void
reader_marks_class_init (ReaderMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_marks_finalize;
}

static GHashTable *
passage_set_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

static void
reader_marks_init (ReaderMarks *self)
{
  self->sentence = -1;
  self->hovered_sentence = -1;
  self->picked = g_array_new (FALSE, FALSE, sizeof (TriLinkMember));
  self->kept = g_array_new (FALSE, FALSE, sizeof (ReaderKept));
  self->counterparts = passage_set_new (match_free);
  self->hovered_counterparts = passage_set_new (match_free);
  self->words = passage_set_new ((GDestroyNotify) g_array_unref);
  self->set = reader_mark_set_new ();
  self->concealed = passage_set_new (NULL);
  self->revealed = passage_set_new (NULL);
  self->palette = reader_palette_get (FALSE, FALSE);
}

ReaderMarks *
reader_marks_new (void)
{
  return g_object_new (READER_TYPE_MARKS, NULL);
}

static void
add (GHashTable *set, gint64 passage)
{
  g_hash_table_add (set, g_memdup2 (&passage, sizeof passage));
}

void
reader_marks_clear_matches (ReaderMarks *self)
{
  g_hash_table_remove_all (self->counterparts);
}

static void
add_match (GHashTable *matches, gint64 passage, int sentence, gboolean full)
{
  ReaderMatch *match = g_hash_table_lookup (matches, &passage);

  if (match == NULL)
    {
      match = g_new0 (ReaderMatch, 1);
      match->full = full;
      match->sentences = g_array_new (FALSE, FALSE, sizeof (int));
      g_hash_table_insert (matches, g_memdup2 (&passage, sizeof passage), match);
    }
  match->full = match->full && full;
  if (sentence < 0)
    g_clear_pointer (&match->sentences, g_array_unref);
  else if (match->sentences != NULL)
    g_array_append_val (match->sentences, sentence);
}

void
reader_marks_clear_words (ReaderMarks *self)
{
  g_hash_table_remove_all (self->words);
}

void
reader_marks_add_words (ReaderMarks *self, gint64 passage, const GArray *ranges)
{
  GArray *known = g_hash_table_lookup (self->words, &passage);

  if (known == NULL)
    {
      known = g_array_new (FALSE, FALSE, sizeof (TriRange));
      g_hash_table_insert (self->words, g_memdup2 (&passage, sizeof passage), known);
    }
  g_array_append_vals (known, ranges->data, ranges->len);
}

/**
 * reader_marks_get_words:
 *
 * Returns: (nullable) (element-type TriRange): the words of the passage that are marked as computed
 */
const GArray *
reader_marks_get_words (ReaderMarks *self, gint64 passage)
{
  return g_hash_table_lookup (self->words, &passage);
}

/**
 * reader_marks_is_picked:
 *
 * Returns: whether the passage, or something of it, is picked to be tied
 */
gboolean
reader_marks_is_picked (ReaderMarks *self, gint64 passage)
{
  for (guint i = 0; i < self->picked->len; i++)
    if (g_array_index (self->picked, TriLinkMember, i).passage == passage)
      return TRUE;
  return FALSE;
}

/**
 * reader_marks_add_match:
 * @sentence: the sentence of @passage that corresponds, -1 for the whole passage
 */
void
reader_marks_add_match (ReaderMarks *self, gint64 passage, int sentence, gboolean full)
{
  add_match (self->counterparts, passage, sentence, full);
}

/**
 * reader_marks_get_match:
 *
 * Returns: (nullable): what corresponds in @passage to the focus
 */
const ReaderMatch *
reader_marks_get_match (ReaderMarks *self, gint64 passage)
{
  return g_hash_table_lookup (self->counterparts, &passage);
}

void
reader_marks_clear_hovered (ReaderMarks *self)
{
  self->hovered = 0;
  self->hovered_sentence = -1;
  g_hash_table_remove_all (self->hovered_counterparts);
}

/**
 * reader_marks_add_hovered:
 * @sentence: the sentence of @passage that corresponds to what the pointer is at, -1 for the whole
 *   passage
 */
void
reader_marks_add_hovered (ReaderMarks *self, gint64 passage, int sentence, gboolean full)
{
  add_match (self->hovered_counterparts, passage, sentence, full);
}

/**
 * reader_marks_get_hovered:
 *
 * Returns: (nullable): what corresponds in @passage to what the pointer is at
 */
const ReaderMatch *
reader_marks_get_hovered (ReaderMarks *self, gint64 passage)
{
  return g_hash_table_lookup (self->hovered_counterparts, &passage);
}

gboolean
reader_marks_is_text_concealed (ReaderMarks *self, gint64 text)
{
  return g_hash_table_size (self->concealed) > 0
         && g_hash_table_contains (self->concealed, &text);
}

void
reader_marks_conceal_text (ReaderMarks *self, gint64 text)
{
  add (self->concealed, text);
}

void
reader_marks_show_text (ReaderMarks *self, gint64 text)
{
  g_hash_table_remove (self->concealed, &text);
}

gboolean
reader_marks_is_concealed (ReaderMarks *self, const TriPassage *passage)
{
  return reader_marks_is_text_concealed (self, passage->text)
         && !g_hash_table_contains (self->revealed, &passage->id);
}

void
reader_marks_reveal (ReaderMarks *self, gint64 passage)
{
  add (self->revealed, passage);
}

void
reader_marks_conceal_all (ReaderMarks *self)
{
  g_hash_table_remove_all (self->revealed);
}

/**
 * reader_marks_get_selected:
 * @out: (out): the words of @passage that are selected
 *
 * Returns: whether there are any
 */
gboolean
reader_marks_get_selected (ReaderMarks *self, const TriPassage *passage, TriRange *out)
{
  const ReaderStretch *selection = &self->selection;

  for (guint i = 0; i < self->kept->len; i++)
    if (g_array_index (self->kept, ReaderKept, i).stretch.text == passage->text)
      selection = &g_array_index (self->kept, ReaderKept, i).stretch;
  if (selection->text != passage->text
      || passage->ord < selection->first_ord
      || passage->ord > selection->last_ord)
    return FALSE;
  out->start = passage->ord == selection->first_ord ? selection->start : 0;
  out->end = passage->ord == selection->last_ord ? selection->end : G_MAXUINT;
  return out->end > out->start;
}
