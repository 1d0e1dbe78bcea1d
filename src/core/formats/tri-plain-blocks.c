/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-plain-blocks.h"

#include "formats/tri-plain-cuts.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Shorter or longer lines than these are never the work of a hard wrap. */
#define MIN_WRAP 45
#define MAX_WRAP 110
/* Where a word is cut at the end of a line, lines of this length are as well. */
#define MIN_CUT_WRAP 30
/* A block of so many short lines at most is an address or a stanza; a longer one is a list. */
#define MAX_STANZA 8
#define MAX_SHORT_LINE 100
/* What Project Gutenberg says of a book, in bytes. */
#define MAX_FIELD 2000
#define MAX_CREDITS 4

/**
 * Line:
 * @n_bytes: without the white space around it; 0 for a blank line
 * @first_word: its length in code points
 *
 * Kept small: there is one for every line of a file.
 */
typedef struct
{
  const char *text;
  guint n_bytes;
  guint n_chars;
  guint first_word : 31;
  guint is_indented : 1;
} Line;

static void
clear_block (gpointer data)
{
  g_free (((TriPlainBlock *) data)->text);
}

/* Where a picture stood, in the texts of Project Gutenberg. */
static gboolean
is_picture (const char *text, const char *end)
{
  static const char *const marks[] = { "[Illustration]", "[Illustratie]" };

  gsize n = (gsize) (end - text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n == strlen (marks[i]) && memcmp (text, marks[i], n) == 0)
      return TRUE;
  return FALSE;
}

static Line
read_line (const char *text, const char *end)
{
  const char *start = text;
  const char *word = NULL;

  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  if (is_picture (start, end))
    end = start;
  for (word = start; word < end && *word != ' '; word++)
    ;
  return (Line){
    start,
    (guint) (end - start),
    (guint) g_utf8_strlen (start, end - start),
    (guint) g_utf8_strlen (start, word - start) & G_MAXINT,
    start > text,
  };
}

static GArray *
read_lines (const char *text, const char *end)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  while (text < end)
    {
      const char *stop = memchr (text, '\n', (gsize) (end - text));
      Line line = read_line (text, stop ? stop : end);

      g_array_append_val (lines, line);
      text = stop ? stop + 1 : end;
    }
  return lines;
}

/* Whether a block that stands above a book says who made the file. */
static gboolean
is_credit (const char *text, gsize n_bytes)
{
  static const char *const beginnings[] = {
    "produced by ",
    "e-text prepared by ",
    "etext prepared by ",
    "e-text produced by ",
    "transcribed from ",
    "transcribed by ",
    "scanned by ",
    "scanned and proofed by ",
    "this etext was ",
    "this e-text was ",
    "this ebook was ",
    "note: project gutenberg ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (n_bytes > strlen (beginnings[i])
        && g_ascii_strncasecmp (text, beginnings[i], strlen (beginnings[i])) == 0)
      return TRUE;
  return FALSE;
}

static const char *
skip_credits (const char *text, const char *end)
{
  for (guint i = 0; i < MAX_CREDITS; i++)
    {
      const char *stop = NULL;

      while (text < end && g_ascii_isspace (*text))
        text++;
      stop = g_strstr_len (text, MIN (end - text, MAX_FIELD), "\n\n");
      if (!stop || !is_credit (text, (gsize) (stop - text)))
        break;
      text = stop;
    }
  return text;
}

static const char *
find_first (const char *text, const char *end, const char *const *words)
{
  const char *found = NULL;

  for (guint i = 0; words[i] && !found; i++)
    found = g_strstr_len (text, end - text, words[i]);
  return found;
}

/* Where Project Gutenberg says that a book begins, and where it ends. */
static void
cut_gutenberg (const char **text, const char **end)
{
  static const char *const starts[] = { "*** START OF TH", "*END*THE SMALL PRINT", NULL };
  static const char *const ends[] = { "\nEnd of the Project Gutenberg",
                                      "\nEnd of Project Gutenberg",
                                      "\n*** END OF TH",
                                      NULL };
  const char *start = find_first (*text, *end, starts);
  const char *stop = NULL;

  if (start)
    start = memchr (start, '\n', (gsize) (*end - start));
  if (start)
    *text = skip_credits (start + 1, *end);
  stop = find_first (*text, *end, ends);
  if (stop)
    *end = stop + 1;
}

/* "Title: …" and the like in what stands above the book. */
static char *
find_gutenberg_field (const char *text, const char *end, const char *name)
{
  const char *found = g_strstr_len (text, end - text, name);
  gsize n = 0;

  if (!found || (found > text && found[-1] != '\n'))
    return NULL;
  found += strlen (name);
  n = strcspn (found, "\n");
  if (n > MAX_FIELD)
    return NULL;
  return g_strstrip (g_strndup (found, n));
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The width that nineteen of twenty lines with a neighbour keep to; 0 when there are none. */
static guint
find_width (const GArray *lines)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i + 1 < lines->len; i++)
    {
      int length = (int) g_array_index (lines, Line, i).n_chars;

      if (length > 0 && g_array_index (lines, Line, i + 1).n_chars > 0)
        g_array_append_val (lengths, length);
    }
  if (lengths->len < 3)
    return 0;
  g_array_sort (lengths, compare_lengths);
  return (guint) g_array_index (lengths, int, lengths->len * 19 / 20);
}

