/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "torture-session.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-works.h"
#include "model/tri-row.h"

#define N_PASSAGES 40

typedef enum
{
  ADD,
  EDIT,
  DELETE,
  UNDO,
  REDO,
} Act;

struct _TortureSession
{
  TriLibrary *library;
  GArray *passages;
  GRand *random;
  guint serial;
  /* (element-type GPtrArray): the notes of all marks, in order, after each act that can be undone;
   * `at` is the one that holds now */
  GPtrArray *states;
  guint at;
  /* what was chosen */
  Act act;
  char *old_note;
  char *new_note;
  GPtrArray *next;
  char *digest;
  char *next_digest;
};

static GPtrArray *
new_notes (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
digest_notes (GPtrArray *notes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_ptr_array_sort (notes, compare_notes);
  for (guint i = 0; i < notes->len; i++)
    g_checksum_update (checksum, (const guchar *) g_ptr_array_index (notes, i), -1);
  return g_strdup (g_checksum_get_string (checksum));
}

static GPtrArray *
list_notes (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  GPtrArray *notes = new_notes ();

  marks = tri_library_list_bookmarks (library, 0, NULL, TRI_BOOKMARK_ORDER_DATE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (notes, g_strdup (((TriBookmark *) g_ptr_array_index (marks, i))->note));
  return notes;
}

char *
torture_dup_digest (TriLibrary *library)
{
  g_autoptr (GPtrArray) notes = list_notes (library);

  return digest_notes (notes);
}

void
torture_make_library (const char *path)
{
  g_autofree char *file = g_strconcat (path, ".txt", NULL);
  g_autoptr (GString) text = g_string_new ("The ferry\n\n");
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile one = { .path = file, .lang = "en" };
  const TriImportOptions options = { .files = &one, .n_files = 1, .kind = "auto" };

  for (guint i = 0; i < N_PASSAGES; i++)
    g_string_append_printf (text, "In year %u the ferry crossed with %u goats.\n\n", 1900 + i, i);
  g_file_set_contents (file, text->str, -1, &error);
  g_assert_no_error (error);
  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tri_library_import (library, &options, NULL, &error), !=, 0);
  g_assert_no_error (error);
}

TriLibrary *
torture_open_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  faults = tri_library_check (library, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (faults->len ? faults->pdata[0] : "", ==, "");
  return library;
}

/* The passages of the one work. */
GArray *
torture_list_passages (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = tri_library_list_works (library, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  rows = tri_library_read_rows (library,
                                ((TriWork *) works->pdata[0])->id,
                                0,
                                0,
                                N_PASSAGES,
                                &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cell = tri_row_get_cell (g_ptr_array_index (rows, i), 0);

      g_array_append_val (passages, ((TriPassage *) cell->pdata[0])->id);
    }
  return passages;
}

TortureSession *
torture_session_new (TriLibrary *library, guint32 seed)
{
  TortureSession *self = g_new0 (TortureSession, 1);

  self->library = library;
  self->passages = torture_list_passages (library);
  self->random = g_rand_new_with_seed (seed);
  self->serial = seed * 1000;
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (self->states, list_notes (library));
  self->digest = digest_notes (g_ptr_array_index (self->states, 0));
  return self;
}

void
torture_session_free (TortureSession *self)
{
  g_rand_free (self->random);
  g_array_unref (self->passages);
  g_ptr_array_unref (self->states);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  g_free (self->old_note);
  g_free (self->new_note);
  g_free (self->digest);
  g_free (self->next_digest);
  g_free (self);
}

const char *
torture_session_get_digest (TortureSession *self)
{
  return self->digest;
}

static GPtrArray *
get_notes (TortureSession *self, guint at)
{
  return g_ptr_array_index (self->states, at);
}

static Act
choose_act (TortureSession *self)
{
  static const Act acts[] = { ADD, ADD, ADD, EDIT, EDIT, DELETE, UNDO, UNDO, REDO, REDO };
  Act act = acts[g_rand_int_range (self->random, 0, G_N_ELEMENTS (acts))];

  if (act == UNDO && self->at == 0)
    return ADD;
  if (act == REDO && self->at + 1 == self->states->len)
    return ADD;
  if ((act == EDIT || act == DELETE) && get_notes (self, self->at)->len == 0)
    return ADD;
  return act;
}

static gpointer
copy_note (gconstpointer note, gpointer data)
{
  return g_strdup (note);
}

const char *
torture_session_choose (TortureSession *self)
{
  GPtrArray *now = get_notes (self, self->at);
  guint index = 0;

  self->act = choose_act (self);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  g_clear_pointer (&self->old_note, g_free);
  g_clear_pointer (&self->new_note, g_free);
  if (self->act == UNDO || self->act == REDO)
    self->next = g_ptr_array_ref (get_notes (self, self->at + (self->act == REDO ? 1 : -1)));
  else
    self->next = g_ptr_array_copy (now, copy_note, NULL);
  if (self->act == EDIT || self->act == DELETE)
    {
      index = (guint) g_rand_int_range (self->random, 0, (int) now->len);
      self->old_note = g_strdup (g_ptr_array_index (now, index));
      g_ptr_array_remove_index (self->next, index);
    }
  if (self->act == ADD || self->act == EDIT)
    {
      self->new_note = g_strdup_printf ("note %u", ++self->serial);
      g_ptr_array_add (self->next, g_strdup (self->new_note));
    }
  g_free (self->next_digest);
  self->next_digest = digest_notes (self->next);
  return self->next_digest;
}

static gboolean
add_mark (TortureSession *self, GError **error)
{
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();

  mark->passage = g_array_index (self->passages,
                                 gint64,
                                 g_rand_int_range (self->random, 0, (int) self->passages->len));
  mark->end_passage = mark->passage;
  mark->end = 7;
  g_free (mark->note);
  mark->note = g_strdup (self->new_note);
  return tri_library_save_bookmark (self->library, mark, error);
}

/* The mark with the note that was chosen. */
static TriBookmark *
find_mark (TortureSession *self, GError **error)
{
  g_autoptr (GPtrArray) marks = NULL;

  marks = tri_library_list_bookmarks (self->library, 0, NULL, TRI_BOOKMARK_ORDER_DATE, error);
  for (guint i = 0; marks && i < marks->len; i++)
    if (g_str_equal (((TriBookmark *) marks->pdata[i])->note, self->old_note))
      return g_object_ref (marks->pdata[i]);
  g_assert_null (marks);
  return NULL;
}

static gboolean
edit_mark (TortureSession *self, GError **error)
{
  g_autoptr (TriBookmark) mark = find_mark (self, error);

  if (!mark)
    return FALSE;
  g_free (mark->note);
  mark->note = g_strdup (self->new_note);
  return tri_library_save_bookmark (self->library, mark, error);
}

static gboolean
delete_mark (TortureSession *self, GError **error)
{
  g_autoptr (TriBookmark) mark = find_mark (self, error);

  return mark && tri_library_delete_bookmarks (self->library, &mark->id, 1, error);
}

static gboolean
take_back (TortureSession *self, GError **error)
{
  g_autofree char *act = self->act == UNDO ? tri_library_undo (self->library, error)
                                           : tri_library_redo (self->library, error);

  return act != NULL;
}

static gboolean
do_act (TortureSession *self, GError **error)
{
  if (self->act == ADD)
    return add_mark (self, error);
  if (self->act == EDIT)
    return edit_mark (self, error);
  if (self->act == DELETE)
    return delete_mark (self, error);
  return take_back (self, error);
}

gboolean
torture_session_act (TortureSession *self, GError **error)
{
  if (!do_act (self, error))
    return FALSE;
  if (self->act == UNDO)
    self->at--;
  else if (self->act == REDO)
    self->at++;
  else
    {
      g_ptr_array_set_size (self->states, (int) ++self->at);
      g_ptr_array_add (self->states, g_ptr_array_ref (self->next));
    }
  g_free (self->digest);
  self->digest = g_strdup (self->next_digest);
  return TRUE;
}
