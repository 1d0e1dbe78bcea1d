/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "library/tri-library-equivalents.h"
#include "search/tri-words.h"
#include "tri-language.h"

#include <glib/gi18n.h>

/* What probably stands for the word below the pointer, below the caret or that is selected: found
 * by statistics over the links of the library, and shown as such. */

/* How long the pointer or the caret rests before it is asked, in milliseconds. */
#define REST 300
/* With fewer links a word is asked for together with its inflected forms. */
#define FEW_LINKS 12
/* Words whose answers are kept. */
#define MAX_KEPT 500
#define LIMIT 8
/* What goes with a word less often than this is for the list alone. */
#define LEAST_DICE 0.1

struct _ReaderWordHint
{
  gint64 passage;   /* 0: none */
  ReaderPlace menu; /* where the menu was opened last */
  gint64 text;
  gboolean is_pointed; /* by the pointer, which was here */
  double x;
  double y;
  TriRange range;
  char *word; /* as it is written */
  char *lang;
  guint rest_id;
  GCancellable *cancellable;
  GHashTable *kept; /* the language and the folded word → GPtrArray of TriEquivalentList */
  char *words;      /* what the status line says of it */
};

/* --- the word --- */

typedef struct
{
  guint at;
  TriRange range;
} Look;

static gboolean
look_cb (const TriWord *word, gpointer data)
{
  Look *look = data;

  if (look->at < word->start || look->at > word->end)
    return word->start <= look->at;
  look->range = (TriRange){ word->start, word->end };
  /* Between two words that touch the second one is meant. */
  return look->at == word->end;
}

/* The word at a character, or the one that ends there. */
static gboolean
find_word (const TriPassage *passage, guint at, TriRange *out)
{
  Look look = { at, { 0, 0 } };

  tri_words_foreach (passage->content, -1, look_cb, &look);
  *out = look.range;
  return look.range.start < look.range.end;
}

static const char *
get_lang (ReaderParallelView *self, gint64 text)
{
  TriText *found = self->work != NULL ? tri_work_get_text (self->work, text) : NULL;

  return found != NULL && *found->lang != '\0' ? found->lang : NULL;
}

static char *
dup_key (const ReaderWordHint *hint)
{
  g_autoptr (GPtrArray) folded = tri_words_list (hint->word);

  return g_strconcat (hint->lang, " ", folded->len > 0 ? folded->pdata[0] : "", NULL);
}

/* --- what is shown --- */

static void
redraw (ReaderParallelView *self)
{
  for (guint i = 0; i < self->strands->len; i++)
    reader_flow_redraw (reader_view_get_strand (self, i)->flow);
}

static const TriEquivalentList *
find_list (GPtrArray *lists, const char *lang)
{
  for (guint i = 0; lang != NULL && i < lists->len; i++)
    {
      const TriEquivalentList *list = g_ptr_array_index (lists, i);

      if (tri_language_matches (list->lang, lang))
        return list;
    }
  return NULL;
}

/* The likeliest word that is found in what corresponds in one text. */
typedef struct
{
  const TriEquivalentList *list;
  guint best;
  GPtrArray *passages; /* gint64 */
  GPtrArray *ranges;   /* GArray of TriRange, of each passage */
} Found;

static void
look_in (Found *found, const TriPassage *passage, const TriRange *part)
{
  const char *from = g_utf8_offset_to_pointer (passage->content, part->start);
  const char *to = g_utf8_offset_to_pointer (from, (glong) part->end - part->start);
  guint which = G_MAXUINT;
  g_autoptr (GArray) ranges = NULL;

  ranges = tri_equivalent_list_find (found->list, from, to - from, LEAST_DICE, &which);

  if (which > found->best || ranges->len == 0)
    return;
  if (which < found->best)
    {
      g_ptr_array_set_size (found->passages, 0);
      g_ptr_array_set_size (found->ranges, 0);
    }
  found->best = which;
  for (guint i = 0; i < ranges->len; i++)
    {
      g_array_index (ranges, TriRange, i).start += part->start;
      g_array_index (ranges, TriRange, i).end += part->start;
    }
  g_ptr_array_add (found->passages, g_memdup2 (&passage->id, sizeof passage->id));
  g_ptr_array_add (found->ranges, g_array_ref (ranges));
}

