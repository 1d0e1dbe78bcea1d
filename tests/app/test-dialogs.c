/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-go-to-box.h"
#include "dialogs/reader-go-to.h"
#include "dialogs/reader-help.h"
#include "dialogs/reader-import-progress.h"
#include "dialogs/reader-import-row.h"
#include "dialogs/reader-language-chooser.h"
#include "dialogs/reader-preferences.h"
#include "dialogs/reader-registers.h"
#include "dialogs/reader-work-dialog.h"
#include "import-fixture.h"
#include "library/tri-library-works.h"
#include "panels/reader-contents-panel.h"
#include "panels/reader-library-view.h"
#include "panels/reader-work-row.h"
#include "reader-problem-page.h"

#define FRENCH                                                                                \
  "Le phare\n\n"                                                                              \
  "La gardienne du phare est venue dans l'île en hiver, avec une malle et un chat. Elle ne " \
  "connaissait personne et personne ne la connaissait. Le soir, elle allumait la lampe.\n\n"  \
  "La lampe a brillé toute la nuit, et les bateaux ont trouvé leur chemin entre les "       \
  "rochers. Au matin, la gardienne descendait l'escalier et comptait les marches.\n\n"        \
  "Puis elle est partie, comme elle était venue, avec sa malle et sans le chat, qui avait "  \
  "choisi de rester dans l'île parce que les poissons y étaient meilleurs qu'ailleurs.\n\n" \
  "Personne ne sait où elle vit maintenant. On raconte au port qu'elle garde un autre "      \
  "phare, beaucoup plus loin, et que les marches de celui-là sont encore plus nombreuses.\n"

#define DUTCH                                                                                  \
  "De vuurtoren\n\n"                                                                           \
  "De wachter van de vuurtoren kwam in de winter op het eiland, met een koffer en een kat. "   \
  "Zij kende niemand en niemand kende haar. 's Avonds stak zij de lamp aan.\n\n"               \
  "De lamp scheen de hele nacht, en de schepen vonden hun weg tussen de rotsen. In de "        \
  "ochtend ging de wachter de trap af en telde de treden.\n\n"                                 \
  "Daarna vertrok zij zoals zij gekomen was, met haar koffer en zonder de kat, die ervoor "    \
  "gekozen had om op het eiland te blijven omdat de vis daar beter was dan ergens anders.\n\n" \
  "Niemand weet waar zij nu woont. In de haven vertelt men dat zij een andere vuurtoren "      \
  "bewaakt, veel verder weg, en dat die nog veel meer treden heeft dan deze.\n"

static void
check_widget (GtkWidget *widget)
{
  g_object_ref_sink (widget);
  g_assert_finalize_object (G_OBJECT (widget));
}

static void
test_templates (WindowFixture *fixture,
                gconstpointer data)
{
  check_widget (reader_contents_panel_new ());
  check_widget (reader_library_view_new ());
  check_widget (reader_work_row_new ());
  check_widget (reader_problem_page_new ());
  check_widget (reader_go_to_box_new ());
  check_widget (reader_language_chooser_new ());
}

static void
test_shortcuts (WindowFixture *fixture,
                gconstpointer data)
{
  const char *path = "/org/triptych/Triptych/reader-shortcuts.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GObject *shortcuts = gtk_builder_get_object (builder, "shortcuts");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (shortcuts));
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

/* Shows it, and makes sure that nothing of it is left when it is closed. */
static void
check_window (GtkWidget *window,
              const char *picture)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  window_fixture_wait_frames (window);
  window_fixture_shoot_widget (window, picture);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static void
test_windows (WindowFixture *fixture,
              gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr (TriWork) named = NULL;

  window_fixture_open (fixture);
  check_window (reader_help_new (), "help");
  check_window (reader_preferences_new (settings), "preferences");
  check_window (reader_work_dialog_new (reader_window_get_session (fixture->window),
                                        reader_window_get_work (fixture->window)),
                "work-dialog");
  check_window (reader_import_dialog_new (reader_window_get_session (fixture->window)),
                "import-empty");
  /* The title of a work is no markup. */
  named = g_object_new (TRI_TYPE_WORK, NULL);
  g_free (named->title);
  named->title = g_strdup ("Men & <Masses");
  check_window (reader_registers_new (reader_window_get_session (fixture->window), named),
                "registers");
  window_fixture_close (fixture);
}

/* Until a button has the keyboard that does @action. */
static void
wait_focused_action (GtkWidget *dialog,
                     const char *action)
{
  GtkWidget *focus = NULL;

  window_fixture_wait_frames (dialog);
  wait_until (GTK_IS_BUTTON (focus = gtk_window_get_focus (GTK_WINDOW (dialog))));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), ==, action);
}

