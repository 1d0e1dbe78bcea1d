/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-query-private.h"

#include <glib/gi18n.h>

TriQueryNode *
tri_query_node_new (TriQueryKind kind)
{
  TriQueryNode *self = g_new0 (TriQueryNode, 1);

  self->kind = kind;
  if (kind == TRI_QUERY_NEAR)
    self->distance = TRI_QUERY_NEAR_DISTANCE;
  return self;
}

static gpointer
copy_node_cb (gconstpointer node, gpointer data)
{
  return tri_query_node_copy (node);
}

static gpointer
copy_string_cb (gconstpointer string, gpointer data)
{
  return g_strdup (string);
}

static GPtrArray *
copy_array (GPtrArray *array, GCopyFunc copy, GDestroyNotify free_func)
{
  GPtrArray *copied;

  if (!array)
    return NULL;
  copied = g_ptr_array_new_full (array->len, free_func);
  for (guint i = 0; i < array->len; i++)
    g_ptr_array_add (copied, copy (array->pdata[i], NULL));
  return copied;
}

TriQueryNode *
tri_query_node_copy (const TriQueryNode *self)
{
  TriQueryNode *copy = tri_query_node_new (self->kind);

  *copy = *self;
  copy->children = copy_array (self->children,
                               copy_node_cb,
                               (GDestroyNotify) tri_query_node_free);
  copy->words = copy_array (self->words, copy_string_cb, g_free);
  copy->typed = copy_array (self->typed, copy_string_cb, g_free);
  copy->name = g_strdup (self->name);
  copy->value = g_strdup (self->value);
  copy->entities = self->entities ? g_array_copy (self->entities) : NULL;
  return copy;
}

void
tri_query_node_free (TriQueryNode *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->typed, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->entities, g_array_unref);
  g_free (self);
}

void
tri_query_free (TriQuery *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->root, tri_query_node_free);
  g_clear_pointer (&self->notes, g_array_unref);
  g_free (self);
}

static void
write_term (const TriQueryNode *self, GString *out)
{
  g_string_append_c (out, ' ');
  if (self->is_exact)
    g_string_append_c (out, '"');
  for (guint i = 0; i < self->words->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", (const char *) self->words->pdata[i]);
  if (self->is_prefix)
    g_string_append_c (out, '*');
  if (self->is_exact)
    g_string_append_c (out, '"');
}

static void
write_node (const TriQueryNode *self, GString *out)
{
  static const char *const names[] = {
    "TERM", "AND", "OR", "NOT", "NEAR", "ENTITY", "DATE", "LANG", "FILTER"
  };

  g_string_append_printf (out, "(%s", names[self->kind]);
  if (self->kind == TRI_QUERY_NEAR)
    g_string_append_printf (out, "/%u", self->distance);
  else if (self->kind == TRI_QUERY_TERM)
    write_term (self, out);
  else if (self->kind == TRI_QUERY_ENTITY)
    g_string_append_printf (out, " \"%s\"", self->name);
  else if (self->kind == TRI_QUERY_DATE)
    g_string_append_printf (out, " %s", self->value);
  else if (self->kind == TRI_QUERY_LANG)
    g_string_append_printf (out, " %s", self->name);
  else if (self->kind == TRI_QUERY_FILTER)
    g_string_append_printf (out, " %s \"%s\"", self->name, self->value);
  for (guint i = 0; self->children && i < self->children->len; i++)
    {
      g_string_append_c (out, ' ');
      write_node (self->children->pdata[i], out);
    }
  g_string_append_c (out, ')');
}

char *
tri_query_node_to_string (const TriQueryNode *self)
{
  GString *out = g_string_new (NULL);

  write_node (self, out);
  return g_string_free (out, FALSE);
}

static const char *
get_message (TriQueryProblem problem)
{
  switch (problem)
    {
    case TRI_QUERY_OPEN_QUOTE:
      return _ ("The quotation %s has no end: all that follows is taken for it");
    case TRI_QUERY_OPEN_PARENTHESIS:
      return _ ("The parenthesis %s has no end: all that follows is taken into it");
    case TRI_QUERY_STRAY_PARENTHESIS:
      return _ ("The parenthesis %s closes nothing and is passed over");
    case TRI_QUERY_MISSING_WORD:
      return _ ("%s has nothing beside it and is passed over");
    case TRI_QUERY_BAD_DATE:
      return _ ("%s names no time and is passed over. Write 1917, 1936-04, 192X or 1917..1919.");
    case TRI_QUERY_ONLY_NOT:
      return _ ("%s only says what is not to be there. Say what is to be found, too.");
    case TRI_QUERY_NO_WORD:
      return _ ("%s has no letter and no figure and is passed over");
    case TRI_QUERY_TOO_LONG:
      return _ ("This is too long a question: %s is passed over");
    case TRI_QUERY_UNKNOWN_NAME:
      return _ ("Nothing in the library has the name %s: its words are looked for instead");
    case TRI_QUERY_UNKNOWN_PLACE:
      return _ ("Nothing in the library answers to %s");
    case TRI_QUERY_ONLY_FILTER:
      return _ ("%s says where to look: type what to look for as well");
    default:
      g_return_val_if_reached ("%s");
    }
}

/* What is meant, in quotation marks, cut where it would fill the window. */
static char *
quote (const TriQueryNote *note, const char *typed)
{
  const guint most = 40;
  guint length = (guint) g_utf8_strlen (typed, -1);
  guint start = MIN (note->start, length);
  guint end = MIN (MAX (note->end, start), length);
  gboolean is_long = end - start > most;
  g_autofree char *part = g_utf8_substring (typed, start, is_long ? start + most : end);
  const char *inside = part;
  g_autofree char *shown = NULL;

  if (note->problem == TRI_QUERY_OPEN_QUOTE)
    inside = g_utf8_next_char (part + (*part == '@' ? 1 : 0));
  shown = g_strconcat (inside, is_long ? "…" : "", NULL);
  /* Translators: something that the reader typed into a search. */
  return g_strdup_printf (C_ ("search", "“%s”"), shown);
}

char *
tri_query_note_dup_message (const TriQueryNote *note, const char *typed)
{
  g_autofree char *quoted = quote (note, typed);
  g_auto (GStrv) parts = g_strsplit (get_message (note->problem), "%s", 2);

  return g_strconcat (parts[0], quoted, parts[1], NULL);
}
