-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3: dates that are found by their words.

-- Who says that it is a date, as in mentions; whether its year stands elsewhere in the text.
ALTER TABLE dates ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dates ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0;

-- What a reader decides of names: a mention that the reader made says when (0: it is not the
-- reader's), and a range of which the reader said that it names nobody is remembered, so that the
-- linker leaves it alone. `reader`: a register in which the reader's own entities of a work live.
ALTER TABLE mentions ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mentions ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registers ADD COLUMN reader INTEGER NOT NULL DEFAULT 0;
CREATE TABLE refusals (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE INDEX refusals_by_passage ON refusals (passage, start);