/* Before there are files Return chooses some: it neither cancels nor does nothing. */
static void
test_import_focus (WindowFixture *fixture,
                   gconstpointer data)
{
  GtkWidget *dialog = NULL;

  window_fixture_open (fixture);
  dialog = import_open (fixture);
  wait_focused_action (dialog, "import.choose");
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static void
test_language_chooser (WindowFixture *fixture,
                       gconstpointer data)
{
  const char *const langs[] = { "fr", "nl", "pt-BR", "" };
  GtkWidget *chooser = g_object_ref_sink (reader_language_chooser_new ());
  ReaderLanguageChooser *self = READER_LANGUAGE_CHOOSER (chooser);

  g_assert_cmpstr (reader_language_chooser_get_lang (self), ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      reader_language_chooser_set_lang (self, langs[i]);
      g_assert_cmpstr (reader_language_chooser_get_lang (self), ==, langs[i]);
    }
  g_assert_finalize_object (G_OBJECT (chooser));
}

/* Return that comes before the files were looked into does not cancel. */
static void
test_import_early (WindowFixture *fixture,
                   gconstpointer data)
{
  g_autofree char *path = window_fixture_write (fixture, "phare.txt", FRENCH);
  GtkWidget *dialog = NULL;

  window_fixture_open (fixture);
  for (guint i = 0; i < 2; i++)
    {
      dialog = reader_import_dialog_new (reader_window_get_session (fixture->window));
      if (i == 0)
        gtk_window_present (GTK_WINDOW (dialog));
      import_add (dialog, path);
      if (i == 1)
        gtk_window_present (GTK_WINDOW (dialog));
      g_assert_false (import_is_ready (dialog));
      g_assert_null (gtk_window_get_focus (GTK_WINDOW (dialog)));
      import_wait_ready (dialog);
      wait_focused_action (dialog, "import.start");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  window_fixture_close (fixture);
}

static void
test_import (WindowFixture *fixture,
             gconstpointer data)
{
  g_autofree char *first = window_fixture_write (fixture, "phare.txt", FRENCH);
  g_autofree char *second = window_fixture_write (fixture, "toren.txt", DUTCH);
  const char *const paths[] = { first, second, NULL };
  g_autoptr (TriWork) work = NULL;
  GtkWidget *dialog = NULL;
  ReaderSession *session = NULL;
  gint64 id = 0;

  window_fixture_open (fixture);
  session = reader_window_get_session (fixture->window);
  dialog = import_open (fixture);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  import_add_all (dialog, paths);
  import_wait_ready (dialog);
  wait_focused_action (dialog, "import.start");
  window_fixture_shoot_widget (dialog, "import");
  id = import_run (dialog);
  wait_until (dialog == NULL);

  work = tri_library_get_work (reader_session_get_library (session), id, NULL);
  g_assert_nonnull (work);
  g_assert_cmpuint (work->texts->len, ==, 2);
  g_assert_cmpstr (((TriText *) g_ptr_array_index (work->texts, 0))->lang, ==, "fr");
  g_assert_cmpstr (((TriText *) g_ptr_array_index (work->texts, 1))->lang, ==, "nl");
  reader_window_show_work (fixture->window, work, NULL);
  window_fixture_shoot (fixture, "imported");
  window_fixture_close (fixture);
}

static void
progress_told_cb (GtkLabel *label,
                  GParamSpec *pspec,
                  GString *told)
{
  g_string_append_printf (told, "%s\n", gtk_label_get_label (label));
}

static GtkWidget *
find_progress_file (GtkWidget *dialog)
{
  GObject *progress = gtk_widget_get_template_child (dialog,
                                                     READER_TYPE_IMPORT_DIALOG,
                                                     "progress");

  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (progress),
                                                    READER_TYPE_IMPORT_PROGRESS,
                                                    "file"));
}

