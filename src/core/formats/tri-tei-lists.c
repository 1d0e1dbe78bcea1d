/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-lists.h"

#include "formats/tri-tei-markup.h"

typedef struct
{
  const char *list;
  const char *element;
  const char *name;
  const char *mention;
} Elements;

static const Elements elements[TRI_N_ENTITY_TYPES] = {
  [TRI_ENTITY_PERSON] = { "listPerson", "person", "persName", "persName" },
  [TRI_ENTITY_PLACE] = { "listPlace", "place", "placeName", "placeName" },
  [TRI_ENTITY_ORGANISATION] = { "listOrg", "org", "orgName", "orgName" },
  [TRI_ENTITY_WORK] = { "listBibl", "bibl", "title", "rs" },
  [TRI_ENTITY_EVENT] = { "listEvent", "event", "label", "name" },
};

/**
 * tri_tei_get_name_element:
 *
 * Returns: (transfer none): the element round a mention; a name or rs needs its @type
 */
const char *
tri_tei_get_name_element (TriEntityType type)
{
  return elements[type].mention;
}

static gboolean
is_calendar_date (const char *date)
{
  return g_regex_match_simple ("^-?[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$", date, 0, 0);
}

static void
append_end (GString *out, const char *name, const char *date)
{
  if (is_calendar_date (date))
    g_string_append_printf (out, " %s=\"%s\"", name, date);
}

/* Takes the mark of an approximate date off both ends when every end that is not open has it. */
static gboolean
take_marks (char *first, char *last)
{
  gboolean has_first = g_str_has_suffix (first, "~");
  gboolean has_last = g_str_has_suffix (last, "~");

  if (!(has_first || has_last) || (!has_first && is_calendar_date (first))
      || (!has_last && is_calendar_date (last)))
    return FALSE;
  if (has_first)
    first[strlen (first) - 1] = '\0';
  if (has_last)
    last[strlen (last) - 1] = '\0';
  return TRUE;
}

static gboolean
append_pair (GString *out,
             const char *edtf,
             const char *separator,
             const char *no_end,
             const char *first_name,
             const char *last_name)
{
  g_auto (GStrv) ends = g_strsplit (edtf, separator, 2);
  gboolean approximate = FALSE;
  gboolean is_open = FALSE;

  if (!ends[0] || !ends[1])
    return FALSE;
  if (*separator == '/')
    approximate = take_marks (ends[0], ends[1]);
  is_open = g_str_equal (ends[0], no_end);
  if (!(is_open || is_calendar_date (ends[0]))
      || !(is_calendar_date (ends[1]) || (!is_open && g_str_equal (ends[1], no_end))))
    return FALSE;
  append_end (out, first_name, ends[0]);
  append_end (out, last_name, ends[1]);
  if (approximate)
    g_string_append (out, " cert=\"low\"");
  return TRUE;
}

static gboolean
append_single (GString *out, const char *edtf)
{
  gboolean approximate = g_str_has_suffix (edtf, "~");
  g_autofree char *date = g_strndup (edtf, strlen (edtf) - (approximate ? 1 : 0));

  if (!is_calendar_date (date))
    return FALSE;
  g_string_append_printf (out, " when=\"%s\"%s", date, approximate ? " cert=\"low\"" : "");
  return TRUE;
}

static gboolean
append_set (GString *out, const char *edtf)
{
  gsize length = strlen (edtf);
  g_autofree char *inner = NULL;

  if (length < 3 || edtf[0] != '[' || edtf[length - 1] != ']')
    return FALSE;
  inner = g_strndup (edtf + 1, length - 2);
  return append_pair (out, inner, "..", "", "notBefore", "notAfter");
}

/**
 * tri_tei_append_date_attributes:
 * @edtf: a date, an interval or a set
 *
 * Appends the attributes of att.datable that say the same; what they cannot say goes to when-custom
 * as it is.
 */
void
tri_tei_append_date_attributes (GString *out, const char *edtf)
{
  if (append_single (out, edtf) || append_set (out, edtf)
      || append_pair (out, edtf, "/", "..", "from", "to"))
    return;
  tri_tei_append_attribute (out, "when-custom", edtf);
  g_string_append (out, " datingMethod=\"#edtf\"");
}

static void
append_text (GString *out,
             const char *element,
             const char *lang,
             const char *attributes,
             const char *text)
{
  g_string_append_printf (out, "<%s", element);
  if (*lang)
    tri_tei_append_attribute (out, "xml:lang", lang);
  g_string_append_printf (out, "%s>", attributes);
  tri_tei_append_escaped (out, text, -1);
  g_string_append_printf (out, "</%s>\n", element);
}

