-- count_uses: how many codes members have activated, of batches that limit it, all and since; with
-- those of whoever was merged into them (T33).
SELECT u.member_id, u.batch_id, n.n, n.n_since
FROM (
    SELECT DISTINCT w.member_id, c.batch_id
    FROM unnest(%(members)s::uuid[], %(codes)s::uuid[]) AS w (member_id, code_id)
    JOIN codes_code c ON c.tenant_id = %(tenant)s AND c.id = w.code_id
    JOIN codes_batch b ON b.tenant_id = %(tenant)s AND b.id = c.batch_id
    WHERE b.most_per_member IS NOT NULL OR b.most_per_day IS NOT NULL
) AS u
CROSS JOIN LATERAL (
    SELECT count(*) AS n, count(*) FILTER (WHERE a.at >= %(since)s::timestamptz) AS n_since
    FROM (
        SELECT u.member_id AS id
        UNION ALL
        SELECT m.id FROM members_member m
        WHERE m.tenant_id = %(tenant)s AND m.merged_into_id = u.member_id
    ) AS own
    JOIN codes_activation a
        ON a.tenant_id = %(tenant)s AND a.member_id = own.id AND a.batch_id = u.batch_id
) AS n
