/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-load.h"

#include "formats/tri-html-entities.h"
#include "formats/tri-plain-encoding.h"
#include "formats/tri-plain-load.h"
#include "formats/tri-source.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where browsers look for the encoding, and more. */
#define MAX_HEAD 4096
/* Of so many bytes one may be wrong in a file that says it is UTF-8. */
#define TOLERANCE 200
/* Where Project Gutenberg speaks of itself before a book. */
#define MAX_PREAMBLE ((gsize) 64 * 1024)

/* As strspn(), strcspn() and strchr(), which a sanitizer has look through all of the text that is
 * left each time; find_char() stops at the end. */
static gsize
count_of (const char *text, const char *set)
{
  gsize n = 0;

  while (text[n] && strchr (set, text[n]))
    n++;
  return n;
}

static gsize
count_until (const char *text, const char *set)
{
  gsize n = 0;

  while (text[n] && !strchr (set, text[n]))
    n++;
  return n;
}

static const char *
find_char (const char *text, char c)
{
  while (*text && *text != c)
    text++;
  return text;
}

/* What follows "charset=" or "encoding=", with or without quotation marks. */
static char *
dup_value (const char *text, const char *end)
{
  gsize n = 0;

  while (text < end && (g_ascii_isspace (*text) || *text == '=' || *text == '"' || *text == '\''))
    text++;
  while (text + n < end && (g_ascii_isalnum (text[n]) || (text[n] && strchr ("-_.:+", text[n]))))
    n++;
  return n > 0 && n < 64 ? g_strndup (text, n) : NULL;
}

static char *
find_after (const char *head, const char *word, const char *tag)
{
  const char *end = head + strlen (head);
  const char *found = strstr (head, word);

  for (; found; found = strstr (found + 1, word))
    {
      const char *open = g_strrstr_len (head, found - head, "<");

      if (open && g_str_has_prefix (open, tag))
        return dup_value (found + strlen (word), end);
    }
  return NULL;
}

/* Browsers read Latin-1 as what Windows made of it; names that nobody knows say nothing. */
static const char *
get_real_name (const char *name)
{
  static const char *const western[] = {
    "iso-8859-1",
    "iso_8859-1",
    "iso8859-1",
    "latin1",
    "latin-1",
    "l1",
    "us-ascii",
    "ascii",
    "x-user-defined",
    "cp1252",
    "windows-1252",
  };

  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    if (g_str_equal (name, western[i]))
      return "WINDOWS-1252";
  return g_str_has_prefix (name, "utf-16") || g_str_has_prefix (name, "utf8") ? "utf-8" : name;
}

/* What the file says of its encoding, in small letters; NULL when it does not. */
static char *
find_declared (const char *bytes, gsize n_bytes)
{
  g_autofree char *head = g_strndup (bytes, MIN (n_bytes, MAX_HEAD));
  g_autofree char *lower = g_ascii_strdown (head, -1);
  char *declared = find_after (lower, "charset", "<meta");

  return declared ? declared : find_after (lower, "encoding", "<?xml");
}

static gboolean
is_wide_name (const char *name)
{
  static const char *const prefixes[] = { "shift", "sjis", "euc", "gb", "big5", "iso-2022", "ks_" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;
  return FALSE;
}

/* Zero bytes are no letters of any encoding that is left here. */
static char *
dup_without_zeros (const char *bytes, gsize n_bytes)
{
  char *copy = g_malloc (n_bytes + 1);

  memcpy (copy, bytes, n_bytes);
  copy[n_bytes] = '\0';
  for (char *zero = memchr (copy, '\0', n_bytes); zero;
       zero = memchr (zero, '\0', n_bytes - (gsize) (zero - copy)))
    *zero = ' ';
  return copy;
}

static gsize
count_wrong (const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;
  gsize n = 0;

  while (!g_utf8_validate (text, end - text, &text))
    {
      n++;
      text++;
    }
  return n;
}

static char *
convert (const char *bytes, gsize n_bytes, const char *encoding, gsize *length)
{
  return g_convert (bytes, (gssize) n_bytes, "UTF-8", encoding, NULL, length, NULL);
}

/* In this order: what is valid UTF-8 beyond ASCII, whatever a file says of single bytes; what the
 * file says; its letters. */
static char *
decode_bytes (const char *bytes, gsize n_bytes, gsize *length)
{
  g_autofree char *text = dup_without_zeros (bytes, n_bytes);
  g_autofree char *declared = find_declared (text, n_bytes);
  const char *name = declared ? get_real_name (declared) : "utf-8";
  g_autofree char *guess = NULL;
  char *decoded = NULL;
  gsize n_wrong = 0;

  *length = n_bytes;
  if (is_wide_name (name) && (decoded = convert (text, n_bytes, name, length)))
    return decoded;
  n_wrong = count_wrong (text, n_bytes);
  if (n_wrong == 0)
    return g_steal_pointer (&text);
  if (!g_str_equal (name, "utf-8") && (decoded = convert (text, n_bytes, name, length)))
    return decoded;
  if (!declared || n_wrong > n_bytes / TOLERANCE)
    {
      guess = tri_plain_guess_encoding (text, n_bytes);
      decoded = convert (text, n_bytes, guess, length);
    }
  if (decoded)
    return decoded;
  decoded = g_utf8_make_valid (text, (gssize) n_bytes);
  *length = strlen (decoded);
  return decoded;
}

static char *
decode (const TriSource *source, const char *bytes, gsize n_bytes, gsize *length, GError **error)
{
  gsize skip = 0;
  const char *mark = tri_plain_find_mark ((const guint8 *) bytes, n_bytes, &skip);
  char *text = NULL;

  bytes += skip;
  n_bytes -= skip;
  if (!mark)
    mark = tri_plain_find_wide ((const guint8 *) bytes, n_bytes);
  if (!mark || g_str_equal (mark, "UTF-8"))
    return decode_bytes (bytes, n_bytes, length);
  text = convert (bytes, n_bytes, mark, length);
  if (!text)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("%s:1: the letters are no %s, though the file begins as if they were; save "
                    "it as UTF-8"),
                 source->name,
                 mark);
  return text;
}

