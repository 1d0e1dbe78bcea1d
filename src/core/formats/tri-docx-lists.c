/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-docx-styles.h"

#include <string.h>

/* What a level says beyond this is no number. */
#define MAX_LABEL 64

typedef struct
{
  char format; /* '1', 'a', 'A', 'i', 'I', '*' for a bullet, 0 for nothing */
  guint start;
  char *label; /* "%1.%2)" */
} Level;

/* w:abstractNum: its counters are shared by all lists that refer to it. */
typedef struct
{
  Level levels[TRI_DOCX_N_LIST_LEVELS];
  guint counters[TRI_DOCX_N_LIST_LEVELS]; /* 0: not begun */
} Kind;

typedef struct
{
  Kind *kind;                            /* or NULL */
  gint64 starts[TRI_DOCX_N_LIST_LEVELS]; /* where it begins anew, or -1 */
  gboolean has_begun;
} List;

struct _TriDocxLists
{
  GHashTable *kinds; /* w:abstractNumId to Kind */
  GHashTable *lists; /* w:numId to List */
  Kind *kind;        /* that is being read, or NULL */
  List *list;        /* likewise */
  guint level;
};

static void
kind_free (gpointer data)
{
  Kind *kind = data;

  for (guint i = 0; i < TRI_DOCX_N_LIST_LEVELS; i++)
    g_free (kind->levels[i].label);
  g_free (kind);
}

TriDocxLists *
tri_docx_lists_new (void)
{
  TriDocxLists *self = g_new0 (TriDocxLists, 1);

  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kind_free);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
tri_docx_lists_free (TriDocxLists *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

static char
get_format (const char *name)
{
  static const struct
  {
    const char *name;
    char format;
  } formats[] = {
    { "bullet", '*' },
    { "none", 0 },
    { "lowerLetter", 'a' },
    { "upperLetter", 'A' },
    { "lowerRoman", 'i' },
    { "upperRoman", 'I' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (name, formats[i].name))
      return formats[i].format;
  return '1';
}

static void
begin_kind (TriDocxLists *self, const TriXmlTag *tag)
{
  const char *id = tri_office_get (tag, "abstractNumId");

  if (!id || g_hash_table_contains (self->kinds, id))
    return;
  self->kind = g_new0 (Kind, 1);
  for (guint i = 0; i < TRI_DOCX_N_LIST_LEVELS; i++)
    self->kind->levels[i] = (Level){ '*', 1, NULL };
  g_hash_table_insert (self->kinds, g_strdup (id), self->kind);
}

static void
begin_list (TriDocxLists *self, const TriXmlTag *tag)
{
  guint id = tri_office_get_number (tag, "numId", G_MAXINT);

  if (id == 0 || g_hash_table_contains (self->lists, GUINT_TO_POINTER (id)))
    return;
  self->list = g_new0 (List, 1);
  for (guint i = 0; i < TRI_DOCX_N_LIST_LEVELS; i++)
    self->list->starts[i] = -1;
  g_hash_table_insert (self->lists, GUINT_TO_POINTER (id), self->list);
}

static void
take_level (Level *level, const TriXmlTag *tag)
{
  const char *value = tri_office_get (tag, "val");

  if (!value)
    return;
  if (g_str_equal (tag->name, "numFmt"))
    level->format = get_format (value);
  else if (g_str_equal (tag->name, "start"))
    level->start = tri_office_get_number (tag, "val", G_MAXINT);
  else if (g_str_equal (tag->name, "lvlText") && !level->label)
    level->label = g_strdup (strlen (value) <= MAX_LABEL ? value : "");
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  TriDocxLists *self = data;
  const char *value = tri_office_get (tag, "val");

  if (!tri_docx_is_word (tag->ns))
    return;
  if (g_str_equal (tag->name, "abstractNum"))
    begin_kind (self, tag);
  else if (g_str_equal (tag->name, "num"))
    begin_list (self, tag);
  else if (g_str_equal (tag->name, "lvl") || g_str_equal (tag->name, "lvlOverride"))
    self->level = tri_office_get_number (tag, "ilvl", TRI_DOCX_N_LIST_LEVELS - 1);
  else if (g_str_equal (tag->name, "abstractNumId") && self->list && value)
    self->list->kind = g_hash_table_lookup (self->kinds, value);
  else if (g_str_equal (tag->name, "startOverride") && self->list)
    self->list->starts[self->level] = tri_office_get_number (tag, "val", G_MAXINT);
  else if (self->kind)
    take_level (&self->kind->levels[self->level], tag);
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  TriDocxLists *self = data;

  if (g_str_equal (name, "abstractNum"))
    self->kind = NULL;
  else if (g_str_equal (name, "num"))
    self->list = NULL;
}

const TriXmlHandler tri_docx_lists_handler = { start_cb, end_cb, NULL };

static void
begin_anew (List *list)
{
  for (guint i = 0; !list->has_begun && i < TRI_DOCX_N_LIST_LEVELS; i++)
    if (list->starts[i] >= 0)
      {
        list->kind->counters[i] = 0;
        list->kind->levels[i].start = (guint) list->starts[i];
      }
  list->has_begun = TRUE;
}

/* Puts the numbers where the label has "%1". */
static char *
dup_label (const Kind *kind, const char *label)
{
  GString *text = g_string_new (NULL);

  for (; *label; label++)
    {
      guint i = (guint) (label[1] - '1');
      g_autofree char *number = NULL;

      if (*label != '%' || i >= TRI_DOCX_N_LIST_LEVELS)
        {
          g_string_append_c (text, *label);
          continue;
        }
      number = tri_office_dup_number (MAX (kind->counters[i], 1) - 1 + kind->levels[i].start,
                                      kind->levels[i].format);
      g_string_append (text, number);
      label++;
    }
  return g_string_free (text, FALSE);
}

char *
tri_docx_lists_count (TriDocxLists *self, int list_id, int level)
{
  List *list = g_hash_table_lookup (self->lists, GINT_TO_POINTER (list_id));
  guint at = (guint) CLAMP (level, 0, TRI_DOCX_N_LIST_LEVELS - 1);
  Kind *kind = list ? list->kind : NULL;

  if (!kind)
    return NULL;
  begin_anew (list);
  kind->counters[at]++;
  for (guint i = at + 1; i < TRI_DOCX_N_LIST_LEVELS; i++)
    kind->counters[i] = 0;
  if (kind->levels[at].format == '*')
    return NULL;
  if (!kind->levels[at].label)
    return g_strdup ("");
  return tri_office_tidy_label (dup_label (kind, kind->levels[at].label));
}
