-- What must be true of stocks and orders. One row for each that is not: the check, the company,
-- the table, the row, the rule.
WITH put_in AS (
    SELECT tenant_id, reward_id, sum(pieces) AS pieces
    FROM rewards_stockchange
    WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
    GROUP BY tenant_id, reward_id
),
kept AS (
    SELECT tenant_id, reward_id, sum(quantity - fulfilled - cancelled) AS held,
        sum(fulfilled) AS gone
    FROM rewards_orderline
    WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
    GROUP BY tenant_id, reward_id
),
line AS (
    SELECT tenant_id, order_id, sum(points * quantity) AS points, sum(money * quantity) AS money,
        sum(quantity) AS quantity, sum(fulfilled) AS fulfilled, sum(cancelled) AS cancelled,
        sum(points * cancelled) AS points_back, sum(money * cancelled) AS money_back
    FROM rewards_orderline
    WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
    GROUP BY tenant_id, order_id
),
made AS (
    SELECT * FROM rewards_order WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
),
given AS (
    SELECT tenant_id, source_id, sum(points) AS points, min(conversion) AS earliest,
        max(conversion) AS latest
    FROM ledger_entry
    WHERE source_kind = 'REWARD_ORDER' AND kind = 'RETURN'
        AND (%(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s)
    GROUP BY tenant_id, source_id
)
SELECT 'rewards.stock' AS check, s.tenant_id, 'rewards_stock' AS table, s.id::text AS id,
    'what is left of a stock is what was put in, less what orders keep and what is gone' AS rule
FROM rewards_stock s
LEFT JOIN put_in ON put_in.tenant_id = s.tenant_id AND put_in.reward_id = s.id
LEFT JOIN kept ON kept.tenant_id = s.tenant_id AND kept.reward_id = s.id
WHERE (%(tenant)s::bigint IS NULL OR s.tenant_id = %(tenant)s)
    AND (s.put_in, s.held, s.gone) IS DISTINCT FROM (
        coalesce(put_in.pieces, 0), coalesce(kept.held, 0), coalesce(kept.gone, 0)
    )
UNION ALL
SELECT 'rewards.sums', made.tenant_id, 'rewards_order', made.id::text,
    'points and money of an order are the sum of its lines'
FROM made
LEFT JOIN line ON line.tenant_id = made.tenant_id AND line.order_id = made.id
WHERE (made.points, made.money) IS DISTINCT FROM (line.points, line.money)
UNION ALL
SELECT 'rewards.pieces', made.tenant_id, 'rewards_order', made.id::text,
    'an order that has ended keeps nothing, and one that was handed over gave something'
FROM made
JOIN line ON line.tenant_id = made.tenant_id AND line.order_id = made.id
WHERE made.state IN ('FULFILLED', 'CANCELLED', 'EXPIRED')
        AND line.quantity <> line.fulfilled + line.cancelled
    OR made.state = 'FULFILLED' AND line.fulfilled = 0
    OR made.state IN ('CANCELLED', 'EXPIRED', 'ORDERED') AND line.fulfilled > 0
UNION ALL
SELECT 'rewards.holds', made.tenant_id, 'rewards_order', made.id::text,
    'an order that waits for money holds its points; one that does not holds none'
FROM made
JOIN ledger_hold h ON h.tenant_id = made.tenant_id AND h.id = made.hold_id
WHERE h.points <> made.points
    OR h.until IS DISTINCT FROM made.held_until
    OR made.state = 'ORDERED' AND h.state <> 'OPEN' AND made.held_until > h.closed_at
    OR made.redemption_id IS NOT NULL AND h.entry_id IS DISTINCT FROM made.redemption_id
    OR made.redemption_id IS NULL AND h.state = 'CAPTURED'
    OR made.state = 'CANCELLED' AND made.redemption_id IS NULL AND h.state = 'OPEN'
        AND made.held_until > made.closed_at
UNION ALL
SELECT 'rewards.entries', made.tenant_id, 'rewards_order', made.id::text,
    'an order that was paid has one redemption, of its own and of its points'
FROM made
JOIN ledger_entry e ON e.tenant_id = made.tenant_id AND e.id = made.redemption_id
WHERE e.kind <> 'REDEMPTION' OR e.source_kind <> 'REWARD_ORDER' OR e.source_id <> made.id
    -- Points that were set aside may be worth something else by the time they pay (T35).
    OR (made.hold_id IS NULL OR e.conversion = 0) AND e.points <> -made.points
UNION ALL
SELECT 'rewards.back', made.tenant_id, 'rewards_order', made.id::text,
    'points and money came back for what was cancelled of a paid order, and for nothing else'
FROM made
JOIN line ON line.tenant_id = made.tenant_id AND line.order_id = made.id
JOIN members_member m ON m.tenant_id = made.tenant_id AND m.id = made.member_id
WHERE made.money_back
        <> CASE WHEN made.redemption_id IS NULL THEN 0 ELSE line.money_back END
    OR made.points_back
        <> CASE WHEN made.redemption_id IS NULL THEN 0 ELSE line.points_back END
        -- To whom is erased no points come back (T29).
        AND (made.points_back <> 0 OR m.erased_at IS NULL)
UNION ALL
SELECT 'rewards.back', made.tenant_id, 'rewards_order', made.id::text,
    'the ledger gave back what the order says'
FROM made
LEFT JOIN ledger_entry e ON e.tenant_id = made.tenant_id AND e.id = made.redemption_id
LEFT JOIN given ON given.tenant_id = made.tenant_id AND given.source_id = made.id
WHERE made.points_back <> coalesce(given.points, 0)
    -- Points of now may be more or fewer than those of then (T35).
    AND (given.points IS NULL
        OR given.earliest = e.conversion AND given.latest = e.conversion
            AND e.points = -made.points)
    OR made.points_expired > made.points_back
UNION ALL
SELECT 'rewards.holds', h.tenant_id, 'ledger_hold', h.id::text,
    'a hold of an order belongs to one'
FROM ledger_hold h
LEFT JOIN rewards_order o ON o.tenant_id = h.tenant_id AND o.hold_id = h.id
WHERE (%(tenant)s::bigint IS NULL OR h.tenant_id = %(tenant)s)
    AND h.key LIKE 'reward_order:%%' AND o.id IS NULL
LIMIT 100
