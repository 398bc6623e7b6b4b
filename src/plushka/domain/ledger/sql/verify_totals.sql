-- verify_totals: all that was ever issued is spent, expired, reversed, corrected
-- or still there (I4), by company and kind of lot.
--
-- Points given back are taken off what was spent.
SELECT l.tenant_id, NULL::uuid, format(
    '%%s: granted %%s; spent %%s, expired %%s, reversed %%s, corrected %%s, outstanding %%s',
    l.kind, l.granted, u.spent, u.expired, u.reversed, u.corrected, l.remaining
)
FROM (
    SELECT tenant_id, kind, sum(granted) AS granted, sum(remaining) AS remaining
    FROM ledger_lot
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, kind
) l
LEFT JOIN (
    SELECT
        lot.tenant_id, lot.kind,
        coalesce(sum(u.points) FILTER (WHERE e.kind IN ('REDEMPTION', 'RETURN')), 0) AS spent,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'EXPIRY'), 0) AS expired,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'REVERSAL'), 0) AS reversed,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'ADJUSTMENT'), 0) AS corrected
    FROM ledger_lotuse u
    JOIN ledger_entry e ON e.tenant_id = u.tenant_id AND e.id = u.entry_id
    JOIN ledger_lot lot ON lot.tenant_id = u.tenant_id AND lot.id = u.lot_id
    WHERE u.tenant_id = coalesce(%(tenant)s::bigint, u.tenant_id)
    GROUP BY lot.tenant_id, lot.kind
) u ON u.tenant_id = l.tenant_id AND u.kind = l.kind
WHERE l.granted <> l.remaining + coalesce(u.spent + u.expired + u.reversed + u.corrected, 0)
LIMIT %(most)s
