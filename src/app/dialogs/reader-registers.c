/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-registers.h"

#include "dialogs/reader-file-chooser.h"
#include "dialogs/reader-register-act.h"
#include "dialogs/reader-register-export.h"
#include "dialogs/reader-register-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-registers.h"

#include "reader-toasts.h"
#include "reader-window.h"

#include <glib/gi18n.h>

struct _ReaderRegisters
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  ReaderToasts *messages;
  AdwPreferencesGroup *group;
  GtkWidget *import_button;

  ReaderSession *session;
  TriWork *work; /* or NULL */
  GArray *registers;
  GPtrArray *rows;
  GtkNativeDialog *chooser;
  gint64 chosen; /* that is being exported */
  gint64 since;  /* the last act before the dialog was opened */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ReaderRegisters, reader_registers, ADW_TYPE_WINDOW)

#define REGISTER "reader-register"
#define SWITCH "reader-switch"

static void
say (ReaderRegisters *self,
     const char *words,
     gboolean undoable)
{
  if (self->messages != NULL)
    reader_toasts_say (self->messages, words, undoable ? "register.undo" : NULL);
}

static void fill (ReaderRegisters *self);

static void
acted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ReaderRegisters) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean undoable = FALSE;

  words = reader_register_act_run_finish (object, result, &undoable, &error);
  if (self->session == NULL)
    return;

  if (words != NULL)
    reader_session_link_stale (self->session);
  fill (self);
  say (self, words != NULL ? words : error->message, undoable);
}

static void
act (ReaderRegisters *self,
     ReaderRegisterActKind kind,
     gint64 reg)
{
  const ReaderRegisterAct data = {
    .kind = kind,
    .work = self->work != NULL ? self->work->id : 0,
    .reg = reg,
    .since = self->since,
  };

  reader_register_act_run_async (&data, self->session, acted_cb, g_object_ref (self));
}

static gint64
get_register (gpointer object)
{
  gint64 *reg = g_object_get_data (G_OBJECT (object), REGISTER);

  return *reg;
}

static void
keep_register (gpointer object,
               gint64 reg)
{
  g_object_set_data_full (G_OBJECT (object), REGISTER, g_memdup2 (&reg, sizeof reg), g_free);
}

static void
switched_cb (ReaderRegisters *self,
             GParamSpec *pspec,
             GtkSwitch *toggle)
{
  if (!self->is_filling)
    act (self,
         gtk_switch_get_active (toggle) ? READER_REGISTER_ATTACH : READER_REGISTER_DETACH,
         get_register (toggle));
}

static void
remove_cb (ReaderRegisters *self,
           GtkWidget *button)
{
  act (self, READER_REGISTER_REMOVE, get_register (button));
}

/* --- export --- */

typedef struct
{
  ReaderRegisters *dialog;
  char *path;
} Exported;

static void
exported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Exported *data = user_data;
  g_autoptr (ReaderRegisters) self = data->dialog;
  g_autofree char *name = g_filename_display_basename (data->path);
  g_autofree char *words = g_strdup_printf (_ ("“%s” written"), name);
  g_autoptr (GError) error = NULL;
  gboolean written = reader_register_export_finish (object, result, &error);

  g_free (data->path);
  g_free (data);
  if (self->session != NULL)
    say (self, written ? words : error->message, FALSE);
}

/* @path: (type filename): its end says how: .csv, .tsv, else TEI */
static void
export_file (ReaderRegisters *self,
             gint64 reg,
             const char *path)
{
  Exported *data = g_new0 (Exported, 1);

  data->dialog = g_object_ref (self);
  data->path = g_strdup (path);
  reader_register_export_async (self->session, reg, path, exported_cb, data);
}

static void
export_chosen_cb (ReaderRegisters *self,
                  int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    export_file (self, self->chosen, path);
}

static void
export_cb (ReaderRegisters *self,
           GtkWidget *button)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export as TEI, CSV or TSV"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);

  self->chosen = get_register (button);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("register.xml"));
  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (export_chosen_cb), self);
}

/* --- import --- */

static void
imported_cb (ReaderRegisters *self,
             const char *words)
{
  if (self->session == NULL)
    return;

  reader_session_link_stale (self->session);
  fill (self);
  say (self, words, TRUE);
}

/* Shows what the file would bring, and imports it when the reader says so.
 *
 * @path: (type filename): TEI, or a table */
static void
import_file (ReaderRegisters *self,
             const char *path)
{
  GtkWidget *dialog = reader_register_import_new (self->session, path);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_chosen_cb (ReaderRegisters *self,
                  int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    import_file (self, path);
}

static void
choose_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderRegisters *self = READER_REGISTERS (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose a Register"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (import_chosen_cb), self);
}

static void
undo_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  act (READER_REGISTERS (widget), READER_REGISTER_UNDO, 0);
}

/* --- the list --- */

