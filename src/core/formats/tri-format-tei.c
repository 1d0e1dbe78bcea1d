/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-sniff.h"
#include "formats/tri-tei-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
contains (const guint8 *bytes, gsize n_bytes, const char *word)
{
  return memmem (bytes, n_bytes, word, strlen (word)) != NULL;
}

/* XML that does not say so: "<page xmlns=…". What it is is said when it is read. */
static gboolean
begins_with_namespace (const char *text)
{
  const char *end = NULL;

  text += strspn (text, "\xEF\xBB\xBF \t\r\n");
  end = strchr (text, '>');
  return *text == '<' && g_ascii_isalpha (text[1]) && end
         && g_strstr_len (text, end - text, " xmlns");
}

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GString) text = tri_sniff_new_text (bytes, n_bytes);
  const guint8 *chars = (const guint8 *) text->str;
  gboolean is_named = g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".tei");

  if (contains (chars, text->len, TRI_TEI_NAMESPACE))
    return 100;
  if (contains (chars, text->len, "<TEI") || contains (chars, text->len, "<teiCorpus"))
    return 90;
  if (contains (chars, MIN (text->len, 64), "<?xml"))
    return 60;
  if (begins_with_namespace (text->str))
    return 55;
  return is_named ? 50 : 0;
}

const TriFormat tri_format_tei = {
  .nick = "tei",
  .label = N_ ("TEI P5"),
  .flags = TRI_FORMAT_NONE,
  .extensions = (const char *const[]){ "xml", "tei", NULL },
  .sniff = sniff,
  .read = tri_tei_read,
};
