/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-help.h"
#include "dialogs/reader-import-dialog.h"
#include "dialogs/reader-preferences.h"
#include "dialogs/reader-work-dialog.h"
#include "library/tri-library-entities.h"
#include "panels/reader-bookmark-editor.h"
#include "panels/reader-bookmark-row.h"
#include "panels/reader-contents-row.h"
#include "panels/reader-entity-head.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-work-row.h"
#include "reader-problem-page.h"
#include "reader-words.h"
#include "tri-environment.h"
#include "view/reader-cell.h"
#include "window-fixture.h"

#include <glib/gi18n.h>
#include <locale.h>

/* Runs the program in the language that LANGUAGE names and looks at every word in its windows: each
 * must come from the translation, from the library or from a language's own name. English that
 * nobody marked for translation comes from none of these. */

typedef struct
{
  WindowFixture window;
  GHashTable *known;
  GPtrArray *formats; /* of string arrays */
  GString *content;
  GPtrArray *english;
} Translations;

/* Words that are not of any language, or of GTK, which translates them by itself. */
static const char *const allowed[] = { "▾", "TEI", "Sans", NULL };

/* --- The translation --- */

static char *
without_mnemonic (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("", parts);
}

/* What GTK and Adwaita put into our windows, in their translation, if the system has it. */
static void
add_toolkit (Translations *self)
{
  static const char *const words[] = { "Apply",
                                       "Search",
                                       "Search preferences",
                                       "No Results Found",
                                       "Try a different search.",
                                       "Try a different search",
                                       "Pick a Font" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_hash_table_add (self->known, g_strdup (g_dgettext ("gtk40", words[i])));
      g_hash_table_add (self->known, g_strdup (g_dgettext ("libadwaita", words[i])));
    }
  /* A key that stands alone in a menu. */
  g_hash_table_add (self->known, g_strdup (g_dpgettext2 ("gtk40", "keyboard label", "Delete")));
}

/* What is fixed in a translated format, in its order, NULL when that is hardly a letter. */
static GStrv
split_format (const char *text)
{
  g_autoptr (GRegex) directives = g_regex_new ("%(?:\\d+\\$)?[-\\d]*[sdugeB]", 0, 0, NULL);
  g_auto (GStrv) pieces = g_regex_split (directives, text, 0);
  guint letters = 0;

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_auto (GStrv) percents = g_strsplit (pieces[i], "%%", -1);

      for (const char *p = pieces[i]; *p; p = g_utf8_next_char (p))
        letters += g_unichar_isalpha (g_utf8_get_char (p));
      g_free (pieces[i]);
      pieces[i] = g_strjoinv ("%", percents);
    }
  return letters > 2 ? g_steal_pointer (&pieces) : NULL;
}

/* Each piece at the first place where it can be; the last one at the end. */
static gboolean
is_made_by (const char *const *pieces,
            const char *text)
{
  if (!g_str_has_prefix (text, pieces[0]))
    return FALSE;
  text += strlen (pieces[0]);
  for (guint i = 1; pieces[i] != NULL; i++)
    {
      const char *found = strstr (text, pieces[i]);

      if (pieces[i + 1] == NULL)
        return g_str_has_suffix (text, pieces[i]);
      if (found == NULL)
        return FALSE;
      text = found + strlen (pieces[i]);
    }
  return *text == '\0';
}

static void
add_translation (Translations *self,
                 const char *text)
{
  GStrv pieces = strchr (text, '%') != NULL ? split_format (text) : NULL;

  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    g_hash_table_add (self->known, without_mnemonic (paragraphs[i]));
  if (pieces != NULL)
    g_ptr_array_add (self->formats, pieces);
}

