/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-keys.h"
#include "formats/tri-tei-pointer.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  FIELD_NONE,
  FIELD_NAME,
  FIELD_DESCRIPTION,
  FIELD_IDENTIFIER,
  FIELD_BIRTH,
  FIELD_DEATH,
  FIELD_DATE,
};

/* One entity that is open; places may lie in places. */
typedef struct
{
  TriEntity *entity;
  guint depth;
  char *birth;
  char *death;
  char *date;
  gboolean is_described; /* by notes that say that they are descriptions */
  char level;            /* of the title that names a book: 'a', 'm', … or 0 */
  GString *whole;        /* of a book: all that is said of it */
  gboolean says_more;    /* than what an entity has a place for */
} Entry;

struct _TriTeiRegister
{
  GArray *entries;
  GString *text;
  gboolean has_words; /* of a name: outside of its parts */
  gssize forename;    /* where the forename begins behind a surname, or -1 */
  gboolean surname_first;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->entity);
  g_free (entry->birth);
  g_free (entry->death);
  g_free (entry->date);
  if (entry->whole)
    g_string_free (entry->whole, TRUE);
}

TriTeiRegister *
tri_tei_register_new (void)
{
  TriTeiRegister *reg = g_new0 (TriTeiRegister, 1);

  reg->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (reg->entries, clear_entry);
  reg->text = g_string_new (NULL);
  return reg;
}

void
tri_tei_register_free (TriTeiRegister *reg)
{
  g_array_unref (reg->entries);
  g_string_free (reg->text, TRUE);
  g_free (reg);
}

static Entry *
get_entry (TriTeiRegister *reg)
{
  g_assert (reg->entries->len > 0);
  return &g_array_index (reg->entries, Entry, reg->entries->len - 1);
}

static gboolean
is_address (const char *pointer)
{
  return g_str_has_prefix (pointer, "http://") || g_str_has_prefix (pointer, "https://");
}

/* Where else an entity is: what texts may point at. */
static void
add_addresses (TriEntity *entity, const char *pointers)
{
  g_auto (GStrv) parts = pointers ? tri_tei_pointers_split (pointers) : NULL;

  for (guint i = 0; parts && parts[i]; i++)
    if (is_address (parts[i]))
      tri_entity_add_identifier (entity, "URI", parts[i]);
}

static void
start_entity (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  Entry entry = { .entity = tri_entity_new (), .depth = self->depth };

  frame->mode = TRI_TEI_MODE_REGISTER;
  frame->field = FIELD_NONE;
  entry.entity->key = tri_tei_key_from_id (frame->id);
  entry.entity->type = (TriEntityType) tag->element->arg;
  entry.date = tri_tei_dup_edtf (tag);
  if (entry.entity->type == TRI_ENTITY_WORK)
    entry.whole = g_string_new (NULL);
  add_addresses (entry.entity, tri_tei_get (tag, "sameAs"));
  add_addresses (entry.entity, tri_tei_get (tag, "ref"));
  g_array_append_val (self->reg->entries, entry);
}

static gboolean
is_name (TriEntityType type, const char *name)
{
  static const char *const names[TRI_N_ENTITY_TYPES][6] = {
    { "persName", "name", NULL },
    { "placeName", "geogName", "name", NULL },
    { "orgName", "name", NULL },
    { "title", "objectName", "name", NULL },
    { "label", "eventName", "head", "name", NULL },
  };

  return g_strv_contains (names[type], name);
}

static void
set_date (char **date, const TriTeiTag *tag)
{
  if (!*date)
    *date = tri_tei_dup_edtf (tag);
}

static guint
start_dated (Entry *entry, const TriTeiTag *tag)
{
  if (strcmp (tag->name, "birth") == 0)
    {
      set_date (&entry->birth, tag);
      return FIELD_BIRTH;
    }
  if (strcmp (tag->name, "death") == 0)
    {
      set_date (&entry->death, tag);
      return FIELD_DEATH;
    }
  if (strcmp (tag->name, "date") == 0 || strcmp (tag->name, "floruit") == 0)
    set_date (&entry->date, tag);
  return FIELD_NONE;
}

