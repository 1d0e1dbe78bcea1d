/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-key.h"

#include "tri-fold.h"
#include "tri-name-places.h"
#include "tri-name-words.h"

#include <string.h>

/* A longer word names nobody, and its places are kept in a byte. */
#define MAX_WORD 120
#define MIN_STEM 3
#define N_BLOCK 4

/* Endings that Latin and Greek, and the languages after them, put behind foreign names, and that of
 * Russian adjectives made of places; in sounds, the longer before the shorter. */
static const char *const endings[] = {
  "skaia",
  "ski",
  "ensis",
  "ius",
  "ios",
  "iia",
  "us",
  "os",
  "is",
  "es",
  "as",
  "on",
  "um",
  "ia",
  "ii",
  "a",
  "e",
  "i",
  "o",
  "s",
};
static const char *const patronymics[] = {
  "ovich",
  "evich",
  "ovitch",
  "evitch",
  "ovic",
  "evic",
  "ovitsj",
  "evitsj",
  "jitsj",
  "owitsch",
  "ewitsch",
  "ovitsch",
  "ovna",
  "evna",
  "owna",
  "ewna",
  "ович",
  "евич",
  "ьич",
  "овна",
  "евна",
  "ична",
};

static void
word_free (gpointer data)
{
  TriNameWord *self = data;

  g_free (self->text);
  g_free (self->folded);
  g_free (self);
}

static guint
value_of_roman (char c)
{
  return c == 'I' ? 1 : c == 'V' ? 5
                    : c == 'X'   ? 10
                                 : 0;
}

/* The value of a number in Roman or Arabic figures, with what the languages put behind it. */
static guint
parse_number (const char *written)
{
  static const char *const behind[] = { "", "er", "re", "e", "ème", "ère", "nd", "rd", "th", "de" };
  const char *end = written;
  guint number = 0;

  for (; value_of_roman (*end) != 0; end++)
    number = value_of_roman (*end) < value_of_roman (end[1])
                 ? number - value_of_roman (*end)
                 : number + value_of_roman (*end);
  if (end == written)
    number = (guint) g_ascii_strtoull (written, (char **) &end, 10);
  for (guint i = 0; i < G_N_ELEMENTS (behind) && end > written && number < 1000; i++)
    if (strcmp (end, behind[i]) == 0)
      return number;
  return 0;
}

static gboolean
ends_with (const TriNameWord *word, const char *ending)
{
  guint length = (guint) strlen (ending);
  gboolean same = word->n_sounds >= length + MIN_STEM;

  for (guint j = 0; j < length && same; j++)
    same = word->sounds[word->n_sounds - length + j].sound == ending[j];
  return same;
}

static void
find_stems (TriNameWord *word)
{
  word->stem = word->n_sounds;
  word->stems[word->n_stems++] = (guint8) word->n_sounds;
  for (guint i = 0; i < G_N_ELEMENTS (endings) && word->n_stems < TRI_NAME_STEMS_MAX; i++)
    if (ends_with (word, endings[i]))
      {
        guint left = word->n_sounds - (guint) strlen (endings[i]);

        word->stem = MIN (word->stem, left);
        word->stems[word->n_stems++] = (guint8) left;
      }
}

static TriNameWordKind
find_kind (const TriNameWord *word, gboolean stop)
{
  if (word->number > 0)
    return TRI_NAME_WORD_NUMBER;
  if (stop && g_utf8_strlen (word->text, -1) <= 2 && !tri_name_words_is_title (word->folded))
    return TRI_NAME_WORD_INITIAL;
  if (tri_name_words_is_particle (word->folded) || tri_name_words_is_article (word->folded))
    return TRI_NAME_WORD_PARTICLE;
  if (tri_name_words_is_title (word->folded))
    return TRI_NAME_WORD_TITLE;
  if (word->byname > 0 && word->given == 0)
    return TRI_NAME_WORD_BYNAME;
  return g_utf8_strlen (word->text, -1) == 1 ? TRI_NAME_WORD_INITIAL : TRI_NAME_WORD_NAME;
}

/* @stop: a full stop stands behind it, and it is not the last word. */
static void
add_word (TriNameKey *self, const char *written, gboolean stop)
{
  TriNameWord *word = g_new0 (TriNameWord, 1);
  guint n = self->words->len;
  const TriNameWord *last = n > 0 ? tri_name_key_get_word (self, n - 1) : NULL;

  word->text = g_utf8_strdown (written, -1);
  word->folded = tri_fold (written);
  word->number = stop && written[1] == '\0' ? 0 : parse_number (written);
  word->given = tri_name_words_find_given (word->folded);
  word->common = tri_name_words_is_common (word->given);
  word->byname = tri_name_words_find_epithet (word->folded);
  word->translated = tri_name_words_find_translated (word->folded);
  word->kind = find_kind (word, stop);
  word->n_sounds = tri_name_sounds_read (word->text, self->lang, word->sounds);
  find_stems (word);
  word->after_particle = last != NULL && last->kind == TRI_NAME_WORD_PARTICLE;
  if (word->kind == TRI_NAME_WORD_NAME)
    word->places = tri_name_places_find (word->folded);
  g_ptr_array_add (self->words, word);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2b9 || c == 0x2bc || c == 0x2ba;
}

