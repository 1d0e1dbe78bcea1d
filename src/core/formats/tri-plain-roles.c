/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-plain-blocks.h"

#include <string.h>

/* What an editor would make of the blocks: which are headings, which the entries of a list, what
 * names the text and who wrote it. A short line is a heading only if something follows that it can
 * head; where a book numbers its chapters, only those and lines in capitals are. */

#define MAX_HEADING 80
#define MAX_SUBTITLE 300
#define MIN_LONG 120
#define MAX_TOP 8
#define MIN_ENTRIES 4
#define MIN_CHAPTERS 3

static TriPlainBlock *
get (TriPlainText *self, guint i)
{
  return &g_array_index (self->blocks, TriPlainBlock, i);
}

static const TriPlainBlock *
peek (TriPlainText *self, guint i)
{
  return i < self->blocks->len ? get (self, i) : NULL;
}

static gboolean
is_long (const TriPlainBlock *block)
{
  return block

         && (block->n_chars >= MIN_LONG
             || (block->n_chars > MAX_HEADING && tri_plain_is_sentence (block->text)));
}

/* A short line that is no sentence. */
static gboolean
is_line (const TriPlainBlock *block)
{
  return block
         && block->n_chars <= MAX_HEADING
         && !strchr (block->text, '\n')
         && !tri_plain_is_sentence (block->text)
         && !tri_plain_is_speech (block->text)
         && !tri_plain_skip_bullet (block->text);
}

/* A short line that can stand above something. */
static gboolean
is_headline (const TriPlainBlock *block)
{
  gunichar c = 0;

  if (!is_line (block) || tri_plain_is_date (block->text))
    return FALSE;
  c = g_utf8_get_char (block->text);
  return g_unichar_isupper (c) || g_unichar_isdigit (c) || g_unichar_istitle (c);
}

static guint
count_lines_from (TriPlainText *self, guint first)
{
  guint n = 0;

  while (is_line (peek (self, first + n)))
    n++;
  return n;
}

static gboolean
is_pair (TriPlainText *self, guint i)
{
  const TriPlainBlock *date = peek (self, i);
  const TriPlainBlock *entry = peek (self, i + 1);

  return is_line (date)
         && tri_plain_is_date (date->text)
         && is_line (entry)
         && !tri_plain_is_date (entry->text);
}

static guint
count_pairs (TriPlainText *self)
{
  guint n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    n += is_pair (self, i);
  return n;
}

/* A date and what is of that date are one entry of two lines. */
static void
join_pair (TriPlainBlock *date, TriPlainBlock *entry)
{
  g_autofree char *text = date->text;

  date->text = g_strconcat (text, "\n", entry->text, NULL);
  date->role = TRI_PLAIN_ITEM;
  date->n_lines += entry->n_lines;
  date->n_chars += entry->n_chars + 1;
  g_clear_pointer (&entry->text, g_free);
}

/* In one go: a file can be a million pairs. */
static void
join_pairs (TriPlainText *self, guint first)
{
  guint n = first;

  if (count_pairs (self) < 3)
    return;
  for (guint i = first; i < self->blocks->len; i++, n++)
    {
      TriPlainBlock *block = get (self, i);
      gboolean joins = is_pair (self, i);

      if (joins)
        join_pair (block, block + 1);
      if (n < i)
        {
          *get (self, n) = *block;
          block->text = NULL;
        }
      i += joins;
    }
  g_array_set_size (self->blocks, n);
}

/* --- The top and the end ------------------------------------------------------------------- */

