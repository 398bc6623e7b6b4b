-- tell_rows: write down what a trial found of rows.
UPDATE imports_importrow r
SET bundle = u.bundle, at = u.at, keys = u.keys, referrer = u.referrer, verdict = u.verdict,
    reason = u.reason, field = u.field, facts = u.facts, amount = u.amount, turn = 0
FROM json_to_recordset(%(rows)s::json) AS u (
    number integer, bundle integer, at timestamptz, keys text[], referrer text, verdict text,
    reason text, field text, facts jsonb, amount bigint
)
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.number = u.number
