/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-register-columns.h"

#include "tri-error.h"
#include "tri-fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In bytes: what is longer says more than a word and a language, and would be long to look at. */
#define LONGEST_HEADER 100

/* What columns are called in English, French and Dutch, folded, with one space for whatever stands
 * between words. The first word of each meaning is the one that we write. */
static const struct
{
  const char *word;
  TriColumnRole role;
  TriNameKind kind;
} words[] = {
  { "id", TRI_COLUMN_KEY },
  { "key", TRI_COLUMN_KEY },
  { "xml id", TRI_COLUMN_KEY },
  { "ref", TRI_COLUMN_KEY },
  { "cle", TRI_COLUMN_KEY },
  { "sleutel", TRI_COLUMN_KEY },
  { "type", TRI_COLUMN_TYPE },
  { "kind", TRI_COLUMN_TYPE },
  { "class", TRI_COLUMN_TYPE },
  { "category", TRI_COLUMN_TYPE },
  { "categorie", TRI_COLUMN_TYPE },
  { "genre", TRI_COLUMN_TYPE },
  { "soort", TRI_COLUMN_TYPE },
  { "name", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "label", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "title", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "full name", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "display name", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "displaytitle", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "preferred name", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "preflabel", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "official name", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "nom", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "nom complet", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "nom officiel", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "titre", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "naam", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "volledige naam", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "officiele naam", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "titel", TRI_COLUMN_NAME, TRI_NAME_OFFICIAL },
  { "birth name", TRI_COLUMN_NAME, TRI_NAME_BIRTH },
  { "maiden name", TRI_COLUMN_NAME, TRI_NAME_BIRTH },
  { "nom de naissance", TRI_COLUMN_NAME, TRI_NAME_BIRTH },
  { "nom de jeune fille", TRI_COLUMN_NAME, TRI_NAME_BIRTH },
  { "geboortenaam", TRI_COLUMN_NAME, TRI_NAME_BIRTH },
  { "meisjesnaam", TRI_COLUMN_NAME, TRI_NAME_BIRTH },
  { "pseudonym", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "pen name", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "alias", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "aliases", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "pseudonyme", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "nom de plume", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "pseudoniem", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "schuilnaam", TRI_COLUMN_NAME, TRI_NAME_PSEUDONYM },
  { "transliteration", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "variant", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "variants", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "other names", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "also called", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "alsocalled", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "altlabel", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "translitteration", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "variante", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "variantes", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "autres noms", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "transliteratie", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "varianten", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "andere namen", TRI_COLUMN_NAME, TRI_NAME_TRANSLITERATION },
  { "short", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "short name", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "abbreviation", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "acronym", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "nom court", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "sigle", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "korte naam", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "afkorting", TRI_COLUMN_NAME, TRI_NAME_SHORT },
  { "forename", TRI_COLUMN_FORENAME },
  { "first name", TRI_COLUMN_FORENAME },
  { "given name", TRI_COLUMN_FORENAME },
  { "prenom", TRI_COLUMN_FORENAME },
  { "voornaam", TRI_COLUMN_FORENAME },
  { "surname", TRI_COLUMN_SURNAME },
  { "last name", TRI_COLUMN_SURNAME },
  { "family name", TRI_COLUMN_SURNAME },
  { "nom de famille", TRI_COLUMN_SURNAME },
  { "achternaam", TRI_COLUMN_SURNAME },
  { "familienaam", TRI_COLUMN_SURNAME },
  { "description", TRI_COLUMN_DESCRIPTION },
  { "note", TRI_COLUMN_DESCRIPTION },
  { "notes", TRI_COLUMN_DESCRIPTION },
  { "comment", TRI_COLUMN_DESCRIPTION },
  { "remarque", TRI_COLUMN_DESCRIPTION },
  { "beschrijving", TRI_COLUMN_DESCRIPTION },
  { "omschrijving", TRI_COLUMN_DESCRIPTION },
  { "opmerking", TRI_COLUMN_DESCRIPTION },
  { "dates", TRI_COLUMN_DATES },
  { "date", TRI_COLUMN_DATES },
  { "edtf", TRI_COLUMN_DATES },
  { "datum", TRI_COLUMN_DATES },
  { "data", TRI_COLUMN_DATES },
  { "birth", TRI_COLUMN_BIRTH },
  { "born", TRI_COLUMN_BIRTH },
  { "birth date", TRI_COLUMN_BIRTH },
  { "date of birth", TRI_COLUMN_BIRTH },
  { "birth year", TRI_COLUMN_BIRTH },
  { "birthyear", TRI_COLUMN_BIRTH },
  { "start", TRI_COLUMN_BIRTH },
  { "start date", TRI_COLUMN_BIRTH },
  { "startdate", TRI_COLUMN_BIRTH },
  { "from", TRI_COLUMN_BIRTH },
  { "naissance", TRI_COLUMN_BIRTH },
  { "date de naissance", TRI_COLUMN_BIRTH },
  { "ne", TRI_COLUMN_BIRTH },
  { "debut", TRI_COLUMN_BIRTH },
  { "geboren", TRI_COLUMN_BIRTH },
  { "geboorte", TRI_COLUMN_BIRTH },
  { "geboortedatum", TRI_COLUMN_BIRTH },
  { "begin", TRI_COLUMN_BIRTH },
  { "death", TRI_COLUMN_DEATH },
  { "died", TRI_COLUMN_DEATH },
  { "death date", TRI_COLUMN_DEATH },
  { "date of death", TRI_COLUMN_DEATH },
  { "death year", TRI_COLUMN_DEATH },
  { "deathyear", TRI_COLUMN_DEATH },
  { "end", TRI_COLUMN_DEATH },
  { "end date", TRI_COLUMN_DEATH },
  { "to", TRI_COLUMN_DEATH },
  { "deces", TRI_COLUMN_DEATH },
  { "mort", TRI_COLUMN_DEATH },
  { "date de deces", TRI_COLUMN_DEATH },
  { "fin", TRI_COLUMN_DEATH },
  { "overleden", TRI_COLUMN_DEATH },
  { "overlijden", TRI_COLUMN_DEATH },
  { "sterfdatum", TRI_COLUMN_DEATH },
  { "einde", TRI_COLUMN_DEATH },
  { "identifier", TRI_COLUMN_IDENTIFIER },
  { "uri", TRI_COLUMN_IDENTIFIER },
  { "url", TRI_COLUMN_IDENTIFIER },
  { "same as", TRI_COLUMN_IDENTIFIER },
  { "lang", TRI_COLUMN_LANG },
  { "language", TRI_COLUMN_LANG },
  { "langue", TRI_COLUMN_LANG },
  { "taal", TRI_COLUMN_LANG },
};

