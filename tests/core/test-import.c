/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-draft.h"
#include "library/tri-import-lock.h"
#include "library/tri-import.h"
#include "library/tri-library-works.h"

#include <math.h>

/* A library of its own for each test, and a draft in it. */
typedef struct
{
  TriLibrary *library;
  TriImportDraft *draft;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  fixture->cancellable = g_cancellable_new ();
  fixture->draft = tri_import_draft_new (fixture->library, 0, FALSE, fixture->cancellable, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->draft);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->library);
}

static void
begin_text (Fixture *fixture, const char *lang)
{
  const TriDraftText text = { NULL, lang, lang, NULL, NULL, NULL };

  g_assert_true (tri_draft_begin_text (TRI_DRAFT (fixture->draft), &text, NULL));
}

static void
end_text (Fixture *fixture)
{
  g_assert_true (tri_draft_end_text (TRI_DRAFT (fixture->draft), NULL));
}

static void
begin_division (Fixture *fixture, const char *key)
{
  const TriDraftDivision division = { key, NULL };

  g_assert_true (tri_draft_begin_division (TRI_DRAFT (fixture->draft), &division, NULL));
}

static void
end_division (Fixture *fixture)
{
  g_assert_true (tri_draft_end_division (TRI_DRAFT (fixture->draft), NULL));
}

static void
add (Fixture *fixture, TriPassageKind kind, const char *key, const char *content)
{
  TriDraftPassage passage = { key, kind, 1, content };

  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
}

static gboolean
add_link (Fixture *fixture, const char *a, const char *b, GError **error)
{
  const char *const members[] = { a, b, NULL };
  const TriDraftLink link = { members, TRI_RELATION_TRANSLATION, NAN, TRI_STATUS_IMPORTED };

  return tri_draft_add_link (TRI_DRAFT (fixture->draft), &link, error);
}

static gint64
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 work = tri_import_draft_finish (fixture->draft, "A work", "auto", &error);

  g_assert_no_error (error);
  return work;
}

/* "e1 e2|f1" for each row: the contents of the cells. */
static char *
dump_rows (TriLibrary *library, gint64 work, guint strand, guint from, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tri_library_read_rows (library, work, strand, from, count, &error);
  GString *dump = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      TriRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpuint (row->ordinal, ==, from + i);
      for (guint c = 0; c < row->cells->len; c++)
        {
          GPtrArray *cell = tri_row_get_cell (row, c);

          g_string_append (dump, c ? "|" : i ? "; "
                                             : "");
          for (guint p = 0; p < cell->len; p++)
            g_string_append_printf (dump,
                                    "%s%s",
                                    p ? " " : "",
                                    ((TriPassage *) g_ptr_array_index (cell, p))->content);
        }
    }
  return g_string_free (dump, FALSE);
}

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

static gint64
get_text (Fixture *fixture, gint64 work, guint index)
{
  g_autoptr (TriWork) found = tri_library_get_work (fixture->library, work, NULL);

  return ((TriText *) g_ptr_array_index (found->texts, index))->id;
}

static gint64
find (Fixture *fixture, gint64 work, const char *key)
{
  g_autoptr (GError) error = NULL;
  gint64 passage = tri_library_find_passage (fixture->library, work, key, &error);

  g_assert_no_error (error);
  return passage;
}

/* What is written is found nowhere any more. */
static void
assert_sound (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = tri_library_check (library, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

/* Links that come before what they point at, and one that points at chapters. */
static void
test_links_ahead (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;

  g_assert_true (add_link (fixture, "a2", "b2", NULL));
  g_assert_true (add_link (fixture, "b2", "a2", NULL));
  g_assert_true (add_link (fixture, "chapter-a", "chapter-b", NULL));
  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a0", "a0");
  begin_division (fixture, "chapter-a");
  add (fixture, TRI_PASSAGE_HEADING, "a1", "a1");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a2", "a2");
  end_division (fixture);
  end_text (fixture);
  begin_text (fixture, "nl");
  begin_division (fixture, "chapter-b");
  add (fixture, TRI_PASSAGE_HEADING, "b1", "b1");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b2", "b2");
  end_text (fixture);
  rows = dump_rows (fixture->library, finish (fixture), 0, 0, 10);
  g_assert_cmpstr (rows, ==, "a0|; a1|b1; a2|b2");
  g_assert_cmpint (fixture->draft->n_links, ==, 2);
  assert_sound (fixture->library);
}

/* Two files use one id: each means its own, and finds in the other what it has not itself. */
static void
test_links_between_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;

  fixture->draft->file = 1;
  g_assert_true (add_link (fixture, "chapter-a", "chapter-b", NULL));
  begin_text (fixture, "fr");
  begin_division (fixture, "chapter-a");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  end_text (fixture);
  begin_text (fixture, "nl");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b0", "b0");
  begin_division (fixture, "chapter-b");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b1", "b1");
  end_text (fixture);
  fixture->draft->file = 2;
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "c0", "c0");
  begin_division (fixture, "chapter-b");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "c1", "c1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "chapter-b", "chapter-a", NULL));
  rows = dump_rows (fixture->library, finish (fixture), 0, 0, 10);
  g_assert_cmpstr (rows, ==, "|b0|; ||c0; a1|b1|c1");
  g_assert_cmpint (fixture->draft->n_links, ==, 2);
  assert_sound (fixture->library);
}

