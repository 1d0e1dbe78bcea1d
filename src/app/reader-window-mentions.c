/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-name-act.h"

#include "dialogs/reader-mention-picker.h"
#include "library/tri-library-works.h"
#include "panels/reader-panel-words.h"
#include "tri-language.h"

#include <glib/gi18n.h>

/* Many mentions at once: all occurrences of a form, and what goes to another entity. They are
 * listed before anything is done. */

/* More than a reader looks through. */
#define MOST_LINES 2000

/* --- On the asking thread */

typedef struct
{
  gint64 work;
  char *form;
  gint64 entity; /* whose mentions are asked for; 0: the form's occurrences */
  GArray *texts; /* (element-type gint64) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->form);
  g_array_unref (question->texts);
  g_free (question);
}

static gpointer
list_occurrences (TriLibrary *library,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const Question *question = data;

  return tri_library_list_occurrences (library,
                                       question->work,
                                       question->form,
                                       MOST_LINES,
                                       cancellable,
                                       error);
}

/* (element-type TriContext), text by text. */
static gpointer
list_mentions (TriLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < question->texts->len; i++)
    {
      GArray *contexts = tri_library_list_mentions (library,
                                                    question->entity,
                                                    g_array_index (question->texts, gint64, i),
                                                    0,
                                                    MOST_LINES / question->texts->len,
                                                    error);

      if (contexts == NULL)
        return NULL;
      g_ptr_array_add (all, contexts);
    }

  return g_steal_pointer (&all);
}

/* --- In the window */

/* What is asked, and what it is for. */
typedef struct
{
  ReaderNameAct *act;
  ReaderNamed named;
} Plan;

static Plan *
plan_new (ReaderWindow *self,
          ReaderNameVerb verb)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->act = reader_name_act_new (self, verb);

  return plan;
}

static void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->act, reader_name_act_free);
  reader_named_clear (&plan->named);
  g_free (plan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static void
plan_closure_free (gpointer data,
                   GClosure *closure)
{
  plan_free (data);
}

static gboolean
is_current (const Plan *plan)
{
  ReaderWindow *self = plan->act != NULL ? plan->act->window : NULL;

  return self != NULL && self->session != NULL && self->work != NULL
         && self->work->id == plan->act->work;
}

static Question *
question_new (ReaderWindow *self,
              const char *form,
              gint64 entity)
{
  Question *question = g_new0 (Question, 1);

  question->work = self->work->id;
  question->form = g_strdup (form);
  question->entity = entity;
  question->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->work->texts->len; i++)
    g_array_append_val (question->texts, TRI_TEXT (self->work->texts->pdata[i])->id);

  return question;
}

/* --- All occurrences */

static char *
describe_said (ReaderWindow *self,
               const TriOccurrence *occurrence)
{
  if (occurrence->context.mention.entity != 0)
    return reader_window_dup_entity_name (self, occurrence->context.mention.entity);

  return g_strdup (occurrence->decided ? _ ("not an entity") : "");
}

enum
{
  BUTTON_LINK,
  BUTTON_REFUSE,
};

static void
occurrences_done_cb (ReaderMentionPicker *picker,
                     guint button,
                     Plan *plan)
{
  if (!is_current (plan))
    return;
  g_clear_pointer (&plan->act->job->ranges, g_array_unref);
  plan->act->job->ranges = reader_mention_picker_dup_ranges (picker);
  if (button == BUTTON_REFUSE)
    {
      plan->act->job->verb = READER_NAME_REFUSE;
      reader_name_act_run (g_steal_pointer (&plan->act));
    }
  else
    {
      g_autofree char *typed = g_strdup (plan->named.words);
      ReaderNameAct *act = g_steal_pointer (&plan->act);

      if (plan->named.entity != 0)
        {
          g_free (typed);
          typed = reader_window_dup_entity_name (act->window, plan->named.entity);
        }
      reader_entity_chooser_hide_new (
          reader_name_act_choose (act, NULL, _ ("Link All to"), typed, 0));
    }
}

static void
occurrences_listed_cb (GObject *object,
                       GAsyncResult *result,
                       gpointer user_data)
{
  g_autoptr (Plan) plan = user_data;
  ReaderWindow *self = plan->act->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  const char *const buttons[] = { _ ("_Link All to…"), _ ("_Not an Entity"), NULL };
  g_autofree char *title = NULL;
  GtkWidget *picker = NULL;

  if (found == NULL || !is_current (plan))
    return;
  title = g_strdup_printf (_ ("All “%s”"), plan->named.words);
  picker = reader_mention_picker_new (title, buttons, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const TriOccurrence *each = &g_array_index (found, TriOccurrence, i);
      g_autofree char *said = describe_said (self, each);

      reader_mention_picker_add (READER_MENTION_PICKER (picker),
                                 &each->context,
                                 said,
                                 !each->decided);
    }
  g_signal_connect_data (picker,
                         "done",
                         G_CALLBACK (occurrences_done_cb),
                         g_steal_pointer (&plan),
                         plan_closure_free,
                         0);
  reader_window_show_dialog (self, picker);
}

static void
occurrences_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_auto (ReaderNamed) named = { { 0 }, 0 };
  Plan *plan = NULL;

  if (!reader_window_get_named (self, &named))
    return;
  plan = plan_new (self, READER_NAME_LINK);
  plan->named = named;
  plan->named.words = g_strdup (named.words);
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                list_occurrences,
                                question_new (self, named.words, 0),
                                question_free,
                                (GDestroyNotify) g_array_unref,
                                NULL,
                                occurrences_listed_cb,
                                plan);
}

