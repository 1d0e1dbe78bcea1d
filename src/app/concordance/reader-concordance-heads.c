/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-heads.h"

#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderConcordanceHeads
{
  GtkWidget parent_instance;

  GtkWidget *heads[READER_N_CONCORDANCE_COLUMNS];
  ReaderConcordanceColumns *columns;
  GStrv languages;
  TriConcordanceSort sort;
};

G_DEFINE_FINAL_TYPE (ReaderConcordanceHeads, reader_concordance_heads, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SORT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a click on a head sorts by: the first, or what follows what is sorted by now. */
static const struct
{
  const char *label;
  const char *tooltip;
  TriConcordanceSort first;
  TriConcordanceSort last;
} kinds[READER_CONCORDANCE_COUNTERPART] = {
  {
      N_ ("Text"),
      N_ ("Sort by text, and again: as they are read"),
      TRI_CONCORDANCE_READING,
      TRI_CONCORDANCE_TEXT,
  },
  {
      N_ ("Before"),
      N_ ("Sort by the word before; again: by the second, the third"),
      TRI_CONCORDANCE_L1,
      TRI_CONCORDANCE_L3,
  },
  {
      N_ ("Hit"),
      N_ ("Sort by the words found"),
      TRI_CONCORDANCE_HIT,
      TRI_CONCORDANCE_HIT,
  },
  {
      N_ ("After"),
      N_ ("Sort by the word behind; again: by the second, the third"),
      TRI_CONCORDANCE_R1,
      TRI_CONCORDANCE_R3,
  },
};

static gboolean
is_sorted_by (ReaderConcordanceHeads *self, guint column)
{
  return self->sort >= kinds[column].first && self->sort <= kinds[column].last
         && self->sort != TRI_CONCORDANCE_READING;
}

/* Which word of a context counts is said by its number. */
static char *
dup_label (ReaderConcordanceHeads *self, guint column)
{
  guint n = (guint) (self->sort - kinds[column].first) + 1;

  if (!is_sorted_by (self, column))
    return g_strdup (_ (kinds[column].label));
  if (column == READER_CONCORDANCE_LEFT || column == READER_CONCORDANCE_RIGHT)
    return g_strdup_printf ("%s %u ▾", _ (kinds[column].label), n);
  return g_strdup_printf ("%s ▾", _ (kinds[column].label));
}

static void
update_labels (ReaderConcordanceHeads *self)
{
  for (guint i = 0; i < READER_CONCORDANCE_COUNTERPART; i++)
    {
      g_autofree char *label = dup_label (self, i);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->heads[i]))), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->heads[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label,
                                      -1);
    }
}

static void
clicked_cb (GtkWidget *head, ReaderConcordanceHeads *self)
{
  guint column = 0;
  TriConcordanceSort sort = self->sort;

  while (self->heads[column] != head)
    column++;
  if (sort >= kinds[column].first && sort < kinds[column].last)
    sort++;
  else
    sort = kinds[column].first;
  if (column == READER_CONCORDANCE_TEXT)
    sort = self->sort == TRI_CONCORDANCE_TEXT ? TRI_CONCORDANCE_READING : TRI_CONCORDANCE_TEXT;
  g_signal_emit (self, signals[SIGNAL_SORT_CHOSEN], 0, (guint) sort);
}

static void
language_chosen_cb (ReaderConcordanceHeads *self)
{
  GtkDropDown *chooser = GTK_DROP_DOWN (self->heads[READER_CONCORDANCE_COUNTERPART]);
  guint selected = gtk_drop_down_get_selected (chooser);
  gboolean is_named = selected > 0 && selected != GTK_INVALID_LIST_POSITION && self->languages;

  if (self->columns)
    reader_concordance_columns_set_lang (self->columns,
                                         is_named ? self->languages[selected - 1] : NULL);
}

/* --- Room */

