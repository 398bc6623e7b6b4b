-- read_redemptions: what is left to give back of redemptions.
--
-- For each lot, in the order they were taken from: what the redemption took,
-- less what earlier returns have put back, or made a new lot of (T33); apart for each change of what a point
-- is worth that came in between (T35), in their order.
SELECT
    coalesce(a.merged_into_id, a.id), redemption.id, u.lot_id, e.conversion, sum(u.points)::bigint
FROM unnest(%(redemptions)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT own.account_id, own.id, own.conversion FROM ledger_entry own
    WHERE own.tenant_id = %(tenant)s AND own.id = wanted.id AND own.kind = 'REDEMPTION'
    OFFSET 0
) AS redemption
CROSS JOIN LATERAL (
    SELECT redemption.id, redemption.conversion, 0 AS points, NULL::uuid AS instead_of
    UNION ALL
    SELECT back.id, back.conversion, back.points,
        CASE WHEN back.explanation -> 0 ->> 'side' = 'back'
        THEN (back.explanation -> 0 ->> 'lot')::uuid END
    FROM ledger_entry back
    WHERE back.tenant_id = %(tenant)s AND back.undoes_id = redemption.id AND back.kind = 'RETURN'
) AS e
CROSS JOIN LATERAL (
    SELECT own.lot_id, own.points, own.number FROM ledger_lotuse own
    WHERE own.tenant_id = %(tenant)s AND own.entry_id = e.id
    UNION ALL
    SELECT e.instead_of, -e.points, NULL WHERE e.instead_of IS NOT NULL
    OFFSET 0
) AS u
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = redemption.account_id
GROUP BY a.id, a.merged_into_id, redemption.id, u.lot_id, e.conversion
ORDER BY
    redemption.id,
    min(min(u.number) FILTER (WHERE e.id = redemption.id)) OVER (
        PARTITION BY redemption.id, u.lot_id
    ),
    e.conversion
