/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers are stored in library files: never change one, only add. The nicks are the words
 * of the command line's JSON and of our TEI. */

typedef enum
{
  TRI_WORK_TRANSLATIONS, /* "translations" */
  TRI_WORK_ACCOUNTS,     /* "accounts" */
} TriWorkKind;

typedef enum
{
  TRI_PASSAGE_HEADING,
  TRI_PASSAGE_PARAGRAPH,
  TRI_PASSAGE_ITEM,
  TRI_PASSAGE_VERSE,
  TRI_PASSAGE_QUOTE,
  TRI_PASSAGE_NOTE,
} TriPassageKind;

typedef enum
{
  TRI_ENTITY_PERSON,
  TRI_ENTITY_PLACE,
  TRI_ENTITY_ORGANISATION,
  TRI_ENTITY_WORK,
  TRI_ENTITY_EVENT,
} TriEntityType;
#define TRI_N_ENTITY_TYPES 5

typedef enum
{
  TRI_NAME_OFFICIAL,        /* "official" */
  TRI_NAME_BIRTH,           /* "birth" */
  TRI_NAME_PSEUDONYM,       /* "pseudonym" */
  TRI_NAME_TRANSLITERATION, /* "transliteration" */
  TRI_NAME_SHORT,           /* "short" */
} TriNameKind;

typedef enum
{
  TRI_ORIGIN_ENCODED, /* in the file */
  TRI_ORIGIN_LINKED,  /* by the linker */
  TRI_ORIGIN_READER,  /* by the reader */
} TriOrigin;

typedef enum
{
  TRI_RELATION_TRANSLATION, /* "translation" */
  TRI_RELATION_SAME_EVENTS, /* "same-events" */
  TRI_RELATION_OVERLAP,     /* "overlap" */
} TriRelation;

typedef enum
{
  TRI_LINK_GROUP,    /* of all the texts that have members in it */
  TRI_LINK_PAIR,     /* what the aligner says of two texts of a work that has more */
  TRI_LINK_OMISSION, /* members in one text, which have no counterpart in the others */
  TRI_LINK_REJECTED, /* the reader took it away: kept lest it be found again, shown nowhere */
} TriLinkKind;

typedef enum
{
  TRI_STATUS_IMPORTED,
  TRI_STATUS_COMPUTED,
  TRI_STATUS_CONFIRMED,
} TriStatus;

typedef enum
{
  TRI_SPAN_EMPHASIS, /* italics */
  TRI_SPAN_STRONG,   /* bold */
  TRI_SPAN_SMALL_CAPS,
  TRI_SPAN_SUPERSCRIPT,
  TRI_SPAN_SUBSCRIPT,
  TRI_SPAN_UNDERLINE,
  TRI_SPAN_STRIKE,
  TRI_SPAN_CODE,
  TRI_SPAN_TITLE,   /* the title of a work: italics */
  TRI_SPAN_QUOTE,   /* an inline quotation */
  TRI_SPAN_FOREIGN, /* value: BCP 47 */
  TRI_SPAN_LINK,    /* value: the address; shown, never followed */
  TRI_SPAN_NOTE,    /* zero width or the mark itself; value: the key of the note's passage */
  TRI_SPAN_PAGE,    /* zero width; value: the page's number (pb/@n) */
  TRI_SPAN_VARIANT, /* value: the other reading (sic, orig, abbr, rdg) */
  TRI_SPAN_OTHER,   /* value: the start tag as in the file, e.g. <w lemma="x">: kept, not shown */
} TriSpanKind;

typedef enum
{
  TRI_SCOPE_WORDING, /* this wording */
  TRI_SCOPE_PASSAGE, /* this passage, in all texts */
} TriScope;

/* What the reader made of a place. Each may have a note. */
typedef enum
{
  TRI_MARK_BOOKMARK,  /* "bookmark": a place to come back to */
  TRI_MARK_HIGHLIGHT, /* "highlight": words that are shown with a colour and a style */
  TRI_MARK_NOTE,      /* "note": something said of the place */
  TRI_MARK_PORTAL,    /* "portal": two places that belong together, the note says why */
  TRI_MARK_LATER,     /* "later": to be read, taken away when it was */
} TriMarkKind;
#define TRI_N_MARK_KINDS 5

/* How highlighted words are shown, besides their colour. */
typedef enum
{
  TRI_MARK_FILL,      /* "fill": the colour behind them, with an edge */
  TRI_MARK_UNDERLINE, /* "underline" */
  TRI_MARK_WAVE,      /* "wave" */
  TRI_MARK_STRIKE,    /* "strike" */
} TriMarkStyle;
#define TRI_N_MARK_STYLES 4

typedef enum
{
  TRI_MARK_COLOUR_NONE, /* "" */
  TRI_MARK_COLOUR_YELLOW,
  TRI_MARK_COLOUR_GREEN,
  TRI_MARK_COLOUR_BLUE,
  TRI_MARK_COLOUR_PINK,
  TRI_MARK_COLOUR_PURPLE,
  TRI_MARK_COLOUR_ORANGE,
} TriMarkColour;
#define TRI_N_MARK_COLOURS 7

/* What became of a place that a reader marked when its text was imported again. */
typedef enum
{
  TRI_ANCHOR_EXACT,    /* the same words in a passage that did not change */
  TRI_ANCHOR_MOVED,    /* found again in a passage that changed, or elsewhere in the text */
  TRI_ANCHOR_DOUBTFUL, /* there is a place that may be it; the reader has to say */
  TRI_ANCHOR_LOST,     /* the words are gone */
} TriAnchorState;
#define TRI_N_ANCHOR_STATES 4

const char *tri_work_kind_to_nick (TriWorkKind kind);
gboolean tri_work_kind_from_nick (const char *nick, TriWorkKind *out);
const char *tri_passage_kind_to_nick (TriPassageKind kind);
gboolean tri_passage_kind_from_nick (const char *nick, TriPassageKind *out);
const char *tri_span_kind_to_nick (TriSpanKind kind);
const char *tri_entity_type_to_nick (TriEntityType type);
gboolean tri_entity_type_from_nick (const char *nick, TriEntityType *out);
const char *tri_name_kind_to_nick (TriNameKind kind);
gboolean tri_name_kind_from_nick (const char *nick, TriNameKind *out);
const char *tri_origin_to_nick (TriOrigin origin);
const char *tri_relation_to_nick (TriRelation relation);
gboolean tri_relation_from_nick (const char *nick, TriRelation *out);
const char *tri_status_to_nick (TriStatus status);
gboolean tri_status_from_nick (const char *nick, TriStatus *out);
const char *tri_anchor_state_to_nick (TriAnchorState state);
const char *tri_scope_to_nick (TriScope scope);
gboolean tri_scope_from_nick (const char *nick, TriScope *out);
const char *tri_mark_kind_to_nick (TriMarkKind kind);
gboolean tri_mark_kind_from_nick (const char *nick, TriMarkKind *out);
const char *tri_mark_style_to_nick (TriMarkStyle style);
gboolean tri_mark_style_from_nick (const char *nick, TriMarkStyle *out);
const char *tri_mark_colour_to_nick (TriMarkColour colour);
gboolean tri_mark_colour_from_nick (const char *nick, TriMarkColour *out);

G_END_DECLS
