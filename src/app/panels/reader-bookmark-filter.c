/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-filter.h"

#include "dialogs/reader-entity-chooser.h"
#include "library/tri-library-entities.h"
#include "reader-bookmark-store.h"
#include "reader-panel-words.h"

#include <glib/gi18n.h>

struct _ReaderBookmarkFilter
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *kinds[TRI_N_MARK_KINDS];
  GtkWidget *colour;
  GtkWidget *label;
  GtkWidget *text;
  GtkWidget *entity;
  GtkWidget *with_note;
  GtkWidget *unplaced;

  ReaderSession *session;
  TriWork *work;
  GStrv labels;
  gint64 entity_id;
  char *entity_name;
  /* Several things change, of which one "changed" tells. */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkFilter, reader_bookmark_filter, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_active (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static void
changed_cb (ReaderBookmarkFilter *self)
{
  g_autofree char *words = NULL;

  if (self->is_setting)
    return;
  words = reader_bookmark_filter_dup_words (self);
  if (words)
    gtk_widget_add_css_class (self->button, "accent");
  else
    gtk_widget_remove_css_class (self->button, "accent");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- What the lists offer */

/* The first line means any. */
static guint
get_chosen (GtkWidget *list)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (list));

  return chosen == GTK_INVALID_LIST_POSITION ? 0 : chosen;
}

static const char *
get_label (ReaderBookmarkFilter *self)
{
  guint chosen = get_chosen (self->label);

  return chosen > 0 && self->labels ? self->labels[chosen - 1] : NULL;
}

static TriText *
get_text (ReaderBookmarkFilter *self)
{
  guint chosen = get_chosen (self->text);

  return chosen > 0 && self->work ? self->work->texts->pdata[chosen - 1] : NULL;
}

static const char *
get_colour (ReaderBookmarkFilter *self)
{
  guint chosen = get_chosen (self->colour);

  return chosen > 0 ? reader_panel_words_get_colour (chosen - 1) : NULL;
}

/* The label that was chosen stays so. */
static void
labels_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarkFilter) self = data;
  g_auto (GStrv) labels = tri_worker_run_finish (TRI_WORKER (source), result, NULL);
  g_autofree char *chosen = g_strdup (get_label (self));
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint position = 0;

  if (!labels || !self->label)
    return;
  gtk_string_list_append (model, _ ("Any label"));
  for (guint i = 0; labels[i]; i++)
    {
      gtk_string_list_append (model, labels[i]);
      if (g_strcmp0 (labels[i], chosen) == 0)
        position = i + 1;
    }
  self->is_setting = TRUE;
  g_strfreev (self->labels);
  self->labels = g_steal_pointer (&labels);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->label), G_LIST_MODEL (model));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->label), position);
  self->is_setting = FALSE;
}

static void
popover_shown_cb (ReaderBookmarkFilter *self)
{
  if (self->session)
    reader_bookmark_store_list_labels_async (self->session,
                                             NULL,
                                             labels_listed_cb,
                                             g_object_ref (self));
}

static guint
find_text (TriWork *work, gint64 id)
{
  for (guint i = 0; work && i < work->texts->len; i++)
    if (TRI_TEXT (work->texts->pdata[i])->id == id)
      return i + 1;
  return 0;
}

/* The work is read again whenever something changed; the text that was chosen stays so. */
void
reader_bookmark_filter_set_work (ReaderBookmarkFilter *self, TriWork *work)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  TriText *chosen = get_text (self);
  guint position = chosen ? find_text (work, chosen->id) : 0;

  if (self->work == work)
    return;
  gtk_string_list_append (model, _ ("Any text"));
  for (guint i = 0; work && i < work->texts->len; i++)
    {
      TriText *text = work->texts->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s · %s", text->lang, text->title);

      gtk_string_list_append (model, line);
    }
  self->is_setting = TRUE;
  g_set_object (&self->work, work);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->text), G_LIST_MODEL (model));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->text), position);
  self->is_setting = FALSE;
}

