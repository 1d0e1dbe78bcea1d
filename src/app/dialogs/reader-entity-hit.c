/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-entity-hit.h"

#include "library/tri-library-entities.h"
#include "panels/reader-panel-words.h"
#include "reader-name-words.h"
#include "reader-words.h"

#include <glib/gi18n.h>

/* Who does not find it among these types on. */
#define MOST 200

G_DEFINE_FINAL_TYPE (ReaderEntityHit, reader_entity_hit, G_TYPE_OBJECT)

static void
reader_entity_hit_finalize (GObject *object)
{
  ReaderEntityHit *self = READER_ENTITY_HIT (object);

  g_free (self->name);
  g_free (self->why);

  G_OBJECT_CLASS (reader_entity_hit_parent_class)->finalize (object);
}

static void
reader_entity_hit_class_init (ReaderEntityHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_entity_hit_finalize;
}

static void
reader_entity_hit_init (ReaderEntityHit *self)
{
}

void
reader_hit_question_free (gpointer data)
{
  ReaderHitQuestion *self = data;

  g_free (self->typed);
  g_free (self);
}

/* --- On the worker */

typedef struct
{
  TriLibrary *library;
  const ReaderHitQuestion *question;
  GPtrArray *rows;
  GHashTable *known; /* ids that are not listed again */
} Search;

static void
clear_search (Search *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

static gboolean
take (Search *self,
      gint64 entity)
{
  return g_hash_table_add (self->known, g_memdup2 (&entity, sizeof entity));
}

/* “Tchernychev”, French · spelling tch = ch */
static char *
dup_why (const TriEntityHit *hit,
         const char *name)
{
  g_autofree char *language = NULL;
  g_autofree char *reasons = reader_name_words_dup_reasons (hit->reasons);
  g_autofree char *form = NULL;

  if (g_strcmp0 (hit->form, name) != 0 && *hit->lang != '\0')
    {
      language = reader_words_dup_language_inside (hit->lang);
      form = g_strdup_printf ("“%s”, %s", hit->form, language);
    }
  else if (g_strcmp0 (hit->form, name) != 0)
    form = g_strdup_printf ("“%s”", hit->form);
  if (form != NULL && reasons != NULL)
    return g_strdup_printf ("%s · %s", form, reasons);

  return form != NULL ? g_steal_pointer (&form) : g_steal_pointer (&reasons);
}

static void
add_hit (Search *self,
         const TriEntityHit *hit)
{
  ReaderEntityHit *row = NULL;
  g_autoptr (TriEntity) entity = NULL;

  if (!take (self, hit->entity))
    return;
  entity = tri_library_get_entity (self->library, hit->entity, NULL);
  row = g_object_new (READER_TYPE_ENTITY_HIT, NULL);
  row->entity = hit->entity;
  row->type = hit->type;
  row->n_mentions = hit->n;
  row->name = g_strdup (entity != NULL
                            ? tri_entity_get_name (entity, reader_panel_words_get_language ())
                            : hit->name);
  row->why = dup_why (hit, row->name);
  g_ptr_array_add (self->rows, row);
}

static gboolean
add_searched (Search *self,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) hits = tri_library_search_entities (self->library,
                                                            self->question->work,
                                                            self->question->typed,
                                                            MOST,
                                                            cancellable,
                                                            error);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    add_hit (self, g_ptr_array_index (hits, i));

  return hits != NULL;
}

/* Adds those of the scope that are not listed yet. */
static gboolean
add_listed (Search *self,
            gint64 work,
            GError **error)
{
  TriEntityQuery query = { .work = work, .type = -1, .filter = self->question->typed };
  g_autoptr (GPtrArray) entities = NULL;

  query.lang = reader_panel_words_get_language ();
  query.order = TRI_ENTITY_ORDER_NAME;
  query.limit = MOST;
  entities = tri_library_list_entities (self->library, &query, error);
  for (guint i = 0; entities != NULL && i < entities->len; i++)
    {
      TriEntity *entity = g_ptr_array_index (entities, i);
      ReaderEntityHit *row = NULL;

      if (!take (self, entity->id))
        continue;
      row = g_object_new (READER_TYPE_ENTITY_HIT, NULL);
      row->entity = entity->id;
      row->type = entity->type;
      row->n_mentions = entity->n_mentions;
      row->name = g_strdup (tri_entity_get_name (entity, query.lang));
      g_ptr_array_add (self->rows, row);
    }

  return entities != NULL;
}

gpointer
reader_entity_hit_find (TriLibrary *library,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (Search) search = { library, data };

  search.rows = g_ptr_array_new_with_free_func (g_object_unref);
  search.known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  take (&search, search.question->except);
  if (!add_searched (&search, cancellable, error)
      || !add_listed (&search, search.question->work, error)
      || !add_listed (&search, 0, error))
    return NULL;

  return g_steal_pointer (&search.rows);
}
