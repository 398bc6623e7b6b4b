-- set_turns: rows get the turn in which they are taken, and those who cannot be, why.
UPDATE imports_importrow r
SET turn = u.turn, referrer = u.referrer,
    verdict = CASE WHEN u.reason = '' THEN r.verdict ELSE 'REFUSED' END,
    reason = u.reason,
    field = CASE WHEN u.reason = '' THEN '' ELSE 'referrer' END
FROM json_to_recordset(%(rows)s::json) AS u (
    number integer, turn integer, referrer text, reason text
)
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.number = u.number
