-- fix_list: make tickets of all chances of a draw whose row is locked, a line for each person, in
-- the order of what stands for them in public, which nobody chose. Who was merged into another
-- is that other (T33); who is blocked or erased has no tickets.
--
-- ``inner`` and ``outer`` are the two halves of a key: together the two digests are HMAC-SHA256.
WITH people AS (
    SELECT coalesce(m.merged_into_id, m.id) AS id, sum(c.n)::bigint AS n
    FROM draws_chance c
    JOIN members_member m ON m.tenant_id = c.tenant_id AND m.id = c.member_id
    WHERE c.tenant_id = %(tenant)s AND c.draw_id = %(draw)s
    GROUP BY coalesce(m.merged_into_id, m.id)
), able AS (
    SELECT p.id, p.n,
        left(
            encode(sha256(%(outer)s::bytea || sha256(%(inner)s::bytea || uuid_send(p.id))), 'hex'),
            32
        ) COLLATE "C" AS participant
    FROM people p
    JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = p.id
    WHERE m.blocked_at IS NULL AND m.erased_at IS NULL
)
INSERT INTO draws_ticket (tenant_id, id, draw_id, member_id, participant, first, last)
SELECT %(tenant)s, gen_random_uuid(), %(draw)s, a.id, a.participant,
    (sum(a.n) OVER upto - a.n + 1)::bigint, (sum(a.n) OVER upto)::bigint
FROM able a
WINDOW upto AS (ORDER BY a.participant)