static void
look_in_counterpart (ReaderParallelView *self, Found *found, const TriCounterpart *counterpart)
{
  g_autoptr (TriPassage) passage = NULL;
  TriRange all = { 0, 0 };
  guint strand = 0;
  guint64 row = 0;

  if (!reader_view_find_passage (self, counterpart->passage, &strand, &row, &passage)
      || reader_marks_is_concealed (self->marks, passage))
    return;
  all.end = reader_passage_get_length (passage);
  if (counterpart->sentence >= 0 && (guint) counterpart->sentence < passage->sentences->len)
    all = g_array_index (passage->sentences, TriRange, counterpart->sentence);
  look_in (found, passage, &all);
}

/* Returns the word that stands for ours in a text, when there is one. */
static const char *
show_in_text (ReaderParallelView *self, GPtrArray *lists, GArray *counterparts, TriText *text)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ranges = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Found found = { find_list (lists, text->lang), G_MAXUINT, passages, ranges };

  if (found.list == NULL)
    return NULL;
  for (guint i = 0; i < counterparts->len; i++)
    {
      const TriCounterpart *counterpart = &g_array_index (counterparts, TriCounterpart, i);

      if (counterpart->text == text->id)
        look_in_counterpart (self, &found, counterpart);
    }
  for (guint i = 0; i < passages->len; i++)
    reader_marks_add_words (self->marks, *(gint64 *) passages->pdata[i], ranges->pdata[i]);
  if (found.best >= found.list->items->len)
    return NULL;
  return ((TriEquivalent *) found.list->items->pdata[found.best])->word;
}

static guint
count_links (GPtrArray *lists)
{
  guint most = 0;

  for (guint i = 0; i < lists->len; i++)
    most = MAX (most, ((TriEquivalentList *) lists->pdata[i])->looked);
  return most;
}

static char *
dup_words (const char *word, const char *found, guint n_links)
{
  g_autofree char *computed = g_strdup_printf (ngettext ("computed from %u link",
                                                         "computed from %u links",
                                                         n_links),
                                               n_links);

  if (*found == '\0')
    /* Translators: of “prison”; %2$s is "computed from 132 links". */
    return g_strdup_printf (_ ("“%1$s”: no usual counterpart here (%2$s)"), word, computed);
  /* Translators: “prison”: perhaps gevangenis (computed from 132 links) */
  return g_strdup_printf (_ ("“%1$s”: perhaps %2$s (%3$s)"), word, found, computed);
}

static void
show (ReaderParallelView *self, GPtrArray *lists)
{
  ReaderWordHint *hint = self->hint;
  g_autoptr (TriPassage) passage = NULL;
  g_autoptr (GArray) counterparts = NULL;
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (TriRange));
  g_autoptr (GString) found = g_string_new (NULL);
  guint strand = 0;
  guint64 row = 0;
  int sentence = -1;

  if (lists->len == 0
      || !reader_view_find_passage (self, hint->passage, &strand, &row, &passage))
    return;
  if (passage->sentences->len > 1)
    sentence = (int) tri_passage_get_sentence_at (passage, hint->range.start);
  counterparts = reader_row_model_dup_counterparts (reader_view_get_strand (self, strand)->model,
                                                    passage->id,
                                                    sentence);
  for (guint i = 0; i < self->work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (self->work->texts, i);
      const char *word = text->id != hint->text ? show_in_text (self, lists, counterparts, text)
                                                : NULL;

      if (word != NULL)
        g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", word);
    }
  g_array_append_val (own, hint->range);
  reader_marks_add_words (self->marks, hint->passage, own);
  hint->words = dup_words (hint->word, found->str, count_links (lists));
  redraw (self);
  reader_view_emit (self, READER_VIEW_SIGNAL_WORD_CHANGED);
}

/* --- asking --- */

typedef struct
{
  char *word;
  char *lang;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->word);
  g_free (question->lang);
  g_free (question);
}

static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *asked = data;
  TriEquivalentsQuestion question = { asked->word, asked->lang, 0, FALSE, LIMIT };
  g_autoptr (GPtrArray) lists = tri_library_list_equivalents (library, &question, error);

  if (lists == NULL || count_links (lists) >= FEW_LINKS)
    return g_steal_pointer (&lists);
  question.forms = TRUE;
  return tri_library_list_equivalents (library, &question, error);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderParallelView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  ReaderWordHint *hint = self->hint;

  if (hint->passage == 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&hint->cancellable);
  if (lists == NULL)
    {
      g_message ("finding what stands for a word: %s", error != NULL ? error->message : "");
      return;
    }
  if (g_hash_table_size (hint->kept) >= MAX_KEPT)
    g_hash_table_remove_all (hint->kept);
  g_hash_table_insert (hint->kept, dup_key (hint), g_ptr_array_ref (lists));
  show (self, lists);
}

