/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-sheets.h"
#include "panels-fixture.h"
#include "sheets/reader-sheet-pages.h"
#include "sheets/reader-sheet-print.h"
#include "sheets/reader-sheets.h"

/* The window of the study sheets, and a sheet on paper. */

static TriLibrary *
open_writer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

/* A sheet with so many own texts, "0" to "n - 1". */
static char *
make_sheet (Fixture *fixture, guint n)
{
  g_autoptr (TriLibrary) library = open_writer (fixture);
  g_autoptr (TriSheet) sheet = tri_sheet_new ("Exile");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u", i);

      g_ptr_array_add (items, tri_sheet_item_new_words (words));
    }
  g_assert_true (tri_library_create_sheet (library, sheet, items, &error));
  g_assert_no_error (error);
  return g_strdup (sheet->uuid);
}

static char *
dup_order (Fixture *fixture, const char *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  items = tri_library_read_sheet_items (fixture_get_library (fixture), sheet, 0, 50, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    g_string_append (words, TRI_SHEET_ITEM (items->pdata[i])->words);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_order (Fixture *fixture, const char *sheet, const char *order)
{
  g_autofree char *now = dup_order (fixture, sheet);

  return g_str_equal (now, order);
}

static ReaderSheets *
open_window (Fixture *fixture)
{
  GtkWidget *window = reader_sheets_new (fixture->session);

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 640);
  gtk_window_set_transient_for (GTK_WINDOW (window), fixture->window);
  gtk_window_present (GTK_WINDOW (window));
  return READER_SHEETS (window);
}

static GListModel *
get_lines (ReaderSheets *window)
{
  return G_LIST_MODEL (reader_sheet_list_get_model (reader_sheets_get_list (window)));
}

/* --- Long sheets */

#define N_LONG 5000

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sheet = make_sheet (fixture, N_LONG);
  gint64 start = g_get_monotonic_time ();
  ReaderSheets *window = open_window (fixture);
  ReaderSheetList *list = reader_sheets_get_list (window);
  ReaderSheetModel *model = reader_sheet_list_get_model (list);
  g_autoptr (ReaderSheetLine) first = NULL;
  g_autoptr (ReaderSheetLine) last = NULL;

  fixture_wait (g_list_model_get_n_items (get_lines (window)) == N_LONG);
  first = g_list_model_get_item (get_lines (window), 0);
  g_assert_nonnull (first->item);
  g_test_message ("first rows of %d: %.0f ms",
                  N_LONG,
                  (double) (g_get_monotonic_time () - start) / 1000);
  fixture_wait (reader_sheets_is_settled (window));
  g_assert_cmpuint (reader_paged_model_count_held (READER_PAGED_MODEL (model)), <, 1000);
  reader_sheet_list_go_to (list, N_LONG - 1);
  last = g_list_model_get_item (get_lines (window), N_LONG - 1);
  fixture_wait (last->item != NULL);
  g_assert_cmpstr (last->item->words, ==, "4999");
  g_assert_cmpuint (reader_paged_model_count_held (READER_PAGED_MODEL (model)), <, 1000);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- Dropping */

static gboolean
shows_first (ReaderSheets *window, const char *words)
{
  g_autoptr (ReaderSheetLine) line = g_list_model_get_item (get_lines (window), 0);

  return line && line->item && g_str_equal (line->item->words, words)
         && reader_sheets_is_settled (window);
}

/* @first: what the window shows first, once it shows what was done before. */
static void
drop (ReaderSheets *window, const char *first, guint from, guint position, gboolean below)
{
  g_autoptr (ReaderSheetLine) line = NULL;

  fixture_wait (shows_first (window, first));
  line = g_list_model_get_item (get_lines (window), from);
  g_assert_true (
      reader_sheet_list_drop (reader_sheets_get_list (window), line, position, below));
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sheet = make_sheet (fixture, 5);
  ReaderSheets *window = open_window (fixture);
  g_autoptr (ReaderSheetLine) strange = reader_sheet_line_new ("not of this list");

  fixture_wait (g_list_model_get_n_items (get_lines (window)) == 5);
  drop (window, "0", 3, 0, FALSE);
  fixture_wait (has_order (fixture, sheet, "30124"));
  drop (window, "3", 0, 4, TRUE);
  fixture_wait (has_order (fixture, sheet, "01243"));
  /* Where it is. */
  drop (window, "0", 1, 1, TRUE);
  drop (window, "0", 1, 0, TRUE);
  fixture_spin (100);
  g_assert_true (has_order (fixture, sheet, "01243"));
  g_assert_false (
      reader_sheet_list_drop (reader_sheets_get_list (window), strange, 0, FALSE));
  fixture_wait (reader_sheets_is_settled (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  fixture_wait (window == NULL);
}

/* --- Writing */

static GtkWidget *
get_text (ReaderSheets *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus && GTK_IS_TEXT_VIEW (focus) ? focus : NULL;
}

static void
begin_writing (ReaderSheets *window, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "item.write", NULL);
  fixture_wait (get_text (window) != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_text (window))),
                            words,
                            -1);
}

