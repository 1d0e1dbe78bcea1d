-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3: dates that are found by their words.

-- Who says that it is a date, as in mentions; whether its year stands elsewhere in the text.
ALTER TABLE dates ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dates ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0;

-- text and ord as in passages, as mentions have them: a list of dates, the places of one and the
-- way from one to the next are each a stretch of one index.
ALTER TABLE dates ADD COLUMN text INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dates ADD COLUMN ord INTEGER NOT NULL DEFAULT 0;
UPDATE dates SET text = p.text, ord = p.ord FROM passages AS p WHERE p.id = dates.passage;
CREATE INDEX dates_by_value ON dates (text, edtf, ord, start);

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

-- Entities that a work seems to speak of, until the reader has judged them. An accepted one is an entity of the
-- register that `discoveries` names; a rejected one is kept, so that it is not proposed again.
CREATE TABLE discoveries (
  work INTEGER PRIMARY KEY REFERENCES works ON DELETE CASCADE,
  register INTEGER NOT NULL REFERENCES registers ON DELETE CASCADE) STRICT;
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  state INTEGER NOT NULL,  -- 0 open, 1 accepted, 2 rejected, 3 merged into another
  type INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
  n_mentions INTEGER NOT NULL, n_texts INTEGER NOT NULL, confidence REAL NOT NULL,
  forms TEXT NOT NULL,  -- JSON: [[language, name, kind, count]…]
  places TEXT NOT NULL,  -- JSON: a few of the mentions, [[passage, start, stop]…]
  entity TEXT,  -- the uuid of what it became
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE INDEX proposals_by_work ON proposals (work, state, confidence);
CREATE INDEX proposals_by_folded ON proposals (work, folded);

-- What the reader decided of a form of a text that may be a name of an entity in another spelling:
-- it is (accepted 1), or it is not, and is not asked again. folded: see tri_fold().
CREATE TABLE name_decisions (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  lang TEXT NOT NULL, folded TEXT NOT NULL, accepted INTEGER NOT NULL,
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX name_decisions_by_form ON name_decisions (work, lang, folded, entity);
CREATE INDEX name_decisions_by_entity ON name_decisions (entity);

-- Registers as files. Unix seconds when the reader removed it: hidden, can be undone.
ALTER TABLE registers ADD COLUMN deleted INTEGER;
-- What a file that was merged into a register did to its entities, each as JSON before and after it
-- (NULL: there was none), so that the journal names the batch alone and takes it back row by row.
CREATE TABLE register_changes (
  batch TEXT NOT NULL, entity TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (batch, entity)) STRICT, WITHOUT ROWID;
CREATE INDEX entities_by_register ON entities (register);
