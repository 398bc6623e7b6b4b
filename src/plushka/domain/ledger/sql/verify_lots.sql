-- verify_lots: a lot is what its entry granted, less what its uses took (I3, I4).
--
-- What remains is granted less used; what expired is what expiries used. Every
-- entry that gives points has its lot and every lot its entry, of one account, or of
-- the one that it was merged into (T33), and of the same size. What a lot was granted and what of it expired is counted
-- in points of after its last conversion (T35), and those are worth no more than
-- the points of then, and less by what was rounded down each time.
SELECT
    coalesce(l.tenant_id, e.tenant_id), coalesce(l.id, e.id), format(
        'granted %%s, remaining %%s, expired %%s; its entry gives %%s, its uses took %%s, of it expired %%s',
        l.granted, l.remaining, l.expired, e.points, u.used, u.expired
    )
FROM (
    SELECT tenant_id, id, account_id, granted, remaining, expired, conversion
    FROM ledger_lot
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
) l
FULL JOIN (
    SELECT tenant_id, id, account_id, points, conversion
    FROM ledger_entry own
    WHERE points > 0 AND (
        kind IN ('ACCRUAL', 'ADJUSTMENT')
        OR kind = 'CONVERSION' AND explanation -> 0 ->> 'method' = 'conversion_debt'
        OR kind = 'RETURN' AND explanation -> 0 ->> 'side' = 'back'
    ) AND tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
) e ON e.tenant_id = l.tenant_id AND e.id = l.id
LEFT JOIN ledger_account granting ON granting.tenant_id = e.tenant_id AND granting.id = e.account_id
LEFT JOIN (
    SELECT
        use.tenant_id, use.lot_id,
        sum(use.points) AS used,
        coalesce(sum(use.points) FILTER (WHERE entry.kind = 'EXPIRY'), 0) AS expired
    FROM ledger_lotuse use
    JOIN ledger_entry entry ON entry.tenant_id = use.tenant_id AND entry.id = use.entry_id
    WHERE use.tenant_id = coalesce(%(tenant)s::bigint, use.tenant_id)
    GROUP BY use.tenant_id, use.lot_id
) u ON u.tenant_id = l.tenant_id AND u.lot_id = l.id
LEFT JOIN LATERAL (
    SELECT
        (array_agg(c.before ORDER BY c.number))[1] AS before,
        (array_agg(c.after ORDER BY c.number DESC))[1] AS after,
        sum(c.after) AS lost
    FROM ledger_conversion c
    WHERE c.tenant_id = l.tenant_id AND c.number > e.conversion AND c.number <= l.conversion
) rate ON l.conversion > e.conversion
WHERE l.id IS NULL
   OR e.id IS NULL
   OR l.account_id <> coalesce(granting.merged_into_id, e.account_id)
   OR l.conversion < e.conversion
   OR l.remaining <> e.points - coalesce(u.used, 0)
   OR (l.conversion = e.conversion AND l.granted <> e.points)
   OR (l.conversion = e.conversion AND l.expired <> coalesce(u.expired, 0))
   OR (
       l.conversion > e.conversion
       AND l.granted > 1
       AND NOT e.points * rate.before - l.granted * rate.after BETWEEN 0 AND rate.lost
   )
LIMIT %(most)s
