/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-files.h"

#include "formats/tri-source.h"
#include "library/tri-import-links.h"
#include "library/tri-import-units.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names of files in links, each kept once. */
#define MAX_NAMES 262144
/* So many links between two files tell which of them their sides mean. */
#define MAX_LOOKS 1000
/* Files that others take in and that pointers may name. */
#define MAX_INCLUDED 4096
/* Names that a message lists. */
#define MAX_LISTED 3

typedef struct
{
  char *path; /* without .gz or .xz */
  gboolean has_lines;
  guint first_text; /* in the texts of the draft */
} File;

/* A file whose content came with another one. */
typedef struct
{
  char *path;
  guint file; /* in files */
} Included;

/* How a file is called in links. */
typedef struct
{
  char *name;
  guint file;    /* in files; G_MAXUINT: none */
  guint partner; /* in names: the other side of the last link that had two */
} Name;

/* What was seen of links between two files. */
typedef struct
{
  guint n_looks;
  guint n_straight;
  guint n_reversed;
} Sides;

struct _TriImportFiles
{
  GArray *files;    /* File */
  GArray *included; /* Included */
  GArray *names;    /* Name */
  GHashTable *by_name;
  GHashTable *sides; /* gint64 (the two names) → Sides */
  TriImportUnits *units[2];
};

static void
clear_file (gpointer data)
{
  g_free (((File *) data)->path);
}

static void
clear_included (gpointer data)
{
  g_free (((Included *) data)->path);
}

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->name);
}

TriImportFiles *
tri_import_files_new (void)
{
  TriImportFiles *self = g_new0 (TriImportFiles, 1);

  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, clear_file);
  self->included = g_array_new (FALSE, FALSE, sizeof (Included));
  g_array_set_clear_func (self->included, clear_included);
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (self->names, clear_name);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->sides = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
tri_import_files_free (TriImportFiles *self)
{
  g_array_unref (self->files);
  g_array_unref (self->included);
  g_hash_table_unref (self->by_name);
  g_array_unref (self->names);
  g_hash_table_unref (self->sides);
  for (guint i = 0; i < G_N_ELEMENTS (self->units); i++)
    tri_import_units_free (self->units[i]);
  g_free (self);
}

static char *
dup_plain_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = tri_source_dup_plain_name (path);

  return g_build_filename (folder, name, NULL);
}

void
tri_import_files_begin (TriImportFiles *self,
                        const char *path,
                        const char *format,
                        guint first_text)
{
  const File file = { dup_plain_path (path), g_str_equal (format, "lines"), first_text };

  g_array_append_val (self->files, file);
}

void
tri_import_files_include (TriImportFiles *self, const char *path)
{
  Included included = { NULL, self->files->len - 1 };

  if (self->included->len == MAX_INCLUDED)
    return;
  included.path = dup_plain_path (path);
  g_array_append_val (self->included, included);
}

static Name *
get_name (TriImportFiles *self, guint number)
{
  return &g_array_index (self->names, Name, number);
}

static gboolean
intern (TriImportFiles *self, const char *name, guint *number, GError **error)
{
  Name added = { NULL, G_MAXUINT, G_MAXUINT };
  gpointer known = NULL;

  if (g_hash_table_lookup_extended (self->by_name, name, NULL, &known))
    {
      *number = GPOINTER_TO_UINT (known);
      return TRUE;
    }
  *number = self->names->len;
  if (*number == MAX_NAMES)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_LIMIT,
                   _ ("The links name more than %d files. Import them in several parts."),
                   MAX_NAMES);
      return FALSE;
    }
  added.name = g_strdup (name);
  g_array_append_val (self->names, added);
  g_hash_table_insert (self->by_name, added.name, GUINT_TO_POINTER (*number));
  return TRUE;
}

static void
note_partners (TriImportFiles *self, const GArray *numbers)
{
  guint first = g_array_index (numbers, guint, 0);
  guint last = g_array_index (numbers, guint, numbers->len - 1);

  if (first == last)
    return;
  get_name (self, first)->partner = last;
  get_name (self, last)->partner = first;
}

