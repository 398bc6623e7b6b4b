-- tell: write alerts, one a day for each limit that a person passed; the next time on that day
-- only says what the day comes to by now. Who looked at it is not asked again.
INSERT INTO limits_alert (
    tenant_id, id, staff_id, day, kind, subject, is_block, most, used, at, seen_by
)
SELECT t.id, n.id, %(staff)s::uuid, n.day, n.kind, n.subject, n.is_block, n.most, n.used, %(at)s, ''
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, day date, kind text, subject uuid, is_block boolean, most bigint, used bigint
)
WHERE t.id = %(tenant)s
ORDER BY n.day, n.kind, n.subject
ON CONFLICT (tenant_id, staff_id, day, kind, subject, is_block) DO UPDATE
SET used = GREATEST(limits_alert.used, excluded.used), most = excluded.most
