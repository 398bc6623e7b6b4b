-- find_counters: what was used of the budgets that a list may touch.
SELECT c.code, k.key, k.used
FROM campaigns_counter k
JOIN campaigns_campaign c ON c.tenant_id = %(tenant)s AND c.id = k.campaign_id
JOIN json_to_recordset(%(rows)s::json) AS n (campaign uuid, key text)
    ON n.campaign = k.campaign_id AND n.key = k.key
WHERE k.tenant_id = %(tenant)s
