/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-include.h"

#include "formats/tri-source.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* XInclude as far as files that lie beside the one that was chosen: what is in them comes as if it
 * stood in the place of the xi:include. libxml2 is not asked, since it reads whatever it is told
 * to. A file may take in those in its own folder and below it, by whatever links of the file
 * system they get there. */

/* A file that is being read for another one. */
struct _TriTeiInclusion
{
  TriTeiInclusion *outer; /* or NULL: the file that was chosen takes it in */
  char *path;             /* without links of the file system */
  TriTeiPart *part;
};

static const TriTeiElement include_element = { "", TRI_TEI_INCLUDE, 0 };

static void
inclusion_free (TriTeiInclusion *self)
{
  g_free (self->path);
  tri_tei_part_free (self->part);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiInclusion, inclusion_free)

static char *
dup_real_path (const char *path)
{
  char *found = realpath (path, NULL);
  char *copy = g_strdup (found);

  free (found);
  return copy;
}

/* A path below the folder: no address, no root, no way up. */
static gboolean
is_below (const char *href)
{
  g_auto (GStrv) parts = g_strsplit (href, "/", -1);
  const char *colon = strchr (href, ':');
  const char *slash = strchr (href, '/');

  if (*href == '\0' || *href == '/' || strchr (href, '\\') || strpbrk (href, "?#"))
    return FALSE;
  if (colon && (!slash || colon < slash))
    return FALSE;
  return !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
refuse_place (const char *href, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("“%s” is taken in, but only files in the folder of this one, or below it, are "
                  "read; put it there"),
               href);
  return FALSE;
}

static gboolean
check_file (const char *path, const char *href, GError **error)
{
  GStatBuf info;

  if (path && g_stat (path, &info) == 0 && S_ISREG (info.st_mode))
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_NOT_FOUND,
               _ ("“%s” is taken in, but is not there; put it beside this file"),
               href);
  return FALSE;
}

/* (transfer full): the file that is meant */
static char *
find_file (TriTeiReader *self, const char *href, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->source->path);
  g_autofree char *real_folder = dup_real_path (folder);
  g_autofree char *plain = href ? g_uri_unescape_string (href, "/") : NULL;
  g_autofree char *path = NULL;
  g_autofree char *real = NULL;
  gsize n = 0;

  if (self->source->bytes || !real_folder || !plain || !is_below (plain))
    {
      refuse_place (href ? href : "", error);
      return NULL;
    }
  path = g_build_filename (real_folder, plain, NULL);
  real = dup_real_path (path);
  if (!check_file (real, href, error))
    return NULL;
  n = strlen (real_folder);
  if (strncmp (real, real_folder, n) == 0 && (real[n] == '/' || n == 1))
    return g_steal_pointer (&real);
  refuse_place (href, error);
  return NULL;
}

/* A file that takes itself in, and too much of it all. */
static gboolean
check_bounds (TriTeiReader *self, const char *path, const char *href)
{
  g_autofree char *own = dup_real_path (self->main_source->path);
  gboolean is_open = g_strcmp0 (own, path) == 0;
  guint depth = 1;

  for (TriTeiInclusion *at = self->inclusion; at; at = at->outer, depth++)
    is_open = is_open || g_str_equal (at->path, path);
  if (is_open)
    tri_tei_fail (self,
                  TRI_ERROR_SYNTAX,
                  _ ("“%s” is taken in by itself; take out one of the two inclusions"),
                  href);
  else if (depth > TRI_TEI_MAX_INCLUSION_DEPTH || ++self->n_inclusions > TRI_TEI_MAX_INCLUSIONS)
    tri_tei_fail (self,
                  TRI_ERROR_LIMIT,
                  _ ("more than %d files take in each other, or %d are taken in; put some of them "
                     "together"),
                  TRI_TEI_MAX_INCLUSION_DEPTH,
                  TRI_TEI_MAX_INCLUSIONS);
  return self->error == NULL;
}

