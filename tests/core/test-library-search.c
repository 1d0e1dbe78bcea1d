/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-search.h"
#include "library/tri-library-works.h"
#include "library/tri-word-forms.h"

#include <math.h>
#include <string.h>

/* Questions to a library against a plain scan over the same texts: the scan has rules of its own
 * for what a word is, and knows no index. */

#define N_PASSAGES 150
#define N_LANGS 3
#define N_QUESTIONS 1200

static const char *const langs[N_LANGS] = { "fr", "en", "nl" };

/* Spellings that differ but for what search passes over, and forms of one word. */
static const char *const words[N_LANGS] = {
  "prison prisons PRISON cœur coeur Cœurs l’homme l'homme d’hommes qu'elle été"
  " e\314\201te\314\201 peut-être geôle pri\302\255son Москва la de ville villes noël"
  " Noe\314\210l œuvre aujourd’hui",
  "prison prisons imprisoned heart hearts don’t don't Strasse Straße café cafe\314\201"
  " the of city cities walked walking Zoë co-operate co\342\200\220operate Ærø Aero man"
  " Москвы",
  "gevangenis gevangenissen \304\262sselmeer IJsselmeer \304\263s ijs zo’n zo'n ’s de"
  " het stad steden boek boeken coördinatie coo\314\210rdinatie één een"
  " gevan\302\255genis ’s-Gravenhage hart harten prison",
};

static const char asked[]
    = "prison prisons coeur CŒUR l'homme l’homme homme qu’elle elle ete été peut-etre être"
      " geole москва Москва la de ville noel oeuvre aujourd'hui heart don't strasse straße"
      " cafe the of city walking zoe cooperate co-operate aero ærø gevangenis ijsselmeer ĳs"
      " IJS zo'n 's-gravenhage gravenhage het stad boek een één coordinatie hart";

static const char beginnings[] = "pri co Œu ge gevangenis vil ij de st мо noe";

/* --- The scan */

typedef struct
{
  guint lang;
  guint number; /* passages of one number are counterparts */
  char *key;
  GPtrArray *words;
  gboolean names_ada;
  guint year; /* 0: none */
} Plain;

static gboolean
is_apart (gunichar c)
{
  return !g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != 0xad;
}

/* Without case, accents and ligatures, by GLib alone. */
static char *
plain_fold (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = apart; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || c == 0xad)
        continue;
      if (c == 0x153)
        g_string_append (out, "oe");
      else if (c == 0xe6)
        g_string_append (out, "ae");
      else if (c == 0xf8)
        g_string_append_c (out, 'o');
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static GPtrArray *
plain_words (const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  const char *begin = NULL;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gboolean apart = *p == '\0' || is_apart (g_utf8_get_char (p));

      if (!apart && !begin)
        begin = p;
      if (apart && begin)
        {
          g_autofree char *word = g_strndup (begin, (gsize) (p - begin));

          g_ptr_array_add (list, plain_fold (word));
          begin = NULL;
        }
      if (*p == '\0')
        return list;
    }
}

static void
plain_free (gpointer data)
{
  Plain *self = data;

  g_free (self->key);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* What is asked, as the test means it. */
typedef enum
{
  ASK_WORDS, /* one after another */
  ASK_BEGINNING,
  ASK_AND,
  ASK_OR,
  ASK_WITHOUT, /* the first, and not the second */
  ASK_NEAR,
  ASK_ADA,
  ASK_YEARS,
  ASK_SECOND, /* stands in the second chapter */
  ASK_NEVER,  /* a heading, of which there is none here */
  ASK_NOT,
  ASK_BOTH, /* the first in a language, the second in another, or not there */
} AskKind;

typedef struct _Ask Ask;

struct _Ask
{
  AskKind kind;
  GPtrArray *words;
  guint distance;
  guint first;
  guint last;
  guint lang;
  guint other;
  gboolean lacks;
  Ask *a;
  Ask *b;
};

static void
ask_free (Ask *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->words, g_ptr_array_unref);
  ask_free (self->a);
  ask_free (self->b);
  g_free (self);
}

static gboolean
stands_at (const Plain *passage, const Ask *ask, guint at)
{
  if (at + ask->words->len > passage->words->len)
    return FALSE;
  for (guint i = 0; i < ask->words->len; i++)
    {
      const char *word = passage->words->pdata[at + i];
      const char *wanted = ask->words->pdata[i];

      if (ask->kind == ASK_BEGINNING ? !g_str_has_prefix (word, wanted)
                                     : !g_str_equal (word, wanted))
        return FALSE;
    }
  return TRUE;
}

