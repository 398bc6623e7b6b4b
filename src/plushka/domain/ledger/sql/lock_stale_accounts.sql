-- lock_stale_accounts: accounts whose numbers dates have changed, longest ago first.
--
-- An account that somebody holds right now is passed over: whoever holds it
-- settles it too, or the next round does.
SELECT a.id
FROM ledger_account a
WHERE a.tenant_id = %(tenant)s AND a.exact_until <= %(at)s
ORDER BY a.exact_until, a.id
LIMIT %(most)s
FOR UPDATE SKIP LOCKED
