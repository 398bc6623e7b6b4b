-- sum_for_tiers: what members bought of what their tiers look at, in kopecks.
--
-- `recent` is the sum since the start of the window that has just ended, less what
-- came back; `then` what stood when the tier was reached, and `returned` how much
-- of that came back since. A start that is null is the beginning of all time. Where
-- nobody knows since when a tier is held, all that ever came back came back since.
-- What came back without a receipt (T41) came back of whatever stood by then.
SELECT n.member,
    (
        SELECT coalesce(sum(s.counted - coalesce(b.counted, 0)), 0)::bigint
        FROM sales_sale s
        LEFT JOIN LATERAL (
            SELECT sum(r.counted) AS counted
            FROM sales_return r
            WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
        ) b ON true
        WHERE s.tenant_id = %(tenant)s AND s.member_id = n.member
            AND s.at >= coalesce(n.recent_from, '-infinity')
    ) - (
        SELECT coalesce(sum(r.counted), 0)::bigint
        FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.member_id IN (
            SELECT n.member
            UNION ALL
            SELECT was.id FROM members_member was
            WHERE was.tenant_id = %(tenant)s AND was.merged_into_id = n.member
        )
            AND r.at >= coalesce(n.recent_from, '-infinity')
    ),
    (coalesce(old.stood, 0) - coalesce(loose.before, 0))::bigint,
    (coalesce(old.returned, 0) + coalesce(loose.after, 0))::bigint
FROM json_to_recordset(%(rows)s::json) AS n (
    member uuid, recent_from timestamptz, since timestamptz, since_from timestamptz
)
CROSS JOIN LATERAL (
    SELECT sum(s.counted - coalesce(b.before, 0)) AS stood, sum(b.after) AS returned
    FROM sales_sale s
    LEFT JOIN LATERAL (
        SELECT
            sum(r.counted) FILTER (WHERE r.received_at < coalesce(n.since, '-infinity')) AS before,
            sum(r.counted) FILTER (WHERE r.received_at >= coalesce(n.since, '-infinity')) AS after
        FROM sales_return r
        WHERE r.tenant_id = %(tenant)s AND r.sale_id = s.id
    ) b ON true
    WHERE s.tenant_id = %(tenant)s AND s.member_id = n.member
        AND s.received_at <= coalesce(n.since, 'infinity')
        AND s.at >= coalesce(n.since_from, '-infinity')
) old
CROSS JOIN LATERAL (
    SELECT
        sum(r.counted) FILTER (WHERE r.received_at < coalesce(n.since, '-infinity')) AS before,
        sum(r.counted) FILTER (WHERE r.received_at >= coalesce(n.since, '-infinity')) AS after
    FROM sales_return r
    WHERE r.tenant_id = %(tenant)s AND r.member_id IN (
            SELECT n.member
            UNION ALL
            SELECT was.id FROM members_member was
            WHERE was.tenant_id = %(tenant)s AND was.merged_into_id = n.member
        )
        AND r.at >= coalesce(n.since_from, '-infinity')
) loose
