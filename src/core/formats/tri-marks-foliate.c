/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-json-members.h"
#include "formats/tri-marks-reader.h"

#include <glib/gi18n.h>

/* What Foliate keeps of a book, and exports. */

static gboolean
is_mark (JsonObject *object)
{
  const char *wrong = NULL;
  const char *value = tri_json_get_string (object, "value", &wrong);

  return value && g_str_has_prefix (value, "epubcfi(");
}

/* Its colours and ours; what is no colour is a way to draw. */
static const struct
{
  const char *theirs;
  const char *colour;
  TriMarkStyle style;
} colours[] = {
  { "underline", "", TRI_MARK_UNDERLINE },
  { "squiggly", "", TRI_MARK_WAVE },
  { "strikethrough", "", TRI_MARK_STRIKE },
  { "yellow", "yellow", TRI_MARK_FILL },
  { "orange", "orange", TRI_MARK_FILL },
  { "red", "pink", TRI_MARK_FILL },
  { "pink", "pink", TRI_MARK_FILL },
  { "magenta", "purple", TRI_MARK_FILL },
  { "purple", "purple", TRI_MARK_FILL },
  { "aqua", "blue", TRI_MARK_FILL },
  { "blue", "blue", TRI_MARK_FILL },
  { "lime", "green", TRI_MARK_FILL },
  { "green", "green", TRI_MARK_FILL },
};

static void
read_colour (JsonObject *object, TriMarkRecord *record, const char **wrong)
{
  const char *theirs = tri_json_get_string (object, "color", wrong);

  tri_mark_set (&record->colour, "yellow");
  for (guint i = 0; theirs && i < G_N_ELEMENTS (colours); i++)
    if (g_str_equal (colours[i].theirs, theirs))
      {
        tri_mark_set (&record->colour, colours[i].colour);
        record->style = colours[i].style;
      }
}

static void
read_mark (JsonObject *object, const TriMarksHead *head, TriMarkRecord *record, const char **wrong)
{
  g_autoptr (TriMarkSpot) spot = tri_mark_spot_new ();
  const char *value = tri_json_get_string (object, "value", wrong);
  g_autofree char *name = g_strdup_printf ("foliate:%s\n%s",
                                           head->identifier ? head->identifier : "",
                                           value ? value : "");
  g_autofree char *uuid = tri_mark_dup_uuid_for (name);

  tri_mark_set (&spot->quote, tri_json_get_string (object, "text", wrong));
  tri_mark_set (&spot->text_title, head->title);
  tri_mark_set (&spot->lang, head->lang);
  tri_mark_set (&spot->address, head->identifier);
  tri_mark_set (&record->uuid, uuid);
  tri_mark_set (&record->note, tri_json_get_string (object, "note", wrong));
  record->kind = TRI_MARK_HIGHLIGHT;
  read_colour (object, record, wrong);
  record->created = tri_json_get_time (object, "created", wrong);
  record->modified = tri_json_get_time (object, "modified", wrong);
  if (!spot->quote[0])
    record->problem = g_strdup (_ ("It has no words to find its place by."));
  g_ptr_array_add (record->spots, g_steal_pointer (&spot));
}

const TriMarksSource tri_marks_foliate = {
  "foliate",
  "Foliate",
  is_mark,
  read_mark,
};