/* Catalogues whose name alone names a column of identifiers. */
static const char *const schemes[] = {
  "viaf",
  "wikidata",
  "qid",
  "geonames",
  "gnd",
  "isni",
  "bnf",
  "idref",
  "lccn",
  "loc",
  "orcid",
  "ulan",
  "tgn",
  "rkd",
  "bhli",
  "wikipedia",
  "doi",
  "isbn",
  "ean",
  "worldcat",
};

static const struct
{
  const char *word;
  TriEntityType type;
} type_words[] = {
  { "personne", TRI_ENTITY_PERSON },
  { "persoon", TRI_ENTITY_PERSON },
  { "people", TRI_ENTITY_PERSON },
  { "human", TRI_ENTITY_PERSON },
  { "mens", TRI_ENTITY_PERSON },
  { "lieu", TRI_ENTITY_PLACE },
  { "plaats", TRI_ENTITY_PLACE },
  { "location", TRI_ENTITY_PLACE },
  { "city", TRI_ENTITY_PLACE },
  { "ville", TRI_ENTITY_PLACE },
  { "stad", TRI_ENTITY_PLACE },
  { "country", TRI_ENTITY_PLACE },
  { "pays", TRI_ENTITY_PLACE },
  { "land", TRI_ENTITY_PLACE },
  { "org", TRI_ENTITY_ORGANISATION },
  { "organization", TRI_ENTITY_ORGANISATION },
  { "organisatie", TRI_ENTITY_ORGANISATION },
  { "group", TRI_ENTITY_ORGANISATION },
  { "groupe", TRI_ENTITY_ORGANISATION },
  { "groep", TRI_ENTITY_ORGANISATION },
  { "oeuvre", TRI_ENTITY_WORK },
  { "werk", TRI_ENTITY_WORK },
  { "book", TRI_ENTITY_WORK },
  { "livre", TRI_ENTITY_WORK },
  { "boek", TRI_ENTITY_WORK },
  { "bibl", TRI_ENTITY_WORK },
  { "title", TRI_ENTITY_WORK },
  { "evenement", TRI_ENTITY_EVENT },
  { "gebeurtenis", TRI_ENTITY_EVENT },
};

