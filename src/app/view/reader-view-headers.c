/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-popover.h"
#include "reader-words.h"

#include <glib/gi18n.h>

/* As in the style sheet, so that a header begins where the words do. */
#define HEADER_PADDING 10
#define HEADER_SPACE 4
/* With more texts a header has the code of the language instead of its name. */
#define MOST_NAMES 4
#define WAITING_OPACITY 0.7

static void
append_item (GMenu *menu, const char *label, const char *action, gint64 text)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", text);
  g_menu_append_item (menu, item);
}

/* The texts that could stand in this column instead. */
static GMenu *
make_choice (ReaderParallelView *self, TriText *text)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *other = reader_view_get_column (self, i);
      g_autofree char *language = reader_words_dup_language (other->text->lang);
      g_autofree char *label = g_strdup_printf ("%s · %s", language, other->text->title);
      g_autoptr (GMenuItem) item = NULL;

      if (other->shown)
        continue;
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "text.choose", "(xx)", text->id, other->text->id);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/* How a linked column goes with the others. */
static void
append_links (ReaderParallelView *self, TriText *text, GMenu *menu)
{
  g_autoptr (GMenu) links = g_menu_new ();
  ReaderViewColumn *column = reader_view_find_column (self, text->id, NULL);

  if (!self->linked || reader_view_count_shown (self) < 2)
    return;
  if (column->let_go)
    append_item (links, _ ("_Join Again Here"), "text.join", text->id);
  else
    append_item (links, _ ("Let _Go of the Others"), "text.let-go", text->id);
  append_item (links, _ ("Le_vel with the Others"), "text.level", text->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (links));
}

/* Where the column can go. */
static void
append_moves (ReaderParallelView *self, TriText *text, GMenu *menu)
{
  guint index = 0;

  if (reader_view_find_column (self, text->id, &index) == NULL)
    return;
  if (reader_view_find_beside (self, index, -1) >= 0)
    append_item (menu, _ ("Move _Left"), "text.move-column-left", text->id);
  if (reader_view_find_beside (self, index, 1) >= 0)
    append_item (menu, _ ("Move _Right"), "text.move-column-right", text->id);
  if (reader_view_count_shown (self) > 1)
    append_item (menu, _ ("_Hide Column"), "text.hide-column", text->id);
}

static GMenu *
make_menu (ReaderParallelView *self, TriText *text)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) choice = make_choice (self, text);
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();

  if (g_menu_model_get_n_items (G_MENU_MODEL (choice)) > 0)
    g_menu_append_section (menu, _ ("Show Instead"), G_MENU_MODEL (choice));
  append_moves (self, text, order);
  g_menu_append (order, _ ("_Equal Widths"), "text.equal-columns");
  g_menu_append (order,
                 self->arrangement == READER_ARRANGEMENT_STACKED ? _ ("Side _by Side")
                                                                 : _ ("One _below the Other"),
                 "text.stack");
  g_menu_append (order,
                 self->linked ? _ ("_Aligned Rows") : _ ("Linked _Columns"),
                 "text.link-columns");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  append_links (self, text, menu);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *other = reader_view_get_column (self, i);
      g_autofree char *language = reader_words_dup_language (other->text->lang);
      /* Translators: %s is the language of a text that is not shown. */
      g_autofree char *label = g_strdup_printf (_ ("Show %s as Well"), language);

      if (!other->shown)
        append_item (words, label, "text.show-column", other->text->id);
    }
  append_item (words,
               reader_marks_is_text_concealed (self->marks, text->id)
                   ? _ ("Show the _Words")
                   : _ ("Hide the _Words"),
               "text.conceal",
               text->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  return menu;
}

/* One popover at a time, which stays until the next one or the end. */
void
reader_view_drop_popover (ReaderParallelView *self)
{
  g_clear_pointer (&self->popover, reader_popover_remove);
}

/* Back to what one reads, when an item was chosen too: GTK leaves the keyboard nowhere then. What
 * the item does comes later, and may take it elsewhere. */
static void
popover_closed_cb (ReaderParallelView *self, GtkWidget *popover)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *holder = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* It does not close by itself when another one takes its place. */
  if (popover == self->popover
      && root != NULL
      && (holder == NULL || gtk_widget_is_ancestor (holder, GTK_WIDGET (self))))
    reader_view_grab_cell (self);
}

