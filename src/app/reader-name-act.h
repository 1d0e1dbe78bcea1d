/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-window-private.h"

#include "dialogs/reader-entity-chooser.h"
#include "library/tri-library-entity-acts.h"

G_BEGIN_DECLS

/* What the files share that decide of names. */

/* The words that an act is about. */
typedef struct
{
  TriEntityRange range;
  gint64 text;
  char *words;
  gint64 entity; /* that they are said to name, or 0 */
  TriEntityType type;
} ReaderNamed;

void reader_named_clear (ReaderNamed *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReaderNamed, reader_named_clear)

typedef enum
{
  READER_NAME_LINK,
  READER_NAME_REFUSE,
  READER_NAME_CONFIRM,
  READER_NAME_REJECT,
  READER_NAME_MERGE,
  READER_NAME_SPLIT,
} ReaderNameVerb;

/**
 * ReaderNameJob:
 * @ranges: (element-type TriEntityRange): that are linked or refused
 * @other: that is merged into @entity
 * @by: how @entity is split, with @lang, @text and @mentions (element-type gint64)
 * @mention: that is confirmed or rejected
 *
 * What the writing thread is told.
 */
typedef struct
{
  ReaderNameVerb verb;
  GArray *ranges;
  gint64 entity;
  gint64 other;
  TriEntitySplitBy by;
  char *lang;
  gint64 text;
  GArray *mentions;
  gint64 mention;
  gint64 made;
} ReaderNameJob;

/* An act, and the window it is done in. */
typedef struct
{
  ReaderWindow *window;
  ReaderNameJob *job;
  gint64 work;
} ReaderNameAct;

ReaderNameAct *reader_name_act_new (ReaderWindow *window,
                                    ReaderNameVerb verb) G_GNUC_WARN_UNUSED_RESULT;
void reader_name_act_free (ReaderNameAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderNameAct, reader_name_act_free)
/* Does it; takes @self. */
void reader_name_act_run (ReaderNameAct *self);
/* Asks whom it is about, then does it; takes @self. */
ReaderEntityChooser *reader_name_act_choose (ReaderNameAct *self,
                                             const ReaderNamed *named,
                                             const char *title,
                                             const char *typed,
                                             gint64 except);

/* The words that are selected, else the mention one is at; says so when there are none. */
gboolean reader_window_get_named (ReaderWindow *self, ReaderNamed *out);
/* The entity of the card, when the keyboard is in the sidebar; else of the mention one is at; else
 * of the card that is open. 0, and it is said, when there is none. */
gint64 reader_window_find_entity (ReaderWindow *self);
char *reader_window_dup_entity_name (ReaderWindow *self, gint64 entity) G_GNUC_WARN_UNUSED_RESULT;
void reader_window_show_dialog (ReaderWindow *self, GtkWidget *dialog);

G_END_DECLS
