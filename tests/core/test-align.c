/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* One short tale, told three times. */
static const char *const english[] = {
  "The harbour of Morlaix",
  "In the year 1893 a fisherman named Yann Kervern lived near the harbour of Morlaix.",
  "He had two daughters, Anna and Maria, and an old blue boat.",
  "Every morning he sailed out before the sun rose.",
  "One night in March the storm broke his mast.",
  "“Shall we ever see him again?” asked Maria.",
  "“He always comes back,” said Anna, and she lit the lamp in the window.",
  "The sea was white and the wind cried in the chimney.",
  "At four in the morning they heard a knock at the door.",
  "It was the doctor; he brought a letter from Brest.",
  "Their father was alive, but he had lost the boat.",
  "He came home in April with a new coat and a black dog.",
  "The dog was called Capitaine, and it hated the water.",
  "Nobody ever learned who had paid for the coat.",
};

static const char *const french[] = {
  "Le port de Morlaix",
  "En 1893 un pêcheur du nom de Yann Kervern vivait près du port de Morlaix.",
  "Il avait deux filles, Anna et Maria, et un vieux bateau bleu.",
  "Chaque matin il partait en mer avant le lever du soleil.",
  "Une nuit de mars, la tempête brisa son mât.",
  "— Le reverrons-nous jamais ? demanda Maria.",
  "— Il revient toujours, dit Anna, et elle alluma la lampe à la fenêtre.",
  "La mer était blanche et le vent pleurait dans la cheminée.",
  "À quatre heures du matin elles entendirent frapper à la porte.",
  "C’était le docteur ; il apportait une lettre de Brest.",
  "Leur père était vivant, mais il avait perdu le bateau.",
  "Il rentra en avril avec un manteau neuf et un chien noir.",
  "Le chien s’appelait Capitaine et détestait l’eau.",
  "Personne ne sut jamais qui avait payé le manteau.",
};

static const char *const dutch[] = {
  "De haven van Morlaix",
  "In het jaar 1893 woonde een visser met de naam Yann Kervern bij de haven van Morlaix.",
  "Hij had twee dochters, Anna en Maria, en een oude blauwe boot.",
  "Elke morgen voer hij uit voordat de zon opkwam.",
  "In een nacht in maart brak de storm zijn mast.",
  "„Zullen wij hem ooit terugzien?” vroeg Maria.",
  "„Hij komt altijd terug,” zei Anna, en zij stak de lamp aan voor het raam.",
  "De zee was wit en de wind huilde in de schoorsteen.",
  "Om vier uur in de morgen hoorden zij kloppen aan de deur.",
  "Het was de dokter; hij bracht een brief uit Brest.",
  "Hun vader leefde, maar hij had de boot verloren.",
  "Hij kwam in april thuis met een nieuwe jas en een zwarte hond.",
  "De hond heette Capitaine en had een hekel aan water.",
  "Niemand heeft ooit geweten wie de jas betaald had.",
};

#define N G_N_ELEMENTS (english)

static const char *const preface[] = {
  "The editor wishes to thank the ministry of agriculture for its patience.",
  "All rights of this edition are reserved, including those of dramatic performance.",
  "Errata and remarks may be sent to the address of the publishing house.",
  "This printing differs from earlier ones in its spelling and in nothing else.",
  "No part of it may be stored in any machine without permission in writing.",
};

static TriAlignText
make_text (const char *lang, const char *const *units, guint n)
{
  return (TriAlignText){ .lang = lang, .units = units, .n_units = n };
}

/* Every unit in one link, in order; writes them as 0:0 1,2:1 … */
static char *
check (const GArray *links, guint n_a, guint n_b)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint at[2] = { 0, 0 };

  g_assert_nonnull (links);
  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);

      g_assert_cmpuint (link->count[0] + link->count[1], >, 0);
      g_assert_cmpfloat (link->confidence, >=, 0);
      g_assert_cmpfloat (link->confidence, <=, 1);
      g_string_append (out, i ? " " : "");
      for (guint side = 0; side < 2; side++)
        {
          g_assert_cmpuint (link->first[side], ==, at[side]);
          g_string_append (out, side ? ":" : "");
          for (guint k = 0; k < link->count[side]; k++)
            g_string_append_printf (out, "%s%u", k ? "," : "", at[side] + k);
          at[side] += link->count[side];
        }
    }
  g_assert_cmpuint (at[0], ==, n_a);
  g_assert_cmpuint (at[1], ==, n_b);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
