/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-name-derive.h"

#include "entities/tri-name-cues.h"

#include <string.h>

/* A register of official names says “Confederación Nacional del Trabajo (CNT)” and “Victor Lvovitch
 * Kibaltchiche”; texts say CNT, Kibaltchiche, V. L. Kibaltchiche, and in a list Kibaltchiche,
 * Victor Lvovitch. */

typedef struct
{
  char *const *words;
  guint n;
  TriNameDeriveFunc func;
  gpointer data;
} Deriving;

static gboolean
has_capital (const char *word)
{
  return g_unichar_isupper (g_utf8_get_char (word));
}

/* Alexander II, Louis XIV: a number is nobody's family name. */
static gboolean
is_number (const char *word)
{
  return strspn (word, "IVXLC0123456789") == strlen (word);
}

/* Where the family name begins: its particles belong to it. 0 when there is none. */
static guint
find_family (const Deriving *self)
{
  guint first = self->n - 1;

  if (!has_capital (self->words[first]) || is_number (self->words[first])
      || g_utf8_strlen (self->words[first], -1) < 3 || strchr (self->words[first], '.'))
    return 0;
  while (first > 1 && !has_capital (self->words[first - 1]))
    first--;
  return has_capital (self->words[0]) ? first : 0;
}

static void
append_words (GString *name, const Deriving *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, self->words[i]);
    }
}

/* J.-P. of Jean-Paul. */
static void
append_initial (GString *name, const char *word)
{
  const char *hyphen = strchr (word, '-');

  g_string_append_unichar (name, g_utf8_get_char (word));
  if (!hyphen || !has_capital (hyphen + 1))
    return;
  g_string_append (name, ".-");
  g_string_append_unichar (name, g_utf8_get_char (hyphen + 1));
}

/* V. Serge, V.L. Kibaltchiche, V. L. Kibaltchiche: of the first @n_given names, with @between
 * behind each stop. */
static void
derive_initials (const Deriving *self, guint family, guint n_given, const char *between)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < n_given; i++)
    {
      if (!has_capital (self->words[i]))
        return;
      append_initial (name, self->words[i]);
      g_string_append_printf (name, ".%s", i + 1 < n_given ? between : "");
    }
  append_words (name, self, family, self->n);
  self->func (name->str, TRI_NAME_RULE_VARIANT, self->data);
}

/* In Dutch lists the particles stand behind: Zwart, Piet de. */
static void
derive_listed (const Deriving *self, guint family)
{
  guint last = self->n - 1;
  g_autoptr (GString) name = g_string_new (self->words[last]);

  if (has_capital (self->words[family]))
    return;
  g_string_append_c (name, ',');
  append_words (name, self, 0, last);
  self->func (name->str, TRI_NAME_RULE_VARIANT, self->data);
}

static void
derive_person (const Deriving *self)
{
  guint family = find_family (self);
  g_autoptr (GString) name = g_string_new (NULL);

  if (family == 0 || tri_name_cue_is_title (self->words[0]))
    return;
  append_words (name, self, family, self->n);
  if (!tri_name_cue_is_month (name->str))
    self->func (name->str, TRI_NAME_RULE_FAMILY, self->data);
  g_string_append_c (name, ',');
  append_words (name, self, 0, family);
  self->func (name->str, TRI_NAME_RULE_VARIANT, self->data);
  derive_listed (self, family);
  derive_initials (self, family, 1, "");
  if (family == 1)
    return;
  derive_initials (self, family, family, "");
  derive_initials (self, family, family, " ");
}

/* POUM, USSR: of the words that say something. */
static void
derive_acronym (const Deriving *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    if (!tri_name_cue_is_particle (self->words[i]))
      g_string_append_unichar (name, g_unichar_toupper (g_utf8_get_char (self->words[i])));
  if (g_utf8_strlen (name->str, -1) >= 3 && g_utf8_strlen (name->str, -1) <= 6)
    self->func (name->str, TRI_NAME_RULE_ACRONYM, self->data);
}

/* The famille Thibault, the Forsyte family: its members are called by the name alone, in the
 * plural. */
static void
derive_house (const Deriving *self)
{
  guint first = 0;
  guint end = self->n;
  g_autoptr (GString) name = g_string_new (NULL);

  if (tri_name_cue_is_particle (self->words[first]))
    first++;
  if (first < end && tri_name_cue_is_family (self->words[first]))
    first++;
  else if (tri_name_cue_is_family (self->words[end - 1]))
    end--;
  else
    return;
  append_words (name, self, first, MAX (first, end));
  if (first < end && has_capital (self->words[end - 1]))
    self->func (name->str, TRI_NAME_RULE_FAMILY, self->data);
}

