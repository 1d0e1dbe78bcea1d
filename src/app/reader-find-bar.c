/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-find-bar.h"

#include "library/tri-library-works.h"
#include "reader-find-walk.h"
#include "reader-find-words.h"
#include "reader-find.h"
#include "reader-popover.h"

#include <glib/gi18n.h>

/* What is taken over of a selection: who selects a page does not look for it. */
#define MOST_SELECTED 200

struct _ReaderFindBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkLabel *position;
  GtkLabel *details;
  GtkWidget *steps;
  GtkMenuButton *options_button;

  ReaderParallelView *view; /* not owned: the bar stands beside it */
  ReaderSession *session;
  GSettings *settings;
  GSimpleActionGroup *actions;
  ReaderFind *find;
  char *problem;      /* with what was typed, or NULL */
  char *asked;        /* what was looked for last, or NULL */
  GArray *texts;      /* in which, or NULL */
  ReaderPlace origin; /* from where on */
  gboolean is_open;
  int wants_first;   /* the first hit from the origin on, or (-1) the last before it, once known */
  int wanted;        /* a step that waits for what is not found yet */
  int turned;        /* the last step went over the end, or (-1) the beginning */
  gboolean has_left; /* the place one came from is in the history */
  gint64 arrived;    /* what had the focus when the last hit was gone to */
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReaderFindBar, reader_find_bar, GTK_TYPE_WIDGET)

/* --- what is said --- */

static gboolean
is_in_note (ReaderFindBar *self)
{
  return self->arrived != 0 && self->arrived != self->origin.passage;
}

/* The keyboard stays in the entry, so what it is told with is part of its description. */
static void
describe (ReaderFindBar *self)
{
  g_autofree char *position = NULL;
  g_autofree char *details = NULL;
  g_autofree char *description = NULL;
  gboolean is_wrong = FALSE;

  if (self->problem != NULL)
    details = g_strdup (self->problem);
  else
    {
      position = reader_find_words_dup_position (self->find);
      details = reader_find_words_dup_details (self->find,
                                               reader_parallel_view_get_work (self->view),
                                               self->texts,
                                               reader_find_words_get_flags (self->settings),
                                               self->turned,
                                               is_in_note (self));
    }
  is_wrong = self->problem != NULL || reader_find_words_is_nothing (self->find);
  gtk_label_set_label (self->position, position != NULL ? position : "");
  gtk_widget_set_visible (GTK_WIDGET (self->position), position != NULL && *position != '\0');
  gtk_label_set_label (self->details, details);
  if (is_wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               self->problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                     : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  description = g_strdup_printf (position != NULL && *position != '\0' && *details != '\0'
                                     ? "%s. %s"
                                     : "%s%s",
                                 position != NULL ? position : "",
                                 details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}

static void
update (ReaderFindBar *self)
{
  ReaderFindHits *hits = reader_find_get_hits (self->find);

  reader_parallel_view_set_hits (self->view, hits);
  gtk_widget_set_sensitive (self->steps, hits != NULL && reader_find_hits_count (hits) > 0);
  describe (self);
}

/* --- going to hits --- */

static void
go_to (ReaderFindBar *self,
       guint index)
{
  ReaderFindHits *hits = reader_find_get_hits (self->find);
  const TriFindHit *hit = reader_find_hits_get (hits, index);
  ReaderPlace place;

  if (hit == NULL)
    return;

  place = (ReaderPlace){ reader_find_hits_get_text (hits, hit),
                         hit->passage,
                         hit->start,
                         hit->start + hit->length };
  reader_find_hits_set_current (hits, index);
  self->origin = place;
  reader_parallel_view_go_to_hit (self->view, &place, !self->has_left);
  self->has_left = TRUE;
  /* A note has the focus where its mark stands. */
  self->arrived = reader_parallel_view_get_focus (self->view, &place) ? place.passage : 0;
}

static void
go_to_first (ReaderFindBar *self)
{
  int turned = 0;
  guint index = reader_find_walk_from (self->find,
                                       self->origin.passage,
                                       self->origin.start,
                                       self->wants_first,
                                       &turned);

  if (index == READER_FIND_NONE)
    return;

  self->wants_first = 0;
  self->turned = turned;
  go_to (self, index);
}

static void
take_step (ReaderFindBar *self)
{
  int turned = 0;
  guint index = reader_find_walk_on (self->find, self->wanted, &turned);

  if (index == READER_FIND_NONE)
    return;

  self->wanted = 0;
  self->turned = turned;
  go_to (self, index);
}

static void
found_cb (ReaderFindBar *self)
{
  if (!self->is_open)
    return;

  if (self->wants_first != 0)
    go_to_first (self);
  if (self->wanted != 0 && self->wants_first == 0)
    take_step (self);
  update (self);
}

/* --- asking --- */

static void
forget (ReaderFindBar *self)
{
  reader_find_stop (self->find);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->texts, g_array_unref);
  self->wants_first = 0;
  self->wanted = 0;
  self->turned = 0;
  self->arrived = 0;
}

/* Where one is: the focus, else what stands at the top. */
static void
set_origin (ReaderFindBar *self)
{
  if (reader_parallel_view_get_focus (self->view, &self->origin))
    self->origin.start = 0;
  else
    self->origin = (ReaderPlace){ 0 };
}

static GArray *
dup_texts (ReaderFindBar *self)
{
  GArray *texts = reader_parallel_view_dup_shown_texts (self->view);

  if (self->origin.text != 0 && g_settings_get_boolean (self->settings, "find-this-text"))
    {
      g_array_set_size (texts, 0);
      g_array_append_val (texts, self->origin.text);
    }

  return texts;
}

static void
ask (ReaderFindBar *self,
     int goes_there)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  TriWork *work = reader_parallel_view_get_work (self->view);
  g_autoptr (TriPassage) from = NULL;
  g_autoptr (GError) error = NULL;
  TriFindFlags flags = reader_find_words_get_flags (self->settings);
  g_autoptr (TriFind) find = tri_find_new (typed, flags, &error);
  TriFindPlan plan = { .find = find };

  forget (self);
  self->asked = g_strdup (typed);
  if (find == NULL)
    self->problem = g_strdup (error->message);
  else if (work != NULL && self->session != NULL && !tri_find_is_empty (find))
    {
      from = tri_library_get_passage (reader_session_get_library (self->session),
                                      self->origin.passage,
                                      NULL);
      self->texts = dup_texts (self);
      plan.work = work->id;
      plan.texts = self->texts;
      plan.from_text = from != NULL ? from->text : 0;
      plan.from_ord = from != NULL ? from->ord : 0;
      self->wants_first = goes_there;
      reader_find_start (self->find, self->session, &plan);
    }
  update (self);
}

