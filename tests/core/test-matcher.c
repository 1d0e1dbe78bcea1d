/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-matcher.h"
#include "search/tri-words.h"

#include <string.h>

/* Where the question is found: its places in brackets, {…} for another form. */
static char *
mark (const char *content, const GArray *matches)
{
  GString *out = g_string_new (NULL);
  const char *p = content;
  guint m = 0;

  for (guint at = 0;; at++, p = g_utf8_next_char (p))
    {
      const TriMatch *match = m < matches->len ? &g_array_index (matches, TriMatch, m) : NULL;

      if (match && at == match->end)
        {
          g_string_append_c (out, match->is_exact ? ']' : '}');
          match = ++m < matches->len ? &g_array_index (matches, TriMatch, m) : NULL;
        }
      if (match && at == match->start)
        g_string_append_c (out, match->is_exact ? '[' : '{');
      if (!*p)
        break;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  g_assert_cmpuint (m, ==, matches->len);
  return g_string_free (out, FALSE);
}

/* “prison” stands for “prisons”, too, “voir” for “vu” and “vue”. */
static GPtrArray *
forms_cb (const char *word, const char *typed, gpointer n_calls)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (forms, g_strdup (word));
  if (g_str_equal (word, "prison"))
    g_ptr_array_add (forms, g_strdup ("prisons"));
  if (g_str_equal (word, "zoe"))
    g_assert_cmpstr (typed, ==, "Zoë");
  if (g_str_equal (word, "voir"))
    {
      g_ptr_array_add (forms, g_strdup ("vu"));
      g_ptr_array_add (forms, g_strdup ("vue"));
    }
  if (n_calls)
    (*(guint *) n_calls)++;
  return forms;
}

static char *
match (const char *typed, const char *content, const GArray *mentions, const GArray *dates)
{
  g_autoptr (TriQuery) query = tri_query_parse (typed);
  g_autoptr (TriMatcher) matcher = tri_matcher_new (query->root, forms_cb, NULL);
  g_autoptr (GArray) matches = NULL;
  gboolean is_match = tri_matcher_match (matcher, content, mentions, dates, &matches);

  g_assert_true (tri_matcher_match (matcher, content, mentions, dates, NULL) == is_match);
  g_assert_true (is_match || matches->len == 0);
  return is_match ? mark (content, matches) : g_strdup ("-");
}

typedef struct
{
  const char *typed;
  const char *content;
  const char *marked; /* -: does not match */
} Case;

static void
test_table (gconstpointer data)
{
  for (const Case *item = data; item->typed; item++)
    {
      g_autofree char *marked = match (item->typed, item->content, NULL, NULL);

      g_test_message ("%s: %s", item->typed, item->content);
      g_assert_cmpstr (marked, ==, item->marked);
    }
}

static const Case words[] = {
  { "chat", "Le Chat, les chats", "Le [Chat], les chats" },
  { "chat", "Achat", "-" },
  { "coeur", "Le cœur bat", "Le [cœur] bat" },
  { "cœur", "Le coeur bat", "Le [coeur] bat" },
  { "strasse", "Straße", "[Straße]" },
  { "ĳs", "ijs", "[ijs]" },
  { "ijs", "het ĲS", "het [ĲS]" },
  { "pri\u00adson", "la prison", "la [prison]" },
  { "prison", "la pri\u00adson", "la [pri\u00adson]" },
  { "été", "e\u0301te\u0301", "[e\u0301te\u0301]" },
  { "e\u0301te\u0301", "été", "[été]" },
  { "l'homme", "L’homme, l'homme, l homme", "[L’homme], [l'homme], [l homme]" },
  { "homme", "L’homme", "L’[homme]" },
  { "qu'il", "qu’il vienne", "[qu’il] vienne" },
  { "peut-être", "peut être, peut‑être", "[peut être], [peut‑être]" },
  { "100 000", "100\u00a0000", "[100]\u00a0[000]" },
  { "кибальчич", "В. Л. КИБАЛЬЧИЧ", "В. Л. [КИБАЛЬЧИЧ]" },
  { "горький", "Горький", "[Горький]" },
  { "pris*", "prise, prison, pris, épris", "[prise], [prison], [pris], épris" },
  { "in*", "İnönü", "[İnönü]" },
  { NULL },
};

static const Case phrases[] = {
  { "\"in den\"", "in den tuin, den in, in, den", "[in den] tuin, den in, [in, den]" },
  { "\"a a b\"", "a a a b", "a [a a b]" },
  { "\"a b\"", "b c", "-" },
  { "\"a a\"", "a a a", "[a a a]" },
  { "\"a a*\"", "a ab ac", "[a ab] ac" },
  { "\"a a*\"", "a aa", "[a aa]" },
  { "\"in den ho*\"", "in den hof, in den tuin", "[in den hof], in den tuin" },
  { "\"een\"", "eende", "-" },
  { "\"prison\"", "prisons", "-" },
  { "prison", "prisons, prison", "{prisons}, [prison]" },
  { "l'prison", "l’prisons", "{l’prisons}" },
  { "voir", "vu, vue, voir", "{vu}, {vue}, [voir]" },
  { "Zoë", "zoé", "[zoé]" },
  { NULL },
};

