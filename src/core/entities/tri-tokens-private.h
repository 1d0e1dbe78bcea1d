/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-tokens.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_CLASS_OTHER,
  TRI_CLASS_LETTER,
  TRI_CLASS_CAPITAL,
  TRI_CLASS_DIGIT,
  TRI_CLASS_MARK,
  TRI_CLASS_SPACE,
} TriClass;

TriClass tri_token_classify (gunichar c);

static inline gboolean
tri_class_is_word (TriClass class)
{
  return class != TRI_CLASS_OTHER && class != TRI_CLASS_SPACE;
}

G_END_DECLS
