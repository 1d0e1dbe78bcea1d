/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-row.h"

#include "model/tri-note.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-panel-words.h"
#include "panels/reader-prose.h"
#include "sheets/reader-sheet-quotes.h"

#include <glib/gi18n.h>

/* Bytes of an item that are read out. */
#define MAX_SPOKEN 2000
#define EDITOR_HEIGHT 72

struct _ReaderSheetRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *content;
  GtkWidget *place;
  GtkWidget *kind;
  GtkWidget *place_words;
  GtkWidget *quotes;
  GtkWidget *words; /* own text, or the note of the mark */
  GtkWidget *buttons;
  GtkWidget *open;
  GtkWidget *edit;
  GtkWidget *editor; /* while one writes, else NULL */
  GtkWidget *text;

  ReaderSheetLine *line;
  guint left_id;
};

G_DEFINE_FINAL_TYPE (ReaderSheetRow, reader_sheet_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ASKED,
  SIGNAL_WRITTEN,
  SIGNAL_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Writing */

static char *
dup_written (ReaderSheetRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strchomp (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
hand_over (ReaderSheetRow *self, gboolean is_done)
{
  g_autofree char *words = self->editor ? dup_written (self) : NULL;

  if (words && self->line && self->line->is_edited)
    g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, words, is_done);
}

/* Not at once: the editor goes away then, and it is on its way out of the focus. */
static gboolean
left_later_cb (gpointer data)
{
  ReaderSheetRow *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  self->left_id = 0;
  if (self->text && focus != self->text
      && !(focus && gtk_widget_is_ancestor (focus, self->text)))
    hand_over (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
left_cb (ReaderSheetRow *self)
{
  if (!self->left_id && self->text)
    self->left_id = g_idle_add (left_later_cb, self);
}

/* Before the text sees it, which would begin a new line, and before the window closes. */
static gboolean
key_cb (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        ReaderSheetRow *self)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key == GDK_KEY_Escape)
    g_signal_emit (self, signals[SIGNAL_DROPPED], 0);
  else if (is_return && (state & GDK_CONTROL_MASK))
    hand_over (self, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_editor (ReaderSheetRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *hint = gtk_label_new (_ ("Ctrl+Enter keeps it, Escape does not"));

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->text), 6);
  gtk_widget_set_size_request (self->text, -1, EDITOR_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Own text"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  /* The window may hold on to what had its focus, and tell it later than this row is there. */
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (self->text, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->text, focus);
  self->editor = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->text, "sheet-editor");
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_box_append (GTK_BOX (self->editor), self->text);
  gtk_box_append (GTK_BOX (self->editor), hint);
  gtk_box_append (GTK_BOX (self->content), self->editor);
}

/* Not while the list makes its rows: the focus would have it make them again. */
static gboolean
tick_cb (GtkWidget *text, GdkFrameClock *clock, gpointer data)
{
  return gtk_widget_grab_focus (text) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
show_editor (ReaderSheetRow *self)
{
  GtkTextBuffer *buffer = NULL;

  if (self->editor)
    return;
  add_editor (self);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_buffer_set_text (buffer, reader_sheet_line_get_words (self->line), -1);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  gtk_widget_add_tick_callback (self->text, tick_cb, NULL, NULL);
}

static void
hide_editor (ReaderSheetRow *self)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);

  self->text = NULL;
  if (editor)
    gtk_box_remove (GTK_BOX (self->content), editor);
}

/* --- Showing */

static void
set_markup (GtkWidget *prose, const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);
  g_autofree char *markup = tri_note_to_markup (blocks, FALSE);

  gtk_label_set_markup (reader_prose_get_label (READER_PROSE (prose)), markup);
  gtk_widget_set_visible (prose, markup[0] != '\0');
}

static void
append_note (GString *spoken, const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, MAX_SPOKEN);
  g_autofree char *words = tri_note_to_text (blocks);

  if (spoken->len > 0 && words[0])
    g_string_append (spoken, ". ");
  g_string_append (spoken, words);
}

static void
speak (ReaderSheetRow *self, TriSheetItem *item)
{
  g_autoptr (GString) spoken = g_string_new (NULL);

  if (item && tri_sheet_item_is_mark (item))
    {
      g_string_append (spoken, item->place);
      for (guint i = 0; i < item->quotes->len && spoken->len < MAX_SPOKEN; i++)
        {
          const TriSheetQuote *quote = g_ptr_array_index (item->quotes, i);

          g_string_append_printf (spoken, "%s%s", spoken->len ? ". " : "", quote->quote);
        }
      append_note (spoken, item->mark ? item->mark->note : "");
    }
  else
    append_note (spoken, reader_sheet_line_get_words (self->line));
  reader_panel_set_spoken (GTK_WIDGET (self), spoken->str);
}

static void
show_mark (ReaderSheetRow *self, TriSheetItem *item)
{
  TriBookmark *mark = item->mark;
  g_autofree char *gone = mark ? NULL : g_strdup_printf (_ ("%s (deleted)"), item->place);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->kind),
                                mark ? reader_panel_words_get_mark_icon (mark->kind)
                                     : "user-trash-symbolic");
  gtk_label_set_text (GTK_LABEL (self->place_words), gone ? gone : item->place);
  reader_sheet_quotes_set (READER_SHEET_QUOTES (self->quotes), item->quotes);
  set_markup (self->words, mark ? mark->note : "");
  gtk_widget_add_css_class (self->words, "bookmark-note");
}

