-- find_vouchers: the vouchers of codes that were told.
SELECT v.digest, v.id, v.member_id, v.state, v.valid_from, v.valid_until, v.terms
FROM vouchers_voucher v
WHERE v.tenant_id = %(tenant)s AND v.digest = ANY (%(digests)s::bytea[])
