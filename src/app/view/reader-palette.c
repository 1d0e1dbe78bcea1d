/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-palette.h"

#define RGB(hex)                                                                                   \
  {                                                                                                \
    (float) ((hex) >> 16) / 255, (float) ((hex) >> 8 & 0xff) / 255, (float) ((hex) &0xff) / 255, 1 \
  }

static const ReaderPalette palettes[2][2] = {
  {
      {
          .page = RGB (0xffffff),
          .text = RGB (0x1f1f29),
          .focus = RGB (0xdce9fa),
          .sentence = RGB (0xbfd8f7),
          .match = RGB (0xeaf2fd),
          .partial = RGB (0xf6f1e1),
          .selection = RGB (0xb5d1f5),
          .found = RGB (0xfbe7a2),
          .gap = RGB (0xf4f4f2),
          .accent = RGB (0x1c71d8),
          .rule = RGB (0xd9d9d6),
          .date = RGB (0x77767b),
          .bar = RGB (0xdcdcd8),
          .entities = { RGB (0x1c71d8),
                        RGB (0x26855c),
                        RGB (0x813d9c),
                        RGB (0xc64600),
                        RGB (0xa51d2d) },
      },
      {
          .page = RGB (0xffffff),
          .text = RGB (0x000000),
          .focus = RGB (0xc9ddf7),
          .sentence = RGB (0xa6c8f2),
          .match = RGB (0xdfebfb),
          .partial = RGB (0xf3e8c4),
          .selection = RGB (0x99c1f1),
          .found = RGB (0xf9d75c),
          .gap = RGB (0xebebe8),
          .accent = RGB (0x0b4a9e),
          .rule = RGB (0x5e5c64),
          .date = RGB (0x3d3846),
          .bar = RGB (0x9a9996),
          .entities = { RGB (0x0b4a9e),
                        RGB (0x0f5c3a),
                        RGB (0x613583),
                        RGB (0x8c3100),
                        RGB (0x86121f) },
      },
  },
  {
      {
          .page = RGB (0x1e1e1e),
          .text = RGB (0xf6f5f4),
          .focus = RGB (0x2b3f61),
          .sentence = RGB (0x3a5688),
          .match = RGB (0x26354d),
          .partial = RGB (0x3b3623),
          .selection = RGB (0x355a96),
          .found = RGB (0x6b5510),
          .gap = RGB (0x282a2e),
          .accent = RGB (0x78aeed),
          .rule = RGB (0x404045),
          .date = RGB (0x9a9996),
          .bar = RGB (0x3d3d42),
          .entities = { RGB (0x62a0ea),
                        RGB (0x57c795),
                        RGB (0xc88adf),
                        RGB (0xff9a4d),
                        RGB (0xf66151) },
      },
      {
          .page = RGB (0x1e1e1e),
          .text = RGB (0xffffff),
          .focus = RGB (0x2f4a78),
          .sentence = RGB (0x2f5aa0),
          .match = RGB (0x293c5c),
          .partial = RGB (0x4a4220),
          .selection = RGB (0x2f5fae),
          .found = RGB (0x6b5200),
          .gap = RGB (0x303238),
          .accent = RGB (0x99c1f1),
          .rule = RGB (0xc0bfbc),
          .date = RGB (0xdeddda),
          .bar = RGB (0x77767b),
          .entities = { RGB (0x99c1f1),
                        RGB (0x8ff0a4),
                        RGB (0xdcb3ec),
                        RGB (0xffbe6f),
                        RGB (0xff9d93) },
      },
  },
};

/**
 * reader_palette_get:
 *
 * Returns: (transfer none): the colours for the style that the system asks for
 */
const ReaderPalette *
reader_palette_get (gboolean dark, gboolean high_contrast)
{
  return &palettes[dark ? 1 : 0][high_contrast ? 1 : 0];
}
