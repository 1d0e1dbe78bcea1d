/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-library-view.h"

#include "library/tri-library-visits.h"
#include "library/tri-library-works.h"
#include "panels/reader-row-actions.h"
#include "panels/reader-work-row.h"
#include "reader-focus.h"
#include "reader-words.h"
#include "tri-fold.h"

#include <adwaita.h>
#include <string.h>

struct _ReaderLibraryView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *filter_box;
  GtkEditable *filter;
  GtkWidget *nothing;
  GtkListView *list;

  ReaderSession *session;
  GListStore *works;
  GHashTable *titles;
  GArray *progress; /* TriProgress, or NULL */
  GArray *gone;     /* gint64: works that were listed here and are deleted */
  GtkFilter *match;
  char *wanted;
  guint focus_id;
  GtkSingleSelection *selection;
};

/* About a screenful. */
#define FEW_WORKS 8

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
  reader_row_actions_offer (item);
}

/* How far one is in a work, below 0 when nobody knows. */
static double
get_share (ReaderLibraryView *self,
           gint64 work)
{
  for (guint i = 0; self->progress != NULL && i < self->progress->len; i++)
    {
      const TriProgress *progress = &g_array_index (self->progress, TriProgress, i);

      if (progress->work == work)
        return progress->share;
    }

  return -1;
}

static void
bind_cb (ReaderLibraryView *self,
         GtkListItem *item)
{
  TriWork *work = gtk_list_item_get_item (item);
  guint n_works = GPOINTER_TO_UINT (g_hash_table_lookup (self->titles, work->title));

  reader_work_row_set_work (READER_WORK_ROW (gtk_list_item_get_child (item)),
                            work,
                            n_works > 1,
                            get_share (self, work->id));
}

static void
count_titles (ReaderLibraryView *self,
              GPtrArray *works)
{
  g_hash_table_remove_all (self->titles);
  for (guint i = 0; i < works->len; i++)
    {
      TriWork *work = g_ptr_array_index (works, i);
      guint n_works = GPOINTER_TO_UINT (g_hash_table_lookup (self->titles, work->title));

      g_hash_table_insert (self->titles, g_strdup (work->title), GUINT_TO_POINTER (n_works + 1));
    }
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  ReaderLibraryView *self = user_data;
  TriWork *work = item;
  g_autofree char *languages = NULL;
  g_autofree char *authors = NULL;
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;

  if (self->wanted == NULL || *self->wanted == '\0')
    return TRUE;

  languages = reader_words_dup_languages (work);
  authors = reader_words_dup_authors (work);
  words = g_strjoin (" ", work->title, languages, authors, NULL);
  folded = tri_fold (words);

  return strstr (folded, self->wanted) != NULL;
}

static guint
count_listed (ReaderLibraryView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

static void
filter_cb (ReaderLibraryView *self)
{
  g_free (self->wanted);
  self->wanted = tri_fold (gtk_editable_get_text (self->filter));
  gtk_filter_changed (self->match, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_widget_set_visible (self->nothing, count_listed (self) == 0);
}

/* The row of the work that is selected, when it is in view. */
static GtkWidget *
find_selected_row (ReaderLibraryView *self)
{
  TriWork *work = gtk_single_selection_get_selected_item (self->selection);
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; work != NULL && item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (READER_IS_WORK_ROW (row)
          && reader_work_row_get_work (READER_WORK_ROW (row)) == work->id)
        return item;
    }

  return NULL;
}

/* The list makes its rows when it is laid out, and those out of view when it is to show them. */
static gboolean
focus_selected_cb (gpointer user_data)
{
  ReaderLibraryView *self = user_data;
  guint position = gtk_single_selection_get_selected (self->selection);
  GtkWidget *row = find_selected_row (self);

  self->focus_id = 0;
  if (row == NULL && position != GTK_INVALID_LIST_POSITION)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
      row = find_selected_row (self);
    }
  if (row == NULL || !gtk_widget_grab_focus (row))
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

static void
focus_selected (ReaderLibraryView *self)
{
  if (self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_selected_cb, self, NULL);
}

static void
grab_list_cb (ReaderLibraryView *self)
{
  focus_selected (self);
}

static void
stop_cb (ReaderLibraryView *self)
{
  gtk_editable_set_text (self->filter, "");
  focus_selected (self);
}

static void
activate_cb (ReaderLibraryView *self,
             guint position)
{
  g_autoptr (TriWork) work = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (work != NULL)
    g_signal_emit (self, signals[SIGNAL_WORK_OPENED], 0, work->id);
}

/* What Enter in the filter does. */
static void
open_first_cb (ReaderLibraryView *self)
{
  activate_cb (self, 0);
}

static void
work_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  guint signal = g_str_equal (name, "work.edit") ? SIGNAL_WORK_EDITED : SIGNAL_WORK_DELETED;

  g_signal_emit (widget, signals[signal], 0, g_variant_get_int64 (parameter));
}

