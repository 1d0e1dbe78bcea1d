/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-marks.h"

#include "formats/tri-marks-reader.h"
#include "library/tri-batch.h"
#include "library/tri-library-works.h"
#include "library/tri-marks-store.h"
#include "tri-fold.h"
#include "tri-language.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many marks are told of one by one. */
#define MAX_ITEMS 500
#define MAX_QUOTE 120 /* code points of a quote that is told */
/* A file that does not say which text it means: so many are looked through. */
#define MAX_TEXTS 8
#define STEP 50
/* So long a transaction goes on, and so long others have the library between two of them. */
#define BATCH_US 80000

typedef struct
{
  TriLibrary *library;
  const TriMarksImport *import;
  TriMarksOutcome *outcome;
  TriJournal *journal; /* of the batch */
  gint64 begun;        /* that, on the clock */
  gboolean has_act;    /* a batch before it has its entry */
  /* What was told of before the batch. */
  guint counts[TRI_N_MARKS_FATES];
  guint n_items;
  GPtrArray *works;
  GHashTable *texts; /* what a spot says of its text → GArray of gint64 */
} Importer;

const char *
tri_marks_fate_to_words (TriMarksFate fate)
{
  static const char *const words[TRI_N_MARKS_FATES] = {
    N_ ("added"),
    N_ ("changed, since the file is newer"),
    N_ ("here already, and as new"),
    N_ ("added without a place: doubtful"),
    N_ ("added without a place: not found"),
    N_ ("left out: its text is not here"),
    N_ ("left out"),
  };

  return _ (words[fate]);
}

const char *
tri_marks_fate_to_nick (TriMarksFate fate)
{
  static const char *const nicks[TRI_N_MARKS_FATES] = {
    "added",
    "updated",
    "kept",
    "doubtful",
    "no-place",
    "no-text",
    "left-out",
  };

  return nicks[fate];
}

void
tri_marks_outcome_clear (TriMarksOutcome *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

static void
free_item (gpointer data)
{
  TriMarksItem *self = data;

  g_free (self->quote);
  g_free (self->where);
  g_free (self->words);
  g_free (self);
}

/* --- which text --- */

static gboolean
is_same_title (const char *a, const char *b)
{
  g_autofree char *first = tri_fold (a);
  g_autofree char *second = tri_fold (b);

  return g_str_equal (g_strstrip (first), g_strstrip (second));
}

typedef gboolean (*IsText) (TriWork *work, TriText *text, const TriMarkSpot *spot);

static gboolean
has_text_uuid (TriWork *work, TriText *text, const TriMarkSpot *spot)
{
  return g_strcmp0 (text->uuid, spot->text) == 0;
}

static gboolean
has_work_uuid (TriWork *work, TriText *text, const TriMarkSpot *spot)
{
  return g_strcmp0 (work->uuid, spot->work) == 0;
}

/* What others call a text is its title, or that of the work, with the language if they know it. */
static gboolean
has_title (TriWork *work, TriText *text, const TriMarkSpot *spot)
{
  if (spot->lang[0] && !tri_language_matches (text->lang, spot->lang))
    return FALSE;
  if (spot->address && spot->address[0] && g_strcmp0 (text->source, spot->address) == 0)
    return TRUE;
  if (spot->text_title[0]
      && (is_same_title (text->title, spot->text_title)
          || is_same_title (work->title, spot->text_title)))
    return TRUE;
  return spot->work_title[0] && is_same_title (work->title, spot->work_title);
}

static gboolean
has_language (TriWork *work, TriText *text, const TriMarkSpot *spot)
{
  return spot->lang[0] && tri_language_matches (text->lang, spot->lang);
}

static gboolean
is_any (TriWork *work, TriText *text, const TriMarkSpot *spot)
{
  return TRUE;
}

static GArray *
collect (Importer *self, gint64 only_work, const TriMarkSpot *spot, IsText is_text)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->works->len; i++)
    {
      TriWork *work = g_ptr_array_index (self->works, i);

      for (guint j = 0; j < work->texts->len && texts->len < MAX_TEXTS; j++)
        {
          TriText *text = g_ptr_array_index (work->texts, j);

          if ((!only_work || work->id == only_work) && is_text (work, text, spot))
            g_array_append_val (texts, text->id);
        }
    }
  return texts;
}

