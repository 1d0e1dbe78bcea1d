/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderToasts:
 *
 * One message at a time. What is shown gives way to the next, for what it offers to undo is not the
 * last act any more; but it is shown to the end of its movement: with libadwaita 1.2 one that is
 * taken back while it moves crashes the program.
 */
typedef struct _ReaderToasts ReaderToasts;

/* @overlay lives longer. */
ReaderToasts *reader_toasts_new (AdwToastOverlay *overlay) G_GNUC_WARN_UNUSED_RESULT;
void reader_toasts_free (ReaderToasts *self);
/* Takes @toast. */
void reader_toasts_show (ReaderToasts *self, AdwToast *toast);
/* @words: no markup; @undo: (nullable): the action of a button that undoes what they tell */
void reader_toasts_say (ReaderToasts *self, const char *words, const char *undo);
/* Takes away what is shown. */
void reader_toasts_drop (ReaderToasts *self);

/* How many times longer messages stay, for who cannot read them as fast: a test that drives the
 * program from outside while a sanitizer slows it down. */
guint reader_toasts_get_patience (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderToasts, reader_toasts_free)

G_END_DECLS
