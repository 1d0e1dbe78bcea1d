/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of blocks, links and ids, each of which takes up memory. */
#define TRI_HTML_MAX_THINGS 4000000

/* What a heading is in its file. */
typedef enum
{
  TRI_HTML_HEADS_DIVISION,
  TRI_HTML_HEADS_LEAF, /* a division in which no other stands: a table of contents */
  TRI_HTML_HEADS_WORK, /* stands on the title page */
  TRI_HTML_HEADS_ON,   /* goes on with the heading before it */
  TRI_HTML_HEADS_NONE, /* of notes that now stand elsewhere */
} TriHtmlHeads;

typedef struct
{
  guint file;
  gsize offset; /* of its start tag */
  int level;
  char *text;
  guint n_passages; /* up to the next heading */
  guint n_taken;    /* of these in notes that stand at their marks */
  TriHtmlHeads role;
} TriHtmlHeading;

typedef enum
{
  TRI_HTML_BLOCK_IS_NOTE = 1 << 0,
  TRI_HTML_BLOCK_IS_ROOT = 1 << 1,
  TRI_HTML_BLOCK_IS_HEADING = 1 << 2,
  TRI_HTML_BLOCK_IS_ITEM = 1 << 3, /* what holds all of a note: li, dd, aside */
  TRI_HTML_BLOCK_IS_ROW = 1 << 4,  /* so does a tr, unless it holds a page */
} TriHtmlBlockFlags;

/* A block of a file, without its tags. */
typedef struct
{
  guint file;
  guint flags;
  gsize start;
  gsize end;
  int parent;  /* or -1 */
  int heading; /* under which it stands, or -1 */
  guint n_passages;
  int note; /* or -1 */
} TriHtmlBlock;

typedef enum
{
  TRI_HTML_LINK_IS_REF = 1 << 0,  /* the file says that it names a note */
  TRI_HTML_LINK_IS_BACK = 1 << 1, /* that it leads back from one */
  TRI_HTML_LINK_IS_MARK = 1 << 2, /* looks like the mark of a note: a number, a star */
  TRI_HTML_LINK_IS_HIGH = 1 << 3, /* and stands as one does: raised, in brackets */
} TriHtmlLinkFlags;

typedef struct
{
  guint file;
  guint flags;
  gsize offset;
  int block;
  char *target; /* tri_html_survey_dup_name() */
  char *label;
  int note; /* the note it is the mark of, or -1 */
} TriHtmlLink;

typedef struct
{
  int block;
  guint mark;     /* the first link that names it */
  const char *id; /* as the file has it */
  char *label;    /* of its first mark */
  gboolean is_written;
} TriHtmlNote;

/**
 * TriHtmlSurvey:
 *
 * What is known of one file or of those of a book before it is written: which links are the marks
 * of notes and where these stand, what each heading is.
 */
typedef struct
{
  GArray *headings; /* TriHtmlHeading; these in the order of the files, as are the others */
  GArray *blocks;   /* TriHtmlBlock */
  GArray *links;    /* TriHtmlLink */
  GHashTable *ids;  /* name to a block, + 2 */
  GArray *notes;    /* TriHtmlNote */
  guint n_things;   /* blocks, links and ids */
  char *title;
  char *author;
  char *rights;
  char *lang;
} TriHtmlSurvey;

TriHtmlSurvey *tri_html_survey_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_html_survey_free (TriHtmlSurvey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriHtmlSurvey, tri_html_survey_free)

char *tri_html_survey_dup_name (guint file, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void tri_html_survey_add_id (TriHtmlSurvey *self, guint file, const char *id, int block);
gboolean tri_html_survey_has_id (TriHtmlSurvey *self, guint file, const char *id);

/* When all files were looked at. */
void tri_html_survey_find_notes (TriHtmlSurvey *self);
void tri_html_survey_judge_headings (TriHtmlSurvey *self);

TriHtmlLink *tri_html_survey_find_link (TriHtmlSurvey *self, guint file, gsize offset);
TriHtmlHeading *tri_html_survey_find_heading (TriHtmlSurvey *self, guint file, gsize offset);
TriHtmlBlock *tri_html_survey_find_block (TriHtmlSurvey *self, guint file, gsize offset);

G_END_DECLS
