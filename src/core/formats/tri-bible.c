/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible.h"

#include "model/tri-item-marker.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What one verse, or what stands between two, may hold; more means that an end is missing. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_PARTS 65536
/* Headings that wait for the end of a verse, or for what they head. */
#define MAX_HELD 64

/* Markup that is open: where it began in the passage it is in. */
typedef struct
{
  TriSpanKind kind;
  char *value;
  TriBuilder *builder;
  TriPlace start;
} Open;

struct _TriBible
{
  TriXml *xml;
  TriDraft *draft;
  guint sample;
  guint n_verses;
  gboolean in_text;
  gboolean has_passages;

  GString *book; /* its id; "" for none */
  GString *book_title;
  gboolean has_book;  /* it is begun in the draft */
  gboolean has_title; /* a heading says what it is called */
  GString *chapter;
  GString *chapter_number;
  gboolean has_chapter;
  gboolean is_chapter_new; /* no verse of it was seen */

  TriBuilder *verse;
  TriBuilder *prose; /* between verses */
  TriBuilder *title; /* NULL outside of one */
  TriBuilder *note;  /* NULL outside of one */
  gboolean in_verse;
  gboolean is_main_title;
  GString *ids;
  GString *number;
  GPtrArray *held; /* TriBuilder: headings */
  GArray *open;    /* Open */
  guint n_notes;
  gsize n_bytes; /* since the last passage was pushed */
  guint n_parts;
};

static void
clear_open (gpointer data)
{
  g_free (((Open *) data)->value);
}

TriBible *
tri_bible_new (TriXml *xml, TriDraft *draft, guint sample)
{
  TriBible *self = g_new0 (TriBible, 1);

  self->xml = xml;
  self->draft = draft;
  self->sample = sample;
  self->book = g_string_new (NULL);
  self->book_title = g_string_new (NULL);
  self->chapter = g_string_new (NULL);
  self->chapter_number = g_string_new (NULL);
  self->ids = g_string_new (NULL);
  self->number = g_string_new (NULL);
  self->verse = tri_builder_new ();
  self->prose = tri_builder_new ();
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_builder_free);
  self->open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_array_set_clear_func (self->open, clear_open);
  return self;
}

void
tri_bible_free (TriBible *self)
{
  if (!self)
    return;
  g_string_free (self->book, TRUE);
  g_string_free (self->book_title, TRUE);
  g_string_free (self->chapter, TRUE);
  g_string_free (self->chapter_number, TRUE);
  g_string_free (self->ids, TRUE);
  g_string_free (self->number, TRUE);
  tri_builder_free (self->verse);
  tri_builder_free (self->prose);
  tri_builder_free (self->title);
  tri_builder_free (self->note);
  g_ptr_array_unref (self->held);
  g_array_unref (self->open);
  g_free (self);
}

static GError **
get_error (TriBible *self)
{
  return tri_xml_error (self->xml);
}

static gboolean
check (TriBible *self, gboolean done)
{
  tri_xml_check (self->xml, done);
  return done;
}

static TriBuilder *
get_builder (TriBible *self)
{
  if (self->note)
    return self->note;
  if (self->title)
    return self->title;
  return self->in_verse ? self->verse : self->prose;
}

/* Markup that is open goes on in another passage. */
static void
carry_spans (TriBible *self, TriBuilder *from, TriBuilder *to)
{
  for (guint i = self->open->len; i > 0; i--)
    {
      Open *open = &g_array_index (self->open, Open, i - 1);

      if (open->builder != from)
        continue;
      if (from->n_chars > open->start.offset)
        tri_builder_add_span (from,
                              tri_builder_get_range (from, open->start),
                              open->kind,
                              open->value);
      open->builder = to;
      open->start = tri_builder_get_place (to);
    }
}

/* A builder was emptied: what is open in it begins at its beginning. */
static void
restart_spans (TriBible *self, const TriBuilder *builder)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      Open *open = &g_array_index (self->open, Open, i);

      if (open->builder == builder)
        open->start = (TriPlace){ 0, 0 };
    }
}

