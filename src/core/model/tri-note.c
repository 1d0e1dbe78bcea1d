/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-note.h"

#include <string.h>

#define SCHEME "triptych:"
/* Bytes of an address; longer ones are words. */
#define MAX_TARGET 1024
#define MAX_UUID 64

/* What a line of a block is cut into. Asterisks find their partners when the block is whole. */
typedef enum
{
  TOKEN_WORDS,
  TOKEN_CODE,
  TOKEN_LINK,
  TOKEN_STAR,
  TOKEN_STARS,
} TokenKind;

typedef struct
{
  TokenKind kind;
  gboolean opens;
  gboolean closes;
  gboolean has_partner;
  GString *text;
  char *target;
} Token;

static void
token_free (gpointer data)
{
  Token *token = data;

  g_string_free (token->text, TRUE);
  g_free (token->target);
  g_free (token);
}

static void
span_free (gpointer data)
{
  TriNoteSpan *span = data;

  g_free (span->text);
  g_free (span->target);
  g_free (span);
}

static void
block_free (gpointer data)
{
  TriNoteBlock *block = data;

  g_ptr_array_unref (block->spans);
  g_free (block);
}

/* --- Targets */

static gboolean
is_uuid (const char *uuid, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (uuid[i]) && uuid[i] != '-')
      return FALSE;
  return n > 0 && n <= MAX_UUID;
}

static gboolean
take_kind (const char **rest, TriNoteTargetKind *kind)
{
  static const struct
  {
    const char *prefix;
    TriNoteTargetKind kind;
  } kinds[] = {
    { SCHEME "entity/", TRI_NOTE_TO_ENTITY },
    { SCHEME "passage/", TRI_NOTE_TO_PASSAGE },
    { SCHEME "bookmark/", TRI_NOTE_TO_BOOKMARK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (*rest, kinds[i].prefix))
      {
        *rest += strlen (kinds[i].prefix);
        *kind = kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

gboolean
tri_note_target_parse (const char *address, TriNoteTarget *target)
{
  const char *rest = address;
  TriNoteTarget found = { 0 };
  gsize n;

  if (strlen (address) > MAX_TARGET || !take_kind (&rest, &found.kind))
    return FALSE;
  n = strcspn (rest, "/");
  if (!is_uuid (rest, n) || (rest[n] == '/') != (found.kind == TRI_NOTE_TO_PASSAGE))
    return FALSE;
  if (found.kind == TRI_NOTE_TO_PASSAGE)
    {
      found.key = g_uri_unescape_string (rest + n + 1, NULL);
      if (!found.key || !found.key[0] || !g_utf8_validate (found.key, -1, NULL))
        {
          g_free (found.key);
          return FALSE;
        }
    }
  found.uuid = g_strndup (rest, n);
  *target = found;
  return TRUE;
}

void
tri_note_target_clear (TriNoteTarget *target)
{
  g_clear_pointer (&target->uuid, g_free);
  g_clear_pointer (&target->key, g_free);
  target->kind = TRI_NOTE_TO_NOTHING;
}

char *
tri_note_target_write (TriNoteTargetKind kind, const char *uuid, const char *key)
{
  g_autofree char *escaped = key ? g_uri_escape_string (key, NULL, TRUE) : NULL;

  switch (kind)
    {
    case TRI_NOTE_TO_ENTITY:
      return g_strconcat (SCHEME "entity/", uuid, NULL);
    case TRI_NOTE_TO_PASSAGE:
      return g_strconcat (SCHEME "passage/", uuid, "/", escaped, NULL);
    case TRI_NOTE_TO_BOOKMARK:
      return g_strconcat (SCHEME "bookmark/", uuid, NULL);
    case TRI_NOTE_TO_NOTHING:
    default:
      return g_strdup ("");
    }
}

char *
tri_note_write_link (const char *words, const char *target)
{
  GString *link = g_string_new ("[");

  for (const char *p = words; *p; p++)
    {
      if (strchr ("\\[]*`", *p))
        g_string_append_c (link, '\\');
      g_string_append_c (link, *p == '\n' ? ' ' : *p);
    }
  g_string_append_printf (link, "](%s)", target);
  return g_string_free (link, FALSE);
}

/* --- In a block */

static Token *
add_token (GPtrArray *tokens, TokenKind kind)
{
  Token *token = g_new0 (Token, 1);

  token->kind = kind;
  token->text = g_string_new (NULL);
  g_ptr_array_add (tokens, token);
  return token;
}

static void
add_words (GPtrArray *tokens, const char *words, gsize n)
{
  Token *last = tokens->len ? tokens->pdata[tokens->len - 1] : NULL;

  if (!last || last->kind != TOKEN_WORDS)
    last = add_token (tokens, TOKEN_WORDS);
  g_string_append_len (last->text, words, (gssize) n);
}

/* Without the signs that take the meaning from others. */
static void
append_unescaped (GString *text, const char *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (words[i] == '\\' && i + 1 < n && g_ascii_ispunct (words[i + 1]))
        i++;
      g_string_append_c (text, words[i]);
    }
}

/* The length of "[words](target)", 0 when it is none. Words hold no "[", and what is searched for
 * a target is bounded, so nothing is looked through twice. */
static gsize
take_link (GPtrArray *tokens, const char *p)
{
  g_autofree char *address = NULL;
  TriNoteTarget target = { 0 };
  Token *token;
  gsize close = 1;
  gsize n;

  while (p[close] && p[close] != '[' && p[close] != ']')
    close += p[close] == '\\' && p[close + 1] ? 2 : 1;
  if (p[close] != ']' || p[close + 1] != '(' || close == 1)
    return 0;
  for (n = 0; n <= MAX_TARGET && p[close + 2 + n] && !strchr ("() \n", p[close + 2 + n]); n++)
    ;
  if (p[close + 2 + n] != ')')
    return 0;
  address = g_strndup (p + close + 2, n);
  if (!tri_note_target_parse (address, &target))
    return 0;
  tri_note_target_clear (&target);
  token = add_token (tokens, TOKEN_LINK);
  append_unescaped (token->text, p + 1, close - 1);
  token->target = g_steal_pointer (&address);
  return close + 3 + n;
}

/* Whether a sign that belongs to words stands there, not space or the end. */
static gboolean
is_word_at (const char *p)
{
  return *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p));
}