static gboolean
stands_near (const Plain *passage, const Ask *ask)
{
  for (guint i = 0; i < passage->words->len; i++)
    for (guint n = 0; stands_at (passage, ask->a, i) && n < passage->words->len; n++)
      {
        guint end_a = i + ask->a->words->len;
        guint end_b = n + ask->b->words->len;

        if (!stands_at (passage, ask->b, n) || (n < end_a && i < end_b))
          continue;
        if ((n >= end_a ? n - end_a : i - end_b) <= ask->distance)
          return TRUE;
      }
  return FALSE;
}

static gboolean scan (GPtrArray *passages, const Plain *passage, const Ask *ask);

static gboolean
scan_both (GPtrArray *passages, const Plain *passage, const Ask *ask)
{
  if (passage->lang != ask->lang || !scan (passages, passage, ask->a))
    return FALSE;
  for (guint i = 0; i < passages->len; i++)
    {
      const Plain *other = passages->pdata[i];

      if (other->lang == ask->other && other->number == passage->number)
        return scan (passages, other, ask->b) != ask->lacks;
    }
  return FALSE;
}

static gboolean
scan (GPtrArray *passages, const Plain *passage, const Ask *ask)
{
  switch (ask->kind)
    {
    case ASK_AND:
      return scan (passages, passage, ask->a) && scan (passages, passage, ask->b);
    case ASK_OR:
      return scan (passages, passage, ask->a) || scan (passages, passage, ask->b);
    case ASK_WITHOUT:
      return scan (passages, passage, ask->a) && !scan (passages, passage, ask->b);
    case ASK_NEAR:
      return stands_near (passage, ask);
    case ASK_ADA:
      return passage->names_ada;
    case ASK_YEARS:
      return passage->year >= ask->first && passage->year <= ask->last;
    case ASK_SECOND:
      return passage->number >= N_PASSAGES / 2;
    case ASK_NEVER:
      return FALSE;
    case ASK_NOT:
      return !scan (passages, passage, ask->a);
    case ASK_BOTH:
      return scan_both (passages, passage, ask);
    case ASK_WORDS:
    case ASK_BEGINNING:
    default:
      for (guint i = 0; i < passage->words->len; i++)
        if (stands_at (passage, ask, i))
          return TRUE;
      return FALSE;
    }
}

/* --- Asking */

static guint
pick (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

/* One of those that stand in a list with spaces between. */
static char *
pick_word (GRand *rand, const char *list)
{
  g_auto (GStrv) each = g_strsplit (list, " ", -1);

  return g_strdup (each[pick (rand, g_strv_length (each))]);
}

static Ask *
ask_words (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);
  guint n = 1 + (pick (rand, 3) == 0);
  g_autoptr (GString) phrase = g_string_new (NULL);

  ask->kind = ASK_WORDS;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = pick_word (rand, asked);

      g_string_append_printf (phrase, "%s%s", i ? " " : "", word);
    }
  ask->words = plain_words (phrase->str);
  if (n > 1)
    g_string_append_printf (typed, pick (rand, 2) ? "\"%s\"" : "« %s »", phrase->str);
  else
    g_string_append (typed, phrase->str);
  return ask;
}

static Ask *
ask_beginning (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);
  g_autofree char *beginning = pick_word (rand, beginnings);

  ask->kind = ASK_BEGINNING;
  ask->words = plain_words (beginning);
  g_string_append_printf (typed, "%s*", beginning);
  return ask;
}

static Ask *
ask_near (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_NEAR;
  ask->distance = pick (rand, 4);
  ask->a = ask_words (rand, typed);
  g_string_append_printf (typed, " NEAR/%u ", ask->distance);
  ask->b = ask_words (rand, typed);
  return ask;
}

static Ask *
ask_years (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_YEARS;
  ask->first = 1910 + pick (rand, 10);
  ask->last = ask->first + pick (rand, 4);
  g_string_append_printf (typed, "date:%u..%u", ask->first, ask->last);
  return ask;
}

static Ask *
ask_ada (GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_ADA;
  g_string_append (typed, "@Ada");
  return ask;
}

static Ask *ask_anything (GRand *rand, guint depth, GString *typed);

static Ask *
ask_pair (GRand *rand, guint depth, GString *typed, AskKind kind, const char *between)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = kind;
  g_string_append_c (typed, '(');
  ask->a = ask_anything (rand, depth - 1, typed);
  g_string_append (typed, between);
  ask->b = ask_anything (rand, depth - 1, typed);
  g_string_append_c (typed, ')');
  return ask;
}

