/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "library/tri-library-align.h"
#include "library/tri-library-links.h"
#include "reader-link-words.h"

#include <glib/gi18n.h>

/* What links say of the focus, the mark of what is to be tied, and the tint under the pointer. */

/* How long the pointer may rest before its counterparts are looked up, in milliseconds. */
#define HOVER_DELAY 60

/**
 * reader_parallel_view_get_focus_member:
 * @out: (out): the sentence in focus, or (-1) the passage as a whole
 *
 * Returns: whether a passage has the focus
 */
gboolean
reader_parallel_view_get_focus_member (ReaderParallelView *self, TriLinkMember *out)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), FALSE);

  if (self->focus == NULL)
    return FALSE;
  *out = (TriLinkMember){ self->focus->id, self->focus->text, self->marks->sentence };
  return TRUE;
}

/**
 * reader_parallel_view_go_to_member:
 * @member: a passage, or one of its sentences
 *
 * Brings it into view and gives it the focus; the place left goes to the history.
 */
void
reader_parallel_view_go_to_member (ReaderParallelView *self, const TriLinkMember *member)
{
  ReaderPlace place = { .text = member->text, .passage = member->passage };

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  reader_parallel_view_go_to (self, &place);
  if (self->focus == NULL || self->focus->id != member->passage || self->focus->sentences->len < 2)
    return;
  if (reader_view_focus_passage (self, member->passage, member->sentence))
    reader_view_reveal_focus (self);
}

/* --- what is to be tied --- */

/**
 * reader_parallel_view_set_picked:
 * @member: (nullable): what the reader picked to be tied to something, %NULL to forget it
 */
void
reader_parallel_view_set_picked (ReaderParallelView *self, const TriLinkMember *member)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  g_array_set_size (self->marks->picked, 0);
  if (member != NULL)
    g_array_append_vals (self->marks->picked, member, 1);
  reader_view_update (self);
}

/**
 * reader_parallel_view_toggle_picked:
 *
 * Picks @member as well, or lets it go.
 */
void
reader_parallel_view_toggle_picked (ReaderParallelView *self, const TriLinkMember *member)
{
  GArray *picked = NULL;
  guint at = 0;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  picked = self->marks->picked;
  while (at < picked->len
         && (g_array_index (picked, TriLinkMember, at).passage != member->passage
             || g_array_index (picked, TriLinkMember, at).sentence != member->sentence))
    at++;
  if (at < picked->len)
    g_array_remove_index (picked, at);
  else
    g_array_append_vals (picked, member, 1);
  reader_view_update (self);
}

/**
 * reader_parallel_view_get_all_picked:
 *
 * Returns: (transfer none) (element-type TriLinkMember): in the order in which they were picked
 */
GArray *
reader_parallel_view_get_all_picked (ReaderParallelView *self)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  return self->marks->picked;
}

/**
 * reader_parallel_view_get_picked:
 *
 * Returns: whether something is picked
 */
gboolean
reader_parallel_view_get_picked (ReaderParallelView *self, TriLinkMember *out)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), FALSE);

  if (self->marks->picked->len == 0)
    return FALSE;
  *out = g_array_index (self->marks->picked, TriLinkMember, 0);
  return TRUE;
}

/* --- what the link is --- */

/* Of accounts, who tell of many things, what they have most in common is said. */
static gboolean
is_closer (ReaderParallelView *self, const TriCounterpart *other)
{
  if (other->relation != self->link_relation)
    return other->relation < self->link_relation;
  if (other->status != self->link_status)
    return other->status != TRI_STATUS_COMPUTED;
  return other->score > self->link_score;
}

static gboolean
is_worse (ReaderParallelView *self, const TriCounterpart *other)
{
  if (!self->has_link)
    return TRUE;
  if (other->relation != TRI_RELATION_TRANSLATION
      || self->link_relation != TRI_RELATION_TRANSLATION)
    return is_closer (self, other);
  return other->status == TRI_STATUS_COMPUTED
         && (self->link_status != TRI_STATUS_COMPUTED || other->score < self->link_score);
}

/* Remembers the worst of what ties the focus to other texts: a translation is as sure as its least
 * sure part. */
void
reader_view_rate_links (ReaderParallelView *self, GArray *counterparts)
{
  self->has_link = FALSE;
  for (guint i = 0; i < counterparts->len; i++)
    {
      const TriCounterpart *other = &g_array_index (counterparts, TriCounterpart, i);

      /* Links hold passages of the same text too. */
      if (other->text == self->focus->text || !is_worse (self, other))
        continue;
      self->has_link = TRUE;
      self->link_status = other->status;
      self->link_relation = other->relation;
      self->link_score = other->score;
    }
}

/* Whether the aligner looked for counterparts of the focus: in the texts it stands in rows with. */
static gboolean
is_focus_aligned (ReaderParallelView *self)
{
  TriText *own = tri_work_get_text (self->work, self->focus->text);
  guint n_texts = 0;

  for (guint i = 0; own != NULL && i < self->work->texts->len; i++)
    n_texts += ((TriText *) g_ptr_array_index (self->work->texts, i))->strand == own->strand;
  return n_texts > 1
         && tri_library_is_aligned (reader_session_get_library (self->session), self->work->id);
}

/**
 * reader_parallel_view_dup_link_words:
 *
 * Returns: (transfer full) (nullable): what ties the focus to the other texts, and how sure that
 *   is, in words
 */