/**
 * reader_bookmark_filter_choose_text:
 * @position: in the work, counted from 1; 0 for any
 */
void
reader_bookmark_filter_choose_text (ReaderBookmarkFilter *self, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->text), position);
}

/* --- Who is named */

static void
set_entity (ReaderBookmarkFilter *self, gint64 id)
{
  g_autoptr (TriEntity) entity = id ? tri_library_get_entity (
                                     reader_session_get_library (self->session),
                                     id,
                                     NULL)
                                    : NULL;

  self->entity_id = entity ? id : 0;
  g_free (self->entity_name);
  self->entity_name = entity ? g_strdup (tri_entity_get_name (entity,
                                                              reader_panel_words_get_language ()))
                             : NULL;
  gtk_button_set_label (GTK_BUTTON (self->entity),
                        self->entity_name ? self->entity_name : _ ("Anyone and anything"));
  changed_cb (self);
}

static void
chosen_cb (ReaderBookmarkFilter *self, gint64 entity)
{
  set_entity (self, entity);
}

static void
entity_clicked_cb (ReaderBookmarkFilter *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *chooser = NULL;

  if (!self->session || !GTK_IS_WINDOW (root))
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  chooser = reader_entity_chooser_new (self->session,
                                       self->work ? self->work->id : 0,
                                       _ ("Bookmarks That Name"),
                                       "",
                                       0);
  reader_entity_chooser_hide_new (READER_ENTITY_CHOOSER (chooser));
  gtk_window_set_transient_for (GTK_WINDOW (chooser), GTK_WINDOW (root));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

/* --- The object */

static void
reader_bookmark_filter_dispose (GObject *object)
{
  ReaderBookmarkFilter *self = READER_BOOKMARK_FILTER (object);

  self->is_setting = TRUE;
  self->label = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_pointer (&self->labels, g_strfreev);
  g_clear_pointer (&self->entity_name, g_free);

  G_OBJECT_CLASS (reader_bookmark_filter_parent_class)->dispose (object);
}

static void
reader_bookmark_filter_class_init (ReaderBookmarkFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_bookmark_filter_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_check (ReaderBookmarkFilter *self, GtkWidget *box, const char *words)
{
  GtkWidget *check = gtk_check_button_new_with_label (words);

  g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), check);
  return check;
}

static GtkWidget *
add_list (ReaderBookmarkFilter *self, GtkWidget *box, const char *any, const char *name)
{
  const char *const words[] = { any, NULL };
  GtkWidget *list = gtk_drop_down_new_from_strings (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), list);
  return list;
}

static void
add_kinds (ReaderBookmarkFilter *self, GtkWidget *box)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < TRI_N_MARK_KINDS; i++)
    {
      self->kinds[i] = gtk_check_button_new_with_label (
          reader_panel_words_for_marks ((TriMarkKind) i));
      g_signal_connect_swapped (self->kinds[i], "toggled", G_CALLBACK (changed_cb), self);
      gtk_grid_attach (GTK_GRID (grid), self->kinds[i], (int) i % 2, (int) i / 2, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
}

static void
add_entity (ReaderBookmarkFilter *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->entity = gtk_button_new_with_label (_ ("Anyone and anything"));
  gtk_widget_set_hexpand (self->entity, TRUE);
  gtk_widget_set_tooltip_text (self->entity, _ ("Who or what is named in them"));
  g_signal_connect_swapped (self->entity, "clicked", G_CALLBACK (entity_clicked_cb), self);
  gtk_box_append (GTK_BOX (line), gtk_label_new (_ ("Names")));
  gtk_box_append (GTK_BOX (line), self->entity);
  gtk_box_append (GTK_BOX (box), line);
}

static void
add_colours (ReaderBookmarkFilter *self, GtkWidget *box)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  gtk_string_list_append (model, _ ("Any colour"));
  for (guint i = 0; i < READER_N_COLOURS; i++)
    gtk_string_list_append (model,
                            reader_panel_words_for_colour (reader_panel_words_get_colour (i)));
  self->colour = add_list (self, box, "", _ ("Colour"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->colour), G_LIST_MODEL (model));
}