static Ask *
ask_anything (GRand *rand, guint depth, GString *typed)
{
  switch (depth > 0 ? pick (rand, 10) : pick (rand, 6))
    {
    case 0:
      return ask_beginning (rand, typed);
    case 1:
      return ask_ada (typed);
    case 2:
      return ask_years (rand, typed);
    case 6:
      return ask_near (rand, typed);
    case 7:
      return ask_pair (rand, depth, typed, ASK_AND, pick (rand, 2) ? " AND " : " ");
    case 8:
      return ask_pair (rand, depth, typed, ASK_OR, " OR ");
    case 9:
      return ask_pair (rand, depth, typed, ASK_WITHOUT, pick (rand, 2) ? " NOT " : " AND NOT ");
    default:
      return ask_words (rand, typed);
    }
}

/* Where to look, with words among it. What is not to be there is no side of an OR. */
static Ask *
ask_place (GRand *rand, guint depth, gboolean is_side, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);
  guint way = pick (rand, depth > 0 ? 6 : 2);

  if (way == 2 && is_side)
    way = 5;

  switch (way)
    {
    case 0:
      ask->kind = ASK_SECOND;
      g_string_append (typed, "chapter:second");
      break;
    case 1:
      ask->kind = ASK_NEVER;
      g_string_append (typed, "kind:heading");
      break;
    case 2:
      ask->kind = ASK_NOT;
      g_string_append (typed, "NOT (");
      ask->a = ask_place (rand, depth - 1, TRUE, typed);
      g_string_append_c (typed, ')');
      break;
    default:
      ask->kind = way == 5 ? ASK_AND : ASK_OR;
      g_string_append_c (typed, '(');
      ask->a = ask_place (rand, depth - 1, is_side || way != 5, typed);
      g_string_append (typed, way == 5 ? " AND " : " OR ");
      if (way == 4)
        ask->b = ask_words (rand, typed);
      else
        ask->b = ask_place (rand, depth - 1, is_side || way != 5, typed);
      g_string_append_c (typed, ')');
      break;
    }
  return ask;
}

static Ask *
ask_there (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_AND;
  g_string_append_c (typed, '(');
  ask->a = ask_anything (rand, 1, typed);
  g_string_append (typed, ") AND ");
  ask->b = ask_place (rand, 3, FALSE, typed);
  return ask;
}

static Ask *
ask_both (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_BOTH;
  ask->lang = pick (rand, N_LANGS);
  ask->other = (ask->lang + 1 + pick (rand, N_LANGS - 1)) % N_LANGS;
  ask->lacks = pick (rand, 2);
  g_string_append_printf (typed, "%s:(", langs[ask->lang]);
  ask->a = ask_anything (rand, 1, typed);
  g_string_append_printf (typed, ") %s:%s(", langs[ask->other], ask->lacks ? "!" : "");
  ask->b = ask_anything (rand, 1, typed);
  g_string_append_c (typed, ')');
  return ask;
}

/* --- The library */

typedef struct
{
  TriLibrary *library;
  GPtrArray *passages; /* of Plain */
  gint64 work;
} Fixture;

static void
add_words (GRand *rand, GString *content, guint lang)
{
  static const char *const between[] = { " ", " ", "\302\240", ", ", " — ", "\n", "; " };
  guint n = 2 + pick (rand, 8);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = pick_word (rand, words[lang]);

      g_string_append_printf (content,
                              "%s%s",
                              i ? between[pick (rand, G_N_ELEMENTS (between))] : "",
                              word);
    }
}

static void
add_passage (Fixture *fixture, GRand *rand, GString *xml, guint lang, guint number)
{
  Plain *plain = g_new0 (Plain, 1);
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);

  plain->lang = lang;
  plain->number = number;
  plain->key = g_strdup_printf ("%s-%u", langs[lang], number);
  add_words (rand, content, lang);
  g_string_assign (shown, content->str);
  if (pick (rand, 4) == 0)
    {
      plain->names_ada = TRUE;
      g_string_append (content, " <persName ref=\"#ada\">Ada Lamb</persName>");
      g_string_append (shown, " Ada Lamb");
    }
  if (pick (rand, 5) == 0)
    {
      plain->year = 1910 + pick (rand, 12);
      g_string_append_printf (content, " <date when=\"%u\">%u</date>", plain->year, plain->year);
      g_string_append_printf (shown, " %u", plain->year);
    }
  plain->words = plain_words (shown->str);
  g_ptr_array_add (fixture->passages, plain);
  g_string_append_printf (xml, "<p xml:id=\"%s\"", plain->key);
  if (lang > 0)
    g_string_append_printf (xml, " corresp=\"#%s-%u\"", langs[0], number);
  g_string_append_printf (xml, ">%s</p>", content->str);
}

