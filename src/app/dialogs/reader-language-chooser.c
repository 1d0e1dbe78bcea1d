/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-language-chooser.h"

#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderLanguageChooser
{
  GtkWidget parent_instance;

  GtkWidget *choice;
  GtkWidget *entry;
  char *lang;
};

G_DEFINE_FINAL_TYPE (ReaderLanguageChooser, reader_language_chooser, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LANG,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* "" is the item that says that none is chosen: GTK 4.18 cannot take a choice back otherwise. */
static const char *const known[] = { "", "fr", "en", "nl" };
#define OTHER G_N_ELEMENTS (known)

static gboolean
is_tag (const char *lang)
{
  return g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", lang, 0, 0);
}

static void
take_lang (ReaderLanguageChooser *self,
           const char *lang)
{
  if (g_strcmp0 (self->lang, lang) == 0)
    return;

  g_free (self->lang);
  self->lang = g_strdup (lang);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANG]);
}

static void
entry_changed_cb (ReaderLanguageChooser *self)
{
  const char *lang = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean good = is_tag (lang);

  if (good || *lang == '\0')
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  take_lang (self, good ? lang : "");
}

static void
selected_cb (ReaderLanguageChooser *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  gtk_widget_set_visible (self->entry, selected == OTHER);
  if (selected < OTHER)
    take_lang (self, known[selected]);
  else if (selected == OTHER)
    entry_changed_cb (self);
}

static GtkStringList *
list_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    gtk_string_list_take (names, reader_words_dup_language (known[i]));
  gtk_string_list_append (names, _ ("Other…"));

  return names;
}

static void
reader_language_chooser_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  g_value_set_string (value, READER_LANGUAGE_CHOOSER (object)->lang);
}

static void
reader_language_chooser_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  reader_language_chooser_set_lang (READER_LANGUAGE_CHOOSER (object), g_value_get_string (value));
}

static void
reader_language_chooser_dispose (GObject *object)
{
  ReaderLanguageChooser *self = READER_LANGUAGE_CHOOSER (object);

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_language_chooser_parent_class)->dispose (object);
}

static void
reader_language_chooser_finalize (GObject *object)
{
  g_free (READER_LANGUAGE_CHOOSER (object)->lang);

  G_OBJECT_CLASS (reader_language_chooser_parent_class)->finalize (object);
}

static void
reader_language_chooser_class_init (ReaderLanguageChooserClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reader_language_chooser_dispose;
  object_class->finalize = reader_language_chooser_finalize;
  object_class->get_property = reader_language_chooser_get_property;
  object_class->set_property = reader_language_chooser_set_property;

  properties[PROP_LANG] = g_param_spec_string ("lang", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
reader_language_chooser_init (ReaderLanguageChooser *self)
{
  self->lang = g_strdup ("");
  self->choice = gtk_drop_down_new (G_LIST_MODEL (list_names ()), NULL);
  self->entry = gtk_entry_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              6);
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_widget_set_tooltip_text (self->choice, _ ("Language"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Language"),
                                  -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_tooltip_text (self->entry, _ ("Code of the language, such as de or pt-BR"));

  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
}

/**
 * reader_language_chooser_new:
 *
 * Returns: (transfer none): a chooser with nothing chosen
 */
GtkWidget *
reader_language_chooser_new (void)
{
  return g_object_new (READER_TYPE_LANGUAGE_CHOOSER, NULL);
}

/**
 * reader_language_chooser_get_lang:
 *
 * Returns: (transfer none): BCP 47, "" while none is chosen
 */
const char *
reader_language_chooser_get_lang (ReaderLanguageChooser *self)
{
  g_return_val_if_fail (READER_IS_LANGUAGE_CHOOSER (self), "");

  return self->lang;
}

/**
 * reader_language_chooser_set_lang:
 * @lang: (nullable): BCP 47; "" for none
 */
void
reader_language_chooser_set_lang (ReaderLanguageChooser *self,
                                  const char *lang)
{
  guint selected = OTHER;

  g_return_if_fail (READER_IS_LANGUAGE_CHOOSER (self));

  for (guint i = 0; i < OTHER; i++)
    if (g_str_equal (known[i], lang ? lang : ""))
      selected = i;
  if (selected == OTHER)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), lang);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), selected);
}
