/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-pair.h"

#include "library/tri-library-pairs.h"
#include "tri-error.h"

#include <glib/gi18n.h>

/* How well a name is that of a text: the id, the language, the language of another region. */
enum
{
  NO_MATCH,
  SAME_LANGUAGE,
  SAME_TAG,
  SAME_ID,
};

static gboolean
is_same_language (const char *tag, const char *other)
{
  gsize length = strcspn (tag, "-_");

  return length == strcspn (other, "-_") && g_ascii_strncasecmp (tag, other, length) == 0;
}

static int
match (TriText *text, const char *name)
{
  if (g_str_equal (text->uuid, name))
    return SAME_ID;
  if (g_ascii_strcasecmp (text->lang, name) == 0)
    return SAME_TAG;
  return is_same_language (text->lang, name) ? SAME_LANGUAGE : NO_MATCH;
}

/* The texts that match as well as @at_least, a line each. */
static char *
describe (TriWork *work, const char *name, int at_least)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      if (match (text, name) >= at_least)
        g_string_append_printf (lines, "\n  %s  %s  %s", text->lang, text->uuid, text->title);
    }
  return g_string_free (lines, FALSE);
}

static TriText *
find_text (TriWork *work, const char *name, GError **error)
{
  TriText *found = NULL;
  int best = SAME_LANGUAGE;
  guint n = 0;
  g_autofree char *lines = NULL;

  for (guint i = 0; i < work->texts->len; i++)
    best = MAX (best, match (g_ptr_array_index (work->texts, i), name));
  for (guint i = 0; i < work->texts->len; i++)
    if (match (g_ptr_array_index (work->texts, i), name) == best)
      {
        found = g_ptr_array_index (work->texts, i);
        n++;
      }
  if (n == 1)
    return found;
  lines = describe (work, name, n == 0 ? NO_MATCH : best);
  if (n == 0)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("The work has no text “%s”. It has:%s"),
                 name,
                 lines);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_AMBIGUOUS,
                 _ ("The work has several texts in “%s”. Name one by its id:%s"),
                 name,
                 lines);
  return NULL;
}

static gboolean
find_named (TriWork *work, const char *names, TriText **texts, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);

  if (g_strv_length (parts) != 2 || !*g_strstrip (parts[0]) || !*g_strstrip (parts[1]))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("--pair is two languages or ids of texts with a comma between them, "
                      "not “%s”"),
                   names);
      return FALSE;
    }
  for (guint i = 0; i < 2; i++)
    if (!(texts[i] = find_text (work, parts[i], error)))
      return FALSE;
  if (texts[0] != texts[1])
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” and “%s” are the same text"),
               parts[0],
               parts[1]);
  return FALSE;
}

static gboolean
find_only (TriWork *work, TriText **texts, GError **error)
{
  if (work->texts->len == 2)
    {
      texts[0] = g_ptr_array_index (work->texts, 0);
      texts[1] = g_ptr_array_index (work->texts, 1);
      return TRUE;
    }
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Name two texts of the work: --pair fr,en"));
  return FALSE;
}

gboolean
cli_texts_find (TriWork *work, const char *names, GArray *texts, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);

  for (guint i = 0; parts[i]; i++)
    {
      TriText *text = find_text (work, g_strstrip (parts[i]), error);

      if (!text)
        return FALSE;
      g_array_append_val (texts, text->id);
    }
  return TRUE;
}

gboolean
cli_pair_find (TriLibrary *library,
               TriWork *work,
               const char *names,
               TriText **texts,
               GError **error)
{
  if (!(names ? find_named (work, names, texts, error) : find_only (work, texts, error)))
    return FALSE;
  if (tri_library_is_tied (library, texts[0]->id, texts[1]->id))
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_FAILED,
               _ ("These two texts are not aligned. “triptych-cli align --work %s” does it."),
               work->uuid);
  return FALSE;
}
