-- find_answers: what was answered to requests that came with these keys.
SELECT a.key, a.operation, a.fingerprint, a.status, a.answer::text
FROM repeats_answer a
WHERE a.tenant_id = %(tenant)s AND a.key = ANY (%(keys)s::text[])
