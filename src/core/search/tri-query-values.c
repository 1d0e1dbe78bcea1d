/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-query-private.h"

#include "model/tri-edtf.h"
#include "model/tri-enums.h"
#include "search/tri-words.h"
#include "tri-fold.h"

#include <unicode/uchar.h>

/* What the reader may call the kinds of passages, folded. */
static const struct
{
  const char *word;
  TriPassageKind kind;
} kinds[] = {
  { "titre", TRI_PASSAGE_HEADING },
  { "intertitre", TRI_PASSAGE_HEADING },
  { "title", TRI_PASSAGE_HEADING },
  { "titel", TRI_PASSAGE_HEADING },
  { "kop", TRI_PASSAGE_HEADING },
  { "kopje", TRI_PASSAGE_HEADING },
  { "opschrift", TRI_PASSAGE_HEADING },
  { "paragraphe", TRI_PASSAGE_PARAGRAPH },
  { "alinea", TRI_PASSAGE_PARAGRAPH },
  { "paragraaf", TRI_PASSAGE_PARAGRAPH },
  { "element", TRI_PASSAGE_ITEM },
  { "point", TRI_PASSAGE_ITEM },
  { "punt", TRI_PASSAGE_ITEM },
  { "onderdeel", TRI_PASSAGE_ITEM },
  { "vers", TRI_PASSAGE_VERSE },
  { "versregel", TRI_PASSAGE_VERSE },
  { "citation", TRI_PASSAGE_QUOTE },
  { "quotation", TRI_PASSAGE_QUOTE },
  { "citaat", TRI_PASSAGE_QUOTE },
  { "noot", TRI_PASSAGE_NOTE },
  { "voetnoot", TRI_PASSAGE_NOTE },
  { "footnote", TRI_PASSAGE_NOTE },
};

gboolean
tri_query_is_space (gunichar c)
{
  return (c > 0 && c < 0x21) || u_isUWhiteSpace ((UChar32) c) || c == 0x200b || c == 0xfeff;
}

gboolean
tri_query_is_quote (gunichar c)
{
  return c == '"' || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f) || c == 0xff02;
}

/* „a“, “a”, »a«: one mark closes here and opens there. */
static gboolean
closes (gunichar c, gunichar open)
{
  if (open == 0xab || open == 0xbb)
    return c == 0xab || c == 0xbb;
  return tri_query_is_quote (c) && c != 0xab && c != 0xbb;
}

guint
tri_query_find_closing_quote (const gunichar *text, guint length, guint open)
{
  for (guint i = open + 1; i < length; i++)
    if (closes (text[i], text[open]))
      return i;
  for (guint i = open + 1; i < length; i++)
    if (tri_query_is_quote (text[i]))
      return i;
  return length;
}

typedef struct
{
  const char *text;
  TriQueryNode *node;
  guint end;
} Reading;

static gboolean
read_word_cb (const TriWord *word, gpointer data)
{
  Reading *reading = data;

  g_ptr_array_add (reading->node->words, g_strndup (word->folded, word->length));
  g_ptr_array_add (reading->node->typed,
                   g_strndup (reading->text + word->from, word->to - word->from));
  reading->end = word->end;
  return TRUE;
}

/* A star at the end of its last word, or behind its quotation mark, makes it the beginning of one.
 */
static gboolean
has_star (TriQueryLexer *self, guint word_end, guint end)
{
  guint at = word_end;

  while (at < end && self->text[at] != '*')
    if (!g_unichar_ismark (self->text[at++]))
      return FALSE;
  if (at < end)
    return TRUE;
  return end + 1 < self->length && tri_query_is_quote (self->text[end])
         && self->text[end + 1] == '*';
}

TriQueryNode *
tri_query_read_term (TriQueryLexer *self, guint start, guint end, gboolean is_quoted)
{
  g_autoptr (TriQueryNode) node = tri_query_node_new (TRI_QUERY_TERM);
  g_autofree char *text = g_ucs4_to_utf8 (self->text + start,
                                          (glong) (end - start),
                                          NULL,
                                          NULL,
                                          NULL);
  Reading reading = { text, node, 0 };

  node->words = g_ptr_array_new_with_free_func (g_free);
  node->typed = g_ptr_array_new_with_free_func (g_free);
  tri_words_foreach (text, -1, read_word_cb, &reading);
  if (node->words->len == 0)
    return NULL;
  node->is_exact = is_quoted;
  node->is_prefix = has_star (self, start + reading.end, end);
  return g_steal_pointer (&node);
}

