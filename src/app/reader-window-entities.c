/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-name-act.h"

#include "dialogs/reader-entity-editor.h"
#include "library/tri-library-works.h"
#include "panels/reader-entity-sidebar.h"
#include "panels/reader-panel-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the reader decides of names: of the words that are selected, of the mention one is at, and
 * of the entity whose card is open. */

void
reader_named_clear (ReaderNamed *self)
{
  g_clear_pointer (&self->words, g_free);
}

static void
job_free (gpointer data)
{
  ReaderNameJob *job = data;

  g_clear_pointer (&job->ranges, g_array_unref);
  g_clear_pointer (&job->mentions, g_array_unref);
  g_free (job->lang);
  g_free (job);
}

static ReaderNameJob *
job_copy (const ReaderNameJob *job)
{
  ReaderNameJob *copy = g_memdup2 (job, sizeof *job);

  copy->ranges = g_array_ref (job->ranges);
  copy->mentions = g_array_ref (job->mentions);
  copy->lang = g_strdup (job->lang);

  return copy;
}

void
reader_name_act_free (ReaderNameAct *self)
{
  g_object_unref (self->window);
  job_free (self->job);
  g_free (self);
}

ReaderNameAct *
reader_name_act_new (ReaderWindow *window,
                     ReaderNameVerb verb)
{
  ReaderNameAct *self = g_new0 (ReaderNameAct, 1);

  self->window = g_object_ref (window);
  self->work = window->work->id;
  self->job = g_new0 (ReaderNameJob, 1);
  self->job->verb = verb;
  self->job->ranges = g_array_new (FALSE, FALSE, sizeof (TriEntityRange));
  self->job->mentions = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/* --- On the writing thread */

static gint64
split (TriLibrary *library,
       const ReaderNameJob *job,
       GError **error)
{
  TriEntitySplit how = { job->by, job->lang, job->text, NULL, job->mentions->len };

  how.mentions = (const gint64 *) (gpointer) job->mentions->data;

  return tri_library_split_entity (library, job->entity, &how, error);
}

/* Returns the job, with what was made. */
static gpointer
run_act (TriLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  const ReaderNameJob *job = data;
  const TriEntityRange *ranges = (const TriEntityRange *) (gpointer) job->ranges->data;
  gboolean done = FALSE;
  gint64 made = 0;

  switch (job->verb)
    {
    case READER_NAME_LINK:
      done = tri_library_link_ranges (library, ranges, job->ranges->len, job->entity, error);
      break;
    case READER_NAME_REFUSE:
      done = tri_library_refuse_ranges (library, ranges, job->ranges->len, error);
      break;
    case READER_NAME_CONFIRM:
      done = tri_library_confirm_mention (library, job->mention, error);
      break;
    case READER_NAME_REJECT:
      done = tri_library_reject_mention (library, job->mention, error);
      break;
    case READER_NAME_MERGE:
      done = tri_library_merge_entities (library, job->entity, job->other, error);
      break;
    case READER_NAME_SPLIT:
    default:
      made = split (library, job, error);
      done = made != 0;
      break;
    }

  return done ? g_memdup2 (&made, sizeof made) : NULL;
}

/* --- In the window */

char *
reader_window_dup_entity_name (ReaderWindow *self,
                               gint64 id)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, id, NULL);
  const char *lang = reader_panel_words_get_language ();

  return g_strdup (entity != NULL ? tri_entity_get_name (entity, lang) : "");
}

static char *
describe_act (ReaderWindow *self,
              const ReaderNameJob *job)
{
  gint64 entity = job->made != 0 ? job->made : job->entity;
  g_autofree char *name = entity != 0 ? reader_window_dup_entity_name (self, entity) : NULL;

  switch (job->verb)
    {
    case READER_NAME_LINK:
      return job->ranges->len == 1
                 ? g_strdup_printf (_ ("Linked to %s"), name)
                 : g_strdup_printf (ngettext ("%u mention linked to %s",
                                              "%u mentions linked to %s",
                                              job->ranges->len),
                                    job->ranges->len,
                                    name);
    case READER_NAME_REFUSE:
      return job->ranges->len == 1
                 ? g_strdup (_ ("Marked: not an entity"))
                 : g_strdup_printf (ngettext ("%u mention marked: not an entity",
                                              "%u mentions marked: not an entity",
                                              job->ranges->len),
                                    job->ranges->len);
    case READER_NAME_CONFIRM:
      return g_strdup_printf (_ ("Confirmed: %s"), name);
    case READER_NAME_REJECT:
      return g_strdup_printf (_ ("Rejected: this is not %s"), name);
    case READER_NAME_MERGE:
      return g_strdup_printf (_ ("Merged into %s"), name);
    case READER_NAME_SPLIT:
    default:
      return g_strdup_printf (_ ("Split: %s is an entity of its own now"), name);
    }
}

