/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-library.h"

#include "library/tri-library-private.h"
#include "library/tri-word-forms.h"

#include <glib/gstdio.h>
#include <math.h>

#define N_LANGS 3
#define N_RARE 200000

static const char *const langs[N_LANGS] = { "en", "fr", "nl" };
static const char *const names[N_LANGS][2]
    = { { "Moses", "Jerusalem" }, { "Moïse", "Jérusalem" }, { "Mozes", "Jeruzalem" } };

typedef struct
{
  TriLibrary *library;
  GPtrArray *verses; /* of char ** */
  GString *content;
  FILE *plain[N_LANGS];
  guint32 random;
  gint64 passage;
} Maker;

static guint32
next_random (Maker *self)
{
  self->random = self->random * 1664525 + 1013904223;
  return self->random >> 8;
}

static GPtrArray *
read_verses (void)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  g_autofree char *path = g_build_filename (data ? data : "",
                                            "data",
                                            "bible",
                                            "trilingual.tsv",
                                            NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *verses;

  if (!data || !g_file_get_contents (path, &content, NULL, NULL))
    return NULL;
  verses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 1; lines[i] && lines[i][0]; i++)
    g_ptr_array_add (verses, g_strsplit (lines[i], "\t", -1));
  return verses;
}

static void
run (Maker *self, TriStatement *statement)
{
  g_autoptr (GError) error = NULL;

  if (!tri_library_run (self->library, statement, &error))
    g_error ("%s", error->message);
}

static TriStatement *
prepare (Maker *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  TriStatement *statement = tri_library_prepare (self->library, sql, &error);

  if (!statement)
    g_error ("%s", error->message);
  return statement;
}

/* Of twelve words one becomes another, of those that few passages have. */
static void
vary (Maker *self, const char *verse)
{
  g_auto (GStrv) words = g_strsplit (verse, " ", -1);

  g_string_truncate (self->content, 0);
  for (guint i = 0; words[i]; i++)
    {
      g_string_append (self->content, i ? " " : "");
      if (next_random (self) % 12 == 0)
        {
          double share = (double) (next_random (self) % 65536) / 65536;

          g_string_append_printf (self->content, "zel%u", (guint) (pow (share, 4) * N_RARE));
        }
      else
        g_string_append (self->content, words[i]);
    }
}

static void
add_names (Maker *self, guint lang, gint64 text, guint ord)
{
  static const char sql[] = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type,"
                            " origin, confidence) VALUES (?, ?, ?, ?, ?, ?, 0, 1, 0.9)";

  for (guint i = 0; i < 2; i++)
    {
      const char *at = strstr (self->content->str, names[lang][i]);
      g_autoptr (TriStatement) statement = NULL;
      glong start;

      if (!at)
        continue;
      statement = prepare (self, sql);
      start = g_utf8_pointer_to_offset (self->content->str, at);
      sqlite3_bind_int64 (statement, 1, self->passage);
      sqlite3_bind_int64 (statement, 2, text);
      sqlite3_bind_int64 (statement, 3, ord);
      sqlite3_bind_int64 (statement, 4, start);
      sqlite3_bind_int64 (statement, 5, start + g_utf8_strlen (names[lang][i], -1));
      sqlite3_bind_int64 (statement, 6, i + 1);
      run (self, statement);
    }
}

static void
add_date (Maker *self, gint64 text, guint ord)
{
  static const char sql[] = "INSERT INTO dates (passage, start, stop, edtf, text, ord)"
                            " VALUES (?, 0, 1, ?, ?, ?)";
  g_autoptr (TriStatement) statement = NULL;
  g_autofree char *value = NULL;

  if (ord % 50 != 0)
    return;
  statement = prepare (self, sql);
  value = g_strdup_printf ("%u-%02u", 1900 + ord / 50 % 50, 1 + ord % 12);
  sqlite3_bind_int64 (statement, 1, self->passage);
  tri_statement_bind_text (statement, 2, value);
  sqlite3_bind_int64 (statement, 3, text);
  sqlite3_bind_int64 (statement, 4, ord);
  run (self, statement);
}

static void
add_passage (Maker *self, guint lang, gint64 text, guint ord, const char *key)
{
  static const char sql[] = "INSERT INTO passages (id, text, ord, kind, level, key, content, hash)"
                            " VALUES (?, ?, ?, 1, 0, ?, ?, 0)";
  static const char words[] = "INSERT INTO passages_fts (rowid, content) VALUES (?, ?)";
  g_autoptr (TriStatement) statement = prepare (self, sql);
  g_autoptr (TriStatement) index = prepare (self, words);

  self->passage++;
  sqlite3_bind_int64 (statement, 1, self->passage);
  sqlite3_bind_int64 (statement, 2, text);
  sqlite3_bind_int64 (statement, 3, ord);
  tri_statement_bind_text (statement, 4, key);
  tri_statement_bind_text (statement, 5, self->content->str);
  run (self, statement);
  sqlite3_bind_int64 (index, 1, self->passage);
  tri_statement_bind_text (index, 2, self->content->str);
  run (self, index);
  add_names (self, lang, text, ord);
  add_date (self, text, ord);
  fprintf (self->plain[lang], "%s\n", self->content->str);
}

