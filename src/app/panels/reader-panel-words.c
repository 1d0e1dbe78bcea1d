/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-panel-words.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * reader_panel_words_get_language:
 *
 * Returns: (transfer none): the language of the interface, BCP 47 without a region: names and
 * descriptions are shown in it
 */
const char *
reader_panel_words_get_language (void)
{
  static char language[9] = "";

  if (language[0] == '\0')
    {
      const char *name = g_get_language_names ()[0];
      gsize n = strcspn (name, "_.@-");

      if (n < 2 || n > 8)
        name = "en", n = 2;
      memcpy (language, name, n);
      language[n] = '\0';
    }
  return language;
}

/**
 * reader_panel_words_for_type:
 *
 * Returns: (transfer none): the word for one entity of the type
 */
const char *
reader_panel_words_for_type (TriEntityType type)
{
  switch (type)
    {
    case TRI_ENTITY_PERSON:
      return _ ("Person");
    case TRI_ENTITY_PLACE:
      return _ ("Place");
    case TRI_ENTITY_ORGANISATION:
      return _ ("Organisation");
    case TRI_ENTITY_WORK:
      return C_ ("a book, a periodical, a picture", "Work");
    case TRI_ENTITY_EVENT:
      return _ ("Event");
    default:
      return "";
    }
}

/* The word for all entities of the type. */
static const char *
get_words_for_types (TriEntityType type)
{
  switch (type)
    {
    case TRI_ENTITY_PERSON:
      return _ ("People");
    case TRI_ENTITY_PLACE:
      return _ ("Places");
    case TRI_ENTITY_ORGANISATION:
      return _ ("Organisations");
    case TRI_ENTITY_WORK:
      return C_ ("books, periodicals, pictures", "Works");
    case TRI_ENTITY_EVENT:
      return _ ("Events");
    default:
      return "";
    }
}

/**
 * reader_panel_words_get_type_icon:
 *
 * Returns: (transfer none): the name of the icon for the type
 */
const char *
reader_panel_words_get_type_icon (TriEntityType type)
{
  static const char *const icons[TRI_N_ENTITY_TYPES] = {
    "triptych-person-symbolic",
    "triptych-place-symbolic",
    "triptych-organisation-symbolic",
    "triptych-work-symbolic",
    "triptych-event-symbolic",
  };

  return (guint) type < TRI_N_ENTITY_TYPES ? icons[type] : NULL;
}

/**
 * reader_panel_words_for_kind:
 * @kind: a #TriEntityType or %READER_KIND_DATE
 *
 * Returns: (transfer none): the word for all that is listed of the kind
 */
const char *
reader_panel_words_for_kind (int kind)
{
  return kind == READER_KIND_DATE ? _ ("Dates")
                                  : get_words_for_types ((TriEntityType) kind);
}

/**
 * reader_panel_words_get_kind_icon:
 * @kind: a #TriEntityType or %READER_KIND_DATE
 *
 * Returns: (transfer none): the name of its icon
 */
const char *
reader_panel_words_get_kind_icon (int kind)
{
  return kind == READER_KIND_DATE ? "triptych-date-symbolic"
                                  : reader_panel_words_get_type_icon ((TriEntityType) kind);
}

/**
 * reader_panel_words_for_name_kind:
 *
 * Returns: (transfer none) (nullable): what is said before names of the kind, %NULL for official
 * ones
 */
const char *
reader_panel_words_for_name_kind (TriNameKind kind)
{
  switch (kind)
    {
    case TRI_NAME_BIRTH:
      return _ ("birth name");
    case TRI_NAME_PSEUDONYM:
      return _ ("pseudonym");
    case TRI_NAME_TRANSLITERATION:
      return _ ("also written");
    case TRI_NAME_SHORT:
      return _ ("in short");
    case TRI_NAME_OFFICIAL:
    default:
      return NULL;
    }
}

