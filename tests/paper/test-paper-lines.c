/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-fixture.h"

#include "model/tri-item-marker.h"
#include "paper-block.h"

/* How lines stand on paper: which go together, on which side they begin, in what letters. */

/* Above it are the names of the columns. */
#define PAPER_TOP 40
#define N_ACTS 12

/* A heading above a heading goes with it, and with what that stands above; who is named in one is
 * in the index with the page it came to. */
static void
test_nested_headings (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) tei = g_string_new ("<standOff><listPerson><person xml:id='eve'><persName>"
                                          "Eve</persName></person></listPerson></standOff>"
                                          "<text xml:lang='en'><body>");
  TriExportOptions options = { .with_entities = TRUE };
  g_autoptr (GPtrArray) pages = NULL;

  for (guint act = 0; act < N_ACTS; act++)
    {
      g_string_append_printf (tei,
                              "<div><head>Act%u of <persName ref='#eve'>Eve%u</persName></head>"
                              "<div><head>Scene%u</head>",
                              act,
                              act,
                              act);
      for (guint p = 0; p < 6; p++)
        g_string_append_printf (tei, "<p>Say%up%u is a line of words.</p>", act, p);
      g_string_append (tei, "</div></div>");
    }
  g_string_append (tei, "</body></text>");
  options.work = import_tei (self, tei->str);
  open_pages (self, &options);
  for (double height = 400; height < 520; height += 9)
    {
      g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
      g_autofree char *entry = NULL;

      g_clear_pointer (&pages, g_ptr_array_unref);
      paper_pages_set_size (self->pages, self->context, WIDTH, height);
      pages = lay_out_all (self);
      g_assert_cmpuint (paper_pages_get_headings (self->pages)->len, ==, 2 * N_ACTS);
      for (guint act = 0; act < N_ACTS; act++)
        {
          g_autofree char *head = g_strdup_printf ("Act%u", act);
          g_autofree char *inner = g_strdup_printf ("Scene%u", act);
          g_autofree char *first = g_strdup_printf ("Say%up0", act);
          const PaperHeading *heading = NULL;
          int page = find_word (pages, head);

          heading = &g_array_index (paper_pages_get_headings (self->pages),
                                    PaperHeading,
                                    2 * act);
          g_assert_cmpint (find_word (pages, inner), ==, page);
          g_assert_cmpint (find_word (pages, first), ==, page);
          g_assert_cmpuint (heading->page, ==, page);
          g_hash_table_add (named, GINT_TO_POINTER (page));
        }
      entry = dup_entry ("Eve", named, pages->len);
      g_assert_true (g_str_has_suffix (g_ptr_array_index (pages, pages->len - 1), entry));
      assert_drawn_alike (self, pages);
    }
}

/* "Part 5 Chapter 5 " */
static char *
dup_outline (Fixture *self)
{
  GString *titles = g_string_new (NULL);
  const GArray *headings = paper_pages_get_headings (self->pages);

  for (guint i = 0; i < headings->len; i++)
    g_string_append_printf (titles, "%s ", g_array_index (headings, PaperHeading, i).title);
  return g_string_free (titles, FALSE);
}

/* Where rows of headings that only one text has go to the next page, the outline says no division
 * twice, nor one that the first text says in its own words. */
static void
test_outline (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) tei = g_string_new ("<standOff><linkGrp type='alignment'>"
                                          "<link target='#fr-h #en-h'/>");
  g_autoptr (GString) fr = g_string_new ("<text xml:lang='fr'><body><div>"
                                         "<head xml:id='fr-h'>Livre</head>");
  g_autoptr (GString) en = g_string_new ("<text xml:lang='en'><body><div>"
                                         "<head xml:id='en-h'>Book</head>");
  g_autoptr (GString) outline = g_string_new ("Livre ");
  TriExportOptions options = { 0 };

  for (guint p = 0; p < 60; p++)
    {
      if (p % 6 == 5)
        {
          g_string_append_printf (en,
                                  "%s<div><head>Part%u</head><div><head>Chapter%u</head>",
                                  p > 6 ? "</div></div>" : "",
                                  p,
                                  p);
          g_string_append_printf (outline, "Part%u Chapter%u ", p, p);
        }
      g_string_append_printf (fr, "<p xml:id='fr%u'>Un mot et un autre, dit%u.</p>", p, p);
      g_string_append_printf (en, "<p xml:id='en%u'>A word and one more, say%u.</p>", p, p);
      g_string_append_printf (tei, "<link target='#fr%u #en%u'/>", p, p);
    }
  g_string_append_printf (tei,
                          "</linkGrp></standOff><text><group>%s</div></body></text>"
                          "%s</div></div></div></body></text></group></text>",
                          fr->str,
                          en->str);
  options.work = import_tei (self, tei->str);
  open_pages (self, &options);
  for (double height = 250; height < 450; height += 9)
    {
      g_autoptr (GPtrArray) pages = NULL;
      g_autofree char *titles = NULL;

      paper_pages_set_size (self->pages, self->context, WIDTH, height);
      pages = lay_out_all (self);
      titles = dup_outline (self);
      g_assert_cmpstr (titles, ==, outline->str);
      for (guint i = 1; i < paper_pages_get_headings (self->pages)->len; i++)
        {
          const GArray *headings = paper_pages_get_headings (self->pages);
          const PaperHeading *heading = &g_array_index (headings, PaperHeading, i);

          g_assert_cmpint (find_word (pages, heading->title), ==, heading->page);
        }
      assert_drawn_alike (self, pages);
    }
}

