-- read_accounts: the running numbers of accounts, and what they are made of
-- where that is needed.
--
-- The numbers alone are enough to give points. To spend some, those open lots
-- are read that end soonest and cover them: the first sixteen mostly do. All
-- lots with something left, open holds and unpaid debts are read for accounts
-- that owe something, whose numbers dates have changed since they were written,
-- or for which all were asked. All is read at one moment, so it fits together
-- also without a lock.
SELECT
    a.id, a.balance, a.spendable, a.pending, a.held, a.debt,
    a.as_of, a.exact_until, a.version, a.n_entries, need.is_whole,
    CASE
        WHEN need.is_whole THEN (
            SELECT coalesce(json_agg(json_build_array(
                l.id, l.kind, l.granted, l.remaining, l.held, l.expired,
                l.available_at, l.expires_at, l.programme_version
            )), '[]'::json)
            FROM ledger_lot l
            WHERE l.tenant_id = %(tenant)s AND l.account_id = a.id AND l.remaining > 0
        )
        WHEN wanted.points > 0 THEN (
            WITH soonest AS MATERIALIZED (
                SELECT * FROM ledger_lot l
                WHERE l.tenant_id = %(tenant)s AND l.account_id = a.id
                  AND l.remaining > 0 AND l.remaining > l.held AND l.available_at <= a.as_of
                ORDER BY l.expires_at, l.available_at, l.id
                LIMIT 16
            ),
            enough AS (
                SELECT * FROM soonest
                UNION ALL
                (
                    SELECT * FROM ledger_lot l
                    WHERE (SELECT sum(remaining - held) FROM soonest) < wanted.points
                      AND l.tenant_id = %(tenant)s AND l.account_id = a.id
                      AND l.remaining > 0 AND l.remaining > l.held AND l.available_at <= a.as_of
                    ORDER BY l.expires_at, l.available_at, l.id
                    OFFSET 16
                )
            )
            SELECT coalesce(json_agg(json_build_array(
                l.id, l.kind, l.granted, l.remaining, l.held, l.expired,
                l.available_at, l.expires_at, l.programme_version
            )), '[]'::json)
            FROM (
                SELECT *, sum(remaining - held) OVER soonest_first AS covered
                FROM enough
                WINDOW soonest_first AS (ORDER BY expires_at, available_at, id)
            ) l
            WHERE l.covered - (l.remaining - l.held) < wanted.points
        )
    END::text AS lots,
    CASE WHEN need.is_whole AND a.held > 0 THEN (
        SELECT json_agg(json_build_array(
            h.id, a.id, h.key, h.points, h.until, h.state, h.actor, h.held_at,
            h.outlet_id, h.reference,
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
        CROSS JOIN LATERAL (
            SELECT own.number FROM ledger_entry own
            WHERE own.tenant_id = %(tenant)s AND own.id = d.id
            OFFSET 0
        ) AS e
        WHERE d.tenant_id = %(tenant)s AND d.account_id = a.id AND d.unpaid > 0
    )::text END AS debts
FROM unnest(%(accounts)s::uuid[], %(up_to)s::bigint[]) AS wanted (id, points)
CROSS JOIN LATERAL (
    SELECT * FROM ledger_account own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id
    OFFSET 0
) AS a
CROSS JOIN LATERAL (
    SELECT
        a.debt > 0 OR coalesce(a.exact_until <= %(moment)s, false) OR wanted.points IS NULL
) AS need (is_whole)