const char *
tri_query_find_kind (const char *value)
{
  g_autofree char *folded = tri_fold (value);
  TriPassageKind kind;

  if (tri_passage_kind_from_nick (folded, &kind))
    return tri_passage_kind_to_nick (kind);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, folded))
      return tri_passage_kind_to_nick (kinds[i].kind);
  return NULL;
}

/* One or two figures of a month or a day, as two. */
static gboolean
take_part (const char **at, GString *out)
{
  guint n = 0;

  while (g_ascii_isdigit ((*at)[n]) || (*at)[n] == 'X')
    n++;
  if (n < 1 || n > 2)
    return FALSE;
  g_string_append_printf (out, "-%s%.*s", n == 1 ? "0" : "", (int) n, *at);
  *at += n;
  return TRUE;
}

static gboolean
is_part_in (const char *part, int most)
{
  return part[1] == 'X' || part[2] == 'X'
         || (atoi (part + 1) >= 1 && atoi (part + 1) <= most);
}

/* 1936, 1936-4, 1936-04-07, 193X, -0044, each perhaps with ~ or ?, as EDTF. NULL: none of these. */
static char *
read_point (const char *text)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  const char *at = upper + (*upper == '-' ? 1 : 0);
  g_autoptr (GString) out = g_string_new (*upper == '-' ? "-" : "");
  guint n = 0;
  gsize month;

  while (g_ascii_isdigit (at[n]) || at[n] == 'X')
    n++;
  if (n != 4 || !g_ascii_isdigit (at[0]))
    return NULL;
  g_string_append_len (out, at, 4);
  at += 4;
  month = out->len;
  for (guint i = 0; i < 2 && *at == '-'; i++, at++)
    {
      at++;
      if (!take_part (&at, out))
        return NULL;
      at--;
    }
  if (out->len > month && !is_part_in (out->str + month, 41))
    return NULL;
  if (out->len > month + 3 && !is_part_in (out->str + month + 3, 31))
    return NULL;
  at += strspn (at, "~?%");
  return *at == '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* Parts “a..b”, “a/b”, “a–b” and, of two years, “a-b”. */
static char **
split_range (const char *value)
{
  static const char *const marks[] = { "..", "…", "/", "–", "—" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (value, marks[i]))
      return g_strsplit (value, marks[i], 2);
  if (strlen (value) == 9 && value[4] == '-' && !strchr (value + 5, '-'))
    {
      g_autofree char *from = g_strndup (value, 4);

      return g_strdupv ((char *[]){ from, (char *) value + 5, NULL });
    }
  return g_strdupv ((char *[]){ (char *) value, NULL });
}

/* An end that is left open goes as far as time does. */
static gboolean
read_end (const char *text, gint64 open, gboolean is_last, gint64 *day)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *point = read_point (stripped);
  gint64 other;

  *day = open;
  if (*stripped == '\0')
    return TRUE;
  return point && tri_edtf_get_bounds (point, is_last ? &other : day, is_last ? day : &other);
}

gboolean
tri_query_read_date (const char *value, gint64 *first, gint64 *last)
{
  g_auto (GStrv) ends = split_range (value);
  const char *to = ends[1] ? ends[1] : ends[0];
  gint64 from_last;
  gint64 to_first;

  if (ends[0][strspn (ends[0], " ")] == '\0' && to[strspn (to, " ")] == '\0')
    return FALSE;
  if (!read_end (ends[0], G_MININT64, FALSE, first) || !read_end (to, G_MAXINT64, TRUE, last))
    return FALSE;
  if (*first <= *last)
    return TRUE;
  /* Typed the wrong way round. */
  if (!read_end (ends[0], G_MAXINT64, TRUE, &from_last)
      || !read_end (to, G_MININT64, FALSE, &to_first))
    return FALSE;
  *first = to_first;
  *last = from_last;
  return TRUE;
}
