/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-link-chooser.h"

#include "dialogs/reader-search.h"
#include "library/tri-library-works.h"
#include "reader-panel-row.h"
#include "reader-row-actions.h"

#include <glib/gi18n.h>

struct _ReaderLinkChooser
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *list;

  ReaderSearch *search;
  gint64 work;
  gint64 here;
  char *here_words;
  gint64 except;
};

G_DEFINE_FINAL_TYPE (ReaderLinkChooser, reader_link_chooser, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
cancel_cb (ReaderLinkChooser *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

/* --- The search */

static gpointer
dup_question (gpointer owner, const char *typed)
{
  ReaderLinkChooser *self = owner;
  ReaderLinkQuestion *question = g_new0 (ReaderLinkQuestion, 1);

  question->typed = g_strstrip (g_strdup (typed));
  question->work = self->work;
  question->here = self->here;
  question->here_words = g_strdup (self->here_words);
  question->except = self->except;
  return question;
}

static void
answered (gpointer owner, guint n_items)
{
  ReaderLinkChooser *self = owner;

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "found" : "nothing");
}

static void
chosen (gpointer owner, gpointer item)
{
  g_autoptr (ReaderLinkItem) kept = g_object_ref (item);

  g_signal_emit (owner, signals[SIGNAL_CHOSEN], 0, kept);
}

static const ReaderSearchFuncs funcs = {
  dup_question,
  reader_link_question_free,
  reader_link_find,
  answered,
  chosen,
};

/* --- Rows */

/* What it is, and below it what kind of thing that is. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (detail, 24);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), reader_panel_row_new ());
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  ReaderLinkItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  ReaderPanelRow *row = READER_PANEL_ROW (gtk_widget_get_first_child (box));
  g_autofree char *spoken = g_strdup_printf ("%s, %s", item->title, item->detail);

  reader_panel_row_set_icon (row, item->icon);
  reader_panel_row_set_title (row, item->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), item->detail);
  gtk_widget_set_tooltip_text (box, spoken);
  reader_panel_set_spoken (box, spoken);
}

/* --- The object */

static void
reader_link_chooser_dispose (GObject *object)
{
  ReaderLinkChooser *self = READER_LINK_CHOOSER (object);

  if (self->search)
    reader_search_close (self->search);
  g_clear_object (&self->search);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->here_words, g_free);

  G_OBJECT_CLASS (reader_link_chooser_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n_arguments, GType type)
{
  return g_signal_new (name,
                       READER_TYPE_LINK_CHOOSER,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_arguments,
                       type);
}

static void
reader_link_chooser_class_init (ReaderLinkChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_link_chooser_dispose;

  signals[SIGNAL_CHOSEN] = new_signal ("chosen", 1, READER_TYPE_LINK_ITEM);
  signals[SIGNAL_CANCELLED] = new_signal ("cancelled", 0, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-link-chooser.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, ReaderLinkChooser, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderLinkChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderLinkChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderLinkChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
reader_link_chooser_init (ReaderLinkChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->search = reader_search_new (self->entry, self->list, READER_TYPE_LINK_ITEM, &funcs, self);
}

/* What is selected in the texts, else the passage with the focus. */
static void
look_around (ReaderLinkChooser *self, TriLibrary *library, ReaderParallelView *view)
{
  TriWork *work = view ? reader_parallel_view_get_work (view) : NULL;
  ReaderSelection range = { 0 };
  ReaderPlace focus = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  self->work = work ? work->id : 0;
  self->here = 0;
  g_clear_pointer (&self->here_words, g_free);
  if (!work)
    return;
  if (!reader_parallel_view_get_selection (view, &range))
    {
      self->here = reader_parallel_view_get_focus (view, &focus) ? focus.passage : 0;
      return;
    }
  self->here = range.passage;
  passage = tri_library_get_passage (library, range.passage, NULL);
  if (passage)
    self->here_words = g_utf8_substring (passage->content,
                                         range.start,
                                         range.passage == range.end_passage ? (glong) range.end
                                                                            : -1);
}

void
reader_link_chooser_ask (ReaderLinkChooser *self,
                         ReaderSession *session,
                         ReaderParallelView *view,
                         gint64 except)
{
  g_return_if_fail (READER_IS_LINK_CHOOSER (self));

  look_around (self, reader_session_get_library (session), view);
  self->except = except;
  reader_search_set_session (self->search, session);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  reader_search_ask (self->search);
}

void
reader_link_chooser_set_typed (ReaderLinkChooser *self, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
}
