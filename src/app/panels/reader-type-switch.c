/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-type-switch.h"

#include "reader-panel-words.h"

struct _ReaderTypeSwitch
{
  GtkBox parent_instance;

  GtkToggleButton *buttons[READER_N_KINDS];
  int chosen;
};

G_DEFINE_FINAL_TYPE (ReaderTypeSwitch, reader_type_switch, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
toggled_cb (GtkToggleButton *button, ReaderTypeSwitch *self)
{
  int chosen = -1;

  for (int i = 0; i < (int) READER_N_KINDS; i++)
    if (self->buttons[i] == button)
      chosen = i;
  if (gtk_toggle_button_get_active (button))
    reader_type_switch_set_chosen (self, chosen);
  else if (self->chosen == chosen)
    reader_type_switch_set_chosen (self, -1);
}

static GtkToggleButton *
new_button (ReaderTypeSwitch *self, int kind)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *words = reader_panel_words_for_kind (kind);

  gtk_button_set_icon_name (GTK_BUTTON (button), reader_panel_words_get_kind_icon (kind));
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self), button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
reader_type_switch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    g_value_set_int (value, READER_TYPE_SWITCH (object)->chosen);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reader_type_switch_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    reader_type_switch_set_chosen (READER_TYPE_SWITCH (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reader_type_switch_class_init (ReaderTypeSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = reader_type_switch_get_property;
  object_class->set_property = reader_type_switch_set_property;
  properties[PROP_CHOSEN] = g_param_spec_int ("chosen",
                                              NULL,
                                              NULL,
                                              -1,
                                              READER_KIND_DATE,
                                              -1,
                                              flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reader_type_switch_init (ReaderTypeSwitch *self)
{
  self->chosen = -1;
  for (int i = 0; i < (int) READER_N_KINDS; i++)
    self->buttons[i] = new_button (self, i);
}

int
reader_type_switch_get_chosen (ReaderTypeSwitch *self)
{
  return self->chosen;
}

/**
 * reader_type_switch_set_chosen:
 * @type: a #TriEntityType, %READER_KIND_DATE, or -1 for all entities
 */
void
reader_type_switch_set_chosen (ReaderTypeSwitch *self, int type)
{
  if (self->chosen == type)
    return;

  self->chosen = type;
  for (int i = 0; i < (int) READER_N_KINDS; i++)
    gtk_toggle_button_set_active (self->buttons[i], i == type);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

/**
 * reader_type_switch_hide_dates:
 *
 * Leaves the entities to choose from.
 */
void
reader_type_switch_hide_dates (ReaderTypeSwitch *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->buttons[READER_KIND_DATE]), FALSE);
}
