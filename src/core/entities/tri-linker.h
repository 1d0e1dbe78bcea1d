/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriLinker:
 *
 * Finds the names of a register in texts. It is filled once, then used for any number of texts.
 *
 * Every name form in every language is looked for in one pass over the words of a text; how many
 * names there are makes no difference. Case and accents do not count (see tri_fold()), except that
 * a name that begins with a capital is found only where the text has one.
 */
typedef struct _TriLinker TriLinker;

TriLinker *tri_linker_new (void) G_GNUC_WARN_UNUSED_RESULT;
TriLinker *tri_linker_ref (TriLinker *self);
void tri_linker_unref (TriLinker *self);
void tri_linker_add (TriLinker *self,
                     gint64 entity,
                     TriEntityType type,
                     const char *lang,
                     TriNameKind kind,
                     const char *name);
void tri_linker_add_derived (TriLinker *self,
                             gint64 entity,
                             TriEntityType type,
                             const char *lang,
                             TriNameKind kind,
                             const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLinker, tri_linker_unref)

/**
 * TriLinkerText:
 *
 * What the linker knows of one text. A text is read twice: the survey learns which entities it
 * names beyond doubt and which words it writes without capitals, and the linking uses that.
 */
typedef struct _TriLinkerText TriLinkerText;

TriLinkerText *tri_linker_text_new (TriLinker *linker,
                                    const char *lang) G_GNUC_WARN_UNUSED_RESULT;
void tri_linker_text_free (TriLinkerText *self);
void tri_linker_text_survey (TriLinkerText *self, const char *content);
void tri_linker_text_link (TriLinkerText *self,
                           const char *content,
                           const TriRange *taken,
                           guint n_taken,
                           GArray *mentions);
guint tri_linker_text_get_n_undecided (const TriLinkerText *self);
void tri_linker_text_set_beside (TriLinkerText *self, const gint64 *entities, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLinkerText, tri_linker_text_free)

G_END_DECLS
