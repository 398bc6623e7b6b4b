-- give_back: what came back is no longer used of a budget (T32). Counters are locked in their order.
WITH back AS MATERIALIZED (
    SELECT k.id, n.used
    FROM campaigns_counter k
    JOIN json_to_recordset(%(rows)s::json) AS n (campaign uuid, key text, used bigint)
        ON n.campaign = k.campaign_id AND n.key = k.key
    WHERE k.tenant_id = %(tenant)s
    ORDER BY k.campaign_id, k.key
    FOR UPDATE OF k
)
UPDATE campaigns_counter k
SET used = GREATEST(0, k.used - back.used)
FROM back
WHERE k.tenant_id = %(tenant)s AND k.id = back.id
