/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-pointer.h"

#include <math.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>

/* A tint shows between letters and lines: fewer pixels are a letter's edge of the same colour. */
#define TINTED 100

static Display *
get_display (void)
{
  static Display *display;

  if (display == NULL)
    display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  return display;
}

/* The window that has the keyboard, as the X server knows it: a child of the root. */
static Window
get_window (void)
{
  Window window = None;
  Window root = None;
  Window parent = None;
  int revert = 0;

  XGetInputFocus (get_display (), &window, &revert);
  for (;;)
    {
      Window *children = NULL;
      unsigned int n_children = 0;

      g_assert_cmpuint (window, >, PointerRoot);
      g_assert_true (
          XQueryTree (get_display (), window, &root, &parent, &children, &n_children) != 0);
      if (children != NULL)
        XFree (children);
      if (parent == root)
        return window;
      window = parent;
    }
}

static Accessible *
dup_frame (Accessible *inside)
{
  Accessible *found = g_object_ref (inside);

  while (found != NULL && atspi_accessible_get_role (found, NULL) != ATSPI_ROLE_FRAME)
    {
      Accessible *parent = atspi_accessible_get_parent (found, NULL);

      g_object_unref (found);
      found = parent;
    }
  g_assert_nonnull (found);
  return found;
}

static AtspiRect
get_area (Accessible *accessible)
{
  g_autoptr (Component) component = atspi_accessible_get_component_iface (accessible);
  AtspiRect *area = NULL;
  AtspiRect found;

  g_assert_nonnull (component);
  area = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  g_assert_nonnull (area);
  found = *area;
  g_free (area);
  return found;
}

/* On the screen. The bus says where it is in its window, which has a border on all sides; where the
 * window itself begins there differs from one version of GTK to the next. */
static GdkRectangle
get_place (Accessible *accessible)
{
  g_autoptr (Accessible) frame = dup_frame (accessible);
  AtspiRect whole = get_area (frame);
  AtspiRect area = get_area (accessible);
  XWindowAttributes window;

  g_assert_true (XGetWindowAttributes (get_display (), get_window (), &window) != 0);
  return (GdkRectangle){ window.x + (window.width - whole.width) / 2 + area.x - whole.x,
                         window.y + (window.height - whole.height) / 2 + area.y - whole.y,
                         area.width,
                         area.height };
}

/* --- the pointer --- */

/**
 * story_point:
 * @at: in the window that has the keyboard
 * @across: likewise @down: where in its area, from 0 to 1
 *
 * Moves the pointer there, as a hand does: over more than one point.
 */
void
story_point (Accessible *at, double across, double down)
{
  GdkRectangle place = get_place (at);
  int x = place.x + (int) round (across * (place.width - 1));
  int y = place.y + (int) round (down * (place.height - 1));

  program_do ("mousemove %d %d mousemove %d %d", x > 0 ? x - 1 : x + 1, y, x, y);
}

/**
 * story_turn_wheel:
 * @modifier: (nullable): the key that is held
 * @clicks: of the wheel, above 0 for down
 */
void
story_turn_wheel (const char *modifier, int clicks)
{
  int button = clicks > 0 ? 5 : 4;

  if (modifier == NULL)
    program_do ("click --repeat %d --delay 30 %d", ABS (clicks), button);
  else
    program_do ("keydown %s click --repeat %d --delay 30 %d keyup %s",
                modifier,
                ABS (clicks),
                button,
                modifier);
}

void
story_press_button (void)
{
  program_do ("click 1");
}

/* --- the picture --- */

static unsigned long
get_pixel (const GdkRGBA *colour)
{
  return (unsigned long) lround (colour->red * 255) << 16
         | (unsigned long) lround (colour->green * 255) << 8
         | (unsigned long) lround (colour->blue * 255);
}

/**
 * story_count_pixels:
 * @from: likewise @to: from which height of the area of @at to which, from 0 to 1
 *
 * Returns: how many points of the screen have the colour there
 */
guint
story_count_pixels (Accessible *at, double from, double to, const GdkRGBA *colour)
{
  GdkRectangle place = get_place (at);
  int top = place.y + (int) (from * place.height);
  int height = MAX ((int) ((to - from) * place.height), 1);
  XImage *image = XGetImage (get_display (),
                             DefaultRootWindow (get_display ()),
                             place.x,
                             top,
                             (unsigned int) place.width,
                             (unsigned int) height,
                             AllPlanes,
                             ZPixmap);
  guint n = 0;

  g_assert_nonnull (image);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      n += (XGetPixel (image, x, y) & 0xffffff) == get_pixel (colour) ? 1 : 0;
  XDestroyImage (image);
  return n;
}

typedef struct
{
  Accessible *at;
  double from;
  double to;
  const GdkRGBA *colour;
} Tint;

static gboolean
is_tinted (gpointer data)
{
  const Tint *tint = data;

  return story_count_pixels (tint->at, tint->from, tint->to, tint->colour) > TINTED;
}

static gboolean
is_untinted (gpointer data)
{
  return !is_tinted (data);
}

void
story_wait_tint (Accessible *at, double from, double to, const GdkRGBA *colour)
{
  Tint tint = { at, from, to, colour };

  program_wait_until (is_tinted, &tint, "a tint");
}

void
story_wait_no_tint (Accessible *at, double from, double to, const GdkRGBA *colour)
{
  Tint tint = { at, from, to, colour };

  program_wait_until (is_untinted, &tint, "a tint to go");
}
