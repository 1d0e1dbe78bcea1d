/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import.h"
#include "library/tri-library-search.h"
#include "library/tri-library-works.h"

/* Questions to a library against a plain scan over the same texts: the scan has rules of its own
 * for what a word is, and knows no index. */

#define N_PASSAGES 150
#define N_LANGS 3

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

static inline gboolean
is_apart (gunichar c)
{
  return !g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != 0xad;
}

/* Without case, accents and ligatures, by GLib alone. */
static inline char *
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

static inline GPtrArray *
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

static inline void
plain_free (gpointer data)
{
  Plain *self = data;

  g_free (self->key);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* --- Asking */

static inline guint
pick (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

/* One of those that stand in a list with spaces between. */
static inline char *
pick_word (GRand *rand, const char *list)
{
  g_auto (GStrv) each = g_strsplit (list, " ", -1);

  return g_strdup (each[pick (rand, g_strv_length (each))]);
}

/* --- The library */

typedef struct
{
  TriLibrary *library;
  GPtrArray *passages; /* of Plain */
  gint64 work;
} Fixture;

static inline void
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

static inline void
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

static inline char *
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

static inline void
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

static inline void
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

static inline gboolean
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
static inline GPtrArray *
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

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