/* In a romanisation the apostrophe is a soft sign; elsewhere it parts d'Orenbourg, and what stands
 * behind it in Serge's is no part of the name. */
static gboolean
ends_at_apostrophe (const TriNameKey *self, const char *next)
{
  return strstr (self->lang, "-Latn") == NULL && g_unichar_isalpha (g_utf8_get_char (next));
}

static void
split (TriNameKey *self, const char *name)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean genitive = FALSE;

  for (const char *at = name;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean inside = g_unichar_isalnum (c) || g_unichar_ismark (c);

      if (inside && word->len < MAX_WORD)
        g_string_append_unichar (word, c);
      if (inside || (is_apostrophe (c) && !ends_at_apostrophe (self, g_utf8_next_char (at))))
        continue;
      if (word->len > 0 && !(genitive && strcmp (word->str, "s") == 0))
        add_word (self, word->str, c == '.' && at[1] != '\0');
      genitive = is_apostrophe (c) && word->len > 1;
      g_string_truncate (word, 0);
      if (c == '\0')
        return;
    }
}

static void
mark_patronymics (TriNameKey *self)
{
  for (guint i = 1; i + 1 < self->words->len; i++)
    {
      TriNameWord *word = g_ptr_array_index (self->words, i);

      for (guint j = 0; j < G_N_ELEMENTS (patronymics); j++)
        {
          g_autofree char *folded = tri_fold (patronymics[j]);

          if (word->kind == TRI_NAME_WORD_NAME && g_str_has_suffix (word->folded, folded))
            word->kind = TRI_NAME_WORD_PATRONYMIC;
        }
    }
}

/* Russian has an adjective where other languages have a particle and a place. */
static gboolean
is_adjective (const char *folded)
{
  static const char *const suffixes[] = { "ский", "ская", "цкий", "цкая", "ской", "ный", "ная" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *suffix = tri_fold (suffixes[i]);

      if (g_str_has_suffix (folded, suffix))
        return TRUE;
    }
  return FALSE;
}

static void
mark_behind (TriNameKey *self)
{
  gboolean numbered = FALSE;

  for (guint i = 0; i < self->words->len; i++)
    {
      TriNameWord *word = g_ptr_array_index (self->words, i);

      word->behind = numbered
                     || (i > 0 && (guchar) word->folded[0] >= 0x80
                         && word->kind == TRI_NAME_WORD_NAME && is_adjective (word->folded));
      numbered |= i > 0 && word->kind == TRI_NAME_WORD_NUMBER;
    }
}

/* A name that is nothing but a title, a byname or a particle names by that. */
static void
ensure_name (TriNameKey *self)
{
  for (guint i = 0; i < self->words->len; i++)
    if (tri_name_key_get_word (self, i)->kind <= TRI_NAME_WORD_PATRONYMIC)
      return;
  for (guint i = 0; i < self->words->len; i++)
    {
      TriNameWord *word = g_ptr_array_index (self->words, i);

      if (word->kind != TRI_NAME_WORD_NUMBER)
        word->kind = TRI_NAME_WORD_NAME;
    }
}

/**
 * tri_name_key_new:
 * @name: a name as written
 * @lang: by whose spelling (BCP 47); ru-Latn and the like are romanisations of scholars, "" is
 * any. Cyrillic is read in any language
 *
 * Returns: (transfer full): the name, ready to be compared
 */
TriNameKey *
tri_name_key_new (const char *name, const char *lang)
{
  TriNameKey *self = g_new0 (TriNameKey, 1);
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  self->lang = g_strdup (lang != NULL ? lang : "");
  self->name = g_strdup (name);
  self->folded = tri_fold (name);
  self->words = g_ptr_array_new_with_free_func (word_free);
  split (self, composed != NULL ? composed : "");
  mark_patronymics (self);
  mark_behind (self);
  ensure_name (self);
  self->places = tri_name_places_find (self->folded);
  return self;
}

