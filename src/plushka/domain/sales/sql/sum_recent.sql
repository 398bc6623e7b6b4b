-- sum_recent: what a member m bought since a moment, less what came back of that.
SELECT (
    SELECT coalesce(sum(b.counted - b.back), 0)::bigint
    FROM (
        SELECT p.counted, (
            SELECT coalesce(sum(r.counted), 0)
            FROM sales_return r
            WHERE r.tenant_id = %(tenant)s AND r.sale_id = p.id
        ) AS back
        FROM sales_sale p
        WHERE p.tenant_id = %(tenant)s AND p.member_id = m.id
            AND p.at >= %(recent_from)s::timestamptz
    ) b
) - (
    SELECT coalesce(sum(r.counted), 0)::bigint
    FROM sales_return r
    WHERE r.tenant_id = %(tenant)s AND r.member_id IN (
        SELECT m.id
        UNION ALL
        SELECT was.id FROM members_member was
        WHERE was.tenant_id = %(tenant)s AND was.merged_into_id = m.id
    )
        AND r.at >= %(recent_from)s::timestamptz
)
