/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-stretches.h"
#include "align/tri-align-joint.h"
#include "align/tri-align-many.h"
#include "align/tri-align-private.h"

/* Three texts so long that they are brought together stretch by stretch. */

#define N_SHORT 12000

/* Another connection sees the links of the beginning while the end is not computed yet. What was
 * stopped keeps them, and comes to the same links when it is gone on with. */
static void
test_stretches (Stretches *fixture, gconstpointer data)
{
  Stretches stopped = { 0 };
  g_autofree char *whole = NULL;
  g_autofree char *gone_on = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (stretches_run (fixture, stretches_look_cb, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (fixture->seen, >, 0.2);
  g_assert_cmpfloat (fixture->seen_late, >, fixture->seen);
  stretches_assert_whole (fixture);
  whole = align_dump (fixture->library);

  stretches_set_up (&stopped, data);
  stretches_stop (&stopped, 3);
  g_assert_cmpint (align_ask (stopped.library, "SELECT count (*) FROM links WHERE kind = 1"),
                   >,
                   3 * STRETCHES_N / 2);
  g_assert_true (stretches_run (&stopped, NULL, &error));
  g_assert_no_error (error);
  stretches_assert_whole (&stopped);
  gone_on = align_dump (stopped.library);
  g_assert_true (g_str_equal (gone_on, whole));
  stretches_tear_down (&stopped, data);
}

static void
test_killed (Stretches *fixture, gconstpointer data)
{
  stretches_kill (fixture);
}

/* Short sentences, of which each text lacks some. */
static GPtrArray *
make_units (guint side, guint n_units)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GPtrArray *units = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_units; i++)
    {
      g_autoptr (GString) unit = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 3, 6); n > 0; n--)
        {
          double at = g_rand_double (random);

          long_texts_add_word (unit, side, (guint) (at * at * at * 2000));
          g_string_append_c (unit, n > 1 ? ' ' : '.');
        }
      if (i % 4 == 0)
        g_string_append_printf (unit, " %u", i);
      if (g_rand_int_range (random, 0, 30) != (int) side && (i / 50 % 60 != 17 * side + 3))
        g_ptr_array_add (units, g_string_free (g_steal_pointer (&unit), FALSE));
    }
  return units;
}

static TriAlignEvidence *
look_at_pair (const TriAlignText *a, const TriAlignText *b)
{
  const TriAlignOptions options = { 0 };
  g_auto (TriAlignDetails) details = { NULL, { NULL, NULL } };
  g_autoptr (GArray) links = NULL;

  links = tri_align_pair_weighted (a, b, &options, &tri_align_weights, &details, NULL);
  return tri_align_evidence_new (a->n_units,
                                 b->n_units,
                                 links,
                                 details.likely,
                                 (const float *const *) details.alone);
}

/* The groups when each pair is aligned to its end before all are brought together. */
static GArray *
join_whole (const TriAlignText *texts)
{
  g_autoptr (TriAlignEvidence) first = look_at_pair (&texts[0], &texts[1]);
  g_autoptr (TriAlignEvidence) second = look_at_pair (&texts[0], &texts[2]);
  g_autoptr (TriAlignEvidence) third = look_at_pair (&texts[1], &texts[2]);
  const TriAlignTriple triple = { { first, second, third } };
  const TriAlignBox all = { { 0, 0, 0 },
                            { texts[0].n_units, texts[1].n_units, texts[2].n_units },
                            1 };
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (TriAlignBox));

  tri_align_joint (&triple, &all, boxes);
  return boxes;
}

typedef struct
{
  TriAlignMany *glued;
  guint n_pieces;
} Pieces;

static void
piece_cb (TriAlignMany *piece, gpointer data)
{
  Pieces *pieces = data;

  pieces->n_pieces++;
  if (!pieces->glued)
    {
      pieces->glued = piece;
      return;
    }
  g_array_append_vals (pieces->glued->groups, piece->groups->data, piece->groups->len);
  for (guint i = 0; i < 3; i++)
    g_array_append_vals (pieces->glued->pairs[i], piece->pairs[i]->data, piece->pairs[i]->len);
  tri_align_many_free (piece);
}

static void
assert_same (const GArray *a, const GArray *b)
{
  g_assert_cmpmem (a->data,
                   a->len * g_array_get_element_size ((GArray *) a),
                   b->data,
                   b->len * g_array_get_element_size ((GArray *) b));
}

/* The same groups, to the last digit, as when all pairs are known from beginning to end. */
static void
test_same (void)
{
  g_autoptr (GPtrArray) first = make_units (0, N_SHORT);
  g_autoptr (GPtrArray) second = make_units (1, N_SHORT);
  g_autoptr (GPtrArray) third = make_units (2, N_SHORT);
  const GPtrArray *const units[3] = { first, second, third };
  TriAlignText texts[3] = { 0 };
  Pieces pieces = { 0 };
  const TriAlignManyOptions options = { .result = piece_cb, .user_data = &pieces };
  g_autoptr (TriAlignMany) many = NULL;
  g_autoptr (TriAlignMany) glued = NULL;
  g_autoptr (GArray) boxes = NULL;

  for (guint i = 0; i < 3; i++)
    {
      texts[i].lang = "";
      texts[i].units = (const char *const *) units[i]->pdata;
      texts[i].n_units = units[i]->len;
    }
  many = tri_align_many (texts, 3, &options, NULL);
  glued = pieces.glued;
  g_assert_cmpuint (pieces.n_pieces, >, 1);
  assert_same (glued->groups, many->groups);
  for (guint i = 0; i < 3; i++)
    assert_same (glued->pairs[i], many->pairs[i]);
  boxes = join_whole (texts);
  g_assert_cmpuint (boxes->len, ==, many->groups->len);
  for (guint i = 0; i < boxes->len; i++)
    {
      const TriAlignBox *box = &g_array_index (boxes, TriAlignBox, i);
      const TriAlignGroup *group = &g_array_index (many->groups, TriAlignGroup, i);

      g_assert_cmpmem (box->count, sizeof box->count, group->count, sizeof box->count);
      g_assert_true ((double) box->confidence == group->confidence);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)             \
  g_test_add (name,                 \
              Stretches,            \
              GUINT_TO_POINTER (3), \
              stretches_set_up,     \
              func,                 \
              stretches_tear_down)
  ADD ("/align-three/stretches", test_stretches);
  ADD ("/align-three/killed", test_killed);
#undef ADD
  g_test_add_func ("/align-three/same", test_same);

  return g_test_run ();
}
