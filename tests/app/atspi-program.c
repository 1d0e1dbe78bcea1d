/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-program.h"

#include "atspi-tree.h"
#include "patience.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define POLL_MICROSECONDS (60 * 1000)
#define WAIT_SECONDS 40
/* Under load an answer on the bus may take long. */
#define BUS_SECONDS 15
#define MAX_TRIES 20
/* A message must be there when it is looked for, also where every look takes seconds. */
#define MESSAGE_PATIENCE 2

struct _Program
{
  GSubprocess *process;
  Accessible *application;
  char *window; /* the title of the one that has the keyboard */
};

/* The one that was started last: what it shows is told when something does not come. */
static Program *running;

typedef struct
{
  Accessible *root;
  Program *program;
  AtspiRole role;
  const char *name;
  Accessible *found;
} Search;

/* --- the process */

static gboolean
is_over (Program *self)
{
  return g_subprocess_get_identifier (self->process) == NULL;
}

static Accessible *
find_application (int pid)
{
  g_autoptr (Accessible) desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && (int) atspi_accessible_get_process_id (child, NULL) == pid)
        return g_steal_pointer (&child);
    }
  return NULL;
}

static gboolean
has_application (gpointer data)
{
  Program *self = data;

  if (is_over (self))
    g_error ("The program ended by itself");
  self->application = find_application (atoi (g_subprocess_get_identifier (self->process)));
  return self->application != NULL;
}

/**
 * program_start:
 * @arguments: (nullable) (array zero-terminated=1): what follows the program's name
 *
 * Returns: (transfer full): the program, known on the accessibility bus; nothing is said about what
 *   it shows yet
 */
Program *
program_start (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  Program *self = g_new0 (Program, 1);
  g_autofree char *patience = g_strdup_printf ("%d", MESSAGE_PATIENCE * patience_get ());
  int bus_milliseconds = BUS_SECONDS * 1000 * patience_get ();

  if (atspi_init () == 0)
    atspi_set_timeout (bus_milliseconds, bus_milliseconds);
  /* libatspi warns whenever something is gone before it could be asked about. A warning of the
   * program still ends the program, and so the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_setenv ("TRIPTYCH_MESSAGE_PATIENCE", patience, TRUE);
  g_ptr_array_add (argv, (char *) g_getenv ("TRIPTYCH"));
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);
  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_NONE,
                                     &error);
  g_assert_no_error (error);
  program_wait_until (has_application, self, "the program on the accessibility bus");
  /* Nothing remembered: it is asked anew each time, so that no event can be missed. */
  atspi_accessible_set_cache_mask (self->application, ATSPI_CACHE_NONE);
  running = self;
  return self;
}

static void
free_program (Program *self)
{
  if (running == self)
    running = NULL;
  g_clear_object (&self->application);
  g_clear_object (&self->process);
  g_free (self->window);
  g_free (self);
}

/**
 * program_wait:
 *
 * Waits for the program to end by itself, without an error, and frees @self.
 */
void
program_wait (Program *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  free_program (self);
}

/**
 * program_end:
 *
 * Closes the window as its reader does, and frees @self.
 */
void
program_end (Program *self)
{
  Accessible *window = program_wait_for (self, ATSPI_ROLE_FRAME, "*");

  program_act (window, "window.close");
  g_object_unref (window);
  program_wait (self);
}

/**
 * program_kill:
 *
 * Ends the program at once (SIGKILL), and frees @self. It must not have ended by itself before, as
 * after a warning or an error that a sanitizer found.
 */
void
program_kill (Program *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (self->process));
  g_assert_cmpint (g_subprocess_get_term_sig (self->process), ==, SIGKILL);
  free_program (self);
}

/* --- what it shows */

Accessible *
program_get_root (Program *self)
{
  return self->application;
}

/* What GTK 4.8 calls a panel, newer versions call a grouping; toggle buttons have a role there. */
static gboolean
has_role (const TreeNode *node, AtspiRole wanted)
{
  return node->role == wanted
         || (node->role == ATSPI_ROLE_GROUPING && wanted == ATSPI_ROLE_PANEL)
         || (node->role == ATSPI_ROLE_TOGGLE_BUTTON && wanted == ATSPI_ROLE_PUSH_BUTTON);
}