static void
show_words (ReaderSheetRow *self)
{
  reader_sheet_quotes_set (READER_SHEET_QUOTES (self->quotes), NULL);
  set_markup (self->words, reader_sheet_line_get_words (self->line));
  gtk_widget_remove_css_class (self->words, "bookmark-note");
}

static void
refresh (ReaderSheetRow *self)
{
  TriSheetItem *item = self->line ? self->line->item : NULL;
  gboolean is_mark = item && tri_sheet_item_is_mark (item);
  gboolean is_edited = self->line && self->line->is_edited;

  gtk_widget_set_visible (self->place, is_mark);
  gtk_widget_set_visible (self->quotes, is_mark);
  gtk_widget_set_visible (self->open, is_mark && item->mark);
  gtk_widget_set_visible (self->edit, !is_mark);
  gtk_widget_set_visible (self->buttons, item && !is_edited);
  gtk_widget_set_visible (self->words, FALSE);
  if (!self->line)
    {
      hide_editor (self);
      return;
    }
  if (is_edited)
    show_editor (self);
  else
    hide_editor (self);
  if (is_mark)
    show_mark (self, item);
  else if (!is_edited)
    show_words (self);
  speak (self, item);
}

/* --- The object */

static void
open_cb (ReaderSheetRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, "open");
}

static void
edit_cb (ReaderSheetRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, "edit");
}

static void
remove_cb (ReaderSheetRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, "remove");
}

static void
reader_sheet_row_dispose (GObject *object)
{
  ReaderSheetRow *self = READER_SHEET_ROW (object);

  if (self->line)
    g_signal_handlers_disconnect_by_data (self->line, self);
  g_clear_object (&self->line);
  hide_editor (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_handle_id (&self->left_id, g_source_remove);

  G_OBJECT_CLASS (reader_sheet_row_parent_class)->dispose (object);
}

static void
reader_sheet_row_class_init (ReaderSheetRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_sheet_row_dispose;

  signals[SIGNAL_ASKED] = g_signal_new ("asked",
                                        type,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  signals[SIGNAL_WRITTEN] = g_signal_new ("written",
                                          type,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_STRING,
                                          G_TYPE_BOOLEAN);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped",
                                          type,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sheetrow");
}

static GtkWidget *
add_button (ReaderSheetRow *self,
            const char *icon,
            const char *tooltip,
            const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
build_place (ReaderSheetRow *self)
{
  self->place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->kind = gtk_image_new ();
  self->place_words = gtk_label_new (NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->kind), 12);
  gtk_widget_add_css_class (self->kind, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->place_words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->place_words), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->place_words, "caption-heading");
  gtk_box_append (GTK_BOX (self->place), self->kind);
  gtk_box_append (GTK_BOX (self->place), self->place_words);
}

static void
reader_sheet_row_init (ReaderSheetRow *self)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->quotes = reader_sheet_quotes_new ();
  self->words = reader_prose_new (0);
  build_place (self);
  gtk_widget_set_valign (handle, GTK_ALIGN_START);
  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_hexpand (self->content, TRUE);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->buttons, "row-buttons");
  self->open = add_button (self,
                           "go-jump-symbolic",
                           _ ("Show in the text (Enter)"),
                           _ ("Show in the text"),
                           G_CALLBACK (open_cb));
  self->edit = add_button (self,
                           "document-edit-symbolic",
                           _ ("Edit (F2)"),
                           _ ("Edit the text"),
                           G_CALLBACK (edit_cb));
  add_button (self,
              "list-remove-symbolic",
              _ ("Take off the sheet (Delete)"),
              _ ("Take off the sheet"),
              G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (self->content), self->place);
  gtk_box_append (GTK_BOX (self->content), self->quotes);
  gtk_box_append (GTK_BOX (self->content), self->words);
  gtk_box_append (GTK_BOX (self->box), handle);
  gtk_box_append (GTK_BOX (self->box), self->content);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
reader_sheet_row_new (void)
{
  return g_object_new (READER_TYPE_SHEET_ROW, NULL);
}

void
reader_sheet_row_set_line (ReaderSheetRow *self, ReaderSheetLine *line)
{
  if (self->line == line)
    return;
  if (self->line)
    {
      reader_sheet_row_finish (self);
      g_signal_handlers_disconnect_by_data (self->line, self);
    }
  hide_editor (self);
  g_set_object (&self->line, line);
  if (line)
    g_signal_connect_swapped (line, "read", G_CALLBACK (refresh), self);
  refresh (self);
}

ReaderSheetLine *
reader_sheet_row_get_line (ReaderSheetRow *self)
{
  return self->line;
}

void
reader_sheet_row_set_drop (ReaderSheetRow *self, int side)
{
  static const char *const classes[] = { "drop-above", "drop-below" };

  for (int i = 0; i < 2; i++)
    if (side == (i ? 1 : -1))
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
}

void
reader_sheet_row_finish (ReaderSheetRow *self)
{
  hand_over (self, FALSE);
}
