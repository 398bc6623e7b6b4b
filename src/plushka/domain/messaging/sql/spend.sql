-- spend: count what messages came to on the company's local day, by their kind and way, and take
-- it from the money put in for them, where the company counts any.
WITH counted AS (
    INSERT INTO messaging_cost (tenant_id, id, day, kind, nature, way, messages, parts, cost)
    SELECT
        t.id, n.id, (%(at)s::timestamptz AT TIME ZONE t.timezone)::date,
        n.kind, n.nature, n.way, n.messages, n.parts, n.cost
    FROM tenants_tenant t
    CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
        id uuid, kind text, nature smallint, way text, messages bigint, parts bigint, cost bigint
    )
    WHERE t.id = %(tenant)s
    ORDER BY n.kind, n.nature, n.way
    ON CONFLICT (tenant_id, day, kind, nature, way) DO UPDATE
    SET messages = messaging_cost.messages + excluded.messages,
        parts = messaging_cost.parts + excluded.parts,
        cost = messaging_cost.cost + excluded.cost
)
UPDATE messaging_funds
SET balance = balance - %(total)s
WHERE tenant_id = %(tenant)s
