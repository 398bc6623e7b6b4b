-- read_accounts: the running numbers of accounts, and what they are made of
-- where that is needed.
--
-- The numbers alone are enough to give points. Lots with something left, open
-- holds and unpaid debts are read for accounts that are going to be spent from,
-- that owe something, or whose numbers dates have changed since they were
-- written. All is read at one moment, so it fits together also without a lock.
SELECT
    a.id, a.balance, a.spendable, a.pending, a.held, a.debt,
    a.as_of, a.exact_until, a.version, a.n_entries,
    CASE WHEN need.is_whole THEN coalesce((
        SELECT json_agg(json_build_array(
            l.id, l.kind, l.granted, l.remaining, l.held, l.expired,
            l.available_at, l.expires_at, l.programme_version
        ))
        FROM ledger_lot l
        WHERE l.tenant_id = %(tenant)s AND l.account_id = a.id AND l.remaining > 0
    ), '[]')::text END AS lots,
    CASE WHEN need.is_whole AND a.held > 0 THEN (
        SELECT json_agg(json_build_array(
            h.id, a.id, h.key, h.points, h.until, h.state, h.actor, h.held_at,
            (
                SELECT json_agg(json_build_array(u.lot_id, u.points) ORDER BY u.number)
                FROM ledger_holduse u
                WHERE u.tenant_id = %(tenant)s AND u.hold_id = h.id
            )
        ))
        FROM ledger_hold h
        WHERE h.tenant_id = %(tenant)s AND h.account_id = a.id AND h.state = 'OPEN'
    )::text END AS holds,
    CASE WHEN a.debt > 0 THEN (
        SELECT json_agg(json_build_array(d.id, d.owed, d.unpaid, d.n_uses) ORDER BY e.number)
        FROM ledger_debt d
        JOIN ledger_entry e ON e.tenant_id = %(tenant)s AND e.id = d.id
        WHERE d.tenant_id = %(tenant)s AND d.account_id = a.id AND d.unpaid > 0
    )::text END AS debts
FROM ledger_account a
CROSS JOIN LATERAL (
    SELECT a.debt > 0 OR a.exact_until <= %(moment)s OR a.id = ANY(%(with_lots)s::uuid[])
) AS need (is_whole)
WHERE a.tenant_id = %(tenant)s AND a.id = ANY(%(accounts)s::uuid[])