/* Below a title, too, headings stay with what they stand above: else the title has a page of its
 * own, and it alone. */
static void
test_first_page (Fixture *self, gconstpointer data)
{
  static const char *const heads[] = { "Book1", "Act1" };
  g_autoptr (GString) tei = g_string_new ("<text xml:lang='en'><body><div><head>Book1</head>"
                                          "<div><head>Act1</head>");
  TriExportOptions options = { .title = "Of what stands above a page and what may stand below it" };
  guint n_alone = 0;
  guint n_shared = 0;

  for (guint p = 0; p < 12; p++)
    g_string_append_printf (tei, "<p>Say%u is a line of words.</p>", p);
  g_string_append (tei, "</div></div></body></text>");
  options.work = import_tei (self, tei->str);
  open_pages (self, &options);
  for (double height = 150; height < 350; height += 5)
    {
      g_autoptr (GPtrArray) pages = NULL;
      int page = -1;

      paper_pages_set_size (self->pages, self->context, WIDTH, height);
      pages = lay_out_all (self);
      page = find_word (pages, "Say0");
      n_alone += page == 1;
      n_shared += page == 0;
      for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
        {
          const GArray *headings = paper_pages_get_headings (self->pages);

          g_assert_cmpuint (headings->len, ==, G_N_ELEMENTS (heads));
          g_assert_cmpint (find_word (pages, heads[i]), ==, page);
          g_assert_cmpint (g_array_index (headings, PaperHeading, i).page, ==, page);
        }
      for (guint i = 0; i < pages->len; i++)
        g_assert_cmpstr (g_ptr_array_index (pages, i), !=, "");
      assert_drawn_alike (self, pages);
    }
  g_assert_cmpuint (n_alone, >, 0);
  g_assert_cmpuint (n_shared, >, 0);
  g_assert_cmpuint (n_alone + n_shared, ==, 40);
}

/* No page begins or ends with one line of a paragraph that has more. */
static void
test_single_lines (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) tei = g_string_new ("<text xml:lang='en'><body>");
  TriExportOptions options = { 0 };

  for (guint p = 0; p < 60; p++)
    {
      g_string_append (tei, "<p>");
      for (guint word = 0; word < 8 + p % 9 * 9; word++)
        g_string_append_printf (tei, "p%uw%u ", p, word);
      g_string_append (tei, "</p>");
    }
  g_string_append (tei, "</body></text>");
  options.work = import_tei (self, tei->str);
  open_pages (self, &options);
  for (double height = 300; height < 400; height += 7)
    {
      g_autoptr (GPtrArray) pages = NULL;
      guint n_crossing = 0;

      paper_pages_set_size (self->pages, self->context, WIDTH, height);
      pages = lay_out_all (self);
      for (guint p = 0; p < 60; p++)
        {
          g_autofree char *word = g_strdup_printf ("^p%uw", p);
          g_autoptr (GRegex) regex = g_regex_new (word, G_REGEX_MULTILINE, 0, NULL);
          guint least = G_MAXUINT;
          guint n_pages = 0;

          for (guint i = 0; i < pages->len; i++)
            {
              g_autoptr (GMatchInfo) match = NULL;
              guint n = 0;

              for (g_regex_match (regex, g_ptr_array_index (pages, i), 0, &match);
                   g_match_info_matches (match);
                   g_match_info_next (match, NULL))
                n++;
              if (n > 0)
                least = MIN (least, n);
              n_pages += n > 0;
            }
          if (n_pages > 1)
            g_assert_cmpuint (least, >, 1);
          n_crossing += n_pages > 1;
        }
      g_assert_cmpuint (n_crossing, >, 0);
    }
}