static char *
dup_subtitle (ReaderRegisters *self,
              const TriRegister *reg)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (GArray) works = tri_library_list_register_works (library, reg->id, NULL);
  guint n_works = works != NULL ? works->len : 0;
  g_autofree char *entries = NULL;
  g_autofree char *in_works = NULL;

  entries = g_strdup_printf (ngettext ("%u entry", "%u entries", reg->n_entities),
                             reg->n_entities);
  in_works = g_strdup_printf (ngettext ("in %u work", "in %u works", n_works), n_works);

  return g_strdup_printf ("%s · %s", entries, in_works);
}

static void
add_button (ReaderRegisters *self,
            GtkWidget *row,
            const TriRegister *reg,
            const char *icon,
            GCallback callback)
{
  gboolean is_export = callback == G_CALLBACK (export_cb);
  const char *words = is_export ? _ ("Export…") : _ ("Remove");
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf (is_export ? _ ("Export “%s”") : _ ("Remove “%s”"),
                                            reg->title);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  keep_register (button, reg->id);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_switch (ReaderRegisters *self,
            GtkWidget *row,
            const TriRegister *reg)
{
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *label = g_strdup_printf (_ ("Use “%s” in this work"), reg->title);

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (toggle, _ ("Use in this work"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  keep_register (toggle, reg->id);
  g_signal_connect_object (toggle,
                           "notify::active",
                           G_CALLBACK (switched_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_object_set_data (G_OBJECT (row), SWITCH, toggle);
}

static void
add_row (ReaderRegisters *self,
         const TriRegister *reg)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reg->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (self->work != NULL)
    add_switch (self, row, reg);
  add_button (self, row, reg, "document-save-symbolic", G_CALLBACK (export_cb));
  add_button (self, row, reg, "user-trash-symbolic", G_CALLBACK (remove_cb));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
update_row (ReaderRegisters *self,
            guint index)
{
  const TriRegister *reg = &g_array_index (self->registers, TriRegister, index);
  GtkWidget *row = g_ptr_array_index (self->rows, index);
  GtkSwitch *toggle = g_object_get_data (G_OBJECT (row), SWITCH);
  g_autofree char *subtitle = dup_subtitle (self, reg);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (toggle != NULL)
    gtk_switch_set_active (toggle,
                           tri_library_is_attached (reader_session_get_library (self->session),
                                                    self->work->id,
                                                    reg->id));
}

static gboolean
is_same_list (const GArray *a,
              const GArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (g_array_index (a, TriRegister, i).id != g_array_index (b, TriRegister, i).id)
      return FALSE;

  return TRUE;
}

static void
rebuild (ReaderRegisters *self)
{
  /* Before the window is shown nothing may have the keyboard, or it has no role for others. */
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->import_button);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->registers->len; i++)
    add_row (self, &g_array_index (self->registers, TriRegister, i));
}

/* Rows that stay keep the keyboard. */
static void
fill (ReaderRegisters *self)
{
  g_autoptr (GArray) registers = NULL;
  gboolean is_same = FALSE;

  registers = tri_library_list_registers (reader_session_get_library (self->session), NULL);
  if (registers == NULL)
    return;

  is_same = is_same_list (registers, self->registers);
  g_clear_pointer (&self->registers, g_array_unref);
  self->registers = g_steal_pointer (&registers);
  self->is_filling = TRUE;
  if (!is_same)
    rebuild (self);
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, i);
  self->is_filling = FALSE;
}

static void
reader_registers_dispose (GObject *object)
{
  ReaderRegisters *self = READER_REGISTERS (object);

  g_clear_pointer (&self->messages, reader_toasts_free);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_REGISTERS);

  G_OBJECT_CLASS (reader_registers_parent_class)->dispose (object);
}

static void
reader_registers_finalize (GObject *object)
{
  ReaderRegisters *self = READER_REGISTERS (object);

  g_clear_pointer (&self->registers, g_array_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (reader_registers_parent_class)->finalize (object);
}

static void
reader_registers_class_init (ReaderRegistersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_registers_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_registers_finalize;

  gtk_widget_class_install_action (widget_class, "register.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "register.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_o,
                                       GDK_CONTROL_MASK,
                                       "register.choose",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "register.undo",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-registers.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisters, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisters, group);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisters, import_button);
}

static void
reader_registers_init (ReaderRegisters *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = reader_toasts_new (self->toasts);
}

/**
 * reader_registers_new:
 * @session: the library
 * @work: (nullable): the work that is read, for which registers are switched on and off
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_registers_new (ReaderSession *session,
                      TriWork *work)
{
  ReaderRegisters *self = g_object_new (READER_TYPE_REGISTERS, NULL);

  self->session = g_object_ref (session);
  self->since = tri_library_get_last_act (reader_session_get_library (session));
  g_set_object (&self->work, work);
  if (work != NULL)
    {
      /* It is markup there. */
      g_autofree char *title = g_markup_escape_text (work->title, -1);

      adw_preferences_group_set_title (self->group, title);
    }
  fill (self);

  return GTK_WIDGET (self);
}
