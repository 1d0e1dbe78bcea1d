/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "synthetic-rows.h"

struct _SyntheticRows
{
  GObject parent_instance;

  guint64 n_rows;
  guint n_columns;
  guint first_text;
  GArray *marks;
  GHashTable *notes;
  /* Of a text by itself: the texts of its strand. */
  guint first_linked;
  guint n_linked;
  /* Links tie neighbours only: the first text and the third one by way of the second. */
  gboolean in_chain;
};

static void synthetic_rows_iface_init (ReaderRowModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyntheticRows,
                               synthetic_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (READER_TYPE_ROW_MODEL,
                                                      synthetic_rows_iface_init))

static const char *const langs[] = { "fr", "en", "nl", "fr", "en", "nl", "fr", "en" };

static const char *const sentences[][6] = {
  {
      "Libéré en janvier, il passe la frontière et s’installe à Barcelone.",
      "Il y compose des journaux, il y écoute surtout.",
      "Salvador Seguí lui apprend ce qu’est un peuple qui s’organise.",
      "C’est dans Tierra y Libertad qu’il signe pour la première fois Victor Serge.",
      "En juillet, la ville se soulève et l’insurrection échoue.",
      "Il a déjà décidé de partir pour la Russie, où la révolution commence à peine.",
  },
  {
      "Released in January, he crosses the border and settles in Barcelona.",
      "There he sets newspapers in type; above all, he listens.",
      "Salvador Seguí teaches him what a people is that organises itself.",
      "It is in Tierra y Libertad that he first signs himself Victor Serge.",
      "In July the city rises and the insurrection fails.",
      "By then he has decided to leave for Russia, where the revolution has only begun.",
  },
  {
      "In januari komt hij vrij; hij steekt de grens over en vestigt zich in Barcelona.",
      "Hij zet er kranten, maar vooral luistert hij.",
      "Van Salvador Seguí leert hij wat een volk is dat zichzelf organiseert.",
      "In Tierra y Libertad ondertekent hij voor het eerst met Victor Serge.",
      "In juli komt de stad in opstand en mislukt het oproer.",
      "Dan heeft hij al besloten naar Rusland te gaan, waar de revolutie nog maar begint.",
  },
};

static const struct
{
  const char *name;
  gint64 entity;
  TriEntityType type;
} names[] = {
  { "Salvador Seguí", 1, TRI_ENTITY_PERSON },
  { "Victor Serge", 2, TRI_ENTITY_PERSON },
  { "Barcelone", 3, TRI_ENTITY_PLACE },
  { "Barcelona", 3, TRI_ENTITY_PLACE },
  { "Russie", 4, TRI_ENTITY_PLACE },
  { "Russia", 4, TRI_ENTITY_PLACE },
  { "Rusland", 4, TRI_ENTITY_PLACE },
  { "Tierra y Libertad", 5, TRI_ENTITY_WORK },
  { "insurrection", 6, TRI_ENTITY_EVENT },
  { "oproer", 6, TRI_ENTITY_EVENT },
  { "journaux", 7, TRI_ENTITY_ORGANISATION },
  { "newspapers", 7, TRI_ENTITY_ORGANISATION },
  { "kranten", 7, TRI_ENTITY_ORGANISATION },
};

static const struct
{
  const char *words;
  const char *edtf;
} dates[] = {
  { "janvier", "1917-01" },
  { "January", "1917-01" },
  { "januari", "1917-01" },
  { "juillet", "1917-07" },
  { "July", "1917-07" },
  { "juli", "1917-07" },
};

static gboolean
is_heading (guint64 row)
{
  return row % SYNTHETIC_DIVISION == 0;
}

gint64
synthetic_get_passage (guint64 row, guint text)
{
  return (gint64) (row * SYNTHETIC_IDS + text * 2 + 1);
}

/* In linked columns two links cross now and then: what stands in one row of the first text stands
 * in the next row of the second, and the other way round. Asked twice, it leads back. */
guint64
synthetic_get_linked (guint64 row, guint text)
{
  if (text % 2 == 0 || row % SYNTHETIC_CROSSING / 2 != 4)
    return row;
  return row % 2 == 0 ? row + 1 : row - 1;
}

static guint
get_n_sentences (guint64 row)
{
  return (guint) (row * 7 % 5) + 1;
}