static char *
write_file (Fixture *fixture, const char *folder, guint seed)
{
  char *path = g_build_filename (folder, "texts.xml", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) xml = g_string_new (
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Words</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
      "</sourceDesc></fileDesc></teiHeader><standOff><listPerson><person xml:id=\"ada\">"
      "<persName>Ada Lamb</persName><persName type=\"short\">Ada</persName></person>"
      "</listPerson></standOff><text><group>");

  for (guint lang = 0; lang < N_LANGS; lang++)
    {
      g_string_append_printf (xml,
                              "<text xml:id=\"%s\" xml:lang=\"%s\"><body><div><head>Title</head>",
                              langs[lang],
                              langs[lang]);
      for (guint i = 0; i < N_PASSAGES; i++)
        {
          if (i == N_PASSAGES / 2)
            g_string_append (xml, "</div><div><head>Second part</head>");
          add_passage (fixture, rand, xml, lang, i);
        }
      g_string_append (xml, "</div></body></text>");
    }
  g_string_append (xml, "</group></text></TEI>");
  g_assert_true (g_file_set_contents (path, xml->str, -1, NULL));
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  g_autofree char *library = g_build_filename (folder, "library.db", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile file = { NULL };
  TriImportOptions options = { &file, 1 };

  fixture->passages = g_ptr_array_new_with_free_func (plain_free);
  path = write_file (fixture, folder, 42);
  file.path = path;
  options.kind = "translations";
  fixture->library = tri_library_open (library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  fixture->work = tri_library_import (fixture->library, &options, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_ptr_array_unref (fixture->passages);
}

typedef struct
{
  GArray *hits; /* of gint64 */
  gboolean is_ranked;
  gboolean is_complete;
} Answer;

static gboolean
found_cb (const TriSearchStep *step, gpointer data)
{
  Answer *answer = data;

  if (step->replaces)
    g_array_set_size (answer->hits, 0);
  for (guint i = 0; i < step->n_hits; i++)
    g_array_append_val (answer->hits, step->hits[i].passage);
  answer->is_ranked = step->is_ranked;
  answer->is_complete = step->is_complete;
  return TRUE;
}

/* The keys of the passages that are found, in the order in which they are. */
static GPtrArray *
ask_library (TriLibrary *library, const char *typed, const TriSearchOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSearch) search = tri_search_new (library, typed, options, &error);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  Answer answer = { hits };

  g_assert_no_error (error);
  g_assert_true (tri_search_run (search, library, found_cb, &answer, &error));
  g_assert_no_error (error);
  g_assert_true (answer.is_complete);
  g_assert_true (answer.is_ranked);
  for (guint i = 0; i < hits->len; i++)
    {
      gint64 id = g_array_index (hits, gint64, i);
      g_autoptr (TriPassage) passage = tri_library_get_passage (library, id, &error);

      g_assert_no_error (error);
      g_ptr_array_add (keys, g_strdup (passage->key));
    }
  return keys;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
assert_same (const char *typed, GPtrArray *found, GPtrArray *expected)
{
  g_ptr_array_sort (found, compare_keys);
  g_ptr_array_sort (expected, compare_keys);
  for (guint i = 0; i < MAX (found->len, expected->len); i++)
    if (i >= found->len || i >= expected->len
        || strcmp (found->pdata[i], expected->pdata[i]) != 0)
      g_error ("%s: found %u, expected %u; first other: %s, %s",
               typed,
               found->len,
               expected->len,
               i < found->len ? (char *) found->pdata[i] : "none",
               i < expected->len ? (char *) expected->pdata[i] : "none");
}

static void
assert_scan_finds_the_same (Fixture *fixture, const char *typed, const Ask *ask)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;

  options->forms = FALSE;
  options->kinds = 1u << TRI_PASSAGE_PARAGRAPH;
  found = ask_library (fixture->library, typed, options);
  for (guint i = 0; i < fixture->passages->len; i++)
    if (scan (fixture->passages, fixture->passages->pdata[i], ask))
      g_ptr_array_add (expected, g_strdup (((Plain *) fixture->passages->pdata[i])->key));
  assert_same (typed, found, expected);
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_found = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      Ask *ask = i % 4 == 0   ? ask_both (rand, typed)
                 : i % 4 == 1 ? ask_there (rand, typed)
                              : ask_anything (rand, 3, typed);

      assert_scan_finds_the_same (fixture, typed->str, ask);
      for (guint n = 0; n < fixture->passages->len; n++)
        n_found += scan (fixture->passages, fixture->passages->pdata[n], ask);
      ask_free (ask);
    }
  /* They are no idle questions. */
  g_assert_cmpuint (n_found, >, N_QUESTIONS * 5);
}

/* --- Forms */

static void
assert_finds (Fixture *fixture, const char *typed, const char *lang, const char *const *spellings)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;

  options->lang = g_strdup (lang);
  found = ask_library (fixture->library, typed, options);
  for (guint i = 0; i < fixture->passages->len; i++)
    {
      const Plain *passage = fixture->passages->pdata[i];
      gboolean any = FALSE;

      for (guint n = 0; g_str_equal (langs[passage->lang], lang) && spellings[n]; n++)
        any |= g_ptr_array_find_with_equal_func (passage->words,
                                                 spellings[n],
                                                 g_str_equal,
                                                 NULL);
      if (any)
        g_ptr_array_add (expected, g_strdup (passage->key));
    }
  g_assert_cmpuint (expected->len, >, 0);
  assert_same (typed, found, expected);
}

