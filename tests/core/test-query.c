/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-edtf.h"
#include "search/tri-query.h"

#include <string.h>

#define N_RANDOM 10000

static const char *const problems[] = {
  "open-quote",
  "open-parenthesis",
  "stray",
  "missing",
  "date",
  "only-not",
  "no-word",
  "long",
  "name",
  "place",
};

/* What was typed, the tree, and what the reader is told: each problem and where. */
typedef struct
{
  const char *typed;
  const char *root;
  const char *notes;
} Case;

static char *
dump_notes (const TriQuery *query)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < query->notes->len; i++)
    {
      const TriQueryNote *note = &g_array_index (query->notes, TriQueryNote, i);

      g_string_append_printf (out,
                              "%s%s %u-%u",
                              i > 0 ? ", " : "",
                              problems[note->problem],
                              note->start,
                              note->end);
    }
  return g_string_free (out, FALSE);
}

static char *
dump_root (const TriQuery *query)
{
  return query->root ? tri_query_node_to_string (query->root) : g_strdup ("");
}

static void
test_table (gconstpointer data)
{
  for (const Case *item = data; item->typed; item++)
    {
      g_autoptr (TriQuery) query = tri_query_parse (item->typed);
      g_autofree char *root = dump_root (query);
      g_autofree char *notes = dump_notes (query);

      g_test_message ("%s", item->typed);
      g_assert_cmpstr (query->typed, ==, item->typed);
      g_assert_cmpstr (root, ==, item->root);
      g_assert_cmpstr (notes, ==, item->notes ? item->notes : "");
    }
}

static const Case words[] = {
  { "prison", "(TERM prison)" },
  { "Prison Femmes", "(AND (TERM prison) (TERM femmes))" },
  { "a b\u00a0c\td", "(AND (TERM a) (TERM b) (TERM c) (TERM d))" },
  { "l’homme", "(TERM l homme)" },
  { "l'homme", "(TERM l homme)" },
  { "qu’il d'un", "(AND (TERM qu il) (TERM d un))" },
  { "peut-être", "(TERM peut etre)" },
  { "œuvre Straße ĳs Ĳsland", "(AND (TERM oeuvre) (TERM strasse) (TERM ijs) (TERM ijsland))" },
  { "pri\u00adson", "(TERM prison)" },
  { "e\u0301te\u0301 été", "(AND (TERM ete) (TERM ete))" },
  { "Кибальчич Горький", "(AND (TERM кибальчич) (TERM горькии))" },
  { "pris*", "(TERM pris*)" },
  { "l’hom*", "(TERM l hom*)" },
  { "pris*on", "(AND (TERM pris*) (TERM on))" },
  { "pris**", "(TERM pris*)" },
  { "12:30", "(TERM 12 30)" },
  { "a@b.nl", "(TERM a b nl)" },
  { "Où est-il ?", "(AND (TERM ou) (TERM est il))" },
  { "chat, chien!", "(AND (TERM chat) (TERM chien))" },
  { "chat,chien", "(TERM chat chien)" },
  { "and or not near", "(AND (TERM and) (TERM or) (TERM not) (TERM near))" },
  { "ANDRÉ NOTA NEARBY NEAR/x",
    "(AND (TERM andre) (TERM nota) (TERM nearby) (TERM near x))" },
  { "«de»", "(TERM \"de\")" },
  { "\"in den\"", "(TERM \"in den\")" },
  { "“in den” «in het» „in een” „in een“ »in«",
    "(AND (TERM \"in den\") (TERM \"in het\") (TERM \"in een\") (TERM \"in een\") (TERM \"in\"))" },
  { "\"l’homme qui\"", "(TERM \"l homme qui\")" },
  { "\"in den ho*\"", "(TERM \"in den ho*\")" },
  { "\"in den ho\"*", "(TERM \"in den ho*\")" },
  { "“in den ho”*", "(TERM \"in den ho*\")" },
  { "\"in* den\"", "(TERM \"in den\")" },
  { "\"a «b» c\"", "(TERM \"a b c\")" },
  { "'in den'", "(AND (TERM in) (TERM den))" },
  { "a\"b\"c", "(AND (TERM a) (TERM \"b\") (TERM c))" },
  { "\"AND\"", "(TERM \"and\")" },
  { NULL },
};