static gboolean
matches (const TreeNode *node, const Search *search)
{
  return (search->role == ATSPI_ROLE_INVALID || has_role (node, search->role))
         && g_pattern_match_simple (search->name, node->name);
}

typedef gboolean (*Visit) (const TreeNode *node, gpointer data);

/* Depth first; the first one for which @visit returns TRUE. */
static const TreeNode *
walk (const TreeNode *node, Visit visit, gpointer data)
{
  const TreeNode *found = visit (node, data) ? node : NULL;

  for (guint i = 0; found == NULL && i < node->children->len; i++)
    found = walk (g_ptr_array_index (node->children, i), visit, data);
  return found;
}

/* The first one for which @visit returns TRUE; looks again when it is gone before it is reached. */
static Accessible *
look (Accessible *root, Visit visit, gpointer data)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (TreeNode) tree = tree_new (root);
      const TreeNode *node = walk (tree, visit, data);
      Accessible *found = node != NULL ? tree_dup_accessible (node, root) : NULL;

      if (node == NULL || found != NULL)
        return found;
    }
  return NULL;
}

/* For the log of a test that failed. */
static gboolean
print_cb (const TreeNode *node, gpointer data)
{
  g_autoptr (Accessible) accessible = tree_dup_accessible (node, data);
  g_autofree char *role = NULL;
  g_autofree char *words = NULL;
  gboolean focused = tree_has_state (node, ATSPI_STATE_FOCUSED);

  if (accessible == NULL)
    return FALSE;
  role = atspi_accessible_get_role_name (accessible, NULL);
  words = program_dup_words (accessible);
  if (*node->name != '\0' || *words != '\0' || focused)
    g_printerr ("%s “%s” %.40s%s\n", role, node->name, words, focused ? " (focus)" : "");
  return FALSE;
}

static void
print_all (Program *self)
{
  g_autoptr (TreeNode) tree = tree_new (self->application);

  walk (tree, print_cb, self->application);
}

/**
 * program_wait_until:
 * @what: what is waited for, for the message when it does not come
 */
void
program_wait_until (ProgramCheck check, gpointer data, const char *what)
{
  int seconds = WAIT_SECONDS * patience_get ();
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (!check (data))
    {
      if (running != NULL && is_over (running))
        g_error ("The program ended by itself before %s", what);
      if (g_get_monotonic_time () > deadline)
        {
          if (running != NULL)
            print_all (running);
          g_error ("Waited %d seconds for %s", seconds, what);
        }
      g_usleep (POLL_MICROSECONDS);
    }
}

static gboolean
find_cb (const TreeNode *node, gpointer data)
{
  return matches (node, data);
}

/**
 * program_find_in:
 * @role: or %ATSPI_ROLE_INVALID for any
 * @name: a pattern, as in g_pattern_match_simple()
 *
 * Returns: (transfer full) (nullable): the first visible thing below @root of that role and name
 */
Accessible *
program_find_in (Accessible *root, AtspiRole role, const char *name)
{
  Search search = { .role = role, .name = name };

  return look (root, find_cb, &search);
}

Accessible *
program_find (Program *self, AtspiRole role, const char *name)
{
  return program_find_in (self->application, role, name);
}

static gboolean
is_found (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->found);
  search->found = look (search->root, find_cb, search);
  return search->found != NULL;
}

static gboolean
is_gone (gpointer data)
{
  Search *search = data;
  g_autoptr (TreeNode) tree = tree_new (search->root);

  return walk (tree, find_cb, search) == NULL;
}

Accessible *
program_wait_in (Accessible *root, AtspiRole role, const char *name)
{
  Search search = { .root = root, .role = role, .name = name };

  program_wait_until (is_found, &search, name);
  return search.found;
}

Accessible *
program_wait_for (Program *self, AtspiRole role, const char *name)
{
  return program_wait_in (self->application, role, name);
}

