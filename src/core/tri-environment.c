/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-environment.h"

#include <libintl.h>
#include <locale.h>

static const char *
get_dir (const char *variable,
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
  return get_dir ("TRIPTYCH_DATA_DIR", PKGDATADIR);
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
  return get_dir ("TRIPTYCH_LOCALE_DIR", LOCALEDIR);
}

/**
 * tri_environment_init_locale:
 *
 * Takes the locale from the environment and finds the translations. Call it first in main(), once.
 */
void
tri_environment_init_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, tri_environment_get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