static void
add_work (Maker *self, guint work)
{
  g_autofree char *sql = NULL;
  guint n = self->verses->len;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriTransaction) transaction = tri_library_begin (self->library, &error);
  gint64 first = self->passage + 1;

  sql = g_strdup_printf (
      "INSERT INTO works (id, uuid, title, kind, complete, created, modified)"
      " VALUES (%u, 'w%u', 'Bibles %u', 0, 1, 1, 1);"
      "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages, modified) VALUES"
      " (%u, 't%u-en', %u, 0, 0, 'en', 'King James', %u, 1),"
      " (%u, 't%u-fr', %u, 1, 1, 'fr', 'Segond', %u, 1),"
      " (%u, 't%u-nl', %u, 2, 2, 'nl', 'Statenvertaling', %u, 1);",
      work,
      work,
      work,
      3 * work - 2,
      work,
      work,
      n,
      3 * work - 1,
      work,
      work,
      n,
      3 * work,
      work,
      work,
      n);
  if (!transaction || !tri_library_exec (self->library, sql, &error))
    g_error ("%s", error->message);
  for (guint lang = 0; lang < N_LANGS; lang++)
    for (guint i = 0; i < n; i++)
      {
        char **verse = self->verses->pdata[i];

        if (work == 1)
          g_string_assign (self->content, verse[2 + lang]);
        else
          vary (self, verse[2 + lang]);
        add_passage (self, lang, 3 * work - 2 + lang, i, verse[0]);
      }
  g_free (sql);
  sql = g_strdup_printf (
      "INSERT INTO links (id, work, relation, status) SELECT id, %u, 0, 0 FROM passages"
      " WHERE text = %u;"
      "INSERT INTO link_members (link, passage, sentence) SELECT l.id, l.id + %u * n.value, -1"
      " FROM links AS l, json_each ('[0,1,2]') AS n WHERE l.id >= %" G_GINT64_FORMAT,
      work,
      3 * work - 2,
      n,
      first);
  if (!tri_library_exec (self->library, sql, &error)
      || !tri_transaction_commit (g_steal_pointer (&transaction), &error))
    g_error ("%s", error->message);
}

static void
make (Maker *self, guint copies)
{
  static const char register_sql[]
      = "INSERT INTO registers (id, uuid, title, created) VALUES (1, 'r1', 'Names', 1);"
        "INSERT INTO entities (id, uuid, register, key, type, created, modified)"
        " VALUES (1, 'e1', 1, 'moses', 0, 1, 1), (2, 'e2', 1, 'jerusalem', 1, 1, 1);"
        "INSERT INTO entity_names (entity, ord, lang, name, kind, folded) VALUES"
        " (1, 0, 'en', 'Moses', 0, 'moses'), (1, 1, 'fr', 'Moïse', 0, 'moise'),"
        " (2, 0, 'en', 'Jerusalem', 0, 'jerusalem');";
  g_autoptr (GError) error = NULL;

  if (!tri_library_exec (self->library, register_sql, &error))
    g_error ("%s", error->message);
  for (guint work = 1; work <= copies; work++)
    add_work (self, work);
  if (!tri_library_exec (self->library,
                         "INSERT INTO work_registers SELECT id, 1 FROM works",
                         &error))
    g_error ("%s", error->message);
  for (guint work = 1; work <= copies; work++)
    if (!tri_library_recount_mentions (self->library, work, &error)
        || !tri_library_rebuild_rows (self->library, work, &error))
      g_error ("%s", error->message);
  if (!tri_library_count_words (self->library, NULL, &error))
    g_error ("%s", error->message);
}

char *
search_library_make (guint copies)
{
  const char *dir = g_getenv ("TRIPTYCH_BENCH_DIR");
  g_autofree char *name = g_strdup_printf ("search-%u.db", copies);
  char *path = g_build_filename (dir ? dir : ".", name, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GPtrArray) verses = NULL;
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Maker maker = { 0 };

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  verses = read_verses ();
  if (!verses)
    {
      g_free (path);
      return NULL;
    }
  g_printerr ("making a library of %u passages\n", copies * N_LANGS * verses->len);
  g_unlink (part);
  maker.library = tri_library_open (part, TRI_LIBRARY_READ_WRITE, &error);
  maker.verses = verses;
  maker.content = content;
  if (!maker.library || !tri_library_exec (maker.library, "PRAGMA synchronous = OFF", &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < N_LANGS; i++)
    {
      g_autofree char *plain = g_strdup_printf ("%s.%s.txt", path, langs[i]);

      maker.plain[i] = g_fopen (plain, "w");
      g_assert (maker.plain[i]);
    }
  make (&maker, copies);
  for (guint i = 0; i < N_LANGS; i++)
    fclose (maker.plain[i]);
  g_clear_object (&maker.library);
  if (g_rename (part, path) != 0)
    g_error ("%s cannot be renamed", part);
  return path;
}
