/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-entity-names.h"
#include "reader-prose.h"
#include "reader-panel-words.h"

#include <glib/gi18n.h>

struct _ReaderEntityNames
{
  GtkWidget parent_instance;

  GtkWidget *rows;
  GtkWidget *more;
  TriEntity *entity;
};

G_DEFINE_FINAL_TYPE (ReaderEntityNames, reader_entity_names, GTK_TYPE_WIDGET)

/* So many names are shown without asking. */
#define MAX_AT_ONCE 6

static const TriName *
get_name (ReaderEntityNames *self, guint i)
{
  return &g_array_index (self->entity->names, TriName, i);
}

static gboolean
knows (GPtrArray *langs, const char *lang)
{
  return g_ptr_array_find_with_equal_func (langs, lang, g_str_equal, NULL);
}

/* The languages of the names, that of the interface first. (element-type utf8), borrowed. */
static GPtrArray *
list_languages (ReaderEntityNames *self)
{
  GPtrArray *langs = g_ptr_array_new ();

  for (guint i = 0; i < self->entity->names->len; i++)
    {
      char *lang = get_name (self, i)->lang;

      if (g_str_has_prefix (lang, reader_panel_words_get_language ()) && !knows (langs, lang))
        g_ptr_array_add (langs, lang);
    }
  for (guint i = 0; i < self->entity->names->len; i++)
    if (!knows (langs, get_name (self, i)->lang))
      g_ptr_array_add (langs, get_name (self, i)->lang);
  return langs;
}

/* The names of one kind in a language, separated by commas, or NULL. */
static char *
dup_names (ReaderEntityNames *self, const char *lang, TriNameKind kind)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->entity->names->len; i++)
    {
      const TriName *name = get_name (self, i);

      if (name->kind == kind && g_str_equal (name->lang, lang))
        g_string_append_printf (names, "%s%s", names->len ? ", " : "", name->name);
    }
  return names->len ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static char *
dup_lines (ReaderEntityNames *self, const char *lang, gboolean all)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (int kind = TRI_NAME_OFFICIAL; kind <= TRI_NAME_SHORT; kind++)
    {
      const char *word = reader_panel_words_for_name_kind ((TriNameKind) kind);
      g_autofree char *names = dup_names (self, lang, (TriNameKind) kind);

      if (!names || (!all && lines->len))
        continue;
      if (lines->len)
        g_string_append_c (lines, '\n');
      if (word)
        /* Translators: a kind of name, and the names of that kind: birth name: Jan Smit */
        g_string_append_printf (lines, _ ("%1$s: %2$s"), word, names);
      else
        g_string_append (lines, names);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
add_row (ReaderEntityNames *self, const char *lang, gboolean all)
{
  g_autofree char *lines = dup_lines (self, lang, all);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *tag = gtk_label_new (lang);
  GtkWidget *names = reader_prose_new (all ? 0 : 1);

  gtk_label_set_xalign (GTK_LABEL (tag), 0);
  gtk_label_set_width_chars (GTK_LABEL (tag), 3);
  gtk_widget_set_valign (tag, GTK_ALIGN_START);
  gtk_widget_add_css_class (tag, "dim-label");
  gtk_box_append (GTK_BOX (row), tag);
  reader_prose_set_text (READER_PROSE (names), lines);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (row), names);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
show_names (ReaderEntityNames *self)
{
  guint n_names = self->entity ? self->entity->names->len : 0;
  gboolean more = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->more));
  gboolean all = more || n_names <= MAX_AT_ONCE;
  g_autoptr (GPtrArray) langs = self->entity ? list_languages (self) : g_ptr_array_new ();
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->rows)))
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; i < langs->len; i++)
    add_row (self, langs->pdata[i], all);
  gtk_widget_set_visible (self->more, n_names > MAX_AT_ONCE);
}

static void
toggled_cb (ReaderEntityNames *self)
{
  show_names (self);
}

static void
reader_entity_names_dispose (GObject *object)
{
  ReaderEntityNames *self = READER_ENTITY_NAMES (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->entity);

  G_OBJECT_CLASS (reader_entity_names_parent_class)->dispose (object);
}

static void
reader_entity_names_class_init (ReaderEntityNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_entity_names_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
reader_entity_names_init (ReaderEntityNames *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      GTK_ORIENTATION_VERTICAL);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));

  self->more = gtk_toggle_button_new ();
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "quiet");
  g_signal_connect_swapped (self->more, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

/**
 * reader_entity_names_set_entity:
 * @entity: (nullable): whose names to show
 */
void
reader_entity_names_set_entity (ReaderEntityNames *self, TriEntity *entity)
{
  gboolean other = !entity || !self->entity || entity->id != self->entity->id;
  g_autofree char *label = NULL;

  g_set_object (&self->entity, entity);
  if (other)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->more), FALSE);
  label = g_strdup_printf (ngettext ("%u name", "All %u names", entity ? entity->names->len : 0),
                           entity ? entity->names->len : 0);
  gtk_button_set_label (GTK_BUTTON (self->more), label);
  show_names (self);
}
