-- The members that were located, each with the account of their points.
-- First they are located, then their accounts are found: not the other way.
WITH found (kind, value, member_id) AS MATERIALIZED (located)
-- Beside each who brought them, and that account too.
SELECT found.kind, found.value, found.member_id, a.id, m.referrer_id, r.id
FROM found
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = found.member_id AND a.unit = 'BONUS'
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = found.member_id
LEFT JOIN ledger_account r
    ON r.tenant_id = %(tenant)s AND r.member_id = m.referrer_id AND r.unit = 'BONUS'