char *
synthetic_dup_words (guint64 row, guint text)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (is_heading (row))
    return g_strdup_printf ("%" G_GUINT64_FORMAT ". %s",
                            row / SYNTHETIC_DIVISION + 1,
                            text % 3 == 0 ? "Barcelone, 1917" : "Barcelona, 1917");
  for (guint i = 0; i < get_n_sentences (row); i++)
    g_string_append_printf (words,
                            "%s%s",
                            i > 0 ? " " : "",
                            sentences[text % 3][(row + i) % 6]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_sentences (TriPassage *passage, guint64 row, guint text)
{
  guint start = 0;

  for (guint i = 0; i < get_n_sentences (row); i++)
    {
      TriRange range = { start, 0 };

      range.end = start + (guint) g_utf8_strlen (sentences[text % 3][(row + i) % 6], -1);
      g_array_append_val (passage->sentences, range);
      start = range.end + 1;
    }
}

static gboolean
find_word (const char *content, const char *word, guint *start, guint *end)
{
  const char *found = strstr (content, word);

  if (found == NULL)
    return FALSE;
  *start = (guint) g_utf8_pointer_to_offset (content, found);
  *end = *start + (guint) g_utf8_strlen (word, -1);
  return TRUE;
}

static int
compare_mentions (gconstpointer a, gconstpointer b)
{
  return (int) ((const TriMention *) a)->start - (int) ((const TriMention *) b)->start;
}

static void
add_names (TriPassage *passage)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TriMention mention = { passage->id * 16 + i, 0, 0, names[i].entity, names[i].type, 0, 1 };
      TriSpan span = { 0, 0, TRI_SPAN_TITLE, NULL };

      if (!find_word (passage->content, names[i].name, &mention.start, &mention.end))
        continue;
      g_array_append_val (passage->mentions, mention);
      span.start = mention.start;
      span.end = mention.end;
      if (names[i].type == TRI_ENTITY_WORK)
        g_array_append_val (passage->spans, span);
    }
  g_array_sort (passage->mentions, compare_mentions);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      TriDate date = { 0, 0, NULL };

      if (!find_word (passage->content, dates[i].words, &date.start, &date.end))
        continue;
      date.edtf = g_strdup (dates[i].edtf);
      g_array_append_val (passage->dates, date);
    }
}

static TriPassage *
make_passage (guint64 row, guint text)
{
  TriPassage *passage = tri_passage_new ();

  passage->id = synthetic_get_passage (row, text);
  passage->text = text + 1;
  passage->ord = (guint) (row * 2);
  passage->kind = is_heading (row) ? TRI_PASSAGE_HEADING : TRI_PASSAGE_PARAGRAPH;
  passage->level = 1;
  passage->key = g_strdup_printf ("p%" G_GUINT64_FORMAT, row);
  passage->content = synthetic_dup_words (row, text);
  if (is_heading (row))
    return passage;
  add_sentences (passage, row, text);
  add_names (passage);
  return passage;
}

/* Every seventh row has a note at the end of its first sentence, and begins a page. */
static void
add_note (GPtrArray *cell, TriPassage *passage, guint64 row)
{
  guint at = g_array_index (passage->sentences, TriRange, 0).end;
  TriSpan mark = { at, at, TRI_SPAN_NOTE, g_strdup_printf ("n%" G_GUINT64_FORMAT, row) };
  TriSpan page = { 0, 0, TRI_SPAN_PAGE, g_strdup_printf ("%" G_GUINT64_FORMAT, row / 7 + 1) };
  TriPassage *note = tri_passage_new ();

  g_array_prepend_val (passage->spans, page);
  g_array_append_val (passage->spans, mark);
  note->id = passage->id + 1;
  note->text = passage->text;
  note->ord = passage->ord + 1;
  note->kind = TRI_PASSAGE_NOTE;
  note->key = g_strdup (mark.value);
  note->content = g_strdup ("Memoirs of a Revolutionary, chapter 2.");
  g_ptr_array_add (cell, note);
}

static gboolean
has_gap (SyntheticRows *self, guint64 row, guint column)
{
  guint first = self->n_linked > 0 ? self->first_linked : self->first_text;
  guint n = self->n_linked > 0 ? self->n_linked : self->n_columns;
  guint at = self->first_text + column - first;

  return at > 0 && at + 1 == n && row % SYNTHETIC_GAP == SYNTHETIC_GAP - 1;
}

static TriRow *
synthetic_rows_dup_row (ReaderRowModel *model, guint64 row)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  TriRow *made = tri_row_new (row, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    {
      GPtrArray *cell = tri_row_get_cell (made, i);

      if (has_gap (self, row, i))
        continue;
      g_ptr_array_add (cell, make_passage (row, self->first_text + i));
      if (row % 7 == 1 && !is_heading (row))
        add_note (cell, g_ptr_array_index (cell, 0), row);
    }
  return made;
}

static guint64
synthetic_rows_get_n_rows (ReaderRowModel *model)
{
  return SYNTHETIC_ROWS (model)->n_rows;
}

