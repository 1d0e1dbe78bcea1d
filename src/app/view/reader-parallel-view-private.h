/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-flow.h"
#include "reader-parallel-view.h"
#include "reader-ribbons.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One text of the work, shown or not. */
typedef struct
{
  TriText *text;
  gboolean shown;  /* the reader wants it */
  gboolean placed; /* it has room now */
  double weight;   /* its share of the width */
  GtkWidget *header;
  int x;
  int width;
  guint strand; /* of the arrangement; in linked columns each text is one */
  guint index;  /* of its cells in the rows of that */
  gboolean let_go;
  gboolean joined; /* by the reader, where no link says how */
  double nudge;    /* pixels it stands above its counterparts */
} ReaderViewColumn;

typedef struct
{
  ReaderRowModel *model;
  GtkWidget *scrolled;
  ReaderFlow *flow;
  AdwAnimation *glide;
  double glide_way;
  double glide_done;
  guint64 seen_row; /* where it stood when it was looked at last */
  double seen_into;
} ReaderViewStrand;

typedef enum
{
  READER_ARRANGEMENT_BESIDE,  /* columns, as many as fit */
  READER_ARRANGEMENT_STACKED, /* the cells of a row one below the other */
} ReaderArrangement;

/* What the reader wants instead of what the width says. */
typedef enum
{
  READER_STACKING_AUTOMATIC,
  READER_STACKING_ALWAYS,
  READER_STACKING_NEVER,
} ReaderStacking;

/* Of the word that the pointer or the caret is at: reader-view-equivalents.c. */
typedef struct _ReaderWordHint ReaderWordHint;

struct _ReaderParallelView
{
  GtkWidget parent_instance;

  ReaderSession *session;
  TriWork *work;
  GSettings *settings;
  ReaderMarks *marks;
  GArray *columns; /* in the order shown; those of a strand stand together */
  GArray *strands;
  GPtrArray *models; /* the rows of each strand of the work */
  gboolean linked;   /* columns with ribbons instead of rows */
  GtkWidget *ribbons;
  GtkWidget *overview;
  guint following; /* over zero while columns are moved after another */
  guint leader;    /* the strand that the others go after */
  /* What came level when a column was joined last: it and the one beside it. */
  gint64 joined[2];
  ReaderArrangement arrangement;
  ReaderStacking stacking;
  gint64 leftmost; /* the text that the columns in view begin with, when not all fit */
  double em;
  /* What a column measures at most, in em. */
  double widest;
  int header_height;

  /* The focus. The row is known with the passage. */
  TriPassage *focus;
  guint64 focus_row;
  guint focus_strand;
  /* It was in view when the place was kept, and shall be when there is room. */
  gboolean brings_focus;
  /* The name that the keyboard stood on last: what takes it away may be undone. */
  ReaderPlace stood;
  /* What ties it to the other texts. */
  gboolean has_link;
  TriStatus link_status;
  TriRelation link_relation;
  double link_score;

  GArray *back;
  GArray *forward;
  gboolean can_go_back;
  gboolean can_go_forward;

  /* The selection begins where the button was pressed. */
  ReaderPlace anchor;
  guint anchor_ord;
  gint64 selection_first;
  gint64 selection_last;
  gboolean dragging;
  double drag_x;
  double drag_y;
  guint edge_tick_id;
  ReaderFlow *edge_flow;
  int dragged_column;
  gboolean drag_claimed;
  double dragged_weights[2];

  /* Where the pointer is, until its counterparts are looked up. */
  ReaderFlow *hover_flow;
  double hover_x;
  double hover_y;
  guint hover_id;
  ReaderWordHint *hint;

  GtkWidget *popover;
  guint view_changed_id;
  guint marks_id;
  guint reveal_id;
  gulong first_frame_id;
  GdkFrameClock *clock;
  gboolean painted;
};

/* Space beside and between columns, in pixels, and what a column may measure, in em. Its tint
 * belongs to a column: see the drawing in reader-view-layout.c. */
#define READER_VIEW_MARGIN 6
#define READER_VIEW_GAP 4
#define READER_VIEW_GUTTER (READER_VIEW_GAP + 2 * READER_CELL_PAD_X)
#define READER_VIEW_LINKED_GAP 36
#define READER_VIEW_NARROWEST 18