/* Books and chapters begin with the first passage in them, so that none is empty. */
static gboolean
begin_divisions (TriBible *self)
{
  if (self->book->len > 0 && !self->has_book)
    {
      const TriDraftDivision book = { self->book->str,
                                      self->book_title->len > 0 ? self->book_title->str
                                                                : self->book->str };

      if (!check (self, tri_draft_begin_division (self->draft, &book, get_error (self))))
        return FALSE;
      self->has_book = TRUE;
    }
  if (self->chapter->len > 0 && !self->has_chapter)
    {
      const TriDraftDivision chapter = { self->chapter->str, self->chapter_number->str };

      if (!check (self, tri_draft_begin_division (self->draft, &chapter, get_error (self))))
        return FALSE;
      self->has_chapter = TRUE;
    }
  return TRUE;
}

static gboolean
push (TriBible *self, TriBuilder *builder)
{
  /* A heading in a verse goes before it, and the verse goes on. */
  if (!self->in_verse)
    self->n_bytes = self->n_parts = 0;
  if (tri_builder_is_empty (builder) && builder->notes->len == 0)
    {
      tri_builder_clear (builder);
      restart_spans (self, builder);
      return TRUE;
    }
  if (!begin_divisions (self))
    return FALSE;
  self->has_passages = TRUE;
  restart_spans (self, builder);
  return check (self, tri_builder_push (builder, self->draft, get_error (self)));
}

static gboolean
push_held (TriBible *self)
{
  for (guint i = 0; i < self->held->len; i++)
    if (!push (self, g_ptr_array_index (self->held, i)))
      return FALSE;
  g_ptr_array_set_size (self->held, 0);
  return TRUE;
}

/* A book that has no heading of its own gets one from what the contents call it. */
static void
hold_name (TriBible *self)
{
  TriBuilder *title = NULL;

  if (self->has_title || self->has_book || self->book_title->len == 0)
    return;
  title = tri_builder_new ();
  tri_builder_append (title, self->book_title->str, self->book_title->len);
  title->kind = TRI_PASSAGE_HEADING;
  title->level = 1;
  title->key = g_strconcat (self->book->str, ".title", NULL);
  g_ptr_array_insert (self->held, 0, title);
  self->has_title = TRUE;
}

/* Headings, and prose between verses. */
static gboolean
settle (TriBible *self)
{
  hold_name (self);
  if (!push_held (self))
    return FALSE;
  carry_spans (self, self->prose, self->prose);
  return push (self, self->prose);
}

void
tri_bible_begin_text (TriBible *self, const char *lang, const char *title)
{
  const TriDraftText text = { .lang = lang ? lang : "", .title = title };

  if (self->in_text)
    tri_bible_end_text (self);
  self->in_text = check (self, tri_draft_begin_text (self->draft, &text, get_error (self)));
}

void
tri_bible_end_text (TriBible *self)
{
  if (!self->in_text)
    return;
  tri_bible_end_book (self);
  self->in_text = FALSE;
  if (!*get_error (self))
    check (self, tri_draft_end_text (self->draft, get_error (self)));
}

gboolean
tri_bible_is_in_text (const TriBible *self)
{
  return self->in_text;
}

gboolean
tri_bible_has_passages (const TriBible *self)
{
  return self && self->has_passages;
}

static void
close_chapter (TriBible *self)
{
  if (self->has_chapter && !*get_error (self))
    check (self, tri_draft_end_division (self->draft, get_error (self)));
  self->has_chapter = FALSE;
  g_string_truncate (self->chapter, 0);
}

void
tri_bible_end_chapter (TriBible *self)
{
  tri_bible_end_verse (self);
  if (self->chapter->len > 0 && settle (self))
    close_chapter (self);
}

void
tri_bible_end_book (TriBible *self)
{
  tri_bible_end_chapter (self);
  if (!settle (self))
    return;
  if (self->has_book)
    check (self, tri_draft_end_division (self->draft, get_error (self)));
  self->has_book = FALSE;
  self->has_title = FALSE;
  g_string_truncate (self->book, 0);
  g_string_truncate (self->book_title, 0);
}

void
tri_bible_name_book (TriBible *self, const char *title)
{
  if (title && !self->has_book)
    g_string_assign (self->book_title, title);
}

void
tri_bible_begin_book (TriBible *self, const char *id, const char *title)
{
  tri_bible_end_book (self);
  g_string_assign (self->book, id);
  tri_bible_name_book (self, title);
}