/* Each language has its own rules; an exact word has none. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  assert_finds (fixture, "prison", "fr", (const char *[]){ "prison", "prisons", NULL });
  assert_finds (fixture, "prisons", "en", (const char *[]){ "prison", "prisons", NULL });
  assert_finds (fixture, "\"prison\"", "en", (const char *[]){ "prison", NULL });
  assert_finds (fixture, "ville", "fr", (const char *[]){ "ville", "villes", NULL });
  assert_finds (fixture, "hommes", "fr", (const char *[]){ "homme", "hommes", NULL });
  assert_finds (fixture, "city", "en", (const char *[]){ "city", "cities", NULL });
  assert_finds (fixture, "walk", "en", (const char *[]){ "walked", "walking", NULL });
  assert_finds (fixture, "hearts", "en", (const char *[]){ "heart", "hearts", NULL });
  assert_finds (fixture, "cœur", "fr", (const char *[]){ "coeur", "coeurs", NULL });
  assert_finds (fixture, "boek", "nl", (const char *[]){ "boek", "boeken", NULL });
  assert_finds (fixture, "harten", "nl", (const char *[]){ "hart", "harten", NULL });
  assert_finds (fixture,
                "gevangenissen",
                "nl",
                (const char *[]){ "gevangenis", "gevangenissen", NULL });
}

/* A text whose language is mended has the forms of that language, once its words are counted. */
static void
test_language_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 text = tri_library_find_text (fixture->library, "en", &error);
  g_autoptr (GPtrArray) before = ask_library (fixture->library, "en:walk", NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) no_more = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, >, 0);
  g_assert_true (tri_library_edit_text (fixture->library, text, "nl", "Engels", NULL, &error));
  g_assert_true (tri_library_has_uncounted_words (fixture->library));
  g_assert_true (tri_library_count_words (fixture->library, NULL, &error));
  g_assert_false (tri_library_has_uncounted_words (fixture->library));
  no_more = ask_library (fixture->library, "en:walked", NULL);
  g_assert_cmpuint (no_more->len, ==, 0);
  after = ask_library (fixture->library, "nl:walked", NULL);
  g_assert_cmpuint (after->len, >, 0);
}

/* --- Order */

static void
test_exact_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = ask_library (fixture->library, "en:prisons", NULL);
  gboolean was_exact = TRUE;
  guint n_exact = 0;

  for (guint i = 0; i < found->len; i++)
    for (guint n = 0; n < fixture->passages->len; n++)
      {
        const Plain *passage = fixture->passages->pdata[n];
        gboolean is_exact;

        if (!g_str_equal (passage->key, found->pdata[i]))
          continue;
        is_exact = g_ptr_array_find_with_equal_func (passage->words, "prisons", g_str_equal, NULL);
        g_assert_true (was_exact || !is_exact);
        was_exact = is_exact;
        n_exact += is_exact;
      }
  g_assert_cmpuint (n_exact, >, 0);
  g_assert_cmpuint (n_exact, <, found->len);
}

/* How often one of the forms stands there. */
static guint
count_forms (const Plain *passage, const char *const *forms)
{
  guint n = 0;

  for (guint i = 0; i < passage->words->len; i++)
    n += g_strv_contains (forms, passage->words->pdata[i]);
  return n;
}

/* In how many passages, each form by itself. */
static guint
count_passages (Fixture *fixture, const char *const *forms, guint lang)
{
  guint n = 0;

  for (guint i = 0; i < fixture->passages->len; i++)
    for (guint f = 0; forms[f]; f++)
      n += ((Plain *) fixture->passages->pdata[i])->lang == lang
           && count_forms (fixture->passages->pdata[i], (const char *[]){ forms[f], NULL }) > 0;
  return n;
}

