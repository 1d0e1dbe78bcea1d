/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"

#include "align/tri-accounts-private.h"
#include "formats/tri-export.h"

#include <string.h>

/* Accounts that tell of the same things in their own order: one life, told in three languages. */

/* Headings are passages, too: the first paragraph is 1. */
enum
{
  EN_BIRTH = 1,
  EN_STRIKE,
  EN_BAKERY,
  EN_BOOK,
  EN_WAR,
  EN_DEATH,
  EN_SALT,
};
enum
{
  FR_BOOK = 1,
  FR_BIRTH,
  FR_STRIKE,
  FR_BAKERY,
  FR_PATIENCE,
  FR_DEATH,
};
enum
{
  NL_LIFE = 1,
  NL_WAR,
  NL_STRIKE,
  NL_BAKERY,
  NL_RIVER,
};

/* --- the texts alone --- */

static void
add_text (TriAccounts *accounts, TriLibrary *library, gint64 work, guint index)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);
  TriText *text = g_ptr_array_index (found->texts, index);
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library, text->id, 0, 100, NULL);

  tri_accounts_add_text (accounts, text->lang);
  for (guint i = 0; i < passages->len; i++)
    tri_accounts_add_passage (accounts, g_ptr_array_index (passages, i));
}

typedef struct
{
  char *path;
  TriLibrary *library;
  gint64 work;
} Fixture;

static char *
dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "accounts", name, NULL);
}

static gint64
import (TriLibrary *library, const char *kind)
{
  static const char *const langs[] = { "en", "fr", "nl" };
  TriImportFile files[3] = { 0 };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  TriImportOptions options = { .files = files, .n_files = 3, .kind = kind, .link = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 work;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("cook.%s.md", langs[i]);

      g_ptr_array_add (paths, dup_path (name));
      files[i].path = g_ptr_array_index (paths, i);
      files[i].lang = langs[i];
    }
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return work;
}

static void
set_up (Fixture *self, gconstpointer kind)
{
  self->path = align_new_path ();
  self->library = align_open (self->path);
  self->work = import (self->library, kind);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->library);
  g_free (self->path);
}

static const TriAccountsLink *
find (const GArray *links, guint a, guint first, guint b, guint second)
{
  for (guint i = 0; i < links->len; i++)
    {
      const TriAccountsLink *link = &g_array_index (links, TriAccountsLink, i);

      if (link->texts[0] == a
          && link->texts[1] == b
          && link->passages[0] == first
          && link->passages[1] == second)
        return link;
    }
  return NULL;
}

