/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"
#include "model/tri-note.h"
#include "panels/reader-bookmarks-panel.h"

#include <glib/gi18n.h>

/* Where the links of a note lead. */

static void
follow_entity (ReaderWindow *self,
               TriLibrary *library,
               const TriNoteTarget *target)
{
  gint64 entity = tri_library_find_entity (library, 0, target->uuid, NULL);

  if (entity != 0)
    reader_window_show_entity (self, entity, 0);
  else
    reader_window_add_toast (self, _ ("This name is no longer in the library"), FALSE);
}

/* The work a text stands in. */
static gint64
find_work (TriLibrary *library,
           gint64 text)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, NULL);

  for (guint i = 0; works != NULL && i < works->len; i++)
    if (tri_work_get_text (works->pdata[i], text) != NULL)
      return TRI_WORK (works->pdata[i])->id;

  return 0;
}

static void
follow_passage (ReaderWindow *self,
                TriLibrary *library,
                const TriNoteTarget *target)
{
  g_autofree char *id = g_strdup_printf ("%s/%s", target->uuid, target->key);
  gint64 found = tri_library_find_passage (library, 0, id, NULL);
  g_autoptr (TriPassage) passage = found != 0 ? tri_library_get_passage (library, found, NULL)
                                              : NULL;
  gint64 work = passage != NULL ? find_work (library, passage->text) : 0;

  if (work != 0)
    {
      ReaderPlace place = { .text = passage->text, .passage = passage->id };

      reader_window_go_to_work (self, work, &place);
    }
  else
    reader_window_add_toast (self, _ ("This passage is no longer in the library"), FALSE);
}

/* In the list, too, where there is room for both. */
static void
point_at (ReaderWindow *self,
          gint64 mark)
{
  reader_window_build_panes (self);
  if (reader_panes_is_over (self->panes))
    return;
  g_object_set (self, "bookmarks-open", TRUE, NULL);
  reader_window_ensure_bookmarks (self);
  if (self->bookmarks != NULL)
    reader_bookmarks_panel_point_at (READER_BOOKMARKS_PANEL (self->bookmarks), mark);
}

static void
follow_bookmark (ReaderWindow *self,
                 TriLibrary *library,
                 const TriNoteTarget *target)
{
  gint64 id = tri_library_find_mark (library, target->uuid, NULL);
  g_autoptr (TriBookmark) mark = id != 0 ? tri_library_get_bookmark (library, id, NULL) : NULL;

  if (mark == NULL)
    {
      reader_window_add_toast (self, _ ("This bookmark is no longer in the library"), FALSE);
      return;
    }
  reader_window_go_to_bookmark (self, mark);
  point_at (self, mark->id);
}

static void
follow_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  TriLibrary *library = self->session != NULL ? reader_session_get_library (self->session) : NULL;
  TriNoteTarget target = { 0 };
  gboolean is_known = tri_note_target_parse (g_variant_get_string (parameter, NULL), &target);

  if (library == NULL || !is_known)
    {
      reader_window_add_toast (self, _ ("This link leads nowhere in the library"), FALSE);
      tri_note_target_clear (&target);
      return;
    }
  if (target.kind != TRI_NOTE_TO_ENTITY && reader_panes_is_over (self->panes))
    reader_panes_set_open (self->panes, READER_PANE_START, FALSE);
  if (target.kind == TRI_NOTE_TO_ENTITY)
    follow_entity (self, library, &target);
  else if (target.kind == TRI_NOTE_TO_PASSAGE)
    follow_passage (self, library, &target);
  else
    follow_bookmark (self, library, &target);
  tri_note_target_clear (&target);
}

void
reader_window_class_install_note_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.follow", "s", follow_action);
}
