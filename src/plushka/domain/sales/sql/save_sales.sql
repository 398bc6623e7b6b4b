-- Write the sales of a list, in the order of their receipts. A row that names
-- another company's outlet is refused by its foreign key.
INSERT INTO sales_sale (
    tenant_id, id, outlet_id, receipt, member_id, at, received_at, staff, actor, is_itemised,
    total, discount, redeemed, max_redeem, to_pay, accrued, counted, version_id, tier,
    days_since, days_since_earlier_day, redemption_id, accrual_id, fingerprint, outcome,
    promises
)
SELECT
    t.id, n.id, n.outlet, n.receipt, n.member, n.at, %(moment)s::timestamptz, n.staff, n.actor,
    n.is_itemised, n.total, n.discount, n.redeemed, n.max_redeem, n.to_pay, n.accrued,
    n.counted, n.version, n.tier, n.days_since, n.days_since_earlier_day, n.redemption,
    n.accrual, decode(n.fingerprint, 'hex'), n.outcome, n.promises
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, outlet uuid, receipt text, member uuid, at timestamptz, staff text, actor text,
    is_itemised bool, total bigint, discount bigint, redeemed bigint, max_redeem bigint,
    to_pay bigint, accrued bigint, counted bigint, version uuid, tier text, days_since int,
    days_since_earlier_day int, redemption uuid, accrual uuid, fingerprint text, outcome jsonb,
    promises jsonb
)
WHERE t.id = %(tenant)s
ORDER BY n.outlet, n.receipt