/* An edition points at persons and pages, too. */
static void
test_link_to_nothing (Fixture *fixture, gconstpointer data)
{
  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "nowhere", "elsewhere", NULL));
  finish (fixture);
  g_assert_cmpuint (fixture->draft->n_warnings, ==, 1);
  g_assert_cmpint (fixture->draft->n_links, ==, 0);
}

static void
test_link_half_missing (Fixture *fixture, gconstpointer data)
{
  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "a1", "a1");
  end_text (fixture);
  g_assert_true (add_link (fixture, "a1", "elsewhere", NULL));
  finish (fixture);
  g_assert_cmpuint (fixture->draft->n_warnings, ==, 1);
  g_assert_cmpint (fixture->draft->n_links, ==, 0);
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

static void
add_many (Fixture *fixture, guint n)
{
  begin_text (fixture, "en");
  for (guint i = 0; i < n; i++)
    add (fixture, TRI_PASSAGE_PARAGRAPH, NULL, "The words of a passage. And some more.");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  TriDraftPassage passage = { NULL, TRI_PASSAGE_PARAGRAPH, 0, "A passage" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = NULL;

  add_many (fixture, 5000);
  g_cancellable_cancel (fixture->cancellable);
  while (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, &error))
    ;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  works = tri_library_list_works (fixture->library, NULL);
  g_assert_cmpuint (works->len, ==, 0);
  tri_import_draft_abandon (fixture->draft);
  g_assert_cmpint (tri_library_ask (fixture->library,
                                    "SELECT (SELECT count (*) FROM works)"
                                    " + (SELECT count (*) FROM passages)"
                                    " + (SELECT count (*) FROM sources) + ?1 - ?1",
                                    0,
                                    -1),
                   ==,
                   0);
  assert_sound (fixture->library);
}

/* What an import wrote that nobody finished goes with the next sweep, but not while one runs. */
static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT count (*) + ?1 FROM works";
  g_auto (TriImportLock) lock = TRI_IMPORT_LOCK_INIT;

  add_many (fixture, 3000);
  g_assert_true (tri_batch_commit (&fixture->draft->batch, NULL));
  g_clear_object (&fixture->draft);
  g_assert_true (tri_import_lock_share (&lock, tri_library_get_path (fixture->library), NULL));
  g_assert_true (tri_library_sweep (fixture->library, NULL));
  g_assert_cmpint (tri_library_ask (fixture->library, sql, 0, -1), ==, 1);
  tri_import_lock_clear (&lock);
  g_assert_true (tri_library_sweep (fixture->library, NULL));
  g_assert_cmpint (tri_library_ask (fixture->library, sql, 0, -1), ==, 0);
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

/* 400 rows lie in several blocks. */
static void
test_rows_anywhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = NULL;
  gint64 work;

  for (guint text = 0; text < 2; text++)
    {
      begin_text (fixture, text ? "en" : "fr");
      for (guint i = 0; i < 400; i++)
        {
          g_autofree char *key = g_strdup_printf ("%c%u", text ? 'e' : 'f', i);
          g_autofree char *other = g_strdup_printf ("f%u", i);

          add (fixture, TRI_PASSAGE_PARAGRAPH, key, key);
          if (text)
            g_assert_true (add_link (fixture, key, other, NULL));
        }
      end_text (fixture);
    }
  work = finish (fixture);
  g_assert_cmpuint (tri_library_count_rows (fixture->library, work, 0), ==, 400);
  rows = dump_rows (fixture->library, work, 0, 126, 4);
  g_assert_cmpstr (rows, ==, "f126|e126; f127|e127; f128|e128; f129|e129");
  for (guint i = 0; i < 400; i++)
    {
      guint64 row = 0;

      g_assert_true (tri_library_find_row (fixture->library, get_text (fixture, work, 1), i, &row));
      g_assert_cmpuint (row, ==, i);
    }
  g_clear_pointer (&rows, g_free);
  rows = dump_rows (fixture->library, work, 0, 399, 10);
  g_assert_cmpstr (rows, ==, "f399|e399");
}