/* Notes that name another type (a source, say) do not describe. */
static guint
start_note (Entry *entry, const TriTeiTag *tag)
{
  const char *type = tri_tei_get (tag, "type");
  gboolean says_so = type && g_str_has_prefix (type, "desc");

  if (type && !says_so && strcmp (tag->name, "note") == 0)
    return FIELD_NONE;
  if (says_so && !entry->is_described)
    {
      entry->is_described = TRUE;
      g_array_set_size (entry->entity->descriptions, 0);
    }
  return says_so || !entry->is_described ? FIELD_DESCRIPTION : FIELD_NONE;
}

/* Whether a title is that of what the entry is about, and not that of the journal or the series
 * that it is in. */
static gboolean
is_own_title (TriTeiReader *self, Entry *entry, const TriTeiTag *tag)
{
  const char *said = tri_tei_get (tag, "level");
  const char *outer = tri_tei_parent (self)->name;
  char level = said ? *said : 0;

  if (!level && strcmp (outer, "analytic") == 0)
    level = 'a';
  else if (!level && strcmp (outer, "monogr") == 0)
    level = 'm';
  if (entry->entity->names->len == 0)
    entry->level = level;
  return !level || !entry->level || level == entry->level;
}

static guint
find_field (TriTeiReader *self, const TriTeiTag *tag)
{
  Entry *entry = get_entry (self->reg);

  if (is_name (entry->entity->type, tag->name))
    return is_own_title (self, entry, tag) ? FIELD_NAME : FIELD_NONE;
  if (strcmp (tag->name, "note") == 0 || strcmp (tag->name, "desc") == 0)
    return start_note (entry, tag);
  if (strcmp (tag->name, "idno") == 0)
    return FIELD_IDENTIFIER;
  return start_dated (entry, tag);
}

/* The parts of a name are parted by spaces even where the file has none. */
static void
start_part (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiRegister *reg = self->reg;
  TriTeiFrame *frame = tri_tei_top (self);

  if (frame->field == FIELD_BIRTH)
    set_date (&get_entry (reg)->birth, tag);
  else if (frame->field == FIELD_DEATH)
    set_date (&get_entry (reg)->death, tag);
  else if (frame->field == FIELD_NAME)
    {
      if (strcmp (tag->name, "surname") == 0 && reg->forename < 0)
        reg->surname_first = TRUE;
      else if (strcmp (tag->name, "forename") == 0 && reg->forename < 0)
        reg->forename = (gssize) reg->text->len;
      g_string_append_c (reg->text, ' ');
    }
}

static gboolean
is_entity_field (TriTeiReader *self)
{
  const TriTeiFrame *outer = tri_tei_parent (self);

  return outer->field == FIELD_NONE

         && (outer->element->role == TRI_TEI_ENTITY
             || (outer->element->role == TRI_TEI_PLAIN && outer->element->arg));
}

static void
start_in_entity (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiRegister *reg = self->reg;

  if (get_entry (reg)->whole)
    g_string_append_c (get_entry (reg)->whole, ' ');
  if (frame->field != FIELD_NONE)
    start_part (self, tag);
  else if (tag->element->role == TRI_TEI_ENTITIES || tag->element->role == TRI_TEI_LINK_GROUP)
    {
      frame->mode = TRI_TEI_MODE_STANDOFF;
      tri_tei_link_group (self, tag);
      self->links_count = FALSE;
    }
  else if (tag->element->role == TRI_TEI_ENTITY
           && frame->id
           && tri_tei_parent (self)->element == tag->element)
    start_entity (self, tag);
  else if (is_entity_field (self))
    {
      if (is_name (get_entry (reg)->entity->type, tag->name))
        add_addresses (get_entry (reg)->entity, tri_tei_get (tag, "ref"));
      frame->field = find_field (self, tag);
      frame->begun = frame->field != FIELD_NONE;
      frame->value = g_strdup (tri_tei_get (tag, "type"));
      g_string_truncate (reg->text, 0);
      reg->has_words = FALSE;
      reg->surname_first = FALSE;
      reg->forename = -1;
    }
}