/* bm25 by its formula, the forms of a word as one. */
static double
compute_score (Fixture *fixture, const Plain *passage, const char *const *const *terms, guint lang)
{
  double n = fixture->passages->len + 2 * N_LANGS; /* with the headings: one word and two */
  double n_words = 3 * N_LANGS;
  double score = 0;

  for (guint i = 0; i < fixture->passages->len; i++)
    n_words += ((Plain *) fixture->passages->pdata[i])->words->len;
  for (guint i = 0; terms[i]; i++)
    {
      double found = count_passages (fixture, terms[i], lang);
      double times = count_forms (passage, terms[i]);
      double length = passage->words->len / (n_words / n);

      score += log ((n - found + 0.5) / (found + 0.5)) * times * 2.2
               / (times + 1.2 * (0.25 + 0.75 * length));
    }
  return score;
}

static const Plain *
find_plain (Fixture *fixture, const char *key)
{
  for (guint i = 0; i < fixture->passages->len; i++)
    if (g_str_equal (((Plain *) fixture->passages->pdata[i])->key, key))
      return fixture->passages->pdata[i];
  g_assert_not_reached ();
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const prison[] = { "prison", "prisons", NULL };
  static const char *const heart[] = { "heart", "hearts", NULL };
  static const char *const *const terms[] = { prison, heart, NULL };
  g_autoptr (GPtrArray) found = ask_library (fixture->library, "en:(prison OR heart)", NULL);
  gboolean was_exact = TRUE;
  double last = 1000;

  g_assert_cmpuint (found->len, >, 30);
  for (guint i = 0; i < found->len; i++)
    {
      const Plain *passage = find_plain (fixture, found->pdata[i]);
      double score = compute_score (fixture, passage, terms, 1);
      gboolean is_exact = TRUE;

      /* Each word that it has as it was typed, too. */
      for (guint n = 0; terms[n]; n++)
        is_exact &= count_forms (passage, terms[n]) == 0
                    || count_forms (passage, (const char *[]){ terms[n][0], NULL }) > 0;
      g_assert_true (was_exact || !is_exact);
      if (is_exact == was_exact)
        g_assert_cmpfloat (score, <=, last + 1e-4);
      was_exact = is_exact;
      last = score;
    }
  g_assert_false (was_exact);
}

/* --- Where */

static guint
count (Fixture *fixture, const char *typed, const TriSearchOptions *options)
{
  g_autoptr (GPtrArray) found = ask_library (fixture->library, typed, options);

  return found->len;
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (TriSearchOptions) same = NULL;
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gint64 text = tri_library_find_text (fixture->library, "nl", &error);
  guint all = count (fixture, "nl:de", NULL);
  guint first;
  guint second;

  divisions = tri_library_list_divisions (fixture->library, text, -1, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "title", NULL), ==, 3);
  g_assert_cmpuint (count (fixture, "title kind:heading", NULL), ==, 3);
  g_assert_cmpuint (count (fixture, "title kind:verse", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "title work:words", NULL), ==, 3);
  g_assert_cmpuint (count (fixture, "title NOT work:words", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "fr:title OR nl:title", NULL), ==, 2);
  g_assert_cmpuint (count (fixture, "part chapter:\"second part\"", NULL), ==, 3);
  options->text = text;
  g_assert_cmpuint (count (fixture, "de", options), ==, all);
  options->division = ((TriDivision *) divisions->pdata[0])->id;
  first = count (fixture, "de", options);
  options->division = ((TriDivision *) divisions->pdata[1])->id;
  second = count (fixture, "de", options);
  g_assert_cmpuint (first, >, 0);
  g_assert_cmpuint (second, >, 0);
  g_assert_cmpuint (first + second, ==, all);

  options->lang = g_strdup ("nl");
  json = tri_search_options_to_json (options, fixture->library);
  same = tri_search_options_from_json (json, fixture->library);
  g_assert_cmpint (same->text, ==, options->text);
  g_assert_cmpint (same->division, ==, options->division);
  g_assert_cmpstr (same->lang, ==, "nl");
  g_assert_cmpuint (count (fixture, "de", same), ==, second);
}

/* What is deleted is not found, and found again when that is undone. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint before = count (fixture, "prison", NULL);

  g_assert_cmpuint (before, >, 0);
  g_assert_true (tri_library_delete_work (fixture->library, fixture->work, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "prison", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "@Ada", NULL), ==, 0);
}

/* --- What cannot be understood */

