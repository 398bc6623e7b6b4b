-- read_redemptions: what is left to give back of redemptions.
--
-- For each lot, in the order they were taken from: what the redemption took,
-- less what earlier returns have put back.
SELECT redemption.account_id, redemption.id, u.lot_id, sum(u.points)::bigint
FROM ledger_entry redemption
JOIN ledger_entry e
    ON e.tenant_id = %(tenant)s
    AND (e.id = redemption.id OR (e.undoes_id = redemption.id AND e.kind = 'RETURN'))
JOIN ledger_lotuse u ON u.tenant_id = %(tenant)s AND u.entry_id = e.id
WHERE redemption.tenant_id = %(tenant)s
  AND redemption.id = ANY(%(redemptions)s::uuid[])
  AND redemption.kind = 'REDEMPTION'
GROUP BY redemption.account_id, redemption.id, u.lot_id
ORDER BY redemption.id, min(u.number) FILTER (WHERE e.id = redemption.id)
