/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* Texts are read at length: they are never set smaller than this by themselves, in points. */
#define LEAST_SIZE 11
/* What a line measures where there are no settings, in em; and how many letters an em holds. */
#define WIDEST 38
#define LETTERS_PER_EM 2.0

static PangoFontDescription *
dup_system_font (ReaderParallelView *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *name = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, "org.gnome.desktop.interface", TRUE);
  if (schema != NULL && g_settings_schema_has_key (schema, "document-font-name"))
    {
      g_autoptr (GSettings) settings = g_settings_new_full (schema, NULL, NULL);

      name = g_settings_get_string (settings, "document-font-name");
      return pango_font_description_from_string (name);
    }
  return pango_font_description_from_string ("Serif");
}

/* In pixels. */
static double
get_system_size (ReaderParallelView *self)
{
  g_autofree char *name = NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  int dpi = 0;
  double pixels = 0;
  double size = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-font-name",
                &name,
                "gtk-xft-dpi",
                &dpi,
                NULL);
  font = pango_font_description_from_string (name);
  pixels = (dpi > 0 ? dpi / 1024.0 : 96) / 72;
  size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pixels;
  return MAX (size, LEAST_SIZE * pixels);
}

static void
load_font (ReaderParallelView *self)
{
  g_autofree char *family = NULL;
  double scale = 1;
  double size = get_system_size (self);

  self->marks->line_height = 1.4;
  self->widest = WIDEST;
  if (self->settings != NULL)
    {
      family = g_settings_get_string (self->settings, "font");
      scale = g_settings_get_double (self->settings, "font-scale");
      self->marks->line_height = g_settings_get_double (self->settings, "line-height");
      self->widest = g_settings_get_int (self->settings, "line-length") / LETTERS_PER_EM;
    }
  g_clear_pointer (&self->marks->font, pango_font_description_free);
  if (family != NULL && *family != '\0')
    self->marks->font = pango_font_description_from_string (family);
  else
    self->marks->font = dup_system_font (self);
  pango_font_description_set_absolute_size (self->marks->font, size * scale * PANGO_SCALE);
  self->em = size * scale;
}

static void
load_palette (ReaderParallelView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->marks->palette = reader_palette_get (adw_style_manager_get_dark (style),
                                             adw_style_manager_get_high_contrast (style));
}

static void
restyle (ReaderParallelView *self)
{
  load_font (self);
  load_palette (self);
  for (guint i = 0; i < self->strands->len; i++)
    reader_flow_restyle (reader_view_get_strand (self, i)->flow);
  reader_view_update_ribbons (self);
  if (self->overview != NULL)
    gtk_widget_queue_draw (self->overview);
  reader_view_notify (self, "least-width");
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Takes fonts and colours from the settings and the system, now and when they change. */
void
reader_view_watch_style (ReaderParallelView *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema != NULL)
    {
      self->settings = g_settings_new_full (schema, NULL, NULL);
      g_signal_connect_object (self->settings,
                               "changed",
                               G_CALLBACK (restyle),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->settings,
                               "changed::conceal-others",
                               G_CALLBACK (reader_view_conceal_others_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style,
                           "notify::high-contrast",
                           G_CALLBACK (restyle),
                           self,
                           G_CONNECT_SWAPPED);
  load_font (self);
  load_palette (self);
}
