-- finish_rows: write down what became of rows; of those that are taken the cells go.
UPDATE imports_importrow r
SET verdict = u.verdict, reason = u.reason, field = u.field, facts = u.facts, amount = u.amount,
    is_done = u.is_done, member = u.member, is_made = u.is_made, entry = u.entry, sale = u.sale,
    cells = CASE WHEN u.is_done THEN '{}' ELSE r.cells END,
    referrer = CASE
        WHEN u.is_done AND r.referrer NOT LIKE 'ID:%%' AND r.referrer NOT LIKE 'ROW:%%' THEN ''
        ELSE r.referrer
    END,
    keys = CASE WHEN u.is_done THEN '{}' ELSE r.keys END
FROM json_to_recordset(%(rows)s::json) AS u (
    number integer, verdict text, reason text, field text, facts jsonb, amount bigint,
    is_done boolean, member uuid, is_made boolean, entry uuid, sale uuid
)
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.number = u.number