static const Case operators[] = {
  { "a AND b", "(AND (TERM a) (TERM b))" },
  { "a OR b", "(OR (TERM a) (TERM b))" },
  { "a b OR c d", "(OR (AND (TERM a) (TERM b)) (AND (TERM c) (TERM d)))" },
  { "a (b OR c)", "(AND (TERM a) (OR (TERM b) (TERM c)))" },
  { "(a OR b) OR (c OR d)", "(OR (TERM a) (TERM b) (TERM c) (TERM d))" },
  { "(a b) (c AND d)", "(AND (TERM a) (TERM b) (TERM c) (TERM d))" },
  { "a NOT b", "(AND (TERM a) (NOT (TERM b)))" },
  { "a AND NOT b", "(AND (TERM a) (NOT (TERM b)))" },
  { "a -b", "(AND (TERM a) (NOT (TERM b)))" },
  { "a -\"b c\"", "(AND (TERM a) (NOT (TERM \"b c\")))" },
  { "a -(b OR c)", "(AND (TERM a) (NOT (OR (TERM b) (TERM c))))" },
  { "NOT NOT a", "(TERM a)" },
  { "-(-a)", "(TERM a)" },
  { "a - b", "(AND (TERM a) (TERM b))" },
  { "a --b", "(AND (TERM a) (TERM b))" },
  { "a-b", "(TERM a b)" },
  { "!a", "(TERM a)" },
  { "a NEAR b", "(NEAR/10 (TERM a) (TERM b))" },
  { "a NEAR/5 b", "(NEAR/5 (TERM a) (TERM b))" },
  { "a NEAR/0 b", "(NEAR/0 (TERM a) (TERM b))" },
  { "a NEAR b c", "(AND (NEAR/10 (TERM a) (TERM b)) (TERM c))" },
  { "a NEAR b OR c", "(OR (NEAR/10 (TERM a) (TERM b)) (TERM c))" },
  { "a NEAR/2 b NEAR/4 c", "(NEAR/4 (TERM a) (TERM b) (TERM c))" },
  { "\"a b\" NEAR c*", "(NEAR/10 (TERM \"a b\") (TERM c*))" },
  { "a NEAR (b OR c)", "(NEAR/10 (TERM a) (OR (TERM b) (TERM c)))" },
  { "a NEAR(b OR c)", "(NEAR/10 (TERM a) (OR (TERM b) (TERM c)))" },
  { "a NEAR (b c)", "(NEAR/10 (TERM a) (TERM b) (TERM c))" },
  { "a NEAR -b", "(AND (TERM a) (NOT (TERM b)))" },
  { "a NEAR NOT b", "(AND (TERM a) (NOT (TERM b)))" },
  { "NEAR(a b, 5)", "(NEAR/5 (TERM a) (TERM b))" },
  { "NEAR(a, b, 5)", "(NEAR/5 (TERM a) (TERM b))" },
  { "NEAR(a,b,5)", "(NEAR/5 (TERM a) (TERM b))" },
  { "NEAR(a b)", "(NEAR/10 (TERM a) (TERM b))" },
  { "NEAR (a b)", "(NEAR/10 (TERM a) (TERM b))" },
  { "NEAR/3(a b)", "(NEAR/3 (TERM a) (TERM b))" },
  { "NEAR(\"a b\" @c, 3) d", "(AND (NEAR/3 (TERM \"a b\") (ENTITY \"c\")) (TERM d))" },
  { "c NEAR(a b, 5)", "(AND (TERM c) (NEAR/5 (TERM a) (TERM b)))" },
  { "NEAR(a OR b c, 5)", "(NEAR/5 (OR (TERM a) (TERM b)) (TERM c))" },
  { "NEAR(a AND b)", "(NEAR/10 (TERM a) (TERM b))" },
  { "NEAR(a b, 5", "(NEAR/5 (TERM a) (TERM b))", "open-parenthesis 4-11" },
  { "NEAR(a b c d e f g)",
    "(NEAR/10 (TERM a) (TERM b) (TERM c) (TERM d) (TERM e) (TERM f))",
    "long 17-18" },
  { "a OR -b", "(TERM a)", "only-not 5-7" },
  { "a (-b OR -c)", "(AND (TERM a) (OR (NOT (TERM b)) (NOT (TERM c))))" },
  { NULL },
};

