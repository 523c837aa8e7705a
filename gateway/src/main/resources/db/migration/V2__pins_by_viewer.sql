-- A server may show different principals different definitions: several may be approved, and who
-- was shown a version first decides whose share of the room it takes.

DROP INDEX pin_one_approved;

ALTER TABLE pin ADD COLUMN seen_by TEXT NOT NULL DEFAULT '';

CREATE INDEX pin_by_viewer ON pin (server, seen_by);

PRAGMA user_version = 2;