/* Who does so before the sheet is read has no effect; the window that closes keeps what stands in
 * the editor. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sheet = make_sheet (fixture, 2);
  ReaderSheets *window = open_window (fixture);

  gtk_widget_activate_action (GTK_WIDGET (window), "item.write", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, 0);
  fixture_wait (g_list_model_get_n_items (get_lines (window)) == 2);
  reader_sheet_list_go_to (reader_sheets_get_list (window), 0);
  begin_writing (window, "b");
  gtk_window_close (GTK_WINDOW (window));
  fixture_wait (has_order (fixture, sheet, "0b1"));
}

/* The sheet goes while one writes: the words stay in the editor. */
static void
test_write_failed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sheet = make_sheet (fixture, 2);
  ReaderSheets *window = open_window (fixture);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReaderSheetLine) line = NULL;

  fixture_wait (g_list_model_get_n_items (get_lines (window)) == 2);
  fixture_wait (reader_sheets_is_settled (window));
  begin_writing (window, "precious");
  library = open_writer (fixture);
  g_assert_true (tri_library_exec (library,
                                   "CREATE TRIGGER full BEFORE INSERT ON sheet_items"
                                   " BEGIN SELECT raise (abort, 'no room'); END",
                                   &error));
  g_assert_no_error (error);
  line = g_list_model_get_item (get_lines (window), 2);
  g_assert_cmpstr (line->uuid, ==, "");
  g_signal_emit_by_name (reader_sheets_get_list (window), "written", line, "precious", TRUE);
  fixture_wait (reader_sheets_is_settled (window) && line->is_edited);
  g_assert_cmpstr (reader_sheet_line_get_words (line), ==, "precious");
  g_assert_true (has_order (fixture, sheet, "01"));
  g_assert_true (tri_library_exec (library, "DROP TRIGGER full", &error));
  gtk_window_close (GTK_WINDOW (window));
  fixture_wait (has_order (fixture, sheet, "01precious"));
}

/* --- Languages */

static char *
make_sheet_of_mark (Fixture *fixture)
{
  ReaderPlace place = fixture_find_place (fixture, "fr-1");
  g_autoptr (TriLibrary) library = open_writer (fixture);
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  g_autoptr (TriSheet) sheet = tri_sheet_new ("Exile");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  mark->passage = place.passage;
  mark->whole = TRUE;
  mark->scope = TRI_SCOPE_PASSAGE;
  g_assert_true (tri_library_save_bookmark (library, mark, &error));
  g_assert_no_error (error);
  g_ptr_array_add (items, tri_sheet_item_new_mark (mark->uuid));
  g_assert_true (tri_library_create_sheet (library, sheet, items, &error));
  g_assert_no_error (error);
  return g_strdup (sheet->uuid);
}

static GtkWidget *
find_check (GtkWidget *in, guint *n)
{
  GtkWidget *found = NULL;

  if (GTK_IS_CHECK_BUTTON (in) && (*n)-- == 0)
    return in;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_check (child, n);
  return found;
}

