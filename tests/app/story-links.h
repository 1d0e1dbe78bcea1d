/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atspi-story.h"

G_BEGIN_DECLS

/* What the stories of links share: works to tie, and where their passages stand. */

#define STORY_LOCK "The Lock"

char *story_dup_lock (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *story_make_lock (const char *dutch, gboolean aligned) G_GNUC_WARN_UNUSED_RESULT;
char *story_make_accounts (guint *n_texts) G_GNUC_WARN_UNUSED_RESULT;

gboolean story_skip_keys (void);
Program *story_start (const char *library, const char *title) G_GNUC_WARN_UNUSED_RESULT;
void story_quit (Program *program);
void story_press_until (Program *program, const char *keys, const char *label);
void story_press_away (Program *program, const char *keys);
void story_tab_to (Program *program, const char *keys, const char *name);
void story_choose (Program *program, const char *column, const char *item);
void story_act (Program *program, const char *words, const char *action, const char *label);
void story_act_window (Program *program, const char *action, const char *label);
void story_step (Program *program, const char *action, const char *label);
Accessible *story_wait_strip (Program *program) G_GNUC_WARN_UNUSED_RESULT;
void story_click (Program *program, const char *button);
void story_click_item (Program *program, const char *item);
void story_wait_apart (Program *program, const char *words, const char *other, int pixels);

G_END_DECLS
