/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-near.h"

#include "library/tri-search-near.h"
#include "panels/reader-row-actions.h"

#include <glib/gi18n.h>

struct _ReaderSearchNear
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ReaderSearchNear, reader_search_near, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TAKEN,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- On the worker */

typedef struct
{
  TriSearch *search;
  char *lang;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  tri_search_unref (question->search);
  g_free (question->lang);
  g_free (question);
}

static gpointer
find (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (GPtrArray) near = tri_search_list_near (question->search, library, question->lang);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&near);
}

/* --- The rows */

static GtkWidget *
new_row (const TriSearchNear *offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (offer->words);
  g_autofree char *number = g_strdup_printf ("%'u", offer->passages);
  g_autofree char *count = g_strdup_printf (ngettext ("%s passage",
                                                      "%s passages",
                                                      offer->passages),
                                            number);
  GtkWidget *suffix = gtk_label_new (number);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", offer->words, count);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (suffix, "caption");
  gtk_widget_add_css_class (suffix, "dim-label");
  gtk_widget_set_tooltip_text (suffix, count);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), suffix);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "typed", g_strdup (offer->typed), g_free);
  reader_row_actions_offer_box_row (row);
  return row;
}

/* The row that has the keyboard, or -1. */
static int
get_focus_row (ReaderSearchNear *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* A keyboard that was in the rows stays there, as near its place as it can. GTK would leave it with
 * the list, whence it does not come into the rows any more. */
static void
fill (ReaderSearchNear *self, GPtrArray *offers)
{
  int position = get_focus_row (self);
  int n = offers ? (int) offers->len : 0;
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (int i = 0; i < n; i++)
    gtk_list_box_append (self->list, new_row (offers->pdata[i]));
  gtk_widget_set_visible (self->box, n > 0);
  if (position >= 0 && n > 0)
    gtk_widget_grab_focus (
        GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (position, n - 1))));
  else if (position >= 0)
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchNear) self = data;
  g_autoptr (GPtrArray) offers = tri_worker_run_finish (TRI_WORKER (source), result, NULL);

  if (!self->cancellable || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->cancellable);
  fill (self, offers);
}

static void
activated_cb (ReaderSearchNear *self, GtkListBoxRow *row)
{
  g_autofree char *typed = g_strdup (g_object_get_data (G_OBJECT (row), "typed"));

  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, typed);
}

/* --- The object */

static void
reader_search_near_dispose (GObject *object)
{
  ReaderSearchNear *self = READER_SEARCH_NEAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_search_near_parent_class)->dispose (object);
}

static void
reader_search_near_class_init (ReaderSearchNearClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_near_dispose;

  signals[SIGNAL_TAKEN] = g_signal_new ("taken",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  signals[SIGNAL_LEFT] = g_signal_new ("left",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
reader_search_near_init (ReaderSearchNear *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Perhaps one of these"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_margin_start (heading, 18);
  gtk_widget_add_css_class (heading, "panel-heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Perhaps one of these"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_visible (self->box, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
reader_search_near_stop (ReaderSearchNear *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * reader_search_near_ask:
 * @search: that found nothing
 * @lang: (nullable): where it was searched
 */
void
reader_search_near_ask (ReaderSearchNear *self,
                        ReaderSession *session,
                        TriSearch *search,
                        const char *lang)
{
  Question *question = g_new0 (Question, 1);

  reader_search_near_stop (self);
  question->search = tri_search_ref (search);
  question->lang = g_strdup (lang);
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_searcher (session),
                        find,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        found_cb,
                        g_object_ref (self));
}

void
reader_search_near_clear (ReaderSearchNear *self)
{
  reader_search_near_stop (self);
  fill (self, NULL);
}

guint
reader_search_near_get_n_words (ReaderSearchNear *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->list, (int) n))
    n++;
  return n;
}

const char *
reader_search_near_get_question (ReaderSearchNear *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row ? g_object_get_data (G_OBJECT (row), "typed") : NULL;
}