/* Folded, and whatever is no letter or figure between words is one space. */
static char *
simplify (const char *text)
{
  g_autofree char *folded = tri_fold (text);
  GString *simple = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (simple, c);
      else if (simple->len > 0 && simple->str[simple->len - 1] != ' ')
        g_string_append_c (simple, ' ');
    }
  if (simple->len > 0 && simple->str[simple->len - 1] == ' ')
    g_string_truncate (simple, simple->len - 1);
  return g_string_free (simple, FALSE);
}

/**
 * tri_entity_type_from_word:
 *
 * Reads a type of entity as tables write it, in English, French or Dutch.
 */
gboolean
tri_entity_type_from_word (const char *word, TriEntityType *out)
{
  g_autofree char *simple = simplify (word);

  if (tri_entity_type_from_nick (simple, out))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    if (g_str_equal (simple, type_words[i].word))
      {
        *out = type_words[i].type;
        return TRUE;
      }
  return FALSE;
}

void
tri_column_clear (TriColumn *self)
{
  g_clear_pointer (&self->lang, g_free);
  g_clear_pointer (&self->scheme, g_free);
  *self = (TriColumn){ TRI_COLUMN_IGNORED };
}

static gboolean
find_scheme (TriColumn *self, const char *simple, const char *written)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize n = strlen (schemes[i]);

      if (strncmp (simple, schemes[i], n) != 0
          || !(simple[n] == '\0' || g_str_equal (simple + n, " id")))
        continue;
      self->role = TRI_COLUMN_IDENTIFIER;
      self->scheme = g_strdup (written);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_word (TriColumn *self, const char *written)
{
  g_autofree char *simple = simplify (written);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (simple, words[i].word))
      {
        self->role = words[i].role;
        self->kind = words[i].kind;
        if (self->role == TRI_COLUMN_IDENTIFIER)
          self->scheme = g_strdup (g_str_equal (simple, "identifier") ? "" : written);
        return TRUE;
      }
  return find_scheme (self, simple, written);
}

static gboolean
takes_lang (TriColumnRole role)
{
  return role == TRI_COLUMN_NAME
         || role == TRI_COLUMN_FORENAME
         || role == TRI_COLUMN_SURNAME
         || role == TRI_COLUMN_DESCRIPTION;
}

/* "name:fr", as we write it, whatever a file calls its language. */
static gboolean
find_own_word (TriColumn *self, const char *written)
{
  const char *mark = strchr (written, ':');
  g_autofree char *word = mark ? g_strndup (written, (gsize) (mark - written)) : NULL;

  if (!mark || !mark[1] || !find_word (self, word))
    return FALSE;
  if (takes_lang (self->role))
    self->lang = g_strdup (mark + 1);
  else
    tri_column_clear (self);
  return self->lang != NULL;
}

/* "nom (fr)", "label@nl", "name_en". */
static gboolean
find_word_with_lang (TriColumn *self, const char *written)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *word = NULL;

  regex = g_regex_new ("^(.*?)\\s*[:@_ (\\[.-]+([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)[)\\]]?$",
                       G_REGEX_DOTALL,
                       0,
                       NULL);
  if (strlen (written) > LONGEST_HEADER || !g_regex_match (regex, written, 0, &match))
    return FALSE;
  word = g_match_info_fetch (match, 1);
  if (!find_word (self, word))
    return FALSE;
  if (takes_lang (self->role))
    {
      self->lang = g_match_info_fetch (match, 2);
      return TRUE;
    }
  tri_column_clear (self);
  return FALSE;
}

/**
 * tri_column_parse:
 * @word: the word of a column, or what a table in English, French or Dutch has above it
 *
 * Returns: whether it is known what the column says
 */
gboolean
tri_column_parse (TriColumn *self, const char *word)
{
  g_autofree char *written = g_strstrip (g_strdup (word));

  *self = (TriColumn){ TRI_COLUMN_IGNORED };
  if (g_str_equal (written, "-") || g_str_equal (written, "ignore"))
    return TRUE;
  if (g_str_has_prefix (written, "identifier:"))
    {
      self->role = TRI_COLUMN_IDENTIFIER;
      self->scheme = g_strdup (written + strlen ("identifier:"));
      return TRUE;
    }
  if (!find_word (self, written)
      && !find_own_word (self, written)
      && !find_word_with_lang (self, written))
    return FALSE;
  if (takes_lang (self->role) && !self->lang)
    self->lang = g_strdup ("");
  return TRUE;
}

