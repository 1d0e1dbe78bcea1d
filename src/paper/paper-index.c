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

typedef struct
{
  TriEntityType type;
  char *name;
  char *key; /* for the order */
  const GArray *pages;
} Entry;

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

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->key);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;
  int order = g_strcmp0 (left->key, right->key);

  return order ? order : g_strcmp0 (left->name, right->name);
}

static GArray *
list_entries (PaperIndex *self, TriLibrary *library, const char *lang)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer pages = NULL;

  g_array_set_clear_func (entries, clear_entry);
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &id, &pages))
    {
      g_autoptr (TriEntity) entity = tri_library_get_entity (library, *(gint64 *) id, NULL);
      const char *name = entity ? tri_entity_get_name (entity, lang) : NULL;
      const Entry entry = { entity ? entity->type : TRI_ENTITY_PERSON,
                            g_strdup (name),
                            name ? g_utf8_collate_key (name, -1) : NULL,
                            pages };

      if (name)
        g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  return entries;
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
dup_words (const Entry *entry)
{
  GString *words = g_string_new (entry->name);

  for (guint i = 0; i < entry->pages->len; i++)
    {
      const Run *run = &g_array_index (entry->pages, Run, i);

      g_string_append_printf (words, ", %u", run->first);
      if (run->last > run->first)
        g_string_append_printf (words, "–%u", run->last);
    }
  return g_string_free (words, FALSE);
}

static void
add_entry (GPtrArray *blocks, PangoContext *context, double width, const Entry *entry)
{
  g_autofree char *words = dup_words (entry);
  PaperBlock *block = paper_block_new (context, words, entry_font, width);

  pango_layout_set_indent (block->layout, -HANGING * PANGO_SCALE);
  block->above = 1.5;
  g_ptr_array_add (blocks, block);
}

GPtrArray *
paper_index_lay_out (PaperIndex *self,
                     TriLibrary *library,
                     PangoContext *context,
                     double width,
                     const char *lang)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) paper_block_free);
  g_autoptr (GArray) entries = list_entries (self, library, lang);

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      gboolean has_heading = FALSE;

      for (guint i = 0; i < entries->len; i++)
        {
          const Entry *entry = &g_array_index (entries, Entry, i);
          PaperBlock *heading = NULL;

          if (entry->type != types[t])
            continue;
          if (!has_heading)
            {
              heading = paper_block_new (context, get_label (types[t]), type_font, width);
              heading->above = 10;
              heading->keeps = TRUE;
              g_ptr_array_add (blocks, heading);
            }
          has_heading = TRUE;
          add_entry (blocks, context, width, entry);
        }
    }
  return blocks;
}
