/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-review-row.h"

#include "reader-panel-row.h"

#include <glib/gi18n.h>

struct _ReaderReviewRow
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkImage *icon;
  GtkWidget *words;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *details;
  GtkLabel *contexts;

  const ReaderReviewVerb *verbs;
  GPtrArray *buttons;
  ReaderReviewItem *item;
};

G_DEFINE_FINAL_TYPE (ReaderReviewRow, reader_review_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_JUDGED,
  SIGNAL_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
button_clicked_cb (GtkWidget *button, ReaderReviewRow *self)
{
  guint verb = 0;

  if (g_ptr_array_find (self->buttons, button, &verb))
    g_signal_emit (self, signals[SIGNAL_JUDGED], 0, (int) verb);
}

/* Keys do what the buttons do: Tab goes from row to row, not through all of them. */
static void
add_button (ReaderReviewRow *self, const ReaderReviewVerb *verb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (verb->icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ (verb->tooltip));
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->head), button);
  g_ptr_array_add (self->buttons, button);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* With Ctrl or Shift a click selects, which the list does. (The list's own way to go at a single
 * click would select whatever the pointer passes over.) */
static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, ReaderReviewRow *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (click));

  if (n_press == 1 && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
reader_review_row_dispose (GObject *object)
{
  ReaderReviewRow *self = READER_REVIEW_ROW (object);

  g_clear_pointer (&self->words, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (reader_review_row_parent_class)->dispose (object);
}

static void
reader_review_row_class_init (ReaderReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_review_row_dispose;

  signals[SIGNAL_JUDGED] = g_signal_new ("judged",
                                         type,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT);
  signals[SIGNAL_CLICKED] = g_signal_new ("clicked",
                                          type,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reviewrow");
}

static void
reader_review_row_init (ReaderReviewRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->buttons = g_ptr_array_new ();
  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  gtk_widget_set_margin_end (GTK_WIDGET (self->icon), 6);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->icon));
  self->title = add_label (self->head, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (self->words), self->head);
  self->subtitle = add_label (self->words, NULL);
  self->details = add_label (self->words, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "caption");
  gtk_label_set_wrap (self->details, TRUE);
  gtk_label_set_lines (self->details, 3);
  self->contexts = add_label (self->words, "caption");
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->words, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}

GtkWidget *
reader_review_row_new (const ReaderReviewVerb *verbs, guint n_verbs)
{
  ReaderReviewRow *self = g_object_new (READER_TYPE_REVIEW_ROW, NULL);

  self->verbs = verbs;
  for (guint i = 0; i < n_verbs; i++)
    add_button (self, &verbs[i]);
  return GTK_WIDGET (self);
}

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
name_buttons (ReaderReviewRow *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      const char *verb = _ (self->verbs[i].spoken);
      /* Translators: what a button does, and to what: Accept: Zjoekov = Zhukov */
      g_autofree char *spoken = g_strdup_printf (_ ("%1$s: %2$s"), verb, self->item->label);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons->pdata[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken,
                                      -1);
    }
}

void
reader_review_row_set_item (ReaderReviewRow *self, ReaderReviewItem *item)
{
  g_autofree char *spoken = reader_review_item_dup_spoken (item);

  g_set_object (&self->item, item);
  gtk_image_set_from_icon_name (self->icon, item->icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), item->icon != NULL);
  show_words (self->title, item->title ? item->title : item->label);
  show_words (self->subtitle, item->subtitle);
  show_words (self->details, item->details);
  show_words (self->contexts, item->contexts);
  /* A title above lines of a text stands out of them. */
  if (item->contexts != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_set_tooltip_text (self->words, spoken);
  name_buttons (self);
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
}

ReaderReviewItem *
reader_review_row_get_item (ReaderReviewRow *self)
{
  return self->item;
}
