-- How often what is signed of a server's memory was changed, and what there was of it after the last
-- time, under our key: a row that is taken away, or put back, does not fit.

CREATE TABLE memory_head (
  server  TEXT    NOT NULL PRIMARY KEY,
  changes INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  seal    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 11;