/* The first and the last column of pixels with ink between two heights; -1 for none. */
static void
find_ink (Fixture *self, guint page, int from, int to, int *first, int *last)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *pixels = NULL;

  g_assert_true (paper_pages_draw (self->pages, page, cairo, NULL));
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  *first = *last = -1;
  for (int x = 0; x < WIDTH; x++)
    for (int y = from; y < to; y++)
      if (pixels[y * stride + x] > 0)
        {
          *first = *first < 0 ? x : *first;
          *last = x;
        }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

/* What is written from right to left begins on the right, its numbers of notes and marks of items,
 * too; also where it begins with a word in other letters. */
static void
test_right_to_left (Fixture *self, gconstpointer data)
{
  static const char *const bodies[] = { "<p>שלום עולם</p>",
                                        "<p>ABC שלום</p>",
                                        "<list><item>שלום</item></list>",
                                        "<p>שלום<note>הערה</note></p>" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *text = NULL;
      TriExportOptions options = { .with_notes = TRUE };
      int first, last;

      text = g_strdup_printf ("<text xml:lang='he'><body>%s</body></text>", bodies[i]);
      options.work = import_tei (self, text);
      options.title = "";
      open_pages (self, &options);
      g_assert_true (paper_pages_add (self->pages, NULL, NULL));
      find_ink (self, 0, PAPER_TOP, HEIGHT - 40, &first, &last);
      g_assert_cmpint (last, >, WIDTH - 8);
      g_assert_cmpint (first, >, WIDTH / 2);
      g_clear_pointer (&self->pages, paper_pages_free);
    }
}

static GPtrArray *
lay_out_passage (Fixture *self, const TriPassage *passage, const char *lang)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) paper_block_free);
  PaperColumn column = { .width = 140 };

  paper_column_init (&column, self->context, lang, NULL, 9);
  paper_blocks_add_passage (blocks, &column, passage);
  paper_column_clear (&column);
  return blocks;
}

static GPtrArray *
lay_out_item (Fixture *self, const char *lang, const char *number)
{
  g_autoptr (TriPassage) passage = tri_passage_new ();
  TriSpan span = { 0, 0, TRI_SPAN_OTHER, tri_item_marker_dup_value (number) };

  passage->kind = TRI_PASSAGE_ITEM;
  passage->level = 2;
  passage->key = g_strdup ("i");
  passage->content = g_strdup ("Au commencement, Dieu créa les cieux et la terre.");
  g_array_append_val (passage->spans, span);
  return lay_out_passage (self, passage, lang);
}

/* The number of an item is there whole, beside the words that it belongs to and not on them. */
static void
test_numbers (Fixture *self, gconstpointer data)
{
  static const char *const langs[] = { "fr", "ar" };
  static const char *const numbers[] = { "1", "10", "1:1", "119:176" };

  for (guint l = 0; l < G_N_ELEMENTS (langs); l++)
    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
      {
        g_autoptr (GPtrArray) blocks = lay_out_item (self, langs[l], numbers[i]);
        const PaperBlock *block = g_ptr_array_index (blocks, 0);
        PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
        PangoRectangle label, words;

        g_assert_false (pango_layout_is_ellipsized (block->label));
        pango_layout_get_extents (block->label, NULL, &label);
        pango_layout_iter_get_line_extents (iter, NULL, &words);
        pango_extents_to_pixels (&label, NULL);
        pango_extents_to_pixels (&words, NULL);
        if (l == 0)
          g_assert_cmpfloat (block->label_x + label.width, <, block->indent + words.x);
        else
          g_assert_cmpfloat (block->label_x, >, words.x + words.width);
        g_assert_cmpfloat (block->label_x + label.width, <=, 140);
        g_assert_cmpfloat (block->label_x, >, l == 0 ? 9 : 0);
        pango_layout_iter_free (iter);
      }
}

