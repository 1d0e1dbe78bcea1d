/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell-private.h"

#include "reader-words.h"

#include <glib/gi18n.h>

static void
caret_moved_cb (ReaderCell *self)
{
  gtk_widget_activate_action (gtk_widget_get_parent (GTK_WIDGET (self)), "text.follow-caret", NULL);
}

static GtkWidget *
take_label (ReaderCell *self)
{
  GtkWidget *label = NULL;

  if (self->spare->len > 0)
    return g_ptr_array_steal_index (self->spare, self->spare->len - 1);
  label = g_object_new (GTK_TYPE_LABEL,
                        "wrap",
                        TRUE,
                        "wrap-mode",
                        PANGO_WRAP_WORD_CHAR,
                        "xalign",
                        0.0,
                        "yalign",
                        0.0,
                        NULL);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  g_signal_connect_object (label,
                           "move-cursor",
                           G_CALLBACK (caret_moved_cb),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return label;
}

static void
release_parts (ReaderCell *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *label = g_steal_pointer (&reader_cell_get_part (self, i)->label);

      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      g_ptr_array_add (self->spare, label);
    }
  g_array_set_size (self->parts, 0);
}

static void
show_slice (ReaderCell *self, ReaderSlice *slice, GtkWidget *label)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  reader_slice_set_concealed (slice, reader_marks_is_concealed (self->marks, slice->passage));
  attributes = reader_slice_dup_attributes (slice, self->marks, self->text->lang);
  gtk_label_set_text (GTK_LABEL (label), slice->shown);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_queue_draw (label);
}

static void
add_passage (ReaderCell *self, TriPassage *passage)
{
  g_autoptr (GPtrArray) slices = reader_slice_cut (passage);

  while (slices->len > 0)
    {
      ReaderCellPart part = {
        .slice = g_ptr_array_steal_index (slices, 0),
        .label = take_label (self),
      };

      show_slice (self, part.slice, part.label);
      reader_cell_mark_part (self, &part);
      gtk_widget_set_child_visible (part.label, TRUE);
      g_array_append_val (self->parts, part);
    }
}

static GtkWidget *
add_label (ReaderCell *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
show_gap (ReaderCell *self)
{
  g_autofree char *name = reader_words_dup_language_inside (self->text->lang);
  /* Translators: %s is the name of a language, as in "no counterpart in Dutch". */
  g_autofree char *words = g_strdup_printf (_ ("no counterpart in %s"), name);

  if (self->gap == NULL)
    self->gap = add_label (self, "gap");
  gtk_label_set_label (GTK_LABEL (self->gap), words);
}

static void
show_tag (ReaderCell *self)
{
  if (self->tag == NULL)
    self->tag = add_label (self, "tag");
  gtk_label_set_xalign (GTK_LABEL (self->tag), 0);
  gtk_label_set_label (GTK_LABEL (self->tag), self->language);
}

static const char *
get_kind_name (TriPassageKind kind)
{
  switch (kind)
    {
    case TRI_PASSAGE_HEADING:
      return _ ("heading");
    case TRI_PASSAGE_ITEM:
      return _ ("list item");
    case TRI_PASSAGE_VERSE:
      return _ ("verse");
    case TRI_PASSAGE_QUOTE:
      return _ ("quotation");
    case TRI_PASSAGE_NOTE:
      return _ ("note");
    case TRI_PASSAGE_PARAGRAPH:
    default:
      return _ ("paragraph");
    }
}

/* What stands before the words, and where their links lead: both are in no label. */
static void
describe_slice (GString *description, ReaderSlice *slice)
{
  g_autofree char *marker = slice->start == 0 ? reader_cell_dup_marker (slice->passage) : NULL;
  GArray *spans = slice->passage->spans;

  if (marker != NULL && *marker != '\0')
    g_string_append_printf (description, "%s ", marker);
  for (guint i = 0; i < spans->len && !slice->concealed; i++)
    {
      const TriSpan *span = &g_array_index (spans, TriSpan, i);

      if (span->kind == TRI_SPAN_LINK
          && span->value != NULL
          && span->start >= slice->start
          && span->start < slice->end)
        {
          /* Translators: %s is the address that a link in the text leads to. */
          g_string_append_printf (description, _ ("link to %s"), span->value);
          g_string_append (description, ". ");
        }
    }
}

static gboolean
has_link (ReaderCell *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ReaderSlice *slice = reader_cell_get_part (self, i)->slice;

      for (guint s = 0; s < slice->passage->spans->len && !slice->concealed; s++)
        if (g_array_index (slice->passage->spans, TriSpan, s).kind == TRI_SPAN_LINK)
          return TRUE;
    }
  return FALSE;
}

