-- untouched: members to whom nothing has happened since an import made them, but for that import.
--
-- Nobody bought, was given points but for joining, had some set aside, was changed by staff, came
-- in by a device of theirs, invited, or brought somebody who is still there.
SELECT m.id
FROM members_member m
JOIN members_purchasesummary s ON s.tenant_id = m.tenant_id AND s.member_id = m.id
JOIN ledger_account a ON a.tenant_id = m.tenant_id AND a.member_id = m.id
WHERE m.tenant_id = %(tenant)s AND m.id = ANY (%(ids)s::uuid[])
  AND m.erased_at IS NULL AND m.merged_into_id IS NULL AND m.blocked_at IS NULL
  AND NOT EXISTS (
      SELECT FROM members_member was
      WHERE was.tenant_id = m.tenant_id AND was.merged_into_id = m.id
  )
  AND s.n_purchases = 0 AND s.last_purchase_at IS NULL
  AND NOT EXISTS (
      SELECT FROM ledger_entry e
      WHERE e.tenant_id = m.tenant_id AND e.account_id = a.id
        AND NOT (e.source_kind = 'IMPORT' AND e.source_id = %(source)s)
        AND NOT (e.source_kind = 'MEMBER' AND e.posted_at = m.created_at)
  )
  AND NOT EXISTS (
      SELECT FROM ledger_hold h
      WHERE h.tenant_id = m.tenant_id AND h.account_id = a.id
  )
  AND NOT EXISTS (
      SELECT FROM audit_record r
      WHERE r.tenant_id = m.tenant_id AND r.subject_kind = 'member' AND r.subject_id = m.id
  )
  AND NOT EXISTS (
      SELECT FROM members_member v
      WHERE v.tenant_id = m.tenant_id AND v.referrer_id = m.id AND v.erased_at IS NULL
  )
  AND NOT EXISTS (
      SELECT FROM referrals_invitation i
      WHERE i.tenant_id = m.tenant_id AND i.inviter_id = m.id
  )
  AND NOT EXISTS (
      SELECT FROM access_session d
      WHERE d.tenant_id = m.tenant_id AND d.member_id = m.id
  )
  AND NOT EXISTS (
      SELECT FROM access_signinlink d
      WHERE d.tenant_id = m.tenant_id AND d.member_id = m.id
  )
