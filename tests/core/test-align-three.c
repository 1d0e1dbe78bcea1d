/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-stretches.h"
#include "align/tri-align-joint.h"
#include "align/tri-align-many.h"
#include "align/tri-align-private.h"
#include "align/tri-align-three.h"

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
look_at_pair (const TriAlignText *texts, guint a, guint b, const TriAlignManyOptions *wanted)
{
  guint pair = tri_align_many_get_pair_index (3, a, b);
  g_autoptr (GArray) anchors = tri_align_many_dup_anchors (wanted, 3, a, b);
  const TriAlignOptions options = tri_align_many_get_pair_options (wanted, pair, anchors);
  g_auto (TriAlignDetails) details = { NULL, { NULL, NULL } };
  g_autoptr (GArray) links = NULL;

  links = tri_align_pair_weighted (&texts[a],
                                   &texts[b],
                                   &options,
                                   &tri_align_weights,
                                   &details,
                                   NULL);
  return tri_align_evidence_new (texts[a].n_units,
                                 texts[b].n_units,
                                 links,
                                 details.likely,
                                 (const float *const *) details.alone);
}

/* The groups when each pair is aligned to its end before all are brought together, stretch by
 * stretch between the groups somebody confirmed. */
static GArray *
join_whole (const TriAlignText *texts, const TriAlignManyOptions *wanted)
{
  g_autoptr (TriAlignEvidence) first = look_at_pair (texts, 0, 1, wanted);
  g_autoptr (TriAlignEvidence) second = look_at_pair (texts, 0, 2, wanted);
  g_autoptr (TriAlignEvidence) third = look_at_pair (texts, 1, 2, wanted);
  const TriAlignTriple triple = { { first, second, third } };
  TriAlignBox stretch = { .confidence = 1 };
  TriAlignBox anchor = { .confidence = 1 };
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (TriAlignBox));

  for (guint i = 0; i <= wanted->n_anchors; i++)
    {
      for (guint text = 0; text < 3; text++)
        {
          stretch.first[text] = anchor.first[text] + anchor.count[text];
          anchor.first[text] = texts[text].n_units;
          if (i < wanted->n_anchors)
            {
              anchor.first[text] = wanted->anchors[i].first[text];
              anchor.count[text] = wanted->anchors[i].count[text];
            }
          stretch.count[text] = anchor.first[text] - stretch.first[text];
        }
      tri_align_joint (&triple, &stretch, boxes);
      if (i < wanted->n_anchors)
        g_array_append_val (boxes, anchor);
    }
  return boxes;
}

/* One sentence, and @n_there of which it may be any: what the pair knows of it. */
static TriAlignEvidence *
make_open_pair (guint n_here, guint n_there)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  g_autoptr (GArray) likely = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  guint n = MAX (n_here, n_there);
  gboolean turned = n_here > n_there;
  double each = .999 / n;
  float none = (float) (1 - each);
  float alone[2][3] = { { .001f, 0, 0 }, { none, none, none } };

  for (guint i = 0; i < n; i++)
    {
      TriAlignLink link = { { turned ? i : 0, turned ? 0 : i }, { 1, 1 }, each };
      TriAlignLink chosen = { { turned ? i : MIN (i, 1), turned ? MIN (i, 1) : i },
                              { turned || i == 0, !turned || i == 0 },
                              i == 0 ? each : 1 - each };

      g_array_append_val (likely, link);
      g_array_append_val (links, chosen);
    }
  return tri_align_evidence_new (n_here,
                                 n_there,
                                 links,
                                 likely,
                                 (const float *const[]){ alone[turned], alone[!turned] });
}