static gboolean
is_in_text (TriTeiReader *self)
{
  guint at = self->depth;

  while (at > 0 && self->frames[at].element->role != TRI_TEI_TEXT)
    at--;
  return at > 0;
}

static void
start_in_list (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  switch (tag->element->role)
    {
    case TRI_TEI_LINK_GROUP:
      tri_tei_link_group (self, tag);
      break;
    case TRI_TEI_LINK:
      if (self->reg->entries->len > 0)
        add_addresses (get_entry (self->reg)->entity, tri_tei_get (tag, "target"));
      else
        tri_tei_link (self, tag);
      break;
    case TRI_TEI_REF:
      if (tri_tei_parent (self)->element->role == TRI_TEI_LINK_GROUP
          && strcmp (tag->name, "ptr") == 0)
        tri_tei_link (self, tag);
      break;
    case TRI_TEI_ENTITY:
      if (frame->id)
        {
          tri_tei_parent (self)->begun = TRUE;
          start_entity (self, tag);
        }
      /* Nothing can point at it: it is there to be read, as a bibliography is. */
      else if (is_in_text (self)
               && (!tri_tei_parent (self)->begun || tag->element->arg == TRI_ENTITY_WORK))
        tri_tei_text_start_entry (self, tag);
      break;
    case TRI_TEI_CONTAINER: /* a manuscript */
      if (is_in_text (self))
        tri_tei_text_start (self, tag);
      break;
    case TRI_TEI_NOTE:
      if (tri_tei_texts_resume (self) || tri_tei_texts_may_wait (self))
        tri_tei_text_start (self, tag);
      break;
    default:
      break;
    }
}

void
tri_tei_register_start (TriTeiReader *self, const TriTeiTag *tag)
{
  if (tri_tei_top (self)->mode == TRI_TEI_MODE_REGISTER)
    start_in_entity (self, tag);
  else
    start_in_list (self, tag);
}

static void
note_words (Entry *entry, const TriTeiFrame *frame, const char *text, gsize n_bytes)
{
  if (!entry->whole || entry->whole->len + n_bytes > TRI_TEI_MAX_FIELD)
    return;
  g_string_append_len (entry->whole, text, (gssize) n_bytes);
  if (frame->field == FIELD_NONE && strcmp (frame->name, "date") != 0)
    for (gsize i = 0; i < n_bytes && !entry->says_more; i++)
      entry->says_more = g_ascii_isalnum (text[i]) || (guchar) text[i] >= 0x80;
}

void
tri_tei_register_chars (TriTeiReader *self, const char *text, gsize n_bytes)
{
  TriTeiRegister *reg = self->reg;
  const TriTeiFrame *frame = tri_tei_top (self);

  note_words (get_entry (reg), frame, text, n_bytes);
  if (frame->field == FIELD_NONE)
    return;
  for (gsize i = 0; frame->begun && i < n_bytes; i++)
    reg->has_words = reg->has_words || !g_ascii_isspace (text[i]);
  g_string_append_len (reg->text, text, (gssize) n_bytes);
  if (reg->text->len > TRI_TEI_MAX_FIELD)
    tri_tei_fail (self,
                  TRI_ERROR_LIMIT,
                  _ ("a name or a description is longer than %d KiB; look for an "
                     "end tag that is missing, or shorten it"),
                  TRI_TEI_MAX_FIELD / 1024);
}

static char *
dup_name (const TriTeiRegister *reg)
{
  g_autofree char *turned = NULL;

  if (!reg->surname_first || reg->forename < 0 || reg->has_words)
    return tri_tei_dup_collapsed (reg->text->str);
  turned = g_strdup_printf ("%s %.*s",
                            reg->text->str + reg->forename,
                            (int) reg->forename,
                            reg->text->str);
  return tri_tei_dup_collapsed (turned);
}

