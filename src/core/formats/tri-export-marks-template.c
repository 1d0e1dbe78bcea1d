/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include <glib/gi18n.h>

static void
begin (TriMarksSink *sink)
{
  tri_marks_template_begin (sink->tmpl, sink->n_marks, sink->out);
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarksTemplatePlace place = {
    tri_marks_is_new_work (sink, mark),
    tri_marks_is_new_chapter (sink, mark),
    sink->index + 1,
    sink->n_marks,
  };

  tri_marks_template_mark (sink->tmpl, mark, &place, sink->out);
}

static void
end (TriMarksSink *sink)
{
  tri_marks_template_end (sink->tmpl, sink->n_marks, sink->out);
}

const TriMarksFormat tri_marks_by_template = {
  "template",
  N_ ("By a template"),
  "txt",
  begin,
  append_mark,
  end,
};
