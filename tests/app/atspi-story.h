/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atspi-program.h"

G_BEGIN_DECLS

/* What the story of a reader comes back to, whichever way it is told. */

typedef struct
{
  char *passage; /* the key of the first French passage that names Trotsky */
  char *row;     /* its row, counted from 1 */
  char *words;   /* its first words */
} Place;

typedef gboolean (*NodeCheck) (JsonNode *node, const char *wanted);

Place *story_find_trotsky (void);
void story_place_free (Place *place);

guint story_count_works (void);
void story_wait_works (guint n);
guint story_count_bookmarks (void);
void story_wait_bookmarks (guint n);
void story_wait_items (Accessible *list, guint n);
void story_wait_note (const char *note);
guint story_count_mentions (const char *entity);

void story_check_columns (Program *program);
char *story_dup_card (Program *program);
void story_check_card (Program *program, guint n_mentions);
char *story_dup_status (Program *program);
char *story_wait_other_status (Program *program, const char *status);
Accessible *story_wait_passage (Program *program, const char *words, const char *state);

void story_overlook_leaks (void);
void story_choose_file (Program *program, const char *title, const char *path);
char **story_dup_accounts (char **languages);
void story_check_import (const char *languages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, story_place_free)

G_END_DECLS
