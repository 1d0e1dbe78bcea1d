/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-office.h"

#include <string.h>

/* Bytes of a title. */
#define MAX_WORDS 2000

/* Beyond these, numbers are written in figures. */
#define MAX_ROMAN 3999
#define MAX_LETTERS (26 * 4)

static char *
dup_roman (guint number, gboolean is_upper)
{
  static const struct
  {
    guint value;
    const char *letters;
  } parts[] = {
    { 1000, "m" },
    { 900, "cm" },
    { 500, "d" },
    { 400, "cd" },
    { 100, "c" },
    { 90, "xc" },
    { 50, "l" },
    { 40, "xl" },
    { 10, "x" },
    { 9, "ix" },
    { 5, "v" },
    { 4, "iv" },
    { 1, "i" },
  };
  g_autoptr (GString) roman = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (; number >= parts[i].value; number -= parts[i].value)
      g_string_append (roman, parts[i].letters);
  return is_upper ? g_ascii_strup (roman->str, -1) : g_strdup (roman->str);
}

/* a to z, aa, bb */
static char *
dup_letters (guint number, gboolean is_upper)
{
  guint times = (number - 1) / 26 + 1;

  return g_strnfill (times, (char) ((is_upper ? 'A' : 'a') + (number - 1) % 26));
}

char *
tri_office_dup_number (guint number, char format)
{
  if (number > 0 && number <= MAX_ROMAN && (format == 'i' || format == 'I'))
    return dup_roman (number, format == 'I');
  if (number > 0 && number <= MAX_LETTERS && (format == 'a' || format == 'A'))
    return dup_letters (number, format == 'A');
  return g_strdup_printf ("%u", number);
}

char *
tri_office_tidy_label (char *label)
{
  gsize length = 0;

  g_strstrip (label);
  length = strlen (label);
  if (length > 1 && label[length - 1] == '.')
    label[length - 1] = '\0';
  return label;
}

void
tri_office_look_set (TriOfficeLook *self, guint bit, gboolean is_on)
{
  self->known |= bit;
  self->on = is_on ? self->on | bit : self->on & ~bit;
}

/* What says that there is none is not one. */
void
tri_office_look_set_lang (TriOfficeLook *self, const char *lang)
{
  if (!lang || !*lang || strlen (lang) > 35 || g_str_equal (lang, "none")
      || g_str_has_prefix (lang, "zxx") || g_str_has_prefix (lang, "x-"))
    return;
  g_free (self->lang);
  self->lang = g_strdelimit (g_strdup (lang), "_", '-');
}

void
tri_office_look_lay (TriOfficeLook *self, const TriOfficeLook *over)
{
  self->on = (self->on & ~over->known) | (over->on & over->known);
  self->known |= over->known;
  if (!over->lang)
    return;
  g_free (self->lang);
  self->lang = g_strdup (over->lang);
}

void
tri_office_look_clear (TriOfficeLook *self)
{
  g_free (self->lang);
  *self = (TriOfficeLook){ 0, 0, NULL };
}

gboolean
tri_office_read_member (const TriSource *source,
                        TriArchive *archive,
                        const char *member,
                        const TriXmlHandler *handler,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TriSource inner = { source->path, NULL, source->lang, NULL, 0 };

  if (!member || !tri_archive_has (archive, member))
    return TRUE;
  bytes = tri_archive_read (archive, member, error);
  if (!bytes)
    return FALSE;
  name = g_strdup_printf ("%s: %s", source->name, member);
  inner.name = name;
  inner.bytes = bytes;
  return tri_xml_read (&inner, handler, data, cancellable, error);
}

const char *
tri_office_get (const TriXmlTag *tag, const char *name)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    if (g_str_equal (tag->attributes[i].name, name))
      return tag->attributes[i].value;
  return NULL;
}

guint
tri_office_get_number (const TriXmlTag *tag, const char *name, guint most)
{
  const char *value = tri_office_get (tag, name);
  guint64 number = value ? g_ascii_strtoull (value, NULL, 10) : 0;

  return (guint) MIN (number, most);
}

gboolean
tri_office_is_one_of (const char *name, const char *names)
{
  gsize n = strlen (name);

  while (*names && names[1])
    {
      gsize length = strcspn (++names, "|");

      if (length == n && memcmp (names, name, n) == 0)
        return TRUE;
      names += length;
    }
  return FALSE;
}

void
tri_office_add_words (char **words, const char *text, gsize n_bytes)
{
  g_autofree char *before = *words;

  if (before && strlen (before) + n_bytes > MAX_WORDS)
    *words = g_steal_pointer (&before);
  else
    *words = g_strdup_printf ("%s%.*s", before ? before : "", (int) n_bytes, text);
}