static guint
synthetic_rows_get_n_columns (ReaderRowModel *model)
{
  return SYNTHETIC_ROWS (model)->n_columns;
}

static gboolean
synthetic_rows_find_passage (ReaderRowModel *model, gint64 passage, guint64 *row)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  guint text = (guint) (passage % SYNTHETIC_IDS) / 2;

  *row = (guint64) passage / SYNTHETIC_IDS;
  return passage > 0
         && *row < self->n_rows
         && text >= self->first_text
         && text < self->first_text + self->n_columns;
}

static GArray *
synthetic_rows_dup_counterparts (ReaderRowModel *model, gint64 passage, int sentence)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TriCounterpart));
  guint64 row = (guint64) passage / SYNTHETIC_IDS;

  guint first = self->n_linked > 0 ? self->first_linked : self->first_text;
  guint n = self->n_linked > 0 ? self->n_linked : self->n_columns;
  guint own = (guint) (passage % SYNTHETIC_IDS) / 2;

  for (guint i = 0; i < n; i++)
    {
      guint text = first + i;
      guint64 there = self->n_linked > 0
                          ? synthetic_get_linked (synthetic_get_linked (row, own), text)
                          : row;
      TriCounterpart counterpart = { synthetic_get_passage (there, text),
                                     text + 1,
                                     (guint) there * 2,
                                     sentence,
                                     row % 5 != 3,
                                     TRI_STATUS_CONFIRMED,
                                     TRI_RELATION_TRANSLATION,
                                     1 };

      if (counterpart.passage != passage && (!self->in_chain || ABS ((int) text - (int) own) == 1))
        g_array_append_val (found, counterpart);
    }
  return found;
}

static gint64
synthetic_rows_step_division (ReaderRowModel *model, const TriPassage *from, int direction)
{
  guint64 row = (guint64) from->id / SYNTHETIC_IDS;
  guint64 start = row / SYNTHETIC_DIVISION * SYNTHETIC_DIVISION;
  guint text = (guint) from->text - 1;

  if (direction > 0)
    return start + SYNTHETIC_DIVISION < SYNTHETIC_ROWS (model)->n_rows
               ? synthetic_get_passage (start + SYNTHETIC_DIVISION, text)
               : 0;
  if (row > start)
    return synthetic_get_passage (start, text);
  return start > 0 ? synthetic_get_passage (start - SYNTHETIC_DIVISION, text) : 0;
}

static char *
synthetic_rows_dup_division (ReaderRowModel *model, gint64 passage)
{
  guint64 row = (guint64) passage / SYNTHETIC_IDS / SYNTHETIC_DIVISION * SYNTHETIC_DIVISION;

  return synthetic_dup_words (row, (guint) (passage % SYNTHETIC_IDS) / 2);
}

static GArray *
synthetic_rows_dup_marks (ReaderRowModel *model, const gint64 *passages, guint n_passages)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TriMarkRange));

  for (guint m = 0; m < self->marks->len; m++)
    for (guint i = 0; i < n_passages; i++)
      if (passages[i] == g_array_index (self->marks, TriMarkRange, m).passage)
        g_array_append_val (found, g_array_index (self->marks, TriMarkRange, m));
  return found;
}

static GPtrArray *
synthetic_rows_dup_bookmarks (ReaderRowModel *model, const gint64 *ids, guint n_ids)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_ids; i++)
    {
      const char *note = g_hash_table_lookup (self->notes, &ids[i]);
      TriBookmark *bookmark = tri_bookmark_new ();

      bookmark->id = ids[i];
      g_free (bookmark->note);
      bookmark->note = g_strdup (note != NULL ? note : "");
      g_ptr_array_add (found, bookmark);
    }
  return found;
}

static gint64
get_link (SyntheticRows *self, guint64 row, guint first)
{
  return (gint64) (self->in_chain ? row * self->n_linked + first : row) + 1;
}

/* Each row is a link, but one whose row is a gap in a text has nothing there. */
static void
add_link (SyntheticRows *self, guint64 row, guint first, guint n, GArray *ends)
{
  for (guint i = first; i < first + n; i++)
    {
      guint text = self->first_linked + i;
      guint64 there = synthetic_get_linked (row, text);
      TriLinkEnd end = { .link = get_link (self, row, first),
                         .text = text + 1,
                         .passage = synthetic_get_passage (there, text),
                         .ord = (guint) there,
                         .sentence = -1,
                         .n_sentences = get_n_sentences (there),
                         .status = row % 2 == 0 ? TRI_STATUS_CONFIRMED : TRI_STATUS_COMPUTED,
                         .relation = row % 5 == 3 ? TRI_RELATION_OVERLAP : TRI_RELATION_TRANSLATION,
                         .score = 0.84 };

      if (!(i > 0 && i + 1 == self->n_linked && there % SYNTHETIC_GAP == SYNTHETIC_GAP - 1)
          && there < self->n_rows)
        g_array_append_val (ends, end);
    }
}