/* The first way that finds any. What the file says by uuid is sure; then what the reader says. */
static GArray *
resolve (Importer *self, const TriMarkSpot *spot)
{
  const struct
  {
    gint64 work;
    gboolean is_asked;
    IsText is_text;
  } ways[] = {
    { 0, spot->text[0] != '\0', has_text_uuid },
    { self->import->work, self->import->work != 0, has_language },
    { self->import->work, self->import->work != 0, is_any },
    { 0, spot->work[0] != '\0', has_work_uuid },
    { 0, TRUE, has_title },
  };
  GArray *texts;

  if (self->import->text)
    {
      texts = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (texts, self->import->text);
      return texts;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (!ways[i].is_asked)
        continue;
      texts = collect (self, ways[i].work, spot, ways[i].is_text);
      if (texts->len)
        return texts;
      g_array_unref (texts);
    }
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static GArray *
get_texts (Importer *self, const TriMarkSpot *spot)
{
  g_autofree char *name = g_strjoin ("\n",
                                     spot->text,
                                     spot->work,
                                     spot->text_title,
                                     spot->work_title,
                                     spot->lang,
                                     spot->address,
                                     NULL);
  GArray *texts = g_hash_table_lookup (self->texts, name);

  if (!texts)
    {
      texts = resolve (self, spot);
      g_hash_table_insert (self->texts, g_steal_pointer (&name), texts);
    }
  return texts;
}

/* --- where in it --- */

static void
take_place (TriMarkPlace *place, TriMarkPlace *other)
{
  tri_mark_place_clear (place);
  *place = *other;
  *other = (TriMarkPlace){ 0 };
}

/* In the one text that has the words; in several it is doubtful. */
static gboolean
find_place (Importer *self,
            const GArray *texts,
            const TriMarkSpot *spot,
            TriMarkPlace *place,
            GError **error)
{
  guint n_found = 0;

  *place = (TriMarkPlace){ .state = TRI_ANCHOR_LOST, .text = g_array_index (texts, gint64, 0) };
  for (guint i = 0; i < texts->len; i++)
    {
      g_auto (TriMarkPlace) here = { 0 };

      if (!tri_mark_place_find (self->library,
                                g_array_index (texts, gint64, i),
                                spot,
                                &here,
                                error))
        return FALSE;
      n_found += here.state < TRI_ANCHOR_DOUBTFUL;
      if (here.state < place->state)
        take_place (place, &here);
    }
  if (n_found > 1)
    place->state = TRI_ANCHOR_DOUBTFUL;
  return TRUE;
}

/* --- what becomes of it --- */

static char *
dup_short (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_QUOTE)
    return g_steal_pointer (&line);
  begin = g_utf8_substring (line, 0, MAX_QUOTE);
  return g_strconcat (begin, "…", NULL);
}

static char *
dup_text_title (Importer *self, gint64 id)
{
  for (guint i = 0; i < self->works->len; i++)
    {
      TriText *text = tri_work_get_text (g_ptr_array_index (self->works, i), id);

      if (text)
        return g_strdup (text->title);
    }
  return g_strdup ("");
}

static void
tell (Importer *self,
      const TriMarkRecord *record,
      TriMarksFate fate,
      const TriMarkPlace *place,
      const char *words)
{
  const TriMarkSpot *spot = tri_mark_record_get_spot (record);
  TriMarksItem *item;

  self->outcome->counts[fate]++;
  if (fate == TRI_MARKS_ADDED || fate == TRI_MARKS_KEPT || self->outcome->items->len >= MAX_ITEMS)
    return;
  item = g_new0 (TriMarksItem, 1);
  item->line = record->line;
  item->fate = fate;
  item->quote = dup_short (spot && spot->quote[0] ? spot->quote : record->note);
  item->where = place ? dup_text_title (self,
                                        place->text)
                      : g_strdup (spot ? spot->text_title : "");
  item->words = dup_short (words ? words : "");
  g_ptr_array_add (self->outcome->items, item);
}

/* When it was changed last; -1 when it is not here, G_MAXINT64 for a part of another mark. */
static gint64
get_modified (Importer *self, const char *uuid)
{
  static const char sql[] = "SELECT iif (part_of = '', modified, 9223372036854775807)"
                            " FROM bookmarks WHERE uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return -1;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (self->library, statement, NULL) ? sqlite3_column_int64 (statement, 0)
                                                           : -1;
}

static TriMarksFate
choose_fate (gint64 modified, const TriMarkPlace *place)
{
  if (modified >= 0)
    return TRI_MARKS_UPDATED;
  if (place->state == TRI_ANCHOR_DOUBTFUL)
    return TRI_MARKS_DOUBTFUL;
  return place->state == TRI_ANCHOR_LOST ? TRI_MARKS_NO_PLACE : TRI_MARKS_ADDED;
}

static void
clear_place (gpointer data)
{
  tri_mark_place_clear (data);
}

/* The places of all parts; those of texts that are not here are dropped. */
static gboolean
find_places (Importer *self, TriMarkRecord *record, GArray *places, GError **error)
{
  for (guint i = 0; i < record->spots->len;)
    {
      const TriMarkSpot *spot = g_ptr_array_index (record->spots, i);
      const GArray *texts = get_texts (self, spot);
      TriMarkPlace place = { 0 };

      if (!texts->len)
        {
          if (i == 0)
            return TRUE;
          g_ptr_array_remove_index (record->spots, i);
          continue;
        }
      if (!find_place (self, texts, spot, &place, error))
        {
          tri_mark_place_clear (&place);
          return FALSE;
        }
      g_array_append_val (places, place);
      i++;
    }
  return TRUE;
}

