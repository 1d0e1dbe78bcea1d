/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-go-to-box.h"
#include "dialogs/reader-help.h"
#include "dialogs/reader-library-page.h"
#include "dialogs/reader-merge-dialog.h"
#include "dialogs/reader-preferences.h"
#include "dialogs/reader-registers.h"
#include "library/tri-library-bookmarks.h"
#include "sheets/reader-sheets.h"

#include <glib/gi18n.h>

/* Acts of the journal, in words for a toast. */
static const struct
{
  const char *act;
  const char *done;
} acts[] = {
  { "unplaced.put", N_ ("giving something its place") },
  { "unplaced.drop", N_ ("letting something go") },
  { "bookmark.add", N_ ("adding a bookmark") },
  { "bookmark.save", N_ ("changing a bookmark") },
  { "bookmark.edit", N_ ("changing a bookmark") },
  { "bookmark.delete", N_ ("deleting bookmarks") },
  { "bookmark.import", N_ ("importing bookmarks") },
  { "bookmark.change", N_ ("changing several bookmarks") },
  { "entity.link", N_ ("linking a name") },
  { "entity.refuse", N_ ("marking what is not an entity") },
  { "entity.add", N_ ("adding an entity") },
  { "entity.edit", N_ ("changing an entity") },
  { "entity.merge", N_ ("merging two entities") },
  { "entity.split", N_ ("splitting an entity") },
  { "history.clear", N_ ("clearing the history") },
  { "library.merge", N_ ("merging another library") },
  { "link.tie", N_ ("tying what corresponds") },
  { "link.split", N_ ("parting a link") },
  { "link.join", N_ ("joining two links") },
  { "link.shift", N_ ("shifting a border") },
  { "link.omit", N_ ("marking what has no counterpart") },
  { "link.untie", N_ ("taking a link away") },
  { "link.confirm", N_ ("confirming links") },
  { "link.confirm-above", N_ ("confirming links") },
  { "merge.decide", N_ ("deciding what was changed in both libraries") },
  { "name.accept", N_ ("accepting a spelling") },
  { "name.reject", N_ ("rejecting a spelling") },
  { "proposal.accept", N_ ("accepting proposals") },
  { "proposal.merge", N_ ("merging proposals") },
  { "proposal.reject", N_ ("rejecting a proposal") },
  { "proposal.rename", N_ ("renaming a proposal") },
  { "proposal.set-type", N_ ("changing the type of a proposal") },
  { "register.attach", N_ ("using a register") },
  { "register.detach", N_ ("not using a register any more") },
  { "register.import", N_ ("importing a register") },
  { "register.merge", N_ ("merging into a register") },
  { "register.remove", N_ ("removing a register") },
  { "search.add", N_ ("saving a search") },
  { "search.edit", N_ ("changing a saved search") },
  { "search.delete", N_ ("deleting a saved search") },
  { "sheet.add", N_ ("making a study sheet") },
  { "sheet.edit", N_ ("changing a study sheet") },
  { "sheet.delete", N_ ("deleting a study sheet") },
  { "sheet-item.add", N_ ("adding to a study sheet") },
  { "sheet-item.edit", N_ ("writing on a study sheet") },
  { "sheet-item.move", N_ ("moving what stands on a study sheet") },
  { "sheet-item.delete", N_ ("taking something off a study sheet") },
  { "warning.aside", N_ ("putting a name to check aside") },
  { "warning.return", N_ ("having a name checked again") },
  { "work.import", N_ ("importing a work") },
  { "work.rename", N_ ("renaming a work") },
  { "work.set-kind", N_ ("changing how a work is laid out") },
  { "work.delete", N_ ("deleting a work") },
  { "text.add", N_ ("adding texts to a work") },
  { "text.move", N_ ("changing the order of texts") },
  { "text.remove", N_ ("taking a text out of a work") },
  { "text.edit", N_ ("editing a text") },
  { "text.replace", N_ ("importing a text again") },
};

static const char *
get_act_words (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].act, act) == 0)
      return _ (acts[i].done);

  return act;
}

static gpointer
undo (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  return tri_library_undo (library, error);
}

static gpointer
redo (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  return tri_library_redo (library, error);
}

