/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

G_BEGIN_DECLS

/* The entries of the table that have a file of their own. */

G_END_DECLS
