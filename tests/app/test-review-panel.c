/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels-fixture.h"
#include "panels/reader-review-panel.h"

/* A list of numbers to judge: what the three lists of the program have in common. */

#define N_ROWS 100000

/* The worker reads these. */
static gint first = 0;
static gint n_rows = N_ROWS;
static gint fails = FALSE;

typedef struct
{
  ReaderReviewPanel parent_instance;

  GPtrArray *judged;
  guint n_acts;
  guint n_left;
} NumbersPanel;

typedef ReaderReviewPanelClass NumbersPanelClass;

GType numbers_panel_get_type (void);

G_DEFINE_TYPE (NumbersPanel, numbers_panel, READER_TYPE_REVIEW_PANEL)

static GPtrArray *
ask (TriLibrary *library,
     const ReaderReviewQuestion *question,
     guint *n_all,
     GCancellable *cancellable,
     GError **error)
{
  GPtrArray *items = NULL;

  if (g_atomic_int_get (&fails))
    {
      g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, "It is broken.");
      return NULL;
    }
  items = g_ptr_array_new_with_free_func (g_object_unref);
  *n_all = (guint) (g_atomic_int_get (&n_rows) - g_atomic_int_get (&first));
  for (guint i = question->offset; i < *n_all && items->len < question->limit; i++)
    g_ptr_array_add (items,
                     reader_review_item_new (
                         g_strdup_printf ("%u", i + (guint) g_atomic_int_get (&first)),
                         g_strdup_printf ("Number %u", i + (guint) g_atomic_int_get (&first)),
                         g_strdup ("of many")));
  return items;
}

static const char *
get_empty_words (ReaderReviewPanel *panel)
{
  return "Nothing";
}

static char *
dup_count (guint n)
{
  return g_strdup_printf ("%u", n);
}

static void
judge (ReaderReviewPanel *panel, GPtrArray *items, gboolean accept)
{
  NumbersPanel *self = (NumbersPanel *) panel;

  self->n_acts++;
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->judged, g_strdup (READER_REVIEW_ITEM (items->pdata[i])->label));
}

static void
left (ReaderReviewPanel *panel)
{
  ((NumbersPanel *) panel)->n_left++;
}

static void
numbers_panel_finalize (GObject *object)
{
  g_ptr_array_unref (((NumbersPanel *) object)->judged);

  G_OBJECT_CLASS (numbers_panel_parent_class)->finalize (object);
}

static void
numbers_panel_class_init (NumbersPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = numbers_panel_finalize;
  klass->title = "Numbers";
  klass->ask = ask;
  klass->verbs[0] = (ReaderReviewVerb){ "object-select-symbolic", "Yes (A)", "Yes" };
  klass->verbs[1] = (ReaderReviewVerb){ "window-close-symbolic", "No (R)", "No" };
  klass->get_empty_words = get_empty_words;
  klass->dup_count = dup_count;
  klass->judge = judge;
  klass->left = left;
}

static void
numbers_panel_init (NumbersPanel *self)
{
  self->judged = g_ptr_array_new_with_free_func (g_free);
}

static ReaderReviewPanel *
add_panel (Fixture *fixture)
{
  GtkWidget *panel = g_object_new (numbers_panel_get_type (), NULL);

  g_atomic_int_set (&first, 0);
  g_atomic_int_set (&n_rows, N_ROWS);
  g_atomic_int_set (&fails, FALSE);
  gtk_widget_set_size_request (panel, 300, -1);
  gtk_box_append (GTK_BOX (fixture->box), panel);
  reader_review_panel_set_work (READER_REVIEW_PANEL (panel), fixture->session, fixture->work);
  reader_review_panel_take_focus (READER_REVIEW_PANEL (panel));
  return READER_REVIEW_PANEL (panel);
}

static guint
count_rows (ReaderReviewPanel *panel)
{
  return g_list_model_get_n_items (reader_review_panel_get_model (panel));
}

static const char *
get_current (ReaderReviewPanel *panel)
{
  ReaderReviewItem *item = reader_review_panel_get_current (panel);

  return item != NULL ? item->label : "";
}

/* The first widget of a type below @root. */
static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static guint
count_widgets (GtkWidget *root)
{
  guint n = READER_IS_REVIEW_ROW (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static gboolean
list_has_focus (ReaderReviewPanel *panel)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (panel)));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL;
}

