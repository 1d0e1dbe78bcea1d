/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "model/tri-identifier.h"

#include <glib/gstdio.h>

/* What files of TEI say of each other, in a library. */

typedef struct
{
  const char *name;
  const char *content;
} File;

#define TEI "<TEI xmlns='http://www.tei-c.org/ns/1.0'>"
#define BEGIN(lang) TEI "<text xml:lang='" lang "'><body>"
#define END "</body></text></TEI>"

static char *
write_file (const char *folder, const File *file)
{
  char *path = g_build_filename (folder, file->name, NULL);

  g_assert_true (g_file_set_contents (path, file->content, -1, NULL));
  return path;
}

/* Reads the files into a new library; NULL when they are refused. */
static TriLibrary *
import_in (const char *folder, const File *files, GError **error)
{
  g_autofree char *db = g_build_filename (folder, "library.db", NULL);
  g_autoptr (TriLibrary) library = tri_library_open (db, TRI_LIBRARY_READ_WRITE, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  TriImportFile chosen[8] = { { NULL } };
  TriImportOptions options = { .files = chosen, .kind = "translations" };

  g_assert_nonnull (library);
  for (; files->name; files++)
    {
      char *path = write_file (folder, files);

      chosen[options.n_files++].path = path;
      g_ptr_array_add (paths, path);
    }
  if (tri_library_import (library, &options, NULL, error) == 0)
    return NULL;
  return g_steal_pointer (&library);
}

static TriLibrary *
import (const File *files, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tei-XXXXXX", NULL);

  return import_in (folder, files, error);
}

static void
check (TriLibrary *library, const char *sql, gint64 expected)
{
  g_assert_cmpint (tri_library_ask (library, sql, 0, -1), ==, expected);
}

/* How many links tie passages with these keys. */
static void
check_tied (TriLibrary *library, const char *first, const char *second, gint64 expected)
{
  static const char ask[] = "SELECT count (*) + ?1 FROM link_members a"
                            " JOIN link_members b USING (link)"
                            " JOIN passages p ON p.id = a.passage"
                            " JOIN passages q ON q.id = b.passage"
                            " WHERE p.key = 'FIRST' AND q.key = 'SECOND'";
  g_autoptr (GString) sql = g_string_new (ask);

  g_string_replace (sql, "FIRST", first, 1);
  g_string_replace (sql, "SECOND", second, 1);
  check (library, sql->str, expected);
}

/* A pointer that names a file is looked for in that file, though others have the same id, and
 * whichever of them came first. */
static void
test_pointers_between_files (void)
{
  const File files[] = {
    { "en.xml", BEGIN ("en") "<p xml:id='p1' corresp='fr.xml#p2'>One.</p>"
                             "<p xml:id='p2'>Two.</p>"
                             "<p xml:id='p3' corresp='es.xml#p2'>Three.</p>" END },
    { "fr.xml", BEGIN ("fr") "<p xml:id='p1'>Un.</p><p xml:id='p2'>Deux.</p>" END },
    { "nl.xml",
      BEGIN ("nl") "<p xml:id='n1' corresp='../x/fr.xml#string-range(p1, 0, 2)'>Een.</p>" END },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = import (files, &error);

  g_assert_no_error (error);
  check (library, "SELECT count (*) + ?1 FROM links", 2);
  check (library,
         "SELECT count (*) + ?1 FROM link_members m JOIN passages p ON p.id = m.passage"
         " WHERE p.key = 'p2' AND p.content = 'Deux.'",
         1);
  check_tied (library, "n1", "p1", 1);
}

/* What a file takes in is in that file, by whatever name it is pointed at. */
static void
test_pointers_into_included (void)
{
  static const char xi[] = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='a.xml'/>"
                           "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b.xml'/>";
  g_autofree char *body = g_strconcat (BEGIN ("en") "<p xml:id='m'>M.</p>", xi, END, NULL);
  const File beside[] = {
    { "a.xml", "<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='a' corresp='b.xml#b'>A.</p>" },
    { "b.xml", "<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='b' corresp='main.xml#m'>B.</p>" },
  };
  const File files[] = { { "main.xml", body }, { NULL } };
  g_autofree char *folder = g_dir_make_tmp ("tei-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    g_free (write_file (folder, &beside[i]));
  library = import_in (folder, files, &error);
  g_assert_no_error (error);
  check_tied (library, "a", "b", 1);
  check_tied (library, "b", "m", 1);
}

static const File with_links[] = {
  { "links.xml",
    TEI "<standOff><linkGrp type='translation'><link target='fr.xml#a en.xml#a'/>"
        "<link target='fr.xml#b en.xml#b'/></linkGrp></standOff></TEI>" },
  { "fr.xml", BEGIN ("fr") "<p xml:id='a'>Un.</p><p xml:id='b'>Deux.</p>" END },
  { "en.xml", BEGIN ("en") "<p xml:id='a'>One.</p><p xml:id='b'>Two.</p>" END },
  { NULL }
};

/* Links in a file of their own tie the texts that come with them, and nothing by themselves. */
static void
test_links_apart (void)
{
  const File alone[] = { with_links[0], { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = import (with_links, &error);
  g_autoptr (TriLibrary) none = NULL;

  g_assert_no_error (error);
  check (library, "SELECT count (*) + ?1 FROM links", 2);
  check_tied (library, "a", "a", 4);
  none = import (alone, &error);
  g_assert_null (none);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "together with"));
}

/* Lists that come with a text are its register; what the text points at in the web is who has that
 * address. */
static void
test_registers_beside (void)
{
  const File files[] = {
    { "text.xml",
      TEI "<teiHeader><encodingDesc><listPrefixDef><prefixDef ident='psn' matchPattern='([a-z]+)'"
          " replacementPattern='people.xml#$1'/><prefixDef ident='v' matchPattern='v(\\d+)'"
          " replacementPattern='https://viaf.org/viaf/$1'/></listPrefixDef></encodingDesc>"
          "</teiHeader><text xml:lang='en'><body><p><persName ref='people.xml#ann'>A</persName> "
          "<persName ref='psn:bob'>B</persName> <persName ref='v:v77'>C</persName> "
          "<placeName ref='http://www.geonames.org/2761367/wien.html'>V</placeName> "
          "<placeName ref='https://example.org/x/'>X</placeName> "
          "<persName ref='psn:nobody'>N</persName></p>" END },
    { "people.xml",
      "<listPerson xmlns='http://www.tei-c.org/ns/1.0'><person xml:id='ann'>"
      "<persName>Ann</persName>"
      "</person><person xml:id='bob'><persName>Bob</persName></person><person xml:id='cat'>"
      "<persName>Cat</persName><idno type='VIAF'>77</idno></person></listPerson>" },
    { "places.xml",
      TEI "<text><body><listPlace><place xml:id='vienna'><placeName>Vienna</placeName><linkGrp>"
          "<link target='https://geonames.org/2761367'/></linkGrp></place>"
          "<place xml:id='x' sameAs='http://example.org/x'><placeName>X</placeName></place>"
          "</listPlace></body></text></TEI>" },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = import (files, &error);

  g_assert_no_error (error);
  check (library, "SELECT count (*) + ?1 FROM texts", 1);
  check (library, "SELECT count (*) + ?1 FROM entities", 5);
  check (library,
         "SELECT count (*) + ?1 FROM mentions m JOIN entities e ON e.id = m.entity"
         " WHERE m.start / 2 = CASE e.key WHEN 'ann' THEN 0 WHEN 'bob' THEN 1 WHEN 'cat' THEN 2"
         " WHEN 'vienna' THEN 3 ELSE 4 END",
         5);
  check (library, "SELECT count (*) + ?1 FROM mentions WHERE entity IS NULL", 1);
}

/* A file of lists is no text; what was read of it when that is found out is taken away again. */
static void
test_lists_alone (void)
{
  g_autoptr (GString) xml = g_string_new (TEI "<text><body><listPerson>");
  g_autofree char *folder = g_dir_make_tmp ("tei-XXXXXX", NULL);
  g_autofree char *db = g_build_filename (folder, "library.db", NULL);
  g_autofree char *path = g_build_filename (folder, "lists.xml", NULL);
  g_autoptr (TriLibrary) library = tri_library_open (db, TRI_LIBRARY_READ_WRITE, NULL);
  const TriImportFile files[] = { { path } };
  const TriImportOptions options = { .files = files, .n_files = 1, .kind = "auto" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (xml, "<person xml:id='p%u'><persName>P%u</persName></person>", i, i);
  g_string_append (xml, "</listPerson></body></text></TEI>");
  g_assert_true (g_file_set_contents (path, xml->str, -1, NULL));
  g_assert_cmpint (tri_library_import (library, &options, NULL, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "register"));
  check (library, "SELECT count (*) + ?1 FROM registers", 0);
  check (library, "SELECT count (*) + ?1 FROM entities", 0);
  check (library, "SELECT count (*) + ?1 FROM sources", 0);
}

static void
test_identifiers (void)
{
  static const struct
  {
    const char *scheme;
    const char *value;
    const char *key;
  } cases[] = {
    { NULL, "https://viaf.org/viaf/113230702/#Serge", "viaf:113230702" },
    { "VIAF", "113230702", "viaf:113230702" },
    { NULL, "viaf:113230702", "viaf:113230702" },
    { "URI", "http://www.wikidata.org/entity/Q42", "wikidata:Q42" },
    { NULL, "wd:Q42", "wikidata:Q42" },
    { NULL, "http://www.geonames.org/2761367/wien.html", "geonames:2761367" },
    { NULL, "https://www.example.org/a/b#c/", "//example.org/a/b#c" },
    { NULL, "#serge", NULL },
    { NULL, "serge", NULL },
    { "own", "7", NULL },
    { NULL, "https://", NULL },
    { NULL, "viaf:", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = tri_identifier_dup_key (cases[i].scheme, cases[i].value);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tei-import/pointers", test_pointers_between_files);
  g_test_add_func ("/tei-import/pointers/included", test_pointers_into_included);
  g_test_add_func ("/tei-import/links-apart", test_links_apart);
  g_test_add_func ("/tei-import/registers-beside", test_registers_beside);
  g_test_add_func ("/tei-import/lists-alone", test_lists_alone);
  g_test_add_func ("/tei-import/identifiers", test_identifiers);

  return g_test_run ();
}