/* Leaves the parser alone, which may be waiting for these bytes. */
gboolean
tri_tei_include_count (TriTeiReader *self, gsize n_bytes)
{
  self->n_included += n_bytes;
  if (self->n_included <= TRI_TEI_MAX_INCLUDED)
    return TRUE;
  g_set_error (&self->error,
               TRI_ERROR,
               TRI_ERROR_LIMIT,
               _ ("%s: what it takes in is longer than %d MiB; import its files one by one"),
               self->main_source->name,
               (int) (TRI_TEI_MAX_INCLUDED / 1024 / 1024));
  return FALSE;
}

/* Messages name the file by the way to it from the one that was chosen. */
static char *
dup_name (TriTeiReader *self, const char *path)
{
  g_autofree char *own = dup_real_path (self->main_source->path);
  g_autofree char *folder = own ? g_path_get_dirname (own) : NULL;
  gsize n = folder ? strlen (folder) : 0;

  if (n > 1 && strncmp (path, folder, n) == 0 && path[n] == '/')
    return g_filename_display_name (path + n + 1);
  return g_filename_display_basename (path);
}

static void
read_xml (TriTeiReader *self, const char *path, TriTeiPart *part)
{
  g_autofree char *name = dup_name (self, path);
  g_autoptr (TriTeiInclusion) inclusion = g_new0 (TriTeiInclusion, 1);
  TriSource source = { .path = path, .name = name, .lang = self->source->lang };

  inclusion->outer = self->inclusion;
  inclusion->path = g_strdup (path);
  inclusion->part = part;
  self->inclusion = inclusion;
  tri_tei_read_source (self, &source);
  self->inclusion = inclusion->outer;
  if (!self->error && !tri_tei_part_was_found (part))
    tri_tei_fail (self,
                  TRI_ERROR_SYNTAX,
                  _ ("the part of “%s” that is taken in is not there; look at its xml:id"),
                  name);
}

/* In UTF-8, and nothing that XML would not have. */
static char *
dup_decoded (GBytes *bytes, const char *encoding, GError **error)
{
  gsize n_bytes = 0;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *text = g_convert (n_bytes ? data : "",
                                     (gssize) n_bytes,
                                     "UTF-8",
                                     encoding ? encoding : "UTF-8",
                                     NULL,
                                     &n_bytes,
                                     error);

  for (gsize i = 0; text && i < n_bytes; i++)
    if ((guchar) text[i] < 0x20 && text[i] != '\t' && text[i] != '\n')
      text[i] = ' ';
  return g_steal_pointer (&text);
}

/* A stretch at a time, so that a paragraph that is too long is parted. */
static void
give_text (TriTeiReader *self, const char *text)
{
  const gsize stretch = 4096;

  while (*text && !self->error)
    {
      gsize n = strnlen (text, stretch);

      while (n == stretch && ((guchar) text[n] & 0xC0) == 0x80)
        n--;
      tri_tei_take_chars (self, text, n);
      text += n;
    }
}

static void
read_text (TriTeiReader *self, const char *path, const char *encoding)
{
  g_autofree char *name = dup_name (self, path);
  TriSource source = { .path = path, .name = name };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tri_source_load (&source, TRI_TEI_MAX_INCLUDED_TEXT, &error);
  g_autofree char *text = NULL;

  if (!bytes)
    {
      tri_tei_fail (self, TRI_ERROR_LIMIT, "%s", error->message);
      return;
    }
  if (!tri_tei_include_count (self, g_bytes_get_size (bytes)))
    return;
  text = dup_decoded (bytes, encoding, &error);
  if (text)
    give_text (self, text);
  else
    tri_tei_fail (self,
                  TRI_ERROR_SYNTAX,
                  _ ("the encoding of “%s”, which is taken in, cannot be read; save it as UTF-8"),
                  name);
}

