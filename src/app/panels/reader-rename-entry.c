/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-rename-entry.h"

#include <glib/gi18n.h>

struct _ReaderRenameEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (ReaderRenameEntry, reader_rename_entry, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_RENAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
close_entry (ReaderRenameEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
activate_cb (ReaderRenameEntry *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  close_entry (self);
  g_signal_emit (self, signals[SIGNAL_RENAMED], 0, name);
}

static gboolean
key_cb (ReaderRenameEntry *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  close_entry (self);
  return GDK_EVENT_STOP;
}

static void
reader_rename_entry_dispose (GObject *object)
{
  g_clear_pointer (&READER_RENAME_ENTRY (object)->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_rename_entry_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n)
{
  return g_signal_new (name,
                       READER_TYPE_RENAME_ENTRY,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       G_TYPE_STRING);
}

static void
reader_rename_entry_class_init (ReaderRenameEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_rename_entry_dispose;

  signals[SIGNAL_CLOSED] = new_signal ("closed", 0);
  signals[SIGNAL_RENAMED] = new_signal ("renamed", 1);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
reader_rename_entry_init (ReaderRenameEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New name"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
reader_rename_entry_new (void)
{
  return g_object_new (READER_TYPE_RENAME_ENTRY, NULL);
}

void
reader_rename_entry_open (ReaderRenameEntry *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
}

void
reader_rename_entry_set_hint (ReaderRenameEntry *self, const char *hint)
{
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hint ? hint : _ ("New name"),
                                  -1);
}
