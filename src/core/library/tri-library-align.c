/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-align.h"

#include "library/tri-align-judge.h"
#include "library/tri-align-mark.h"
#include "library/tri-align-plan.h"
#include "library/tri-align-thread.h"
#include "library/tri-align-write.h"
#include "library/tri-library-stale.h"
#include "library/tri-link-accounts.h"
#include "library/tri-mark-words.h"
#include "library/tri-rows-exchange.h"
#include "model/tri-enums.h"

#include <math.h>

/* How many passages are read at a time. */
#define PAGE 500

/* How the progress is shared out: what is computed and what is written of it go side by side, then
 * the rows are laid. */
#define COMPUTE_SHARE 0.75
#define WRITE_SHARE 0.2

/* What is done with stretches as they come. */
typedef enum
{
  STREAM_UNDECIDED, /* the first says whether the texts are translations */
  STREAM_WRITE,
  STREAM_HOLD, /* until all is there to judge by */
} Stream;

typedef struct
{
  TriLibrary *library;
  gint64 work;
  const TriLibraryAlignOptions *options;
  GCancellable *cancellable;
  TriLibraryAlignment *out;
  TriAlignWriter *writer;
  GArray *fresh;             /* texts that nothing tied before */
  const TriLinkInput *input; /* of the texts in work */
  Stream stream;
  TriAlignVerdict verdict;
  gboolean is_marked;
  double computed; /* of the texts in work, 0 to 1 */
  double written;
  GError **error;
} Job;

static void
tell_progress (Job *job)
{
  if (job->options->progress)
    job->options->progress (COMPUTE_SHARE * job->computed + WRITE_SHARE * job->written,
                            job->options->user_data);
}

