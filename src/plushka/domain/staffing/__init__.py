"""Who works for a company, and how they get in beside a password: invitations, tills, PINs.

Always true:

- a company keeps an owner who is not let go: the last one can neither be let
  go nor become something else, however many change staff at once;
- somebody let go loses every session, every PIN and every try at once, and
  gets none of them back with the place;
- an invitation makes one person, once, within seven days, unless it is
  withdrawn. Its link is signed and stands nowhere: the table cannot be read
  for it;
- a device is known by the hash of a secret that its browser alone keeps;
- a PIN opens the till alone, on a device that is enrolled, in that device's
  outlet. It is kept as a slow hash of a keyed digest, so the database without
  the company's secret says nothing of it; after five wrong tries each further
  one makes the pause twice as long;
- every change is on record, without names and addresses.
"""
