/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

static void
test_work_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autofree char *rows = NULL;
  const TriDivision *division;
  gint64 id;

  begin_text (fixture, "fr");
  begin_division (fixture, NULL);
  add (fixture, TRI_PASSAGE_HEADING, "fh", "Titre");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "f1", "Un");
  add (fixture, TRI_PASSAGE_NOTE, "fn", "Note");
  end_division (fixture);
  end_text (fixture);
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "e0", "Zero");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "e1", "One");
  end_text (fixture);
  g_assert_true (add_link (fixture, "f1", "e1", NULL));
  id = finish (fixture);

  work = tri_library_get_work (fixture->library, id, NULL);
  g_assert_cmpstr (work->title, ==, "A work");
  g_assert_cmpint (work->kind, ==, TRI_WORK_TRANSLATIONS);
  g_assert_cmpuint (work->texts->len, ==, 2);
  g_assert_cmpuint (tri_library_count_strands (fixture->library, id), ==, 1);
  rows = dump_rows (fixture->library, id, 0, 0, 10);
  g_assert_cmpstr (rows, ==, "Titre|; |Zero; Un Note|One");

  divisions = tri_library_list_divisions (fixture->library,
                                          ((TriText *) work->texts->pdata[0])->id,
                                          -1,
                                          0,
                                          NULL);
  g_assert_cmpuint (divisions->len, ==, 1);
  division = g_ptr_array_index (divisions, 0);
  g_assert_cmpstr (division->title, ==, "Titre");
  g_assert_cmpuint (division->n_passages, ==, 3);
}

/* Keys: as in the file, made, made unique. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) passages = NULL;
  static const char *const keys[] = { "same", "same-2", "b.p3-", "b.d1.p1-", "b.d1.d1.p1-" };
  gint64 work;

  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "same", "one");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "same", "two");
  add (fixture, TRI_PASSAGE_PARAGRAPH, NULL, "three");
  begin_division (fixture, NULL);
  add (fixture, TRI_PASSAGE_PARAGRAPH, NULL, "four");
  begin_division (fixture, NULL);
  add (fixture, TRI_PASSAGE_PARAGRAPH, NULL, "five");
  end_text (fixture);
  work = finish (fixture);
  passages = tri_library_read_passages (fixture->library, get_text (fixture, work, 0), 0, 9, NULL);
  g_assert_cmpuint (passages->len, ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < passages->len; i++)
    {
      const TriPassage *passage = g_ptr_array_index (passages, i);

      g_assert_true (g_str_has_prefix (passage->key, keys[i]));
    }
}

/* A name before the entity it names, one behind it, one that names nobody. */
static void
test_mentions (Fixture *fixture, gconstpointer data)
{
  static const char *const ahead[] = { "#serge", NULL };
  static const char *const nobody[] = { "#nobody", NULL };
  const TriDraftMention mentions[] = {
    { 0, 5, TRI_ENTITY_PLACE, ahead, TRI_ORIGIN_ENCODED, 1 },
    { 9, 12, TRI_ENTITY_PERSON, nobody, TRI_ORIGIN_ENCODED, 1 },
  };
  const TriDate dates[] = { { 6, 8, (char *) "1909" } };
  TriDraftPassage passage = { "p", TRI_PASSAGE_PARAGRAPH, 0, "Serge in XIX." };
  g_autoptr (TriEntity) entity = tri_entity_new ();
  g_autoptr (TriPassage) stored = NULL;
  const TriMention *mention;
  gint64 work;

  passage.mentions = mentions;
  passage.n_mentions = G_N_ELEMENTS (mentions);
  passage.dates = dates;
  passage.n_dates = 1;
  entity->key = g_strdup ("serge");
  tri_entity_add_name (entity, "fr", "Victor Serge", TRI_NAME_OFFICIAL);
  begin_text (fixture, "en");
  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
  g_assert_true (tri_draft_add_entity (TRI_DRAFT (fixture->draft), entity, NULL));
  passage.key = "q";
  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
  end_text (fixture);
  work = finish (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&stored, tri_passage_unref);
      stored = tri_library_get_passage (fixture->library,
                                        find (fixture, work, i ? "q" : "p"),
                                        NULL);
      g_assert_cmpuint (stored->mentions->len, ==, 2);
      mention = &g_array_index (stored->mentions, TriMention, 0);
      g_assert_cmpint (mention->entity, !=, 0);
      g_assert_cmpint (mention->type, ==, TRI_ENTITY_PERSON);
      g_assert_cmpint (g_array_index (stored->mentions, TriMention, 1).entity, ==, 0);
      g_assert_cmpstr (g_array_index (stored->dates, TriDate, 0).edtf, ==, "1909");
    }
  assert_sound (fixture->library);
}