static void
computed_cb (double fraction, gpointer data)
{
  Job *job = data;

  job->computed = fraction;
  tell_progress (job);
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

  job->computed = job->written = 0;
  tell_progress (job);
  if (from > 0 && !read_text (job, g_array_index (texts, gint64, 0), input))
    return NULL;
  for (guint i = from; i < end; i++)
    if (!read_text (job, g_array_index (texts, gint64, i), input))
      return NULL;
  if (!tri_link_input_read_ties (input, job->library, TRUE, job->error)
      || !tri_link_input_open_ties (input, job->library, job->fresh, job->error))
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

/* How far the alignment is with a piece: groups are in order, so the last one ends there. */
static double
measure_piece (Job *job, const TriAlignMany *piece)
{
  double all = 0, done = 0;

  for (guint i = 0; piece->groups->len > 0 && i < piece->n_texts; i++)
    {
      const TriAlignGroup *last = &g_array_index (piece->groups,
                                                  TriAlignGroup,
                                                  piece->groups->len - 1);

      all += job->input->kept[i]->len;
      done += last->first[i] + last->count[i];
    }
  return all > 0 ? done / all : 1;
}

/* From the first link on the library says that there is more to come. */
static gboolean
write_piece (Job *job, const TriAlignMany *piece, GError **error)
{
  if (!job->is_marked && !tri_align_mark_set (job->library, job->work, job->fresh, error))
    return FALSE;
  job->is_marked = TRUE;
  return tri_align_write (job->writer, job->input, piece, &job->verdict, error);
}

static gboolean
is_any_loose (const TriAlignMany *piece, const TriAlignVerdict *verdict)
{
  for (guint i = 0; i < piece->n_texts; i++)
    if (verdict->is_loose[i])
      return TRUE;
  return FALSE;
}

/* The first stretch of a long work, ten thousand sentences of each text, says what the texts are to
 * each other. Should one be no translation by that, the whole is waited for: nothing that is shown
 * is taken back. */
static gboolean
take_cb (const TriAlignMany *piece, gpointer data, GError **error)
{
  Job *job = data;
  double end;

  if (job->stream == STREAM_UNDECIDED && job->options->decide_kind)
    tri_align_judge (piece, &job->verdict);
  if (job->stream == STREAM_UNDECIDED)
    job->stream = is_any_loose (piece, &job->verdict) ? STREAM_HOLD : STREAM_WRITE;
  if (job->stream == STREAM_HOLD)
    return TRUE;
  end = measure_piece (job, piece);
  if (job->options->stretch && end < 1)
    job->options->stretch (job->options->user_data);
  if (!write_piece (job, piece, error))
    return FALSE;
  job->written = end;
  tell_progress (job);
  return TRUE;
}

static TriAlignMany *
compute (Job *job, TriLinkInput *input)
{
  const TriLexicon *given[TRI_ALIGN_MAX_PAIRS] = { NULL };
  TriAlignManyOptions options = {
    .lexicons = given,
    .progress = computed_cb,
    .user_data = job,
    .cancellable = job->cancellable,
  };
  g_autoptr (GPtrArray) lexicons = read_dictionaries (job);

  if (!lexicons)
    return NULL;
  for (guint i = 0; i < lexicons->len; i++)
    given[i] = g_ptr_array_index (lexicons, i);
  return tri_align_thread_run (job->library, input, &options, take_cb, job->error);
}

/* Aligns some of the texts and writes the links, stretch by stretch. */
static gboolean
align_texts (Job *job, const GArray *texts, guint from)
{
  g_autoptr (TriLinkInput) input = read_texts (job, texts, from);
  g_autoptr (TriAlignMany) many = NULL;
  const TriAlignVerdict all_tied = { { FALSE } };

  if (!input)
    return FALSE;
  job->input = input;
  job->stream = STREAM_UNDECIDED;
  job->verdict = all_tied;
  many = compute (job, input);
  if (!many)
    return FALSE;
  job->computed = 1;
  tell_progress (job);
  if (job->stream == STREAM_HOLD)
    tri_align_judge (many, &job->verdict);
  for (guint i = 0; i < input->n_texts; i++)
    if (job->verdict.is_loose[i])
      g_array_append_val (job->out->loose, input->units[i]->text);
  return job->stream != STREAM_HOLD
         || write_piece (job, many, job->error);
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

static gboolean
are_all_tied (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT max (strand) = 0 FROM texts WHERE work = ?";

  return tri_library_ask (self, sql, work, 1) != 0;
}

/* Lays the rows by the links. */
static gboolean
show (Job *job, GCancellable *cancellable, GError **error)
{
  tri_library_set_cancellable (job->library, cancellable);
  return tri_rows_replace (job->library, job->work, cancellable, error);
}

static gboolean
write_all (Job *job, const GArray *texts)
{
  for (guint from = 0; from < texts->len; from += TRI_ALIGN_MAX_TEXTS - (from > 0))
    if (!align_texts (job, texts, from))
      return FALSE;
  return tri_align_writer_finish (job->writer, job->error)
         && !g_cancellable_set_error_if_cancelled (job->cancellable, job->error);
}

/* Ended before its end, the links that are there stay. Rows that were laid by links are laid again:
 * they are to fit. Texts that stand in columns of their own stay there, since half of a text in
 * rows beside nothing could not be read. */
static void
end_early (Job *job)
{
  if (job->writer->n_written > 0 && are_all_tied (job->library, job->work))
    show (job, NULL, NULL);
}

static gboolean
decide (Job *job, TriWorkKind kind)
{
  return set_kind (job, kind)
         && tri_align_mark_set_reason (job->library,
                                       job->work,
                                       kind,
                                       job->verdict.confidence,
                                       job->verdict.share,
                                       job->error);
}

static gboolean
end_well (Job *job, const GArray *texts)
{
  TriAlignWriter *writer = job->writer;
  TriWorkKind kind = writer->n_links > 0 ? TRI_WORK_TRANSLATIONS : TRI_WORK_ACCOUNTS;

  job->out->n_links = writer->n_links;
  job->out->confidence = writer->n_links > 0 ? writer->scores / writer->n_links : NAN;
  job->out->n_aligned = texts->len - job->out->loose->len;
  if (writer->n_written + writer->old > 0 && !show (job, job->cancellable, job->error))
    return FALSE;
  return (!job->options->decide_kind || decide (job, kind))
         && tri_align_mark_clear (job->library, job->work, job->error);
}

/* Marks have other counterparts now. What these name helps to find names: where some were found
 * they are found anew, behind this, however it ends. Where nobody looked for any nobody does
 * now. */
static gboolean
mark_stale (Job *job)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM texts t"
                            " CROSS JOIN passages p ON p.text = t.id"
                            " CROSS JOIN mentions m ON m.passage = p.id"
                            " WHERE t.work = ? AND m.origin = 1)";

  G_STATIC_ASSERT (TRI_ORIGIN_LINKED == 1);
  return tri_mark_words_age_work (job->library, job->work, job->error)
         && (tri_library_ask (job->library, sql, job->work, 0) == 0
             || tri_stale_mark_work (job->library, job->work, job->error));
}

static gboolean
align_all (Job *job, const GArray *texts)
{
  g_auto (TriAlignWriter) writer = { 0 };
  g_autoptr (GArray) fresh = tri_align_mark_list_fresh (job->library, job->work, job->error);

  job->writer = &writer;
  job->fresh = fresh;
  if (!fresh)
    return FALSE;
  tri_align_writer_begin (&writer, job->library, job->work, job->cancellable);
  if (mark_stale (job) && write_all (job, texts))
    return end_well (job, texts);
  tri_align_writer_clear (&writer);
  end_early (job);
  return FALSE;
}

/* An alignment was begun, and never came to its end. */
static gboolean
is_under_way (TriLibrary *self, gint64 work)
{
  g_autoptr (GArray) fresh = tri_align_mark_get (self, work);

  return fresh != NULL;
}

static gboolean
has_kind (TriLibrary *self, gint64 work, TriWorkKind kind)
{
  static const char sql[] = "SELECT kind FROM works WHERE id = ? AND complete = 1";

  return tri_library_ask (self, sql, work, -1) == (gint64) kind;
}

/* Computed links of accounts come in one go, behind what the files said: see
 * tri_library_is_aligned(). */
static gboolean
is_linked (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM (SELECT status, relation FROM links"
                            "   WHERE work = ?1 ORDER BY id DESC LIMIT 500)"
                            "  WHERE status = 1 AND relation > 0)"
                            " OR EXISTS (SELECT 1 FROM (SELECT status, relation FROM links"
                            "   WHERE work = ?1 ORDER BY id LIMIT 500)"
                            "  WHERE status = 1 AND relation > 0)";

  return tri_library_ask (self, sql, work, 0) != 0;
}

/* Once it is known what the texts are to each other. */
static gboolean
link_accounts (Job *job)
{
  static const char sql[] = "SELECT max (strand) + 1 < count (*) FROM texts WHERE work = ?";

  if (!has_kind (job->library, job->work, TRI_WORK_ACCOUNTS)
      || (!job->options->again && is_linked (job->library, job->work)))
    return TRUE;
  return tri_link_accounts (job->library,
                            job->work,
                            job->options,
                            job->out,
                            job->cancellable,
                            job->error)
         /* They were taken for translations. */
         && (tri_library_ask (job->library, sql, job->work, 0) == 0
             || show (job, job->cancellable, job->error));
}

static gboolean
align_translations (Job *job)
{
  TriLibrary *self = job->library;
  g_autoptr (GArray) texts = NULL;

  texts = !job->options->again && are_all_tied (self, job->work) && !is_under_way (self, job->work)
              ? g_array_new (FALSE, FALSE, sizeof (gint64))
              : tri_align_plan_texts (self, job->work, job->error);
  if (!texts)
    return FALSE;
  return texts->len == 0 ? tri_rows_summarise (self, job->work, job->cancellable, job->error)
                         : align_all (job, texts);
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
 * them. Of works that are accounts (so they are, or @options left that to be decided, and it was)
 * passages are linked that tell of the same thing, see tri_accounts_link(); their texts stay
 * columns of their own.
 *
 * The aligner runs on a thread of its own; everything else happens here, in transactions of at most
 * 50 ms, and the reader's acts go between them. The links of a stretch are written as soon as it is
 * final, while the next is computed; the rows are laid when all are. It is no act: undo leaves it.
 *
 * Returns: %FALSE with @error set when it failed, or was cancelled (%G_IO_ERROR_CANCELLED): what
 * was found until then stays, and tri_library_needs_alignment() says that there is more to do
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
  Job job = { self, work, options ? options : &plain, cancellable, out, .error = error };
  gboolean done;

  memset (out, 0, sizeof *out);
  out->confidence = NAN;
  out->loose = g_array_new (FALSE, FALSE, sizeof (gint64));
  tri_library_set_cancellable (self, cancellable);
  done = (!job.options->decide_kind && !has_kind (self, work, TRI_WORK_TRANSLATIONS))
         || align_translations (&job);
  done = done && link_accounts (&job);
  tri_library_set_cancellable (self, NULL);
  if (done && job.options->progress)
    job.options->progress (1, job.options->user_data);
  return done;
}

/* Texts that nothing ties stand in strands of their own; so do accounts, always. */
gboolean
tri_library_needs_alignment (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT count (*) > 1 FROM texts WHERE work = ?";

  if (has_kind (self, work, TRI_WORK_ACCOUNTS))
    return tri_library_ask (self, sql, work, 0) != 0 && !is_linked (self, work);
  return has_kind (self, work, TRI_WORK_TRANSLATIONS)
         && (!are_all_tied (self, work) || is_under_way (self, work));
}

/* Computed links come in one go, behind what the files said and before what the reader then does:
 * a look at both ends finds some of them, if there are any, also among millions of others. */
gboolean
tri_library_is_aligned (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT 1 IN (SELECT status FROM links WHERE work = ?1"
                            "             ORDER BY id DESC LIMIT 500)"
                            " OR 1 IN (SELECT status FROM links WHERE work = ?1"
                            "          ORDER BY id LIMIT 500)";

  G_STATIC_ASSERT (TRI_STATUS_COMPUTED == 1);
  return tri_library_ask (self, sql, work, 0) != 0 && !is_under_way (self, work);
}

/* Whether passages of it are tied at all, by whomever. */
gboolean
tri_library_has_links (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM links WHERE work = ? AND kind = 0)";

  return tri_library_ask (self, sql, work, 0) != 0;
}
