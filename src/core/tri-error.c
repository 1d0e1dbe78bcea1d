/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-error.h"

G_DEFINE_QUARK (tri - error - quark, tri_error)
