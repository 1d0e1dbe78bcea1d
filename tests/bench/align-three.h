/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void align_measure_three (const char *folder, const char *set);

G_END_DECLS
