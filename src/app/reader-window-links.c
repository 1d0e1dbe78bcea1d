/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-links.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

/* Mending the alignment where one reads: what corresponds to what, and the walk through what is
 * worth a look. */

/* One looks at what stands side by side before one says that it corresponds. */
#define ANCHOR_SECONDS 12

typedef enum
{
  VERB_TIE,
  VERB_SPLIT,
  VERB_JOIN,
  VERB_SHIFT_UP,
  VERB_SHIFT_DOWN,
  VERB_OMIT,
  VERB_UNTIE,
  VERB_CONFIRM,
  VERB_CONFIRM_ABOVE,
  N_VERBS,
} Verb;

static const struct
{
  const char *action;
  const char *done;
} verbs[N_VERBS] = {
  [VERB_TIE] = { "link.tie", N_ ("Tied") },
  [VERB_SPLIT] = { "link.split", N_ ("Parted") },
  [VERB_JOIN] = { "link.join", N_ ("Joined with the next") },
  [VERB_SHIFT_UP] = { "link.shift-up", N_ ("Shifted up") },
  [VERB_SHIFT_DOWN] = { "link.shift-down", N_ ("Shifted down") },
  [VERB_OMIT] = { "link.omit", N_ ("Marked: no counterpart") },
  [VERB_UNTIE] = { "link.untie", N_ ("Link taken away") },
  [VERB_CONFIRM] = { "link.confirm", N_ ("Confirmed") },
  [VERB_CONFIRM_ABOVE] = { "link.confirm-above", NULL },
};

/* More than a reader ties at once. */
#define MAX_PICKED 64

/* What the writing thread is told, and what it answers. */
typedef struct
{
  Verb verb;
  TriLinkMember members[MAX_PICKED + 1];
  guint n_members;
  TriRelation relation;
  TriLinkRest rest;
  guint n_confirmed;
} Act;

typedef struct
{
  ReaderWindow *window;
  gint64 work;
} Asked;

static Asked *
asked_new (ReaderWindow *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (self);
  asked->work = self->work->id;

  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* --- On the writing thread */

static gboolean
run_verb (TriLibrary *library,
          Act *act,
          GError **error)
{
  const TriLinkMember *at = &act->members[0];

  switch (act->verb)
    {
    case VERB_TIE:
      return tri_library_tie (library,
                              act->members,
                              act->n_members,
                              act->relation,
                              &act->rest,
                              error);
    case VERB_SPLIT:
      return tri_library_split_link (library, at, &act->rest, error);
    case VERB_JOIN:
      return tri_library_join_link (library, at, &act->rest, error);
    case VERB_SHIFT_UP:
      return tri_library_shift_link (library, at, -1, &act->rest, error);
    case VERB_SHIFT_DOWN:
      return tri_library_shift_link (library, at, 1, &act->rest, error);
    case VERB_OMIT:
      return tri_library_omit_link (library, at, 0, &act->rest, error);
    case VERB_UNTIE:
      return tri_library_untie (library, act->members, act->n_members, error);
    case VERB_CONFIRM:
      return tri_library_confirm_link (library, at, error);
    case VERB_CONFIRM_ABOVE:
      return tri_library_confirm_above (library, at, &act->n_confirmed, error);
    case N_VERBS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gpointer
run_act (TriLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  Act *act = data;

  return run_verb (library, act, error) ? g_memdup2 (act, sizeof *act) : NULL;
}

static gpointer
run_rest (TriLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  const TriLinkRest *rest = data;

  return GINT_TO_POINTER (tri_library_align_rest (library, *rest, cancellable, error));
}

/* --- In the window */

static void
rest_done_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tri_worker_run_finish (TRI_WORKER (object), result, &error) == NULL
      && error != NULL
      && self->session != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reader_window_add_toast (self, error->message, FALSE);
}

static char *
describe_act (const Act *act)
{
  if (act->verb != VERB_CONFIRM_ABOVE)
    return g_strdup (_ (verbs[act->verb].done));
  if (act->n_confirmed == 0)
    return g_strdup (_ ("All above was confirmed already"));

  return g_strdup_printf (ngettext ("%u link confirmed", "%u links confirmed", act->n_confirmed),
                          act->n_confirmed);
}

static void
acted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Act *act = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  g_autofree char *message = NULL;

  if (self->session == NULL)
    return;
  if (act == NULL)
    {
      reader_window_add_toast (self, error->message, FALSE);
      return;
    }

  reader_session_poll (self->session);
  reader_window_take_changes (self);
  if (act->verb == VERB_TIE)
    reader_window_show_linked (self);
  message = describe_act (act);
  reader_window_add_toast (self,
                           message,
                           act->verb != VERB_CONFIRM_ABOVE || act->n_confirmed > 0);
  if (act->rest == 0)
    return;
  tri_worker_run_async (reader_session_get_writer (self->session),
                        run_rest,
                        g_memdup2 (&act->rest, sizeof act->rest),
                        g_free,
                        NULL,
                        NULL,
                        rest_done_cb,
                        g_object_ref (self));
}

static void
act_on (ReaderWindow *self,
        const Act *act)
{
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                run_act,
                                g_memdup2 (act, sizeof *act),
                                g_free,
                                g_free,
                                NULL,
                                acted_cb,
                                g_object_ref (self));
}

