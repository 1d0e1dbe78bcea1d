/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-places.h"

#include "tri-fold.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* ICU has the names of all countries, and of the cities that time zones are named after, in many
 * languages; these are read. */
static const char *const languages[] = { "en", "fr", "nl", "de", "ru", "es", "it" };

#define MAX_NAME 160

static void
insert (GHashTable *table, const UChar *name, guint place)
{
  char text[MAX_NAME * 3 + 1];
  UErrorCode error = U_ZERO_ERROR;
  g_autofree char *folded = NULL;
  GArray *places;

  u_strToUTF8 (text, sizeof text, NULL, name, -1, &error);
  if (U_FAILURE (error) || text[0] == '\0')
    return;
  folded = tri_fold (text);
  places = g_hash_table_lookup (table, folded);
  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_steal_pointer (&folded), places);
    }
  if (places->len == 0 || g_array_index (places, guint, places->len - 1) != place)
    g_array_append_val (places, place);
}

static guint
insert_countries (GHashTable *table, guint place)
{
  const char *const *countries = uloc_getISOCountries ();

  for (; *countries != NULL; countries++, place++)
    {
      char locale[16];

      g_snprintf (locale, sizeof locale, "und_%s", *countries);
      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        {
          UChar name[MAX_NAME];
          UErrorCode error = U_ZERO_ERROR;

          uloc_getDisplayCountry (locale, languages[i], name, MAX_NAME, &error);
          if (U_SUCCESS (error) && error != U_USING_DEFAULT_WARNING)
            insert (table, name, place);
        }
    }
  return place;
}

/* The city a zone is named after is what the pattern VVV gives. */
static void
insert_city (GHashTable *table, UDateFormat *formats[], const UChar *zone, guint place)
{
  UErrorCode error = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open (zone, -1, "en", UCAL_GREGORIAN, &error);

  for (guint i = 0; i < G_N_ELEMENTS (languages) && U_SUCCESS (error); i++)
    if (formats[i] != NULL)
      {
        UChar name[MAX_NAME];

        udat_setCalendar (formats[i], calendar);
        udat_format (formats[i], 0, name, MAX_NAME, NULL, &error);
        if (U_SUCCESS (error))
          insert (table, name, place);
      }
  ucal_close (calendar);
}

static void
insert_cities (GHashTable *table, guint place)
{
  static const UChar pattern[] = { 'V', 'V', 'V', 0 };
  UDateFormat *formats[G_N_ELEMENTS (languages)];
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration *zones = NULL;
  const UChar *zone;

  zones = ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &error);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      UErrorCode failed = U_ZERO_ERROR;

      formats[i] = udat_open (UDAT_PATTERN,
                              UDAT_PATTERN,
                              languages[i],
                              NULL,
                              0,
                              pattern,
                              3,
                              &failed);
      if (U_FAILURE (failed))
        g_clear_pointer (&formats[i], udat_close);
    }
  while (U_SUCCESS (error) && (zone = uenum_unext (zones, NULL, &error)) != NULL)
    insert_city (table, formats, zone, place++);
  uenum_close (zones);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    g_clear_pointer (&formats[i], udat_close);
}

static GHashTable *
read_places (void)
{
  GDestroyNotify unref = (GDestroyNotify) g_array_unref;
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);

  insert_cities (table, insert_countries (table, 1));
  return table;
}

/**
 * tri_name_places_find:
 * @folded: a name (see tri_fold())
 *
 * Finds which countries and cities have this name in one of the languages ICU is asked for. The
 * first call reads them.
 *
 * Returns: (transfer none) (nullable) (element-type guint): their numbers
 */
const GArray *
tri_name_places_find (const char *folded)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, read_places ());
  return g_hash_table_lookup (table, folded);
}

/**
 * tri_name_places_share:
 * @a: (nullable): what tri_name_places_find() found for a name
 * @b: (nullable): for another
 *
 * Returns: whether both can mean the same place
 */
gboolean
tri_name_places_share (const GArray *a, const GArray *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (g_array_index (a, guint, i) == g_array_index (b, guint, j))
        return TRUE;
  return FALSE;
}
