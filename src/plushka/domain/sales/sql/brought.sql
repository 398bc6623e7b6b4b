-- brought: what purchases of invitees gave who brought them, less what went back with returns.
SELECT s.member_id, sum(e.points + coalesce(back.points, 0))::bigint
FROM sales_sale s
JOIN sales_salereward r ON r.tenant_id = s.tenant_id AND r.sale_id = s.id
    AND r.promise IS NULL AND r.member_id = ANY(%(members)s::uuid[])
JOIN ledger_entry e ON e.tenant_id = r.tenant_id AND e.id = r.entry_id
LEFT JOIN LATERAL (
    SELECT sum(u.points) AS points
    FROM ledger_entry u
    WHERE u.tenant_id = e.tenant_id AND u.undoes_id = e.id
) back ON true
WHERE s.tenant_id = %(tenant)s AND s.member_id = ANY(%(invitees)s::uuid[])
GROUP BY s.member_id