static void
changed_cb (ReaderFindBar *self)
{
  if (self->is_open
      && g_strcmp0 (self->asked, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    ask (self, 1);
}

static void
setting_changed_cb (ReaderFindBar *self)
{
  if (self->is_open)
    ask (self, 1);
}

static gboolean
has_same_texts (ReaderFindBar *self)
{
  g_autoptr (GArray) texts = dup_texts (self);

  return self->texts != NULL
         && texts->len == self->texts->len
         && (texts->len == 0
             || memcmp (texts->data, self->texts->data, texts->len * sizeof (gint64)) == 0);
}

/* Which texts are looked through, and in which order, follows the columns. */
static void
columns_changed_cb (ReaderFindBar *self)
{
  if (self->is_open && self->texts != NULL && !has_same_texts (self))
    reader_find_bar_refresh (self);
}

/* --- signals --- */

static void
next_cb (ReaderFindBar *self)
{
  reader_find_bar_step (self, 1);
}

static void
previous_cb (ReaderFindBar *self)
{
  reader_find_bar_step (self, -1);
}

static void
close_cb (ReaderFindBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
add_actions (ReaderFindBar *self)
{
  static const char *const options[] = {
    "find-fold",
    "find-words",
    "find-regex",
    "find-this-text",
  };

  self->actions = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, options[i]);
      g_autofree char *signal = g_strconcat ("changed::", options[i], NULL);

      g_action_map_add_action (G_ACTION_MAP (self->actions), action);
      g_signal_connect_object (self->settings,
                               signal,
                               G_CALLBACK (setting_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "find", G_ACTION_GROUP (self->actions));
}

static void
reader_find_bar_dispose (GObject *object)
{
  ReaderFindBar *self = READER_FIND_BAR (object);

  self->is_open = FALSE;
  if (self->find != NULL)
    g_signal_handlers_disconnect_by_func (self->find, found_cb, self);
  g_clear_object (&self->find);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->texts, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_FIND_BAR);

  G_OBJECT_CLASS (reader_find_bar_parent_class)->dispose (object);
}

/* While the keyboard is here; where nothing was found, too: in the texts these keys have other
 * meanings. */
static const struct
{
  guint key;
  GdkModifierType modifiers;
  int direction;
} keys[] = {
  { GDK_KEY_Return, GDK_SHIFT_MASK, -1 },
  { GDK_KEY_KP_Enter, GDK_SHIFT_MASK, -1 },
  { GDK_KEY_F3, 0, 1 },
  { GDK_KEY_F3, GDK_SHIFT_MASK, -1 },
  { GDK_KEY_F3, GDK_CONTROL_MASK, 1 },
  { GDK_KEY_F3, GDK_CONTROL_MASK | GDK_SHIFT_MASK, -1 },
  { GDK_KEY_g, GDK_CONTROL_MASK, 1 },
  { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, -1 },
};

static gboolean
step_key_cb (GtkWidget *widget,
             GVariant *direction,
             gpointer user_data)
{
  reader_find_bar_step (READER_FIND_BAR (widget), g_variant_get_int32 (direction));

  return TRUE;
}

static void
reader_find_bar_class_init (ReaderFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_find_bar_dispose;

  signals[SIGNAL_CLOSED] = g_signal_new ("closed",
                                         READER_TYPE_FIND_BAR,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class,
                                  keys[i].key,
                                  keys[i].modifiers,
                                  step_key_cb,
                                  "i",
                                  keys[i].direction);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderFindBar, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderFindBar, position);
  gtk_widget_class_bind_template_child (widget_class, ReaderFindBar, details);
  gtk_widget_class_bind_template_child (widget_class, ReaderFindBar, steps);
  gtk_widget_class_bind_template_child (widget_class, ReaderFindBar, options_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
reader_find_bar_init (ReaderFindBar *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  self->find = reader_find_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  reader_popover_name_menu (self->options_button);
  g_signal_connect_swapped (self->find, "found", G_CALLBACK (found_cb), self);
}

GtkWidget *
reader_find_bar_new (ReaderParallelView *view)
{
  ReaderFindBar *self = g_object_new (READER_TYPE_FIND_BAR, NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view,
                           "notify::n-columns-shown",
                           G_CALLBACK (columns_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

static gboolean
has_keyboard (ReaderFindBar *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Whoever went elsewhere in the texts goes on from there. */
static gboolean
has_moved (ReaderFindBar *self)
{
  ReaderPlace focus;

  return self->arrived != 0
         && reader_parallel_view_get_focus (self->view, &focus)
         && focus.passage != self->arrived;
}

/**
 * reader_find_bar_open:
 * @session: of the library that the view shows
 *
 * Takes the keyboard, with what it had in it selected, or with what is selected in the view, and
 * looks from the focus on.
 */
void
reader_find_bar_open (ReaderFindBar *self,
                      ReaderSession *session)
{
  g_autofree char *selected = NULL;
  gboolean is_elsewhere = FALSE;

  g_return_if_fail (READER_IS_FIND_BAR (self));

  g_set_object (&self->session, session);
  if (!has_keyboard (self))
    {
      is_elsewhere = !self->is_open || has_moved (self);
      if (is_elsewhere)
        set_origin (self);
      self->has_left = FALSE;
      selected = reader_parallel_view_dup_selected_words (self->view, MOST_SELECTED);
    }
  if (selected != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), selected);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (is_elsewhere || selected != NULL)
    {
      self->is_open = TRUE;
      ask (self, selected != NULL ? 1 : 0);
    }
}

/**
 * reader_find_bar_close:
 *
 * Looks for nothing any more; what was typed stays for the next time.
 */
void
reader_find_bar_close (ReaderFindBar *self)
{
  g_return_if_fail (READER_IS_FIND_BAR (self));

  self->is_open = FALSE;
  forget (self);
  g_clear_object (&self->session);
  if (self->view != NULL)
    update (self);
}

/**
 * reader_find_bar_refresh:
 *
 * Looks again, without going anywhere.
 */
void
reader_find_bar_refresh (ReaderFindBar *self)
{
  g_return_if_fail (READER_IS_FIND_BAR (self));

  if (!self->is_open)
    return;

  set_origin (self);
  ask (self, 0);
}

/**
 * reader_find_bar_step:
 * @direction: 1 to the next hit, -1 to the previous one
 *
 * Goes there, round the ends of the work; as soon as it is known.
 */
void
reader_find_bar_step (ReaderFindBar *self,
                      int direction)
{
  ReaderFindHits *hits = NULL;

  g_return_if_fail (READER_IS_FIND_BAR (self));

  if (!self->is_open)
    return;
  /* What was typed just now is looked for first. */
  if (g_strcmp0 (self->asked, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    {
      ask (self, 1);
      return;
    }
  if (!has_keyboard (self) && has_moved (self))
    {
      set_origin (self);
      ask (self, direction);
      return;
    }
  hits = reader_find_get_hits (self->find);
  if (hits == NULL || self->wants_first != 0)
    return;

  if (reader_find_hits_get_current (hits) == READER_FIND_NONE)
    {
      self->wants_first = direction;
      go_to_first (self);
    }
  else
    {
      self->wanted = direction;
      take_step (self);
    }
  update (self);
}
