-- count_month: one more invitation of the company in a month; no row where it is full.
INSERT INTO referrals_monthcount AS counted (tenant_id, id, month, used)
SELECT %(tenant)s, %(id)s, %(month)s, 1
WHERE %(most)s::bigint > 0
ON CONFLICT (tenant_id, month) DO UPDATE SET used = counted.used + 1
    WHERE counted.used < %(most)s::bigint
RETURNING used
