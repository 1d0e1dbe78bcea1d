/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-archive.h"
#include "formats/tri-builder.h"
#include "formats/tri-xml.h"

G_BEGIN_DECLS

/* What the documents of word processors (DOCX, ODT) have in common: runs of words that look some
 * way, in paragraphs, in cells, notes and text boxes, which become passages. */

#define TRI_OFFICE_MAX_PASSAGE (4 * 1024 * 1024)
/* In one passage: memory for a note is a thousand bytes and more. */
#define TRI_OFFICE_MAX_NOTES (32 * 1024)
#define TRI_OFFICE_MAX_LEVEL 10

/* A bit for each TriSpanKind, and one for what nobody sees. */
#define TRI_OFFICE_BIT(kind) (1u << (kind))
#define TRI_OFFICE_HIDDEN (1u << 31)

/* How words look: of the bits in @known, those in @on are set; nothing is said of the others. */
typedef struct
{
  guint known;
  guint on;
  char *lang; /* or NULL */
} TriOfficeLook;

typedef struct
{
  TriPassageKind kind;
  guint level;          /* of a heading, of an item; from 1 */
  char *marker;         /* what stands before an item; NULL for a bullet */
  gboolean is_title;    /* of the whole: heads it and begins no division */
  gboolean is_left_out; /* a line of the table of contents */
} TriOfficeParagraph;

typedef struct _TriOfficeFrame TriOfficeFrame;

typedef struct
{
  const TriSource *source;
  TriDraft *draft; /* NULL: only to learn of the document, see tri_office_new_probe() */
  TriXml *xml;     /* that is being read */
  GPtrArray *frames;
  GArray *levels; /* of the headings whose divisions are open */
  GArray *tables;
  GHashTable *note_keys;
  gboolean has_begun;
  guint n_passages;
  /* What a probe learns. */
  GString *words;
  GHashTable *langs; /* to how many bytes say it */
  char *title;
} TriOffice;

TriOffice *tri_office_new (const TriSource *source, TriDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
TriOffice *tri_office_new_probe (const TriSource *source) G_GNUC_WARN_UNUSED_RESULT;
void tri_office_free (TriOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriOffice, tri_office_free)

/* The language of what a probe read; @declared is what the document says of all of it, or NULL. */
char *tri_office_dup_lang (TriOffice *self, const char *declared) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_office_begin (TriOffice *self, const TriDraftText *text, GError **error);
gboolean tri_office_end (TriOffice *self, GError **error);

void tri_office_begin_paragraph (TriOffice *self);
void tri_office_set_paragraph (TriOffice *self, const TriOfficeParagraph *paragraph);
void tri_office_end_paragraph (TriOffice *self);
void tri_office_text (TriOffice *self, const TriOfficeLook *look, const char *text, gsize n_bytes);
void tri_office_break_line (TriOffice *self);
void tri_office_begin_link (TriOffice *self, const char *href);
void tri_office_end_link (TriOffice *self);

/* Each row of a table is a passage, but where it has one column: that is a frame around text. */
void tri_office_begin_table (TriOffice *self);
void tri_office_add_columns (TriOffice *self, guint n);
void tri_office_begin_row (TriOffice *self);
void tri_office_begin_cell (TriOffice *self);
void tri_office_end_row (TriOffice *self);
void tri_office_end_table (TriOffice *self);

/* A note that stands where its mark is; or one that stands elsewhere, for its mark to come. */
void tri_office_begin_note (TriOffice *self);
void tri_office_end_note (TriOffice *self);
TriBuilder *tri_office_steal_note (TriOffice *self) G_GNUC_WARN_UNUSED_RESULT;
void tri_office_take_note (TriOffice *self, TriBuilder *note);
/* What is in it are passages behind the one that it hangs on. */
void tri_office_begin_box (TriOffice *self);
void tri_office_end_box (TriOffice *self);

/* @format: '1', 'a', 'A', 'i', 'I' */
char *tri_office_dup_number (guint number, char format) G_GNUC_WARN_UNUSED_RESULT;
/* Takes off the point behind a number, which the view writes itself. Returns its argument. */
char *tri_office_tidy_label (char *label);
void tri_office_look_set (TriOfficeLook *self, guint bit, gboolean is_on);
void tri_office_look_set_lang (TriOfficeLook *self, const char *lang);
/* What @over says counts. */
void tri_office_look_lay (TriOfficeLook *self, const TriOfficeLook *over);
void tri_office_look_clear (TriOfficeLook *self);

/* Reads a member of a document as XML; one that is not there is read as if it were empty. */
gboolean tri_office_read_member (const TriSource *source,
                                 TriArchive *archive,
                                 const char *member,
                                 const TriXmlHandler *handler,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);
/* By its local name, whatever its prefix; NULL when it is not there. */
const char *tri_office_get (const TriXmlTag *tag, const char *name);
/* Whether it is one of @names: "|del|moveFrom|". */
gboolean tri_office_is_one_of (const char *name, const char *names);
/* Adds to a title or a name, which are cut where they are no such thing. */
void tri_office_add_words (char **words, const char *text, gsize n_bytes);
/* 0 for what is no number. */
guint tri_office_get_number (const TriXmlTag *tag, const char *name, guint most);

G_END_DECLS