char *
reader_parallel_view_dup_link_words (ReaderParallelView *self)
{
  g_autoptr (TriLink) link = NULL;
  gboolean is_aligned = FALSE;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  if (self->focus == NULL || self->work == NULL || self->work->texts->len < 2)
    return NULL;
  if (self->has_link)
    return reader_link_words_dup (self->link_relation, self->link_status, self->link_score);
  if (self->session != NULL)
    link = tri_library_get_link_at (reader_session_get_library (self->session),
                                    self->focus->id,
                                    self->marks->sentence,
                                    NULL);
  is_aligned = link == NULL && self->session != NULL && is_focus_aligned (self);
  return reader_link_words_dup_omission (link, is_aligned);
}

/* --- the pointer --- */

static gboolean
is_hovered (ReaderParallelView *self, const TriPassage *passage, int sentence)
{
  if (passage == NULL)
    return self->marks->hovered == 0;
  return self->marks->hovered == passage->id && self->marks->hovered_sentence == sentence;
}

static void
redraw (ReaderParallelView *self)
{
  for (guint i = 0; i < self->strands->len; i++)
    reader_flow_redraw (reader_view_get_strand (self, i)->flow);
}

/* Tints what the pointer is at and what corresponds to it; @passage is %NULL for nothing. */
void
reader_view_set_hovered (ReaderParallelView *self,
                         guint strand,
                         const TriPassage *passage,
                         int sentence)
{
  g_autoptr (GArray) found = NULL;

  if (is_hovered (self, passage, sentence))
    return;
  reader_marks_clear_hovered (self->marks);
  if (passage != NULL && strand < self->strands->len)
    {
      self->marks->hovered = passage->id;
      self->marks->hovered_sentence = sentence;
      found = reader_row_model_dup_counterparts (reader_view_get_strand (self, strand)->model,
                                                 passage->id,
                                                 sentence);
    }
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const TriCounterpart *other = &g_array_index (found, TriCounterpart, i);

      if (other->passage != passage->id)
        reader_marks_add_hovered (self->marks, other->passage, other->sentence, other->full);
    }
  redraw (self);
}

static gboolean
hover_cb (gpointer data)
{
  ReaderParallelView *self = data;

  self->hover_id = 0;
  reader_view_hover_at (self, self->hover_flow, self->hover_x, self->hover_y);
  return G_SOURCE_REMOVE;
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, ReaderParallelView *self)
{
  self->hover_flow = READER_FLOW (
      gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (motion)));
  self->hover_x = x;
  self->hover_y = y;
  reader_view_point_at_sign (self->hover_flow, x, y);
  if (self->hover_id == 0)
    self->hover_id = g_timeout_add (HOVER_DELAY, hover_cb, self);
}

/* Also before the flow under the pointer goes. */
void
reader_view_stop_hover (ReaderParallelView *self)
{
  g_clear_handle_id (&self->hover_id, g_source_remove);
  self->hover_flow = NULL;
  reader_view_set_hovered (self, 0, NULL, -1);
  reader_view_leave_hint (self);
}

void
reader_view_add_hover (ReaderParallelView *self, ReaderFlow *flow)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (reader_view_stop_hover), self);
  gtk_widget_add_controller (GTK_WIDGET (flow), motion);
}

/* --- the menu of a passage --- */

static void
append_names (GMenu *menu)
{
  const char *path = "/org/triptych/Triptych/reader-names-menu.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_submenu (section,
                         _ ("_Names"),
                         G_MENU_MODEL (gtk_builder_get_object (builder, "names")));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_marks (ReaderParallelView *self, GMenu *menu)
{
  g_autoptr (GMenu) marks = NULL;

  if (self->focus == NULL || reader_mark_set_get (self->marks->set, self->focus->id) == NULL)
    return;
  marks = reader_view_dup_marks_menu (self, self->focus);
  g_menu_append_section (menu, _ ("Marks Here"), G_MENU_MODEL (marks));
}

static void
append_word (ReaderParallelView *self, GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  if (self->work->texts->len < 2)
    return;
  g_menu_append (section, _ ("What Stands for This _Word"), "word.equivalents");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
show_menu (ReaderParallelView *self, const GdkRectangle *at)
{
  const char *path = "/org/triptych/Triptych/reader-links-menu.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GMenu *menu = G_MENU (gtk_builder_get_object (builder, "passage"));
  GMenuModel *links = G_MENU_MODEL (gtk_builder_get_object (builder, "links"));

  append_names (menu);
  append_marks (self, menu);
  append_word (self, menu);
  if (self->work->texts->len > 1)
    g_menu_append_section (menu, _ ("Alignment"), links);
  reader_view_show_popover (self, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), at);
}

/* At the focus: for the menu key. */
void
reader_view_show_menu (ReaderParallelView *self)
{
  ReaderFlow *flow = NULL;
  GdkRectangle area;
  graphene_point_t corner;

  if (self->focus == NULL)
    return;
  flow = reader_view_get_strand (self, self->focus_strand)->flow;
  if (!reader_flow_get_range (flow,
                              self->focus_row,
                              self->focus->text,
                              self->focus->id,
                              NULL,
                              &area)
      || !gtk_widget_compute_point (GTK_WIDGET (flow),
                                    GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) area.x, (float) area.y),
                                    &corner))
    return;
  area.x = (int) corner.x;
  area.y = (int) corner.y;
  show_menu (self, &area);
}

void
reader_view_show_menu_at (ReaderParallelView *self, ReaderFlow *flow, double x, double y)
{
  graphene_point_t point;

  if (gtk_widget_compute_point (GTK_WIDGET (flow),
                                GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                &point))
    show_menu (self, &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
}
