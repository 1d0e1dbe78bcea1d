/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-docx-styles.h"

G_BEGIN_DECLS

/**
 * TriDocxBody:
 *
 * Reads document.xml, and before it the notes, which stand in files of their own: they wait in
 * @notes for their marks.
 */
typedef struct
{
  TriOffice *office;
  TriDocxStyles *styles;
  TriDocxLists *lists;
  GHashTable *links;  /* relationship to address */
  GHashTable *notes;  /* "footnote 1" to TriBuilder */
  GArray *outer;      /* what is set aside while a text box is read */
  GArray *choices;    /* of each mc:AlternateContent that is open: whether one was taken */
  GByteArray *fields; /* that are open: whether their results have begun */
  guint skipped;      /* how deep what is passed over lies, or 0 */
  guint run;          /* how deep the run lies, or 0 */
  guint look_depth;   /* likewise its rPr */
  guint properties;   /* likewise the pPr */
  gboolean in_text;
  TriOfficeLook look;
  char *style; /* of the paragraph, or NULL */
  TriDocxParagraph paragraph;
  gboolean expects_notes; /* not the document, but its notes */
  char *note;             /* that is being read, or NULL */
  guint note_depth;
} TriDocxBody;

extern const TriXmlHandler tri_docx_body_handler;

void tri_docx_body_init (TriDocxBody *self);
void tri_docx_body_clear (TriDocxBody *self);

G_END_DECLS
