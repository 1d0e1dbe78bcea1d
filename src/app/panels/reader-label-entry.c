/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-label-entry.h"

#include "reader-focus.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ReaderLabelEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GStrv known;    /* or NULL */
  guint n_before; /* how many characters there were before the last change */
};

G_DEFINE_FINAL_TYPE (ReaderLabelEntry, reader_label_entry, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activate_cb (ReaderLabelEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

/* The rest of the known label that begins with the @n bytes at @begin, or NULL. */
static const char *
find_rest (ReaderLabelEntry *self, const char *begin)
{
  g_autofree char *typed = g_utf8_casefold (begin, -1);

  for (GStrv label = self->known; label && *label; label++)
    {
      g_autofree char *folded = g_utf8_casefold (*label, -1);
      glong n = g_utf8_strlen (begin, -1);

      if (g_str_has_prefix (folded, typed) && g_utf8_strlen (*label, -1) > n)
        return g_utf8_offset_to_pointer (*label, n);
    }
  return NULL;
}

/* Completes the last label when the reader has typed at its end. */
static gboolean
complete_cb (gpointer data)
{
  ReaderLabelEntry *self = data;
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  const char *text = gtk_editable_get_text (editable);
  const char *comma = strrchr (text, ',');
  const char *begin = comma ? comma + 1 : text;
  int end = (int) g_utf8_strlen (text, -1);
  const char *rest = NULL;

  while (*begin == ' ')
    begin++;
  if (*begin == '\0' || gtk_editable_get_position (editable) != end)
    return G_SOURCE_REMOVE;

  rest = find_rest (self, begin);
  if (rest)
    {
      int position = end;

      gtk_editable_insert_text (editable, rest, -1, &position);
      gtk_editable_select_region (editable, position, end);
    }
  return G_SOURCE_REMOVE;
}

/* Text that grew by one character was typed; what is taken away or pasted stays as it is. */
static void
changed_cb (ReaderLabelEntry *self)
{
  guint n = (guint) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  gboolean typed = n == self->n_before + 1 && gtk_widget_has_focus (GTK_WIDGET (delegate));

  self->n_before = n;
  if (typed)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, complete_cb, g_object_ref (self), g_object_unref);
}

static gboolean
reader_label_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (READER_LABEL_ENTRY (widget)->entry);
}

static void
reader_label_entry_dispose (GObject *object)
{
  ReaderLabelEntry *self = READER_LABEL_ENTRY (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->known, g_strfreev);

  G_OBJECT_CLASS (reader_label_entry_parent_class)->dispose (object);
}

static void
reader_label_entry_class_init (ReaderLabelEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_label_entry_dispose;
  widget_class->focus = reader_focus_child;
  widget_class->grab_focus = reader_label_entry_grab_focus;

  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
reader_label_entry_init (ReaderLabelEntry *self)
{
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Separated by commas"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Labels"),
                                  -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

GtkWidget *
reader_label_entry_new (void)
{
  return g_object_new (READER_TYPE_LABEL_ENTRY, NULL);
}

/**
 * reader_label_entry_set_known:
 * @known: (array zero-terminated=1): the labels to complete with
 */
void
reader_label_entry_set_known (ReaderLabelEntry *self, const char *const *known)
{
  g_strfreev (self->known);
  self->known = g_strdupv ((char **) known);
}

void
reader_label_entry_set_labels (ReaderLabelEntry *self, const char *const *labels)
{
  g_autofree char *text = g_strjoinv (", ", (char **) labels);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/**
 * reader_label_entry_dup_labels:
 *
 * Returns: (transfer full) (array zero-terminated=1): the labels, each once, without the space
 * around them
 */
GStrv
reader_label_entry_dup_labels (ReaderLabelEntry *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ",", -1);
  GPtrArray *labels = g_ptr_array_new ();

  for (GStrv part = parts; *part; part++)
    {
      const char *label = g_strstrip (*part);

      if (label[0] && !g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        g_ptr_array_add (labels, g_strdup (label));
    }
  g_ptr_array_add (labels, NULL);
  return (GStrv) g_ptr_array_free (labels, FALSE);
}

GtkEditable *
reader_label_entry_get_editable (ReaderLabelEntry *self)
{
  return GTK_EDITABLE (self->entry);
}
