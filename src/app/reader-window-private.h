/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-bookmark.h"
#include "dialogs/reader-import-dialog.h"
#include "dialogs/reader-work-export-job.h"
#include "reader-panes.h"
#include "reader-toasts.h"
#include "reader-window.h"

#include "model/tri-bookmark.h"
#include "model/tri-visit.h"

G_BEGIN_DECLS

/* A place in a work that was left for another one. */
typedef struct
{
  gint64 work;
  ReaderPlace place;
} ReaderTrail;

struct _ReaderWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *header;
  AdwWindowTitle *heading;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  ReaderPanes *panes;
  GtkWidget *content; /* the reading surface and the status line */
  ReaderParallelView *view;
  GtkLabel *status;
  GtkWidget *bars; /* what is being done, below all pages */

  /* Made after the first frame, or when first asked for. */
  GtkWidget *header_start;
  GtkWidget *header_end;
  GtkStack *start_stack;
  GtkWidget *contents;
  GtkWidget *bookmarks;
  GtkWidget *search;
  GtkWidget *names; /* in other spellings */
  GtkWidget *omissions;
  GtkWidget *warnings; /* names to check */
  GtkWidget *proposals;
  GtkWidget *sidebar;
  GtkWidget *end_slot;
  GtkWidget *go_to_box;
  GtkWidget *go_to_button;
  GtkWidget *find_bar;
  GtkWidget *library_view;
  GtkWidget *problem_page;
  /* of a bookmark, or NULL */
  GtkWidget *editor;
  gint64 edited; /* the highlight it was opened with last, or 0 */

  GSettings *settings;
  ReaderSession *session;
  TriWork *work;
  ReaderToasts *messages; /* NULL once the window is gone */
  char *announced;
  GPtrArray *alignments; /* that are being computed, or NULL */
  GPtrArray *writings;   /* files that are being written, or NULL */
  gint64 last_writing;   /* the number of the newest of them */
  gint64 realigned;      /* the work with a text imported again that is aligned anew, or 0 */
  /* the work that is shown as linked columns until it has rows, or 0 */
  gint64 stretched;
  guint look_id;
  guint overview_id;
  gboolean overview_asked; /* and not answered yet */
  gboolean overview_again; /* something changed since */
  guint build_id;
  guint describe_id;
  guint save_id;
  guint announce_id;
  gboolean is_ready;
  gboolean place_changed;
  /* while names are found anew */
  guint linking_id;
  guint linking_looks;
  gint64 linked_work;
  GtkWidget *linking_bar;
  GtkProgressBar *linking_progress;
  /* the chapter one is in, for the history, and when it was written, 0: it was only seen */
  TriVisit *stay;
  gint64 stay_written;
  gint64 opened; /* when reading began */
  guint visit_id;
  GtkWindow *sheets;                 /* the study sheets, while they are open; a weak pointer */
  GtkWindow *concordance;            /* likewise */
  ReaderImportDialog *import_dialog; /* likewise */
  GtkWidget *mark_box;               /* lists quick marks and the like */
  GtkWidget *reason_box;             /* asks for the reason of a portal */
  TriBookmark *portal_end;           /* that was picked, or NULL */
  TriBookmark *portal;               /* that waits for its reason, or NULL */
  GArray *trail;                     /* ReaderTrail: where one came from, in other works */
  char awaited;                      /* for the next letter: 'm' it is set, '\'' followed; 0 */
  gboolean watches_keys;
  gboolean wants_focus; /* once there is a passage to give it to */
  GSignalGroup *focus;  /* of the widget that has the keyboard */
};

/* reader-window-tools.c */
void reader_window_build_tools (ReaderWindow *self);
void reader_window_build_panes (ReaderWindow *self);
void reader_window_show_start_page (ReaderWindow *self, const char *name);
void reader_window_rebuild_contents (ReaderWindow *self);
void reader_window_show_omissions (ReaderWindow *self);
void reader_window_show_place (ReaderWindow *self,
                               gint64 text,
                               gint64 passage,
                               int sentence);
void reader_window_show_tool_page (ReaderWindow *self,
                                   GtkWidget *page);
void reader_window_show_proposals (ReaderWindow *self);
void reader_window_drop_review (ReaderWindow *self,
                                GtkWidget **page);

/* reader-window-import.c */
void reader_window_class_install_import_actions (GtkWidgetClass *widget_class);
void reader_window_import_into (ReaderWindow *self,
                                gint64 work);

/* reader-window-names.c */
void reader_window_class_install_name_actions (GtkWidgetClass *widget_class);
void reader_window_update_names (ReaderWindow *self);

/* reader-window-warnings.c */
void reader_window_show_unplaced (ReaderWindow *self);
void reader_window_class_install_unplaced_actions (GtkWidgetClass *widget_class);
void reader_window_class_install_warning_actions (GtkWidgetClass *widget_class);
void reader_window_update_warnings (ReaderWindow *self);
void reader_window_drop_warnings (ReaderWindow *self);

/* reader-window-actions.c */
void reader_window_class_install_actions (GtkWidgetClass *widget_class);
void reader_window_update_actions (ReaderWindow *self);

/* reader-window-marks.c */
void reader_window_class_install_mark_actions (GtkWidgetClass *widget_class);
void reader_window_connect_marks (ReaderWindow *self);

/* reader-window-notes.c */
void reader_window_class_install_note_actions (GtkWidgetClass *widget_class);

