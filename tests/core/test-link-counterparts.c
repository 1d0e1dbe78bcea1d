/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "model/tri-work.h"

#include <glib/gstdio.h>

/* A name that two texts of three have is looked for in the third, in spellings that the register
 * does not have; what one text names for certain says who is meant in another. */

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

/* --- Several of one name */

static const char bearers_tei[]
    = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Deux frères</title></titleStmt><publicationStmt><p/></publicationStmt>"
      "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><linkGrp>"
      "<link target=\"#f1 #e1\"/><link target=\"#f2 #e2\"/><link target=\"#f3 #e3\"/>"
      "</linkGrp></standOff><text><group>"
      "<text xml:lang=\"fr\"><body><p xml:id=\"f1\">Alors Boris Ivanov parla.</p>"
      "<p xml:id=\"f2\">Alors Pavel Ivanov partit.</p>"
      "<p xml:id=\"f3\">Alors Boris Ivanov vit Pavel Ivanov.</p></body></text>"
      "<text xml:lang=\"en\"><body><p xml:id=\"e1\">Then Ivanov spoke.</p>"
      "<p xml:id=\"e2\">Then Ivanov left.</p>"
      "<p xml:id=\"e3\">Then Ivanov saw him.</p></body></text>"
      "</group></text></TEI>";

/* Both are called Ivanov by the register, or by rule alone. */
static char *
make_bearers (gboolean has_short)
{
  const char *name = has_short ? "<persName type=\"short\" xml:lang=\"fr\">Ivanov</persName>" : "";

  return g_strdup_printf ("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc>"
                          "<titleStmt><title>Noms</title></titleStmt><publicationStmt><p/>"
                          "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
                          "<standOff><listPerson><person xml:id=\"b\"><persName xml:lang=\"fr\""
                          " type=\"official\">Boris Ivanov</persName>%s</person>"
                          "<person xml:id=\"p\"><persName xml:lang=\"fr\" type=\"official\">"
                          "Pavel Ivanov</persName>%s</person></listPerson></standOff></TEI>",
                          name,
                          name);
}

typedef struct
{
  TriLibrary *library;
  gint64 work;
} Bearers;

static void
set_up (Bearers *self, gconstpointer has_short)
{
  g_autofree char *folder = g_dir_make_tmp ("counterparts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *work_path = write_file (folder, "freres.xml", bearers_tei);
  g_autofree char *names = make_bearers (GPOINTER_TO_INT (has_short));
  g_autofree char *register_path = write_file (folder, "noms.xml", names);
  const TriImportFile file = { .path = work_path };
  const TriImportOptions options = { .files = &file,
                                     .n_files = 1,
                                     .kind = "auto",
                                     .register_path = register_path,
                                     .link = TRUE };
  g_autoptr (GError) error = NULL;

  self->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  self->work = tri_library_import (self->library, &options, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Bearers *self, gconstpointer data)
{
  g_clear_object (&self->library);
}

static TriPassage *
get_passage (Bearers *self, const char *key)
{
  g_autoptr (TriStatement) statement = NULL;
  static const char sql[] = "SELECT id FROM passages WHERE key = ?";

  statement = tri_library_prepare (self->library, sql, NULL);
  tri_statement_bind_text (statement, 1, key);
  g_assert_true (tri_library_next (self->library, statement, NULL));
  return tri_library_get_passage (self->library, sqlite3_column_int64 (statement, 0), NULL);
}

/* "b" when the passage names the entity with that key, "b?" for a question, "" for nothing. */
static void
assert_named (Bearers *self, const char *key, const char *expected)
{
  g_autoptr (TriPassage) passage = get_passage (self, key);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);
      g_autoptr (TriEntity) entity = tri_library_get_entity (self->library, mention->entity, NULL);

      /* of two that are as likely, one is shown */
      g_string_append (found, tri_mention_is_question (mention) ? "?" : entity->key);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
decide (Bearers *self, const char *key, const char *entity)
{
  g_autoptr (TriPassage) passage = get_passage (self, key);
  const TriEntityRange ivanov = { passage->id, 5, 11 };
  g_autoptr (GError) error = NULL;
  gint64 id = entity ? tri_library_find_entity (self->library, self->work, entity, &error) : 0;

  g_assert_no_error (error);
  if (entity)
    g_assert_true (tri_library_link_ranges (self->library, &ivanov, 1, id, &error));
  else
    g_assert_true (tri_library_refuse_ranges (self->library, &ivanov, 1, &error));
  g_assert_no_error (error);
}

/* Who is meant where several have the name is said by what corresponds, if that names one of them
 * only; and never against the reader. */
static void
test_bearers (Bearers *self, gconstpointer has_short)
{
  static const char wrong[] = "SELECT count (*) FROM (SELECT text, entity, count (*), min (ord)"
                              " FROM mentions GROUP BY text, entity"
                              " EXCEPT SELECT text, entity, n, first FROM mention_counts)"
                              " WHERE ? = 0";
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < 2; i++)
    {
      assert_named (self, "e1", "b");
      assert_named (self, "e2", "p");
      assert_named (self, "e3", GPOINTER_TO_INT (has_short) ? "?" : "");
      g_assert_cmpint (tri_library_ask (self->library, wrong, 0, -1), ==, 0);
      g_assert_true (tri_library_link_work (self->library, self->work, &n, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, GPOINTER_TO_INT (has_short) ? 7 : 6);
    }
  decide (self, "e1", NULL);
  decide (self, "e2", "b");
  g_assert_true (tri_library_link_work (self->library, self->work, NULL, NULL, &error));
  assert_named (self, "e1", "");
  assert_named (self, "e2", "b");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-counterparts/link/third", test_third);
  g_test_add ("/link-counterparts/link/bearers",
              Bearers,
              GINT_TO_POINTER (TRUE),
              set_up,
              test_bearers,
              tear_down);
  g_test_add ("/link-counterparts/link/bearers-by-rule",
              Bearers,
              GINT_TO_POINTER (FALSE),
              set_up,
              test_bearers,
              tear_down);

  return g_test_run ();
}
