/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-link.h"
#include "model/tri-passage.h"
#include "reader-find-hits.h"
#include "reader-mark-set.h"
#include "reader-palette.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/* Words of one text, from a passage to a passage; ordinals, since those have an order. */
typedef struct
{
  gint64 text; /* 0: nothing is selected */
  guint first_ord;
  guint start;
  guint last_ord;
  guint end;
} ReaderStretch;

/* One that stays while words are selected in another column. */
typedef struct
{
  ReaderStretch stretch;
  gint64 first; /* the passages it begins and ends in */
  gint64 last;
} ReaderKept;

/**
 * ReaderMarks:
 * @sentence: of @focus, -1 for the whole passage
 * @mention: the name that the keyboard stands on
 * @date: likewise, a date: see tri_date_make_id()
 * @highlight: an entity whose names are marked
 * @highlight_date: (nullable): the value whose dates are marked
 * @concealed: the texts whose words show passage by passage
 * @found: words somebody went to, in the passage @found_in
 * @picked: (element-type TriLinkMember): what the reader picked to be tied to something
 * @hovered: the passage that the pointer is at, 0 for none
 * @hovered_sentence: of that, -1 for the whole passage
 * @words: of each passage (element-type TriRange): the word that is pointed at, and what probably
 *   stands for it
 * @kept: (element-type ReaderKept): what is selected besides, in the order in which it was; of a
 *   text one at most
 * @set: what the reader marked of the passages in view
 * @hits: (nullable): what is looked for in the work
 * @told: (nullable): what assistive technology is told about the focus
 *
 * How passages are to look besides what stands in them. One for all cells of a view, which change
 * none of it; the view writes it and then asks for a redraw.
 */
struct _ReaderMarks
{
  GObject parent_instance;

  gint64 focus;
  int sentence;
  gint64 mention;
  gint64 date;
  gint64 highlight;
  char *highlight_date;
  gint64 found_in;
  TriRange found;
  ReaderStretch selection;
  GArray *kept;
  gboolean caret;
  char *told;
  GArray *picked;
  gint64 hovered;
  int hovered_sentence;

  GHashTable *counterparts;
  GHashTable *hovered_counterparts;
  GHashTable *words;
  GHashTable *concealed;
  GHashTable *revealed;
  ReaderMarkSet *set;
  ReaderFindHits *hits;

  const ReaderPalette *palette;
  PangoFontDescription *font;
  double line_height;
};

#define READER_TYPE_MARKS (reader_marks_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMarks, reader_marks, READER, MARKS, GObject)

ReaderMarks *reader_marks_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What is tinted of a counterpart: its sentences, or (sentences NULL) all of it. */
typedef struct
{
  gboolean full;
  GArray *sentences; /* (element-type int) */
} ReaderMatch;

gboolean reader_marks_is_picked (ReaderMarks *self, gint64 passage);
void reader_marks_clear_matches (ReaderMarks *self);
void reader_marks_add_match (ReaderMarks *self, gint64 passage, int sentence, gboolean full);
const ReaderMatch *reader_marks_get_match (ReaderMarks *self, gint64 passage);

void reader_marks_clear_hovered (ReaderMarks *self);
void reader_marks_add_hovered (ReaderMarks *self, gint64 passage, int sentence, gboolean full);
const ReaderMatch *reader_marks_get_hovered (ReaderMarks *self, gint64 passage);

void reader_marks_clear_words (ReaderMarks *self);
void reader_marks_add_words (ReaderMarks *self, gint64 passage, const GArray *ranges);
const GArray *reader_marks_get_words (ReaderMarks *self, gint64 passage);

gboolean reader_marks_is_concealed (ReaderMarks *self, const TriPassage *passage);
gboolean reader_marks_is_text_concealed (ReaderMarks *self, gint64 text);
void reader_marks_conceal_text (ReaderMarks *self, gint64 text);
void reader_marks_show_text (ReaderMarks *self, gint64 text);
void reader_marks_reveal (ReaderMarks *self, gint64 passage);
void reader_marks_conceal_all (ReaderMarks *self);

gboolean reader_marks_get_selected (ReaderMarks *self, const TriPassage *passage, TriRange *out);

G_END_DECLS
