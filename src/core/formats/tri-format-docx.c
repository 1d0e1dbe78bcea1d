/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-docx-body.h"
#include "formats/tri-sniff.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A document of Word is a zip file: relationships name the parts, whose names are free. It is read
 * twice, the first time only so far that its language can be told. */

typedef struct
{
  TriArchive *archive;
  const TriSource *source;
  GCancellable *cancellable;
  char *main; /* names of members, each NULL when it is not there */
  char *core;
  char *styles;
  char *numbering;
  char *footnotes;
  char *endnotes;
  const char *member; /* whose relationships are being read */
  GHashTable *links;  /* to put addresses into, or NULL */
  char *title;
  char *author;
  char **field; /* of core.xml that is being read, or NULL */
} Package;

static void
package_clear (Package *self)
{
  char **parts[] = { &self->main, &self->core, &self->styles, &self->numbering };
  char **others[] = { &self->footnotes, &self->endnotes, &self->title, &self->author };

  g_clear_pointer (&self->archive, tri_archive_free);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_clear_pointer (parts[i], g_free);
      g_clear_pointer (others[i], g_free);
    }
}

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gboolean is_named = g_str_has_suffix (lower, ".docx")
                      || g_str_has_suffix (lower, ".docm")
                      || g_str_has_suffix (lower, ".dotx");

  if (!tri_sniff_is_zip (bytes, n_bytes))
    return 0;
  if (memmem (bytes, n_bytes, "word/", 5))
    return 95;
  return is_named ? 90 : 0;
}

static void
take_relationship (Package *self, const TriXmlTag *tag)
{
  const struct
  {
    const char *type;
    char **member;
  } parts[] = {
    { "/officeDocument", &self->main },
    { "/core-properties", &self->core },
    { "/styles", &self->styles },
    { "/numbering", &self->numbering },
    { "/footnotes", &self->footnotes },
    { "/endnotes", &self->endnotes },
  };
  const char *type = tri_office_get (tag, "Type");
  const char *target = tri_office_get (tag, "Target");
  const char *id = tri_office_get (tag, "Id");

  if (!type || !target)
    return;
  if (g_strcmp0 (tri_office_get (tag, "TargetMode"), "External") == 0)
    {
      if (self->links && id && g_str_has_suffix (type, "/hyperlink"))
        g_hash_table_insert (self->links, g_strdup (id), g_strdup (target));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_suffix (type, parts[i].type) && !*parts[i].member)
      *parts[i].member = tri_archive_dup_path (self->member, target);
}

static void
start_relationship_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  if (g_str_equal (tag->name, "Relationship"))
    take_relationship (data, tag);
}

static void
end_nothing_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
}

static const TriXmlHandler relationship_handler
    = { start_relationship_cb, end_nothing_cb, NULL };

/* What @member refers to stands beside it, in _rels. */
static gboolean
read_relationships (Package *self, const char *member, GError **error)
{
  const char *slash = strrchr (member, '/');
  gsize n = slash ? (gsize) (slash - member) + 1 : 0;
  g_autofree char *path = g_strdup_printf ("%.*s_rels/%s.rels", (int) n, member, member + n);

  self->member = member;
  return tri_office_read_member (self->source,
                                 self->archive,
                                 path,
                                 &relationship_handler,
                                 self,
                                 self->cancellable,
                                 error);
}

static void
start_core_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Package *self = data;

  self->field = NULL;
  if (!g_str_equal (tag->ns, "http://purl.org/dc/elements/1.1/"))
    return;
  if (g_str_equal (tag->name, "title"))
    self->field = &self->title;
  else if (g_str_equal (tag->name, "creator"))
    self->field = &self->author;
}

static void
end_core_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  ((Package *) data)->field = NULL;
}

static void
text_core_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  Package *self = data;

  if (self->field)
    tri_office_add_words (self->field, text, n_bytes);
}

static const TriXmlHandler core_handler = { start_core_cb, end_core_cb, text_core_cb };

static gboolean
read_part (Package *self,
           const char *member,
           const TriXmlHandler *handler,
           gpointer data,
           GError **error)
{
  return tri_office_read_member (self->source,
                                 self->archive,
                                 member,
                                 handler,
                                 data,
                                 self->cancellable,
                                 error);
}

static gboolean
open_package (Package *self, TriDocxBody *body, GError **error)
{
  self->archive = tri_archive_new (self->source, self->cancellable, error);
  if (!self->archive || !read_relationships (self, "", error))
    return FALSE;
  if (!self->main)
    self->main = g_strdup ("word/document.xml");
  if (!tri_archive_has (self->archive, self->main))
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_UNSUPPORTED,
                   _ ("%s: there is no document of Word in it; save the text as DOCX, or as plain "
                      "text"),
                   self->source->name);
      return FALSE;
    }
  self->links = body->links;
  return read_relationships (self, self->main, error)
         && read_part (self, self->core, &core_handler, self, error)
         && read_part (self, self->styles, &tri_docx_styles_handler, body->styles, error);
}

static gboolean
probe (Package *self, TriDocxBody *body, TriDraftText *text, char **lang, GError **error)
{
  g_autoptr (TriOffice) office = tri_office_new_probe (self->source);

  body->office = office;
  if (!read_part (self, self->main, &tri_docx_body_handler, body, error))
    return FALSE;
  *lang = tri_office_dup_lang (office, tri_docx_styles_get_lang (body->styles));
  if (!self->title || !*g_strstrip (self->title))
    {
      g_free (self->title);
      self->title = g_steal_pointer (&office->title);
    }
  text->lang = *lang;
  text->title = self->title;
  text->author = self->author && *g_strstrip (self->author) ? self->author : NULL;
  return TRUE;
}

/* The probe stopped in the middle of things. */
static void
begin_anew (TriDocxBody *body)
{
  g_array_set_size (body->outer, 0);
  g_array_set_size (body->choices, 0);
  g_byte_array_set_size (body->fields, 0);
  body->skipped = body->run = body->look_depth = body->properties = 0;
  body->in_text = FALSE;
  g_clear_pointer (&body->note, g_free);
}

static gboolean
read_text (Package *self, TriDocxBody *body, TriDraft *draft, GError **error)
{
  g_autoptr (TriOffice) office = NULL;
  g_autofree char *lang = NULL;
  TriDraftText text = { .lang = "" };

  if (!probe (self, body, &text, &lang, error))
    return FALSE;
  begin_anew (body);
  office = tri_office_new (self->source, draft);
  body->office = office;
  body->expects_notes = TRUE;
  if (!read_part (self, self->numbering, &tri_docx_lists_handler, body->lists, error)
      || !read_part (self, self->footnotes, &tri_docx_body_handler, body, error)
      || !read_part (self, self->endnotes, &tri_docx_body_handler, body, error))
    return FALSE;
  body->expects_notes = FALSE;
  return tri_office_begin (office, &text, error)
         && read_part (self, self->main, &tri_docx_body_handler, body, error)
         && tri_office_end (office, error);
}

static gboolean
read_docx (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  Package package = { .source = source, .cancellable = cancellable };
  TriDocxBody body = { NULL };
  gboolean read = FALSE;

  tri_docx_body_init (&body);
  read = open_package (&package, &body, error) && read_text (&package, &body, draft, error);
  tri_docx_body_clear (&body);
  package_clear (&package);
  return read;
}

const TriFormat tri_format_docx = {
  .nick = "docx",
  .label = N_ ("Word (DOCX)"),
  .flags = TRI_FORMAT_GUESSES_LANG,
  .extensions = (const char *const[]){ "docx", "docm", "dotx", NULL },
  .sniff = sniff,
  .read = read_docx,
};
