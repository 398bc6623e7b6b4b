-- versions: which programmes a company has published, oldest first.
--
-- Documents are left out: whoever needs one finds it in memory by its id,
-- because a version never changes.
SELECT id, number, valid_from
FROM programmes_version
WHERE tenant_id = %(tenant)s
ORDER BY number
