/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-proposals-panel.h"

#include "reader-proposal-acts.h"
#include "reader-proposal-filter.h"
#include "reader-proposal-item.h"
#include "reader-proposal-tools.h"
#include "reader-rename-entry.h"

#include <glib/gi18n.h>

struct _ReaderProposalsPanel
{
  ReaderReviewPanel parent_instance;

  GtkWidget *filter; /* folded away until it is wanted */
  GtkWidget *unfold;
  GtkWidget *entry;

  GCancellable *looking; /* while the texts are read */
  guint link_id;
  gint64 looked;  /* the work whose texts were read, or 0 */
  gint64 renamed; /* the proposal that is given another name */
  gint64 picked;  /* the proposal that is to be merged with another, or 0 */
};

G_DEFINE_FINAL_TYPE (ReaderProposalsPanel, reader_proposals_panel, READER_TYPE_REVIEW_PANEL)

/* What is accepted one after the other is linked at once. */
#define LINK_DELAY 600 /* milliseconds */

#define PANEL(self) (READER_REVIEW_PANEL (self))

static gint64
get_work (ReaderProposalsPanel *self)
{
  TriWork *work = reader_review_panel_get_work (PANEL (self));

  return work != NULL ? work->id : 0;
}

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u proposal", "%u proposals", n), n);
}

/* --- acts --- */

/* What a finished act needs to know. */
typedef struct
{
  ReaderProposalsPanel *panel;
  ReaderProposalVerb verb;
  gint64 work;
  char *name;
} Acted;

static void
acted_free (Acted *acted)
{
  g_object_unref (acted->panel);
  g_free (acted->name);
  g_free (acted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Acted, acted_free)

static void run_act (ReaderProposalsPanel *self, ReaderProposalAct *act, const char *name);

static gboolean
link_cb (gpointer data)
{
  ReaderProposalsPanel *self = data;

  ReaderSession *session = reader_review_panel_get_session (PANEL (self));

  self->link_id = 0;
  if (session != NULL)
    reader_session_link_stale (session);
  return G_SOURCE_REMOVE;
}

static void
queue_link (ReaderProposalsPanel *self)
{
  g_clear_handle_id (&self->link_id, g_source_remove);
  self->link_id = g_timeout_add (LINK_DELAY, link_cb, self);
}

static char *
dup_done_words (const Acted *acted)
{
  const char *words = reader_proposal_verb_get_words (acted->verb);

  if (words == NULL || acted->name == NULL)
    return g_strdup (words);
  /* Translators: what was done, and with what: Accepted: Willem Droste */
  return g_strdup_printf (_ ("%1$s: %2$s"), words, acted->name);
}

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Acted) acted = user_data;
  ReaderProposalsPanel *self = acted->panel;
  g_autoptr (GError) error = NULL;
  gboolean done = reader_proposal_act_run_finish (object, result, &error);
  g_autofree char *words = done ? dup_done_words (acted) : g_strdup (error->message);

  /* The panel is gone, or asked anew. */
  if (reader_review_panel_get_session (PANEL (self)) == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (acted->verb == READER_PROPOSAL_LOOK && acted->work == self->looked)
    reader_review_panel_set_waiting (PANEL (self), NULL);
  if (done
      && (acted->verb == READER_PROPOSAL_ACCEPT || acted->verb == READER_PROPOSAL_ACCEPT_ALL))
    queue_link (self);
  if (acted->verb != READER_PROPOSAL_LOOK)
    {
      reader_review_panel_end (PANEL (self), words, done);
      return;
    }
  reader_review_panel_reload (PANEL (self));
  if (!done)
    reader_review_panel_say (PANEL (self), words, FALSE);
}

static void
run_act (ReaderProposalsPanel *self, ReaderProposalAct *act, const char *name)
{
  Acted *acted = g_new0 (Acted, 1);

  acted->panel = g_object_ref (self);
  acted->verb = act->verb;
  acted->work = act->work;
  acted->name = g_strdup (name);
  reader_proposal_act_run_async (act,
                                 reader_review_panel_get_session (PANEL (self)),
                                 act->verb == READER_PROPOSAL_LOOK ? self->looking : NULL,
                                 acted_cb,
                                 acted);
}

static ReaderProposalAct *
new_act (ReaderProposalsPanel *self, ReaderProposalVerb verb, GPtrArray *items)
{
  ReaderProposalAct *act = reader_proposal_act_new (verb, get_work (self));

  for (guint i = 0; i < items->len; i++)
    g_array_append_val (act->ids, reader_proposal_item_get (items->pdata[i])->id);
  return act;
}

static char *
dup_name (GPtrArray *items)
{
  return items->len == 1 ? g_strdup (READER_REVIEW_ITEM (items->pdata[0])->label)
                         : dup_count (items->len);
}

static void
judge (ReaderReviewPanel *panel, GPtrArray *items, gboolean accept)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (panel);
  g_autofree char *name = dup_name (items);
  ReaderProposalVerb verb = accept ? READER_PROPOSAL_ACCEPT : READER_PROPOSAL_REJECT;

  run_act (self, new_act (self, verb, items), name);
}