void
tri_name_key_free (TriNameKey *self)
{
  g_free (self->lang);
  g_free (self->name);
  g_free (self->folded);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* Sounds that the languages mix up are one letter of a block; vowels are none. */
static char
class_of (char sound)
{
  static const char *const classes[] = { "SCZszc", "KkgXq", "Ttd", "Ppbfv", "l", "r", "nm" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strchr (classes[i], sound) != NULL)
      return classes[i][0];
  return '\0';
}

typedef struct
{
  char letters[N_BLOCK + 1];
  guint n;
} Block;

static void
append_class (Block *block, char class)
{
  gboolean again = block->n > 0 && block->letters[block->n - 1] == class;

  if (class != '\0' && !again && block->n < N_BLOCK)
    block->letters[block->n++] = class;
}

/* The v of Август and Евгений is a vowel elsewhere. */
static gboolean
is_vowel_elsewhere (const TriNameWord *word, guint i)
{
  return word->sounds[i].sound == 'v' && i > 0 && i + 1 < word->n_sounds
         && strchr ("ae", word->sounds[i - 1].sound) != NULL
         && strchr ("aeiou", word->sounds[i + 1].sound) == NULL;
}

static Block
read_classes (const TriNameWord *word, guint n_sounds, gboolean with_v)
{
  Block block = { 0 };

  for (guint i = 0; i < n_sounds; i++)
    if (with_v || !is_vowel_elsewhere (word, i))
      append_class (&block, class_of (word->sounds[i].sound));
  return block;
}

/* Names that came by way of a third language, as those of the Bible did, are not spelt by the rules
 * of any: their consonants as letters. What h, j, y and w stand for differs most, and ch. */
static Block
read_letters (const TriNameWord *word, gboolean with_ch)
{
  static const struct
  {
    const char *letters;
    char class;
  } known[] = {
    { "sch", 'S' },
    { "sh", 'S' },
    { "sj", 'S' },
    { "ch", 'K' },
    { "kh", 'K' },
    { "ph", 'P' },
    { "th", 'T' },
    { "ts", 'S' },
    { "tz", 'S' },
    { "c", 'K' },
    { "q", 'K' },
    { "k", 'K' },
    { "g", 'K' },
    { "x", 'S' },
    { "s", 'S' },
    { "z", 'S' },
    { "d", 'T' },
    { "t", 'T' },
    { "b", 'P' },
    { "p", 'P' },
    { "f", 'P' },
    { "v", 'P' },
    { "l", 'l' },
    { "r", 'r' },
    { "n", 'n' },
    { "m", 'n' },
  };
  Block block = { 0 };

  for (const char *at = word->folded; *at != '\0';)
    {
      guint i = 0;
      gboolean is_ch;

      while (i < G_N_ELEMENTS (known) && !g_str_has_prefix (at, known[i].letters))
        i++;
      is_ch = i < G_N_ELEMENTS (known) && known[i].letters[1] == 'h' && known[i].class == 'K';
      if (i < G_N_ELEMENTS (known) && (with_ch || !is_ch))
        append_class (&block, known[i].class);
      at += i < G_N_ELEMENTS (known) ? strlen (known[i].letters) : 1;
    }
  return block;
}

/* Each once. */
static void
add_block (GPtrArray *blocks, const char *block)
{
  if (block[0] == '\0')
    return;
  for (guint i = 0; i < blocks->len; i++)
    if (strcmp (g_ptr_array_index (blocks, i), block) == 0)
      return;
  g_ptr_array_add (blocks, g_strdup (block));
}

static void
add_blocks_of_word (GPtrArray *blocks, const TriNameWord *word)
{
  g_autofree char *same = g_strdup_printf ("=%s", word->folded);

  add_block (blocks, same);
  for (guint i = 0; i < word->n_stems; i++)
    {
      add_block (blocks, read_classes (word, word->stems[i], TRUE).letters);
      add_block (blocks, read_classes (word, word->stems[i], FALSE).letters);
    }
  if ((guchar) word->folded[0] < 0x80)
    {
      add_block (blocks, read_letters (word, TRUE).letters);
      add_block (blocks, read_letters (word, FALSE).letters);
    }
}

/**
 * tri_name_word_dup_prefix:
 * @self: the beginning of a word
 *
 * Returns: (transfer full) (nullable): what the keys of words that begin so begin with; NULL when
 * that says too little
 */
char *
tri_name_word_dup_prefix (const TriNameWord *self)
{
  Block block = read_classes (self, self->n_sounds, TRUE);

  return block.n < 2 ? NULL : g_strdup (block.letters);
}

/* Black is a family name, the Black is none. */
static gboolean
is_keyed (const TriNameWord *word)
{
  return word->kind == TRI_NAME_WORD_NAME || word->kind == TRI_NAME_WORD_PATRONYMIC
         || (word->kind == TRI_NAME_WORD_BYNAME && !word->after_particle);
}

/**
 * tri_name_key_list_blocks:
 * @self: a name
 *
 * Two names that share none of these are not worth comparing: what the consonants of each word are
 * alike, which given name it is, which places.
 *
 * Returns: (transfer full): keys for an index
 */
char **
tri_name_key_list_blocks (const TriNameKey *self)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < self->words->len; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (self, i);
      g_autofree char *given = g_strdup_printf ("#%u", word->given);
      g_autofree char *translated = g_strdup_printf ("~%u", word->translated);

      if (is_keyed (word))
        add_blocks_of_word (blocks, word);
      if (word->given > 0)
        add_block (blocks, given);
      if (word->translated > 0)
        add_block (blocks, translated);
    }
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    {
      g_autofree char *place = g_strdup_printf ("@%u", g_array_index (self->places, guint, i));

      add_block (blocks, place);
    }
  g_ptr_array_add (blocks, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&blocks), FALSE);
}
