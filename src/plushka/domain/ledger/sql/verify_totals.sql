-- verify_totals: all that was ever issued is spent, expired, reversed, corrected
-- or still there (I4), by company and kind of lot.
--
-- Points given back are taken off what was spent; what conversions put on lots or
-- took from them counts as issued, or not (T35).
SELECT l.tenant_id, NULL::uuid, format(
    '%%s: granted %%s, converted %%s; spent %%s, expired %%s, reversed %%s, corrected %%s, '
    'outstanding %%s',
    l.kind, l.granted, u.converted, u.spent, u.expired, u.reversed, u.corrected, l.remaining
)
FROM (
    SELECT l.tenant_id, l.kind, sum(e.points) AS granted, sum(l.remaining) AS remaining
    FROM ledger_lot l
    JOIN ledger_entry e ON e.tenant_id = l.tenant_id AND e.id = l.id
    WHERE l.tenant_id = coalesce(%(tenant)s::bigint, l.tenant_id)
    GROUP BY l.tenant_id, l.kind
) l
LEFT JOIN (
    SELECT
        lot.tenant_id, lot.kind,
        coalesce(sum(u.points) FILTER (WHERE e.kind IN ('REDEMPTION', 'RETURN')), 0) AS spent,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'EXPIRY'), 0) AS expired,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'REVERSAL'), 0) AS reversed,
        coalesce(sum(u.points) FILTER (WHERE e.kind IN ('ADJUSTMENT', 'MERGE')), 0) AS corrected,
        coalesce(sum(-u.points) FILTER (WHERE e.kind = 'CONVERSION' AND e.points = -u.points), 0)
            AS converted,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'CONVERSION' AND e.points <> -u.points), 0)
            AS owed
    FROM ledger_lotuse u
    JOIN ledger_entry e ON e.tenant_id = u.tenant_id AND e.id = u.entry_id
    JOIN ledger_lot lot ON lot.tenant_id = u.tenant_id AND lot.id = u.lot_id
    WHERE u.tenant_id = coalesce(%(tenant)s::bigint, u.tenant_id)
    GROUP BY lot.tenant_id, lot.kind
) u ON u.tenant_id = l.tenant_id AND u.kind = l.kind
WHERE l.granted + coalesce(u.converted, 0)
    <> l.remaining + coalesce(u.spent + u.expired + u.reversed + u.corrected + u.owed, 0)
LIMIT %(most)s