align (const TriAlignText *a, const TriAlignText *b, const TriAlignOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) links = tri_align_pair (a, b, options, &error);

  g_assert_no_error (error);
  return check (links, a->n_units, b->n_units);
}

static char *
make_diagonal (guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%u:%u", i ? " " : "", i, i);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_languages (void)
{
  const TriAlignText texts[] = {
    make_text ("en", english, N),
    make_text ("fr", french, N),
    make_text ("nl", dutch, N),
  };
  g_autofree char *expected = make_diagonal (N);

  for (guint a = 0; a < G_N_ELEMENTS (texts); a++)
    for (guint b = 0; b < G_N_ELEMENTS (texts); b++)
      {
        g_autofree char *found = align (&texts[a], &texts[b], NULL);

        g_assert_cmpstr (found, ==, expected);
      }
}

static void
test_unknown_language (void)
{
  TriAlignText a = make_text ("", english, N);
  TriAlignText b = make_text (NULL, french, N);
  g_autofree char *expected = make_diagonal (N);
  g_autofree char *found = align (&a, &b, NULL);

  g_assert_cmpstr (found, ==, expected);
}

/* Leaves out some units of one text; the rest stays together. */
static void
test_omission (gconstpointer data)
{
  guint from = GPOINTER_TO_UINT (data);
  const char *units[N];
  guint n = 0;
  TriAlignText a = make_text ("en", english, N);
  TriAlignText b;
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *found = NULL;

  for (guint i = 0; i < N; i++)
    {
      gboolean omitted = i >= from && i < from + 3;

      g_string_append_printf (expected, "%s%u:", i ? " " : "", i);
      if (!omitted)
        g_string_append_printf (expected, "%u", n);
      if (!omitted)
        units[n++] = french[i];
    }
  b = make_text ("fr", units, n);
  found = align (&a, &b, NULL);
  g_assert_cmpstr (found, ==, expected->str);
}

/* What only one text has before, between and after is not linked. */
static void
test_front_matter (void)
{
  const char *units[N + 2 * G_N_ELEMENTS (preface)];
  guint n = 0;
  TriAlignText a;
  TriAlignText b = make_text ("fr", french, N);
  g_autoptr (GArray) links = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (preface); i++)
    units[n++] = preface[i];
  for (guint i = 0; i < N; i++)
    units[n++] = english[i];
  for (guint i = 0; i < G_N_ELEMENTS (preface); i++)
    units[n++] = preface[i];
  a = make_text ("en", units, n);
  links = tri_align_pair (&a, &b, NULL, NULL);
  found = check (links, n, N);
  g_assert_true (g_str_has_prefix (found, "0: 1: 2: 3: 4: 5:0 6:1 7:2 "));
  g_assert_true (g_str_has_suffix (found, " 18:13 19: 20: 21: 22: 23:"));
}

static void
test_merged (void)
{
  const char *units[N];
  g_autofree char *joined = g_strconcat (french[7], " ", french[8], NULL);
  TriAlignText a = make_text ("en", english, N);
  TriAlignText b = make_text ("fr", units, N - 1);
  g_autofree char *found = NULL;
  g_autofree char *swapped = NULL;

  for (guint i = 0; i < N - 1; i++)
    units[i] = i < 7 ? french[i] : i == 7 ? joined
                                          : french[i + 1];
  found = align (&a, &b, NULL);
  g_assert_cmpstr (found, ==, "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7,8:7 9:8 10:9 11:10 12:11 13:12");
  swapped = align (&b, &a, NULL);
  g_assert_cmpstr (swapped, ==, "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7,8 8:9 9:10 10:11 11:12 12:13");
}

/* Passages that begin together on both sides keep what is inside them together. */
static void
test_groups (void)
{
  static const char *const a_units[] = { "Ab.", "Cd.", "Ef.", "Gh." };
  static const char *const b_units[] = { "Qr.", "St.", "Uv." };
  static const guint a_groups[] = { 0, 1, 1, 2 };
  static const guint b_groups[] = { 0, 1, 2 };
  TriAlignText a = make_text ("en", a_units, 4);
  TriAlignText b = make_text ("fr", b_units, 3);
  g_autofree char *found = NULL;

  a.groups = a_groups;
  b.groups = b_groups;
  found = align (&a, &b, NULL);
  g_assert_cmpstr (found, ==, "0:0 1,2:1 3:2");
}

