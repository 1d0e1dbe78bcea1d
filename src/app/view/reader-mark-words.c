/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-mark-words.h"

#include <glib/gi18n.h>

/* What is said of marked words, and of a note, at most; in letters. */
#define LONGEST_QUOTE 60
#define LONGEST_NOTE 400

/**
 * reader_mark_words_for_kind:
 *
 * Returns: (transfer none): what it is called by itself
 */
const char *
reader_mark_words_for_kind (TriMarkKind kind)
{
  switch (kind)
    {
    case TRI_MARK_HIGHLIGHT:
      return C_ ("mark", "Highlight");
    case TRI_MARK_NOTE:
      return C_ ("mark", "Note");
    case TRI_MARK_PORTAL:
      return C_ ("mark", "Portal");
    case TRI_MARK_LATER:
      return C_ ("mark", "Read later");
    case TRI_MARK_BOOKMARK:
    default:
      return C_ ("mark", "Bookmark");
    }
}

/**
 * reader_mark_words_get_icon:
 *
 * Returns: (transfer none): the same form as its sign beside a passage
 */
const char *
reader_mark_words_get_icon (TriMarkKind kind)
{
  switch (kind)
    {
    case TRI_MARK_HIGHLIGHT:
      return "triptych-highlight-symbolic";
    case TRI_MARK_NOTE:
      return "triptych-note-symbolic";
    case TRI_MARK_PORTAL:
      return "triptych-portal-symbolic";
    case TRI_MARK_LATER:
      return "triptych-later-symbolic";
    case TRI_MARK_BOOKMARK:
    default:
      return "triptych-bookmark-symbolic";
    }
}

/* How it is called in a sentence. @colour: 0 for none */
static const char *
get_words_for_colour (guint colour)
{
  switch (colour)
    {
    case 1:
      return C_ ("colour of a mark", "yellow");
    case 2:
      return C_ ("colour of a mark", "green");
    case 3:
      return C_ ("colour of a mark", "blue");
    case 4:
      return C_ ("colour of a mark", "pink");
    case 5:
      return C_ ("colour of a mark", "purple");
    case 6:
      return C_ ("colour of a mark", "orange");
    default:
      return "";
    }
}

/* Some words in one line. */
static char *
dup_short (const char *words, glong most)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean space = FALSE;
  glong n = 0;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter))
        {
          space = line->len > 0;
          continue;
        }
      if (n >= most && space)
        {
          g_string_append (line, " …");
          break;
        }
      if (space)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, letter);
      space = FALSE;
      n++;
    }
  return g_strdup (line->str);
}

static char *
dup_quote (const TriMarkRange *range, const TriPassage *passage)
{
  glong length = g_utf8_strlen (passage->content, -1);
  glong start = MIN ((glong) range->start, length);
  glong end = MIN ((glong) range->end, length);
  g_autofree char *words = g_utf8_substring (passage->content, start, MAX (start, end));

  return dup_short (words, LONGEST_QUOTE);
}

static const char *
get_style (TriMarkStyle style)
{
  switch (style)
    {
    case TRI_MARK_UNDERLINE:
      return _ ("underlined");
    case TRI_MARK_WAVE:
      return _ ("underlined with a wave");
    case TRI_MARK_STRIKE:
      return _ ("struck through");
    case TRI_MARK_FILL:
    default:
      return _ ("highlighted");
    }
}

static char *
dup_highlight (const TriMarkRange *range, const TriPassage *passage)
{
  g_autofree char *quote = dup_quote (range, passage);

  if (range->colour == 0)
    /* Translators: a style of marked words, and these: "highlighted: “…”". */
    return g_strdup_printf (_ ("%1$s: “%2$s”"), get_style (range->style), quote);
  /* Translators: a style and a colour of marked words, and these: "highlighted yellow: “…”". */
  return g_strdup_printf (_ ("%1$s %2$s: “%3$s”"),
                          get_style (range->style),
                          get_words_for_colour (range->colour),
                          quote);
}

static char *
dup_kind (const TriMarkRange *range, const TriPassage *passage)
{
  switch (range->kind)
    {
    case TRI_MARK_HIGHLIGHT:
      return dup_highlight (range, passage);
    case TRI_MARK_NOTE:
      return NULL;
    case TRI_MARK_PORTAL:
      return g_strdup (_ ("leads to another place"));
    case TRI_MARK_LATER:
      return g_strdup (_ ("to be read later"));
    case TRI_MARK_BOOKMARK:
    default:
      return range->letter != 0 ? NULL : g_strdup (_ ("bookmarked"));
    }
}

static void
append (GString *words, const char *more)
{
  if (more == NULL)
    return;
  if (words->len > 0)
    g_string_append (words, ", ");
  g_string_append (words, more);
}

/**
 * reader_mark_words_dup:
 * @passage: that it is on
 * @note: (nullable): what the reader wrote
 *
 * Returns: (transfer full): what the mark is, in words: "highlighted yellow: “…”, has a note: …"
 */
char *
reader_mark_words_dup (const ReaderMark *mark, const TriPassage *passage, const char *note)
{
  const TriMarkRange *range = &mark->range;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *kind = dup_kind (range, passage);
  g_autofree char *line = note != NULL ? dup_short (note, LONGEST_NOTE) : NULL;
  g_autofree char *noted = NULL;

  append (words, kind);
  if (range->letter != 0)
    {
      /* Translators: %c is the letter of a quick mark. */
      g_autofree char *letter = g_strdup_printf (_ ("quick mark %c"), range->letter);

      append (words, letter);
    }
  if (line != NULL && *line != '\0')
    /* Translators: %s is what the reader wrote. */
    noted = g_strdup_printf (_ ("has a note: %s"), line);
  else if (range->has_note || range->kind == TRI_MARK_NOTE)
    noted = g_strdup (_ ("has a note"));
  append (words, noted);
  if (range->is_counterpart)
    append (words, _ ("marked in another text"));
  return g_strdup (words->str);
}