static void
reader_concordance_heads_measure (GtkWidget *widget,
                                  GtkOrientation orientation,
                                  int for_size,
                                  int *minimum,
                                  int *natural,
                                  int *minimum_baseline,
                                  int *natural_baseline)
{
  ReaderConcordanceHeads *self = READER_CONCORDANCE_HEADS (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < READER_N_CONCORDANCE_COLUMNS; i++)
    {
      int height = 0;

      gtk_widget_measure (self->heads[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        *minimum = *natural = MAX (*natural, height);
    }
}

static void
reader_concordance_heads_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderConcordanceHeads *self = READER_CONCORDANCE_HEADS (widget);
  ReaderConcordanceSlot slots[READER_N_CONCORDANCE_COLUMNS] = { { 0 } };

  if (self->columns)
    reader_concordance_columns_place (self->columns, width, slots);
  for (guint i = 0; i < READER_N_CONCORDANCE_COLUMNS; i++)
    {
      /* the label of a button stands as far inside as the words of the rows */
      GtkAllocation at = { slots[i].x - 5, 0, MAX (slots[i].width, 0) + 10, height };

      gtk_widget_set_child_visible (self->heads[i], slots[i].width > 0);
      gtk_widget_measure (self->heads[i],
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &at.height,
                          NULL,
                          NULL,
                          NULL);
      at.width = MAX (at.width, at.height);
      at.height = height;
      if (slots[i].width > 0)
        gtk_widget_size_allocate (self->heads[i], &at, -1);
    }
}

/* --- The object */

static GtkWidget *
new_head (ReaderConcordanceHeads *self, guint column)
{
  static const float align[] = { 0, 1, 0.5, 0 };
  GtkWidget *label = gtk_label_new (_ (kinds[column].label));
  GtkWidget *head = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (label), align[column]);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (head), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (head),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kinds[column].label),
                                  -1);
  gtk_widget_add_css_class (head, "flat");
  gtk_widget_set_tooltip_text (head, _ (kinds[column].tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (head),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (kinds[column].tooltip),
                                  -1);
  g_signal_connect (head, "clicked", G_CALLBACK (clicked_cb), self);
  return head;
}

static void
reader_concordance_heads_dispose (GObject *object)
{
  ReaderConcordanceHeads *self = READER_CONCORDANCE_HEADS (object);

  for (guint i = 0; i < READER_N_CONCORDANCE_COLUMNS; i++)
    g_clear_pointer (&self->heads[i], gtk_widget_unparent);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->languages, g_strfreev);

  G_OBJECT_CLASS (reader_concordance_heads_parent_class)->dispose (object);
}

static void
reader_concordance_heads_class_init (ReaderConcordanceHeadsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_concordance_heads_dispose;
  widget_class->measure = reader_concordance_heads_measure;
  widget_class->size_allocate = reader_concordance_heads_size_allocate;
  signals[SIGNAL_SORT_CHOSEN] = g_signal_new ("sort-chosen",
                                              READER_TYPE_CONCORDANCE_HEADS,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "concordanceheads");
}

static void
reader_concordance_heads_init (ReaderConcordanceHeads *self)
{
  GtkWidget *chooser = gtk_drop_down_new (NULL, NULL);

  for (guint i = 0; i < READER_CONCORDANCE_COUNTERPART; i++)
    self->heads[i] = new_head (self, i);
  self->heads[READER_CONCORDANCE_COUNTERPART] = chooser;
  gtk_widget_add_css_class (chooser, "flat");
  gtk_widget_set_tooltip_text (chooser, _ ("The language of the counterparts"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The language of the counterparts"),
                                  -1);
  for (guint i = 0; i < READER_N_CONCORDANCE_COLUMNS; i++)
    gtk_widget_set_parent (self->heads[i], GTK_WIDGET (self));
  reader_concordance_heads_set_languages (self, NULL);
  g_signal_connect_swapped (chooser, "notify::selected", G_CALLBACK (language_chosen_cb), self);
}

void
reader_concordance_heads_set_columns (ReaderConcordanceHeads *self,
                                      ReaderConcordanceColumns *columns)
{
  g_set_object (&self->columns, columns);
  g_signal_connect_object (columns,
                           "changed",
                           G_CALLBACK (gtk_widget_queue_resize),
                           self,
                           G_CONNECT_SWAPPED);
}

void
reader_concordance_heads_set_sort (ReaderConcordanceHeads *self, TriConcordanceSort sort)
{
  self->sort = sort;
  update_labels (self);
}

/* What was chosen stays chosen where there is that language. */
void
reader_concordance_heads_set_languages (ReaderConcordanceHeads *self,
                                        const char *const *languages)
{
  GtkDropDown *chooser = GTK_DROP_DOWN (self->heads[READER_CONCORDANCE_COUNTERPART]);
  const char *chosen = self->columns ? reader_concordance_columns_get_lang (self->columns) : NULL;
  g_autofree char *kept = g_strdup (chosen);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Counterpart"));
  for (guint i = 0; languages && languages[i]; i++)
    {
      gtk_string_list_take (names, reader_words_dup_language (languages[i]));
      if (g_strcmp0 (languages[i], kept) == 0)
        selected = i + 1;
    }
  g_strfreev (self->languages);
  self->languages = g_strdupv ((char **) languages);
  gtk_drop_down_set_model (chooser, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (chooser, selected);
}
