-- stage_rows: keep the rows of a file, to be looked at.
INSERT INTO imports_importrow (
    tenant_id, source_id, number, cells, bundle, turn, keys, referrer, verdict, reason, field,
    facts, amount, is_done, is_made, undone
)
SELECT
    t.id, %(source)s, u.number, u.cells, u.number, 0, '{}', '', 'WAITING', '', '',
    '{}', 0, false, false, ''
FROM tenants_tenant t
CROSS JOIN json_to_recordset(%(rows)s::json) AS u (number integer, cells text[])
WHERE t.id = %(tenant)s
ORDER BY u.number
