-- opening_holds: points that were set aside at a moment, with the lots they are pinned to.
SELECT h.account_id, a.member_id, h.id, h.points, h.until, h.held_at, h.closed_at, h.entry_id,
    h.conversion,
    (
        SELECT json_agg(json_build_array(u.lot_id, u.conversion, u.points) ORDER BY u.number)::text
        FROM ledger_holduse u
        WHERE u.tenant_id = %(tenant)s AND u.hold_id = h.id
    )
FROM ledger_hold h
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = h.account_id AND a.unit = 'BONUS'
WHERE h.tenant_id = %(tenant)s AND h.held_at < %(begins)s
    AND (h.closed_at IS NULL OR h.closed_at >= %(begins)s)
ORDER BY h.id