static gboolean
rested_cb (gpointer data)
{
  ReaderParallelView *self = data;
  ReaderWordHint *hint = self->hint;
  g_autofree char *key = dup_key (hint);
  GPtrArray *kept = g_hash_table_lookup (hint->kept, key);
  Question *question = NULL;

  hint->rest_id = 0;
  if (kept != NULL)
    {
      show (self, kept);
      return G_SOURCE_REMOVE;
    }
  question = g_new0 (Question, 1);
  question->word = g_strdup (hint->word);
  question->lang = g_strdup (hint->lang);
  hint->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        hint->cancellable,
                        answered_cb,
                        g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* --- the view --- */

ReaderWordHint *
reader_word_hint_new (void)
{
  ReaderWordHint *self = g_new0 (ReaderWordHint, 1);

  self->kept = g_hash_table_new_full (g_str_hash,
                                      g_str_equal,
                                      g_free,
                                      (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
reader_word_hint_free (ReaderWordHint *self)
{
  g_hash_table_unref (self->kept);
  g_free (self->word);
  g_free (self->lang);
  g_free (self->words);
  g_free (self);
}

/* Asks no more: for a view that goes. */
void
reader_word_hint_stop (ReaderWordHint *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->passage = 0;
}

/* Forgets the word, and asks no more. */
void
reader_view_drop_hint (ReaderParallelView *self)
{
  ReaderWordHint *hint = self->hint;
  gboolean was_said = hint->words != NULL;

  if (hint->passage == 0)
    return;
  reader_word_hint_stop (hint);
  g_clear_pointer (&hint->word, g_free);
  g_clear_pointer (&hint->lang, g_free);
  g_clear_pointer (&hint->words, g_free);
  reader_marks_clear_words (self->marks);
  redraw (self);
  if (was_said)
    reader_view_emit (self, READER_VIEW_SIGNAL_WORD_CHANGED);
}

void
reader_parallel_view_stop_asking (ReaderParallelView *self)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  reader_view_drop_hint (self);
}

/* What was computed may be different now. */
void
reader_view_forget_hints (ReaderParallelView *self)
{
  reader_view_drop_hint (self);
  g_hash_table_remove_all (self->hint->kept);
}

static gboolean
is_wanted (ReaderParallelView *self, const TriPassage *passage)
{
  return self->session != NULL && self->work != NULL && self->work->texts->len > 1
         && self->work->kind == TRI_WORK_TRANSLATIONS && get_lang (self, passage->text) != NULL
         && !reader_marks_is_concealed (self->marks, passage)
         && (self->settings == NULL || g_settings_get_boolean (self->settings, "show-equivalents"));
}

/* Soon tints what stands for the word at a character of a passage; @passage NULL: of none. */
void
reader_view_hint_at (ReaderParallelView *self, const TriPassage *passage, guint at)
{
  ReaderWordHint *hint = self->hint;
  TriRange range = { 0, 0 };
  const char *from = NULL;

  if (passage == NULL || !is_wanted (self, passage) || !find_word (passage, at, &range))
    {
      reader_view_drop_hint (self);
      return;
    }
  if (hint->passage == passage->id && hint->range.start == range.start)
    return;
  reader_view_drop_hint (self);
  hint->is_pointed = FALSE;
  from = g_utf8_offset_to_pointer (passage->content, range.start);
  hint->passage = passage->id;
  hint->text = passage->text;
  hint->range = range;
  hint->word = g_utf8_substring (from, 0, (glong) range.end - range.start);
  hint->lang = g_strdup (get_lang (self, passage->text));
  hint->rest_id = g_timeout_add (REST, rested_cb, self);
}

/* The same of the word below the pointer, when that moved: what moved below it does not take the
 * place of what the keyboard is at. */
void
reader_view_hint_pointed (ReaderParallelView *self,
                          const TriPassage *passage,
                          const graphene_point_t *at,
                          guint offset)
{
  ReaderWordHint *hint = self->hint;
  gboolean moved = hint->x != (double) at->x || hint->y != (double) at->y;

  if (!moved && hint->passage != 0 && !hint->is_pointed)
    return;
  hint->x = (double) at->x;
  hint->y = (double) at->y;
  reader_view_hint_at (self, passage, offset);
  hint->is_pointed = TRUE;
}

/* The pointer has gone. */
void
reader_view_leave_hint (ReaderParallelView *self)
{
  if (self->hint->is_pointed)
    reader_view_drop_hint (self);
}

/* The menu is about this word, until another passage has the focus. */
void
reader_view_set_menu_word (ReaderParallelView *self, const TriPassage *passage, guint at)
{
  self->hint->menu = (ReaderPlace){ passage->text, passage->id, at, at };
}

/* The caret's word, or what is selected when it is one word. */
void
reader_view_hint_selected (ReaderParallelView *self)
{
  ReaderSelection selection = { 0 };
  TriRange range;

  if (self->focus == NULL || !reader_parallel_view_get_selection (self, &selection)
      || selection.passage != self->focus->id || selection.end_passage != selection.passage)
    return;
  /* Shift+Right takes the space before a word along. */
  if (find_word (self->focus, selection.end, &range) && range.end <= selection.end
      && range.start + 1 >= selection.start && selection.end > selection.start)
    reader_view_hint_at (self, self->focus, range.start);
}

/**
 * reader_parallel_view_show_popover:
 * @popover: (transfer floating): goes when it closes
 * @at: where it points, in the view
 */
void
reader_parallel_view_show_popover (ReaderParallelView *self,
                                   GtkWidget *popover,
                                   const GdkRectangle *at)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  reader_view_show_popover (self, popover, at);
}

/**
 * reader_parallel_view_dup_hint:
 *
 * Returns: (transfer full) (nullable): what probably stands for the word that the pointer or the
 *   caret is at, and from how much that was computed, in words
 */
char *
reader_parallel_view_dup_hint (ReaderParallelView *self)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  return g_strdup (self->hint->words);
}

static gboolean
is_told (ReaderParallelView *self, const ReaderSelection *selection)
{
  const ReaderWordHint *hint = self->hint;

  return hint->passage == selection->passage && !hint->is_pointed
         && selection->passage == selection->end_passage && hint->range.start >= selection->start
         && hint->range.end == selection->end;
}

/**
 * reader_parallel_view_dup_word:
 * @lang: (out): of the word
 * @at: (out): where it stands in the view
 *
 * Returns: (transfer full) (nullable): the word that is selected, else the one that the caret or
 *   the pointer is at, else the first of the passage in focus
 */
char *
reader_parallel_view_dup_word (ReaderParallelView *self, char **lang, GdkRectangle *at)
{
  ReaderSelection selection = { 0 };
  g_autoptr (TriPassage) passage = NULL;
  TriRange range = { 0, 0 };
  guint strand = 0;
  guint64 row = 0;
  graphene_point_t corner;
  gint64 id = self->focus != NULL ? self->focus->id : 0;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  /* Of L’enfant that is selected the second word is what one is told about. */
  if (reader_parallel_view_get_selection (self, &selection) && !is_told (self, &selection))
    {
      id = selection.passage;
      range = (TriRange){ selection.start,
                          selection.passage == selection.end_passage ? selection.end
                                                                     : selection.start };
    }
  else if (self->hint->passage != 0)
    {
      id = self->hint->passage;
      range = self->hint->range;
    }
  else if (id != 0 && self->hint->menu.passage == id)
    range.start = self->hint->menu.start;
  if (id == 0 || !reader_view_find_passage (self, id, &strand, &row, &passage)
      || reader_marks_is_concealed (self->marks, passage) || get_lang (self, passage->text) == NULL)
    return NULL;
  if (range.end <= range.start && !find_word (passage, range.start, &range))
    return NULL;
  if (!reader_flow_get_range (reader_view_get_strand (self, strand)->flow,
                              row,
                              passage->text,
                              passage->id,
                              &range,
                              at)
      || !gtk_widget_compute_point (GTK_WIDGET (reader_view_get_strand (self, strand)->flow),
                                    GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) at->x, (float) at->y),
                                    &corner))
    return NULL;
  at->x = (int) corner.x;
  at->y = (int) corner.y;
  *lang = g_strdup (get_lang (self, passage->text));
  return g_utf8_substring (passage->content, range.start, range.end);
}