/* A verse that is longer than a line goes on further in, so that no other seems to begin there. */
static void
test_verse (Fixture *self, gconstpointer data)
{
  static const char *const langs[] = { "fr", "ar" };
  g_autoptr (TriPassage) passage = tri_passage_new ();

  passage->kind = TRI_PASSAGE_VERSE;
  passage->content = g_strdup ("one two three four five six seven eight nine ten eleven twelve");
  for (guint l = 0; l < G_N_ELEMENTS (langs); l++)
    {
      g_autoptr (GPtrArray) blocks = lay_out_passage (self, passage, langs[l]);
      const PaperBlock *block = g_ptr_array_index (blocks, 0);
      PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
      PangoRectangle first, second;

      pango_layout_iter_get_line_extents (iter, NULL, &first);
      g_assert_true (pango_layout_iter_next_line (iter));
      pango_layout_iter_get_line_extents (iter, NULL, &second);
      if (l == 0)
        g_assert_cmpint (second.x, >, first.x);
      else
        g_assert_cmpint (second.x + second.width, <, first.x + first.width);
      pango_layout_iter_free (iter);
    }
}

/* What is only asked, whether it is a name, is not in the index. */
static void
test_questions (Fixture *self, gconstpointer data)
{
  static const double confidences[] = { 0.9, 0.3 };

  for (guint i = 0; i < G_N_ELEMENTS (confidences); i++)
    {
      g_autoptr (TriPassage) passage = tri_passage_new ();
      const TriMention mention = {
        .end = 3, .entity = 1, .origin = TRI_ORIGIN_LINKED, .confidence = confidences[i]
      };
      g_autoptr (GPtrArray) blocks = NULL;

      passage->content = g_strdup ("Ada said so.");
      g_array_append_val (passage->mentions, mention);
      blocks = lay_out_passage (self, passage, "en");
      g_assert_cmpuint (((PaperBlock *) g_ptr_array_index (blocks, 0))->names->len, ==, 1 - i);
    }
}

/* Names stand in the order of their language, whatever that of the interface. */
static void
test_order (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = {
    .work = import_tei (self,
                        "<standOff><listPerson>"
                        "<person xml:id='a'><persName>Zoé</persName></person>"
                        "<person xml:id='b'><persName>Émile</persName></person>"
                        "<person xml:id='c'><persName>abbé Pierre</persName></person>"
                        "<person xml:id='d'><persName>Fanny</persName></person>"
                        "</listPerson></standOff><text xml:lang='fr'><body><p>"
                        "<persName ref='#a'>Zoé</persName> <persName ref='#b'>Émile</persName> "
                        "<persName ref='#c'>abbé</persName> <persName ref='#d'>Fanny</persName>"
                        "</p></body></text>"),
    .with_entities = TRUE,
  };
  g_autoptr (GPtrArray) pages = NULL;

  open_pages (self, &options);
  pages = lay_out_all (self);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (pages, 1),
                                   "abbé Pierre, 1\nÉmile, 1\nFanny, 1\nZoé, 1\n"));
}

/* Above a page a number is said with what it is a part of. */
static void
test_head (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = {
    .work = import_tei (self,
                        "<text xml:lang='en'><body><div><head>Genesis</head><div><head>12</head>"
                        "<p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p>"
                        "</div></div></body></text>"),
  };

  open_pages (self, &options);
  paper_pages_set_size (self->pages, self->context, WIDTH, 200);
  while (paper_pages_add (self->pages, NULL, NULL))
    ;
  g_assert_cmpuint (paper_pages_count (self->pages), >, 1);
  g_assert_cmpstr (paper_pages_get_head (self->pages), ==, "Genesis · 12");
}

/* Who reads in other letters gets these on paper. */
static void
test_font (Fixture *self, gconstpointer data)
{
  TriExportOptions options = { .work = self->work };
  g_autoptr (GPtrArray) plain = NULL;
  g_autoptr (GPtrArray) other = NULL;

  open_pages (self, &options);
  plain = lay_out_all (self);
  g_clear_pointer (&self->pages, paper_pages_free);
  options.font = "DejaVu Sans Mono";
  open_pages (self, &options);
  other = lay_out_all (self);
  g_assert_cmpuint (other->len, !=, plain->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/paper-lines/nested-headings", test_nested_headings);
  ADD ("/paper-lines/outline", test_outline);
  ADD ("/paper-lines/first-page", test_first_page);
  ADD ("/paper-lines/single-lines", test_single_lines);
  ADD ("/paper-lines/right-to-left", test_right_to_left);
  ADD ("/paper-lines/numbers", test_numbers);
  ADD ("/paper-lines/verse", test_verse);
  ADD ("/paper-lines/questions", test_questions);
  ADD ("/paper-lines/order", test_order);
  ADD ("/paper-lines/head", test_head);
  ADD ("/paper-lines/font", test_font);
#undef ADD
  return g_test_run ();
}