static GArray *
synthetic_rows_dup_links (ReaderRowModel *model, guint64 first, guint n)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (TriLinkEnd));

  for (guint64 row = first; row < MIN (first + n, self->n_rows); row++)
    {
      guint64 linked = synthetic_get_linked (row, self->first_text);

      for (guint i = 0; self->in_chain && i + 1 < self->n_linked; i++)
        add_link (self, linked, i, 2, ends);
      if (!self->in_chain)
        add_link (self, linked, 0, self->n_linked, ends);
    }
  return ends;
}

static ReaderRowModel *
synthetic_rows_dup_text (ReaderRowModel *model, guint column)
{
  SyntheticRows *self = SYNTHETIC_ROWS (model);
  ReaderRowModel *text = synthetic_rows_new (self->n_rows, 1, self->first_text + column);

  SYNTHETIC_ROWS (text)->first_linked = self->first_text;
  SYNTHETIC_ROWS (text)->n_linked = self->n_columns;
  g_array_unref (SYNTHETIC_ROWS (text)->marks);
  SYNTHETIC_ROWS (text)->marks = g_array_ref (self->marks);
  g_hash_table_unref (SYNTHETIC_ROWS (text)->notes);
  SYNTHETIC_ROWS (text)->notes = g_hash_table_ref (self->notes);
  SYNTHETIC_ROWS (text)->in_chain = self->in_chain;
  return text;
}

static void
synthetic_rows_finalize (GObject *object)
{
  SyntheticRows *self = SYNTHETIC_ROWS (object);

  g_array_unref (self->marks);
  g_hash_table_unref (self->notes);

  G_OBJECT_CLASS (synthetic_rows_parent_class)->finalize (object);
}

static void
synthetic_rows_class_init (SyntheticRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = synthetic_rows_finalize;
}

static void
synthetic_rows_init (SyntheticRows *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (TriMarkRange));
  self->notes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
synthetic_rows_iface_init (ReaderRowModelInterface *iface)
{
  iface->get_n_rows = synthetic_rows_get_n_rows;
  iface->get_n_columns = synthetic_rows_get_n_columns;
  iface->dup_row = synthetic_rows_dup_row;
  iface->find_passage = synthetic_rows_find_passage;
  iface->dup_counterparts = synthetic_rows_dup_counterparts;
  iface->step_division = synthetic_rows_step_division;
  iface->dup_division = synthetic_rows_dup_division;
  iface->dup_marks = synthetic_rows_dup_marks;
  iface->dup_bookmarks = synthetic_rows_dup_bookmarks;
  iface->dup_text = synthetic_rows_dup_text;
  iface->dup_links = synthetic_rows_dup_links;
}

ReaderRowModel *
synthetic_rows_new (guint64 n_rows, guint n_columns, guint first_text)
{
  SyntheticRows *self = g_object_new (SYNTHETIC_TYPE_ROWS, NULL);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->first_text = first_text;
  return READER_ROW_MODEL (self);
}

void
synthetic_rows_add_mark (SyntheticRows *self, const TriMarkRange *range, const char *note)
{
  g_array_append_vals (self->marks, range, 1);
  if (note != NULL)
    g_hash_table_insert (self->notes,
                         g_memdup2 (&range->bookmark, sizeof range->bookmark),
                         g_strdup (note));
}

/* Before the texts are shown as linked columns. */
void
synthetic_rows_set_in_chain (SyntheticRows *self)
{
  self->in_chain = TRUE;
}

/* Texts in French, English, Dutch and so on, in one strand or each in its own. */
TriWork *
synthetic_work_new (guint n_texts, gboolean one_strand)
{
  static const char *const titles[] = { "Une vie", "A life", "Een leven" };
  TriWork *work = g_object_new (TRI_TYPE_WORK, NULL);

  work->id = 1;
  work->title = g_strdup ("Victor Serge");
  if (work->texts == NULL)
    work->texts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_texts; i++)
    {
      TriText *text = g_object_new (TRI_TYPE_TEXT, NULL);

      text->id = i + 1;
      text->ord = i;
      text->strand = one_strand ? 0 : i;
      text->column = one_strand ? i : 0;
      text->lang = g_strdup (langs[i % G_N_ELEMENTS (langs)]);
      text->title = g_strdup (titles[i % 3]);
      g_ptr_array_add (work->texts, text);
    }
  return work;
}
