/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-history.h"
#include "library/tri-library-visits.h"
#include "library/tri-library-works.h"
#include "reader-divisions.h"

#include <glib/gi18n.h>

/* The reading history. The reader is in a chapter when it was in view at two looks in a row, and
 * a stay is written when it begins, now and then, and when it ends: never more often than there
 * are looks. */

#define LOOK_SECONDS 4
/* How often a stay that goes on is written. */
#define WRITE_SECONDS 60
/* Who does nothing for longer is somewhere else. */
#define AWAY_SECONDS (30 * 60)

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* A session has one line a chapter; over midnight another one begins. */
static gint64
get_since (ReaderWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (now),
                                                          g_date_time_get_month (now),
                                                          g_date_time_get_day_of_month (now),
                                                          0,
                                                          0,
                                                          0);

  return midnight != NULL ? MAX (self->opened, g_date_time_to_unix (midnight)) : self->opened;
}

/* The passage with the focus when one sees it, else the first one in view. */
static gint64
get_passage (ReaderWindow *self)
{
  g_autoptr (GArray) seen = reader_parallel_view_dup_visible_passages (self->view);
  ReaderPlace focus = { 0 };

  if (reader_parallel_view_get_focus (self->view, &focus))
    for (guint i = 0; i < seen->len; i++)
      if (g_array_index (seen, gint64, i) == focus.passage)
        return focus.passage;

  return seen->len > 0 ? g_array_index (seen, gint64, 0) : 0;
}

/* A chapter is one with its counterparts in the other texts. */
static TriVisit *
look (ReaderWindow *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriVisit) visit = tri_visit_new ();
  g_autoptr (TriDivision) division = NULL;
  g_autoptr (GPtrArray) divisions = NULL;
  TriDivision *first = NULL;

  visit->passage = get_passage (self);
  if (visit->passage == 0)
    return NULL;
  visit->work = self->work->id;
  visit->started = visit->ended = get_now ();
  division = tri_library_get_division_of (library, visit->passage);
  if (division == NULL)
    return g_steal_pointer (&visit);
  divisions = reader_divisions_get_counterparts (library, self->work, division);
  first = divisions->len > 0 ? g_ptr_array_index (divisions, 0) : division;
  visit->chapter = g_strdup_printf ("%s/%s",
                                    tri_work_get_text (self->work, first->text)->uuid,
                                    first->key);
  visit->title = reader_divisions_dup_title (divisions);

  return g_steal_pointer (&visit);
}

typedef struct
{
  TriVisit *visit;
  gint64 since;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_object_unref (note->visit);
  g_free (note);
}

static gpointer
write_note (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Note *note = data;

  return GINT_TO_POINTER (tri_library_note_visit (library, note->visit, note->since, error));
}

static void
written_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Nothing the reader asked for, so it is told to whoever looks into the log only. */
  if (tri_worker_run_finish (TRI_WORKER (object), result, &error) == NULL && error != NULL)
    g_message ("keeping the history: %s", error->message);
}

static void
write_stay (ReaderWindow *self)
{
  TriVisit *visit = tri_visit_new ();
  Note *note = g_new0 (Note, 1);

  visit->passage = self->stay->passage;
  visit->chapter = g_strdup (self->stay->chapter);
  visit->title = g_strdup (self->stay->title);
  visit->started = self->stay->started;
  visit->ended = self->stay->ended;
  note->visit = visit;
  note->since = get_since (self);
  self->stay_written = visit->ended;
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                write_note,
                                note,
                                note_free,
                                NULL,
                                NULL,
                                written_cb,
                                NULL);
}

static gboolean
is_same_chapter (TriVisit *one,
                 TriVisit *other)
{
  return one != NULL && other != NULL && one->work == other->work
         && g_strcmp0 (one->chapter, other->chapter) == 0;
}

/* What the reader has seen for a moment only is no stay. */
static void
take_look (ReaderWindow *self,
           TriVisit *now)
{
  gboolean goes_on = is_same_chapter (self->stay, now);

  if (!goes_on)
    {
      reader_window_end_stay (self);
      self->stay = now != NULL ? g_object_ref (now) : NULL;
      return;
    }
  self->stay->passage = now->passage;
  self->stay->ended = MAX (self->stay->ended, now->ended);
  if (self->stay_written == 0 || now->ended - self->stay_written >= WRITE_SECONDS)
    write_stay (self);
}

static gboolean
is_kept (ReaderWindow *self)
{
  return self->session != NULL && self->work != NULL
         && g_settings_get_boolean (self->settings, "keep-history");
}

static gboolean
look_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;
  const char *page = gtk_stack_get_visible_child_name (self->pages);
  g_autoptr (TriVisit) now = NULL;

  self->visit_id = 0;
  if (!is_kept (self))
    {
      g_clear_object (&self->stay);
      return G_SOURCE_REMOVE;
    }
  if (g_strcmp0 (page, "reading") == 0)
    now = look (self);
  take_look (self, now);
  /* It takes a second look to be a stay; then the next one is for the reader to cause. */
  if (self->stay != NULL && self->stay_written == 0)
    reader_window_watch_stay (self);

  return G_SOURCE_REMOVE;
}

/* The view or the focus changed. */
void
reader_window_watch_stay (ReaderWindow *self)
{
  gint64 now = get_now ();

  if (self->opened == 0)
    self->opened = now;
  /* Until now the reader was there, and read. */
  if (self->visit_id == 0 && self->stay != NULL && now - self->stay->ended < AWAY_SECONDS)
    self->stay->ended = MAX (self->stay->ended, now);
  if (self->visit_id == 0 && is_kept (self))
    self->visit_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

/* The reader leaves: for another chapter, another work, or altogether. */
void
reader_window_end_stay (ReaderWindow *self)
{
  if (self->stay != NULL && self->stay_written != 0 && is_kept (self)
      && self->stay->ended != self->stay_written)
    write_stay (self);
  self->stay_written = 0;
  g_clear_object (&self->stay);
}

/* --- Its list */

static void
visit_activated_cb (ReaderWindow *self,
                    TriVisit *visit)
{
  ReaderPlace place = { .text = visit->text, .passage = visit->passage };

  if (visit->passage == 0)
    {
      reader_window_add_toast (self, _ ("This text is no longer in the library"), FALSE);
      return;
    }
  if (!visit->exact)
    reader_window_announce (self, _ ("The passage has changed since; this is where it stood"));
  reader_window_go_to_work (self, visit->work, &place);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_history_action (GtkWidget *widget,
                     const char *name,
                     GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GtkWidget *history = NULL;

  if (self->session == NULL)
    return;
  history = reader_history_new (self->session,
                                g_settings_get_boolean (self->settings, "keep-history"));
  gtk_window_set_transient_for (GTK_WINDOW (history), GTK_WINDOW (self));
  g_signal_connect_object (history,
                           "visit-activated",
                           G_CALLBACK (visit_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (history));
}

void
reader_window_class_install_history_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.show", NULL, show_history_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_h,
                                       GDK_CONTROL_MASK,
                                       "history.show",
                                       NULL);
}
