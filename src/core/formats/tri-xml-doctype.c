/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xml-doctype.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No entity has a longer one. */
#define MAX_NAME 256

/* The entities that a document declares itself, by name. A %NULL text stands for one in another
 * file. Parameter entities are those of declarations: a text does not need what they hold in the
 * file itself, but it may need what they would take from another. */
struct _TriXmlDoctype
{
  GHashTable *entities;
  GHashTable *parameters; /* name → whether it is in another file */
  gsize n_steps;          /* entities that were expanded, the empty ones too */
};

TriXmlDoctype *
tri_xml_doctype_new (void)
{
  TriXmlDoctype *self = g_new0 (TriXmlDoctype, 1);

  self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tri_xml_doctype_free (TriXmlDoctype *self)
{
  g_hash_table_unref (self->entities);
  g_hash_table_unref (self->parameters);
  g_free (self);
}

gboolean
tri_xml_doctype_has_entities (TriXmlDoctype *self)
{
  return g_hash_table_size (self->entities) > 0;
}

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at;
}

static const char *
skip_name (const char *at, const char *end)
{
  while (at < end && !g_ascii_isspace (*at) && !strchr ("\"'<>%&;", *at))
    at++;
  return at;
}

/* Character references count when an entity is declared, so "&#38;lt;" is "&lt;" when it is used.
 * Those beyond ASCII may wait: they are no markup. */
static char *
dup_decoded (const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      char *stop = NULL;
      guint64 c = 0;

      if (end - text > 3 && text[0] == '&' && text[1] == '#')
        c = text[2] == 'x' ? g_ascii_strtoull (text + 3, &stop, 16)
                           : g_ascii_strtoull (text + 2, &stop, 10);
      if (c > 0 && c < 128 && stop < end && *stop == ';')
        {
          g_string_append_c (out, (char) c);
          text = stop + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* <!ENTITY % name "declarations"> or <!ENTITY % name SYSTEM "address">; @at is behind the sign. */
static void
read_parameter (TriXmlDoctype *self, const char *at, const char *end)
{
  const char *name = skip_space (at, end);
  const char *stop = skip_name (name, end);
  const char *value = skip_space (stop, end);
  g_autofree char *key = g_strndup (name, (gsize) (stop - name));
  gboolean is_outside = value < end && *value != '"' && *value != '\'';

  if (stop > name && !g_hash_table_contains (self->parameters, key))
    g_hash_table_insert (self->parameters, g_steal_pointer (&key), GINT_TO_POINTER (is_outside));
}

/* %name; between declarations. Returns what follows it, %NULL when that is another file. */
static const char *
skip_reference (TriXmlDoctype *self, const char *at, const char *end, GError **error)
{
  const char *stop = skip_name (at + 1, end);
  g_autofree char *name = g_strndup (at + 1, (gsize) (stop - at - 1));

  if (stop == end || *stop != ';')
    return at + 1;
  if (!g_hash_table_lookup (self->parameters, name))
    return stop + 1;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("the document type takes in another file by “%%%s;”, which is not read; put "
                  "the declarations that the text needs in its place"),
               name);
  return NULL;
}

/* <!ENTITY name "text"> or <!ENTITY name SYSTEM "address">; the first declaration counts. */
static void
read_entity (TriXmlDoctype *self, const char *at, const char *end)
{
  const char *name = skip_space (at, end);
  const char *stop = skip_name (name, end);
  const char *value = skip_space (stop, end);
  g_autofree char *key = g_strndup (name, (gsize) (stop - name));
  char *text = NULL;

  if (name < end && *name == '%')
    read_parameter (self, name + 1, end);
  if (stop == name || g_hash_table_contains (self->entities, key))
    return;
  /* SGML, whose files say what is wrong with them when they are read on. */
  if (g_str_has_prefix (value, "CDATA") || g_str_has_prefix (value, "SDATA"))
    value = skip_space (value + strlen ("CDATA"), end);
  if (value < end && (*value == '"' || *value == '\''))
    {
      const char *close = memchr (value + 1, *value, (gsize) (end - value - 1));

      if (!close)
        return;
      text = dup_decoded (value + 1, (gsize) (close - value - 1));
    }
  g_hash_table_insert (self->entities, g_steal_pointer (&key), text);
}

/* The end of a declaration, whose strings may hold any character. */
static const char *
find_declaration_end (const char *at, const char *end)
{
  char quote = 0;

  for (; at < end; at++)
    {
      if (quote)
        quote = *at == quote ? 0 : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '>')
        return at;
    }
  return end;
}

