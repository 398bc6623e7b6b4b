-- count_day: add what a person does to what they did today, locking the rows in their order, and
-- give for each what it comes to, the day, whether a senior lifted the limit, and the limits.
WITH counted AS (
    INSERT INTO limits_daycount (tenant_id, id, staff_id, day, kind, subject, used)
    SELECT
        t.id, n.id, %(staff)s::uuid,
        (%(at)s::timestamptz AT TIME ZONE t.timezone)::date,
        n.kind, n.subject, n.used
    FROM tenants_tenant t
    CROSS JOIN json_to_recordset(%(rows)s::json) AS n (
        id uuid, kind text, subject uuid, used bigint
    )
    WHERE t.id = %(tenant)s
    ORDER BY n.kind, n.subject
    ON CONFLICT (tenant_id, staff_id, day, kind, subject) DO UPDATE
    SET used = limits_daycount.used + excluded.used
    RETURNING tenant_id, day, kind, subject, used
)
SELECT
    c.kind, c.subject, c.used, c.day,
    EXISTS (
        SELECT 1 FROM limits_lift l
        WHERE l.tenant_id = c.tenant_id AND l.staff_id = %(staff)s::uuid
            AND l.day = c.day AND l.kind = c.kind
    ),
    (SELECT p.document::text FROM limits_policy p WHERE p.tenant_id = c.tenant_id)
FROM counted c
ORDER BY c.kind, c.subject