enum
{
  READER_VIEW_SIGNAL_MENTION_ACTIVATED,
  READER_VIEW_SIGNAL_MARK_ACTIVATED,
  READER_VIEW_SIGNAL_FOCUS_CHANGED,
  READER_VIEW_SIGNAL_VIEW_CHANGED,
  READER_VIEW_SIGNAL_FIRST_FRAME,
  READER_VIEW_SIGNAL_WORD_CHANGED,
  READER_VIEW_N_SIGNALS,
};

void reader_parallel_view_set_models (ReaderParallelView *self,
                                      TriWork *work,
                                      GPtrArray *models,
                                      const ReaderPlace *place);
void reader_view_emit (ReaderParallelView *self, guint signal);
void reader_view_notify (ReaderParallelView *self, const char *property);
void reader_view_update (ReaderParallelView *self);
void reader_view_queue_changed (ReaderParallelView *self);
void reader_view_watch_style (ReaderParallelView *self);

/* columns */
ReaderViewColumn *reader_view_get_column (ReaderParallelView *self, guint index);
ReaderViewColumn *reader_view_find_column (ReaderParallelView *self, gint64 text, guint *index);
ReaderViewStrand *reader_view_get_strand (ReaderParallelView *self, guint index);
ReaderFlow *reader_view_get_flow_of (ReaderParallelView *self, gint64 text);
void reader_view_set_texts (ReaderParallelView *self, TriWork *work);
void reader_view_columns_changed (ReaderParallelView *self);
void reader_view_place_others (ReaderParallelView *self, guint first);
void reader_view_show_column (ReaderParallelView *self, gint64 text, gboolean shown);
void reader_view_move_column (ReaderParallelView *self, gint64 text, int direction);
void reader_view_choose_text (ReaderParallelView *self, gint64 old_text, gint64 new_text);
void reader_view_equal_columns (ReaderParallelView *self);
int reader_view_get_gutter (ReaderParallelView *self);
void reader_view_queue_layout (ReaderParallelView *self);
void reader_view_lay_out (ReaderParallelView *self);
void reader_view_widen_column (ReaderParallelView *self, int direction);
void reader_view_toggle_stacked (ReaderParallelView *self);
void reader_view_bring_column (ReaderParallelView *self, gint64 text);
guint reader_view_count_placed (ReaderParallelView *self);
gboolean reader_view_is_all_placed (ReaderParallelView *self);
void reader_view_allocate_columns (ReaderParallelView *self, int width, int height);
int reader_view_find_beside (ReaderParallelView *self, guint index, int direction);
GtkWidget *reader_view_header_new (ReaderParallelView *self, TriText *text);
void reader_view_allocate_headers (ReaderParallelView *self, int width);
void reader_view_snapshot_headers (ReaderParallelView *self, GtkSnapshot *snapshot);
void reader_view_measure_headers (ReaderParallelView *self);
void reader_view_add_column_drag (ReaderParallelView *self);
guint reader_view_count_shown (ReaderParallelView *self);
void reader_view_show_popover (ReaderParallelView *self,
                               GtkWidget *popover,
                               const GdkRectangle *at);
void reader_view_drop_popover (ReaderParallelView *self);

/* linked columns */
GPtrArray *reader_view_dup_shown_models (ReaderParallelView *self,
                                         TriWork *work,
                                         GPtrArray *models) G_GNUC_WARN_UNUSED_RESULT;
void reader_view_add_strand (ReaderParallelView *self, ReaderRowModel *model);
void reader_view_drop_strands (ReaderParallelView *self);
void reader_view_set_linked (ReaderParallelView *self, gboolean linked);
void reader_view_toggle_linked (ReaderParallelView *self);
void reader_view_let_go (ReaderParallelView *self, gint64 text);
void reader_view_join (ReaderParallelView *self, gint64 text);
void reader_view_toggle_free (ReaderParallelView *self, gint64 text);
void reader_view_level (ReaderParallelView *self, gint64 text);
void reader_view_nudge_focus (ReaderParallelView *self, int direction);
void reader_view_add_nudge (ReaderParallelView *self, GtkWidget *scrolled);
ReaderViewColumn *reader_view_get_column_of (ReaderParallelView *self, guint strand);
void reader_view_strand_moved (ReaderParallelView *self, ReaderFlow *flow);
void reader_view_follow (ReaderParallelView *self, guint leader, gboolean glide);
gboolean reader_view_get_level (ReaderParallelView *self,
                                guint leader,
                                guint strand,
                                double *out);