static const char *
skip_past (const char *at, const char *end, const char *mark)
{
  const char *found = g_strstr_len (at, end - at, mark);

  return found ? found + strlen (mark) : end;
}

/* The end of a comment, an instruction or a declaration, of which note is taken. */
static const char *
read_markup (TriXmlDoctype *self, const char *at, const char *end)
{
  const char *stop = NULL;

  if (g_str_has_prefix (at, "<!--"))
    return skip_past (at, end, "-->");
  if (g_str_has_prefix (at, "<?"))
    return skip_past (at, end, "?>");
  stop = find_declaration_end (at, end);
  if (g_str_has_prefix (at, "<!ENTITY") && at + 8 < stop)
    read_entity (self, at + 8, stop);
  return stop;
}

/**
 * tri_xml_doctype_read:
 * @text: an internal subset, from its bracket to its bracket
 * @fault: (out): where the error is
 *
 * Takes note of the entities that are declared.
 *
 * Returns: %FALSE when it is too long, or takes in another file
 */
gboolean
tri_xml_doctype_read (TriXmlDoctype *self,
                      const char *text,
                      gsize length,
                      gsize *fault,
                      GError **error)
{
  const char *at = text;
  const char *end = text + length;

  *fault = 0;
  if (length > TRI_XML_MAX_DOCTYPE)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_LIMIT,
                   "%s",
                   _ ("the document type is too long; take out the declarations that the text "
                      "does not need"));
      return FALSE;
    }
  while (at && at < end)
    {
      *fault = (gsize) (at - text);
      if (*at == '<')
        at = read_markup (self, at, end);
      else if (*at == '%')
        at = skip_reference (self, at, end, error);
      else
        at++;
    }
  return at != NULL;
}

static gboolean
is_predefined (const char *name)
{
  static const char *const names[] = { "amp", "lt", "gt", "apos", "quot", NULL };

  return *name == '#' || g_strv_contains (names, name);
}

static gboolean
expand (TriXmlDoctype *self,
        const char *name,
        guint level,
        gsize limit,
        GString *out,
        GError **error)
{
  gpointer text = NULL;
  const char *at = NULL;

  if (is_predefined (name) || !g_hash_table_lookup_extended (self->entities, name, NULL, &text))
    {
      g_string_append_printf (out, "&%s;", name);
      return TRUE;
    }
  if (!text)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_UNSUPPORTED,
                   _ ("the entity “%s” is in another file, which is not read; put "
                      "its text in its place"),
                   name);
      return FALSE;
    }
  if (level > TRI_XML_MAX_ENTITY_LEVELS || out->len > limit || ++self->n_steps > limit / 4 + 10000)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_LIMIT,
                   _ ("the entity “%s” expands beyond measure; put its text in its "
                      "place"),
                   name);
      return FALSE;
    }
  for (at = text; *at;)
    {
      const char *stop = *at == '&' ? memchr (at, ';', strnlen (at, MAX_NAME)) : NULL;

      if (stop)
        {
          g_autofree char *inner = g_strndup (at + 1, (gsize) (stop - at - 1));

          if (!expand (self, inner, level + 1, limit, out, error))
            return FALSE;
          at = stop + 1;
        }
      else
        g_string_append_c (out, *at++);
    }
  return TRUE;
}

/**
 * tri_xml_doctype_expand:
 * @name: of an entity
 * @limit: how long @out may become
 *
 * Appends what an entity stands for, with the entities in it. Those of XML itself, and what nobody
 * declared, remain as they are for the parser to judge.
 *
 * Returns: %FALSE when it nests more than %TRI_XML_MAX_ENTITY_LEVELS deep, becomes too long, or
 * points to another file
 */
gboolean
tri_xml_doctype_expand (TriXmlDoctype *self,
                        const char *name,
                        gsize limit,
                        GString *out,
                        GError **error)
{
  return expand (self, name, 1, limit, out, error);
}
