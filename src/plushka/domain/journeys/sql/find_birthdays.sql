-- find_birthdays: members of these tiers who have their birthday on such a day of
-- the calendar and have had no gift for it.
--
-- A date told after the birthday came too late for this year (T17). Who had a
-- gift less than a year ago, because the date was changed since, gets none; what somebody had who was merged
-- into them is theirs (T33).
SELECT m.id, a.id, s.tier
FROM members_member m
JOIN members_purchasesummary s ON s.tenant_id = %(tenant)s AND s.member_id = m.id
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = m.id AND a.unit = 'BONUS'
WHERE m.tenant_id = %(tenant)s AND m.birth_date IS NOT NULL
    AND m.erased_at IS NULL AND m.merged_into_id IS NULL AND m.blocked_at IS NULL
    AND EXTRACT(MONTH FROM m.birth_date) = %(month)s::int
    AND EXTRACT(DAY FROM m.birth_date) = ANY (%(days)s::int[])
    AND m.birth_date < %(birthday)s::date
    AND m.birth_date_since < %(over)s::timestamptz
    AND s.tier = ANY (%(tiers)s::text[])
    AND NOT EXISTS (
        SELECT 1 FROM ledger_entry e
        WHERE e.tenant_id = %(tenant)s AND e.account_id IN (
                SELECT a.id
                UNION ALL
                SELECT was.id FROM ledger_account was
                WHERE was.tenant_id = %(tenant)s AND was.merged_into_id = a.id
            )
            AND e.key = ANY (%(keys)s::text[])
            AND (e.key = %(key)s OR e.at > %(year_ago)s::timestamptz)
    )
ORDER BY a.id
LIMIT %(most)s::int
