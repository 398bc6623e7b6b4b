-- campaigns: the versions of a company's campaigns, each campaign's oldest first.
--
-- Documents are left out: whoever needs one finds it in memory by its id,
-- because a version never changes.
SELECT campaign_id, id, is_stopped, valid_from, starts_at, ends_at
FROM campaigns_campaignversion
WHERE tenant_id = %(tenant)s
ORDER BY campaign_id, number
