/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-contents-panel.h"

#include "panels/reader-contents-marks.h"
#include "panels/reader-contents-row.h"
#include "panels/reader-list-scroll.h"
#include "panels/reader-row-actions.h"
#include "reader-divisions.h"
#include "reader-focus.h"

#include <glib/gi18n.h>

#define MAX_FOUND 200

struct _ReaderContentsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *filter;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *empty;

  ReaderSession *session;
  TriWork *work;
  GtkSingleSelection *selection;
  GtkTreeListModel *tree;
  /* Whether nothing at the top has parts: no place is kept for arrows then. */
  gboolean is_flat;
  ReaderContentsMarks *marks;
  /* (element-type GtkListItem): the rows that are made, each with a child. */
  GHashTable *bound;
  GCancellable *cancellable;
  char *wanted; /* what the filter said when Enter was pressed there, until that is answered */
  gint64 current_text;
  guint current_ord;
};

G_DEFINE_FINAL_TYPE (ReaderContentsPanel, reader_contents_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_DIVISION_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What one level of the tree is asked for, and where its lines go. */
typedef struct
{
  TriWork *work;
  ReaderDivisionItem *parent;
  char *filter;
} Question;

typedef struct
{
  ReaderContentsPanel *panel;
  GListStore *store;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->work);
  g_clear_object (&question->parent);
  g_free (question->filter);
  g_free (question);
}

static void
answer_free (Answer *answer)
{
  g_clear_object (&answer->panel);
  g_clear_object (&answer->store);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Question *question = data;

  if (question->filter != NULL)
    return reader_divisions_find (library,
                                  question->work,
                                  question->filter,
                                  MAX_FOUND,
                                  cancellable,
                                  error);

  return reader_divisions_list (library, question->work, question->parent, error);
}

static void
show_empty (ReaderContentsPanel *self,
            const char *message)
{
  gtk_label_set_label (self->empty, message);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* Into view, unless the reader is looking for something in the list. */
static void
show_current (ReaderContentsPanel *self,
              guint position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (position != GTK_INVALID_LIST_POSITION
      && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    reader_list_scroll_to (self->list, position);
}

static void
select_current (ReaderContentsPanel *self)
{
  guint n_items = 0;
  guint found = GTK_INVALID_LIST_POSITION;

  if (self->selection == NULL || self->current_text == 0)
    return;

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      g_autoptr (ReaderDivisionItem) item = gtk_tree_list_row_get_item (row);

      /* The last one that holds it is the innermost that is to be seen. */
      if (reader_division_item_holds (item, self->current_text, self->current_ord))
        found = i;
    }

  if (gtk_single_selection_get_selected (self->selection) == found)
    return;
  gtk_single_selection_set_selected (self->selection, found);
  show_current (self, found);
}

/* A single line at the top, such as a book that holds everything or the only text, is open. */
static void
open_only_row (ReaderContentsPanel *self)
{
  GListModel *top = gtk_tree_list_model_get_model (self->tree);

  for (guint i = g_list_model_get_n_items (top); i > 0; i--)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_child_row (self->tree, i - 1);
      g_autoptr (ReaderDivisionItem) item = gtk_tree_list_row_get_item (row);

      if (item->texts->len > 0 || g_list_model_get_n_items (top) == 1)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static const char *
get_empty_words (ReaderContentsPanel *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->filter)) != '\0')
    return _ ("No chapter has these words in its title.");

  return _ ("These texts are not divided into chapters.");
}

static gboolean
has_parts (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (READER_DIVISION_ITEM (items->pdata[i])->has_parts)
      return TRUE;
  return FALSE;
}

static void activate_cb (ReaderContentsPanel *self, guint position);

