/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-find-words.h"

#include "reader-words.h"

#include <glib/gi18n.h>

TriFindFlags
reader_find_words_get_flags (GSettings *settings)
{
  TriFindFlags flags = 0;

  if (g_settings_get_boolean (settings, "find-fold"))
    flags |= TRI_FIND_FOLD;
  if (g_settings_get_boolean (settings, "find-words"))
    flags |= TRI_FIND_WORDS;
  if (g_settings_get_boolean (settings, "find-regex"))
    flags |= TRI_FIND_REGEX;

  return flags;
}

static guint
count (ReaderFind *find)
{
  ReaderFindHits *hits = reader_find_get_hits (find);

  return hits != NULL ? reader_find_hits_count (hits) : 0;
}

gboolean
reader_find_words_is_nothing (ReaderFind *find)
{
  return reader_find_get_state (find) == READER_FIND_DONE && count (find) == 0;
}

/* While the search goes on nobody knows how many stand before the current one. */
char *
reader_find_words_dup_position (ReaderFind *find)
{
  ReaderFindHits *hits = reader_find_get_hits (find);
  guint n_hits = count (find);
  guint current = hits != NULL ? reader_find_hits_get_current (hits) : READER_FIND_NONE;

  switch (reader_find_get_state (find))
    {
    case READER_FIND_RUNNING:
      /* Translators: how many were found so far, while more are looked for. */
      return n_hits > 0 ? g_strdup_printf (_ ("%'u…"), n_hits) : g_strdup ("");
    case READER_FIND_FULL:
      /* Translators: there are more hits than the list can hold. */
      return g_strdup_printf (_ ("more than %'u"), n_hits);
    case READER_FIND_GIVEN_UP:
      return g_strdup_printf (ngettext ("%'u hit so far", "%'u hits so far", n_hits), n_hits);
    case READER_FIND_FAILED:
      return g_strdup (_ ("Could not be looked for"));
    case READER_FIND_DONE:
      if (n_hits == 0)
        return g_strdup (_ ("Nothing found"));
      if (current == READER_FIND_NONE)
        return g_strdup_printf (ngettext ("%'u hit", "%'u hits", n_hits), n_hits);
      /* Translators: the number of a hit and how many there are: "12 of 340". */
      return g_strdup_printf (_ ("%1$'u of %2$'u"), current + 1, n_hits);
    case READER_FIND_IDLE:
    default:
      return g_strdup ("");
    }
}

static void
add (GString *details,
     const char *words)
{
  if (details->len > 0)
    g_string_append (details, " · ");
  g_string_append (details, words);
}

/* Its language, and of two in one language the title. */
static char *
dup_name (TriWork *work,
          const TriText *text)
{
  for (guint i = 0; i < work->texts->len; i++)
    {
      const TriText *other = g_ptr_array_index (work->texts, i);

      if (other->id != text->id && g_strcmp0 (other->lang, text->lang) == 0)
        return g_strdup (text->title);
    }

  return reader_words_dup_language (text->lang);
}

static void
add_counts (GString *details,
            ReaderFindHits *hits,
            TriWork *work,
            const GArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      gint64 id = g_array_index (texts, gint64, i);
      TriText *text = tri_work_get_text (work, id);
      g_autofree char *name = text != NULL ? dup_name (work, text) : NULL;
      g_autofree char *words = NULL;

      if (name == NULL)
        continue;
      words = g_strdup_printf ("%s %'u", name, reader_find_hits_count_in (hits, id));
      add (details, words);
    }
}

char *
reader_find_words_dup_details (ReaderFind *find,
                               TriWork *work,
                               const GArray *texts,
                               TriFindFlags flags,
                               int turned,
                               gboolean in_note)
{
  GString *details = g_string_new (NULL);
  ReaderFindHits *hits = reader_find_get_hits (find);
  guint n_slow = reader_find_get_n_slow (find);

  /* So that the texts stay where they are when one begins to type. */
  if (hits == NULL)
    add (details, _ ("Enter: next hit · Shift+Enter: previous hit"));
  if (turned != 0)
    add (details,
         turned > 0 ? _ ("Went on from the beginning") : _ ("Went on from the end"));
  if (in_note)
    add (details, _ ("in the note of this passage"));
  if (hits != NULL && work != NULL && texts != NULL && work->texts->len > 1)
    add_counts (details, hits, work, texts);
  if (!(flags & TRI_FIND_FOLD))
    add (details, _ ("case and accents as typed"));
  if (flags & TRI_FIND_WORDS)
    add (details, _ ("whole words"));
  if (flags & TRI_FIND_REGEX)
    add (details, _ ("regular expression"));
  if (n_slow > 0)
    {
      g_autofree char *words = NULL;

      words = g_strdup_printf (ngettext ("it takes too long in %'u passage",
                                         "it takes too long in %'u passages",
                                         n_slow),
                               n_slow);

      add (details, words);
    }
  if (reader_find_get_state (find) == READER_FIND_GIVEN_UP)
    add (details, _ ("given up"));

  return g_string_free (details, FALSE);
}
