/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-equivalents.h"

#include "panels/reader-row-actions.h"
#include "library/tri-library-equivalents.h"
#include "search/tri-words.h"
#include "tri-language.h"

#include "panels/reader-panel-words.h"

#include <glib/gi18n.h>

/* What is left out of the search for places that hold none of the list. */
#define MAX_EXCLUDED 8
#define MAX_HEIGHT 320
#define WIDTH 340

struct _ReaderEquivalents
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *about;
  GtkListBox *list;
  GtkWidget *scrolled;
  GtkCheckButton *forms;

  ReaderSession *session;
  char *lang;
  char *word;
  gint64 work;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ReaderEquivalents, reader_equivalents, GTK_TYPE_BOX)

enum
{
  SIGNAL_SEARCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- the words of a line --- */

/* Several words are a phrase. */
static char *
dup_own_query (ReaderEquivalents *self)
{
  g_autofree char *word = g_strdelimit (g_strdup (self->word), "\"", ' ');
  const char *quote = strchr (word, ' ') != NULL ? "\"" : "";

  return g_strdup_printf ("%s:%s%s%s", self->lang, quote, word, quote);
}

static char *
dup_word_query (ReaderEquivalents *self,
                const TriEquivalentList *list,
                const TriEquivalent *item)
{
  g_autofree char *own = dup_own_query (self);

  return g_strdup_printf ("%s:%s %s", list->lang, item->word, own);
}

static char *
dup_nothing_query (ReaderEquivalents *self,
                   const TriEquivalentList *list)
{
  g_autofree char *own = dup_own_query (self);
  GString *query = g_string_new (own);

  for (guint i = 0; i < MIN (list->items->len, MAX_EXCLUDED); i++)
    g_string_append_printf (query,
                            " %s:!%s",
                            list->lang,
                            ((TriEquivalent *) g_ptr_array_index (list->items, i))->word);

  return g_string_free (query, FALSE);
}

/* The other forms; "" when there are none. */
static char *
dup_forms (const TriEquivalent *item)
{
  GString *forms = g_string_new (NULL);

  for (guint i = 1; i < item->forms->len; i++)
    g_string_append_printf (forms,
                            "%s%s",
                            i > 1 ? ", " : "",
                            ((TriEquivalentForm *) g_ptr_array_index (item->forms, i))->word);

  return g_string_free (forms, FALSE);
}

static char *
dup_about (GPtrArray *lists)
{
  guint looked = 0;
  guint links = 0;

  for (guint i = 0; i < lists->len; i++)
    {
      const TriEquivalentList *list = g_ptr_array_index (lists, i);

      looked = MAX (looked, list->looked);
      links = MAX (links, list->links);
    }
  if (looked < links)
    return g_strdup_printf (_ ("Computed from %'u of about %'u links"), looked, links);

  return g_strdup_printf (ngettext ("Computed from %'u link", "Computed from %'u links", looked),
                          looked);
}

/* --- lines --- */

static GtkWidget *
label_new (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* @query: (transfer full) (nullable): what a click asks for */
static void
append_row (ReaderEquivalents *self,
            GtkWidget *child,
            char *query,
            const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), query != NULL);
  gtk_widget_set_focusable (row, query != NULL);
  g_object_set_data_full (G_OBJECT (row), "query", query, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  gtk_list_box_append (self->list, row);
  if (query != NULL)
    reader_row_actions_offer_box_row (row);
}

static GtkWidget *
line_new (const char *word,
          const char *forms,
          guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *others = label_new (forms, "dim-label");
  g_autofree char *number = g_strdup_printf ("%'u", n);
  GtkWidget *count = label_new (number, "numeric");

  gtk_box_append (GTK_BOX (box), label_new (word, NULL));
  gtk_widget_set_hexpand (others, TRUE);
  gtk_widget_set_tooltip_text (others, *forms != '\0' ? forms : NULL);
  gtk_box_append (GTK_BOX (box), others);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), count);

  return box;
}

static void
append_word (ReaderEquivalents *self,
             const TriEquivalentList *list,
             const TriEquivalent *item)
{
  g_autofree char *forms = dup_forms (item);
  g_autofree char *spoken = NULL;
  GtkWidget *line = line_new (item->word, forms, item->links);
  g_autofree char *figures = NULL;

  /* Translators: %1$s is a word, e.g. "gevangenis". */
  spoken = g_strdup_printf (ngettext ("%1$s, in %2$u of %3$u link",
                                      "%1$s, in %2$u of %3$u links",
                                      list->looked),
                            item->word,
                            item->links,
                            list->looked);
  /* Translators: figures of statistics: the log-likelihood, and the Dice coefficient. */
  figures = g_strdup_printf (_ ("log-likelihood %.1f, Dice %.2f"), item->likelihood, item->dice);
  gtk_widget_set_tooltip_text (line, figures);
  append_row (self, line, dup_word_query (self, list, item), spoken);
}