static void
test_anchors (void)
{
  const TriAlignAnchor anchors[] = {
    { { 2, 3 }, { 1, 1 } },
    { { 6, 6 }, { 2, 1 } },
    { { 9, 9 }, { 0, 0 } },
    { { 10, 10 }, { 1, 0 } },
    { { N, N }, { 0, 0 } },
  };
  const TriAlignOptions options = { .anchors = anchors, .n_anchors = G_N_ELEMENTS (anchors) };
  TriAlignText a = make_text ("en", english, N);
  TriAlignText b = make_text ("fr", french, N);
  g_autoptr (GArray) links = tri_align_pair (&a, &b, &options, NULL);
  g_autofree char *found = check (links, N, N);
  g_autofree char *padded = g_strconcat (" ", found, " ", NULL);
  guint n_sure = 0;

  g_assert_nonnull (strstr (padded, " 2:3 "));
  g_assert_nonnull (strstr (padded, " 6,7:6 "));
  g_assert_nonnull (strstr (padded, " 10: "));
  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);

      /* Nothing goes over the level between units 8 and 9. */
      g_assert_false (link->first[0] < 9 && link->first[0] + link->count[0] > 9);
      g_assert_cmpint (link->first[0] < 9, ==, link->first[1] < 9);
      n_sure += link->confidence == 1;
    }
  g_assert_cmpuint (n_sure, >=, 3);
}

static void
test_empty (void)
{
  TriAlignText none = make_text ("en", NULL, 0);
  TriAlignText some = make_text ("fr", french, 3);
  TriAlignText one = make_text ("en", english + 1, 1);
  TriAlignText other = make_text ("fr", french + 1, 1);
  g_autofree char *nothing = align (&none, &none, NULL);
  g_autofree char *left = align (&some, &none, NULL);
  g_autofree char *right = align (&none, &some, NULL);
  g_autofree char *pair = align (&one, &other, NULL);

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (left, ==, "0: 1: 2:");
  g_assert_cmpstr (right, ==, ":0 :1 :2");
  g_assert_cmpstr (pair, ==, "0:0");
}

static void
cancel_at_half (double fraction, gpointer data)
{
  if (fraction > .5)
    g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const TriAlignOptions options = {
    .progress = cancel_at_half,
    .user_data = cancellable,
    .cancellable = cancellable,
  };
  TriAlignText a = make_text ("en", english, N);
  TriAlignText b = make_text ("fr", french, N);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) links = tri_align_pair (&a, &b, &options, &error);

      g_assert_null (links);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* A text of @n units, each of which says its own number. */
static char **
make_numbered (guint n, const char *form)
{
  char **units = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      char name[] = {
        (char) ('a' + i % 26),
        (char) ('e' + i / 26 % 20),
        (char) ('b' + i / 520 % 24),
        'o',
        '\0',
      };

      units[i] = g_strdup_printf ("%s %s %u.", name, form, i);
    }
  return units;
}

typedef struct
{
  guint n_links;
  guint n_calls;
  double fraction;
} Heard;

static void
hear_progress (double fraction, gpointer data)
{
  Heard *heard = data;

  g_assert_cmpfloat (fraction, >=, heard->fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  heard->fraction = fraction;
}

static void
hear_result (const TriAlignLink *links, guint n_links, gpointer data)
{
  Heard *heard = data;

  heard->n_links += n_links;
  heard->n_calls++;
}

/* So long that it goes in sections; a block is missing on one side. */
static void
test_sections (void)
{
  guint n = 24000;
  g_auto (GStrv) first = make_numbered (n, "walked home");
  g_auto (GStrv) second = make_numbered (n, "rentra");
  g_autofree const char **rest = g_new (const char *, n);
  Heard heard = { 0 };
  const TriAlignOptions options = {
    .progress = hear_progress,
    .result = hear_result,
    .user_data = &heard,
  };
  TriAlignText a = make_text ("en", (const char *const *) first, n);
  TriAlignText b = make_text ("fr", rest, n - 3000);
  g_autoptr (GArray) links = NULL;
  g_autofree char *found = NULL;
  guint n_right = 0;

  for (guint i = 0; i < n - 3000; i++)
    rest[i] = second[i < 9000 ? i : i + 3000];
  links = tri_align_pair (&a, &b, &options, NULL);
  found = check (links, n, n - 3000);
  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);

      n_right += link->count[0] == 1 && link->count[1] == 1
                 && link->first[0] == link->first[1] + (link->first[1] < 9000 ? 0 : 3000);
    }
  g_assert_cmpuint (n_right, >, 20500);
  g_assert_cmpuint (heard.n_links, ==, links->len);
  g_assert_cmpuint (heard.n_calls, >, 1);
  g_assert_cmpfloat (heard.fraction, ==, 1);
}