/* Two sentences of one passage, tied to two passages. */
static void
test_counterparts (Fixture *fixture, gconstpointer data)
{
  const TriDraftAnchor anchors[] = { { "s1", 0 }, { "s2", 1 } };
  TriDraftPassage passage = { "a1", TRI_PASSAGE_PARAGRAPH, 0, "One. Two." };
  const TriCounterpart *counterpart;
  g_autoptr (GArray) found = NULL;
  gint64 work;

  passage.anchors = anchors;
  passage.n_anchors = 2;
  begin_text (fixture, "en");
  g_assert_true (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, NULL));
  end_text (fixture);
  begin_text (fixture, "nl");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b1", "Een.");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "b2", "Twee.");
  end_text (fixture);
  g_assert_true (add_link (fixture, "s1", "b1", NULL));
  g_assert_true (add_link (fixture, "s2", "b2", NULL));
  work = finish (fixture);

  found = tri_library_get_counterparts (fixture->library, find (fixture, work, "a1"), 1, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  counterpart = &g_array_index (found, TriCounterpart, 0);
  g_assert_cmpint (counterpart->passage, ==, find (fixture, work, "b2"));
  g_assert_true (counterpart->full);
  g_clear_pointer (&found, g_array_unref);

  found = tri_library_get_counterparts (fixture->library, find (fixture, work, "a1"), -1, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_false (g_array_index (found, TriCounterpart, i).full);
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

/* A library that a process left by dying in the middle of an import. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("killed-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "long.txt", NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  const char *cli = g_getenv ("TRIPTYCH_CLI");
  const char *argv[] = { cli, "--library", path, "import", file, "--lang", "en", NULL };

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (words, "The passage number %u has these words.\n\n", i);
  g_assert_true (g_file_set_contents (file, words->str, -1, NULL));
  for (gulong delay = 50000; delay < 500000; delay *= 2)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GPtrArray) works = NULL;

      process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);
      g_usleep (delay);
      g_subprocess_force_exit (process);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      works = tri_library_list_works (library, NULL);
      if (g_subprocess_get_if_exited (process))
        break;
      g_assert_cmpuint (works->len, ==, 0);
      g_assert_true (tri_library_sweep (library, NULL));
      assert_sound (library);
    }
}

static const char registered[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff><listPerson>"
                                 "<person xml:id='nel'><persName>Nel Beek</persName></person>"
                                 "</listPerson></standOff></TEI>";

static gpointer
cancel_later (gpointer data)
{
  GCancellable *cancellable = data;

  g_usleep (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cancellable), "delay")));
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Whether the import was quicker than the thread that cancels it. */
static gboolean
import_and_cancel (TriLibrary *library, const TriImportOptions *options, guint delay)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;
  gint64 work;

  g_object_set_data (G_OBJECT (cancellable), "delay", GUINT_TO_POINTER (delay));
  thread = g_thread_new ("cancel", cancel_later, cancellable);
  work = tri_library_import (library, options, cancellable, &error);
  g_thread_join (thread);
  if (work == 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return work != 0;
}

/* Whenever an import is cancelled, while it reads, stores, or looks for names: nothing is left, not
 * even the register that came with it. */
static void
test_cancelled_anywhere (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT (SELECT count (*) FROM works) + (SELECT count (*) FROM texts)"
                            " + (SELECT count (*) FROM passages) + (SELECT count (*) FROM sources)"
                            " + (SELECT count (*) FROM registers)"
                            " + (SELECT count (*) FROM entities)"
                            " + (SELECT count (*) FROM mentions) + ?1 - ?1";
  g_autofree char *folder = g_dir_make_tmp ("anywhere-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "long.txt", NULL);
  g_autofree char *names = g_build_filename (folder, "names.xml", NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  const TriImportFile files[] = { { file, "en", NULL, NULL } };
  TriImportOptions options = { .files = files, .n_files = 1, .register_path = names };
  guint delay = 500;

  options.link = TRUE;
  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (words, "In passage %u Nel Beek crosses the water.\n\n", i);
  g_assert_true (g_file_set_contents (file, words->str, -1, NULL));
  g_assert_true (g_file_set_contents (names, registered, -1, NULL));
  for (; delay < 60 * G_USEC_PER_SEC; delay += delay / 3)
    {
      if (import_and_cancel (library, &options, delay))
        break;
      g_assert_cmpint (tri_library_ask (library, sql, 0, -1), ==, 0);
    }
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM mentions WHERE ?1 = 0", 0, 0),
                   ==,
                   4000);
  assert_sound (library);
}

/* How many texts, passages and rows the work has, and which of its columns lie how. */
static char *
dup_shape (TriLibrary *library, gint64 work)
{
  static const char *const counts[] = {
    "SELECT count (*) FROM works WHERE ?1 <> 0",
    "SELECT count (*) FROM texts WHERE ?1 <> 0",
    "SELECT count (*) FROM texts WHERE work = ?1",
    "SELECT count (*) FROM passages WHERE ?1 <> 0",
    "SELECT count (*) FROM sources WHERE ?1 <> 0",
    "SELECT count (*) FROM links WHERE work = ?1",
    "SELECT modified FROM works WHERE id = ?1",
  };
  g_autoptr (GString) shape = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_string_append_printf (shape,
                            "%" G_GINT64_FORMAT " ",
                            tri_library_ask (library, counts[i], work, -1));
  for (guint strand = 0; strand < tri_library_count_strands (library, work); strand++)
    g_string_append_printf (shape,
                            "%" G_GUINT64_FORMAT " rows ",
                            tri_library_count_rows (library, work, strand));
  return g_string_free (g_steal_pointer (&shape), FALSE);
}

/* Whenever the adding of a text is cancelled, while its work is laid out anew too: the work is as
 * it was. */
static void
test_cancelled_adding (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("adding-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "long.txt", NULL);
  g_autofree char *added = g_build_filename (folder, "added.txt", NULL);
  g_autofree char *before = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  TriImportFile files[] = { { file, "en", NULL, NULL } };
  TriImportOptions options = { .files = files, .n_files = 1 };

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (words, "In passage %u Nel Beek crosses the water.\n\n", i);
  g_assert_true (g_file_set_contents (file, words->str, -1, NULL));
  g_string_append (words, "And comes back.\n");
  g_assert_true (g_file_set_contents (added, words->str, -1, NULL));
  options.work = tri_library_import (library, &options, NULL, NULL);
  g_assert_cmpint (options.work, !=, 0);
  before = dup_shape (library, options.work);
  files[0].path = added;
  for (guint delay = 500; delay < 60 * G_USEC_PER_SEC; delay += delay / 6)
    {
      g_autofree char *after = NULL;

      if (import_and_cancel (library, &options, delay))
        break;
      after = dup_shape (library, options.work);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (tri_library_ask (library,
                                    "SELECT count (*) FROM texts WHERE work = ?1",
                                    options.work,
                                    0),
                   ==,
                   2);
  assert_sound (library);
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

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/import/work/round-trip", test_work_round_trip);
  ADD ("/import/work/add-to", test_add_to_work);
  ADD ("/import/work/title", test_title_of_work);
  ADD ("/import/links/ahead", test_links_ahead);
  ADD ("/import/links/between-files", test_links_between_files);
  ADD ("/import/links/to-nothing", test_link_to_nothing);
  ADD ("/import/links/half-missing", test_link_half_missing);
  ADD ("/import/links/counterparts", test_counterparts);
  ADD ("/import/keys", test_keys);
  ADD ("/import/mentions", test_mentions);
  ADD ("/import/rows/anywhere", test_rows_anywhere);
  ADD ("/import/passage/too-long", test_passage_too_long);
  ADD ("/import/cancelled", test_cancelled);
  ADD ("/import/cancelled/anywhere", test_cancelled_anywhere);
  ADD ("/import/cancelled/adding", test_cancelled_adding);
  ADD ("/import/find-file", test_find_file);
  ADD ("/import/cut-off", test_cut_off);
  ADD ("/import/killed", test_killed);
  g_test_add_func ("/import/titles-of-files", test_titles_of_files);

  return g_test_run ();
}