static void
append_list (ReaderEquivalents *self,
             const TriEquivalentList *list)
{
  g_autofree char *name = tri_language_dup_name (list->lang, reader_panel_words_get_language ());
  g_autofree char *spoken = NULL;
  GtkWidget *heading = label_new (name, "panel-heading");

  append_row (self, heading, NULL, name);
  for (guint i = 0; i < list->items->len; i++)
    append_word (self, list, g_ptr_array_index (list->items, i));
  spoken = g_strdup_printf (ngettext ("none of these, in %u link",
                                      "none of these, in %u links",
                                      list->nothing),
                            list->nothing);
  if (list->nothing > 0)
    append_row (self,
                line_new ("∅",
                          list->items->len > 0 ? _ ("none of these") : _ ("nothing sure"),
                          list->nothing),
                dup_nothing_query (self, list),
                spoken);
}

static void
clear (ReaderEquivalents *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
fill (ReaderEquivalents *self,
      GPtrArray *lists)
{
  g_autofree char *about = dup_about (lists);
  GtkListBoxRow *first = NULL;

  clear (self);
  for (guint i = 0; i < lists->len; i++)
    append_list (self, g_ptr_array_index (lists, i));
  gtk_label_set_label (self->about,
                       lists->len > 0
                           ? about
                           : _ ("Nothing corresponds to this word: its texts have no links."));
  gtk_widget_set_visible (self->scrolled, lists->len > 0);
  first = gtk_list_box_get_row_at_index (self->list, 1);
  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* --- asking --- */

typedef struct
{
  char *word;
  char *lang;
  gint64 work;
  gboolean forms;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->word);
  g_free (question->lang);
  g_free (question);
}

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  const Question *asked = data;
  TriEquivalentsQuestion question = { asked->word, asked->lang, asked->work, asked->forms, 0 };

  return tri_library_list_equivalents (library, &question, error);
}

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderEquivalents) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (lists != NULL)
    fill (self, lists);
  else
    gtk_label_set_label (self->about, error != NULL ? error->message : "");
}

static void
stop (ReaderEquivalents *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start (ReaderEquivalents *self)
{
  Question *question = NULL;

  if (self->session == NULL)
    return;
  stop (self);
  question = g_new0 (Question, 1);
  question->word = g_strdup (self->word);
  question->lang = g_strdup (self->lang);
  question->work = self->work;
  question->forms = gtk_check_button_get_active (self->forms);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->about, _ ("Counting…"));
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        answered_cb,
                        g_object_ref (self));
}

static void
row_activated_cb (ReaderEquivalents *self,
                  GtkListBoxRow *row)
{
  const char *query = g_object_get_data (G_OBJECT (row), "query");

  if (query != NULL)
    g_signal_emit (self, signals[SIGNAL_SEARCH], 0, query);
}

/* --- the widget --- */

static void
reader_equivalents_dispose (GObject *object)
{
  ReaderEquivalents *self = READER_EQUIVALENTS (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->lang, g_free);
  g_clear_pointer (&self->word, g_free);

  G_OBJECT_CLASS (reader_equivalents_parent_class)->dispose (object);
}

static void
reader_equivalents_class_init (ReaderEquivalentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_equivalents_dispose;

  signals[SIGNAL_SEARCH] = g_signal_new ("search",
                                         READER_TYPE_EQUIVALENTS,
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
add_list (ReaderEquivalents *self)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Words that stand for it"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (scrolled, MAX_HEIGHT);
  gtk_scrolled_window_set_child (scrolled, GTK_WIDGET (self->list));
  self->scrolled = GTK_WIDGET (scrolled);
  gtk_widget_set_visible (self->scrolled, FALSE);
  gtk_box_append (GTK_BOX (self), self->scrolled);
}

static void
reader_equivalents_init (ReaderEquivalents *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "equivalents");
  self->title = GTK_LABEL (label_new (NULL, "heading"));
  gtk_label_set_wrap (self->title, TRUE);
  self->about = GTK_LABEL (label_new (NULL, "dim-label"));
  gtk_label_set_wrap (self->about, TRUE);
  self->forms = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_mnemonic (_ ("With other _forms of the word")));
  gtk_check_button_set_active (self->forms, TRUE);
  g_signal_connect_swapped (self->forms, "toggled", G_CALLBACK (start), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->about));
  add_list (self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->forms));
}

GtkWidget *
reader_equivalents_new (void)
{
  return g_object_new (READER_TYPE_EQUIVALENTS, NULL);
}

void
reader_equivalents_show (ReaderEquivalents *self,
                         ReaderSession *session,
                         const char *lang,
                         const char *word,
                         gint64 work)
{
  g_autofree char *title = g_strdup_printf (_ ("What stands for “%s”"), word);
  g_autofree char *primary = tri_language_dup_tag (lang);

  g_return_if_fail (READER_IS_EQUIVALENTS (self));

  primary[strcspn (primary, "-_")] = '\0';
  g_set_object (&self->session, session);
  g_free (self->lang);
  self->lang = g_ascii_strdown (primary, -1);
  g_free (self->word);
  self->word = g_strdup (word);
  self->work = work;
  gtk_label_set_label (self->title, title);
  clear (self);
  start (self);
}
