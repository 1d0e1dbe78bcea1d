/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-align.h"
#include "library/tri-library-links.h"
#include "library/tri-library-works.h"
#include "reader-align-job.h"
#include "reader-job-bar.h"
#include "reader-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Aligning the texts of a work, while one goes on reading. */

#define PROGRESS_DELAY 100 /* milliseconds */

/* The links come in many small steps, and all rows in view are read again for each look at them. */
#define LOOK_DELAY 600 /* milliseconds */

typedef struct
{
  ReaderWindow *window; /* which holds it */
  gint64 work;
  char *title;
  ReaderAlignJob *job;
  GCancellable *cancellable;
  GtkWidget *bar;
  GtkProgressBar *progress;
  guint progress_id;
  gboolean has_looked;
} Alignment;

typedef struct
{
  ReaderWindow *window;
  GCancellable *cancellable;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_object_unref (asked->cancellable);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
alignment_free (gpointer data)
{
  Alignment *alignment = data;

  g_clear_handle_id (&alignment->progress_id, g_source_remove);
  if (alignment->bar != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (alignment->bar)), alignment->bar);
  reader_align_job_unref (alignment->job);
  g_object_unref (alignment->cancellable);
  g_free (alignment->title);
  g_free (alignment);
}

static Alignment *
find_alignment (ReaderWindow *self,
                gint64 work)
{
  for (guint i = 0; self->alignments != NULL && i < self->alignments->len; i++)
    {
      Alignment *alignment = g_ptr_array_index (self->alignments, i);

      if (alignment->work == work)
        return alignment;
    }

  return NULL;
}

/* --- What is there of a long work */

static gboolean
is_linked (ReaderWindow *self)
{
  gboolean linked = FALSE;

  g_object_get (self->view, "linked", &linked, NULL);

  return linked;
}

/* The first links of a long work are there, and its rows will be only when all are: until then the
 * texts stand in linked columns, where ribbons come as they are found and the columns follow each
 * other. */
static void
show_stretches (ReaderWindow *self)
{
  Alignment *alignment = self->work != NULL ? find_alignment (self, self->work->id) : NULL;
  TriLibrary *library = NULL;

  if (alignment == NULL
      || self->stretched == self->work->id
      || is_linked (self)
      || !g_atomic_int_get (&alignment->job->is_in_stretches))
    return;
  library = reader_session_get_library (self->session);
  if (tri_library_count_strands (library, self->work->id) < self->work->texts->len)
    return;
  self->stretched = self->work->id;
  g_object_set (self->view, "linked", TRUE, NULL);
}

/* Now there are rows, it may be at the second attempt; or links of accounts, which have none. */
static void
show_rows (ReaderWindow *self,
           const Alignment *alignment)
{
  if (self->work != NULL && self->work->id == alignment->work)
    reader_window_show_linked (self);
  if (self->stretched != alignment->work)
    return;
  self->stretched = 0;
  if (self->work != NULL && self->work->id == alignment->work)
    g_object_set (self->view, "linked", FALSE, NULL);
}

/* Accounts that are tied somewhere stand in linked columns. */
void
reader_window_show_linked (ReaderWindow *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriWork) work = NULL;

  if (self->work == NULL)
    return;
  work = tri_library_get_work (library, self->work->id, NULL);
  if (work != NULL && work->kind == TRI_WORK_ACCOUNTS && tri_library_has_links (library, work->id))
    g_object_set (self->view, "linked", TRUE, NULL);
}

static void
look (ReaderWindow *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  reader_window_take_changes (self);
  show_stretches (self);
}

/* --- The bar below the texts */

static gboolean
progress_cb (gpointer user_data)
{
  Alignment *alignment = user_data;
  double done = g_atomic_int_get (&alignment->job->progress) / 1000.0;

  gtk_progress_bar_set_fraction (alignment->progress, done);
  /* The first links are shown at once. */
  if (!alignment->has_looked && g_atomic_int_get (&alignment->job->is_in_stretches))
    {
      alignment->has_looked = TRUE;
      look (alignment->window);
    }

  return G_SOURCE_CONTINUE;
}

static void
add_bar (ReaderWindow *self,
         Alignment *alignment)
{
  g_autofree char *words = g_strdup_printf (_ ("Aligning “%s”"), alignment->title);

  alignment->bar = reader_job_bar_new (words,
                                       "work.stop-aligning",
                                       g_variant_new_int64 (alignment->work),
                                       &alignment->progress);
  alignment->progress_id = g_timeout_add (PROGRESS_DELAY, progress_cb, alignment);
  gtk_box_append (GTK_BOX (self->bars), alignment->bar);
}

