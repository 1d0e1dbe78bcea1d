/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-detect.h"

#include <string.h>

/* How much of a text's beginning is shown, in code points. */
#define MAX_BEGINNING 200
/* So many passages are read at most: a large file is not read to its end only to find another text.
 */
#define MAX_SEEN 100000
/* So many units of a file that holds several languages are enough. */
#define SAMPLE 2000
#define MAX_LINKED_FILES 64

#define TRI_TYPE_PREVIEW_DRAFT (tri_preview_draft_get_type ())
G_DECLARE_FINAL_TYPE (TriPreviewDraft, tri_preview_draft, TRI, PREVIEW_DRAFT, GObject)

struct _TriPreviewDraft
{
  GObject parent_instance;
  TriPreview *preview;
  GString *words; /* of the text that is open */
  const char *name;
  guint n_seen;
  gboolean is_enough;
};

static void tri_preview_draft_iface_init (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TriPreviewDraft,
                               tri_preview_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT, tri_preview_draft_iface_init))

static TriPreviewText *
get_text (TriPreviewDraft *self)
{
  GArray *texts = self->preview->texts;

  return &g_array_index (texts, TriPreviewText, texts->len - 1);
}

static void
set_work (TriDraft *draft, const char *title, const char *kind)
{
  TriPreview *preview = TRI_PREVIEW_DRAFT (draft)->preview;

  if (!title)
    return;
  g_free (preview->work_title);
  preview->work_title = g_strdup (title);
}

static gboolean
begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  TriPreviewDraft *self = TRI_PREVIEW_DRAFT (draft);
  TriPreviewText added = {
    .lang = g_strdup (text->lang),
    .lang_is_encoded = *text->lang
                       && !(self->preview->format->flags & TRI_FORMAT_GUESSES_LANG),
    .title = text->title && *text->title ? g_strdup (text->title)
                                         : tri_file_dup_title (self->name),
    .author = g_strdup (text->author),
    .passages = g_ptr_array_new_with_free_func (g_free),
  };

  g_array_append_val (self->preview->texts, added);
  g_string_truncate (self->words, 0);
  return TRUE;
}

static gboolean
set_text (TriDraft *draft, const TriDraftText *known, GError **error)
{
  TriPreviewText *text = get_text (TRI_PREVIEW_DRAFT (draft));

  if (known->lang && *known->lang)
    {
      g_free (text->lang);
      text->lang = g_strdup (known->lang);
      text->lang_is_encoded = TRUE;
    }
  if (known->title && *known->title)
    {
      g_free (text->title);
      text->title = g_strdup (known->title);
    }
  return TRUE;
}

static gboolean
end_text (TriDraft *draft, GError **error)
{
  TriPreviewDraft *self = TRI_PREVIEW_DRAFT (draft);
  TriPreviewText *text = get_text (self);

  if (!*text->lang)
    {
      g_free (text->lang);
      text->lang = g_strdup (tri_detect_language (self->words->str, self->words->len));
    }
  return TRUE;
}

static gboolean
begin_division (TriDraft *draft, const TriDraftDivision *division, GError **error)
{
  return TRUE;
}

static gboolean
end_division (TriDraft *draft, GError **error)
{
  return TRUE;
}

static char *
dup_beginning (const char *content)
{
  const char *end = content;
  g_autofree char *beginning = NULL;

  for (guint i = 0; i < MAX_BEGINNING && *end; i++)
    end = g_utf8_next_char (end);
  beginning = g_strndup (content, (gsize) (end - content));
  g_strdelimit (beginning, "\n", ' ');
  return g_strconcat (beginning, *end ? "…" : "", NULL);
}

static gboolean
add_passage (TriDraft *draft, const TriDraftPassage *passage, GError **error)
{
  TriPreviewDraft *self = TRI_PREVIEW_DRAFT (draft);
  TriPreviewText *text = get_text (self);

  text->n_passages++;
  if (text->passages->len < TRI_PREVIEW_PASSAGES
      && self->preview->texts->len <= TRI_PREVIEW_TEXTS)
    g_ptr_array_add (text->passages, dup_beginning (passage->content));
  if (!text->beginning && passage->kind != TRI_PASSAGE_HEADING)
    text->beginning = dup_beginning (passage->content);
  if (passage->kind == TRI_PASSAGE_PARAGRAPH && self->words->len < TRI_DETECT_MAX_BYTES)
    g_string_append_printf (self->words, "%s\n", passage->content);
  if (++self->n_seen < MAX_SEEN)
    return TRUE;
  self->is_enough = TRUE;
  end_text (draft, NULL);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return FALSE;
}

static void
note_file (TriPreview *preview, const char *name)
{
  if (name
      && *name
      && preview->linked_files->len < MAX_LINKED_FILES
      && !g_ptr_array_find_with_equal_func (preview->linked_files, name, g_str_equal, NULL))
    g_ptr_array_add (preview->linked_files, g_strdup (name));
}

