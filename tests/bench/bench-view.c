/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "synthetic-rows.h"
#include "view/reader-parallel-view-private.h"

#include <stdlib.h>
#include <time.h>

/* What the reading surface costs, beside an empty window and beside the same rows in a GtkListView.
 *
 *   bench-view                          runs everything and prints a table
 *   bench-view empty|view|linked|list ROWS [MOTION]
 *                                       one process; prints its figures, one a line
 *
 * Times are CPU time of the process, in milliseconds: the mean of the frames of one process, and of
 * several processes the median. */

#define REPEATS 6
#define WARM_UP 5
#define WIDTH 1100
#define HEIGHT 800
#define N_COLUMNS 3

typedef enum
{
  MOTION_SCROLL,
  MOTION_PAGE,
  MOTION_RESIZE,
  MOTION_JUMP,
  N_MOTIONS,
} Motion;

static const char *const motion_names[] = { "scroll", "page", "resize", "jump" };
static const guint view_frames[] = { 150, 60, 60, 60 };
/* A frame of the list may take a third of a second. */
static const guint list_frames[] = { 100, 20, 20, 10 };

static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static double
get_memory (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024 : 0;
}

static void
say (const char *key, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("%s %s\n", key, g_ascii_formatd (buffer, sizeof buffer, "%.3f", value));
}

/* --- one process --- */

typedef struct
{
  const char *mode;
  guint64 n_rows;
  GtkWidget *window;
  GtkWidget *content;
  GtkAdjustment *adjustment;
  GApplication *application;
  GRand *random;
  gboolean painted;
  gboolean measuring;
  const guint *n_frames;
  Motion motion;
  Motion last_motion;
  guint frame;
  double began;
} Bench;

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (guint i = 0; label != NULL; i++, label = gtk_widget_get_next_sibling (label))
    {
      g_autofree char *words = synthetic_dup_words (gtk_list_item_get_position (item), i);

      gtk_label_set_label (GTK_LABEL (label), words);
    }
}

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_yalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

/* As many items as wanted, without a row of memory for each. */
typedef struct
{
  GObject parent_instance;
  guint n_items;
} CountModel;
typedef GObjectClass CountModelClass;
static GType count_model_get_type (void);
static void count_model_iface_init (GListModelInterface *iface);
G_DEFINE_TYPE_WITH_CODE (CountModel,
                         count_model,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, count_model_iface_init))

static GType
count_model_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
count_model_get_n_items (GListModel *model)
{
  return ((CountModel *) model)->n_items;
}

static gpointer
count_model_get_item (GListModel *model, guint position)
{
  return position < ((CountModel *) model)->n_items ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
count_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = count_model_get_item_type;
  iface->get_n_items = count_model_get_n_items;
  iface->get_item = count_model_get_item;
}

static void
count_model_class_init (CountModelClass *klass)
{
}

static void
count_model_init (CountModel *self)
{
}

static GtkWidget *
list_new (Bench *bench)
{
  CountModel *model = g_object_new (count_model_get_type (), NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSelectionModel *selection = NULL;

  model->n_items = (guint) bench->n_rows;
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model)));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (selection, factory));
  bench->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  return scrolled;
}

static GtkWidget *
view_new (Bench *bench)
{
  GtkWidget *view = reader_parallel_view_new ();
  g_autoptr (TriWork) work = synthetic_work_new (N_COLUMNS, TRUE);
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *scrolled = NULL;

  g_ptr_array_add (models, synthetic_rows_new (bench->n_rows, N_COLUMNS, 0));
  reader_parallel_view_set_models (READER_PARALLEL_VIEW (view), work, models, NULL);
  if (g_str_equal (bench->mode, "linked"))
    reader_view_set_linked (READER_PARALLEL_VIEW (view), TRUE);
  scrolled = reader_view_get_strand (READER_PARALLEL_VIEW (view), 0)->scrolled;
  bench->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  return view;
}

