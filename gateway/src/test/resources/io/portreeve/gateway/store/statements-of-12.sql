-- What nodes say whose newest migration is 12, each with values: every one of them has to be understood, and to do what it did, by a
-- database that a newer node has migrated meanwhile. Never changed after a release with that schema.

INSERT INTO api_key (id, principal, client, roles, labels, hash, created, expires, revoked, last_used, made_under) VALUES ('k1', 'ann', NULL, 'staff', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, NULL, NULL, NULL, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb') ON CONFLICT (id) DO NOTHING;
UPDATE api_key SET expires = 9 WHERE id = 'k1';
UPDATE api_key SET last_used = 5 WHERE id = 'k1' AND (last_used IS NULL OR last_used < 5);
UPDATE api_key SET revoked = 7 WHERE id = 'k1' AND revoked IS NULL;
UPDATE api_key SET hash = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', made_under = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' WHERE id = 'k1' AND hash = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
SELECT id, principal, client, roles, labels, hash, created, expires, revoked, last_used, made_under FROM api_key WHERE id = 'k1';

INSERT INTO pin (server, kind, name, digest, canonical, state, seen, seen_by, decided_by, decided, previous) VALUES ('files', 'tool', 'read', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '{}', 'PENDING', 1, 'ann', NULL, NULL, NULL);
UPDATE pin SET state = 'APPROVED', decided_by = 'olga', decided = 2 WHERE server = 'files' AND kind = 'tool' AND name = 'read' AND digest = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
UPDATE pin SET state = 'SUPERSEDED' WHERE server = 'files' AND kind = 'tool' AND name = 'read' AND state = 'APPROVED' AND digest <> 'b';
SELECT server, kind, name, digest, canonical, state, seen, seen_by, decided_by, decided, previous FROM pin WHERE server = 'files' AND kind = 'tool' AND name = ANY (ARRAY['read']);
DELETE FROM pin WHERE server = 'files' AND kind = 'tool' AND name = 'read';

INSERT INTO relation_to_object (type, id, name, holder, since) VALUES ('note', 'n1', 'owner', 'principal:ann', 1) ON CONFLICT (type, id, name, holder) DO NOTHING;
SELECT type, id, name, holder, since FROM relation_to_object WHERE type = 'note' AND id = 'n1';
DELETE FROM relation_to_object WHERE type = 'note' AND id = 'n1' AND name = 'owner' AND holder = 'principal:ann';

INSERT INTO setting (name, value) VALUES ('a', '\x01') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
INSERT INTO setting (name, value) VALUES ('a', '\x02') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
UPDATE setting SET value = '\x03' WHERE name = 'a';
DELETE FROM setting WHERE name = 'a' RETURNING value;

INSERT INTO act (event, fields, at) VALUES ('key-created', '{}', 1);
SELECT number, event, fields, at FROM act ORDER BY number LIMIT 9;
DELETE FROM act WHERE event = 'key-created';

INSERT INTO approval (id, binding, principal, client, actors, endpoint, server, tool, call, policy, approver, provenance, conversation, state, asked, expires, reason, round) VALUES ('a1', 'b', 'ann', '', '', '', 'files', 't', '{}', 'p', 'TWO_OPERATORS', NULL, NULL, 'PENDING', 1, 9, '', 0);
UPDATE approval SET first_person = 'olga', first_by = 'olga', first_said = 2, first_kept = FALSE WHERE id = 'a1' AND state = 'PENDING' AND first_person IS NULL;
UPDATE approval SET state = 'APPROVED', decided_by = 'bob', decided = 3, reason = '', expires = 9, kept = (FALSE AND conversation IS NOT NULL) WHERE id = 'a1' AND state = 'PENDING' AND expires > 3;
UPDATE approval SET state = 'USED' WHERE id = 'a1' AND state = 'APPROVED';
UPDATE approval SET round = round + 1 WHERE id = 'a1' AND binding = 'b' AND state = 'USED' AND round = 0;
UPDATE approval SET told = 2 WHERE id = 'a1' AND told < 2;
SELECT id, principal, client, actors, endpoint, server, tool, call, policy, approver, provenance, conversation, state, asked, expires, first_person, first_by, first_said, first_kept, decided_by, decided, reason, kept, told FROM approval WHERE id = 'a1';
DELETE FROM approval WHERE expires < 99 OR (expires < 99 AND decided IS NULL);

INSERT INTO memory_signature (server, entry, about, other, writer, tainted, signed, seal) VALUES ('m', 'e', 'a', '', 'ann', TRUE, 1, 's') ON CONFLICT (server, entry) DO UPDATE SET about = excluded.about, other = excluded.other, writer = excluded.writer, tainted = excluded.tainted, signed = excluded.signed, seal = excluded.seal;
INSERT INTO memory_head (server, changes, entries, seal) VALUES ('m', 1, 1, 's') ON CONFLICT (server) DO UPDATE SET changes = excluded.changes, entries = excluded.entries, seal = excluded.seal;
SELECT head.changes, head.entries, head.seal, signature.entry, signature.about, signature.other, signature.writer, signature.tainted, signature.signed, signature.seal FROM memory_head AS head JOIN memory_signature AS signature ON signature.server = head.server;
DELETE FROM memory_signature WHERE server = 'm' AND entry = 'e';
