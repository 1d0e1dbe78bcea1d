/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriLibraryAlignOptions:
 * @again: compute anew what was computed before; else a work whose texts are all tied, by whatever
 *   links, is left as it is
 * @decide_kind: nobody said whether the texts are translations: the confidence decides, and the
 *   work gets its kind
 * @dictionaries: (nullable) (array zero-terminated=1): files of words and counterparts, see
 *   tri_lexicon_new_from_file(), for the pairs of texts: first and second, first and third, …
 * @progress: (nullable): called now and then with what is done, 0..1, on the calling thread
 * @stretch: (nullable): called when links are written and there are more to come
 *
 * All zero is a good choice.
 */
typedef struct
{
  gboolean again;
  gboolean decide_kind;
  const char *const *dictionaries;
  void (*progress) (double fraction, gpointer user_data);
  void (*stretch) (gpointer user_data);
  gpointer user_data;
} TriLibraryAlignOptions;

/**
 * TriLibraryAlignment:
 * @n_aligned: how many texts were aligned, or linked as accounts; 0: there was nothing to do (one
 *   text only, or all tied already)
 * @n_links: how many links there are between them now, of all texts
 * @confidence: of these links, the mean; NAN without any
 * @loose: (element-type gint64): the texts whose mean confidence says that they are no translation:
 *   they stay free columns
 */
typedef struct
{
  guint n_aligned;
  guint n_links;
  double confidence;
  GArray *loose;
} TriLibraryAlignment;

void tri_library_alignment_clear (TriLibraryAlignment *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriLibraryAlignment, tri_library_alignment_clear)

/* Aligns the texts of a work that no file ties, sentence by sentence. For the worker: long, in
 * short transactions. Cancelled, what was written is consistent, and can be gone on with. */
gboolean tri_library_align (TriLibrary *self,
                            gint64 work,
                            const TriLibraryAlignOptions *options,
                            TriLibraryAlignment *out,
                            GCancellable *cancellable,
                            GError **error);

/* Whether the work has texts that tri_library_align() would align. A bounded look-up. */
gboolean tri_library_needs_alignment (TriLibrary *self, gint64 work);
/* Whether an alignment of the work was computed and came to its end. A bounded look-up. */
gboolean tri_library_is_aligned (TriLibrary *self, gint64 work);
/**
 * TriKindReason:
 * @confidence: how sure the aligner was, on average, of the two texts that look most like
 *   translations of each other, 0..1
 * @share: how much of the shorter one it found a counterpart for, 0..1
 *
 * Why the program takes a work for translations, or for accounts.
 */
typedef struct
{
  double confidence;
  double share;
} TriKindReason;

/* FALSE: the file or the reader said what the work is, not the program. */
gboolean tri_library_get_kind_reason (TriLibrary *self, gint64 work, TriKindReason *out);
/* Whether links tie any of its texts. */
gboolean tri_library_has_links (TriLibrary *self, gint64 work);

G_END_DECLS
