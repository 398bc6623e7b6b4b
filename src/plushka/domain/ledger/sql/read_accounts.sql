-- read_accounts: the running numbers of accounts, and what they are made of
-- where that is needed.
--
-- The numbers alone are enough to give points. To spend some, those open lots
-- are read that end soonest and cover them: the first sixteen mostly do. All
-- lots with something left, open holds and unpaid debts are read for accounts
-- that owe something, whose numbers dates have changed since they were written,
-- or for which all were asked. All is read at one moment, so it fits together
-- also without a lock. So are accounts of which a change of what a point is worth
-- has come (T35), and every row brings all such changes, where there are any.
SELECT
    a.id, a.balance, a.spendable, a.pending, a.held, a.debt,
    a.as_of, a.exact_until, a.version, a.n_entries, need.is_whole,
    CASE
        WHEN need.is_whole THEN (
            SELECT coalesce(json_agg(json_build_array(
                l.id, l.kind, l.granted, l.remaining, l.held, l.expired,
                l.available_at, l.expires_at, l.programme_version, l.conversion
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
                l.available_at, l.expires_at, l.programme_version, l.conversion
            )), '[]'::json)
            FROM (
                SELECT *, sum(remaining - held) OVER soonest_first AS covered
                FROM enough
                WINDOW soonest_first AS (ORDER BY expires_at, available_at, id)
            ) l
            WHERE l.covered - (l.remaining - l.held) < wanted.points
        )
    END::text AS lots,
    -- A change of value may leave a hold open with nothing of it set aside.
    CASE WHEN need.is_whole AND (a.held > 0 OR a.conversion > 0) THEN (
        SELECT json_agg(json_build_array(
            h.id, a.id, h.key, h.points, h.until, h.state, h.actor, h.held_at,
            h.outlet_id, h.reference,
            (
                SELECT coalesce(
                    json_agg(json_build_array(pin.lot_id, pin.points) ORDER BY pin.first), '[]'::json
                )
                FROM (
                    SELECT u.lot_id, sum(u.points) AS points, min(u.number) AS first
                    FROM ledger_holduse u
                    WHERE u.tenant_id = %(tenant)s AND u.hold_id = h.id
                    GROUP BY u.lot_id
                    HAVING sum(u.points) > 0
                ) pin
            ),
            NULL, NULL, h.conversion,
            (
                SELECT count(*) FROM ledger_holduse u
                WHERE u.tenant_id = %(tenant)s AND u.hold_id = h.id
            )
        ))
        FROM ledger_hold h
        WHERE h.tenant_id = %(tenant)s AND h.account_id = a.id AND h.state = 'OPEN'
    )::text END AS holds,
    CASE WHEN a.debt > 0 THEN (
        SELECT json_agg(json_build_array(d.id, d.owed, d.unpaid, d.n_uses) ORDER BY e.posted_at, d.id)
        FROM ledger_debt d
        CROSS JOIN LATERAL (
            SELECT own.posted_at FROM ledger_entry own
            WHERE own.tenant_id = %(tenant)s AND own.id = d.id
            OFFSET 0
        ) AS e
        WHERE d.tenant_id = %(tenant)s AND d.account_id = a.id AND d.unpaid > 0
    )::text END AS debts,
    a.conversion,
    (
        SELECT json_agg(json_build_array(
            c.number, c.at, c.before, c.after, c.programme_version, c.currency
        ) ORDER BY c.number)
        FROM ledger_conversion c
        WHERE c.tenant_id = %(tenant)s
    )::text AS changes
FROM unnest(%(accounts)s::uuid[], %(up_to)s::bigint[]) AS wanted (id, points)
CROSS JOIN LATERAL (
    SELECT * FROM ledger_account own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id
    OFFSET 0
) AS a
CROSS JOIN LATERAL (
    SELECT
        a.debt > 0 OR coalesce(a.exact_until <= %(moment)s, false) OR wanted.points IS NULL
        OR a.conversion < (
            SELECT coalesce(max(c.number), 0) FROM ledger_conversion c
            WHERE c.tenant_id = %(tenant)s
        ) AND EXISTS (
            SELECT FROM ledger_conversion c
            WHERE c.tenant_id = %(tenant)s AND c.number = a.conversion + 1
              AND c.at <= greatest(%(moment)s, a.as_of)
        )
) AS need (is_whole)