static GtkWidget *
new_content (ReaderBookmarkFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *clear = gtk_button_new_with_mnemonic (_ ("Show _All"));

  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  add_kinds (self, box);
  add_colours (self, box);
  self->label = add_list (self, box, _ ("Any label"), _ ("Label"));
  self->text = add_list (self, box, _ ("Any text"), _ ("Text"));
  add_entity (self, box);
  self->with_note = add_check (self, box, _ ("With a note"));
  self->unplaced = add_check (self, box, _ ("Found no place"));
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (reader_bookmark_filter_clear), self);
  gtk_box_append (GTK_BOX (box), clear);
  return box;
}

static void
reader_bookmark_filter_init (ReaderBookmarkFilter *self)
{
  self->is_setting = TRUE;
  self->button = gtk_menu_button_new ();
  self->popover = gtk_popover_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-list-bullet-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Which bookmarks are listed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which bookmarks are listed"),
                                  -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), new_content (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (popover_shown_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->is_setting = FALSE;
}

void
reader_bookmark_filter_connect (ReaderBookmarkFilter *self, ReaderSession *session)
{
  g_set_object (&self->session, session);
}

static guint
get_kinds (ReaderBookmarkFilter *self)
{
  guint kinds = 0;

  for (guint i = 0; i < TRI_N_MARK_KINDS; i++)
    if (is_active (self->kinds[i]))
      kinds |= 1u << i;
  return kinds;
}

void
reader_bookmark_filter_set_kinds (ReaderBookmarkFilter *self, guint kinds)
{
  self->is_setting = TRUE;
  for (guint i = 0; i < TRI_N_MARK_KINDS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[i]), (kinds & 1u << i) != 0);
  self->is_setting = FALSE;
  changed_cb (self);
}

void
reader_bookmark_filter_fill (ReaderBookmarkFilter *self, TriMarkQuery *query)
{
  TriText *text = get_text (self);

  query->kinds = get_kinds (self);
  query->colour = get_colour (self);
  query->label = get_label (self);
  query->text = text ? text->id : 0;
  query->entity = self->entity_id;
  query->with_note = is_active (self->with_note);
  query->unplaced = is_active (self->unplaced);
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (word)
    g_ptr_array_add (words, g_strdup (word));
}

char *
reader_bookmark_filter_dup_words (ReaderBookmarkFilter *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *colour = get_colour (self);
  TriText *text = get_text (self);

  for (guint i = 0; i < TRI_N_MARK_KINDS; i++)
    if (is_active (self->kinds[i]))
      add_word (words, reader_panel_words_for_marks ((TriMarkKind) i));
  if (colour)
    add_word (words, reader_panel_words_for_colour (colour));
  if (get_label (self))
    g_ptr_array_add (words, g_strdup_printf (_ ("label “%s”"), get_label (self)));
  if (text)
    g_ptr_array_add (words, g_strdup_printf (_ ("in “%s”"), text->title));
  if (self->entity_name)
    g_ptr_array_add (words, g_strdup_printf (_ ("naming %s"), self->entity_name));
  add_word (words, is_active (self->with_note) ? _ ("with a note") : NULL);
  add_word (words, is_active (self->unplaced) ? _ ("found no place") : NULL);
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

void
reader_bookmark_filter_clear (ReaderBookmarkFilter *self)
{
  self->is_setting = TRUE;
  for (guint i = 0; i < TRI_N_MARK_KINDS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[i]), FALSE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->colour), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->label), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->text), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->with_note), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->unplaced), FALSE);
  set_entity (self, 0);
  self->is_setting = FALSE;
  changed_cb (self);
}