static char *
describe_act (gboolean is_undo,
              const char *act)
{
  if (act == NULL)
    return g_strdup (is_undo ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));

  return is_undo ? g_strdup_printf (_ ("Undone: %s"), get_act_words (act))
                 : g_strdup_printf (_ ("Redone: %s"), get_act_words (act));
}

static void
report (ReaderWindow *self,
        GObject *writer,
        GAsyncResult *result,
        gboolean is_undo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_worker_run_finish (TRI_WORKER (writer), result, &error);
  g_autofree char *message = error != NULL ? g_strdup (error->message)
                                           : describe_act (is_undo, act);

  /* Where the reader looks. */
  if (self->sheets != NULL && gtk_window_is_active (self->sheets))
    reader_sheets_add_toast (READER_SHEETS (self->sheets), message, FALSE);
  else
    reader_window_add_toast (self, message, FALSE);
  /* Which names are found may depend on it. */
  if (act != NULL)
    reader_window_link_again (self);
}

static void
undone_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;

  report (self, object, result, TRUE);
}

static void
redone_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;

  report (self, object, result, FALSE);
}

typedef void (*RunFunc) (TriWorker *worker,
                         TriWorkerFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GDestroyNotify free_result,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

static void
edit_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gboolean is_undo = g_str_equal (name, "edit.undo");
  RunFunc run = tri_worker_run_between_async;

  /* Behind what was stopped. */
  if (reader_window_stop_realigning (self))
    run = tri_worker_run_async;
  run (reader_session_get_writer (self->session),
       is_undo ? undo : redo,
       NULL,
       NULL,
       g_free,
       NULL,
       is_undo ? undone_cb : redone_cb,
       g_object_ref (self));
}

/* The reading surface has these itself; the window knows them too, for its buttons and keys. */
static void
forward_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gboolean can_go_back = FALSE;

  g_object_get (self->view, "can-go-back", &can_go_back, NULL);
  /* The view knows the way within a work. */
  if (g_str_equal (name, "text.go-back") && !can_go_back && reader_window_return (self))
    return;
  gtk_widget_activate_action_variant (GTK_WIDGET (self->view), name, parameter);
}

static void
library_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "library") == 0 && self->work != NULL)
    gtk_stack_set_visible_child_name (self->pages, "reading");
  else
    reader_window_show_library (self);
}

static void
import_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  reader_window_import (READER_WINDOW (widget), NULL);
}

static void
registers_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GtkWidget *registers = reader_registers_new (self->session, self->work);

  gtk_window_set_transient_for (GTK_WINDOW (registers), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (registers));
}

static void
merge_chosen_cb (ReaderWindow *self,
                 int response,
                 GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  GtkWidget *dialog = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    {
      dialog = reader_merge_dialog_new (self->session, path);
      gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
      gtk_window_present (GTK_WINDOW (dialog));
    }
  g_object_unref (chooser);
}

static void
merge_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose the Other Library"),
                                                               GTK_WINDOW (widget),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  g_signal_connect_object (chooser,
                           "response",
                           G_CALLBACK (merge_chosen_cb),
                           widget,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
place_chosen_cb (ReaderWindow *self,
                 gint64 text,
                 gint64 passage)
{
  ReaderPlace place = { .text = text, .passage = passage };

  reader_window_go_to (self, &place);
}

static void
go_to_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  graphene_rect_t bounds;

  if (self->work == NULL)
    return;

  reader_window_finish_building (self);
  if (self->go_to_box == NULL)
    {
      self->go_to_box = reader_go_to_box_new ();
      /* The popover goes with the box in the header bar. */
      gtk_box_append (GTK_BOX (self->header_start), self->go_to_box);
      g_signal_connect_swapped (self->go_to_box,
                                "place-chosen",
                                G_CALLBACK (place_chosen_cb),
                                self);
      /* Else the keyboard would be left to whatever stands beside it. */
      g_signal_connect_swapped (self->go_to_box,
                                "closed",
                                G_CALLBACK (gtk_widget_grab_focus),
                                self->view);
    }

  if (gtk_widget_compute_bounds (self->go_to_button, self->header_start, &bounds))
    {
      GdkRectangle at = { (int) bounds.origin.x,
                          (int) bounds.origin.y,
                          (int) bounds.size.width,
                          (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->go_to_box), &at);
    }
  reader_go_to_box_open (READER_GO_TO_BOX (self->go_to_box), self->session, self->work);
}