/* The words are those that tri_column_parse() reads. */
char *
tri_column_dup_word (const TriColumn *self)
{
  static const char *const kinds[] = {
    "name",
    "birth name",
    "pseudonym",
    "transliteration",
    "short",
  };
  const char *word = NULL;

  if (self->role == TRI_COLUMN_IGNORED)
    return g_strdup ("-");
  if (self->role == TRI_COLUMN_IDENTIFIER)
    return g_strconcat ("identifier:", self->scheme, NULL);
  if (self->role == TRI_COLUMN_NAME)
    word = kinds[self->kind];
  for (guint i = 0; !word; i++)
    if (words[i].role == self->role)
      word = words[i].word;
  if (takes_lang (self->role) && self->lang && *self->lang)
    return g_strconcat (word, ":", self->lang, NULL);
  return g_strdup (word);
}

/**
 * tri_columns_recognise:
 * @header: (element-type utf8): the first record
 *
 * Takes every column for what its header says in English, French or Dutch.
 *
 * Returns: (element-type TriColumn): one for each; those that say nothing known are ignored
 */
GArray *
tri_columns_recognise (const GPtrArray *header)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (TriColumn));

  g_array_set_clear_func (columns, (GDestroyNotify) tri_column_clear);
  for (guint i = 0; i < header->len; i++)
    {
      TriColumn column = { TRI_COLUMN_IGNORED };
      gboolean single = tri_column_parse (&column, g_ptr_array_index (header, i))
                        && (column.role == TRI_COLUMN_KEY || column.role == TRI_COLUMN_TYPE);

      if (single && tri_columns_has (columns, column.role))
        tri_column_clear (&column);
      g_array_append_val (columns, column);
    }
  return columns;
}

gboolean
tri_columns_has (const GArray *columns, TriColumnRole role)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, TriColumn, i).role == role)
      return TRUE;
  return FALSE;
}

/* A number from 1, or what stands above the column. -1: there is none. */
static int
find_column (const GPtrArray *header, const char *name)
{
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (name, 10, 1, header->len, &number, NULL))
    return (int) number - 1;
  for (guint i = 0; i < header->len; i++)
    {
      g_autofree char *above = g_strstrip (g_strdup (g_ptr_array_index (header, i)));

      if (g_utf8_collate (above, name) == 0)
        return (int) i;
    }
  return -1;
}

/* A column that names its role twice keeps the one that the reader chose. */
static void
set_column (GArray *columns, guint at, TriColumn *column)
{
  TriColumn *old = &g_array_index (columns, TriColumn, at);

  for (guint i = 0; i < columns->len; i++)
    {
      TriColumn *other = &g_array_index (columns, TriColumn, i);

      if (other->role == column->role
          && (column->role == TRI_COLUMN_KEY || column->role == TRI_COLUMN_TYPE))
        tri_column_clear (other);
    }
  tri_column_clear (old);
  *old = *column;
}

static gboolean
map_one (GArray *columns, const GPtrArray *header, const char *pair, GError **error)
{
  const char *mark = strrchr (pair, '=');
  g_autofree char *word = g_strstrip (g_strndup (pair, mark ? (gsize) (mark - pair) : 0));
  g_autofree char *name = g_strstrip (g_strdup (mark ? mark + 1 : ""));
  TriColumn column = { TRI_COLUMN_IGNORED };
  int at = find_column (header, name);

  if (mark && at >= 0 && tri_column_parse (&column, word))
    {
      set_column (columns, (guint) at, &column);
      return TRUE;
    }
  if (mark && at < 0)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("There is no column “%s”. Give its number, from 1 to %u, or what stands "
                    "above it."),
                 name,
                 header->len);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("“%s” says of no column what it is. Write for instance id=1, type=2, "
                    "name:fr=3, short:fr=4, description:en=5, birth=6, death=7, "
                    "identifier:viaf=8 or -=9."),
                 pair);
  return FALSE;
}

/**
 * tri_columns_map:
 * @columns: (element-type TriColumn): as they were recognised; changed
 * @mapping: "id=1,type=2,name:fr=3": a word and the number of a column, or what stands above it
 */
gboolean
tri_columns_map (GArray *columns, const GPtrArray *header, const char *mapping, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (mapping, ",", -1);

  for (guint i = 0; pairs[i]; i++)
    if (*g_strstrip (pairs[i]) && !map_one (columns, header, pairs[i], error))
      return FALSE;
  return TRUE;
}
