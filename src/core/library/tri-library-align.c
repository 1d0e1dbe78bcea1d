/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-align.h"

#include "library/tri-align-judge.h"
#include "library/tri-align-plan.h"
#include "library/tri-align-thread.h"
#include "library/tri-align-write.h"
#include "library/tri-rows-exchange.h"
#include "model/tri-enums.h"

#include <math.h>

/* How many passages are read at a time. */
#define PAGE 500

/* How the progress is shared out. */
#define READ_SHARE 0.05
#define COMPUTE_SHARE 0.75
#define WRITE_SHARE 0.15

typedef struct
{
  TriLibrary *library;
  gint64 work;
  const TriLibraryAlignOptions *options;
  GCancellable *cancellable;
  TriLibraryAlignment *out;
  double begin; /* of the progress of this part */
  double share;
  GError **error;
} Job;

static void
tell_progress (double fraction, gpointer data)
{
  Job *job = data;

  if (job->options->progress)
    job->options->progress (job->begin + fraction * job->share, job->options->user_data);
}

static void
begin_part (Job *job, double begin, double share)
{
  job->begin = begin;
  job->share = share;
  tell_progress (0, job);
}

static void
let_others_in (Job *job)
{
  if (job->library->between)
    job->library->between (job->library->hook_data);
}

static gboolean
read_text (Job *job, gint64 text, TriLinkInput *input)
{
  g_autoptr (TriUnits) units = tri_units_new (job->library, text);
  guint first = 0;
  int n;

  while ((n = tri_units_read (units, job->library, first, PAGE, job->error)) > 0)
    {
      first += (guint) n;
      let_others_in (job);
      if (g_cancellable_set_error_if_cancelled (job->cancellable, job->error))
        return FALSE;
    }
  if (n == 0)
    tri_link_input_take_text (input, g_steal_pointer (&units));
  return n == 0;
}

/* At most eight texts are aligned together; more are tied to the first of them. */
static TriLinkInput *
read_texts (Job *job, const GArray *texts, guint from)
{
  g_autoptr (TriLinkInput) input = tri_link_input_new ();
  guint end = MIN (texts->len, from + TRI_ALIGN_MAX_TEXTS - (from > 0));

  begin_part (job, 0, READ_SHARE);
  if (from > 0 && !read_text (job, g_array_index (texts, gint64, 0), input))
    return NULL;
  for (guint i = from; i < end; i++)
    if (!read_text (job, g_array_index (texts, gint64, i), input))
      return NULL;
  if (!tri_link_input_read_ties (input, job->library, TRUE, job->error))
    return NULL;
  tri_link_input_prepare (input);
  return g_steal_pointer (&input);
}

/* (element-type TriLexicon) */
static GPtrArray *
read_dictionaries (Job *job)
{
  GDestroyNotify destroy = (GDestroyNotify) tri_lexicon_free;
  const char *const *files = job->options->dictionaries;
  g_autoptr (GPtrArray) lexicons = g_ptr_array_new_with_free_func (destroy);

  for (guint i = 0; files && files[i] && i < TRI_ALIGN_MAX_PAIRS; i++)
    {
      TriLexicon *lexicon = tri_lexicon_new_from_file (files[i], job->error);

      if (!lexicon)
        return NULL;
      g_ptr_array_add (lexicons, lexicon);
    }
  return g_steal_pointer (&lexicons);
}

static TriAlignMany *
compute (Job *job, TriLinkInput *input)
{
  const TriLexicon *given[TRI_ALIGN_MAX_PAIRS] = { NULL };
  TriAlignManyOptions options = {
    .lexicons = given,
    .progress = tell_progress,
    .user_data = job,
    .cancellable = job->cancellable,
  };
  g_autoptr (GPtrArray) lexicons = read_dictionaries (job);

  if (!lexicons)
    return NULL;
  for (guint i = 0; i < lexicons->len; i++)
    given[i] = g_ptr_array_index (lexicons, i);
  begin_part (job, READ_SHARE, COMPUTE_SHARE);
  return tri_align_thread_run (job->library, input, &options, job->error);
}

static void
judge (Job *job, const TriLinkInput *input, const TriAlignMany *many, TriAlignVerdict *verdict)
{
  tri_align_judge (input, many, verdict);
  if (!job->options->decide_kind)
    memset (verdict->is_loose, 0, sizeof verdict->is_loose);
  for (guint i = 0; i < input->n_texts; i++)
    if (verdict->is_loose[i])
      g_array_append_val (job->out->loose, input->units[i]->text);
}

/* Aligns some of the texts and writes the links. */
static gboolean
align_texts (Job *job, const GArray *texts, guint from, TriAlignWriter *writer)
{
  g_autoptr (TriLinkInput) input = read_texts (job, texts, from);
  g_autoptr (TriAlignMany) many = NULL;
  TriAlignVerdict verdict;

  if (!input)
    return FALSE;
  many = compute (job, input);
  if (!many)
    return FALSE;
  judge (job, input, many, &verdict);
  begin_part (job, READ_SHARE + COMPUTE_SHARE, WRITE_SHARE);
  return tri_align_write (writer, input, many, &verdict, job->error);
}