static void
assert_same (const GArray *links, guint a, guint first, guint b, guint second)
{
  const TriAccountsLink *link = find (links, a, first, b, second);

  if (!link || link->relation != TRI_RELATION_SAME_EVENTS)
    g_error ("%u:%u and %u:%u: %s",
             a,
             first,
             b,
             second,
             link ? "overlap only" : "nothing in common");
  g_assert_cmpfloat (link->confidence, >=, 0.5);
  g_assert_cmpfloat (link->confidence, <, 1);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (TriAccounts) accounts = tri_accounts_new ();
  g_autoptr (GArray) links = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    add_text (accounts, self->library, self->work, i);
  links = tri_accounts_link (accounts, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < links->len; i++)
    {
      const TriAccountsLink *link = &g_array_index (links, TriAccountsLink, i);

      g_test_message ("%u:%u %u:%u %s %.3f",
                      link->texts[0],
                      link->passages[0],
                      link->texts[1],
                      link->passages[1],
                      tri_relation_to_nick (link->relation),
                      link->confidence);
    }
  assert_same (links, 0, EN_STRIKE, 1, FR_STRIKE);
  assert_same (links, 0, EN_STRIKE, 2, NL_STRIKE);
  assert_same (links, 0, EN_WAR, 2, NL_WAR);
  /* A life in a line has to do with its beginning and its end. */
  g_assert_nonnull (find (links, 0, EN_BIRTH, 2, NL_LIFE));
  g_assert_nonnull (find (links, 0, EN_DEATH, 2, NL_LIFE));
  g_assert_nonnull (find (links, 1, FR_STRIKE, 2, NL_STRIKE));
  g_assert_nonnull (find (links, 0, EN_BOOK, 1, FR_BOOK));
  /* What tells nothing, or something else, is left alone. */
  for (guint i = 0; i < links->len; i++)
    {
      const TriAccountsLink *link = &g_array_index (links, TriAccountsLink, i);

      g_assert_cmpuint (link->passages[0], >, 0);
      g_assert_cmpuint (link->passages[1], >, 0);
    }
  g_assert_null (find (links, 0, EN_SALT, 2, NL_RIVER));
  g_assert_null (find (links, 1, FR_PATIENCE, 2, NL_RIVER));
  g_assert_null (find (links, 0, EN_WAR, 1, FR_STRIKE));
  g_assert_null (find (links, 1, FR_BIRTH, 2, NL_BAKERY));
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (TriAccounts) accounts = tri_accounts_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_text (accounts, self->library, self->work, 0);
  add_text (accounts, self->library, self->work, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (tri_accounts_link (accounts, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing, and letters of three bytes. */
static void
test_odd (void)
{
  g_autoptr (TriAccounts) accounts = tri_accounts_new ();
  g_autoptr (TriPassage) passage = tri_passage_new ();
  g_autoptr (GArray) none = tri_accounts_link (accounts, NULL, NULL, NULL, NULL);
  g_autoptr (GArray) links = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_free (passage->content);
  passage->content = g_strdup ("Ćććććććććććććććććć аааааааааааааааааааааааа 上上上上上上上上上上上上上 né 1 "
                               "99999999999999999999");
  passage->kind = TRI_PASSAGE_PARAGRAPH;
  for (guint i = 0; i < 3; i++)
    {
      tri_accounts_add_text (accounts, i == 0 ? "fr" : "xx");
      if (i < 2)
        tri_accounts_add_passage (accounts, passage);
    }
  links = tri_accounts_link (accounts, NULL, NULL, NULL, NULL);
  g_assert_nonnull (links);
}

/* --- in the library --- */

static gint64
get_passage (Fixture *self, guint text, guint ord)
{
  g_autoptr (TriWork) work = tri_library_get_work (self->library, self->work, NULL);
  g_autoptr (GPtrArray) passages = NULL;

  passages = tri_library_read_passages (self->library,
                                        ((TriText *) g_ptr_array_index (work->texts, text))->id,
                                        ord,
                                        1,
                                        NULL);
  return ((TriPassage *) g_ptr_array_index (passages, 0))->id;
}

/* What is said of two passages: a counterpart, or one with passage 0. */
static TriCounterpart
look (Fixture *self, gint64 passage, gint64 other)
{
  g_autoptr (GArray) found = tri_library_get_counterparts (self->library, passage, -1, NULL);

  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, TriCounterpart, i).passage == other)
      return g_array_index (found, TriCounterpart, i);
  return (TriCounterpart){ 0 };
}

static TriLinkMember
member (Fixture *self, guint text, guint ord)
{
  return (TriLinkMember){ get_passage (self, text, ord), 0, -1 };
}

static void
test_columns (Fixture *self, gconstpointer data)
{
  gint64 strike[] = { get_passage (self, 0, EN_STRIKE), get_passage (self, 1, FR_STRIKE) };
  TriCounterpart found;

  align_run (self->library, self->work, FALSE);
  found = look (self, strike[0], strike[1]);
  g_assert_cmpint (found.passage, ==, strike[1]);
  g_assert_cmpint (found.relation, ==, TRI_RELATION_SAME_EVENTS);
  g_assert_cmpint (found.status, ==, TRI_STATUS_COMPUTED);
  g_assert_cmpfloat (found.score, >=, 0.5);
  /* They tell the same in their own order: no rows come of it. */
  g_assert_cmpuint (tri_library_count_strands (self->library, self->work), ==, 3);
  align_check (self->library);
}

/* Nobody said what the texts are: they are no translations, and are linked as accounts. */
static void
test_decided (Fixture *self, gconstpointer data)
{
  gint64 war[] = { get_passage (self, 0, EN_WAR), get_passage (self, 2, NL_WAR) };
  g_autoptr (TriWork) work = NULL;

  align_run (self->library, self->work, TRUE);
  work = tri_library_get_work (self->library, self->work, NULL);
  g_assert_cmpint (work->kind, ==, TRI_WORK_ACCOUNTS);
  g_assert_true (look (self, war[0], war[1]).passage == war[1]);
}

/* Why the program took them for accounts is told until somebody says that they are not. */
static void
test_reason (Fixture *self, gconstpointer data)
{
  TriKindReason reason = { 0 };
  g_autofree char *undone = NULL;

  g_assert_false (tri_library_get_kind_reason (self->library, self->work, &reason));
  align_run (self->library, self->work, TRUE);
  g_assert_true (tri_library_get_kind_reason (self->library, self->work, &reason));
  g_assert_cmpfloat (reason.confidence, >, 0);
  g_assert_cmpfloat (reason.confidence, <=, 1);
  g_assert_cmpfloat (reason.share, <=, 1);
  g_assert_true (
      tri_library_set_work_kind (self->library, self->work, TRI_WORK_TRANSLATIONS, NULL));
  g_assert_false (tri_library_get_kind_reason (self->library, self->work, &reason));
  undone = tri_library_undo (self->library, NULL);
  g_assert_true (tri_library_get_kind_reason (self->library, self->work, &reason));
}

/* Said to be translations, they are aligned in rows; said to be accounts, they have columns. */
static void
test_overruled (Fixture *self, gconstpointer data)
{
  align_run (self->library, self->work, FALSE);
  g_assert_cmpuint (tri_library_count_strands (self->library, self->work), ==, 1);
  g_assert_true (tri_library_set_work_kind (self->library, self->work, TRI_WORK_ACCOUNTS, NULL));
  g_assert_true (tri_library_needs_alignment (self->library, self->work));
  align_run (self->library, self->work, FALSE);
  g_assert_cmpuint (tri_library_count_strands (self->library, self->work), ==, 3);
  g_assert_false (tri_library_needs_alignment (self->library, self->work));
  align_check (self->library);
  g_assert_true (
      tri_library_set_work_kind (self->library, self->work, TRI_WORK_TRANSLATIONS, NULL));
  g_assert_true (tri_library_needs_alignment (self->library, self->work));
  align_run (self->library, self->work, FALSE);
  g_assert_cmpuint (tri_library_count_strands (self->library, self->work), ==, 1);
  align_check (self->library);
}

static void
test_confirmed (Fixture *self, gconstpointer data)
{
  TriLinkMember tied[] = { member (self, 0, EN_SALT), member (self, 1, FR_PATIENCE) };
  TriLinkMember at = member (self, 0, EN_STRIKE);
  g_autoptr (GError) error = NULL;

  align_run (self->library, self->work, FALSE);
  g_assert_true (tri_library_confirm_link (self->library, &at, &error));
  g_assert_true (
      tri_library_tie (self->library, tied, 2, TRI_RELATION_OVERLAP, NULL, &error));
  g_assert_no_error (error);
  align_run (self->library, self->work, FALSE);
  g_assert_cmpint (look (self, at.passage, get_passage (self, 1, FR_STRIKE)).status,
                   ==,
                   TRI_STATUS_CONFIRMED);
  g_assert_cmpint (look (self, at.passage, get_passage (self, 2, NL_STRIKE)).status,
                   ==,
                   TRI_STATUS_CONFIRMED);
  g_assert_cmpint (look (self, tied[0].passage, tied[1].passage).relation,
                   ==,
                   TRI_RELATION_OVERLAP);
  g_assert_cmpuint (tri_library_count_strands (self->library, self->work), ==, 3);
  align_check (self->library);
}

/* One link of several of a passage is tied by hand, taken away, and not found again. */
static void
test_taken_away (Fixture *self, gconstpointer data)
{
  TriLinkMember pair[] = { member (self, 0, EN_STRIKE), member (self, 1, FR_STRIKE) };
  gint64 dutch = get_passage (self, 2, NL_STRIKE);
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;

  align_run (self->library, self->work, FALSE);
  g_assert_true (
      tri_library_tie (self->library, pair, 2, TRI_RELATION_SAME_EVENTS, NULL, &error));
  g_assert_cmpint (look (self, pair[0].passage, pair[1].passage).status, ==, TRI_STATUS_CONFIRMED);
  g_assert_cmpint (look (self, pair[0].passage, dutch).status, ==, TRI_STATUS_COMPUTED);
  g_assert_true (tri_library_untie (self->library, pair, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (look (self, pair[0].passage, pair[1].passage).passage, ==, 0);
  align_run (self->library, self->work, FALSE);
  g_assert_cmpint (look (self, pair[0].passage, pair[1].passage).passage, ==, 0);
  g_assert_cmpint (look (self, pair[0].passage, dutch).passage, ==, dutch);
  g_assert_false (tri_library_untie (self->library, pair, 2, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  undone = tri_library_undo (self->library, NULL);
  g_assert_cmpstr (undone, ==, "link.untie");
  g_assert_cmpint (look (self, pair[0].passage, pair[1].passage).status, ==, TRI_STATUS_CONFIRMED);
}

/* None of the links of a passage is right. */
static void
test_all_taken_away (Fixture *self, gconstpointer data)
{
  TriLinkMember at = member (self, 0, EN_STRIKE);
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;

  align_run (self->library, self->work, FALSE);
  g_assert_true (tri_library_omit_link (self->library, &at, 0, NULL, &error));
  align_run (self->library, self->work, FALSE);
  found = tri_library_get_counterparts (self->library, at.passage, -1, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (tri_library_omit_link (self->library, &at, 0, NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  align_check (self->library);
}

/* What is no language - no word comes twice - takes no more memory than this. */
static void
test_noise (void)
{
  g_autoptr (TriAccounts) accounts = tri_accounts_new ();
  const TriAccountsText *text = NULL;
  guint n = 0;

  tri_accounts_add_text (accounts, "en");
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (TriPassage) passage = tri_passage_new ();
      GString *words = g_string_new (NULL);

      passage->kind = TRI_PASSAGE_PARAGRAPH;

      for (guint w = 0; w < TRI_ACCOUNTS_MAX_ITEMS + 1000; w++, n++)
        for (guint k = 0, rest = n; k < 7; k++, rest /= 14)
          g_string_append_c (words, k == 6 ? ' ' : "abdfgiklmnoprt"[rest % 14]);
      g_free (passage->content);
      passage->content = g_string_free (words, FALSE);
      tri_accounts_add_passage (accounts, passage);
    }
  text = g_ptr_array_index (accounts->texts, 0);
  g_assert_cmpuint (accounts->clues->len, <=, TRI_ACCOUNTS_MAX_CLUES);
  g_assert_cmpuint (accounts->clues->len, >, TRI_ACCOUNTS_MAX_CLUES / 2);
  for (guint i = 0; i < text->passages->len; i++)
    g_assert_cmpuint (g_array_index (text->passages, TriAccountsPassage, i).n_items,
                      <=,
                      TRI_ACCOUNTS_MAX_ITEMS);
}

typedef gboolean (*Exporter) (TriLibrary *library,
                              gint64 work,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error);

static char *export(Fixture *self, Exporter exporter)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  exporter (self->library, self->work, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static gint64
import_exported (Fixture *self, const char *tei)
{
  g_autofree char *folder = g_dir_make_tmp ("accounts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "work.xml", NULL);
  TriImportFile file = { .path = path };
  const TriImportOptions options = { .files = &file, .n_files = 1 };
  g_autoptr (GError) error = NULL;
  gint64 work;

  g_assert_true (g_file_set_contents (path, tei, -1, NULL));
  work = tri_library_import (self->library, &options, NULL, &error);
  g_assert_no_error (error);
  return work;
}

/* What a reader took away is in the file, told apart from what is there, and holds where the file
 * is read. */
static void
test_taken_away_leaves (Fixture *self, gconstpointer data)
{
  TriLinkMember pair[] = { member (self, 0, EN_STRIKE), member (self, 1, FR_STRIKE) };
  g_autofree char *first = NULL, *second = NULL, *json = NULL;
  gint64 dutch;

  align_run (self->library, self->work, FALSE);
  g_assert_true (tri_library_untie (self->library, pair, 2, NULL));
  first = export(self, tri_export_tei);
  json = export(self, tri_export_json);
  g_assert_nonnull (strstr (first, "<linkGrp type=\"rejected\">"));
  g_assert_nonnull (strstr (json, "\"rejected\":[\n{"));

  self->work = import_exported (self, first);
  second = export(self, tri_export_tei);
  g_assert_cmpstr (strstr (second, "<linkGrp type=\"rejected\">"),
                   ==,
                   strstr (first, "<linkGrp type=\"rejected\">"));
  align_run (self->library, self->work, FALSE);
  pair[0] = member (self, 0, EN_STRIKE);
  pair[1] = member (self, 1, FR_STRIKE);
  dutch = get_passage (self, 2, NL_STRIKE);
  g_assert_cmpint (look (self, pair[0].passage, pair[1].passage).passage, ==, 0);
  g_assert_cmpint (look (self, pair[0].passage, dutch).passage, ==, dutch);
  align_check (self->library);
}

#define ADD(name, kind, func) \
  g_test_add ("/accounts/" name, Fixture, kind, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", "accounts", test_order);
  ADD ("cancelled", "accounts", test_cancelled);
  g_test_add_func ("/accounts/odd", test_odd);
  g_test_add_func ("/accounts/noise", test_noise);
  ADD ("columns", "accounts", test_columns);
  ADD ("decided", "auto", test_decided);
  ADD ("reason", "auto", test_reason);
  ADD ("overruled", "translations", test_overruled);
  ADD ("confirmed", "accounts", test_confirmed);
  ADD ("taken-away", "accounts", test_taken_away);
  ADD ("taken-away/leaves", "accounts", test_taken_away_leaves);
  ADD ("all-taken-away", "accounts", test_all_taken_away);
  return g_test_run ();
}
