/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-office.h"

G_BEGIN_DECLS

/* Outline levels of Word are 0 to 8; 9 is text. */
#define TRI_DOCX_TEXT_LEVEL 9
#define TRI_DOCX_N_LIST_LEVELS 9

gboolean tri_docx_is_word (const char *ns);
/* Takes what a child of an rPr says. */
void tri_docx_take_look (TriOfficeLook *look, const TriXmlTag *tag);

/* What a paragraph is, by itself or by its style: -1 for what is not said. */
typedef struct
{
  int outline;
  int list; /* w:numId, 0 for none */
  int list_level;
} TriDocxParagraph;

/* styles.xml */
typedef struct _TriDocxStyles TriDocxStyles;

TriDocxStyles *tri_docx_styles_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_docx_styles_free (TriDocxStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriDocxStyles, tri_docx_styles_free)
extern const TriXmlHandler tri_docx_styles_handler;
const char *tri_docx_styles_get_lang (TriDocxStyles *self);
/* Lays the look of a style (NULL: that of ordinary paragraphs) and of those it is based on. */
void tri_docx_styles_lay_look (TriDocxStyles *self, const char *id, TriOfficeLook *look);
/* What the paragraph itself does not say comes from its style. */
void tri_docx_styles_complete (TriDocxStyles *self, const char *id, TriDocxParagraph *paragraph);
/* Its name in English and in small letters, as Word has it whatever its language: "heading 1". */
const char *tri_docx_styles_get_name (TriDocxStyles *self, const char *id);

/* numbering.xml */
typedef struct _TriDocxLists TriDocxLists;

TriDocxLists *tri_docx_lists_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_docx_lists_free (TriDocxLists *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriDocxLists, tri_docx_lists_free)
extern const TriXmlHandler tri_docx_lists_handler;
/* The next item of a list begins: what stands before it, NULL for a bullet. */
char *tri_docx_lists_count (TriDocxLists *self, int list, int level) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
