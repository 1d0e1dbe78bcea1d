/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-card-item.h"
#include "reader-panel-row.h"

G_BEGIN_DECLS

void reader_card_row_bind (ReaderPanelRow *row, ReaderCardItem *item);

G_END_DECLS