static void
move (Bench *bench)
{
  double value = gtk_adjustment_get_value (bench->adjustment);
  double page = gtk_adjustment_get_page_size (bench->adjustment);
  double upper = gtk_adjustment_get_upper (bench->adjustment);

  switch (bench->motion)
    {
    case MOTION_SCROLL:
      gtk_adjustment_set_value (bench->adjustment, value + 20);
      break;
    case MOTION_PAGE:
      gtk_adjustment_set_value (bench->adjustment, value + 0.9 * page);
      break;
    case MOTION_RESIZE:
      gtk_widget_set_margin_end (bench->content, 10 + (int) (bench->frame % 20) * 6);
      break;
    case MOTION_JUMP:
      gtk_adjustment_set_value (bench->adjustment,
                                g_rand_double_range (bench->random, 0, upper - page));
      break;
    case N_MOTIONS:
    default:
      g_assert_not_reached ();
    }
  gtk_widget_queue_draw (bench->content);
}

static void
next_motion (Bench *bench)
{
  bench->frame = 0;
  bench->motion++;
  if (bench->motion <= bench->last_motion)
    {
      gtk_widget_set_margin_end (bench->content, 0);
      gtk_adjustment_set_value (bench->adjustment,
                                gtk_adjustment_get_upper (bench->adjustment) / 3);
      gtk_widget_queue_draw (bench->content);
      return;
    }
  say ("memory", get_memory ());
  g_application_quit (bench->application);
}

static void
moved (Bench *bench)
{
  if (bench->frame == WARM_UP)
    bench->began = get_cpu ();
  if (bench->frame == WARM_UP + bench->n_frames[bench->motion])
    {
      say (motion_names[bench->motion],
           (get_cpu () - bench->began) / bench->n_frames[bench->motion]);
      next_motion (bench);
      return;
    }
  bench->frame++;
  move (bench);
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;

  bench->measuring = TRUE;
  if (bench->adjustment != NULL)
    {
      moved (bench);
      return G_SOURCE_REMOVE;
    }
  say ("memory", get_memory ());
  g_application_quit (bench->application);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  if (!bench->painted)
    {
      bench->painted = TRUE;
      say ("first", get_cpu ());
      /* What follows the first frame belongs to it no more. */
      g_timeout_add (500, begin_cb, bench);
    }
  else if (bench->measuring)
    moved (bench);
}

static void
activate_cb (GApplication *application, Bench *bench)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  bench->window = adw_application_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  if (g_str_equal (bench->mode, "view") || g_str_equal (bench->mode, "linked"))
    bench->content = view_new (bench);
  else if (g_str_equal (bench->mode, "list"))
    bench->content = list_new (bench);
  if (bench->content != NULL)
    {
      gtk_widget_set_vexpand (bench->content, TRUE);
      gtk_box_append (GTK_BOX (box), bench->content);
    }
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), box);
  gtk_window_present (GTK_WINDOW (bench->window));
  g_signal_connect (gtk_widget_get_frame_clock (bench->window),
                    "after-paint",
                    G_CALLBACK (after_paint_cb),
                    bench);
}

static void
choose_motion (Bench *bench, const char *name)
{
  for (Motion i = 0; i < N_MOTIONS; i++)
    if (g_strcmp0 (name, motion_names[i]) == 0)
      bench->motion = bench->last_motion = i;
}

static int
run_one (const char *mode, guint64 n_rows, const char *motion)
{
  Bench bench = { mode, n_rows };
  const char *id = g_str_equal (mode, "view") || g_str_equal (mode, "linked")
                       ? APPLICATION_ID
                       : "org.triptych.Empty";
  g_autoptr (AdwApplication) application = adw_application_new (id, G_APPLICATION_NON_UNIQUE);

  bench.application = G_APPLICATION (application);
  bench.random = g_rand_new_with_seed (1);
  bench.n_frames = g_str_equal (mode, "list") ? list_frames : view_frames;
  bench.last_motion = N_MOTIONS - 1;
  choose_motion (&bench, motion);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

/* --- all of them --- */

static const char *program;

static GHashTable *
read_figures (const char *output)
{
  GHashTable *figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);
      double *value = NULL;

      if (g_strv_length (words) != 2)
        continue;
      value = g_new (double, 1);
      *value = g_ascii_strtod (words[1], NULL);
      g_hash_table_insert (figures, g_strdup (words[0]), value);
    }
  return figures;
}

