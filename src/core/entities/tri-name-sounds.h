/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriNameSound:
 * @sound: a e i o u, b d f g h k l m n p r s t v z; C as in chess, S as in ship, Z as in vision,
 * X as in loch, c as in tsar
 * @start: where the letters that are read so begin in the word, in bytes
 * @length: of these letters, in bytes
 *
 * What a letter or several stand for, by the spelling of a language.
 */
typedef struct
{
  char sound;
  guint8 start;
  guint8 length;
} TriNameSound;

/* A sound of a longer word is of no use. */
#define TRI_NAME_SOUNDS_MAX 40

guint tri_name_sounds_read (const char *word,
                            const char *lang,
                            TriNameSound sounds[TRI_NAME_SOUNDS_MAX]);
float tri_name_sounds_compare (const TriNameSound *a,
                               guint n_a,
                               const TriNameSound *b,
                               guint n_b,
                               GArray *pairs);

G_END_DECLS