static const Case conditions[] = {
  { "@Trotsky", "(ENTITY \"Trotsky\")" },
  { "@Jean-Paul @O’Neill @J.D.",
    "(AND (ENTITY \"Jean-Paul\") (ENTITY \"O’Neill\") (ENTITY \"J.D.\"))" },
  { "@\"Victor Serge\"", "(ENTITY \"Victor Serge\")" },
  { "@«Victor Serge» x", "(AND (ENTITY \"Victor Serge\") (TERM x))" },
  { "@Trotsky NEAR @Kronstadt", "(NEAR/10 (ENTITY \"Trotsky\") (ENTITY \"Kronstadt\"))" },
  { "-@Кибальчич x", "(AND (NOT (ENTITY \"Кибальчич\")) (TERM x))" },
  { "@Trotsky, x", "(AND (ENTITY \"Trotsky\") (TERM x))" },
  { "date:1917..1919 x", "(AND (DATE 1917..1919) (TERM x))" },
  { "date:1936-04", "(DATE 1936-04)" },
  { "Date:192X", "(DATE 192X)" },
  { "fr:word", "(LANG fr (TERM word))" },
  { "FR:word", "(LANG fr (TERM word))" },
  { "fra:word nl-BE:x", "(AND (LANG fr (TERM word)) (LANG nl-be (TERM x)))" },
  { "fr:\"a b\"", "(LANG fr (TERM \"a b\"))" },
  { "fr:(a OR b)", "(LANG fr (OR (TERM a) (TERM b)))" },
  { "fr:@Serge", "(LANG fr (ENTITY \"Serge\"))" },
  { "fr:l’homme", "(LANG fr (TERM l homme))" },
  { "fr:pris*", "(LANG fr (TERM pris*))" },
  { "fr:AND", "(LANG fr (TERM and))" },
  { "fr:prison nl:!gevangenis", "(AND (LANG fr (TERM prison)) (LANG nl (NOT (TERM gevangenis))))" },
  { "fr:prison nl:!\"in de\"", "(AND (LANG fr (TERM prison)) (LANG nl (NOT (TERM \"in de\"))))" },
  { "fr:prison nl:!(a OR b)",
    "(AND (LANG fr (TERM prison)) (LANG nl (NOT (OR (TERM a) (TERM b)))))" },
  { "fr:prison nl:-a", "(AND (LANG fr (TERM prison)) (LANG nl (NOT (TERM a))))" },
  { "fr:prison -nl:a", "(AND (LANG fr (TERM prison)) (NOT (LANG nl (TERM a))))" },
  { "fr:nl:a", "(LANG nl (TERM a))" },
  { "fr:a NEAR b", "(LANG fr (NEAR/10 (TERM a) (TERM b)))" },
  { "fr:a NEAR nl:b", "(AND (LANG fr (TERM a)) (LANG nl (TERM b)))" },
  { "met: x", "(AND (TERM met) (TERM x))" },
  { "Note: x Note:x http://a", "(AND (TERM note) (TERM x) (TERM note x) (TERM http a))" },
  { "work:\"Les Misérables\" x", "(AND (FILTER work \"Les Misérables\") (TERM x))" },
  { "work:Lumumba", "(FILTER work \"Lumumba\")" },
  { "-text:Lumumba x", "(AND (NOT (FILTER text \"Lumumba\")) (TERM x))" },
  { "chapter:“De reis” x", "(AND (FILTER chapter \"De reis\") (TERM x))" },
  { "kind:heading kind:Titre kind:citaat kind:noot kind:alinéa kind:vers",
    "(AND (FILTER kind \"heading\") (FILTER kind \"heading\") (FILTER kind \"quote\") "
    "(FILTER kind \"note\") (FILTER kind \"paragraph\") (FILTER kind \"verse\"))" },
  { NULL },
};