static void
test_determinism (void)
{
  TriAlignText a = make_text ("en", english, N);
  TriAlignText b = make_text ("nl", dutch, N);
  g_autoptr (GArray) first = tri_align_pair (&a, &b, NULL, NULL);
  g_autoptr (GArray) second = tri_align_pair (&a, &b, NULL, NULL);

  g_assert_cmpuint (first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpfloat (g_array_index (first, TriAlignLink, i).confidence,
                       ==,
                       g_array_index (second, TriAlignLink, i).confidence);
}

/* Nothing here has a right answer; it must come to an end all the same. */
static void
test_garbage (void)
{
  g_autofree char *long_word = g_strnfill (300000, 'x');
  g_autoptr (GString) long_unit = g_string_new (NULL);
  const char *odd[] = {
    "",
    " ",
    "\001\002\003",
    "....",
    "12345678901234567890123456789012345678901234567890",
    long_word,
    "",
    "\xe2\x80\x94\xe2\x80\x94",
    "漢字かな交じり文",
    "ไทย",
    "\xcc\x81",
    "''''``--",
  };
  const guint n_same = 10000;
  g_autofree const char **same = g_new (const char *, n_same);
  TriAlignText a = make_text ("en", odd, G_N_ELEMENTS (odd));
  TriAlignText b = make_text ("fr", french, N);
  TriAlignText c;
  g_autofree char *found = align (&a, &b, NULL);
  g_autofree char *itself = align (&a, &a, NULL);
  g_autofree char *repeated = NULL;
  g_autofree char *against_long = NULL;

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (long_unit, "w%c%c ", (int) ('a' + i % 26), (int) ('a' + i / 26 % 26));
  odd[0] = long_unit->str;
  against_long = align (&a, &a, NULL);
  for (guint i = 0; i < n_same; i++)
    same[i] = "Amen.";
  a = make_text ("en", same, n_same);
  c = make_text ("fr", same, n_same - 50);
  repeated = align (&a, &c, NULL);
}

/* Three units or two: which two belong together only the lexicon can tell. */
static void
test_lexicon (void)
{
  static const char *const a_units[] = { "Zorg vlam dis.", "Kopi tren uba.", "Trel banu fos." };
  static const char *const b_units[] = { "Mado ille sept huno.", "Pera quix wesa julo." };
  static const char *const words[] = { "HUNO", "wesa" };
  static const char *const expected[] = { "0,1:0 2:1", "0:0 1,2:1" };
  TriAlignText a = make_text ("", a_units, 3);
  TriAlignText b = make_text ("", b_units, 2);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (TriLexicon) lexicon = tri_lexicon_new ();
      const TriAlignOptions options = { .lexicon = lexicon };
      g_autofree char *found = NULL;

      tri_lexicon_add (lexicon, "kopi", words[i], 40);
      tri_lexicon_add (lexicon, "trén", words[i], 40);
      tri_lexicon_add (lexicon, "*", words[i], 81);
      g_assert_cmpuint (tri_lexicon_get_n_pairs (lexicon), ==, 2);
      found = align (&a, &b, &options);
      g_assert_cmpstr (found, ==, expected[i]);
    }
}

static void
test_lexicon_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  g_autoptr (TriLexicon) good = NULL;
  g_autoptr (TriLexicon) bad = NULL;
  g_autoptr (TriLexicon) missing = NULL;
  int fd = g_file_open_tmp ("lexicon-XXXXXX", &file, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_file_set_contents (file, "# words\nhouse\tmaison 12\r\n\nhouse * 15\ncat chat", -1, NULL);
  good = tri_lexicon_new_from_file (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tri_lexicon_get_n_pairs (good), ==, 2);
  g_file_set_contents (file, "house maison 12\nhouse\n", -1, NULL);
  bad = tri_lexicon_new_from_file (file, &error);
  g_assert_null (bad);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, ":2:"));
  g_clear_error (&error);
  g_unlink (file);
  missing = tri_lexicon_new_from_file (file, &error);
  g_assert_null (missing);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_seeds (void)
{
  static const char *const languages[] = { "en", "fr-FR", "nl" };

  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      {
        g_autoptr (TriLexicon) seed = tri_lexicon_new_seed (languages[a], languages[b]);

        g_assert_cmpint (seed != NULL, ==, a != b);
        if (seed)
          g_assert_cmpuint (tri_lexicon_get_n_pairs (seed), >, 500);
      }
  g_assert_null (tri_lexicon_new_seed ("en", "ru"));
}

