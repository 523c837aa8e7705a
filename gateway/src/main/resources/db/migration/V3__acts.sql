-- What people did with keys and pins, beside the gateway or before it started: it alone writes the
-- audit log, and takes each of these into it.

CREATE TABLE act (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  event  TEXT    NOT NULL,
  fields TEXT    NOT NULL,
  at     INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 3;
