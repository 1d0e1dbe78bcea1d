/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-entity-chooser.h"
#include "dialogs/reader-entity-editor.h"
#include "library/tri-import.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-works.h"
#include "panels/reader-entity-sidebar.h"
#include "panels/reader-panel-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the reader decides of names: of the words that are selected, of the mention one is at, and
 * of the entity whose card is open. */

/* The words that an act is about. */
typedef struct
{
  TriEntityRange range;
  gint64 text;
  char *words;
  gint64 entity; /* that they are said to name, or 0 */
  TriEntityType type;
} Target;

static void
clear_target (Target *self)
{
  g_clear_pointer (&self->words, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, clear_target)

typedef enum
{
  VERB_LINK,
  VERB_REFUSE,
  VERB_MERGE,
} Verb;

/* What the writing thread is told. */
typedef struct
{
  Verb verb;
  GArray *ranges; /* (element-type TriEntityRange) */
  gint64 entity;
  gint64 other;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->ranges, g_array_unref);
  g_free (act);
}

/* An act, and the window it is done in. */
typedef struct
{
  ReaderWindow *window;
  Act *act;
  gint64 work;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->window);
  act_free (asked->act);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static Asked *
asked_new (ReaderWindow *self,
           Verb verb)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (self);
  asked->work = self->work->id;
  asked->act = g_new0 (Act, 1);
  asked->act->verb = verb;
  asked->act->ranges = g_array_new (FALSE, FALSE, sizeof (TriEntityRange));

  return asked;
}

/* --- On the writing thread */

static gpointer
run_act (TriLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  const Act *act = data;
  const TriEntityRange *ranges = (const TriEntityRange *) (gpointer) act->ranges->data;
  gboolean done = FALSE;

  switch (act->verb)
    {
    case VERB_LINK:
      done = tri_library_link_ranges (library, ranges, act->ranges->len, act->entity, error);
      break;
    case VERB_REFUSE:
      done = tri_library_refuse_ranges (library, ranges, act->ranges->len, error);
      break;
    case VERB_MERGE:
    default:
      done = tri_library_merge_entities (library, act->entity, act->other, error);
      break;
    }

  return GINT_TO_POINTER (done);
}

static gpointer
run_linker (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  const gint64 *work = data;

  return GINT_TO_POINTER (tri_library_link_work (library, *work, NULL, cancellable, error));
}

/* --- In the window */

static void
linked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tri_worker_run_finish (TRI_WORKER (object), result, &error) == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->session != NULL)
        reader_window_add_toast (self, error->message, FALSE);
      return;
    }
  if (self->session == NULL)
    return;
  reader_session_poll (self->session);
  reader_window_take_changes (self);
}

/* The linker is told to forget it: it is asked anew, or the window closes. */
void
reader_window_stop_linker (ReaderWindow *self)
{
  g_cancellable_cancel (self->linking);
  g_clear_object (&self->linking);
}

/* The names of an entity are other than they were: the linker looks for them in what is read. What
 * the reader decided it leaves alone. */
void
reader_window_link_again (ReaderWindow *self)
{
  if (self->session == NULL || self->work == NULL)
    return;

  reader_window_stop_linker (self);
  self->linking = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_writer (self->session),
                        run_linker,
                        g_memdup2 (&self->work->id, sizeof self->work->id),
                        g_free,
                        NULL,
                        self->linking,
                        linked_cb,
                        g_object_ref (self));
}

static char *
dup_name (ReaderWindow *self,
          gint64 id)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, id, NULL);
  const char *lang = reader_panel_words_get_language ();

  return g_strdup (entity != NULL ? tri_entity_get_name (entity, lang) : "");
}

static char *
describe_act (ReaderWindow *self,
              const Act *act)
{
  g_autofree char *name = act->entity != 0 ? dup_name (self, act->entity) : NULL;

  switch (act->verb)
    {
    case VERB_LINK:
      return act->ranges->len == 1
                 ? g_strdup_printf (_ ("Linked to %s"), name)
                 : g_strdup_printf (ngettext ("%u mention linked to %s",
                                              "%u mentions linked to %s",
                                              act->ranges->len),
                                    act->ranges->len,
                                    name);
    case VERB_REFUSE:
      return act->ranges->len == 1
                 ? g_strdup (_ ("Marked: not an entity"))
                 : g_strdup_printf (ngettext ("%u mention marked: not an entity",
                                              "%u mentions marked: not an entity",
                                              act->ranges->len),
                                    act->ranges->len);
    case VERB_MERGE:
    default:
      return g_strdup_printf (_ ("Merged into %s"), name);
    }
}

