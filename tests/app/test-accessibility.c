/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

#include <string.h>

/* Walks over what the windows tell assistive technology: whatever can have the keyboard must say
 * what it is. */

/* What GTK 4.8 calls a thing that has no name: by its type. */
static gboolean
is_type_name (const char *name)
{
  const char *const prefixes[] = { "Gtk", "Adw", "Reader" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]) && g_ascii_isupper (name[strlen (prefixes[i])]))
      return TRUE;
  return FALSE;
}

/* Frames around others, which the keyboard only goes through. */
static gboolean
is_frame (Accessible *accessible)
{
  AtspiRole role = atspi_accessible_get_role (accessible, NULL);

  return role == ATSPI_ROLE_SCROLL_PANE || role == ATSPI_ROLE_FILLER || role == ATSPI_ROLE_LIST
         || role == ATSPI_ROLE_FRAME || role == ATSPI_ROLE_APPLICATION;
}

/* What the widgets of GTK and libadwaita are made of inside, where the widget has the name: the
 * button in a drop-down or a font button, the list in a combo row, the tabs of a view switcher. */
static gboolean
is_inside_of_combo (Accessible *accessible)
{
  g_autoptr (Accessible) around = atspi_accessible_get_parent (accessible, NULL);

  return around != NULL
         && (atspi_accessible_get_role (around, NULL) == ATSPI_ROLE_COMBO_BOX
             || is_inside_of_combo (around));
}

static gboolean
is_inside_of_named (Accessible *accessible)
{
  g_autoptr (Accessible) around = atspi_accessible_get_parent (accessible, NULL);
  g_autofree char *name = NULL;

  if (atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_PAGE_TAB
      || is_inside_of_combo (accessible))
    return TRUE;
  if (around == NULL || atspi_accessible_get_child_count (around, NULL) != 1)
    return FALSE;
  name = program_dup_name (around);
  return *name != '\0' && !is_type_name (name);
}

/* For the message: what stands around it. */
static char *
dup_path (Accessible *accessible)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Accessible *at = g_object_ref (accessible);

  while (at != NULL)
    {
      g_autofree char *name = program_dup_name (at);
      Accessible *parent = atspi_accessible_get_parent (at, NULL);

      if (*name != '\0')
        g_string_append_printf (path, " %s;", name);
      g_object_unref (at);
      at = parent;
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* The search box that libadwaita puts into every window with preferences. */
#define ADWAITAS_SEARCH " GtkSearchEntry; GtkStackPage; AdwLeaflet;*"

static void
check (Accessible *accessible, GString *unnamed)
{
  int n = atspi_accessible_get_child_count (accessible, NULL);

  if (program_has_state (accessible, ATSPI_STATE_FOCUSABLE) && !is_frame (accessible))
    {
      g_autofree char *name = program_dup_name (accessible);
      g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
      g_autofree char *path = dup_path (accessible);

      if ((*name == '\0' || is_type_name (name)) && !is_inside_of_named (accessible)
          && !g_pattern_match_simple (ADWAITAS_SEARCH, path))
        g_string_append_printf (unnamed, "\n%s in %s", role, path);
    }
  for (int i = 0; i < n; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL && program_has_state (child, ATSPI_STATE_VISIBLE))
        check (child, unnamed);
    }
}

static void
check_window (Program *program, const char *title)
{
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, title);
  g_autoptr (GString) unnamed = g_string_new (NULL);

  check (window, unnamed);
  if (unnamed->len > 0)
    {
      g_printerr ("%s%s\n", title, unnamed->str);
      g_test_fail ();
    }
}

static void
act (Program *program, const char *action)
{
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, "Victor Serge");

  program_act (window, action);
}

static void
test_reading (void)
{
  Program *program = program_start (NULL);

  story_check_columns (program);
  program_wait_message (program, "*, row 1 of *");
  check_window (program, "Victor Serge");
  act (program, "panel.bookmarks");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "No bookmarks here yet*"));
  act (program, "entity.filter");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_ENTRY, "Filter by any name*"));
  check_window (program, "Victor Serge");
  program_end (program);
}

static gboolean
has_names (Accessible *accessible, guint *n_items)
{
  int n = atspi_accessible_get_child_count (accessible, NULL);
  gboolean named = TRUE;

  if (atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_MENU_ITEM)
    {
      g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

      ++*n_items;
      return *name != '\0' && strchr (name, '_') == NULL;
    }
  for (int i = 0; named && i < n; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL && program_has_state (child, ATSPI_STATE_VISIBLE))
        named = has_names (child, n_items);
    }
  return named;
}

/* A menu that has just been opened. */
static void
check_menu (Program *program, const char *item)
{
  g_autoptr (Accessible) found = program_wait_for (program, ATSPI_ROLE_MENU_ITEM, item);
  guint n_items = 0;

  g_assert_true (has_names (program_get_root (program), &n_items));
  g_assert_cmpuint (n_items, >, 2);
}

/* Each item of a menu says what it is, and not with which letter. */
static void
test_menus (void)
{
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = program_start (NULL);
  program_focus_window (program, "Victor Serge");
  program_wait_message (program, "*, row 1 of *");
  program_press ("shift+F10");
  check_menu (program, "Bookmark This Passage");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_MENU_ITEM, "Bookmark This Passage");
  story_click (program, "French *");
  check_menu (program, "Linked Columns");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_MENU_ITEM, "Linked Columns");
  program_press ("F10");
  check_menu (program, "Preferences");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_MENU_ITEM, "Preferences");
  program_end (program);
}

/* Every passage that is shown says its language, and its words can be read. */
static void
test_passages (void)
{
  Program *program = program_start (NULL);
  g_autoptr (Accessible) document = NULL;

  story_check_columns (program);
  document = program_wait_for (program, ATSPI_ROLE_DOCUMENT_TEXT, "*");
  g_assert_cmpuint (program_count (document, ATSPI_ROLE_PANEL, "French, *"), >, 2);
  g_assert_cmpuint (program_count (document, ATSPI_ROLE_PANEL, "French, *"),
                    ==,
                    program_count (document, ATSPI_ROLE_PANEL, "Dutch, *"));
  g_assert_cmpuint (program_count (document, ATSPI_ROLE_PANEL, "French, *"),
                    ==,
                    program_count (document, ATSPI_ROLE_PANEL, "English, *"));
  program_end (program);
}

static void
test_library (void)
{
  Program *program = program_start (NULL);

  program_wait_message (program, "*, row 1 of *");
  act (program, "library.show");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST, "Works"));
  check_window (program, "*");
  program_kill (program);
}

static void
test_import (void)
{
  g_autofree char *languages = NULL;
  g_auto (GStrv) accounts = story_dup_accounts (&languages);
  Program *program = program_start ((const char *const *) accounts);

  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "Import Texts"));
  g_object_unref (program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, "Import*"));
  check_window (program, "Import Texts");
  program_kill (program);
}

static void
test_preferences (void)
{
  Program *program = program_start (NULL);

  program_wait_message (program, "*, row 1 of *");
  act (program, "window.preferences");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "Preferences"));
  check_window (program, "Preferences");
  program_kill (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accessibility/reading", test_reading);
  g_test_add_func ("/accessibility/menus", test_menus);
  g_test_add_func ("/accessibility/passages", test_passages);
  g_test_add_func ("/accessibility/library", test_library);
  g_test_add_func ("/accessibility/import", test_import);
  g_test_add_func ("/accessibility/preferences", test_preferences);
  return g_test_run ();
}