static const Case operators[] = {
  { "a b", "b c a", "[b] c [a]" },
  { "a b", "a c", "-" },
  { "a OR b", "c b", "c [b]" },
  { "a -b", "a c", "[a] c" },
  { "a -b", "a b", "-" },
  { "a -\"b c\"", "a b d c", "[a] b d c" },
  { "(a b) OR c", "a c", "a [c]" },
  { "(a -c) OR b", "a b c", "a [b] c" },
  { "a (-b OR -c)", "a b", "[a] b" },
  { "a (-b OR -c)", "a b c", "-" },
  { "a NEAR/1 b", "a x b", "[a] x [b]" },
  { "a NEAR/1 b", "b x a", "[b] x [a]" },
  { "a NEAR/1 b", "a x x b", "-" },
  { "a NEAR/0 b", "a b", "[a] [b]" },
  { "a NEAR/0 b", "a x b", "-" },
  { "a NEAR/1 b", "a x x x b x a", "a x x x [b] x [a]" },
  { "a NEAR/1 a", "a", "-" },
  { "a NEAR/1 a", "a x a", "[a] x [a]" },
  { "a NEAR/1 b NEAR/1 c", "b x a x c", "[b] x [a] x [c]" },
  { "a NEAR/1 b NEAR/1 c", "b x a x x c", "-" },
  /* The nearest b is not the one that reaches c. */
  { "a NEAR/2 b NEAR/2 c", "b a x x x b x x c", "-" },
  { "a NEAR/2 b NEAR/2 c", "b a x b x x c", "b [a] x [b] x x [c]" },
  { "\"a b\" NEAR/1 c", "c x a b", "[c] x [a b]" },
  { "\"a b\" NEAR/1 b", "a b", "-" },
  { "\"a b\" NEAR/1 b", "a b b", "[a b] [b]" },
  { "(a OR b) NEAR/1 c", "b x c", "[b] x [c]" },
  { "a NEAR/1 b -c", "a b c", "-" },
  { "(a NEAR/0 b) OR x", "a x b", "a [x] b" },
  { "\"a b\" OR \"b c\"", "a b c", "[a b c]" },
  /* Whoever asks has looked at these. */
  { "a nl:b", "a", "[a]" },
  { "a -nl:b", "a", "[a]" },
  { "a -work:b", "a", "[a]" },
  { "a kind:note", "a", "[a]" },
  { "a work:b", "b", "-" },
  { NULL },
};

static TriQueryNode *
find_node (TriQueryNode *node, const char *name)
{
  TriQueryNode *found = g_strcmp0 (node->name, name) == 0 ? node : NULL;

  for (guint i = 0; !found && node->children && i < node->children->len; i++)
    found = find_node (node->children->pdata[i], name);
  return found;
}

static void
know (TriQueryNode *root, const char *name, gint64 entity)
{
  TriQueryNode *node = find_node (root, name);

  if (!node)
    return;
  if (!node->entities)
    node->entities = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (node->entities, entity);
}

/* Trotsky (1) and Kronstadt (2), whatever the wording. */
static void
test_entities (void)
{
  static const Case entities[] = {
    { "@T", "Léon Trotsky vint à Cronstadt", "[Léon Trotsky] vint à Cronstadt" },
    { "@K @T", "Léon Trotsky vint à Cronstadt", "[Léon Trotsky] vint à [Cronstadt]" },
    { "@T NEAR/2 @K", "Léon Trotsky vint à Cronstadt", "[Léon Trotsky] vint à [Cronstadt]" },
    { "@T NEAR/1 @K", "Léon Trotsky vint à Cronstadt", "-" },
    { "@T NEAR/0 vint", "Léon Trotsky vint à Cronstadt", "[Léon Trotsky] [vint] à Cronstadt" },
    { "@T NEAR/0 trotsky", "Léon Trotsky vint à Cronstadt", "-" },
    { "@T trotsky", "Léon Trotsky vint à Cronstadt", "[Léon Trotsky] vint à Cronstadt" },
    { "vint -@K", "Léon Trotsky vint à Cronstadt", "-" },
    { "@X", "Léon Trotsky vint à Cronstadt", "-" },
  };
  g_autoptr (GArray) mentions = tri_mention_array_new ();
  TriMention trotsky = { .start = 0, .end = 12, .entity = 1 };
  TriMention kronstadt = { .start = 20, .end = 29, .entity = 2 };
  TriMention unknown = { .start = 13, .end = 17 };

  g_array_append_val (mentions, trotsky);
  g_array_append_val (mentions, unknown);
  g_array_append_val (mentions, kronstadt);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_autoptr (TriQuery) query = tri_query_parse (entities[i].typed);
      g_autoptr (TriMatcher) matcher = NULL;
      g_autoptr (GArray) matches = NULL;
      g_autofree char *marked = NULL;

      know (query->root, "T", 7);
      know (query->root, "T", 1);
      know (query->root, "K", 2);
      matcher = tri_matcher_new (query->root, NULL, NULL);
      g_assert_true (tri_matcher_needs_mentions (matcher));
      g_assert_false (tri_matcher_needs_dates (matcher));
      if (tri_matcher_match (matcher, entities[i].content, mentions, NULL, &matches))
        marked = mark (entities[i].content, matches);
      g_assert_cmpstr (marked ? marked : "-", ==, entities[i].marked);
      g_assert_false (tri_matcher_match (matcher, entities[i].content, NULL, NULL, NULL)
                      && !strchr (entities[i].typed, '-'));
    }
}

