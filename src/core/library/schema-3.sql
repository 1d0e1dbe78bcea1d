-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3: dates that are found by their words.

-- Who says that it is a date, as in mentions; whether its year stands elsewhere in the text.
ALTER TABLE dates ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dates ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0;