static gboolean
is_word_before (const char *begin, const char *p)
{
  return p > begin && is_word_at (g_utf8_prev_char (p));
}

/* Of three that end both the inner one comes first, as the outer one did before. */
static gsize
take_stars (GPtrArray *tokens, const char *begin, const char *p)
{
  gboolean are_three = p[1] == '*' && p[2] == '*' && !is_word_at (p + 3);
  gsize n = p[1] == '*' && !(are_three && is_word_before (begin, p)) ? 2 : 1;
  Token *token = add_token (tokens, n == 2 ? TOKEN_STARS : TOKEN_STAR);

  g_string_append_len (token->text, p, (gssize) n);
  token->opens = is_word_at (p + n);
  token->closes = is_word_before (begin, p);
  return n;
}

/* @last_tick: the last "`" of the block, or NULL. */
static gsize
take_code (GPtrArray *tokens, const char *p, const char *last_tick)
{
  const char *end = p < last_tick ? strchr (p + 1, '`') : NULL;

  if (!end || end == p + 1)
    return 0;
  g_string_append_len (add_token (tokens, TOKEN_CODE)->text, p + 1, end - p - 1);
  return (gsize) (end - p) + 1;
}

static GPtrArray *
cut (const char *text)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (token_free);
  const char *last_tick = strrchr (text, '`');

  for (const char *p = text; *p;)
    {
      gsize n = strcspn (p, "\\`[*");

      if (n > 0)
        add_words (tokens, p, n);
      else if (*p == '*')
        n = take_stars (tokens, text, p);
      else if (*p == '[')
        n = take_link (tokens, p);
      else if (*p == '`')
        n = take_code (tokens, p, last_tick);
      else if (g_ascii_ispunct (p[1]))
        {
          add_words (tokens, p + 1, 1);
          n = 2;
        }
      if (n == 0)
        {
          add_words (tokens, p, 1);
          n = 1;
        }
      p += n;
    }
  return tokens;
}

/* What opens within what is closed has no partner: emphasis does not reach over the edge of other
 * emphasis. */
static void
pair (GPtrArray *tokens)
{
  int open[2] = { -1, -1 };

  for (guint i = 0; i < tokens->len; i++)
    {
      Token *token = tokens->pdata[i];
      int which = token->kind == TOKEN_STARS;

      if (token->kind != TOKEN_STAR && token->kind != TOKEN_STARS)
        continue;
      if (token->closes && open[which] >= 0)
        {
          token->has_partner = TRUE;
          ((Token *) tokens->pdata[open[which]])->has_partner = TRUE;
          if (open[!which] > open[which])
            open[!which] = -1;
          open[which] = -1;
        }
      else if (token->opens)
        open[which] = (int) i;
    }
}

