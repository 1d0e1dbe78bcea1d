/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-marks-template.h"

#include "formats/tri-marks-template-fields.h"
#include "tri-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 16
#define MAX_BYTES (1024 * 1024)

typedef enum
{
  NODE_WORDS,
  NODE_FIELD,
  NODE_SECTION,
  NODE_UNLESS,
} NodeKind;

/* A piece of a template. value: the words, or the name of a field; argument: what follows a
 * colon. */
typedef struct
{
  NodeKind kind;
  char *value;
  char *argument;
  char *filter;
  GPtrArray *parts;
} Node;

struct _TriMarksTemplate
{
  GPtrArray *head;
  GPtrArray *body;
  GPtrArray *foot;
};

typedef struct
{
  const char *name;
  const char *at;
  guint line;
  /* the line has had more than the signs of sections */
  gboolean has_words;
} Parser;

static void
free_node (gpointer data)
{
  Node *self = data;

  g_free (self->value);
  g_free (self->argument);
  g_free (self->filter);
  if (self->parts)
    g_ptr_array_unref (self->parts);
  g_free (self);
}

static GPtrArray *
new_nodes (void)
{
  return g_ptr_array_new_with_free_func (free_node);
}

/* --- reading --- */

static gboolean fail (Parser *self, guint line, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (Parser *self, guint line, GError **error, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list list;

  va_start (list, format);
  words = g_strdup_vprintf (format, list);
  va_end (list);
  /* Translators: a file, the number of a line, what is wrong there. */
  g_set_error (error, TRI_ERROR, TRI_ERROR_SYNTAX, _ ("%s, line %u: %s"), self->name, line, words);
  return FALSE;
}

static void
add_words (GPtrArray *nodes, GString *words)
{
  Node *node;

  if (!words->len)
    return;
  node = g_new0 (Node, 1);
  node->kind = NODE_WORDS;
  node->value = g_strdup (words->str);
  g_ptr_array_add (nodes, node);
  g_string_truncate (words, 0);
}

/* A line that holds nothing but the sign of a section leaves no empty line. */
static void
skip_line_end (Parser *self)
{
  if (!self->has_words && *self->at == '\n')
    {
      self->at++;
      self->line++;
    }
}

static gboolean parse_nodes (Parser *self,
                             const char *section,
                             guint opened,
                             guint depth,
                             GPtrArray *nodes,
                             GError **error);

/* "name:argument|filter" */
static gboolean
read_name (Parser *self, char *inside, Node *node, GError **error)
{
  char *filter = strchr (inside, '|');
  char *argument = NULL;
  int field;

  if (filter)
    {
      *filter++ = '\0';
      if (tri_template_find_filter (filter) < 0)
        return fail (self,
                     self->line,
                     error,
                     _ ("“%s” is no way to write; there are html, json, tex, plain and line."),
                     filter);
      node->filter = g_strdup (filter);
    }
  argument = strchr (inside, ':');
  if (argument)
    *argument++ = '\0';
  field = tri_template_find_field (inside);
  if (field < 0)
    {
      g_autofree char *names = tri_marks_template_dup_names ();

      return fail (self,
                   self->line,
                   error,
                   _ ("there is no placeholder {%s}; there are %s. A brace is written {{."),
                   inside,
                   names);
    }
  if (node->kind == NODE_FIELD && tri_template_is_section (field))
    return fail (self,
                 self->line,
                 error,
                 _ ("{%s} is a section: {#%s}…{/%s}."),
                 inside,
                 inside,
                 inside);
  if (argument && !g_str_equal (inside, "counterpart"))
    return fail (self, self->line, error, _ ("{%s} takes no language."), inside);
  node->value = g_strdup (inside);
  node->argument = g_strdup (argument);
  return TRUE;
}

static gboolean
parse_braces (Parser *self, GString *words, guint depth, GPtrArray *nodes, GError **error)
{
  const char *end = strpbrk (self->at, "}\n");
  g_autofree char *inside = NULL;
  Node *node;
  guint opened = self->line;
  char sign;

  if (!end || *end != '}')
    return fail (self, self->line, error, _ ("a brace is not closed. A brace is written {{."));
  inside = g_strndup (self->at, (gsize) (end - self->at));
  self->at = end + 1;
  sign = inside[0];
  node = g_new0 (Node, 1);
  node->kind = sign == '#' ? NODE_SECTION : sign == '^' ? NODE_UNLESS
                                                        : NODE_FIELD;
  if (node->kind != NODE_FIELD)
    skip_line_end (self);
  add_words (nodes, words);
  g_ptr_array_add (nodes, node);
  if (!read_name (self, inside + (node->kind == NODE_FIELD ? 0 : 1), node, error))
    return FALSE;
  if (node->kind == NODE_FIELD)
    {
      self->has_words = TRUE;
      return TRUE;
    }
  if (depth == MAX_DEPTH)
    return fail (self, opened, error, _ ("sections are nested too deep."));
  if (g_str_equal (node->value, "marks") && depth > 0)
    return fail (self, opened, error, _ ("{#marks} cannot stand inside another section."));
  node->parts = new_nodes ();
  return parse_nodes (self, node->value, opened, depth + 1, node->parts, error);
}

/* "{/name}" */
static gboolean
parse_close (Parser *self, const char *section, GString *words, GPtrArray *nodes, GError **error)
{
  const char *end = strpbrk (self->at, "}\n");
  g_autofree char *name = NULL;

  if (!end || *end != '}')
    return fail (self, self->line, error, _ ("a brace is not closed. A brace is written {{."));
  name = g_strndup (self->at + 1, (gsize) (end - self->at - 1));
  if (!section)
    return fail (self, self->line, error, _ ("{/%s} closes what nothing opened."), name);
  if (!g_str_equal (name, section))
    return fail (self,
                 self->line,
                 error,
                 _ ("{/%s} stands where {/%s} was expected."),
                 name,
                 section);
  self->at = end + 1;
  skip_line_end (self);
  add_words (nodes, words);
  return TRUE;
}

static gboolean
parse_nodes (Parser *self,
             const char *section,
             guint opened,
             guint depth,
             GPtrArray *nodes,
             GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  while (*self->at)
    {
      char c = *self->at++;

      if ((c == '{' || c == '}') && *self->at == c)
        self->at++;
      else if (c == '}')
        return fail (self,
                     self->line,
                     error,
                     _ ("a brace closes what nothing opened. A brace is written }}."));
      else if (c == '{' && *self->at == '/')
        return parse_close (self, section, words, nodes, error);
      else if (c == '{')
        {
          if (!parse_braces (self, words, depth, nodes, error))
            return FALSE;
          continue;
        }
      self->line += c == '\n';
      self->has_words = c != '\n';
      g_string_append_c (words, c);
    }
  add_words (nodes, words);
  if (section)
    return fail (self, opened, error, _ ("{#%s} is not closed."), section);
  return TRUE;
}

/* Parts what stands before and behind {#marks}. */
static gboolean
split (TriMarksTemplate *self, Parser *parser, GPtrArray *nodes, GError **error)
{
  gboolean is_found = FALSE;

  self->head = new_nodes ();
  self->foot = new_nodes ();
  while (nodes->len)
    {
      Node *node = g_ptr_array_steal_index (nodes, 0);

      if (node->kind == NODE_WORDS || !g_str_equal (node->value, "marks"))
        g_ptr_array_add (is_found ? self->foot : self->head, node);
      else
        {
          gboolean is_second = is_found;

          if (!is_second)
            self->body = g_steal_pointer (&node->parts);
          free_node (node);
          if (is_second)
            return fail (parser, parser->line, error, _ ("{#marks} stands there twice."));
          is_found = TRUE;
        }
    }
  if (!is_found)
    {
      self->body = self->head;
      self->head = new_nodes ();
    }
  return TRUE;
}

TriMarksTemplate *
tri_marks_template_new (const char *name, const char *text, GError **error)
{
  g_autoptr (TriMarksTemplate) self = g_new0 (TriMarksTemplate, 1);
  g_autoptr (GPtrArray) nodes = new_nodes ();
  Parser parser = { name, text, 1, FALSE };

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, TRI_ERROR, TRI_ERROR_SYNTAX, _ ("%s is not UTF-8."), name);
      return NULL;
    }
  if (!parse_nodes (&parser, NULL, 1, 0, nodes, error) || !split (self, &parser, nodes, error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
tri_marks_template_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_malloc (MAX_BYTES + 2);
  gsize n = 0;

  if (!stream
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_BYTES + 1, &n, NULL, error))
    return NULL;
  text[n] = '\0';
  if (n > MAX_BYTES || memchr (text, '\0', n))
    g_set_error (error, TRI_ERROR, TRI_ERROR_LIMIT, _ ("%s is no template."), name);
  else if (!g_utf8_validate (text, (gssize) n, NULL))
    g_set_error (error, TRI_ERROR, TRI_ERROR_SYNTAX, _ ("%s is not UTF-8."), name);
  else
    return g_steal_pointer (&text);
  return NULL;
}

