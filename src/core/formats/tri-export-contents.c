/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-contents.h"

#include "formats/tri-export-page.h"
#include "formats/tri-tei-markup.h"

static void
close_lists (TriExportContents *self, guint level)
{
  while (self->depth > 0 && self->levels[self->depth - 1] > level)
    {
      g_string_append (self->out, "</li>\n</ol>");
      self->depth--;
    }
}

/* Behind what was deeper, a level between two that are open goes on with the outer one. */
void
tri_export_contents_append (TriExportContents *self,
                            guint level,
                            const char *href,
                            const char *title)
{
  guint outermost = self->depth > 0 ? self->levels[0] : level;

  close_lists (self, MAX (level, outermost));
  if (self->depth > 0
      && (self->levels[self->depth - 1] >= level || self->depth == G_N_ELEMENTS (self->levels)))
    g_string_append (self->out, "</li>\n<li>");
  else
    {
      g_string_append (self->out, "\n<ol>\n<li>");
      self->levels[self->depth++] = level;
    }
  g_string_append (self->out, "<a");
  tri_tei_append_attribute (self->out, "href", href);
  g_string_append_c (self->out, '>');
  tri_export_page_append_words (self->out, title, -1);
  g_string_append (self->out, "</a>");
}

void
tri_export_contents_close (TriExportContents *self)
{
  close_lists (self, 0);
  if (self->depth > 0)
    g_string_append (self->out, "</li>\n</ol>");
  self->depth = 0;
}
