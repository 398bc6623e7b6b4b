-- count_adjustment: add a correction to what its actor has corrected that day.
--
-- Nothing is written where the day's limit would be passed; two at once cannot
-- pass it together.
INSERT INTO ledger_adjustmentday AS counted (tenant_id, id, actor, day, used)
SELECT t.id, %(id)s::uuid, %(actor)s, %(day)s::date, %(points)s::bigint
FROM tenants_tenant t
WHERE t.id = %(tenant)s AND %(points)s::bigint <= %(limit)s::bigint
ON CONFLICT (tenant_id, actor, day) DO UPDATE
SET used = counted.used + excluded.used
WHERE counted.used + excluded.used <= %(limit)s::bigint
RETURNING counted.used