const char *
tri_bible_get_book (const TriBible *self)
{
  return self->book->str;
}

void
tri_bible_begin_chapter (TriBible *self, const char *id, const char *number)
{
  const char *dot = strchr (id, '.');
  g_autofree char *book = dot ? g_strndup (id, (gsize) (dot - id)) : NULL;

  if (g_str_equal (self->chapter->str, id))
    return;
  if (book && !g_str_equal (book, self->book->str))
    tri_bible_begin_book (self, book, NULL);
  tri_bible_end_chapter (self);
  /* What stood before the chapter is none of it. */
  if (!settle (self))
    return;
  g_string_assign (self->chapter, id);
  g_string_assign (self->chapter_number, number);
  self->is_chapter_new = TRUE;
}

/* The book and the chapter that a verse says it is in, where nothing else did. */
static void
enter (TriBible *self, const char *id)
{
  const char *first = strchr (id, '.');
  const char *second = first ? strchr (first + 1, '.') : NULL;
  g_autofree char *chapter = NULL;

  if (!second)
    return;
  chapter = g_strndup (id, (gsize) (second - id));
  if (!g_str_equal (chapter, self->chapter->str))
    tri_bible_begin_chapter (self, chapter, strchr (chapter, '.') + 1);
}

void
tri_bible_begin_verse (TriBible *self, const char *ids, const char *number)
{
  g_auto (GStrv) each = g_strsplit_set (ids, " \t\r\n", -1);

  tri_bible_end_verse (self);
  g_string_truncate (self->ids, 0);
  for (guint i = 0; each[i]; i++)
    if (*each[i])
      tri_bible_append_id (self->ids, each[i]);
  if (self->ids->len == 0)
    return;
  g_strfreev (g_steal_pointer (&each));
  each = g_strsplit (self->ids->str, " ", -1);
  enter (self, each[0]);
  /* What is open in the prose goes on in the verse. */
  carry_spans (self, self->prose, self->verse);
  if (*get_error (self) || !settle (self))
    return;
  if (number && *number)
    g_string_assign (self->number, number);
  else
    tri_bible_append_number (self->number, each[0], each[g_strv_length (each) - 1]);
  self->in_verse = TRUE;
}

static void
add_ids (TriBible *self)
{
  g_auto (GStrv) ids = g_strsplit (self->ids->str, " ", -1);

  g_free (self->verse->key);
  self->verse->key = g_strdup (ids[0]);
  for (guint i = 1; ids[0] && ids[i]; i++)
    tri_builder_add_anchor (self->verse, ids[i], -1);
}

/* The first verse says where a chapter begins, which need not have a heading: "2:1". */
static void
add_marker (TriBible *self)
{
  g_autofree char *marker = NULL;

  if (self->number->len == 0 || tri_builder_is_empty (self->verse))
    return;
  if (self->is_chapter_new && self->chapter_number->len > 0)
    {
      g_string_prepend_c (self->number, ':');
      g_string_prepend (self->number, self->chapter_number->str);
    }
  self->is_chapter_new = FALSE;
  marker = tri_item_marker_dup_value (self->number->str);
  tri_builder_add_span (self->verse, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, marker);
}

void
tri_bible_end_verse (TriBible *self)
{
  if (!self->in_verse)
    return;
  tri_bible_end_note (self);
  tri_bible_end_title (self);
  self->in_verse = FALSE;
  carry_spans (self, self->verse, self->prose);
  self->verse->kind = TRI_PASSAGE_ITEM;
  self->verse->level = 1;
  add_ids (self);
  add_marker (self);
  if (!push (self, self->verse) || !push_held (self))
    return;
  if (self->sample > 0 && ++self->n_verses >= self->sample)
    {
      tri_bible_end_text (self);
      tri_xml_stop (self->xml);
    }
}

void
tri_bible_begin_verse_in (TriBible *self, const char *chapter, const char *number)
{
  g_autofree char *ids = tri_bible_dup_ids (chapter, number);

  tri_bible_begin_verse (self, ids, NULL);
}