static void
assert_note (Fixture *fixture, const char *typed, TriQueryProblem problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed, NULL, &error);
  const TriQuery *query;
  gboolean any = FALSE;

  g_assert_no_error (error);
  query = tri_search_get_query (search);
  for (guint i = 0; i < query->notes->len; i++)
    any |= g_array_index (query->notes, TriQueryNote, i).problem == problem;
  g_assert_true (any);
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  assert_note (fixture, "\"prison", TRI_QUERY_OPEN_QUOTE);
  assert_note (fixture, "@Nobody", TRI_QUERY_UNKNOWN_NAME);
  assert_note (fixture, "prison work:nowhere", TRI_QUERY_UNKNOWN_PLACE);
  g_assert_cmpuint (count (fixture, "\"pris", NULL), ==, count (fixture, "pris*", NULL));
  g_assert_cmpuint (count (fixture, "\"prison ", NULL), ==, count (fixture, "\"prison\"", NULL));
  g_assert_cmpuint (count (fixture, "prison AND", NULL), ==, count (fixture, "prison", NULL));
  g_assert_cmpuint (count (fixture, "@prison", NULL), ==, count (fixture, "prison", NULL));
}

/* Whatever is typed is no error, nor does SQLite ever see it. */
static void
test_anything_typed (Fixture *fixture, gconstpointer data)
{
  static const char bits[]
      = "\" ' ( ) * NEAR NEAR( AND OR NOT fr: nl:! @ date: prison {a}: ^ + - content: rowid ;"
        " -- \303\251 NEAR/9 @Ada date:1912 , œ \302\255 .. \\ de* “ »";
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autoptr (GPtrArray) found = NULL;

      for (guint n = pick (rand, 9); n > 0; n--)
        {
          g_autofree char *bit = pick_word (rand, bits);

          g_string_append_printf (typed, "%s%s", bit, pick (rand, 3) ? "" : " ");
        }
      found = ask_library (fixture->library, typed->str, NULL);
    }
}

/* --- What is shown */

static char *
dup_marked (const TriSearchSnippet *snippet)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i <= snippet->matches->len; i++)
    {
      const TriMatch *match = i < snippet->matches->len
                                  ? &g_array_index (snippet->matches, TriMatch, i)
                                  : NULL;
      guint until = match ? match->start : (guint) g_utf8_strlen (snippet->content, -1);
      g_autofree char *plain = g_utf8_substring (snippet->content, at, until);
      g_autofree char *hit = match ? g_utf8_substring (snippet->content, match->start, match->end)
                                   : NULL;

      g_string_append (marked, plain);
      if (hit)
        g_string_append_printf (marked, "[%s]", hit);
      at = match ? match->end : until;
    }
  return g_string_free (g_steal_pointer (&marked), FALSE);
}

static TriLibrary *
make_two_texts (const char *english, const char *french)
{
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file_path = g_build_filename (folder, "texts.xml", NULL);
  g_autofree char *xml = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile file = { file_path };
  TriImportOptions options = { &file, 1 };
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  xml = g_strdup_printf (
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Two</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
      "</sourceDesc></fileDesc></teiHeader><text><group><text xml:lang=\"en\"><body><div>"
      "<head>First chapter</head><p xml:id=\"e\">%s</p></div></body></text>"
      "<text xml:lang=\"fr\"><body><p xml:id=\"f\" corresp=\"#e\">%s</p></body></text>"
      "</group></text></TEI>",
      english,
      french);
  g_assert_true (g_file_set_contents (file_path, xml, -1, NULL));
  options.kind = "translations";
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return library;
}

static gboolean
first_cb (const TriSearchStep *step, gpointer data)
{
  if (step->n_hits > 0)
    *(gint64 *) data = step->hits[0].passage;
  return TRUE;
}

static void
test_snippets (void)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (TriSearchSnippet) snippet = NULL;
  g_autoptr (TriSearchSnippet) cut = NULL;
  g_autoptr (GPtrArray) counterparts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *marked_cut = NULL;
  g_autofree char *marked_other = NULL;
  gint64 passage = 0;

  library = make_two_texts ("They walked for many a long day through the rain, until the "
                            "Prisons of the city lay before them in the evening light.",
                            "Ils marchaient ; enfin les pri\302\255sons de la ville.");
  search = tri_search_new (library, "en:prison fr:prison", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tri_search_run (search, library, first_cb, &passage, &error));
  snippet = tri_search_read_snippet (search, library, passage, 400, &error);
  marked = dup_marked (snippet);
  g_assert_cmpstr (marked,
                   ==,
                   "They walked for many a long day through the rain, until the "
                   "[Prisons] of the city lay before them in the evening light.");
  g_assert_cmpstr (snippet->chapter, ==, "First chapter");
  g_assert_cmpstr (snippet->lang, ==, "en");
  g_assert_cmpstr (snippet->work_title, ==, "Two");
  cut = tri_search_read_snippet (search, library, passage, 30, &error);
  marked_cut = dup_marked (cut);
  g_assert_true (g_str_has_prefix (marked_cut, "…"));
  g_assert_true (g_str_has_suffix (marked_cut, "…"));
  g_assert_nonnull (strstr (marked_cut, "[Prisons]"));
  g_assert_cmpint (g_utf8_strlen (cut->content, -1), <, 60);
  counterparts = tri_search_read_counterparts (search, library, passage, 400, &error);
  g_assert_cmpuint (counterparts->len, ==, 1);
  marked_other = dup_marked (counterparts->pdata[0]);
  g_assert_cmpstr (marked_other, ==, "Ils marchaient ; enfin les [pri\302\255sons] de la ville.");
}

