/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-builder.h"
#include "formats/tri-format.h"
#include "formats/tri-id-set.h"
#include "formats/tri-tei-dates.h"
#include "formats/tri-tei-names.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

/* libxml2 itself gives up at 256. */
#define TRI_TEI_MAX_DEPTH 250
#define TRI_TEI_MAX_ATTRIBUTE (64 * 1024)
#define TRI_TEI_MAX_PASSAGE (1024 * 1024)
#define TRI_TEI_MAX_NOTE (4 * 1024 * 1024)
/* In one passage: memory for a note is a thousand bytes and more. */
#define TRI_TEI_MAX_NOTES (32 * 1024)
#define TRI_TEI_MAX_SPANS (1024 * 1024)
#define TRI_TEI_MAX_FIELD (256 * 1024)
/* How many ids, links and keys of notes are in memory. */
#define TRI_TEI_MAX_IDS (48 * 1024)
#define TRI_TEI_MAX_LINKS (24 * 1024)
#define TRI_TEI_MAX_NOTE_KEYS (24 * 1024)
/* Of notes that stand before their text, in number and in bytes. */
#define TRI_TEI_MAX_EARLY_NOTES (8 * 1024)
#define TRI_TEI_MAX_EARLY_BYTES ((gsize) 8 * 1024 * 1024)

typedef struct
{
  const char *prefix; /* or NULL */
  const char *name;
  const char *value;
  const char *ns; /* or NULL */
} TriTeiAttribute;

/* The start tag that is being read: valid until the next one. */
typedef struct
{
  const char *prefix; /* or NULL */
  const char *name;
  const char *ns;
  const TriTeiElement *element;
  const TriTeiAttribute *attributes;
  guint n_attributes;
} TriTeiTag;

typedef enum
{
  TRI_TEI_MODE_OUTSIDE,
  TRI_TEI_MODE_HEADER,
  TRI_TEI_MODE_STANDOFF,
  TRI_TEI_MODE_REGISTER,
  TRI_TEI_MODE_STRUCTURE, /* in a text, between passages */
  TRI_TEI_MODE_BLOCK,     /* the element that makes a passage */
  TRI_TEI_MODE_INLINE,
  TRI_TEI_MODE_CAPTURE, /* text that goes beside the passage: another reading */
  TRI_TEI_MODE_SKIP,
} TriTeiMode;

/**
 * TriTeiFrame:
 * @lang: the language in force: its own or inherited, "" for none
 * @own_lang: (nullable): what its xml:lang says
 * @id: (nullable): its xml:id
 * @name: its local name
 * @begun: of a division, that the draft knows of it; of what stands around passages, that one says
 * so; of a field, that it began here; of a block in a note, that a break follows
 * @join: in a note or a table row nothing parts the passage: what stands between two blocks then
 * @kind: of the passages in it
 * @level: how many divisions it stands in
 * @first: the number of its first passage
 * @start: where it opened in the builder
 * @span: the #TriSpanKind to leave behind, or -1, with @value
 * @mention: the #TriEntityType of what it names, or -1, with @refs
 * @edtf: (nullable): the date it names; @inferred: its year stands elsewhere
 *
 * An open element.
 */
typedef struct
{
  const char *name;
  const char *prefix;
  const TriTeiElement *element;
  TriTeiMode mode;
  const char *lang;
  char *own_lang;
  char *id;
  gboolean id_used;
  gboolean begun;
  char join;
  TriPassageKind kind;
  guint level;
  guint first;
  guint nesting;        /* of lists */
  gboolean is_numbered; /* of a list */
  guint n_items;        /* of a numbered list: the latest number */
  TriPlace start;
  int span;
  char *value;
  int mention;
  char **refs;
  TriOrigin origin;
  double confidence;
  char *edtf;
  gboolean inferred;
  gboolean has_reading; /* of a choice, that its text is in the passage */
  gboolean keeps_space; /* of a block: its white space says something */
  gboolean is_piece;    /* of a mention, date or span: it goes on with one that ended before */
  char *piece;          /* of a span: its xml:id when it is one of several pieces */
  char *before;         /* and that of the piece that it goes on with */
  char *kept;           /* its tag, which says more than we understand, or NULL */
  char *block_tag;      /* that of a block, a division or an element around passages */
  gboolean is_around;   /* of an opener or closer: it has no words but those of its blocks */
  gboolean is_titled;   /* of a division: it is called @value, whatever its heading says */
  gboolean is_special;  /* of a division: its tag says more than an export would */
  GString *readings;    /* of a choice: its other readings as they stand in the file, or NULL */
  guint saved_owner;    /* of a note: the owner of the passage it interrupts */
  guint field;          /* in the header and in registers: what its text says */
} TriTeiFrame;

