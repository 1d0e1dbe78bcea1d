/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-marks-template-fields.h"

#include "formats/tri-export-marks.h"
#include "formats/tri-mark-note.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef char *(*GetField) (const TriTemplateScope *scope, const char *argument);

/* --- what there is --- */

static const TriMarkSpot *
get_spot (const TriTemplateScope *scope)
{
  return scope->mark ? tri_mark_record_get_spot (scope->mark) : NULL;
}

#define SPOT_FIELD(name, member)                                     \
  static char *get_##name (const TriTemplateScope *s, const char *a) \
  {                                                                  \
    const TriMarkSpot *spot = get_spot (s);                          \
                                                                     \
    return g_strdup (spot ? spot->member : "");                      \
  }

SPOT_FIELD (work, work_title)
SPOT_FIELD (text, text_title)
SPOT_FIELD (chapter, chapter)
SPOT_FIELD (passage, key)
SPOT_FIELD (prefix, prefix)
SPOT_FIELD (suffix, suffix)

static char *
get_id (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->mark ? s->mark->uuid : "");
}

static char *
get_quote (const TriTemplateScope *s, const char *a)
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
get_note (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->mark ? s->mark->note : "");
}

static char *
get_labels (const TriTemplateScope *s, const char *a)
{
  return s->mark ? g_strjoinv (", ", s->mark->labels) : g_strdup ("");
}

static char *
get_label (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->label ? s->label : "");
}

static char *
get_kind (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->mark ? tri_marks_name_kind (s->mark->kind) : "");
}

static char *
get_style (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->mark && s->mark->kind == TRI_MARK_HIGHLIGHT
                       ? tri_mark_style_to_nick (s->mark->style)
                       : "");
}

static char *
get_colour (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->mark ? s->mark->colour : "");
}

static char *
get_letter (const TriTemplateScope *s, const char *a)
{
  return s->mark && s->mark->letter ? g_strndup (&s->mark->letter, 1) : g_strdup ("");
}

static char *
get_language (const TriTemplateScope *s, const char *a)
{
  const TriMarkSpot *spot = s->counterpart ? s->counterpart : get_spot (s);

  return g_strdup (spot ? spot->lang : "");
}

static char *
get_counterpart (const TriTemplateScope *s, const char *a)
{
  if (a && s->mark)
    return tri_marks_dup_counterpart (s->mark, a);
  return g_strdup (s->counterpart ? s->counterpart->quote : "");
}

static char *
get_counterparts (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->mark && s->mark->counterparts->len ? " " : "");
}

static char *
get_created (const TriTemplateScope *s, const char *a)
{
  return s->mark ? tri_marks_dup_day (s->mark->created) : g_strdup ("");
}

static char *
get_modified (const TriTemplateScope *s, const char *a)
{
  return s->mark ? tri_marks_dup_day (s->mark->modified) : g_strdup ("");
}

static char *
get_number (const TriTemplateScope *s, const char *a)
{
  return g_strdup_printf ("%u", s->place->number);
}

static char *
get_count (const TriTemplateScope *s, const char *a)
{
  return g_strdup_printf ("%u", s->place->n_marks);
}

static char *
get_new_work (const TriTemplateScope *s, const char *a)
{
  return g_strdup (s->place->is_new_work ? " " : "");
}

static char *
get_new_chapter (const TriTemplateScope *s, const char *a)
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

int
tri_template_find_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return (int) i;
  return -1;
}

gboolean
tri_template_is_section (int field)
{
  return fields[field].as_section;
}

char *
tri_template_dup_field (int field, const TriTemplateScope *scope, const char *argument)
{
  return fields[field].get ? fields[field].get (scope, argument) : g_strdup ("");
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

int
tri_template_find_filter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filters[i].name, name))
      return (int) i;
  return -1;
}

void
tri_template_append (GString *out, int filter, const char *text)
{
  filters[filter].append (out, text);
}
