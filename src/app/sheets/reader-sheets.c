/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheets-private.h"

#include "panels/reader-row-actions.h"
#include "reader-popover.h"
#include "sheets/reader-sheet-acts.h"
#include "sheets/reader-sheet-find.h"

#include <glib/gi18n.h>

/* What the window shows; reader-sheets-acts.c says what is done there. */

G_DEFINE_FINAL_TYPE (ReaderSheets, reader_sheets, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_MARK_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What can be done */

static void
enable (ReaderSheets *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/* Nothing is done to a sheet that was not read yet. */
static void
update_actions (ReaderSheets *self)
{
  static const char *const of_sheet[] = {
    "sheet.rename",
    "sheet.delete",
    "sheet.export",
    "sheet.print",
    "item.write",
  };
  static const char *const of_items[] = { "item.up", "item.down", "item.remove" };
  ReaderSheetLine *line = self->sheet ? reader_sheet_list_get_line (self->list) : NULL;
  gboolean is_stored = line && line->uuid[0];

  for (guint i = 0; i < G_N_ELEMENTS (of_sheet); i++)
    enable (self, of_sheet[i], self->sheet != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_items); i++)
    enable (self, of_items[i], is_stored);
  enable (self, "item.edit", is_stored && line->item && !tri_sheet_item_is_mark (line->item));
  enable (self, "item.open", is_stored && line->item && line->item->mark);
  gtk_widget_set_sensitive (self->tools, self->sheet != NULL);
}

/* An empty sheet says so, unless one begins to write on it. */
static void
update_pages (ReaderSheets *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (reader_sheet_list_get_model (self->list)));
  const char *page = n > 0 ? "items" : "empty";

  if (!self->sheet)
    page = self->is_read ? "none" : "reading";
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (self->tools, self->sheet || !self->is_read);
}

static void
items_changed_cb (ReaderSheets *self)
{
  update_pages (self);
  update_actions (self);
}

/* --- The list of the sheets */

static gboolean
is_same_sheet (TriSheet *one, TriSheet *other)
{
  return g_str_equal (one->uuid, other->uuid) && g_str_equal (one->title, other->title)
         && one->n_items == other->n_items;
}

static gboolean
lists (ReaderSheets *self, GPtrArray *sheets)
{
  GListModel *model = G_LIST_MODEL (self->store);

  if (g_list_model_get_n_items (model) != sheets->len)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autoptr (TriSheet) sheet = g_list_model_get_item (model, i);

      if (!is_same_sheet (sheet, sheets->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static guint
find_sheet (ReaderSheets *self, const char *uuid)
{
  GListModel *model = G_LIST_MODEL (self->store);

  for (guint i = 0; uuid && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TriSheet) sheet = g_list_model_get_item (model, i);

      if (g_str_equal (sheet->uuid, uuid))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
show_sheets (ReaderSheets *self, GPtrArray *sheets)
{
  gboolean had_focus = self->wants_sheet || reader_list_moves_get_focused (self->moves) != NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint position = 0;

  self->is_filling = TRUE;
  if (!lists (self, sheets))
    g_list_store_splice (self->store, 0, n, sheets->pdata, sheets->len);
  else
    had_focus = self->wants_sheet;
  self->wants_sheet = FALSE;
  position = find_sheet (self, self->current);
  gtk_single_selection_set_selected (self->selection, position);
  self->is_filling = FALSE;
  if (had_focus && sheets->len > 0)
    reader_list_moves_go_to (self->moves, position);
  else if (had_focus)
    gtk_widget_grab_focus (self->new_button);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderSheets *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), count);
  gtk_list_item_set_child (item, row);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderSheets *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  TriSheet *sheet = gtk_list_item_get_item (item);
  g_autofree char *count = g_strdup_printf ("%u", sheet->n_items);
  g_autofree char *items = g_strdup_printf (ngettext ("%u item", "%u items", sheet->n_items),
                                            sheet->n_items);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", sheet->title, items);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (row)), sheet->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (row)), count);
  gtk_widget_set_tooltip_text (row, sheet->title);
  reader_panel_set_spoken (row, spoken);
  reader_list_moves_bind (item);
}

static void
selected_cb (ReaderSheets *self)
{
  TriSheet *sheet = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_filling && sheet && g_strcmp0 (self->current, sheet->uuid) != 0)
    reader_sheets_show (self, sheet->uuid);
}

/* --- Reading */

static void
show_title (ReaderSheets *self)
{
  gtk_label_set_text (self->title_label, self->sheet ? self->sheet->title : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label),
                               self->sheet ? self->sheet->title : NULL);
}

static void
show_found (ReaderSheets *self, ReaderSheetsFound *found)
{
  guint position = 0;

  g_set_object (&self->sheet, found->sheet);
  g_free (self->current);
  self->current = found->sheet ? g_strdup (found->sheet->uuid) : NULL;
  self->is_read = TRUE;
  show_sheets (self, found->sheets);
  show_title (self);
  if (found->sheet)
    reader_sheet_languages_set (self->languages,
                                (const char *const *) found->languages,
                                (const char *const *) found->sheet->languages);
  reader_sheet_list_show (self->list, self->current, found->uuids, found->items);
  update_pages (self);
  position = reader_sheet_model_find (reader_sheet_list_get_model (self->list), self->wanted);
  if (position != G_MAXUINT)
    {
      g_clear_pointer (&self->wanted, g_free);
      reader_sheet_list_go_to (self->list, position);
    }
  update_actions (self);
}

