-- write_events: put events into the outbox of one tenant.
--
-- Joined to the tenant, as every set-based insert is joined to a row of the
-- tenant: a shard takes it whole. Which transaction writes is filled in by the
-- table itself.
INSERT INTO events_event (tenant_id, id, member_id, type, at, data)
SELECT t.id, u.id, u.member_id, u.type, u.at, u.data
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (
    id uuid, member_id uuid, type text, at timestamptz, data jsonb
)
WHERE t.id = %(tenant)s