/* Of 100,000 rows only those near what is seen are asked for, and made. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  ReaderReviewPanel *panel = add_panel (fixture);
  guint n = 0;

  fixture_wait (list_has_focus (panel));
  g_assert_cmpuint (reader_review_panel_get_n_all (panel), ==, N_ROWS);
  g_assert_cmpuint (count_rows (panel), <, 1000);
  g_assert_cmpuint (count_widgets (GTK_WIDGET (panel)), <, 1000);
  n = count_rows (panel);
  fixture_press_in_list (GTK_WIDGET (panel), GDK_KEY_End);
  fixture_wait (count_rows (panel) > n);
  g_assert_cmpuint (count_rows (panel), <, 2000);
  g_assert_cmpuint (count_widgets (GTK_WIDGET (panel)), <, 1000);
}

/* Until the list shows what became of it, there is no second act. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  ReaderReviewPanel *panel = add_panel (fixture);
  NumbersPanel *self = (NumbersPanel *) panel;

  fixture_wait (list_has_focus (panel));
  gtk_widget_activate_action (GTK_WIDGET (panel), "review.accept", NULL);
  gtk_widget_activate_action (GTK_WIDGET (panel), "review.accept", NULL);
  g_assert_cmpuint (self->n_acts, ==, 1);
  g_atomic_int_set (&first, 1);
  reader_review_panel_end (panel, "Done", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (panel), "review.reject", NULL);
  g_assert_cmpuint (self->n_acts, ==, 1);
  fixture_wait (g_str_equal (get_current (panel), "Number 1") && list_has_focus (panel));
  gtk_widget_activate_action (GTK_WIDGET (panel), "review.reject", NULL);
  g_assert_cmpuint (self->n_acts, ==, 2);
  g_assert_cmpuint (self->judged->len, ==, 2);
  g_assert_cmpstr (self->judged->pdata[0], ==, "Number 0");
  g_assert_cmpstr (self->judged->pdata[1], ==, "Number 1");
}

/* The keyboard stays on its row while others come and go, and goes on to the next with it. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  ReaderReviewPanel *panel = add_panel (fixture);

  fixture_wait (list_has_focus (panel));
  for (guint i = 0; i < 3; i++)
    fixture_press_in_list (GTK_WIDGET (panel), GDK_KEY_Down);
  g_assert_cmpstr (get_current (panel), ==, "Number 3");
  g_atomic_int_set (&first, 2);
  reader_review_panel_reload (panel);
  fixture_wait (reader_review_panel_get_n_all (panel) == N_ROWS - 2);
  fixture_wait (list_has_focus (panel));
  g_assert_cmpstr (get_current (panel), ==, "Number 3");
  g_atomic_int_set (&first, 5);
  reader_review_panel_reload (panel);
  fixture_wait (reader_review_panel_get_n_all (panel) == N_ROWS - 5);
  fixture_wait (list_has_focus (panel));
  g_assert_cmpstr (get_current (panel), ==, "Number 5");
}

/* A list that cannot be read says so, and is read when one tries again. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  ReaderReviewPanel *panel = add_panel (fixture);
  GtkWidget *stack = NULL;
  GtkWidget *button = NULL;

  fixture_wait (list_has_focus (panel));
  g_atomic_int_set (&fails, TRUE);
  reader_review_panel_reload (panel);
  fixture_wait (count_rows (panel) == 0);
  stack = find_widget (GTK_WIDGET (panel), GTK_TYPE_STACK);
  stack = gtk_stack_get_child_by_name (GTK_STACK (stack), "empty");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_widget (stack, GTK_TYPE_LABEL))),
                   ==,
                   "It is broken.");
  fixture_wait (gtk_widget_is_focus (GTK_WIDGET (panel)));
  button = find_widget (stack, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_visible (button));
  g_atomic_int_set (&fails, FALSE);
  g_signal_emit_by_name (button, "clicked");
  fixture_wait (count_rows (panel) > 0 && list_has_focus (panel));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* An act may end after the library was closed: there is nobody to tell. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  ReaderReviewPanel *panel = add_panel (fixture);
  NumbersPanel *self = (NumbersPanel *) panel;
  guint n_left = self->n_left;
  guint n_said = 0;

  fixture_wait (list_has_focus (panel));
  g_signal_connect_swapped (panel, "said", G_CALLBACK (count_cb), &n_said);
  gtk_widget_activate_action (GTK_WIDGET (panel), "review.accept", NULL);
  g_assert_cmpuint (self->n_acts, ==, 1);
  reader_review_panel_set_work (panel, fixture->session, fixture->work);
  g_assert_cmpuint (self->n_left, ==, n_left);
  reader_review_panel_set_work (panel, NULL, NULL);
  g_assert_cmpuint (self->n_left, ==, n_left + 1);
  reader_review_panel_end (panel, "Done", TRUE);
  g_assert_cmpuint (n_said, ==, 0);
  g_assert_cmpuint (count_rows (panel), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/review-panel/pages", test_pages);
  ADD ("/review-panel/twice", test_twice);
  ADD ("/review-panel/focus", test_focus);
  ADD ("/review-panel/failure", test_failure);
  ADD ("/review-panel/closed", test_closed);

  return g_test_run ();
}
