/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriLanguage:
 * @tag: BCP 47, the primary subtag; "" for a language without rules of its own
 * @articles: (array zero-terminated=1): folded; those a title may begin with
 * @bare_genitive: a name may take -s without an apostrophe (Serges boeken, the Serges’ house)
 * @quotes: (array fixed-size=4): opening and closing, then those inside a quotation
 *
 * What the program knows of a language.
 */
typedef struct
{
  const char *tag;
  const char *const *articles;
  gboolean bare_genitive;
  const char *quotes[4];
} TriLanguage;

const TriLanguage *tri_language_get (const char *tag);
char *tri_language_dup_tag (const char *tag) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_language_is_right_to_left (const char *tag);
gboolean tri_language_matches (const char *tag, const char *other);
char *tri_language_dup_name (const char *tag, const char *in) G_GNUC_WARN_UNUSED_RESULT;
char *tri_language_dup_name_inside (const char *tag, const char *in) G_GNUC_WARN_UNUSED_RESULT;

gboolean tri_language_is_article (const char *folded, gssize length);
gboolean tri_language_holds_article (const char *folded, gssize length);
gboolean tri_language_is_elision (const char *folded, gssize length);
gboolean tri_language_is_enclitic (const char *folded, gssize length);

G_END_DECLS
