/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-names.h"

#include "dialogs/reader-entity-hit.h"
#include "panels/reader-row-actions.h"
#include "reader-panel-words.h"
#include "reader-popover.h"

#include <glib/gi18n.h>

struct _ReaderSearchNames
{
  GObject parent_instance;

  GtkEditable *entry; /* until it is closed */
  GtkWidget *popover;
  GtkListBox *list;
  ReaderSession *session;
  gint64 work;
  GCancellable *cancellable;
  /* The name behind @, with the sign, in characters of the entry. */
  int start;
  int end;
  gboolean is_taking;
};

G_DEFINE_FINAL_TYPE (ReaderSearchNames, reader_search_names, G_TYPE_OBJECT)

enum
{
  SIGNAL_OFFERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MOST_ROWS 7

static void
reader_search_names_dispose (GObject *object)
{
  reader_search_names_close (READER_SEARCH_NAMES (object));

  G_OBJECT_CLASS (reader_search_names_parent_class)->dispose (object);
}

static void
reader_search_names_class_init (ReaderSearchNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_names_dispose;

  signals[SIGNAL_OFFERED] = g_signal_new ("offered",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
reader_search_names_init (ReaderSearchNames *self)
{
}

/* --- What is typed */

static gboolean
begins_word (const char *text, const char *at)
{
  gunichar before = 0;

  if (at == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  return g_unichar_isspace (before) || before == '(' || before == '-' || before == ':'
         || before == '!';
}

/* The name that the cursor stands in or behind: @Tro, @"Leon Tro; not one in closed quotes. */
static char *
dup_name (ReaderSearchNames *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  int cursor = gtk_editable_get_position (self->entry);
  const char *end = g_utf8_offset_to_pointer (text, cursor);
  const char *at = NULL;
  const char *name = NULL;
  gboolean is_quoted = FALSE;

  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    if (*c == '@' && begins_word (text, c))
      at = c;
  if (!at)
    return NULL;
  is_quoted = at[1] == '"';
  name = at + (is_quoted ? 2 : 1);
  if (name >= end)
    return NULL;
  for (const char *c = name; c < end; c = g_utf8_next_char (c))
    if (is_quoted ? *c == '"' : *c == ')' || g_unichar_isspace (g_utf8_get_char (c)))
      return NULL;
  self->start = (int) g_utf8_pointer_to_offset (text, at);
  self->end = cursor;
  return g_strndup (name, (gsize) (end - name));
}

/* --- Taking one */

static void
hide (ReaderSearchNames *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!reader_search_names_is_shown (self))
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[SIGNAL_OFFERED], 0, "");
}

static void
take (ReaderSearchNames *self, GtkListBoxRow *row)
{
  ReaderEntityHit *hit = g_object_get_data (G_OBJECT (row), "hit");
  g_autofree char *plain = g_strdelimit (g_strdup (hit->name), "\"", '\'');
  g_autofree char *name = g_strdup_printf ("@\"%s\" ", plain);
  const char *text = gtk_editable_get_text (self->entry);
  int end = self->end;
  int position = self->start;

  /* What stands behind the cursor without a space belongs to the name. */
  while (end < g_utf8_strlen (text, -1)
         && !g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (text, end)))
         && *g_utf8_offset_to_pointer (text, end) != ')')
    end++;
  if (end < g_utf8_strlen (text, -1)
      && g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (text, end))))
    end++;
  self->is_taking = TRUE;
  gtk_editable_delete_text (self->entry, self->start, end);
  gtk_editable_insert_text (self->entry, name, -1, &position);
  gtk_editable_set_position (self->entry, position);
  self->is_taking = FALSE;
  hide (self);
}

static void
row_activated_cb (ReaderSearchNames *self, GtkListBoxRow *row)
{
  take (self, row);
}

/* --- The rows */

static GtkWidget *
new_row (ReaderEntityHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (reader_panel_words_get_type_icon (hit->type));
  GtkWidget *name = gtk_label_new (hit->name);
  GtkWidget *why = gtk_label_new (hit->why);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (why), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (why), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 32);
  gtk_label_set_max_width_chars (GTK_LABEL (why), 36);
  gtk_widget_add_css_class (why, "caption");
  gtk_widget_add_css_class (why, "dim-label");
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_set_visible (why, hit->why != NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), why);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* The keyboard stays in the entry. */
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "hit", g_object_ref (hit), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hit->name,
                                  -1);
  reader_row_actions_offer_box_row (row);
  return row;
}

static void
ensure_popover (ReaderSearchNames *self)
{
  if (self->popover)
    return;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Names"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "search-names");
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->entry));
}

static void
select_row (ReaderSearchNames *self, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
  ReaderEntityHit *hit = NULL;
  g_autofree char *words = NULL;

  if (!row)
    return;
  gtk_list_box_select_row (self->list, row);
  hit = g_object_get_data (G_OBJECT (row), "hit");
  words = g_strdup_printf ("%s, %s", hit->name, reader_panel_words_for_type (hit->type));
  g_signal_emit (self, signals[SIGNAL_OFFERED], 0, words);
}

static void
show_rows (ReaderSearchNames *self, GPtrArray *hits)
{
  GtkListBoxRow *row = NULL;

  ensure_popover (self);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (hits->len, MOST_ROWS); i++)
    gtk_list_box_append (self->list, new_row (hits->pdata[i]));
  gtk_popover_popup (GTK_POPOVER (self->popover));
  select_row (self, 0);
}

/* --- Asking */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchNames) self = data;
  g_autoptr (GPtrArray) hits = tri_worker_run_finish (TRI_WORKER (source), result, NULL);

  if (!self->cancellable || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->cancellable);
  if (hits && hits->len > 0 && gtk_widget_get_mapped (GTK_WIDGET (self->entry)))
    show_rows (self, hits);
  else
    hide (self);
}

static void
changed_cb (ReaderSearchNames *self)
{
  ReaderHitQuestion *question = NULL;
  g_autofree char *name = NULL;

  if (self->is_taking || !self->session || !self->entry)
    return;
  name = dup_name (self);
  if (!name)
    {
      hide (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (ReaderHitQuestion, 1);
  question->work = self->work;
  question->typed = g_steal_pointer (&name);
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                reader_entity_hit_find,
                                question,
                                reader_hit_question_free,
                                (GDestroyNotify) g_ptr_array_unref,
                                self->cancellable,
                                answered_cb,
                                g_object_ref (self));
}

/* --- Keys, while something is offered */

static gboolean
move (ReaderSearchNames *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row ? gtk_list_box_row_get_index (row) : -1;

  select_row (self, MAX (at + step, 0));
  return TRUE;
}

static gboolean
take_selected (ReaderSearchNames *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    take (self, row);
  return row != NULL;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderSearchNames *self)
{
  if (!reader_search_names_is_shown (self) || state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (self, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (self, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      return take_selected (self);
    case GDK_KEY_Escape:
      hide (self);
      return TRUE;
    default:
      return FALSE;
    }
}

ReaderSearchNames *
reader_search_names_new (GtkEditable *entry)
{
  ReaderSearchNames *self = g_object_new (READER_TYPE_SEARCH_NAMES, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (hide), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
reader_search_names_set_session (ReaderSearchNames *self, ReaderSession *session, gint64 work)
{
  g_set_object (&self->session, session);
  self->work = work;
}

gboolean
reader_search_names_is_shown (ReaderSearchNames *self)
{
  return self->popover && gtk_widget_get_visible (self->popover);
}

void
reader_search_names_close (ReaderSearchNames *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->entry = NULL;
}
