/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-odt-body.h"
#include "formats/tri-sniff.h"
#include "formats/tri-source.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An OpenDocument text is a zip file with content.xml in it, or all of it in one XML file (.fodt).
 * It is read twice, the first time only so far that its language can be told. */

#define MIME "application/vnd.oasis.opendocument.text"

typedef struct
{
  const TriSource *source;
  TriArchive *archive; /* NULL for a flat file */
  GCancellable *cancellable;
  gboolean is_encrypted;
} Document;

static gboolean
contains (const guint8 *bytes, gsize n_bytes, const char *word)
{
  return memmem (bytes, n_bytes, word, strlen (word)) != NULL;
}

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (tri_archive_sniff (bytes, n_bytes, MIME)
      || tri_archive_sniff (bytes, n_bytes, MIME "-template"))
    return 100;
  if (tri_sniff_is_zip (bytes, n_bytes))
    return g_str_has_suffix (lower, ".odt") || g_str_has_suffix (lower, ".ott") ? 90 : 0;
  if (!contains (bytes, n_bytes, TRI_ODT_OFFICE) || !contains (bytes, n_bytes, ":document"))
    return 0;
  return contains (bytes, n_bytes, MIME) || g_str_has_suffix (lower, ".fodt") ? 100 : 0;
}

static void
start_manifest_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Document *self = data;

  if (g_str_equal (tag->name, "encryption-data"))
    {
      self->is_encrypted = TRUE;
      tri_xml_stop (xml);
    }
}

static void
end_nothing_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
}

static const TriXmlHandler manifest_handler = { start_manifest_cb, end_nothing_cb, NULL };

static gboolean
read_part (Document *self,
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
check (Document *self, GError **error)
{
  const char *manifest = "META-INF/manifest.xml";

  if (!read_part (self, manifest, &manifest_handler, self, error))
    return FALSE;
  if (self->is_encrypted || tri_archive_has (self->archive, "encrypted-package"))
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s: the document has a password; save it without one in the program that "
                    "made it"),
                 self->source->name);
  else if (!tri_archive_has (self->archive, "content.xml"))
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s: there is no OpenDocument text in it; save the text as ODT, or as plain "
                    "text"),
                 self->source->name);
  else
    return TRUE;
  return FALSE;
}

/* What stands in the flat file, or in parts of the archive. */
static gboolean
read_head (Document *self, TriOdtBody *body, GError **error)
{
  return !self->archive
         || (check (self, error)
             && read_part (self, "meta.xml", &tri_odt_body_handler, body, error)
             && read_part (self, "styles.xml", &tri_odt_styles_handler, body->styles, error));
}

static gboolean
read_content (Document *self, TriOdtBody *body, GError **error)
{
  if (self->archive)
    return read_part (self, "content.xml", &tri_odt_body_handler, body, error);
  return tri_xml_read (self->source, &tri_odt_body_handler, body, self->cancellable, error);
}

static gboolean
read_text (Document *self, TriOdtBody *body, TriDraft *draft, GError **error)
{
  g_autoptr (TriOffice) probe = tri_office_new_probe (self->source);
  g_autoptr (TriOffice) office = tri_office_new (self->source, draft);
  g_autofree char *lang = NULL;
  const char *declared = NULL;
  TriDraftText text = { NULL };

  body->office = probe;
  if (!read_head (self, body, error) || !read_content (self, body, error))
    return FALSE;
  declared = body->lang ? body->lang : tri_odt_styles_get_lang (body->styles);
  lang = tri_office_dup_lang (probe, declared);
  tri_odt_body_begin_anew (body);
  body->office = office;
  text.lang = lang;
  text.title = body->title && *g_strstrip (body->title) ? body->title : probe->title;
  text.author = body->author && *g_strstrip (body->author) ? body->author : NULL;
  return tri_office_begin (office, &text, error)
         && read_content (self, body, error)
         && tri_office_end (office, error);
}

static gboolean
is_zip (const TriSource *source, gboolean *out, GError **error)
{
  goffset size = 0;
  gsize n = 0;
  char magic[2] = "";
  g_autoptr (GInputStream) stream = tri_source_open (source, &size, error);

  if (!stream || !g_input_stream_read_all (stream, magic, sizeof magic, &n, NULL, error))
    {
      g_prefix_error (error, "%s: ", source->name);
      return FALSE;
    }
  *out = n < 2 || memcmp (magic, "PK", 2) == 0;
  return TRUE;
}

static gboolean
read_odt (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  Document document = { source, NULL, cancellable, FALSE };
  TriOdtBody body = { NULL };
  gboolean is_packed = FALSE;
  gboolean read = is_zip (source, &is_packed, error);

  if (read && is_packed)
    {
      document.archive = tri_archive_new (source, cancellable, error);
      read = document.archive != NULL;
    }
  tri_odt_body_init (&body);
  read = read && read_text (&document, &body, draft, error);
  tri_odt_body_clear (&body);
  g_clear_pointer (&document.archive, tri_archive_free);
  return read;
}

const TriFormat tri_format_odt = {
  .nick = "odt",
  .label = N_ ("OpenDocument text (ODT)"),
  .flags = TRI_FORMAT_GUESSES_LANG,
  .extensions = (const char *const[]){ "odt", "ott", "fodt", NULL },
  .sniff = sniff,
  .read = read_odt,
};