void reader_view_stop_glide (ReaderViewStrand *strand);
GArray *reader_view_dup_bands (ReaderParallelView *self,
                               ReaderViewColumn *a,
                               ReaderViewColumn *b,
                               gboolean in_first) G_GNUC_WARN_UNUSED_RESULT;
void reader_view_settle_joined (ReaderParallelView *self);
void reader_view_make_ribbons (ReaderParallelView *self);
void reader_view_update_ribbons (ReaderParallelView *self);

/* overview */
void reader_view_step_mark (ReaderParallelView *self, int direction);
void reader_view_update_overview (ReaderParallelView *self);
int reader_view_get_overview_width (ReaderParallelView *self);
void reader_view_allocate_overview (ReaderParallelView *self, int width, int height);

/* focus and ways */
void reader_view_go (ReaderParallelView *self, const ReaderPlace *place);
TriPassage *reader_view_step_in_cell (GPtrArray *cell, const TriPassage *from, int direction);
TriPassage *reader_view_search_rows (ReaderRowModel *model,
                                     guint column,
                                     guint64 *row,
                                     int direction);
TriPassage *reader_view_find_next (ReaderParallelView *self, guint64 *row, int direction);
ReaderViewColumn *reader_view_get_first_column (ReaderParallelView *self);
TriPassage *reader_view_find_visible (ReaderParallelView *self,
                                      ReaderViewColumn *column,
                                      guint64 *out_row);
gboolean reader_view_set_focus (ReaderParallelView *self,
                                guint strand,
                                guint64 row,
                                TriPassage *passage,
                                int sentence);
gboolean reader_view_find_passage (ReaderParallelView *self,
                                   gint64 id,
                                   guint *strand,
                                   guint64 *row,
                                   TriPassage **out);
gboolean reader_view_focus_passage (ReaderParallelView *self, gint64 passage, int sentence);
gboolean reader_view_get_focus_area (ReaderParallelView *self, GdkRectangle *area);
void reader_view_reveal_focus (ReaderParallelView *self);
gboolean reader_view_sees_focus (ReaderParallelView *self);
void reader_view_ensure_focus (ReaderParallelView *self);
void reader_view_step_passage (ReaderParallelView *self, int direction);
void reader_view_step_sentence (ReaderParallelView *self, int direction);
void reader_view_step_page (ReaderParallelView *self, int direction);
void reader_view_step_division (ReaderParallelView *self, int direction);
void reader_view_enter_column (ReaderParallelView *self, ReaderViewColumn *column);
void reader_view_step_column (ReaderParallelView *self, int direction);
gboolean reader_view_has_column_beside (ReaderParallelView *self, int direction);
void reader_view_go_to_end (ReaderParallelView *self, int direction);
void reader_view_step_mention (ReaderParallelView *self, int direction);
void reader_view_keep_mention (ReaderParallelView *self);
void reader_view_leave_mention (ReaderParallelView *self);
void reader_view_return_to_mention (ReaderParallelView *self, guint start);
void reader_view_open_mention (ReaderParallelView *self);
const TriDate *reader_view_get_focus_date (ReaderParallelView *self);
void reader_view_step_date (ReaderParallelView *self, int direction);
void reader_view_open_date (ReaderParallelView *self,
                            const TriPassage *passage,
                            const TriDate *date);
void reader_view_remember (ReaderParallelView *self);
void reader_view_tell_ways (ReaderParallelView *self);
void reader_view_step_history (ReaderParallelView *self, int direction);
void reader_view_tell_focus (ReaderParallelView *self);
gboolean reader_view_has_keyboard (ReaderParallelView *self);
void reader_view_grab_cell (ReaderParallelView *self);

