/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-entity-chooser.h"

#include "dialogs/reader-entity-hit.h"
#include "dialogs/reader-search.h"
#include "panels/reader-panel-words.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

struct _ReaderEntityChooser
{
  AdwWindow parent_instance;

  GtkWidget *new_button;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *list;

  ReaderSearch *search;
  gint64 work;
  gint64 except;
};

G_DEFINE_FINAL_TYPE (ReaderEntityChooser, reader_entity_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (ReaderEntityChooser *self,
        gint64 entity)
{
  g_autoptr (ReaderEntityChooser) kept = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (kept, signals[SIGNAL_CHOSEN], 0, entity);
}

static void
new_cb (ReaderEntityChooser *self)
{
  choose (self, 0);
}

static void
stop_cb (ReaderEntityChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The search */

static gpointer
dup_question (gpointer owner,
              const char *typed)
{
  ReaderEntityChooser *self = owner;
  ReaderHitQuestion *question = g_new0 (ReaderHitQuestion, 1);

  question->work = self->work;
  question->except = self->except;
  question->typed = g_strdup (typed);

  return question;
}

static void
answered (gpointer owner,
          guint n_items)
{
  ReaderEntityChooser *self = owner;

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "found" : "nothing");
}

static void
chosen (gpointer owner,
        gpointer item)
{
  choose (owner, ((ReaderEntityHit *) item)->entity);
}

static const ReaderSearchFuncs funcs = {
  dup_question,
  reader_hit_question_free,
  reader_entity_hit_find,
  answered,
  chosen,
};

/* --- Rows */

/* The name, and below it why it is offered. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *why = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (why), 0);
  gtk_label_set_ellipsize (GTK_LABEL (why), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (why, 24);
  gtk_widget_add_css_class (why, "caption");
  gtk_widget_add_css_class (why, "dim-label");
  gtk_box_append (GTK_BOX (box), reader_panel_row_new ());
  gtk_box_append (GTK_BOX (box), why);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static char *
dup_spoken (const ReaderEntityHit *hit)
{
  const char *type = reader_panel_words_for_type (hit->type);
  g_autofree char *mentions = reader_panel_words_dup_mentions (hit->n_mentions);

  return g_strdup_printf ("%s, %s, %s%s%s",
                          hit->name,
                          type,
                          mentions,
                          hit->why != NULL ? ", " : "",
                          hit->why != NULL ? hit->why : "");
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item)
{
  ReaderEntityHit *hit = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  ReaderPanelRow *row = READER_PANEL_ROW (gtk_widget_get_first_child (box));
  GtkWidget *why = gtk_widget_get_last_child (box);
  g_autofree char *count = g_strdup_printf ("%u", hit->n_mentions);
  g_autofree char *spoken = dup_spoken (hit);

  reader_panel_row_set_icon (row, reader_panel_words_get_type_icon (hit->type));
  reader_panel_row_set_title (row, hit->name);
  reader_panel_row_set_suffix (row, count);
  gtk_label_set_label (GTK_LABEL (why), hit->why != NULL ? hit->why : "");
  gtk_widget_set_visible (why, hit->why != NULL);
  gtk_widget_set_tooltip_text (box, spoken);
  reader_panel_set_spoken (box, spoken);
}

/* --- The object */

static void
reader_entity_chooser_dispose (GObject *object)
{
  ReaderEntityChooser *self = READER_ENTITY_CHOOSER (object);

  if (self->search != NULL)
    reader_search_close (self->search);
  g_clear_object (&self->search);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_ENTITY_CHOOSER);

  G_OBJECT_CLASS (reader_entity_chooser_parent_class)->dispose (object);
}

static void
reader_entity_chooser_class_init (ReaderEntityChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_entity_chooser_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         READER_TYPE_ENTITY_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT64);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-entity-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, new_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
reader_entity_chooser_init (ReaderEntityChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->search = reader_search_new (self->entry,
                                    self->list,
                                    READER_TYPE_ENTITY_HIT,
                                    &funcs,
                                    self);
}

/* Not before: a window that is known to assistive technology before it is shown stays unknown. */
static void
mapped_cb (ReaderEntityChooser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * reader_entity_chooser_new:
 * @title: what it is asked for
 * @typed: (nullable): what to search first
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_entity_chooser_new (ReaderSession *session,
                           gint64 work,
                           const char *title,
                           const char *typed,
                           gint64 except)
{
  ReaderEntityChooser *self = g_object_new (READER_TYPE_ENTITY_CHOOSER, "title", title, NULL);

  self->work = work;
  self->except = except;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed != NULL ? typed : "");
  reader_search_set_session (self->search, session);
  reader_search_ask (self->search);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);

  return GTK_WIDGET (self);
}

void
reader_entity_chooser_hide_new (ReaderEntityChooser *self)
{
  gtk_widget_set_visible (self->new_button, FALSE);
}
