/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include <string.h>
#include <sys/wait.h>

#define MAX_ARGUMENTS 24

void
cli_run_set_up (CliRun *self, const char *name)
{
  g_autofree char *template = g_strconcat (name, "-XXXXXX", NULL);

  self->folder = g_dir_make_tmp (template, NULL);
  g_assert_nonnull (self->folder);
  cli_run_set_library (self, "l.db");
}

void
cli_run_tear_down (CliRun *self, gconstpointer data)
{
  g_free (self->folder);
  g_free (self->library);
  g_free (self->out);
  g_free (self->err);
}

char *
cli_run_write (CliRun *self, const char *name, const char *content)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

void
cli_run_set_library (CliRun *self, const char *name)
{
  g_free (self->library);
  self->library = g_build_filename (self->folder, name, NULL);
}

void
cli_run (CliRun *self, const char *verb, ...)
{
  const char *argv[MAX_ARGUMENTS + 1] = { g_getenv ("TRIPTYCH_CLI"), verb };
  guint n = 2;
  va_list arguments;

  if (self->library)
    {
      argv[n++] = "--library";
      argv[n++] = self->library;
    }
  va_start (arguments, verb);
  for (const char *a = va_arg (arguments, const char *); a; a = va_arg (arguments, const char *))
    {
      g_assert_cmpuint (n, <, MAX_ARGUMENTS);
      argv[n++] = a;
    }
  va_end (arguments);
  cli_run_argv (self, argv);
}

void
cli_run_argv (CliRun *self, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int wait_status = 0;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_spawn_sync (self->folder,
                (char **) argv,
                NULL,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                &self->out,
                &self->err,
                &wait_status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  self->status = WEXITSTATUS (wait_status);
}

void
cli_run_assert_done (CliRun *self)
{
  g_assert_cmpstr (self->err, ==, "");
  g_assert_cmpint (self->status, ==, 0);
}

void
cli_run_assert_refused (CliRun *self, int status, const char *words)
{
  g_assert_cmpstr (self->out, ==, "");
  if (!strstr (self->err, words))
    g_error ("“%s” is not in “%s”", words, self->err);
  g_assert_cmpint (self->status, ==, status);
}

JsonNode *
cli_run_get_json (CliRun *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (self->out, &error);

  g_assert_no_error (error);
  return node;
}
