/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-names.h"
#include "reader-review-item.h"

G_BEGIN_DECLS

/* A row for @take, which may be a name in another spelling, and is the data of the row. */
ReaderReviewItem *reader_name_item_new (TriNameSuggestion *take) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