/* Says in words what is painted. */
static void
describe (ReaderCell *self)
{
  g_autoptr (GString) description = g_string_new (NULL);
  const char *kind = self->parts->len == 0
                         ? _ ("gap")
                         : get_kind_name (reader_cell_get_part (self, 0)->slice->passage->kind);
  /* Translators: the language of a text and the kind of a passage: "French, paragraph". */
  g_autofree char *label = g_strdup_printf (_ ("%1$s, %2$s"), self->language, kind);
  TriRange selected = { 0, 0 };

  if (self->parts->len == 0)
    g_string_append (description, gtk_label_get_label (GTK_LABEL (self->gap)));
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ReaderCellPart *part = reader_cell_get_part (self, i);

      if (part->slice->start == 0
          && part->slice->passage->id == self->marks->focus
          && self->marks->told != NULL)
        g_string_append_printf (description, "%s ", self->marks->told);
      if (part->slice->concealed && i == 0)
        g_string_append_printf (description, "%s. ", _ ("hidden"));
      if (part->slice->start == 0
          && reader_marks_is_picked (self->marks, part->slice->passage->id))
        g_string_append_printf (description, "%s. ", _ ("picked to be tied"));
      if (part->slice->start == 0)
        reader_cell_describe_marks (self, part->slice->passage, description);
      if (part->slice->start == 0
          && reader_marks_get_selected (self->marks, part->slice->passage, &selected))
        g_string_append_printf (description, "%s. ", _ ("selected"));
      describe_slice (description, part->slice);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description->str,
                                  -1);
}

/* A cell is mostly used for one text. To look up the name of its language is dear. */
static void
take_text (ReaderCell *self, TriText *text)
{
  g_set_object (&self->text, text);
  if (self->language != NULL && g_strcmp0 (self->lang, text->lang) == 0)
    return;
  g_free (self->lang);
  g_free (self->language);
  self->lang = g_strdup (text->lang);
  self->language = reader_words_dup_language (text->lang);
}

/**
 * reader_cell_bind:
 * @passages: (element-type TriPassage): what @text has in the row
 * @tagged: whether the language stands above the words
 */
void
reader_cell_bind (ReaderCell *self, TriText *text, GPtrArray *passages, gboolean tagged)
{
  release_parts (self);
  take_text (self, text);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  self->passages = g_ptr_array_ref (passages);
  self->tagged = tagged;
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);

      if (reader_passage_is_shown (passage, passages))
        add_passage (self, passage);
    }
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->spare, i), FALSE);
  if (self->parts->len == 0)
    show_gap (self);
  if (self->gap != NULL)
    gtk_widget_set_child_visible (self->gap, self->parts->len == 0);
  if (tagged)
    show_tag (self);
  if (self->tag != NULL)
    gtk_widget_set_child_visible (self->tag, tagged);
  self->width = 0;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), has_link (self));
  /* What is never measured by GTK is not allocated again by itself when its labels change. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  describe (self);
}

/**
 * reader_cell_update:
 *
 * Looks again at the marks.
 *
 * Returns: whether words came or went, so that the cell must be measured again
 */
gboolean
reader_cell_update (ReaderCell *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ReaderCellPart *part = reader_cell_get_part (self, i);

      if (part->slice->concealed != reader_marks_is_concealed (self->marks, part->slice->passage))
        {
          g_autoptr (GPtrArray) passages = g_ptr_array_ref (self->passages);

          reader_cell_bind (self, self->text, passages, self->tagged);
          return TRUE;
        }
    }
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return FALSE;
}
