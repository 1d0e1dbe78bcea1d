/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-csv.h"
#include "formats/tri-register-dates.h"
#include "formats/tri-register-table.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
write_table (const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

static TriTable *
look (const char *name,
      const char *bytes,
      gssize length,
      const TriTableOptions *options,
      GError **error)
{
  g_autofree char *path = write_table (name, bytes, length);
  const TriSource source = { path, name, NULL };
  g_autoptr (TriTable) table = tri_table_new ();

  if (!tri_table_read (table, &source, options, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&table);
}

/* The fields of all records, parted by "¦" and "\n". */
static char *
parse (const char *text, char separator, GError **error)
{
  g_autoptr (TriCsv) csv = tri_csv_new ("t.csv", g_strdup (text), strlen (text), separator);
  GString *out = g_string_new (NULL);
  const GPtrArray *fields;

  while ((fields = tri_csv_next (csv, error)))
    {
      g_string_append_printf (out, "%u", tri_csv_get_line (csv));
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (out, "¦%s", (const char *) g_ptr_array_index (fields, i));
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *text;
  const char *expected;
} records[] = {
  { "", "" },
  { "\n\n \n", "" },
  { "a,b\nc,d\n", "1¦a¦b\n2¦c¦d\n" },
  { "a,b", "1¦a¦b\n" },
  { "a,", "1¦a¦\n" },
  { ",\nx,y", "2¦x¦y\n" },
  { "a;b;c\nd;e,f;g", "1¦a¦b¦c\n2¦d¦e,f¦g\n" },
  { "a\tb\nc\t\"d\te\"", "1¦a¦b\n2¦c¦d\te\n" },
  { "a,\"b\nc\",d\ne", "1¦a¦b\nc¦d\n3¦e\n" },
  { "a,\"he said \"\"no\"\"\"", "1¦a¦he said \"no\"\n" },
  { "a,Jean \"Titi\" D,c", "1¦a¦Jean \"Titi\" D¦c\n" },
  { "a,\"\",c", "1¦a¦¦c\n" },
  { "\"\"\"\",b", "1¦\"¦b\n" },
};

static void
test_records (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = parse (records[i].text, 0, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, records[i].expected);
    }
}

static void
test_bad_quotes (void)
{
  static const char *const texts[][2] = {
    { "a,b\nc,\"d\ne\nf", "t.csv:2: *never closed*" },
    { "a\n\"b\" c,d", "t.csv:2: *behind a closing*" },
    { "\"", "t.csv:1: *never closed*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = parse (texts[i][0], ',', &error);

      g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
      g_assert_true (g_pattern_match_simple (texts[i][1], error->message));
    }
}

/* What is written is read again, whatever stands in a field. */
static void
test_written_fields (void)
{
  static const char *const fields[] = { "", "a", "a,b", "\"", "a\nb", " a ", ";\t", "\"\"x", "é" };
  static const char separators[] = { ',', ';', '\t' };

  for (guint s = 0; s < G_N_ELEMENTS (separators); s++)
    {
      g_autoptr (GString) out = g_string_new ("first");
      g_autoptr (TriCsv) csv = NULL;
      const GPtrArray *found = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          g_string_append_c (out, separators[s]);
          tri_csv_append_field (out, fields[i], separators[s]);
        }
      csv = tri_csv_new ("t", g_strdup (out->str), out->len, separators[s]);
      found = tri_csv_next (csv, NULL);
      g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (fields) + 1);
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        g_assert_cmpstr (g_ptr_array_index (found, i + 1), ==, fields[i]);
    }
}

static const struct
{
  const char *header;
  const char *word;
} headers[] = {
  { "ID", "id" },
  { "xml:id", "id" },
  { "Nom", "name" },
  { "Nom (fr)", "name:fr" },
  { "naam_nl", "name:nl" },
  { "label@en", "name:en" },
  { "prefLabel [en]", "name:en" },
  { "name:zh-Hant", "name:zh-Hant" },
  { "Nom de naissance", "birth name" },
  { "birth name:ru", "birth name:ru" },
  { "Geboortenaam", "birth name" },
  { "Pseudonyme", "pseudonym" },
  { "Afkorting", "short" },
  { "Beschrijving (nl)", "description:nl" },
  { "Date de naissance", "birth" },
  { "Overleden", "death" },
  { "Décès", "death" },
  { "Prénom", "forename" },
  { "Achternaam", "surname" },
  { "VIAF", "identifier:VIAF" },
  { "Wikidata ID", "identifier:Wikidata ID" },
  { "identifier:x y", "identifier:x y" },
  { "Taal", "lang" },
  { "Soort", "type" },
  { "-", "-" },
};

static void
test_headers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      TriColumn column = { 0 };
      TriColumn again = { 0 };
      g_autofree char *word = NULL;
      g_autofree char *second = NULL;

      g_assert_true (tri_column_parse (&column, headers[i].header));
      word = tri_column_dup_word (&column);
      g_assert_cmpstr (word, ==, headers[i].word);
      g_assert_true (tri_column_parse (&again, word));
      second = tri_column_dup_word (&again);
      g_assert_cmpstr (second, ==, word);
      tri_column_clear (&column);
      tri_column_clear (&again);
    }
}

static void
test_unknown_headers (void)
{
  static const char *const unknown[] = { "", "latitude", "id_nr", "modified", "name of the dog" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      TriColumn column = { 0 };

      g_assert_false (tri_column_parse (&column, unknown[i]));
      tri_column_clear (&column);
    }
}

