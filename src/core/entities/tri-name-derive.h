/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-name-trie.h"

G_BEGIN_DECLS

typedef void (*TriNameDeriveFunc) (const char *name, TriNameRule rule, gpointer data);

void tri_name_derive (const char *name,
                      TriEntityType type,
                      TriNameKind kind,
                      TriNameDeriveFunc func,
                      gpointer data);

G_END_DECLS