/* FALSE with an error where something else may come in its place. */
static gboolean
include (TriTeiReader *self, const TriTeiTag *tag, GError **error)
{
  const char *href = tri_tei_get (tag, "href");
  const char *kind = tri_tei_get (tag, "parse");
  const char *xpointer = tri_tei_get (tag, "xpointer");
  gboolean is_text = g_strcmp0 (kind, "text") == 0;
  g_autofree char *encoding = g_strdup (tri_tei_get (tag, "encoding"));
  g_autofree char *address = g_strdup (href);
  g_autofree char *path = NULL;
  g_autoptr (TriTeiPart) part = NULL;

  if ((kind && !is_text && !g_str_equal (kind, "xml")) || (is_text && xpointer))
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_UNSUPPORTED,
                   _ ("“%s” is taken in in a way that is not understood; take it in whole, as xml "
                      "or text"),
                   href ? href : "");
      return FALSE;
    }
  part = tri_tei_part_new (xpointer, error);
  path = part ? find_file (self, href, error) : NULL;
  if (!path)
    return FALSE;
  if (!check_bounds (self, path, address))
    return TRUE;
  if (!self->inclusion)
    self->include_line = (guint) MAX (1, xmlSAX2GetLineNumber (self->parser));
  if (!tri_draft_include_file (self->draft, path, &self->error))
    return FALSE;
  if (is_text)
    read_text (self, path, encoding);
  else
    read_xml (self, path, g_steal_pointer (&part));
  return TRUE;
}

/* What is to be in the place of a file that is not there stands where the xi:include stands. */
static void
start_fallback (TriTeiReader *self)
{
  TriTeiFrame *outer = tri_tei_parent (self);
  TriTeiMode mode = (outer - 1)->mode;

  if (mode == TRI_TEI_MODE_BLOCK)
    mode = TRI_TEI_MODE_INLINE;
  else if (mode == TRI_TEI_MODE_CAPTURE)
    mode = TRI_TEI_MODE_SKIP;
  g_clear_pointer (&outer->value, g_free);
  outer->mode = mode;
  tri_tei_top (self)->mode = mode;
}

/**
 * tri_tei_include_start:
 *
 * Takes in a file, as if what is in it stood before the xi:include. Whose own content is skipped
 * then, or waits for an xi:fallback with the message in its value.
 */
void
tri_tei_include_start (TriTeiReader *self, const TriTeiTag *tag)
{
  const TriTeiFrame *outer = tri_tei_top (self);
  gboolean includes = strcmp (tag->name, "include") == 0 && outer->mode != TRI_TEI_MODE_SKIP;
  gboolean is_fallback = strcmp (tag->name, "fallback") == 0
                         && outer->element == &include_element
                         && outer->value;
  /* Its attributes are those of another tag when a file was read. */
  const TriTeiTag bare = { .name = tag->name, .element = &include_element };
  g_autoptr (GError) error = NULL;

  if (includes)
    include (self, tag, &error);
  if (self->error)
    {
      xmlStopParser (self->parser);
      return;
    }
  tri_tei_push_frame (self, &bare);
  tri_tei_top (self)->mode = TRI_TEI_MODE_SKIP;
  if (error)
    tri_tei_top (self)->value = g_strdup (error->message);
  if (is_fallback)
    start_fallback (self);
}

void
tri_tei_include_end (TriTeiReader *self)
{
  const TriTeiFrame *frame = tri_tei_top (self);

  if (frame->element == &include_element && frame->value)
    tri_tei_fail (self, TRI_ERROR_UNSUPPORTED, "%s", frame->value);
}

gboolean
tri_tei_include_takes_start (TriTeiReader *self, const TriTeiTag *tag)
{
  return tri_tei_part_start (self->inclusion->part,
                             tri_tei_get_xml (tag, "id"),
                             tri_tei_get_xml (tag, "lang"));
}

/* Behind the part that is wanted nothing more is read. */
gboolean
tri_tei_include_takes_end (TriTeiReader *self)
{
  gboolean is_over = FALSE;
  gboolean takes = tri_tei_part_end (self->inclusion->part, &is_over);

  self->is_part_over = is_over;
  return takes;
}

gboolean
tri_tei_include_takes_text (TriTeiReader *self)
{
  return tri_tei_part_is_open (self->inclusion->part);
}

char *
tri_tei_include_steal_lang (TriTeiReader *self)
{
  return tri_tei_part_steal_lang (self->inclusion->part);
}