/* --- Split */

/* The languages of the work, each once. */
static GPtrArray *
list_langs (TriWork *work)
{
  GPtrArray *langs = g_ptr_array_new ();

  for (guint i = 0; i < work->texts->len; i++)
    {
      char *lang = TRI_TEXT (work->texts->pdata[i])->lang;

      if (!g_ptr_array_find_with_equal_func (langs, lang, g_str_equal, NULL))
        g_ptr_array_add (langs, lang);
    }

  return langs;
}

/* One by one; then the languages, then the texts, when there are several. */
static GStrv
list_ways (TriWork *work)
{
  g_autoptr (GPtrArray) langs = list_langs (work);
  GPtrArray *ways = g_ptr_array_new ();

  g_ptr_array_add (ways, g_strdup (_ ("Picked one by one")));
  for (guint i = 0; i < langs->len; i++)
    {
      g_autofree char *lang = tri_language_dup_name_inside (langs->pdata[i],
                                                            reader_panel_words_get_language ());

      g_ptr_array_add (ways, g_strdup_printf (_ ("What is in %s"), lang));
    }
  for (guint i = 0; i < work->texts->len; i++)
    g_ptr_array_add (ways,
                     g_strdup_printf (_ ("What is in “%s”"),
                                      TRI_TEXT (work->texts->pdata[i])->title));
  g_ptr_array_add (ways, NULL);

  return (GStrv) g_ptr_array_free (ways, FALSE);
}

/* Sets how the job splits. */
static void
take_way (ReaderNameJob *job,
          TriWork *work,
          guint way)
{
  g_autoptr (GPtrArray) langs = list_langs (work);

  g_clear_pointer (&job->lang, g_free);
  if (way == 0)
    job->by = TRI_ENTITY_SPLIT_MENTIONS;
  else if (way <= langs->len)
    {
      job->by = TRI_ENTITY_SPLIT_LANG;
      job->lang = g_strdup (langs->pdata[way - 1]);
    }
  else
    {
      job->by = TRI_ENTITY_SPLIT_TEXT;
      job->text = TRI_TEXT (work->texts->pdata[way - 1 - langs->len])->id;
    }
}

static gboolean
is_of_way (const TriContext *context,
           gpointer data)
{
  const Plan *plan = data;
  TriText *text = tri_work_get_text (plan->act->window->work, context->text);

  if (plan->act->job->by == TRI_ENTITY_SPLIT_TEXT)
    return context->text == plan->act->job->text;

  return plan->act->job->by == TRI_ENTITY_SPLIT_LANG && text != NULL
         && tri_language_matches (text->lang, plan->act->job->lang);
}

static void
way_changed_cb (ReaderMentionPicker *picker,
                guint way,
                Plan *plan)
{
  if (way == 0 || !is_current (plan))
    return;
  take_way (plan->act->job, plan->act->window->work, way);
  reader_mention_picker_pick_if (picker, is_of_way, plan);
}

static void
split_done_cb (ReaderMentionPicker *picker,
               guint button,
               Plan *plan)
{
  if (!is_current (plan))
    return;
  take_way (plan->act->job,
            plan->act->window->work,
            reader_mention_picker_get_way (picker));
  g_clear_pointer (&plan->act->job->mentions, g_array_unref);
  plan->act->job->mentions = reader_mention_picker_dup_mentions (picker);
  reader_name_act_run (g_steal_pointer (&plan->act));
}

static void
mentions_listed_cb (GObject *object,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (Plan) plan = user_data;
  ReaderWindow *self = plan->act->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  const char *const buttons[] = { _ ("_Make Them Another Entity"), NULL };
  g_auto (GStrv) ways = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  GtkWidget *picker = NULL;

  if (found == NULL || !is_current (plan))
    return;
  ways = list_ways (self->work);
  name = reader_window_dup_entity_name (self, plan->act->job->entity);
  title = g_strdup_printf (_ ("Split %s"), name);
  picker = reader_mention_picker_new (title, buttons, (const char *const *) ways);
  for (guint t = 0; t < found->len; t++)
    for (guint i = 0; i < ((GArray *) found->pdata[t])->len; i++)
      {
        const TriContext *context = &g_array_index ((GArray *) found->pdata[t], TriContext, i);
        TriText *text = tri_work_get_text (self->work, context->text);

        reader_mention_picker_add (READER_MENTION_PICKER (picker),
                                   context,
                                   text != NULL ? text->lang : "",
                                   FALSE);
      }
  g_signal_connect (picker, "way-changed", G_CALLBACK (way_changed_cb), plan);
  g_signal_connect_data (picker,
                         "done",
                         G_CALLBACK (split_done_cb),
                         g_steal_pointer (&plan),
                         plan_closure_free,
                         0);
  reader_window_show_dialog (self, picker);
}

static void
split_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gint64 entity = reader_window_find_entity (self);
  Plan *plan = NULL;

  if (entity == 0)
    return;
  plan = plan_new (self, READER_NAME_SPLIT);
  plan->act->job->entity = entity;
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                list_mentions,
                                question_new (self, NULL, entity),
                                question_free,
                                (GDestroyNotify) g_ptr_array_unref,
                                NULL,
                                mentions_listed_cb,
                                plan);
}

void
reader_window_class_install_mention_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entity.occurrences", NULL, occurrences_action);
  gtk_widget_class_install_action (widget_class, "entity.split", NULL, split_action);
}
