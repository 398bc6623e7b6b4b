-- sampled: the first of those for whom something would be done.
SELECT p.member, p.planned FROM ({planned}) p WHERE p.why = '' ORDER BY p.account LIMIT %(most)s