TriMarksTemplate *
tri_marks_template_load (const char *path, GError **error)
{
  g_autofree char *text = tri_marks_template_read (path, error);
  g_autofree char *name = g_filename_display_basename (path);

  return text ? tri_marks_template_new (name, text, error) : NULL;
}

void
tri_marks_template_free (TriMarksTemplate *self)
{
  g_clear_pointer (&self->head, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_ptr_array_unref);
  g_clear_pointer (&self->foot, g_ptr_array_unref);
  g_free (self);
}

const char *
tri_marks_template_get_example (void)
{
  return "{#new-work}\n"
         "{work}\n"
         "======\n\n"
         "{/new-work}\n"
         "“{quote}”\n"
         "{#counterparts}\n"
         "  {language}: “{counterpart}”\n"
         "{/counterparts}\n"
         "{#note}\n"
         "{note|plain}\n"
         "{/note}\n"
         "{text}{#chapter}, {chapter}{/chapter}; {kind}, {created}"
         "{#labels} #{label}{/labels}\n\n";
}

/* --- writing --- */

static void append_nodes (const GPtrArray *nodes, const TriTemplateScope *scope, GString *out);

static char *
dup_value (const Node *node, const TriTemplateScope *scope)
{
  return tri_template_dup_field (tri_template_find_field (node->value), scope, node->argument);
}

