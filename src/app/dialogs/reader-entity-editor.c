/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-entity-editor.h"

#include "panels/reader-panel-words.h"
#include "reader-toasts.h"
#include "tri-language.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ReaderEntityEditor
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  ReaderToasts *messages;
  GtkWidget *page;
  AdwPreferencesGroup *names_group;
  AdwComboRow *type_row;
  GtkEditable *dates_row;
  AdwPreferencesGroup *descriptions_group;

  ReaderSession *session;
  gint64 work;
  TriEntity *entity;
  GArray *ranges;          /* (element-type TriEntityRange): of a new one */
  GPtrArray *langs;        /* of names, by the position in their lists; "" for none */
  GPtrArray *names;        /* (element-type NameRow) */
  GPtrArray *descriptions; /* (element-type AdwEntryRow) */
};

G_DEFINE_FINAL_TYPE (ReaderEntityEditor, reader_entity_editor, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  ReaderEntityEditor *editor;
  GtkWidget *row;
  GtkDropDown *lang;
  GtkDropDown *kind;
} NameRow;

/* --- On the writing thread */

typedef struct
{
  gint64 work;
  TriEntity *entity;
  GArray *ranges;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->entity);
  g_array_unref (change->ranges);
  g_free (change);
}

/* Returns the entity as a pointer to its id. */
static gpointer
store (TriLibrary *library,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  Change *change = data;
  gint64 id = change->entity->id;

  if (id == 0)
    id = tri_library_add_entity (library,
                                 change->work,
                                 change->entity,
                                 (const TriEntityRange *) (gpointer) change->ranges->data,
                                 change->ranges->len,
                                 error);
  else if (!tri_library_edit_entity (library, change->entity, error))
    id = 0;

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* --- Names */

static void
remove_name_cb (NameRow *name)
{
  ReaderEntityEditor *self = name->editor;
  NameRow *next = NULL;

  /* One is always left to write into. */
  if (self->names->len < 2)
    {
      gtk_editable_set_text (GTK_EDITABLE (name->row), "");
      gtk_widget_grab_focus (name->row);
      return;
    }
  adw_preferences_group_remove (self->names_group, name->row);
  g_ptr_array_remove (self->names, name);
  next = g_ptr_array_index (self->names, self->names->len - 1);
  gtk_widget_grab_focus (next->row);
}

static GtkDropDown *
new_drop_down (GListModel *model,
               guint selected,
               const char *label)
{
  GtkWidget *list = gtk_drop_down_new (model, NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (list, "flat");
  gtk_widget_set_tooltip_text (list, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);

  return GTK_DROP_DOWN (list);
}

static guint
find_lang (ReaderEntityEditor *self,
           const char *lang)
{
  for (guint i = 0; i < self->langs->len; i++)
    if (g_str_equal (g_ptr_array_index (self->langs, i), lang))
      return i;

  return 0;
}

static GListModel *
list_langs (ReaderEntityEditor *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->langs->len; i++)
    {
      const char *lang = g_ptr_array_index (self->langs, i);

      if (*lang == '\0')
        gtk_string_list_append (list, _ ("any language"));
      else
        gtk_string_list_take (list,
                              tri_language_dup_name_inside (lang,
                                                            reader_panel_words_get_language ()));
    }

  return G_LIST_MODEL (list);
}

static GListModel *
list_kinds (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (TriNameKind kind = TRI_NAME_OFFICIAL; kind <= TRI_NAME_SHORT; kind++)
    {
      const char *words = reader_panel_words_for_name_kind (kind);

      gtk_string_list_append (list, words != NULL ? words : _ ("name"));
    }

  return G_LIST_MODEL (list);
}

static GtkWidget *
new_remove_button (NameRow *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove Name"),
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_name_cb), name);

  return button;
}

