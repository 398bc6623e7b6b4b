-- opening_lots: what was left in lots at a moment, and lots that a later return will touch.
WITH used AS MATERIALIZED (
    SELECT u.lot_id, sum(u.points)::bigint AS points,
        coalesce(sum(u.points) FILTER (WHERE e.kind = 'EXPIRY'), 0)::bigint AS expired
    FROM ledger_lotuse u
    JOIN ledger_entry e ON e.tenant_id = %(tenant)s AND e.id = u.entry_id
    WHERE u.tenant_id = %(tenant)s AND u.used_at < %(begins)s
    GROUP BY u.lot_id
),
undone AS MATERIALIZED (
    SELECT DISTINCT s.id, s.redemption_id, s.accrual_id
    FROM sales_return r
    JOIN sales_sale s ON s.tenant_id = %(tenant)s AND s.id = r.sale_id
    WHERE r.tenant_id = %(tenant)s AND r.received_at >= %(begins)s AND s.received_at < %(begins)s
),
touched AS MATERIALIZED (
    SELECT accrual_id AS id FROM undone
    UNION
    SELECT w.entry_id
    FROM undone r
    JOIN sales_salereward w ON w.tenant_id = %(tenant)s AND w.sale_id = r.id
    UNION
    SELECT u.lot_id
    FROM undone r
    JOIN ledger_lotuse u ON u.tenant_id = %(tenant)s AND u.entry_id = r.redemption_id
)
SELECT l.account_id, a.member_id, l.id, l.kind, e.points, e.points - coalesce(u.points, 0), 0,
    coalesce(u.expired, 0),
    -- A purchase opens it that is still to come (E16).
    CASE
        WHEN e.key = 'enrolment:referral' AND l.available_at >= %(begins)s
            AND l.available_at > e.posted_at THEN timestamptz '9000-01-01 00:00:00+00'
        ELSE l.available_at
    END,
    l.expires_at, l.programme_version,
    e.conversion, l.id IN (SELECT id FROM touched)
FROM ledger_lot l
JOIN ledger_entry e ON e.tenant_id = %(tenant)s AND e.id = l.id
    AND CASE WHEN e.kind = 'CONVERSION' THEN e.at ELSE e.posted_at END < %(begins)s
JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.id = l.account_id AND a.unit = 'BONUS'
LEFT JOIN used u ON u.lot_id = l.id
WHERE l.tenant_id = %(tenant)s
    AND (e.points > coalesce(u.points, 0) OR l.id IN (SELECT id FROM touched))
ORDER BY l.id
