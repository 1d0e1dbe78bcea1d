/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-many.h"

#include <string.h>

#define MAX_UNITS 64

/* A text made of a plan: "a b+c d" is three units, the second of them two things told at once. Each
 * thing has words of its own in each language, and a number that all languages share. */
typedef struct
{
  char *units[MAX_UNITS];
  guint n_units;
} Made;

static void
append_thing (GString *unit, guint text, char thing)
{
  static const char *const words[] = { "garden", "jardin", "tuin", "garten" };

  g_string_append_printf (unit,
                          "%s%c%c%c met 77%u and %u %s%c",
                          words[text % G_N_ELEMENTS (words)],
                          thing,
                          (char) ('a' + text),
                          thing,
                          13u * (guint) thing,
                          1000u + 37u * (guint) thing,
                          text % 2 ? "lune" : "moon",
                          thing);
}

static void
make_text (Made *self, const char *plan, guint text)
{
  g_auto (GStrv) units = g_strsplit (plan, " ", -1);

  self->n_units = 0;
  for (guint i = 0; units[i]; i++)
    {
      GString *unit = g_string_new (NULL);

      if (!*units[i])
        {
          g_string_free (unit, TRUE);
          continue;
        }
      for (const char *p = units[i]; *p; p++)
        if (*p != '+')
          {
            append_thing (unit, text, *p);
            g_string_append (unit, " and then ");
          }
      g_string_append_c (unit, '.');
      self->units[self->n_units++] = g_string_free (unit, FALSE);
    }
}

static void
made_clear (Made *self)
{
  for (guint i = 0; i < self->n_units; i++)
    g_free (self->units[i]);
}

static TriAlignMany *
align (const char *const *plans, guint n_texts, const TriAlignManyOptions *options)
{
  Made made[TRI_ALIGN_MAX_TEXTS];
  TriAlignText texts[TRI_ALIGN_MAX_TEXTS] = { 0 };
  g_autoptr (GError) error = NULL;
  TriAlignMany *result = NULL;

  for (guint t = 0; t < n_texts; t++)
    {
      make_text (&made[t], plans[t], t);
      texts[t].lang = "";
      texts[t].units = (const char *const *) made[t].units;
      texts[t].n_units = made[t].n_units;
    }
  result = tri_align_many (texts, n_texts, options, &error);
  g_assert_no_error (error);
  for (guint t = 0; t < n_texts; t++)
    {
      guint at = 0;

      for (guint i = 0; i < result->groups->len; i++)
        {
          const TriAlignGroup *group = &g_array_index (result->groups, TriAlignGroup, i);

          g_assert_cmpuint (group->first[t], ==, at);
          g_assert_cmpfloat (group->confidence, >=, 0);
          g_assert_cmpfloat (group->confidence, <=, 1);
          at += group->count[t];
        }
      g_assert_cmpuint (at, ==, made[t].n_units);
      made_clear (&made[t]);
    }
  return result;
}

/* "1:1:1 2:1:1": how many units of each text the groups have */
static char *
format_counts (const TriAlignMany *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->groups->len; i++)
    for (guint t = 0; t < self->n_texts; t++)
      g_string_append_printf (text,
                              "%s%u",
                              t ? ":" : (i ? " " : ""),
                              g_array_index (self->groups, TriAlignGroup, i).count[t]);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *expected;
  const char *plans[TRI_ALIGN_MAX_TEXTS];
} Case;

static const Case cases[] = {
  { "two", "1:1 2:1 1:1 1:1 1:1", { "a b c d e f", "a b+c d e f" } },
  { "three", "1:1:1 1:1:1 1:1:1 1:1:1", { "a b c d", "a b c d", "a b c d" } },
  { "join", "1:1:1 2:1:2 1:1:1 1:1:1", { "a b c d e", "a b+c d e", "a b c d e" } },
  { "missing",
    "1:1:1 1:1:1 1:0:1 1:1:1 1:1:1 1:1:1",
    { "a b c d e f", "a b d e f", "a b c d e f" } },
  { "four",
    "1:1:1:1 1:1:1:1 2:2:1:2 1:1:1:1",
    { "a b c d e", "a b c d e", "a b c+d e", "a b c d e" } },
  { "five-joined",
    "1:1:1:1:1 3:3:3:3:1 1:1:1:1:1 1:1:1:1:1",
    { "a b c d e f", "a b c d e f", "a b c d e f", "a b c d e f", "a b+c+d e f" } },
  { "five",
    "1:1:1:1:1 1:1:1:0:1 1:1:1:1:1 1:1:1:1:1 1:1:1:1:1",
    { "a b c d e", "a b c d e", "a b c d e", "a c d e", "a b c d e" } },
  { "empty", "1:0:1 1:0:1 1:0:1", { "a b c", "", "a b c" } },
  { "all-empty", "", { "", "", "" } },
  { "four-empty", "0:0:0:1 0:0:0:1", { "", "", "", "a b" } },
};

