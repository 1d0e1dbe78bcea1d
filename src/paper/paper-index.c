/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-index.h"

#include "library/tri-library-entities.h"
#include "paper-block.h"

#include <glib/gi18n-lib.h>

/* Left of an entry's second line, in points. */
#define HANGING 10

static const char type_font[] = "Sans Bold 9";
static const char entry_font[] = "Serif 9";

static const TriEntityType types[] = { TRI_ENTITY_PERSON,
                                       TRI_ENTITY_PLACE,
                                       TRI_ENTITY_ORGANISATION,
                                       TRI_ENTITY_WORK,
                                       TRI_ENTITY_EVENT };

typedef struct
{
  guint first;
  guint last;
} Run;

struct _PaperIndex
{
  GHashTable *pages; /* gint64 → GArray of Run */
};

PaperIndex *
paper_index_new (void)
{
  PaperIndex *self = g_new0 (PaperIndex, 1);

  self->pages = g_hash_table_new_full (g_int64_hash,
                                       g_int64_equal,
                                       g_free,
                                       (GDestroyNotify) g_array_unref);
  return self;
}

void
paper_index_free (PaperIndex *self)
{
  g_hash_table_unref (self->pages);
  g_free (self);
}

void
paper_index_clear (PaperIndex *self)
{
  g_hash_table_remove_all (self->pages);
}

void
paper_index_add (PaperIndex *self, gint64 entity, guint page)
{
  GArray *runs = g_hash_table_lookup (self->pages, &entity);
  Run *last = NULL;
  const Run added = { page, page };

  if (!runs)
    {
      runs = g_array_new (FALSE, FALSE, sizeof (Run));
      g_hash_table_insert (self->pages, g_memdup2 (&entity, sizeof entity), runs);
    }
  if (runs->len > 0)
    last = &g_array_index (runs, Run, runs->len - 1);
  if (last && page <= last->last + 1)
    last->last = MAX (last->last, page);
  else
    g_array_append_val (runs, added);
}

static const char *
get_label (TriEntityType type)
{
  switch (type)
    {
    case TRI_ENTITY_PERSON:
      return _ ("People");
    case TRI_ENTITY_PLACE:
      return _ ("Places");
    case TRI_ENTITY_ORGANISATION:
      return _ ("Organisations");
    case TRI_ENTITY_WORK:
      return C_ ("books, periodicals, pictures", "Works");
    case TRI_ENTITY_EVENT:
    default:
      return _ ("Events");
    }
}

static char *
dup_words (const char *name, const GArray *pages)
{
  GString *words = g_string_new (name);

  for (guint i = 0; i < pages->len; i++)
    {
      const Run *run = &g_array_index (pages, Run, i);

      g_string_append_printf (words, ", %u", run->first);
      if (run->last > run->first)
        g_string_append_printf (words, "–%u", run->last);
    }
  return g_string_free (words, FALSE);
}

static void
add_heading (GPtrArray *blocks, const PaperIndexStyle *style, TriEntityType type)
{
  PaperBlock *block = NULL;

  block = paper_block_new (style->context, get_label (type), type_font, NULL, style->width);
  block->above = 10;
  block->keeps = TRUE;
  g_ptr_array_add (blocks, block);
}

static void
add_entry (GPtrArray *blocks, const PaperIndexStyle *style, const char *name, const GArray *pages)
{
  g_autofree char *words = dup_words (name, pages);
  PaperBlock *block = NULL;

  block = paper_block_new (style->context, words, entry_font, style->family, style->width);
  pango_layout_set_indent (block->layout, -HANGING * PANGO_SCALE);
  block->above = 1.5;
  g_ptr_array_add (blocks, block);
}

GPtrArray *
paper_index_lay_out (PaperIndex *self,
                     TriLibrary *library,
                     gint64 work,
                     const PaperIndexStyle *style,
                     GError **error)
{
  g_autoptr (GPtrArray) blocks = NULL;

  blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) paper_block_free);
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      const TriEntityQuery query = {
        .work = work, .type = (int) types[t], .lang = style->lang, .order = TRI_ENTITY_ORDER_NAME
      };
      g_autoptr (GPtrArray) entities = tri_library_list_entities (library, &query, error);
      guint n = 0;

      if (!entities)
        return NULL;
      for (guint i = 0; i < entities->len; i++)
        {
          TriEntity *entity = g_ptr_array_index (entities, i);
          const GArray *pages = g_hash_table_lookup (self->pages, &entity->id);
          const char *name = tri_entity_get_name (entity, style->lang);

          if (!pages || !name)
            continue;
          if (n++ == 0)
            add_heading (blocks, style, types[t]);
          add_entry (blocks, style, name, pages);
        }
    }
  return g_steal_pointer (&blocks);
}