static gboolean
check_size (TriBible *self)
{
  if (self->n_bytes <= MAX_BYTES && self->n_parts <= MAX_PARTS)
    return TRUE;
  tri_xml_fail (self->xml,
                TRI_ERROR_LIMIT,
                _ ("a verse is longer than %d MiB or has more than %d notes and marks; look for "
                   "where its end is missing"),
                MAX_BYTES / 1024 / 1024,
                MAX_PARTS);
  return FALSE;
}

void
tri_bible_append (TriBible *self, const char *text, gsize n_bytes)
{
  self->n_bytes += n_bytes;
  if (self->in_text && check_size (self))
    tri_builder_append (get_builder (self), text, n_bytes);
}

void
tri_bible_break_line (TriBible *self)
{
  TriBuilder *builder = get_builder (self);

  if (!tri_builder_is_empty (builder))
    tri_builder_break_line (builder);
}

void
tri_bible_break_paragraph (TriBible *self)
{
  if (self->in_verse || self->note || self->title)
    tri_bible_break_line (self);
  else
    settle (self);
}

void
tri_bible_open_span (TriBible *self, TriSpanKind kind, const char *value)
{
  TriBuilder *builder = get_builder (self);
  const Open open = { kind, g_strdup (value), builder, tri_builder_get_place (builder) };

  g_array_append_val (self->open, open);
}

void
tri_bible_close_span (TriBible *self)
{
  Open *open = NULL;

  if (self->open->len == 0)
    return;
  open = &g_array_index (self->open, Open, self->open->len - 1);
  self->n_parts++;
  if (open->builder->n_chars > open->start.offset && check_size (self))
    tri_builder_add_span (open->builder,
                          tri_builder_get_range (open->builder, open->start),
                          open->kind,
                          open->value);
  g_array_set_size (self->open, self->open->len - 1);
}

void
tri_bible_begin_note (TriBible *self)
{
  if (self->in_text && !self->note)
    self->note = tri_builder_new ();
}

gboolean
tri_bible_is_in_note (const TriBible *self)
{
  return self->note != NULL;
}

/* A note has a key as the import makes them: it does not correspond to the note of another text. */
void
tri_bible_end_note (TriBible *self)
{
  TriBuilder *note = g_steal_pointer (&self->note);
  TriBuilder *builder = get_builder (self);
  TriRange place = { 0, 0 };

  if (!note)
    return;
  carry_spans (self, note, builder);
  self->n_parts++;
  if (tri_builder_is_empty (note) || !check_size (self))
    {
      tri_builder_free (note);
      return;
    }
  note->kind = TRI_PASSAGE_NOTE;
  note->key = g_strdup_printf ("b.n%u-%08x", ++self->n_notes, g_str_hash (note->content->str));
  place.start = place.end = builder->n_chars;
  tri_builder_add_span (builder, place, TRI_SPAN_NOTE, note->key);
  tri_builder_take_note (builder, note);
}

void
tri_bible_begin_title (TriBible *self, guint level, gboolean is_main, const char *key)
{
  if (!self->in_text || self->title)
    return;
  tri_bible_end_note (self);
  if (!self->in_verse)
    {
      /* A heading goes behind the prose before it. */
      carry_spans (self, self->prose, self->prose);
      if (!tri_builder_is_empty (self->prose) && !settle (self))
        return;
    }
  self->title = tri_builder_new ();
  self->title->kind = TRI_PASSAGE_HEADING;
  self->title->level = level;
  self->title->key = g_strdup (key);
  self->is_main_title = is_main;
}

/* One before the words of a verse heads the verse. */
static gboolean
is_before_verse (TriBible *self)
{
  return self->in_verse && tri_builder_is_empty (self->verse) && self->verse->notes->len == 0;
}

void
tri_bible_end_title (TriBible *self)
{
  TriBuilder *title = g_steal_pointer (&self->title);

  if (!title)
    return;
  tri_bible_end_note (self);
  carry_spans (self, title, get_builder (self));
  if (tri_builder_is_empty (title))
    {
      tri_builder_free (title);
      return;
    }
  if (self->is_main_title && self->book_title->len == 0)
    tri_bible_name_book (self, title->content->str);
  self->has_title = self->has_title || self->is_main_title;
  g_ptr_array_add (self->held, title);
  if (is_before_verse (self) || self->held->len >= MAX_HELD)
    push_held (self);
}
