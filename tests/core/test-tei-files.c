/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-format.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* Files of TEI that are not alone, not whole, or not of today. Each test has a folder of its own,
 * which is written from a table of names and contents. */

typedef struct
{
  const char *name;
  const char *content;
} File;

#define NS "http://www.tei-c.org/ns/1.0"
#define TEI "<TEI xmlns='" NS "'>"
#define BODY TEI "<text xml:lang='en'><body>"
#define END "</body></text></TEI>"

static char *
make_folder (const File *files)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tei-XXXXXX", &error);

  g_assert_no_error (error);
  for (; files->name; files++)
    {
      g_autofree char *path = g_build_filename (folder, files->name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_mkdir_with_parents (parent, 0700);
      g_assert_true (g_file_set_contents (path, files->content, -1, NULL));
    }
  return folder;
}

static void
remove_folder (char *folder, const File *files)
{
  for (; files->name; files++)
    {
      g_autofree char *path = g_build_filename (folder, files->name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_unlink (path);
      if (!g_str_equal (parent, folder))
        g_rmdir (parent);
    }
  g_rmdir (folder);
  g_free (folder);
}

/* (transfer full): the dump of the first file, or the message that it was refused with */
static char *
read_first (const File *files)
{
  char *folder = make_folder (files);
  g_autofree char *path = g_build_filename (folder, files->name, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, name, NULL };
  const TriFormat *format = tri_formats_find (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (format->nick, ==, "tei");
  if (!format->read (&source, TRI_DRAFT (dump), NULL, &error))
    {
      remove_folder (folder, files);
      g_assert_nonnull (error);
      return g_strdup (error->message);
    }
  remove_folder (folder, files);
  return g_strdup (draft_dump_get_text (dump));
}

static void
check (const File *files, const char *expected)
{
  g_autofree char *dump = read_first (files);

  g_assert_cmpstr (dump, ==, expected);
}

static void
check_refused (const char *name, const char *content, const char *words)
{
  const File files[] = { { name, content }, { NULL } };
  g_autofree char *message = read_first (files);

  if (!strstr (message, words))
    g_error ("“%s” does not say “%s”", message, words);
}

/* TEI of before P5 names ids and languages without a prefix. */
static void
test_older (void)
{
  const File files[] = {
    { "old.xml",
      "<TEI.2><teiHeader><fileDesc><titleStmt><title>Huyck</title></titleStmt></fileDesc>"
      "</teiHeader><text lang='nl'><body><div0 id='d'><head>Een</head><p id='p1' corresp='p2'>Den"
      " <name type='topo'>Dam</name>.</p><p id='p2'>Ja.</p></div0></body></text></TEI.2>" },
    { NULL }
  };
  const File bare[] = { { "bare.xml", "<TEI><text><body><p xml:id='a'>Yes.</p></body></text></TEI>" },
                        { NULL } };

  check (files,
         "work title=Huyck\n"
         "text lang=nl title=Huyck\n"
         "  division key=d\n"
         "    heading 1 “Een”\n"
         "link translation imported: p1 p2\n"
         "    paragraph key=p1 “Den Dam.”\n"
         "      mention place 4-7 “Dam”\n"
         "    paragraph key=p2 “Ja.”\n");
  check (bare,
         "text lang=\n"
         "  paragraph key=a “Yes.”\n");
}

/* A chapter or a list that other files take in can be read by itself. */
static void
test_part (void)
{
  const File chapter[] = { { "c.xml",
                             "<div xmlns='" NS "' xml:id='c' xml:lang='en'><head>One</head>"
                             "<p>Yes.</p></div>" },
                           { NULL } };
  const File list[] = { { "l.xml",
                          "<listPerson><person xml:id='ann'><persName>Ann</persName></person>"
                          "</listPerson>" },
                        { NULL } };

  check (chapter,
         "text lang=en\n"
         "  division key=c\n"
         "    heading 1 “One”\n"
         "    paragraph “Yes.”\n");
  check (list,
         "entity person key=ann\n"
         "  name [] official: Ann\n");
}

/* What stands in an example names nothing in the file around it. */
static void
test_ids_of_examples (void)
{
  const File files[] = { { "e.xml",
                           BODY "<p xml:id='a'>One.</p><eg><x xmlns='http://www.tei-c.org/ns/"
                                "Examples' xml:id='a'>Two.</x></eg>" END },
                         { NULL } };

  check (files,
         "text lang=en\n"
         "  paragraph key=a “One.”\n"
         "  paragraph “Two.”\n"
         "    code 0-4 “Two.”\n"
         "    other 0-4 “Two.” value=<x xmlns=\"http://www.tei-c.org/ns/Examples\" "
         "xml:id=\"a\">\n");
}

static void
test_refused (void)
{
  check_refused ("s.tei",
                 "<!DOCTYPE TEI.2 PUBLIC \"-//TEI//DTD TEI Lite 1.0//EN\" [\n"
                 "<!ENTITY ndash CDATA \"-\" -- 2 -->\n]>\n<TEI.2 lang=en><p>1&ndash;2</TEI.2>",
                 "s.tei:4: the file is SGML");
  check_refused ("m.page",
                 "<page xmlns='http://projectmallard.org/1.0/' id='x'><p>Yes.</p></page>",
                 "m.page:1: the file is a page of Mallard help");
  check_refused ("t.xml", "<?xml version='1.0'?><martif type='TBX'/>", "a term base");
  check_refused ("x.xml", "<?xml version='1.0'?><recipe/>", "begins with <recipe>");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tei-files/older", test_older);
  g_test_add_func ("/tei-files/part", test_part);
  g_test_add_func ("/tei-files/examples", test_ids_of_examples);
  g_test_add_func ("/tei-files/refused", test_refused);

  return g_test_run ();
}
