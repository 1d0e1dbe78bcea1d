/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-chooser.h"

#include "dialogs/reader-search.h"
#include "library/tri-library-sheets.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ReaderSheetChooser
{
  AdwWindow parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *list;

  ReaderSearch *search;
};

G_DEFINE_FINAL_TYPE (ReaderSheetChooser, reader_sheet_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (ReaderSheetChooser *self, const char *sheet, const char *title)
{
  g_autoptr (ReaderSheetChooser) kept = g_object_ref (self);
  g_autofree char *uuid = g_strdup (sheet);
  g_autofree char *name = g_strdup (title);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (kept, signals[SIGNAL_CHOSEN], 0, uuid, name);
}

static char *
dup_typed (ReaderSheetChooser *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* A new one wants a title. */
static void
new_cb (ReaderSheetChooser *self)
{
  g_autofree char *title = dup_typed (self);

  if (title[0])
    choose (self, NULL, title);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
stop_cb (ReaderSheetChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The search */

static gpointer
dup_question (gpointer owner, const char *typed)
{
  return g_strstrip (g_strdup (typed));
}

/* Sheets whose title holds what was typed; behind them a new one, which has no uuid, unless there
 * is one of just that title. */
static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *typed = data;
  g_autoptr (GPtrArray) sheets = tri_library_list_sheets (library, error);
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  gboolean is_there = !typed[0];
  GPtrArray *found = NULL;

  if (!sheets)
    return NULL;
  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sheets->len; i++)
    {
      TriSheet *sheet = g_ptr_array_index (sheets, i);
      g_autofree char *title = g_utf8_casefold (sheet->title, -1);

      is_there = is_there || g_str_equal (title, folded);
      if (strstr (title, folded))
        g_ptr_array_add (found, g_object_ref (sheet));
    }
  if (!is_there)
    g_ptr_array_add (found, tri_sheet_new (typed));
  return found;
}

static void
answered (gpointer owner, guint n_items)
{
  ReaderSheetChooser *self = owner;

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "found" : "nothing");
}

static void
chosen (gpointer owner, gpointer item)
{
  TriSheet *sheet = item;

  choose (owner, sheet->uuid, sheet->title);
}

static const ReaderSearchFuncs funcs = { dup_question, g_free, ask, answered, chosen };

/* --- Rows */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, reader_panel_row_new ());
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  TriSheet *sheet = gtk_list_item_get_item (item);
  ReaderPanelRow *row = READER_PANEL_ROW (gtk_list_item_get_child (item));
  g_autofree char *title = sheet->uuid ? g_strdup (sheet->title)
                                       : g_strdup_printf (_ ("New sheet “%s”"), sheet->title);
  g_autofree char *count = sheet->uuid ? g_strdup_printf ("%u", sheet->n_items) : NULL;

  reader_panel_row_set_icon (row, sheet->uuid ? "triptych-note-symbolic" : "list-add-symbolic");
  reader_panel_row_set_title (row, title);
  reader_panel_row_set_suffix (row, count);
  reader_panel_set_spoken (GTK_WIDGET (row), title);
}

/* --- The object */

static void
reader_sheet_chooser_dispose (GObject *object)
{
  ReaderSheetChooser *self = READER_SHEET_CHOOSER (object);

  if (self->search)
    reader_search_close (self->search);
  g_clear_object (&self->search);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_SHEET_CHOOSER);

  G_OBJECT_CLASS (reader_sheet_chooser_parent_class)->dispose (object);
}

static void
reader_sheet_chooser_class_init (ReaderSheetChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_sheet_chooser_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         READER_TYPE_SHEET_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-sheet-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderSheetChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheetChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheetChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

/* Not before: a window that is known to assistive technology before it is shown stays unknown. */
static void
mapped_cb (ReaderSheetChooser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
reader_sheet_chooser_init (ReaderSheetChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->search = reader_search_new (self->entry, self->list, TRI_TYPE_SHEET, &funcs, self);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * reader_sheet_chooser_new:
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_sheet_chooser_new (ReaderSession *session)
{
  ReaderSheetChooser *self = g_object_new (READER_TYPE_SHEET_CHOOSER, NULL);

  reader_search_set_session (self->search, session);
  reader_search_ask (self->search);
  return GTK_WIDGET (self);
}
