/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "discover-gold.h"

#include "entities/tri-discover-words.h"
#include "tri-fold.h"

#include <stdio.h>
#include <string.h>

/* Where no lines part passages, one ends behind a stop after so many words. */
#define PASSAGE_WORDS 60

static void
passage_free (gpointer data)
{
  GoldPassage *self = data;

  g_string_free (self->content, TRUE);
  g_array_unref (self->names);
  g_free (self);
}

static GoldPassage *
add_passage (GPtrArray *passages)
{
  GoldPassage *self = g_new0 (GoldPassage, 1);

  self->content = g_string_new (NULL);
  self->names = g_array_new (FALSE, FALSE, sizeof (GoldName));
  g_ptr_array_add (passages, self);
  return self;
}

static GPtrArray *
new_passages (void)
{
  return g_ptr_array_new_with_free_func (passage_free);
}

static int
get_type (const char *label)
{
  static const struct
  {
    const char *label;
    TriEntityType type;
  } types[] = {
    { "PER", TRI_ENTITY_PERSON },
    { "LOC", TRI_ENTITY_PLACE },
    { "GPE", TRI_ENTITY_PLACE },
    { "FAC", TRI_ENTITY_PLACE },
    { "ORG", TRI_ENTITY_ORGANISATION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strncasecmp (label, types[i].label, 3) == 0)
      return (int) types[i].type;
  return -1;
}

/* Some mark "the child" as well as "Mary". */
static gboolean
is_proper (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \n’'", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n && n <= 6; i++)
    {
      g_autofree char *folded = tri_fold (parts[i]);

      if (*parts[i] == '\0'
          || (tri_word_classify (folded, -1) & (TRI_WORD_FUNCTION | TRI_WORD_TITLE)))
        continue;
      return g_unichar_isupper (g_utf8_get_char (parts[i]));
    }
  return FALSE;
}

static void
append_word (GoldPassage *passage, const char *word, gboolean space)
{
  if (space && passage->content->len > 0)
    {
      g_string_append_c (passage->content, ' ');
      passage->length++;
    }
  g_string_append (passage->content, word);
  passage->length += g_utf8_strlen (word, -1);
}

/* B-PER, I-PER, O, in upper or lower case; some never write B. */
static void
note_tag (GoldPassage *passage, const char *word, const char *tag, gboolean *inside)
{
  guint start = (guint) (passage->length - g_utf8_strlen (word, -1));
  int type = strlen (tag) > 2 ? get_type (tag + 2) : -1;
  GoldName name = { start, (guint) passage->length, (TriEntityType) type };

  if (type < 0)
    {
      *inside = FALSE;
      return;
    }
  if (*inside && *tag != 'B' && passage->names->len > 0)
    g_array_index (passage->names, GoldName, passage->names->len - 1).end = name.end;
  else
    g_array_append_val (passage->names, name);
  *inside = TRUE;
}

GPtrArray *
gold_read_columns (const char *path, guint tag_column, GError **error)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *passages = new_passages ();
  GoldPassage *passage = NULL;
  gboolean inside = FALSE;
  gboolean space = TRUE;
  guint n_words = 0;

  if (!g_file_get_contents (path, &content, NULL, error))
    return passages;
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) columns = g_strsplit_set (lines[i], "\t ", -1);
      gboolean new_document = g_str_has_prefix (lines[i], "# hipe2022:document_id");

      if (new_document || passage == NULL)
        {
          passage = add_passage (passages);
          inside = FALSE;
          n_words = 0;
        }
      if (lines[i][0] == '#' || g_strv_length (columns) <= tag_column
          || !g_utf8_validate (lines[i], -1, NULL) || g_str_has_prefix (lines[i], "TOKEN\t"))
        continue;
      append_word (passage, columns[0], space);
      note_tag (passage, columns[0], columns[tag_column], &inside);
      space = strstr (lines[i], "NoSpaceAfter") == NULL;
      if (++n_words > PASSAGE_WORDS && g_str_equal (columns[0], ".") && !inside)
        passage = NULL;
    }
  return passages;
}

static void
read_annotations (GoldPassage *passage, const char *content)
{
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);
      char label[16];
      guint start;
      guint end;

      if (lines[i][0] != 'T' || g_strv_length (fields) < 3
          || sscanf (fields[1], "%15s %u %u", label, &start, &end) != 3
          || get_type (label) < 0 || !is_proper (fields[2]))
        continue;
      g_array_append_vals (passage->names,
                           &(GoldName){ start, end, (TriEntityType) get_type (label) },
                           1);
    }
}

/* A text and its annotations beside it. */
GPtrArray *
gold_read_brat (const char *path, GError **error)
{
  g_autofree char *content = NULL;
  g_autofree char *annotations = NULL;
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".txt"));
  g_autofree char *beside = g_strconcat (stem, ".ann", NULL);
  GPtrArray *passages = new_passages ();
  GoldPassage *passage;

  if (!g_file_get_contents (path, &content, NULL, error)
      || !g_file_get_contents (beside, &annotations, NULL, error))
    return passages;
  passage = add_passage (passages);
  /* Lines of a book are no ends of anything. */
  g_string_assign (passage->content, g_strdelimit (content, "\r\n", ' '));
  read_annotations (passage, annotations);
  return passages;
}

/* The tenth column of CoNLL 2012: (PER), (LOC* … *). A line a sentence. */
GPtrArray *
gold_read_conll (const char *path, GError **error)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *passages = new_passages ();
  GoldPassage *passage = add_passage (passages);
  gboolean inside = FALSE;

  if (!g_file_get_contents (path, &content, NULL, error))
    return passages;
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      guint n = g_strv_length (columns);
      const char *tag;
      g_autofree char *plain = NULL;

      if (n < 7 && passage->length > 0)
        passage = add_passage (passages);
      if (n < 7)
        continue;
      tag = columns[n - 2];
      append_word (passage, columns[3], TRUE);
      plain = g_strconcat (*tag == '(' ? "B-" : "I-", *tag == '(' ? tag + 1 : "", NULL);
      if (*tag == '(')
        note_tag (passage, columns[3], plain, &inside);
      else if (inside)
        g_array_index (passage->names, GoldName, passage->names->len - 1).end
            = (guint) passage->length;
      inside = (inside || *tag == '(') && strchr (tag, ')') == NULL && get_type (plain + 2) >= 0
                   ? TRUE
                   : inside && *tag == '*' && tag[1] == '\0';
    }
  return passages;
}
