-- Write the lines of those sales.
INSERT INTO sales_saleline (
    tenant_id, sale_id, number, sku, name, category, supplier, quantity, price, cost,
    till_discount, total, discount, redeemed, to_pay, accrued
)
SELECT
    t.id, n.sale, n.number, n.sku, n.name, n.category, n.supplier, n.quantity, n.price,
    n.cost, n.till_discount, n.total, n.discount, n.redeemed, n.to_pay, n.accrued
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    sale uuid, number int, sku text, name text, category text, supplier text, quantity bigint,
    price bigint, cost bigint, till_discount bigint, total bigint, discount bigint,
    redeemed bigint, to_pay bigint, accrued bigint
)
WHERE t.id = %(tenant)s
ORDER BY n.sale, n.number