static void
end_span (GPtrArray *spans, GString *words, guint style, const char *target)
{
  TriNoteSpan *span;

  if (words->len == 0)
    return;
  span = g_new0 (TriNoteSpan, 1);
  span->text = g_strndup (words->str, words->len);
  span->style = style;
  span->target = g_strdup (target);
  g_ptr_array_add (spans, span);
  g_string_truncate (words, 0);
}

/* Words of one style are one span, whatever they were cut into. */
static GPtrArray *
join (GPtrArray *tokens)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (span_free);
  g_autoptr (GString) words = g_string_new (NULL);
  guint style = TRI_NOTE_PLAIN;

  for (guint i = 0; i < tokens->len; i++)
    {
      Token *token = tokens->pdata[i];
      gboolean stands_alone = token->kind == TOKEN_LINK || token->kind == TOKEN_CODE;

      if (token->has_partner || stands_alone)
        end_span (spans, words, style, NULL);
      if (token->has_partner)
        style ^= token->kind == TOKEN_STARS ? TRI_NOTE_STRONG : TRI_NOTE_EMPHASIS;
      else
        g_string_append (words, token->text->str);
      if (stands_alone)
        end_span (spans,
                  words,
                  style | (token->kind == TOKEN_CODE ? TRI_NOTE_CODE : 0),
                  token->target);
    }
  end_span (spans, words, style, NULL);
  return spans;
}

static GPtrArray *
read_spans (const char *text)
{
  g_autoptr (GPtrArray) tokens = cut (text);

  pair (tokens);
  return join (tokens);
}

/* --- Blocks */

/* What a line begins with: the block it belongs to, and the words behind its sign. */
static TriNoteBlockKind
read_sign (const char **line)
{
  const char *p = *line + strspn (*line, " ");

  if (p[0] == '>')
    {
      *line = p + (p[1] == ' ' ? 2 : 1);
      return TRI_NOTE_QUOTATION;
    }
  if ((p[0] == '-' || p[0] == '*') && p[1] == ' ')
    {
      *line = p + 2;
      return TRI_NOTE_ITEM;
    }
  *line = p;
  return TRI_NOTE_PARAGRAPH;
}

static void
end_block (GPtrArray *blocks, TriNoteBlockKind kind, GString *text)
{
  TriNoteBlock *block;

  g_strchomp (text->str);
  if (text->str[0])
    {
      block = g_new0 (TriNoteBlock, 1);
      block->kind = kind;
      block->spans = read_spans (text->str);
      g_ptr_array_add (blocks, block);
    }
  g_string_truncate (text, 0);
}

/* Valid UTF-8 whose only control characters are ends of lines. */
static char *
clean (const char *note, gsize limit)
{
  g_autofree char *valid = g_utf8_make_valid (note, limit ? (gssize) strnlen (note, limit) : -1);
  GString *cleaned = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == 0x2028 || c == 0x2029)
        g_string_append_c (cleaned, ' ');
      else if (c == '\n' || (!g_unichar_iscntrl (c) && (c & 0xfffe) != 0xfffe))
        g_string_append_len (cleaned, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (cleaned, FALSE);
}

/* What has been read of a note: the blocks, and the lines of the one that is not ended yet. */
typedef struct
{
  GPtrArray *blocks;
  TriNoteBlockKind kind;
  GString *text;
} Reading;

static void
read_line (Reading *reading, const char *line)
{
  const char *words = line;
  TriNoteBlockKind kind = read_sign (&words);
  gboolean is_blank = kind == TRI_NOTE_PARAGRAPH && words[0] == '\0';
  gboolean goes_on = kind == reading->kind && kind != TRI_NOTE_ITEM;

  if (kind == TRI_NOTE_PARAGRAPH && reading->kind == TRI_NOTE_ITEM && line[0] == ' ')
    goes_on = TRUE;
  if (is_blank || !goes_on)
    {
      end_block (reading->blocks, reading->kind, reading->text);
      reading->kind = kind;
    }
  if (reading->text->len > 0)
    g_string_append_c (reading->text, '\n');
  g_string_append (reading->text, words);
}

GPtrArray *
tri_note_parse (const char *note, gsize limit)
{
  g_autofree char *cleaned = clean (note, limit);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { g_ptr_array_new_with_free_func (block_free), TRI_NOTE_PARAGRAPH, text };

  for (char *line = cleaned; line;)
    {
      char *end = strchr (line, '\n');

      if (end)
        *end = '\0';
      read_line (&reading, line);
      line = end ? end + 1 : NULL;
    }
  end_block (reading.blocks, reading.kind, text);
  return reading.blocks;
}