static NameRow *
add_name (ReaderEntityEditor *self,
          const char *lang,
          const char *words,
          TriNameKind kind)
{
  NameRow *name = g_new0 (NameRow, 1);

  name->editor = self;
  name->row = adw_entry_row_new ();
  name->lang = new_drop_down (list_langs (self), find_lang (self, lang), _ ("Language"));
  name->kind = new_drop_down (list_kinds (), kind, _ ("Kind of name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name->row), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (name->row), words);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (name->row), GTK_WIDGET (name->lang));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (name->row), GTK_WIDGET (name->kind));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (name->row), new_remove_button (name));
  g_ptr_array_add (self->names, name);
  adw_preferences_group_add (self->names_group, name->row);

  return name;
}

static void
add_name_action (GtkWidget *widget,
                 const char *action,
                 GVariant *parameter)
{
  ReaderEntityEditor *self = READER_ENTITY_EDITOR (widget);
  const NameRow *last = g_ptr_array_index (self->names, self->names->len - 1);
  const char *lang = g_ptr_array_index (self->langs, gtk_drop_down_get_selected (last->lang));
  NameRow *name = add_name (self, lang, "", TRI_NAME_OFFICIAL);

  gtk_widget_grab_focus (name->row);
}

/* --- Saving */

static void
collect_names (ReaderEntityEditor *self,
               TriEntity *to)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const NameRow *row = g_ptr_array_index (self->names, i);
      g_autofree char *words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->row)));
      TriName name = { NULL, NULL, (TriNameKind) gtk_drop_down_get_selected (row->kind) };

      if (*g_strstrip (words) == '\0')
        continue;
      name.lang = g_strdup (g_ptr_array_index (self->langs,
                                               gtk_drop_down_get_selected (row->lang)));
      name.name = g_steal_pointer (&words);
      g_array_append_val (to->names, name);
    }
}

static void
collect_descriptions (ReaderEntityEditor *self,
                      TriEntity *to)
{
  for (guint i = 0; i < self->descriptions->len; i++)
    {
      GtkEditable *row = g_ptr_array_index (self->descriptions, i);
      const char *words = gtk_editable_get_text (row);

      if (*words != '\0')
        tri_entity_add_description (to, g_object_get_data (G_OBJECT (row), "lang"), words);
    }
}

static Change *
make_change (ReaderEntityEditor *self)
{
  Change *change = g_new0 (Change, 1);
  g_autofree char *dates = g_strstrip (g_strdup (gtk_editable_get_text (self->dates_row)));

  change->work = self->work;
  change->ranges = g_array_ref (self->ranges);
  change->entity = tri_entity_new ();
  change->entity->id = self->entity->id;
  change->entity->type = (TriEntityType) adw_combo_row_get_selected (self->type_row);
  change->entity->dates = *dates != '\0' ? g_steal_pointer (&dates) : NULL;
  collect_names (self, change->entity);
  collect_descriptions (self, change->entity);

  return change;
}

static void
stored_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderEntityEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (self->session == NULL)
    return;
  if (id == NULL)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "entity.save", TRUE);
      reader_toasts_say (self->messages, error->message, NULL);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, *id);
  if (self->session != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderEntityEditor *self = READER_ENTITY_EDITOR (widget);

  gtk_widget_action_set_enabled (widget, "entity.save", FALSE);
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                store,
                                make_change (self),
                                change_free,
                                g_free,
                                NULL,
                                stored_cb,
                                g_object_ref (self));
}

/* --- The object */

static void
reader_entity_editor_dispose (GObject *object)
{
  ReaderEntityEditor *self = READER_ENTITY_EDITOR (object);

  g_clear_pointer (&self->messages, reader_toasts_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_ENTITY_EDITOR);

  G_OBJECT_CLASS (reader_entity_editor_parent_class)->dispose (object);
}

static void
reader_entity_editor_finalize (GObject *object)
{
  ReaderEntityEditor *self = READER_ENTITY_EDITOR (object);

  g_clear_object (&self->entity);
  g_array_unref (self->ranges);
  g_ptr_array_unref (self->langs);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->descriptions);

  G_OBJECT_CLASS (reader_entity_editor_parent_class)->finalize (object);
}

static void
reader_entity_editor_class_init (ReaderEntityEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_entity_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_entity_editor_finalize;

  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        READER_TYPE_ENTITY_EDITOR,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "entity.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "entity.add-name", NULL, add_name_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "entity.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK,
                                       "entity.add-name",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-entity-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityEditor, page);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityEditor, names_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityEditor, type_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityEditor, dates_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityEditor, descriptions_group);
}

