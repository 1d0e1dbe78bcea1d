/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-preferences.h"

struct _ReaderPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *own_font;
  GtkFontChooser *font;
  GtkWidget *scale;
  GtkWidget *line_height;
  GtkWidget *line_length;
  GtkWidget *conceal_others;
  GtkWidget *show_equivalents;
  GtkWidget *keep_history;
  AdwComboRow *colours;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (ReaderPreferences, reader_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
font_set_cb (ReaderPreferences *self)
{
  PangoFontFamily *family = gtk_font_chooser_get_font_family (self->font);

  if (family != NULL)
    g_settings_set_string (self->settings, "font", pango_font_family_get_name (family));
}

static void
own_font_cb (ReaderPreferences *self)
{
  if (self->settings == NULL)
    return;

  if (gtk_switch_get_active (self->own_font))
    font_set_cb (self);
  else
    g_settings_set_string (self->settings, "font", "");
}

static void
colours_cb (ReaderPreferences *self)
{
  g_settings_set_enum (self->settings,
                       "colours",
                       (int) adw_combo_row_get_selected (self->colours));
}

static void
fill (ReaderPreferences *self)
{
  GSettings *settings = self->settings;
  g_autofree char *font = g_settings_get_string (settings, "font");

  if (*font != '\0')
    gtk_font_chooser_set_font (self->font, font);
  gtk_switch_set_active (self->own_font, *font != '\0');
  adw_combo_row_set_selected (self->colours, (guint) g_settings_get_enum (settings, "colours"));
  g_signal_connect_swapped (self->colours, "notify::selected", G_CALLBACK (colours_cb), self);
  g_settings_bind (settings, "font-scale", self->scale, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "line-height", self->line_height, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "line-length", self->line_length, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "conceal-others",
                   self->conceal_others,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "show-equivalents",
                   self->show_equivalents,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "keep-history",
                   self->keep_history,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
reader_preferences_dispose (GObject *object)
{
  ReaderPreferences *self = READER_PREFERENCES (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_PREFERENCES);

  G_OBJECT_CLASS (reader_preferences_parent_class)->dispose (object);
}

static void
reader_preferences_class_init (ReaderPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, own_font);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, font);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, scale);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, line_height);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, line_length);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, conceal_others);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, show_equivalents);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, keep_history);
  gtk_widget_class_bind_template_child (widget_class, ReaderPreferences, colours);
  gtk_widget_class_bind_template_callback (widget_class, font_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_font_cb);
}

static void
reader_preferences_init (ReaderPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_preferences_new:
 * @settings: what to show and change
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWidget *
reader_preferences_new (GSettings *settings)
{
  ReaderPreferences *self = g_object_new (READER_TYPE_PREFERENCES, NULL);

  self->settings = g_object_ref (settings);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * reader_preferences_apply_colours:
 * @settings: of the program
 *
 * Makes the program light or dark as the reader wants it.
 */
void
reader_preferences_apply_colours (GSettings *settings)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint choice = (guint) g_settings_get_enum (settings, "colours");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (choice, G_N_ELEMENTS (schemes) - 1)]);
}
