-- write_events: put events into the outbox of one tenant.
--
-- Joined to the tenant, as every set-based insert is joined to a row of the
-- tenant: a shard takes it whole. Which transaction writes is filled in by the
-- table itself.
INSERT INTO events_event (tenant_id, id, member_id, type, at, data)
SELECT t.id, u.id, u.member_id, u.type, u.at, u.data::jsonb
FROM tenants_tenant t
CROSS JOIN unnest(
    %(ids)s::uuid[], %(members)s::uuid[], %(types)s::text[],
    %(moments)s::timestamptz[], %(data)s::text[]
) AS u (id, member_id, type, at, data)
WHERE t.id = %(tenant)s
