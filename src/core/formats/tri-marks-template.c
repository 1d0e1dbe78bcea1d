/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-marks-template.h"

#include "formats/tri-export-marks.h"
#include "formats/tri-mark-note.h"
#include "tri-error.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
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

/* What a field is asked of. */
typedef struct
{
  const TriMarkRecord *mark;
  const TriMarksTemplatePlace *place;
  const char *label;
  const TriMarkSpot *counterpart;
} Scope;

typedef struct
{
  const char *name;
  const char *at;
  guint line;
  /* the line has had more than the signs of sections */
  gboolean has_words;
} Parser;

typedef char *(*GetField) (const Scope *scope, const char *argument);

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

/* --- what there is --- */

static const TriMarkSpot *
get_spot (const Scope *scope)
{
  return scope->mark ? tri_mark_record_get_spot (scope->mark) : NULL;
}

#define SPOT_FIELD(name, member)                          \
  static char *get_##name (const Scope *s, const char *a) \
  {                                                       \
    const TriMarkSpot *spot = get_spot (s);               \
                                                          \
    return g_strdup (spot ? spot->member : "");           \
  }

SPOT_FIELD (work, work_title)
SPOT_FIELD (text, text_title)
SPOT_FIELD (chapter, chapter)
SPOT_FIELD (passage, key)
SPOT_FIELD (prefix, prefix)
SPOT_FIELD (suffix, suffix)

static char *
get_id (const Scope *s, const char *a)
{
  return g_strdup (s->mark ? s->mark->uuid : "");
}

static char *
get_quote (const Scope *s, const char *a)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; s->mark && i < s->mark->spots->len; i++)
    g_string_append_printf (words,
                            "%s%s",
                            i ? "\n\n" : "",
                            ((TriMarkSpot *) g_ptr_array_index (s->mark->spots, i))->quote);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
get_note (const Scope *s, const char *a)
{
  return g_strdup (s->mark ? s->mark->note : "");
}

static char *
get_labels (const Scope *s, const char *a)
{
  return s->mark ? g_strjoinv (", ", s->mark->labels) : g_strdup ("");
}

static char *
get_label (const Scope *s, const char *a)
{
  return g_strdup (s->label ? s->label : "");
}

static char *
get_kind (const Scope *s, const char *a)
{
  return g_strdup (s->mark ? tri_marks_name_kind (s->mark->kind) : "");
}

static char *
get_style (const Scope *s, const char *a)
{
  return g_strdup (s->mark && s->mark->kind == TRI_MARK_HIGHLIGHT
                       ? tri_mark_style_to_nick (s->mark->style)
                       : "");
}

static char *
get_colour (const Scope *s, const char *a)
{
  return g_strdup (s->mark ? s->mark->colour : "");
}

static char *
get_letter (const Scope *s, const char *a)
{
  return s->mark && s->mark->letter ? g_strndup (&s->mark->letter, 1) : g_strdup ("");
}

static char *
get_language (const Scope *s, const char *a)
{
  const TriMarkSpot *spot = s->counterpart ? s->counterpart : get_spot (s);

  return g_strdup (spot ? spot->lang : "");
}

static char *
get_counterpart (const Scope *s, const char *a)
{
  if (a && s->mark)
    return tri_marks_dup_counterpart (s->mark, a);
  return g_strdup (s->counterpart ? s->counterpart->quote : "");
}

static char *
get_counterparts (const Scope *s, const char *a)
{
  return g_strdup (s->mark && s->mark->counterparts->len ? " " : "");
}

static char *
get_created (const Scope *s, const char *a)
{
  return s->mark ? tri_marks_dup_day (s->mark->created) : g_strdup ("");
}

static char *
get_modified (const Scope *s, const char *a)
{
  return s->mark ? tri_marks_dup_day (s->mark->modified) : g_strdup ("");
}

static char *
get_number (const Scope *s, const char *a)
{
  return g_strdup_printf ("%u", s->place->number);
}

static char *
get_count (const Scope *s, const char *a)
{
  return g_strdup_printf ("%u", s->place->n_marks);
}

static char *
get_new_work (const Scope *s, const char *a)
{
  return g_strdup (s->place->is_new_work ? " " : "");
}

static char *
get_new_chapter (const Scope *s, const char *a)
{
  return g_strdup (s->place->is_new_chapter ? " " : "");
}

