/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-pane.h"

#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderConcordancePane
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (ReaderConcordancePane, reader_concordance_pane, GTK_TYPE_WIDGET)

static void
add_bold (PangoAttrList *list, const char *words, guint start, guint end)
{
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) (g_utf8_offset_to_pointer (words, start) - words);
  bold->end_index = (guint) (g_utf8_offset_to_pointer (words, end) - words);
  pango_attr_list_insert (list, bold);
}

static GtkWidget *
add_label (ReaderConcordancePane *self, const char *words, PangoAttrList *attributes)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

/* "Français: Le Tour du monde, Chapitre I" */
static void
add_head (ReaderConcordancePane *self, const TriConcordanceText *text, const char *chapter)
{
  g_autofree char *language = reader_words_dup_language (text->lang);
  g_autofree char *words = NULL;
  GtkWidget *label = NULL;

  words = g_strconcat (language,
                       " – ",
                       text->title,
                       chapter[0] ? ", " : "",
                       chapter,
                       NULL);
  label = add_label (self, words, NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
}

static void
add_line (ReaderConcordancePane *self, const TriConcordanceLine *line)
{
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autofree char *words = g_strconcat (line->is_cut_left ? "… " : "",
                                        line->left,
                                        line->words,
                                        line->right,
                                        line->is_cut_right ? " …" : "",
                                        NULL);
  guint start = (guint) g_utf8_strlen (line->left, -1) + (line->is_cut_left ? 2 : 0);

  add_bold (bold, words, start, start + (guint) g_utf8_strlen (line->words, -1));
  add_head (self, line->text, line->chapter);
  add_label (self, words, bold);
}

static void
add_counterpart (ReaderConcordancePane *self, const TriConcordanceCounterpart *counterpart)
{
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();

  for (guint i = 0; i < counterpart->matches->len; i++)
    {
      const TriMatch *match = &g_array_index (counterpart->matches, TriMatch, i);

      add_bold (bold, counterpart->content, match->start, match->end);
    }
  add_label (self, counterpart->content, bold);
}

static void
add_counterparts (ReaderConcordancePane *self, const TriConcordanceLine *line)
{
  const TriConcordanceText *text = NULL;

  for (guint i = 0; i < line->counterparts->len; i++)
    {
      const TriConcordanceCounterpart *counterpart = g_ptr_array_index (line->counterparts, i);

      if (counterpart->text != text)
        add_head (self, counterpart->text, "");
      text = counterpart->text;
      add_counterpart (self, counterpart);
    }
  if (line->counterparts->len == 0)
    gtk_widget_add_css_class (add_label (self, _ ("Nothing corresponds in the other texts"), NULL),
                              "dim-label");
}

static void
reader_concordance_pane_dispose (GObject *object)
{
  g_clear_pointer (&READER_CONCORDANCE_PANE (object)->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_concordance_pane_parent_class)->dispose (object);
}

static void
reader_concordance_pane_class_init (ReaderConcordancePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_concordance_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
reader_concordance_pane_init (ReaderConcordancePane *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "concordance-pane");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

void
reader_concordance_pane_show (ReaderConcordancePane *self, const TriConcordanceLine *line)
{
  GtkAdjustment *scroll = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  gtk_adjustment_set_value (scroll, 0);
  if (!line)
    {
      gtk_widget_add_css_class (add_label (self,
                                           _ ("Choose a line to see more of it and all that "
                                              "corresponds"),
                                           NULL),
                                "dim-label");
      return;
    }
  add_line (self, line);
  add_counterparts (self, line);
}
