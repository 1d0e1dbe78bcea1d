/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-note-editor.h"

#include "model/tri-note.h"
#include "reader-focus.h"
#include "reader-note-links.h"

#include <glib/gi18n.h>

/* Bytes that are shown as they read; the rest is read in the text itself. */
#define MAX_READING 8000

struct _ReaderNoteEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkTextView *text;
  GtkWidget *below;
  GtkLabel *reading;
};

G_DEFINE_FINAL_TYPE (ReaderNoteEditor, reader_note_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LINK_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ask_link (ReaderNoteEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_LINK_ASKED], 0);
}

static gboolean
link_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ask_link (READER_NOTE_EDITOR (widget));
  return TRUE;
}

static void
changed_cb (ReaderNoteEditor *self)
{
  g_autofree char *note = reader_note_editor_dup_note (self);
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, MAX_READING);
  gboolean says_more = reader_note_links_has_markup (blocks);

  reader_note_links_show (self->reading, blocks, 0);
  gtk_widget_set_visible (self->below, says_more);
}

static gboolean
reader_note_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (READER_NOTE_EDITOR (widget)->text));
}

static void
reader_note_editor_dispose (GObject *object)
{
  ReaderNoteEditor *self = READER_NOTE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_note_editor_parent_class)->dispose (object);
}

static void
reader_note_editor_class_init (ReaderNoteEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_note_editor_dispose;
  widget_class->focus = reader_focus_child;
  widget_class->grab_focus = reader_note_editor_grab_focus;

  signals[SIGNAL_LINK_ASKED] = g_signal_new ("link-asked",
                                             G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, link_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-note-editor.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, ReaderNoteEditor, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderNoteEditor, text);
  gtk_widget_class_bind_template_child (widget_class, ReaderNoteEditor, below);
  gtk_widget_class_bind_template_child (widget_class, ReaderNoteEditor, reading);
  gtk_widget_class_bind_template_callback (widget_class, ask_link);
}

static void
reader_note_editor_init (ReaderNoteEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reader_note_links_watch (self->reading);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text),
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
reader_note_editor_set_note (ReaderNoteEditor *self, const char *note)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), note, -1);
}

char *
reader_note_editor_dup_note (ReaderNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* One act for the undo of the text itself. */
void
reader_note_editor_insert_link (ReaderNoteEditor *self, const char *words, const char *target)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *selected = NULL;
  g_autofree char *link = NULL;
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    selected = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  link = tri_note_write_link (selected ? selected : words, target);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, link, -1);
  gtk_text_buffer_end_user_action (buffer);
}

GtkLabel *
reader_note_editor_get_reading (ReaderNoteEditor *self)
{
  return self->reading;
}
