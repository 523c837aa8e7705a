-- Who is what to which object. A holder is `principal:ID`, `role:NAME`, `group:NAME`, `everybody`, or
-- whoever has a relation to another object, as `TYPE:ID#RELATION`.

CREATE TABLE relation_to_object (
  type   TEXT    NOT NULL,
  id     TEXT    NOT NULL,
  name   TEXT    NOT NULL,
  holder TEXT    NOT NULL,
  since  INTEGER NOT NULL,
  PRIMARY KEY (type, id, name, holder)
) STRICT, WITHOUT ROWID;

INSERT INTO relation_to_object (type, id, name, holder, since)
  SELECT kind, object, 'owner', 'principal:' || principal, since FROM relation;

DROP TABLE relation;

CREATE INDEX relation_by_holder ON relation_to_object (holder, type);

PRAGMA user_version = 4;
