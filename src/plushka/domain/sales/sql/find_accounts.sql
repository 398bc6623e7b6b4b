-- The members that were located, each with the account of their points.
-- First they are located, then their accounts are found: not the other way.
WITH found (kind, value, member_id) AS MATERIALIZED (located)
SELECT found.kind, found.value, found.member_id, a.id
FROM found
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = found.member_id AND a.unit = 'BONUS'