static const Case malformed[] = {
  { "", "" },
  { "  \t", "" },
  { "\"abc d", "(TERM \"abc d\")", "open-quote 0-6" },
  { "\"abc de", "(TERM \"abc de*\")", "open-quote 0-7" },
  { "\"abc de ", "(TERM \"abc de\")", "open-quote 0-8" },
  { "x «abc d", "(AND (TERM x) (TERM \"abc d\"))", "open-quote 2-8" },
  { "\"abc AND (d", "(TERM \"abc and d\")", "open-quote 0-11" },
  { "\"", "", "missing 0-1" },
  { "\"\"", "", "no-word 0-2" },
  { "\"?!\" x", "(TERM x)", "no-word 0-4" },
  { "AND", "", "missing 0-3" },
  { "OR", "", "missing 0-2" },
  { "NOT", "", "missing 0-3" },
  { "NEAR", "", "missing 0-4" },
  { "AND a", "(TERM a)", "missing 0-3" },
  { "a AND", "(TERM a)", "missing 2-5" },
  { "a AND AND b", "(AND (TERM a) (TERM b))", "missing 6-9" },
  { "a OR", "(TERM a)", "missing 2-4" },
  { "OR a", "(TERM a)", "missing 0-2" },
  { "a OR OR b", "(OR (TERM a) (TERM b))", "missing 2-4" },
  { "a NOT", "(TERM a)", "missing 2-5" },
  { "a NEAR", "(TERM a)", "missing 2-6" },
  { "NEAR/3 a", "(TERM a)", "missing 0-6" },
  { "NEAR(a)", "(TERM a)", "missing 0-4" },
  { "NEAR()", "", "missing 0-4" },
  { "NEAR(() a b)", "(NEAR/10 (TERM a) (TERM b))", "no-word 5-7" },
  { "(((", "", "open-parenthesis 0-3, open-parenthesis 1-3, open-parenthesis 2-3" },
  { "(a b", "(AND (TERM a) (TERM b))", "open-parenthesis 0-4" },
  { "a) b", "(AND (TERM a) (TERM b))", "stray 1-2" },
  { ")a OR b(", "(OR (TERM a) (TERM b))", "stray 0-1, open-parenthesis 7-8" },
  { "()", "", "no-word 0-2" },
  { "a () b", "(AND (TERM a) (TERM b))", "no-word 2-4" },
  { "fr:", "", "missing 0-3" },
  { "(fr:)", "", "missing 1-4" },
  { "fr:!", "", "missing 0-3, missing 3-4" },
  { "fr:\"", "", "missing 0-3, missing 3-4" },
  { "@", "", "missing 0-1" },
  { "@ a", "(TERM a)", "missing 0-1" },
  { "@\"\" a", "(TERM a)", "missing 0-3" },
  { "@\"Victor Ser", "(ENTITY \"Victor Ser\")", "open-quote 1-12" },
  { "date:", "", "missing 0-5" },
  { "date:abc", "", "date 0-8" },
  { "date:1917x y", "(TERM y)", "date 0-10" },
  { "date:..", "", "date 0-7" },
  { "date:191", "", "date 0-8" },
  { "date:1917-55", "", "date 0-12" },
  { "work:\"\"", "", "missing 0-7" },
  { "kind:xyz a", "(TERM a)", "place 0-8" },
  { "***", "", "no-word 0-3" },
  { "€ a", "(TERM a)", "no-word 0-1" },
  { "...", "", "no-word 0-3" },
  { "-a", "", "only-not 0-2" },
  { "-a NOT b", "", "only-not 0-8" },
  { "nl:!a", "", "only-not 0-5" },
  { "-a OR -b", "", "only-not 0-8" },
  { NULL },
};

static void
test_places (void)
{
  g_autoptr (TriQuery) query = tri_query_parse ("é fr:(«b c» OR -d) NEAR");
  const TriQueryNode *lang = query->root->children->pdata[1];
  const TriQueryNode *phrase = lang->children->pdata[0];
  g_autoptr (TriQueryNode) copy = tri_query_node_copy (query->root);
  g_autofree char *text = tri_query_node_to_string (copy);

  g_assert_cmpstr (text, ==, "(AND (TERM e) (LANG fr (TERM \"b c\")))");
  g_assert_cmpuint (lang->start, ==, 2);
  g_assert_cmpuint (phrase->start, ==, 6);
  g_assert_cmpuint (phrase->end, ==, 11);
  query = (tri_query_free (query), tri_query_parse ("Œuvre É\u00adtés"));
  copy = (tri_query_node_free (copy), tri_query_node_copy (query->root));
  g_assert_cmpstr (((TriQueryNode *) copy->children->pdata[1])->typed->pdata[0], ==, "É\u00adtés");
  g_assert_cmpstr (((TriQueryNode *) copy->children->pdata[0])->typed->pdata[0], ==, "Œuvre");
}

