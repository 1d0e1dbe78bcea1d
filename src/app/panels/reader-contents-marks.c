/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-contents-marks.h"

#include "library/tri-library-bookmarks.h"

struct _ReaderContentsMarks
{
  GObject parent_instance;

  ReaderSession *session;
  TriWork *work;
  /* (element-type TriBookmarkPlace): in order. */
  GArray *places;
  /* (element-type guint): how many of each kind stand before each place, and behind the last. */
  GArray *sums;
  GCancellable *cancellable;
  guint ask_id;
  gboolean is_seen;
  /* Whether the library may say something else by now. */
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (ReaderContentsMarks, reader_contents_marks, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define ASK_DELAY 80 /* milliseconds: an import changes the library many times a second */

static gpointer
list (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *work = data;

  return tri_library_list_bookmark_places (library, *work, error);
}

static gboolean
is_same (GArray *one, GArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const TriBookmarkPlace *a = &g_array_index (one, TriBookmarkPlace, i);
      const TriBookmarkPlace *b = &g_array_index (other, TriBookmarkPlace, i);

      if (a->text != b->text || a->ord != b->ord || a->kind != b->kind)
        return FALSE;
    }
  return TRUE;
}

static void
add_up (ReaderContentsMarks *self)
{
  guint sums[TRI_N_MARK_KINDS] = { 0 };

  g_array_set_size (self->sums, 0);
  for (guint i = 0; i < self->places->len; i++)
    {
      g_array_append_vals (self->sums, sums, TRI_N_MARK_KINDS);
      sums[g_array_index (self->places, TriBookmarkPlace, i).kind]++;
    }
  g_array_append_vals (self->sums, sums, TRI_N_MARK_KINDS);
}

static void
take_places (ReaderContentsMarks *self, GArray *places)
{
  if (is_same (self->places, places))
    return;

  g_array_unref (self->places);
  self->places = g_array_ref (places);
  add_up (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderContentsMarks) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (places != NULL)
    take_places (self, places);
  else
    g_message ("bookmarks in the contents: %s", error->message);
}

static void
stop_asking (ReaderContentsMarks *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (ReaderContentsMarks *self)
{
  stop_asking (self);
  if (self->work == NULL || self->session == NULL || !self->is_seen)
    return;

  self->is_stale = FALSE;
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        list,
                        g_memdup2 (&self->work->id, sizeof self->work->id),
                        g_free,
                        (GDestroyNotify) g_array_unref,
                        self->cancellable,
                        listed_cb,
                        g_object_ref (self));
}

static gboolean
ask_cb (gpointer data)
{
  ReaderContentsMarks *self = data;

  self->ask_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
session_changed_cb (ReaderContentsMarks *self)
{
  self->is_stale = TRUE;
  if (self->is_seen && self->ask_id == 0)
    self->ask_id = g_timeout_add (ASK_DELAY, ask_cb, self);
}

static void
set_session (ReaderContentsMarks *self, ReaderSession *session)
{
  if (self->session == session)
    return;

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, session_changed_cb, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (session_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
reader_contents_marks_dispose (GObject *object)
{
  ReaderContentsMarks *self = READER_CONTENTS_MARKS (object);

  stop_asking (self);
  set_session (self, NULL);
  g_clear_object (&self->work);

  G_OBJECT_CLASS (reader_contents_marks_parent_class)->dispose (object);
}

static void
reader_contents_marks_finalize (GObject *object)
{
  ReaderContentsMarks *self = READER_CONTENTS_MARKS (object);

  g_array_unref (self->places);
  g_array_unref (self->sums);

  G_OBJECT_CLASS (reader_contents_marks_parent_class)->finalize (object);
}

static void
reader_contents_marks_class_init (ReaderContentsMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reader_contents_marks_dispose;
  object_class->finalize = reader_contents_marks_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          READER_TYPE_CONTENTS_MARKS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reader_contents_marks_init (ReaderContentsMarks *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (TriBookmarkPlace));
  self->sums = g_array_new (FALSE, FALSE, sizeof (guint));
  add_up (self);
}

ReaderContentsMarks *
reader_contents_marks_new (void)
{
  return g_object_new (READER_TYPE_CONTENTS_MARKS, NULL);
}

/**
 * reader_contents_marks_set_work:
 * @session: (nullable): the library
 * @work: (nullable): whose bookmarks to count
 */
void
reader_contents_marks_set_work (ReaderContentsMarks *self, ReaderSession *session, TriWork *work)
{
  g_return_if_fail (READER_IS_CONTENTS_MARKS (self));

  set_session (self, session);
  g_set_object (&self->work, work);
  g_array_set_size (self->places, 0);
  add_up (self);
  self->is_stale = TRUE;
  ask (self);
}

/**
 * reader_contents_marks_set_seen:
 * @seen: whether anybody sees what is counted
 */
void
reader_contents_marks_set_seen (ReaderContentsMarks *self, gboolean seen)
{
  g_return_if_fail (READER_IS_CONTENTS_MARKS (self));

  self->is_seen = seen;
  if (seen && self->is_stale)
    ask (self);
}

/* How many bookmarks stand before a passage, those of the texts before it included. */
static guint
count_before (ReaderContentsMarks *self, gint64 text, guint ord)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TriBookmarkPlace *place = &g_array_index (self->places, TriBookmarkPlace, middle);

      if (place->text < text || (place->text == text && place->ord < ord))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_between (ReaderContentsMarks *self, guint from, guint to, guint counts[TRI_N_MARK_KINDS])
{
  for (guint kind = 0; kind < TRI_N_MARK_KINDS; kind++)
    counts[kind] += g_array_index (self->sums, guint, to * TRI_N_MARK_KINDS + kind)
                    - g_array_index (self->sums, guint, from * TRI_N_MARK_KINDS + kind);
}

/**
 * reader_contents_marks_count_kinds:
 * @item: a division with its counterparts, or a text
 * @counts: (out): how many marks of each kind begin in it, its parts included
 */
void
reader_contents_marks_count_kinds (ReaderContentsMarks *self,
                                   ReaderDivisionItem *item,
                                   guint counts[TRI_N_MARK_KINDS])
{
  g_return_if_fail (READER_IS_CONTENTS_MARKS (self));

  memset (counts, 0, sizeof (guint) * TRI_N_MARK_KINDS);
  for (guint i = 0; i < item->divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (item->divisions, i);

      add_between (self,
                   count_before (self, division->text, division->first),
                   count_before (self, division->text, division->first + division->n_passages),
                   counts);
    }
  for (guint i = 0; i < item->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (item->texts, i);

      add_between (self,
                   count_before (self, text->id, 0),
                   count_before (self, text->id + 1, 0),
                   counts);
    }
}

/**
 * reader_contents_marks_count:
 * @item: a division with its counterparts, or a text
 *
 * Returns: how many marks begin in it, its parts included
 */
guint
reader_contents_marks_count (ReaderContentsMarks *self, ReaderDivisionItem *item)
{
  guint counts[TRI_N_MARK_KINDS];
  guint sum = 0;

  g_return_val_if_fail (READER_IS_CONTENTS_MARKS (self), 0);

  reader_contents_marks_count_kinds (self, item, counts);
  for (guint kind = 0; kind < TRI_N_MARK_KINDS; kind++)
    sum += counts[kind];
  return sum;
}