/* The strings of a message catalogue, in the form msgfmt writes on this machine. */
static void
read_catalogue (Translations *self)
{
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE"));
  g_autofree char *path = g_build_filename (tri_environment_get_locale_dir (),
                                            language,
                                            "LC_MESSAGES",
                                            "triptych.mo",
                                            NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  const guint32 *words = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  words = (const guint32 *) (gpointer) data;
  g_assert_cmphex (words[0], ==, 0x950412de);
  for (guint i = 1; i < words[2]; i++)
    {
      const guint32 *entry = words + words[4] / 4 + 2 * i;
      const char *text = data + entry[1];

      /* The forms of a plural follow each other. */
      for (const char *end = text + entry[0]; text < end; text += strlen (text) + 1)
        add_translation (self, text);
    }
}

/* The files are indented, the labels are not; where a label is cut stands an ellipsis. */
static char *
without_blanks (const char *text)
{
  static GRegex *blanks = NULL;

  if (blanks == NULL)
    blanks = g_regex_new ("\\s+|…", G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace_literal (blanks, text, -1, 0, "", 0, NULL);
}

static void
add_content (Translations *self,
             const char *data,
             const char *markup)
{
  g_autoptr (GRegex) regex = g_regex_new (markup, G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *text = g_regex_replace_literal (regex, data, -1, 0, "", 0, NULL);
  g_autofree char *packed = without_blanks (text);

  g_string_append (self->content, packed);
}

static void
read_content (Translations *self,
              const char *room)
{
  g_autofree char *path = g_build_filename (tri_environment_get_data_dir (),
                                            room,
                                            "victor-serge.xml",
                                            NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);
  add_content (self, data, "<[^>]*>");
  /* Notes do not stand where their marks are. */
  add_content (self, data, "<note.*?</note>|<[^>]*>");
}

/* --- Looking --- */

static gboolean
has_letters (const char *text)
{
  guint letters = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    letters += g_unichar_isalpha (g_utf8_get_char (p));
  return letters > 1;
}

static gboolean
is_language (const char *text)
{
  static const char *const tags[] = { "fr", "en", "nl", "de", "es", "it", "ru", "pt", "pl", "la" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *name = reader_words_dup_language (tags[i]);

      if (g_str_equal (text, tags[i]) || g_str_equal (text, name))
        return TRUE;
    }
  return FALSE;
}

/* Names of keys are GTK's. */
static gboolean
is_accelerator (const char *text)
{
  return g_regex_match_simple ("^(\\p{L}+\\+)+\\S+$", text, 0, 0);
}

static gboolean
is_known (Translations *self,
          const char *text)
{
  g_autofree char *bare = without_mnemonic (text);
  g_autofree char *packed = without_blanks (text);

  if (!has_letters (text) || g_hash_table_contains (self->known, bare) || is_language (text)
      || g_strv_contains (allowed, text) || is_accelerator (text)
      || strstr (self->content->str, packed) != NULL)
    return TRUE;
  for (guint i = 0; i < self->formats->len; i++)
    if (is_made_by (g_ptr_array_index (self->formats, i), text))
      return TRUE;
  return FALSE;
}

/* Words of several kinds are joined: first by lines and points, inside these by colons. */
static void
check_parts (Translations *self,
             GtkWidget *widget,
             const char *text,
             guint level)
{
  static const char *const joints[] = { "\\n+| · |  +| — ", ": " };
  g_auto (GStrv) parts = NULL;

  if (is_known (self, text))
    return;
  if (level == G_N_ELEMENTS (joints))
    {
      g_ptr_array_add (self->english,
                       g_strdup_printf ("%s: “%s”", G_OBJECT_TYPE_NAME (widget), text));
      return;
    }
  parts = g_regex_split_simple (joints[level], text, 0, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    check_parts (self, widget, g_strstrip (parts[i]), level + 1);
}

static void
check_words (Translations *self,
             GtkWidget *widget,
             const char *text)
{
  if (text != NULL)
    check_parts (self, widget, text, 0);
}

static void
check_property (Translations *self,
                GtkWidget *widget,
                const char *name)
{
  g_autofree char *text = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), name) == NULL)
    return;
  g_object_get (widget, name, &text, NULL);
  check_words (self, widget, text);
}

/* What one can choose; the rest of a drop-down is GTK's. */
static void
check_choices (Translations *self,
               GtkWidget *widget)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (widget));
  guint n = GTK_IS_STRING_LIST (model) ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n; i++)
    check_words (self, widget, gtk_string_list_get_string (GTK_STRING_LIST (model), i));
}