/* --- What came of it */

static char *
describe_loose (ReaderWindow *self,
                const char *title,
                const ReaderAlignResult *result,
                gint64 work)
{
  g_autoptr (TriWork) found = NULL;
  TriText *text = NULL;
  g_autofree char *language = NULL;

  found = tri_library_get_work (reader_session_get_library (self->session), work, NULL);
  text = found != NULL ? tri_work_get_text (found, result->loose) : NULL;
  if (result->n_loose > 1 || text == NULL)
    return g_strdup_printf (ngettext ("“%1$s” is aligned, but for %2$u text that is no "
                                      "translation of the others",
                                      "“%1$s” is aligned, but for %2$u texts that are no "
                                      "translations of the others",
                                      result->n_loose),
                            title,
                            result->n_loose);
  language = reader_words_dup_language_inside (text->lang);

  /* Translators: a title and the name of a language. */
  return g_strdup_printf (_ ("“%1$s” is aligned, but for the text in %2$s, which is no translation "
                             "of the others"),
                          title,
                          language);
}

static char *
describe_accounts (const char *title,
                   const ReaderAlignResult *result)
{
  if (result->n_links == 0)
    return g_strdup_printf (_ ("The texts of “%s” are no translations of each other: each stays "
                               "in its own order"),
                            title);

  /* Translators: of accounts, that tell the same in their own order. */
  return g_strdup_printf (ngettext ("The texts of “%1$s” are accounts: %2$u link ties passages "
                                    "that tell of the same things",
                                    "The texts of “%1$s” are accounts: %2$u links tie passages "
                                    "that tell of the same things",
                                    result->n_links),
                          title,
                          result->n_links);
}

static char *
describe_result (ReaderWindow *self,
                 const char *title,
                 const ReaderAlignResult *result,
                 gint64 work)
{
  g_autoptr (TriWork) found = NULL;

  found = tri_library_get_work (reader_session_get_library (self->session), work, NULL);
  if (found != NULL && found->kind == TRI_WORK_ACCOUNTS)
    return describe_accounts (title, result);
  if (result->n_loose > 0)
    return describe_loose (self, title, result, work);
  if (result->n_aligned == 0)
    return g_strdup_printf (_ ("There is nothing to align in “%s”"), title);
  if (result->confidence < TRI_LINK_DOUBTFUL)
    return g_strdup_printf (_ ("“%1$s” is aligned, but unsurely (%2$d %%): U goes to the links to "
                               "look at"),
                            title,
                            (int) (result->confidence * 100));

  return g_strdup_printf (ngettext ("“%1$s” is aligned: %2$u link",
                                    "“%1$s” is aligned: %2$u links",
                                    result->n_links),
                          title,
                          result->n_links);
}

static char *
describe_end (ReaderWindow *self,
              const Alignment *alignment,
              const ReaderAlignResult *result,
              const GError *error)
{
  if (result != NULL)
    return describe_result (self, alignment->title, result, alignment->work);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup_printf (_ ("“%s” is not aligned to the end: what was found stays"),
                            alignment->title);

  return g_strdup_printf (_ ("“%1$s” cannot be aligned: %2$s"), alignment->title, error->message);
}

static Alignment *
find_cancellable (ReaderWindow *self,
                  GCancellable *cancellable)
{
  for (guint i = 0; self->alignments != NULL && i < self->alignments->len; i++)
    {
      Alignment *alignment = g_ptr_array_index (self->alignments, i);

      if (alignment->cancellable == cancellable)
        return alignment;
    }

  return NULL;
}

static void
aligned_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  ReaderWindow *self = asked->window;
  g_autoptr (GError) error = NULL;
  g_autofree ReaderAlignResult *found = reader_align_job_run_finish (object, result, &error);
  Alignment *alignment = find_cancellable (self, asked->cancellable);
  g_autofree char *message = NULL;

  /* Closed, or another library opened, in between. */
  if (alignment == NULL || self->session == NULL)
    return;

  message = describe_end (self, alignment, found, error);
  reader_session_poll (self->session);
  reader_window_take_changes (self);
  if (found != NULL)
    show_rows (self, alignment);
  g_ptr_array_remove (self->alignments, alignment);
  reader_window_add_toast (self, message, FALSE);
}

