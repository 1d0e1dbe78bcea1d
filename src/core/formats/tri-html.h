/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* Browsers stop at 512. */
#define TRI_HTML_MAX_DEPTH 1000

typedef struct _TriHtml TriHtml;

/**
 * TriHtmlHandler:
 * @start: @name in small letters; @attributes are names and values by turns, a value may be NULL
 * @text: UTF-8, cut anywhere between two characters
 * @finish: (nullable): all was read, and nothing stopped it
 *
 * Elements that the file does not close are closed where HTML closes them.
 */
typedef struct
{
  void (*start) (TriHtml *html, const char *name, const char *const *attributes, gpointer data);
  void (*end) (TriHtml *html, const char *name, gpointer data);
  void (*text) (TriHtml *html, const char *text, gsize n_bytes, gpointer data);
  void (*finish) (TriHtml *html, gpointer data);
} TriHtmlHandler;

gboolean tri_html_parse (const TriSource *source,
                         const char *text,
                         gsize length,
                         const TriHtmlHandler *handler,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);

/* Where the parser stands, in bytes: before the ">" of a start tag, behind that of an end tag. */
gsize tri_html_get_offset (TriHtml *self);
GError **tri_html_error (TriHtml *self);
/* Stops the reading when a call with tri_html_error() failed. */
void tri_html_check (TriHtml *self, gboolean done);
/* Ends the reading as if the file ended here. */
void tri_html_stop (TriHtml *self);
void tri_html_fail (TriHtml *self, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
