/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker.h"
#include "library/tri-import.h"
#include "library/tri-library-entities.h"

#include <string.h>

/* The bundled register over five real accounts, which are not part of the program: their folder is
 * $TRIPTYCH_TEST_DATA/texts/serge. */

typedef struct
{
  TriLibrary *library;
  TriLinker *linker;
} Fixture;

static void
add_names (Fixture *fixture, gint64 id)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (fixture->library, id, NULL);

  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      tri_linker_add (fixture->linker, id, entity->type, name->lang, name->kind, name->name);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("serge-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  const char *data_dir = g_getenv ("TRIPTYCH_DATA_DIR");
  g_autofree char *file = g_build_filename (data_dir, "register", "victor-serge.xml", NULL);
  g_autoptr (GPtrArray) entities = NULL;
  g_autoptr (GError) error = NULL;
  TriEntityQuery all = { .type = -1 };

  fixture->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  tri_library_import_register (fixture->library, file, NULL, &error);
  g_assert_no_error (error);
  fixture->linker = tri_linker_new ();
  entities = tri_library_list_entities (fixture->library, &all, &error);
  g_assert_cmpuint (entities->len, >, 200);
  for (guint i = 0; i < entities->len; i++)
    add_names (fixture, ((TriEntity *) g_ptr_array_index (entities, i))->id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_clear_pointer (&fixture->linker, tri_linker_unref);
}

/* Each line as a passage; NULL and skipped when the texts are not there. */
static GStrv
read_lines (const char *name)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;

  if (!data || !*data)
    {
      g_test_skip ("TRIPTYCH_TEST_DATA is not set");
      return NULL;
    }
  path = g_build_filename (data, "texts", "serge", name, NULL);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return g_strsplit (content, "\n", -1);
}

static void
note_mention (Fixture *fixture, GHashTable *found, const char *line, const TriMention *mention)
{
  g_autofree char *surface = g_utf8_substring (line, mention->start, mention->end);
  g_autoptr (TriEntity) entity = NULL;
  const char *held;

  entity = tri_library_get_entity (fixture->library, mention->entity, NULL);
  held = g_hash_table_lookup (found, entity->key);
  g_test_message ("%.2f %s: %s", mention->confidence, entity->key, surface);
  g_hash_table_insert (found,
                       g_strdup (entity->key),
                       g_strconcat (held ? held : "|", surface, "|", NULL));
}

/* The words linked to each entity: key → "|a|b|c|". */
static GHashTable *
link_file (Fixture *fixture, const char *name, const char *lang)
{
  g_auto (GStrv) lines = read_lines (name);
  g_autoptr (TriLinkerText) text = tri_linker_text_new (fixture->linker, lang);
  GHashTable *found;

  if (!lines)
    return NULL;
  found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; lines[i]; i++)
    tri_linker_text_survey (text, lines[i]);
  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (GArray) mentions = tri_mention_array_new ();

      tri_linker_text_link (text, lines[i], NULL, 0, mentions);
      for (guint m = 0; m < mentions->len; m++)
        note_mention (fixture, found, lines[i], &g_array_index (mentions, TriMention, m));
    }
  return found;
}

static void
test_trotsky (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *lang;
    const char *trotsky;
  } accounts[] = {
    { "fr-biographie.txt", "fr", "|Léon Trotski|" },
    { "en-riere.txt", "en", "|Trotsky|" },
    { "en-archive.txt", "en", "|Trotsky|" },
    { "nl-anarchisme.md", "nl", "|Trotski|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autoptr (GHashTable) found = link_file (fixture, accounts[i].file, accounts[i].lang);
      const char *trotsky = found ? g_hash_table_lookup (found, "trotsky") : NULL;
      const char *masses = found ? g_hash_table_lookup (found, "masses") : NULL;

      if (!found)
        return;
      g_assert_nonnull (trotsky);
      g_assert_nonnull (strstr (trotsky, accounts[i].trotsky));
      g_assert_null (strstr (trotsky, "ist"));
      g_assert_nonnull (g_hash_table_lookup (found, "serge"));
      if (masses)
        g_assert_null (strstr (masses, "masses"));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/serge/link/trotsky", Fixture, NULL, set_up, test_trotsky, tear_down);

  return g_test_run ();
}
