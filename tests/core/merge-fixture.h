/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "merge-acts.h"
#include "query-fixture.h"

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
/* The same, with a mark that both have; its uuid. */
char *part_with_mark (Pair *self, const char *note);
void pair_clear (Pair *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

void set_note (TriBookmark *bookmark, const char *note);
char *add_mark (TriLibrary *library, gint64 passage, const char *note);
TriBookmark *get_mark (TriLibrary *library, const char *uuid);
void edit_mark (TriLibrary *library, const char *uuid, const char *note);
/* What the second one has comes to the first one. */
void pair_merge (Pair *self);
