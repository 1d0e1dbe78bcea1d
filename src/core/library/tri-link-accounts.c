/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-accounts.h"

#include "align/tri-accounts.h"
#include "library/tri-align-write.h"
#include "library/tri-library-works.h"
#include "library/tri-link-store.h"

#include <math.h>

/* How many passages are read at a time. */
#define PAGE 200

/* How the progress is shared out. */
#define READ_SHARE 0.4
#define COMPARE_SHARE 0.3
#define WRITE_SHARE 0.3

/* @passages: (element-type gint64): of a text, by ordinal */
typedef struct
{
  gint64 id;
  GArray *passages;
} Text;

typedef struct
{
  TriLibrary *library;
  gint64 work;
  const TriLibraryAlignOptions *options;
  GCancellable *cancellable;
  TriAccounts *accounts;
  GArray *texts; /* (element-type Text) */
  GError **error;
} Job;

static void
clear_text (gpointer data)
{
  g_array_unref (((Text *) data)->passages);
}

static void
tell (Job *job, double fraction)
{
  if (job->options->progress)
    job->options->progress (fraction, job->options->user_data);
  if (job->library->between)
    job->library->between (job->library->hook_data);
}

static void
compared_cb (double fraction, gpointer data)
{
  tell (data, READ_SHARE + COMPARE_SHARE * fraction);
}

/* The next passages: FALSE on error; *@n is 0 at the end. */
static gboolean
read_page (Job *job, Text *text, guint *n)
{
  g_autoptr (GPtrArray) passages = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, job->error))
    return FALSE;
  passages = tri_library_read_passages (job->library,
                                        text->id,
                                        text->passages->len,
                                        PAGE,
                                        job->error);
  if (!passages)
    return FALSE;
  *n = passages->len;
  for (guint i = 0; i < passages->len; i++)
    {
      const TriPassage *passage = g_ptr_array_index (passages, i);

      tri_accounts_add_passage (job->accounts, passage);
      g_array_append_val (text->passages, passage->id);
    }
  return TRUE;
}

static gboolean
read_text (Job *job, TriText *text, double share)
{
  Text made = { text->id, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  guint all = MAX (text->n_passages, 1);
  guint n = 1;

  g_array_append_val (job->texts, made);
  tri_accounts_add_text (job->accounts, text->lang);
  while (n > 0)
    {
      double done = MIN ((double) made.passages->len / all, 1);

      tell (job, READ_SHARE * share * (job->texts->len - 1 + done));
      if (!read_page (job, &made, &n))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_texts (Job *job)
{
  g_autoptr (TriWork) work = tri_library_get_work (job->library, job->work, job->error);

  if (!work)
    return FALSE;
  for (guint i = 0; i < work->texts->len; i++)
    if (!read_text (job, g_ptr_array_index (work->texts, i), 1.0 / work->texts->len))
      return FALSE;
  return TRUE;
}

static TriLinkMember
get_member (const Job *job, const TriAccountsLink *found, guint side)
{
  const Text *text = &g_array_index (job->texts, Text, found->texts[side]);

  return (TriLinkMember){ g_array_index (text->passages, gint64, found->passages[side]),
                          text->id,
                          -1 };
}

/* Whether the file or the reader said something of both passages. */
static gboolean
is_fixed (Job *job, gint64 a, gint64 b)
{
  static const char sql[] = "SELECT 1 FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link AND l.status <> 1"
                            " CROSS JOIN link_members o ON o.link = l.id AND o.passage = ?2"
                            " WHERE m.passage = ?1 LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, NULL);

  G_STATIC_ASSERT (TRI_STATUS_COMPUTED == 1);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, a);
  sqlite3_bind_int64 (statement, 2, b);
  return tri_library_next (job->library, statement, NULL);
}

static gboolean
write_link (Job *job, TriAlignWriter *writer, const TriAccountsLink *found)
{
  g_autoptr (TriLink) link = tri_link_new ();

  for (guint i = 0; i < 2; i++)
    {
      const TriLinkMember member = get_member (job, found, i);

      g_array_append_val (link->members, member);
    }
  if (is_fixed (job,
                g_array_index (link->members, TriLinkMember, 0).passage,
                g_array_index (link->members, TriLinkMember, 1).passage))
    return TRUE;
  link->relation = found->relation;
  link->status = TRI_STATUS_COMPUTED;
  link->kind = TRI_LINK_GROUP;
  link->score = tri_link_store_round (found->confidence);
  if (tri_link_store_add (job->library, job->work, link, 0, job->error) == 0)
    return FALSE;
  writer->n_links++;
  writer->n_written++;
  writer->scores += link->score;
  return tri_batch_breathe (&writer->batch, job->error);
}

/* What was computed before goes first: should this be stopped, nothing is there twice. */
static gboolean
write_links (Job *job, const GArray *links, TriLibraryAlignment *out)
{
  g_auto (TriAlignWriter) writer = { 0 };

  tri_align_writer_begin (&writer, job->library, job->work, job->cancellable);
  if (!tri_align_writer_finish (&writer, job->error)
      || !tri_batch_begin (&writer.batch, job->error))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      if (!write_link (job, &writer, &g_array_index (links, TriAccountsLink, i)))
        return FALSE;
      if (i % PAGE == 0 && job->options->progress)
        job->options->progress (READ_SHARE + COMPARE_SHARE + WRITE_SHARE * i / links->len,
                                job->options->user_data);
    }
  out->n_links = writer.n_links;
  out->confidence = writer.n_links > 0 ? writer.scores / writer.n_links : NAN;
  return tri_batch_commit (&writer.batch, job->error);
}

gboolean
tri_link_accounts (TriLibrary *library,
                   gint64 work,
                   const TriLibraryAlignOptions *options,
                   TriLibraryAlignment *out,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (TriAccounts) accounts = tri_accounts_new ();
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_autoptr (GArray) links = NULL;
  Job job = { library, work, options, cancellable, accounts, texts, .error = error };

  g_array_set_clear_func (texts, clear_text);
  if (!read_texts (&job))
    return FALSE;
  links = tri_accounts_link (accounts, compared_cb, &job, cancellable, error);
  if (!links || !write_links (&job, links, out))
    return FALSE;
  out->n_aligned = texts->len;
  return TRUE;
}