/**
 * reader_window_align:
 * @id: a work of the library
 * @decide_kind: whether the texts say by how well they align what they are to each other
 *
 * Aligns the texts of the work. One goes on reading meanwhile; a bar says how far it is, and stops
 * it.
 */
void
reader_window_align (ReaderWindow *self,
                     gint64 id,
                     gboolean decide_kind)
{
  g_autoptr (TriWork) work = NULL;
  Alignment *alignment = NULL;
  Asked *asked = NULL;

  g_return_if_fail (READER_IS_WINDOW (self));

  if (self->session == NULL || find_alignment (self, id) != NULL)
    return;
  work = tri_library_get_work (reader_session_get_library (self->session), id, NULL);
  if (work == NULL)
    return;

  alignment = g_new0 (Alignment, 1);
  alignment->window = self;
  alignment->work = id;
  alignment->title = g_strdup (work->title);
  alignment->job = reader_align_job_new (id, decide_kind);
  alignment->cancellable = g_cancellable_new ();
  add_bar (self, alignment);
  if (self->alignments == NULL)
    self->alignments = g_ptr_array_new_with_free_func (alignment_free);
  g_ptr_array_add (self->alignments, alignment);

  asked = g_new0 (Asked, 1);
  asked->window = g_object_ref (self);
  asked->cancellable = g_object_ref (alignment->cancellable);
  reader_align_job_run_async (alignment->job,
                              self->session,
                              alignment->cancellable,
                              aligned_cb,
                              asked);
}

/* What aligns a text that was imported again, if anything does: an undo may take that text away.
 * Returns whether something is stopped. */
gboolean
reader_window_stop_realigning (ReaderWindow *self)
{
  Alignment *alignment = self->realigned != 0 ? find_alignment (self, self->realigned) : NULL;

  self->realigned = 0;
  if (alignment == NULL)
    return FALSE;
  g_cancellable_cancel (alignment->cancellable);

  return TRUE;
}

/* Before the library is closed: that waits for whatever the worker does. */
void
reader_window_drop_alignments (ReaderWindow *self)
{
  for (guint i = 0; self->alignments != NULL && i < self->alignments->len; i++)
    g_cancellable_cancel (((Alignment *) g_ptr_array_index (self->alignments, i))->cancellable);
  g_clear_pointer (&self->alignments, g_ptr_array_unref);
  g_clear_handle_id (&self->look_id, g_source_remove);
}

static gboolean
look_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->look_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

/* Whether changes of the library are better looked at a little later, all together; they then
 * are. */
gboolean
reader_window_delay_changes (ReaderWindow *self)
{
  if ((self->alignments == NULL || self->alignments->len == 0) && !reader_window_is_linking (self))
    return FALSE;
  if (self->look_id == 0)
    self->look_id = g_timeout_add (LOOK_DELAY, look_cb, self);

  return TRUE;
}

/* --- Actions */

/* Why the work in view is not aligned now, in words; NULL when it can be. Accounts can be too, in
 * case they are translations after all. */
static const char *
get_hindrance (ReaderWindow *self)
{
  TriLibrary *library = reader_session_get_library (self->session);

  if (self->work->texts->len < 2)
    return _ ("This work has one text only");
  if (find_alignment (self, self->work->id) != NULL)
    return _ ("The texts are being aligned");
  if (tri_library_needs_alignment (library, self->work->id)
      || (self->work->kind == TRI_WORK_ACCOUNTS
          && tri_library_count_strands (library, self->work->id) == self->work->texts->len))
    return NULL;

  return _ ("All texts of this work are tied already");
}

static void
align_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  const char *hindrance = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  hindrance = get_hindrance (self);
  if (hindrance != NULL)
    reader_window_announce (self, hindrance);
  else
    reader_window_align (self, self->work->id, self->work->kind == TRI_WORK_ACCOUNTS);
}

static void
stop_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  Alignment *alignment = find_alignment (READER_WINDOW (widget),
                                         g_variant_get_int64 (parameter));

  if (alignment != NULL)
    g_cancellable_cancel (alignment->cancellable);
}

void
reader_window_class_install_align_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "work.align", NULL, align_action);
  gtk_widget_class_install_action (widget_class, "work.stop-aligning", "x", stop_action);
}
