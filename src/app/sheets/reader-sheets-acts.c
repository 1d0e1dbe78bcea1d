/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheets-private.h"

#include "sheets/reader-sheet-acts.h"

#include <glib/gi18n.h>

/* What is done in the window of the study sheets. */

/* An act that is on its way. */
typedef struct
{
  ReaderSheets *sheets;
  ReaderSheetLine *line; /* whose words they are, or NULL */
  char *done;            /* to be said, or NULL */
  gboolean takes_focus;
} Doing;

static Doing *
begin (ReaderSheets *self)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->sheets = g_object_ref (self);
  self->n_acts++;
  return doing;
}

static void
doing_free (Doing *doing)
{
  doing->sheets->n_acts--;
  g_clear_object (&doing->line);
  g_object_unref (doing->sheets);
  g_free (doing->done);
  g_free (doing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, doing_free)

static void
done_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (Doing) doing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = reader_sheet_acts_finish (worker, result, &error);

  if (!doing->sheets->session)
    return;
  if (!made)
    reader_sheets_add_toast (doing->sheets, error->message, FALSE);
  else if (doing->done)
    reader_sheets_add_toast (doing->sheets, doing->done, TRUE);
  else
    reader_toasts_drop (doing->sheets->messages);
  reader_sheets_reload (doing->sheets);
}

/* --- Sheets */

static void
created_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (Doing) doing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = reader_sheet_acts_finish (worker, result, &error);

  if (!doing->sheets->session)
    return;
  doing->sheets->wants_sheet = made != NULL;
  reader_toasts_drop (doing->sheets->messages);
  if (made)
    reader_sheets_show (doing->sheets, made);
  else
    reader_sheets_add_toast (doing->sheets, error->message, FALSE);
}

static void
renamed_cb (ReaderSheets *self, const char *name)
{
  g_autofree char *title = g_strstrip (g_strdup (name));

  if (!title[0])
    return;
  if (!self->is_renaming)
    reader_sheet_acts_create (self->session, title, created_cb, begin (self));
  else if (self->sheet)
    reader_sheet_acts_rename (self->session, self->sheet->uuid, title, done_cb, begin (self));
}

/* Before the entry goes, which would leave the keyboard to whatever stands beside it. */
static void
entry_closed_cb (ReaderSheets *self)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (self->sheets), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->new_button);
}

static void
title_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);

  self->is_renaming = g_str_equal (name, "sheet.rename");
  reader_rename_entry_set_hint (self->entry,
                                self->is_renaming ? NULL : _ ("Title of the new sheet"));
  reader_rename_entry_open (self->entry, self->is_renaming ? self->sheet->title : "");
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);
  Doing *doing = NULL;

  reader_sheets_finish_writing (self);
  doing = begin (self);
  doing->done = g_strdup_printf (_ ("Sheet “%s” deleted"), self->sheet->title);
  reader_sheet_acts_delete (self->session, self->sheet->uuid, done_cb, doing);
}

static void
languages_chosen_cb (ReaderSheets *self, const char *const *languages)
{
  if (self->sheet)
    reader_sheet_acts_set_languages (self->session,
                                     self->sheet->uuid,
                                     languages,
                                     done_cb,
                                     begin (self));
}

/* --- Items */

static void
move_asked_cb (ReaderSheets *self, const char *const *items, const char *before)
{
  if (self->sheet)
    reader_sheet_acts_move (self->session,
                            self->sheet->uuid,
                            items,
                            before,
                            done_cb,
                            begin (self));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reader_sheet_list_step (READER_SHEETS (widget)->list, g_str_equal (name, "item.up") ? -1 : 1);
}

static void
removal_asked_cb (ReaderSheets *self, const char *const *items)
{
  guint n = g_strv_length ((char **) items);
  Doing *doing = NULL;

  /* What a key that is held down removes is seen first. */
  if (n == 0 || !self->sheet || self->n_acts > 0 || self->cancellable)
    return;
  doing = begin (self);
  doing->done = g_strdup_printf (ngettext ("%u item taken off", "%u items taken off", n), n);
  reader_sheet_acts_remove (self->session, items, done_cb, doing);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);
  g_auto (GStrv) items = reader_sheet_list_dup_selected (self->list);

  removal_asked_cb (self, (const char *const *) items);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);
  ReaderSheetLine *line = reader_sheet_list_get_line (self->list);

  if (line && line->item)
    g_signal_emit_by_name (self->list, "mark-activated", line->item);
}

/* --- Own text */

static void
edit_asked_cb (ReaderSheets *self, ReaderSheetLine *line)
{
  reader_sheet_line_set_edited (line, TRUE);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheetLine *line = reader_sheet_list_get_line (READER_SHEETS (widget)->list);

  if (line && line->item && !tri_sheet_item_is_mark (line->item))
    reader_sheet_line_set_edited (line, TRUE);
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);
  ReaderSheetModel *model = reader_sheet_list_get_model (self->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint at = reader_sheet_list_get_position (self->list);
  ReaderSheetLine *line = NULL;

  line = reader_sheet_model_begin_draft (model, at == G_MAXUINT ? n : at + 1);
  reader_sheet_line_set_edited (line, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "items");
  reader_sheet_list_reveal (self->list, reader_sheet_model_find (model, ""));
}

static void
focus_line (ReaderSheets *self, ReaderSheetLine *line)
{
  guint position = reader_sheet_model_find (reader_sheet_list_get_model (self->list), line->uuid);

  if (position != G_MAXUINT)
    reader_sheet_list_go_to (self->list, position);
}