static void
accept_all_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  g_autofree char *count = dup_count (reader_review_panel_get_n_all (PANEL (self)));
  ReaderProposalAct *act = NULL;

  if (!reader_review_panel_begin (PANEL (self)))
    return;
  act = reader_proposal_act_new (READER_PROPOSAL_ACCEPT_ALL, get_work (self));
  act->query = g_variant_ref_sink (
      reader_proposal_filter_get_query (READER_PROPOSAL_FILTER (self->filter)));
  run_act (self, act, count);
}

static void
set_type (ReaderProposalsPanel *self, GPtrArray *items, int type)
{
  g_autofree char *name = dup_name (items);
  ReaderProposalAct *act = NULL;

  if (!reader_review_panel_begin (PANEL (self)))
    return;
  act = new_act (self, READER_PROPOSAL_SET_TYPE, items);
  act->type = type;
  run_act (self, act, name);
}

/* Without a parameter the next type: a key is pressed until it is right. */
static void
set_type_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  ReaderReviewItem *current = reader_review_panel_get_current (PANEL (self));
  g_autoptr (GPtrArray) items = reader_review_panel_list_chosen (PANEL (self));

  if (current != NULL && parameter != NULL)
    set_type (self, items, g_variant_get_int32 (parameter));
  else if (current != NULL)
    set_type (self,
              items,
              (int) ((reader_proposal_item_get (current)->type + 1) % TRI_N_ENTITY_TYPES));
}

/* First the one that stays, then the other. */
static void
merge_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  ReaderReviewItem *item = reader_review_panel_get_current (PANEL (self));
  gint64 id = item != NULL ? reader_proposal_item_get (item)->id : 0;
  g_autofree char *words = NULL;
  g_autofree char *kept = NULL;
  ReaderProposalAct *act = NULL;

  if (item == NULL)
    return;
  if (self->picked == 0 || self->picked == id)
    {
      self->picked = self->picked == id ? 0 : id;
      words = g_strdup_printf (_ ("Merge with %s: choose the other, and press M"), item->label);
      reader_review_panel_say (PANEL (self),
                               self->picked != 0 ? words : _ ("Nothing is merged"),
                               FALSE);
      return;
    }
  if (!reader_review_panel_begin (PANEL (self)))
    return;
  act = reader_proposal_act_new (READER_PROPOSAL_MERGE, get_work (self));
  g_array_append_val (act->ids, self->picked);
  g_array_append_val (act->ids, id);
  kept = g_strdup_printf ("%" G_GINT64_FORMAT, self->picked);
  words = g_strdup (item->label);
  reader_review_panel_set_next (PANEL (self), kept);
  self->picked = 0;
  run_act (self, act, words);
}

static void
rename_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  ReaderReviewItem *item = reader_review_panel_get_current (PANEL (self));

  if (item == NULL)
    return;
  self->renamed = reader_proposal_item_get (item)->id;
  reader_rename_entry_open (READER_RENAME_ENTRY (self->entry), item->label);
}

static void
renamed_cb (ReaderProposalsPanel *self, const char *name)
{
  ReaderProposalAct *act = NULL;

  if (!reader_review_panel_begin (PANEL (self)))
    return;
  act = reader_proposal_act_new (READER_PROPOSAL_RENAME, get_work (self));
  g_array_append_val (act->ids, self->renamed);
  act->name = g_strdup (name);
  run_act (self, act, name);
}

static void
look_again_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);

  self->looked = 0;
  reader_proposals_panel_look (self);
}

static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *filter = READER_PROPOSALS_PANEL (widget)->filter;

  gtk_widget_set_visible (filter, TRUE);
  gtk_widget_grab_focus (filter);
}

/* One that leaves nothing out gives its room to the list. */
static void
filter_left_cb (ReaderProposalsPanel *self)
{
  reader_review_panel_focus_row (PANEL (self));
  if (!reader_proposal_filter_is_set (READER_PROPOSAL_FILTER (self->filter)))
    gtk_widget_set_visible (self->filter, FALSE);
}

/* What is not seen leaves nothing out. */
static void
folded_cb (ReaderProposalsPanel *self)
{
  if (gtk_widget_get_visible (self->filter))
    gtk_widget_grab_focus (self->filter);
  else
    reader_proposal_filter_clear (READER_PROPOSAL_FILTER (self->filter));
}

/* --- what is listed --- */

static void
filter_changed_cb (ReaderProposalsPanel *self)
{
  reader_review_panel_set_query (
      PANEL (self),
      reader_proposal_filter_get_query (READER_PROPOSAL_FILTER (self->filter)));
}

static const char *
get_empty_words (ReaderReviewPanel *panel)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (panel);

  return reader_proposal_filter_is_set (READER_PROPOSAL_FILTER (self->filter))
             ? _ ("No proposal is of that type, or has such a name.")
             : _ ("There is nothing to propose.");
}

static gboolean
is_narrowed (ReaderReviewPanel *panel)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (panel);

  return reader_proposal_filter_is_set (READER_PROPOSAL_FILTER (self->filter));
}

