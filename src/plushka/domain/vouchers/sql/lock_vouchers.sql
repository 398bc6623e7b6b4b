-- lock_vouchers: let nobody else use the vouchers that are named, in the order of their locks.
--
-- Asked after the accounts are locked, where confirmation codes stand in the order of locks.
SELECT 1
FROM vouchers_voucher v
WHERE v.tenant_id = %(tenant)s
    AND (v.digest = ANY (%(digests)s::bytea[]) OR v.id = ANY (%(ids)s::uuid[]))
ORDER BY v.id
FOR UPDATE
