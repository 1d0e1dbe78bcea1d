/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-survey.h"

#include <string.h>

static TriHtmlHeading *
get (TriHtmlSurvey *self, guint i)
{
  return &g_array_index (self->headings, TriHtmlHeading, i);
}

static gboolean
is_contents (const char *text)
{
  static const char *const words[] = {
    "contents",
    "table of contents",
    "inhoud",
    "inhoudsopgave",
    "sommaire",
    "table des matières",
    "table des chapitres",
    "inhalt",
    "inhaltsverzeichnis",
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strdelimit (lower, ".:", ' ');
  g_strstrip (lower);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (lower, words[i]))
      return TRUE;
  return FALSE;
}

/* Of the headings before the first words those are of the title page that head nothing: another of
 * their level, or a higher one, follows at once. */
static void
find_title_page (TriHtmlSurvey *self, guint n_first)
{
  int highest = get (self, n_first)->level;

  for (guint i = n_first; i > 0; i--)
    {
      TriHtmlHeading *heading = get (self, i - 1);

      if (heading->level >= highest && get (self, i)->role != TRI_HTML_HEADS_ON)
        heading->role = TRI_HTML_HEADS_WORK;
      highest = MIN (highest, heading->level);
    }
}

static gboolean
is_unique (TriHtmlSurvey *self, int level)
{
  guint n = 0;

  for (guint i = 0; i < self->headings->len; i++)
    {
      if (get (self, i)->level < level)
        return FALSE;
      n += get (self, i)->level == level;
    }
  return n == 1;
}

static gboolean
follows_at_once (TriHtmlSurvey *self, guint i)
{
  return i > 0 && get (self, i - 1)->n_passages == 0
         && get (self, i - 1)->role != TRI_HTML_HEADS_WORK;
}

/* Where each heading of a level stands at once behind a higher one, it goes on with it: "Chapter
 * I", "In which …". Where every second of a level stands behind one of the same, so does that. */
static void
find_second_lines (TriHtmlSurvey *self, int level)
{
  guint n = 0;
  guint n_below = 0;
  guint n_beside = 0;

  for (guint i = 0; i < self->headings->len; i++)
    if (get (self, i)->level == level && get (self, i)->role == TRI_HTML_HEADS_DIVISION)
      {
        n++;
        if (follows_at_once (self, i))
          {
            n_below += get (self, i - 1)->level < level;
            n_beside += get (self, i - 1)->level == level;
          }
      }
  for (guint i = 1; i < self->headings->len; i++)
    {
      TriHtmlHeading *heading = get (self, i);
      int above = get (self, i - 1)->level;

      if (heading->level != level || heading->role != TRI_HTML_HEADS_DIVISION
          || !follows_at_once (self, i))
        continue;
      if ((n >= 2 && n_below == n && above < level)
          || (n_beside >= 2 && n_beside * 5 >= n * 2 && above == level
              && get (self, i - 1)->role == TRI_HTML_HEADS_DIVISION))
        heading->role = TRI_HTML_HEADS_ON;
    }
}

/**
 * tri_html_survey_judge_headings:
 *
 * Finds out which headings begin divisions. It is called when the notes are known: a heading that
 * has nothing but notes below it is none.
 */
void
tri_html_survey_judge_headings (TriHtmlSurvey *self)
{
  guint n_first = 0;

  if (self->headings->len == 0)
    return;
  for (guint i = 0; i < self->headings->len; i++)
    {
      TriHtmlHeading *heading = get (self, i);

      if (heading->n_taken > 0 && heading->n_passages <= heading->n_taken)
        heading->role = TRI_HTML_HEADS_NONE;
      else if (is_contents (heading->text))
        heading->role = TRI_HTML_HEADS_LEAF;
    }
  if (get (self, 0)->role == TRI_HTML_HEADS_DIVISION && is_unique (self, get (self, 0)->level))
    get (self, 0)->role = TRI_HTML_HEADS_WORK;
  for (int level = 1; level <= 6; level++)
    find_second_lines (self, level);
  while (n_first + 1 < self->headings->len && get (self, n_first)->n_passages == 0)
    n_first++;
  find_title_page (self, n_first);
}
