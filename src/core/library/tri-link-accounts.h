/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-align.h"

G_BEGIN_DECLS

/* Links passages of accounts, that are no translations, in the place of what was computed before.
 * Pairs of passages of which a file or the reader said something stay as they are. For the worker:
 * long, in short transactions; cancelled, all is as it was, or what was written is whole links. */
gboolean tri_link_accounts (TriLibrary *library,
                            gint64 work,
                            const TriLibraryAlignOptions *options,
                            TriLibraryAlignment *out,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