/* The parser compares each attribute of a tag with all before it. */
#define MAX_ATTRIBUTES 2000

static const char *
skip_value (const char *at)
{
  const char *close = NULL;

  at += count_of (at, " \t\n");
  if (*at != '"' && *at != '\'')
    return at + count_until (at, " \t\n>");
  close = find_char (at + 1, *at);
  return *close ? close + 1 : close;
}

/* Behind the attributes of the tag whose name is at @at, and how many they are. */
static const char *
skip_attributes (const char *at, guint *n)
{
  *n = 0;
  at += count_until (at, " \t\n/>");
  for (at += count_of (at, " \t\n/"); *at && *at != '>'; at += count_of (at, " \t\n/"))
    {
      ++*n;
      at += *at == '=';
      at += count_until (at, " \t\n/=>");
      if (at[count_of (at, " \t\n")] == '=')
        at = skip_value (at + count_of (at, " \t\n") + 1);
    }
  return at;
}

/* Behind what holds no tags: a comment, a script, a sheet of style. */
static const char *
skip_raw (const char *at)
{
  static const char *const raw[][2] = { { "<!--", "-->" },
                                        { "<script", "</" },
                                        { "<style", "</" },
                                        { "<SCRIPT", "</" },
                                        { "<STYLE", "</" } };

  for (guint i = 0; i < G_N_ELEMENTS (raw); i++)
    if (g_str_has_prefix (at, raw[i][0]))
      {
        const char *end = strstr (at + strlen (raw[i][0]), raw[i][1]);

        return end ? end : at + strlen (at);
      }
  return at + 1;
}

static gboolean
check_attributes (const TriSource *source, const char *text, GError **error)
{
  guint n = 0;

  for (const char *at = find_char (text, '<'); *at; at = find_char (at, '<'))
    {
      const char *behind = skip_raw (at);
      const char *tag = at;

      at = behind;
      if (behind > tag + 1 || !g_ascii_isalpha (*at))
        continue;
      at = skip_attributes (at, &n);
      if (n <= MAX_ATTRIBUTES)
        continue;
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_LIMIT,
                   _ ("%s:%u: an element has more than %d attributes; look for a quotation mark "
                      "or a “>” that is missing"),
                   source->name,
                   tri_plain_count_lines (text, tag),
                   MAX_ATTRIBUTES);
      return FALSE;
    }
  return TRUE;
}

/* Lines keep their numbers. */
static void
blank (char *from, const char *to)
{
  for (; from < to; from++)
    if (*from != '\n')
      *from = ' ';
}

static char *
skip_quoted (char *at)
{
  char *close = strchr (at + 1, *at);

  return close ? close : at;
}

/* Where a document type ends, with what it declares: nothing of that is text or expanded. */
static char *
find_doctype_end (char *at)
{
  gboolean is_inside = FALSE;

  for (; *at; at++)
    if (*at == '[')
      is_inside = TRUE;
    else if (*at == ']')
      is_inside = FALSE;
    else if (is_inside && (*at == '"' || *at == '\''))
      at = skip_quoted (at);
    else if (*at == '>' && !is_inside)
      return at;
  return NULL;
}

/* As strstr(), for the same reason. */
static char *
find_tag (char *text, const char *tag)
{
  for (; *text; text++)
    if (*text == '<' && strncmp (text, tag, strlen (tag)) == 0)
      return text;
  return NULL;
}