/* reader-window-panels.c */
void reader_window_edit_bookmark (ReaderWindow *self,
                                  TriBookmark *bookmark,
                                  gboolean is_new,
                                  GtkWidget *parent,
                                  GtkWidget *at);
void reader_window_ensure_bookmarks (ReaderWindow *self);
void reader_window_ensure_sidebar (ReaderWindow *self);
void reader_window_go_to_work (ReaderWindow *self, gint64 id, const ReaderPlace *place);
void reader_window_go_to_bookmark (ReaderWindow *self, TriBookmark *bookmark);
gboolean reader_window_return (ReaderWindow *self);
void reader_window_drop_panels (ReaderWindow *self);
void reader_window_class_install_panel_actions (GtkWidgetClass *widget_class);
void reader_window_show_toast (ReaderWindow *self, AdwToast *toast);
void reader_window_class_install_page_actions (GtkWidgetClass *widget_class);

/* reader-window-search.c */
void reader_window_class_install_search_actions (GtkWidgetClass *widget_class);
void reader_window_ensure_search (ReaderWindow *self);
void reader_window_drop_search (ReaderWindow *self);

/* reader-window-export.c */
void reader_window_class_install_export_actions (GtkWidgetClass *widget_class);

/* reader-window-writing.c */
void reader_window_class_install_writing_actions (GtkWidgetClass *widget_class);
void reader_window_write (ReaderWindow *self, ReaderExportJob *job);
void reader_window_drop_writings (ReaderWindow *self);

/* reader-window-marks-files.c */
void reader_window_class_install_marks_files_actions (GtkWidgetClass *widget_class);

/* reader-window-state.c */
void reader_window_load_state (ReaderWindow *self);
void reader_window_save_state (ReaderWindow *self);
void reader_window_save_place (ReaderWindow *self);
void reader_window_update_measure (ReaderWindow *self);
void reader_window_describe (ReaderWindow *self);
void reader_window_queue_describe (ReaderWindow *self);

/* reader-window.c */
void reader_window_take_changes (ReaderWindow *self);

/* reader-window-focus.c */
void reader_window_keep_keyboard (ReaderWindow *self);

/* reader-window-align.c */
void reader_window_class_install_align_actions (GtkWidgetClass *widget_class);
void reader_window_drop_alignments (ReaderWindow *self);
gboolean reader_window_stop_realigning (ReaderWindow *self);
void reader_window_show_linked (ReaderWindow *self);
gboolean reader_window_delay_changes (ReaderWindow *self);

/* reader-window-links.c */
void reader_window_class_install_link_actions (GtkWidgetClass *widget_class);
void reader_window_add_link_settings (ReaderWindow *self);
void reader_window_offer_anchor (ReaderWindow *self, gint64 passage, gint64 other);

/* reader-window-entities.c */
void reader_window_class_install_entity_actions (GtkWidgetClass *widget_class);
void reader_window_class_install_mention_actions (GtkWidgetClass *widget_class);

/* reader-window-linking.c */
void reader_window_class_install_linking_actions (GtkWidgetClass *widget_class);
void reader_window_connect_linking (ReaderWindow *self);
void reader_window_drop_linking (ReaderWindow *self);
gboolean reader_window_is_linking (ReaderWindow *self);
void reader_window_link_again (ReaderWindow *self);

/* reader-window-equivalents.c */
void reader_window_class_install_equivalents_actions (GtkWidgetClass *widget_class);

/* reader-window-history.c */
void reader_window_class_install_history_actions (GtkWidgetClass *widget_class);
void reader_window_watch_stay (ReaderWindow *self);
void reader_window_end_stay (ReaderWindow *self);

/* reader-window-concordance.c */
void reader_window_class_install_concordance_actions (GtkWidgetClass *widget_class);

/* reader-window-sheets.c */
void reader_window_class_install_sheet_actions (GtkWidgetClass *widget_class);

/* reader-window-travel.c */
void reader_window_class_install_travel_actions (GtkWidgetClass *widget_class);
TriBookmark *reader_window_new_mark_here (ReaderWindow *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_window_hint (ReaderWindow *self, const char *words);
void reader_window_watch_keys (ReaderWindow *self);
void reader_window_list_marks (ReaderWindow *self,
                               GPtrArray *marks,
                               const char *title,
                               const char *remove,
                               const char *nothing);

/* reader-window-portals.c */
void reader_window_class_install_portal_actions (GtkWidgetClass *widget_class);
gboolean reader_window_forget_end (ReaderWindow *self);
char *reader_window_dup_portal_words (ReaderWindow *self,
                                      gint64 passage) G_GNUC_WARN_UNUSED_RESULT;
void reader_window_remove_mark (ReaderWindow *self, TriBookmark *mark);

/* reader-window-find.c */
void reader_window_class_install_find_actions (GtkWidgetClass *widget_class);
gboolean reader_window_close_find (ReaderWindow *self);
void reader_window_find_again (ReaderWindow *self);
void reader_window_drop_find (ReaderWindow *self);

/* reader-window-overview.c */
void reader_window_queue_overview (ReaderWindow *self);

/* reader-window-versions.c */
gboolean reader_window_take_versions (ReaderWindow *self, TriWork *work);
void reader_window_watch_versions (ReaderWindow *self, GtkWidget *dialog);

/* reader-window-pages.c */
void reader_window_accept_drops (ReaderWindow *self);
void reader_window_choose_library (ReaderWindow *self, const char *path, const char *words);
void reader_window_show_problem (ReaderWindow *self, const char *path, const GError *error);

G_END_DECLS
