-- Under which secret the hash of a key was made, as a mark by which nobody finds that out: while a secret is exchanged, which keys
-- would end with the old one. Where it is missing, a build of before this made the hash.

ALTER TABLE api_key ADD COLUMN made_under TEXT CHECK (length(made_under) = 64);