static char *
write_long (WindowFixture *fixture,
            const char *name,
            const char *words)
{
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 0; content->len < 3000000; i++)
    g_string_append_printf (content, "%s\n\n%u.\n\n", words, i);

  return window_fixture_write (fixture, name, content->str);
}

/* Whoever waits sees which file it is that takes so long. */
static void
test_import_progress (WindowFixture *fixture,
                      gconstpointer data)
{
  g_autofree char *first = write_long (fixture, "phare.txt", FRENCH);
  g_autofree char *second = write_long (fixture, "toren.txt", DUTCH);
  const char *const paths[] = { first, second, NULL };
  g_autoptr (GString) told = g_string_new (NULL);
  GtkWidget *dialog = NULL;
  gint64 id = 0;

  window_fixture_open (fixture);
  dialog = import_open (fixture);
  g_signal_connect (find_progress_file (dialog),
                    "notify::label",
                    G_CALLBACK (progress_told_cb),
                    told);
  import_add_all (dialog, paths);
  import_wait_ready (dialog);
  import_start (dialog, &id);
  wait_until (id != 0 || strstr (told->str, "toren.txt (2 of 2)") != NULL);
  if (id == 0)
    window_fixture_shoot_widget (dialog, "import-progress");
  wait_until (id != 0);
  g_assert_nonnull (strstr (told->str, "phare.txt (1 of 2)"));
  g_assert_nonnull (strstr (told->str, "toren.txt (2 of 2)"));
  window_fixture_close (fixture);
}

static gint64
import_one (WindowFixture *fixture,
            const char *path,
            const char *title)
{
  GtkWidget *dialog = import_open (fixture);

  import_add (dialog, path);
  import_wait_ready (dialog);
  reader_import_dialog_set_title (READER_IMPORT_DIALOG (dialog), title);
  g_assert_false (reader_import_dialog_has_warning (READER_IMPORT_DIALOG (dialog)));

  return import_run (dialog);
}

/* A file that the library has is left out, and a title that is taken is warned of. */
static void
test_import_again (WindowFixture *fixture,
                   gconstpointer data)
{
  g_autofree char *first = window_fixture_write (fixture, "phare.txt", FRENCH);
  g_autofree char *second = window_fixture_write (fixture, "toren.txt", DUTCH);
  g_autoptr (TriWork) work = NULL;
  GtkWidget *dialog = NULL;
  ReaderSession *session = NULL;

  window_fixture_open (fixture);
  session = reader_window_get_session (fixture->window);
  import_one (fixture, first, "Le phare");
  dialog = import_open (fixture);
  import_add (dialog, first);
  wait_until (window_fixture_find_button (dialog, "Open the work this file is in") != NULL);
  g_assert_false (import_is_ready (dialog));
  import_add (dialog, second);
  import_wait_ready (dialog);
  reader_import_dialog_set_title (READER_IMPORT_DIALOG (dialog), "le PHARE ");
  g_assert_true (reader_import_dialog_has_warning (READER_IMPORT_DIALOG (dialog)));
  window_fixture_shoot_widget (dialog, "import-again");
  work = tri_library_get_work (reader_session_get_library (session), import_run (dialog), NULL);
  g_assert_cmpuint (work->texts->len, ==, 1);
  window_fixture_close (fixture);
}

static gboolean
says_what_to_do (gpointer data)
{
  GtkWidget *button = window_fixture_find_button (data, "Leave this file out");
  GtkWidget *group = NULL;

  if (button == NULL)
    return FALSE;

  group = gtk_widget_get_ancestor (button, ADW_TYPE_PREFERENCES_GROUP);
  return *adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)) != '\0';
}

#define BROKEN "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>"

/* A dialog on two files, one of which at least cannot be read, which it knows. */
static GtkWidget *
open_broken (WindowFixture *fixture,
             const char *first,
             const char *second)
{
  const char *const paths[] = { first, second, NULL };
  GtkWidget *dialog = NULL;

  window_fixture_open (fixture);
  dialog = import_open (fixture);
  import_add_all (dialog, paths);
  window_fixture_wait (says_what_to_do, dialog);

  return dialog;
}