static void
note_files (TriPreview *preview, const TriDraftLink *link)
{
  for (guint i = 0; link->members[i]; i++)
    {
      const char *hash = strchr (link->members[i], '#');
      g_autofree char *name = hash ? g_strndup (link->members[i],
                                                (gsize) (hash - link->members[i]))
                                   : NULL;

      /* The files of a ladder are whatever two come with it. */
      if (link->files
          && (g_strcmp0 (link->files[i], TRI_DRAFT_FIRST_FILE) == 0
              || g_strcmp0 (link->files[i], TRI_DRAFT_SECOND_FILE) == 0))
        continue;
      note_file (preview, link->files ? link->files[i] : name);
    }
}

static gboolean
add_link (TriDraft *draft, const TriDraftLink *link, GError **error)
{
  TriPreview *preview = TRI_PREVIEW_DRAFT (draft)->preview;

  preview->n_links++;
  if (preview->linked_files->len < MAX_LINKED_FILES)
    note_files (preview, link);
  return TRUE;
}

static gboolean
link_places (TriDraft *draft,
             const TriDraftPlace *places,
             guint n_places,
             const TriDraftLink *link,
             GError **error)
{
  TRI_PREVIEW_DRAFT (draft)->preview->n_links++;
  return TRUE;
}

static gboolean
add_entity (TriDraft *draft, TriEntity *entity, GError **error)
{
  TRI_PREVIEW_DRAFT (draft)->preview->n_entities++;
  return TRUE;
}

static gboolean
include_file (TriDraft *draft, const char *path, GError **error)
{
  GPtrArray *files = TRI_PREVIEW_DRAFT (draft)->preview->included_files;

  if (!g_ptr_array_find_with_equal_func (files, path, g_str_equal, NULL))
    g_ptr_array_add (files, g_strdup (path));
  return TRUE;
}

static void
tri_preview_draft_iface_init (TriDraftInterface *iface)
{
  iface->set_work = set_work;
  iface->begin_text = begin_text;
  iface->set_text = set_text;
  iface->end_text = end_text;
  iface->begin_division = begin_division;
  iface->end_division = end_division;
  iface->add_passage = add_passage;
  iface->add_link = add_link;
  iface->link_places = link_places;
  iface->add_entity = add_entity;
  iface->include_file = include_file;
}

static void
tri_preview_draft_finalize (GObject *object)
{
  g_string_free (TRI_PREVIEW_DRAFT (object)->words, TRUE);

  G_OBJECT_CLASS (tri_preview_draft_parent_class)->finalize (object);
}

static void
tri_preview_draft_class_init (TriPreviewDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_preview_draft_finalize;
}

static void
tri_preview_draft_init (TriPreviewDraft *self)
{
  self->words = g_string_new (NULL);
}

static void
clear_text (gpointer data)
{
  TriPreviewText *text = data;

  g_free (text->lang);
  g_free (text->title);
  g_free (text->author);
  g_free (text->beginning);
  g_ptr_array_unref (text->passages);
}

/**
 * tri_preview_new:
 * @path: a file to import
 *
 * Looks at the beginning of a file for a person to see what an import would make of it: which texts
 * in which languages, how they begin. Nothing is stored. A file of many passages is not read to its
 * end; texts that come later in it are not listed then.
 *
 * Returns: (transfer full) (nullable): what was seen, or %NULL with an error when the file could
 * not
 * be imported either
 */
TriPreview *
tri_preview_new (const char *path, GCancellable *cancellable, GError **error)
{
  return tri_preview_new_as (path, NULL, cancellable, error);
}

TriPreview *
tri_preview_new_as (const char *path,
                    const TriFormat *format,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (TriPreview) self = g_new0 (TriPreview, 1);
  g_autoptr (TriPreviewDraft) draft = g_object_new (TRI_TYPE_PREVIEW_DRAFT, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) failure = NULL;
  TriSource source = { .path = path, .name = name, .sample = SAMPLE };

  self->path = g_strdup (path);
  self->texts = g_array_new (FALSE, TRUE, sizeof (TriPreviewText));
  self->linked_files = g_ptr_array_new_with_free_func (g_free);
  self->included_files = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (self->texts, clear_text);
  draft->preview = self;
  draft->name = name;
  self->format = format ? format : tri_formats_find (path, error);
  if (!self->format)
    return NULL;
  if (self->format->read (&source, TRI_DRAFT (draft), cancellable, &failure) || draft->is_enough)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
tri_preview_free (TriPreview *self)
{
  g_free (self->path);
  g_free (self->work_title);
  g_array_unref (self->texts);
  g_ptr_array_unref (self->linked_files);
  g_ptr_array_unref (self->included_files);
  g_free (self);
}
