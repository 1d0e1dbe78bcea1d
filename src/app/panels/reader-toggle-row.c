/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-toggle-row.h"

struct _ReaderToggleRow
{
  GtkWidget parent_instance;

  GPtrArray *buttons; /* borrowed from the children */
};

G_DEFINE_FINAL_TYPE (ReaderToggleRow, reader_toggle_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The one that is let go says so, too. */
static void
toggled_cb (GtkToggleButton *button, ReaderToggleRow *self)
{
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reader_toggle_row_dispose (GObject *object)
{
  ReaderToggleRow *self = READER_TOGGLE_ROW (object);

  for (guint i = 0; self->buttons && i < self->buttons->len; i++)
    gtk_widget_unparent (self->buttons->pdata[i]);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (reader_toggle_row_parent_class)->dispose (object);
}

static void
reader_toggle_row_class_init (ReaderToggleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_toggle_row_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_toggle_row_init (ReaderToggleRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->buttons = g_ptr_array_new ();
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
}

void
reader_toggle_row_add (ReaderToggleRow *self, GtkWidget *sign, const char *word)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_set_halign (sign, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), sign);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "swatch");
  gtk_widget_set_tooltip_text (button, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word,
                                  -1);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_ptr_array_add (self->buttons, button);
}

void
reader_toggle_row_choose (ReaderToggleRow *self, guint position)
{
  g_return_if_fail (position < self->buttons->len);

  gtk_toggle_button_set_active (self->buttons->pdata[position], TRUE);
}

guint
reader_toggle_row_get_chosen (ReaderToggleRow *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return i;
  return 0;
}
