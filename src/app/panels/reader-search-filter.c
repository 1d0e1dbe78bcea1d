/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-filter.h"

#include "library/tri-library-works.h"
#include "reader-panel-words.h"
#include "reader-words.h"

#include <glib/gi18n.h>

#define N_KINDS (TRI_PASSAGE_NOTE + 1)

/* The first lines of the list of places; behind them stand the texts of the work. */
enum
{
  IN_LIBRARY,
  IN_WORK,
  IN_CHAPTER,
  IN_TEXT,
};

struct _ReaderSearchFilter
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *where;
  GtkWidget *lang;
  GtkWidget *kinds[N_KINDS];
  GtkWidget *forms;

  ReaderSession *session;
  ReaderParallelView *view;
  GSettings *settings;
  TriWork *work; /* whose texts are offered, or NULL */
  GPtrArray *langs;
  /* Of the chapter that was chosen, which stays so when one reads on. */
  TriDivision *division;
  /* Several things change, of which one "changed" tells. */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (ReaderSearchFilter, reader_search_filter, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const kind_words[N_KINDS] = {
  [TRI_PASSAGE_HEADING] = N_ ("Headings"),
  [TRI_PASSAGE_PARAGRAPH] = N_ ("Paragraphs"),
  [TRI_PASSAGE_ITEM] = N_ ("Lists"),
  [TRI_PASSAGE_VERSE] = N_ ("Verse"),
  [TRI_PASSAGE_QUOTE] = N_ ("Quotations"),
  [TRI_PASSAGE_NOTE] = N_ ("Footnotes"),
};

static gboolean
is_active (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static guint
get_chosen (GtkWidget *list)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (list));

  return chosen == GTK_INVALID_LIST_POSITION ? 0 : chosen;
}

static TriText *
get_text (ReaderSearchFilter *self)
{
  guint chosen = get_chosen (self->where);

  return chosen >= IN_TEXT && self->work ? self->work->texts->pdata[chosen - IN_TEXT] : NULL;
}

static const char *
get_lang (ReaderSearchFilter *self)
{
  guint chosen = get_chosen (self->lang);

  return chosen > 0 ? self->langs->pdata[chosen - 1] : NULL;
}

static guint
get_kinds (ReaderSearchFilter *self)
{
  guint kinds = 0;

  for (guint i = 0; i < N_KINDS; i++)
    if (is_active (self->kinds[i]))
      kinds |= 1u << i;
  return kinds;
}

static void
remember (ReaderSearchFilter *self)
{
  guint where = get_chosen (self->where);

  g_settings_set_boolean (self->settings, "search-forms", is_active (self->forms));
  /* A chapter or a text is chosen for the moment. */
  if (where <= IN_WORK)
    g_settings_set_boolean (self->settings, "search-work", where == IN_WORK);
}

static void
show_state (ReaderSearchFilter *self)
{
  g_autofree char *words = reader_search_filter_dup_words (self);
  g_autofree char *tooltip = words ? g_strdup_printf (_ ("Where is searched: %s"), words)
                                   : g_strdup (_ ("Where is searched"));

  if (words)
    gtk_widget_add_css_class (self->button, "accent");
  else
    gtk_widget_remove_css_class (self->button, "accent");
  gtk_widget_set_tooltip_text (self->button, tooltip);
}

static void
changed_cb (ReaderSearchFilter *self)
{
  if (self->is_setting)
    return;
  remember (self);
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- What is offered */

static TriDivision *
find_division (ReaderSearchFilter *self)
{
  ReaderPlace place = { 0 };

  if (!self->session || !reader_parallel_view_get_focus (self->view, &place))
    return NULL;
  return tri_library_get_division_of (reader_session_get_library (self->session), place.passage);
}

static void
where_changed_cb (ReaderSearchFilter *self)
{
  g_autoptr (TriDivision) division = NULL;

  if (!self->is_setting && get_chosen (self->where) == IN_CHAPTER)
    {
      division = find_division (self);
      g_set_object (&self->division, division);
    }
  changed_cb (self);
}

static void
fill_where (ReaderSearchFilter *self, guint chosen)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  gtk_string_list_append (model, _ ("The library"));
  if (self->work)
    {
      gtk_string_list_append (model, _ ("This work"));
      gtk_string_list_append (model, _ ("This chapter"));
    }
  for (guint i = 0; self->work && i < self->work->texts->len; i++)
    {
      TriText *text = self->work->texts->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s · %s", text->lang, text->title);

      gtk_string_list_append (model, line);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->where), G_LIST_MODEL (model));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->where), self->work ? chosen : IN_LIBRARY);
}