/* From the contents to what finds in the texts, to these, to the sidebar and round again; of those
 * that are to be seen. */
static void
next_panel_action (GtkWidget *widget,
                   const char *name,
                   GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GtkWidget *stops[] = { self->header, NULL, NULL, GTK_WIDGET (self->view), NULL };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint n_stops = G_N_ELEMENTS (stops);
  guint step = g_str_equal (name, "panel.next") ? 1 : n_stops - 1;
  guint at = 3;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "reading") != 0)
    stops[3] = gtk_stack_get_visible_child (self->pages);
  else if (reader_panes_is_shown (self->panes, READER_PANE_START) && self->start_stack != NULL)
    stops[1] = GTK_WIDGET (self->start_stack);
  if (stops[3] == GTK_WIDGET (self->view)
      && reader_panes_is_shown (self->panes, READER_PANE_END))
    stops[4] = self->end_slot;
  if (stops[3] == GTK_WIDGET (self->view)
      && self->find_bar != NULL
      && gtk_widget_get_visible (self->find_bar))
    stops[2] = self->find_bar;

  for (guint i = 0; i < n_stops; i++)
    if (focus != NULL && stops[i] != NULL
        && (focus == stops[i] || gtk_widget_is_ancestor (focus, stops[i])))
      at = i;

  for (guint i = 1; i < n_stops; i++)
    {
      GtkWidget *stop = stops[(at + i * step) % n_stops];

      if (stop != NULL && gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD))
        return;
    }
}

/* Escape: a pane that covers the texts goes; else the texts get the focus. */
static void
close_panel_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  ReaderPane over = reader_panes_is_shown (self->panes, READER_PANE_START) ? READER_PANE_START
                                                                           : READER_PANE_END;

  if (reader_panes_is_over (self->panes))
    reader_panes_set_open (self->panes, over, FALSE);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "reading") == 0
           && reader_window_close_find (self))
    return;
  /* Without a work there was nothing but the search beside the texts. */
  if (self->work == NULL && self->session != NULL)
    {
      reader_window_show_library (self);
      return;
    }
  if (self->work != NULL)
    gtk_stack_set_visible_child_name (self->pages, "reading");
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
  reader_window_describe (self);
}

static void
zoom_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  double scale = g_settings_get_double (self->settings, "font-scale");

  if (g_str_equal (name, "text.larger"))
    scale *= 1.1;
  else if (g_str_equal (name, "text.smaller"))
    scale /= 1.1;
  else
    scale = 1;

  g_settings_set_double (self->settings, "font-scale", CLAMP (scale, 0.5, 4));
}

static void
preferences_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GtkWidget *preferences = reader_preferences_new (self->settings);

  if (self->session != NULL)
    {
      const char *path = tri_library_get_path (reader_session_get_library (self->session));
      GtkWidget *page = reader_library_page_new (path);

      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (preferences),
                                  ADW_PREFERENCES_PAGE (page));
      if (g_str_equal (name, "window.backups"))
        adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (preferences),
                                                 ADW_PREFERENCES_PAGE (page));
      g_signal_connect_object (page,
                               "library-chosen",
                               G_CALLBACK (reader_window_choose_library),
                               self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
help_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (g_str_equal (name, "help.about"))
    reader_help_show_about (window);
  else if (g_str_equal (name, "help.shortcuts"))
    reader_help_show_shortcuts (window);
  else
    reader_help_show (window);
}

