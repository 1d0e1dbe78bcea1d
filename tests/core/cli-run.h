/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The program itself, from outside: a folder with a library that it makes, what it printed when it
 * ran last, and how it ended. A fixture for g_test_add. */
typedef struct
{
  char *folder;
  char *library; /* NULL: --library is not given */
  char *out;
  char *err;
  int status;
} CliRun;

/* A new folder; @name says whose it is. There is no library in it yet. */
void cli_run_set_up (CliRun *self, const char *name);
void cli_run_tear_down (CliRun *self, gconstpointer data);
/* In the folder; the path of it. */
char *cli_run_write (CliRun *self, const char *name, const char *content);
/* From here on the library is another file in the folder. */
void cli_run_set_library (CliRun *self, const char *name);
/* With --library behind the verb and the arguments up to NULL. The program runs in the folder: what
 * lies there needs no path. */
void cli_run (CliRun *self, const char *verb, ...) G_GNUC_NULL_TERMINATED;
/* As it stands, the program first. */
void cli_run_argv (CliRun *self, const char *const *argv);
void cli_run_assert_done (CliRun *self);
/* It printed nothing but an error that has @words in it. */
void cli_run_assert_refused (CliRun *self, int status, const char *words);
/* What it printed. */
JsonNode *cli_run_get_json (CliRun *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