/* Where a work is listed, or %GTK_INVALID_LIST_POSITION. */
static guint
find_position (ReaderLibraryView *self,
               gint64 id)
{
  for (guint i = 0; i < count_listed (self); i++)
    {
      g_autoptr (TriWork) work = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (work->id == id)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* The same of what is shown in a child of the list. */
static guint
get_position (ReaderLibraryView *self,
              GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);

  return READER_IS_WORK_ROW (row)
             ? find_position (self, reader_work_row_get_work (READER_WORK_ROW (row)))
             : GTK_INVALID_LIST_POSITION;
}

/* The row with the keyboard is the one that is meant. */
static void
select_focused (ReaderLibraryView *self)
{
  GtkWidget *item = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  guint position = item != NULL ? get_position (self, item) : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, position);
}

/* A single click opens a work. GtkListView:single-click-activate is not for a list where keys
 * delete: it selects whatever comes to lie under the pointer. */
static void
clicked_cb (ReaderLibraryView *self,
            int n_press,
            double x,
            double y,
            GtkGesture *gesture)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *item = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  while (item != NULL && item != list && gtk_widget_get_parent (item) != list)
    item = gtk_widget_get_parent (item);
  if (n_press != 1 || item == NULL || item == list)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  activate_cb (self, get_position (self, item));
}

/* Keys act on the work that is selected. */
static gboolean
selected_cb (GtkWidget *widget,
             GVariant *args,
             gpointer user_data)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (widget);
  TriWork *work = NULL;
  const char *action = NULL;

  select_focused (self);
  work = gtk_single_selection_get_selected_item (self->selection);
  if (work == NULL)
    return FALSE;

  g_variant_get (args, "&s", &action);

  return gtk_widget_activate_action (widget, action, "x", work->id);
}

/* Where a few works are listed there is no filter. */
static gboolean
find_cb (GtkWidget *widget,
         GVariant *args,
         gpointer user_data)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (widget);

  return gtk_widget_get_visible (self->filter_box)
         && gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}

static gboolean
reader_library_view_grab_focus (GtkWidget *widget)
{
  focus_selected (READER_LIBRARY_VIEW (widget));

  return TRUE;
}

static void
reader_library_view_dispose (GObject *object)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_object (&self->works);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_LIBRARY_VIEW);

  G_OBJECT_CLASS (reader_library_view_parent_class)->dispose (object);
}

static void
reader_library_view_finalize (GObject *object)
{
  ReaderLibraryView *self = READER_LIBRARY_VIEW (object);

  g_hash_table_unref (self->titles);
  g_clear_pointer (&self->progress, g_array_unref);
  g_array_unref (self->gone);
  g_free (self->wanted);

  G_OBJECT_CLASS (reader_library_view_parent_class)->finalize (object);
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
  G_OBJECT_CLASS (klass)->finalize = reader_library_view_finalize;
  widget_class->focus = reader_focus_child;
  widget_class->grab_focus = reader_library_view_grab_focus;

  signals[SIGNAL_WORK_OPENED] = add_signal ("work-opened");
  signals[SIGNAL_WORK_EDITED] = add_signal ("work-edited");
  signals[SIGNAL_WORK_DELETED] = add_signal ("work-deleted");

  gtk_widget_class_install_action (widget_class, "work.edit", "x", work_action);
  gtk_widget_class_install_action (widget_class, "work.delete", "x", work_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, selected_cb, "s", "work.edit");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, selected_cb, "s", "work.delete");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_v,
                                       GDK_CONTROL_MASK,
                                       "library.paste",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-library-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, filter_box);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, filter);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, nothing);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryView, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, grab_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
