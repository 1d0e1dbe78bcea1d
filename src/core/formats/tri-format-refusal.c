/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * Kind:
 * @at: where the bytes that tell it stand
 * @advice: what it is and what to do
 *
 * A kind of file that people have and that is not read here.
 */
typedef struct
{
  gsize at;
  const char *bytes;
  gsize n_bytes;
  const char *advice;
} Kind;

#define KIND(at, bytes, advice)         \
  {                                     \
    at, bytes, sizeof bytes - 1, advice \
  }

static const Kind kinds[] = {
  KIND (0, "%PDF", N_ ("%s is a PDF, which holds pages and no text in order. Get the text as EPUB, "
                       "HTML or plain text, and import that.")),
  KIND (0, "{\\rtf", N_ ("%s is an RTF document. Open it in a word processor and save it as DOCX "
                         "or ODT.")),
  KIND (0,
        "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        N_ ("%s is a document of an older Microsoft Office, or one with a password. Open it there "
            "and save it as DOCX without a password.")),
  KIND (60,
        "BOOKMOBI",
        N_ ("%s is a Kindle book (MOBI). Get it as EPUB, or convert it with a program for "
            "electronic books.")),
  KIND (0,
        "AT&TFORM",
        N_ ("%s is a DjVu file, which holds pictures of pages. Get the text as EPUB, HTML or plain "
            "text.")),
  KIND (0,
        "SQLite format 3",
        N_ ("%s is a database, no text. A library of Triptych is opened or merged from the menu "
            "instead.")),
  KIND (0, "\x89PNG", N_ ("%s is a picture. Only text can be imported.")),
  KIND (0, "\xFF\xD8\xFF", N_ ("%s is a picture. Only text can be imported.")),
  KIND (0, "BZh", N_ ("%s is compressed with bzip2. Unpack it, and import what is in it.")),
  KIND (0,
        "7z\xBC\xAF\x27\x1C",
        N_ ("%s is a 7-Zip archive. Unpack it, and import what is in it.")),
  KIND (257, "ustar", N_ ("%s is a tar archive. Unpack it, and import what is in it.")),
};

/* Under another name than that of what it should be. */
static const Kind zip
    = KIND (0,
            "PK",
            N_ ("%s is a zip archive, but no EPUB, DOCX or ODT. Unpack it, and import what is in "
                "it."));

static gboolean
is_kind (const Kind *kind, const guint8 *bytes, gsize n_bytes)
{
  return n_bytes >= kind->at + kind->n_bytes
         && memcmp (bytes + kind->at, kind->bytes, kind->n_bytes) == 0;
}

/* What was cut off, or is a page that says that the file is not there, still has its name. */
static const char *
find_named (const char *name)
{
  static const struct
  {
    const char *end;
    const char *advice;
  } named[] = {
    { ".docx", N_ ("%s is called a Word document, but is none, or is damaged. Get it once more.") },
    { ".odt", N_ ("%s is called an OpenDocument text, but is none, or is damaged. Get it once "
                  "more.") },
    { ".epub", N_ ("%s is called an EPUB, but is none, or is damaged. Get it once more.") },
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_has_suffix (lower, named[i].end))
      return named[i].advice;
  return NULL;
}

static char *
dup_advice (const char *advice, const char *name)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (advice), name);
#pragma GCC diagnostic pop
}

char *
tri_format_dup_refusal (const char *name,
                        const guint8 *bytes,
                        gsize n_bytes,
                        const char *readable)
{
  const char *named = find_named (name);

  if (n_bytes == 0)
    return g_strdup_printf (_ ("%s is empty. Nothing was imported."), name);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_kind (&kinds[i], bytes, n_bytes))
      return dup_advice (kinds[i].advice, name);
  if (named)
    return dup_advice (named, name);
  if (is_kind (&zip, bytes, n_bytes))
    return dup_advice (zip.advice, name);
  return g_strdup_printf (_ ("%s is of no kind that can be read here. Nothing was imported. Save "
                             "the text as one of these first: %s."),
                          name,
                          readable);
}
