-- find_birthday_members: whose birthday is on such a day of the calendar, a page at a time.
--
-- A date told after the birthday came too late for this year (T17). Who was given
-- something for another year's birthday less than a year ago, because the date was
-- changed since, is left out; what was given for this year's is known by its key.
SELECT m.id
FROM members_member m
WHERE m.tenant_id = %(tenant)s AND m.birth_date IS NOT NULL
    AND m.erased_at IS NULL AND m.merged_into_id IS NULL AND m.blocked_at IS NULL
    AND EXTRACT(MONTH FROM m.birth_date) = %(month)s::int
    AND EXTRACT(DAY FROM m.birth_date) = ANY (%(days)s::int[])
    AND m.birth_date < %(birthday)s::date
    AND m.birth_date_since < %(over)s::timestamptz
    AND m.id > %(after)s::uuid
    AND NOT EXISTS (
        SELECT 1 FROM effects_applied a
        WHERE a.tenant_id = %(tenant)s AND a.about_id IN (
                SELECT m.id
                UNION ALL
                SELECT was.id FROM members_member was
                WHERE was.tenant_id = %(tenant)s AND was.merged_into_id = m.id
            ) AND a.trigger = 'birthday'
            AND a.at > %(year_ago)s::timestamptz
            AND strpos(a.key, 'birthday:' || a.about_id::text || %(year)s::text) = 0
    )
ORDER BY m.id
LIMIT %(most)s::int
