/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-library-view.h"

#include "library/tri-library-works.h"
#include "panels/reader-work-row.h"

#include <adwaita.h>

struct _ReaderLibraryView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkListView *list;

  ReaderSession *session;
  GListStore *works;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (ReaderLibraryView, reader_library_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_WORK_OPENED,
  SIGNAL_WORK_EDITED,
  SIGNAL_WORK_DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, reader_work_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item)
{
  reader_work_row_set_work (READER_WORK_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
activate_cb (ReaderLibraryView *self,
             guint position)
{
  g_autoptr (TriWork) work = g_list_model_get_item (G_LIST_MODEL (self->works), position);

  if (work != NULL)
    g_signal_emit (self, signals[SIGNAL_WORK_OPENED], 0, work->id);
}

static void
work_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  guint signal = g_str_equal (name, "work.edit") ? SIGNAL_WORK_EDITED : SIGNAL_WORK_DELETED;

  g_signal_emit (widget, signals[signal], 0, g_variant_get_int64 (parameter));
}

/* Keys act on the work that is selected. */
static gboolean
selected_cb (GtkWidget *widget,
             GVariant *args,
             gpointer user_data)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (widget);
  TriWork *work = gtk_single_selection_get_selected_item (self->selection);
  const char *action = NULL;

  if (work == NULL)
    return FALSE;

  g_variant_get (args, "&s", &action);

  return gtk_widget_activate_action (widget, action, "x", work->id);
}

static gboolean
reader_library_view_grab_focus (GtkWidget *widget)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (widget);

  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
reader_library_view_dispose (GObject *object)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_object (&self->works);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_LIBRARY_VIEW);

  G_OBJECT_CLASS (reader_library_view_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_LIBRARY_VIEW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       G_TYPE_INT64);
}

static void
reader_library_view_class_init (ReaderLibraryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_library_view_dispose;
  widget_class->grab_focus = reader_library_view_grab_focus;

  signals[SIGNAL_WORK_OPENED] = add_signal ("work-opened");
  signals[SIGNAL_WORK_EDITED] = add_signal ("work-edited");
  signals[SIGNAL_WORK_DELETED] = add_signal ("work-deleted");

  gtk_widget_class_install_action (widget_class, "work.edit", "x", work_action);
  gtk_widget_class_install_action (widget_class, "work.delete", "x", work_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, selected_cb, "s", "work.edit");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, selected_cb, "s", "work.delete");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-library-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
reader_library_view_init (ReaderLibraryView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->works = g_list_store_new (TRI_TYPE_WORK);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->works)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/**
 * reader_library_view_new:
 *
 * Returns: (transfer none): a view of no library
 */
GtkWidget *
reader_library_view_new (void)
{
  return g_object_new (READER_TYPE_LIBRARY_VIEW, NULL);
}

/**
 * reader_library_view_set_session:
 * @session: (nullable): the library to show; the view follows its changes
 */
void
reader_library_view_set_session (ReaderLibraryView *self,
                                 ReaderSession *session)
{
  g_return_if_fail (READER_IS_LIBRARY_VIEW (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, reader_library_view_reload, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (reader_library_view_reload),
                             self,
                             G_CONNECT_SWAPPED);
  reader_library_view_reload (self);
}

/**
 * reader_library_view_reload:
 *
 * Reads the list of works again. The selection stays where it was.
 */
void
reader_library_view_reload (ReaderLibraryView *self)
{
  g_autoptr (GPtrArray) works = NULL;
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint n_works = g_list_model_get_n_items (G_LIST_MODEL (self->works));

  g_return_if_fail (READER_IS_LIBRARY_VIEW (self));

  if (self->session != NULL)
    works = tri_library_list_works (reader_session_get_library (self->session), NULL);
  if (works == NULL)
    works = g_ptr_array_new ();

  g_list_store_splice (self->works, 0, n_works, works->pdata, works->len);
  if (works->len > 0)
    gtk_single_selection_set_selected (self->selection, MIN (selected, works->len - 1));
  gtk_stack_set_visible_child_name (self->stack, works->len > 0 ? "works" : "empty");
}

/**
 * reader_library_view_get_n_works:
 *
 * Returns: how many works are listed
 */
guint
reader_library_view_get_n_works (ReaderLibraryView *self)
{
  g_return_val_if_fail (READER_IS_LIBRARY_VIEW (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->works));
}
