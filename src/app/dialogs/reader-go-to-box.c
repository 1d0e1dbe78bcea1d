/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-go-to-box.h"

#include "dialogs/reader-go-to.h"
#include "dialogs/reader-search.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

struct _ReaderGoToBox
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListView *list;
  GtkWidget *nothing;

  TriWork *work;
  ReaderSearch *search;
};

G_DEFINE_FINAL_TYPE (ReaderGoToBox, reader_go_to_box, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_PLACE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  TriWork *work;
  char *typed;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->work);
  g_free (question->typed);
  g_free (question);
}

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Question *question = data;

  return reader_go_to_find (library, question->work, question->typed, cancellable, error);
}

static gpointer
dup_question (gpointer owner,
              const char *typed)
{
  ReaderGoToBox *self = owner;
  Question *question = NULL;

  if (self->work == NULL)
    return NULL;
  question = g_new0 (Question, 1);
  question->work = g_object_ref (self->work);
  question->typed = g_strdup (typed);

  return question;
}

static void
answered (gpointer owner,
          guint n_items)
{
  ReaderGoToBox *self = owner;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_visible (GTK_WIDGET (self->list), n_items > 0);
  gtk_widget_set_visible (self->nothing, n_items == 0 && *typed != '\0');
}

static void
chosen (gpointer owner,
        gpointer item)
{
  const ReaderGoToItem *to = item;

  gtk_popover_popdown (GTK_POPOVER (owner));
  g_signal_emit (owner, signals[SIGNAL_PLACE_CHOSEN], 0, to->place.text, to->place.passage);
}

static const ReaderSearchFuncs funcs = { dup_question, question_free, ask, answered, chosen };

static void
stop_cb (ReaderGoToBox *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item)
{
  ReaderGoToItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), item->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), item->detail);
  spoken = g_strdup_printf ("%s, %s", item->title, item->detail);
  reader_panel_set_spoken (box, spoken);
}

static void
reader_go_to_box_dispose (GObject *object)
{
  ReaderGoToBox *self = READER_GO_TO_BOX (object);

  if (self->search != NULL)
    reader_search_close (self->search);
  g_clear_object (&self->search);
  g_clear_object (&self->work);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_GO_TO_BOX);

  G_OBJECT_CLASS (reader_go_to_box_parent_class)->dispose (object);
}

static void
reader_go_to_box_class_init (ReaderGoToBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_go_to_box_dispose;

  signals[SIGNAL_PLACE_CHOSEN] = g_signal_new ("place-chosen",
                                               READER_TYPE_GO_TO_BOX,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               2,
                                               G_TYPE_INT64,
                                               G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-go-to-box.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderGoToBox, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderGoToBox, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderGoToBox, nothing);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
reader_go_to_box_init (ReaderGoToBox *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->search = reader_search_new (self->entry,
                                    self->list,
                                    READER_TYPE_GO_TO_ITEM,
                                    &funcs,
                                    self);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->list));
}

/**
 * reader_go_to_box_new:
 *
 * Returns: (transfer none): a popover without a parent
 */
GtkWidget *
reader_go_to_box_new (void)
{
  return g_object_new (READER_TYPE_GO_TO_BOX, NULL);
}

/**
 * reader_go_to_box_open:
 * @session: the library
 * @work: what is read
 *
 * Pops up, empty.
 */
void
reader_go_to_box_open (ReaderGoToBox *self,
                       ReaderSession *session,
                       TriWork *work)
{
  g_return_if_fail (READER_IS_GO_TO_BOX (self));

  g_set_object (&self->work, work);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  reader_search_set_session (self->search, session);
  reader_search_clear (self->search);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * reader_go_to_box_type:
 * @words: as if the reader had typed them
 */
void
reader_go_to_box_type (ReaderGoToBox *self,
                       const char *words)
{
  g_return_if_fail (READER_IS_GO_TO_BOX (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  reader_search_ask (self->search);
}

/**
 * reader_go_to_box_get_n_items:
 *
 * Returns: how many places are offered
 */
guint
reader_go_to_box_get_n_items (ReaderGoToBox *self)
{
  g_return_val_if_fail (READER_IS_GO_TO_BOX (self), 0);

  return reader_search_get_n_items (self->search);
}
