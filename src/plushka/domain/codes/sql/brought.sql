-- brought: what codes of invitees gave who brought them, less what went back.
SELECT c.member_id, sum(e.points + coalesce(back.points, 0))::bigint
FROM codes_activation c
JOIN ledger_account a ON a.tenant_id = c.tenant_id AND a.member_id = ANY(%(members)s::uuid[])
JOIN ledger_entry e ON e.tenant_id = c.tenant_id AND e.account_id = a.id
    AND e.key = 'code:' || c.code_id::text || ':referral'
LEFT JOIN LATERAL (
    SELECT sum(u.points) AS points
    FROM ledger_entry u
    WHERE u.tenant_id = e.tenant_id AND u.undoes_id = e.id
) back ON true
WHERE c.tenant_id = %(tenant)s AND c.member_id = ANY(%(invitees)s::uuid[])
GROUP BY c.member_id
