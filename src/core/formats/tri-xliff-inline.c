/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xliff-inline.h"

#include <string.h>

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* "ctype" in 1.x, "subType" in 2.x. */
static const char *
get_type (const TriXmlTag *tag)
{
  const char *type = tri_xml_get (tag, "subType");

  return type ? type : tri_xml_get (tag, "ctype");
}

static gboolean
is_line_break (const char *type)
{
  static const char *const types[] = { "lb", "xlf:lb", "x-br", "x-html-br", NULL };

  return type && is_one_of (type, types);
}

/* Which of those that begin one that ends is of. */
static const char *
get_pair (const TriXmlTag *tag)
{
  static const char *const names[] = { "startRef", "rid", "id", NULL };
  const char *pair = NULL;

  for (guint i = 0; !pair && names[i]; i++)
    pair = tri_xml_get (tag, names[i]);
  return pair;
}

/* A character that XML cannot hold. Those that move the pen or end the text are none for us,
 * either. */
static void
append_code_point (TriSegment *segment, const TriXmlTag *tag)
{
  const char *hex = tri_xml_get (tag, "hex");
  gunichar c = hex && strlen (hex) <= 6 ? (gunichar) g_ascii_strtoull (hex, NULL, 16) : 0;
  char utf8[6];

  if (g_unichar_validate (c) && (c == '\t' || c == '\n' || !g_unichar_iscntrl (c)))
    tri_segment_append (segment, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
}

gboolean
tri_xliff_inline_start (TriSegment *segment, const TriXmlTag *tag)
{
  static const char *const containers[] = { "g", "pc", "mrk", NULL };
  static const char *const openers[] = { "bpt", "bx", "sc", NULL };
  static const char *const closers[] = { "ept", "ex", "ec", NULL };
  TriSpanKind kind = TRI_SPAN_OTHER;
  gboolean is_known = tri_segment_find_kind (get_type (tag), &kind);

  if (is_one_of (tag->name, containers))
    {
      tri_segment_open (segment, kind, NULL);
      return FALSE;
    }
  if (strcmp (tag->name, "cp") == 0)
    append_code_point (segment, tag);
  else if (is_line_break (get_type (tag)))
    tri_segment_break_line (segment);
  else if (is_known && is_one_of (tag->name, openers) && get_pair (tag))
    tri_segment_open (segment, kind, get_pair (tag));
  else if (is_one_of (tag->name, closers) && get_pair (tag))
    tri_segment_close (segment, get_pair (tag));
  return TRUE;
}

void
tri_xliff_inline_end (TriSegment *segment, const char *name)
{
  tri_segment_close (segment, NULL);
}