void
reader_view_show_popover (ReaderParallelView *self, GtkWidget *popover, const GdkRectangle *at)
{
  reader_view_drop_popover (self);
  g_signal_connect_object (popover,
                           "closed",
                           G_CALLBACK (popover_closed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  reader_popover_name_items (popover);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
header_clicked_cb (GtkWidget *header, ReaderParallelView *self)
{
  TriText *text = g_object_get_data (G_OBJECT (header), "text");
  ReaderViewColumn *column = reader_view_find_column (self, text->id, NULL);
  g_autoptr (GMenu) menu = NULL;
  GdkRectangle at;

  if (column != NULL && !column->placed)
    {
      reader_view_enter_column (self, column);
      return;
    }
  menu = make_menu (self, text);
  gtk_widget_get_allocation (header, &at);
  reader_view_show_popover (self, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), &at);
}

/* The language, the title, the author, and what says that there is a menu. */
static GtkWidget *
header_content_new (const char *language, TriText *text)
{
  gboolean has_author = text->author != NULL && *text->author != '\0';
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>  %s%s%s",
                                                     language,
                                                     text->title,
                                                     has_author ? " · " : "",
                                                     has_author ? text->author : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("▾"));
  return box;
}

GtkWidget *
reader_view_header_new (ReaderParallelView *self, TriText *text)
{
  g_autofree char *language = reader_words_dup_language (text->lang);
  gboolean has_author = text->author != NULL && *text->author != '\0';
  g_autofree char *all = g_strdup_printf ("%s · %s%s%s",
                                          language,
                                          text->title,
                                          has_author ? " · " : "",
                                          has_author ? text->author : "");
  /* Of many, titles tell more than names of languages. */
  gboolean many = self->work != NULL && self->work->texts->len > MOST_NAMES;
  GtkWidget *header = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (header),
                        header_content_new (many ? text->lang : language, text));
  gtk_widget_set_tooltip_text (header, all);
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (header, "column-header");
  g_object_set_data_full (G_OBJECT (header), "text", g_object_ref (text), g_object_unref);
  g_signal_connect (header, "clicked", G_CALLBACK (header_clicked_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (header),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  all,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP,
                                  TRUE,
                                  -1);
  gtk_widget_set_parent (header, GTK_WIDGET (self));
  return header;
}

void
reader_view_measure_headers (ReaderParallelView *self)
{
  self->header_height = 0;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      int height = 0;

      if (column->header == NULL || !gtk_widget_get_child_visible (column->header))
        continue;
      gtk_widget_measure (column->header,
                          GTK_ORIENTATION_VERTICAL,
                          -1,
                          NULL,
                          &height,
                          NULL,
                          NULL);
      self->header_height = MAX (self->header_height, height + 2 * HEADER_SPACE);
    }
}

/* A column that was let go says so, and to screen readers. */
static void
update_header (ReaderParallelView *self, ReaderViewColumn *column)
{
  gboolean free = self->linked && column->let_go;
  gboolean was = gtk_widget_has_css_class (column->header, "let-go");

  if (free == was)
    return;
  if (free)
    gtk_widget_add_css_class (column->header, "let-go");
  else
    gtk_widget_remove_css_class (column->header, "let-go");
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->header),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  free ? _ ("does not follow the others") : "",
                                  -1);
}

/* Above its column when all have room; else one beside the other, as tabs. */
void
reader_view_allocate_headers (ReaderParallelView *self, int width)
{
  gboolean above = self->arrangement == READER_ARRANGEMENT_BESIDE
                   && reader_view_is_all_placed (self);
  int n = (int) MAX (reader_view_count_shown (self), 1);
  int share = (width - 2 * READER_VIEW_MARGIN) / n;
  int x = READER_VIEW_MARGIN + READER_CELL_PAD_X - HEADER_PADDING;

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      int room = above ? column->width + 2 * HEADER_PADDING : share;
      int natural = 0;

      if (!column->shown || column->header == NULL)
        continue;
      gtk_widget_measure (column->header,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          NULL,
                          &natural,
                          NULL,
                          NULL);
      update_header (self, column);
      gtk_widget_set_opacity (column->header, column->placed ? 1 : WAITING_OPACITY);
      gtk_widget_size_allocate (column->header,
                                &(GtkAllocation){ above ? column->x - HEADER_PADDING : x,
                                                  HEADER_SPACE,
                                                  MIN (natural, room),
                                                  self->header_height - 2 * HEADER_SPACE },
                                -1);
      x += share;
    }
}

/* Marks the texts that have room, when not all have. */
void
reader_view_snapshot_headers (ReaderParallelView *self, GtkSnapshot *snapshot)
{
  float y = (float) self->header_height;

  if (self->header_height == 0)
    return;
  gtk_snapshot_append_color (snapshot,
                             &self->marks->palette->rule,
                             &GRAPHENE_RECT_INIT (0,
                                                  y - 1,
                                                  (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                  1));
  for (guint i = 0; i < self->columns->len && !reader_view_is_all_placed (self); i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      GtkAllocation area;

      if (!column->placed || column->header == NULL)
        continue;
      gtk_widget_get_allocation (column->header, &area);
      gtk_snapshot_append_color (snapshot,
                                 &self->marks->palette->accent,
                                 &GRAPHENE_RECT_INIT ((float) (area.x + HEADER_PADDING),
                                                      y - 3,
                                                      (float) (area.width - 2 * HEADER_PADDING),
                                                      3));
    }
}