/**
 * program_wait_message:
 * @message: a pattern
 *
 * Waits for a label with these words.
 */
void
program_wait_message (Program *self, const char *message)
{
  g_object_unref (program_wait_for (self, ATSPI_ROLE_LABEL, message));
}

void
program_wait_gone (Program *self, AtspiRole role, const char *name)
{
  Search search = { .root = self->application, .role = role, .name = name };

  program_wait_until (is_gone, &search, name);
}

static gboolean
find_focus_cb (const TreeNode *node, gpointer data)
{
  return tree_has_state (node, ATSPI_STATE_FOCUSED);
}

/**
 * program_dup_focus:
 *
 * Each window has a focus of its own.
 *
 * Returns: (transfer full) (nullable): what has the keyboard in the window that
 *   program_focus_window() was last called for
 */
Accessible *
program_dup_focus (Program *self)
{
  g_autoptr (Accessible) window = program_find (self, ATSPI_ROLE_FRAME, self->window);

  return window != NULL ? look (window, find_focus_cb, NULL) : NULL;
}

static gboolean
run_xdotool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return g_subprocess_wait_check (process, NULL, NULL);
}

/* A window manager's task; there is none here. */
static gboolean
focus_window (gpointer data)
{
  Program *self = data;
  g_autofree char *pattern = g_strdup_printf ("^%s$", self->window);
  const char *argv[] = {
    "xdotool",
    "search",
    "--onlyvisible",
    "--name",
    pattern,
    "windowfocus",
    "--sync",
    NULL,
  };

  return run_xdotool (argv);
}

/**
 * program_focus_window:
 * @title: its title, without anything that means something in a regular expression
 *
 * Waits for a window, and gives it the keyboard, then and whenever nothing else has it.
 */
void
program_focus_window (Program *self, const char *title)
{
  g_free (self->window);
  self->window = g_strdup (title);
  program_wait_until (focus_window, self, title);
}

static gboolean
is_focused (gpointer data)
{
  Search *search = data;
  g_autoptr (Accessible) focus = program_dup_focus (search->program);
  g_autofree char *name = NULL;

  if (focus == NULL)
    focus_window (search->program);
  else
    name = program_dup_name (focus);
  return name != NULL && g_pattern_match_simple (search->name, name);
}

void
program_wait_focus (Program *self, const char *name)
{
  Search search = { .program = self, .role = ATSPI_ROLE_INVALID, .name = name };

  program_wait_until (is_focused, &search, name);
}

typedef struct
{
  Search search;
  guint n;
} Count;

static gboolean
count_cb (const TreeNode *node, gpointer data)
{
  Count *count = data;

  count->n += matches (node, &count->search) ? 1 : 0;
  return FALSE;
}

guint
program_count (Accessible *root, AtspiRole role, const char *name)
{
  g_autoptr (TreeNode) tree = tree_new (root);
  Count count = { .search = { .role = role, .name = name } };

  walk (tree, count_cb, &count);
  return count.n;
}

/* --- keys and the pointer */

/**
 * program_do:
 * @format: what xdotool is to do: "mousemove 10 20 click 1"; an argument has no space
 */
void
program_do (const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) argv = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat ("xdotool ", words, NULL);
  argv = g_strsplit (line, " ", -1);
  g_assert_true (run_xdotool ((const char *const *) argv));
}

/**
 * program_press:
 * @keys: as xdotool writes them: "ctrl+d"
 */
void
program_press (const char *keys)
{
  program_do ("key %s", keys);
}

void
program_type (const char *words)
{
  const char *argv[] = { "xdotool", "type", "--delay", "20", words, NULL };

  g_assert_true (run_xdotool (argv));
}

/* --- what it stores */

/**
 * program_ask:
 * @arguments: (array zero-terminated=1): of triptych-cli, on the default library
 *
 * Returns: (transfer full): what it says as JSON
 */
JsonNode *
program_ask (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  JsonNode *node = NULL;

  g_ptr_array_add (argv, (char *) g_getenv ("TRIPTYCH_CLI"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, (char *) "--json");
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  node = json_from_string (output, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}
