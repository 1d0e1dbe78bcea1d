/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-works.h"
#include "model/tri-work.h"

#include <glib/gstdio.h>

/* A name that two texts of three have is looked for in the third, in spellings that the register
 * does not have. */

static const char tei[]
    = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Le port</title></titleStmt><publicationStmt><p/></publicationStmt>"
      "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><linkGrp>"
      "<link target=\"#f1 #e1 #n1\"/><link target=\"#f2 #e2 #n2\"/></linkGrp></standOff>"
      "<text><group>"
      "<text xml:lang=\"fr\"><body><p xml:id=\"f1\">Hier, Andreï Tchernychev parla.</p>"
      "<p xml:id=\"f2\">Puis vint Tchernychev.</p></body></text>"
      "<text xml:lang=\"en\"><body><p xml:id=\"e1\">Andrei Chernyshev spoke yesterday.</p>"
      "<p xml:id=\"e2\">Then Chernyshev came.</p></body></text>"
      "<text xml:lang=\"nl\"><body><p xml:id=\"n1\">Gisteren sprak Andrej Tsjernysjev.</p>"
      "<p xml:id=\"n2\">Toen kwam Johan met de Maas mee.</p></body></text>"
      "</group></text></TEI>";

static const char reg[]
    = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Noms</title></titleStmt><publicationStmt><p/></publicationStmt>"
      "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"
      "<person xml:id=\"t\">"
      "<persName xml:lang=\"fr\" type=\"official\">Andreï Tchernychev</persName>"
      "<persName xml:lang=\"en\" type=\"official\">Andrei Chernyshev</persName></person>"
      "</listPerson></standOff></TEI>";

static char *
write_file (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
assert_surfaces (TriLibrary *library, gint64 entity, gint64 text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) contexts = tri_library_list_mentions (library, entity, text, 0, 0, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < contexts->len; i++)
    g_string_append_printf (found, "%s|", g_array_index (contexts, TriContext, i).surface);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpuint (tri_library_count_mentions (library, entity, text), ==, contexts->len);
}

/* What the reader says is nobody is not found so, either. */
static void
refuse_third (TriLibrary *library, gint64 work, gint64 entity, TriText *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) contexts = tri_library_list_mentions (library, entity, text->id, 0, 0, &error);
  const TriContext *context = &g_array_index (contexts, TriContext, 0);
  const TriEntityRange range = { context->passage, context->mention.start, context->mention.end };

  g_assert_true (tri_library_refuse_ranges (library, &range, 1, &error));
  assert_surfaces (library, entity, text->id, "");
  g_assert_true (tri_library_link_work (library, work, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_surfaces (library, entity, text->id, "");
}

static void
test_third (void)
{
  g_autofree char *folder = g_dir_make_tmp ("counterparts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *work_path = write_file (folder, "port.xml", tei);
  g_autofree char *register_path = write_file (folder, "noms.xml", reg);
  const TriImportFile file = { .path = work_path };
  const TriImportOptions options = { .files = &file,
                                     .n_files = 1,
                                     .kind = "auto",
                                     .register_path = register_path,
                                     .link = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_autoptr (TriWork) made = NULL;
  GPtrArray *texts;
  gint64 work;
  gint64 entity;

  g_assert_no_error (error);
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  entity = tri_library_find_entity (library, work, "t", &error);
  g_assert_no_error (error);
  made = tri_library_get_work (library, work, &error);
  g_assert_no_error (error);
  texts = made->texts;
  g_assert_cmpuint (texts->len, ==, 3);
  for (guint n = 0; n < 2; n++)
    {
      assert_surfaces (library,
                       entity,
                       ((TriText *) g_ptr_array_index (texts, 1))->id,
                       "Andrei Chernyshev|Chernyshev|");
      assert_surfaces (library,
                       entity,
                       ((TriText *) g_ptr_array_index (texts, 2))->id,
                       "Andrej Tsjernysjev|");
      /* and the same once more */
      g_assert_true (tri_library_link_work (library, work, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  refuse_third (library, work, entity, g_ptr_array_index (texts, 2));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-counterparts/link/third", test_third);

  return g_test_run ();
}