/* Whether there is a passage that could be tied to something; says so when there is none. */
static gboolean
get_member (ReaderWindow *self,
            TriLinkMember *out)
{
  if (self->session == NULL || self->work == NULL)
    return FALSE;
  if (self->work->texts->len < 2)
    {
      reader_window_announce (self, _ ("This work has one text only"));
      return FALSE;
    }
  if (reader_parallel_view_get_focus_member (self->view, out))
    return TRUE;
  reader_window_announce (self, _ ("Go to a passage first"));

  return FALSE;
}

static void
pick (ReaderWindow *self,
      const TriLinkMember *member)
{
  reader_parallel_view_set_picked (self->view, member);
  reader_window_describe (self);
}

static TriRelation
get_relation (ReaderWindow *self)
{
  return self->work->kind == TRI_WORK_ACCOUNTS ? TRI_RELATION_SAME_EVENTS
                                               : TRI_RELATION_TRANSLATION;
}

static gboolean
is_picked (const GArray *picked,
           const TriLinkMember *member)
{
  for (guint i = 0; i < picked->len; i++)
    {
      const TriLinkMember *other = &g_array_index (picked, TriLinkMember, i);

      if (other->passage == member->passage && other->sentence == member->sentence)
        return TRUE;
    }

  return FALSE;
}

/* Whether something is picked in another text, or all that is picked is in more than one. */
static gboolean
spans_texts (const GArray *picked,
             const TriLinkMember *member)
{
  for (guint i = 0; i < picked->len; i++)
    if (g_array_index (picked, TriLinkMember, i).text != member->text)
      return TRUE;

  return FALSE;
}

static void
tie_picked (ReaderWindow *self,
            const GArray *picked,
            const TriLinkMember *member)
{
  Act act = { .verb = VERB_TIE };

  for (guint i = 0; i < picked->len && i < MAX_PICKED; i++)
    act.members[act.n_members++] = g_array_index (picked, TriLinkMember, i);
  if (!is_picked (picked, member))
    act.members[act.n_members++] = *member;
  act.relation = get_relation (self);
  pick (self, NULL);
  act_on (self, &act);
}

/* This belongs to them, too: so groups are made of several on either side. */
static void
pick_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  TriLinkMember member;

  if (!get_member (self, &member))
    return;
  if (reader_parallel_view_get_all_picked (self->view)->len >= MAX_PICKED)
    reader_window_announce (self, _ ("No more can be tied at once"));
  else
    reader_parallel_view_toggle_picked (self->view, &member);
  reader_window_describe (self);
}

/* These correspond: first one, then the other. */
static void
tie_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GArray *picked = reader_parallel_view_get_all_picked (self->view);
  TriLinkMember member;

  if (!get_member (self, &member))
    return;
  if (spans_texts (picked, &member))
    tie_picked (self, picked, &member);
  else if (picked->len > 1)
    pick_action (widget, name, parameter);
  else
    pick (self, is_picked (picked, &member) ? NULL : &member);
}

/* A column that was let go is joined again: what stands side by side may be said to correspond. */
void
reader_window_offer_anchor (ReaderWindow *self,
                            gint64 passage,
                            gint64 other)
{
  AdwToast *toast = NULL;

  if (passage == 0 || other == 0)
    return;

  toast = adw_toast_new (_ ("Joined again as it stands"));
  adw_toast_set_timeout (toast, ANCHOR_SECONDS);
  adw_toast_set_button_label (toast, _ ("_These Correspond"));
  adw_toast_set_action_name (toast, "link.anchor");
  adw_toast_set_action_target (toast, "(xx)", passage, other);
  reader_window_show_toast (self, toast);
}

static void
anchor_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  Act act = { .verb = VERB_TIE, .n_members = 2 };
  gint64 passages[2] = { 0, 0 };

  if (self->session == NULL || self->work == NULL)
    return;
  g_variant_get (parameter, "(xx)", &passages[0], &passages[1]);
  for (guint i = 0; i < 2; i++)
    {
      TriLibrary *library = reader_session_get_library (self->session);
      g_autoptr (TriPassage) passage = tri_library_get_passage (library, passages[i], NULL);

      if (passage == NULL)
        return;
      act.members[i] = (TriLinkMember){ passage->id, passage->text, -1 };
    }
  act.relation = get_relation (self);
  act_on (self, &act);
}