static const char *const forwarded[] = {
  "text.go-back",
  "text.go-forward",
  "text.copy",
  "text.copy-with-source",
  "mention.next",
  "mention.previous",
  "mention.open",
  "text.reveal",
};

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "edit.undo", edit_action },
  { "edit.redo", edit_action },
  { "help.about", help_action },
  { "help.show", help_action },
  { "help.shortcuts", help_action },
  { "library.import", import_action },
  { "library.merge", merge_action },
  { "library.registers", registers_action },
  { "library.show", library_action },
  { "panel.close", close_panel_action },
  { "panel.next", next_panel_action },
  { "panel.previous", next_panel_action },
  { "text.go-to", go_to_action },
  { "text.larger", zoom_action },
  { "text.normal-size", zoom_action },
  { "text.smaller", zoom_action },
  { "window.preferences", preferences_action },
  { "window.backups", preferences_action },
};

static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_z, GDK_CONTROL_MASK, "edit.undo" },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "edit.redo" },
  { GDK_KEY_y, GDK_CONTROL_MASK, "edit.redo" },
  { GDK_KEY_F1, 0, "help.show" },
  { GDK_KEY_question, GDK_CONTROL_MASK, "help.shortcuts" },
  { GDK_KEY_o, GDK_CONTROL_MASK, "library.import" },
  { GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "library.show" },
  { GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "link.omissions" },
  { GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "name.suggestions" },
  { GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "entity.discover" },
  { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "work.align" },
  { GDK_KEY_u, GDK_CONTROL_MASK, "work.unplaced" },
  { GDK_KEY_d, GDK_CONTROL_MASK, "bookmark.add" },
  { GDK_KEY_b, GDK_CONTROL_MASK, "bookmark.list" },
  { GDK_KEY_b, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "sheet.list" },
  { GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "bookmark.to-sheet" },
  { GDK_KEY_F9, 0, "panel.contents" },
  { GDK_KEY_F9, GDK_SHIFT_MASK, "panel.sidebar" },
  { GDK_KEY_Escape, 0, "panel.close" },
  { GDK_KEY_F6, 0, "panel.next" },
  { GDK_KEY_F6, GDK_SHIFT_MASK, "panel.previous" },
  { GDK_KEY_Left, GDK_ALT_MASK, "text.go-back" },
  { GDK_KEY_Right, GDK_ALT_MASK, "text.go-forward" },
  { GDK_KEY_l, GDK_CONTROL_MASK, "text.go-to" },
  { GDK_KEY_f, GDK_CONTROL_MASK, "find.open" },
  { GDK_KEY_F3, GDK_CONTROL_MASK, "find.next-hit" },
  { GDK_KEY_F3, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "find.previous-hit" },
  { GDK_KEY_F8, 0, "mention.open" },
  { GDK_KEY_e, GDK_CONTROL_MASK, "entity.filter" },
  { GDK_KEY_w, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "entity.warnings" },
  { GDK_KEY_F2, 0, "entity.edit" },
  { GDK_KEY_F3, 0, "entity.merge" },
  { GDK_KEY_F4, 0, "entity.split" },
  { GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "search.library" },
  { GDK_KEY_F5, 0, "search.next-hit" },
  { GDK_KEY_F5, GDK_SHIFT_MASK, "search.previous-hit" },
  { GDK_KEY_g, GDK_CONTROL_MASK, "entity.next-mention" },
  { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "entity.previous-mention" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "text.larger" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "text.larger" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "text.larger" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "text.smaller" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "text.smaller" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "text.normal-size" },
  { GDK_KEY_comma, GDK_CONTROL_MASK, "window.preferences" },
  { GDK_KEY_b, GDK_CONTROL_MASK | GDK_ALT_MASK, "window.backups" },
  { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  { GDK_KEY_q, GDK_CONTROL_MASK, "window.close" },
};