/* A file that cannot be read is said to be so before anything is stored. */
static void
test_import_broken (WindowFixture *fixture,
                    gconstpointer data)
{
  g_autofree char *good = window_fixture_write (fixture, "phare.txt", FRENCH);
  g_autofree char *bad = window_fixture_write (fixture, "broken.xml", BROKEN);
  GtkWidget *dialog = open_broken (fixture, bad, good);

  window_fixture_shoot_widget (dialog, "import-broken");
  g_assert_false (import_is_ready (dialog));
  gtk_widget_activate (window_fixture_find_button (dialog, "Leave this file out"));
  import_wait_ready (dialog);
  g_assert_false (says_what_to_do (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static gboolean
is_in_row (GtkWidget *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  return focus != NULL && gtk_widget_get_ancestor (focus, READER_TYPE_IMPORT_ROW) != NULL;
}

static void
leave_out (GtkWidget *dialog)
{
  GtkWidget *button = window_fixture_find_button (dialog, "Leave this file out");

  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Whoever leaves files out by the keyboard goes on with the next one, and with others at last. */
static void
test_import_leave_out (WindowFixture *fixture,
                       gconstpointer data)
{
  g_autofree char *first = window_fixture_write (fixture, "first.xml", BROKEN);
  g_autofree char *second = window_fixture_write (fixture, "second.xml", BROKEN);
  GtkWidget *dialog = open_broken (fixture, first, second);

  leave_out (dialog);
  wait_until (is_in_row (dialog));
  leave_out (dialog);
  wait_focused_action (dialog, "import.choose");
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static gboolean
has_places (gpointer data)
{
  return reader_go_to_box_get_n_items (data) > 0;
}

/* Words that are not all there say so. */
static void
test_go_to_beginning (WindowFixture *fixture,
                      gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  ReaderGoToItem *item = NULL;

  window_fixture_open (fixture);
  items = reader_go_to_find (
      reader_session_get_library (reader_window_get_session (fixture->window)),
      reader_window_get_work (fixture->window),
      "50 %",
      NULL,
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpint (g_utf8_strlen (item->title, -1), ==, 61);
  g_assert_true (g_str_has_suffix (item->title, "…"));
  window_fixture_close (fixture);
}

static void
test_go_to (WindowFixture *fixture,
            gconstpointer data)
{
  const char *const typed[] = { "bruxelles", "BRUSSEL", "50 %", "12" };
  GtkWidget *box = reader_go_to_box_new ();
  GtkWidget *header = NULL;

  window_fixture_open (fixture);
  header = gtk_widget_get_first_child (
      adw_application_window_get_content (ADW_APPLICATION_WINDOW (fixture->window)));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), box);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      reader_go_to_box_open (READER_GO_TO_BOX (box),
                             reader_window_get_session (fixture->window),
                             reader_window_get_work (fixture->window));
      reader_go_to_box_type (READER_GO_TO_BOX (box), typed[i]);
      window_fixture_wait (has_places, box);
      window_fixture_shoot (fixture, "go-to");
      gtk_popover_popdown (GTK_POPOVER (box));
    }
  /* GTK 4.8 looks half a second later whether the popover has a tooltip at the pointer, unless it
   * is made to look at once. */
  gtk_widget_trigger_tooltip_query (box);
  window_fixture_close (fixture);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/dialogs/templates", test_templates);
  window_fixture_add ("/dialogs/shortcuts", test_shortcuts);
  window_fixture_add ("/dialogs/windows", test_windows);
  window_fixture_add ("/dialogs/import-focus", test_import_focus);
  window_fixture_add ("/dialogs/import-early", test_import_early);
  window_fixture_add ("/dialogs/language-chooser", test_language_chooser);
  window_fixture_add ("/dialogs/import/two-files", test_import);
  window_fixture_add ("/dialogs/import/two-files-progress", test_import_progress);
  window_fixture_add ("/dialogs/import/again", test_import_again);
  window_fixture_add ("/dialogs/import/broken", test_import_broken);
  window_fixture_add ("/dialogs/import/leave-out", test_import_leave_out);
  window_fixture_add ("/dialogs/go-to", test_go_to);
  window_fixture_add ("/dialogs/go-to-beginning", test_go_to_beginning);

  return g_test_run ();
}
