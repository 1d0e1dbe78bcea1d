/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"
#include "formats/tri-plain-load.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A ladder, as hunalign writes it and our own export: each line, a rung, says at which sentence of
 * either text a link begins, from 0, and how sure that link is; it ends at the next rung.
 *
 *     0 ⇥ 0 ⇥ 0.9      sentence 0 with 0
 *     1 ⇥ 1 ⇥ 0.7      1 and 2 with 1
 *     3 ⇥ 2 ⇥ 0        the end
 */

/* Sentences of one text in a link; more are no alignment. */
#define MAX_MEMBERS 1024

typedef struct
{
  guint64 at[2];
  double score;
} Rung;

typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  GPtrArray *members;      /* char * */
  GPtrArray *member_files; /* char * */
} Reader;

/* "12⇥13⇥0.5", up to the end of the line. */
static gboolean
parse (const char *line, Rung *rung)
{
  char *end = (char *) line;

  for (guint side = 0; side < 2; side++)
    {
      const char *from = end;

      if (!g_ascii_isdigit (*from))
        return FALSE;
      rung->at[side] = g_ascii_strtoull (from, &end, 10);
      if (rung->at[side] > G_MAXINT32 || *end++ != '\t')
        return FALSE;
    }
  if (!strchr ("+-.0123456789", *end) || *end == '\0')
    return FALSE;
  rung->score = g_ascii_strtod (end, &end);
  return *end == '\0' || strcmp (end, "\r") == 0;
}

/* The first rung is that of both beginnings. */
static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *text = g_strndup ((const char *) bytes, n_bytes);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);
  Rung rung = { { 0, 0 }, 0 };

  /* The last line may be cut off. */
  for (guint i = 0; i + 1 < n; i++)
    if (!parse (lines[i], &rung) || (i == 0 && rung.at[0] + rung.at[1] > 0))
      return 0;
  return n > 2 ? 95 : 0;
}

static void
add_side (Reader *self, const char *file, guint64 from, guint64 to)
{
  for (; from < to; from++)
    {
      g_ptr_array_add (self->members, g_strdup_printf ("%" G_GUINT64_FORMAT, from));
      g_ptr_array_add (self->member_files, (char *) file);
    }
}

static gboolean
push_link (Reader *self, const Rung *rung, const Rung *next, GError **error)
{
  TriDraftLink link = { .relation = TRI_RELATION_TRANSLATION,
                        .score = NAN,
                        .status = TRI_STATUS_IMPORTED };

  g_ptr_array_set_size (self->members, 0);
  g_ptr_array_set_size (self->member_files, 0);
  add_side (self, TRI_DRAFT_FIRST_FILE, rung->at[0], next->at[0]);
  add_side (self, TRI_DRAFT_SECOND_FILE, rung->at[1], next->at[1]);
  if (self->members->len == 0)
    return TRUE;
  g_ptr_array_add (self->members, NULL);
  g_ptr_array_add (self->member_files, NULL);
  link.members = (const char *const *) self->members->pdata;
  link.files = (const char *const *) self->member_files->pdata;
  /* Hunalign's own figures may be more than 1, and say nothing of what has no counterpart. */
  if (rung->at[0] < next->at[0] && rung->at[1] < next->at[1] && rung->score >= 0
      && rung->score <= 1)
    link.score = rung->score;
  return tri_draft_add_link (self->draft, &link, error);
}

static gboolean
check_rung (Reader *self, const Rung *rung, const Rung *next, guint line, GError **error)
{
  if (next->at[0] < rung->at[0] || next->at[1] < rung->at[1])
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("%s:%u: this rung goes back; the numbers of a ladder only rise"),
                 self->source->name,
                 line);
  else if (next->at[0] - rung->at[0] > MAX_MEMBERS || next->at[1] - rung->at[1] > MAX_MEMBERS)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s:%u: the link before this rung has more than %d sentences; part it into "
                    "smaller ones"),
                 self->source->name,
                 line,
                 MAX_MEMBERS);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_rungs (Reader *self, char *text, GCancellable *cancellable, GError **error)
{
  Rung last = { { 0, 0 }, NAN };
  guint number = 0;

  for (char *line = text; line && *line;)
    {
      char *end = strchr (line, '\n');
      Rung rung;

      if (end)
        *end++ = '\0';
      number++;
      if (!parse (line, &rung))
        {
          g_set_error (error,
                       TRI_ERROR,
                       TRI_ERROR_SYNTAX,
                       _ ("%s:%u: this is no rung of a ladder: two numbers and a confidence, with "
                          "tabs between them"),
                       self->source->name,
                       number);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !check_rung (self, &last, &rung, number, error)
          || !push_link (self, &last, &rung, error))
        return FALSE;
      if (self->source->sample > 0 && number >= self->source->sample)
        return TRUE;
      last = rung;
      line = end;
    }
  return TRUE;
}

static gboolean
read_ladder (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autofree char *text = tri_plain_load_raw (source, &length, error);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) member_files = g_ptr_array_new ();
  Reader reader = { source, draft, members, member_files };

  if (!text)
    return FALSE;
  tri_draft_set_work (draft, NULL, "translations");
  return read_rungs (&reader, text, cancellable, error);
}

const TriFormat tri_format_ladder = {
  .nick = "ladder",
  .label = N_ ("Ladder of hunalign"),
  .flags = TRI_FORMAT_LINKS,
  .extensions = (const char *const[]){ "ladder", NULL },
  .sniff = sniff,
  .read = read_ladder,
};
