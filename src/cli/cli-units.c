/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-units.h"

#include "align/tri-sentences.h"
#include "formats/tri-detect.h"
#include "formats/tri-format.h"
#include "formats/tri-plain-load.h"
#include "tri-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define CLI_TYPE_UNITS_DRAFT (cli_units_draft_get_type ())
G_DECLARE_FINAL_TYPE (CliUnitsDraft, cli_units_draft, CLI, UNITS_DRAFT, GObject)

/* Takes the units out of what a format reader pushes; the rest of it falls through. */
struct _CliUnitsDraft
{
  GObject parent_instance;
  CliUnits *units;
  CliUnit unit;
  const char *lang;   /* told by the caller, or NULL */
  GPtrArray *waiting; /* passages whose language is not known yet */
  GArray *waiting_parts;
  GArray *ranges;
  GString *beginning;
  guint n_texts;
  guint n_divisions;
  guint n_passages;
};

static void cli_units_draft_iface_init (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CliUnitsDraft,
                               cli_units_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT, cli_units_draft_iface_init))

static void
add_unit (CliUnitsDraft *self, char *unit, guint part)
{
  g_ptr_array_add (self->units->units, unit);
  g_array_append_val (self->units->parts, part);
  if (self->unit == CLI_UNIT_SENTENCE)
    g_array_append_val (self->units->groups, self->n_passages);
}

static void
add_content (CliUnitsDraft *self, const char *content, const GArray *ranges, guint part)
{
  if (self->unit == CLI_UNIT_PASSAGE)
    {
      add_unit (self, g_strdup (content), part);
      return;
    }
  for (guint i = 0; i < ranges->len; i++)
    {
      TriRange range = g_array_index (ranges, TriRange, i);

      add_unit (self, g_utf8_substring (content, range.start, range.end), part);
    }
  self->n_passages++;
}

/* Splits what waited for its language. */
static void
add_waiting (CliUnitsDraft *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const char *content = g_ptr_array_index (self->waiting, i);

      tri_sentences_split (content, self->units->lang, self->ranges);
      add_content (self, content, self->ranges, g_array_index (self->waiting_parts, guint, i));
    }
  g_ptr_array_set_size (self->waiting, 0);
  g_array_set_size (self->waiting_parts, 0);
}

static void
set_lang (CliUnitsDraft *self)
{
  CliUnits *units = self->units;

  if (!units->lang)
    units->lang = g_strdup (tri_detect_language (self->beginning->str, self->beginning->len));
  add_waiting (self);
}

static void
set_work (TriDraft *draft, const char *title, const char *kind)
{
}

static gboolean
begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  CliUnitsDraft *self = CLI_UNITS_DRAFT (draft);

  if (self->n_texts++)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_UNSUPPORTED,
                   _ ("%s: there is more than one text in this file. Give each a file of its own."),
                   self->units->path);
      return FALSE;
    }
  if (self->lang || *text->lang)
    self->units->lang = g_strdup (self->lang ? self->lang : text->lang);
  return TRUE;
}

static gboolean
end_text (TriDraft *draft, GError **error)
{
  set_lang (CLI_UNITS_DRAFT (draft));
  return TRUE;
}

static gboolean
begin_division (TriDraft *draft, const TriDraftDivision *division, GError **error)
{
  CLI_UNITS_DRAFT (draft)->n_divisions++;
  return TRUE;
}

/* What stands behind a division is in another part than what stands in it. */
static gboolean
end_division (TriDraft *draft, GError **error)
{
  CLI_UNITS_DRAFT (draft)->n_divisions++;
  return TRUE;
}

static void
add_given_sentences (CliUnitsDraft *self, const TriDraftPassage *passage)
{
  g_array_set_size (self->ranges, 0);
  g_array_append_vals (self->ranges, passage->sentences, passage->n_sentences);
  add_content (self, passage->content, self->ranges, self->n_divisions);
}