/* Later texts of a work can be linked to those that are there. */
static void
test_add_to_work (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;
  gint64 work;

  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a2", "a2");
  end_text (fixture);
  work = finish (fixture);
  g_clear_object (&fixture->draft);
  fixture->draft = tri_import_draft_new (fixture->library, work, FALSE, NULL, NULL);
  begin_text (fixture, "nl");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b1", "b1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "b1", "a2", NULL));
  g_assert_cmpint (finish (fixture), ==, work);
  rows = dump_rows (fixture->library, work, 0, 0, 10);
  g_assert_cmpstr (rows, ==, "a1|; a2|b1");
  assert_sound (fixture->library);
}

static void
test_passage_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (5 * TRI_IMPORT_MAX_PASSAGE / 2, 'x');
  g_autoptr (GPtrArray) passages = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);
  gint64 work;

  for (gsize i = 9; i < 5 * TRI_IMPORT_MAX_PASSAGE / 2; i += 10)
    words[i] = ' ';
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "long", words);
  end_text (fixture);
  work = finish (fixture);
  passages = tri_library_read_passages (fixture->library, get_text (fixture, work, 0), 0, 9, NULL);
  g_assert_cmpuint (passages->len, ==, 3);
  for (guint i = 0; i < passages->len; i++)
    g_string_append (joined, ((TriPassage *) g_ptr_array_index (passages, i))->content);
  g_assert_cmpstr (joined->str, ==, words);
}

/* A passage that is too long is cut behind a sentence. */
static void
test_long_sentences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GPtrArray) passages = NULL;

  while (words->len < 5 * TRI_IMPORT_MAX_PASSAGE / 2)
    g_string_append (words, "Nobody paid Mr. Beek, and nobody\nasked for more than that. ");
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "long", words->str);
  end_text (fixture);
  passages = tri_library_read_passages (fixture->library,
                                        get_text (fixture, finish (fixture), 0),
                                        0,
                                        9,
                                        NULL);
  g_assert_cmpuint (passages->len, ==, 3);
  for (guint i = 0; i < passages->len; i++)
    {
      const TriPassage *passage = g_ptr_array_index (passages, i);

      g_assert_true (g_str_has_prefix (passage->content, "Nobody paid"));
      g_assert_true (g_str_has_suffix (passage->content, "than that. "));
    }
}

/* A file is known by its bytes, wherever it lies. */
static void
test_find_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("known-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "nl-het_veer.txt", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.txt", NULL);
  g_autofree char *other = g_build_filename (folder, "other.txt", NULL);
  g_autofree char *title = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  g_autoptr (GError) error = NULL;
  const TriImportFile files[] = { { file, "nl", NULL, NULL } };
  const TriImportOptions options = { .files = files, .n_files = 1 };
  const char *content = "Nel vaart sinds 1931 over het water, en niemand betaalt.\n\nZij zwijgt.\n";
  gint64 work;

  g_assert_true (g_file_set_contents (file, content, -1, NULL));
  g_assert_true (g_file_set_contents (copy, content, -1, NULL));
  g_assert_true (g_file_set_contents (other, "Niets.\n", -1, NULL));
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tri_library_find_file (library, copy, &title, NULL, &error), ==, work);
  g_assert_cmpstr (title, ==, "Het veer");
  g_assert_cmpint (tri_library_find_file (library, other, &title, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

/* Accounts of one life: the work is called what most of its texts are. */
static void
test_title_of_work (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "A harbour", "Nel", "Nel", "Water" };
  gint64 work;
  g_autoptr (TriWork) found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const TriDraftText text = { NULL, "en", titles[i], NULL, NULL, NULL };

      g_assert_true (tri_draft_begin_text (TRI_DRAFT (fixture->draft), &text, NULL));
      add (fixture, TRI_PASSAGE_PARAGRAPH, NULL, "Nel ferries people over the water.");
      end_text (fixture);
    }
  work = tri_import_draft_finish (fixture->draft, NULL, "auto", &error);
  g_assert_no_error (error);
  found = tri_library_get_work (fixture->library, work, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->title, ==, "Nel");
}

/* What a text is called that names no title itself. */
static void
test_titles_of_files (void)
{
  static const struct
  {
    const char *name;
    const char *title;
  } cases[] = {
    { "fr-biographie.txt", "Biographie" },
    { "en-on-this-day.txt", "On this day" },
    { "De_stille_kracht.nl.txt", "De stille kracht" },
    { "élégie (fr).md", "Élégie" },
    { "En attendant.FR.txt", "En attendant" },
    { "fr.txt", "Fr" },
    { "1984.txt", "1984" },
    { "notes", "Notes" },
    { ".txt", "Txt" },
    { "---.md", "---.md" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = tri_file_dup_title (cases[i].name);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/import/work/round-trip", test_work_round_trip);
  ADD ("/import/work/add-to", test_add_to_work);
  ADD ("/import/work/title", test_title_of_work);
  ADD ("/import/keys", test_keys);
  ADD ("/import/mentions", test_mentions);
  ADD ("/import/passage/too-long", test_passage_too_long);
  ADD ("/import/passage/long-sentences", test_long_sentences);
  ADD ("/import/find-file", test_find_file);
  g_test_add_func ("/import/titles-of-files", test_titles_of_files);

  return g_test_run ();
}
