/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query-fixture.h"

#include "library/tri-library-merge.h"

/* Two libraries of one person. */
typedef struct
{
  char *paths[2];
  TriLibrary *libraries[2];
} Pair;

char *copy_library (TriLibrary *library);
/* Nobody waits for the disk: there are many of them. */
TriLibrary *open_quick (const char *path);
void pair_init (Pair *self);
/* From here each goes its own way. */
void part (Pair *self);
void pair_clear (Pair *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

void set_note (TriBookmark *bookmark, const char *note);
char *add_mark (TriLibrary *library, gint64 passage, const char *note);
TriBookmark *get_mark (TriLibrary *library, const char *uuid);
void edit_mark (TriLibrary *library, const char *uuid, const char *note);
TriMergeReport *merge_with (TriLibrary *library, const TriMergeOptions *options);
TriMergeReport *merge (TriLibrary *library, const char *path);
void undo (TriLibrary *library);