GArray *
tri_import_files_intern (TriImportFiles *self, const TriDraftLink *link, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; link->members[i]; i++)
    {
      guint number = 0;

      if (!intern (self, link->files[i] ? link->files[i] : "", &number, error))
        return NULL;
      g_array_append_val (numbers, number);
    }
  note_partners (self, numbers);
  return g_steal_pointer (&numbers);
}

static guint
get_n_texts (TriImportFiles *self, TriImportDraft *draft, guint file)
{
  guint first = g_array_index (self->files, File, file).first_text;
  guint end = draft->texts->len;

  if (file + 1 < self->files->len)
    end = g_array_index (self->files, File, file + 1).first_text;
  return end - first;
}

/* The files that hold texts: how many, and the first two. */
static guint
find_with_texts (TriImportFiles *self, TriImportDraft *draft, guint *files)
{
  guint n = 0;

  for (guint i = 0; i < self->files->len; i++)
    if (get_n_texts (self, draft, i) > 0 && n++ < 2)
      files[n - 1] = i;
  return n;
}

/* How much of two paths is the same, from the end. */
static guint
count_common (const char *left, const char *right)
{
  gsize l = strlen (left), r = strlen (right);
  guint n = 0;

  for (; l > 0 && r > 0 && left[l - 1] == right[r - 1]; l--, r--)
    n += left[l - 1] == '/';
  if ((l == 0 || left[l - 1] == '/') && (r == 0 || right[r - 1] == '/'))
    return n + 1;
  return n;
}

/* By base name → the files, and G_MAXUINT where several agree as much. */
static guint
find_file (TriImportFiles *self, TriImportDraft *draft, GHashTable *by_base, const char *name)
{
  g_autofree char *path = dup_plain_path (name);
  g_autofree char *base = g_path_get_basename (path);
  const GArray *files = g_hash_table_lookup (by_base, base);
  guint best = 0, found = G_MAXUINT;

  for (guint i = 0; files && i < files->len; i++)
    {
      guint file = g_array_index (files, guint, i);
      guint common = 0;

      if (get_n_texts (self, draft, file) == 0)
        continue;
      common = count_common (g_array_index (self->files, File, file).path, path);
      if (common >= best)
        found = common > best ? file : G_MAXUINT;
      best = MAX (best, common);
    }
  return found;
}

static GHashTable *
sort_by_base (TriImportFiles *self)
{
  GHashTable *by_base = g_hash_table_new_full (g_str_hash,
                                               g_str_equal,
                                               g_free,
                                               (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->files->len; i++)
    {
      char *base = g_path_get_basename (g_array_index (self->files, File, i).path);
      GArray *files = g_hash_table_lookup (by_base, base);

      if (files)
        g_free (base);
      else
        g_hash_table_insert (by_base, base, files = g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_val (files, i);
    }
  return by_base;
}

static gboolean
is_place (const char *name)
{
  return g_str_equal (name, TRI_DRAFT_FIRST_FILE) || g_str_equal (name, TRI_DRAFT_SECOND_FILE);
}

/* Of a ladder: two files, with a text each. */
static gboolean
match_places (TriImportFiles *self, TriImportDraft *draft, GError **error)
{
  guint files[2] = { 0, 0 };

  if (find_with_texts (self, draft, files) != 2
      || get_n_texts (self, draft, files[0]) != 1
      || get_n_texts (self, draft, files[1]) != 1)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("A ladder ties the sentences of two texts by their numbers. Import "
                              "it with the two files that it was made for, the first one "
                              "first."));
      return FALSE;
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      Name *name = get_name (self, i);

      if (is_place (name->name))
        name->file = files[g_str_equal (name->name, TRI_DRAFT_SECOND_FILE)];
    }
  return TRUE;
}

static gboolean
has_places (TriImportFiles *self)
{
  return g_hash_table_contains (self->by_name, TRI_DRAFT_FIRST_FILE)
         || g_hash_table_contains (self->by_name, TRI_DRAFT_SECOND_FILE);
}

