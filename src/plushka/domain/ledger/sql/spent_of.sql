-- spent_of: how many points of lots that some accounts granted another account has spent since a
-- moment, less what came back.
SELECT coalesce(sum(u.points), 0)::bigint
FROM ledger_entry e
JOIN ledger_lotuse u ON u.tenant_id = %(tenant)s AND u.entry_id = e.id
JOIN ledger_entry granting ON granting.tenant_id = %(tenant)s AND granting.id = u.lot_id
WHERE e.tenant_id = %(tenant)s AND e.account_id = %(account)s
    AND e.posted_at >= %(since)s AND e.kind IN ('REDEMPTION', 'RETURN', 'ADJUSTMENT')
    AND granting.account_id = ANY (%(accounts)s::uuid[])
