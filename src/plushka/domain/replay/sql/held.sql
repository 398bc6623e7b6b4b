-- held: points that were set aside since a moment.
SELECT h.id, h.account_id, a.member_id, h.points, h.held_at, h.until, h.closed_at, h.entry_id,
    h.conversion
FROM ledger_hold h
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = h.account_id AND a.unit = 'BONUS'
WHERE h.tenant_id = %(tenant)s AND h.held_at >= %(since)s
ORDER BY h.id