static void
acted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ReaderNameAct) act = user_data;
  ReaderWindow *self = act->window;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *made = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  g_autofree char *message = NULL;

  if (self->session == NULL)
    return;
  if (made == NULL)
    {
      reader_window_add_toast (self, error->message, FALSE);
      return;
    }
  act->job->made = *made;
  reader_session_poll (self->session);
  reader_window_take_changes (self);
  message = describe_act (self, act->job);
  reader_window_add_toast (self, message, TRUE);
  if (act->job->verb != READER_NAME_MERGE && act->job->verb != READER_NAME_SPLIT)
    return;
  reader_window_show_entity (self, *made != 0 ? *made : act->job->entity, 0);
  reader_window_link_again (self);
}

void
reader_name_act_run (ReaderNameAct *self)
{
  tri_worker_run_between_async (reader_session_get_writer (self->window->session),
                                run_act,
                                job_copy (self->job),
                                job_free,
                                g_free,
                                NULL,
                                acted_cb,
                                self);
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
           ReaderNamed *target)
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
              ReaderNamed *out)
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
               ReaderNamed *out)
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
gboolean
reader_window_get_named (ReaderWindow *self,
                         ReaderNamed *out)
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
gint64
reader_window_find_entity (ReaderWindow *self)
{
  ReaderEntityCard *card = get_card (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_in_sidebar = focus != NULL && self->sidebar != NULL
                           && gtk_widget_is_ancestor (focus, self->sidebar);
  g_auto (ReaderNamed) named = { { 0 }, 0 };

  if (self->session == NULL || self->work == NULL)
    return 0;
  if (!is_in_sidebar && get_mentioned (self, &named) && named.entity != 0)
    return named.entity;
  if (card != NULL && reader_entity_card_get_entity (card) != 0)
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
  name = reader_window_dup_entity_name (self, entity);
  message = g_strdup_printf (is_new ? _ ("%s is new in the library") : _ ("%s changed"), name);
  reader_window_add_toast (self, message, TRUE);
  reader_window_link_again (self);
}

void
reader_window_show_dialog (ReaderWindow *self,
                           GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_new (ReaderWindow *self,
          const ReaderNamed *target)
{
  g_autoptr (TriEntity) draft = tri_entity_new ();
  TriText *text = tri_work_get_text (self->work, target->text);
  GtkWidget *editor = NULL;

  draft->type = target->type;
  tri_entity_add_name (draft, text != NULL ? text->lang : "", target->words, TRI_NAME_OFFICIAL);
  editor = reader_entity_editor_new (self->session, self->work->id, draft, &target->range, 1);
  g_object_set_data (G_OBJECT (editor), "is-new", editor);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  reader_window_show_dialog (self, editor);
}

static void
add_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (ReaderNamed) named = { { 0 }, 0 };

  if (reader_window_get_named (self, &named))
    edit_new (self, &named);
}

/* What the chooser was opened for. */
typedef struct
{
  ReaderNameAct *act;
  ReaderNamed named;
} Choice;

static void
choice_free (gpointer data,
             GClosure *closure)
{
  Choice *choice = data;

  g_clear_pointer (&choice->act, reader_name_act_free);
  reader_named_clear (&choice->named);
  g_free (choice);
}

static void
chosen_cb (GtkWidget *chooser,
           gint64 entity,
           Choice *choice)
{
  ReaderWindow *self = choice->act->window;

  if (self->session == NULL || self->work == NULL || self->work->id != choice->act->work)
    return;
  if (entity == 0)
    {
      edit_new (self, &choice->named);
      return;
    }
  if (choice->act->job->verb == READER_NAME_MERGE)
    choice->act->job->other = entity;
  else
    choice->act->job->entity = entity;
  reader_name_act_run (g_steal_pointer (&choice->act));
}

/* Takes @act and the words of @named. */
ReaderEntityChooser *
reader_name_act_choose (ReaderNameAct *act,
                        const ReaderNamed *named,
                        const char *title,
                        const char *typed,
                        gint64 except)
{
  ReaderWindow *self = act->window;
  GtkWidget *chooser = reader_entity_chooser_new (self->session,
                                                  self->work->id,
                                                  title,
                                                  typed,
                                                  except);
  Choice *choice = g_new0 (Choice, 1);

  choice->act = act;
  if (named != NULL)
    {
      choice->named = *named;
      choice->named.words = g_strdup (named->words);
    }
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  reader_window_show_dialog (self, chooser);

  return READER_ENTITY_CHOOSER (chooser);
}

/* Words that name nobody yet are searched; who says that they name somebody else types whom. */
static void
link_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (ReaderNamed) named = { { 0 }, 0 };
  ReaderNameAct *act = NULL;

  if (!reader_window_get_named (self, &named))
    return;
  act = reader_name_act_new (self, READER_NAME_LINK);
  g_array_append_val (act->job->ranges, named.range);
  reader_name_act_choose (act,
                          &named,
                          named.entity != 0 ? _ ("This Is Somebody Else") : _ ("Link to"),
                          named.entity != 0 ? NULL : named.words,
                          named.entity);
}