/* After the draft is gone: on the line above it, or what there is. */
static void
drop_draft (ReaderSheets *self)
{
  ReaderSheetModel *model = reader_sheet_list_get_model (self->list);
  guint position = reader_sheet_model_find (model, "");

  reader_sheet_model_end_draft (model);
  if (g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    reader_sheet_list_go_to (self->list, position > 0 ? position - 1 : 0);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

/* What was not stored is written on: no word is lost. */
static void
written_stored_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (Doing) doing = data;
  ReaderSheets *self = doing->sheets;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = reader_sheet_acts_finish (worker, result, &error);

  if (!self->session)
    return;
  if (!made)
    {
      g_autofree char *words = g_strdup_printf (_ ("The text is not saved: %s"), error->message);

      reader_sheet_line_set_edited (doing->line, TRUE);
      reader_sheets_add_toast (self, words, FALSE);
      return;
    }
  reader_toasts_drop (self->messages);
  if (made[0])
    reader_sheet_model_end_draft (reader_sheet_list_get_model (self->list));
  if (made[0] && doing->takes_focus)
    {
      g_free (self->wanted);
      self->wanted = g_steal_pointer (&made);
    }
  reader_sheets_reload (self);
}

static void
store_words (ReaderSheets *self, ReaderSheetLine *line, const char *words, gboolean is_done)
{
  ReaderSheetModel *model = reader_sheet_list_get_model (self->list);
  guint position = reader_sheet_model_find (model, line->uuid);
  Doing *doing = begin (self);

  doing->line = g_object_ref (line);
  doing->takes_focus = is_done;
  if (line->uuid[0])
    reader_sheet_acts_write (self->session,
                             line->item->sheet,
                             line->uuid,
                             words,
                             written_stored_cb,
                             doing);
  else
    reader_sheet_acts_add_words (self->session,
                                 self->current,
                                 words,
                                 reader_sheet_model_get_below (model, position),
                                 written_stored_cb,
                                 doing);
}

static void
written_cb (ReaderSheets *self, ReaderSheetLine *line, const char *words, gboolean is_done)
{
  const char *items[] = { line->uuid, NULL };
  gboolean is_same = line->item && g_str_equal (line->item->words, words);

  reader_sheet_line_set_draft (line, words);
  if (is_done && line->uuid[0])
    focus_line (self, line);
  reader_sheet_line_set_edited (line, FALSE);
  if (!words[0] && !line->uuid[0])
    drop_draft (self);
  else if (!words[0])
    {
      reader_sheet_line_set_draft (line, NULL);
      removal_asked_cb (self, items);
    }
  else if (!is_same)
    store_words (self, line, words, is_done);
}

static void
dropped_cb (ReaderSheets *self, ReaderSheetLine *line)
{
  if (line->uuid[0])
    focus_line (self, line);
  reader_sheet_line_set_draft (line, NULL);
  reader_sheet_line_set_edited (line, FALSE);
  if (!line->uuid[0])
    drop_draft (self);
}

void
reader_sheets_finish_writing (ReaderSheets *self)
{
  reader_sheet_list_finish (self->list);
}

/* --- The journal is the main window's affair. */

static void
journal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  reader_toasts_drop (READER_SHEETS (widget)->messages);
  if (parent)
    gtk_widget_activate_action (GTK_WIDGET (parent),
                                g_str_equal (name, "sheet.undo") ? "edit.undo" : "edit.redo",
                                NULL);
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "sheet.new", title_action },
  { "sheet.rename", title_action },
  { "sheet.delete", delete_action },
  { "sheet.undo", journal_action },
  { "sheet.redo", journal_action },
  { "item.up", step_action },
  { "item.down", step_action },
  { "item.remove", remove_action },
  { "item.edit", edit_action },
  { "item.write", write_action },
  { "item.open", open_action },
};

static const struct
{
  guint key;
  GdkModifierType state;
  const char *action;
} keys[] = {
  { GDK_KEY_Escape, 0, "window.close" },
  { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  { GDK_KEY_n, GDK_CONTROL_MASK, "sheet.new" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "sheet.undo" },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "sheet.redo" },
  { GDK_KEY_y, GDK_CONTROL_MASK, "sheet.redo" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "item.write" },
  { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "item.write" },
};

void
reader_sheets_class_install_acts (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].state,
                                         keys[i].action,
                                         NULL);
  gtk_widget_class_bind_template_callback (widget_class, renamed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_closed_cb);
}

static void
add_key (ReaderSheets *self, GtkEventController *keys_of_list, guint key, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys_of_list),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (action)));
}

void
reader_sheets_connect_acts (ReaderSheets *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const struct
  {
    const char *signal;
    GCallback callback;
  } asked[] = {
    { "move-asked", G_CALLBACK (move_asked_cb) },
    { "removal-asked", G_CALLBACK (removal_asked_cb) },
    { "edit-asked", G_CALLBACK (edit_asked_cb) },
    { "written", G_CALLBACK (written_cb) },
    { "dropped", G_CALLBACK (dropped_cb) },
  };

  add_key (self, controller, GDK_KEY_F2, "sheet.rename");
  add_key (self, controller, GDK_KEY_Delete, "sheet.delete");
  add_key (self, controller, GDK_KEY_KP_Delete, "sheet.delete");
  gtk_widget_add_controller (GTK_WIDGET (self->sheets), controller);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_signal_connect_swapped (self->list, asked[i].signal, asked[i].callback, self);
  g_signal_connect_swapped (self->languages, "chosen", G_CALLBACK (languages_chosen_cb), self);
}