/* Keys are bound here and not to the application, so that an entry keeps Ctrl+Z for itself. */
void
reader_window_class_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, forward_action);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);

  gtk_widget_class_install_property_action (widget_class, "panel.contents", "contents-open");
  gtk_widget_class_install_property_action (widget_class, "panel.bookmarks", "bookmarks-open");
  gtk_widget_class_install_property_action (widget_class, "panel.sidebar", "sidebar-open");
  reader_window_class_install_panel_actions (widget_class);
  reader_window_class_install_mark_actions (widget_class);
  reader_window_class_install_note_actions (widget_class);
  reader_window_class_install_page_actions (widget_class);
  reader_window_class_install_export_actions (widget_class);
  reader_window_class_install_writing_actions (widget_class);
  reader_window_class_install_import_actions (widget_class);
  reader_window_class_install_marks_files_actions (widget_class);
  reader_window_class_install_align_actions (widget_class);
  reader_window_class_install_linking_actions (widget_class);
  reader_window_class_install_link_actions (widget_class);
  reader_window_class_install_find_actions (widget_class);
  reader_window_class_install_entity_actions (widget_class);
  reader_window_class_install_name_actions (widget_class);
  reader_window_class_install_mention_actions (widget_class);
  reader_window_class_install_unplaced_actions (widget_class);
  reader_window_class_install_warning_actions (widget_class);
  reader_window_class_install_equivalents_actions (widget_class);
  reader_window_class_install_history_actions (widget_class);
  reader_window_class_install_sheet_actions (widget_class);
  reader_window_class_install_search_actions (widget_class);
  reader_window_class_install_concordance_actions (widget_class);
  reader_window_class_install_travel_actions (widget_class);
  reader_window_class_install_portal_actions (widget_class);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static void
enable (ReaderWindow *self,
        const char *const *names,
        gboolean enabled)
{
  for (guint i = 0; names[i] != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

/* Where no text is to be seen, what is done to it is not offered. */
void
reader_window_update_actions (ReaderWindow *self)
{
  static const char *const of_library[] = {
    "edit.undo",
    "edit.redo",
    "history.show",
    "library.show",
    "library.import",
    "library.paste",
    "library.merge",
    "library.registers",
    "search.library",
    "sheet.list",
    "win.concordance",
    NULL,
  };
  /* The list of bookmarks and that of the omissions lead back to the texts. */
  static const char *const of_work[] = {
    "bookmark.list",
    "bookmark.one-to-sheet",
    "bookmark.selected-to-sheet",
    "bookmark.to-sheet",
    "link.omissions",
    "name.suggestions",
    "entity.discover",
    "entity.warnings",
    "search.next-hit",
    "search.previous-hit",
    "work.align",
    "work.unplaced",
    NULL,
  };
  static const char *const of_reading[] = {
    "bookmark.add",
    "entity.add",
    "entity.confirm",
    "entity.edit",
    "entity.filter",
    "entity.link",
    "entity.merge",
    "entity.next-mention",
    "entity.occurrences",
    "entity.previous-mention",
    "entity.refuse",
    "entity.reject",
    "entity.split",
    "find.next-hit",
    "find.open",
    "find.previous-hit",
    "highlight.add",
    "link.confirm",
    "link.confirm-above",
    "link.join",
    "link.next",
    "link.omit",
    "link.pick",
    "link.previous",
    "link.shift-down",
    "link.shift-up",
    "link.split",
    "link.tie",
    "later.list",
    "later.toggle",
    "mark.go",
    "mark.go-letter",
    "mark.list",
    "mark.set",
    "mark.set-letter",
    "mention.next",
    "mention.open",
    "mention.previous",
    "note.add",
    "panel.bookmarks",
    "panel.contents",
    "panel.sidebar",
    "portal.follow",
    "portal.tie",
    "text.copy",
    "text.cite",
    "text.copy-with-source",
    "text.go-to",
    "text.reveal",
    "word.equivalents",
    "work.export",
    "work.print",
    NULL,
  };
  static const char *const back[] = { "text.go-back", NULL };
  static const char *const forward[] = { "text.go-forward", NULL };
  const char *page = gtk_stack_get_visible_child_name (self->pages);
  gboolean has_work = self->session != NULL && self->work != NULL;
  gboolean is_reading = has_work && g_strcmp0 (page, "reading") == 0;
  gboolean can_go_back = FALSE;
  gboolean can_go_forward = FALSE;

  g_object_get (self->view,
                "can-go-back",
                &can_go_back,
                "can-go-forward",
                &can_go_forward,
                NULL);
  enable (self, of_library, self->session != NULL);
  enable (self, of_work, has_work);
  enable (self, of_reading, is_reading);
  can_go_back = can_go_back || (self->trail != NULL && self->trail->len > 0);
  enable (self, back, is_reading && can_go_back);
  enable (self, forward, is_reading && can_go_forward);
}
