/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-omissions-panel.h"

#include "library/tri-library-works.h"
#include "reader-omission-item.h"
#include "reader-panel-row.h"
#include "reader-row-actions.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderOmissionsPanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *list;
  GtkLabel *empty;
  GListStore *items;

  ReaderSession *session;
  TriWork *work;
  GCancellable *cancellable;
  guint reload_id;
  gboolean wants_focus;
};

G_DEFINE_FINAL_TYPE (ReaderOmissionsPanel, reader_omissions_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MOST 500
#define RELOAD_DELAY 200 /* milliseconds */

/* --- the question --- */

static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *work = data;

  return tri_library_list_omissions (library, *work, 0, MOST, error);
}

static void
show (ReaderOmissionsPanel *self, const char *empty)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;

  gtk_label_set_label (self->empty, empty);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
  if (!self->wants_focus)
    return;
  self->wants_focus = FALSE;
  gtk_widget_grab_focus (is_empty ? GTK_WIDGET (self->empty) : self->list);
}

static const char *
get_empty_words (ReaderOmissionsPanel *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  guint n_texts = self->work->texts->len;

  if (n_texts < 2)
    return _ ("This work has one text only.");
  if (tri_library_count_strands (library, self->work->id) == n_texts)
    return _ ("These texts are not aligned.");
  return _ ("Everything has a counterpart.");
}

static gboolean
is_same (ReaderOmissionsPanel *self, guint position, gpointer item)
{
  g_autoptr (ReaderOmissionItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return reader_omission_item_equal (old, item);
}

/* Only what has changed: the row that has the keyboard keeps it when the others do. */
static void
replace (ReaderOmissionsPanel *self, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n_new = items->len;
  guint first = 0;

  while (first < MIN (n_old, n_new) && is_same (self, first, g_ptr_array_index (items, first)))
    first++;
  while (MIN (n_old, n_new) > first
         && is_same (self, n_old - 1, g_ptr_array_index (items, n_new - 1)))
    {
      n_old--;
      n_new--;
    }
  if (n_old > first || n_new > first)
    g_list_store_splice (self->items, first, n_old - first, items->pdata + first, n_new - first);
}

static void
fill (ReaderOmissionsPanel *self, GArray *omissions)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < omissions->len; i++)
    {
      const TriOmission *omission = &g_array_index (omissions, TriOmission, i);
      TriText *text = tri_work_get_text (self->work, omission->first.text);
      g_autofree char *language = NULL;

      if (text == NULL)
        continue;
      language = reader_words_dup_language (text->lang);
      g_ptr_array_add (items, reader_omission_item_new (omission, language));
    }
  replace (self, items);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderOmissionsPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) omissions = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (self->work == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (omissions == NULL)
    {
      g_list_store_remove_all (self->items);
      show (self, error->message);
      return;
    }
  fill (self, omissions);
  show (self, get_empty_words (self));
}

static void
reload (ReaderOmissionsPanel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->work == NULL || self->session == NULL)
    {
      g_list_store_remove_all (self->items);
      return;
    }
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        g_memdup2 (&self->work->id, sizeof self->work->id),
                        g_free,
                        (GDestroyNotify) g_array_unref,
                        self->cancellable,
                        answered_cb,
                        g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  ReaderOmissionsPanel *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ReaderOmissionsPanel *self)
{
  if (self->reload_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

/* --- the rows --- */

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *details = make_label ("dim-label");

  gtk_widget_add_css_class (details, "caption");
  gtk_box_append (GTK_BOX (box), make_label (NULL));
  gtk_box_append (GTK_BOX (box), details);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ReaderOmissionItem *omission = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", omission->beginning, omission->details);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), omission->beginning);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), omission->details);
  gtk_widget_set_tooltip_text (box, omission->beginning);
  reader_panel_set_spoken (box, spoken);
}

static void
activate_cb (ReaderOmissionsPanel *self, guint position)
{
  g_autoptr (ReaderOmissionItem) item = g_list_model_get_item (G_LIST_MODEL (self->items),
                                                               position);

  if (item != NULL)
    g_signal_emit (self,
                   signals[SIGNAL_ACTIVATED],
                   0,
                   item->first.text,
                   item->first.passage,
                   item->first.sentence);
}

static GtkWidget *
make_list (ReaderOmissionsPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection = gtk_single_selection_new (
      G_LIST_MODEL (g_object_ref (self->items)));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_single_selection_set_autoselect (selection, FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Omissions"),
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  return scrolled;
}

static GtkWidget *
make_empty (ReaderOmissionsPanel *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->empty = GTK_LABEL (label);
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_label_set_justify (self->empty, GTK_JUSTIFY_CENTER);
  gtk_widget_set_focusable (label, TRUE);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* --- vfuncs --- */

static void
reader_omissions_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_omissions_panel_parent_class)->map (widget);

  reload (READER_OMISSIONS_PANEL (widget));
}

static void
reader_omissions_panel_dispose (GObject *object)
{
  ReaderOmissionsPanel *self = READER_OMISSIONS_PANEL (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_omissions_panel_parent_class)->dispose (object);
}

static void
reader_omissions_panel_class_init (ReaderOmissionsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_omissions_panel_dispose;
  widget_class->map = reader_omissions_panel_map;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("omission-activated",
                                            READER_TYPE_OMISSIONS_PANEL,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            3,
                                            G_TYPE_INT64,
                                            G_TYPE_INT64,
                                            G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
reader_omissions_panel_init (ReaderOmissionsPanel *self)
{
  self->items = g_list_store_new (READER_TYPE_OMISSION_ITEM);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
reader_omissions_panel_new (void)
{
  return g_object_new (READER_TYPE_OMISSIONS_PANEL, NULL);
}

/**
 * reader_omissions_panel_set_work:
 * @session: (nullable): the library
 * @work: (nullable): what is read
 */
void
reader_omissions_panel_set_work (ReaderOmissionsPanel *self, ReaderSession *session, TriWork *work)
{
  g_return_if_fail (READER_IS_OMISSIONS_PANEL (self));

  if (self->session != session && self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  if (self->session != session && session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
  g_set_object (&self->session, session);
  g_set_object (&self->work, work);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

/**
 * reader_omissions_panel_take_focus:
 *
 * Gives the keyboard to the list, once it is filled.
 */
void
reader_omissions_panel_take_focus (ReaderOmissionsPanel *self)
{
  g_return_if_fail (READER_IS_OMISSIONS_PANEL (self));

  self->wants_focus = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

GListModel *
reader_omissions_panel_get_model (ReaderOmissionsPanel *self)
{
  g_return_val_if_fail (READER_IS_OMISSIONS_PANEL (self), NULL);

  return G_LIST_MODEL (self->items);
}