static void
test_languages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sheet = make_sheet_of_mark (fixture);
  ReaderSheets *window = open_window (fixture);
  g_autoptr (ReaderSheetLine) line = NULL;
  GtkWidget *french = NULL;
  guint n = 0;

  fixture_wait (g_list_model_get_n_items (get_lines (window)) == 1);
  line = g_list_model_get_item (get_lines (window), 0);
  g_assert_cmpuint (line->item->quotes->len, ==, 2);
  french = find_check (GTK_WIDGET (window), &n);
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (french)), ==, "French");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (french), FALSE);
  fixture_wait (line->item->quotes->len == 1);
  g_assert_cmpstr (((TriSheetQuote *) line->item->quotes->pdata[0])->lang, ==, "en");
  fixture_wait (reader_sheets_is_settled (window));
  /* One stays. */
  n = 1;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (GTK_WIDGET (window), &n)), FALSE);
  n = 1;
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (GTK_WIDGET (window), &n))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (french), TRUE);
  fixture_wait (line->item->quotes->len == 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- On paper */

static GPtrArray *
new_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) long_words = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append (long_words, "So many words stand here that a page is not enough. ");
  for (guint i = 0; i < 30; i++)
    {
      TriSheetItem *item = tri_sheet_item_new_mark ("mark");

      g_free (item->place);
      item->place = g_strdup_printf ("Le phare · %u", i);
      g_ptr_array_add (item->quotes,
                       tri_sheet_quote_new ("fr", "La lampe brilla toute la nuit.", "Le phare"));
      g_ptr_array_add (item->quotes,
                       tri_sheet_quote_new ("en",
                                            i == 7 ? long_words->str : "The lamp shone all night.",
                                            "The lighthouse"));
      g_ptr_array_add (items, item);
      if (i % 4 == 0)
        g_ptr_array_add (items, tri_sheet_item_new_words ("Of *light*:\n\n- one\n- **two**"));
    }
  return items;
}

static void
test_pages (void)
{
  g_autoptr (GPtrArray) items = new_items ();
  g_autoptr (ReaderSheetPages) pages = reader_sheet_pages_new ("The lamp", items);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  guint n = 0;

  reader_sheet_pages_set_size (pages, context, 400, 600);
  while (!reader_sheet_pages_lay_out (pages, 7))
    ;
  n = reader_sheet_pages_count (pages);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, 40);
  for (guint i = 0; i < n; i++)
    {
      double limit = 0;
      double end = reader_sheet_pages_get_end (pages, i, &limit);

      g_assert_cmpfloat (end, <=, limit);
      if (i + 1 < n)
        g_assert_cmpfloat (end, >, limit - 90);
    }
  /* All at once makes the same pages. */
  reader_sheet_pages_set_size (pages, context, 400, 600);
  g_assert_true (reader_sheet_pages_lay_out (pages, G_MAXUINT));
  g_assert_cmpuint (reader_sheet_pages_count (pages), ==, n);
  g_object_unref (context);
}

/* A sheet without anything is a page with its title. */
static void
test_no_pages (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (ReaderSheetPages) pages = reader_sheet_pages_new ("The lamp", items);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  reader_sheet_pages_set_size (pages, context, 400, 600);
  g_assert_true (reader_sheet_pages_lay_out (pages, 1));
  g_assert_cmpuint (reader_sheet_pages_count (pages), ==, 1);
  g_object_unref (context);
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = new_items ();
  g_autoptr (GtkPrintOperation) print = reader_sheet_print_new ("The lamp", items);
  g_autofree char *path = g_build_filename (fixture->dir, "sheet.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  int n_pages = 0;

  gtk_print_operation_set_export_filename (print, path);
  g_assert_cmpint (gtk_print_operation_run (print,
                                            GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            fixture->window,
                                            &error),
                   ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (print, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, >, 3);
  g_assert_true (g_file_get_contents (path, &content, &length, &error));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_cmpuint (length, >, 4000);
  if (g_getenv ("TRIPTYCH_TEST_PDF"))
    g_file_set_contents (g_getenv ("TRIPTYCH_TEST_PDF"), content, (gssize) length, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, test) \
  g_test_add ("/sheets-window/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("long", test_long);
  ADD ("drop", test_drop);
  ADD ("write", test_write);
  ADD ("write-failed", test_write_failed);
  ADD ("languages", test_languages);
  ADD ("pdf", test_pdf);
  g_test_add_func ("/sheets-window/pages", test_pages);
  g_test_add_func ("/sheets-window/no-pages", test_no_pages);

  return g_test_run ();
}
