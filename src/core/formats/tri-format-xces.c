/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-sniff.h"
#include "formats/tri-xml.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Links between the sentences of two documents: cesAlign, as OPUS and our own export write it, and
 * the files of InterText, which look alike but name the sides the other way round:
 *
 *     <linkGrp fromDoc="en.xml" toDoc="fr.xml"><link xtargets="en-1 en-2;fr-1"/>
 *     <linkGrp toDoc="fr.xml" fromDoc="en.xml"><link xtargets="fr-1;en-1" status="man"/>
 *
 * The import looks whether the ids are in the documents that this makes of them. */

/* Sentences of one link; more are no alignment. */
#define MAX_MEMBERS 1024

typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  char *files[2]; /* from, to */
  gboolean is_intertext;
  guint n_links;
  GPtrArray *members;      /* char *, into ids */
  GPtrArray *member_files; /* char *, of files */
  GString *ids;
} Reader;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);

  if (!root)
    return 0;
  if (tri_sniff_is_element (root, "cesAlign"))
    return 100;
  return tri_sniff_is_element (root, "linkGrp") && strstr (root, "Doc=") ? 95 : 0;
}

static void
set_file (char **file, const char *name)
{
  if (!name)
    return;
  /* These are no files, but stand for the first and the second of an import. */
  if (g_str_equal (name, TRI_DRAFT_FIRST_FILE) || g_str_equal (name, TRI_DRAFT_SECOND_FILE))
    name++;
  g_free (*file);
  *file = g_strdup (name);
}

static void
start_group (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  set_file (&self->files[0], tri_xml_get (tag, "fromDoc"));
  set_file (&self->files[1], tri_xml_get (tag, "toDoc"));
  if (tri_xml_get_depth (xml) == 1)
    self->is_intertext = g_str_equal (tag->name, "linkGrp");
}

/* The ids of a side, parted in place. */
static void
add_side (Reader *self, char *side, const char *file)
{
  char *id = side;

  while (*(id += strspn (id, " \t\r\n")))
    {
      char *end = id + strcspn (id, " \t\r\n");
      gboolean is_last = *end == '\0';

      *end = '\0';
      g_ptr_array_add (self->members, id);
      g_ptr_array_add (self->member_files, (char *) file);
      if (is_last)
        break;
      id = end + 1;
    }
}

static double
get_score (const TriXmlTag *tag)
{
  const char *certainty = tri_xml_get (tag, "certainty");
  char *end = NULL;
  double score = certainty ? g_ascii_strtod (certainty, &end) : NAN;

  /* Some programs write figures that are no probabilities. */
  return certainty && end != certainty && score >= 0 && score <= 1 ? score : NAN;
}

static gboolean
push_link (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  TriDraftLink link = { .relation = TRI_RELATION_TRANSLATION, .status = TRI_STATUS_IMPORTED };

  g_ptr_array_add (self->members, NULL);
  g_ptr_array_add (self->member_files, NULL);
  link.members = (const char *const *) self->members->pdata;
  link.files = (const char *const *) self->member_files->pdata;
  link.score = get_score (tag);
  if (self->n_links++ == 0)
    tri_draft_set_work (self->draft, NULL, "translations");
  return tri_draft_add_link (self->draft, &link, tri_xml_error (xml));
}

static void
start_link (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *targets = tri_xml_get (tag, "xtargets");
  gboolean reversed = self->is_intertext || tri_xml_get (tag, "status") != NULL;
  char *second = NULL;

  if (!targets)
    return;
  if (!self->files[0] || !self->files[1])
    {
      tri_xml_fail (xml,
                    TRI_ERROR_SYNTAX,
                    _ ("a link stands where no fromDoc and toDoc say between which files; name "
                       "them in the linkGrp"));
      return;
    }
  g_ptr_array_set_size (self->members, 0);
  g_ptr_array_set_size (self->member_files, 0);
  g_string_assign (self->ids, targets);
  second = strchr (self->ids->str, ';');
  if (second)
    *second++ = '\0';
  add_side (self, self->ids->str, self->files[reversed ? 1 : 0]);
  if (second)
    add_side (self, second, self->files[reversed ? 0 : 1]);
  if (self->members->len > MAX_MEMBERS)
    tri_xml_fail (xml,
                  TRI_ERROR_LIMIT,
                  _ ("a link has more than %d sentences; part it into smaller ones"),
                  MAX_MEMBERS);
  else if (self->members->len > 0)
    tri_xml_check (xml, push_link (self, xml, tag));
}

static void
start (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;

  if (g_str_equal (tag->name, "cesAlign") || g_str_equal (tag->name, "linkGrp"))
    start_group (self, xml, tag);
  else if (g_str_equal (tag->name, "link"))
    start_link (self, xml, tag);
  if (self->source->sample > 0 && self->n_links >= self->source->sample)
    tri_xml_stop (xml);
}

static void
end (TriXml *xml, const char *name, const char *ns, gpointer data)
{
}

static void
clear_reader (Reader *self)
{
  g_free (self->files[0]);
  g_free (self->files[1]);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->member_files);
  g_string_free (self->ids, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
read_xces (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start, end, NULL };
  g_auto (Reader) reader = { source, draft };

  reader.members = g_ptr_array_new ();
  reader.member_files = g_ptr_array_new ();
  reader.ids = g_string_new (NULL);
  return tri_xml_read (source, &handler, &reader, cancellable, error);
}

const TriFormat tri_format_xces = {
  .nick = "xces",
  .label = N_ ("XCES links"),
  .flags = TRI_FORMAT_LINKS,
  .extensions = (const char *const[]){ "xml", "ces", NULL },
  .sniff = sniff,
  .read = read_xces,
};
