/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-epub-package.h"

#include "formats/tri-office.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fonts are scrambled by these, which locks nobody out. */
static const char *const for_fonts[] = { "http://www.idpf.org/2008/embedding",
                                         "http://ns.adobe.com/pdf/enc#RC" };

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  gboolean *is_locked = data;
  const char *algorithm = NULL;

  if (!g_str_equal (tag->name, "EncryptionMethod"))
    return;
  algorithm = tri_xml_get (tag, "Algorithm");
  for (guint i = 0; algorithm && i < G_N_ELEMENTS (for_fonts); i++)
    if (g_str_equal (algorithm, for_fonts[i]))
      return;
  /* What opens the file of a key alone locks the rest by another. */
  *is_locked = TRUE;
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
}

static const char *
get_owner (TriArchive *archive)
{
  if (tri_archive_has (archive, "META-INF/sinf.xml"))
    return "Apple FairPlay";
  if (tri_archive_has (archive, "META-INF/license.lcpl"))
    return "Readium LCP";
  if (tri_archive_has (archive, "META-INF/rights.xml"))
    return "Adobe ADEPT";
  return NULL;
}

/**
 * tri_epub_check_lock:
 *
 * Returns: %FALSE with %TRI_ERROR_UNSUPPORTED for a book that is locked, and with other errors when
 *   that cannot be told
 */
gboolean
tri_epub_check_lock (const TriSource *source,
                     TriArchive *archive,
                     GCancellable *cancellable,
                     GError **error)
{
  static const TriXmlHandler handler = { start_cb, end_cb, NULL };
  const char *owner = get_owner (archive);
  gboolean is_locked = owner != NULL;

  if (!is_locked
      && !tri_office_read_member (source,
                                  archive,
                                  "META-INF/encryption.xml",
                                  &handler,
                                  &is_locked,
                                  cancellable,
                                  error))
    return FALSE;
  if (!is_locked)
    return TRUE;
  if (owner)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s: the book is locked by the DRM of %s; ask where it was bought for a copy "
                    "without a lock"),
                 source->name,
                 owner);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s: the book is locked by a DRM; ask where it was bought for a copy without "
                    "a lock"),
                 source->name);
  return FALSE;
}
