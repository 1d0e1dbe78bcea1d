/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-preferences.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"
#include "panels/reader-contents-panel.h"
#include "panels/reader-panel-words.h"
#include "reader-divisions.h"
#include "reader-words.h"

#include <glib/gi18n.h>

#define SAVE_SECONDS 30

/* What the reading surface needs to lay its columns side by side, and one column to be read with
 * pleasure: in em, and in pixels for margins and gutters. */
#define ALONE_EM 28
#define MARGINS 56

void
reader_window_load_state (ReaderWindow *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  reader_window_add_link_settings (self);

  /* The usual case costs the first frame nothing. */
  if (g_settings_get_enum (self->settings, "colours") != 0)
    reader_preferences_apply_colours (self->settings);
  g_signal_connect (self->settings,
                    "changed::colours",
                    G_CALLBACK (reader_preferences_apply_colours),
                    NULL);
  g_signal_connect_object (self->settings,
                           "changed::font-scale",
                           G_CALLBACK (reader_window_update_measure),
                           self,
                           G_CONNECT_SWAPPED);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  reader_panes_set_pane_width (self->panes,
                               READER_PANE_START,
                               g_settings_get_int (self->settings, "contents-width"));
  reader_panes_set_pane_width (self->panes,
                               READER_PANE_END,
                               g_settings_get_int (self->settings, "sidebar-width"));
  reader_panes_set_wanted (self->panes,
                           READER_PANE_START,
                           g_settings_get_boolean (self->settings, "contents-visible"));
  reader_panes_set_wanted (self->panes,
                           READER_PANE_END,
                           g_settings_get_boolean (self->settings, "sidebar-visible"));
}

void
reader_window_save_state (ReaderWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (window, &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings,
                      "contents-width",
                      reader_panes_get_pane_width (self->panes, READER_PANE_START));
  g_settings_set_int (self->settings,
                      "sidebar-width",
                      reader_panes_get_pane_width (self->panes, READER_PANE_END));
  g_settings_set_boolean (self->settings,
                          "contents-visible",
                          reader_panes_get_wanted (self->panes, READER_PANE_START));
  g_settings_set_boolean (self->settings,
                          "sidebar-visible",
                          reader_panes_get_wanted (self->panes, READER_PANE_END));
}

void
reader_window_save_place (ReaderWindow *self)
{
  g_autofree char *state = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->work == NULL || self->session == NULL || !self->place_changed)
    return;

  self->place_changed = FALSE;
  state = reader_parallel_view_dup_state (self->view);
  if (state != NULL)
    reader_session_save_place (self->session, self->work->id, state);
}

static gboolean
save_place_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->save_id = 0;
  reader_window_save_place (self);

  return G_SOURCE_REMOVE;
}

static guint
count_columns (ReaderWindow *self)
{
  guint n_columns = 0;

  g_object_get (self->view, "n-columns-shown", &n_columns, NULL);

  return MAX (n_columns, 1);
}

/* What the texts need before a pane may stand beside them. */
void
reader_window_update_measure (ReaderWindow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double em = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    em *= pango_cairo_context_get_resolution (context) / 72;
  em = (int) (em * g_settings_get_double (self->settings, "font-scale"));

  reader_panes_set_measure (self->panes,
                            reader_parallel_view_get_least_width (self->view),
                            (int) (ALONE_EM * em) + MARGINS);
}

/* "aligned rows", "linked columns" or "columns", and how many of the texts are to be seen. */
static void
describe_arrangement (ReaderWindow *self,
                      GPtrArray *words)
{
  TriLibrary *library = reader_session_get_library (self->session);
  guint n_texts = self->work->texts->len;
  guint n_shown = MIN (count_columns (self), n_texts);
  gboolean linked = FALSE;

  if (n_texts < 2)
    return;

  g_object_get (self->view, "linked", &linked, NULL);
  if (linked)
    g_ptr_array_add (words, g_strdup (_ ("linked columns")));
  else if (tri_library_count_strands (library, self->work->id) < n_texts)
    g_ptr_array_add (words, g_strdup (_ ("aligned rows")));
  else
    g_ptr_array_add (words, g_strdup (_ ("columns")));
  /* Translators: of %2$u texts, two or more, %1$u are shown. */
  g_ptr_array_add (words,
                   g_strdup_printf (ngettext ("%1$u of %2$u texts", "%1$u of %2$u texts", n_shown),
                                    n_shown,
                                    n_texts));
}

static void
describe_focus (ReaderWindow *self,
                TriText *text,
                TriPassage *passage,
                GPtrArray *words)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autofree char *language = reader_words_dup_language (text->lang);
  guint64 row = 0;
  guint64 n_rows = tri_library_count_rows (library, self->work->id, text->strand);
  g_autofree char *here = NULL;
  g_autofree char *last = g_strdup_printf ("%" G_GUINT64_FORMAT, n_rows);
  gboolean linked = FALSE;

  g_object_get (self->view, "linked", &linked, NULL);
  if (linked)
    {
      /* Translators: a language and the number of a passage: "French, passage 12 of 240". */
      g_ptr_array_add (words,
                       g_strdup_printf (_ ("%1$s, passage %2$u of %3$u"),
                                        language,
                                        passage->ord + 1,
                                        text->n_passages));
      return;
    }
  if (!tri_library_find_row (library, text->id, passage->ord, &row))
    return;
  here = g_strdup_printf ("%" G_GUINT64_FORMAT, row + 1);
  /* Translators: a language and the number of a row: "French, row 12 of 240". */
  g_ptr_array_add (words,
                   g_strdup_printf (_ ("%1$s, row %2$s of %3$s"), language, here, last));
}