static gboolean
has_name_in (TriEntity *entity, const char *lang)
{
  for (guint i = 0; i < entity->names->len; i++)
    if (strcmp (g_array_index (entity->names, TriName, i).lang, lang) == 0)
      return TRUE;
  return FALSE;
}

/* What a name is by its @type; without one the first of a language is the official one. */
static TriNameKind
get_name_kind (TriEntity *entity, const char *type, const char *lang)
{
  static const struct
  {
    const char *word;
    TriNameKind kind;
  } words[] = {
    { "official", TRI_NAME_OFFICIAL },
    { "main", TRI_NAME_OFFICIAL },
    { "full", TRI_NAME_OFFICIAL },
    { "pref", TRI_NAME_OFFICIAL },
    { "birth", TRI_NAME_BIRTH },
    { "born", TRI_NAME_BIRTH },
    { "maiden", TRI_NAME_BIRTH },
    { "pseudo", TRI_NAME_PSEUDONYM },
    { "pen", TRI_NAME_PSEUDONYM },
    { "alias", TRI_NAME_PSEUDONYM },
    { "nick", TRI_NAME_PSEUDONYM },
    { "guerre", TRI_NAME_PSEUDONYM },
    { "short", TRI_NAME_SHORT },
    { "abbr", TRI_NAME_SHORT },
    { "acronym", TRI_NAME_SHORT },
    { "trans", TRI_NAME_TRANSLITERATION },
  };

  for (guint i = 0; type && i < G_N_ELEMENTS (words); i++)
    if (strstr (type, words[i].word))
      return words[i].kind;
  return has_name_in (entity, lang) ? TRI_NAME_TRANSLITERATION : TRI_NAME_OFFICIAL;
}

static gboolean
has_description_in (TriEntity *entity, const char *lang)
{
  for (guint i = 0; i < entity->descriptions->len; i++)
    if (strcmp (g_array_index (entity->descriptions, TriDescription, i).lang, lang) == 0)
      return TRUE;
  return FALSE;
}

static void
end_field (TriTeiReader *self, const TriTeiFrame *frame)
{
  TriEntity *entity = get_entry (self->reg)->entity;
  g_autofree char *text = dup_name (self->reg);

  if (!*text)
    return;
  if (frame->field == FIELD_NAME)
    tri_entity_add_name (entity,
                         frame->lang,
                         text,
                         get_name_kind (entity, frame->value, frame->lang));
  else if (frame->field == FIELD_DESCRIPTION && !has_description_in (entity, frame->lang))
    tri_entity_add_description (entity, frame->lang, text);
  else if (frame->field == FIELD_IDENTIFIER)
    tri_entity_add_identifier (entity, frame->value ? frame->value : "", text);
}

static void
end_entity (TriTeiReader *self)
{
  Entry *entry = get_entry (self->reg);
  TriEntity *entity = entry->entity;

  entity->dates = entry->birth || entry->death ? tri_tei_life_to_edtf (entry->birth, entry->death)
                                               : g_steal_pointer (&entry->date);
  if (entry->says_more && entity->descriptions->len == 0)
    {
      g_autofree char *whole = tri_tei_dup_collapsed (entry->whole->str);

      tri_entity_add_description (entity, tri_tei_top (self)->lang, whole);
    }
  if (entity->names->len == 0)
    tri_entity_add_name (entity, "", entity->key, TRI_NAME_OFFICIAL);
  tri_tei_check (self, tri_draft_add_entity (self->draft, entity, &self->error));
  g_array_set_size (self->reg->entries, self->reg->entries->len - 1);
}

void
tri_tei_register_end (TriTeiReader *self)
{
  const TriTeiFrame *frame = tri_tei_top (self);

  if (frame->mode != TRI_TEI_MODE_REGISTER)
    return;
  if (frame->begun)
    end_field (self, frame);
  else if (get_entry (self->reg)->depth == self->depth)
    end_entity (self);
}