static void
test_dates (void)
{
  static const struct
  {
    const char *typed;
    const char *first; /* "": open */
    const char *last;
  } dates[] = {
    { "1917", "1917", "1917" },
    { "1917..1919", "1917", "1919" },
    { "1917/1919", "1917", "1919" },
    { "1917-1919", "1917", "1919" },
    { "1917–1919", "1917", "1919" },
    { "1917…1919", "1917", "1919" },
    { "1919..1917", "1917", "1919" },
    { "1917..", "1917", "" },
    { "..1919", "", "1919" },
    { "1936-04", "1936-04", "1936-04" },
    { "1936-4-7", "1936-04-07", "1936-04-07" },
    { "192X", "1920", "1929" },
    { "192x", "1920", "1929" },
    { "1936~", "1936", "1936" },
    { "-0044", "-0044", "-0044" },
    { "1917-10..1921-03-18", "1917-10", "1921-03-18" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *typed = g_strconcat ("date:", dates[i].typed, NULL);
      g_autoptr (TriQuery) query = tri_query_parse (typed);
      gint64 first = G_MININT64;
      gint64 last = G_MAXINT64;
      gint64 other;

      g_test_message ("%s", typed);
      if (*dates[i].first)
        g_assert_true (tri_edtf_get_bounds (dates[i].first, &first, &other));
      if (*dates[i].last)
        g_assert_true (tri_edtf_get_bounds (dates[i].last, &other, &last));
      g_assert_nonnull (query->root);
      g_assert_cmpstr (query->root->value, ==, dates[i].typed);
      g_assert_cmpint (query->root->first, ==, first);
      g_assert_cmpint (query->root->last, ==, last);
      g_assert_cmpuint (query->notes->len, ==, 0);
    }
}

static guint
count_nodes (const TriQueryNode *node)
{
  guint n = 1;

  for (guint i = 0; node->children && i < node->children->len; i++)
    n += count_nodes (node->children->pdata[i]);
  return n;
}

static char *
repeat (const char *part, guint n)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, part);
  return g_string_free (out, FALSE);
}

/* Neither a long question nor a deep one takes the program with it. */
static void
test_bounds (void)
{
  g_auto (GStrv) parts = g_strsplit (
      "(|)|(a |-(|NOT |fr:|fr:(|nl:!|NEAR(|a NEAR |a OR |\"|@|a |-a |a NEAR(|\"a\" |"
      "date:1917 |é|*|,",
      "|",
      -1);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *typed = repeat (parts[i], 10000);
      g_autoptr (TriQuery) query = tri_query_parse (typed);

      g_test_message ("%s", parts[i]);
      g_assert_cmpuint (query->notes->len, <=, 20);
      if (query->root)
        g_assert_cmpuint (count_nodes (query->root), <=, 2 * TRI_QUERY_MAX_NODES);
    }
}

static void
test_deep (void)
{
  g_autofree char *open = repeat ("(", 1000);
  g_autofree char *close = repeat (")", 1000);
  g_autofree char *typed = g_strconcat (open, "a OR b", close, " c", NULL);
  g_autoptr (TriQuery) query = tri_query_parse (typed);
  g_autofree char *root = dump_root (query);
  g_autofree char *notes = dump_notes (query);

  g_assert_cmpstr (root, ==, "(AND (OR (TERM a) (TERM b)) (TERM c))");
  g_assert_true (g_str_has_prefix (notes, "long "));
}

static void
test_too_long (void)
{
  g_autofree char *many = repeat ("(word ", 30);
  g_autofree char *more = repeat ("word ", 300);
  g_autofree char *typed = g_strconcat (many, more, NULL);
  g_autoptr (TriQuery) query = tri_query_parse (typed);

  g_assert_cmpuint (query->root->children->len, ==, TRI_QUERY_MAX_NODES);
  g_assert_cmpuint (query->notes->len, ==, 1);
  g_assert_cmpint (g_array_index (query->notes, TriQueryNote, 0).problem, ==, TRI_QUERY_TOO_LONG);
}

