/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "formats/tri-export-register.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-registers.h"
#include "library/tri-register-stage.h"

#include <string.h>

/* The register of the fixture (1) and its work (1). */
typedef struct
{
  char *path;
  TriLibrary *library;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->path = fixture_new ();
  self->library = fixture_open (self->path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->library);
  g_free (self->path);
}

static char *
write_file (const char *name, const char *content)
{
  g_autofree char *folder = g_dir_make_tmp ("register-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static char *
export_register (TriLibrary *library, gint64 reg, const char *format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (g_str_equal (format, "tei"))
    tri_export_register_tei (library, reg, stream, NULL, &error);
  else
    tri_export_register_table (library,
                               reg,
                               g_str_equal (format, "tsv") ? '\t' : ',',
                               stream,
                               NULL,
                               &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* What is told apart: everything an entity says, but its rows and ids. */
static char *
dump (TriLibrary *library, gint64 reg)
{
  g_autoptr (GArray) ids = tri_library_list_register_entities (library, reg, 0, 1000, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (TriEntity) entity = NULL;

      entity = tri_library_get_entity (library, g_array_index (ids, gint64, i), NULL);
      g_string_append_printf (out,
                              "%s %s %s",
                              entity->key ? entity->key : "-",
                              tri_entity_type_to_nick (entity->type),
                              entity->dates ? entity->dates : "-");
      for (guint n = 0; n < entity->names->len; n++)
        {
          const TriName *name = &g_array_index (entity->names, TriName, n);

          g_string_append_printf (out,
                                  " %s/%s=%s",
                                  name->lang,
                                  tri_name_kind_to_nick (name->kind),
                                  name->name);
        }
      for (guint n = 0; n < entity->descriptions->len; n++)
        {
          const TriDescription *each = &g_array_index (entity->descriptions, TriDescription, n);

          g_string_append_printf (out, " [%s: %s]", each->lang, each->text);
        }
      for (guint n = 0; n < entity->identifiers->len; n++)
        {
          const TriIdentifier *each = &g_array_index (entity->identifiers, TriIdentifier, n);

          g_string_append_printf (out, " {%s %s}", each->scheme, each->value);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static TriRegisterImport
make_import (const char *path, gint64 target)
{
  TriRegisterImport import = { .path = path, .target = target };

  import.table.type = -1;
  return import;
}

static gint64
import_new (TriLibrary *library, const char *name, const char *content)
{
  g_autofree char *path = write_file (name, content);
  const TriRegisterImport import = make_import (path, 0);
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  tri_library_import_register_file (library, &import, &outcome, NULL, &error);
  g_assert_no_error (error);
  return outcome.reg;
}

/* Names with what separates, quotes and breaks; every kind of name, dates and identifiers. */
static const char rich[] = "id,type,name:fr,name:en,birth"
                           " name:fr,pseudonym:nl,transliteration:ru,short:fr,"
                           "description:fr,description:en,dates,"
                           "identifier:VIAF,identifier:wikidata\r\n"
                           "serge,person,Victor Serge,\"Serge, Victor\",Viktor Kibaltchiche,De"
                           " Rebel|Le Rétif,"
                           "Серж,Serge|V. S.,\"Écrivain \"\"russe\"\".\",A"
                           " writer.,1890-12-30/1947-11-17,100|200,Q1\r\n"
                           "p1,place,Orel|Orël,Oryol,,,,,,<b>&amp; town</b>,,,\r\n"
                           "o1,organisation,A\\|B,,,,,AB,,,1917/..,,\r\n"
                           "w1,work,\"L’An I, vol. 1\",,,,,,,,1930~,,\r\n"
                           "e1,event,Kronstadt,,,,,,,,1921-03,,Q2\r\n"
                           "e2,event,Une époque,,,,,,,,[1930..1933],,\r\n";

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "tei", "csv", "tsv" };
  gint64 reg = import_new (self->library, "rich.csv", rich);
  g_autofree char *expected = dump (self->library, reg);

  g_assert_nonnull (strstr (expected, "fr/official=A|B"));
  g_assert_nonnull (strstr (expected, "{VIAF 200}"));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = export_register (self->library, reg, formats[i]);
      g_autofree char *name = NULL;
      g_autofree char *found = NULL;

      name = g_strconcat ("again.", g_str_equal (formats[i], "tei") ? "xml" : formats[i], NULL);
      found = dump (self->library, import_new (self->library, name, text));
      g_assert_cmpstr (found, ==, expected);
    }
}

/* What one format cannot say of the others' names comes back all the same. */
static void
test_fixture_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *expected = dump (self->library, 1);
  g_autofree char *text = export_register (self->library, 1, "tei");
  g_autofree char *found = dump (self->library, import_new (self->library, "f.xml", text));

  g_assert_cmpstr (found, ==, expected);
}

#define FIRST_ROW "id,type,name:fr,name:en,short:fr,description:fr,dates,identifier:viaf\n"

static const char theirs[] = FIRST_ROW
    "serge,person,Victor Serge,,Le vieux,Un écrivain.,1890/1947,100\n"
    ",person,,Leon Trotsky,,,,\n"
    ",place,Orel,,,,,\n"
    "x9,place,Moscou,,,,,\n";

static void
merge (TriLibrary *library, const char *content, TriRegisterOutcome *outcome, GError **error)
{
  g_autofree char *path = write_file ("theirs.csv", content);
  const TriRegisterImport import = make_import (path, 1);

  tri_library_import_register_file (library, &import, outcome, NULL, error);
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  g_autofree char *before = dump (self->library, 1);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *act = NULL;
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  merge (self->library, theirs, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_read, ==, 4);
  g_assert_cmpuint (outcome.n_added, ==, 1);
  g_assert_cmpuint (outcome.n_merged, ==, 3);
  g_assert_cmpuint (outcome.n_changed, ==, 1);
  after = dump (self->library, 1);
  g_assert_nonnull (strstr (after, "serge person 1890/1947 fr/official=Victor Serge"));
  g_assert_nonnull (strstr (after, "fr/short=Serge fr/short=Le vieux [fr: Un écrivain.] {viaf"
                                   " 100}"));
  g_assert_nonnull (strstr (after, "- place - fr/official=Orel"));
  g_assert_true (tri_library_has_stale (self->library));

  act = tri_library_undo (self->library, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, "register.merge");
  undone = dump (self->library, 1);
  g_assert_cmpstr (undone, ==, before);
  g_free (tri_library_redo (self->library, &error));
  g_assert_no_error (error);
  redone = dump (self->library, 1);
  g_assert_cmpstr (redone, ==, after);
}

/* The same file again brings nothing, and is no act. */
static void
test_merge_again (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *act = NULL;
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_auto (TriRegisterOutcome) again = { 0 };
  g_autoptr (GError) error = NULL;

  merge (self->library, theirs, &outcome, &error);
  g_free (tri_library_undo (self->library, &error));
  g_free (tri_library_redo (self->library, &error));
  before = dump (self->library, 1);
  merge (self->library, theirs, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again.n_added, ==, 0);
  g_assert_cmpuint (again.n_changed, ==, 0);
  after = dump (self->library, 1);
  g_assert_cmpstr (after, ==, before);
  g_free (tri_library_undo (self->library, &error));
  act = tri_library_peek_undo (self->library);
  g_assert_cmpstr (act, ==, NULL);
}

static const struct
{
  const char *what;
  const char *row;
  guint kinds;
} disagreements[] = {
  { "type", "serge,place,Victor Serge,,,,,\n", TRI_CONFLICT_TYPE },
  { "dates", "serge,person,Victor Serge,,,,1890,\n", TRI_CONFLICT_DATES },
  { "description", "serge,person,Victor Serge,,,Un autre.,,\n", TRI_CONFLICT_DESCRIPTION },
  { "key", "serge,person,Someone Else,,,,,\n", TRI_CONFLICT_KEY },
  { "other-of-catalogue", ",person,Victor Serge,,,,,999\n", TRI_CONFLICT_IDENTIFIER },
  { "identifier-on-two",
    ",person,Anna,,,,,100\n,person,Berta,,,,,https://viaf.org/viaf/100/\n",
    TRI_CONFLICT_IDENTIFIER },
  { "name-twice", ",person,Victor Serge,,,,,\n,person,Victor Serge,,,,,\n", TRI_CONFLICT_NAME },
};

static const char ours[] = "UPDATE entities SET dates = '1891' WHERE id = 1;"
                           "INSERT INTO entity_descriptions VALUES (1, 'fr', 'Un écrivain.');"
                           "INSERT INTO entity_identifiers VALUES (1, 'VIAF ID', '100');";

static void
test_conflicts (Fixture *self, gconstpointer data)
{
  g_assert_true (tri_library_exec (self->library, ours, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (disagreements); i++)
    {
      g_autofree char *table = NULL;
      g_autofree char *before = dump (self->library, 1);
      g_autofree char *after = NULL;
      g_auto (TriRegisterOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;

      table = g_strconcat (FIRST_ROW,
                           disagreements[i].row,
                           NULL);
      merge (self->library, table, &outcome, &error);
      g_test_message ("%s", disagreements[i].what);
      g_assert_error (error, TRI_ERROR, TRI_ERROR_AMBIGUOUS);
      g_assert_cmpuint (outcome.conflicts->len, ==, 1);
      g_assert_cmpuint (g_array_index (outcome.conflicts, TriRegisterConflict, 0).kinds,
                        ==,
                        disagreements[i].kinds);
      g_assert_cmpint (g_array_index (outcome.conflicts, TriRegisterConflict, 0).entity, ==, 1);
      after = dump (self->library, 1);
      g_assert_cmpstr (after, ==, before);
    }
}

static const struct
{
  TriRegisterChoice choice;
  const char *serge;
  guint n_added;
} decided[] = {
  { TRI_CHOICE_OURS, "serge person 1891 fr/official=Victor Serge", 0 },
  { TRI_CHOICE_THEIRS, "serge place 1890 fr/official=Victor Serge", 0 },
  { TRI_CHOICE_BOTH, "serge person 1891 fr/official=Victor Serge", 1 },
};

static void
test_decisions (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  path = write_file ("t.csv", "id,type,name:fr,short:nl,dates\nserge,place,Victor Serge,VS,1890\n");
  g_assert_true (tri_library_exec (self->library, ours, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (decided); i++)
    {
      const TriRegisterDecision decision = { 1, decided[i].choice };
      TriRegisterImport import = make_import (path, 1);
      g_auto (TriRegisterOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *before = dump (self->library, 1);
      g_autofree char *after = NULL;
      g_autofree char *undone = NULL;

      import.decisions = &decision;
      import.n_decisions = 1;
      tri_library_import_register_file (self->library, &import, &outcome, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (outcome.n_added, ==, decided[i].n_added);
      after = dump (self->library, 1);
      g_assert_nonnull (strstr (after, decided[i].serge));
      g_assert_nonnull (strstr (after, "nl/short=VS"));
      g_free (tri_library_undo (self->library, &error));
      g_assert_no_error (error);
      undone = dump (self->library, 1);
      g_assert_cmpstr (undone, ==, before);
    }
}

/* An entity that a text names by its own markup meanwhile is not taken away with the batch. */
static void
test_undo_keeps_named (Fixture *self, gconstpointer data)
{
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *act = NULL;

  merge (self->library, theirs, &outcome, &error);
  g_assert_true (tri_library_exec (self->library,
                                   "INSERT INTO mentions (passage, text, ord, start, stop, entity,"
                                   " type, origin, confidence) SELECT 1, 1, 0, 0, 2, max (id), 1,"
                                   " 0, 1 FROM entities",
                                   &error));
  act = tri_library_undo (self->library, &error);
  g_assert_null (act);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_assert_cmpint (tri_library_ask (self->library,
                                    "SELECT count (*) FROM mentions WHERE origin = ?",
                                    0,
                                    -1),
                   ==,
                   1);
}

/* An act before the merge is undone behind it, though the entity was written since. */
static void
test_undo_before (Fixture *self, gconstpointer data)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (self->library, 1, NULL);
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (self->library, 1);
  g_autofree char *after = NULL;

  tri_entity_add_name (entity, "ru", "Серж", TRI_NAME_SHORT);
  g_assert_true (tri_library_edit_entity (self->library, entity, &error));
  /* long ago */
  g_assert_true (tri_library_exec (self->library,
                                   "UPDATE entities SET modified = 5;"
                                   "UPDATE journal SET after = json_set (after,"
                                   " '$[0].row.modified', 5)",
                                   &error));
  merge (self->library, theirs, &outcome, &error);
  g_assert_cmpuint (outcome.n_changed, >, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_free (tri_library_undo (self->library, &error));
      g_assert_no_error (error);
    }
  after = dump (self->library, 1);
  g_assert_cmpstr (after, ==, before);
}

static gint64
count_linked (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;

  tri_library_link_stale (library, NULL, NULL, &error);
  g_assert_no_error (error);
  return tri_library_ask (library, "SELECT count (*) FROM mentions WHERE origin = ?", 1, -1);
}

/* Which registers a work uses says whose names are found in it; undo finds them again. */
static void
test_attach (Fixture *self, gconstpointer data)
{
  gint64 other = import_new (self->library, "o.csv", "type,name:fr\nperson,Trotski\n");
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_true (tri_library_link_work (self->library, 1, NULL, NULL, &error));
  n = count_linked (self->library);
  g_assert_cmpint (n, >, 0);
  g_assert_true (tri_library_detach_register (self->library, 1, 1, &error));
  g_assert_cmpint (count_linked (self->library), ==, 0);
  g_assert_true (tri_library_attach_register (self->library, 1, other, &error));
  g_assert_true (tri_library_attach_register (self->library, 1, other, &error));
  g_assert_cmpint (count_linked (self->library), ==, 2);
  g_free (tri_library_undo (self->library, &error));
  g_assert_cmpint (count_linked (self->library), ==, 0);
  g_free (tri_library_undo (self->library, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_linked (self->library), ==, n);
  g_free (tri_library_redo (self->library, &error));
  g_assert_cmpint (count_linked (self->library), ==, 0);
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  g_autofree char *before = dump (self->library, 1);
  g_autofree char *after = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_remove_register (self->library, 1, &error));
  none = tri_library_list_registers (self->library, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (tri_library_is_attached (self->library, 1, 1));
  g_assert_cmpint (tri_library_find_entity (self->library, 0, "Moscou", NULL), ==, 0);
  g_assert_cmpint (count_linked (self->library), ==, 0);
  g_free (tri_library_undo (self->library, &error));
  g_assert_no_error (error);
  again = tri_library_list_registers (self->library, NULL);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_true (tri_library_is_attached (self->library, 1, 1));
  after = dump (self->library, 1);
  g_assert_cmpstr (after, ==, before);
  g_free (tri_library_redo (self->library, &error));
  g_assert_no_error (error);
  g_assert_false (tri_library_is_attached (self->library, 1, 1));
}

static void
test_import_undo (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file ("t.csv", "type,name\nplace,Orel\n");
  const TriRegisterImport import = make_import (path, 0);
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_auto (TriRegisterOutcome) twice = { 0 };
  g_auto (TriRegisterOutcome) third = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_import_register_file (self->library, &import, &outcome, NULL, NULL));
  g_assert_false (tri_library_import_register_file (self->library, &import, &twice, NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_EXISTS);
  g_clear_error (&error);
  g_free (tri_library_undo (self->library, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tri_library_find_register (self->library, "t", NULL), ==, 0);
  g_assert_true (tri_library_import_register_file (self->library, &import, &third, NULL, NULL));
}

static void
test_dry_run (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file ("t.csv", theirs);
  g_autofree char *before = dump (self->library, 1);
  g_autofree char *after = NULL;
  TriRegisterImport import = make_import (path, 1);
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  import.dry_run = TRUE;
  g_assert_true (tri_library_import_register_file (self->library, &import, &outcome, NULL, &error));
  g_assert_cmpuint (outcome.n_added, ==, 1);
  g_assert_cmpuint (outcome.table->rows->len, ==, 4);
  after = dump (self->library, 1);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (tri_library_has_stale (self->library));
}

static void
test_normalise (void)
{
  static const char *const pairs[][4] = {
    { "VIAF", "100", "viaf", "100" },
    { "uri", "http://viaf.org/viaf/100/", "viaf", "100" },
    { "Wikidata ID", "Q42", "wikidata", "q42" },
    { "", "https://www.wikidata.org/entity/Q42", "wikidata", "q42" },
    { "geonames", "http://www.geonames.org/601224/adutiskis", "geonames", "601224" },
    { "GND", "118", "gnd", "118" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *scheme = NULL;
      g_autofree char *value = NULL;

      tri_register_normalise (pairs[i][0], pairs[i][1], &scheme, &value);
      g_assert_cmpstr (scheme, ==, pairs[i][2]);
      g_assert_cmpstr (value, ==, pairs[i][3]);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

/* A dialog takes back what was done in it: nothing that is older, nothing of another kind. */
static void
test_undo_since (Fixture *self, gconstpointer data)
{
  gint64 since;
  g_autofree char *undone = NULL, *other = NULL, *older = NULL;

  g_assert_true (tri_library_detach_register (self->library, 1, 1, NULL));
  since = tri_library_get_last_act (self->library);
  g_assert_cmpint (since, >, 0);
  g_assert_null (tri_library_undo_since (self->library, since, "register.", NULL));
  g_assert_true (tri_library_attach_register (self->library, 1, 1, NULL));
  g_assert_true (tri_library_set_work_kind (self->library, 1, TRI_WORK_ACCOUNTS, NULL));
  g_assert_null (tri_library_undo_since (self->library, since, "register.", NULL));
  other = tri_library_undo (self->library, NULL);
  g_assert_cmpstr (other, ==, "work.set-kind");
  undone = tri_library_undo_since (self->library, since, "register.", NULL);
  g_assert_cmpstr (undone, ==, "register.attach");
  g_assert_false (tri_library_is_attached (self->library, 1, 1));
  g_assert_null (tri_library_undo_since (self->library, since, "register.", NULL));
  older = tri_library_undo (self->library, NULL);
  g_assert_cmpstr (older, ==, "register.detach");
}

/* Whatever a key is made of, an export as TEI keeps it. */
static void
test_any_key (Fixture *self, gconstpointer data)
{
  static const char content[] = "id,type,name:en\n"
                                "Q 42,person,Space\n"
                                "viaf:7,person,Colon\n"
                                "1917,event,Digits\n"
                                "a  b,person,Two spaces\n"
                                "Élisée Reclus,person,Letters\n"
                                "\"<x y=\"\"1\"\">&amp;\",person,Markup\n"
                                "a_b,person,A name\n"
                                "a/b#c?d%20e,person,Address\n"
                                "text-1,person,Like a text\n"
                                "p.s1,person,Like a sentence\n"
                                "key--a_20b,person,Like one of ours\n"
                                "key--a_2,person,Nearly\n"
                                "日本 🚀,place,Far\n";
  gint64 reg = import_new (self->library, "keys.csv", content);
  g_autofree char *before = dump (self->library, reg);
  g_autofree char *tei = export_register (self->library, reg, "tei");
  g_autofree char *again = NULL;
  g_autofree char *tei_again = NULL;

  g_assert_nonnull (strstr (before, "a  b person"));
  g_assert_nonnull (strstr (tei, "xml:id=\"a_b\""));
  g_assert_nonnull (strstr (tei, "xml:id=\"key--viaf_3A7\""));
  reg = import_new (self->library, "keys.xml", tei);
  again = dump (self->library, reg);
  tei_again = export_register (self->library, reg, "tei");
  g_assert_cmpstr (again, ==, before);
  g_assert_cmpstr (tei_again, ==, tei);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/registers/round-trip", test_round_trip);
  ADD ("/registers/fixture-round-trip", test_fixture_round_trip);
  ADD ("/registers/merge", test_merge);
  ADD ("/registers/merge-again", test_merge_again);
  ADD ("/registers/conflicts", test_conflicts);
  ADD ("/registers/decisions", test_decisions);
  ADD ("/registers/undo-keeps-named", test_undo_keeps_named);
  ADD ("/registers/undo-before", test_undo_before);
  ADD ("/registers/attach", test_attach);
  ADD ("/registers/remove", test_remove);
  ADD ("/registers/import-undo", test_import_undo);
  ADD ("/registers/dry-run", test_dry_run);
  g_test_add_func ("/registers/normalise", test_normalise);
  g_test_add ("/registers/undo-since", Fixture, NULL, set_up, test_undo_since, tear_down);
  g_test_add ("/registers/any-key", Fixture, NULL, set_up, test_any_key, tear_down);
  return g_test_run ();
}
