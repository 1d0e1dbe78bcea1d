/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-kept.h"

#include "library/tri-library-search.h"
#include "panels/reader-row-actions.h"
#include "reader-rename-entry.h"
#include "reader-search-kept-row.h"

#include <glib/gi18n.h>

struct _ReaderSearchKept
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *rename;

  ReaderSession *session;
  GCancellable *reading;
  GCancellable *counting;
  guint reload_id;
  TriSavedSearch *renamed; /* whose name is being written, or NULL */
};

G_DEFINE_FINAL_TYPE (ReaderSearchKept, reader_search_kept, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LISTED,
  SIGNAL_OPENED,
  SIGNAL_SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Milliseconds: for changes that come one after the other. */
#define RELOAD_DELAY 400

static ReaderSearchKeptRow *
get_row (ReaderSearchKept *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row ? READER_SEARCH_KEPT_ROW (row) : NULL;
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* --- Counting */

typedef struct
{
  TriSavedSearch *search;
  gint64 n;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_object_unref (count->search);
  g_free (count);
}

static gboolean
found_cb (const TriSearchStep *step, gpointer data)
{
  Count *count = data;

  count->n = step->n_hits + (step->replaces ? 0 : count->n);
  return TRUE;
}

static gpointer
count_hits (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Count *count = data;
  g_autoptr (TriSearchOptions) options = tri_search_options_from_json (count->search->options,
                                                                       library);
  g_autoptr (TriSearch) search = tri_search_new (library, count->search->query, options, error);

  if (!search || !tri_search_run (search, library, found_cb, count, error))
    return NULL;
  return g_memdup2 (&count->n, sizeof count->n);
}

static void count_next (ReaderSearchKept *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchKeptRow) row = data;
  g_autofree gint64 *n = tri_worker_run_finish (TRI_WORKER (source), result, NULL);
  GtkWidget *kept = gtk_widget_get_ancestor (GTK_WIDGET (row), READER_TYPE_SEARCH_KEPT);
  ReaderSearchKept *self = kept ? READER_SEARCH_KEPT (kept) : NULL;

  if (n)
    reader_search_kept_row_set_count (row, *n);
  if (!self || self->counting != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->counting);
  if (n)
    count_next (self);
}

/* The first whose number is not known. */
static void
count_next (ReaderSearchKept *self)
{
  ReaderSearchKeptRow *row = NULL;
  Count *count = NULL;

  if (self->counting || !self->session || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0; (row = get_row (self, i)); i++)
    if (!reader_search_kept_row_is_counted (row))
      break;
  if (!row)
    return;
  count = g_new0 (Count, 1);
  count->search = g_object_ref (reader_search_kept_row_get_search (row));
  self->counting = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_searcher (self->session),
                        count_hits,
                        count,
                        count_free,
                        g_free,
                        self->counting,
                        counted_cb,
                        g_object_ref (row));
}

/* --- Reading */

static gpointer
list_searches (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return tri_library_list_searches (library, error);
}

/* What was counted is shown until it is counted anew; the row that had the keyboard keeps it. */
static void
fill (ReaderSearchKept *self, GPtrArray *searches)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int at = focus ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  ReaderSearchKeptRow *row = NULL;

  for (guint i = 0; i < searches->len; i++)
    {
      row = get_row (self, i);
      if (!row)
        {
          row = READER_SEARCH_KEPT_ROW (reader_search_kept_row_new ());
          gtk_list_box_append (self->list, GTK_WIDGET (row));
          reader_row_actions_offer_box_row (GTK_WIDGET (row));
        }
      reader_search_kept_row_set_search (row, searches->pdata[i]);
    }
  while ((row = get_row (self, searches->len)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (at >= 0 && searches->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, MIN ((guint) at, searches->len - 1))));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchKept) self = data;
  g_autoptr (GPtrArray) searches = tri_worker_run_finish (TRI_WORKER (source), result, NULL);

  if (!self->reading || self->reading != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->reading);
  if (!searches)
    return;
  stop (&self->counting);
  fill (self, searches);
  g_signal_emit (self, signals[SIGNAL_LISTED], 0);
  count_next (self);
}