/* What XHTML says may be read as text is read so; a tag in it remains one. */
static void
open_cdata (char *text)
{
  char *end = text;

  for (char *at = find_tag (text, "<![CDATA["); at; at = find_tag (at, "<![CDATA["))
    {
      blank (at, at + strlen ("<![CDATA["));
      /* One in another ends with that. */
      if (!end || end > at)
        continue;
      end = strstr (at, "]]>");
      if (end)
        blank (end, end + strlen ("]]>"));
    }
}

/* What stands before the first element. */
static void
drop_prologue (char *text)
{
  for (;;)
    {
      char *end = NULL;

      text += count_of (text, " \t\n");
      if (g_str_has_prefix (text, "<!--"))
        end = strstr (text, "-->");
      else if (g_str_has_prefix (text, "<?"))
        end = strchr (text, '>');
      else if (g_ascii_strncasecmp (text, "<!DOCTYPE", 9) == 0)
        end = find_doctype_end (text);
      if (!end)
        return;
      while (*end != '>')
        end++;
      blank (text, end + 1);
      text = end + 1;
    }
}

/* The pre in which @at stands, else the line. */
static char *
find_block (char *text, char *at)
{
  char *open = g_strrstr_len (text, at - text, "<pre");
  char *close = g_strrstr_len (text, at - text, "</pre");

  if (open && (!close || close < open))
    return open;
  open = g_strrstr_len (text, at - text, "<");
  return open ? open : at;
}

static char *
find_block_end (char *at)
{
  char *open = strstr (at, "<pre");
  char *close = strstr (at, "</pre>");

  if (close && (!open || close < open))
    return close + strlen ("</pre>");
  return at + count_until (at, "<");
}

/* Blanks it, but for the author, who is named as a page would name him. */
static void
blank_preamble (char *from, const char *to)
{
  static const char field[] = "\nAuthor: ";
  const char *found = g_strstr_len (from, to - from, field);
  gsize n = found ? count_until (found + strlen (field), "\n\"<>") : 0;
  g_autofree char *author = found ? g_strndup (found + strlen (field), n) : NULL;
  g_autofree char *meta = NULL;

  blank (from, to);
  if (!author)
    return;
  meta = g_strdup_printf ("<meta name=author content=\"%s\">", author);
  /* All of it in one line, wherever there is room. */
  while (from < to && count_until (from, "\n") < strlen (meta))
    from += count_until (from, "\n") + 1;
  if (from < to && (gsize) (to - from) >= strlen (meta))
    memcpy (from, meta, strlen (meta));
}

static char *
find (char *text, gsize n_bytes, const char *words)
{
  return memmem (text, n_bytes, words, strlen (words));
}

/* What Project Gutenberg says before a book and behind it. */
static void
drop_gutenberg (char *text, gsize length)
{
  char *body = find (text, MIN (length, MAX_PREAMBLE), "<body");
  char *start = find (text, MIN (length, MAX_PREAMBLE), "*** START OF TH");
  char *stop = find (text, length, "*** END OF TH");

  if (!body)
    body = find (text, MIN (length, MAX_PREAMBLE), "<BODY");
  if (start && body && body < start && strstr (body, "Gutenberg"))
    blank_preamble (body + count_until (body, ">") + 1, find_block_end (start));
  if (stop && stop > start && g_strstr_len (stop, 200, "GUTENBERG"))
    blank (find_block (text, stop), text + length);
}

/**
 * tri_html_load:
 * @length: (out): of the text in bytes
 *
 * Loads a file of HTML or XHTML of up to %TRI_HTML_MAX_BYTES, as UTF-8 without anything that could
 * not stand in XML. The encoding is told by a byte order mark or the zero bytes of UTF-16, else it
 * is UTF-8 where that is valid, else what the file says, else found by the letters. The document
 * type is taken out, and so is what Project Gutenberg puts around a book; entities that only HTML 5
 * knows are decoded; lines keep their numbers.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with an error that names the file
 */
char *
tri_html_load (const TriSource *source, gsize *length, GError **error)
{
  g_autoptr (GBytes) bytes = tri_source_load (source, TRI_HTML_MAX_BYTES, error);
  gsize n_bytes = 0;
  const char *data = NULL;
  char *text = NULL;

  if (!bytes)
    return NULL;
  data = g_bytes_get_data (bytes, &n_bytes);
  text = decode (source, data ? data : "", n_bytes, length, error);
  if (!text)
    return NULL;
  tri_plain_clean (text, length);
  drop_prologue (text);
  open_cdata (text);
  drop_gutenberg (text, *length);
  text = tri_html_decode_entities (text, length);
  if (check_attributes (source, text, error))
    return text;
  g_free (text);
  return NULL;
}