/* Two texts are sure of a sentence; of the third it is one of three, nobody knows which. */
static void
test_open (void)
{
  g_autoptr (TriAlignEvidence) first = make_open_pair (1, 3);
  g_autoptr (TriAlignEvidence) sure = make_open_pair (1, 1);
  g_autoptr (TriAlignEvidence) second = make_open_pair (3, 1);
  const TriAlignTriple triple = { { first, sure, second } };
  const TriAlignBox all = { { 0, 0, 0 }, { 1, 3, 1 }, 1 };
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (TriAlignBox));
  guint n_together = 0;

  tri_align_joint (&triple, &all, boxes);
  for (guint i = 0; i < boxes->len; i++)
    {
      const TriAlignBox *box = &g_array_index (boxes, TriAlignBox, i);

      g_assert_cmpuint (box->count[0], ==, box->count[2]);
      n_together += box->count[0];
      if (box->count[0])
        g_assert_cmpfloat (box->confidence, <, .4);
    }
  g_assert_cmpuint (n_together, ==, 1);
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
check_same (const GPtrArray *const units[3], const TriAlignGroup *anchors, guint n_anchors)
{
  TriAlignText texts[3] = { 0 };
  Pieces pieces = { 0 };
  const TriAlignManyOptions options = {
    .anchors = anchors,
    .n_anchors = n_anchors,
    .result = piece_cb,
    .user_data = &pieces,
  };
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
  boxes = join_whole (texts, &options);
  g_assert_cmpuint (boxes->len, ==, many->groups->len);
  for (guint i = 0; i < boxes->len; i++)
    {
      const TriAlignBox *box = &g_array_index (boxes, TriAlignBox, i);
      const TriAlignGroup *group = &g_array_index (many->groups, TriAlignGroup, i);

      g_assert_cmpmem (box->count, sizeof box->count, group->count, sizeof box->count);
      g_assert_true ((double) box->confidence == group->confidence);
    }
}

static void
test_same (void)
{
  g_autoptr (GPtrArray) first = make_units (0, N_SHORT);
  g_autoptr (GPtrArray) second = make_units (1, N_SHORT);
  g_autoptr (GPtrArray) third = make_units (2, N_SHORT);
  const GPtrArray *const units[3] = { first, second, third };

  check_same (units, NULL, 0);
}

/* The unit with a number, or the one behind the place where it should be. */
static guint
find_unit (const GPtrArray *units, guint number)
{
  for (guint i = 0; i < units->len; i++)
    {
      const char *last = strrchr (g_ptr_array_index (units, i), ' ');

      if (last && g_ascii_isdigit (last[1]) && g_ascii_strtoull (last + 1, NULL, 10) >= number)
        return i;
    }
  return units->len;
}

/* With groups that somebody confirmed, on both sides of where a section ends: right ones and wrong
 * ones, without a counterpart in a text, and places between units where all are level. */
static void
test_same_confirmed (void)
{
  static const struct
  {
    guint number;
    guint shift[3];
    guint count[3];
  } confirmed[] = {
    { 40, { 0, 0, 0 }, { 1, 1, 1 } },
    { 5000, { 0, 0, 0 }, { 0, 0, 0 } },
    { 5200, { 3, 0, 0 }, { 1, 1, 1 } },
    { 9000, { 0, 0, 0 }, { 1, 1, 0 } },
    { 9400, { 0, 0, 2 }, { 0, 2, 1 } },
    { 9404, { 0, 4, 4 }, { 0, 0, 0 } },
    { 10400, { 0, 0, 0 }, { 2, 2, 2 } },
    { 11600, { 0, 0, 0 }, { 1, 0, 0 } },
  };
  g_autoptr (GPtrArray) first = make_units (0, N_SHORT);
  g_autoptr (GPtrArray) second = make_units (1, N_SHORT);
  g_autoptr (GPtrArray) third = make_units (2, N_SHORT);
  const GPtrArray *const units[3] = { first, second, third };
  TriAlignGroup anchors[G_N_ELEMENTS (confirmed)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (confirmed); i++)
    for (guint text = 0; text < 3; text++)
      {
        anchors[i].first[text] = find_unit (units[text], confirmed[i].number)
                                 + confirmed[i].shift[text];
        anchors[i].count[text] = confirmed[i].count[text];
      }
  check_same (units, anchors, G_N_ELEMENTS (confirmed));
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
  g_test_add_func ("/align-three/open", test_open);
  g_test_add_func ("/align-three/same", test_same);
  g_test_add_func ("/align-three/same/confirmed", test_same_confirmed);

  return g_test_run ();
}