static void
check_widget (Translations *self,
              GtkWidget *widget)
{
  static const char *const names[] = { "tooltip-text", "placeholder-text", "title", "subtitle" };

  /* GTK's own, in its own translation. */
  if (GTK_IS_IMAGE (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;
  if (GTK_IS_DROP_DOWN (widget))
    {
      check_choices (self, widget);
      return;
    }
  if (GTK_IS_LABEL (widget))
    check_words (self, widget, gtk_label_get_text (GTK_LABEL (widget)));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_property (self, widget, names[i]);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (self, child);
}

/* @shown: what is waited for, since it comes last. */
static void
check_all (Translations *self,
           GtkWidget *widget,
           const char *where,
           GType shown)
{
  wait_until (window_fixture_find_mapped (widget, shown) != NULL);
  window_fixture_wait_workers (&self->window);
  window_fixture_wait_frames (widget);
  window_fixture_shoot_widget (widget, where);
  check_widget (self, widget);
  for (guint i = 0; i < self->english->len; i++)
    g_test_message ("%s: %s", where, (const char *) g_ptr_array_index (self->english, i));
  if (self->english->len > 0)
    g_test_fail ();
  g_ptr_array_set_size (self->english, 0);
}

/* --- The tests --- */

static void
set_up (Translations *self,
        gconstpointer data)
{
  window_fixture_set_up (&self->window, data);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->formats = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->content = g_string_new (NULL);
  self->english = g_ptr_array_new_with_free_func (g_free);
  add_toolkit (self);
  read_catalogue (self);
  read_content (self, "library");
  read_content (self, "register");
}

static void
tear_down (Translations *self,
           gconstpointer data)
{
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->formats);
  g_string_free (self->content, TRUE);
  g_ptr_array_unref (self->english);
  window_fixture_tear_down (&self->window, data);
}

static void
test_window (Translations *self,
             gconstpointer data)
{
  GtkWidget *window = NULL;

  window_fixture_open (&self->window);
  window = GTK_WIDGET (self->window.window);
  check_all (self, window, "window", READER_TYPE_CELL);
  g_object_set (window, "contents-open", TRUE, NULL);
  check_all (self, window, "contents", READER_TYPE_CONTENTS_ROW);
  g_object_set (window, "sidebar-open", TRUE, NULL);
  check_all (self, window, "sidebar", READER_TYPE_PANEL_ROW);
  gtk_widget_activate_action (window, "bookmark.add", NULL);
  check_all (self, window, "editor", READER_TYPE_BOOKMARK_EDITOR);
  gtk_widget_activate_action (window, "panel.bookmarks", NULL);
  check_all (self, window, "bookmarks", READER_TYPE_BOOKMARK_ROW);
  gtk_widget_activate_action (window, "library.show", NULL);
  check_all (self, window, "library", READER_TYPE_WORK_ROW);
  window_fixture_close (&self->window);
}

static void
test_card (Translations *self,
           gconstpointer data)
{
  TriEntityQuery query = { .limit = 1 };
  g_autoptr (GPtrArray) entities = NULL;
  TriLibrary *library = NULL;

  window_fixture_open (&self->window);
  library = reader_session_get_library (reader_window_get_session (self->window.window));
  entities = tri_library_list_entities (library, &query, NULL);
  g_assert_nonnull (entities);
  g_assert_cmpuint (entities->len, ==, 1);
  reader_window_show_entity (self->window.window,
                             ((TriEntity *) g_ptr_array_index (entities, 0))->id,
                             0);
  check_all (self, GTK_WIDGET (self->window.window), "card", READER_TYPE_ENTITY_HEAD);
  window_fixture_close (&self->window);
}

static void
check_window (Translations *self,
              GtkWidget *window,
              const char *where)
{
  gtk_window_present (GTK_WINDOW (window));
  check_all (self, window, where, GTK_TYPE_LABEL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_dialogs (Translations *self,
              gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  ReaderSession *session = NULL;

  window_fixture_open (&self->window);
  session = reader_window_get_session (self->window.window);
  check_window (self, reader_help_new (), "help");
  check_window (self, reader_preferences_new (settings), "preferences");
  check_window (self,
                reader_work_dialog_new (session, reader_window_get_work (self->window.window)),
                "work-dialog");
  check_window (self, reader_import_dialog_new (session), "import");
  window_fixture_close (&self->window);
}

static void
test_no_library (Translations *self,
                 gconstpointer data)
{
  g_autofree char *path = window_fixture_write (&self->window, "library.db", "A shopping list.\n");

  g_string_append (self->content, path);
  window_fixture_open (&self->window);
  check_all (self, GTK_WIDGET (self->window.window), "problem", READER_TYPE_PROBLEM_PAGE);
  window_fixture_close (&self->window);
}

/* gettext looks at LANGUAGE in no locale of C; a bare machine has no other one until it is made. */
static gboolean
make_locale (const char *language)
{
  g_autofree char *country = g_ascii_strup (language, -1);
  g_autofree char *name = g_strdup_printf ("%s_%s", language, country);
  g_autofree char *locale = g_strdup_printf ("%s.UTF-8", name);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), locale, NULL);
  const char *arguments[] = { "localedef", "-i", name, "-f", "UTF-8", path, NULL };

  g_spawn_sync (NULL,
                (char **) arguments,
                NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
  g_setenv ("LOCPATH", g_get_tmp_dir (), TRUE);
  g_setenv ("LC_ALL", locale, TRUE);
  return setlocale (LC_ALL, "") != NULL;
}

static void
add (const char *path,
     void (*test) (Translations *self, gconstpointer data))
{
  g_test_add (path, Translations, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  const char *language = g_getenv ("LANGUAGE");
  gboolean has_locale = language != NULL && *language != '\0' && make_locale (language);

  tri_environment_init ();
  g_test_init (&argc, &argv, NULL);
  if (!has_locale)
    {
      g_print ("1..0 # SKIP LANGUAGE names no language this machine has a locale for\n");
      return 0;
    }
  adw_init ();

  add ("/translations/window", test_window);
  add ("/translations/card", test_card);
  add ("/translations/dialogs", test_dialogs);
  add ("/translations/no-library", test_no_library);

  return g_test_run ();
}