static const struct
{
  const char *cell;
  const char *edtf;
} dates[] = {
  { "1890", "1890" },
  { "64", "0064" },
  { "-44", "-0044" },
  { "1890-12-30/1947-11-17", "1890-12-30/1947-11-17" },
  { "1890/..", "1890/.." },
  { "192X", "192X" },
  { "[1930..1933]", "[1930..1933]" },
  { "1908~", "1908~" },
  { "30 décembre 1890", "1890-12-30" },
  { "30 december 1890", "1890-12-30" },
  { "December 30, 1890", "1890-12-30" },
  { "soon", NULL },
  { "99999", NULL },
  { "p. 12", NULL },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *edtf = tri_register_date_to_edtf (dates[i].cell, NULL);

      g_assert_cmpstr (edtf, ==, dates[i].edtf);
    }
}

static void
test_problems (void)
{
  static const char text[] = "id,type,nom (fr),naissance\n"
                             "a,personne,Serge,1890\n"
                             "a,persoon,\"Trotski\nLéon\",1879\n"
                             "b,chose,X,\n"
                             "c,person,,1900\n"
                             "d,person,Y,demain\n"
                             "e,person,Z,1900,one too many\n";
  static const guint lines[] = { 3, 5, 5, 6, 7, 8 };
  const TriTableOptions options = { NULL, -1, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriTable) table = look ("p.csv", text, -1, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->n_rows, ==, 6);
  g_assert_cmpuint (table->n_entities, ==, 4);
  g_assert_cmpuint (table->n_problems, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpuint (g_array_index (table->problems, TriTableProblem, i).line, ==, lines[i]);
}

static void
test_mapping (void)
{
  static const char text[] = "Lookup;What;Called\nx;Y;Z\n";
  TriTableOptions options = { "id=1, name:fr=Called,-=2", TRI_ENTITY_PLACE, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriTable) table = look ("m.csv", text, -1, &options, &error);
  static const char *const wrong[] = { "id=4", "id=Nothing", "name:fr", "colour=1" };

  g_assert_no_error (error);
  g_assert_cmpint (table->separator, ==, ';');
  g_assert_cmpuint (table->n_entities, ==, 1);
  g_assert_cmpuint (table->n_problems, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TriTable) none = NULL;

      options.columns = wrong[i];
      none = look ("m.csv", text, -1, &options, &error);
      g_assert_null (none);
      g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
}

/* With a mark, in Latin-1 and in UTF-16, lines ending in \r\n: all say the same. */
static void
test_encodings (void)
{
  static const char utf16[] = "\xff\xfet\0y\0p\0e\0,\0n\0o\0m\0\n\0l\0i\0e\0u\0,\0O\0r\0\xe9\0l\0";
  static const struct
  {
    const char *bytes;
    gssize length;
  } files[] = {
    { "\xef\xbb\xbftype,nom\r\nlieu,Or\xc3\xa9l\r\n", -1 },
    { "type,nom\rlieu,Or\xc3\xa9l", -1 },
    { "type,nom\r\nlieu,Or\xe9l pr\xe8s de la for\xeat\r\n", -1 },
    { utf16, sizeof utf16 - 1 },
  };
  const TriTableOptions options = { NULL, -1, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriTable) table = NULL;

      table = look ("e.csv", files[i].bytes, files[i].length, &options, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (table->n_entities, ==, 1);
      g_assert_cmpuint (table->n_problems, ==, 0);
      g_assert_true (g_str_has_prefix (((GStrv) g_ptr_array_index (table->rows, 0))[1], "Orél"));
    }
}

/* Files that are no tables end in a message with their name, and in no other way. */
static void
test_hostile (void)
{
  g_autoptr (GString) wide = g_string_new ("a");
  g_autoptr (GString) deep = g_string_new ("name,type\n\"");
  g_autoptr (GString) quotes = g_string_new ("name,type\n");
  const TriTableOptions options = { NULL, TRI_ENTITY_PERSON, NULL };
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; i < 5000; i++)
    g_string_append_c (wide, ',');
  g_string_set_size (deep, 3 * 1024 * 1024);
  memset (deep->str + 11, 'x', deep->len - 11);
  g_string_append (deep, "\",person\n");
  for (guint i = 0; i < 100001; i++)
    g_string_append_c (quotes, '"');
  g_ptr_array_add (files, (gpointer) "");
  g_ptr_array_add (files, wide->str);
  g_ptr_array_add (files, deep->str);
  g_ptr_array_add (files, quotes->str);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriTable) table = NULL;

      table = look ("h.csv", g_ptr_array_index (files, i), -1, &options, &error);
      g_assert_null (table);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "h.csv:"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register-table/records", test_records);
  g_test_add_func ("/register-table/bad-quotes", test_bad_quotes);
  g_test_add_func ("/register-table/written-fields", test_written_fields);
  g_test_add_func ("/register-table/headers", test_headers);
  g_test_add_func ("/register-table/unknown-headers", test_unknown_headers);
  g_test_add_func ("/register-table/dates", test_dates);
  g_test_add_func ("/register-table/problems", test_problems);
  g_test_add_func ("/register-table/mapping", test_mapping);
  g_test_add_func ("/register-table/encodings", test_encodings);
  g_test_add_func ("/register-table/hostile", test_hostile);
  return g_test_run ();
}
