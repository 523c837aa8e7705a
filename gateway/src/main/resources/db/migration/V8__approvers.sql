-- Whose word a question waits for. The questions of before are asked anew.
ALTER TABLE approval ADD COLUMN approver TEXT NOT NULL DEFAULT 'OPERATOR' CHECK (approver IN ('OPERATOR', 'USER'));

PRAGMA user_version = 8;
