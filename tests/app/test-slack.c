/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view/reader-slack.h"

#include <pango/pangocairo.h>

static const char *const texts[] = {
  "Libéré en janvier, il passe la frontière et s’installe à Barcelone. Il y compose des journaux, "
  "il y écoute surtout : Salvador Seguí lui apprend ce qu’est un peuple qui s’organise.",
  "In januari komt hij vrij; hij steekt de grens over en vestigt zich in Barcelona.\nDaar begint "
  "de revolutie-die-nog-geen-naam-heeft, en hij schrijft.",
  "A co\u00ADop\u00ADer\u00ADa\u00ADtive of type\u00ADset\u00ADters pub\u00ADlishes Tierra y "
  "Libertad; it is in this pa\u00ADper that he first signs him\u00ADself Victor Serge.",
  "שנים רבות הוא כתב בצרפתית, ואחר כך תורגמו ספריו ללשונות רבות. Victor Serge 1890",
  "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung",
  "one\tword  and   more    spaces",
  "",
};

static PangoLayout *
layout_new (PangoContext *context, const char *text, int width)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Serif 11");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
assert_same_lines (PangoLayout *a, PangoLayout *b)
{
  int n = pango_layout_get_line_count (a);

  g_assert_cmpint (pango_layout_get_line_count (b), ==, n);
  for (int i = 0; i < n; i++)
    g_assert_cmpint (pango_layout_get_line_readonly (a, i)->start_index,
                     ==,
                     pango_layout_get_line_readonly (b, i)->start_index);
}

/* Whatever the width, inside the slack a layout made anew has the same lines. */
static void
test_same_lines (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  int n_slack = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int width = 40; width < 700; width += 23)
      {
        g_autoptr (PangoLayout) layout = layout_new (context, texts[i], width);
        ReaderSlack slack = reader_slack_find (layout, width);

        g_assert_cmpint (slack.least, <=, width);
        g_assert_cmpint (slack.most, >=, width);
        n_slack += slack.least < slack.most ? 1 : 0;
        for (int other = slack.least; other <= MIN (slack.most, width + 60); other++)
          {
            g_autoptr (PangoLayout) fresh = layout_new (context, texts[i], MAX (other, 1));

            assert_same_lines (layout, fresh);
          }
      }
  g_assert_cmpint (n_slack, >, 50);
  g_object_unref (context);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slack/same-lines", test_same_lines);

  return g_test_run ();
}
