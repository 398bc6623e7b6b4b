-- find_to_convert: the accounts after one, in the order of ids, as many as are swept at once.
--
-- Those that somebody has opened since are converted already; they are looked at
-- and left as they are.
SELECT a.id
FROM ledger_account a
WHERE a.tenant_id = %(tenant)s AND (%(after)s::uuid IS NULL OR a.id > %(after)s::uuid)
ORDER BY a.id
LIMIT %(most)s