/* The first chapter that was found, unless somebody typed on meanwhile. */
static void
open_wanted (ReaderContentsPanel *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  if (g_strcmp0 (wanted, gtk_editable_get_text (GTK_EDITABLE (self->filter))) == 0
      && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activate_cb (self, 0);
}

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  ReaderContentsPanel *self = answer->panel;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  gboolean is_top = self->tree != NULL
                    && gtk_tree_list_model_get_model (self->tree) == G_LIST_MODEL (answer->store);

  if (self->work == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (items == NULL)
    {
      show_empty (self, error->message);
      return;
    }

  if (is_top)
    self->is_flat = !has_parts (items);
  g_list_store_splice (answer->store, 0, 0, items->pdata, items->len);

  if (is_top && items->len == 0)
    show_empty (self, get_empty_words (self));
  else if (is_top)
    gtk_stack_set_visible_child_name (self->stack, "list");
  if (is_top)
    open_only_row (self);
  select_current (self);
  if (is_top)
    open_wanted (self);
}

static GListModel *
list_parts (ReaderContentsPanel *self,
            ReaderDivisionItem *parent,
            const char *filter)
{
  GListStore *store = g_list_store_new (READER_TYPE_DIVISION_ITEM);
  Question *question = g_new0 (Question, 1);
  Answer *answer = g_new0 (Answer, 1);

  question->work = g_object_ref (self->work);
  question->parent = parent != NULL ? g_object_ref (parent) : NULL;
  question->filter = g_strdup (filter);
  answer->panel = g_object_ref (self);
  answer->store = g_object_ref (store);
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        answered_cb,
                        answer);

  return G_LIST_MODEL (store);
}

static GListModel *
create_parts (gpointer object,
              gpointer user_data)
{
  ReaderContentsPanel *self = user_data;
  ReaderDivisionItem *item = object;
  gboolean is_filtered = *gtk_editable_get_text (GTK_EDITABLE (self->filter)) != '\0';

  if (!item->has_parts || self->work == NULL || is_filtered)
    return NULL;

  return list_parts (self, item, NULL);
}

static void
count_bookmarks (ReaderContentsPanel *self,
                 GtkListItem *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (ReaderDivisionItem) item = gtk_tree_list_row_get_item (row);
  guint counts[TRI_N_MARK_KINDS];

  reader_contents_marks_count_kinds (self->marks, item, counts);
  reader_contents_row_set_marks (READER_CONTENTS_ROW (gtk_list_item_get_child (list_item)),
                                 counts);
}

