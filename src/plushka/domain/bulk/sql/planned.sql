-- planned: of each member of an audience what would be done, and why nothing would be.
--
-- What may be spent is what the dates say at the moment asked about, also where nobody
-- has swept since (T2).
SELECT of.member, of.account, of.planned, of.why
FROM (
    SELECT it.member, it.account,
        CASE
            WHEN it.why <> '' OR %(kind)s::text IN ('TAG', 'UNTAG') THEN 0
            WHEN %(kind)s::text = 'ACCRUE' THEN %(points)s::bigint
            ELSE least(coalesce(%(points)s::bigint, it.spendable), it.spendable)
        END AS planned,
        it.why
    FROM (
        SELECT one.member, one.account, one.spendable,
            CASE
                WHEN %(kind)s::text IN ('ACCRUE', 'REDEEM') AND one.is_blocked THEN 'blocked'
                WHEN %(kind)s::text = 'REDEEM' AND one.spendable <= 0 THEN 'no_points'
                WHEN %(kind)s::text = 'REDEEM' AND NOT %(is_up_to)s::boolean
                    AND one.spendable < %(points)s::bigint THEN 'not_enough'
                WHEN %(kind)s::text = 'TAG' AND one.has_tag THEN 'has_tag'
                WHEN %(kind)s::text = 'UNTAG' AND NOT one.has_tag THEN 'no_tag'
                ELSE ''
            END AS why
        FROM (
            SELECT known.id AS member, a.id AS account, known.is_blocked,
                CASE
                    WHEN %(kind)s::text <> 'REDEEM' THEN 0
                    WHEN a.exact_until IS NULL OR a.exact_until > %(at)s::timestamptz THEN a.spendable
                    ELSE greatest(0, (
                        SELECT coalesce(sum(l.remaining - l.held), 0)
                        FROM ledger_lot l
                        WHERE l.tenant_id = %(tenant)s AND l.account_id = a.id AND l.remaining > 0
                            AND l.available_at <= %(at)s::timestamptz
                            AND coalesce(l.expires_at > %(at)s::timestamptz, true)
                    ) - a.debt)
                END AS spendable,
                %(kind)s::text IN ('TAG', 'UNTAG') AND EXISTS (
                    SELECT FROM members_membertag t
                    WHERE t.tenant_id = %(tenant)s AND t.member_id = known.id
                        AND t.tag = %(tag)s::text
                ) AS has_tag
            FROM ({known}) AS known
            JOIN ledger_account a
                ON a.tenant_id = %(tenant)s AND a.member_id = known.id AND a.unit = 'BONUS'
            WHERE {condition}
        ) one
    ) it
) of
