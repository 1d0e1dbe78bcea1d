/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-screenshot.h"

static GdkTexture *
render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return NULL;

  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                      node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

/**
 * reader_screenshot_save:
 * @widget: a mapped widget, for instance a window
 * @path: (type filename): the file to write; an existing one is replaced
 * @error: return location for an error of `G_IO_ERROR`
 *
 * Draws @widget as it stands into a PNG file, without the shadow of the window.
 *
 * Returns: whether the file was written
 */
gboolean
reader_screenshot_save (GtkWidget *widget,
                        const char *path,
                        GError **error)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) png = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && gtk_widget_get_mapped (widget), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  texture = render (widget);
  if (texture == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: the window is empty", path);
      return FALSE;
    }

  png = gdk_texture_save_to_png_bytes (texture);
  return g_file_set_contents (path,
                              g_bytes_get_data (png, NULL),
                              (gssize) g_bytes_get_size (png),
                              error);
}