static void
fill_langs (ReaderSearchFilter *self, const char *chosen)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint position = 0;

  gtk_string_list_append (model, _ ("Any language"));
  for (guint i = 0; i < self->langs->len; i++)
    {
      g_autofree char *language = reader_words_dup_language (self->langs->pdata[i]);

      gtk_string_list_append (model, language);
      if (g_strcmp0 (self->langs->pdata[i], chosen) == 0)
        position = i + 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->lang), G_LIST_MODEL (model));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lang), position);
}

/* Another work, or other texts in it: a text that is there no more is not searched. */
static void
work_changed_cb (ReaderSearchFilter *self)
{
  TriWork *work = reader_parallel_view_get_work (self->view);
  gboolean is_other = !self->work || !work || self->work->id != work->id;
  gboolean in_work = g_settings_get_boolean (self->settings, "search-work");
  guint chosen = get_chosen (self->where);
  gboolean was_narrow = self->work && chosen >= IN_CHAPTER;

  if (is_other || !work || chosen >= IN_TEXT + work->texts->len)
    chosen = in_work ? IN_WORK : IN_LIBRARY;
  self->is_setting = TRUE;
  g_set_object (&self->work, work);
  fill_where (self, chosen);
  if (get_chosen (self->where) != IN_CHAPTER)
    g_clear_object (&self->division);
  self->is_setting = FALSE;
  show_state (self);
  /* What was found elsewhere stays when one goes there: only the place that is gone is left. */
  if (is_other && (was_narrow || in_work))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gpointer
list_langs (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) langs = g_ptr_array_new_with_free_func (g_free);

  if (!works)
    return NULL;
  for (guint i = 0; i < works->len; i++)
    {
      TriWork *work = works->pdata[i];

      for (guint j = 0; j < work->texts->len; j++)
        {
          TriText *text = work->texts->pdata[j];

          if (g_hash_table_add (known, text->lang))
            g_ptr_array_add (langs, g_strdup (text->lang));
        }
    }
  return g_steal_pointer (&langs);
}

/* The language that was chosen stays so. */
static void
langs_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchFilter) self = data;
  g_autoptr (GPtrArray) langs = tri_worker_run_finish (TRI_WORKER (source), result, NULL);
  g_autofree char *chosen = NULL;

  if (!langs || !self->button)
    return;
  chosen = g_strdup (get_lang (self));
  self->is_setting = TRUE;
  g_ptr_array_unref (self->langs);
  self->langs = g_steal_pointer (&langs);
  fill_langs (self, chosen);
  self->is_setting = FALSE;
}

static void
popover_shown_cb (ReaderSearchFilter *self)
{
  if (self->session)
    tri_worker_run_between_async (reader_session_get_asker (self->session),
                                  list_langs,
                                  NULL,
                                  NULL,
                                  (GDestroyNotify) g_ptr_array_unref,
                                  NULL,
                                  langs_listed_cb,
                                  g_object_ref (self));
}

/* --- The object */

static void
reader_search_filter_dispose (GObject *object)
{
  ReaderSearchFilter *self = READER_SEARCH_FILTER (object);

  self->is_setting = TRUE;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->view);
  g_clear_object (&self->settings);
  g_clear_object (&self->work);
  g_clear_object (&self->division);
  g_clear_pointer (&self->langs, g_ptr_array_unref);

  G_OBJECT_CLASS (reader_search_filter_parent_class)->dispose (object);
}

static void
reader_search_filter_class_init (ReaderSearchFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_filter_dispose;

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
add_check (ReaderSearchFilter *self, const char *words)
{
  GtkWidget *check = gtk_check_button_new_with_label (words);

  g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
  return check;
}

/* A list with its name before it. */
static GtkWidget *
add_list (GtkWidget *grid, int row, const char *name, GCallback changed, ReaderSearchFilter *self)
{
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_widget_set_size_request (list, 200, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (list, "notify::selected", changed, self);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), list, 1, row, 1, 1);
  return list;
}

static void
add_kinds (ReaderSearchFilter *self, GtkWidget *box)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *heading = gtk_label_new (_ ("Only in"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "panel-heading");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < N_KINDS; i++)
    {
      self->kinds[i] = add_check (self, _ (kind_words[i]));
      gtk_grid_attach (GTK_GRID (grid), self->kinds[i], (int) i % 2, (int) i / 2, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), grid);
}