/* How many names mean a file. */
static guint
match_names (TriImportFiles *self, TriImportDraft *draft)
{
  g_autoptr (GHashTable) by_base = sort_by_base (self);
  guint n = 0;

  for (guint i = 0; i < self->names->len; i++)
    {
      Name *name = get_name (self, i);

      if (!is_place (name->name))
        name->file = find_file (self, draft, by_base, name->name);
      n += name->file != G_MAXUINT;
    }
  return n;
}

/* Links between two files, of which two came, mean these, whatever they are called now. */
static gboolean
match_two (TriImportFiles *self, TriImportDraft *draft)
{
  guint files[2] = { 0, 0 };

  if (self->names->len != 2 || find_with_texts (self, draft, files) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (get_name (self, i)->file == G_MAXUINT)
      get_name (self, i)->file = files[get_name (self, 1 - i)->file == files[i] ? 1 - i : i];
  return TRUE;
}

gboolean
tri_import_files_match (TriImportFiles *self, TriImportDraft *draft, GError **error)
{
  g_autofree char *advice = NULL;
  guint n = 0;

  if (self->names->len == 0)
    return TRUE;
  if (has_places (self) && !match_places (self, draft, error))
    return FALSE;
  n = match_names (self, draft);
  if (n == self->names->len || match_two (self, draft) || n > 0)
    return TRUE;
  advice = tri_import_files_dup_advice (self);
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, advice);
  return FALSE;
}

char *
tri_import_files_dup_advice (TriImportFiles *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->names->len && n < MAX_LISTED; i++)
    {
      const char *name = get_name (self, i)->name;

      if (!is_place (name) && *name)
        g_string_append_printf (list, n++ > 0 ? ", “%s”" : "“%s”", name);
    }
  if (self->names->len == 0)
    return NULL;
  if (n == 0)
    return g_strdup (_ ("A ladder ties the sentences of two texts by their numbers. Import it with "
                        "the two files that it was made for, the first one first."));
  return g_strdup_printf (_ ("These links have no text of their own: they tie those of %s. Import "
                             "them together with these files."),
                          list->str);
}

gboolean
tri_import_files_have_sides (TriImportFiles *self)
{
  return self->names->len > 1 && !has_places (self);
}

static gint64
get_pair (guint first, guint second)
{
  return (gint64) MIN (first, second) << 32 | MAX (first, second);
}

static gboolean
find_in_file (TriImportFiles *self,
              TriImportDraft *draft,
              guint file,
              const char *id,
              TriImportAnchor *out)
{
  guint n_texts = 0;

  if (file == G_MAXUINT)
    return FALSE;
  if (tri_import_find_anchor (draft, id, file + 1, out))
    return TRUE;
  n_texts = get_n_texts (self, draft, file);
  for (guint i = 0; i < n_texts; i++)
    {
      guint text = g_array_index (self->files, File, file).first_text + i;

      if (tri_import_find_key (draft, g_array_index (draft->texts, gint64, text), id, out))
        return TRUE;
    }
  return FALSE;
}

/* The latest file whose path ends as the name does, or whose base name is the same. */
gboolean
tri_import_files_find_pointer (TriImportFiles *self,
                               TriImportDraft *draft,
                               const char *pointer,
                               TriImportAnchor *out)
{
  const char *hash = strchr (pointer, '#');
  g_autofree char *escaped = hash ? g_strndup (pointer, (gsize) (hash - pointer)) : NULL;
  g_autofree char *name = escaped ? g_uri_unescape_string (escaped, NULL) : NULL;
  guint best = 0, found = G_MAXUINT;

  for (guint i = 0; name && *name && i < self->files->len; i++)
    {
      guint common = count_common (g_array_index (self->files, File, i).path, name);

      if (common > best)
        found = i;
      best = MAX (best, common);
    }
  for (guint i = 0; name && *name && i < self->included->len; i++)
    {
      const Included *included = &g_array_index (self->included, Included, i);
      guint common = count_common (included->path, name);

      if (common > best)
        found = included->file;
      best = MAX (best, common);
    }
  return find_in_file (self, draft, found, hash ? hash + 1 : "", out);
}

