/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-index.h"

#include "formats/tri-export-page.h"
#include "formats/tri-tei-markup.h"
#include "library/tri-library-entities.h"

#include <glib/gi18n-lib.h>

#define MAX_PLACES 1000
#define PAGE 500

static const struct
{
  TriEntityType type;
  const char *title;
} groups[] = {
  { TRI_ENTITY_PERSON, N_ ("People") },
  { TRI_ENTITY_PLACE, N_ ("Places") },
  { TRI_ENTITY_ORGANISATION, N_ ("Organisations") },
  { TRI_ENTITY_WORK, N_ ("Works") },
  { TRI_ENTITY_EVENT, N_ ("Events") },
};

typedef struct
{
  const TriExportIndex *index;
  TriLibrary *library;
  TriExportRows *rows;
  GCancellable *cancellable;
  guint n_entities;     /* written */
  gboolean has_group;   /* its heading is written */
  gboolean has_section; /* and that of the index */
} Writer;

static TriText *
get_text (Writer *self, guint text)
{
  return g_ptr_array_index (tri_export_rows_get_texts (self->rows), text);
}

/* The names it has in the languages of the texts, each once. */
static void
append_names (Writer *self, TriEntity *entity)
{
  GString *out = self->index->out;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tri_export_rows_get_texts (self->rows)->len; i++)
    {
      const char *lang = get_text (self, i)->lang;
      const char *name = tri_entity_get_name (entity, lang);

      if (!name || !g_hash_table_add (seen, (gpointer) name))
        continue;
      g_string_append (out, g_hash_table_size (seen) > 1 ? " · <span" : "<span");
      tri_export_page_append_lang (out, lang, self->index->is_book);
      g_string_append_c (out, '>');
      tri_export_page_append_words (out, name, -1);
      g_string_append (out, "</span>");
    }
}

static void
begin_entity (Writer *self, gint64 id, guint group, GError **error)
{
  GString *out = self->index->out;
  g_autoptr (TriEntity) entity = tri_library_get_entity (self->library, id, error);

  if (!entity)
    return;
  if (!self->has_section)
    {
      g_string_append_printf (out,
                              "<section class=\"index\" id=\"index\"%s>\n<h2>",
                              self->index->is_book ? " epub:type=\"index\""
                                                   : " role=\"doc-index\"");
      tri_export_page_append_words (out, _ ("Index of Names"), -1);
      g_string_append (out, "</h2>\n");
    }
  if (!self->has_group)
    {
      g_string_append (out, "<h3>");
      tri_export_page_append_words (out, _ (groups[group].title), -1);
      g_string_append (out, "</h3>\n");
    }
  self->has_section = self->has_group = TRUE;
  g_string_append_printf (out, "<dl>\n<dt id=\"e%u\">", ++self->n_entities);
  append_names (self, entity);
  if (entity->dates)
    {
      g_autofree char *years = tri_export_page_dup_years (entity->dates);

      g_string_append (out, " <span class=\"dates\">");
      tri_export_page_append_words (out, years, -1);
      g_string_append (out, "</span>");
    }
  g_string_append (out, "</dt>\n");
}

static void
begin_places (Writer *self, guint text)
{
  GString *out = self->index->out;
  TriText *found = get_text (self, text);

  g_string_append (out, "<dd><span class=\"lang\"");
  tri_tei_append_attribute (out, "title", found->title);
  g_string_append_c (out, '>');
  tri_export_page_append_words (out, *found->lang ? found->lang : "–", -1);
  g_string_append (out, "</span> ");
}

static void
append_place (Writer *self, guint text, guint ord, guint n)
{
  g_autofree char *href = self->index->dup_href (text, ord, self->index->data);

  g_string_append (self->index->out, n > 1 ? ", <a" : "<a");
  tri_tei_append_attribute (self->index->out, "href", href);
  g_string_append_printf (self->index->out, ">%u</a>", n);
}

/* Where one entity is named in one text: each passage once. */
typedef struct
{
  gint64 entity;
  guint group;
  guint text;
  gboolean *is_begun;
  guint n;
  guint last_ord;
} Places;

static gboolean
put_place (Writer *self, Places *places, const TriContext *context, GError **error)
{
  GError *local = NULL;

  if (tri_mention_is_question (&context->mention) || context->ord == places->last_ord
      || !tri_export_rows_has_passage (self->rows, places->text, context->ord))
    return TRUE;
  places->last_ord = context->ord;
  if (places->n == MAX_PLACES)
    {
      places->n++;
      g_string_append (self->index->out, ", …");
    }
  if (places->n > MAX_PLACES)
    return TRUE;
  if (!*places->is_begun)
    begin_entity (self, places->entity, places->group, &local);
  *places->is_begun = TRUE;
  if (places->n == 0)
    begin_places (self, places->text);
  append_place (self, places->text, context->ord, ++places->n);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
put_places (Writer *self, Places *places, GError **error)
{
  gint64 text = get_text (self, places->text)->id;

  for (guint from = 0; places->n <= MAX_PLACES; from += PAGE)
    {
      g_autoptr (GArray) page = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      page = tri_library_list_mentions (self->library, places->entity, text, from, PAGE, error);
      if (!page)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        if (!put_place (self, places, &g_array_index (page, TriContext, i), error))
          return FALSE;
      if (page->len < PAGE)
        break;
    }
  if (places->n > 0)
    g_string_append (self->index->out, "</dd>\n");
  return TRUE;
}

static gboolean
put_entity (Writer *self, gint64 entity, guint group, GError **error)
{
  gboolean is_begun = FALSE;

  for (guint i = 0; i < tri_export_rows_get_texts (self->rows)->len; i++)
    {
      Places places = { entity, group, i, &is_begun, 0, G_MAXUINT };

      if (!put_places (self, &places, error))
        return FALSE;
    }
  if (is_begun)
    g_string_append (self->index->out, "</dl>\n");
  return TRUE;
}

static gboolean
put_group (Writer *self, guint group, GError **error)
{
  const TriEntityQuery query = {
    .work = tri_export_rows_get_work (self->rows)->id,
    .type = (int) groups[group].type,
    .lang = get_text (self, 0)->lang,
    .order = TRI_ENTITY_ORDER_NAME,
  };
  g_autoptr (GPtrArray) entities = tri_library_list_entities (self->library, &query, error);

  self->has_group = FALSE;
  for (guint i = 0; entities && i < entities->len; i++)
    {
      gint64 id = ((TriEntity *) g_ptr_array_index (entities, i))->id;

      if (!put_entity (self, id, group, error)
          || (self->index->pause && !self->index->pause (self->index->data, error)))
        return FALSE;
    }
  return entities != NULL;
}

gboolean
tri_export_index_append (const TriExportIndex *self,
                         TriLibrary *library,
                         TriExportRows *rows,
                         GCancellable *cancellable,
                         GError **error)
{
  Writer writer = { self, library, rows, cancellable };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!put_group (&writer, i, error))
      return FALSE;
  if (writer.has_section)
    g_string_append (self->out, "</section>\n");
  return TRUE;
}