static void
found_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSheets) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReaderSheetsFound) found = reader_sheets_find_finish (worker, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return;
  g_clear_object (&self->cancellable);
  if (found)
    show_found (self, found);
  else
    reader_sheets_add_toast (self, error->message, FALSE);
}

void
reader_sheets_reload (ReaderSheets *self)
{
  if (!self->session)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  reader_sheets_find_async (self->session,
                            self->current,
                            self->cancellable,
                            found_cb,
                            g_object_ref (self));
}

void
reader_sheets_add_toast (ReaderSheets *self, const char *words, gboolean undoable)
{
  reader_toasts_say (self->messages, words, undoable ? "sheet.undo" : NULL);
}

/* --- The object */

static void
mark_activated_cb (ReaderSheets *self, TriSheetItem *item)
{
  if (item->mark)
    g_signal_emit (self, signals[SIGNAL_MARK_ACTIVATED], 0, item->mark);
  else
    reader_sheets_add_toast (self,
                             _ ("This bookmark was deleted; the sheet keeps its words"),
                             FALSE);
}

/* What is being written is kept. */
static gboolean
reader_sheets_close_request (GtkWindow *window)
{
  ReaderSheets *self = READER_SHEETS (window);

  reader_sheets_finish_writing (self);
  /* What moves comes to its end: libadwaita 1.2 crashes when the window goes before it. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return GTK_WINDOW_CLASS (reader_sheets_parent_class)->close_request (window);
}

/* What is still read or written keeps this window longer than the other one may last. */
static void
reader_sheets_unrealize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_sheets_parent_class)->unrealize (widget);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
reader_sheets_dispose (GObject *object)
{
  ReaderSheets *self = READER_SHEETS (object);

  g_clear_pointer (&self->messages, reader_toasts_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_object (&self->session);
  g_clear_object (&self->sheet);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_SHEETS);

  G_OBJECT_CLASS (reader_sheets_parent_class)->dispose (object);
}

static void
reader_sheets_finalize (GObject *object)
{
  ReaderSheets *self = READER_SHEETS (object);

  g_free (self->current);
  g_free (self->wanted);

  G_OBJECT_CLASS (reader_sheets_parent_class)->finalize (object);
}

static void
reader_sheets_class_init (ReaderSheetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_sheets_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_sheets_finalize;
  widget_class->unrealize = reader_sheets_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = reader_sheets_close_request;
  signals[SIGNAL_MARK_ACTIVATED] = g_signal_new ("mark-activated",
                                                 READER_TYPE_SHEETS,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 TRI_TYPE_BOOKMARK);
  g_type_ensure (READER_TYPE_SHEET_LIST);
  g_type_ensure (READER_TYPE_SHEET_LANGUAGES);
  g_type_ensure (READER_TYPE_RENAME_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-sheets.ui");
  reader_sheets_class_install_acts (widget_class);
  reader_sheets_class_install_files (widget_class);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, new_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, more);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, sheets);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, tools);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, title_label);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, languages);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, pages);
  gtk_widget_class_bind_template_child (widget_class, ReaderSheets, list);
  gtk_widget_class_bind_template_callback (widget_class, mark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  gtk_single_selection_set_selected (READER_SHEETS (owner)->selection, to);
}

static void
build_sheets (ReaderSheets *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->store = g_list_store_new (TRI_TYPE_SHEET);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->sheets, factory);
  gtk_list_view_set_model (self->sheets, GTK_SELECTION_MODEL (self->selection));
  self->moves = reader_list_moves_new (self->sheets, is_stop, moved_cb, self);
}

/* Where one goes on: what stands on the sheet, or the button that makes one. */
static void
mapped_cb (ReaderSheets *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0)
    gtk_widget_child_focus (GTK_WIDGET (self->sheets), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->new_button);
  self->wants_sheet = !self->is_read;
}

static void
reader_sheets_init (ReaderSheets *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reader_popover_name_menu (self->more);
  self->messages = reader_toasts_new (self->toasts);
  build_sheets (self);
  reader_sheets_connect_acts (self);
  g_signal_connect_object (reader_sheet_list_get_model (self->list),
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (update_actions), NULL);
  update_pages (self);
  update_actions (self);
  /* Not before: a window whose parts have the keyboard earlier is not on the accessibility bus. */
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * reader_sheets_new:
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
reader_sheets_new (ReaderSession *session)
{
  ReaderSheets *self = g_object_new (READER_TYPE_SHEETS, NULL);

  self->session = g_object_ref (session);
  reader_paged_model_set_session (READER_PAGED_MODEL (reader_sheet_list_get_model (self->list)),
                                  session);
  g_signal_connect_object (session,
                           "changed",
                           G_CALLBACK (reader_sheets_reload),
                           self,
                           G_CONNECT_SWAPPED);
  reader_sheets_reload (self);
  return GTK_WIDGET (self);
}

void
reader_sheets_show (ReaderSheets *self, const char *sheet)
{
  if (g_strcmp0 (self->current, sheet) == 0 && self->is_read)
    return;
  reader_sheets_finish_writing (self);
  g_free (self->current);
  self->current = g_strdup (sheet);
  g_clear_object (&self->sheet);
  self->is_read = FALSE;
  update_pages (self);
  update_actions (self);
  reader_sheets_reload (self);
}

ReaderSheetList *
reader_sheets_get_list (ReaderSheets *self)
{
  return self->list;
}

gboolean
reader_sheets_is_settled (ReaderSheets *self)
{
  return !self->cancellable && self->n_acts == 0
         && !reader_paged_model_is_reading (
             READER_PAGED_MODEL (reader_sheet_list_get_model (self->list)));
}
