/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-works.h"
#include "library/tri-version-place.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* Texts of which another version is read than before: imported again, or that undone, here or
 * elsewhere. Their rows are others, and so are those of their passages. */

typedef struct
{
  TriLibrary *library;
  TriWork *then;
  TriWork *now;
} Versions;

/* The row of that text now; as it was when it is no text of the work. */
static gint64
find_text (const Versions *versions,
           gint64 id)
{
  TriText *then = tri_work_get_text (versions->then, id);

  for (guint i = 0; then != NULL && i < versions->now->texts->len; i++)
    {
      TriText *now = g_ptr_array_index (versions->now->texts, i);

      if (g_str_equal (now->uuid, then->uuid))
        return now->id;
    }

  return id;
}

static gint64
find_passage (const Versions *versions,
              gint64 id)
{
  g_autoptr (TriPassage) passage = tri_library_get_passage (versions->library, id, NULL);
  gint64 text = passage != NULL ? find_text (versions, passage->text) : 0;

  return passage == NULL || text == passage->text
             ? id
             : tri_library_find_in_version (versions->library, id, text);
}

static void
change_member (JsonObject *object,
               const char *name,
               const Versions *versions,
               gint64 (*find) (const Versions *versions, gint64 id))
{
  gint64 id = json_object_get_int_member_with_default (object, name, 0);

  if (id != 0)
    json_object_set_int_member (object, name, find (versions, id));
}

static void
change_all (JsonObject *object,
            const char *array_name,
            const char *name,
            const Versions *versions,
            gint64 (*find) (const Versions *versions, gint64 id))
{
  JsonArray *array = json_object_get_array_member (object, array_name);

  for (guint i = 0; i < json_array_get_length (array); i++)
    change_member (json_array_get_object_element (array, i), name, versions, find);
}

/* Whether one of the texts that stay goes before another. */
static gboolean
has_other_order (TriWork *then,
                 TriWork *now)
{
  guint last = 0;

  for (guint i = 0; i < now->texts->len; i++)
    {
      TriText *text = tri_work_get_text (then, ((TriText *) now->texts->pdata[i])->id);

      if (text != NULL && text->ord < last)
        return TRUE;
      last = text != NULL ? text->ord : last;
    }

  return FALSE;
}

static JsonObject *
find_column (JsonArray *columns,
             gint64 text)
{
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      if (json_object_get_int_member_with_default (column, "text", 0) == text)
        return column;
    }

  return NULL;
}

/* The columns of the state stand as the texts do. */
static void
order_columns (JsonObject *object,
               TriWork *work)
{
  JsonArray *columns = json_object_get_array_member (object, "columns");
  g_autoptr (JsonArray) ordered = json_array_new ();

  for (guint i = 0; i < work->texts->len; i++)
    {
      JsonObject *column = find_column (columns, ((TriText *) work->texts->pdata[i])->id);

      if (column != NULL)
        json_array_add_object_element (ordered, json_object_ref (column));
    }
  json_object_set_array_member (object, "columns", g_steal_pointer (&ordered));
}

/* What reader_parallel_view_dup_state() said, for the versions of now. */
static char *
dup_state (ReaderWindow *self,
           TriWork *now)
{
  const Versions versions = { reader_session_get_library (self->session), self->work, now };
  g_autofree char *state = reader_parallel_view_dup_state (self->view);
  g_autoptr (JsonNode) root = json_from_string (state, NULL);
  JsonObject *object = json_node_get_object (root);

  change_member (object, "focus", &versions, find_passage);
  change_all (object, "columns", "text", &versions, find_text);
  change_all (object, "tops", "passage", &versions, find_passage);
  if (has_other_order (self->work, now))
    order_columns (object, now);

  return json_to_string (root, FALSE);
}

static gboolean
has_versions (TriWork *then,
              TriWork *now)
{
  const Versions versions = { NULL, then, now };

  for (guint i = 0; i < then->texts->len; i++)
    {
      gint64 id = ((TriText *) g_ptr_array_index (then->texts, i))->id;

      if (find_text (&versions, id) != id)
        return TRUE;
    }

  return FALSE;
}

/**
 * reader_window_take_versions:
 * @work: the work that is read, as it is now
 *
 * Shows it at the same place, if another version of one of its texts is read than before, or if
 * they stand in another order.
 *
 * Returns: whether it is so
 */
gboolean
reader_window_take_versions (ReaderWindow *self,
                             TriWork *work)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean had_keyboard = focus != NULL
                          && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));
  g_autofree char *state = NULL;

  if (!has_versions (self->work, work) && !has_other_order (self->work, work))
    return FALSE;

  state = dup_state (self, work);
  reader_parallel_view_set_work (self->view, self->session, work, NULL);
  reader_parallel_view_restore_state (self->view, state);
  if (had_keyboard)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->place_changed = TRUE;

  return TRUE;
}

static void
begun_cb (ReaderWindow *self)
{
  reader_window_save_place (self);
}

static void
replaced_cb (ReaderWindow *self,
             gint64 work,
             gboolean is_stale,
             guint n_open)
{
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;

  reader_session_poll (self->session);
  reader_window_take_changes (self);
  if (is_stale)
    {
      reader_window_align (self, work, FALSE);
      self->realigned = work;
    }
  words = n_open == 0
              ? g_strdup (_ ("Text imported again"))
              : g_strdup_printf (ngettext ("Text imported again; %u thing found no place",
                                           "Text imported again; %u things found no place",
                                           n_open),
                                 n_open);
  reader_window_add_toast (self, words, TRUE);
}

/* Texts may be imported again from the dialog. */
void
reader_window_watch_versions (ReaderWindow *self,
                              GtkWidget *dialog)
{
  g_signal_connect_object (dialog, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
}
