-- Calls that wait for a person's word, and what was said. `binding` is a digest of all that an
-- approval is good for; `round` counts how often the call it was used for went on.

CREATE TABLE approval (
  id         TEXT    NOT NULL PRIMARY KEY,
  binding    TEXT    NOT NULL,
  principal  TEXT    NOT NULL,
  client     TEXT    NOT NULL,
  actors     TEXT    NOT NULL,
  endpoint   TEXT    NOT NULL,
  server     TEXT    NOT NULL,
  tool       TEXT    NOT NULL,
  call       TEXT    NOT NULL,
  policy     TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  asked      INTEGER NOT NULL,
  expires    INTEGER NOT NULL,
  decided_by TEXT,
  decided    INTEGER,
  reason     TEXT    NOT NULL,
  round      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX approval_by_binding ON approval (binding);
CREATE INDEX approval_by_expiry ON approval (expires);

PRAGMA user_version = 6;