static const struct
{
  const char *word;
  const char *words;
  const char *icon;
} marks[TRI_N_MARK_KINDS] = {
  { NC_ ("mark", "Bookmark"), N_ ("Bookmarks"), "triptych-bookmark-symbolic" },
  { NC_ ("mark", "Highlight"), N_ ("Highlights"), "triptych-highlight-symbolic" },
  { NC_ ("mark", "Note"), N_ ("Notes"), "triptych-note-symbolic" },
  { NC_ ("mark", "Portal"), N_ ("Portals"), "triptych-portal-symbolic" },
  { NC_ ("mark", "Read later"), N_ ("Read later"), "triptych-later-symbolic" },
};

/**
 * reader_panel_words_for_mark:
 *
 * Returns: (transfer none): the word for one mark of the kind
 */
const char *
reader_panel_words_for_mark (TriMarkKind kind)
{
  return (guint) kind < TRI_N_MARK_KINDS ? g_dpgettext2 (NULL, "mark", marks[kind].word) : "";
}

/**
 * reader_panel_words_for_marks:
 *
 * Returns: (transfer none): the word for all marks of the kind
 */
const char *
reader_panel_words_for_marks (TriMarkKind kind)
{
  return (guint) kind < TRI_N_MARK_KINDS ? _ (marks[kind].words) : "";
}

const char *
reader_panel_words_get_mark_icon (TriMarkKind kind)
{
  return (guint) kind < TRI_N_MARK_KINDS ? marks[kind].icon : NULL;
}

/**
 * reader_panel_words_for_mark_style:
 *
 * Returns: (transfer none): the word for how highlighted words are shown
 */
const char *
reader_panel_words_for_mark_style (TriMarkStyle style)
{
  static const char *const words[TRI_N_MARK_STYLES] = {
    N_ ("Filled"),
    N_ ("Underlined"),
    N_ ("Wavy line"),
    N_ ("Struck through"),
  };

  return (guint) style < TRI_N_MARK_STYLES ? _ (words[style]) : "";
}

static const struct
{
  const char *nick;
  const char *word;
} colours[READER_N_COLOURS] = {
  { "yellow", N_ ("Yellow") },
  { "orange", N_ ("Orange") },
  { "pink", N_ ("Pink") },
  { "purple", N_ ("Purple") },
  { "blue", N_ ("Blue") },
  { "green", N_ ("Green") },
};

/**
 * reader_panel_words_get_colour:
 * @i: less than %READER_N_COLOURS
 *
 * Returns: (transfer none): the colour as a bookmark keeps it
 */
const char *
reader_panel_words_get_colour (guint i)
{
  g_return_val_if_fail (i < READER_N_COLOURS, NULL);

  return colours[i].nick;
}

/**
 * reader_panel_words_for_colour:
 * @colour: (nullable): as a bookmark keeps it
 *
 * Returns: (transfer none): its name in the interface's language, for "" and unknown ones "No
 * colour"
 */
const char *
reader_panel_words_for_colour (const char *colour)
{
  for (guint i = 0; colour && i < READER_N_COLOURS; i++)
    if (g_str_equal (colours[i].nick, colour))
      return _ (colours[i].word);
  return _ ("No colour");
}

/**
 * reader_panel_words_dup_mentions:
 *
 * Returns: (transfer full): how many mentions there are, in words
 */
char *
reader_panel_words_dup_mentions (guint n)
{
  return g_strdup_printf (ngettext ("%u mention", "%u mentions", n), n);
}

/**
 * reader_panel_words_dup_line:
 *
 * Returns: (transfer full): @text in one line: every run of white space is one space
 */
char *
reader_panel_words_dup_line (const char *text)
{
  g_autoptr (GString) line = g_string_sized_new (strlen (text));
  gboolean space = FALSE;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (g_ascii_isspace (*at))
      space = line->len > 0;
    else
      {
        if (space)
          g_string_append_c (line, ' ');
        space = FALSE;
        g_string_append_len (line, at, g_utf8_next_char (at) - at);
      }
  return g_string_free (g_steal_pointer (&line), FALSE);
}