static void
test_dates (void)
{
  static const Case dates[] = {
    { "date:1917..1919", "En mars 1918, à Kiev", "En [mars 1918], à Kiev" },
    { "date:1918-03", "En mars 1918, à Kiev", "En [mars 1918], à Kiev" },
    { "date:1918-03-07", "En mars 1918, à Kiev", "En [mars 1918], à Kiev" },
    { "date:1918-04", "En mars 1918, à Kiev", "-" },
    { "date:1919..", "En mars 1918, à Kiev", "-" },
    { "date:..1918", "En mars 1918, à Kiev", "En [mars 1918], à Kiev" },
    { "date:191X kiev", "En mars 1918, à Kiev", "En [mars 1918], à [Kiev]" },
    { "kiev -date:1918", "En mars 1918, à Kiev", "-" },
  };
  g_autoptr (GArray) found = tri_date_array_new ();
  TriDate date = { .start = 3, .end = 12, .edtf = g_strdup ("1918-03") };

  g_array_append_val (found, date);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *marked = match (dates[i].typed, dates[i].content, NULL, found);

      g_test_message ("%s", dates[i].typed);
      g_assert_cmpstr (marked, ==, dates[i].marked);
    }
}

/* Forms are asked for once, of what is neither exact nor a prefix. */
static void
test_forms (void)
{
  g_autoptr (TriQuery) query = tri_query_parse ("voir \"de la\" pris* l’av* fr:x");
  guint n_calls = 0;
  g_autoptr (TriMatcher) matcher = tri_matcher_new (query->root, forms_cb, &n_calls);

  g_assert_cmpuint (n_calls, ==, 2); /* voir, l */
  g_assert_true (tri_matcher_match (matcher, "Vu de la prise l’avion", NULL, NULL, NULL));
  g_assert_cmpuint (n_calls, ==, 2);
}

/* What a question means, said as plainly as can be, for words of one letter. */
typedef struct
{
  GPtrArray *words;
  const TriQueryNode *near;
  guint first[TRI_QUERY_MAX_SIDES];
  guint last[TRI_QUERY_MAX_SIDES];
  guint n;
} Plain;

