/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-names-panel.h"

#include "reader-name-item.h"

#include <glib/gi18n.h>

struct _ReaderNamesPanel
{
  ReaderReviewPanel parent_instance;
};

G_DEFINE_FINAL_TYPE (ReaderNamesPanel, reader_names_panel, READER_TYPE_REVIEW_PANEL)

/* The work is read as a whole, whichever page is asked for. */
static GPtrArray *
ask (TriLibrary *library,
     const ReaderReviewQuestion *question,
     guint *n_all,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GPtrArray) suggestions = NULL;
  GPtrArray *items = NULL;

  suggestions = tri_library_list_name_suggestions (library,
                                                   question->work,
                                                   G_MAXINT,
                                                   cancellable,
                                                   error);
  if (suggestions == NULL)
    return NULL;
  *n_all = suggestions->len;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  while (suggestions->len > question->offset && items->len < question->limit)
    g_ptr_array_add (items,
                     reader_name_item_new (
                         g_ptr_array_steal_index (suggestions, question->offset)));
  return items;
}

/* --- the decision --- */

/* What the writing thread is told. */
typedef struct
{
  gint64 work;
  GPtrArray *items;
  gboolean accept;
} Decision;

typedef struct
{
  ReaderReviewPanel *panel;
  char *words;
} Decided;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_ptr_array_unref (self->items);
  g_free (self);
}

static void
decided_free (Decided *self)
{
  g_object_unref (self->panel);
  g_free (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decided, decided_free)

static gpointer
run (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Decision *self = data;
  g_autoptr (GPtrArray) suggestions = g_ptr_array_new ();
  gboolean done = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (suggestions, READER_REVIEW_ITEM (self->items->pdata[i])->data);
  if (self->accept)
    done = tri_library_accept_names (library, self->work, suggestions, cancellable, error);
  else
    done = tri_library_reject_names (library, self->work, suggestions, error);
  return GINT_TO_POINTER (done);
}

static void
decided_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Decided) decided = user_data;
  ReaderSession *session = reader_review_panel_get_session (decided->panel);
  g_autoptr (GError) error = NULL;
  gboolean done = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;

  if (done && session != NULL)
    reader_session_poll (session);
  reader_review_panel_end (decided->panel, done ? decided->words : error->message, done);
}

static void
judge (ReaderReviewPanel *panel, GPtrArray *items, gboolean accept)
{
  ReaderReviewItem *first = items->pdata[0];
  g_autofree char *count = g_strdup_printf (ngettext ("%u spelling", "%u spellings", items->len),
                                            items->len);
  const char *what = items->len == 1 ? first->label : count;
  Decision *decision = g_new0 (Decision, 1);
  Decided *decided = g_new0 (Decided, 1);

  decision->work = reader_review_panel_get_work (panel)->id;
  decision->items = g_ptr_array_ref (items);
  decision->accept = accept;
  decided->panel = g_object_ref (panel);
  decided->words = accept ? g_strdup_printf (_ ("Accepted: %s"), what)
                          : g_strdup_printf (_ ("Rejected: %s"), what);
  tri_worker_run_between_async (
      reader_session_get_writer (reader_review_panel_get_session (panel)),
      run,
      decision,
      decision_free,
      NULL,
      NULL,
      decided_cb,
      decided);
}

/* --- the object --- */

static const char *
get_empty_words (ReaderReviewPanel *panel)
{
  return _ ("No name is seen in a spelling that the registers of this work do not have.");
}

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u spelling", "%u spellings", n), n);
}

static void
reader_names_panel_class_init (ReaderNamesPanelClass *klass)
{
  ReaderReviewPanelClass *panel_class = READER_REVIEW_PANEL_CLASS (klass);

  panel_class->title = N_ ("Names in other spellings");
  panel_class->asking = N_ ("Comparing the names…");
  panel_class->ask = ask;
  panel_class->verbs[0] = (ReaderReviewVerb){ "object-select-symbolic",
                                              N_ ("Accept (A)"),
                                              N_ ("Accept") };
  panel_class->verbs[1] = (ReaderReviewVerb){ "window-close-symbolic",
                                              N_ ("Reject (R)"),
                                              N_ ("Reject") };
  panel_class->click_goes = TRUE;
  panel_class->get_empty_words = get_empty_words;
  panel_class->dup_count = dup_count;
  panel_class->judge = judge;
}

static void
reader_names_panel_init (ReaderNamesPanel *self)
{
}

GtkWidget *
reader_names_panel_new (void)
{
  return g_object_new (READER_TYPE_NAMES_PANEL, NULL);
}