static guint
get_other (guint number, guint first, guint second)
{
  return number == first ? second : first;
}

/* Whether all names stand for something. */
static gboolean
is_complete (TriImportFiles *self,
             TriImportDraft *draft,
             const char *const *names,
             const GArray *files,
             gboolean reversed)
{
  guint first = g_array_index (files, guint, 0);
  guint last = g_array_index (files, guint, files->len - 1);

  for (guint i = 0; i < files->len; i++)
    {
      guint number = g_array_index (files, guint, i);
      TriImportAnchor anchor;

      if (reversed)
        number = get_other (number, first, last);
      if (!find_in_file (self, draft, get_name (self, number)->file, names[i], &anchor))
        return FALSE;
    }
  return TRUE;
}

void
tri_import_files_look (TriImportFiles *self,
                       TriImportDraft *draft,
                       const char *const *names,
                       const GArray *files)
{
  guint first = g_array_index (files, guint, 0);
  guint last = g_array_index (files, guint, files->len - 1);
  gint64 pair = get_pair (first, last);
  Sides *sides = NULL;

  if (first == last)
    return;
  sides = g_hash_table_lookup (self->sides, &pair);
  if (!sides)
    g_hash_table_insert (self->sides,
                         g_memdup2 (&pair, sizeof pair),
                         sides = g_new0 (Sides, 1));
  if (sides->n_looks++ >= MAX_LOOKS)
    return;
  sides->n_straight += is_complete (self, draft, names, files, FALSE);
  sides->n_reversed += is_complete (self, draft, names, files, TRUE);
}

/* The file that is meant: the other one where the sides are found to be reversed. */
static guint
turn (TriImportFiles *self, guint number)
{
  guint partner = get_name (self, number)->partner;
  gint64 pair = get_pair (number, partner);
  const Sides *sides = NULL;

  if (partner == G_MAXUINT)
    return number;
  sides = g_hash_table_lookup (self->sides, &pair);
  return sides && sides->n_reversed > sides->n_straight ? partner : number;
}

static gboolean
find_unit (TriImportFiles *self,
           TriImportDraft *draft,
           guint number,
           const char *unit,
           TriImportMember *out)
{
  const Name *name = get_name (self, number);
  const File *file = &g_array_index (self->files, File, name->file);
  TriImportUnits **units = &self->units[g_str_equal (name->name, TRI_DRAFT_SECOND_FILE)];
  gint64 text = g_array_index (draft->texts, gint64, file->first_text);
  guint64 n = g_ascii_strtoull (unit, NULL, 10);

  if (file->has_lines)
    {
      g_autofree char *key = g_strdup_printf ("line-%" G_GUINT64_FORMAT, n + 1);
      TriImportAnchor anchor;
      gboolean found = tri_import_find_key (draft, text, key, &anchor);

      *out = anchor.member;
      return found;
    }
  if (!*units)
    *units = tri_import_units_new (draft->library, text);
  return tri_import_units_find (*units, n, out);
}

gboolean
tri_import_files_resolve (TriImportFiles *self,
                          TriImportDraft *draft,
                          const char *const *names,
                          const GArray *files,
                          GArray *members)
{
  g_array_set_size (members, 0);
  for (guint i = 0; i < files->len; i++)
    {
      guint number = g_array_index (files, guint, i);
      TriImportAnchor anchor = { { 0, -1 }, -1 };

      if (is_place (get_name (self, number)->name)
              ? !find_unit (self, draft, number, names[i], &anchor.member)
              : !find_in_file (self,
                               draft,
                               get_name (self, turn (self, number))->file,
                               names[i],
                               &anchor))
        return FALSE;
      g_array_append_val (members, anchor.member);
    }
  tri_import_sort_members (members);
  return TRUE;
}
