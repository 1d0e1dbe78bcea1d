/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-lives.h"

static char *
write_file (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

/**
 * story_make_lives:
 * @zhukov: what the register calls zhukov; his family name is asked about when it is more than that
 *
 * Returns: (transfer full): a library with a work called %STORY_LIVES, the entities zhukov and
 *   chernyshev
 */
char *
story_make_lives (const char *zhukov)
{
  static const char format[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>"
                               "<listPerson><person xml:id='zhukov'>"
                               "<persName xml:lang='en'>%s</persName></person>"
                               "<person xml:id='chernyshev'>"
                               "<persName xml:lang='en'>Chernyshev</persName></person>"
                               "</listPerson></standOff></TEI>";
  g_autofree char *folder = g_dir_make_tmp ("triptych-lives-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *english = write_file (folder,
                                         "life.txt",
                                         "Then Zhukov came. Chernyshev was there, too.\n\n"
                                         "Later Zhukov spoke with Chernyshev.\n");
  g_autofree char *dutch = write_file (folder,
                                       "leven.txt",
                                       "Toen kwam Zjoekov. Ook Tsjernysjev was er.\n\n"
                                       "Later sprak Zjoekov met Tsjernysjev. En Zjoekov zweeg.\n");
  g_autofree char *content = g_strdup_printf (format, zhukov);
  g_autofree char *reg = write_file (folder, "register.xml", content);
  const char *const arguments[] = {
    "--library",
    path,
    "import",
    english,
    dutch,
    "--lang",
    "en,nl",
    "--work",
    STORY_LIVES,
    "--register",
    reg,
    NULL,
  };

  json_node_unref (program_ask (arguments));
  return path;
}

/* How many mentions of the entity are of the origin, "linked" or "reader"; of any when NULL. */
guint
story_count_named (const char *library, const char *entity, const char *origin)
{
  const char *const arguments[] = { "--library", library, "mentions", entity, NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *mentions = json_node_get_array (node);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (mentions); i++)
    {
      JsonObject *each = json_array_get_object_element (mentions, i);

      n += origin == NULL
           || g_str_equal (json_object_get_string_member (each, "origin"), origin);
    }
  return n;
}

typedef struct
{
  const char *library;
  const char *entity;
  const char *origin;
  guint n;
} Named;

static gboolean
is_named (gpointer data)
{
  const Named *named = data;

  return story_count_named (named->library, named->entity, named->origin) == named->n;
}

void
story_wait_named (const char *library, const char *entity, const char *origin, guint n)
{
  Named named = { library, entity, origin, n };
  g_autofree char *what = g_strdup_printf ("“%s” named %u times", entity, n);

  program_wait_until (is_named, &named, what);
}
