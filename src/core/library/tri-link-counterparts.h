/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-job.h"

G_BEGIN_DECLS

gboolean tri_library_link_counterparts (TriLinkJob *job, GError **error);

G_END_DECLS
