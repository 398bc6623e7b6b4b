-- lock_due_tiers: members whose tier has to be looked at, longest ago first, their
-- accounts locked. One that somebody holds right now is left for the next round.
SELECT a.id, a.member_id, due.check_at
FROM (
    SELECT s.member_id, s.check_at
    FROM members_purchasesummary s
    JOIN members_member m
        ON m.tenant_id = %(tenant)s AND m.id = s.member_id AND m.erased_at IS NULL AND m.merged_into_id IS NULL
    WHERE s.tenant_id = %(tenant)s AND s.check_at <= %(at)s
    ORDER BY s.check_at, s.member_id
    LIMIT %(most)s
) due
JOIN ledger_account a
    ON a.tenant_id = %(tenant)s AND a.member_id = due.member_id AND a.unit = 'BONUS'
ORDER BY a.id
FOR UPDATE OF a SKIP LOCKED
