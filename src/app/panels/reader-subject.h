/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReaderSubject:
 * @edtf: (nullable): the value of a date; %NULL when it is an entity
 *
 * What a card is about.
 */
typedef struct
{
  gint64 entity;
  const char *edtf;
} ReaderSubject;

G_END_DECLS