static void
refuse_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (ReaderNamed) named = { { 0 }, 0 };
  ReaderNameAct *act = NULL;

  if (!reader_window_get_named (self, &named))
    return;
  act = reader_name_act_new (self, READER_NAME_REFUSE);
  g_array_append_val (act->job->ranges, named.range);
  reader_name_act_run (act);
}

/* The name one stands on is right, or it is not: where it was a question, that is the answer. */
static void
judge_action (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gboolean is_right = g_str_equal (action, "entity.confirm");
  ReaderPlace place = { 0 };
  TriMention mention = { 0 };
  ReaderNameAct *act = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  if (!reader_parallel_view_get_mention (self->view, &place, &mention) || mention.entity == 0)
    {
      reader_window_announce (self, _ ("Go to a name first (N)"));
      return;
    }
  if (is_right && mention.origin != TRI_ORIGIN_LINKED)
    {
      reader_window_announce (self, _ ("This name is sure already"));
      return;
    }
  act = reader_name_act_new (self, is_right ? READER_NAME_CONFIRM : READER_NAME_REJECT);
  act->job->mention = mention.id;
  act->job->entity = mention.entity;
  reader_name_act_run (act);
}

static void
edit_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gint64 id = reader_window_find_entity (self);
  g_autoptr (TriEntity) entity = NULL;
  GtkWidget *editor = NULL;

  if (id == 0)
    return;
  entity = tri_library_get_entity (reader_session_get_library (self->session), id, NULL);
  if (entity == NULL)
    return;
  editor = reader_entity_editor_new_for (self->session, entity);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  reader_window_show_dialog (self, editor);
}

static void
merge_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gint64 entity = reader_window_find_entity (self);
  g_autofree char *title = NULL;
  g_autofree char *called = NULL;
  ReaderNameAct *act = NULL;

  if (entity == 0)
    return;
  called = reader_window_dup_entity_name (self, entity);
  title = g_strdup_printf (_ ("The Same as %s"), called);
  act = reader_name_act_new (self, READER_NAME_MERGE);
  act->job->entity = entity;
  reader_entity_chooser_hide_new (reader_name_act_choose (act, NULL, title, NULL, entity));
}

void
reader_window_class_install_entity_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entity.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "entity.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "entity.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "entity.confirm", NULL, judge_action);
  gtk_widget_class_install_action (widget_class, "entity.reject", NULL, judge_action);
  gtk_widget_class_install_action (widget_class, "entity.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "entity.merge", NULL, merge_action);
}