/* pointer, selection, notes */
void reader_view_stop_edge (ReaderParallelView *self);
void reader_view_add_gestures (ReaderParallelView *self, ReaderFlow *flow);
guint reader_passage_get_length (const TriPassage *passage);
void reader_view_set_anchor (ReaderParallelView *self, const TriPassage *passage, guint offset);
void reader_view_select_to (ReaderParallelView *self, const TriPassage *passage, guint offset);
void reader_view_select_range (ReaderParallelView *self,
                               const TriPassage *passage,
                               guint start,
                               guint end);
void reader_view_select_word (ReaderParallelView *self, const TriPassage *passage, guint at);
void reader_view_clear_selection (ReaderParallelView *self);
void reader_view_keep_selection (ReaderParallelView *self);
void reader_view_extend_to_column (ReaderParallelView *self, int direction);
void reader_view_select_focus (ReaderParallelView *self);
gboolean reader_view_leave_label (ReaderParallelView *self, int direction);
void reader_view_extend_by_word (ReaderParallelView *self, int direction);
void reader_view_extend_selection (ReaderParallelView *self, int direction);
char *reader_view_dup_selected_text (ReaderParallelView *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_view_copy (ReaderParallelView *self, gboolean with_source);
void reader_view_open_note (ReaderParallelView *self, const TriSpan *span);
void reader_view_set_caret (ReaderParallelView *self, gboolean caret);
void reader_view_follow_caret (ReaderParallelView *self);

/* reader-view-links.c */
void reader_view_rate_links (ReaderParallelView *self, GArray *counterparts);
void reader_view_set_hovered (ReaderParallelView *self,
                              guint strand,
                              const TriPassage *passage,
                              int sentence);
void reader_view_hover_at (ReaderParallelView *self, ReaderFlow *flow, double x, double y);
void reader_view_stop_hover (ReaderParallelView *self);
void reader_view_add_hover (ReaderParallelView *self, ReaderFlow *flow);
void reader_view_show_menu (ReaderParallelView *self);
void reader_view_show_menu_at (ReaderParallelView *self, ReaderFlow *flow, double x, double y);

/* reader-view-equivalents.c */
ReaderWordHint *reader_word_hint_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_word_hint_stop (ReaderWordHint *self);
void reader_word_hint_free (ReaderWordHint *self);
void reader_view_drop_hint (ReaderParallelView *self);
void reader_view_forget_hints (ReaderParallelView *self);
void reader_view_hint_at (ReaderParallelView *self, const TriPassage *passage, guint at);
void reader_view_hint_pointed (ReaderParallelView *self,
                               const TriPassage *passage,
                               const graphene_point_t *at,
                               guint offset);
void reader_view_leave_hint (ReaderParallelView *self);
void reader_view_set_menu_word (ReaderParallelView *self, const TriPassage *passage, guint at);
void reader_view_hint_selected (ReaderParallelView *self);

/* reader-view-marks.c */
void reader_view_look_up_marks (ReaderParallelView *self);
void reader_view_queue_marks (ReaderParallelView *self);
GMenu *reader_view_dup_marks_menu (ReaderParallelView *self,
                                   const TriPassage *passage) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_view_click_sign (ReaderParallelView *self, ReaderFlow *flow, double x, double y);
void reader_view_edit_mark (ReaderParallelView *self, int direction);
void reader_view_open_mark_action (GtkWidget *widget, const char *name, GVariant *parameter);
void reader_view_point_at_sign (ReaderFlow *flow, double x, double y);
void reader_view_add_signs (ReaderParallelView *self, ReaderFlow *flow);

/* reader-view-conceal.c */
gint64 reader_view_get_concealed (ReaderParallelView *self);
void reader_view_conceal_only (ReaderParallelView *self, gint64 text);
void reader_view_toggle_concealed (ReaderParallelView *self, gint64 text);
void reader_view_conceal_others (ReaderParallelView *self);
void reader_view_conceal_others_cb (ReaderParallelView *self);
void reader_view_reveal_words (ReaderParallelView *self);

void reader_view_install_actions (GtkWidgetClass *widget_class);
void reader_view_add_caret_keys (ReaderParallelView *self);
void reader_view_add_bindings (GtkWidgetClass *widget_class);

G_END_DECLS
