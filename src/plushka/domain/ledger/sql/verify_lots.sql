-- verify_lots: a lot is what its entry granted, less what its uses took (I3, I4).
--
-- What remains is granted less used; what expired is what expiries used. Every
-- entry that gives points has its lot and every lot its entry, of one account
-- and of the same size.
SELECT
    coalesce(l.tenant_id, e.tenant_id), coalesce(l.id, e.id), format(
        'granted %%s, remaining %%s, expired %%s; its entry gives %%s, its uses took %%s, of it expired %%s',
        l.granted, l.remaining, l.expired, e.points, u.used, u.expired
    )
FROM (
    SELECT tenant_id, id, account_id, granted, remaining, expired
    FROM ledger_lot
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
) l
FULL JOIN (
    SELECT tenant_id, id, account_id, points
    FROM ledger_entry
    WHERE points > 0 AND kind IN ('ACCRUAL', 'ADJUSTMENT')
      AND tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
) e ON e.tenant_id = l.tenant_id AND e.id = l.id
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
WHERE l.id IS NULL
   OR e.id IS NULL
   OR l.account_id <> e.account_id
   OR l.granted <> e.points
   OR l.remaining <> l.granted - coalesce(u.used, 0)
   OR l.expired <> coalesce(u.expired, 0)
LIMIT %(most)s
