/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-quotes.h"

#include "model/tri-sheet.h"
#include "panels/reader-prose.h"
#include "reader-words.h"

/* Fewer pixels are no column: three words a line. */
#define LEAST_COLUMN 170
#define GAP 18
#define BELOW 8

struct _ReaderSheetQuotes
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (ReaderSheetQuotes, reader_sheet_quotes, GTK_TYPE_WIDGET)

static int
count_children (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* How many stand beside each other: all of them or one. */
static int
count_columns (GtkWidget *widget, int width)
{
  int n = MAX (count_children (widget), 1);

  return (width - GAP * (n - 1)) / n >= LEAST_COLUMN ? n : 1;
}

static GtkSizeRequestMode
reader_sheet_quotes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int columns = count_columns (widget, width);
  int column = (width - GAP * (columns - 1)) / columns;
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int needed = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column, &needed, NULL, NULL, NULL);
      if (columns > 1)
        height = MAX (height, needed);
      else
        height += needed + (height > 0 ? BELOW : 0);
    }
  return height;
}

static void
reader_sheet_quotes_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 80;
  else
    *minimum = *natural = measure_height (widget, for_size < 0 ? 4000 : for_size);
}

static void
reader_sheet_quotes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int columns = count_columns (widget, width);
  int column = (width - GAP * (columns - 1)) / columns;
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation at = { backwards ? width - x - column : x, y, column, 0 };

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column, &at.height, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &at, -1);
      if (columns > 1)
        x += column + GAP;
      else
        y += at.height + BELOW;
    }
}

static void
remove_all (GtkWidget *widget)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (widget)))
    gtk_widget_unparent (child);
}

static void
reader_sheet_quotes_dispose (GObject *object)
{
  remove_all (GTK_WIDGET (object));

  G_OBJECT_CLASS (reader_sheet_quotes_parent_class)->dispose (object);
}

static void
reader_sheet_quotes_class_init (ReaderSheetQuotesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_sheet_quotes_dispose;
  widget_class->get_request_mode = reader_sheet_quotes_get_request_mode;
  widget_class->measure = reader_sheet_quotes_measure;
  widget_class->size_allocate = reader_sheet_quotes_size_allocate;
}

static void
reader_sheet_quotes_init (ReaderSheetQuotes *self)
{
}

GtkWidget *
reader_sheet_quotes_new (void)
{
  return g_object_new (READER_TYPE_SHEET_QUOTES, NULL);
}

static GtkWidget *
new_quote (const TriSheetQuote *quote)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *words = reader_prose_new (-1);
  g_autofree char *lang = quote->lang[0] ? reader_words_dup_language (quote->lang) : NULL;
  GtkWidget *language = gtk_label_new (lang);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_label_set_xalign (GTK_LABEL (language), 0);
  gtk_label_set_ellipsize (GTK_LABEL (language), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (language, "caption");
  gtk_widget_add_css_class (language, "dim-label");
  gtk_widget_set_visible (language, lang != NULL);
  if (lang)
    pango_attr_list_insert (attributes,
                            pango_attr_language_new (pango_language_from_string (quote->lang)));
  gtk_label_set_attributes (reader_prose_get_label (READER_PROSE (words)), attributes);
  reader_prose_set_text (READER_PROSE (words), quote->quote);
  gtk_box_append (GTK_BOX (box), language);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

void
reader_sheet_quotes_set (ReaderSheetQuotes *self, GPtrArray *quotes)
{
  remove_all (GTK_WIDGET (self));
  for (guint i = 0; quotes && i < quotes->len; i++)
    gtk_widget_set_parent (new_quote (g_ptr_array_index (quotes, i)), GTK_WIDGET (self));
}