static void
acted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  ReaderWindow *self = asked->window;
  g_autoptr (GError) error = NULL;
  gboolean done = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;
  g_autofree char *message = NULL;

  if (self->session == NULL)
    return;
  if (!done)
    {
      reader_window_add_toast (self, error->message, FALSE);
      return;
    }
  reader_session_poll (self->session);
  reader_window_take_changes (self);
  message = describe_act (self, asked->act);
  reader_window_add_toast (self, message, TRUE);
  if (asked->act->verb != VERB_MERGE)
    return;
  reader_window_show_entity (self, asked->act->entity, 0);
  reader_window_link_again (self);
}

/* Takes @asked. */
static void
act_on (Asked *asked)
{
  Act *act = g_new0 (Act, 1);

  act->verb = asked->act->verb;
  act->ranges = g_array_ref (asked->act->ranges);
  act->entity = asked->act->entity;
  act->other = asked->act->other;
  tri_worker_run_between_async (reader_session_get_writer (asked->window->session),
                                run_act,
                                act,
                                act_free,
                                NULL,
                                NULL,
                                acted_cb,
                                asked);
}

/* --- What it is about */

/* White space at the ends of what was selected is no part of a name. */
static void
trim (const char *content,
      TriEntityRange *range)
{
  while (range->end > range->start
         && g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (content,
                                                                          range->end - 1))))
    range->end--;
  while (range->start < range->end
         && g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (content,
                                                                          range->start))))
    range->start++;
}

static void
find_said (const TriPassage *passage,
           Target *target)
{
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      if (mention->start != target->range.start || mention->end != target->range.end)
        continue;
      target->entity = mention->entity;
      target->type = mention->type;
    }
}

static gboolean
get_selected (ReaderWindow *self,
              Target *out)
{
  TriLibrary *library = reader_session_get_library (self->session);
  ReaderSelection selection = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  if (!reader_parallel_view_get_selection (self->view, &selection)
      || selection.passage != selection.end_passage)
    return FALSE;
  passage = tri_library_get_passage (library, selection.passage, NULL);
  if (passage == NULL)
    return FALSE;
  out->range = (TriEntityRange){ passage->id, selection.start, selection.end };
  out->text = passage->text;
  trim (passage->content, &out->range);
  if (out->range.start >= out->range.end)
    return FALSE;
  out->words = g_utf8_substring (passage->content, out->range.start, out->range.end);
  find_said (passage, out);

  return TRUE;
}

static gboolean
get_mentioned (ReaderWindow *self,
               Target *out)
{
  ReaderPlace place = { 0 };
  TriMention mention = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  if (!reader_parallel_view_get_mention (self->view, &place, &mention))
    return FALSE;
  passage = tri_library_get_passage (reader_session_get_library (self->session),
                                     place.passage,
                                     NULL);
  if (passage == NULL)
    return FALSE;
  out->range = (TriEntityRange){ place.passage, place.start, place.end };
  out->text = place.text;
  out->words = g_utf8_substring (passage->content, place.start, place.end);
  out->entity = mention.entity;
  out->type = mention.type;

  return TRUE;
}

/* The words that are selected, else the mention one is at; says so when there are none. */
static gboolean
get_target (ReaderWindow *self,
            Target *out)
{
  if (self->session == NULL || self->work == NULL)
    return FALSE;
  if (get_selected (self, out) || get_mentioned (self, out))
    return TRUE;
  reader_window_announce (self, _ ("Select words first (Shift+Right), or go to a name (N)"));

  return FALSE;
}

static ReaderEntityCard *
get_card (ReaderWindow *self)
{
  if (self->sidebar == NULL || !reader_panes_is_shown (self->panes, READER_PANE_END))
    return NULL;

  return reader_entity_sidebar_get_card (READER_ENTITY_SIDEBAR (self->sidebar));
}

/* The entity of the card, when one is in the sidebar; else of the mention one is at; else of the
 * card that is open. */
