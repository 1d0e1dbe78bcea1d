/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-chain.h"

#include <stdlib.h>

/* Anchors as "3:4 5+2:6:7": the place of each text, and how many units if not one. */
typedef struct
{
  const char *name;
  guint n_texts;
  const char *given;
  const char *kept;
} Case;

static const Case cases[] = {
  { "none", 2, "", "" },
  { "one", 2, "3:4", "3:4" },
  { "in-order", 2, "1:1 2:3 5:5", "1:1 2:3 5:5" },
  { "sorted", 2, "5:5 1:1 2:3", "1:1 2:3 5:5" },
  { "first-moved", 2, "1:90 2:3 4:5 6:7", "2:3 4:5 6:7" },
  { "last-moved", 2, "2:3 4:5 6:7 90:1", "2:3 4:5 6:7" },
  { "two-moved", 2, "1:50 2:60 3:3 4:4 5:5 9:9", "3:3 4:4 5:5 9:9" },
  { "overlap", 2, "1+3:1 2:2 3:3", "2:2 3:3" },
  { "same-place", 2, "1+0:1+0 1:1 2+0:2+0", "1+0:1+0 1:1 2+0:2+0" },
  { "third-text", 3, "1:1:1 2:2:9 3:3:3 4:4:4", "1:1:1 3:3:3 4:4:4" },
  { "second-text", 3, "1:9:1 2:2:2 3:3:3", "2:2:2 3:3:3" },
};

static GArray *
parse (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));

  for (guint i = 0; words[i] && *words[i]; i++)
    {
      g_auto (GStrv) places = g_strsplit (words[i], ":", -1);
      TriAlignGroup anchor = { { 0 } };

      for (guint t = 0; places[t]; t++)
        {
          char *end = NULL;

          anchor.first[t] = (guint) strtoul (places[t], &end, 10);
          anchor.count[t] = *end == '+' ? (guint) strtoul (end + 1, NULL, 10) : 1;
        }
      g_array_append_val (anchors, anchor);
    }
  return anchors;
}

static void
test_keep (gconstpointer data)
{
  const Case *given = data;
  g_autoptr (GArray) anchors = parse (given->given);
  g_autoptr (GArray) expected = parse (given->kept);

  tri_link_chain_keep (anchors, given->n_texts);
  g_assert_cmpuint (anchors->len, ==, expected->len);
  for (guint i = 0; i < anchors->len; i++)
    g_assert_cmpint (tri_link_chain_compare (&g_array_index (anchors, TriAlignGroup, i),
                                             &g_array_index (expected, TriAlignGroup, i)),
                     ==,
                     0);
}

/* Many of them, every tenth moved: the others stay, and it does not take long. */
static void
test_many (void)
{
  g_autoptr (GArray) anchors = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));

  for (guint i = 0; i < 200000; i++)
    {
      TriAlignGroup anchor = { { i, i % 10 ? i : 200000 - i }, { 1, 1 }, 1 };

      g_array_append_val (anchors, anchor);
    }
  tri_link_chain_keep (anchors, 2);
  g_assert_cmpuint (anchors->len, >=, 180000);
  g_assert_cmpuint (anchors->len, <=, 180002);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/link-chain/keep/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_keep);
    }
  g_test_add_func ("/link-chain/many", test_many);

  return g_test_run ();
}
