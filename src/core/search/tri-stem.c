/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-stem.h"

#include "search/tri-words.h"
#include "tri-fold.h"
#include "tri-language.h"

#include <libstemmer.h>
#include <string.h>

/* Bytes. */
#define MAX_COMPOSED 1024

struct _TriStemmer
{
  struct sb_stemmer *stemmer;
  GString *stem;
  gboolean undoubles;
};

TriStemmer *
tri_stemmer_new (const char *lang)
{
  g_autofree char *tag = tri_language_dup_tag (lang);
  gsize length = tag ? strcspn (tag, "-_") : 0;
  g_autofree char *primary = g_ascii_strdown (tag ? tag : "", (gssize) length);
  struct sb_stemmer *stemmer = sb_stemmer_new (primary, "UTF_8");
  TriStemmer *self;

  if (!stemmer)
    return NULL;
  self = g_new0 (TriStemmer, 1);
  self->stemmer = stemmer;
  self->stem = g_string_new (NULL);
  self->undoubles = g_str_equal (primary, "nl");
  return self;
}

void
tri_stemmer_free (TriStemmer *self)
{
  if (!self)
    return;
  sb_stemmer_delete (self->stemmer);
  g_string_free (self->stem, TRUE);
  g_free (self);
}

static gboolean
take_cb (const TriWord *word, gpointer stem)
{
  g_string_append_len (stem, word->folded, (gssize) word->length);
  return TRUE;
}

static gboolean
is_ascii (const char *word, gssize length)
{
  for (gssize i = 0; length < 0 ? word[i] != '\0' : i < length; i++)
    if (!g_ascii_isprint (word[i]))
      return FALSE;
  return TRUE;
}

/* To compose takes the square of the length; nobody writes such a word. */
static char *
dup_composed (const char *word, gssize length)
{
  gsize n = length < 0 ? strlen (word) : (gsize) length;

  if (n > MAX_COMPOSED)
    return g_strndup (word, n);
  return g_utf8_normalize (word, (gssize) n, G_NORMALIZE_NFC);
}

static char *
prepare_any (const char *word, gssize length)
{
  g_autofree char *composed = dup_composed (word, length);
  g_autofree char *lower = g_utf8_strdown (composed ? composed : "", -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = lower; *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != 0xad)
      g_string_append_unichar (clean, g_utf8_get_char (p));
  return g_string_free (clean, FALSE);
}

/* NFC in small letters, without soft hyphens. */
static char *
prepare (const char *word, gssize length)
{
  return is_ascii (word, length) ? g_ascii_strdown (word, length) : prepare_any (word, length);
}

/* Snowball leaves mannen and gevangenissen with the two consonants that only the plural has. */
static void
undouble (GString *stem)
{
  char last = stem->str[stem->len - 1];

  if (last == stem->str[stem->len - 2] && strchr ("bfglmnprs", last))
    g_string_truncate (stem, stem->len - 1);
}

const char *
tri_stemmer_stem (TriStemmer *self, const char *word, gssize length)
{
  g_autofree char *prepared = prepare (word, length);
  const sb_symbol *stem = sb_stemmer_stem (self->stemmer,
                                           (const sb_symbol *) prepared,
                                           (int) strlen (prepared));

  g_string_truncate (self->stem, 0);
  if (stem)
    tri_words_foreach ((const char *) stem,
                       sb_stemmer_length (self->stemmer),
                       take_cb,
                       self->stem);
  if (self->undoubles && self->stem->len > 2)
    undouble (self->stem);
  return self->stem->str;
}