/* A line is full when the next word had no room on it any more. */
static gboolean
is_full (const GArray *lines, guint i, guint width)
{
  const Line *line = &g_array_index (lines, Line, i);
  const Line *next = line + 1;

  return (line->n_chars + 1 + next->first_word) * 10 > width * 9;
}

/* Lines that have another below them, and how many of these are full. */
typedef struct
{
  guint n_seen;
  guint n_full;
} Fullness;

static void
add_fullness (Fullness *self, const GArray *lines, guint first, guint n, guint width)
{
  for (guint i = first; i + 1 < first + n; i++)
    {
      self->n_seen++;
      self->n_full += is_full (lines, i, width);
    }
}

static guint
get_percent (const Fullness *self)
{
  return self->n_seen ? self->n_full * 100 / self->n_seen : 0;
}

/* Where the block that begins with a line ends. */
static guint
find_end (const GArray *lines, guint first)
{
  while (first < lines->len && g_array_index (lines, Line, first).n_bytes > 0)
    first++;
  return first;
}

/* An address, a signature or a title keeps to short lines however wide the others are. */
static gboolean
is_narrow (const GArray *lines, guint first, guint end, guint width)
{
  for (guint i = first; i < end; i++)
    if (g_array_index (lines, Line, i).n_chars * 5 >= width * 3)
      return FALSE;
  return TRUE;
}

/* Whether the lines of a file end where a typewriter's would: the width, else 0. */
static guint
find_wrap (const GArray *lines)
{
  guint width = find_width (lines);
  Fullness fullness = { 0, 0 };

  if (width < MIN_WRAP || width > MAX_WRAP)
    return 0;
  for (guint first = 0, end = 0; first < lines->len; first = end + 1)
    {
      end = find_end (lines, first);
      if (!is_narrow (lines, first, end, width))
        add_fullness (&fullness, lines, first, end - first, width);
    }
  return get_percent (&fullness) >= 60 ? width : 0;
}

/* Whether a block was wrapped at the width of the file. */
static gboolean
is_wrapped (const GArray *lines, guint first, guint end, guint width)
{
  Fullness fullness = { 0, 0 };

  if (width == 0)
    return FALSE;
  add_fullness (&fullness, lines, first, end - first, width);
  return get_percent (&fullness) >= 50;
}

/* Puts what parts a line from the one before: nothing, where that ends with a hyphen. */
static void
append_joint (TriPlainText *self, GString *text, const Line *before, char joint)
{
  gboolean is_cut = joint == ' '
                    && text->len > 1
                    && text->str[text->len - 1] == '-'
                    && text->str[text->len - 2] != ' ';
  TriPlainHyphen hyphen = TRI_PLAIN_HYPHEN_HANGS;

  if (is_cut)
    hyphen = tri_plain_cuts_judge (self->cuts, before->text + before->n_bytes - 1);
  if (hyphen == TRI_PLAIN_HYPHEN_HANGS)
    g_string_append_c (text, joint);
  else if (hyphen == TRI_PLAIN_HYPHEN_GOES)
    g_string_truncate (text, text->len - 1);
}

static void
add_block (TriPlainText *self, const GArray *lines, guint first, guint n, char joint)
{
  GString *text = g_string_truncate (self->joined, 0);
  TriPlainBlock block = { .n_lines = n };

  for (guint i = first; i < first + n; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (text->len + line->n_bytes > TRI_PLAIN_MAX_BLOCK)
        {
          self->too_long = g_array_index (lines, Line, first).text;
          return;
        }
      if (i > first)
        append_joint (self, text, line - 1, joint);
      g_string_append_len (text, line->text, (gssize) line->n_bytes);
    }
  block.n_chars = (guint) g_utf8_strlen (text->str, -1);
  block.text = g_strndup (text->str, text->len);
  g_array_append_val (self->blocks, block);
}

static gboolean
is_stanza (const GArray *lines, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    if (g_array_index (lines, Line, i).n_chars > MAX_SHORT_LINE
        || tri_plain_skip_bullet (g_array_index (lines, Line, i).text))
      return FALSE;
  return n <= MAX_STANZA;
}

/* Where a wrapped block holds several paragraphs that only their first lines' indent tells apart.
 */
static guint
count_paragraph (const GArray *lines, guint first, guint end)
{
  for (guint i = first + 1; i + 1 < end; i++)
    if (g_array_index (lines, Line, i).is_indented
        && !g_array_index (lines, Line, i - 1).is_indented
        && !g_array_index (lines, Line, i + 1).is_indented)
      return i - first;
  return end - first;
}

static gboolean
is_chapter (const Line *line)
{
  g_autofree char *text = g_strndup (line->text, line->n_bytes);
  guint level = 0;

  return tri_plain_is_chapter (text, &level);
}

/* How many lines go apart at the beginning of a few short ones: the number of a chapter, and at the
 * top of the file, where title and author stand, each. */