static gboolean
holds (const TriQueryNode *node, const char *signs)
{
  const char *text = node->value ? node->value : node->name;

  for (const char *p = signs; *p; p = g_utf8_next_char (p))
    if (strstr (text, "\"") || g_utf8_strchr (text, -1, g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Writes the tree as somebody would type it. FALSE: it has a name that cannot be typed again. */
static gboolean
type (const TriQueryNode *node, GString *out)
{
  gboolean can = TRUE;

  switch (node->kind)
    {
    case TRI_QUERY_TERM:
      g_string_append (out, node->is_exact ? "\"" : "");
      for (guint i = 0; i < node->words->len; i++)
        g_string_append_printf (out,
                                "%s%s",
                                i == 0 ? "" : node->is_exact ? " "
                                                             : "’",
                                (const char *) node->words->pdata[i]);
      g_string_append (out, node->is_prefix ? "*" : "");
      g_string_append (out, node->is_exact ? "\"" : "");
      return TRUE;
    case TRI_QUERY_ENTITY:
      g_string_append_printf (out, "@\"%s\"", node->name);
      return !holds (node, "“”„‟«»＂");
    case TRI_QUERY_DATE:
    case TRI_QUERY_FILTER:
      g_string_append_printf (out, "%s:\"%s\"", node->name ? node->name : "date", node->value);
      return !holds (node, "“”„‟«»＂");
    case TRI_QUERY_NOT:
      g_string_append (out, "NOT (");
      break;
    case TRI_QUERY_LANG:
      g_string_append_printf (out, "%s:(", node->name);
      break;
    default:
      g_string_append_c (out, '(');
    }
  for (guint i = 0; i < node->children->len; i++)
    {
      if (i > 0 && node->kind == TRI_QUERY_NEAR)
        g_string_append_printf (out, " NEAR/%u ", node->distance);
      else if (i > 0)
        g_string_append (out, node->kind == TRI_QUERY_OR ? " OR " : " AND ");
      can &= type (node->children->pdata[i], out);
    }
  g_string_append_c (out, ')');
  return can;
}

/* What holds of every node. */
static void
check_node (const TriQueryNode *node, guint length)
{
  guint n_children = node->children ? node->children->len : 0;

  g_assert_cmpuint (node->start, <, node->end);
  g_assert_cmpuint (node->end, <=, length);
  switch (node->kind)
    {
    case TRI_QUERY_TERM:
      g_assert_cmpuint (node->words->len, >, 0);
      g_assert_cmpuint (node->words->len, ==, node->typed->len);
      break;
    case TRI_QUERY_AND:
    case TRI_QUERY_OR:
      g_assert_cmpuint (n_children, >=, 2);
      break;
    case TRI_QUERY_NEAR:
      g_assert_cmpuint (n_children, >=, 2);
      g_assert_cmpuint (n_children, <=, TRI_QUERY_MAX_SIDES);
      break;
    case TRI_QUERY_NOT:
    case TRI_QUERY_LANG:
      g_assert_cmpuint (n_children, ==, 1);
      break;
    default:
      g_assert_true (node->name || node->value);
    }
  for (guint i = 0; i < n_children; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      check_node (child, length);
      if (node->kind == TRI_QUERY_AND || node->kind == TRI_QUERY_OR)
        g_assert_cmpint (child->kind, !=, node->kind);
      if (node->kind == TRI_QUERY_NEAR)
        g_assert_true (child->kind == TRI_QUERY_TERM || child->kind == TRI_QUERY_ENTITY
                       || child->kind == TRI_QUERY_OR);
    }
}

/* What questions are made of, parted by bars. */
static const char random_parts[]
    = "a|bé|œ|l’|пр|é| | | | |\"|“|”|«|»|„|(|)|(|)| AND | OR | NOT | NEAR "
      "| NEAR/3 |"
      "NEAR(|,|, 5|*|-|!|@|@b|fr:|nl:!|date:|1917|..|X|work:|kind:|note|:|'|’|\u00ad|"
      "\u00a0|?|€|本|\u0301|/|.";

static char *
make_random (GRand *rand, char **parts)
{
  guint n = (guint) g_rand_int_range (rand, 0, 30);
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, parts[g_rand_int_range (rand, 0, (gint) g_strv_length (parts))]);
  return g_string_free (out, FALSE);
}

static void
check_notes (const TriQuery *query, guint length)
{
  for (guint i = 0; i < query->notes->len; i++)
    {
      const TriQueryNote *note = &g_array_index (query->notes, TriQueryNote, i);
      g_autofree char *message = tri_query_note_dup_message (note, query->typed);

      g_assert_cmpuint (note->start, <, note->end);
      g_assert_cmpuint (note->end, <=, length);
      g_assert_true (g_utf8_validate (message, -1, NULL));
      g_assert_null (strstr (message, "%"));
    }
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Whatever is typed is a question, or it is said why not; and typed again as the tree says, it is
 * the same one, with nothing left to mend. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_auto (GStrv) parts = g_strsplit (random_parts, "|", -1);
  guint n_again = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *typed = make_random (rand, parts);
      g_autoptr (TriQuery) query = tri_query_parse (typed);
      guint length = (guint) g_utf8_strlen (typed, -1);
      g_autofree char *root = dump_root (query);
      g_autoptr (GString) again = g_string_new (NULL);
      g_autoptr (TriQuery) other = NULL;
      g_autofree char *other_root = NULL;
      g_autofree char *notes = NULL;

      check_notes (query, length);
      if (!query->root)
        {
          g_assert_true (query->notes->len > 0 || is_blank (typed));
          continue;
        }
      check_node (query->root, length);
      if (!type (query->root, again))
        continue;
      other = tri_query_parse (again->str);
      other_root = dump_root (other);
      notes = dump_notes (other);
      g_assert_cmpstr (other_root, ==, root);
      g_assert_cmpstr (notes, ==, "");
      n_again++;
    }
  g_assert_cmpuint (n_again, >, N_RANDOM / 3);
}

/* Bytes that are no text are nothing to fall over either. */
static void
test_bytes (void)
{
  g_autoptr (TriQuery) query = tri_query_parse ("a \xff\xfe \"b\xc3");
  g_autofree char *root = dump_root (query);

  g_assert_cmpstr (root, ==, "(AND (TERM a) (TERM \"b\"))");
  g_assert_true (g_utf8_validate (query->typed, -1, NULL));
}

static void
test_messages (void)
{
  static const struct
  {
    const char *typed;
    const char *message;
  } messages[] = {
    { "x \"abc d", "The quotation “abc d” has no end: all that follows is taken for it" },
    { "x @\"abc d", "The quotation “abc d” has no end: all that follows is taken for it" },
    { "a AND", "“AND” has nothing beside it and is passed over" },
    { "date:abc x",
      "“date:abc” names no time and is passed over. Write 1917, 1936-04, 192X or 1917..1919." },
    { "-prison", "“-prison” only says what is not to be there. Say what is to be found, too." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr (TriQuery) query = tri_query_parse (messages[i].typed);
      g_autofree char *message = NULL;

      g_assert_cmpuint (query->notes->len, ==, 1);
      message = tri_query_note_dup_message (&g_array_index (query->notes, TriQueryNote, 0),
                                            query->typed);
      g_assert_cmpstr (message, ==, messages[i].message);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/query/parse/words", words, test_table);
  g_test_add_data_func ("/query/parse/operators", operators, test_table);
  g_test_add_data_func ("/query/parse/conditions", conditions, test_table);
  g_test_add_data_func ("/query/parse/malformed", malformed, test_table);
  g_test_add_func ("/query/parse/places", test_places);
  g_test_add_func ("/query/parse/dates", test_dates);
  g_test_add_func ("/query/parse/bounds", test_bounds);
  g_test_add_func ("/query/parse/deep", test_deep);
  g_test_add_func ("/query/parse/too-long", test_too_long);
  g_test_add_func ("/query/parse/random", test_random);
  g_test_add_func ("/query/parse/bytes", test_bytes);
  g_test_add_func ("/query/note/messages", test_messages);

  return g_test_run ();
}