static gboolean
stands_at (const Plain *self, const TriQueryNode *term, guint at)
{
  for (guint i = 0; i < term->words->len; i++)
    if (at + i >= self->words->len
        || !g_str_equal (term->words->pdata[i], self->words->pdata[at + i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_chain (const Plain *self)
{
  guint order[TRI_QUERY_MAX_SIDES];

  for (guint i = 0; i < self->n; i++)
    {
      guint j = i;

      for (; j > 0 && self->first[order[j - 1]] > self->first[i]; j--)
        order[j] = order[j - 1];
      order[j] = i;
    }
  for (guint i = 1; i < self->n; i++)
    if (self->first[order[i]] <= self->last[order[i - 1]]
        || self->first[order[i]] - self->last[order[i - 1]] - 1 > self->near->distance)
      return FALSE;
  return TRUE;
}

/* Tries every choice. */
static gboolean
choose (Plain *self, const TriQueryNode *side)
{
  if (self->n == self->near->children->len)
    return is_chain (self);
  if (!side)
    side = self->near->children->pdata[self->n];
  for (guint i = 0; side->children && i < side->children->len; i++)
    if (choose (self, side->children->pdata[i]))
      return TRUE;
  for (guint at = 0; !side->children && at < self->words->len; at++)
    if (stands_at (self, side, at))
      {
        gboolean holds;

        self->first[self->n] = at;
        self->last[self->n++] = at + side->words->len - 1;
        holds = choose (self, NULL);
        self->n--;
        if (holds)
          return TRUE;
      }
  return FALSE;
}

static gboolean
holds_plainly (GPtrArray *passage, const TriQueryNode *node)
{
  Plain plain = { .words = passage, .near = node };
  gboolean is_or = node->kind == TRI_QUERY_OR;

  if (node->kind == TRI_QUERY_NEAR)
    return choose (&plain, NULL);
  if (node->kind == TRI_QUERY_NOT)
    return !holds_plainly (passage, node->children->pdata[0]);
  if (node->kind == TRI_QUERY_TERM)
    {
      for (guint at = 0; at < passage->len; at++)
        if (stands_at (&plain, node, at))
          return TRUE;
      return FALSE;
    }
  for (guint i = 0; i < node->children->len; i++)
    if (holds_plainly (passage, node->children->pdata[i]) == is_or)
      return is_or;
  return !is_or;
}

static char *
make_random (GRand *rand, char **parts, guint n_parts, guint most)
{
  GString *out = g_string_new (NULL);

  for (gint n = g_rand_int_range (rand, 1, (gint) most); n > 0; n--)
    g_string_append_printf (out, "%s ", parts[g_rand_int_range (rand, 0, (gint) n_parts)]);
  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  /* The first four are the words of the passages. */
  g_auto (GStrv) parts = g_strsplit ("a|b|c|d|\"a b\"|\"a a\"|\"b c d\"|(|)|OR|NOT|-c"
                                     "|NEAR/1|NEAR/0|NEAR/2|NEAR/3|NEAR(a b c)",
                                     "|",
                                     -1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  guint n_matches = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *typed = make_random (rand, parts, g_strv_length (parts), 12);
      g_autofree char *content = make_random (rand, parts, 4, 14);
      g_autoptr (TriQuery) query = tri_query_parse (typed);
      g_autoptr (GPtrArray) passage = tri_words_list (content);
      g_autoptr (TriMatcher) matcher = NULL;
      g_autoptr (GArray) matches = NULL;

      if (!query->root)
        continue;
      matcher = tri_matcher_new (query->root, NULL, NULL);
      if (tri_matcher_match (matcher, content, NULL, NULL, &matches)
          != holds_plainly (passage, query->root))
        g_error ("“%s” is not answered right by “%s”", typed, content);
      n_matches += matches->len > 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_matches, >, 2000);
}

/* Six frequent words near each other in a passage as long as a book. */
static void
test_long (void)
{
  GString *content = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (TriQuery) query = tri_query_parse (
      "NEAR(a b \"a b\" (a OR b OR c) c d, 1000) OR (a NEAR/1000 zz)");
  g_autoptr (TriMatcher) matcher = tri_matcher_new (query->root, NULL, NULL);
  g_autoptr (GArray) matches = NULL;
  gint64 start;

  for (guint i = 0; i < 50000; i++)
    g_string_append (content, "a b c a ");
  g_string_append (content, "d");
  text = g_string_free (content, FALSE);
  start = g_get_monotonic_time ();
  g_assert_true (tri_matcher_match (matcher, text, NULL, NULL, &matches));
  g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static void
test_speed (void)
{
  static const char *const questions[] = {
    "prison", "\"dans la\"", "pris* -mort", "vie NEAR mort", "zzz"
  };
  const char *content
      = "Avant même de sortir de l’enfance, il me semble que j’eus, très net, ce double "
        "sentiment qui devait me dominer pendant toute la première partie de ma vie : celui de "
        "vivre dans un monde sans évasion possible.";
  const guint n = 20000;

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (TriQuery) query = tri_query_parse (questions[i]);
      g_autoptr (TriMatcher) matcher = tri_matcher_new (query->root, NULL, NULL);
      gint64 start = g_get_monotonic_time ();
      double each;

      for (guint j = 0; j < n; j++)
        tri_matcher_match (matcher, content, NULL, NULL, NULL);
      each = (double) (g_get_monotonic_time () - start) / n;
      g_test_message ("%s: %.2f µs for %zu bytes", questions[i], each, strlen (content));
      g_assert_cmpfloat (each, <, 200);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/matcher/match/words", words, test_table);
  g_test_add_data_func ("/matcher/match/phrases", phrases, test_table);
  g_test_add_data_func ("/matcher/match/operators", operators, test_table);
  g_test_add_func ("/matcher/match/entities", test_entities);
  g_test_add_func ("/matcher/match/dates", test_dates);
  g_test_add_func ("/matcher/match/random", test_random);
  g_test_add_func ("/matcher/match/long", test_long);
  g_test_add_func ("/matcher/match/speed", test_speed);
  g_test_add_func ("/matcher/new/forms", test_forms);

  return g_test_run ();
}