static char *
dup_without_by (const char *text)
{
  static const char *const words[] = { "by ",
                                       "par ",
                                       "door ",
                                       "van ",
                                       "written by ",
                                       "geschreven door " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      return g_strdup (text + strlen (words[i]));
  return NULL;
}

/* Whether a block below the text begins with the same line: who signs has written it. */
static gboolean
is_signed (TriPlainText *self, const char *name)
{
  gsize n = strlen (name);

  for (guint i = self->blocks->len; i > 0 && i + 6 > self->blocks->len; i--)
    {
      const char *text = get (self, i - 1)->text;

      if (i > 2 && strncmp (text, name, n) == 0 && (text[n] == '\n' || text[n] == '\0'))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_top (const TriPlainBlock *block)
{
  guint level = 0;

  return block && block->n_chars <= MAX_HEADING && !is_long (block) && !strchr (block->text, '\n')
         && !tri_plain_is_chapter (block->text, &level) && !tri_plain_skip_bullet (block->text);
}

static guint
count_top (TriPlainText *self)
{
  guint n = 0;

  while (n <= MAX_TOP && is_top (peek (self, n)))
    n++;
  return n <= MAX_TOP && n < self->blocks->len ? n : 0;
}

static void
find_author (TriPlainText *self, guint n_top)
{
  for (guint i = 0; i < n_top && !self->author; i++)
    {
      const char *text = get (self, i)->text;

      self->author = dup_without_by (text);
      if (!self->author && is_signed (self, text))
        self->author = g_strdup (text);
    }
}

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return strcmp (folded_a, folded_b) == 0;
}

static gboolean
names_author (TriPlainText *self, const char *text)
{
  g_autofree char *name = dup_without_by (text);

  return self->author && (is_same (text, self->author) || (name && is_same (name, self->author)));
}

/* The line above the dates of a life, else the first that does not name the author. */
static TriPlainBlock *
find_title (TriPlainText *self, guint n_top)
{
  for (guint i = 0; i + 1 < n_top; i++)
    if (tri_plain_is_date (get (self, i + 1)->text) && is_headline (get (self, i)))
      return get (self, i);
  for (guint i = 0; i < n_top; i++)
    if (!names_author (self, get (self, i)->text)
        && get (self, i)->text[0] != '['
        && !tri_plain_is_date (get (self, i)->text)
        && !tri_plain_is_speech (get (self, i)->text))
      return get (self, i);
  return NULL;
}

/* Returns how many blocks belong to the top. */
static guint
read_top (TriPlainText *self)
{
  guint n = count_top (self);
  TriPlainBlock *title = NULL;

  find_author (self, n);
  title = find_title (self, n);
  if (!title)
    return 0;
  title->role = TRI_PLAIN_TITLE;
  title->level = 1;
  if (!self->title)
    self->title = g_strdup (title->text);
  /* The last of the lines may head what follows. */
  if (n > 1
      && get (self, n - 1) != title
      && is_headline (get (self, n - 1))
      && !names_author (self, get (self, n - 1)->text)
      && is_long (peek (self, n)))
    n--;
  return n;
}

/* --- Headings and lists -------------------------------------------------------------------- */

static gboolean
has_parts (TriPlainText *self, guint *n_chapters)
{
  gboolean found = FALSE;

  *n_chapters = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      guint level = 0;

      if (!tri_plain_is_chapter (get (self, i)->text, &level))
        continue;
      ++*n_chapters;
      found = found || level == 1;
    }
  return found;
}

static gboolean
is_summary (const char *text)
{
  static const char *const words[] = {
    "in which ",
    "showing ",
    "where ",
    "dans lequel ",
    "dans laquelle ",
    "où ",
    "qui ",
    "waarin ",
    "waarbij ",
    "hoe "
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (strstr (text, ".--") || strstr (text, ".—") || strstr (text, ". — ") || strstr (text, ".–"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (lower, words[i]))
      return TRUE;
  return FALSE;
}

/* A bare number says so only in a book, "Chapter 2" by itself. */
static gboolean
is_numbered (const TriPlainBlock *block, gboolean is_book, guint *level)
{
  return tri_plain_is_chapter (block->text, level) && (is_book || strchr (block->text, ' '));
}

/* What stands between the number of a chapter and its first paragraph. A part has no paragraph of
 * its own, but chapters. */
static guint
read_subtitle (TriPlainText *self, guint i, gboolean is_book)
{
  TriPlainBlock *block = get (self, i);
  guint level = 0;

  if (!block
      || block->n_chars > MAX_SUBTITLE
      || tri_plain_is_speech (block->text)
      || !peek (self, i + 1)
      || is_numbered (block, is_book, &level))
    return i;
  if (!tri_plain_is_capitals (block->text)
      && !is_summary (block->text)
      && !(is_headline (block) && is_long (peek (self, i + 1))))
    return i;
  block->role = TRI_PLAIN_SUBTITLE;
  return i + 1;
}

static guint
read_heading (TriPlainText *self, guint i)
{
  TriPlainBlock *block = get (self, i);
  gboolean is_title = self->title && is_same (block->text, self->title);

  block->role = is_title ? TRI_PLAIN_TITLE : TRI_PLAIN_HEADING;
  block->level = 1;
  return i + 1;
}

/* Entries: the first is their heading if it ends with a colon, the last may head what follows. */
static guint
read_entries (TriPlainText *self, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      TriPlainBlock *block = get (self, i);

      if (g_str_has_suffix (block->text, ":"))
        read_heading (self, i);
      else if (i + 1 == first + n && is_headline (block) && is_long (peek (self, i + 1)))
        read_heading (self, i);
      else
        block->role = TRI_PLAIN_ITEM;
    }
  return first + n;
}

/* What stands in a book beside its chapters. */
static gboolean
is_part_of_book (const char *text)
{
  static const char *const names[] = {
    "preface",
    "foreword",
    "introduction",
    "prologue",
    "epilogue",
    "conclusion",
    "appendix",
    "notes",
    "préface",
    "avant-propos",
    "prologue",
    "épilogue",
    "annexe",
    "voorwoord",
    "inleiding",
    "proloog",
    "epiloog",
    "nawoord",
    "besluit",
    "slot",
    "bijlage"
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i]) && strlen (lower) <= strlen (names[i]) + 2)
      return TRUE;
  return FALSE;
}

