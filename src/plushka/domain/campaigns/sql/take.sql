-- take: count what campaigns give, in the order of the counters, which is the order of their
-- locks. A row whose budget has no room any more is not written, and so is missed by whoever
-- counts rows.
INSERT INTO campaigns_counter (tenant_id, id, campaign_id, key, used, most)
SELECT t.id, n.id, n.campaign, n.key, n.used, n.most
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, campaign uuid, key text, used bigint, most bigint
)
WHERE t.id = %(tenant)s
ORDER BY n.campaign, n.key
ON CONFLICT (tenant_id, campaign_id, key) DO UPDATE
SET used = campaigns_counter.used + excluded.used, most = excluded.most
WHERE campaigns_counter.used + excluded.used <= excluded.most