static GtkWidget *
new_content (ReaderSearchFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->where = add_list (grid, 0, _ ("Where"), G_CALLBACK (where_changed_cb), self);
  self->lang = add_list (grid, 1, _ ("Language"), G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), grid);
  add_kinds (self, box);
  self->forms = add_check (self, _ ("Inflected forms, too"));
  gtk_widget_set_tooltip_text (self->forms,
                               _ ("“prison” finds “prisons”; what stands in quotes is "
                                  "found as it is written"));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->forms);
  return box;
}

static void
reader_search_filter_init (ReaderSearchFilter *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->is_setting = TRUE;
  self->settings = g_settings_new (APPLICATION_ID);
  self->langs = g_ptr_array_new_with_free_func (g_free);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-list-bullet-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where is searched"),
                                  -1);
  gtk_popover_set_child (GTK_POPOVER (popover), new_content (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (popover_shown_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->forms),
                               g_settings_get_boolean (self->settings, "search-forms"));
  fill_where (self, IN_LIBRARY);
  fill_langs (self, NULL);
  self->is_setting = FALSE;
  show_state (self);
}

void
reader_search_filter_connect (ReaderSearchFilter *self,
                              ReaderSession *session,
                              ReaderParallelView *view)
{
  g_set_object (&self->session, session);
  g_set_object (&self->view, view);
  g_signal_connect_object (view,
                           "notify::work",
                           G_CALLBACK (work_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  work_changed_cb (self);
}

TriSearchOptions *
reader_search_filter_dup_options (ReaderSearchFilter *self)
{
  TriSearchOptions *options = tri_search_options_new ();
  guint where = get_chosen (self->where);
  TriText *text = get_text (self);

  options->forms = is_active (self->forms);
  options->kinds = get_kinds (self);
  g_free (options->lang);
  options->lang = g_strdup (get_lang (self));
  options->work = where == IN_WORK && self->work ? self->work->id : 0;
  options->division = where == IN_CHAPTER && self->division ? self->division->id : 0;
  options->text = text ? text->id : 0;
  return options;
}

static guint
find_where (ReaderSearchFilter *self, const TriSearchOptions *options)
{
  for (guint i = 0; options->text && self->work && i < self->work->texts->len; i++)
    if (TRI_TEXT (self->work->texts->pdata[i])->id == options->text)
      return IN_TEXT + i;
  return options->work && self->work && self->work->id == options->work ? IN_WORK : IN_LIBRARY;
}

static void
add_lang (ReaderSearchFilter *self, const char *lang)
{
  for (guint i = 0; i < self->langs->len; i++)
    if (g_strcmp0 (self->langs->pdata[i], lang) == 0)
      return;
  g_ptr_array_add (self->langs, g_strdup (lang));
}

/**
 * reader_search_filter_set_options:
 *
 * Says what @options say, as far as it can be said of the work that is read.
 */
void
reader_search_filter_set_options (ReaderSearchFilter *self, const TriSearchOptions *options)
{
  self->is_setting = TRUE;
  if (options->lang)
    add_lang (self, options->lang);
  fill_langs (self, options->lang);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->where), find_where (self, options));
  for (guint i = 0; i < N_KINDS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[i]),
                                 (options->kinds & 1u << i) != 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->forms), options->forms);
  self->is_setting = FALSE;
  changed_cb (self);
}

static char *
dup_where_words (ReaderSearchFilter *self)
{
  guint where = get_chosen (self->where);
  TriText *text = get_text (self);

  if (text)
    return g_strdup_printf (_ ("in “%s”"), text->title);
  if (where == IN_CHAPTER && self->division)
    return g_strdup_printf (_ ("in “%s”"), self->division->title);
  return where == IN_WORK ? g_strdup (_ ("in this work")) : NULL;
}

char *
reader_search_filter_dup_words (ReaderSearchFilter *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  char *where = dup_where_words (self);

  if (where)
    g_ptr_array_add (words, where);
  if (get_lang (self))
    g_ptr_array_add (words, reader_words_dup_language (get_lang (self)));
  for (guint i = 0; i < N_KINDS; i++)
    if (is_active (self->kinds[i]))
      g_ptr_array_add (words, g_strdup (_ (kind_words[i])));
  if (!is_active (self->forms))
    g_ptr_array_add (words, g_strdup (_ ("no other forms")));
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

void
reader_search_filter_clear (ReaderSearchFilter *self)
{
  const TriSearchOptions all = { .forms = TRUE };

  reader_search_filter_set_options (self, &all);
}