static void
reload (ReaderSearchKept *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  stop (&self->reading);
  if (!self->session)
    return;
  self->reading = g_cancellable_new ();
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                list_searches,
                                NULL,
                                NULL,
                                (GDestroyNotify) g_ptr_array_unref,
                                self->reading,
                                listed_cb,
                                g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  ReaderSearchKept *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

/* Counted anew when they are seen. */
static void
library_changed_cb (ReaderSearchKept *self)
{
  ReaderSearchKeptRow *row = NULL;

  for (guint i = 0; (row = get_row (self, i)); i++)
    reader_search_kept_row_set_stale (row);
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

/* --- Acts */

typedef gboolean (*Act) (TriLibrary *library, TriSavedSearch *search, GError **error);

typedef struct
{
  TriSavedSearch *search;
  Act act;
  const char *done;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_object_unref (deed->search);
  g_free (deed);
}

static gboolean delete (TriLibrary *library, TriSavedSearch *search, GError **error)
{
  return tri_library_delete_search (library, search->uuid, error);
}

static gpointer
act (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Deed *deed = data;

  return deed->act (library, deed->search, error) ? (gpointer) deed->done : NULL;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchKept) self = data;
  g_autoptr (GError) error = NULL;
  const char *done = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  g_signal_emit (self, signals[SIGNAL_SAID], 0, done ? done : error->message, done != NULL);
  reload (self);
}

static void
begin (ReaderSearchKept *self, TriSavedSearch *search, Act func, const char *done)
{
  Deed *deed = NULL;

  if (!self->session)
    return;
  deed = g_new0 (Deed, 1);
  deed->search = g_object_ref (search);
  deed->act = func;
  deed->done = done;
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                act,
                                deed,
                                deed_free,
                                NULL,
                                NULL,
                                acted_cb,
                                g_object_ref (self));
}

static void
activated_cb (ReaderSearchKept *self, ReaderSearchKeptRow *row)
{
  g_autoptr (TriSavedSearch) search = g_object_ref (reader_search_kept_row_get_search (row));

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, search);
}

static ReaderSearchKeptRow *
find_focused (ReaderSearchKept *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return child ? READER_SEARCH_KEPT_ROW (child) : NULL;
}

static void
rename_row (ReaderSearchKept *self, ReaderSearchKeptRow *row)
{
  g_set_object (&self->renamed, reader_search_kept_row_get_search (row));
  reader_rename_entry_open (READER_RENAME_ENTRY (self->rename), self->renamed->title);
}

static void
focus_renamed_cb (ReaderSearchKept *self)
{
  ReaderSearchKeptRow *row = NULL;

  for (guint i = 0; self->renamed && (row = get_row (self, i)); i++)
    if (g_strcmp0 (reader_search_kept_row_get_search (row)->uuid, self->renamed->uuid) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
renamed_cb (ReaderSearchKept *self, const char *name)
{
  g_autoptr (TriSavedSearch) search = NULL;
  g_autofree char *title = g_strstrip (g_strdup (name));

  if (!self->renamed || !title[0] || g_str_equal (title, self->renamed->title))
    return;
  search = tri_saved_search_copy (self->renamed);
  g_free (search->title);
  search->title = g_steal_pointer (&title);
  begin (self, search, tri_library_edit_search, _ ("Search renamed"));
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSearchKept *self = READER_SEARCH_KEPT (widget);
  ReaderSearchKeptRow *row = find_focused (self);

  if (row)
    rename_row (self, row);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSearchKept *self = READER_SEARCH_KEPT (widget);
  ReaderSearchKeptRow *row = find_focused (self);

  if (row)
    reader_search_kept_delete (self, reader_search_kept_row_get_search (row));
}

/* --- The object */

static void
reader_search_kept_dispose (GObject *object)
{
  ReaderSearchKept *self = READER_SEARCH_KEPT (object);

  reader_search_kept_set_session (self, NULL);
  g_clear_object (&self->renamed);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_search_kept_parent_class)->dispose (object);
}

static gboolean
reader_search_kept_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderSearchKept *self = READER_SEARCH_KEPT (widget);

  return gtk_widget_child_focus (self->box, direction);
}

