-- save_alarms: raise alarms, each once a local day; the number tells how bad it became.
INSERT INTO codes_alarm (tenant_id, id, kind, batch_id, day, n, at, seen_by)
SELECT t.id, n.id, n.kind, n.batch, n.day, n.n, %(at)s::timestamptz, ''
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
    id uuid, kind text, batch uuid, day date, n bigint
)
WHERE t.id = %(tenant)s
ORDER BY n.kind, n.batch
ON CONFLICT (tenant_id, kind, batch_id, day) DO UPDATE SET n = greatest(codes_alarm.n, excluded.n)
