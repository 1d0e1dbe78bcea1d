/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-mark-signs.h"

static const TriMarkKind kinds[] = {
  TRI_MARK_BOOKMARK,
  TRI_MARK_HIGHLIGHT,
  TRI_MARK_NOTE,
  TRI_MARK_LATER,
};

void
reader_mark_signs_add_kinds (ReaderToggleRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *icon = reader_panel_words_get_mark_icon (kinds[i]);

      reader_toggle_row_add (row,
                             gtk_image_new_from_icon_name (icon),
                             reader_panel_words_for_mark (kinds[i]));
    }
}

void
reader_mark_signs_choose_kind (ReaderToggleRow *row, TriMarkKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      reader_toggle_row_choose (row, i);
}

TriMarkKind
reader_mark_signs_get_kind (ReaderToggleRow *row)
{
  return kinds[reader_toggle_row_get_chosen (row)];
}

static GtkWidget *
new_dot (const char *colour)
{
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *css = g_strconcat ("bookmark-", colour[0] ? colour : "none", NULL);

  gtk_widget_add_css_class (dot, "bookmark-dot");
  gtk_widget_add_css_class (dot, "large");
  gtk_widget_add_css_class (dot, css);
  return dot;
}

/* Two letters that look like the words that are highlighted so. */
static GtkWidget *
new_sample (TriMarkStyle style)
{
  GtkWidget *label = gtk_label_new ("ab");

  gtk_widget_add_css_class (label, "mark-sample");
  gtk_widget_add_css_class (label, tri_mark_style_to_nick (style));
  return label;
}

void
reader_mark_signs_add_colours (ReaderToggleRow *row)
{
  reader_toggle_row_add (row, new_dot (""), reader_panel_words_for_colour (""));
  for (guint i = 0; i < READER_N_COLOURS; i++)
    {
      const char *colour = reader_panel_words_get_colour (i);

      reader_toggle_row_add (row, new_dot (colour), reader_panel_words_for_colour (colour));
    }
}

void
reader_mark_signs_choose_colour (ReaderToggleRow *row, const char *colour)
{
  guint chosen = 0;

  for (guint i = 0; i < READER_N_COLOURS; i++)
    if (g_str_equal (reader_panel_words_get_colour (i), colour))
      chosen = i + 1;
  reader_toggle_row_choose (row, chosen);
}

const char *
reader_mark_signs_get_colour (ReaderToggleRow *row)
{
  guint chosen = reader_toggle_row_get_chosen (row);

  return chosen > 0 ? reader_panel_words_get_colour (chosen - 1) : "";
}

void
reader_mark_signs_add_styles (ReaderToggleRow *row)
{
  for (guint i = 0; i < TRI_N_MARK_STYLES; i++)
    reader_toggle_row_add (row,
                           new_sample ((TriMarkStyle) i),
                           reader_panel_words_for_mark_style ((TriMarkStyle) i));
}
