-- lock_counters: let nobody use the budgets that are going to be used, in the order of their locks.
SELECT 1
FROM campaigns_counter k
JOIN json_to_recordset(%(rows)s::json) AS n (campaign uuid, key text)
    ON n.campaign = k.campaign_id AND n.key = k.key
WHERE k.tenant_id = %(tenant)s
ORDER BY k.campaign_id, k.key
FOR UPDATE OF k