typedef struct
{
  char *lang;
  char *text;
  gboolean is_main;
} TriTeiTitle;

/* What the header says. */
typedef struct
{
  GArray *titles; /* TriTeiTitle */
  char *author;
  char *source;
  char *rights;
  char *lang; /* when it names one only */
  guint n_langs;
} TriTeiHeader;

typedef struct _TriTeiRegister TriTeiRegister;
typedef struct _TriXmlInput TriXmlInput;
typedef struct _TriTeiInclusion TriTeiInclusion;

/**
 * TriTeiReader:
 * @owner: the index of the frame whose passage the builder holds; 0 when that has ended
 *
 * The state of reading one file: a stack of open elements and one passage.
 */
typedef struct
{
  const TriSource *source; /* that is being read: the main one, or one that it takes in */
  const TriSource *main_source;
  TriDraft *draft;
  GCancellable *cancellable;
  GError *error;
  gpointer parser;
  TriXmlInput *input;
  TriTeiInclusion *inclusion; /* the innermost one; NULL in the main file */
  guint include_line;         /* in the main file */
  guint n_inclusions;
  gsize n_included; /* bytes */
  gboolean is_part_over;

  TriTeiFrame frames[TRI_TEI_MAX_DEPTH + 1];
  guint depth;       /* frames[0] is the document */
  char *ns;          /* of its elements, or NULL */
  gboolean is_older; /* than P5: ids and languages are no attributes of xml */
  GHashTable *elements;
  GArray *attributes;
  GString *values;

  TriTeiHeader header;
  GPtrArray *prefixes;
  char *kind; /* of the work, if our own export says so */
  gboolean work_is_set;
  GString *capture;
  GString *captured_tags; /* the same with its elements */
  TriTeiRegister *reg;

  GPtrArray *builders; /* the passage, and the notes open in it */
  TriBuilder *builder;
  guint owner;
  gboolean is_complete; /* the passage: only what closes it may still come */
  gboolean text_is_open;
  gboolean text_is_over;  /* one of a group: only the back of that can be part of it */
  gboolean begins_stanza; /* the next line of verse does */
  guint text_frame;
  const TriTeiElement *part; /* of the text: front, body or back; NULL before its first passage */
  char *text_lang;
  guint lang_frame; /* the division that gave the text its language, or 0 */
  char *doc_title;  /* of the title page before a group */
  guint n_passages;
  guint n_texts;
  GPtrArray *pages;
  GPtrArray *page_tags; /* of each the tag that says more than its number, or NULL */
  GString *around;      /* what ends and begins around passages, for the next one */
  GHashTable *pieces;   /* the xml:ids of pieces of spans in this passage → where those begin */
  GPtrArray *anchors;   /* ids that name the next passage */
  GPtrArray *endings;   /* ids of elements that end with the next passage to be pushed */
  TriIdSet *ids;
  TriIdSet *note_keys;    /* those that we made */
  GPtrArray *early_notes; /* TriBuilder: those of a standOff that stands before its text */
  gsize early_bytes;
  TriIdSet *links;
  guint n_made_notes;
  guint n_made_ids;
  TriRelation relation; /* of the linkGrp that is open */
  gboolean links_count;
  gboolean links_are_pairs;
  gboolean links_are_rejected;
} TriTeiReader;

static inline TriTeiFrame *
tri_tei_top (TriTeiReader *self)
{
  return &self->frames[self->depth];
}

static inline TriTeiFrame *
tri_tei_parent (TriTeiReader *self)
{
  return &self->frames[self->depth - 1];
}

gboolean tri_tei_read (const TriSource *source,
                       TriDraft *draft,
                       GCancellable *cancellable,
                       GError **error);

