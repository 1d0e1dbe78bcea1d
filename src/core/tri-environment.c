/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-environment.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>

static const char *
get_path (const char *variable,
          const char *installed)
{
  const char *dir = g_getenv (variable);

  return dir != NULL && *dir != '\0' ? dir : installed;
}

/**
 * tri_environment_get_version:
 *
 * Returns: (transfer none): the version of the program, as in "0.1.0"
 */
const char *
tri_environment_get_version (void)
{
  return TRIPTYCH_VERSION;
}

/**
 * tri_environment_get_data_dir:
 *
 * Where the bundled works, registers and schemas are: the folders `library`, `register` and
 * `schema` stand in it.
 *
 * The variable TRIPTYCH_DATA_DIR goes before the installed place, so that the programs run from the
 * build directory.
 *
 * Returns: (transfer none): an absolute path
 */
const char *
tri_environment_get_data_dir (void)
{
  return get_path ("TRIPTYCH_DATA_DIR", PKGDATADIR);
}

/**
 * tri_environment_get_seed:
 *
 * The library with the bundled work that a first start copies; TRIPTYCH_SEED goes before the
 * installed one.
 *
 * Returns: (transfer none): an absolute path; the file need not be there
 */
const char *
tri_environment_get_seed (void)
{
  return get_path ("TRIPTYCH_SEED", PKGDATADIR "/seed.db");
}

/**
 * tri_environment_get_locale_dir:
 *
 * Where the translations of the interface are; TRIPTYCH_LOCALE_DIR goes before the installed place.
 *
 * Returns: (transfer none): an absolute path
 */
const char *
tri_environment_get_locale_dir (void)
{
  return get_path ("TRIPTYCH_LOCALE_DIR", LOCALEDIR);
}

static void
set_unless_set (const char *variable, const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_setenv (variable, path, FALSE);
}

/* A program that is run from its build directory, as SOURCE/BUILD/src/cli/triptych-cli, finds the
 * data, translations and settings of that build; the variables go before. */
static void
find_build (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *room = program ? g_path_get_dirname (program) : NULL;
  g_autofree char *rooms = room ? g_path_get_dirname (room) : NULL;
  g_autofree char *build = rooms ? g_path_get_dirname (rooms) : NULL;
  g_autofree char *mark = build ? g_build_filename (build, "build.ninja", NULL) : NULL;
  g_autofree char *source = build ? g_path_get_dirname (build) : NULL;

  if (!mark || !g_file_test (mark, G_FILE_TEST_EXISTS))
    return;
  set_unless_set ("TRIPTYCH_DATA_DIR", source, "data");
  set_unless_set ("TRIPTYCH_LOCALE_DIR", build, "po");
  set_unless_set ("GSETTINGS_SCHEMA_DIR", build, "data");
  set_unless_set ("TRIPTYCH_SEED", build, "data/seed.db");
}

/* A program installed where nobody looks, as after `./dev install PREFIX`, finds its settings and
 * icons there all the same: GLib and GTK look in the folders of this variable. */
static void
find_installed (void)
{
  const char *dirs = get_path ("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
  g_auto (GStrv) known = g_strsplit (dirs, ":", -1);
  g_autofree char *more = NULL;

  if (g_strv_contains ((const char *const *) known, DATADIR))
    return;
  more = g_strconcat (dirs, ":", DATADIR, NULL);
  g_setenv ("XDG_DATA_DIRS", more, TRUE);
}

/**
 * tri_environment_init:
 *
 * Finds the program's files, takes the locale from the environment and finds the translations. Call
 * it first in main(), once.
 */
void
tri_environment_init (void)
{
  find_build ();
  find_installed ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, tri_environment_get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
