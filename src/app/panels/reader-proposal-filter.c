/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-proposal-filter.h"

#include "reader-focus.h"
#include "reader-popover.h"
#include "reader-type-switch.h"

#include <glib/gi18n.h>

struct _ReaderProposalFilter
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  ReaderTypeSwitch *types;
  TriProposalOrder order;
};

G_DEFINE_FINAL_TYPE (ReaderProposalFilter, reader_proposal_filter, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ORDER,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* By #TriProposalOrder. */
static const struct
{
  const char *name;
  const char *words;
} orders[] = {
  { "confidence", N_ ("By Confidence") },
  { "mentions", N_ ("By Number of Mentions") },
  { "name", N_ ("By Name") },
};

static void
changed_cb (ReaderProposalFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
leave_cb (ReaderProposalFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
stop_cb (ReaderProposalFilter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  leave_cb (self);
}

static gboolean
key_cb (ReaderProposalFilter *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  leave_cb (self);
  return GDK_EVENT_STOP;
}

static void
name_widget (GtkWidget *widget, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

static GtkWidget *
make_entry (ReaderProposalFilter *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Filter by any name (F)"), NULL);
  name_widget (self->entry, _ ("Filter by any name, in any language"));
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  return self->entry;
}

static GtkWidget *
make_types (ReaderProposalFilter *self)
{
  self->types = g_object_new (READER_TYPE_TYPE_SWITCH,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_GROUP,
                              "hexpand",
                              TRUE,
                              "homogeneous",
                              TRUE,
                              NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->types), "linked");
  name_widget (GTK_WIDGET (self->types), _ ("Only of one kind"));
  reader_type_switch_hide_dates (self->types);
  g_signal_connect_swapped (self->types, "notify::chosen", G_CALLBACK (changed_cb), self);
  return GTK_WIDGET (self->types);
}

static GtkWidget *
make_order (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (orders[i].words), NULL);

      g_menu_item_set_action_and_target (item, "proposals.order", "s", orders[i].name);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-sort-descending-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Order"));
  name_widget (button, _ ("Order"));
  reader_popover_name_menu (GTK_MENU_BUTTON (button));
  return button;
}

static void
set_order (ReaderProposalFilter *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (orders[i].name, name) == 0 && self->order != (TriProposalOrder) i)
      {
        self->order = (TriProposalOrder) i;
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
        changed_cb (self);
      }
}

static void
reader_proposal_filter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    g_value_set_string (value, orders[READER_PROPOSAL_FILTER (object)->order].name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reader_proposal_filter_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    set_order (READER_PROPOSAL_FILTER (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
reader_proposal_filter_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (READER_PROPOSAL_FILTER (widget)->entry);
}

static void
reader_proposal_filter_dispose (GObject *object)
{
  g_clear_pointer (&READER_PROPOSAL_FILTER (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_proposal_filter_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_PROPOSAL_FILTER,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
reader_proposal_filter_class_init (ReaderProposalFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = reader_proposal_filter_get_property;
  object_class->set_property = reader_proposal_filter_set_property;
  object_class->dispose = reader_proposal_filter_dispose;
  widget_class->focus = reader_focus_child;
  widget_class->grab_focus = reader_proposal_filter_grab_focus;

  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, orders[0].name, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "proposals.order", "order");
  signals[SIGNAL_CHANGED] = new_signal ("changed");
  signals[SIGNAL_LEFT] = new_signal ("left");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
reader_proposal_filter_init (ReaderProposalFilter *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_box_append (GTK_BOX (row), make_types (self));
  gtk_box_append (GTK_BOX (row), make_order ());
  gtk_box_append (GTK_BOX (self->box), make_entry (self));
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
reader_proposal_filter_new (void)
{
  return g_object_new (READER_TYPE_PROPOSAL_FILTER, NULL);
}

GVariant *
reader_proposal_filter_get_query (ReaderProposalFilter *self)
{
  return g_variant_new ("(isi)",
                        reader_type_switch_get_chosen (self->types),
                        gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                        (int) self->order);
}

TriProposalQuery
reader_proposal_filter_read (GVariant *query)
{
  TriProposalQuery read = { .type = -1 };
  int order = 0;

  if (query != NULL)
    g_variant_get (query, "(i&si)", &read.type, &read.words, &order);
  read.order = (TriProposalOrder) order;
  return read;
}

gboolean
reader_proposal_filter_is_set (ReaderProposalFilter *self)
{
  return reader_type_switch_get_chosen (self->types) >= 0
         || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

void
reader_proposal_filter_clear (ReaderProposalFilter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  reader_type_switch_set_chosen (self->types, -1);
}
