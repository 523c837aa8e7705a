-- Monitors ask again and again how many definitions wait; of those that do not, nothing is read.

CREATE INDEX pin_waiting ON pin (server) WHERE state IN ('PENDING', 'QUARANTINED');

PRAGMA user_version = 7;