static char **
read_lines (const char *directory, const char *name, const char *suffix)
{
  g_autofree char *path = g_strconcat (directory, "/align/", name, suffix, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static gboolean
is_link (const char *line)
{
  return line[0] != ':' && *line && line[strlen (line) - 1] != ':';
}

typedef struct
{
  guint gold;
  guint found;
  guint right;
  guint sure;
  guint sure_right;
} Score;

/* Against links made by hand: a link is right when both its sides are. */
static gboolean
add_score (const char *directory, const char *name, Score *score)
{
  g_auto (GStrv) a_units = read_lines (directory, name, ".en");
  g_auto (GStrv) b_units = read_lines (directory, name, ".fr");
  g_auto (GStrv) gold = read_lines (directory, name, ".gold");
  g_autoptr (GHashTable) right = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) links = NULL;
  g_autofree char *found = NULL;
  g_auto (GStrv) words = NULL;
  TriAlignText a;
  TriAlignText b;

  if (!a_units || !b_units || !gold)
    return FALSE;
  a = make_text ("en", (const char *const *) a_units, g_strv_length (a_units));
  b = make_text ("fr", (const char *const *) b_units, g_strv_length (b_units));
  for (guint i = 0; gold[i]; i++)
    if (is_link (gold[i]) && g_hash_table_add (right, gold[i]))
      score->gold++;
  links = tri_align_pair (&a, &b, NULL, NULL);
  found = check (links, a.n_units, b.n_units);
  words = g_strsplit (found, " ", -1);
  for (guint i = 0; i < links->len; i++)
    {
      gboolean is_right = g_hash_table_contains (right, words[i]);
      gboolean is_sure = g_array_index (links, TriAlignLink, i).confidence >= .99;

      if (!is_link (words[i]))
        continue;
      score->found++;
      score->right += is_right;
      score->sure += is_sure;
      score->sure_right += is_sure && is_right;
    }
  return TRUE;
}

static void
test_novels (void)
{
  static const char *const names[] = {
    "transread.Candide",
    "transread.Emma",
    "transread.LesTravailleursDeLaMer",
    "transread.TheLastOfTheMohicans",
    "transread.VoyageAuCentreDeLaTerre",
  };
  const char *root = g_getenv ("TRIPTYCH_TEST_DATA");
  Score score = { 0 };
  double f1;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *directory = root ? g_build_filename (root, "data", NULL) : NULL;

      if (!root || !add_score (directory, names[i], &score))
        {
          g_test_skip ("TRIPTYCH_TEST_DATA has no data/align");
          return;
        }
    }
  f1 = 2. * score.right / (score.gold + score.found);
  g_test_message ("F1 %.4f, sure links right %.4f",
                  f1,
                  (double) score.sure_right / score.sure);
  g_assert_cmpfloat (f1, >=, .955);
  g_assert_cmpfloat ((double) score.sure_right / score.sure, >=, .98);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/align/pair/languages", test_languages);
  g_test_add_func ("/align/pair/unknown-language", test_unknown_language);
  g_test_add_data_func ("/align/pair/omission/start", GUINT_TO_POINTER (0), test_omission);
  g_test_add_data_func ("/align/pair/omission/middle", GUINT_TO_POINTER (6), test_omission);
  g_test_add_data_func ("/align/pair/omission/end", GUINT_TO_POINTER (N - 3), test_omission);
  g_test_add_func ("/align/pair/front-matter", test_front_matter);
  g_test_add_func ("/align/pair/merged", test_merged);
  g_test_add_func ("/align/pair/groups", test_groups);
  g_test_add_func ("/align/pair/anchors", test_anchors);
  g_test_add_func ("/align/pair/empty", test_empty);
  g_test_add_func ("/align/pair/cancel", test_cancel);
  g_test_add_func ("/align/pair/sections", test_sections);
  g_test_add_func ("/align/pair/determinism", test_determinism);
  g_test_add_func ("/align/pair/garbage", test_garbage);
  g_test_add_func ("/align/pair/novels", test_novels);
  g_test_add_func ("/align/lexicon/pairs", test_lexicon);
  g_test_add_func ("/align/lexicon/file", test_lexicon_file);
  g_test_add_func ("/align/lexicon/seeds", test_seeds);
  return g_test_run ();
}
