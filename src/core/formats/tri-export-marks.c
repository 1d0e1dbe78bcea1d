/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-works.h"

#include <string.h>

#define PAGE 200
/* Bytes that are held back before they are written. */
#define HELD (64 * 1024)

typedef struct
{
  TriLibrary *library;
  const TriMarksExport *what;
  GOutputStream *stream;
  GCancellable *cancellable;
  TriMarksSink sink;
  TriMarkRecord *last;
  GHashTable *works; /* gint64 → TriWork */
} Writer;

const TriMarksFormat *const *
tri_marks_list_formats (void)
{
  static const TriMarksFormat *const formats[] = {
    &tri_marks_jsonld,
    &tri_marks_markdown,
    &tri_marks_html,
    &tri_marks_org,
    &tri_marks_csv,
    &tri_marks_tei,
    &tri_marks_by_template,
    NULL,
  };

  return formats;
}

const TriMarksFormat *
tri_marks_find_format (const char *nick)
{
  const TriMarksFormat *const *formats = tri_marks_list_formats ();

  for (; *formats; formats++)
    if (g_str_equal ((*formats)->nick, nick))
      return *formats;
  return NULL;
}

static TriWork *
get_work (Writer *self, gint64 id)
{
  TriWork *work = g_hash_table_lookup (self->works, &id);

  if (work)
    return work;
  work = tri_library_get_work (self->library, id, NULL);
  if (work)
    g_hash_table_insert (self->works, g_memdup2 (&id, sizeof id), work);
  return work;
}

/* --- what the library knows of a mark --- */

static void
fill_key (Writer *self, gint64 passage, char **key)
{
  g_autofree char *id = passage ? tri_library_dup_passage_id (self->library, passage) : NULL;
  const char *slash = id ? strchr (id, '/') : NULL;

  tri_mark_set (key, slash ? slash + 1 : "");
}

/* Of the text @text in the work @work: %NULL for either leaves the names out. */
static void
fill_text (Writer *self, TriMarkSpot *spot, gint64 work_id, gint64 text_id)
{
  TriWork *work = get_work (self, work_id);
  TriText *text = work ? tri_work_get_text (work, text_id) : NULL;

  if (work)
    {
      tri_mark_set (&spot->work, work->uuid);
      tri_mark_set (&spot->work_title, work->title);
    }
  if (text)
    {
      tri_mark_set (&spot->text, text->uuid);
      tri_mark_set (&spot->text_title, text->title);
      tri_mark_set (&spot->lang, text->lang);
    }
}

static void
fill_place (Writer *self, TriMarkSpot *spot, gint64 passage, gint64 end_passage)
{
  g_autoptr (TriDivision) division = NULL;

  fill_key (self, passage, &spot->key);
  fill_key (self, end_passage, &spot->end_key);
  division = passage ? tri_library_get_division_of (self->library, passage) : NULL;
  if (division)
    tri_mark_set (&spot->chapter, division->title);
}

static TriMarkSpot *
new_spot (Writer *self, TriBookmark *bookmark)
{
  TriMarkSpot *spot = tri_mark_spot_new ();

  fill_text (self, spot, bookmark->work, bookmark->text);
  fill_place (self, spot, bookmark->passage, bookmark->end_passage);
  tri_mark_set (&spot->uuid, bookmark->uuid);
  spot->start = bookmark->start;
  spot->end = bookmark->end;
  spot->whole = bookmark->whole;
  tri_mark_set (&spot->quote, bookmark->quote);
  tri_mark_set (&spot->prefix, bookmark->prefix);
  tri_mark_set (&spot->suffix, bookmark->suffix);
  return spot;
}

static gboolean
fill_counterparts (Writer *self, TriMarkRecord *mark, TriBookmark *bookmark, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (!bookmark->passage)
    return TRUE;
  found = tri_library_list_mark_counterparts (self->library, bookmark->id, error);
  for (guint i = 0; found && i < found->len; i++)
    {
      const TriMarkCounterpart *counterpart = g_ptr_array_index (found, i);
      TriMarkSpot *spot = tri_mark_spot_new ();

      fill_text (self, spot, bookmark->work, counterpart->text);
      fill_place (self, spot, counterpart->passage, counterpart->end_passage);
      spot->whole = TRUE;
      tri_mark_set (&spot->lang, counterpart->lang);
      tri_mark_set (&spot->quote, counterpart->quote);
      g_ptr_array_add (mark->counterparts, spot);
    }
  return found != NULL;
}