/* as_section: only {#…} and {^…} make sense. */
static const struct
{
  const char *name;
  GetField get;
  gboolean as_section;
} fields[] = {
  { "quote", get_quote, FALSE },
  { "note", get_note, FALSE },
  { "work", get_work, FALSE },
  { "text", get_text, FALSE },
  { "language", get_language, FALSE },
  { "chapter", get_chapter, FALSE },
  { "labels", get_labels, FALSE },
  { "label", get_label, FALSE },
  { "colour", get_colour, FALSE },
  { "kind", get_kind, FALSE },
  { "style", get_style, FALSE },
  { "letter", get_letter, FALSE },
  { "counterpart", get_counterpart, FALSE },
  { "counterparts", get_counterparts, TRUE },
  { "created", get_created, FALSE },
  { "modified", get_modified, FALSE },
  { "id", get_id, FALSE },
  { "passage", get_passage, FALSE },
  { "prefix", get_prefix, FALSE },
  { "suffix", get_suffix, FALSE },
  { "number", get_number, FALSE },
  { "count", get_count, FALSE },
  { "marks", NULL, TRUE },
  { "new-work", get_new_work, TRUE },
  { "new-chapter", get_new_chapter, TRUE },
};

static int
find_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return (int) i;
  return -1;
}

char *
tri_marks_template_dup_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (names,
                            "%s{%s%s}",
                            i ? ", " : "",
                            fields[i].as_section ? "#" : "",
                            fields[i].name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* --- as formats want it --- */

static void
append_json (GString *out, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = json_to_string (node, FALSE);
  gsize n = strlen (quoted);

  /* The quotation marks are the template's. */
  g_string_append_len (out, quoted + 1, (gssize) n - 2);
}

static void
append_tex (GString *out, const char *text)
{
  static const struct
  {
    char c;
    const char *tex;
  } escapes[] = {
    { '\\', "\\textbackslash{}" },
    { '{', "\\{" },
    { '}', "\\}" },
    { '$', "\\$" },
    { '&', "\\&" },
    { '#', "\\#" },
    { '_', "\\_" },
    { '%', "\\%" },
    { '~', "\\textasciitilde{}" },
    { '^', "\\textasciicircum{}" },
  };

  for (; *text; text++)
    {
      const char *tex = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
        if (escapes[i].c == *text)
          tex = escapes[i].tex;
      if (tex)
        g_string_append (out, tex);
      else
        g_string_append_c (out, *text);
    }
}

static void
append_plain (GString *out, const char *text)
{
  g_autofree char *plain = tri_mark_dup_note_plain (text);

  g_string_append (out, plain);
}

static void
append_line (GString *out, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r", ' ');

  g_string_append (out, line);
}

static const struct
{
  const char *name;
  void (*append) (GString *out, const char *text);
} filters[] = {
  { "html", tri_mark_append_html },
  { "json", append_json },
  { "tex", append_tex },
  { "plain", append_plain },
  { "line", append_line },
};

static int
find_filter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filters[i].name, name))
      return (int) i;
  return -1;
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
      if (find_filter (filter) < 0)
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
  field = find_field (inside);
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
  if (node->kind == NODE_FIELD && fields[field].as_section)
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

TriMarksTemplate *
tri_marks_template_load (const char *path, GError **error)
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
    {
      g_set_error (error, TRI_ERROR, TRI_ERROR_LIMIT, _ ("%s is no template."), name);
      return NULL;
    }
  return tri_marks_template_new (name, text, error);
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

static void append_nodes (const GPtrArray *nodes, const Scope *scope, GString *out);

static char *
dup_value (const Node *node, const Scope *scope)
{
  int field = find_field (node->value);

  return fields[field].get ? fields[field].get (scope, node->argument) : g_strdup ("");
}

static void
append_field (const Node *node, const Scope *scope, GString *out)
{
  g_autofree char *value = dup_value (node, scope);

  if (node->filter)
    filters[find_filter (node->filter)].append (out, value);
  else
    g_string_append (out, value);
}

static void
append_section (const Node *node, const Scope *scope, GString *out)
{
  g_autofree char *value = dup_value (node, scope);
  Scope inner = *scope;

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
append_unless (const Node *node, const Scope *scope, GString *out)
{
  g_autofree char *value = dup_value (node, scope);

  if (!value[0])
    append_nodes (node->parts, scope, out);
}

static void
append_nodes (const GPtrArray *nodes, const Scope *scope, GString *out)
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
  const Scope scope = { .place = &place };

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
  const Scope scope = { mark, place, NULL, NULL };

  append_nodes (self->body, &scope, out);
}

void
tri_marks_template_end (const TriMarksTemplate *self, guint n_marks, GString *out)
{
  append_around (self->foot, n_marks, out);
}
