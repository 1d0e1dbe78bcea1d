/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-identifier.h"

#include <string.h>

/* Registers of names that the world shares, by what they are called and where they are. */
static const struct
{
  const char *name;
  const char *address; /* without http:// and www., up to the identifier */
} registers[] = {
  { "viaf", "viaf.org/viaf/" },
  { "gnd", "d-nb.info/gnd/" },
  { "wikidata", "wikidata.org/wiki/" },
  { "wikidata", "wikidata.org/entity/" },
  { "wd", NULL },
  { "geonames", "geonames.org/" },
  { "geonames", "sws.geonames.org/" },
  { "gn", NULL },
  { "isni", "isni.org/isni/" },
  { "isni", "isni.org/" },
  { "bnf", "data.bnf.fr/ark:/12148/" },
  { "bnf", "catalogue.bnf.fr/ark:/12148/" },
  { "lccn", "id.loc.gov/authorities/names/" },
  { "tgn", "vocab.getty.edu/tgn/" },
  { "ulan", "vocab.getty.edu/ulan/" },
  { "orcid", "orcid.org/" },
};

static const char *
get_short_name (const char *name)
{
  if (g_str_equal (name, "wd"))
    return "wikidata";
  return g_str_equal (name, "gn") ? "geonames" : name;
}

/* "geonames:2761367" of "geonames.org/2761367/wien.html" */
static char *
join (const char *name, const char *id)
{
  gsize n = strcspn (id, "/?#");

  return n > 0 ? g_strdup_printf ("%s:%.*s", get_short_name (name), (int) n, id) : NULL;
}

static const char *
skip_start (const char *text, const char *start)
{
  gsize n = strlen (start);

  return g_ascii_strncasecmp (text, start, n) == 0 ? text + n : NULL;
}

static char *
dup_key_of_address (const char *address)
{
  const char *after = skip_start (address, "www.");
  const char *plain = after ? after : address;
  gsize n = strlen (plain);

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      const char *id = registers[i].address ? skip_start (plain, registers[i].address) : NULL;
      char *key = id ? join (registers[i].name, id) : NULL;

      if (key)
        return key;
    }
  while (n > 0 && plain[n - 1] == '/')
    n--;
  return n > 0 ? g_strdup_printf ("//%.*s", (int) n, plain) : NULL;
}

char *
tri_identifier_dup_key (const char *scheme, const char *value)
{
  const char *address = skip_start (value, "https://");
  const char *colon = strchr (value, ':');
  gsize n = colon ? (gsize) (colon - value) : 0;

  if (!address)
    address = skip_start (value, "http://");
  if (address)
    return dup_key_of_address (address);
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      const char *name = registers[i].name;

      if (strlen (name) == n && g_ascii_strncasecmp (value, name, n) == 0)
        return join (name, colon + 1);
      if (scheme && g_ascii_strcasecmp (scheme, name) == 0)
        return join (name, value);
    }
  return NULL;
}
