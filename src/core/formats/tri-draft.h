/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-entity.h"
#include "model/tri-passage.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a format reader pushes: flat structs that are valid during the call only. */

typedef struct
{
  const char *key;   /* xml:id of the text, or NULL */
  const char *lang;  /* BCP 47; "" when the file does not say (the import detects or asks) */
  const char *title; /* or NULL; likewise author, source, rights */
  const char *author;
  const char *source;
  const char *rights;
} TriDraftText;

typedef struct
{
  const char *key; /* xml:id, or NULL */
  const char *title;
} TriDraftDivision;

/**
 * TriDraftMention:
 * @start: in code points
 * @refs: (array zero-terminated=1): pointers as in the file: "#trotsky", "register.xml#trotsky",
 *   "reg:trotsky", or a @key; perhaps none. The first that names an entity counts.
 * @origin: encoded, unless our own export says otherwise
 */
typedef struct
{
  guint start;
  guint end;
  TriEntityType type;
  const char *const *refs;
  TriOrigin origin;
  double confidence;
} TriDraftMention;

/* Something in the file that a link may point at: a passage or a sentence in it. */
typedef struct
{
  const char *id; /* xml:id */
  int sentence;   /* index into sentences, -1 for the whole passage */
} TriDraftAnchor;

typedef struct
{
  const char *key; /* xml:id; NULL: the draft makes one from path and a hash of the words */
  TriPassageKind kind;
  guint level;
  const char *content; /* UTF-8 */
  /* NULL: not in the file, the draft splits by ICU in the text's language */
  const TriRange *sentences;
  guint n_sentences;
  const TriSpan *spans;
  guint n_spans;
  const TriDraftMention *mentions;
  guint n_mentions;
  const TriDate *dates;
  guint n_dates;
  const TriDraftAnchor *anchors;
  guint n_anchors;
} TriDraftPassage;

#define TRI_DRAFT_FIRST_FILE "/1"
#define TRI_DRAFT_SECOND_FILE "/2"

/**
 * TriDraftLink:
 * @members: (array zero-terminated=1): ids of anchors, passages or divisions, pointers already
 *   reduced to the bare id, or "fr.xml#id" into another file of this import; the members of one
 * text stand together. A division stands for its
 *   first passage, an anchor that was extended for all of its passages.
 * @score: NAN when the file gives none
 * @is_pair: what an aligner says of two texts of several, see #TriLinkKind
 * @is_rejected: what a reader took away, and is not to be found again
 * @files: (nullable) (array): for each member the file of this import that it is in, as the links
 *   name it ("en/1984.xml.gz"): the one is meant that agrees in most of the path, counted from its
 *   end; for links that come in a file of their own. Where an id is not in that file, but is in
 *   the other one that the link names, the sides are taken to be reversed.
 *   #TRI_DRAFT_FIRST_FILE and #TRI_DRAFT_SECOND_FILE are the files of this import that have texts,
 *   when there are two; of these a member is the number of a line (TRI_FORMAT_IDS_CORRESPOND) or
 *   else of a sentence through the whole text, from 0
 */
typedef struct
{
  const char *const *members;
  TriRelation relation;
  double score;
  TriStatus status;
  gboolean is_pair;
  gboolean is_rejected;
  const char *const *files;
} TriDraftLink;

/**
 * TriDraftPlace:
 * @text: the n-th text begun in this file, from 0
 * @passage: the n-th passage pushed into it, from 0
 * @sentence: index into its sentences, -1 for the whole passage
 *
 * A member of a link for readers that know where things are: nothing is looked up by name.
 */
typedef struct
{
  guint text;
  guint passage;
  int sentence;
} TriDraftPlace;

/**
 * TriDraft:
 *
 * The sink between a format reader and the library. A reader pushes what it reads in document order
 * and holds
 * no more than one passage; the draft holds a bounded number of passages, and resolves links and
 * mentions that point
 * forward when all is pushed. Texts do not nest; divisions do. Every call returns %FALSE with an
 * error to stop the reader.
 */
#define TRI_TYPE_DRAFT (tri_draft_get_type ())
G_DECLARE_INTERFACE (TriDraft, tri_draft, TRI, DRAFT, GObject)

struct _TriDraftInterface
{
  GTypeInterface parent_iface;

  void (*set_work) (TriDraft *self, const char *title, const char *kind);
  gboolean (*begin_text) (TriDraft *self, const TriDraftText *text, GError **error);
  gboolean (*set_text) (TriDraft *self, const TriDraftText *text, GError **error);
  gboolean (*end_text) (TriDraft *self, GError **error);
  gboolean (*begin_division) (TriDraft *self, const TriDraftDivision *division, GError **error);
  gboolean (*end_division) (TriDraft *self, GError **error);
  gboolean (*add_passage) (TriDraft *self, const TriDraftPassage *passage, GError **error);
  gboolean (*extend_anchor) (TriDraft *self, const char *id, GError **error);
  gboolean (*add_link) (TriDraft *self, const TriDraftLink *link, GError **error);
  gboolean (*link_places) (TriDraft *self,
                           const TriDraftPlace *places,
                           guint n_places,
                           const TriDraftLink *link,
                           GError **error);
  gboolean (*add_entity) (TriDraft *self, TriEntity *entity, GError **error);
  gboolean (*breathe) (TriDraft *self, gsize n_ahead, GError **error);
  gboolean (*include_file) (TriDraft *self, const char *path, GError **error);
};

/* What the file says of the whole: a title for the work, "translations" or "accounts"; both may
 * be NULL. A title that comes later in a file says more. */
void tri_draft_set_work (TriDraft *self, const char *title, const char *kind);
gboolean tri_draft_begin_text (TriDraft *self, const TriDraftText *text, GError **error);
/* What is known only now of the text that is open; what is NULL stays as it was. */
gboolean tri_draft_set_text (TriDraft *self, const TriDraftText *text, GError **error);
gboolean tri_draft_end_text (TriDraft *self, GError **error);
/* title may be NULL: then the first heading passage in the division names it. */
gboolean tri_draft_begin_division (TriDraft *self,
                                   const TriDraftDivision *division,
                                   GError **error);
gboolean tri_draft_end_division (TriDraft *self, GError **error);
gboolean tri_draft_add_passage (TriDraft *self, const TriDraftPassage *passage, GError **error);
/* What @id names (the key or an anchor of an earlier passage of this text) ends with the passage
 * that was added last. */
gboolean tri_draft_extend_anchor (TriDraft *self, const char *id, GError **error);
gboolean tri_draft_add_link (TriDraft *self, const TriDraftLink *link, GError **error);
/* As tri_draft_add_link(), members and files of @link not being looked at: its members are
 * places of texts of this file that have ended, those of one text together. The same link must
 * not come twice, and of passages of one text (an omission) it holds all. */
gboolean tri_draft_link_places (TriDraft *self,
                                const TriDraftPlace *places,
                                guint n_places,
                                const TriDraftLink *link,
                                GError **error);
/* entity->key is its xml:id. Entities may come before or behind the mentions that name them. */
gboolean tri_draft_add_entity (TriDraft *self, TriEntity *entity, GError **error);
/* Another file is about to be read for the one that was chosen; a file may come several times. */
gboolean tri_draft_include_file (TriDraft *self, const char *path, GError **error);
/* To be called now and then while much is read and nothing pushed, lest others wait. @n_ahead: so
 * many bytes of words were read since that are pushed later, with all others of the file. */
gboolean tri_draft_breathe (TriDraft *self, gsize n_ahead, GError **error);

G_END_DECLS