static void
test_many (gconstpointer data)
{
  const Case *given = data;
  guint n_texts = 0;
  g_autoptr (TriAlignMany) result = NULL;
  g_autofree char *found = NULL;

  while (n_texts < TRI_ALIGN_MAX_TEXTS && given->plans[n_texts])
    n_texts++;
  result = align (given->plans, n_texts, NULL);
  found = format_counts (result);
  g_assert_cmpstr (found, ==, given->expected);
  for (guint i = 0; i < n_texts * (n_texts - 1) / 2; i++)
    g_assert_nonnull (result->pairs[i]);
}

/* What somebody confirmed stays, although it is wrong. */
static void
test_anchors (void)
{
  static const char *const plans[] = { "a b c d e", "a b c d e", "a b c d e" };
  const TriAlignGroup anchors[] = { { { 1, 1, 1 }, { 2, 1, 1 }, 1 } };
  const TriAlignManyOptions options = { .anchors = anchors, .n_anchors = 1 };
  g_autoptr (TriAlignMany) result = align (plans, 3, &options);
  gboolean found = FALSE;

  for (guint i = 0; i < result->groups->len; i++)
    {
      const TriAlignGroup *group = &g_array_index (result->groups, TriAlignGroup, i);

      if (group->first[0] == 1 && group->count[0] == 2)
        {
          g_assert_cmpuint (group->count[1], ==, 1);
          g_assert_cmpuint (group->count[2], ==, 1);
          g_assert_cmpfloat (group->confidence, ==, 1);
          found = TRUE;
        }
    }
  g_assert_true (found);
}

/* Texts that have nothing in common still come out whole, in groups of a bounded size. */
static void
test_unrelated (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (g_free);
  const char *given[5];
  g_autoptr (TriAlignMany) result = NULL;

  for (guint t = 0; t < G_N_ELEMENTS (given); t++)
    {
      GString *plan = g_string_new (NULL);

      for (int i = g_rand_int_range (random, 20, 60); i > 0; i--)
        g_string_append_printf (plan, "%c ", (char) g_rand_int_range (random, 'A', 'z'));
      given[t] = plan->str;
      g_ptr_array_add (plans, g_string_free (plan, FALSE));
    }
  result = align (given, G_N_ELEMENTS (given), NULL);
  for (guint i = 0; i < result->groups->len; i++)
    {
      guint n = 0;

      for (guint t = 0; t < G_N_ELEMENTS (given); t++)
        n += g_array_index (result->groups, TriAlignGroup, i).count[t];
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (n, <=, 15);
    }
}

static void
cancel_cb (double fraction, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const char *const units[] = { "One 1.", "Two 2.", "Three 3." };
  const TriAlignText text = { .lang = "en", .units = units, .n_units = 3 };
  const TriAlignText texts[] = { text, text, text };
  const TriAlignManyOptions options = {
    .progress = cancel_cb,
    .user_data = cancellable,
    .cancellable = cancellable,
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (tri_align_many (texts, 3, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_pair_index (void)
{
  guint next = 0;

  for (guint a = 0; a < 5; a++)
    for (guint b = a + 1; b < 5; b++)
      g_assert_cmpuint (tri_align_many_get_pair_index (5, a, b), ==, next++);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/align-many/groups/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_many);
    }
  g_test_add_func ("/align-many/anchors", test_anchors);
  g_test_add_func ("/align-many/unrelated", test_unrelated);
  g_test_add_func ("/align-many/cancel", test_cancel);
  g_test_add_func ("/align-many/pair-index", test_pair_index);

  return g_test_run ();
}