static void
append_field (const Node *node, const TriTemplateScope *scope, GString *out)
{
  g_autofree char *value = dup_value (node, scope);

  if (node->filter)
    tri_template_append (out, tri_template_find_filter (node->filter), value);
  else
    g_string_append (out, value);
}

static void
append_section (const Node *node, const TriTemplateScope *scope, GString *out)
{
  g_autofree char *value = dup_value (node, scope);
  TriTemplateScope inner = *scope;

  if (!value[0])
    return;
  if (g_str_equal (node->value, "labels") && scope->mark)
    for (guint i = 0; scope->mark->labels[i]; i++)
      {
        inner.label = scope->mark->labels[i];
        append_nodes (node->parts, &inner, out);
      }
  else if (g_str_equal (node->value, "counterparts"))
    for (guint i = 0; i < scope->mark->counterparts->len; i++)
      {
        inner.counterpart = g_ptr_array_index (scope->mark->counterparts, i);
        append_nodes (node->parts, &inner, out);
      }
  else
    append_nodes (node->parts, scope, out);
}

static void
append_unless (const Node *node, const TriTemplateScope *scope, GString *out)
{
  g_autofree char *value = dup_value (node, scope);

  if (!value[0])
    append_nodes (node->parts, scope, out);
}

static void
append_nodes (const GPtrArray *nodes, const TriTemplateScope *scope, GString *out)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (nodes, i);

      switch (node->kind)
        {
        case NODE_FIELD:
          append_field (node, scope, out);
          break;
        case NODE_SECTION:
          append_section (node, scope, out);
          break;
        case NODE_UNLESS:
          append_unless (node, scope, out);
          break;
        case NODE_WORDS:
        default:
          g_string_append (out, node->value);
        }
    }
}

static void
append_around (const GPtrArray *nodes, guint n_marks, GString *out)
{
  const TriMarksTemplatePlace place = { .n_marks = n_marks };
  const TriTemplateScope scope = { .place = &place };

  append_nodes (nodes, &scope, out);
}

void
tri_marks_template_begin (const TriMarksTemplate *self, guint n_marks, GString *out)
{
  append_around (self->head, n_marks, out);
}

void
tri_marks_template_mark (const TriMarksTemplate *self,
                         const TriMarkRecord *mark,
                         const TriMarksTemplatePlace *place,
                         GString *out)
{
  const TriTemplateScope scope = { mark, place, NULL, NULL };

  append_nodes (self->body, &scope, out);
}

void
tri_marks_template_end (const TriMarksTemplate *self, guint n_marks, GString *out)
{
  append_around (self->foot, n_marks, out);
}
