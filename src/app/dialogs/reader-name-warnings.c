/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-name-warnings.h"

#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

struct _ReaderNameWarnings
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListView *list;

  GtkStringList *lines;
};

G_DEFINE_FINAL_TYPE (ReaderNameWarnings, reader_name_warnings, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activate_cb (ReaderNameWarnings *self,
             guint position)
{
  g_autoptr (ReaderNameWarnings) kept = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (kept, signals[SIGNAL_CHOSEN], 0, position);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, reader_panel_row_new ());
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));

  reader_panel_row_set_title (READER_PANEL_ROW (row), line);
  gtk_widget_set_tooltip_text (row, line);
  reader_panel_set_spoken (row, line);
}

static void
mapped_cb (ReaderNameWarnings *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
reader_name_warnings_dispose (GObject *object)
{
  g_clear_object (&READER_NAME_WARNINGS (object)->lines);
  gtk_widget_dispose_template (GTK_WIDGET (object), READER_TYPE_NAME_WARNINGS);

  G_OBJECT_CLASS (reader_name_warnings_parent_class)->dispose (object);
}

static void
reader_name_warnings_class_init (ReaderNameWarningsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_name_warnings_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         READER_TYPE_NAME_WARNINGS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-name-warnings.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderNameWarnings, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderNameWarnings, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
reader_name_warnings_init (ReaderNameWarnings *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = gtk_string_list_new (NULL);
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
}

GtkWidget *
reader_name_warnings_new (void)
{
  return g_object_new (READER_TYPE_NAME_WARNINGS, NULL);
}

void
reader_name_warnings_add (ReaderNameWarnings *self,
                          const char *line)
{
  gtk_string_list_append (self->lines, line);
  gtk_stack_set_visible_child_name (self->stack, "lines");
}
