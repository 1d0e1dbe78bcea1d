/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void reader_choice_words_show_wholly (AdwComboRow *row);

G_END_DECLS
