/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

/* The first text of a library of Bibles as a module of the SWORD project, made with osis2mod in a
 * folder beside the library. Returns the folder, NULL where osis2mod or diatheke is not there. */
char *search_sword_make (TriLibrary *library, const char *path);
/* How many milliseconds diatheke takes to find the verses that hold all these words. @n: (out): how
 * many there are. */
double search_sword_measure (const char *folder, const char *words, guint *n);