reader_library_view_init (ReaderLibraryView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *listed = NULL;
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->works = g_list_store_new (TRI_TYPE_WORK);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->match = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
  listed = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->works)), self->match);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (listed));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  gtk_list_view_set_factory (self->list, factory);
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

static gint64
get_selected (ReaderLibraryView *self)
{
  TriWork *work = gtk_single_selection_get_selected_item (self->selection);

  return work != NULL ? work->id : 0;
}

/* The same work, wherever it stands now; when it is gone, the one in its place. */
static void
select_work (ReaderLibraryView *self,
             gint64 id,
             guint position)
{
  guint n_works = count_listed (self);
  guint found = find_position (self, id);

  if (found != GTK_INVALID_LIST_POSITION)
    position = found;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  if (n_works > 0)
    gtk_single_selection_set_selected (self->selection, MIN (position, n_works - 1));
}

static gboolean
has_work (GPtrArray *works,
          gint64 id)
{
  for (guint i = 0; i < works->len; i++)
    if (((TriWork *) g_ptr_array_index (works, i))->id == id)
      return TRUE;

  return FALSE;
}

static void
note_gone (ReaderLibraryView *self,
           GPtrArray *works)
{
  guint n_works = g_list_model_get_n_items (G_LIST_MODEL (self->works));

  for (guint i = 0; i < n_works; i++)
    {
      g_autoptr (TriWork) work = g_list_model_get_item (G_LIST_MODEL (self->works), i);

      if (!has_work (works, work->id))
        g_array_append_val (self->gone, work->id);
    }
}

/* The work that was deleted and is there again, or 0. */
static gint64
take_restored (ReaderLibraryView *self,
               GPtrArray *works)
{
  gint64 restored = 0;

  for (guint i = self->gone->len; i > 0; i--)
    {
      gint64 id = g_array_index (self->gone, gint64, i - 1);

      if (!has_work (works, id))
        continue;
      restored = id;
      g_array_remove_index (self->gone, i - 1);
    }

  return restored;
}

static gboolean
has_keyboard (ReaderLibraryView *self,
              GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == part || gtk_widget_is_ancestor (focus, part));
}

/* Reads the list of works again. The selection stays where it was, and the keyboard with it; a work
 * that was deleted and is there again has both. */
static void
reload (ReaderLibraryView *self)
{
  g_autoptr (GPtrArray) works = NULL;
  guint n_works = g_list_model_get_n_items (G_LIST_MODEL (self->works));
  guint position = gtk_single_selection_get_selected (self->selection);
  gint64 selected = get_selected (self);
  gboolean in_list = has_keyboard (self, GTK_WIDGET (self->list));
  gboolean in_filter = has_keyboard (self, GTK_WIDGET (self->filter));
  gboolean inside = has_keyboard (self, GTK_WIDGET (self));
  gint64 restored = 0;

  g_clear_pointer (&self->progress, g_array_unref);
  if (self->session != NULL)
    {
      TriLibrary *library = reader_session_get_library (self->session);

      works = tri_library_list_works (library, NULL);
      self->progress = tri_library_list_progress (library, NULL);
    }
  if (works == NULL)
    works = g_ptr_array_new ();

  restored = take_restored (self, works);
  note_gone (self, works);
  count_titles (self, works);
  g_list_store_splice (self->works, 0, n_works, works->pdata, works->len);
  select_work (self, restored != 0 ? restored : selected, position);
  gtk_widget_set_visible (self->filter_box, works->len > FEW_WORKS);
  if (works->len <= FEW_WORKS)
    gtk_editable_set_text (self->filter, "");
  gtk_stack_set_visible_child_name (self->stack, works->len > 0 ? "works" : "empty");
  if (in_list || (restored != 0 && inside && !in_filter))
    focus_selected (self);
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
    g_signal_handlers_disconnect_by_func (self->session, reload, self);
  if (g_set_object (&self->session, session))
    {
      g_list_store_remove_all (self->works);
      g_array_set_size (self->gone, 0);
    }
  if (session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (reload),
                             self,
                             G_CONNECT_SWAPPED);
  reload (self);
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