void tri_tei_read_source (TriTeiReader *self, const TriSource *source);
void tri_tei_push_frame (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_take_chars (TriTeiReader *self, const char *text, gsize n_bytes);
void tri_tei_fail (TriTeiReader *self, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void tri_tei_fail_at (TriTeiReader *self, guint line, int code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void tri_tei_check (TriTeiReader *self, gboolean done);
#if LIBXML_VERSION >= 21200
void tri_tei_parser_error_cb (void *data, const xmlError *xml_error);
#else
void tri_tei_parser_error_cb (void *data, xmlErrorPtr xml_error);
#endif
gboolean tri_tei_copy_attributes (TriTeiReader *self,
                                  TriTeiTag *tag,
                                  int n,
                                  const unsigned char **attributes);
const char *tri_tei_get (const TriTeiTag *tag, const char *name);
const char *tri_tei_get_xml (const TriTeiTag *tag, const char *name);
/* Which attributes of a tag are kept: all but what an export writes by itself in words, of a
 * passage, and of what has no ids of its own. */
typedef enum
{
  TRI_TEI_TAG_WHOLE,
  TRI_TEI_TAG_INLINE,
  TRI_TEI_TAG_BLOCK,
  TRI_TEI_TAG_PIECE,
} TriTeiTagParts;
void tri_tei_append_tag (GString *string, const TriTeiTag *tag, TriTeiTagParts parts);
const char *tri_tei_get_prefix (const TriTeiTag *tag);
gboolean tri_tei_is_piece (const TriTeiTag *tag);
gboolean tri_tei_names_piece (const char *value);
/* What is captured, as it stands in the file. */
void tri_tei_capture_start (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_capture_chars (TriTeiReader *self, const char *text, gsize n_bytes);
void tri_tei_capture_end (TriTeiReader *self);
/* Whether it has other attributes than these. */
gboolean tri_tei_says_more (const TriTeiTag *tag, const char *const *known);
char *tri_tei_tag_to_string (const TriTeiTag *tag) G_GNUC_WARN_UNUSED_RESULT;
char *tri_tei_dup_edtf (const TriTeiTag *tag) G_GNUC_WARN_UNUSED_RESULT;
/* Of a name or rs, by its @type: a #TriEntityType or -1. */
int tri_tei_get_named_type (const TriTeiTag *tag);
char *tri_tei_dup_collapsed (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_tei_add_id (TriTeiReader *self, const char *id);
void tri_tei_check_ids (TriTeiReader *self);
const char *tri_tei_get_key (TriTeiReader *self, const char *id);

/* In a text. The frame of the element is on the stack already. */
void tri_tei_text_start (TriTeiReader *self, const TriTeiTag *tag);
/* An entry of a list of persons, places or books that is read as an item. */
void tri_tei_text_start_entry (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_text_end (TriTeiReader *self);
/* Notes that stand beside the text are put behind it: whether there is one. */
gboolean tri_tei_texts_resume (TriTeiReader *self);
gboolean tri_tei_texts_may_wait (TriTeiReader *self);
/* Takes @note. */
void tri_tei_texts_take_early (TriTeiReader *self, TriBuilder *note);
void tri_tei_text_chars (TriTeiReader *self, const char *text, gsize n_bytes);
void tri_tei_text_flush (TriTeiReader *self);

/* An element inside of a passage. */
void tri_tei_inline_start (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_inline_record (TriTeiReader *self, TriTeiFrame *frame);
void tri_tei_inline_end (TriTeiReader *self);
gboolean tri_tei_inline_is_foreign (TriTeiReader *self, const TriTeiFrame *frame);
/* The language around an element: that of the text where no element around it says one. */
const char *tri_tei_get_outer_lang (TriTeiReader *self, const TriTeiFrame *frame);

void tri_tei_header_start (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_header_end (TriTeiReader *self);
void tri_tei_header_clear (TriTeiHeader *header);
const char *tri_tei_header_get_title (const TriTeiHeader *header, const char *lang);

TriTeiRegister *tri_tei_register_new (void);
void tri_tei_register_free (TriTeiRegister *reg);
void tri_tei_register_start (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_register_end (TriTeiReader *self);
void tri_tei_register_chars (TriTeiReader *self, const char *text, gsize n_bytes);

void tri_tei_link_group (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_link (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_correspond (TriTeiReader *self, const TriTeiTag *tag);

G_END_DECLS