static TriMarkRecord *
new_record (Writer *self, TriBookmark *bookmark, GError **error)
{
  g_autoptr (TriMarkRecord) mark = tri_mark_record_new ();

  tri_mark_set (&mark->uuid, bookmark->uuid);
  tri_mark_set (&mark->colour, bookmark->colour);
  tri_mark_set (&mark->note, bookmark->note);
  g_strfreev (mark->labels);
  mark->labels = g_strdupv (bookmark->labels);
  mark->kind = bookmark->kind;
  mark->style = bookmark->style;
  mark->scope = bookmark->scope;
  mark->letter = bookmark->letter;
  mark->created = bookmark->created;
  mark->modified = bookmark->modified;
  g_ptr_array_add (mark->spots, new_spot (self, bookmark));
  for (guint i = 0; i < bookmark->parts->len; i++)
    g_ptr_array_add (mark->spots, new_spot (self, g_ptr_array_index (bookmark->parts, i)));
  if (!fill_counterparts (self, mark, bookmark, error))
    return NULL;
  return g_steal_pointer (&mark);
}

/* --- languages --- */

static void
add_languages (Writer *self, gint64 id, GPtrArray *languages)
{
  TriWork *work = get_work (self, id);

  for (guint i = 0; work && i < work->texts->len; i++)
    {
      const TriText *text = g_ptr_array_index (work->texts, i);

      if (!g_ptr_array_find_with_equal_func (languages, text->lang, g_str_equal, NULL))
        g_ptr_array_add (languages, g_strdup (text->lang));
    }
}

/* All that the works of the library's marks have; a work or two as a rule. */
static GStrv
list_languages (Writer *self)
{
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();
  g_autoptr (GPtrArray) works = tri_library_list_works (self->library, NULL);

  for (guint i = 0; works && i < works->len; i++)
    add_languages (self, ((TriWork *) g_ptr_array_index (works, i))->id, languages);
  g_ptr_array_add (languages, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&languages), FALSE);
}

/* --- writing --- */

static gboolean
flush (Writer *self, gsize held, GError **error)
{
  if (self->sink.out->len <= held)
    return TRUE;
  if (!g_output_stream_write_all (self->stream,
                                  self->sink.out->str,
                                  self->sink.out->len,
                                  NULL,
                                  self->cancellable,
                                  error))
    return FALSE;
  g_string_truncate (self->sink.out, 0);
  return TRUE;
}

static gboolean
write_one (Writer *self, TriBookmark *bookmark, GError **error)
{
  TriMarkRecord *mark = new_record (self, bookmark, error);

  if (!mark)
    return FALSE;
  self->what->format->mark (&self->sink, mark);
  if (self->last)
    tri_mark_record_free (self->last);
  self->last = mark;
  self->sink.last = mark;
  self->sink.index++;
  return flush (self, HELD, error);
}

static gboolean
write_page (Writer *self, guint from, guint n, GError **error)
{
  g_autoptr (GPtrArray) page = tri_library_get_marks (self->library,
                                                      self->what->ids + from,
                                                      n,
                                                      error);

  if (!page || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < page->len; i++)
    if (!write_one (self, g_ptr_array_index (page, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (Writer *self, TriMarksProgress progress, gpointer user_data, GError **error)
{
  self->what->format->begin (&self->sink);
  for (guint i = 0; i < self->what->n_ids; i += PAGE)
    {
      if (!write_page (self, i, MIN (PAGE, self->what->n_ids - i), error))
        return FALSE;
      if (progress)
        progress (MIN (i + PAGE, self->what->n_ids), self->what->n_ids, user_data);
    }
  self->what->format->end (&self->sink);
  return flush (self, 0, error);
}

gboolean
tri_export_marks (TriLibrary *library,
                  const TriMarksExport *what,
                  GOutputStream *stream,
                  TriMarksProgress progress,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error)
{
  Writer self = { library, what, stream, cancellable };
  g_auto (GStrv) languages = NULL;
  gboolean is_written;

  g_return_val_if_fail (what->format != &tri_marks_by_template || what->tmpl, FALSE);
  self.works = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  languages = what->languages ? g_strdupv ((char **) what->languages) : list_languages (&self);
  self.sink = (TriMarksSink){ g_string_new (NULL), NULL, languages, what->n_ids, 0, what->tmpl };
  is_written = write_all (&self, progress, user_data, error);
  g_string_free (self.sink.out, TRUE);
  g_clear_pointer (&self.last, tri_mark_record_free);
  g_hash_table_unref (self.works);
  return is_written;
}
