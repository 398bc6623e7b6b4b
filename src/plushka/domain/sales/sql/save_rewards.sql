-- Write what sales gave to others than their buyers.
INSERT INTO sales_salereward (tenant_id, sale_id, number, member_id, tier, entry_id, promise)
SELECT t.id, n.sale, n.number, n.member, n.tier, n.entry, n.promise
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    sale uuid, number int, member uuid, tier text, entry uuid, promise int
)
WHERE t.id = %(tenant)s
ORDER BY n.sale, n.number
