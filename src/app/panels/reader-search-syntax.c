/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-syntax.h"

#include "panels/reader-row-actions.h"

#include <glib/gi18n.h>

struct _ReaderSearchSyntax
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (ReaderSearchSyntax, reader_search_syntax, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *typed;
  const char *meaning;
} examples[] = {
  /* Translators: what is typed to find something, in words that are found in your language. What is
   * in capitals or stands before a colon stays. */
  { N_ ("liberty prison"), N_ ("both words, anywhere in a passage") },
  { N_ ("\"out of prison\""), N_ ("these words, as they are written") },
  { "revol*", N_ ("words that begin so") },
  { N_ ("prison OR exile"), N_ ("one or the other") },
  { N_ ("prison -death"), N_ ("the first, not the second; also NOT") },
  { N_ ("prison NEAR/5 years"), N_ ("close to each other; 10 words apart without a number") },
  { N_ ("(prison OR exile) years"), N_ ("parentheses keep together") },
  { N_ ("@\"Leon Trotsky\""), N_ ("a person, a place… whatever the wording") },
  { "date:1917..1919", N_ ("dates that are named: also date:1936-04, date:192X") },
  { "fr:prison", N_ ("in one language only") },
  { "fr:prison nl:!gevangenis", N_ ("what corresponds to it in Dutch lacks this word") },
  { N_ ("kind:heading prison"), N_ ("in headings; also work:, text: and chapter:") },
};

static void
reader_search_syntax_dispose (GObject *object)
{
  ReaderSearchSyntax *self = READER_SEARCH_SYNTAX (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_search_syntax_parent_class)->dispose (object);
}

static void
reader_search_syntax_class_init (ReaderSearchSyntaxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_syntax_dispose;

  signals[SIGNAL_TAKEN] = g_signal_new ("taken",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
row_activated_cb (ReaderSearchSyntax *self, GtkListBoxRow *row)
{
  const char *typed = examples[gtk_list_box_row_get_index (row)].typed;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, _ (typed));
}

static GtkWidget *
new_row (const char *typed, const char *meaning)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (typed);
  GtkWidget *second = gtk_label_new (meaning);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", typed, meaning);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (second), 40);
  gtk_widget_add_css_class (first, "monospace");
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dim-label");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  reader_row_actions_offer_box_row (row);
  return row;
}

/* The rows are made when they are first looked at. */
static void
shown_cb (ReaderSearchSyntax *self)
{
  if (gtk_widget_get_first_child (self->list))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         new_row (_ (examples[i].typed), _ (examples[i].meaning)));
}

static GtkWidget *
new_popover (ReaderSearchSyntax *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "search-syntax");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be asked"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 380);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "menu");
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), self);
  return popover;
}

static void
reader_search_syntax_init (ReaderSearchSyntax *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "dialog-question-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_tooltip_text (self->button, _ ("What can be asked"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be asked"),
                                  -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), new_popover (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
