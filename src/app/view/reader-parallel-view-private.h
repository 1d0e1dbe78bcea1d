/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-parallel-view.h"
#include "reader-row-model.h"

G_BEGIN_DECLS

void reader_parallel_view_set_models (ReaderParallelView *self,
                                      TriWork *work,
                                      GPtrArray *models,
                                      const ReaderPlace *place);

G_END_DECLS
