-- tell: write alerts, one a day for each limit that a person passed, or one a window of those that
-- the company did; the next time within it only says what it comes to by now. Who looked at it is
-- not asked again.
INSERT INTO limits_alert (
    tenant_id, id, staff_id, day, kind, subject, starts_at, is_block, most, used, at, seen_by
)
SELECT
    t.id, n.id, %(staff)s::uuid, n.day, n.kind, n.subject, n.starts_at, n.is_block, n.most, n.used,
    %(at)s, ''
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, day date, kind text, subject uuid, starts_at timestamptz, is_block boolean,
    most bigint, used bigint
)
WHERE t.id = %(tenant)s
ORDER BY n.day, n.kind, n.subject
ON CONFLICT (tenant_id, staff_id, day, kind, subject, starts_at, is_block) DO UPDATE
SET used = GREATEST(limits_alert.used, excluded.used), most = excluded.most