static void
reader_entity_editor_init (ReaderEntityEditor *self)
{
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);

  self->ranges = g_array_new (FALSE, FALSE, sizeof (TriEntityRange));
  self->langs = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->descriptions = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = reader_toasts_new (self->toasts);
  for (int type = 0; type < TRI_N_ENTITY_TYPES; type++)
    gtk_string_list_append (types, reader_panel_words_for_type ((TriEntityType) type));
  adw_combo_row_set_model (self->type_row, G_LIST_MODEL (types));
}

/* The three languages, none, and those that the names are in. */
static void
collect_langs (ReaderEntityEditor *self)
{
  static const char *const known[] = { "", "fr", "en", "nl" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_ptr_array_add (self->langs, g_strdup (known[i]));
  for (guint i = 0; i < self->entity->names->len; i++)
    {
      const char *lang = g_array_index (self->entity->names, TriName, i).lang;

      if (*lang != '\0' && find_lang (self, lang) == 0)
        g_ptr_array_add (self->langs, g_strdup (lang));
    }
}

static void
add_description (ReaderEntityEditor *self,
                 const char *lang,
                 const char *words)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *title = NULL;

  title = tri_language_dup_name (*lang != '\0' ? lang : "und", reader_panel_words_get_language ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *lang != '\0' ? title : _ ("Any language"));
  gtk_editable_set_text (GTK_EDITABLE (row), words);
  g_object_set_data_full (G_OBJECT (row), "lang", g_strdup (lang), g_free);
  g_ptr_array_add (self->descriptions, row);
  adw_preferences_group_add (self->descriptions_group, row);
}

static void
show_descriptions (ReaderEntityEditor *self)
{
  const char *mine = reader_panel_words_get_language ();
  gboolean has_mine = FALSE;

  for (guint i = 0; i < self->entity->descriptions->len; i++)
    {
      const TriDescription *each = &g_array_index (self->entity->descriptions, TriDescription, i);

      has_mine |= tri_language_matches (each->lang, mine);
      add_description (self, each->lang, each->text);
    }
  if (!has_mine)
    add_description (self, mine, "");
}

static void
show_entity (ReaderEntityEditor *self)
{
  collect_langs (self);
  for (guint i = 0; i < self->entity->names->len; i++)
    {
      const TriName *name = &g_array_index (self->entity->names, TriName, i);

      add_name (self, name->lang, name->name, name->kind);
    }
  if (self->names->len == 0)
    add_name (self, "", "", TRI_NAME_OFFICIAL);
  adw_combo_row_set_selected (self->type_row, self->entity->type);
  gtk_editable_set_text (self->dates_row, self->entity->dates ? self->entity->dates : "");
  show_descriptions (self);
}

/* Not before: a window that is known to assistive technology before it is shown stays unknown. */
static void
mapped_cb (ReaderEntityEditor *self)
{
  const NameRow *first = g_ptr_array_index (self->names, 0);

  gtk_widget_grab_focus (first->row);
}

/**
 * reader_entity_editor_new:
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_entity_editor_new (ReaderSession *session,
                          gint64 work,
                          TriEntity *draft,
                          const TriEntityRange *ranges,
                          guint n_ranges)
{
  ReaderEntityEditor *self = g_object_new (READER_TYPE_ENTITY_EDITOR,
                                           "title",
                                           _ ("New Entity"),
                                           NULL);

  self->session = g_object_ref (session);
  self->work = work;
  self->entity = g_object_ref (draft);
  g_array_append_vals (self->ranges, ranges, n_ranges);
  show_entity (self);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);

  return GTK_WIDGET (self);
}

/**
 * reader_entity_editor_new_for:
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_entity_editor_new_for (ReaderSession *session,
                              TriEntity *entity)
{
  ReaderEntityEditor *self = g_object_new (READER_TYPE_ENTITY_EDITOR,
                                           "title",
                                           _ ("Edit Entity"),
                                           NULL);

  self->session = g_object_ref (session);
  self->entity = g_object_ref (entity);
  show_entity (self);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);

  return GTK_WIDGET (self);
}