static guint
count_apart (const TriPlainText *self, const GArray *lines, guint first, guint n)
{
  if (self->blocks->len == 0 && n <= 4)
    return n;
  return is_chapter (&g_array_index (lines, Line, first)) ? 1 : 0;
}

static void
add_stanza (TriPlainText *self, const GArray *lines, guint first, guint n)
{
  guint n_apart = count_apart (self, lines, first, n);

  for (guint i = 0; i < n_apart; i++)
    add_block (self, lines, first + i, 1, '\n');
  if (n > n_apart)
    add_block (self, lines, first + n_apart, n - n_apart, '\n');
}

/* Whether a word goes on in the next line. */
static gboolean
is_cut (const GArray *lines, guint i)
{
  const Line *line = &g_array_index (lines, Line, i);
  const Line *next = line + 1;
  const char *hyphen = line->text + line->n_bytes - 1;

  return line->n_bytes > 1
         && *hyphen == '-'
         && g_unichar_islower (g_utf8_get_char (g_utf8_prev_char (hyphen)))
         && g_unichar_islower (g_utf8_get_char (next->text));
}

/* A few lines say too little by their lengths alone. But where two or more that
 * are nearly equal stand before one that is no longer, and a word is cut at the
 * end of one, they were wrapped. */
static gboolean
is_cut_run (const GArray *lines, guint first, guint end)
{
  guint longest = 0;
  gboolean has_cut = FALSE;

  for (guint i = first; i + 1 < end; i++)
    {
      longest = MAX (longest, g_array_index (lines, Line, i).n_chars);
      has_cut = has_cut || is_cut (lines, i);
    }
  if (!has_cut || end - first < 3 || longest < MIN_CUT_WRAP || longest > MAX_WRAP)
    return FALSE;
  for (guint i = first; i + 1 < end; i++)
    if (g_array_index (lines, Line, i).n_chars * 100 < longest * 85)
      return FALSE;
  return g_array_index (lines, Line, end - 1).n_chars <= longest;
}

static void
add_run (TriPlainText *self, const GArray *lines, guint first, guint end, guint width)
{
  guint n = end - first;

  if (is_wrapped (lines, first, end, width) || is_cut_run (lines, first, end))
    for (guint at = first; at < end; at += n)
      {
        n = count_paragraph (lines, at, end);
        add_block (self, lines, at, n, ' ');
      }
  else if (is_stanza (lines, first, n))
    add_stanza (self, lines, first, n);
  else
    for (guint i = first; i < end; i++)
      add_block (self, lines, i, 1, '\n');
}

static void
add_blocks (TriPlainText *self, const GArray *lines)
{
  guint width = find_wrap (lines);

  for (guint i = 0; i < lines->len && !self->too_long;)
    {
      guint first = i;

      i = find_end (lines, first);
      if (i > first)
        add_run (self, lines, first, i, width);
      else
        i++;
    }
}

static gboolean
refuse_too_long (const TriPlainText *self,
                 const TriSource *source,
                 const char *text,
                 GError **error)
{
  guint line = 1;

  if (!self->too_long)
    return TRUE;
  for (; text < self->too_long; text++)
    line += *text == '\n';
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_LIMIT,
               _ ("%s:%u: a paragraph is longer than %d MiB; part the paragraphs with "
                  "blank lines"),
               source->name,
               line,
               TRI_PLAIN_MAX_BLOCK / 1024 / 1024);
  return FALSE;
}

/**
 * tri_plain_text_new:
 * @text: UTF-8 with lines that end with \n, of @source
 *
 * Parts a text into blocks: paragraphs parted by blank lines. Lines are joined only where the
 * lengths of all lines show that they were wrapped, or a word is cut at the end of one. What
 * Project Gutenberg puts around a book is cut off. A block of more than %TRI_PLAIN_MAX_BLOCK is
 * refused with %TRI_ERROR_LIMIT.
 *
 * Returns: (transfer full) (nullable): blocks that have no roles yet
 */
TriPlainText *
tri_plain_text_new (const TriSource *source, const char *text, gsize length, GError **error)
{
  g_autoptr (TriPlainText) self = g_new0 (TriPlainText, 1);
  const char *start = text;
  const char *end = text + length;
  g_autoptr (GArray) lines = NULL;

  self->joined = g_string_new (NULL);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (TriPlainBlock));
  g_array_set_clear_func (self->blocks, clear_block);
  cut_gutenberg (&start, &end);
  self->title = find_gutenberg_field (text, start, "Title: ");
  self->author = find_gutenberg_field (text, start, "Author: ");
  lines = read_lines (start, end);
  self->cuts = tri_plain_cuts_new (start, end);
  add_blocks (self, lines);
  g_clear_pointer (&self->cuts, tri_plain_cuts_free);
  return refuse_too_long (self, source, text, error) ? g_steal_pointer (&self) : NULL;
}

void
tri_plain_text_free (TriPlainText *self)
{
  g_array_unref (self->blocks);
  g_string_free (self->joined, TRUE);
  g_free (self->title);
  g_free (self->author);
  g_free (self);
}