static void
fill_times (TriMarkRecord *record)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!record->modified)
    record->modified = record->created ? record->created : now;
  if (!record->created)
    record->created = record->modified;
}

static gboolean
take_record (Importer *self, TriMarkRecord *record, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (TriMarkPlace));
  gint64 modified = get_modified (self, record->uuid);
  TriMarkPlace *first;
  TriMarksFate fate;

  g_array_set_clear_func (places, clear_place);
  if (record->problem)
    {
      tell (self, record, TRI_MARKS_LEFT_OUT, NULL, record->problem);
      return TRUE;
    }
  if (modified >= 0 && modified >= record->modified)
    {
      tell (self, record, TRI_MARKS_KEPT, NULL, NULL);
      return TRUE;
    }
  if (!find_places (self, record, places, error))
    return FALSE;
  if (!places->len)
    {
      tell (self, record, TRI_MARKS_NO_TEXT, NULL, NULL);
      return TRUE;
    }
  first = &g_array_index (places, TriMarkPlace, 0);
  fate = choose_fate (modified, first);
  tell (self, record, fate, first, first->words);
  fill_times (record);
  return !self->journal
         || tri_marks_store (self->library, self->journal, record, first, error);
}

/* --- in batches --- */

static gboolean
begin_batch (Importer *self, GError **error)
{
  const char *act = self->has_act ? "bookmark.import" TRI_JOURNAL_MORE : "bookmark.import";

  if (self->import->dry_run)
    return TRUE;
  self->journal = tri_journal_begin (self->library, act, error);
  self->begun = g_get_monotonic_time ();
  return self->journal != NULL;
}

static gboolean
end_batch (Importer *self, GError **error)
{
  if (!self->journal)
    return TRUE;
  if (!tri_journal_commit (self->journal, error))
    return FALSE;
  self->has_act = self->has_act || tri_journal_get_entry (self->journal) != 0;
  g_clear_pointer (&self->journal, tri_journal_free);
  memcpy (self->counts, self->outcome->counts, sizeof self->counts);
  self->n_items = self->outcome->items->len;
  return TRUE;
}

/* What the reader does meanwhile comes between two batches. */
static gboolean
breathe (Importer *self, GError **error)
{
  if (!self->journal || g_get_monotonic_time () - self->begun < BATCH_US)
    return TRUE;
  if (!end_batch (self, error))
    return FALSE;
  if (self->library->between)
    self->library->between (self->library->hook_data);
  g_usleep (TRI_BATCH_GAP_US);
  return begin_batch (self, error);
}

/* Nothing of the last batch happened. */
static void
drop_batch (Importer *self)
{
  if (!self->journal)
    return;
  g_clear_pointer (&self->journal, tri_journal_free);
  memcpy (self->outcome->counts, self->counts, sizeof self->counts);
  g_ptr_array_set_size (self->outcome->items, (int) self->n_items);
}

static gboolean
take_all (Importer *self,
          TriMarksReader *reader,
          TriMarksImportProgress progress,
          gpointer user_data,
          GCancellable *cancellable,
          GError **error)
{
  guint n_all = tri_marks_reader_get_n (reader);
  GError *local = NULL;

  for (guint i = 0;; i++)
    {
      g_autoptr (TriMarkRecord) record = tri_marks_reader_next (reader, &local);

      if (!record)
        break;
      /* Who stops keeps what was taken. */
      if (g_cancellable_is_cancelled (cancellable))
        {
          if (end_batch (self, error))
            g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
      if (!take_record (self, record, error) || !breathe (self, error))
        return FALSE;
      if (progress && i % STEP == 0)
        progress (i, n_all, user_data);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static void
free_texts (gpointer data)
{
  g_array_unref (data);
}

gboolean
tri_library_import_marks (TriLibrary *self,
                          const TriMarksImport *import,
                          TriMarksOutcome *outcome,
                          TriMarksImportProgress progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error)
{
  Importer importer = { self, import, outcome };
  g_autoptr (TriMarksReader) reader = NULL;
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (TriWideCache) wide = NULL;

  *outcome = (TriMarksOutcome){ .items = g_ptr_array_new_with_free_func (free_item) };
  reader = tri_marks_reader_new (import->path, error);
  works = reader ? tri_library_list_works (self, error) : NULL;
  if (!works)
    return FALSE;
  outcome->source = tri_marks_reader_get_source (reader)->name;
  outcome->n_marks = tri_marks_reader_get_n (reader);
  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_texts);
  importer.works = works;
  importer.texts = texts;
  wide = tri_library_widen_cache (self);
  if (begin_batch (&importer, error)
      && take_all (&importer, reader, progress, user_data, cancellable, error)
      && end_batch (&importer, error))
    return TRUE;
  drop_batch (&importer);
  return FALSE;
}