/* Of accounts, what is picked does not tell of this: but for that, the passage keeps its links. */
static gboolean
unties_picked (ReaderWindow *self,
               const TriLinkMember *member)
{
  GArray *picked = reader_parallel_view_get_all_picked (self->view);
  Act act = { .verb = VERB_UNTIE };

  if (self->work->kind != TRI_WORK_ACCOUNTS || !spans_texts (picked, member))
    return FALSE;
  for (guint i = 0; i < picked->len && i < MAX_PICKED; i++)
    act.members[act.n_members++] = g_array_index (picked, TriLinkMember, i);
  if (!is_picked (picked, member))
    act.members[act.n_members++] = *member;
  pick (self, NULL);
  act_on (self, &act);

  return TRUE;
}

static void
act_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  Act act = { .n_members = 1 };

  if (!get_member (self, &act.members[0]))
    return;
  if (g_str_equal (name, "link.omit") && unties_picked (self, &act.members[0]))
    return;
  while (act.verb < N_VERBS && !g_str_equal (verbs[act.verb].action, name))
    act.verb++;
  act_on (self, &act);
}

/* --- The walk */

typedef struct
{
  gint64 work;
  guint strand;
  TriLinkWalk what;
  int direction;
  guint64 row;
  TriLinkMember found;
  gboolean is_found;
} Walk;

static gpointer
run_walk (TriLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Walk *walk = data;
  GError *problem = NULL;

  walk->is_found = tri_library_walk_links (library,
                                           walk->work,
                                           walk->strand,
                                           walk->what,
                                           walk->direction,
                                           &walk->row,
                                           &walk->found,
                                           &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }

  return g_memdup2 (walk, sizeof *walk);
}

static const char *
get_end_words (const Walk *walk)
{
  gboolean is_down = walk->direction > 0;

  switch (walk->what)
    {
    case TRI_LINK_WALK_DOUBTFUL:
      return is_down ? _ ("No unsure link further down") : _ ("No unsure link further up");
    case TRI_LINK_WALK_UNEVEN:
      return is_down ? _ ("Everything further down corresponds one to one")
                     : _ ("Everything further up corresponds one to one");
    case TRI_LINK_WALK_UNCONFIRMED:
    default:
      return is_down ? _ ("No unconfirmed link further down")
                     : _ ("No unconfirmed link further up");
    }
}

static void
walked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  ReaderWindow *self = asked->window;
  g_autoptr (GError) error = NULL;
  g_autofree Walk *walk = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (self->session == NULL || self->work == NULL || self->work->id != asked->work)
    return;
  if (walk == NULL)
    reader_window_add_toast (self, error->message, FALSE);
  else if (!walk->is_found)
    reader_window_announce (self, get_end_words (walk));
  else
    reader_parallel_view_go_to_member (self->view, &walk->found);
}

static gboolean
find_start (ReaderWindow *self,
            Walk *walk)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriPassage) passage = NULL;
  TriText *text = NULL;

  if (!get_member (self, &walk->found))
    return FALSE;
  passage = tri_library_get_passage (library, walk->found.passage, NULL);
  text = tri_work_get_text (self->work, walk->found.text);
  if (passage == NULL || text == NULL)
    return FALSE;
  walk->strand = text->strand;

  return tri_library_find_row (library, text->id, passage->ord, &walk->row);
}

static void
walk_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  Walk walk = { .direction = g_str_equal (name, "link.next") ? 1 : -1 };

  if (!find_start (self, &walk))
    return;
  walk.work = self->work->id;
  walk.what = (TriLinkWalk) g_settings_get_enum (self->settings, "link-walk");
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                run_walk,
                                g_memdup2 (&walk, sizeof walk),
                                g_free,
                                g_free,
                                NULL,
                                walked_cb,
                                asked_new (self));
}

static void
omissions_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session == NULL || self->work == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "reading");
  reader_window_finish_building (self);
  reader_window_show_omissions (self);
}

static void
discover_action (GtkWidget *widget,
                 const char *name,
                 GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session == NULL || self->work == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "reading");
  reader_window_finish_building (self);
  reader_window_show_proposals (self);
}

/* What is walked through is remembered, and chosen in the menu. */
void
reader_window_add_link_settings (ReaderWindow *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) walk = g_settings_create_action (self->settings, "link-walk");

  g_action_map_add_action (G_ACTION_MAP (group), walk);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "setting", G_ACTION_GROUP (group));
}

void
reader_window_class_install_link_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, verbs[VERB_TIE].action, NULL, tie_action);
  for (guint i = VERB_TIE + 1; i < N_VERBS; i++)
    gtk_widget_class_install_action (widget_class, verbs[i].action, NULL, act_action);
  gtk_widget_class_install_action (widget_class, "link.pick", NULL, pick_action);
  gtk_widget_class_install_action (widget_class, "link.anchor", "(xx)", anchor_action);
  gtk_widget_class_install_action (widget_class, "link.next", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "link.previous", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "link.omissions", NULL, omissions_action);
  gtk_widget_class_install_action (widget_class, "entity.discover", NULL, discover_action);
}