static gint64
find_entity (ReaderWindow *self)
{
  ReaderEntityCard *card = get_card (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_in_sidebar = focus != NULL && self->sidebar != NULL
                           && gtk_widget_is_ancestor (focus, self->sidebar);
  g_auto (Target) target = { { 0 }, 0 };

  if (self->session == NULL || self->work == NULL)
    return 0;
  if (!is_in_sidebar && get_mentioned (self, &target) && target.entity != 0)
    return target.entity;
  if (card != NULL)
    return reader_entity_card_get_entity (card);
  reader_window_announce (self, _ ("Open a name first: F8 on a passage, or click it"));

  return 0;
}

/* --- The acts */

static void
saved_cb (ReaderWindow *self,
          gint64 entity,
          GtkWidget *editor)
{
  gboolean is_new = g_object_get_data (G_OBJECT (editor), "is-new") != NULL;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (self->session == NULL)
    return;
  reader_session_poll (self->session);
  reader_window_take_changes (self);
  name = dup_name (self, entity);
  message = g_strdup_printf (is_new ? _ ("%s is new in the library") : _ ("%s changed"), name);
  reader_window_add_toast (self, message, TRUE);
  reader_window_link_again (self);
}

static void
show_dialog (ReaderWindow *self,
             GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_new (ReaderWindow *self,
          const Target *target)
{
  g_autoptr (TriEntity) draft = tri_entity_new ();
  TriText *text = tri_work_get_text (self->work, target->text);
  GtkWidget *editor = NULL;

  draft->type = target->type;
  tri_entity_add_name (draft, text != NULL ? text->lang : "", target->words, TRI_NAME_OFFICIAL);
  editor = reader_entity_editor_new (self->session, self->work->id, draft, &target->range, 1);
  g_object_set_data (G_OBJECT (editor), "is-new", editor);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  show_dialog (self, editor);
}

static void
add_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (Target) target = { { 0 }, 0 };

  if (get_target (self, &target))
    edit_new (self, &target);
}

/* What the chooser was opened for. */
typedef struct
{
  Asked *asked;
  Target target;
} Choice;

static void
choice_free (gpointer data,
             GClosure *closure)
{
  Choice *choice = data;

  g_clear_pointer (&choice->asked, asked_free);
  clear_target (&choice->target);
  g_free (choice);
}

static void
chosen_cb (GtkWidget *chooser,
           gint64 entity,
           Choice *choice)
{
  ReaderWindow *self = choice->asked->window;

  if (self->session == NULL || self->work == NULL || self->work->id != choice->asked->work)
    return;
  if (entity == 0)
    {
      edit_new (self, &choice->target);
      return;
    }
  if (choice->asked->act->verb == VERB_MERGE)
    choice->asked->act->other = entity;
  else
    choice->asked->act->entity = entity;
  act_on (g_steal_pointer (&choice->asked));
}

/* Takes @asked and the words of @target. */
static ReaderEntityChooser *
show_chooser (Asked *asked,
              Target *target,
              const char *title,
              const char *typed,
              gint64 except)
{
  ReaderWindow *self = asked->window;
  GtkWidget *chooser = reader_entity_chooser_new (self->session,
                                                  self->work->id,
                                                  title,
                                                  typed,
                                                  except);
  Choice *choice = g_new0 (Choice, 1);

  choice->asked = asked;
  if (target != NULL)
    {
      choice->target = *target;
      choice->target.words = g_strdup (target->words);
    }
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  show_dialog (self, chooser);

  return READER_ENTITY_CHOOSER (chooser);
}

/* Words that name nobody yet are searched; who says that they name somebody else types whom. */
static void
link_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (Target) target = { { 0 }, 0 };
  Asked *asked = NULL;

  if (!get_target (self, &target))
    return;
  asked = asked_new (self, VERB_LINK);
  g_array_append_val (asked->act->ranges, target.range);
  show_chooser (asked,
                &target,
                target.entity != 0 ? _ ("This Is Somebody Else") : _ ("Link to"),
                target.entity != 0 ? NULL : target.words,
                target.entity);
}

static void
refuse_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (Target) target = { { 0 }, 0 };
  Asked *asked = NULL;

  if (!get_target (self, &target))
    return;
  asked = asked_new (self, VERB_REFUSE);
  g_array_append_val (asked->act->ranges, target.range);
  act_on (asked);
}

static void
edit_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gint64 id = find_entity (self);
  g_autoptr (TriEntity) entity = NULL;
  GtkWidget *editor = NULL;

  if (id == 0)
    return;
  entity = tri_library_get_entity (reader_session_get_library (self->session), id, NULL);
  if (entity == NULL)
    return;
  editor = reader_entity_editor_new_for (self->session, entity);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  show_dialog (self, editor);
}

static void
merge_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gint64 entity = find_entity (self);
  g_autofree char *title = NULL;
  g_autofree char *called = NULL;
  Asked *asked = NULL;

  if (entity == 0)
    return;
  called = dup_name (self, entity);
  title = g_strdup_printf (_ ("The Same as %s"), called);
  asked = asked_new (self, VERB_MERGE);
  asked->act->entity = entity;
  reader_entity_chooser_hide_new (show_chooser (asked, NULL, title, NULL, entity));
}

void
reader_window_class_install_entity_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entity.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "entity.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "entity.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "entity.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "entity.merge", NULL, merge_action);
}
