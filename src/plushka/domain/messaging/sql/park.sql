-- park: keep reports whose messages have no provider's name yet; the newest word counts.
INSERT INTO messaging_parkedreport (tenant_id, id, connection_id, provider_id, told, at)
SELECT c.tenant_id, n.id, c.id, n.provider_id, n.told, %(at)s::timestamptz
FROM messaging_connection c
CROSS JOIN json_to_recordset(%(rows)s::json) AS n (id uuid, provider_id text, told jsonb)
WHERE c.tenant_id = %(tenant)s AND c.id = %(connection)s::uuid
ON CONFLICT (tenant_id, connection_id, provider_id) DO UPDATE
SET told = CASE
        WHEN excluded.told ->> 'pressed' = '' THEN messaging_parkedreport.told || excluded.told
            || jsonb_build_object('pressed', coalesce(messaging_parkedreport.told ->> 'pressed', ''))
        ELSE excluded.told
    END,
    at = excluded.at
