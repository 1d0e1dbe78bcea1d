/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-link-find.h"

#include "dialogs/reader-entity-hit.h"
#include "dialogs/reader-go-to.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"
#include "model/tri-note.h"
#include "reader-panel-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of each kind; who does not find it among these types on. */
#define MOST 8
/* Letters of a title, and of the words of a link. */
#define LONGEST_TITLE 80
#define LONGEST_WORDS 40

G_DEFINE_FINAL_TYPE (ReaderLinkItem, reader_link_item, G_TYPE_OBJECT)

static void
reader_link_item_finalize (GObject *object)
{
  ReaderLinkItem *self = READER_LINK_ITEM (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->words);
  g_free (self->target);

  G_OBJECT_CLASS (reader_link_item_parent_class)->finalize (object);
}

static void
reader_link_item_class_init (ReaderLinkItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_link_item_finalize;
}

static void
reader_link_item_init (ReaderLinkItem *self)
{
}

void
reader_link_question_free (gpointer data)
{
  ReaderLinkQuestion *self = data;

  g_free (self->typed);
  g_free (self->here_words);
  g_free (self);
}

/* --- On the worker */

typedef struct
{
  TriLibrary *library;
  const ReaderLinkQuestion *question;
  GPtrArray *items;
} Search;

/* In one line, cut behind a word where that is near. */
static char *
dup_short (const char *text, glong most)
{
  g_autofree char *line = reader_panel_words_dup_line (text);
  char *end = NULL;
  char *space = NULL;

  if (g_utf8_strlen (line, -1) <= most)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, most);
  *end = '\0';
  space = strrchr (line, ' ');
  if (space && space > line + (end - line) / 2)
    *space = '\0';
  return g_strconcat (line, "…", NULL);
}

/* @target: (transfer full) */
static void
add (Search *self, const char *icon, const char *title, const char *detail, char *target)
{
  ReaderLinkItem *item = g_object_new (READER_TYPE_LINK_ITEM, NULL);

  item->icon = icon;
  item->title = dup_short (title, LONGEST_TITLE);
  item->detail = g_strdup (detail);
  item->words = dup_short (title, LONGEST_WORDS);
  item->target = target;
  g_ptr_array_add (self->items, item);
}

static char *
dup_passage_target (TriLibrary *library, gint64 passage)
{
  g_autofree char *id = tri_library_dup_passage_id (library, passage);
  char *slash = id ? strchr (id, '/') : NULL;

  if (!slash)
    return NULL;
  *slash = '\0';
  return tri_note_target_write (TRI_NOTE_TO_PASSAGE, id, slash + 1);
}

static void
add_here (Search *self)
{
  const ReaderLinkQuestion *question = self->question;
  g_autoptr (TriPassage) passage = NULL;
  char *target = NULL;

  if (question->here)
    passage = tri_library_get_passage (self->library, question->here, NULL);
  target = passage ? dup_passage_target (self->library, passage->id) : NULL;
  if (target)
    add (self,
         "triptych-one-text-symbolic",
         question->here_words ? question->here_words : passage->content,
         question->here_words ? _ ("What is selected") : _ ("Where you read"),
         target);
}

static gboolean
add_entities (Search *self, GCancellable *cancellable, GError **error)
{
  ReaderHitQuestion question = { self->question->work, 0, self->question->typed };
  g_autoptr (GPtrArray) hits = reader_entity_hit_find (self->library,
                                                       &question,
                                                       cancellable,
                                                       error);

  for (guint i = 0; hits && i < MIN (hits->len, MOST); i++)
    {
      ReaderEntityHit *hit = hits->pdata[i];
      g_autoptr (TriEntity) entity = tri_library_get_entity (self->library, hit->entity, NULL);

      if (entity)
        add (self,
             reader_panel_words_get_type_icon (hit->type),
             hit->name,
             hit->why ? hit->why : reader_panel_words_for_type (hit->type),
             tri_note_target_write (TRI_NOTE_TO_ENTITY, entity->uuid, NULL));
    }
  return hits != NULL;
}

static gboolean
add_places (Search *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriWork) work = tri_library_get_work (self->library, self->question->work, NULL);
  g_autoptr (GPtrArray) places = NULL;

  if (!work)
    return TRUE;
  places = reader_go_to_find (self->library, work, self->question->typed, cancellable, error);
  for (guint i = 0; places && i < MIN (places->len, MOST); i++)
    {
      ReaderGoToItem *place = places->pdata[i];
      char *target = dup_passage_target (self->library, place->place.passage);

      if (target)
        add (self, "triptych-one-text-symbolic", place->title, place->detail, target);
    }
  return places != NULL;
}

static void
add_bookmark (Search *self, gint64 id)
{
  g_autoptr (TriBookmark) mark = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autofree char *detail = NULL;

  if (id == self->question->except)
    return;
  mark = tri_library_get_bookmark (self->library, id, NULL);
  work = mark ? tri_library_get_work (self->library, mark->work, NULL) : NULL;
  if (!work)
    return;
  detail = g_strdup_printf ("%s · %s", reader_panel_words_for_mark (mark->kind), work->title);
  add (self,
       reader_panel_words_get_mark_icon (mark->kind),
       mark->quote,
       detail,
       tri_note_target_write (TRI_NOTE_TO_BOOKMARK, mark->uuid, NULL));
}

static gboolean
add_bookmarks (Search *self, GError **error)
{
  const char *typed = self->question->typed;
  TriMarkQuery query = { .words = typed[0] ? typed : NULL, .order = TRI_BOOKMARK_ORDER_DATE };
  g_autoptr (GArray) ids = tri_library_find_marks (self->library, &query, error);

  for (guint i = 0; ids && i < MIN (ids->len, MOST); i++)
    add_bookmark (self, g_array_index (ids, gint64, i));
  return ids != NULL;
}

gpointer
reader_link_find (TriLibrary *library, gpointer question, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  Search self = { library, question, items };
  gboolean typed = self.question->typed[0] != '\0';

  if (!typed)
    add_here (&self);
  if (typed
      && (!add_entities (&self, cancellable, error) || !add_places (&self, cancellable, error)))
    return NULL;
  return add_bookmarks (&self, error) ? g_steal_pointer (&items) : NULL;
}