static gboolean
add_passage (TriDraft *draft, const TriDraftPassage *passage, GError **error)
{
  CliUnitsDraft *self = CLI_UNITS_DRAFT (draft);

  if (!*passage->content)
    return TRUE;
  if (passage->kind == TRI_PASSAGE_PARAGRAPH && self->beginning->len < TRI_DETECT_MAX_BYTES)
    g_string_append_printf (self->beginning, "%s\n", passage->content);
  if (self->beginning->len >= TRI_DETECT_MAX_BYTES && !self->units->lang)
    set_lang (self);
  if (passage->sentences)
    {
      set_lang (self);
      add_given_sentences (self, passage);
      return TRUE;
    }
  g_ptr_array_add (self->waiting, g_strdup (passage->content));
  g_array_append_val (self->waiting_parts, self->n_divisions);
  if (self->units->lang)
    add_waiting (self);
  return TRUE;
}

static gboolean
add_link (TriDraft *draft, const TriDraftLink *link, GError **error)
{
  return TRUE;
}

static gboolean
add_entity (TriDraft *draft, TriEntity *entity, GError **error)
{
  return TRUE;
}

static void
cli_units_draft_iface_init (TriDraftInterface *iface)
{
  iface->set_work = set_work;
  iface->begin_text = begin_text;
  iface->end_text = end_text;
  iface->begin_division = begin_division;
  iface->end_division = end_division;
  iface->add_passage = add_passage;
  iface->add_link = add_link;
  iface->add_entity = add_entity;
}

static void
cli_units_draft_finalize (GObject *object)
{
  CliUnitsDraft *self = CLI_UNITS_DRAFT (object);

  g_ptr_array_unref (self->waiting);
  g_array_unref (self->waiting_parts);
  g_array_unref (self->ranges);
  g_string_free (self->beginning, TRUE);

  G_OBJECT_CLASS (cli_units_draft_parent_class)->finalize (object);
}

static void
cli_units_draft_class_init (CliUnitsDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cli_units_draft_finalize;
}

static void
cli_units_draft_init (CliUnitsDraft *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->waiting_parts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ranges = tri_range_array_new ();
  self->beginning = g_string_new (NULL);
}

/* Cuts the text at the ends of its lines, in place. */
static gboolean
read_lines (CliUnits *self, const char *lang, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->path);
  TriSource source = { self->path, name, lang };
  gsize length = 0;

  self->lines = tri_plain_load (&source, &length, error);
  if (!self->lines)
    return FALSE;
  self->lang = g_strdup (lang ? lang : tri_detect_language (self->lines, length));
  for (char *line = self->lines; *line;)
    {
      char *end = strchr (line, '\n');

      g_ptr_array_add (self->units, line);
      if (!end)
        break;
      *end = '\0';
      line = end + 1;
    }
  return TRUE;
}

static gboolean
read_passages (CliUnits *self,
               CliUnit unit,
               const char *lang,
               GCancellable *cancellable,
               GError **error)
{
  const TriFormat *format = tri_formats_find (self->path, error);
  g_autofree char *name = g_filename_display_name (self->path);
  g_autoptr (CliUnitsDraft) draft = g_object_new (CLI_TYPE_UNITS_DRAFT, NULL);
  TriSource source = { self->path, name, lang };

  if (!format)
    return FALSE;
  g_ptr_array_set_free_func (self->units, g_free);
  draft->units = self;
  draft->unit = unit;
  draft->lang = lang;
  return format->read (&source, TRI_DRAFT (draft), cancellable, error);
}

/**
 * cli_units_new:
 * @path: a text file for lines, else any file that can be imported
 * @lang: (nullable): its language, if somebody said so
 *
 * Returns: (transfer full) (nullable): what is in the file, or %NULL with an error that names the
 * file and the line
 */
CliUnits *
cli_units_new (const char *path,
               CliUnit unit,
               const char *lang,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (CliUnits) self = g_new0 (CliUnits, 1);
  gboolean done = FALSE;

  self->path = g_strdup (path);
  self->units = g_ptr_array_new ();
  self->groups = g_array_new (FALSE, FALSE, sizeof (guint));
  self->parts = g_array_new (FALSE, FALSE, sizeof (guint));
  if (unit == CLI_UNIT_LINE)
    done = read_lines (self, lang, error);
  else
    done = read_passages (self, unit, lang, cancellable, error);
  if (!done)
    return NULL;
  if (!self->lang)
    self->lang = g_strdup ("");
  return g_steal_pointer (&self);
}

void
cli_units_free (CliUnits *self)
{
  g_free (self->path);
  g_free (self->lang);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->lines);
  g_free (self);
}