/* The Party, het Comité: what such a name is the name of, first or last. */
static void
derive_head (const Deriving *self)
{
  const guint places[] = { 0, self->n - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *word = self->words[places[i]];
      g_autofree char *first = g_utf8_substring (word, 0, 1);
      g_autofree char *upper = g_utf8_strup (first, -1);
      g_autofree char *head = g_strconcat (upper, g_utf8_next_char (word), NULL);

      if (tri_name_cue_is_head (word))
        self->func (head, TRI_NAME_RULE_HEAD, self->data);
    }
}

/* Confederación Nacional del Trabajo (CNT). */
static void
derive_bracket (const char *name, TriNameDeriveFunc func, gpointer data)
{
  const char *open = strchr (name, '(');
  const char *close = open ? strchr (open, ')') : NULL;
  g_autofree char *inside = NULL;
  g_autofree char *before = NULL;

  if (!close || close[1] || open == name)
    return;
  inside = g_strndup (open + 1, (gsize) (close - open - 1));
  before = g_strchomp (g_strndup (name, (gsize) (open - name)));
  func (before, TRI_NAME_RULE_VARIANT, data);
  if (has_capital (inside) && !strchr (inside, ' '))
    func (inside, TRI_NAME_RULE_VARIANT, data);
}

/* A title without its subtitle, and without the years behind a comma. */
static void
derive_title (const char *name, TriNameDeriveFunc func, gpointer data)
{
  static const char *const signs[] = { " : ", ": ", "\u00a0: ", " – ", ". ", ", 1" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *at = strstr (name, signs[i]);
      g_autofree char *main_title = at ? g_strndup (name, (gsize) (at - name)) : NULL;

      if (main_title && strchr (main_title, ' '))
        func (main_title, TRI_NAME_RULE_VARIANT, data);
    }
}

/* Serge, Victor: as many a register has it. NULL when what stands behind the comma is no given
 * name. */
static char *
turn_round (const char *name)
{
  const char *comma = strchr (name, ',');
  g_autofree char *family = comma ? g_strndup (name, (gsize) (comma - name)) : NULL;
  g_autofree char *given = comma ? g_strstrip (g_strdup (comma + 1)) : NULL;
  g_autofree char *first = given ? g_strndup (given, strcspn (given, " ")) : NULL;

  if (!comma || !*g_strstrip (family) || strpbrk (given, ",()0123456789") || !has_capital (given)
      || is_number (first) || tri_name_cue_is_title (first))
    return NULL;
  return g_strdup_printf ("%s %s", given, family);
}

static char **
split (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i]; i++)
    if (words[i][0])
      g_ptr_array_add (kept, g_strdup (words[i]));
  g_ptr_array_add (kept, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

/**
 * tri_name_derive:
 * @name: as the register has it
 * @func: (scope call): is given each name that follows from it by rule
 *
 * The names that a text may use for who or what has this one. Only names that are given in full
 * have such, pseudonyms and short forms none.
 */
void
tri_name_derive (const char *name,
                 TriEntityType type,
                 TriNameKind kind,
                 TriNameDeriveFunc func,
                 gpointer data)
{
  g_auto (GStrv) words = split (name);
  Deriving deriving = { words, g_strv_length (words), func, data };
  gboolean plain = !strpbrk (name, "(),");
  g_autofree char *turned = type == TRI_ENTITY_PERSON ? turn_round (name) : NULL;

  if (kind == TRI_NAME_SHORT || kind == TRI_NAME_PSEUDONYM || deriving.n < 2)
    return;
  if (turned)
    {
      func (turned, TRI_NAME_RULE_VARIANT, data);
      tri_name_derive (turned, type, kind, func, data);
    }
  if (type == TRI_ENTITY_PERSON && plain)
    derive_person (&deriving);
  if (type == TRI_ENTITY_WORK)
    derive_title (name, func, data);
  if (type == TRI_ENTITY_WORK || type == TRI_ENTITY_ORGANISATION)
    derive_bracket (name, func, data);
  if ((type == TRI_ENTITY_ORGANISATION || type == TRI_ENTITY_PLACE) && plain)
    derive_acronym (&deriving);
  if (type == TRI_ENTITY_ORGANISATION && plain)
    derive_house (&deriving);
  if ((type == TRI_ENTITY_ORGANISATION || type == TRI_ENTITY_EVENT) && plain)
    derive_head (&deriving);
}
