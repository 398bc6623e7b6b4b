-- lock_accounts: lay a hand on every account a list may touch.
--
-- Whoever comes second waits here, so nobody decides on numbers that another is
-- changing. All take them in the same order, so nobody waits for one who waits
-- for them. What the accounts hold is asked afterwards: an answer given before
-- the wait could be old.
SELECT a.id
FROM unnest(%(accounts)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT own.id
    FROM ledger_account own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id
    FOR UPDATE
) AS a
