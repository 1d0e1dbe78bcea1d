/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-bible.h"

G_BEGIN_DECLS

/* How Bibles in XML are read, whatever their elements are called: each says by its role what its
 * end ends. */
typedef enum
{
  TRI_BIBLE_NONE,
  TRI_BIBLE_SKIP,   /* with all that it holds */
  TRI_BIBLE_HEADER, /* is about the text: its words are none of it */
  TRI_BIBLE_VALUE,  /* what it holds is said of the text or the book */
  TRI_BIBLE_TEXT,
  TRI_BIBLE_BOOK,
  TRI_BIBLE_CHAPTER,
  TRI_BIBLE_VERSE,
  TRI_BIBLE_PARAGRAPH,
  TRI_BIBLE_LINE,
  TRI_BIBLE_SPAN,
  TRI_BIBLE_NOTE,
  TRI_BIBLE_TITLE,
} TriBibleRole;

typedef struct _TriBibleReader TriBibleReader;

typedef TriBibleRole (*TriBibleStart) (TriBibleReader *self, const TriXmlTag *tag);

/**
 * TriBibleFormat:
 * @begin_text: begins a text in the Bible by what is known of it, where none is begun
 * @start: what an element is
 * @take_value: the words of an element whose role is %TRI_BIBLE_VALUE are in @value
 */
typedef struct
{
  void (*begin_text) (TriBibleReader *self);
  TriBibleStart start;
  void (*take_value) (TriBibleReader *self, const char *name);
} TriBibleFormat;

struct _TriBibleReader
{
  const TriBibleFormat *format;
  const TriSource *source;
  TriDraft *draft;
  TriBible *bible;
  GByteArray *roles; /* TriBibleRole: of the elements that are open */
  guint skipped;     /* depth of the element that is passed over; 0: none */
  GString *value;
  GString *lang; /* of the text to come */
  GString *title;
  gboolean has_title; /* the file said it */
  GString *chapter;   /* "Gen.1" */
};

gboolean tri_bible_read (const TriBibleFormat *format,
                         const TriSource *source,
                         TriDraft *draft,
                         GCancellable *cancellable,
                         GError **error);

/* Whether the element at hand stands in one that is about the text. */
gboolean tri_bible_is_in_header (const TriBibleReader *self);

/* What elements of several formats are. */
TriBibleRole tri_bible_start_paragraph (TriBibleReader *self, const TriXmlTag *tag);
TriBibleRole tri_bible_start_break (TriBibleReader *self, const TriXmlTag *tag);
TriBibleRole tri_bible_start_note (TriBibleReader *self, const TriXmlTag *tag);
TriBibleRole tri_bible_start_skipped (TriBibleReader *self, const TriXmlTag *tag);
/* @is_main: of the book; @level: (nullable): as the file says, "1" for the first of these */
TriBibleRole tri_bible_start_title (TriBibleReader *self, gboolean is_main, const char *level);

G_END_DECLS
