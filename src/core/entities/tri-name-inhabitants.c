/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-inhabitants.h"

#include <string.h>

/* Polonais looks like Pologne, and Parijse like Parijs, but they name who or what is from there;
 * Leninist and léninisme name nobody. Such words have endings, each language its own. */
typedef struct
{
  const char *lang;
  const char *ending;
} Ending;

static const Ending of_places[] = {
  { "fr", "ais" },
  { "fr", "aise" },
  { "fr", "aises" },
  { "fr", "ois" },
  { "fr", "oise" },
  { "fr", "oises" },
  { "fr", "ien" },
  { "fr", "iens" },
  { "fr", "ienne" },
  { "fr", "iennes" },
  { "fr", "ain" },
  { "fr", "ains" },
  { "fr", "aine" },
  { "fr", "aines" },
  { "fr", "een" },
  { "fr", "eens" },
  { "fr", "eenne" },
  { "fr", "eennes" },
  { "fr", "ard" },
  { "fr", "arde" },
  { "fr", "and" },
  { "fr", "ande" },
  { "fr", "ands" },
  { "fr", "andes" },
  { "fr", "iote" },
  { "en", "an" },
  { "en", "ans" },
  { "en", "ian" },
  { "en", "ians" },
  { "en", "ese" },
  { "en", "ish" },
  { "en", "ch" },
  { "en", "ite" },
  { "en", "ites" },
  { "en", "er" },
  { "en", "ers" },
  { "en", "ic" },
  { "nl", "er" },
  { "nl", "ers" },
  { "nl", "se" },
  { "nl", "sche" },
  { "nl", "sch" },
  { "nl", "ees" },
  { "nl", "ezen" },
  { "nl", "ier" },
  { "nl", "iers" },
  { "nl", "aan" },
  { "nl", "aans" },
  { "nl", "aanse" },
  { "nl", "anen" },
  { "nl", "isch" },
  { "nl", "ische" },
  { "nl", "aar" },
  { "nl", "aars" },
  { "nl", "enaar" },
  { "nl", "enaars" },
  { "de", "er" },
  { "de", "ern" },
  { "de", "isch" },
  { "de", "ische" },
  { "de", "ischen" },
  { "de", "ischer" },
  { "de", "isches" },
  { "ru", "ский" },
  { "ru", "ская" },
  { "ru", "ское" },
  { "ru", "ские" },
  { "ru", "ского" },
  { "ru", "ской" },
  { "ru", "ских" },
};
static const Ending of_anything[] = {
  { "", "iste" },
  { "", "istes" },
  { "", "ist" },
  { "", "ists" },
  { "", "isme" },
  { "", "isten" },
  { "", "isties" },
  { "", "ism" },
  { "", "istisch" },
  { "", "istische" },
  { "", "ismus" },
  { "", "ismes" },
  { "", "istic" },
};
/* What is left has to be enough to know the name by. */
#define MIN_LEFT 3

static gboolean
fits (const Ending *ending, const char *lang, const char *word)
{
  return strncmp (ending->lang, lang, strlen (ending->lang)) == 0
         && g_str_has_suffix (word, ending->ending)
         && strlen (word) >= strlen (ending->ending) + MIN_LEFT;
}

/* The name may end so itself, with a vowel behind it: Milan is Milano. */
static gboolean
ends_so (const char *name, const char *ending)
{
  gsize length = strlen (name);

  while (length > 0 && strchr ("aeiouy", name[length - 1]) != NULL)
    length--;
  for (gsize end = length; end <= strlen (name); end++)
    {
      g_autofree char *cut = g_strndup (name, end);

      if (g_str_has_suffix (cut, ending))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_ending (const TriNameKey *form, const TriNameKey *name, const Ending *endings, guint n_endings)
{
  const TriNameWord *of_form = tri_name_key_get_word (form, form->words->len - 1);
  const TriNameWord *of_name = tri_name_key_get_word (name, name->words->len - 1);
  gboolean same_lang = strncmp (form->lang, name->lang, 2) == 0;
  gboolean begins = g_str_has_prefix (of_name->folded, of_form->folded);

  for (guint i = 0; i < n_endings; i++)
    if (fits (&endings[i], form->lang, of_form->folded)
        && ((same_lang && begins) || !ends_so (of_name->folded, endings[i].ending)))
      return TRUE;
  return FALSE;
}

/* Russe and Russie, Bulgare and Bulgarie: of one language. */
static gboolean
lacks_ending (const TriNameKey *form, const TriNameKey *name)
{
  const char *of_form = tri_name_key_get_word (form, form->words->len - 1)->folded;
  const char *of_name = tri_name_key_get_word (name, name->words->len - 1)->folded;
  gsize n = strlen (of_form);

  return strncmp (form->lang, "fr", 2) == 0 && strncmp (name->lang, "fr", 2) == 0
         && g_str_has_suffix (of_form, "e") && g_str_has_suffix (of_name, "ie")
         && strlen (of_name) == n + 1 && strncmp (of_form, of_name, n - 1) == 0;
}

/**
 * tri_name_is_made_of:
 * @form: words of a text
 * @name: a name that they look like
 * @type: what it names
 *
 * Returns: whether @form is no spelling of @name but a word that its language makes of it: who is
 * from a place, or like it; who follows somebody
 */
gboolean
tri_name_is_made_of (const TriNameKey *form, const TriNameKey *name, TriEntityType type)
{
  if (form->words->len == 0 || name->words->len == 0)
    return FALSE;
  return has_ending (form, name, of_anything, G_N_ELEMENTS (of_anything))
         || (type == TRI_ENTITY_PLACE
             && (has_ending (form, name, of_places, G_N_ELEMENTS (of_places))
                 || lacks_ending (form, name)));
}