static guint
new_signal (GType type, const char *name, guint n_arguments, GType first, GType second)
{
  return g_signal_new (name,
                       type,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_arguments,
                       first,
                       second);
}

static void
reader_search_kept_class_init (ReaderSearchKeptClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_search_kept_dispose;
  widget_class->focus = reader_search_kept_focus;

  signals[SIGNAL_LISTED] = new_signal (type, "listed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[SIGNAL_OPENED] = new_signal (type, "opened", 1, TRI_TYPE_SAVED_SEARCH, G_TYPE_NONE);
  signals[SIGNAL_SAID] = new_signal (type, "said", 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "kept-search.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "kept-search.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "kept-search.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "kept-search.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_KP_Delete,
                                       0,
                                       "kept-search.delete",
                                       NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_list (ReaderSearchKept *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved searches"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
}

static void
reader_search_kept_init (ReaderSearchKept *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Saved searches"));

  add_list (self);
  self->rename = reader_rename_entry_new ();
  reader_rename_entry_set_hint (READER_RENAME_ENTRY (self->rename), _ ("Name of the search"));
  gtk_widget_set_margin_start (self->rename, 12);
  gtk_widget_set_margin_end (self->rename, 12);
  g_signal_connect_swapped (self->rename, "closed", G_CALLBACK (focus_renamed_cb), self);
  g_signal_connect_swapped (self->rename, "renamed", G_CALLBACK (renamed_cb), self);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "panel-heading");
  gtk_widget_set_margin_start (heading, 18);
  gtk_widget_set_margin_bottom (heading, 4);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), self->rename);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (count_next), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (reader_search_kept_pause), NULL);
}

/**
 * reader_search_kept_set_session:
 * @session: (nullable): whose library keeps them
 */
void
reader_search_kept_set_session (ReaderSearchKept *self, ReaderSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, library_changed_cb, self);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  stop (&self->reading);
  stop (&self->counting);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session,
                           "changed",
                           G_CALLBACK (library_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  reload (self);
}

void
reader_search_kept_pause (ReaderSearchKept *self)
{
  stop (&self->counting);
}

void
reader_search_kept_resume (ReaderSearchKept *self)
{
  count_next (self);
}

guint
reader_search_kept_get_n_searches (ReaderSearchKept *self)
{
  guint n = 0;

  while (get_row (self, n))
    n++;
  return n;
}

TriSavedSearch *
reader_search_kept_find (ReaderSearchKept *self, const char *typed, const char *options)
{
  ReaderSearchKeptRow *row = NULL;

  for (guint i = 0; (row = get_row (self, i)); i++)
    {
      TriSavedSearch *search = reader_search_kept_row_get_search (row);

      if (g_strcmp0 (search->query, typed) == 0 && g_strcmp0 (search->options, options) == 0)
        return search;
    }
  return NULL;
}

/**
 * reader_search_kept_add:
 *
 * Keeps a search; it is called what it asks.
 */
void
reader_search_kept_add (ReaderSearchKept *self, const char *typed, const char *options)
{
  g_autoptr (TriSavedSearch) search = tri_saved_search_new (NULL, typed, options);

  begin (self, search, tri_library_create_search, _ ("Search saved"));
}

void
reader_search_kept_delete (ReaderSearchKept *self, TriSavedSearch *search)
{
  begin (self, search, delete, _ ("Search deleted"));
}

gint64
reader_search_kept_get_count (ReaderSearchKept *self, guint position)
{
  ReaderSearchKeptRow *row = get_row (self, position);

  return row && reader_search_kept_row_is_counted (row) ? reader_search_kept_row_get_count (row)
                                                        : -1;
}
