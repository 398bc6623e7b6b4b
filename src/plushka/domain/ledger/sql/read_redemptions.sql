-- read_redemptions: what is left to give back of redemptions.
--
-- For each lot, in the order they were taken from: what the redemption took,
-- less what earlier returns have put back; apart for each change of what a point
-- is worth that came in between (T35), in their order.
SELECT redemption.account_id, redemption.id, u.lot_id, e.conversion, sum(u.points)::bigint
FROM unnest(%(redemptions)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT own.account_id, own.id, own.conversion FROM ledger_entry own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id AND own.kind = 'REDEMPTION'
    OFFSET 0
) AS redemption
CROSS JOIN LATERAL (
    SELECT redemption.id, redemption.conversion
    UNION ALL
    SELECT back.id, back.conversion FROM ledger_entry back
    WHERE back.tenant_id = %(tenant)s AND back.undoes_id = redemption.id AND back.kind = 'RETURN'
) AS e
CROSS JOIN LATERAL (
    SELECT own.lot_id, own.points, own.number FROM ledger_lotuse own
    WHERE own.tenant_id = %(tenant)s AND own.entry_id = e.id
    OFFSET 0
) AS u
GROUP BY redemption.account_id, redemption.id, u.lot_id, e.conversion
ORDER BY
    redemption.id,
    min(min(u.number) FILTER (WHERE e.id = redemption.id)) OVER (
        PARTITION BY redemption.id, u.lot_id
    ),
    e.conversion
