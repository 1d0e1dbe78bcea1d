/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-warning-list.h"

/* --- An item */

G_DEFINE_FINAL_TYPE (ReaderWarningItem, reader_warning_item, G_TYPE_OBJECT)

static void
reader_warning_item_finalize (GObject *object)
{
  g_clear_pointer (&READER_WARNING_ITEM (object)->source, g_array_unref);

  G_OBJECT_CLASS (reader_warning_item_parent_class)->finalize (object);
}

static void
reader_warning_item_class_init (ReaderWarningItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_warning_item_finalize;
}

static void
reader_warning_item_init (ReaderWarningItem *self)
{
}

/* --- The list */

/* A line, whether its item was made or not. */
typedef struct
{
  const TriEntityWarning *warning; /* NULL: a heading */
  TriEntityWarningKind kind;
  guint n;
  ReaderWarningItem *item;
} Line;

struct _ReaderWarningList
{
  GObject parent_instance;

  GArray *source;
  GArray *lines;
};

static GType
get_item_type (GListModel *model)
{
  return READER_TYPE_WARNING_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return READER_WARNING_LIST (model)->lines->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReaderWarningList *self = READER_WARNING_LIST (model);
  Line *line = NULL;

  if (position >= self->lines->len)
    return NULL;
  line = &g_array_index (self->lines, Line, position);
  if (line->item == NULL)
    {
      line->item = g_object_new (READER_TYPE_WARNING_ITEM, NULL);
      line->item->source = g_array_ref (self->source);
      line->item->warning = line->warning;
      line->item->kind = line->kind;
      line->item->n = line->n;
    }
  return g_object_ref (line->item);
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderWarningList,
                               reader_warning_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
clear_line (gpointer data)
{
  g_clear_object (&((Line *) data)->item);
}

static GArray *
new_lines (void)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  return lines;
}

static void
reader_warning_list_finalize (GObject *object)
{
  ReaderWarningList *self = READER_WARNING_LIST (object);

  g_array_unref (self->lines);
  g_clear_pointer (&self->source, g_array_unref);

  G_OBJECT_CLASS (reader_warning_list_parent_class)->finalize (object);
}

static void
reader_warning_list_class_init (ReaderWarningListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_warning_list_finalize;
}

static void
reader_warning_list_init (ReaderWarningList *self)
{
  self->lines = new_lines ();
}

ReaderWarningList *
reader_warning_list_new (void)
{
  return g_object_new (READER_TYPE_WARNING_LIST, NULL);
}

/* A heading stands before the first of a kind. */
static GArray *
make_lines (GArray *warnings, gboolean with_aside)
{
  GArray *lines = new_lines ();
  guint heading = G_MAXUINT;

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      const TriEntityWarning *warning = &g_array_index (warnings, TriEntityWarning, i);
      Line line = { NULL, warning->kind, 0, NULL };

      if (warning->is_aside && !with_aside)
        continue;
      if (heading == G_MAXUINT || g_array_index (lines, Line, heading).kind != warning->kind)
        {
          heading = lines->len;
          g_array_append_val (lines, line);
        }
      line.warning = warning;
      g_array_append_val (lines, line);
      g_array_index (lines, Line, heading).n++;
    }
  return lines;
}

static gboolean
is_same (const Line *one, const Line *other)
{
  const TriEntityWarning *a = one->warning;
  const TriEntityWarning *b = other->warning;

  if (one->kind != other->kind || (a == NULL) != (b == NULL))
    return FALSE;
  if (a == NULL)
    return one->n == other->n;
  return a->entity == b->entity && a->other == b->other && a->text == b->text
         && a->place.passage == b->place.passage && a->place.start == b->place.start
         && a->is_aside == b->is_aside && g_str_equal (a->form, b->form);
}

/* The item of a line that stays is the one that it was. */
static gboolean
keep (Line *line, Line *old)
{
  if (!is_same (line, old))
    return FALSE;
  line->item = g_steal_pointer (&old->item);
  return TRUE;
}

void
reader_warning_list_set (ReaderWarningList *self, GArray *warnings, gboolean with_aside)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->lines);
  g_autoptr (GArray) source = g_steal_pointer (&self->source);
  guint n_old = old->len;
  guint n_new = 0;
  guint first = 0;

  self->source = warnings != NULL ? g_array_ref (warnings) : NULL;
  self->lines = make_lines (warnings, with_aside);
  n_new = self->lines->len;
  while (first < MIN (n_old, n_new)
         && keep (&g_array_index (self->lines, Line, first), &g_array_index (old, Line, first)))
    first++;
  while (MIN (n_old, n_new) > first
         && keep (&g_array_index (self->lines, Line, n_new - 1),
                  &g_array_index (old, Line, n_old - 1)))
    {
      n_old--;
      n_new--;
    }
  if (n_old > first || n_new > first)
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_old - first, n_new - first);
}
