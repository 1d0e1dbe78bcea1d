/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-history.h"

struct _ReaderSearchHistory
{
  GObject parent_instance;

  GSettings *settings;
  GPtrArray *asked;
  int at; /* what was walked to, or -1 */
};

G_DEFINE_FINAL_TYPE (ReaderSearchHistory, reader_search_history, G_TYPE_OBJECT)

#define MOST 40
#define KEY "search-history"

static void
reader_search_history_finalize (GObject *object)
{
  ReaderSearchHistory *self = READER_SEARCH_HISTORY (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->asked, g_ptr_array_unref);

  G_OBJECT_CLASS (reader_search_history_parent_class)->finalize (object);
}

static void
reader_search_history_class_init (ReaderSearchHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_search_history_finalize;
}

static void
reader_search_history_init (ReaderSearchHistory *self)
{
  g_auto (GStrv) asked = NULL;

  self->settings = g_settings_new (APPLICATION_ID);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->at = -1;
  asked = g_settings_get_strv (self->settings, KEY);
  for (guint i = 0; asked[i]; i++)
    g_ptr_array_add (self->asked, g_strdup (asked[i]));
}

ReaderSearchHistory *
reader_search_history_new (void)
{
  return g_object_new (READER_TYPE_SEARCH_HISTORY, NULL);
}

static void
save (ReaderSearchHistory *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < self->asked->len; i++)
    g_ptr_array_add (words, self->asked->pdata[i]);
  g_ptr_array_add (words, NULL);
  g_settings_set_strv (self->settings, KEY, (const char *const *) words->pdata);
}

void
reader_search_history_add (ReaderSearchHistory *self, const char *typed)
{
  if (!typed[0] || (self->asked->len > 0 && g_str_equal (self->asked->pdata[0], typed)))
    return;
  for (guint i = 0; i < self->asked->len; i++)
    if (g_str_equal (self->asked->pdata[i], typed))
      {
        g_ptr_array_remove_index (self->asked, i);
        break;
      }
  g_ptr_array_insert (self->asked, 0, g_strdup (typed));
  if (self->asked->len > MOST)
    g_ptr_array_set_size (self->asked, MOST);
  self->at = -1;
  save (self);
}

const char *
reader_search_history_walk (ReaderSearchHistory *self, const char *typed, int step)
{
  gboolean is_there = self->at >= 0 && self->at < (int) self->asked->len
                      && g_str_equal (self->asked->pdata[self->at], typed);
  int to = is_there ? self->at + step : 0;

  if (!is_there)
    self->at = -1;
  if ((!is_there && (typed[0] || step < 0)) || to < 0 || to >= (int) self->asked->len)
    return NULL;
  self->at = to;
  return self->asked->pdata[to];
}