/* "XII In which …" in a table of contents. */
static guint
count_contents (TriPlainText *self, guint first)
{
  guint n = 0;

  for (guint level = 0; first + n < self->blocks->len; n++)
    {
      const char *text = get (self, first + n)->text;
      g_autofree char *number = g_strndup (text, strcspn (text, " "));

      if (strlen (number) == strlen (text) || !tri_plain_is_chapter (number, &level))
        break;
    }
  return n;
}

static gboolean
heads (TriPlainText *self, guint i, gboolean is_book)
{
  const TriPlainBlock *block = get (self, i);
  const TriPlainBlock *next = peek (self, i + 1);

  if (!is_headline (block) || !next)
    return FALSE;
  if (is_book && !is_part_of_book (block->text))
    return FALSE;
  if (next->role == TRI_PLAIN_ITEM || tri_plain_skip_bullet (next->text))
    return g_str_has_suffix (block->text, ":") || tri_plain_is_capitals (block->text);
  return is_long (next) || (is_headline (next) && is_long (peek (self, i + 2)));
}

/* A long quotation, perhaps with a line on where it comes from. */
static gboolean
is_quotation (const TriPlainBlock *block)
{
  gboolean opens = g_str_has_prefix (block->text, "“") || g_str_has_prefix (block->text, "«");
  const char *close = g_strrstr (block->text, "”");

  if (!close)
    close = g_strrstr (block->text, "»");
  return opens && close && strlen (block->text) > 2 * MIN_LONG && strlen (close) < MAX_HEADING;
}

static void
read_items (TriPlainBlock *block)
{
  gsize bullet = tri_plain_skip_bullet (block->text);

  block->role = TRI_PLAIN_ITEM;
  block->level = 1;
  memmove (block->text, block->text + bullet, strlen (block->text + bullet) + 1);
}

static guint
read_contents (TriPlainText *self, guint first)
{
  guint end = first + count_contents (self, first);

  for (guint i = first; i < end; i++)
    get (self, i)->role = TRI_PLAIN_ITEM;
  return end;
}

/* Unless the next one follows at once, as in a table of contents: but a part may begin with a
 * chapter. */
static gboolean
begins_chapter (TriPlainText *self, guint i, gboolean is_book, guint *level)
{
  const TriPlainBlock *next = peek (self, i + 1);
  guint other = 0;

  if (!next || !is_numbered (get (self, i), is_book, level))
    return FALSE;
  return is_book || !tri_plain_is_chapter (next->text, &other) || other > *level;
}

static guint
read_block (TriPlainText *self, guint i, gboolean is_book, gboolean has_part)
{
  TriPlainBlock *block = get (self, i);
  guint level = 0;
  guint n = is_book ? 0 : count_lines_from (self, i);

  if (block->role != TRI_PLAIN_PARAGRAPH)
    return i + 1;
  if (begins_chapter (self, i, is_book, &level))
    {
      block->role = TRI_PLAIN_HEADING;
      block->level = has_part ? level : 1;
      return read_subtitle (self, i + 1, is_book);
    }
  if (n >= MIN_ENTRIES)
    return read_entries (self, i, n);
  if (count_contents (self, i) >= MIN_ENTRIES)
    return read_contents (self, i);
  if (heads (self, i, is_book))
    return read_heading (self, i);
  if (!is_book && tri_plain_skip_bullet (block->text))
    read_items (block);
  else if (i < MAX_TOP && is_quotation (block))
    block->role = TRI_PLAIN_QUOTE;
  return i + 1;
}

/**
 * tri_plain_text_find_roles:
 *
 * Finds out what each block is, and the title and the author of the text unless they are known.
 */
void
tri_plain_text_find_roles (TriPlainText *self)
{
  guint n_chapters = 0;
  gboolean has_part = has_parts (self, &n_chapters);
  guint first = read_top (self);

  join_pairs (self, first);
  for (guint i = first; i < self->blocks->len;)
    i = read_block (self, i, n_chapters >= MIN_CHAPTERS, has_part);
}
