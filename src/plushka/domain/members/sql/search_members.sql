-- search_members: who has such a phone, card or alias, whole, its beginning or its end, or a
-- name with words that begin so; who was merged into another is found as that other (T33).
--
-- Every branch walks along one index and stops when it has enough. Values are compared by their
-- code points, which tell nothing of them, so row-level security lets the indexes be used.
SELECT coalesce(m.merged_into_id, m.id) FROM (
    (
        SELECT i.member_id, 1 AS place
        FROM unnest(%(exact_kinds)s::text[], %(exact_values)s::text[]) AS asked (kind, value)
        JOIN members_identifier i
            ON i.tenant_id = %(tenant)s AND i.kind = asked.kind AND i.value = asked.value
        WHERE i.retired_at IS NULL
    )
    UNION ALL
    (
        SELECT i.member_id, 2
        FROM unnest(%(end_kinds)s::text[], %(end_since)s::text[], %(end_before)s::text[])
            AS asked (kind, since, before)
        CROSS JOIN LATERAL (
            SELECT i.member_id FROM members_identifier i
            WHERE i.tenant_id = %(tenant)s AND i.kind = asked.kind AND i.retired_at IS NULL
                AND i.tail >= asked.since COLLATE "C" AND i.tail < asked.before COLLATE "C"
            ORDER BY i.tail LIMIT %(most)s
        ) i
    )
    UNION ALL
    (
        SELECT i.member_id, 3
        FROM unnest(%(begin_kinds)s::text[], %(begin_since)s::text[], %(begin_before)s::text[])
            AS asked (kind, since, before)
        CROSS JOIN LATERAL (
            SELECT i.member_id FROM members_identifier i
            WHERE i.tenant_id = %(tenant)s AND i.kind = asked.kind AND i.retired_at IS NULL
                AND i.value ~>=~ asked.since AND i.value ~<~ asked.before
            LIMIT %(most)s
        ) i
    )
    UNION ALL
    (
        SELECT w.member_id, 4
        FROM (
            SELECT DISTINCT n.member_id
            FROM unnest(%(words_since)s::text[], %(words_before)s::text[])
                AS asked (since, before)
            CROSS JOIN LATERAL (
                SELECT n.member_id FROM members_nameword n
                WHERE n.tenant_id = %(tenant)s
                    AND n.word >= asked.since COLLATE "C" AND n.word < asked.before COLLATE "C"
                LIMIT %(candidates)s
            ) n
        ) w
        WHERE NOT EXISTS (
            SELECT 1
            FROM unnest(%(words_since)s::text[], %(words_before)s::text[])
                AS asked (since, before)
            WHERE NOT EXISTS (
                SELECT 1 FROM members_nameword n
                WHERE n.tenant_id = %(tenant)s AND n.member_id = w.member_id
                    AND n.word >= asked.since COLLATE "C" AND n.word < asked.before COLLATE "C"
            )
        )
        LIMIT %(most)s
    )
) found
JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = found.member_id
ORDER BY found.place
LIMIT %(most)s * 2
