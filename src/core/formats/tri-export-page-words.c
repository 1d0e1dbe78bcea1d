/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-page-private.h"

#include "formats/tri-export-inline.h"
#include "formats/tri-tei-markup.h"
#include "library/tri-library-entities.h"

/* Entities whose names are remembered. */
#define MAX_NAMES 4096

static const char *
get_name (TriExportCell *self, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", id, self->lang);
  char *name = g_hash_table_lookup (self->page->names, key);
  g_autoptr (TriEntity) entity = NULL;
  const char *words = NULL;

  if (name)
    return name;
  if (g_hash_table_size (self->page->names) >= MAX_NAMES)
    g_hash_table_remove_all (self->page->names);
  entity = tri_library_get_entity (self->page->library, id, NULL);
  words = entity ? tri_entity_get_name (entity, self->lang) : NULL;
  if (words && entity->dates)
    {
      g_autofree char *years = tri_export_page_dup_years (entity->dates);

      name = g_strdup_printf ("%s (%s)", words, years);
    }
  else
    name = g_strdup (words ? words : "");
  g_hash_table_insert (self->page->names, g_steal_pointer (&key), name);
  return name;
}

static void
add_mentions (TriExportCell *self, GArray *tags, const TriPassage *passage)
{
  for (guint i = 0; self->page->with_entities && i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);
      GString *open = NULL;

      if (mention->entity == 0 || tri_mention_is_question (mention))
        continue;
      open = g_string_new (NULL);
      g_string_printf (open, "<span class=\"name %s\"", tri_entity_type_to_nick (mention->type));
      tri_tei_append_attribute (open, "title", get_name (self, mention->entity));
      g_string_append_c (open, '>');
      tri_export_tags_add (tags,
                           mention->start,
                           mention->end,
                           g_string_free (open, FALSE),
                           "</span>");
    }
}

/* Only addresses that a page may lead to: nothing that runs. */
static gboolean
is_address (const char *value)
{
  static const char *const schemes[] = { "http", "https", "mailto" };
  g_autofree char *scheme = value ? g_uri_parse_scheme (value) : NULL;

  for (guint i = 0; scheme && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return g_uri_is_valid (value, G_URI_FLAGS_NONE, NULL);
  return FALSE;
}

static void
add_with_value (GArray *tags,
                const TriSpan *span,
                const char *element,
                const char *attribute,
                const char *close)
{
  GString *open = g_string_new (element);

  tri_tei_append_attribute (open, attribute, span->value);
  g_string_append_c (open, '>');
  tri_export_tags_add (tags, span->start, span->end, g_string_free (open, FALSE), close);
}

static void
add_span (TriExportCell *self, GArray *tags, const TriSpan *span)
{
  static const char *const elements[][2] = {
    [TRI_SPAN_EMPHASIS] = { "<em>", "</em>" },
    [TRI_SPAN_STRONG] = { "<strong>", "</strong>" },
    [TRI_SPAN_SMALL_CAPS] = { "<span class=\"caps\">", "</span>" },
    [TRI_SPAN_SUPERSCRIPT] = { "<sup>", "</sup>" },
    [TRI_SPAN_SUBSCRIPT] = { "<sub>", "</sub>" },
    [TRI_SPAN_UNDERLINE] = { "<u>", "</u>" },
    [TRI_SPAN_STRIKE] = { "<s>", "</s>" },
    [TRI_SPAN_CODE] = { "<code>", "</code>" },
    [TRI_SPAN_TITLE] = { "<cite>", "</cite>" },
    [TRI_SPAN_FOREIGN] = { "<i>", "</i>" },
  };

  if (span->end <= span->start)
    return;
  if (span->kind == TRI_SPAN_FOREIGN && span->value && *span->value)
    add_with_value (tags, span, "<i", "lang", "</i>");
  else if (span->kind == TRI_SPAN_LINK && is_address (span->value))
    add_with_value (tags, span, "<a", "href", "</a>");
  else if (span->kind < G_N_ELEMENTS (elements) && elements[span->kind][0])
    tri_export_tags_add (tags,
                         span->start,
                         span->end,
                         g_strdup (elements[span->kind][0]),
                         elements[span->kind][1]);
}

/* --- Notes */

static TriPassage *
find_note (TriExportCell *self, const char *key)
{
  for (guint i = 0; key && i < self->passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (self->passages, i);

      if (passage->kind == TRI_PASSAGE_NOTE && g_str_equal (passage->key, key))
        return passage;
    }
  return NULL;
}

guint
tri_export_cell_number_note (TriExportCell *self, const char *key, gboolean *is_new)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));

  *is_new = number == 0;
  if (*is_new)
    {
      number = ++self->page->n_notes[self->text];
      g_hash_table_insert (self->numbers, g_strdup (key), GUINT_TO_POINTER (number));
    }
  return number;
}

/* A mark takes the place of what stands there in the text. The mark of a note that is not written
 * goes; one whose note is elsewhere stays as it is. */
static void
add_note_mark (TriExportCell *self, GArray *tags, const TriSpan *span)
{
  const TriPassage *note = find_note (self, span->value);
  GString *mark = NULL;
  gboolean is_first = FALSE;
  guint number = 0;

  if (!self->page->with_notes)
    tri_export_tags_replace (tags, span->start, span->end, g_strdup (""));
  if (!note)
    return;
  number = tri_export_cell_number_note (self, note->key, &is_first);
  mark = g_string_new ("<sup class=\"mark\"><a");
  if (is_first)
    g_string_append_printf (mark, " id=\"r-t%u-p%u\"", self->text + 1, note->ord);
  g_string_append_printf (mark,
                          " href=\"#t%u-p%u\"%s>%u</a></sup>",
                          self->text + 1,
                          note->ord,
                          self->page->is_book ? " epub:type=\"noteref\" role=\"doc-noteref\""
                                              : " role=\"doc-noteref\"",
                          number);
  tri_export_tags_replace (tags, span->start, span->end, g_string_free (mark, FALSE));
}

void
tri_export_cell_append_content (TriExportCell *self, GString *out, const TriPassage *passage)
{
  g_autoptr (GArray) tags = tri_export_tags_new ();

  add_mentions (self, tags, passage);
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_NOTE)
        add_note_mark (self, tags, span);
      else
        add_span (self, tags, span);
    }
  tri_export_tags_append (tags, out, passage->content, tri_export_page_append_words);
}
