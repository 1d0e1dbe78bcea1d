/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-places.h"

#include "entities/tri-discover-exonyms.h"
#include "entities/tri-name-places.h"
#include "tri-fold.h"

#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include <string.h>

typedef struct
{
  GHashTable *parts;     /* of the world: folded name → code */
  GHashTable *languages; /* folded names */
  GHashTable *stems;     /* the first letters of countries' names, by which their peoples begin */
} Names;

/* So many letters of a country's name are in that of its people: Mexic-o, Mexic-an. */
#define STEM 5

/* The continents and the world's parts, as UN M.49 numbers them. */
static const char *const parts[] = { "002", "009", "019", "142", "150", "003", "005", NULL };

static const char *const languages[] = { "en", "fr", "nl" };

static void
add_name (GHashTable *names, const UChar *name, const char *code)
{
  char utf8[256];
  UErrorCode status = U_ZERO_ERROR;

  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || utf8[0] == '\0')
    return;
  g_hash_table_insert (names, tri_fold (utf8), g_strdup (code));
}

/* Mexico and Mexican, Belgique and Belges share their beginnings. */
static void
add_stem (Names *self, const UChar *name)
{
  char utf8[256];
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *folded = NULL;

  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    return;
  folded = tri_fold (utf8);
  if (strlen (folded) > STEM && !strchr (folded, ' '))
    g_hash_table_add (self->stems, g_strndup (folded, STEM));
}

static void
add_regions (Names *self, const char *lang)
{
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names = uldn_open (lang, ULDN_STANDARD_NAMES, &status);
  const char *const *countries = uloc_getISOCountries ();
  UChar name[128];

  for (const char *const *each = countries; U_SUCCESS (status) && *each; each++)
    if (uldn_regionDisplayName (names, *each, name, G_N_ELEMENTS (name), &status) > 0
        && U_SUCCESS (status))
      add_stem (self, name);
  for (const char *const *each = parts; U_SUCCESS (status) && *each; each++)
    if (uldn_regionDisplayName (names, *each, name, G_N_ELEMENTS (name), &status) > 0
        && U_SUCCESS (status))
      add_name (self->parts, name, *each);
  uldn_close (names);
}

static void
add_languages (Names *self, const char *lang)
{
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names = uldn_open (lang, ULDN_STANDARD_NAMES, &status);
  UChar name[128];

  for (const char *const *each = uloc_getISOLanguages (); U_SUCCESS (status) && *each; each++)
    if (strlen (*each) == 2
        && uldn_languageDisplayName (names, *each, name, G_N_ELEMENTS (name), &status) > 0)
      add_name (self->languages, name, *each);
  uldn_close (names);
}

static gpointer
build_names (gpointer unused)
{
  Names *self = g_new0 (Names, 1);

  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      add_regions (self, languages[i]);
      add_languages (self, languages[i]);
    }
  return self;
}

static const Names *
get_names (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, build_names, NULL);
  return once.retval;
}

/* New-York, Etats Unis: a hyphen or a space, either way. */
static const GArray *
find_places (const char *folded)
{
  const GArray *places = tri_name_places_find (folded);
  g_autofree char *other = NULL;

  if (places || !strpbrk (folded, "- "))
    return places;
  other = g_strdup (folded);
  if (strchr (other, '-'))
    g_strdelimit (other, "-", ' ');
  else
    g_strdelimit (other, " ", '-');
  return tri_name_places_find (other);
}

/**
 * tri_places_dup:
 * @folded: a whole name
 *
 * Returns: (transfer full) (nullable): what is the same for all names of the place. Where a city
 * has the name of its country, the country is meant
 */
char *
tri_places_dup (const char *folded)
{
  const GArray *places = find_places (folded);
  guint exonym = tri_exonyms_find (folded);

  if (exonym > 0)
    return g_strdup_printf ("+%u", exonym);
  if (places)
    return g_strdup_printf ("%u", g_array_index (places, guint, 0));
  return g_strdup (g_hash_table_lookup (get_names ()->parts, folded));
}

gboolean
tri_places_has (const char *folded)
{
  return find_places (folded) || tri_exonyms_find (folded) > 0
         || g_hash_table_contains (get_names ()->parts, folded);
}

static gboolean
contains (GHashTable *names, const char *folded, gsize length)
{
  g_autofree char *word = g_strndup (folded, length);

  return g_hash_table_contains (names, word);
}

/**
 * tri_places_has_language:
 *
 * Whether the word is the name of a language, or, in Dutch, of what belongs to it: Franse.
 */
gboolean
tri_places_has_language (const char *folded, gssize length)
{
  gsize n = length < 0 ? strlen (folded) : (gsize) length;

  if (n < 4)
    return FALSE;
  return contains (get_names ()->languages, folded, n)
         || (folded[n - 1] == 'e' && contains (get_names ()->languages, folded, n - 1));
}

/**
 * tri_places_has_people:
 *
 * Whether the word begins as the name of a country does and ends as that of a people.
 */
gboolean
tri_places_has_people (const char *folded, gssize length)
{
  static const char *const endings[] = {
    "an",
    "ans",
    "ian",
    "ians",
    "ish",
    "ese",
    "ais",
    "aise",
    "aises",
    "ois",
    "oise",
    "oises",
    "ien",
    "iens",
    "ienne",
    "iennes",
    "isch",
    "ische",
    "sche",
    "aan",
    "aans",
    "aanse",
    "anen",
    NULL,
  };
  gsize n = length < 0 ? strlen (folded) : (gsize) length;
  g_autofree char *word = g_strndup (folded, n);

  /* Parijse, Londense */
  if (n > STEM && word[n - 1] == 'e' && !tri_places_has (word))
    {
      word[n - 1] = '\0';
      if (tri_places_has (word))
        return TRUE;
      word[n - 1] = 'e';
    }
  if (n <= STEM || tri_places_has (word) || !contains (get_names ()->stems, folded, STEM))
    return FALSE;
  for (guint i = 0; endings[i]; i++)
    if (n >= strlen (endings[i]) + 3 && g_str_has_suffix (word, endings[i]))
      return TRUE;
  return FALSE;
}