static void
append_names (GString *out, TriEntity *entity)
{
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);
      g_autofree char *kind = g_strdup_printf (" type=\"%s\"", tri_name_kind_to_nick (name->kind));

      append_text (out, elements[entity->type].name, name->lang, kind, name->name);
    }
}

static void
append_life_date (GString *out, const char *element, const char *edtf)
{
  if (g_str_equal (edtf, ".."))
    return;
  g_string_append_printf (out, "<%s", element);
  tri_tei_append_date_attributes (out, edtf);
  g_string_append (out, "/>\n");
}

static gboolean
is_life_date (const char *edtf)
{
  g_autoptr (GString) ignored = g_string_new (NULL);

  return g_str_equal (edtf, "..") || append_single (ignored, edtf);
}

static gboolean
is_life (char **ends)
{
  return ends[0]
         && ends[1]
         && is_life_date (ends[0])
         && is_life_date (ends[1])
         && !(g_str_equal (ends[0], "..") && g_str_equal (ends[1], ".."));
}

static void
append_dates (GString *out, TriEntity *entity)
{
  g_auto (GStrv) life = g_strsplit (entity->dates, "/", 2);

  if (entity->type == TRI_ENTITY_PERSON && is_life (life))
    {
      append_life_date (out, "birth", life[0]);
      append_life_date (out, "death", life[1]);
    }
  else if (entity->type == TRI_ENTITY_PERSON)
    append_life_date (out, "floruit", entity->dates);
  else if (entity->type == TRI_ENTITY_WORK)
    append_life_date (out, "date", entity->dates);
}

static void
append_rest (GString *out, TriEntity *entity)
{
  if (entity->dates)
    append_dates (out, entity);
  for (guint i = 0; i < entity->identifiers->len; i++)
    {
      const TriIdentifier *identifier = &g_array_index (entity->identifiers, TriIdentifier, i);

      g_string_append (out, "<idno");
      if (*identifier->scheme)
        tri_tei_append_attribute (out, "type", identifier->scheme);
      g_string_append_c (out, '>');
      tri_tei_append_escaped (out, identifier->value, -1);
      g_string_append (out, "</idno>\n");
    }
  for (guint i = 0; i < entity->descriptions->len; i++)
    {
      const TriDescription *description = &g_array_index (entity->descriptions, TriDescription, i);

      append_text (out, "note", description->lang, " type=\"description\"", description->text);
    }
}

static gboolean
is_datable (TriEntityType type)
{
  return type != TRI_ENTITY_PERSON && type != TRI_ENTITY_WORK;
}

/**
 * tri_tei_get_list_element:
 *
 * Returns: (transfer none): the element round the entities of a type
 */
const char *
tri_tei_get_list_element (TriEntityType type)
{
  return elements[type].list;
}

/**
 * tri_tei_append_entity:
 * @id: its xml:id
 *
 * Appends one entity, which has to stand in the list of its type.
 */
void
tri_tei_append_entity (GString *out, TriEntity *entity, const char *id)
{
  const char *element = elements[entity->type].element;

  g_string_append_printf (out, "<%s xml:id=\"%s\"", element, id);
  if (entity->dates && is_datable (entity->type))
    tri_tei_append_date_attributes (out, entity->dates);
  g_string_append (out, ">\n");
  append_names (out, entity);
  append_rest (out, entity);
  g_string_append_printf (out, "</%s>\n", element);
}

/**
 * tri_tei_append_entities:
 * @entities: (element-type TriEntity)
 *
 * Appends the entities in their order, those of one type that follow each other in one list.
 */
void
tri_tei_append_entities (GString *out, GPtrArray *entities, TriTeiIds *ids)
{
  for (guint i = 0; i < entities->len; i++)
    {
      TriEntity *entity = g_ptr_array_index (entities, i);
      TriEntity *before = i > 0 ? g_ptr_array_index (entities, i - 1) : NULL;
      TriEntity *behind = i + 1 < entities->len ? g_ptr_array_index (entities, i + 1) : NULL;
      const char *list = elements[entity->type].list;

      if (!before || before->type != entity->type)
        g_string_append_printf (out, "<%s>\n", list);
      tri_tei_append_entity (out, entity, tri_tei_ids_get_entity (ids, entity->id));
      if (!behind || behind->type != entity->type)
        g_string_append_printf (out, "</%s>\n", list);
    }
}
