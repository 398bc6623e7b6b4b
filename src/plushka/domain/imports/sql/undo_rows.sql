-- undo_rows: write down what became of rows when an import was taken back.
UPDATE imports_importrow r
SET undone = u.undone, reason = u.reason, facts = u.facts
FROM json_to_recordset(%(rows)s::json) AS u (
    number integer, undone text, reason text, facts jsonb
)
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.number = u.number
