/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-exchange.h"
#include "formats/tri-po-file.h"
#include "formats/tri-sniff.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What gettext guessed from a similar message is a question. */
#define FUZZY_SCORE 0.5

typedef struct
{
  const TriSource *source;
  TriExchange *exchange;
  GCancellable *cancellable;
  char *source_lang;
  char *target_lang;
  gboolean is_divided;
  GString *division; /* that is open; empty for none */
  gboolean is_begun; /* the texts are known */
  gboolean is_enough;
} Reader;

/* Comments, then a message. */
static gboolean
begins_with_message (const char *text, gsize n_bytes, gboolean *is_cut)
{
  const char *end = text + n_bytes;

  for (const char *line = text; line && line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      gsize n = (gsize) ((next ? next : end) - line);

      while (n > 0 && g_ascii_isspace (*line))
        {
          line++;
          n--;
        }
      if (n >= 7 && (memcmp (line, "msgid \"", 7) == 0 || memcmp (line, "msgctxt", 7) == 0))
        return TRUE;
      if (n > 0 && *line != '#' && !(n >= 6 && memcmp (line, "domain", 6) == 0))
        return FALSE;
      line = next ? next + 1 : NULL;
    }
  *is_cut = TRUE;
  return FALSE;
}

/* What a damaged file has of messages: it is told by its line what is wrong. */
static gboolean
has_keyword (const char *text)
{
  return strstr (text, "msgid") || strstr (text, "msgstr") || strstr (text, "msgctxt");
}

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  gboolean is_named = g_str_has_suffix (name, ".po") || g_str_has_suffix (name, ".pot");
  g_autoptr (GString) letters = tri_sniff_new_text (bytes, n_bytes);
  const char *text = tri_sniff_skip_mark (g_strdelimit (letters->str, "\r", '\n'));
  gboolean is_cut = FALSE;

  if (begins_with_message (text, strlen (text), &is_cut))
    return 90;
  return is_named && *text && (is_cut || has_keyword (text)) ? 70 : 0;
}

/* Where the header says nothing the name may: "nl.po", "pt_BR.po". */
static char *
dup_lang_of_name (const char *name)
{
  g_autofree char *stem = g_strndup (name, strcspn (name, "."));
  gsize n = strcspn (stem, "_-@");

  if ((n != 2 && n != 3) || strlen (stem) > 10)
    return g_strdup ("");
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_islower (stem[i]))
      return g_strdup ("");
  return tri_language_dup_tag (stem);
}

/* "sr@latin" and "nl_NL.UTF-8" are no tags. */
static char *
dup_tag (const char *lang)
{
  g_autofree char *base = NULL;

  if (g_str_has_suffix (lang, "@latin"))
    {
      base = g_strndup (lang, strcspn (lang, "@_."));
      return g_strconcat (base, "-Latn", NULL);
    }
  base = g_strndup (lang, strcspn (lang, "@."));
  return tri_language_dup_tag (base);
}

static void
take_header (Reader *self, const char *header)
{
  g_autofree char *lang = tri_po_dup_field (header, "Language");
  g_autofree char *from = tri_po_dup_field (header, "X-Source-Language");

  if (lang && *lang)
    {
      g_free (self->target_lang);
      self->target_lang = dup_tag (lang);
    }
  if (from && *from)
    {
      g_free (self->source_lang);
      self->source_lang = dup_tag (from);
    }
}

/* The messages may be written in the language that they are translated into. */
static gboolean
begin_texts (Reader *self, GError **error)
{
  self->is_begun = TRUE;
  if (strcmp (self->source_lang, self->target_lang) == 0)
    {
      g_autofree char *lang = g_steal_pointer (&self->target_lang);

      self->target_lang = g_strconcat (lang, "-x-target", NULL);
    }
  return tri_exchange_add_text (self->exchange, self->source_lang, NULL, NULL, error)
         && tri_exchange_add_text (self->exchange, self->target_lang, NULL, NULL, error);
}

/* Messages without a reference go with those before. */
static gboolean
divide (Reader *self, const TriPoEntry *entry, GError **error)
{
  const char *file = entry->reference;

  if (!self->is_divided || !file || strcmp (file, self->division->str) == 0)
    return TRUE;
  if (self->division->len > 0 && !tri_exchange_end_division (self->exchange, error))
    return FALSE;
  g_string_assign (self->division, file);
  return tri_exchange_begin_division (self->exchange, file, error);
}

static gboolean
add (Reader *self, const char *lang, const char *words, GError **error)
{
  return !words || tri_exchange_add (self->exchange, lang, words, NULL, 0, error);
}

static gboolean
add_unit (Reader *self, const TriPoEntry *entry, GError **error)
{
  TriExchangeUnit unit = { NULL, TRI_PASSAGE_PARAGRAPH, 0, TRI_STATUS_IMPORTED, NAN };

  if (entry->is_fuzzy)
    {
      unit.status = TRI_STATUS_COMPUTED;
      unit.score = FUZZY_SCORE;
    }
  if ((!self->is_begun && !begin_texts (self, error)) || !divide (self, entry, error)
      || !tri_exchange_begin (self->exchange, &unit, error)
      || !add (self, self->source_lang, entry->id, error)
      || !add (self, self->source_lang, entry->plural, error))
    return FALSE;
  for (guint i = 0; i < TRI_PO_MAX_FORMS; i++)
    if (!add (self, self->target_lang, entry->strings[i], error))
      return FALSE;
  return tri_exchange_end (self->exchange, &self->is_enough, error);
}

static gboolean
read_entries (Reader *self, TriPoFile *file, GError **error)
{
  const TriPoEntry *entry = NULL;
  GError *local = NULL;

  while (!self->is_enough && (entry = tri_po_file_next (file, &local)))
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!*entry->id && !entry->context)
        take_header (self, entry->strings[0]);
      else if (!add_unit (self, entry, error))
        return FALSE;
    }
  if (!local)
    return tri_exchange_finish (self->exchange, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_po (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriPoFile) file = tri_po_file_new (source, error);
  g_autoptr (TriExchange) exchange = tri_exchange_new (source, draft, cancellable);
  g_autoptr (GString) division = g_string_new (NULL);
  Reader self = { source, exchange, cancellable };
  gboolean done = FALSE;

  if (!file)
    return FALSE;
  self.source_lang = g_strdup ("en");
  self.target_lang = dup_lang_of_name (source->name);
  self.is_divided = tri_po_file_is_sorted (file);
  self.division = division;
  done = read_entries (&self, file, error);
  g_free (self.source_lang);
  g_free (self.target_lang);
  return done;
}

const TriFormat tri_format_po = {
  .nick = "po",
  .label = N_ ("Translations of a program (PO)"),
  .flags = TRI_FORMAT_UNITS,
  .extensions = (const char *const[]){ "po", "pot", NULL },
  .sniff = sniff,
  .read = read_po,
};
