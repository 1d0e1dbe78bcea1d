/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-sword.h"

#include "library/tri-library-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define MODULE "TRIPTYCH"

/* Rows are Gen.1.1: book, chapter and verse by the names of OSIS. */
static void
add_verse (GString *osis, const char *key, const char *content, char **last)
{
  g_auto (GStrv) parts = g_strsplit (key, ".", 3);
  g_autofree char *chapter = NULL;
  g_autofree char *text = g_markup_escape_text (content, -1);

  if (g_strv_length (parts) != 3)
    return;
  chapter = g_strdup_printf ("%s.%s", parts[0], parts[1]);
  if (!g_str_equal (*last, chapter))
    {
      g_auto (GStrv) before = g_strsplit (*last, ".", 2);
      gboolean is_new = g_strcmp0 (before[0], parts[0]) != 0;

      if (**last)
        g_string_append (osis, is_new ? "</chapter></div>" : "</chapter>");
      if (is_new)
        g_string_append_printf (osis, "<div type=\"book\" osisID=\"%s\">", parts[0]);
      g_string_append_printf (osis, "<chapter osisID=\"%s\">", chapter);
      g_free (*last);
      *last = g_strdup (chapter);
    }
  g_string_append_printf (osis, "<verse osisID=\"%s\">%s</verse>\n", key, text);
}

static void
write_osis (TriLibrary *library, const char *path)
{
  static const char sql[] = "SELECT key, content FROM passages WHERE text ="
                            " (SELECT min (id) FROM texts) ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  g_autoptr (GString) osis = g_string_new (
      "<osis xmlns=\"http://www.bibletechnologies.net/2003/OSIS/namespace\">"
      "<osisText osisIDWork=\"" MODULE "\" osisRefWork=\"Bible\" xml:lang=\"en\"><header>"
      "<work osisWork=\"" MODULE "\"/></header>");
  g_autofree char *last = g_strdup ("");

  while (tri_library_next (library, statement, NULL))
    add_verse (osis,
               tri_statement_get_text (statement, 0),
               tri_statement_get_text (statement, 1),
               &last);
  g_string_append (osis, *last ? "</chapter></div></osisText></osis>" : "</osisText></osis>");
  g_file_set_contents (path, osis->str, (gssize) osis->len, NULL);
}

static void
write_configuration (const char *folder)
{
  static const char words[] = "[" MODULE "]\nDataPath=./modules/\nModDrv=RawText\n"
                              "SourceType=OSIS\nEncoding=UTF-8\nLang=en\nVersification=KJV\n"
                              "Description=The verses of the bench\n";
  g_autofree char *mods = g_build_filename (folder, "mods.d", NULL);
  g_autofree char *path = g_build_filename (mods, "triptych.conf", NULL);

  g_mkdir_with_parents (mods, 0700);
  g_file_set_contents (path, words, -1, NULL);
}

char *
search_sword_make (TriLibrary *library, const char *path)
{
  g_autofree char *program = g_find_program_in_path ("osis2mod");
  g_autofree char *diatheke = g_find_program_in_path ("diatheke");
  g_autofree char *folder = g_strconcat (path, ".sword", NULL);
  g_autofree char *modules = g_build_filename (folder, "modules", NULL);
  g_autofree char *osis = g_build_filename (folder, "verses.xml", NULL);
  const char *argv[] = { program, modules, osis, "-v", "KJV", NULL };
  int status = 0;

  if (!program || !diatheke)
    return NULL;
  g_mkdir_with_parents (modules, 0700);
  write_osis (library, osis);
  write_configuration (folder);
  if (!g_spawn_sync (NULL,
                     (char **) argv,
                     NULL,
                     G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL,
                     NULL,
                     NULL,
                     NULL,
                     &status,
                     NULL)
      || status != 0)
    return NULL;
  return g_steal_pointer (&folder);
}

/* Behind the list stands "12 matches total (TRIPTYCH)". */
static guint
read_total (const char *output)
{
  const char *at = strstr (output, " matches total");

  while (at && at > output && g_ascii_isdigit (at[-1]))
    at--;
  return at ? (guint) g_ascii_strtoull (at, NULL, 10) : 0;
}

double
search_sword_measure (const char *folder, const char *words, guint *n)
{
  const char *argv[] = { "diatheke", "-b", MODULE, "-s", "multiword", "-k", words, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "SWORD_PATH", folder, TRUE);
  g_autofree char *output = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_spawn_sync (NULL,
                (char **) argv,
                environment,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL,
                NULL,
                &output,
                NULL,
                NULL,
                NULL);
  *n = read_total (output ? output : "");
  return (double) (g_get_monotonic_time () - begun) / 1000;
}