/* Where the cut falls into the first words the snippet begins with them. */
static void
test_snippet_beginning (void)
{
  g_autoptr (TriLibrary) library = make_two_texts ("Il prit les bagages, puis la prison les "
                                                   "reprit tous, l\342\200\231un apr\303\250s "
                                                   "l\342\200\231autre, et pour longtemps.",
                                                   "Of that nothing is left.");
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GError) error = NULL;
  gint64 passage = 0;

  search = tri_search_new (library, "prison", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tri_search_run (search, library, first_cb, &passage, &error));
  for (guint width = 40; width < 88; width++)
    {
      g_autoptr (TriSearchSnippet) snippet = NULL;
      const char *shown = NULL;

      snippet = tri_search_read_snippet (search, library, passage, width, &error);
      g_assert_no_error (error);
      shown = snippet->content;
      if (g_str_has_prefix (shown, "…"))
        g_assert_true (g_str_has_prefix (shown, "…prit ") || g_str_has_prefix (shown, "…les ")
                       || g_str_has_prefix (shown, "…bagages")
                       || g_str_has_prefix (shown, "…puis "));
      else
        g_assert_true (g_str_has_prefix (shown, "Il prit "));
    }
}

/* --- Many */

typedef struct
{
  guint n_steps;
  guint n_first;
  gboolean first_is_ranked;
  guint n;
  gboolean is_ranked;
  guint stop_after;
} Steps;

static gboolean
step_cb (const TriSearchStep *step, gpointer data)
{
  Steps *steps = data;

  if (steps->n_steps++ == 0)
    {
      steps->n_first = step->n_hits;
      steps->first_is_ranked = step->is_ranked;
    }
  steps->n = step->replaces ? step->n_hits : steps->n + step->n_hits;
  steps->is_ranked = step->is_ranked;
  return steps->stop_after == 0 || steps->n_steps < steps->stop_after;
}

static TriLibrary *
make_many (guint n)
{
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file_path = g_build_filename (folder, "many.txt", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TriImportFile file = { file_path, "en" };
  TriImportOptions options = { &file, 1 };
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Everywhere there was water, said number %u.\n\n", i);
  g_assert_true (g_file_set_contents (file_path, text->str, -1, NULL));
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return library;
}

/* More than can be ranked at once: the first as they are read, all of them, and these ranked. */
static void
test_many (void)
{
  g_autoptr (TriLibrary) library = make_many (24000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (TriSearch) few = NULL;
  g_autoptr (GError) error = NULL;
  Steps steps = { 0 };
  Steps rare = { 0 };
  Steps stopped = { .stop_after = 2 };

  search = tri_search_new (library, "water", NULL, &error);
  g_assert_true (tri_search_run (search, library, step_cb, &steps, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (steps.n_first, ==, 50);
  g_assert_false (steps.first_is_ranked);
  g_assert_cmpuint (steps.n, ==, 24000);
  g_assert_true (steps.is_ranked);

  few = tri_search_new (library, "12345", NULL, &error);
  g_assert_true (tri_search_run (few, library, step_cb, &rare, &error));
  g_assert_cmpuint (rare.n_steps, ==, 1);
  g_assert_true (rare.first_is_ranked);
  g_assert_cmpuint (rare.n, ==, 1);

  /* Whoever asked needs no more; whoever asked went away. */
  g_assert_true (tri_search_run (search, library, step_cb, &stopped, &error));
  g_assert_cmpuint (stopped.n_steps, ==, 2);
  g_cancellable_cancel (cancellable);
  tri_library_set_cancellable (library, cancellable);
  g_assert_false (tri_search_run (search, library, step_cb, &steps, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/search/scan", test_scan);
  ADD ("/search/forms", test_forms);
  ADD ("/search/language-changes", test_language_changes);
  ADD ("/search/exact-first", test_exact_first);
  ADD ("/search/order", test_order);
  ADD ("/search/options", test_options);
  ADD ("/search/deleted", test_deleted);
  ADD ("/search/notes", test_notes);
  ADD ("/search/anything-typed", test_anything_typed);
  g_test_add_func ("/search/snippets", test_snippets);
  g_test_add_func ("/search/snippets/beginning", test_snippet_beginning);
  g_test_add_func ("/search/many", test_many);

  return g_test_run ();
}