static void
widen (ReaderReviewPanel *panel)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (panel);

  reader_proposal_filter_clear (READER_PROPOSAL_FILTER (self->filter));
}

/* Nobody waits for the texts of another work any more, or picks and names what it spoke of. */
static void
left (ReaderReviewPanel *panel)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (panel);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looked = 0;
  self->picked = 0;
  gtk_widget_set_visible (self->entry, FALSE);
  reader_review_panel_set_waiting (panel, NULL);
}

/* What is offered where there is something to do it with. */
static void
shown (ReaderReviewPanel *panel, gboolean is_empty)
{
  static const char *const names[] = {
    "proposal.accept-all",
    "proposal.rename",
    "proposal.set-type",
    "proposal.next-type",
    "proposal.merge",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (panel), names[i], !is_empty);
  gtk_widget_set_sensitive (READER_PROPOSALS_PANEL (panel)->unfold,
                            !is_empty || is_narrowed (panel));
}

/* --- vfuncs --- */

static void
reader_proposals_panel_constructed (GObject *object)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (object);
  GtkWidget *tools = NULL;

  self->filter = reader_proposal_filter_new ();
  gtk_widget_set_visible (self->filter, FALSE);
  tools = reader_proposal_tools_new (&self->unfold);
  G_OBJECT_CLASS (reader_proposals_panel_parent_class)->constructed (object);

  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->filter, "left", G_CALLBACK (filter_left_cb), self);
  g_signal_connect_swapped (self->filter, "notify::visible", G_CALLBACK (folded_cb), self);
  g_object_bind_property (self->unfold,
                          "active",
                          self->filter,
                          "visible",
                          G_BINDING_BIDIRECTIONAL);
  reader_review_panel_add (PANEL (self), tools, TRUE);
  reader_review_panel_add (PANEL (self), self->filter, TRUE);
  self->entry = reader_rename_entry_new ();
  g_signal_connect_swapped (self->entry,
                            "closed",
                            G_CALLBACK (reader_review_panel_focus_row),
                            self);
  g_signal_connect_swapped (self->entry, "renamed", G_CALLBACK (renamed_cb), self);
  reader_review_panel_add (PANEL (self), self->entry, FALSE);
}

static void
reader_proposals_panel_dispose (GObject *object)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (object);

  g_clear_handle_id (&self->link_id, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);

  G_OBJECT_CLASS (reader_proposals_panel_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "proposal.accept-all", NULL, accept_all_action);
  gtk_widget_class_install_action (widget_class, "proposal.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "proposal.set-type", "i", set_type_action);
  gtk_widget_class_install_action (widget_class, "proposal.next-type", NULL, set_type_action);
  gtk_widget_class_install_action (widget_class, "proposal.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "proposal.look-again", NULL, look_again_action);
  gtk_widget_class_install_action (widget_class, "proposal.filter", NULL, filter_action);
}

static void
reader_proposals_panel_class_init (ReaderProposalsPanelClass *klass)
{
  static const ReaderReviewKey keys[] = {
    { GDK_KEY_F2, "proposal.rename" },
    { GDK_KEY_t, "proposal.next-type" },
    { GDK_KEY_m, "proposal.merge" },
    { GDK_KEY_f, "proposal.filter" },
    { 0, NULL },
  };
  ReaderReviewPanelClass *panel_class = READER_REVIEW_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = reader_proposals_panel_constructed;
  G_OBJECT_CLASS (klass)->dispose = reader_proposals_panel_dispose;

  panel_class->title = N_ ("Proposals");
  panel_class->ask = reader_proposal_item_ask;
  panel_class->verbs[0] = (ReaderReviewVerb){ "object-select-symbolic",
                                              N_ ("Accept (A)"),
                                              N_ ("Accept") };
  panel_class->verbs[1] = (ReaderReviewVerb){ "window-close-symbolic",
                                              N_ ("Not an Entity (Delete)"),
                                              N_ ("Not an entity") };
  panel_class->keys = keys;
  panel_class->get_empty_words = get_empty_words;
  panel_class->dup_count = dup_count;
  panel_class->judge = judge;
  panel_class->shown = shown;
  panel_class->left = left;
  panel_class->is_narrowed = is_narrowed;
  panel_class->widen = widen;
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
reader_proposals_panel_init (ReaderProposalsPanel *self)
{
}

GtkWidget *
reader_proposals_panel_new (void)
{
  return g_object_new (READER_TYPE_PROPOSALS_PANEL, NULL);
}

void
reader_proposals_panel_look (ReaderProposalsPanel *self)
{
  gint64 work = 0;

  g_return_if_fail (READER_IS_PROPOSALS_PANEL (self));

  work = get_work (self);
  reader_review_panel_take_focus (PANEL (self));
  if (work == 0 || self->looked == work)
    return;
  self->looked = work;
  self->picked = 0;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  reader_review_panel_set_waiting (PANEL (self), N_ ("Reading the texts…"));
  run_act (self, reader_proposal_act_new (READER_PROPOSAL_LOOK, work), NULL);
}