/* Of the focus: where its link comes from, and how sure it is. */
static void
describe_links (ReaderWindow *self,
                GPtrArray *words)
{
  guint n_picked = 0;
  char *links = reader_parallel_view_dup_link_words (self->view);

  if (links != NULL)
    g_ptr_array_add (words, links);
  n_picked = reader_parallel_view_get_all_picked (self->view)->len;
  if (n_picked > 0)
    g_ptr_array_add (words,
                     g_strdup_printf (ngettext ("%u picked: K on its counterpart ties it, Escape "
                                                "forgets",
                                                "%u picked: K on their counterpart ties them, "
                                                "Escape forgets",
                                                n_picked),
                                      n_picked));
}

/* The passage the reader is at: with the focus, else the first one in view. */
static TriPassage *
get_current_passage (ReaderWindow *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  ReaderPlace place = { 0 };

  if (!reader_parallel_view_get_focus (self->view, &place) && self->work->texts->len > 0)
    {
      place.text = ((TriText *) g_ptr_array_index (self->work->texts, 0))->id;
      place.passage = reader_parallel_view_get_top_passage (self->view, place.text);
    }

  return place.passage != 0 ? tri_library_get_passage (library, place.passage, NULL) : NULL;
}

static char *
dup_division_title (ReaderWindow *self,
                    TriPassage *passage)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriDivision) division = tri_library_get_division_of (library, passage->id);
  g_autoptr (GPtrArray) divisions = NULL;

  if (division == NULL)
    return NULL;

  divisions = reader_divisions_get_counterparts (library, self->work, division);

  return reader_divisions_dup_title (divisions);
}

static void
describe_place (ReaderWindow *self,
                GPtrArray *words)
{
  g_autoptr (TriPassage) passage = get_current_passage (self);
  g_autofree char *division = NULL;
  g_autofree char *portals = NULL;
  TriText *text = NULL;

  if (passage != NULL)
    text = tri_work_get_text (self->work, passage->text);
  if (text == NULL)
    return;

  division = dup_division_title (self, passage);
  adw_window_title_set_subtitle (self->heading, division != NULL ? division : "");
  describe_focus (self, text, passage, words);
  portals = reader_window_dup_portal_words (self, passage->id);
  if (portals != NULL)
    g_ptr_array_add (words, g_steal_pointer (&portals));
  describe_links (self, words);
  if (self->contents != NULL)
    reader_contents_panel_set_current (READER_CONTENTS_PANEL (self->contents),
                                       passage->text,
                                       passage->ord);
}

/* A name that is a question says whom it may name, and how it is answered. */
static void
describe_question (ReaderWindow *self,
                   GPtrArray *words)
{
  ReaderPlace place = { 0 };
  TriMention mention = { 0 };
  g_autoptr (TriEntity) entity = NULL;

  if (!reader_parallel_view_get_mention (self->view, &place, &mention)
      || !tri_mention_is_question (&mention))
    return;
  entity = tri_library_get_entity (reader_session_get_library (self->session),
                                   mention.entity,
                                   NULL);
  if (entity != NULL)
    g_ptr_array_add (words,
                     g_strdup_printf (_ ("perhaps %s (Y: yes, Shift+Y: no)"),
                                      tri_entity_get_name (entity,
                                                           reader_panel_words_get_language ())));
}

static gboolean
is_reading (ReaderWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  return self->work != NULL && self->session != NULL && g_strcmp0 (page, "reading") == 0;
}

/* Says what is read and where: in the header bar and in the status line. */
void
reader_window_describe (ReaderWindow *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *status = NULL;
  g_autofree char *hint = NULL;
  const char *title = _ ("Triptych");

  if (is_reading (self))
    title = self->work->title;
  else if (self->session != NULL)
    title = _ ("Library");

  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, "");
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (!self->is_ready)
    return;

  if (is_reading (self))
    {
      hint = reader_parallel_view_dup_hint (self->view);
      if (hint != NULL)
        g_ptr_array_add (words, g_steal_pointer (&hint));
      describe_question (self, words);
      describe_arrangement (self, words);
      describe_place (self, words);
    }
  g_ptr_array_add (words, NULL);
  status = g_strjoinv (" · ", (char **) words->pdata);
  gtk_label_set_label (self->status, self->announced != NULL ? self->announced : status);
}

static gboolean
describe_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->describe_id = 0;
  reader_window_describe (self);

  return G_SOURCE_REMOVE;
}

void
reader_window_queue_describe (ReaderWindow *self)
{
  if (self->describe_id == 0)
    self->describe_id = g_timeout_add_full (G_PRIORITY_LOW, 80, describe_cb, self, NULL);
  if (self->place_changed && self->save_id == 0)
    self->save_id = g_timeout_add_seconds (SAVE_SECONDS, save_place_cb, self);
}
