/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "tri-fold.h"

/* A small library: one work (1) in French (1: passages 1–4) and English (2: passages 11–13), whose
 * first passages are linked; one register (1). */

static const char fixture_sql[] = "INSERT INTO works (id, uuid, title, kind, complete, created,"
                                  " modified)"
                                  " VALUES (1, 'w1', 'Une vie', 0, 1, 1, 1);"
                                  "INSERT INTO texts (id, uuid, work, ord, col, lang, title,"
                                  " passages, modified)"
                                  " VALUES (1, 't-fr', 1, 0, 0, 'fr', 'Une vie', 4, 1), (2,"
                                  " 't-en', 1, 1, 1, 'en', 'A life', 3, 1);"
                                  "INSERT INTO passages (id, text, ord, kind, level, key,"
                                  " content, hash) VALUES"
                                  " (1, 1, 0, 0, 1, 'f0', 'La route de Victor Serge', 0),"
                                  " (2, 1, 1, 1, 0, 'f1', 'Serge rencontre Trotski à Moscou. Les"
                                  " masses attendent.', 0),"
                                  " (3, 1, 2, 1, 0, 'f2', 'On y lit Masses ; l’été, on lit peu.',"
                                  " 0),"
                                  " (4, 1, 3, 1, 0, 'f3', 'D’autres suivent Trotski et Seguí,"
                                  " puis Serge.', 0),"
                                  " (11, 2, 0, 0, 1, 'e0', 'The road of Victor Serge', 0),"
                                  " (12, 2, 1, 1, 0, 'e1', 'Serge meets Trotsky’s friends in"
                                  " Moscow.', 0),"
                                  " (13, 2, 2, 1, 0, 'e2', 'Nobody is named here.', 0);"
                                  "INSERT INTO links (id, work, relation, status) VALUES (1, 1,"
                                  " 0, 0), (2, 1, 0, 0);"
                                  "INSERT INTO link_members (link, passage, sentence) VALUES"
                                  " (1, 1, -1), (1, 11, -1), (2, 2, -1), (2, 12, -1);"
                                  "INSERT INTO registers (id, uuid, title, created) VALUES (1,"
                                  " 'r1', 'Names', 1);"
                                  "INSERT INTO work_registers VALUES (1, 1);";

static const struct
{
  int entity;
  const char *key;
  TriEntityType type;
  const char *lang;
  const char *name;
  TriNameKind kind;
} fixture_names[] = {
  { 1, "serge", TRI_ENTITY_PERSON, "fr", "Victor Serge", TRI_NAME_OFFICIAL },
  { 1, "serge", TRI_ENTITY_PERSON, "en", "Victor Serge", TRI_NAME_OFFICIAL },
  { 1, "serge", TRI_ENTITY_PERSON, "fr", "Serge", TRI_NAME_SHORT },
  { 2, "trotsky", TRI_ENTITY_PERSON, "fr", "Léon Trotski", TRI_NAME_OFFICIAL },
  { 2, "trotsky", TRI_ENTITY_PERSON, "en", "Leon Trotsky", TRI_NAME_OFFICIAL },
  { 2, "trotsky", TRI_ENTITY_PERSON, "fr", "Trotski", TRI_NAME_SHORT },
  { 2, "trotsky", TRI_ENTITY_PERSON, "en", "Trotsky", TRI_NAME_SHORT },
  { 3, "moscow", TRI_ENTITY_PLACE, "fr", "Moscou", TRI_NAME_OFFICIAL },
  { 3, "moscow", TRI_ENTITY_PLACE, "en", "Moscow", TRI_NAME_OFFICIAL },
  { 4, "masses", TRI_ENTITY_WORK, "fr", "Masses", TRI_NAME_OFFICIAL },
  { 5, "segui", TRI_ENTITY_PERSON, "es", "Salvador Seguí", TRI_NAME_OFFICIAL },
  { 5, "segui", TRI_ENTITY_PERSON, "es", "Seguí", TRI_NAME_SHORT },
  { 6, "ecole", TRI_ENTITY_ORGANISATION, "fr", "École émancipée", TRI_NAME_OFFICIAL },
  { 7, "serge-town", TRI_ENTITY_PLACE, "fr", "Serge", TRI_NAME_SHORT },
};

static inline void
fixture_add_name (TriLibrary *library, guint i)
{
  g_autofree char *folded = tri_fold (fixture_names[i].name);
  char *sql = sqlite3_mprintf ("INSERT INTO entities (id, uuid, register, key, type, created,"
                               " modified) VALUES (%d, 'x-%s', 1, '%s', %d, 1, 1)"
                               " ON CONFLICT DO NOTHING;"
                               "INSERT INTO entity_names VALUES (%d, %d, '%q', '%q', %d, '%q');",
                               fixture_names[i].entity,
                               fixture_names[i].key,
                               fixture_names[i].key,
                               (int) fixture_names[i].type,
                               fixture_names[i].entity,
                               (int) i,
                               fixture_names[i].lang,
                               fixture_names[i].name,
                               (int) fixture_names[i].kind,
                               folded);

  g_assert_true (tri_library_exec (library, sql, NULL));
  sqlite3_free (sql);
}

static inline TriLibrary *
fixture_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

/* Makes the library; the path is in the home that the test runner throws away. */
static inline char *
fixture_new (void)
{
  g_autofree char *folder = g_dir_make_tmp ("query-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (GError) error = NULL;

  tri_library_exec (library, fixture_sql, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (fixture_names); i++)
    fixture_add_name (library, i);
  return path;
}

static inline TriLibrary *
fixture_new_linked (void)
{
  g_autofree char *path = fixture_new ();
  TriLibrary *library = fixture_open (path);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  tri_library_link_work (library, 1, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
  return library;
}
