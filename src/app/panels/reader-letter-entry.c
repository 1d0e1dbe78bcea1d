/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-letter-entry.h"

#include "reader-focus.h"

#include <glib/gi18n.h>

struct _ReaderLetterEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  char letter;
  guint tidy_id;
};

G_DEFINE_FINAL_TYPE (ReaderLetterEntry, reader_letter_entry, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activate_cb (ReaderLetterEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

/* Of what stands in the entry the letter that was not there before. */
static char
find_letter (ReaderLetterEntry *self)
{
  char found = 0;

  for (const char *p = gtk_editable_get_text (GTK_EDITABLE (self->entry)); *p; p++)
    {
      char letter = g_ascii_tolower (*p);

      if (letter >= 'a' && letter <= 'z' && (!found || found == self->letter))
        found = letter;
    }
  return found;
}

/* The letter alone, selected so that the next one takes its place. */
static void
tidy (ReaderLetterEntry *self)
{
  const char text[] = { self->letter, '\0' };

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static gboolean
tidy_cb (gpointer data)
{
  ReaderLetterEntry *self = data;

  self->tidy_id = 0;
  tidy (self);
  return G_SOURCE_REMOVE;
}

/* What was typed is not changed while it is being typed. */
static void
text_changed_cb (ReaderLetterEntry *self)
{
  char letter = find_letter (self);

  if (!self->tidy_id && gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] != '\0')
    self->tidy_id = g_idle_add_full (G_PRIORITY_DEFAULT, tidy_cb, self, NULL);
  if (letter == self->letter)
    return;
  self->letter = letter;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
reader_letter_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (READER_LETTER_ENTRY (widget)->entry);
}

static void
reader_letter_entry_dispose (GObject *object)
{
  ReaderLetterEntry *self = READER_LETTER_ENTRY (object);

  g_clear_handle_id (&self->tidy_id, g_source_remove);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_letter_entry_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_LETTER_ENTRY,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
reader_letter_entry_class_init (ReaderLetterEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_letter_entry_dispose;
  widget_class->focus = reader_focus_child;
  widget_class->grab_focus = reader_letter_entry_grab_focus;

  signals[SIGNAL_CHANGED] = new_signal ("changed");
  signals[SIGNAL_ACTIVATE] = new_signal ("activate");

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
reader_letter_entry_init (ReaderLetterEntry *self)
{
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 2);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 0.5f);
  gtk_widget_set_tooltip_text (self->entry, _ ("A letter from a to z, or none"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Quick mark"),
                                  -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (text_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
reader_letter_entry_set_letter (ReaderLetterEntry *self, char letter)
{
  const char text[] = { letter, '\0' };

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

char
reader_letter_entry_get_letter (ReaderLetterEntry *self)
{
  return self->letter;
}

void
reader_letter_entry_describe (ReaderLetterEntry *self, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}
