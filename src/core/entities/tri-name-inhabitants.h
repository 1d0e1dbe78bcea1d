/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tri-name-key.h"

#include "model/tri-enums.h"

G_BEGIN_DECLS

gboolean tri_name_is_made_of (const TriNameKey *form, const TriNameKey *name, TriEntityType type);

G_END_DECLS