static gboolean
set_kind (Job *job, TriWorkKind kind)
{
  static const char sql[] = "UPDATE works SET kind = ?2 WHERE id = ?1 AND kind <> ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, job->error);
  g_autoptr (TriTransaction) transaction = NULL;

  if (!statement || !(transaction = tri_library_begin (job->library, job->error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job->work);
  sqlite3_bind_int (statement, 2, (int) kind);
  return tri_library_run (job->library, statement, job->error)
         && tri_transaction_commit (g_steal_pointer (&transaction), job->error);
}

/* What was written is shown, also when the rest was cancelled: the rows fit the links. */
static gboolean
show (Job *job, gboolean is_complete)
{
  GCancellable *cancellable = is_complete ? job->cancellable : NULL;

  tri_library_set_cancellable (job->library, cancellable);
  return tri_rows_replace (job->library,
                           job->work,
                           cancellable,
                           is_complete ? job->error : NULL);
}

static gboolean
align_all (Job *job, const GArray *texts)
{
  g_auto (TriAlignWriter) writer = { 0 };
  gboolean done = tri_align_writer_begin (&writer,
                                          job->library,
                                          job->work,
                                          job->cancellable,
                                          job->error);

  writer.progress = tell_progress;
  writer.user_data = job;
  for (guint from = 0; done && from < texts->len; from += TRI_ALIGN_MAX_TEXTS - (from > 0))
    done = align_texts (job, texts, from, &writer);
  done = done && tri_align_writer_finish (&writer, job->error);
  job->out->n_links = writer.n_links;
  job->out->confidence = writer.n_links > 0 ? writer.scores / writer.n_links : NAN;
  job->out->n_aligned = texts->len - job->out->loose->len;
  if (writer.n_written + writer.old > 0 && !show (job, done))
    return FALSE;
  if (!done || !job->options->decide_kind)
    return done;
  return set_kind (job, writer.n_links > 0 ? TRI_WORK_TRANSLATIONS : TRI_WORK_ACCOUNTS);
}

static gboolean
are_all_tied (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT max (strand) = 0 FROM texts WHERE work = ?";

  return tri_library_ask (self, sql, work, 1) != 0;
}

static gboolean
is_for_alignment (TriLibrary *self, gint64 work, gboolean decide_kind)
{
  static const char sql[] = "SELECT kind FROM works WHERE id = ? AND complete = 1";

  return decide_kind || tri_library_ask (self, sql, work, -1) == TRI_WORK_TRANSLATIONS;
}

void
tri_library_alignment_clear (TriLibraryAlignment *self)
{
  g_clear_pointer (&self->loose, g_array_unref);
}

/**
 * tri_library_align:
 * @options: (nullable)
 * @out: (out caller-allocates): what came of it; tri_library_alignment_clear() it
 *
 * Finds what corresponds to what in the texts of a work, sentence by sentence, and writes it as
 * links with status computed and a score. Texts that their files tie are left as they are, except
 * that a text nothing ties is tied to the first of them. When a text is added what was computed
 * before is computed again, with it; links the reader confirmed stay, and the rest is fitted to
 * them. Works that are accounts are left
 * alone, unless @options leave that to be decided.
 *
 * The aligner runs on a thread of its own; everything else happens here, in transactions of at most
 * 50 ms, and the reader's acts go between them. The links appear as they are written, the rows
 * when all are. It is no act: undo leaves it.
 *
 * Returns: %FALSE with @error set when it failed, or was cancelled (%G_IO_ERROR_CANCELLED): before
 * the links are written that leaves everything as it was; later, as far as it came
 */
gboolean
tri_library_align (TriLibrary *self,
                   gint64 work,
                   const TriLibraryAlignOptions *options,
                   TriLibraryAlignment *out,
                   GCancellable *cancellable,
                   GError **error)
{
  static const TriLibraryAlignOptions plain = { 0 };
  Job job = { self, work, options ? options : &plain, cancellable, out, 0, 0, error };
  g_autoptr (GArray) texts = NULL;
  gboolean done;

  memset (out, 0, sizeof *out);
  out->confidence = NAN;
  out->loose = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!is_for_alignment (self, work, job.options->decide_kind))
    return TRUE;
  texts = !job.options->again && are_all_tied (self, work)
              ? g_array_new (FALSE, FALSE, sizeof (gint64))
              : tri_align_plan_texts (self, work, error);
  if (!texts)
    return FALSE;
  tri_library_set_cancellable (self, cancellable);
  done = texts->len == 0 ? tri_rows_summarise (self, work, cancellable, error)
                         : align_all (&job, texts);
  tri_library_set_cancellable (self, NULL);
  if (done)
    begin_part (&job, 1, 0);
  return done;
}

/* Texts that nothing ties stand in strands of their own. */
gboolean
tri_library_needs_alignment (TriLibrary *self, gint64 work)
{
  return is_for_alignment (self, work, FALSE) && !are_all_tied (self, work);
}
