-- in_vain: points whose warning failed and that would end sooner than three local days after.
--
-- A warning failed where its message is dead: every way was tried in vain. One that still waits for
-- another try counts as failed when its points are about to end: then there is no time for more.
-- What was made longer ends on another day than the warning said, so it is found once.
WITH failed AS (
    SELECT m.id, m.member_id, split_part(m.cause, ':', 2)::date AS last_day,
        greatest(m.created_at, (
            SELECT max(coalesce(a.reported_at, a.ended_at)) FROM messaging_attempt a
            WHERE a.tenant_id = %(tenant)s AND a.message_id = m.id
        )) AS at
    FROM messaging_message m
    WHERE m.tenant_id = %(tenant)s AND m.state = 'DEAD' AND m.kind = %(kind)s
        AND m.id >= %(since)s::uuid AND m.cause <> ''
    UNION ALL
    SELECT m.id, m.member_id, split_part(m.cause, ':', 2)::date, %(at)s::timestamptz
    FROM messaging_message m
    WHERE m.tenant_id = %(tenant)s AND m.state = 'WAITING' AND m.kind = %(kind)s
        AND m.cause <> '' AND m.code <> ''
        AND (split_part(m.cause, ':', 2)::date + 1)::timestamp AT TIME ZONE %(zone)s
            <= %(soon)s::timestamptz
),
late AS (
    SELECT f.*, (f.at AT TIME ZONE %(zone)s)::date + %(days)s::integer AS until_day
    FROM failed f
)
SELECT DISTINCT ON (l.account_id, l.expires_at)
    l.account_id, f.id, f.at, l.expires_at, f.until_day,
    (f.until_day + 1)::timestamp AT TIME ZONE %(zone)s AS until
FROM late f
JOIN ledger_account own ON own.tenant_id = %(tenant)s AND own.member_id = f.member_id
    AND own.unit = 'BONUS'
JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.remaining > 0
    -- Of members who became one (T33) the points are with the other.
    AND l.account_id = CASE WHEN own.merged_into_id IS NULL THEN own.id ELSE own.merged_into_id END
    AND ((l.expires_at - interval '1 microsecond') AT TIME ZONE %(zone)s)::date = f.last_day
    AND l.expires_at > %(at)s::timestamptz
    AND l.expires_at < (f.until_day + 1)::timestamp AT TIME ZONE %(zone)s
    -- Once: who cannot be reached at all would else keep points for ever.
    AND NOT EXISTS (
        SELECT FROM ledger_entry e
        WHERE e.tenant_id = %(tenant)s AND e.account_id = l.account_id AND e.kind = 'EXTENSION'
            AND e.explanation -> 0 -> 'lots' @> to_jsonb(l.id::text)
    )
ORDER BY l.account_id, l.expires_at, f.until_day DESC
LIMIT %(most)s
