"""Who changed what, when, and why.

Always true:

- a record is written once, in the transaction of the change it tells of;
- it names an actor without personal data: ``key:<id>``, ``staff:<id>``,
  ``member:<id>``, ``system:<task>``;
- it holds no personal data. Of a field that does (a phone, a name, a birth
  date) it keeps a digest, keyed by a salt that lives with the member and dies
  with the person (T29): as long as the member is known one can prove what the
  value was, afterwards nobody can;
- the reason, which staff write freely, stands in a table of its own and is
  scrubbed when its subject is erased; the scrubbing is itself recorded.
"""