static void
marks_changed_cb (ReaderContentsPanel *self)
{
  GHashTableIter iter;
  gpointer list_item = NULL;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    count_bookmarks (self, list_item);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, reader_contents_row_new ());
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item,
         ReaderContentsPanel *self)
{
  reader_contents_row_set_row (READER_CONTENTS_ROW (gtk_list_item_get_child (list_item)),
                               gtk_list_item_get_item (list_item),
                               !self->is_flat);
  g_hash_table_add (self->bound, list_item);
  count_bookmarks (self, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem *list_item,
           ReaderContentsPanel *self)
{
  g_hash_table_remove (self->bound, list_item);
}

static void
activate_cb (ReaderContentsPanel *self,
             guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (ReaderDivisionItem) item = gtk_tree_list_row_get_item (row);
  TriDivision *division = NULL;
  gint64 passage = 0;

  if (item->divisions->len == 0)
    {
      gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
      return;
    }

  division = g_ptr_array_index (item->divisions, 0);
  passage = reader_divisions_get_passage (reader_session_get_library (self->session), division);
  if (passage != 0)
    g_signal_emit (self, signals[SIGNAL_DIVISION_ACTIVATED], 0, division->text, passage);
}

static void
clear_model (ReaderContentsPanel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  self->tree = NULL;
}

static void
rebuild (ReaderContentsPanel *self)
{
  const char *filter = gtk_editable_get_text (GTK_EDITABLE (self->filter));
  GListModel *top = NULL;

  clear_model (self);
  if (self->work == NULL)
    {
      show_empty (self, _ ("Nothing is being read."));
      return;
    }

  self->cancellable = g_cancellable_new ();
  top = list_parts (self, NULL, *filter != '\0' ? filter : NULL);
  self->tree = gtk_tree_list_model_new (top, FALSE, FALSE, create_parts, self, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
filter_changed_cb (ReaderContentsPanel *self)
{
  rebuild (self);
}

/* What was typed last may not have been looked for yet. */
static void
filter_activate_cb (ReaderContentsPanel *self)
{
  g_free (self->wanted);
  self->wanted = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  rebuild (self);
}

static gboolean
reader_contents_panel_grab_focus (GtkWidget *widget)
{
  ReaderContentsPanel *self = READER_CONTENTS_PANEL (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
reader_contents_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_contents_panel_parent_class)->map (widget);

  reader_contents_marks_set_seen (READER_CONTENTS_PANEL (widget)->marks, TRUE);
}

static void
reader_contents_panel_unmap (GtkWidget *widget)
{
  reader_contents_marks_set_seen (READER_CONTENTS_PANEL (widget)->marks, FALSE);

  GTK_WIDGET_CLASS (reader_contents_panel_parent_class)->unmap (widget);
}

static void
reader_contents_panel_dispose (GObject *object)
{
  ReaderContentsPanel *self = READER_CONTENTS_PANEL (object);

  if (self->list != NULL)
    clear_model (self);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  if (self->marks != NULL)
    reader_contents_marks_set_work (self->marks, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_CONTENTS_PANEL);

  G_OBJECT_CLASS (reader_contents_panel_parent_class)->dispose (object);
}

static void
reader_contents_panel_finalize (GObject *object)
{
  ReaderContentsPanel *self = READER_CONTENTS_PANEL (object);

  g_clear_object (&self->marks);
  g_free (self->wanted);
  g_hash_table_unref (self->bound);

  G_OBJECT_CLASS (reader_contents_panel_parent_class)->finalize (object);
}

static void
reader_contents_panel_class_init (ReaderContentsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_contents_panel_dispose;
  object_class->finalize = reader_contents_panel_finalize;
  widget_class->map = reader_contents_panel_map;
  widget_class->unmap = reader_contents_panel_unmap;
  widget_class->focus = reader_focus_child;
  widget_class->grab_focus = reader_contents_panel_grab_focus;

  signals[SIGNAL_DIVISION_ACTIVATED] = g_signal_new ("division-activated",
                                                     READER_TYPE_CONTENTS_PANEL,
                                                     G_SIGNAL_RUN_LAST,
                                                     0,
                                                     NULL,
                                                     NULL,
                                                     NULL,
                                                     G_TYPE_NONE,
                                                     2,
                                                     G_TYPE_INT64,
                                                     G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/triptych/Triptych/reader-contents-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderContentsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderContentsPanel, filter);
  gtk_widget_class_bind_template_child (widget_class, ReaderContentsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderContentsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderContentsPanel, empty);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
reader_contents_panel_init (ReaderContentsPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->bound = g_hash_table_new (NULL, NULL);
  self->marks = reader_contents_marks_new ();
  g_signal_connect_object (self->marks,
                           "changed",
                           G_CALLBACK (marks_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * reader_contents_panel_new:
 *
 * Returns: (transfer none): an empty panel
 */
GtkWidget *
reader_contents_panel_new (void)
{
  return g_object_new (READER_TYPE_CONTENTS_PANEL, NULL);
}

/**
 * reader_contents_panel_set_work:
 * @session: (nullable): the library
 * @work: (nullable): whose contents to show
 */
void
reader_contents_panel_set_work (ReaderContentsPanel *self,
                                ReaderSession *session,
                                TriWork *work)
{
  g_return_if_fail (READER_IS_CONTENTS_PANEL (self));

  g_set_object (&self->session, session);
  g_set_object (&self->work, work);
  self->current_text = 0;
  reader_contents_marks_set_work (self->marks, session, work);
  rebuild (self);
}

/**
 * reader_contents_panel_set_current:
 * @text: the text the reader is in
 * @ord: the ordinal of the passage
 *
 * Selects the innermost division in sight that holds the passage.
 */
void
reader_contents_panel_set_current (ReaderContentsPanel *self,
                                   gint64 text,
                                   guint ord)
{
  g_return_if_fail (READER_IS_CONTENTS_PANEL (self));

  if (self->current_text == text && self->current_ord == ord)
    return;

  self->current_text = text;
  self->current_ord = ord;
  select_current (self);
}