static GHashTable *
spawn (const char *mode, const char *n_rows)
{
  const char *argv[] = { program, mode, n_rows, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s %s: %s", mode, n_rows, error->message);
  return read_figures (output);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (GPtrArray *runs, const char *key)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < runs->len; i++)
    {
      double *value = g_hash_table_lookup (g_ptr_array_index (runs, i), key);

      if (value != NULL)
        g_array_append_val (values, *value);
    }
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare);
  return g_array_index (values, double, values->len / 2);
}

static GPtrArray *
runs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
}

static void
print_line (const char *name, GPtrArray *view, GPtrArray *big, GPtrArray *list, GPtrArray *big_list)
{
  double a = get_median (view, name);
  double b = get_median (big, name);
  double c = get_median (list, name);
  double d = get_median (big_list, name);

  g_print ("%-8s %10.2f %10.2f %10.2f %10.2f %9.1fx %9.1fx\n", name, a, b, c, d, c / a, d / b);
}

static int
run_all (void)
{
  g_autoptr (GPtrArray) empty = runs_new ();
  g_autoptr (GPtrArray) view = runs_new ();
  g_autoptr (GPtrArray) linked = runs_new ();
  g_autoptr (GPtrArray) big = runs_new ();
  g_autoptr (GPtrArray) list = runs_new ();
  g_autoptr (GPtrArray) big_list = runs_new ();

  /* Taking turns, so that whatever else the machine does falls on all of them. */
  for (guint i = 0; i < REPEATS; i++)
    {
      g_ptr_array_add (empty, spawn ("empty", "0"));
      g_ptr_array_add (view, spawn ("view", "1000"));
      g_ptr_array_add (big, spawn ("view", "1000000"));
      g_ptr_array_add (linked, spawn ("linked", "1000000"));
      if (i % 2 != 0)
        continue;
      g_ptr_array_add (list, spawn ("list", "1000"));
      g_ptr_array_add (big_list, spawn ("list", "1000000"));
    }
  g_print ("%-8s %10s %10s %10s %10s %10s %10s\n",
           "ms CPU",
           "view 1e3",
           "view 1e6",
           "list 1e3",
           "list 1e6",
           "1e3",
           "1e6");
  print_line ("first", view, big, list, big_list);
  for (guint i = 0; i < N_MOTIONS; i++)
    print_line (motion_names[i], view, big, list, big_list);
  print_line ("memory", view, big, list, big_list);
  g_print ("\nlinked columns at 1e6 rows:");
  for (guint i = 0; i < N_MOTIONS; i++)
    g_print (" %s %.2f ms", motion_names[i], get_median (linked, motion_names[i]));
  g_print ("; goal 8 for scroll\n");
  g_print ("\nempty window: first frame %.1f ms, %.1f MB\n",
           get_median (empty, "first"),
           get_median (empty, "memory"));
  g_print ("first frame against it: %.3f (1e3 rows), %.3f (1e6 rows); goal 1.35\n",
           get_median (view, "first") / get_median (empty, "first"),
           get_median (big, "first") / get_median (empty, "first"));
  g_print ("memory above it: %.1f MB (1e3 rows), %.1f MB (1e6 rows); goal 25\n",
           get_median (view, "memory") - get_median (empty, "memory"),
           get_median (big, "memory") - get_median (empty, "memory"));
  return 0;
}

int
main (int argc,
      char **argv)
{
  program = argv[0];
  if (argc < 3)
    return run_all ();
  return run_one (argv[1], g_ascii_strtoull (argv[2], NULL, 10), argc > 3 ? argv[3] : NULL);
}
