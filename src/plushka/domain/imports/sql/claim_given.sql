-- claim_given: note what members are given by an import, where no import gave it before.
--
-- Sorted, so that two imports that want to give the same wait for one another.
INSERT INTO imports_given (tenant_id, id, member_id, mark, points, source, number)
SELECT m.tenant_id, u.id, m.id, u.mark, u.points, %(source)s, u.number
FROM members_member m
JOIN json_to_recordset(%(rows)s::json) AS u (
    id uuid, member uuid, mark text, points bigint, number integer
) ON u.member = m.id
WHERE m.tenant_id = %(tenant)s
ORDER BY m.id, u.mark
ON CONFLICT (tenant_id, member_id, mark) DO NOTHING
RETURNING number
